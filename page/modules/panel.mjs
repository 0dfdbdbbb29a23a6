// The verdict beside the questions, or as a sheet at the bottom of a narrow screen.

import { button, el, link, newId, say } from "./dom.mjs";
import { answerText, answerWord, face } from "./faces.mjs";
import { isEmpty, questionOf, state } from "./state.mjs";
import { word } from "./words.mjs";
import { lead, shortVerdict } from "./sentences.mjs";

/** A name longer than this leaves no room for the verdict beside it; the head of the page shows it. */
const MAX_LEAD = 110;
const sentenceOf = (result) => {
  if (isEmpty()) return word("no-answers");
  const whole = lead(result);
  return whole.length > MAX_LEAD ? shortVerdict(result) : whole;
};

const blockRow = (block, result) => {
  const was = state.before[block.id];
  return el("li", {}, face(result.answer), el("span", { class: "row-title" },
    link(`result/${block.id}`, {}, block.title), was && el("span", { class: "was" }, word("was", { answer: answerWord(was) }))),
  answerText(result.answer));
};

const next = (result, shown) => {
  if (isEmpty()) return [];
  const asked = result.questions[0] && questionOf(result.questions[0].field);
  if (!asked) return el("p", { class: "small" }, word("nothing-decisive"));
  if (asked.field === shown) return [];
  return [el("p", { class: "label" }, word("ask-next")),
    el("p", {}, link(`question/${asked.number}`, {}, word("question-link", { number: asked.number, question: asked.question })))];
};

/** The panel; it follows each change by itself. `shown` is the field of the question beside it, if there is one alone. */
export const verdictPanel = (shown) => {
  const id = newId("panel");
  const sentence = el("p", { class: "lead", role: "status" });
  const rest = el("p", { class: "rest" });
  const list = el("ol", { class: "block-list" });
  const more = el("div", { class: "next" });
  const body = el("div", { class: "panel-body", id },
    el("h2", { class: "label" }, word("verdict-so-far")), sentence, rest, list, more,
    el("p", {}, link("result", {}, word("see-why"))));
  const barText = el("span", {});
  const bar = button(barText, () => toggle(!node.classList.contains("is-open")), { class: "bar", "aria-expanded": "false", "aria-controls": id });
  const node = el("aside", { class: "panel", "aria-label": word("verdict-so-far") }, bar, body);
  const toggle = (isOpen) => {
    node.classList.toggle("is-open", isOpen);
    bar.setAttribute("aria-expanded", String(isOpen));
  };
  node.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && node.classList.contains("is-open")) {
      toggle(false);
      bar.focus();
    }
  });
  const update = () => {
    const { result } = state;
    if (!result) return;
    // Before the first answer there is nothing to judge.
    say(sentence, sentenceOf(result));
    say(barText, sentence.textContent);
    say(rest, isEmpty() ? word("no-answers-text") : result.rest);
    const { blocks } = state.content.rules;
    list.replaceChildren(...blocks.map((block) => blockRow(block, result.blocks.find((one) => one.id === block.id))));
    more.replaceChildren(...[next(result, shown)].flat());
  };
  update();
  return { node, update };
};
