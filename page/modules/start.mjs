// The first view: what this is, how to begin, and where answers are kept.

import { mostOfShortWay, startShortWay } from "./describe.mjs";
import { button, el, link } from "./dom.mjs";
import { chooseButton, openFile } from "./files.mjs";
import { go, show } from "./router.mjs";
import { isApplicant, isEmpty, programmeName, progressOf, setAll, state } from "./state.mjs";
import { forget, kept, storage, wantStorage } from "./storage.mjs";
import { word } from "./words.mjs";

/** The address at which answering begins. */
const firstQuestion = () => `question/${state.questions[0].number}`;

const entry = (title, text, ...actions) => el("li", {}, el("div", {}, el("h3", {}, title), el("p", { class: "rule" }, text)), el("div", { class: "actions" }, actions));

const when = (date) => new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" }).format(date);

const carryOn = () => {
  const entries = [];
  const found = isEmpty() ? kept() : null;
  if (found) {
    const resume = () => {
      setAll(found.answers, found.opened ?? null);
      wantStorage(true);
      go(firstQuestion());
    };
    const drop = () => {
      forget();
      show();
    };
    const text = word("kept-at", { answered: progressOf(state.questions.filter((question) => found.answers.fields[question.field])) || Object.keys(found.answers.fields).length, all: state.questions.length, time: when(new Date(found.savedAt)) });
    entries.push(entry(programmeName(found.answers), text, button(word("resume"), resume, { class: "secondary" }), button(word("delete"), drop, { class: "quiet" })));
  }
  if (!isEmpty()) entries.push(entry(programmeName(), word("answers-of", { answered: progressOf(state.questions), all: state.questions.length }), link(firstQuestion(), { class: "button secondary" }, word("go-on"))));
  entries.push(entry(word("open-title"), word("open-text"), chooseButton(word("choose-file"), ([file]) => openFile(file), { class: "secondary" })));
  if (!isApplicant()) {
    entries.push(entry(word("portfolio-title"), word("portfolio-text"), link("portfolio", { class: "button secondary" }, word("open-portfolio"))));
  }
  return el("ul", { class: "entries" }, entries);
};

/** The consent to keep answers in the browser. Nobody has ticked it for people. */
export const storageChoice = () => {
  const box = el("input", { type: "checkbox", set: { checked: storage.wanted }, on: { change: () => wantStorage(box.checked) } });
  return el("label", { class: "choice consent" }, box, el("span", {}, el("span", { class: "choice-label" }, word("keep-title")), el("span", { class: "rule" }, word("keep-text"))));
};

const blocksColumn = () => {
  const { rules } = state.content;
  return el("section", { class: "aside" }, el("h2", {}, word("blocks-title", { count: rules.blocks.length })), el("p", { class: "help" }, word("blocks-text")),
    el("ol", { class: "numbered" }, rules.blocks.map((block) => el("li", {}, el("h3", {}, block.title), el("p", { class: "rule" }, block.question)))),
    el("p", { class: "small" }, rules.source), el("p", { class: "small" }, word("limits-short")));
};

/** `#/start`. */
export const startView = () => {
  const { rules, questionnaire } = state.content;
  const begin = (first) => {
    if (!isEmpty()) setAll({ fields: {}, evidence: [] }, null, true);
    first();
  };
  const node = el("div", { class: isApplicant() ? "start" : "start two" },
    el("div", {},
      el("h1", {}, isApplicant() ? word("applicant-title") : word("start-title", { concept: rules.title })),
      el("p", { class: "lead-rest" }, isApplicant() ? word("applicant-text") : word("start-text")),
      el("p", { class: "help" }, word("questions-count", { count: state.questions.length, sections: questionnaire.sections.length })),
      el("p", { class: "help" }, word("texts-at-hand")),
      el("div", { class: "actions" }, isEmpty() ? link(firstQuestion(), { class: "button primary" }, word("describe")) : button(word("describe-new"), () => begin(() => go(firstQuestion())), { class: "primary" })),
      !isApplicant() && el("p", { class: "help" }, word("short-way-text"), " ", button(word("short-way"), () => begin(startShortWay), { class: "as-link inline" }), ". ", word("short-way-most", { most: mostOfShortWay() })),
      el("h2", {}, word("carry-on")), carryOn(),
      el("h2", {}, word("stays-with-you")), el("p", {}, word("stays-text")), storageChoice()),
    !isApplicant() && blocksColumn());
  return { title: word("describe-title"), node };
};
