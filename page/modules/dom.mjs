// Makes elements. Text only ever becomes text: nothing here reads markup.

const SVG = "http://www.w3.org/2000/svg";

const filled = (node, attributes, children) => {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    } else if (name === "set") {
      Object.assign(node, value);
    } else {
      node.setAttribute(name, value === true ? "" : String(value));
    }
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return node;
};

/** An element. `on` holds listeners, `set` properties; absent and false attributes and children are left out. */
export const el = (tag, attributes = {}, ...children) => filled(document.createElement(tag), attributes, children);

/** An element of a drawing. */
export const draw = (tag, attributes = {}, ...children) => filled(document.createElementNS(SVG, tag), attributes, children);

let ids = 0;
/** An id that no other element has. */
export const newId = (prefix) => `${prefix}-${(ids += 1)}`;

/** A link within the page. */
export const link = (hash, attributes, ...children) => el("a", { href: `#/${hash}`, ...attributes }, ...children);

/** A button that does something. */
export const button = (text, action, attributes = {}) => el("button", { type: "button", on: { click: action }, ...attributes }, text);

/** Text for screen readers only. */
export const unseen = (text) => el("span", { class: "unseen" }, text);

/** Sets the text of an element if it is another one, so that live regions speak only when something changed. */
export const say = (node, text) => {
  if (node.textContent !== text) node.textContent = text;
};

/** Downloads bytes or a text as a file. */
export const download = (name, content, type) => {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const anchor = el("a", { href: url, download: name, hidden: true });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  // The browser reads it after this function has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};
