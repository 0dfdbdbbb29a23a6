// Judges many files beside the page, so that it never freezes. Keeps their bytes: tables and answers are made from them.
// Messages: {module} once, then {files}, {answers} or {table}.

import { ask, call, startEngine } from "./engine.mjs";

const MAX_BYTES = 16 * 1024 * 1024;
// What all files may take together.
const MAX_TOTAL = 1024 * 1024 * 1024;

const kept = [];
let total = 0;
const batches = [];
let isJudging = false;

const read = async ({ name, file }) => {
  if (file.size > MAX_BYTES || total + file.size > MAX_TOTAL) return { name, problems: [{ tooLarge: true }] };
  total += file.size;
  try {
    return { name, bytes: new Uint8Array(await file.arrayBuffer()) };
  } catch (error) {
    return { name, failed: String(error.message) };
  }
};

const judged = (one) => {
  const { name, bytes, ...unread } = one;
  if (!bytes) return { name, rows: [], problems: [], ...unread };
  try {
    const found = ask("judge", name, bytes);
    if (!found.skipped) kept.push({ name, bytes });
    return { name, file: kept.length - 1, ...found };
  } catch (error) {
    return { name, rows: [], problems: [], failed: String(error.message) };
  }
};

const nextBatch = () => batches.length > 0 && Promise.all(batches.shift().map(read));

/** Judges batch after batch; while one is judged, the next is read. */
const judgeBatches = async () => {
  isJudging = true;
  let reading = nextBatch();
  while (reading) {
    const batch = await reading;
    reading = nextBatch();
    postMessage({ results: batch.map(judged) });
    reading ||= nextBatch();
  }
  isJudging = false;
};

const tableOf = (format) => {
  for (const { name, bytes } of kept) call("table_add", name, bytes, format);
  return call("table_write", format);
};

const HANDLERS = {
  module: ({ module }) => startEngine(module),
  files: ({ files }) => {
    batches.push(files);
    if (!isJudging) judgeBatches();
  },
  answers: ({ answers: { file, document } }) => {
    const { name, bytes } = kept[file];
    return ask("open", name, bytes).documents.find((one) => one.document === document)?.answers;
  },
  table: ({ table }) => tableOf(table),
};

addEventListener("message", ({ data }) => {
  const name = Object.keys(HANDLERS).find((one) => one in data);
  if (data.id === undefined) {
    HANDLERS[name]?.(data);
    return;
  }
  try {
    postMessage({ id: data.id, value: HANDLERS[name](data) });
  } catch (error) {
    postMessage({ id: data.id, problem: String(error.message) });
  }
});
