// Judges many files beside the page, so that it never freezes. Messages: {module} once, then {files}, {write} or {clear}.

import { ask, call, startEngine } from "./engine.mjs";

const judged = ({ name, bytes }) => {
  try {
    return { name, ...ask("portfolio_add", name, new Uint8Array(bytes)) };
  } catch (error) {
    return { name, rows: [], problems: [], failed: String(error.message) };
  }
};

const HANDLERS = {
  module: ({ module }) => startEngine(module),
  files: ({ files, batch }) => postMessage({ batch, results: files.map(judged) }),
  clear: () => call("portfolio_clear"),
  write: ({ write, words }) => {
    try {
      postMessage({ written: write, bytes: call("portfolio_write", write, words) });
    } catch (error) {
      postMessage({ written: write, problem: String(error.message) });
    }
  },
};

addEventListener("message", ({ data }) => {
  for (const name of Object.keys(HANDLERS)) {
    if (name in data) {
      HANDLERS[name](data);
      return;
    }
  }
});
