// Two descriptions beside each other: two programmes, or two versions of one.

import { button, el, link } from "./dom.mjs";
import { ask } from "./engine.mjs";
import { answerText, face } from "./faces.mjs";
import { bytesOf, chooseButton } from "./files.mjs";
import { addNote } from "./notes.mjs";
import { show } from "./router.mjs";
import { lead, placeWords } from "./sentences.mjs";
import { answerLabels, answerOf, isEmpty, programmeName, state } from "./state.mjs";
import { capitalised, inRow, listed, word } from "./words.mjs";

let compared = [];
let onlyDifferent = false;

/** Chooses what is compared: two of `{name, answers}`. */
export const setCompared = (...sides) => {
  compared = sides;
};

const opened = (file, bytes) => {
  try {
    return ask("open", file.name, bytes);
  } catch (error) {
    return { documents: [], problems: [error.code === "failed" ? { message: word("engine-failed") } : error] };
  }
};

const addSide = async (file) => {
  const bytes = await bytesOf(file);
  const { documents, problems } = bytes ? opened(file, bytes) : { documents: [], problems: [] };
  if (documents.length === 0) {
    addNote({ title: word("not-opened", { file: file.name }), text: problems[0]?.message ?? word("too-large"), isProblem: true });
    return;
  }
  const first = compared[0] ?? { name: programmeName(), answers: state.answers };
  compared = [first, { name: word("side-name", { name: documents[0].name || word("unnamed-programme"), file: file.name }), answers: documents[0].answers }];
  show();
};

const texts = (question, answers) => {
  const labels = answerLabels(question, answerOf(question.field, answers));
  return inRow(labels);
};

const chooser = () => el("div", { class: "narrow" }, el("h1", {}, word("compare-title")), el("p", { class: "lead-rest" }, isEmpty() ? word("compare-none") : word("compare-text", { name: programmeName() })),
  el("div", { class: "actions" }, isEmpty() ? link("start", { class: "button primary" }, word("back-to-start")) : chooseButton(word("choose-file"), ([file]) => addSide(file), { class: "primary" })));

const walls = (sides) => el("div", { class: "walls", role: "table", "aria-label": word("the-blocks") },
  el("div", { role: "row", class: "walls-head" }, el("span", { role: "columnheader" }, el("span", { class: "unseen" }, word("table-programme"))), state.content.rules.blocks.map((block) => el("span", { role: "columnheader" }, block.title))),
  sides.map(({ name, result }) => el("div", { role: "row" }, el("span", { role: "rowheader" }, name), result.blocks.map((block, at) => el("span", { role: "cell" },
    el("span", { class: "cell-head", "aria-hidden": "true" }, state.content.rules.blocks[at].title), face(block.answer, 28), " ", answerText(block.answer))))));

/** `#/compare`. */
export const compareView = () => {
  const title = word("title-of", { page: word("compare-title"), tool: word("tool") });
  if (compared.length < 2) return { title, node: chooser() };
  const sides = compared.map((side) => ({ ...side, result: ask("assess", JSON.stringify(side.answers)) }));
  const answers = el("div", {});
  const drawAnswers = () => {
    answers.replaceChildren(...state.content.questionnaire.sections.flatMap((section) => {
      const rows = section.questions.map((question) => ({ question, sides: sides.map((side) => texts(question, side.answers)) }))
        .filter(({ sides: [left, right] }) => left || right)
        .map((row) => ({ ...row, differs: row.sides[0] !== row.sides[1] }))
        .filter(({ differs }) => differs || !onlyDifferent)
        .sort((a, b) => Number(b.differs) - Number(a.differs));
      if (rows.length === 0) return [];
      return [el("h3", { class: "section-head" }, section.title), el("table", { class: "pairs" },
        el("thead", {}, el("tr", {}, el("th", { scope: "col" }, word("table-question")), sides.map(({ name }) => el("th", { scope: "col" }, name)))),
        el("tbody", {}, rows.map(({ question, differs, sides: both }) => el("tr", { class: differs ? "differs" : "" }, el("th", { scope: "row" }, question.title), both.map((text, at) => el("td", {}, el("span", { class: "cell-head" }, sides[at].name), text || el("span", { class: "is-open" }, word("answer-open"))))))))];
    }));
    if (!answers.hasChildNodes()) answers.append(el("p", {}, word("no-difference")));
  };
  drawAnswers();
  const box = el("input", { type: "checkbox", set: { checked: onlyDifferent }, on: { change: () => {
    onlyDifferent = box.checked;
    drawAnswers();
  } } });
  const again = (change) => {
    change();
    show();
  };
  const node = el("div", { class: "compare" },
    el("h1", {}, listed(sides.map(({ name }) => name))),
    sides.map(({ result }) => el("p", { class: "lead-rest" }, lead(result), " ", result.rest)),
    el("h2", {}, word("the-blocks")), walls(sides),
    el("h2", {}, word("on-the-spectrum")), el("ul", {}, sides.map(({ name, result }) => el("li", {}, el("strong", {}, name), ": ", capitalised(placeWords(result.spectrum))))),
    el("h2", {}, word("answers")),
    el("div", { class: "actions" }, el("label", { class: "tick" }, box, word("only-different")), button(word("swap"), () => again(() => compared.reverse()), { class: "secondary" }), button(word("compare-others"), () => again(() => setCompared()), { class: "quiet" })),
    answers);
  return { title, node };
};
