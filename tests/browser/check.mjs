// Opens HTML reports from mentorcheck in headless Chromium and tests them as a reader would use them.
// node check.mjs PROGRAM [FOLDER FOR PICTURES]
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { HOSTILE, hostile, portfolio } from "./pages.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = resolve(here, "../..");
const program = resolve(process.argv[2] ?? join(root, "target/debug/mentorcheck"));
const pictures = process.argv[3] && resolve(process.argv[3]);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const work = mkdtempSync(join(tmpdir(), "mentorcheck-browser-"));
if (pictures) mkdirSync(pictures, { recursive: true });

let passed = 0;
const failures = [];
const begin = Date.now();
const step = (words) => pictures && console.log(`${((Date.now() - begin) / 1000).toFixed(0)} s: ${words}`);
const check = (what, holds, detail = "") => {
  if (holds) {
    passed += 1;
  } else {
    failures.push(what);
    console.log(`FAILED ${what}${detail && `: ${detail}`}`);
  }
};

const written = (name, ...paths) => {
  const file = join(work, `${name}.html`);
  const { status, stderr } = spawnSync(program, ["check", "--format", "html", "--output", file, ...paths], { cwd: root, encoding: "utf8" });
  if (status === 2 || !existsSync(file)) throw new Error(`${name} was not written: ${stderr}`);
  return { name, file, url: pathToFileURL(file).href };
};

const many = 500;
portfolio(root, join(work, "portfolio"), many);
// Enough programmes for the page to fold them, few enough to check every element.
const few = 24;
portfolio(root, join(work, "folded"), few);
const real = readdirSync(join(root, "fixtures/real")).length;
const pages = {
  one: written("one", "fixtures/real/hostnation.yaml"),
  three: written("three", ...["acces-speed-mentoring", "duo-for-a-job", "hostnation"].map((name) => `fixtures/real/${name}.yaml`)),
  real: written("real", "fixtures/real"),
  difference: written("difference", "--what-if", "relationship.contact=one-off", "--evidence", "fixtures/evidence/in-part.yaml"),
  broken: written("broken", "fixtures/malformed/unknown-value-in-list.yaml", "fixtures/malformed/syntax-tab.yaml"),
  hostile: written("hostile", hostile(join(work, "hostile"))),
  folded: written("folded", join(work, "folded")),
  portfolio: written("portfolio", join(work, "portfolio")),
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  // Playwright creates a separate profile folder for every launch.
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});

/** Opens a page; any other request, console message or popup is a failure. */
const open = async (page, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
  // On a busy machine everything takes long; what never happens is a failure all the same.
  context.setDefaultTimeout(240_000);
  const tab = await context.newPage();
  const how = `${page.name}${options.colorScheme === "dark" ? " (dark)" : ""}`;
  await context.route("**/*", (route) => {
    const url = route.request().url().split("#")[0];
    if (url === page.url) return route.continue();
    check(`${how} asks for nothing`, false, url);
    return route.abort();
  });
  tab.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) check(`${how} is silent`, false, message.text());
  });
  tab.on("pageerror", (error) => check(`${how} has no error`, false, String(error)));
  tab.on("dialog", (dialog) => {
    check(`${how} runs nothing of a file's`, false, dialog.message());
    return dialog.dismiss();
  });
  await tab.goto(page.url);
  return { tab, close: () => context.close() };
};

const picture = async (tab, name, options = {}) => {
  if (pictures) await tab.screenshot({ path: join(pictures, `${name}.png`), ...options });
};

