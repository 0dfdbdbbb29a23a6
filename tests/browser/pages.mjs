// Writes the descriptions for the tested pages to a folder. They are derived from the fixtures and marked as constructed.
import { mkdirSync, readFileSync, readdirSync, writeFileSync, copyFileSync } from "node:fs";
import { join } from "node:path";

// A deterministic random number generator (mulberry32).
const numbers = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

const yaml = (folder) => readdirSync(folder).filter((name) => name.endsWith(".yaml")).sort().map((name) => join(folder, name));

/** A description with some facts removed; the first fact of each section stays, so no section is empty. */
const thinned = (text, name, random) => {
  const lines = text.split("\n").filter((line) => !line.startsWith("#"));
  const kept = lines.filter((line, at) => {
    const fact = /^ {2}\w+: [^>|\s]/.test(line) && !/^ {3,}/.test(lines[at + 1] ?? "") && /^ /.test(lines[at - 1] ?? "");
    return !fact || random() > 0.15;
  });
  const named = kept.map((line) => line.replace(/^ {2}name: .*/, () => `  name: ${JSON.stringify(name)}`));
  return `# Constructed: a fixture with facts left out at random.\n${named.join("\n")}`;
};

/** A portfolio of `count` programmes, some unreadable files, and one file that is not a description. */
export const portfolio = (root, folder, count) => {
  mkdirSync(folder, { recursive: true });
  const random = numbers(20260101);
  const sources = [...yaml(join(root, "fixtures/real")), ...yaml(join(root, "fixtures/constructed/model"))];
  for (let number = 1; number <= count; number += 1) {
    const source = sources[Math.floor(random() * sources.length)];
    const name = `Constructed programme ${number}`;
    const file = join(folder, `programme-${String(number).padStart(4, "0")}.yaml`);
    writeFileSync(file, thinned(readFileSync(source, "utf8"), name, random));
  }
  for (const broken of ["syntax-tab.yaml", "unknown-value-in-list.yaml", "duplicate-key.yaml"]) {
    copyFileSync(join(root, "fixtures/malformed", broken), join(folder, `z-${broken}`));
  }
  writeFileSync(join(folder, "other.yaml"), "# Constructed: no description.\nshopping: [bread]\n");
};

export const HOSTILE = "<script>alert(1)</script> \"'&\u202e\u001b[31m</title></style><img src=x onerror=alert(2)>";

/** A programme with an injection attempt in every text. */
export const hostile = (folder) => {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "hostile.yaml");
  const text = JSON.stringify(HOSTILE).replaceAll("\u202e", "\\u202e").replaceAll("\u001b", "\\e").replaceAll("\\u001b", "\\e");
  writeFileSync(file, [
    "# Constructed: texts that would be markup if the page let them.",
    "programme:", `  name: ${text}`, "  label: mentoring", `  summary: ${text}`,
    "purpose:", "  main: companionship # </code></pre><script>alert(3)</script>",
    "mentor:", "  capacity: \"</mark><script>alert(4)</script>\"", "",
  ].join("\n"));
  return file;
};
