// Opens files of people and saves files for them. Nothing is sent.

import { ask, call } from "./engine.mjs";
import { button, download, el } from "./dom.mjs";
import { addNote } from "./notes.mjs";
import { go } from "./router.mjs";
import { answerOf, isApplicant, isEmpty, programmeName, setAll, state } from "./state.mjs";
import { word } from "./words.mjs";

const MAX_BYTES = 16 * 1024 * 1024;
const TYPES = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  yaml: "application/yaml",
  json: "application/json",
  report: "text/html",
  result: "application/json",
};
const ENDS = { report: "html", result: "json" };

/** The ends of the names of files that can be opened. */
export const ACCEPT = ".yaml,.yml,.json,.xlsx,.ods,.csv,.tsv";

/** A name for a file from the programme's name: letters and digits of any script, joined by hyphens. */
export const fileName = (format) => {
  const name = answerOf(state.content.questionnaire.name_field).values[0] ?? "";
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 60);
  return `${plain || word("file-name")}.${ENDS[format] ?? format}`;
};

/** Writes the answers in a format and hands the file to the browser. */
export const save = (format) => {
  try {
    download(fileName(format), call("write", JSON.stringify(state.answers), format), TYPES[format]);
    addNote({ text: word("saved", { file: fileName(format) }) });
  } catch (error) {
    addNote({ title: word("not-saved"), text: error.message, isProblem: true });
  }
};

/** Buttons for each format, with what a file loses. */
export const saveButtons = () => {
  const lost = state.opened && (state.opened.comments || state.opened.notes);
  return el("div", { class: "save no-print" },
    lost && el("p", { class: "message" }, word("loses-comments", { file: state.opened.file })),
    el("div", { class: "actions" },
      button(word("save-xlsx"), () => save("xlsx"), { class: isApplicant() ? "primary" : "secondary" }),
      button(word("save-yaml"), () => save("yaml"), { class: isApplicant() ? "quiet" : "primary" }),
      button(word("save-json"), () => save("json"), { class: "quiet" })),
    el("p", { class: "rule" }, word("save-hint")));
};

/** The content of a file as bytes, if it is not too large to read. */
export const bytesOf = async (file) => (file.size > MAX_BYTES ? null : new Uint8Array(await file.arrayBuffer()));

const problemText = ({ message, help, place }) => [place && `${place}: `, message, help && ` ${help}`].filter(Boolean).join("");

const take = (file, opened, index) => {
  const found = opened.documents[index];
  const { comments, notes } = opened;
  setAll(found.answers, { file: file.name, comments, notes }, !isEmpty());
  const problems = found.problems.filter(({ severity }) => severity !== "note").map(problemText);
  if (problems.length) addNote({ title: word("opened-with-problems", { file: file.name, count: problems.length }), list: problems, isProblem: true });
  if (comments || notes) addNote({ text: word("loses-comments", { file: file.name }) });
  go(isApplicant() ? "check" : "result");
};

/** Opens a description or a filled-in form. */
export const openFile = async (file) => {
  const bytes = await bytesOf(file);
  if (!bytes) return addNote({ title: word("not-opened", { file: file.name }), text: word("too-large"), isProblem: true });
  let opened = null;
  try {
    opened = ask("open", file.name, bytes);
  } catch (error) {
    return addNote({ title: word("not-opened", { file: file.name }), text: error.code === "failed" ? word("engine-failed") : error.message, isProblem: true });
  }
  const { documents, problems } = opened;
  if (documents.length === 0) {
    return addNote({ title: word("not-opened", { file: file.name }), list: problems.slice(0, 5).map(problemText), isProblem: true });
  }
  if (problems.length) addNote({ title: word("opened-in-part", { file: file.name }), list: problems.slice(0, 5).map(problemText), isProblem: true });
  if (documents.length === 1) return take(file, opened, 0);
  return addNote({
    title: word("several-programmes", { file: file.name, count: documents.length }),
    actions: documents.slice(0, 50).map(({ name }, index) => ({ text: name || word("unnamed-programme"), run: () => take(file, opened, index) })),
  });
};

/** A button that opens the browser's dialogue for files. */
export const chooseButton = (text, onFiles, { several = false, folder = false, ...attributes } = {}) => {
  const input = el("input", { type: "file", accept: folder ? null : ACCEPT, multiple: several, hidden: true, "aria-label": text, tabindex: "-1",
    on: { change: () => {
      const files = [...input.files];
      input.value = "";
      if (files.length) onFiles(files);
    } } });
  if (folder) input.webkitdirectory = true;
  return el("span", { class: "choose" }, input, button(text, () => input.click(), attributes));
};
