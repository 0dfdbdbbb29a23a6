// The head of every view: where one is, what was kept, and what can be done with the whole description.

import { button, draw, el, link, say } from "./dom.mjs";
import { chooseButton, openFile } from "./files.mjs";
import { whenShown } from "./router.mjs";
import { isApplicant, isEmpty, onChange, programmeName, state, undo } from "./state.mjs";
import { onStorage, storage } from "./storage.mjs";
import { timeOfDay, word } from "./words.mjs";

const logo = () => draw("svg", { viewBox: "0 0 20 18", width: 20, height: 18, "aria-hidden": "true", class: "logo" },
  draw("path", { d: "M0 11h6v7H0zM7 11h6v7H7zM14 11h6v7h-6zM3.5 2.5h6v7h-6z" }), draw("rect", { class: "logo-gap", x: 11, y: 3, width: 5, height: 6 }));

const PLACES = [
  ["questions", () => `section/${state.content.questionnaire.sections[0].name}`, ["question", "next", "section", "all"]],
  ["answers", () => "check", ["check"]],
  ["result", () => "result", ["result"]],
  ["portfolio", () => "portfolio", ["portfolio", "compare"]],
  ["definition", () => "definition", ["definition"]],
];
const APPLICANT = ["questions", "answers"];

/** Fills the header and keeps it up to date. */
export const startHeader = () => {
  const places = PLACES.filter(([name]) => !isApplicant() || APPLICANT.includes(name));
  const links = places.map(([name, hash, views]) => ({ views, node: link(hash(), {}, word(name)) }));
  const undoButton = button(word("undo"), () => undo(), { class: "quiet" });
  const tools = el("div", { class: "tools" }, undoButton, chooseButton(word("open"), ([file]) => openFile(file), { class: "quiet" }), link("check/save", {}, word("save")));
  const name = el("strong", {});
  const status = el("span", {});
  const line = el("div", { class: "status-line" }, el("div", { class: "wide" }, name, status));
  document.getElementById("header").replaceChildren(
    el("div", { class: "wide head" }, link("start", { class: "brand" }, logo(), word("tool")), el("nav", { "aria-label": word("views") }, el("ul", {}, links.map(({ node }) => el("li", {}, node)))), tools), line);
  const update = () => {
    undoButton.disabled = state.undo.length === 0;
    line.hidden = isEmpty();
    say(name, programmeName());
    const kept = storage.savedAt ? word("kept-in-browser", { time: timeOfDay(storage.savedAt) }) : word("not-kept");
    say(status, storage.failed ? word("keeping-failed") : kept);
  };
  onChange(update);
  onStorage(update);
  whenShown((view) => {
    for (const { node, views } of links) {
      if (views.includes(view)) node.setAttribute("aria-current", "page");
      else node.removeAttribute("aria-current");
    }
  });
  addEventListener("keydown", (event) => {
    const isText = event.target.matches?.("textarea, input:not([type=radio]):not([type=checkbox])");
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key === "z" && !isText) {
      event.preventDefault();
      undo();
    }
  });
  update();
};
