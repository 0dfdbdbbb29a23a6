// Everything here adds to a page that is whole without it.
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const made = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  // On paper nothing can be unfolded.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details.folder:not([open])")];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
    opened = [];
  });

  // A link into a folded part unfolds it.
  const reveal = () => {
    const target = byId(decodeURIComponent(location.hash.slice(1)));
    const folder = target && target.closest("details");
    if (folder && !folder.open) {
      folder.open = true;
      target.scrollIntoView();
    }
  };
  addEventListener("hashchange", reveal);
  reveal();

  const table = byId("matrix");
  if (!table) return;
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const all = [...body.rows];
  const rows = all.filter((row) => !row.classList.contains("group"));
  const groups = all.filter((row) => row.classList.contains("group"));
  // The words come with the page, in the language of the report.
  const words = byId("controls").dataset;
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  const compare = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare;

  const key = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.sort === undefined ? cell.textContent.trim() : Number(cell.dataset.sort);
  };
  const ordered = (column, direction) => {
    // Sorted by a column, the groups mean nothing.
    table.classList.toggle("sorted", direction !== "none");
    if (direction === "none") return all;
    const sign = direction === "ascending" ? 1 : -1;
    return [...rows].sort((one, other) => {
      const [a, b] = [key(one, column), key(other, column)];
      return sign * (typeof a === "number" ? a - b : compare(a, b));
    });
  };
  const next = { none: "ascending", ascending: "descending", descending: "none" };
  heads.forEach((head, column) => {
    const label = head.textContent;
    const button = made("button", { type: "button", textContent: label, title: filled(words.sort, { column: label }) });
    head.setAttribute("aria-sort", "none");
    head.replaceChildren(button);
    // A browser repeats the heads of columns on every printed page, but no buttons.
    addEventListener("beforeprint", () => head.replaceChildren(made("span", { textContent: label })));
    addEventListener("afterprint", () => head.replaceChildren(button));
    button.addEventListener("click", () => {
      const direction = next[head.getAttribute("aria-sort")];
      for (const other of heads) other.setAttribute("aria-sort", "none");
      head.setAttribute("aria-sort", direction);
      body.append(...ordered(column, direction));
    });
  });

  const option = (text, value = text) => made("option", { value, textContent: text });
  const choice = (any, options) => made("select", {}, option(any, ""), ...options);
  const copied = (id) => [...byId(id).content.children].map((one) => one.cloneNode(true));
  const search = made("input", { type: "search", autocomplete: "off" });
  const standing = choice(words.any, copied("standings"));
  const kind = choice(words.any, copied("kinds"));
  const blocks = heads.flatMap((head, column) =>
    rows[0].cells[column].querySelector(".unseen") ? [option(head.textContent, String(column))] : []);
  const block = choice(words.anyBlock, blocks);
  const answer = choice(words.anyAnswer, copied("answers"));
  const clear = made("button", { type: "button", textContent: words.clear });
  const status = made("p", { id: "shown" });
  status.setAttribute("role", "status");

  const answered = (row) => {
    if (!answer.value) return true;
    const columns = block.value ? [Number(block.value)] : blocks.map((one) => Number(one.value));
    return columns.some((column) => row.cells[column].classList.contains(answer.value));
  };
  const filter = () => {
    const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows) {
      const fits = wanted.every((word) => texts.get(row).includes(word))
        && (!standing.value || row.dataset.standing === standing.value)
        && (!kind.value || row.dataset.kinds.split(" ").includes(kind.value))
        && answered(row);
      row.hidden = !fits;
      // What is filtered out of the table is not printed either.
      const part = byId(row.dataset.programme)?.closest("details.folder");
      if (part) part.hidden = !fits;
      count += Number(fits);
    }
    for (const group of groups) {
      let next = group.nextElementSibling;
      while (next && !next.classList.contains("group") && next.hidden) next = next.nextElementSibling;
      group.hidden = !next || next.classList.contains("group");
    }
    status.textContent = filled(words.status, { shown: count, total: rows.length });
  };
  const controls = [search, standing, kind, block, answer];
  for (const control of controls) control.addEventListener("input", filter);
  clear.addEventListener("click", () => {
    for (const control of controls) control.value = "";
    filter();
  });
  const field = (text, control, number) => {
    control.id = `filter-${number}`;
    return made("div", {}, made("label", { htmlFor: control.id, textContent: text }), control);
  };
  const labels = [words.search, words.standing, words.kind, words.block, words.answer];
  const group = made("div", { className: "controls" },
    ...controls.map((control, number) => field(labels[number], control, number)), clear);
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", words.label);
  byId("controls").append(group, status);
  filter();
})();
