// The questions: one at a time, by section, or all on one page.

import { button, el, link } from "./dom.mjs";
import { ask } from "./engine.mjs";
import { verdictPanel } from "./panel.mjs";
import { questionForm } from "./questions.mjs";
import { go } from "./router.mjs";
import { sectionList } from "./sections.mjs";
import { answerLabels, answerOf, isAnswered, isApplicant, questionNumbered, questionOf, state } from "./state.mjs";
import { inRow, word } from "./words.mjs";

const sectionOf = (question) => state.content.questionnaire.sections.find((section) => section.name === question.section);

/** Sections at the left, questions in the middle and, for designers, the verdict at the right. */
const layout = (sections, content, question = null) => {
  const panel = isApplicant() ? null : verdictPanel(question?.field);
  const node = el("div", { class: panel ? "columns with-panel" : "columns" }, sections.node, el("div", { class: "middle" }, content), panel?.node);
  const update = () => {
    sections.update();
    panel?.update();
  };
  return { node, update, leave: sections.leave };
};

const titled = (text) => word("title-of", { page: text, tool: word("tool") });

/** A question alone. `onward` is where “Continue” leads; `caption` says where one is. */
const questionPage = (question, { caption, back, onward, forward, ways }) => {
  const section = sectionOf(question);
  const form = questionForm(question, el("h1", {}, question.question));
  const sections = sectionList(section.name, (one) => `question/${one.questions[0].number}`);
  const content = [
    el("p", { class: "back" }, back),
    el("p", { class: "caption" }, caption),
    form.node,
    // An answer that cannot be understood is shown once before the next question.
    el("div", { class: "actions" }, button(forward, () => form.hasNewProblem() || onward(), { class: "primary" }), ways),
  ];
  const page = layout(sections, content, question);
  return {
    title: titled(question.title),
    node: page.node,
    leave: page.leave,
    update: (change) => {
      page.update();
      if (change.all || change.field === question.field) form.update();
      else form.check();
    },
  };
};

const seeEnd = () => word(isApplicant() ? "check-answers" : "see-result");

/** `#/question/22`: one question, and then the one after it. */
export const questionView = (argument) => {
  const question = questionNumbered(argument) ?? state.questions[0];
  const section = sectionOf(question);
  const at = state.questions.indexOf(question);
  const before = state.questions[at - 1];
  const after = state.questions[at + 1];
  return questionPage(question, {
    caption: word("question-at", { section: section.title, number: question.number, all: state.questions.length }),
    back: link(before ? `question/${before.number}` : "start", {}, word("back")),
    forward: after ? word("continue") : seeEnd(),
    onward: () => go(after ? `question/${after.number}` : isApplicant() ? "check" : "result"),
    ways: link(`section/${section.name}`, {}, word("all-of-section", { section: section.title })),
  });
};

const nameField = () => state.content.questionnaire.name_field;

// The questions that were passed over on the way to the verdict; they are not asked twice.
const passed = new Set();

/** The questions that are left on the short way. The name comes first: every sentence begins with it. */
const shortWay = () => {
  const deciding = state.result.questions.map(({ field }) => field);
  const fields = isAnswered(nameField()) ? deciding : [nameField(), ...deciding];
  return fields.filter((field) => !passed.has(field) && !answerOf(field).not_stated);
};

/** The address of the question that settles most, or of the result if none is left. */
const nextOfShortWay = () => {
  const [field] = shortWay();
  return field ? `next/${questionOf(field).number}` : "result";
};

/** How many questions the short way has at most. */
export const mostOfShortWay = () => 1 + ask("assess", JSON.stringify({ fields: {}, evidence: [] })).questions.length;

/** Starts the short way from its first question. */
export const startShortWay = () => {
  passed.clear();
  go(nextOfShortWay());
};

