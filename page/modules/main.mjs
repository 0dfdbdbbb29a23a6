// Starts the page.

import { checkView } from "./check.mjs";
import { compareView } from "./compare.mjs";
import { definitionView } from "./definition.mjs";
import { allView, nextView, questionView, sectionView } from "./describe.mjs";
import { el } from "./dom.mjs";
import { ask, call, engineMemory, onEngineFailure, startEngine, unpackEngine } from "./engine.mjs";
import { openFile } from "./files.mjs";
import { startHeader } from "./header.mjs";
import { droppedFiles, judgeFiles } from "./judging.mjs";
import { addNote, clearNotes } from "./notes.mjs";
import { portfolioView } from "./portfolio.mjs";
import { resultView } from "./result.mjs";
import { currentView, go, route, startRouter, updateView, whenShown } from "./router.mjs";
import { startView } from "./start.mjs";
import { isApplicant, onChange, state, takeContent } from "./state.mjs";
import { startKeeping } from "./storage.mjs";
import { word } from "./words.mjs";

const VIEWS = { start: startView, question: questionView, section: sectionView, all: allView, check: checkView };
const DESIGNER = { next: nextView, result: resultView, portfolio: portfolioView, compare: compareView, definition: definitionView };

/** Says kindly why the page cannot work here. */
const cannotStart = (id) => document.getElementById("main").replaceChildren(
  el("div", { class: "starting" }, el("h1", {}, word("describe-title")), el("p", {}, word(id)), el("p", {}, word("other-ways"))));

/** Files that are dropped anywhere: one is opened, several make a portfolio. */
const acceptDrops = () => {
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", async (event) => {
    event.preventDefault();
    const files = await droppedFiles(event.dataTransfer);
    if (files.length === 1 && currentView() !== "portfolio") {
      await openFile(files[0].file);
    } else if (files.length > 0 && !isApplicant()) {
      if (currentView() !== "portfolio") go("portfolio");
      await judgeFiles(files);
    }
  });
};

/** Unfolds the reasons for printing, and folds them again. */
const unfoldForPrint = () => {
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("main.view-result details.why:not([open])")];
    folded.forEach((details) => details.setAttribute("open", ""));
  });
  addEventListener("afterprint", () => folded.forEach((details) => details.removeAttribute("open")));
};

const start = async () => {
  if (typeof WebAssembly !== "object" || typeof DecompressionStream !== "function") return cannotStart("needs-webassembly");
  try {
    startEngine(await unpackEngine());
  } catch {
    return cannotStart("needs-webassembly");
  }
  takeContent(ask("content"));
  if (!isApplicant()) state.result = ask("assess", JSON.stringify(state.answers));
  onEngineFailure(() => addNote({ title: word("engine-failed"), text: word("engine-failed-text"), isProblem: true }));
  for (const [name, view] of Object.entries({ ...VIEWS, ...(isApplicant() ? {} : DESIGNER) })) route(name, view);
  whenShown(() => {
    if (!document.querySelector("#notes .note")?.matches(".is-new")) clearNotes();
    document.querySelector("#notes .note")?.classList.remove("is-new");
  });
  startHeader();
  onChange(updateView);
  startKeeping();
  acceptDrops();
  unfoldForPrint();
  startRouter();
  document.documentElement.dataset.ready = String(Math.round(performance.now()));
  return undefined;
};

// What tests ask for; it can do no more than the page itself.
globalThis.mentorcheckPage = { memory: engineMemory, ask, call, state };
start();