const accessible = async (tab, name) => {
  await tab.evaluate(axe);
  const found = await tab.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, { resultTypes: ["violations"] });
    return violations.map((one) => `${one.id} (${one.nodes.length}): ${one.nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary}`).join(" | ")}`);
  });
  check(`${name} is accessible`, found.length === 0, found.join("\n  "));
};

// Light and dark themes, and narrow screens.
for (const page of Object.values(pages)) {
  // For these checks a page of several megabytes is no different from a small one, and takes minutes.
  const large = page === pages.portfolio;
  const looked = { light: ![pages.real, pages.portfolio].includes(page), dark: ![pages.real, pages.portfolio, pages.folded].includes(page) };
  step(page.name);
  const short = [pages.one, pages.difference].includes(page);
  for (const colorScheme of ["light", "dark"]) {
    const { tab, close } = await open(page, { colorScheme, viewport: { width: 1280, height: 1700 } });
    if (looked[colorScheme]) await accessible(tab, `${page.name} (${colorScheme})`);
    await picture(tab, `${page.name}-${colorScheme}`, { fullPage: short });
    await close();
  }
  const { tab, close } = await open(page, { viewport: { width: 360, height: 1500 } });
  await picture(tab, `${page.name}-phone`, { fullPage: short });
  if (!large) await tab.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  const width = await tab.evaluate(() => document.documentElement.scrollWidth);
  check(`${page.name} fits a telephone`, width <= 360, `${width} px`);
  await close();
}

// Sorting and filtering, with mouse and keyboard.
step("sorting");
const names = (tab) => tab.$$eval("#matrix tbody tr:not(.group):not([hidden]) th a", (links) => links.map((link) => link.textContent));
{
  const { tab, close } = await open(pages.real);
  const first = await names(tab);
  const sorted = [...first].sort(new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare);
  const head = tab.locator("#matrix thead th").first();
  await head.locator("button").click();
  check("a click sorts", (await names(tab)).join() === sorted.join() && (await head.getAttribute("aria-sort")) === "ascending");
  await tab.keyboard.press("Enter");
  check("Enter sorts the other way", (await names(tab)).join() === sorted.reverse().join() && (await head.getAttribute("aria-sort")) === "descending");
  await tab.keyboard.press("Space");
  check("a third time restores", (await names(tab)).join() === first.join() && (await head.getAttribute("aria-sort")) === "none");
  const heads = await tab.locator("#matrix thead th").count();
  for (let column = 0; column < heads; column += 1) {
    await tab.locator("#matrix thead th").nth(column).locator("button").click();
    const keys = await tab.$$eval("#matrix tbody tr:not(.group)", (rows, column) => rows.map(({ cells }) => cells[column].dataset.sort ?? cells[column].textContent.trim()), column);
    const order = keys.every((one, at) => at === 0 || (isNaN(one) ? new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare(keys[at - 1], one) <= 0 : Number(keys[at - 1]) <= Number(one)));
    check(`column ${column + 1} sorts`, order, keys.join(" "));
  }
  const said = () => tab.locator("#shown").textContent();
  const all = first.length;
  check("the number of rows is shown", (await said()) === `${all} of ${all} programmes are shown, and will be printed.`, await said());
  await tab.getByLabel("Search").focus();
  await tab.keyboard.type("hostnation");
  check("typing filters", (await names(tab)).join() === "HostNation" && (await said()).startsWith("1 of"), await said());
  await tab.getByRole("button", { name: "Show all" }).click();
  check("all are shown again", (await names(tab)).length === all);
  for (const label of ["Verdict", "Possible kind", "Answer"]) {
    const values = await tab.getByLabel(label, { exact: true }).locator("option").evaluateAll((options) => options.map((one) => one.value).filter(Boolean));
    check(`${label} offers a choice`, values.length > 0);
    let sum = 0;
    for (const value of values) {
      await tab.getByLabel(label, { exact: true }).selectOption(value);
      const shown = await tab.$$eval("#matrix tbody tr:not(.group):not([hidden])", (rows) => rows.map((row) => row.dataset.standing));
      check(`${label} ${value} filters`, label !== "Verdict" || (shown.length > 0 && shown.every((one) => one === value)), shown.join());
      const groups = await tab.$$eval("#matrix tbody tr.group:not([hidden])", (rows) => rows.length);
      check(`${label} ${value} leaves no empty group`, (groups > 0) === (shown.length > 0) && groups <= Math.max(shown.length, 0));
      const folders = await tab.$$eval("details.folder:not([hidden])", (all) => all.length);
      check(`${label} ${value} also decides what is printed`, folders === shown.length, `${folders} of ${shown.length}`);
      sum += shown.length;
    }
    check(`${label} leaves none out`, label === "Verdict" ? sum === all : sum > 0);
    await tab.getByRole("button", { name: "Show all" }).click();
  }
  const block = tab.getByLabel("Building block", { exact: true });
  await block.selectOption({ label: "Goal orientation" });
  await tab.getByLabel("Answer", { exact: true }).selectOption("refuted");
  const cells = await tab.$$eval("#matrix tbody tr:not(.group):not([hidden])", (rows) => rows.map((row) => row.cells[5].textContent.trim()));
  check("a block's answer filters", cells.length > 0 && cells.every((one) => one === "not met"), cells.join());
  await picture(tab, "real-filtered");
  await tab.keyboard.press("Tab");
  await close();
}

step("links");
// Links into folded programmes, with and without JavaScript.
for (const javaScriptEnabled of [true, false]) {
  const { tab, close } = await open(pages.portfolio, { javaScriptEnabled });
  const how = javaScriptEnabled ? "with script" : "without script";
  check(`the table is whole ${how}`, (await tab.locator("#matrix tbody tr").count()) >= many);
  check(`controls are there only where they work, ${how}`, ((await tab.locator("button, input, select").count()) > 0) === javaScriptEnabled);
  await tab.locator("#matrix tbody tr[data-programme=p301] a").click();
  check(`a link unfolds its programme ${how}`, await tab.locator("#p301 .sentence").isVisible());
  const box = await tab.locator("#p301 .sentence").boundingBox();
  check(`and goes there ${how}`, box && box.y >= 0 && box.y < 900, JSON.stringify(box));
  await picture(tab, `portfolio-linked${javaScriptEnabled ? "" : "-no-script"}`);
  await close();
}
{
  // Few enough programmes for the page not to fold them.
  const folder = "fixtures/constructed/related";
  const related = written("related", folder);
  const { tab, close } = await open(related, { javaScriptEnabled: false });
  const all = readdirSync(join(root, folder)).length;
  check("without script every programme can be read", (await tab.locator(".sentence:visible").count()) === all);
  await close();
}

// Keyboard only: the first tab stop is the skip link, and focus is visible.
{
  const { tab, close } = await open(pages.real);
  await tab.keyboard.press("Tab");
  check("the first stop is the way past the head", (await tab.evaluate(() => document.activeElement.className)) === "skip");
  await tab.keyboard.press("Enter");
  check("it leads to the report", (await tab.evaluate(() => document.activeElement.id)) === "main");
  await tab.keyboard.press("Tab");
  const outline = await tab.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  check("focus can be seen", outline === "solid", outline);
  await close();
}

// Text from a description is never interpreted as markup.
{
  const { tab, close } = await open(pages.hostile);
  const name = await tab.locator("h1").textContent();
  const shown = HOSTILE.replace("\u202e", "\\u{202e}").replace("\u001b", "\\u{1b}");
  check("a hostile name is a name", name === shown, name);
  check("nothing of it is markup", (await tab.locator("img, script").count()) === 1);
  await close();
}

// Print layout.
step("paper");
for (const page of [pages.one, pages.real, pages.folded]) {
  const { tab, close } = await open(page);
  const file = join(pictures ?? work, `${page.name}.pdf`);
  const pdf = await tab.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true });
  writeFileSync(file, pdf);
  check(`${page.name} can be printed`, pdf.subarray(0, 5).toString() === "%PDF-" && pdf.length > 10_000);
  if (spawnSync("pdftotext", ["-v"]).error === undefined) {
    const text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8", maxBuffer: 1 << 28 });
    const expected = page === pages.one ? 1 : page === pages.real ? real : few;
    const detail = text.split(/What decides$/m).length - 1;
    if (page === pages.real) {
      const heads = text.split("\f").slice(0, 2).filter((one) => /^\s*Programme\s+Verdict\s+Label/m.test(one)).length;
      check("the heads of columns are repeated", heads === 2, String(heads));
    }
    check(`${page.name} is printed unfolded`, detail >= expected, `${detail} of ${expected}`);
    if (pictures) execFileSync("pdftoppm", ["-r", "60", "-l", "6", "-png", file, join(pictures, `${page.name}-print`)]);
  }
  check(`${page.name} is as it was after printing`, (await tab.locator("#matrix thead button").count()) === (await tab.locator("#matrix thead th").count()));
  await close();
}

await browser.close();
const size = (page) => `${(statSync(page.file).size / 1e6).toFixed(2)} MB`;
if (!pictures) rmSync(work, { recursive: true });
console.log(`browser: ${passed} checks passed, ${failures.length} failed; a page for ${real} programmes and for ${many} is written`
  + (pictures ? ` (${size(pages.real)}, ${size(pages.portfolio)}; ${work})` : ""));
process.exit(failures.length === 0 ? 0 : 1);
