// Check your answers, save them as a file, and print them. No verdict.

import { button, el, link, unseen } from "./dom.mjs";
import { saveButtons } from "./files.mjs";
import { answerLabels, answerOf, isApplicant, passagesOf, programmeName, progressOf, state } from "./state.mjs";
import { word } from "./words.mjs";

const answerNode = (question) => {
  const answer = answerOf(question.field);
  const labels = answerLabels(question, answer);
  const passages = passagesOf(question.field).map(({ document, place, words }) =>
    el("p", { class: "rule" }, [document, place].filter(Boolean).join(", "), words && el("q", {}, words)));
  if (labels.length === 0) return [el("span", { class: "is-open" }, word(answer.not_stated ? "not-decided" : "not-answered")), passages];
  const list = labels.length === 1 ? labels[0] : el("ul", {}, labels.map((label) => el("li", {}, label)));
  return [list, answer.complete && answer.values.length > 0 && el("p", { class: "rule" }, state.content.wording.complete), passages];
};

/** `#/check`: all answers; `#/check/save` goes to the way to save them. */
export const checkView = (argument) => {
  const node = el("div", { class: "narrow" });
  const draw = () => {
    const sections = state.content.questionnaire.sections.map((section) => [
      el("h2", { class: "section-head" }, section.title),
      el("dl", { class: "answers" }, section.questions.map((question) => el("div", {},
        el("dt", {}, el("span", { class: "row-number" }, String(question.number)), " ", question.title),
        el("dd", {}, answerNode(question)),
        el("dd", { class: "change" }, link(`question/${question.number}`, {}, word("change"), unseen(` ${question.title}`)))))),
    ]);
    const open = state.questions.length - progressOf(state.questions);
    node.replaceChildren(
      el("h1", {}, word("check-title", { name: programmeName() })),
      el("p", { class: "help" }, open === 0 ? word("check-complete") : word("check-open", { count: open }), open > 0 && isApplicant() && ` ${word("can-be-sent")}`),
      ...sections.flat(),
      el("h2", { class: "section-head", id: "save" }, word(isApplicant() ? "send-title" : "save-title")),
      el("p", {}, word(isApplicant() ? "send-text" : "save-text")),
      saveButtons(),
      el("p", { class: "actions no-print" }, button(word("print-answers"), () => print(), { class: "secondary" })),
    );
  };
  draw();
  return { title: word("title-of", { page: word("check-answers"), tool: word("tool") }), node, focus: argument === "save" ? node.querySelector("#save") : null, update: (change) => change.all && draw() };
};
