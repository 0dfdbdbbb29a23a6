// The definition, the kinds and the codebook, as a place to read.

import { el, link } from "./dom.mjs";
import { quotation } from "./result.mjs";
import { questionOf, state } from "./state.mjs";
import { capitalised, word } from "./words.mjs";

const criterionNode = (criterion) => el("div", { class: "criterion" },
  el("h4", {}, capitalised(criterion.title)),
  el("p", {}, criterion.question, criterion.weight !== "necessary" && ` (${word("never-decides")})`),
  criterion.claims.filter(({ quote }) => quote).slice(0, 1).map(quotation),
  criterion.traps.length > 0 && [el("h5", {}, word("must-not-mislead")), el("ul", {}, criterion.traps.map((trap) => el("li", {}, trap)))],
  criterion.interpretations.length > 0 && [el("h5", {}, word("our-reading")), el("ul", {}, criterion.interpretations.map((note) => el("li", {}, note)))],
  criterion.fields.length > 0 && el("p", { class: "small" }, word("read-from"), " ",
    criterion.fields.map(questionOf).filter(Boolean).map((question, index) => [index > 0 && ", ", link(`question/${question.number}`, {}, word("fact-short", { number: question.number, title: question.title }))])));

const blockNode = (block) => el("section", { id: `block-${block.id}` }, el("h3", { tabindex: "-1" }, block.title), el("p", { class: "lead-rest" }, block.question), el("p", {}, block.summary), block.indicators.map(criterionNode));

const kindNode = (kind) => el("details", { class: "why" }, el("summary", {}, el("span", { class: "why-title" }, capitalised(kind.title))),
  el("div", { class: "kind" }, el("p", {}, kind.summary), kind.blocks.length > 0 && el("p", {}, word("requires-blocks", { count: kind.blocks.length })),
    kind.conditions.map(criterionNode), kind.claims.filter(({ quote }) => quote).slice(0, 1).map(quotation),
    kind.sources.length > 0 && el("p", { class: "small" }, word("criteria-from", { sources: kind.sources.join("; ") }))));

const codebookNode = (section) => el("details", { class: "why" }, el("summary", {}, el("span", { class: "why-title" }, section.title)),
  section.questions.map((question) => el("div", { class: "criterion" },
    el("h4", {}, `${question.number}. ${question.title}`), el("p", {}, question.question, " ", question.help.plain),
    question.answers.length > 0 && el("dl", { class: "codebook" }, question.answers.map((answer) => el("div", {}, el("dt", {}, answer.label), el("dd", {}, answer.rule.plain)))))));

/** `#/definition`, `#/definition/block`, or another part of it. */
export const definitionView = (argument) => {
  const { rules, questionnaire } = state.content;
  const node = el("div", { class: "reading" },
    el("h1", {}, word("definition-title", { concept: rules.title })),
    el("p", { class: "lead-rest" }, word("definition-text")),
    quotation({ ...rules.definition, source: rules.citation }),
    el("p", { class: "small" }, rules.source), el("p", { class: "small" }, rules.caution),
    el("nav", { class: "contents", "aria-label": word("on-this-page") }, el("h2", { class: "label" }, word("on-this-page")),
      el("ul", { class: "plain" }, [...rules.blocks.map(({ id, title }) => [id, title]), ["the-kinds", word("the-kinds")], ["the-codebook", word("the-codebook")]].map(([id, title]) => el("li", {}, link(`definition/${id}`, {}, title))))),
    el("h2", {}, word("the-blocks")), rules.blocks.map(blockNode),
    el("h2", { id: "part-the-kinds" }, word("the-kinds")), el("p", {}, word("the-kinds-text")), rules.kinds.map(kindNode),
    el("h2", { id: "part-the-codebook" }, word("the-codebook")), el("p", {}, word("the-codebook-text")), questionnaire.sections.map(codebookNode));
  return { title: word("title-of", { page: word("definition"), tool: word("tool") }), node, focus: argument ? node.querySelector(`#block-${CSS.escape(argument)} > h3, #part-${CSS.escape(argument)}`) : null };
};
