// Keeps the answers in the browser, if people ask for it.

import { onChange, state } from "./state.mjs";

const KEY = "mentorcheck";
const status = { wanted: false, savedAt: null, failed: false };
const listeners = new Set();

const stored = () => {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "null");
  } catch {
    return null;
  }
};

/** What was kept earlier: `{answers, opened, savedAt}`, or nothing. */
export const kept = () => {
  const found = stored();
  const isWhole = found?.answers?.fields && Array.isArray(found.answers.evidence);
  return isWhole ? found : null;
};

export const storage = status;
export const onStorage = (listener) => listeners.add(listener);
const tell = () => listeners.forEach((listener) => listener());

/** Writes the answers now, if that is wanted. */
export const keep = () => {
  if (!status.wanted) return;
  try {
    const savedAt = new Date().toISOString();
    localStorage.setItem(KEY, JSON.stringify({ answers: state.answers, opened: state.opened, savedAt }));
    Object.assign(status, { savedAt: new Date(savedAt), failed: false });
  } catch {
    // The browser refuses, or the space is used up.
    Object.assign(status, { failed: true });
  }
  tell();
};

/** Begins or ends keeping. Ending deletes what was kept. */
export const wantStorage = (wanted) => {
  status.wanted = wanted;
  if (wanted) keep();
  else forget();
};

/** Deletes what was kept. */
export const forget = () => {
  Object.assign(status, { wanted: false, savedAt: null, failed: false });
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Where there is no storage, nothing was kept.
  }
  tell();
};

let timer = null;
/** Keeps each change a moment after it, and at once when the page is left. */
export const startKeeping = () => {
  onChange((change) => {
    if (change.trying) return;
    clearTimeout(timer);
    timer = setTimeout(keep, 250);
  });
  const now = () => {
    clearTimeout(timer);
    keep();
  };
  addEventListener("pagehide", now);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && now());
};
