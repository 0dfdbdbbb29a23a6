// The portfolio's files: has the worker judge them, and keeps the rows.

import { engineModule } from "./engine.mjs";

// Few enough for the first rows to be there at once.
const BATCH = 25;
const MAX_FILES = 20_000;
const MAX_DEPTH = 16;
const DESCRIPTION = /\.(ya?ml|json|xlsx|ods|csv|tsv)$/i;

/** What was judged. `pending` counts files that are still to be judged. */
export const portfolio = { rows: [], problems: [], skipped: 0, pending: 0, tooMany: false };

const listeners = new Set();
export const onPortfolio = (listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const tell = () => listeners.forEach((listener) => listener());

let worker = null;
let asked = 0;
const waiting = new Map();

const take = ({ name, file, rows, problems, skipped, failed }) => {
  for (const row of rows) portfolio.rows.push({ ...row, file, key: portfolio.rows.length });
  for (const problem of problems) portfolio.problems.push({ name, ...problem });
  if (failed) portfolio.problems.push({ name, failed: true, message: failed });
  if (skipped) portfolio.skipped += 1;
  portfolio.pending -= 1;
};

const receive = ({ data }) => {
  if (data.results) {
    data.results.forEach(take);
    tell();
    return;
  }
  const { resolve, reject } = waiting.get(data.id);
  waiting.delete(data.id);
  if (data.problem === undefined) resolve(data.value);
  else reject(new Error(data.problem));
};

const policy = globalThis.trustedTypes?.createPolicy("page", { createScriptURL: (url) => url }) ?? { createScriptURL: (url) => url };

const started = () => {
  if (!worker) {
    const code = new Blob([`const makeGlue = ${makeGlue};\n`, document.getElementById("worker").textContent], { type: "text/javascript" });
    worker = new Worker(policy.createScriptURL(URL.createObjectURL(code)));
    worker.addEventListener("message", receive);
    worker.postMessage({ module: engineModule() });
  }
  return worker;
};

/** Judges files, each `{name, file}`. */
export const judgeFiles = (files) => {
  const taken = files.filter(({ name }) => DESCRIPTION.test(name));
  portfolio.tooMany = taken.length > MAX_FILES;
  taken.length = Math.min(taken.length, MAX_FILES);
  portfolio.pending += taken.length;
  tell();
  const judge = started();
  for (let at = 0; at < taken.length; at += BATCH) judge.postMessage({ files: taken.slice(at, at + BATCH) });
};

/** Empties the portfolio. */
export const clearPortfolio = () => {
  Object.assign(portfolio, { rows: [], problems: [], skipped: 0, pending: 0, tooMany: false });
  worker?.terminate();
  worker = null;
  tell();
};

const askWorker = (message) => new Promise((resolve, reject) => {
  asked += 1;
  waiting.set(asked, { resolve, reject });
  started().postMessage({ id: asked, ...message });
});

/** The portfolio as a table, in bytes. */
export const writtenTable = (format) => askWorker({ table: format });

/** The answers in the description of a row. */
export const answersOf = ({ file, document }) => askWorker({ answers: { file, document } });

const entriesOf = (folder) => new Promise((resolve) => {
  const reader = folder.createReader();
  const all = [];
  const read = () => reader.readEntries((some) => {
    all.push(...some);
    if (some.length && all.length < MAX_FILES) read();
    else resolve(all);
  }, () => resolve(all));
  read();
});

const walk = async (entry, found, depth) => {
  if (found.length >= MAX_FILES || depth > MAX_DEPTH) return;
  if (entry.isFile) {
    const file = await new Promise((resolve) => entry.file(resolve, () => resolve(null)));
    if (file) found.push({ name: entry.fullPath.replace(/^\//, ""), file });
  } else {
    for (const inner of await entriesOf(entry)) await walk(inner, found, depth + 1);
  }
};

/** The files of something dropped, those in folders included. */
export const droppedFiles = async (transfer) => {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (entries.length === 0) return [...transfer.files].map((file) => ({ name: file.name, file }));
  const found = [];
  for (const entry of entries) await walk(entry, found, 0);
  return found;
};

/** Files that were chosen, under their paths in a folder. */
export const chosenFiles = (files) => files.map((file) => ({ name: file.webkitRelativePath || file.name, file }));
