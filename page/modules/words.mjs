// The page's words: messages from locales/en/page.ftl, which the bundle has turned into lists of texts and arguments.

const words = JSON.parse(document.getElementById("words").textContent);
const plurals = new Intl.PluralRules("en-GB");

const formatted = (parts, values) => parts.map((part) => {
  if (typeof part === "string") return part;
  if (part.v) return String(values[part.v]);
  const value = values[part.s];
  const cases = part.c;
  return formatted(cases[value] ?? (typeof value === "number" && cases[plurals.select(value)]) ?? cases.other ?? cases.no, values);
}).join("");

/** The message with this id; `values` fill in its arguments. */
export const word = (id, values = {}) => {
  const parts = words[id];
  if (!parts) throw new Error(`no message ${id}`);
  return formatted(parts, values);
};

const JOINED = { and: "joined-and", or: "joined-or", then: "joined-then" };

/** “a, b and c”. */
export const listed = (texts, last = "and") =>
  texts.length < 2 ? texts.join("") : word(JOINED[last], { first: texts.slice(0, -1).join(", "), last: texts.at(-1) });

/** Answers in a row, each as a form words it. */
export const inRow = (labels) => labels.join("; ");

/** The text with its first letter as a capital. */
export const capitalised = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** A time of day, for example 14:02. */
export const timeOfDay = (date) => new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(date);
