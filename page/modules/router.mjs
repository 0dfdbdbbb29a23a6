// Shows the view that the address names, as #/name/argument.

const routes = {};
let current = null;
let first = true;

/** Registers a view: a function of the argument that gives `{title, node, update, leave}`. */
export const route = (name, view) => {
  routes[name] = view;
};

const parsed = () => {
  const [name, ...rest] = location.hash.replace(/^#\/?/, "").split("/");
  return { name: routes[name] ? name : "start", argument: rest.map(decodeURIComponent).join("/") };
};

/** The name of the view that is shown. */
export const currentView = () => current?.name;

/** Goes to a view. */
export const go = (hash) => {
  if (location.hash === `#/${hash}`) show();
  else location.hash = `#/${hash}`;
};

const onShown = [];
/** Calls `listener` with the name of each view that is shown. */
export const whenShown = (listener) => onShown.push(listener);

/** Draws the view again. */
export const show = () => {
  // The link that leads past the header.
  if (location.hash === "#main") return;
  const { name, argument } = parsed();
  current?.leave?.();
  const view = routes[name](argument);
  current = { ...view, name };
  const main = document.getElementById("main");
  main.className = `view-${name}`;
  main.replaceChildren(view.node);
  document.title = view.title;
  onShown.forEach((listener) => listener(name, argument));
  const target = view.focus ?? main.querySelector("h1");
  if (!first && target) {
    if (!target.matches("button, a, input, select, textarea, summary")) target.tabIndex = -1;
    target.focus({ preventScroll: Boolean(view.focus) });
    if (view.focus) target.scrollIntoView({ block: "start" });
    else scrollTo(0, 0);
  }
  first = false;
};

/** Lets the view that is shown follow a change. */
export const updateView = (change) => current?.update?.(change);

/** Begins to follow the address. */
export const startRouter = () => {
  addEventListener("hashchange", show);
  show();
};
