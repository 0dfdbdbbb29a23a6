// Many programmes: a table to sort, filter, compare and save.

import { setCompared } from "./compare.mjs";
import { button, download, el, newId, say, unseen } from "./dom.mjs";
import { answerWord, cellFace, legend } from "./faces.mjs";
import { chooseButton } from "./files.mjs";
import { answersOf, chosenFiles, clearPortfolio, judgeFiles, onPortfolio, portfolio, writtenTable } from "./judging.mjs";
import { addNote } from "./notes.mjs";
import { go } from "./router.mjs";
import { placeWords, shortVerdict } from "./sentences.mjs";
import { isEmpty, kindTitle, questionOf, setAll, state, valueLabel } from "./state.mjs";
import { listed, word } from "./words.mjs";

const ANSWERS = ["shown", "refuted", "open", "contradictory"];
const DRAWN = 50;
// While files are judged, the table is drawn anew at most this often, in milliseconds.
const PAUSE = 1500;
// and takes at most one part in this many of the time.
const PART = 20;
const REMAINS = { "standing:open": "remains-open", "standing:unclassified": "remains-unclassified", "standing:contradictory": "remains-contradictory" };
const filters = { text: "", kind: "", block: "", answer: "" };
const order = { column: "name", down: false };
const selected = new Set();
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

const nameOf = (row) => row.name || word("unnamed-programme");
const kindOf = (row) => (row.kind ? kindTitle(row.kind) : row.standing);
const blockAt = (id) => state.content.rules.blocks.findIndex((block) => block.id === id);

const KEYS = {
  name: nameOf,
  verdict: (row) => `${row.kind ? "0" : "1"} ${kindOf(row)} ${row.standing}`,
  spectrum: (row) => (row.spectrum ? String(row.spectrum.from * 10 + row.spectrum.to) : "999"),
};

const matches = (row) => {
  const text = filters.text.trim().toLowerCase();
  if (text && !`${row.name} ${row.path}`.toLowerCase().includes(text)) return false;
  if (filters.kind && !(filters.kind === row.kind || filters.kind === `standing:${row.standing}`)) return false;
  if (filters.answer) {
    const answers = filters.block ? [row.blocks[blockAt(filters.block)]] : row.blocks;
    if (!answers.includes(filters.answer)) return false;
  }
  return true;
};

const shownRows = () => {
  const block = blockAt(order.column);
  const key = block >= 0 ? (row) => String(ANSWERS.indexOf(row.blocks[block])) : KEYS[order.column];
  const rows = portfolio.rows.filter(matches).map((row) => [key(row), nameOf(row), row]);
  const sign = order.down ? -1 : 1;
  rows.sort(([a, nameA], [b, nameB]) => sign * collator.compare(a, b) || collator.compare(nameA, nameB));
  return rows.map(([, , row]) => row);
};

const labelWords = ({ label }) => {
  if (!label.declared) return word("row-no-label");
  const title = valueLabel(questionOf(state.content.rules.label_field), label.declared).toLowerCase();
  return word("row-label", { label: title });
};

const answersNote = (error) => addNote({ title: word("engine-failed"), text: error.message, isProblem: true });

const openRow = async (row) => {
  try {
    setAll(await answersOf(row), { file: row.path, comments: false, notes: false }, !isEmpty());
    go("result");
  } catch (error) {
    answersNote(error);
  }
};

const compareRows = async (rows) => {
  try {
    setCompared(...await Promise.all(rows.map(async (row) => ({ name: nameOf(row), answers: await answersOf(row) }))));
    go("compare");
  } catch (error) {
    answersNote(error);
  }
};

const dots = (range) => el("span", { class: "dots", "aria-hidden": "true" },
  state.content.rules.spectrum.points.map(({ at }) => el("span", { class: at >= range.from && at <= range.to ? "dot-small is-in" : "dot-small" })));

