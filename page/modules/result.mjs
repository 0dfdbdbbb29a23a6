// The verdict: the sentence, the seven blocks, what to ask next, and why.

import { button, el, link, unseen } from "./dom.mjs";
import { answerText, face, legend, wall } from "./faces.mjs";
import { save } from "./files.mjs";
import { show } from "./router.mjs";
import { lead, outcome, placeWords } from "./sentences.mjs";
import { isEmpty, programmeName, questionOf, state, valueLabel } from "./state.mjs";
import { suppositions, tryStrip } from "./tryout.mjs";
import { capitalised, inRow, word } from "./words.mjs";

/** Up to this many blocks that are not stated are unfolded. */
const MAX_GAPS = 2;

/** The paper's own words, with where they stand. */
export const quotation = (claim) => claim.quote && el("figure", { class: "quotation" },
  el("blockquote", {}, el("p", {}, `“${claim.quote}”`)),
  el("figcaption", {}, claim.author ? word("quoted-from", { author: claim.author, source: claim.source, heading: claim.heading }) : word("cited-from", { source: claim.source, heading: claim.heading })));

const factNode = ({ field, values }) => {
  const question = questionOf(field);
  if (!question) return null;
  const labels = values.map((value) => valueLabel(question, value));
  return el("p", { class: "fact" }, word("fact", { number: question.number, title: question.title }), " ", el("strong", {}, inRow(labels)), " ",
    link(`question/${question.number}`, {}, word("change"), unseen(` ${question.title}`)));
};

const askNode = (point, criterion) => {
  const fields = (criterion?.fields ?? []).map(questionOf).filter(Boolean);
  if (fields.length === 0 || point.answer !== "open") return null;
  return fields.slice(0, 2).map((question) => el("p", { class: "fact" }, link(`question/${question.number}`, {}, word("answer-question", { number: question.number, question: question.question }))));
};

/** A point of a block or kind: what it is, its answer, and what decided it. */
export const pointNode = (point, criterion) => el("div", { class: "point" }, face(point.answer), el("div", {},
  el("p", {}, el("strong", {}, capitalised(point.title)), ": ", answerText(point.answer), !point.decides && el("span", { class: "small" }, ` (${word("never-decides")})`)),
  point.message && el("p", { class: "small" }, point.message),
  !point.understood && el("p", { class: "small" }, word("point-not-understood")),
  point.facts.map(factNode),
  point.facts.length === 0 && askNode(point, criterion),
  point.answer === "refuted" && point.help && el("p", { class: "small" }, el("strong", {}, word("would-help")), " ", point.help)));

const why = (block, result, isOpen) => {
  const criteria = new Map(block.indicators.map((one) => [one.code, one]));
  const first = block.indicators.find((one) => one.claims.some(({ quote }) => quote));
  const claim = first?.claims.find(({ quote }) => quote);
  const deciding = result.points.filter((point) => point.decides);
  const traps = block.indicators.filter((one) => deciding.some((point) => point.code === one.code)).flatMap((one) => one.traps).slice(0, 4);
  const readings = result.readings ?? [];
  const order = [...deciding, ...result.points.filter((point) => !point.decides)];
  return el("details", { class: "why", id: `why-${block.id}`, open: isOpen },
    el("summary", {}, face(result.answer, 24), el("span", { class: "why-title" }, block.title), " ", answerText(result.answer), " ", el("span", { class: "why-question" }, block.question)),
    el("div", { class: "why-body" },
      el("div", {}, order.map((point) => pointNode(point, criteria.get(point.code)))),
      el("div", { class: "why-source" }, claim && quotation(claim),
        traps.length > 0 && [el("h3", {}, word("must-not-mislead")), el("ul", {}, traps.map((trap) => el("li", {}, trap)))],
        readings.length > 0 && [el("h3", {}, word("our-reading")), el("ul", {}, readings.map((reading) => el("li", {}, reading)))],
        el("p", {}, link(`definition/${block.id}`, {}, word("more-on", { block: block.title.toLowerCase() }))))));
};

/** The spectrum: six points in order, of which no one is better. */
export const spectrum = (range, heading = "h2") => {
  const { spectrum: scale } = state.content.rules;
  const isIn = (at) => range && at >= range.from && at <= range.to;
  return el("section", { class: "spectrum-section" },
    el(heading, {}, word("spectrum-at", { place: placeWords(range) })),
    !range && el("p", {}, word("no-place-why")),
    el("ol", { class: "spectrum" }, scale.points.map(({ at, title }) => el("li", { class: `${isIn(at) ? "is-in" : ""}${isIn(at) && isIn(at + 1) ? " goes-on" : ""}` },
      el("span", { class: "dot", "aria-hidden": "true" }, String(at)), isIn(at) && unseen(`${word("here")}: `), el("span", {}, capitalised(title))))),
    el("p", { class: "small" }, word("no-better-place"), " ", scale.note));
};

