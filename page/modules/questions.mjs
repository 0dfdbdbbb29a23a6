// One question: its help, its answers with their rules, and where the programme's documents say so.

import { button, el, newId } from "./dom.mjs";
import { withCodes } from "./regions.mjs";
import { answerOf, isAnswered, isRefused, passagesOf, problemsOf, setAnswer, setPassages, state } from "./state.mjs";
import { word } from "./words.mjs";

/** Whether a question is answered with codes of countries. They are the only texts that a name of a country cannot be. */
const takesCodes = ({ field, kind }) => kind === "texts" && isRefused(field, "Norway");

/** What is wrong with an answer, in words. */
const problemTexts = (question) => {
  const { field, help: { plain } } = question;
  const found = isAnswered(field) ? problemsOf(field) : [];
  if (found.length > 0 && takesCodes(question)) return answerOf(field).values.filter((text) => isRefused(field, text)).map((text) => word("not-a-country", { text }));
  // The help is above already.
  return found.map(({ message, help }) => [message, help !== plain && help].filter(Boolean).join(" "));
};

/** A question as a form element. `heading` is the element that its legend holds; `update` follows other changes, and
 * `hasNewProblem` says whether something is wrong that has not been shown at the end of the question before. */
export const questionForm = (question, heading) => {
  const helpId = newId("help");
  const legend = el("legend", {}, heading);
  // The name is not judged either, but every sentence begins with it.
  const isInformative = state.content.informative.includes(question.field) && question.field !== state.content.questionnaire.name_field;
  const help = el("p", { class: "help", id: helpId }, question.help.plain, takesCodes(question) && ` ${word("names-of-countries")}`, isInformative && el("span", { class: "rule" }, word("informative")));
  const controls = el("div", { class: "controls" });
  const node = el("div", { class: "question" },
    el("fieldset", { "aria-describedby": helpId }, legend, help, controls), passages(question));
  const build = CONTROLS[question.kind](question, heading, helpId);
  const problems = el("div", { class: "problems", role: "status" });
  controls.append(build.node, problems);
  const check = () => {
    // Nobody is interrupted while they type.
    const isTyping = document.activeElement?.matches("textarea") && controls.contains(document.activeElement);
    const texts = isTyping ? [] : problemTexts(question);
    // Spoken only if it has changed.
    if (problems.textContent !== texts.join("")) problems.replaceChildren(...texts.map((text) => el("p", { class: "odd" }, text)));
  };
  check();
  controls.addEventListener("focusout", check);
  let seen = "";
  const hasNewProblem = () => {
    check();
    const isNew = problems.textContent !== "" && problems.textContent !== seen;
    seen = problems.textContent;
    return isNew;
  };
  return { node, check, hasNewProblem, update: () => {
    build.update();
    check();
  } };
};

/** A radio button or tick box with its rule inside the label. */
const choice = (type, name, label, rule, attributes = {}) => {
  const input = el("input", { type, name, ...attributes });
  const row = el("label", { class: "choice" }, input,
    el("span", {}, el("span", { class: "choice-label" }, label), rule && el("span", { class: "rule" }, rule)));
  return { input, row };
};

const notUnderstood = (question) => {
  const { not_understood: texts } = answerOf(question.field);
  return texts.length > 0 && el("p", { class: "odd" }, word("not-understood", { texts: texts.map((text) => `“${text}”`).join(", ") }));
};

const chooseOne = (question) => {
  const { wording } = state.content;
  const name = newId("answer");
  const node = el("div", { class: "choices" });
  const odd = el("div", {});
  const options = question.answers.map((answer) => {
    const { input, row } = choice("radio", name, answer.label, answer.rule.plain, { on: { change: () => setAnswer(question.field, { values: [answer.name] }) } });
    return { input, row, isChosen: (stated) => stated.values.length === 1 && stated.values[0] === answer.name };
  });
  const open = choice("radio", name, wording.not_known, wording.not_known_rule, { on: { change: () => setAnswer(question.field, { not_stated: true }) } });
  open.row.classList.add("last");
  options.push({ ...open, isChosen: (stated) => stated.not_stated });
  node.append(odd, ...options.map(({ row }) => row));
  const update = () => {
    const stated = answerOf(question.field);
    for (const { input, isChosen } of options) input.checked = isChosen(stated);
    odd.replaceChildren(...[notUnderstood(question)].filter(Boolean));
  };
  update();
  return { node, update };
};

