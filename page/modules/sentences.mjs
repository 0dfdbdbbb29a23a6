// Sentences about results that several views need.

import { kindTitle, state } from "./state.mjs";
import { listed, word } from "./words.mjs";

const UNNAMED = "(unnamed)";
const MAX_NAMED = 3;

const WOULD = { established: "would-established", provisional: "would-provisional", open: "would-open", unclassified: "would-unclassified", contradictory: "would-contradictory" };
const SHORT = { established: "short-established", provisional: "short-provisional", open: "short-open", unclassified: "short-unclassified", contradictory: "short-contradictory" };

/** The first sentence of the verdict. */
export const lead = (result) =>
  (result.lead.startsWith(UNNAMED) ? `${word("unnamed-programme")}${result.lead.slice(UNNAMED.length)}` : result.lead);

/** What the verdict would be: for an answer to a question, or a result that is only supposed. */
export const outcome = ({ standing, candidates }) => {
  const kinds = candidates.map(kindTitle);
  if (standing === "open" && kinds.length > MAX_NAMED) return word("would-open-many", { count: word("number", { count: kinds.length }) });
  return word(WOULD[standing], { kinds: listed(kinds, "or"), kind: kinds.join(""), concept: state.content.rules.title });
};

/** The verdict in a few words, for tables. */
export const shortVerdict = ({ standing, candidates }) => {
  const kinds = candidates.map(kindTitle);
  if (standing === "open" && kinds.length > MAX_NAMED) return word("short-open-many", { count: word("number", { count: kinds.length }) });
  return word(SHORT[standing], { kinds: listed(kinds, "or"), kind: kinds.join("") });
};

/** The place on the spectrum in words: “point 5”, “points 3 to 4” or “no place”. */
export const placeWords = (range) => {
  if (!range) return word("no-place");
  return range.from === range.to ? word("point", { point: range.from }) : word("points", { from: range.from, to: range.to });
};
