// The answers, the result on them, and the way back.

import { ask } from "./engine.mjs";
import { word } from "./words.mjs";

const MAX_UNDO = 200;
const BLANK = Object.freeze({ values: [], complete: false, not_stated: false, not_understood: [] });

/** What the page knows. `before` holds the blocks' answers that the last change has changed. */
export const state = {
  content: null,
  questions: [],
  mode: document.documentElement.dataset.mode,
  answers: { fields: {}, evidence: [] },
  result: null,
  before: {},
  // What the opened file holds beyond answers.
  opened: null,
  trying: null,
  undo: [],
  lastField: null,
};

const listeners = new Set();

/** Calls `listener` after each change; gives a function that ends this. */
export const onChange = (listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const tell = (change) => listeners.forEach((listener) => listener(change));

export const isApplicant = () => state.mode === "applicant";

/** Takes questionnaire and rules from the engine. */
export const takeContent = (content) => {
  state.content = content;
  state.questions = content.questionnaire.sections.flatMap((section) => section.questions);
};

export const questionOf = (field) => state.questions.find((question) => question.field === field);
export const questionNumbered = (number) => state.questions.find((question) => question.number === Number(number));
export const kindTitle = (id) => state.content.rules.kinds.find((kind) => kind.id === id)?.title ?? id;

export const answerOf = (field, answers = state.answers) => answers.fields[field] ?? BLANK;
export const passagesOf = (field, answers = state.answers) => answers.evidence.filter((entry) => entry.field === field);

export const isAnswered = (field, answers = state.answers) => {
  const answer = answerOf(field, answers);
  return answer.values.length > 0 || answer.complete || answer.not_understood.length > 0;
};

export const isEmpty = (answers = state.answers) => Object.keys(answers.fields).length === 0 && answers.evidence.length === 0;

/** The programme's name, or words for one without. */
export const programmeName = (answers = state.answers) =>
  answerOf(state.content.questionnaire.name_field, answers).values[0]?.trim() || word("unnamed-programme");

/** The title of a value, or the text itself if it is none of the answers. */
export const valueLabel = (question, value) => {
  if (question.closing?.name === value) return question.closing.none_label;
  return question.answers.find((answer) => answer.name === value)?.label ?? value;
};

/** An answer in words; empty if there is none. */
export const answerLabels = (question, answer) => {
  const labels = answer.values.map((value) => valueLabel(question, value));
  if (answer.complete && labels.length === 0) labels.push(question.closing?.none_label ?? word("none"));
  return [...labels, ...answer.not_understood];
};

const clean = (answer) => {
  const whole = { ...BLANK, ...answer };
  return whole.values.length || whole.complete || whole.not_stated || whole.not_understood.length ? whole : null;
};

const judged = (answers) => (isApplicant() ? null : ask("assess", JSON.stringify(answers)));

/** What is wrong with the answer to a question. */
export const problemsOf = (field) =>
  (state.result ?? ask("assess", JSON.stringify(state.answers))).problems.filter((problem) => problem.field === field && problem.severity !== "note");

const refused = new Map();
/** Whether a text cannot be an entry of the answer to a question. */
export const isRefused = (field, text) => {
  const key = JSON.stringify([field, text]);
  if (!refused.has(key)) {
    const { problems } = ask("assess", JSON.stringify({ fields: { [field]: { values: [text] } }, evidence: [] }));
    refused.set(key, problems.some((problem) => problem.field === field && problem.severity !== "note"));
  }
  return refused.get(key);
};

let changesOf = null;
/** What would change the verdict on the answers: `{sets, sets_total, target}`. Takes longer than the verdict, so it is computed where it is shown. */
export const possibleChanges = () => {
  if (changesOf?.answers !== state.answers) changesOf = { answers: state.answers, found: ask("changes", JSON.stringify(state.answers)) };
  return changesOf.found;
};

const changed = (change) => {
  const earlier = state.result;
  state.result = judged(state.answers);
  state.before = {};
  for (const block of state.result?.blocks ?? []) {
    const old = earlier?.blocks.find((one) => one.id === block.id);
    if (old && old.answer !== block.answer) state.before[block.id] = old.answer;
  }
  tell(change);
};

const remember = (field) => {
  // Typing in one field is one step back.
  if (field !== null && field === state.lastField) return;
  state.lastField = field;
  state.undo.push(JSON.stringify(state.answers));
  if (state.undo.length > MAX_UNDO) state.undo.shift();
};

/** Replaces the answer to a question. `typing` joins changes of one field to one step of undo. */
export const setAnswer = (field, answer, typing = false) => {
  remember(typing ? field : null);
  const fields = { ...state.answers.fields };
  const whole = clean(answer);
  if (whole) fields[field] = whole;
  else delete fields[field];
  state.answers = { ...state.answers, fields };
  changed({ field });
};

/** Replaces the passages for a question. */
export const setPassages = (field, entries) => {
  remember(`${field} passages`);
  const others = state.answers.evidence.filter((entry) => entry.field !== field);
  const kept = entries.filter((entry) => entry.document || entry.place || entry.words).map((entry) => ({ ...entry, field }));
  state.answers = { ...state.answers, evidence: [...others, ...kept] };
  changed({ field, passages: true });
};

/** Replaces everything, for example by the content of a file. */
export const setAll = (answers, opened = null, keepUndo = false) => {
  if (keepUndo) remember(null);
  else state.undo = [];
  state.lastField = null;
  state.answers = answers;
  state.opened = opened;
  state.trying = null;
  state.result = null;
  changed({ all: true });
};

/** Takes the last change back. */
export const undo = () => {
  const last = state.undo.pop();
  if (!last) return false;
  state.lastField = null;
  state.answers = JSON.parse(last);
  changed({ all: true });
  return true;
};

/** Judges other answers without keeping them; `label` says what is supposed. */
export const tryAnswers = (label, key, changes) => {
  const fields = { ...state.answers.fields };
  for (const [field, answer] of changes) fields[field] = { ...BLANK, ...answer };
  const answers = { ...state.answers, fields };
  state.trying = { label, key, answers, result: judged(answers) };
  tell({ trying: true });
};

/** Ends a supposition; with `keep`, what was supposed becomes the answer. */
export const stopTrying = (keep) => {
  const { trying } = state;
  state.trying = null;
  if (keep && trying) {
    remember(null);
    state.answers = trying.answers;
    changed({ all: true });
  } else {
    tell({ trying: true });
  }
};

/** How many questions of a section are answered. */
export const progressOf = (questions) => questions.filter((question) => isAnswered(question.field)).length;
