// How an answer on a building block looks: by shape first, then by colour, and always with its word beside it.

import { draw, el, link, unseen } from "./dom.mjs";
import { word } from "./words.mjs";

const MARKS = {
  shown: () => [draw("rect", { class: "fill", x: 0, y: 0, width: 20, height: 20, rx: 1 }), draw("path", { class: "mark-light", d: "M5 10.5l3.4 3.4L15 7" })],
  refuted: () => [draw("rect", { class: "frame", x: 1.25, y: 1.25, width: 17.5, height: 17.5 }), draw("path", { class: "mark", d: "M6 6l8 8M14 6l-8 8" })],
  open: () => [draw("rect", { class: "gap", x: 0.75, y: 0.75, width: 18.5, height: 18.5 })],
  contradictory: () => [draw("path", { class: "half", d: "M1 19L19 1V19z" }), draw("rect", { class: "frame", x: 1.25, y: 1.25, width: 17.5, height: 17.5 })],
};

/** The drawing for an answer; hidden from screen readers, as the word is in the text. */
export const face = (answer, size = 20) =>
  draw("svg", { class: `face face-${answer}`, viewBox: "0 0 20 20", width: size, height: size, "aria-hidden": "true", focusable: "false" }, MARKS[answer]());

const WORDS = { shown: "answer-shown", refuted: "answer-refuted", open: "answer-open", contradictory: "answer-contradictory" };

/** The word for an answer. */
export const answerWord = (answer) => word(WORDS[answer]);

/** The word for an answer as an element in its colour. */
export const answerText = (answer, attributes = {}) => el("span", { class: `answer answer-${answer}`, ...attributes }, answerWord(answer));

const LARGE = {
  shown: () => draw("path", { class: "mark-light", d: "M5 10.5l3.4 3.4L15 7" }),
  refuted: () => draw("path", { class: "mark", d: "M6 6l8 8M14 6l-8 8" }),
  open: () => draw("path", { class: "query", d: "M7.2 7.4c.1-1.6 1.3-2.6 2.9-2.6s2.8 1 2.8 2.5c0 2-2.8 2.1-2.8 4.2M10.1 14.4v.9" }),
  contradictory: () => [draw("path", { class: "mark-light", d: "M11.2 11.4l1.8 1.8 3.2-3.8" }), draw("path", { class: "mark", d: "M3.6 4.2l4 4M7.6 4.2l-4 4" })],
};

/** The seven blocks as a wall: an answer each, in the order of the rules. `before` are answers that were other ones. */
export const wall = (blocks, results, before = {}) => el("ol", { class: "wall" }, blocks.map((block) => {
  const { answer } = results.find((result) => result.id === block.id);
  const was = before[block.id];
  return el("li", {},
    link(`result/${block.id}`, {},
      el("span", { class: `brick brick-${answer}${was ? " is-new" : ""}`, "aria-hidden": "true" },
        draw("svg", { viewBox: "0 0 20 20", width: 36, height: 36, focusable: "false" }, LARGE[answer]())),
      el("span", { class: "brick-title" }, block.title),
      el("span", { class: "unseen" }, " "),
      answerText(answer)),
    was && el("span", { class: "was" }, word("was", { answer: answerWord(was) })));
}));

/** The faces with their words. */
export const legend = () => el("ul", { class: "legend" }, Object.keys(MARKS).map((answer) => el("li", {}, face(answer, 16), answerWord(answer))));

/** An answer in the cell of a table: the face, and the word for screen readers. */
export const cellFace = (answer) => [face(answer, 18), unseen(answerWord(answer))];