/** `#/next/28`: one question, and then the one that settles most. */
export const nextView = (argument) => {
  const question = questionNumbered(argument) ?? state.questions[0];
  return questionPage(question, {
    caption: word("short-way-at", { section: sectionOf(question).title, number: question.number, more: shortWay().filter((field) => field !== question.field).length }),
    back: button(word("back"), () => history.back(), { class: "as-link" }),
    forward: word("continue"),
    onward: () => {
      passed.add(question.field);
      go(nextOfShortWay());
    },
    ways: link("result", {}, word("see-result")),
  });
};

const stated = (question) => {
  const labels = answerLabels(question, answerOf(question.field));
  return labels.length ? inRow(labels) : word(answerOf(question.field).not_stated ? "not-decided" : "not-answered");
};

/** `#/section/…`: the questions of a section as rows, one open at a time. */
export const sectionView = (argument) => {
  const all = state.content.questionnaire.sections;
  const section = all.find((one) => one.name === argument) ?? all[0];
  const sections = sectionList(section.name, (one) => `section/${one.name}`);
  let open = null;
  const rows = section.questions.map((question) => {
    const answer = el("span", { class: "row-answer" });
    const number = el("span", { class: "row-number" }, String(question.number));
    const toggle = el("button", { type: "button", "aria-expanded": "false" }, question.question);
    const body = el("div", { class: "row-body" });
    const node = el("div", { class: "row" }, number, el("h2", {}, toggle), answer, body);
    const row = { node, question, form: null };
    row.update = () => {
      answer.textContent = stated(question);
      answer.classList.toggle("is-open", answerLabels(question, answerOf(question.field)).length === 0);
    };
    row.set = (isOpen) => {
      toggle.setAttribute("aria-expanded", String(isOpen));
      node.classList.toggle("is-open", isOpen);
      row.form = isOpen ? questionForm(question, el("span", { class: "unseen" }, question.question)) : null;
      body.replaceChildren(...(row.form ? [row.form.node] : []));
    };
    toggle.addEventListener("click", () => {
      if (open && open !== row) open.set(false);
      open = open === row ? null : row;
      row.set(open === row);
    });
    row.update();
    return row;
  });
  const at = all.indexOf(section);
  const after = all[at + 1];
  const content = [
    el("h1", {}, section.title),
    el("p", { class: "help" }, section.help.plain),
    el("div", { class: "rows" }, rows.map(({ node }) => node)),
    el("div", { class: "actions" },
      after ? link(`section/${after.name}`, { class: "button primary" }, word("next-section", { section: after.title }))
        : link(isApplicant() ? "check" : "result", { class: "button primary" }, word(isApplicant() ? "check-answers" : "see-result")),
      link(`question/${section.questions[0].number}`, {}, word("one-at-a-time")),
      link("all", {}, word("all-on-one-page"))),
  ];
  const page = layout(sections, content);
  return {
    title: titled(section.title),
    node: page.node,
    leave: page.leave,
    update: (change) => {
      page.update();
      for (const row of rows) {
        row.update();
        if (change.all || change.field === row.question.field) row.form?.update();
      }
    },
  };
};

/** `#/all`: every question, open. */
export const allView = () => {
  const forms = new Map();
  const sections = sectionList("", (section) => `section/${section.name}`);
  const content = [el("h1", {}, word("all-questions"))];
  for (const section of state.content.questionnaire.sections) {
    content.push(el("h2", { class: "section-head" }, section.title), el("p", { class: "help" }, section.help.plain));
    for (const question of section.questions) {
      const form = questionForm(question, el("h3", {}, `${question.number}. ${question.question}`));
      forms.set(question.field, form);
      content.push(form.node);
    }
  }
  content.push(el("div", { class: "actions" }, link(isApplicant() ? "check" : "result", { class: "button primary" }, word(isApplicant() ? "check-answers" : "see-result"))));
  const page = layout(sections, content);
  return {
    title: titled(word("all-questions")),
    node: page.node,
    leave: page.leave,
    update: (change) => {
      page.update();
      if (change.all) forms.forEach((form) => form.update());
      else forms.get(change.field)?.update();
    },
  };
};