/** The reasons for another kind than the concept. */
const kindReasons = (result) => {
  const { rules } = state.content;
  if (!result.kind || result.kind === rules.concept) return null;
  const kind = rules.kinds.find((one) => one.id === result.kind);
  const found = result.kinds.find((one) => one.id === result.kind);
  const criteria = new Map(kind.conditions.map((one) => [one.code, one]));
  return el("section", {}, el("h2", {}, word("why-kind", { kind: kind.title })), el("p", {}, kind.summary),
    found.points.map((point) => pointNode(point, criteria.get(point.code))),
    kind.sources.length > 0 && el("p", { class: "small" }, word("criteria-from", { sources: kind.sources.join("; ") })));
};

const labelNode = ({ label }) => {
  const question = questionOf(state.content.rules.label_field);
  if (!label.declared) return el("p", {}, word("names-none"), " ", link(`question/${question.number}`, {}, word("answer-question", { number: question.number, question: question.question })));
  const title = valueLabel(question, label.declared).toLowerCase();
  return [el("p", {}, word(label.holds === null ? "names-open" : label.holds ? "names-holds" : "names-wrong", { label: title })),
    label.message && el("p", {}, label.message), label.help && el("p", { class: "small" }, label.help)];
};

const problemsNode = (result) => {
  const problems = result.problems.filter(({ severity }) => severity !== "note");
  return problems.length > 0 && el("section", { class: "message" }, el("h2", {}, word("correct-first")), el("ul", {}, problems.map(({ message, help, field, place }) => {
    const question = field && questionOf(field);
    return el("li", {}, question ? link(`question/${question.number}`, {}, place ?? word("question-number", { number: question.number })) : place, place ? ": " : "", message, help && ` ${help}`);
  })));
};

const definitionNote = () => {
  const { rules } = state.content;
  return el("section", {}, el("h2", {}, word("the-definition")), quotation({ ...rules.definition, source: rules.citation }), el("p", {}, link("definition", {}, word("read-definition"))));
};

/** What there is to see before the first answer. */
const nothingYet = () => ({
  title: word("title-of", { page: word("result"), tool: word("tool") }),
  node: el("div", { class: "narrow" }, el("h1", {}, word("no-answers")), el("p", { class: "lead-rest" }, word("no-answers-result")),
    el("div", { class: "actions" }, link("start", { class: "button primary" }, word("back-to-start")), link("definition", {}, word("read-definition")))),
  update: () => !isEmpty() && show(),
});

/** `#/result` or `#/result/block`: the verdict, or the way to why it is so. */
export const resultView = (argument) => (isEmpty() ? nothingYet() : verdictView(argument));

const verdictView = (argument) => {
  const node = el("div", { class: "result" });
  const { rules } = state.content;
  const opened = new Set();
  const draw = () => {
    // What was open stays open.
    for (const details of node.querySelectorAll("details.why")) {
      const id = details.id.slice("why-".length);
      if (details.open) opened.add(id);
      else opened.delete(id);
    }
    const result = state.trying?.result ?? state.result;
    const isFirst = !node.hasChildNodes();
    const gaps = result.blocks.filter(({ answer }) => answer === "open").length;
    const isOpen = ({ id, answer }) => (isFirst ? id === argument || answer === "refuted" || answer === "contradictory" || (answer === "open" && gaps <= MAX_GAPS) : opened.has(id));
    const before = state.trying ? Object.fromEntries(state.result.blocks.filter((block) => block.answer !== result.blocks.find((one) => one.id === block.id).answer).map((block) => [block.id, block.answer])) : state.before;
    const details = rules.blocks.map((block) => why(block, result.blocks.find((one) => one.id === block.id), isOpen(result.blocks.find((one) => one.id === block.id))));
    node.replaceChildren(...[
      // What is only supposed is never said as if it were so.
      el("h1", { tabindex: "-1" }, state.trying ? `${outcome(result)}.` : lead(result)),
      !state.trying && result.rest && el("p", { class: "lead-rest" }, result.rest),
      wall(rules.blocks, result.blocks, before),
      problemsNode(result),
      suppositions(draw),
      kindReasons(result),
      spectrum(result.spectrum),
      el("section", {}, el("h2", {}, word("why-by-block")), legend(), details),
      definitionNote(),
      el("section", {}, el("h2", {}, word("calls-itself")), labelNode(result)),
      el("section", { class: "small-print" }, el("p", {}, rules.caution),
        state.trying ? null : el("div", { class: "actions no-print" },
          button(word("print-result"), () => print(), { class: "secondary" }), button(word("save-report"), () => save("report"), { class: "secondary" }),
          link("compare", {}, word("compare-another")), button(word("save-result"), () => save("result"), { class: "quiet" }))),
    ].filter(Boolean));
    strip.update();
  };
  const strip = tryStrip(() => draw());
  draw();
  const focus = argument ? node.querySelector(`#why-${CSS.escape(argument)} > summary`) : null;
  return {
    title: word("title-of", { page: programmeName(), tool: word("tool") }),
    node: el("div", {}, strip.node, node),
    focus,
    leave: () => strip.leave(),
    update: () => (isEmpty() ? show() : draw()),
  };
};
