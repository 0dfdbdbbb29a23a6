// What would change the verdict: answers to try without keeping them.

import { button, el, link, say } from "./dom.mjs";
import { outcome } from "./sentences.mjs";
import { answerOf, possibleChanges, questionOf, state, stopTrying, tryAnswers, valueLabel } from "./state.mjs";
import { capitalised, inRow, word } from "./words.mjs";

const MAX_ANSWERS = 6;
const MAX_SETS = 6;
// A way of more changes than this is a list of questions, and not something to try.
const MAX_CHANGES = 3;

/** The answer to a question with one value more, or with another one. */
const withValue = (question, value) => {
  if (question.kind !== "tick-all") return { values: [value] };
  const stated = answerOf(question.field);
  if (question.closing?.name === value) return { values: stated.values, complete: true };
  return { values: [...new Set([...stated.values, value])], complete: stated.complete };
};

const tryButton = (key, label, note, changes) => {
  const isPressed = state.trying?.key === key;
  return el("button", { type: "button", class: "try", "aria-pressed": String(isPressed), "data-key": key,
    on: { click: () => (isPressed ? stopTrying(false) : tryAnswers(label, key, changes)) } },
  el("span", { class: "try-text" }, el("span", { class: "strong" }, label), note && el("span", { class: "rule" }, note)),
  el("span", { class: "try-word" }, word(isPressed ? "trying" : "try-this")));
};

const nextQuestion = (result) => {
  const asked = result.questions[0];
  const question = asked && questionOf(asked.field);
  if (!question) return el("section", {}, el("h2", { class: "label" }, word("open-questions")), el("p", {}, word("nothing-decisive")));
  const shown = asked.answers.slice(0, MAX_ANSWERS);
  const others = result.questions.slice(1, 4).map(({ field }) => questionOf(field)).filter(Boolean);
  return el("section", {}, el("h2", { class: "label" }, word("ask-next")), el("p", { class: "ask" }, question.question),
    shown.map((answer) => tryButton(`${asked.field}=${answer.value}`, valueLabel(question, answer.value), outcome(answer), [[asked.field, withValue(question, answer.value)]])),
    el("div", { class: "actions" }, link(`question/${question.number}`, { class: "button primary" }, word("answer-number", { number: question.number }))),
    others.length > 0 && [el("p", { class: "label" }, word("then-ask")), el("ul", { class: "plain" }, others.map((other) => el("li", {}, link(`question/${other.number}`, {}, word("question-link", { number: other.number, question: other.question })))))]);
};

/** The changes of a minimal set, as answers, and in words. */
const changesOf = (set) => {
  const changes = new Map();
  const words = [];
  const others = [];
  const label = (question, value) => valueLabel(question, value);
  const apply = (question, edit) => changes.set(question.field, edit(changes.get(question.field) ?? answerOf(question.field)));
  for (const { field, any_of: options } of set.state) {
    const question = questionOf(field);
    if (!question || !options.length) return null;
    apply(question, () => withValue(question, options[0]));
    words.push(word("set-state", { title: question.title, values: label(question, options[0]), number: question.number }));
    others.push(...options.slice(1, 4).map((value) => label(question, value)));
  }
  for (const { field, remove = [], any_of: options } of set.change) {
    const question = questionOf(field);
    if (!question) return null;
    apply(question, (stated) => {
      if (question.kind !== "tick-all") return { values: options.slice(0, 1), complete: false };
      const values = stated.values.filter((value) => !remove.includes(value));
      if (options.length) values.push(options[0]);
      return { values: [...new Set(values)], complete: stated.complete };
    });
    others.push(...options.slice(1, 4).map((value) => label(question, value)));
    words.push(options.length ? word("set-change", { title: question.title, values: label(question, options[0]), number: question.number })
      : word("set-remove", { title: question.title, values: inRow(remove.map((value) => label(question, value))), number: question.number }));
  }
  return { changes: [...changes], words, others };
};

const whatElse = (result) => {
  const { sets: found, sets_total: total, target: wanted } = possibleChanges();
  const sets = found.slice(0, MAX_SETS).map((set) => ({ set, made: changesOf(set) })).filter(({ made }) => made && made.changes.length > 0 && made.changes.length <= MAX_CHANGES);
  const { rules } = state.content;
  const target = rules.kinds.find(({ id }) => id === wanted)?.title ?? rules.title;
  if (sets.length === 0) return el("section", {}, el("h2", { class: "label" }, word("what-else")), el("p", {}, word(result.kind === wanted && result.standing === "established" ? "is-already" : result.questions.length > 0 ? "nothing-would" : "not-in-one-step", { kind: target })));
  return el("section", {}, el("h2", { class: "label" }, word("what-else")), el("p", { class: "small" }, word("try-hint")),
    el("h3", { class: "small-head" }, word("would-make-it", { kind: target })),
    sets.map(({ made }, index) => tryButton(`set-${index}`, made.words.map(capitalised).join(" "), made.others.length > 0 && word("or-else", { values: inRow(made.others) }), made.changes)),
    total > sets.length && el("p", { class: "small" }, word("more-sets", { count: total - sets.length })));
};

/** The two columns of suppositions. They are those of the real answers, also while one is tried. */
export const suppositions = () => el("div", { class: "suppositions no-print" }, nextQuestion(state.result), whatElse(state.result));

/** The strip that says that something is only supposed. */
export const tryStrip = (redraw) => {
  const text = el("p", { class: "strong", role: "status" });
  const strip = el("div", { class: "try-strip", hidden: true }, el("div", {}, text, el("p", {}, word("unchanged"))),
    el("div", { class: "actions" }, button(word("keep-answer"), () => stopTrying(true), { class: "inverse" }), button(word("stop-trying"), () => stopTrying(false), { class: "inverse" })));
  const update = () => {
    strip.hidden = !state.trying;
    document.body.classList.toggle("is-trying", Boolean(state.trying));
    if (state.trying) say(text, word("trying-text", { answer: state.trying.label, outcome: outcome(state.trying.result) }));
    // The focus stays on the button that was pressed, although it was drawn again.
    if (document.activeElement === document.body && lastKey) document.querySelector(`[data-key="${CSS.escape(lastKey)}"]`)?.focus({ preventScroll: true });
    lastKey = state.trying?.key ?? lastKey;
  };
  let lastKey = null;
  return { node: strip, update, leave: () => {
    document.body.classList.remove("is-trying");
    state.trying = null;
  }, redraw };
};
