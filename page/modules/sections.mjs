// The list of sections with their progress.

import { el, link, unseen } from "./dom.mjs";
import { isAnswered, progressOf, state } from "./state.mjs";
import { word } from "./words.mjs";

const strokes = (questions) => el("span", { class: "strokes", "aria-hidden": "true" },
  questions.map((question) => el("span", { class: isAnswered(question.field) ? "stroke" : "stroke hollow" })));

const progress = (questions) => [word("of", { answered: progressOf(questions), all: questions.length }), unseen(` ${word("answered")}`)];

/** The list; `current` is the name of the section that is shown. `toHash` gives the address of a section. */
export const sectionList = (current, toHash) => {
  const { sections } = state.content.questionnaire;
  const entries = sections.map((section) => {
    const node = el("span", { class: "progress" });
    const item = el("li", {}, link(toHash(section), { "aria-current": section.name === current ? "step" : null },
      el("span", { class: "section-title" }, section.title), node));
    return { item, node, section };
  });
  const title = sections.find((section) => section.name === current)?.title ?? "";
  const summary = el("summary", {}, word("sections-at", { section: title }));
  const fold = el("details", { class: "sections" }, summary, el("ol", {}, entries.map(({ item }) => item)));
  const nav = el("nav", { "aria-label": word("sections"), class: "section-nav" }, fold);
  // Folded where there is no room beside the questions.
  const wide = matchMedia("(min-width: 72rem)");
  const unfold = () => {
    fold.open = wide.matches;
  };
  wide.addEventListener("change", unfold);
  unfold();
  const update = () => {
    for (const { node, section } of entries) {
      node.replaceChildren(strokes(section.questions), el("span", { class: "count" }, progress(section.questions)));
    }
  };
  update();
  return { node: nav, update, leave: () => wide.removeEventListener("change", unfold) };
};