const tickAll = (question) => {
  const { wording } = state.content;
  const { closing } = question;
  const change = (edit) => {
    const stated = answerOf(question.field);
    setAnswer(question.field, edit({ ...stated, not_stated: false, not_understood: [] }));
  };
  const rows = [];
  const add = (label, rule, isChosen, edit, className) => {
    const { input, row } = choice("checkbox", undefined, label, rule, { on: { change: (event) => change((stated) => edit(stated, event.target.checked)) } });
    if (className) row.classList.add(className);
    rows.push({ input, row, isChosen });
    return input;
  };
  for (const answer of question.answers) {
    add(answer.label, answer.rule.plain, (stated) => stated.values.includes(answer.name), (stated, ticked) => {
      // In the order of the form, so that the same ticks are always the same answer.
      const values = question.answers.map(({ name }) => name).filter((name) => (name === answer.name ? ticked : stated.values.includes(name)));
      return { values, complete: stated.complete && values.length > 0 && stated.values.length > 0 };
    });
  }
  let complete = null;
  if (closing) {
    add(closing.none_label, wording.none_rule, (stated) => stated.complete && stated.values.length === 0, (stated, ticked) => ({ values: [], complete: ticked }), "last");
    complete = add(wording.complete, wording.complete_rule, (stated) => stated.complete && stated.values.length > 0, (stated, ticked) => ({ values: stated.values, complete: ticked }));
  }
  add(wording.not_known, wording.not_known_rule, (stated) => stated.not_stated, (stated, ticked) => ({ not_stated: ticked }), closing ? undefined : "last");
  const odd = el("div", {});
  const node = el("div", { class: "choices" }, el("p", { class: "hint" }, word("tick-all")), odd, rows.map(({ row }) => row));
  const update = () => {
    const stated = answerOf(question.field);
    for (const { input, isChosen } of rows) input.checked = isChosen(stated);
    if (complete) complete.disabled = stated.values.length === 0;
    odd.replaceChildren(...[notUnderstood(question)].filter(Boolean));
  };
  update();
  return { node, update };
};

/** A field for a text, which grows with what is in it. */
const textField = (value, attributes, onInput) => {
  const field = el("textarea", { rows: 1, spellcheck: "true", autocomplete: "off", ...attributes, on: { input: () => onInput(field.value) } });
  field.value = value;
  return field;
};

const oneText = (question, heading, helpId) => {
  const labelled = heading.id || (heading.id = newId("question"));
  const field = textField(answerOf(question.field).values[0] ?? "", { "aria-labelledby": labelled, "aria-describedby": helpId },
    (value) => setAnswer(question.field, { values: value.trim() ? [value] : [] }, true));
  const node = el("div", {}, field);
  const update = () => {
    const value = answerOf(question.field).values[0] ?? "";
    if (document.activeElement !== field) field.value = value;
  };
  return { node, update };
};

const severalTexts = (question, heading, helpId) => {
  const labelled = heading.id || (heading.id = newId("question"));
  const list = el("ul", { class: "texts" });
  const read = () => [...list.querySelectorAll("textarea")].map((field) => field.value);
  // Each line of a list that is pasted into one field is an entry.
  const store = () => setAnswer(question.field, { values: read().flatMap((value) => value.split("\n")).filter((value) => value.trim()) }, true);
  const add = (value) => {
    const number = newId("text");
    const field = textField(value, { "aria-labelledby": `${labelled} ${number}`, "aria-describedby": helpId }, store);
    // Where a code is wanted, the name of the country is understood.
    field.addEventListener("change", () => {
      const text = withCodes(field.value);
      if (text === field.value || problemsOf(question.field).length === 0) return;
      field.value = text;
      store();
    });
    const item = el("li", {}, el("span", { id: number, class: "unseen" }, String(list.children.length + 1)), field);
    list.append(item);
    return field;
  };
  const fill = () => {
    list.replaceChildren();
    const { values } = answerOf(question.field);
    (values.length ? values : [""]).forEach(add);
  };
  fill();
  const node = el("div", {}, list, button(word("add-another"), () => add("").focus(), { class: "quiet" }));
  const update = () => {
    if (!list.contains(document.activeElement)) fill();
  };
  return { node, update };
};

const CONTROLS = { "choose-one": chooseOne, "tick-all": tickAll, text: oneText, texts: severalTexts };

/** “Where does it say so?”: the passages that support the answer. */
const passages = (question) => {
  const { evidence } = state.content.questionnaire;
  const prompts = [["document", evidence.document], ["place", evidence.place], ["words", evidence.words]];
  const list = el("div", {});
  const read = () => [...list.children].map((entry) => Object.fromEntries(
    [...entry.querySelectorAll("textarea")].map((field) => [field.dataset.part, field.value.trim() ? field.value : null])));
  const add = (entry) => {
    const fields = prompts.map(([part, prompt]) => {
      const id = newId("passage");
      const hint = newId("passage-help");
      return el("div", { class: "field" }, el("label", { for: id }, prompt.title), el("p", { class: "rule", id: hint }, prompt.help.plain),
        textField(entry[part] ?? "", { id, "aria-describedby": hint, "data-part": part }, () => setPassages(question.field, read())));
    });
    const node = el("div", { class: "passage" }, fields);
    list.append(node);
    return node;
  };
  const stated = passagesOf(question.field);
  (stated.length ? stated : [{}]).forEach(add);
  return el("details", { class: "where", open: stated.length > 0 },
    el("summary", {}, el("span", { class: "where-title" }, state.content.wording.where), " ", el("span", { class: "optional" }, word("optional"))),
    list, button(word("add-passage"), () => add({}).querySelector("textarea").focus(), { class: "quiet" }));
};
