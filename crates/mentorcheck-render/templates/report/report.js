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
  const rows = [...body.rows];
  const words = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  const compare = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare;

  const key = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.sort === undefined ? cell.textContent.trim() : Number(cell.dataset.sort);
  };
  const ordered = (column, direction) => {
    if (direction === "none") return rows;
    const sign = direction === "ascending" ? 1 : -1;
    return [...rows].sort((one, other) => {
      const [a, b] = [key(one, column), key(other, column)];
      return sign * (typeof a === "number" ? a - b : compare(a, b));
    });
  };
  const next = { none: "ascending", ascending: "descending", descending: "none" };
  heads.forEach((head, column) => {
    const label = head.textContent;
    const button = made("button", { type: "button", textContent: label, title: `Sort by ${label}` });
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
  const choice = (all, options) => made("select", {}, option(all, ""), ...options);
  const copied = (id) => [...byId(id).content.children].map((one) => one.cloneNode(true));
  const search = made("input", { type: "search", autocomplete: "off" });
  const standing = choice("any", copied("standings"));
  const kind = choice("any", copied("kinds"));
  const blocks = heads.flatMap((head, column) =>
    rows[0].cells[column].querySelector(".unseen") ? [option(head.textContent, String(column))] : []);
  const block = choice("any block", blocks);
  const answer = choice("any answer", [["met", "shown"], ["not stated", "open"], ["contradictory", "contradictory"], ["not met", "refuted"]]
    .map(([word, key]) => option(word, key)));
  const clear = made("button", { type: "button", textContent: "Show all" });
  const told = made("p", { id: "shown" });
  told.setAttribute("role", "status");

  const answered = (row) => {
    if (!answer.value) return true;
    const columns = block.value ? [Number(block.value)] : blocks.map((one) => Number(one.value));
    return columns.some((column) => row.cells[column].classList.contains(answer.value));
  };
  const filter = () => {
    const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows) {
      const fits = wanted.every((word) => words.get(row).includes(word))
        && (!standing.value || row.cells[2].textContent.trim() === standing.value)
        && (!kind.value || row.dataset.kinds.split(" ").includes(kind.value))
        && answered(row);
      row.hidden = !fits;
      count += Number(fits);
    }
    told.textContent = `${count} of ${rows.length} programmes shown in the table.`;
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
  const labels = ["Search", "Standing", "Kind in question", "Block", "Answer"];
  const group = made("div", { className: "controls" },
    ...controls.map((control, number) => field(labels[number], control, number)), clear);
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "Filter the table");
  byId("controls").append(group, told);
  filter();
})();
