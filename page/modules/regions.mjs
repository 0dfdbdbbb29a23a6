// The codes of countries by their names, in English and in the languages of the browser.

const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

/** A name as it is looked up: “The Netherlands” is “netherlands”. */
const plain = (name) => name.trim().toLowerCase().replace(/^the /, "");

let codes = null;
const allCodes = () => {
  if (codes) return codes;
  codes = new Map();
  for (const language of new Set(["en", ...navigator.languages])) {
    const names = new Intl.DisplayNames(language, { type: "region", fallback: "none" });
    for (const code of LETTERS.flatMap((first) => LETTERS.map((second) => first + second))) {
      const name = names.of(code);
      if (name && !codes.has(plain(name))) codes.set(plain(name), code);
    }
  }
  return codes;
};

/** The text with each line that is the name of a country replaced by its code. */
export const withCodes = (text) => text.split("\n").map((line) => allCodes().get(plain(line)) ?? line).join("\n");
