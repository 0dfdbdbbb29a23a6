// Calls the judgement. If it fails in a way that it cannot recover from, a new instance takes its place.

let compiled = null;
let glue = null;
let memory = null;
const listeners = [];

const instantiate = () => {
  glue = makeGlue();
  ({ memory } = glue.initSync({ module: compiled }));
};

/** The bytes of a text in base64. Browsers from 2025 on have a function of their own; a callback for each byte takes longest. */
const decoded = (text) => {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
  return bytes;
};

/** Unpacks and compiles the engine from the page; the first part is compiled while the next is unpacked. */
export const unpackEngine = () => {
  const element = document.getElementById("engine");
  const packed = decoded(element.textContent.trim());
  element.remove();
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return WebAssembly.compileStreaming(new Response(stream, { headers: { "Content-Type": "application/wasm" } }));
};

/** Starts the engine from its compiled code. */
export const startEngine = (module) => {
  compiled = module;
  instantiate();
};

/** The compiled code, for a worker. */
export const engineModule = () => compiled;

/** Calls `listener` when an instance has failed. */
export const onEngineFailure = (listener) => listeners.push(listener);

/** An error of the engine, with a code. */
export class CallError extends Error {
  constructor({ code, message }) {
    super(message);
    this.code = code;
  }
}

/** Calls a function of the engine. Throws `CallError`; one with the code `failed` if the instance had to be replaced. */
export const call = (name, ...values) => {
  try {
    return glue[name](...values);
  } catch (error) {
    if (typeof error === "string") throw new CallError(JSON.parse(error));
    instantiate();
    listeners.forEach((listener) => listener());
    throw new CallError({ code: "failed", message: String(error) });
  }
};

/** Calls a function that returns JSON. */
export const ask = (name, ...values) => JSON.parse(call(name, ...values));

/** The size of the instance's memory in bytes. */
export const engineMemory = () => memory.buffer.byteLength;