const rowNode = (row, index, onSelect) => {
  const box = el("input", { type: "checkbox", "aria-label": word("select-row", { name: nameOf(row) }), set: { checked: selected.has(row.key) }, on: { change: () => onSelect(row, box.checked) } });
  const asked = row.question && questionOf(row.question);
  return el("tr", { role: "row", "aria-rowindex": String(index + 2) },
    el("td", { role: "cell", class: "cell-select" }, box),
    el("th", { role: "rowheader", scope: "row" }, button(nameOf(row), () => openRow(row), { class: "as-link" }), el("span", { class: "rule" }, labelWords(row)), el("span", { class: "rule path" }, row.document > 1 ? word("row-document", { path: row.path, document: row.document }) : row.path)),
    el("td", { role: "cell", class: "cell-verdict" }, shortVerdict(row), row.label.holds === false && el("span", { class: "rule not" }, word("row-wrong-label")), !row.valid && el("span", { class: "rule not" }, word("row-invalid")),
      asked && row.standing !== "established" && el("span", { class: "rule" }, word("row-ask", { question: asked.question }))),
    state.content.rules.blocks.map((block, at) => el("td", { role: "cell", class: "cell-face" }, el("span", { class: "cell-head" }, block.title, " "), cellFace(row.blocks[at]))),
    el("td", { role: "cell", class: "cell-place" }, el("span", { class: "cell-head" }, word("table-spectrum"), ": "), row.spectrum && [dots(row.spectrum), " "], row.spectrum ? placeWords(row.spectrum) : word("no-place")));
};

const summary = () => {
  const { rules } = state.content;
  const { rows } = portfolio;
  const of = (standing) => rows.filter((row) => row.kind === rules.concept && row.standing === standing).length;
  const other = rows.filter((row) => row.kind && row.kind !== rules.concept).length;
  const unsettled = rows.length - of("established") - of("provisional") - other;
  return word("portfolio-summary", { all: rows.length, concept: rules.title, established: of("established"), provisional: of("provisional"), other, unsettled });
};

const most = (answer) => {
  const counts = state.content.rules.blocks.map((block, at) => [portfolio.rows.filter((row) => row.blocks[at] === answer).length, block.title.toLowerCase()]);
  const [count, title] = counts.reduce((best, one) => (one[0] > best[0] ? one : best), [0, ""]);
  return count > 0 && word("most-often", { answer: answerWord(answer), block: title, count });
};

