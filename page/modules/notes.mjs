// Messages above the view: what happened, and what to do. They stay until they are closed or another view is shown.

import { button, el } from "./dom.mjs";
import { word } from "./words.mjs";

const place = () => document.getElementById("notes");

/** Shows a message. `list` has details, `actions` what people can do about it. */
export const addNote = ({ title, text, list = [], actions = [], isProblem = false }) => {
  const close = button(word("close"), () => node.remove(), { class: "quiet" });
  const run = (action) => () => {
    node.remove();
    action.run();
  };
  const node = el("div", { class: isProblem ? "note is-new message" : "note is-new" },
    el("div", {}, title && el("p", { class: "strong" }, title), text && el("p", {}, text),
      list.length > 0 && el("ul", {}, list.map((item) => el("li", {}, item))),
      actions.length > 0 && el("div", { class: "actions" }, actions.map((action) => button(action.text, run(action), { class: "secondary" })))),
    close);
  place().replaceChildren(node);
};

/** Removes the messages. */
export const clearNotes = () => place().replaceChildren();