const TYPES = { csv: "text/csv", xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" };

const saveTable = async (format) => {
  try {
    download(`${word("portfolio-file")}.${format}`, await writtenTable(format), TYPES[format]);
  } catch (error) {
    addNote({ title: word("not-saved"), text: error.message, isProblem: true });
  }
};

const select = (label, options, filter, onFilter, holder = filters) => {
  const id = newId("filter");
  const field = el("select", { id, on: { change: () => {
    holder[filter] = field.value;
    onFilter();
  } } }, options.map(([value, text]) => el("option", { value }, text)));
  field.value = holder[filter];
  return el("div", { class: "field" }, el("label", { for: id }, label), field);
};

/** What the heads of the columns do where the table is too wide for the screen. */
const orderBar = (onOrder) => {
  const columns = [["name", word("table-programme")], ["verdict", word("table-verdict")], ...state.content.rules.blocks.map(({ id, title }) => [id, title]), ["spectrum", word("table-spectrum")]];
  const holder = { column: order.column };
  const field = select(word("sort-by"), columns, "column", () => {
    Object.assign(order, { column: holder.column, down: false });
    onOrder();
  }, holder);
  const reverse = button(word("reverse-order"), () => {
    order.down = !order.down;
    onOrder();
  }, { class: "quiet" });
  return el("div", { class: "order" }, field, reverse);
};

const filterBar = (onFilter) => {
  const id = newId("filter");
  const text = el("input", { id, type: "search", autocomplete: "off", set: { value: filters.text }, on: { input: () => {
    filters.text = text.value;
    onFilter();
  } } });
  const kinds = [...new Set(portfolio.rows.map((row) => row.kind ?? `standing:${row.standing}`))].map((value) => [value, value.startsWith("standing:") ? word(REMAINS[value]) : kindTitle(value)]).sort((a, b) => collator.compare(a[1], b[1]));
  return el("div", { class: "filters" },
    el("div", { class: "field" }, el("label", { for: id }, word("narrow-name")), text),
    select(word("narrow-kind"), [["", word("all-kinds")], ...kinds], "kind", onFilter),
    select(word("narrow-block"), [["", word("any-block")], ...state.content.rules.blocks.map(({ id: block, title }) => [block, title])], "block", onFilter),
    select(word("narrow-answer"), [["", word("any-answer")], ...ANSWERS.map((answer) => [answer, answerWord(answer)])], "answer", onFilter));
};

const addButtons = (isFirst) => [
  chooseButton(word("add-files"), (files) => judgeFiles(chosenFiles(files)), { several: true, class: isFirst ? "primary" : "secondary" }),
  chooseButton(word("add-folder"), (files) => judgeFiles(chosenFiles(files)), { folder: true, class: "secondary" }),
];

const problemText = (problem) => [`${problem.name}: `, problem.failed ? word("engine-failed") : problem.tooLarge ? word("too-large") : problem.message].join("");

/** `#/portfolio`. */
export const portfolioView = () => {
  const head = el("div", { class: "portfolio-head" });
  const tools = el("div", {});
  const body = el("div", {});
  const shown = el("p", { role: "status" });
  const foot = el("div", { class: "actions" });
  const node = el("div", { class: "portfolio" }, head, tools, body, foot);
  let drawnKinds = "";

  const drawFoot = () => {
    const chosen = portfolio.rows.filter((row) => selected.has(row.key));
    foot.replaceChildren(...(chosen.length === 2 ? [
      button(word("compare-selected"), () => compareRows(chosen), { class: "primary" }), el("span", { class: "help" }, listed(chosen.map(nameOf)))]
      : portfolio.rows.length > 1 ? [el("span", { class: "help" }, word("select-two", { count: chosen.length }))] : []));
  };
  const onSelect = (row, isSelected) => {
    if (isSelected) selected.add(row.key);
    else selected.delete(row.key);
    drawFoot();
  };
  const heads = () => {
    const sorter = (column, title, className) => {
      const isSorted = order.column === column;
      const toggle = button(el("span", {}, title), () => {
        Object.assign(order, { column, down: isSorted && !order.down });
        drawTable();
        body.querySelector(`[data-column="${CSS.escape(column)}"] button`)?.focus();
      }, { class: "sorter" });
      return el("th", { role: "columnheader", scope: "col", class: className, "data-column": column, "aria-sort": isSorted ? (order.down ? "descending" : "ascending") : null }, toggle);
    };
    return el("tr", { role: "row" }, el("th", { role: "columnheader", scope: "col", class: "select-head" }, unseen(word("table-select"))), sorter("name", word("table-programme")), sorter("verdict", word("table-verdict")),
      state.content.rules.blocks.map((block) => sorter(block.id, block.title, "block-head")), sorter("spectrum", word("table-spectrum")));
  };
  let observer = null;
  const drawTable = () => {
    observer?.disconnect();
    const rows = shownRows();
    say(shown, rows.length === portfolio.rows.length ? word("showing-all", { count: rows.length }) : word("showing-some", { shown: rows.length, count: portfolio.rows.length }));
    if (rows.length === 0) {
      body.replaceChildren(el("p", { class: "empty" }, word("no-match"), " ", button(word("clear-filters"), clear, { class: "quiet" })));
      return;
    }
    const rowsNode = el("tbody", { role: "rowgroup" });
    const table = el("table", { role: "table", "aria-rowcount": String(rows.length + 1), "aria-label": word("portfolio") }, el("thead", { role: "rowgroup" }, heads()), rowsNode);
    let drawn = 0;
    const drawMore = (count) => {
      rowsNode.append(...rows.slice(drawn, drawn + count).map((row, index) => rowNode(row, drawn + index, onSelect)));
      drawn = Math.min(rows.length, drawn + count);
      end.hidden = drawn === rows.length;
    };
    // Draws rows when one comes near them, and all for printing.
    const end = el("div", { class: "table-end" }, button(word("show-more"), () => drawMore(DRAWN), { class: "secondary" }));
    observer = new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && drawMore(DRAWN), { rootMargin: "1200px" });
    drawMore(DRAWN);
    observer.observe(end);
    body.replaceChildren(table, end);
    drawAll = () => drawMore(rows.length);
  };
  let drawAll = () => {};
  const printing = () => drawAll();
  addEventListener("beforeprint", printing);
  const clear = () => {
    Object.assign(filters, { text: "", kind: "", block: "", answer: "" });
    drawnKinds = "";
    draw();
  };
  const draw = () => {
    const { rows, problems, pending, skipped } = portfolio;
    head.replaceChildren(...[
      el("div", { class: "title-line" }, el("h1", { tabindex: "-1" }, word("portfolio")),
        rows.length > 0 && el("div", { class: "actions no-print" }, addButtons(), [button(word("save-table-xlsx"), () => saveTable("xlsx"), { class: "secondary" }), button(word("save-table-csv"), () => saveTable("csv"), { class: "secondary" }), button(word("empty-portfolio"), () => {
          selected.clear();
          clearPortfolio();
        }, { class: "quiet" })])),
      rows.length > 0 ? el("p", { class: "lead-rest" }, summary())
        : el("div", { class: "drop" }, el("p", {}, word(pending ? "judging" : "portfolio-empty")), el("div", { class: "actions" }, addButtons(true))),
      rows.length > 0 && el("p", { class: "help" }, listed([most("refuted"), most("open")].filter(Boolean), "then")),
      pending > 0 && el("p", { role: "status" }, word("pending", { count: pending })),
      problems.length > 0 && el("div", { class: "message" }, el("p", { class: "strong" }, word("unreadable", { count: problems.length })), el("ul", {}, problems.slice(0, 10).map((problem) => el("li", {}, problemText(problem)))), problems.length > 10 && el("p", {}, word("and-more", { count: problems.length - 10 }))),
      skipped > 0 && el("p", { class: "small" }, word("skipped", { count: skipped }))].filter(Boolean));
    const kinds = rows.map((row) => row.kind ?? row.standing).filter((kind, at, all) => all.indexOf(kind) === at).join();
    if (rows.length > 0 && kinds !== drawnKinds) {
      drawnKinds = kinds;
      tools.replaceChildren(filterBar(drawTable), orderBar(drawTable), el("div", { class: "shown-line" }, shown, button(word("clear-filters"), clear, { class: "quiet" }), legend()));
    }
    if (rows.length > 0) drawTable();
    else {
      tools.replaceChildren();
      body.replaceChildren();
    }
    drawFoot();
  };
  let timer = 0;
  let drawnAt = 0;
  let pause = PAUSE;
  const soon = () => {
    clearTimeout(timer);
    const wait = portfolio.pending > 0 ? Math.max(0, drawnAt + pause - performance.now()) : 0;
    timer = setTimeout(() => {
      const begin = performance.now();
      draw();
      drawnAt = performance.now();
      // On a slow machine drawing must not keep the worker waiting.
      pause = Math.max(PAUSE, PART * (drawnAt - begin));
    }, wait);
  };
  const end = onPortfolio(soon);
  draw();
  return { title: word("title-of", { page: word("portfolio"), tool: word("tool") }), node, leave: () => {
    end();
    clearTimeout(timer);
    observer?.disconnect();
    removeEventListener("beforeprint", printing);
  } };
};
