// Opens the browser page from disk in headless Chromium and uses it as people would.
// node page.mjs PROGRAM PAGE APPLICANT_PAGE [FOLDER FOR PICTURES]
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { HOSTILE } from "./pages.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = resolve(here, "../..");
const [program, page, applicant] = process.argv.slice(2, 5).map((path) => resolve(path));
const pictures = process.argv[5] && resolve(process.argv[5]);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const work = mkdtempSync(join(tmpdir(), "mentorcheck-page-"));
if (pictures) mkdirSync(pictures, { recursive: true });

// For trials: PARTS=real,markup runs these alone.
const parts = process.env.PARTS?.split(",");
const part = async (name, run) => {
  if (!parts || parts.includes(name)) await run();
};

let passed = 0;
const failures = [];
const check = (what, holds, detail = "") => {
  if (holds) {
    passed += 1;
  } else {
    failures.push(what);
    console.log(`FAILED ${what}${detail && `: ${detail}`}`);
  }
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

/** Opens the page in a fresh profile. A request, a console message or a dialogue is a failure. */
const open = async ({ file = page, hash = "", ...options } = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", acceptDownloads: true, ...options });
  // On a busy machine everything takes long; what never happens is a failure all the same.
  context.setDefaultTimeout(240_000);
  const tab = await context.newPage();
  const url = pathToFileURL(file).href;
  const asked = [];
  tab.on("request", (request) => request.url().split("#")[0] !== url && !/^(blob|data):/.test(request.url()) && asked.push(request.url()));
  tab.on("console", (message) => ["error", "warning"].includes(message.type()) && check("the page is silent", false, message.text()));
  tab.on("pageerror", (error) => check("the page has no error", false, `${error.message} ${error.stack}`));
  tab.on("dialog", (dialog) => {
    check("nothing of a file's runs", false, dialog.message());
    return dialog.dismiss();
  });
  await tab.goto(`${url}${hash}`);
  await tab.waitForFunction(() => document.documentElement.dataset.ready);
  return { tab, close: async () => {
    check("no request leaves the page", asked.length === 0, asked.join());
    await context.close();
  } };
};

const go = async (tab, hash) => {
  await tab.evaluate((hash) => {
    location.hash = `#/${hash}`;
  }, hash);
  await tab.waitForFunction((name) => document.getElementById("main").className === `view-${name}`, hash.split("/")[0]);
};

const openFile = async (tab, path, content) => {
  const files = content === undefined ? path : { name: path, mimeType: "application/octet-stream", buffer: Buffer.from(content) };
  await tab.locator("header input[type=file]").setInputFiles(files);
};

const saved = async (tab, name) => {
  const [download] = await Promise.all([tab.waitForEvent("download"), tab.getByRole("button", { name, exact: true }).click()]);
  const path = join(work, download.suggestedFilename());
  await download.saveAs(path);
  return path;
};

const report = (path, cwd = work) => {
  const { stdout } = spawnSync(program, ["check", "--format", "json", path], { cwd, encoding: "utf8", maxBuffer: 1 << 28 });
  return stdout;
};

const real = readdirSync(join(root, "fixtures/real")).filter((name) => name.endsWith(".yaml"));
cpSync(join(root, "fixtures/real"), join(work, "real"), { recursive: true });

// The judgement of every real programme is that of the program, byte for byte.
await part("real", async () => {
  const { tab, close } = await open();
  for (const name of real) {
    const text = readFileSync(join(work, "real", name), "utf8");
    const found = await tab.evaluate(([name, text]) => mentorcheckPage.call("report", name, new TextEncoder().encode(text)), [name, text]);
    const expected = report(name, join(work, "real"));
    check(`${name} is judged as by the program`, found === expected, `${found.length} and ${expected.length} characters`);
  }
  await close();
});

// Malformed and hostile files: an answer as the program's, and the page goes on.
await part("malformed", async () => {
  const { tab, close } = await open();
  const folder = join(work, "malformed");
  cpSync(join(root, "fixtures/malformed"), folder, { recursive: true });
  for (const name of readdirSync(folder).filter((name) => statSync(join(folder, name)).isFile())) {
    const bytes = [...readFileSync(join(folder, name))];
    const found = await tab.evaluate(([name, bytes]) => mentorcheckPage.call("report", name, new Uint8Array(bytes)), [name, bytes]);
    check(`${name} is reported as by the program`, found === report(name, folder));
  }
  const bombs = {
    "deep.yaml": `a: ${"[".repeat(200_000)}`,
    "deep.json": `{"a":${"[".repeat(200_000)}`,
    "aliases.yaml": `a: &a [x]\n${Array.from({ length: 30 }, (_, at) => `${"bcdefghijklmnopqrstuvwxyz".charAt(at % 25)}${at}: &n${at} [${"*a, ".repeat(20)}]`).join("\n")}`,
    "signs.yaml": `programme: {name: A, summary: "${" #".repeat(200_000)}"}`,
    "wide.yaml": `programme:\n${Array.from({ length: 60_000 }, (_, at) => `  k${at}: 1`).join("\n")}`,
    "many.yaml": "programme: {name: A}\n---\n".repeat(1_500),
    "zip.xlsx": "PK\u0003\u0004",
    "nul.yaml": "\0".repeat(1000),
  };
  for (const [name, text] of Object.entries(bombs)) {
    const result = await tab.evaluate(([name, text]) => {
      const begin = performance.now();
      try {
        mentorcheckPage.ask("open", name, new TextEncoder().encode(text));
        return { time: performance.now() - begin };
      } catch (error) {
        return { time: performance.now() - begin, code: error.code ?? String(error) };
      }
    }, [name, text]);
    check(`${name} does not end the engine`, result.code !== "failed", JSON.stringify(result));
  }
  // An instance that fails is replaced, and people are informed.
  const failed = await tab.evaluate(() => {
    try {
      // No memory holds a file as long as this one says it is, so the engine traps.
      mentorcheckPage.call("open", "a.yaml", { length: 2 ** 31 + 16 });
      return "nothing";
    } catch (error) {
      return `${error.code} ${error.message}`;
    }
  });
  check("a failure is recognised", failed.startsWith("failed RuntimeError"), failed);
  check("a failure is said", await tab.locator("#notes .message").isVisible());
  check("and the page goes on", (await tab.evaluate(() => mentorcheckPage.ask("content").questionnaire.sections.length)) > 0);
  await close();
});

// Every hostile file of the program's table: what the table says is found, and the engine holds.
await part("hostile", async () => {
  const { tab, close } = await open();
  const folder = join(work, "hostile");
  execFileSync("python3", [join(root, "fixtures/hostile/generate.py"), folder]);
  const table = readFileSync(join(root, "fixtures/hostile/table.yaml"), "utf8");
  const cases = [...table.matchAll(/^- \{case: ([^,]+), (?!run:)(.*)\}$/gm)].map(([, name, rest]) => ({ name, finds: rest.match(/finds: \[([^\]]*)\]/)?.[1].split(", ").filter(Boolean) }));
  // Pipes, devices and folders cannot be chosen in a browser.
  const files = cases.filter(({ name }) => lstatSync(join(folder, name), { throwIfNoEntry: false })?.isFile());
  check("the table has hostile files", files.length > 100, String(files.length));
  await tab.evaluate(() => document.body.append(Object.assign(document.createElement("input"), { type: "file", id: "tested" })));
  for (const { name, finds } of files) {
    await tab.locator("#tested").setInputFiles(join(folder, name));
    const found = await tab.evaluate(async (codes) => {
      const [file] = document.getElementById("tested").files;
      const bytes = new Uint8Array(await file.arrayBuffer());
      try {
        mentorcheckPage.ask("open", file.name, bytes);
        const report = mentorcheckPage.call("report", file.name, bytes);
        const areas = codes?.length === 0 ? ["source/", "schema/"].filter((area) => report.includes(`"${area}`)) : [];
        return { missing: (codes ?? []).filter((code) => !report.includes(`"${code}"`)), areas };
      } catch (error) {
        return { missing: [`${error.code ?? ""} ${error.message}`], areas: [] };
      }
    }, finds);
    check(`${name} is reported as the table says`, found.missing.length + found.areas.length === 0, JSON.stringify(found).slice(0, 300));
  }
  await close();
});

// Fill in a whole form by keyboard, reload in the middle, save, and have the program judge the file.
await part("keyboard", async () => {
  const { tab, close } = await open();
  const count = await tab.evaluate(() => mentorcheckPage.state.questions.length);
  const box = tab.getByLabel(/Keep my answers/);
  await box.focus();
  await tab.keyboard.press("Space");
  await tab.getByRole("link", { name: "Describe a programme" }).focus();
  await tab.keyboard.press("Enter");
  await tab.waitForSelector("main.view-question");
  for (let at = 0; at < count; at += 1) {
    const control = tab.locator("main fieldset").locator("input:enabled, textarea").first();
    await control.focus();
    const type = (await control.getAttribute("type")) ?? "text";
    if (type === "text") await tab.keyboard.type(at === 0 ? "Programme by keyboard" : "x");
    else await tab.keyboard.press("Space");
    if (at === Math.floor(count / 2)) {
      const before = await tab.evaluate(() => JSON.stringify(mentorcheckPage.state.answers));
      await tab.reload();
      await tab.waitForFunction(() => document.documentElement.dataset.ready);
      await go(tab, "start");
      await tab.getByRole("button", { name: "Continue" }).click();
      check("nothing is lost on reload", (await tab.evaluate(() => JSON.stringify(mentorcheckPage.state.answers))) === before);
      await go(tab, `question/${await tab.evaluate((at) => mentorcheckPage.state.questions[at].number, at)}`);
    }
    await tab.locator("main .actions button.primary").focus();
    await tab.keyboard.press("Enter");
    // An entry that cannot be understood is shown first.
    if ((await tab.locator("main .problems p").count()) > 0) await tab.keyboard.press("Enter");
    if (at < count - 1) await tab.waitForFunction((at) => location.hash === `#/question/${mentorcheckPage.state.questions[at + 1].number}`, at);
  }
  await tab.waitForSelector("main.view-result");
  const answered = await tab.evaluate(() => Object.keys(mentorcheckPage.state.answers.fields).length);
  check("every question is answered by keyboard", answered === count, `${answered} of ${count}`);
  const sentence = await tab.locator("h1").textContent();
  await go(tab, "check");
  for (const name of ["Save as a description (.yaml)", "Save as .json", "Save as an Excel form"]) {
    const path = await saved(tab, name);
    const { programmes } = JSON.parse(report(path));
    check(`the program reads what “${name}” gives`, programmes[0].verdict.sentence.startsWith(sentence), `${programmes[0].verdict.sentence} and ${sentence}`);
  }
  // Undo goes back step by step; deleting forgets.
  await tab.getByRole("button", { name: "Undo" }).click();
  check("undo takes one answer back", (await tab.evaluate(() => Object.keys(mentorcheckPage.state.answers.fields).length)) === count - 1);
  await go(tab, "start");
  await tab.getByLabel(/Keep my answers/).uncheck();
  check("what was kept can be deleted", (await tab.evaluate(() => localStorage.length)) === 0);
  await close();
});

// Markup in every text, from the keyboard and from a file, is text.
await part("markup", async () => {
  const { tab, close } = await open();
  const made = await tab.evaluate((hostile) => {
    const answers = { fields: {}, evidence: [] };
    for (const { field, kind } of mentorcheckPage.state.questions) {
      if (kind.startsWith("text")) answers.fields[field] = { values: [hostile] };
      else answers.fields[field] = { not_understood: [hostile] };
      answers.evidence.push({ field, document: hostile, place: hostile, words: hostile });
    }
    return new TextDecoder().decode(mentorcheckPage.call("write", JSON.stringify(answers), "yaml"));
  }, `${HOSTILE}<img src=x onerror=alert(1)><script>alert(2)</script>`);
  await openFile(tab, "<img src=x onerror=alert(3)>.yaml", made);
  await tab.waitForSelector("main.view-result, #notes .note");
  for (const view of ["result", "check", "all", "start", "portfolio", "compare"]) {
    await go(tab, view);
    check(`nothing in ${view} is markup`, (await tab.locator("main img, main script, #notes img, header img").count()) === 0);
  }
  await go(tab, "portfolio");
  await tab.locator("main input[type=file]").first().setInputFiles({ name: "a<b>.yaml", mimeType: "text/plain", buffer: Buffer.from(made) });
  await tab.waitForSelector("main tbody tr");
  check("nothing in the table is markup", (await tab.locator("main img, main script").count()) === 0);
  await close();
});

// Try-outs leave the answers as they are.
await part("tries", async () => {
  const { tab, close } = await open();
  await openFile(tab, join(root, "fixtures/real/hostnation.yaml"));
  await tab.waitForSelector("main.view-result");
  const before = await tab.evaluate(() => JSON.stringify(mentorcheckPage.state.answers));
  await openFile(tab, join(root, "fixtures/real/connect2work.yaml"));
  await tab.waitForFunction(() => document.querySelector("h1")?.textContent.startsWith("Connect2work"));
  const own = await tab.evaluate(() => JSON.stringify(mentorcheckPage.state.answers));
  const first = tab.locator("button.try").first();
  await first.click();
  check("a supposition is said", (await tab.locator(".try-strip").isVisible()) && (await tab.locator("button.try[aria-pressed=true]").count()) === 1);
  check("the answers are unchanged", (await tab.evaluate(() => JSON.stringify(mentorcheckPage.state.answers))) === own);
  await tab.getByRole("button", { name: "Keep this answer" }).click();
  check("a supposition can be kept", (await tab.evaluate(() => JSON.stringify(mentorcheckPage.state.answers))) !== own);
  await tab.getByRole("button", { name: "Undo" }).click();
  await tab.getByRole("button", { name: "Undo" }).click();
  check("opening a file can be undone", (await tab.evaluate(() => JSON.stringify(mentorcheckPage.state.answers))) === before);
  await close();
});

/** Answers the question that is shown as a description does. */
const answer = async (tab, question, stated) => {
  for (const [at, value] of (stated?.values ?? []).entries()) {
    const label = question.answers.find(({ name }) => name === value)?.label;
    if (label) {
      await tab.locator("main fieldset label", { has: tab.getByText(label, { exact: true }) }).first().click();
    } else {
      if (at > 0) await tab.getByRole("button", { name: "Add another", exact: true }).click();
      await tab.locator("main fieldset textarea").nth(at).fill(value);
    }
  }
  check(`question ${question.number} has no complaint`, (await tab.locator("main .problems p").count()) === 0);
};

// A stranger describes a real programme from its public facts and gets the fixture's verdict: one question after the
// other, or only those that decide.
await part("walk", async () => {
  const [expected] = JSON.parse(report("duo-for-a-job.yaml", join(work, "real"))).programmes;
  const text = readFileSync(join(root, "fixtures/real/duo-for-a-job.yaml"), "utf8");
  for (const way of ["Describe a programme", "Answer the questions that decide it"]) {
    const { tab, close } = await open();
    const { answers } = await tab.evaluate(([name, text]) => mentorcheckPage.ask("open", name, new TextEncoder().encode(text)).documents[0], ["duo.yaml", text]);
    const questions = await tab.evaluate(() => mentorcheckPage.state.questions);
    check(`nothing is judged before the first answer (${way})`, await tab.evaluate(() => Object.keys(mentorcheckPage.state.answers.fields).length === 0));
    await tab.getByRole("link", { name: way }).or(tab.getByRole("button", { name: way })).click();
    let asked = 0;
    await tab.waitForSelector("main.view-question, main.view-next");
    while (!(await tab.evaluate(() => location.hash.startsWith("#/result")))) {
      const number = await tab.evaluate(() => Number(location.hash.split("/")[2]));
      const question = questions.find((one) => one.number === number);
      await tab.waitForFunction((title) => document.querySelector("main h1")?.textContent === title, question.question);
      await answer(tab, question, answers.fields[question.field]);
      asked += 1;
      if (pictures && asked % 6 === 1) await tab.screenshot({ path: join(pictures, `walk-${way.slice(0, 6).toLowerCase()}-${question.number}.png`) });
      await tab.locator("main .actions button.primary").click();
      await tab.waitForFunction((number) => location.hash.startsWith("#/result") || Number(location.hash.split("/")[2]) !== number, number);
    }
    await tab.waitForSelector("main.view-result");
    if (pictures) await tab.screenshot({ path: join(pictures, `walk-${way.slice(0, 6).toLowerCase()}-result.png`) });
    const all = way === "Describe a programme";
    const lead = await tab.locator("h1").textContent();
    check("the stranger gets the fixture's verdict", expected.verdict.sentence.startsWith(lead), lead);
    const blocks = await tab.evaluate(() => mentorcheckPage.state.result.blocks.map(({ id, answer }) => `${id} ${answer}`).join());
    check(`and its blocks (${way})`, blocks === expected.blocks.map(({ id, answer }) => `${id} ${answer}`).join(), blocks);
    check(`${way} asks what it says`, all ? asked === questions.length : asked < questions.length / 2, String(asked));
    if (pictures) console.log(`${way}: ${asked} questions`);
    await close();
  }
});

// The short way leads to the verdict of the whole description, and says truly how many questions it has at most.
await part("short", async () => {
  const { tab, close } = await open();
  for (const name of real) {
    const found = await tab.evaluate(([name, text]) => {
      const { answers } = mentorcheckPage.ask("open", name, new TextEncoder().encode(text)).documents[0];
      const given = { fields: {}, evidence: [] };
      const asked = new Set();
      const lengths = [];
      let result = mentorcheckPage.ask("assess", JSON.stringify(given));
      for (;;) {
        const left = result.questions.map(({ field }) => field).filter((field) => !asked.has(field));
        lengths.push(left.length + asked.size);
        if (left.length === 0) return { lengths, kind: result.kind, standing: result.standing, whole: mentorcheckPage.ask("assess", JSON.stringify(answers)) };
        asked.add(left[0]);
        if (answers.fields[left[0]]) given.fields[left[0]] = answers.fields[left[0]];
        result = mentorcheckPage.ask("assess", JSON.stringify(given));
      }
    }, [name, readFileSync(join(work, "real", name), "utf8")]);
    check(`the short way for ${name} ends at its verdict`, found.kind === found.whole.kind && found.standing === found.whole.standing, JSON.stringify({ ...found, whole: undefined }));
    check(`and never becomes longer (${name})`, found.lengths.every((length) => length <= found.lengths[0]), found.lengths.join());
  }
  await close();
});

// Names as long as they come, with spaces and without, leave room for the rest.
await part("names", async () => {
  const { tab, close } = await open();
  const names = [`Mentoring ${"for newly arrived jobseekers ".repeat(12)}`, `${"Donaudampfschifffahrtsgesellschaft".repeat(6)}`];
  const files = names.map((name, at) => ({ name: `${at}.yaml`, mimeType: "text/plain", buffer: Buffer.from(`programme:\n  name: "${name}"\npurpose:\n  main: work\n`) }));
  for (const file of files) {
    await openFile(tab, file.name, file.buffer);
    await tab.waitForSelector("main.view-result");
    for (const view of ["result", "question/10", "section/purpose", "check", "portfolio", "compare"]) {
      await go(tab, view);
      if (view === "portfolio" && file === files[1]) {
        await tab.locator("main input[type=file]").first().setInputFiles(files);
        await tab.waitForFunction(() => document.querySelectorAll("main tbody tr").length === 2);
        for (const at of [0, 1]) await tab.locator("main tbody input").nth(at).check();
      }
      if (view === "compare" && file === files[1]) {
        await go(tab, "portfolio");
        await tab.getByRole("button", { name: "Compare both" }).click();
        await tab.waitForSelector("main.view-compare .walls");
      }
      for (const width of [1280, 820, 390, 320]) {
        await tab.setViewportSize({ width, height: 800 });
        const found = await tab.evaluate(() => document.documentElement.scrollWidth);
        check(`${view} with a long name fits ${width} px`, found <= width, `${found} px`);
        if (view.startsWith("question") && width === 390) check("the bar leaves room for the question", (await tab.locator(".panel .bar").boundingBox()).height < 130);
      }
      await tab.setViewportSize({ width: 1280, height: 900 });
    }
  }
  await close();
});

// What people write where the file wants something else.
await part("entries", async () => {
  for (const file of [page, applicant]) {
    const { tab, close } = await open({ file });
    // The question that wants codes of countries, found by what it refuses.
    const number = await tab.evaluate(() => {
      const { questions } = mentorcheckPage.state;
      const refuses = ({ field, kind }) => kind === "texts" && mentorcheckPage.ask("assess", JSON.stringify({ fields: { [field]: { values: ["Belgium"] } }, evidence: [] })).problems.some((problem) => problem.field === field);
      return questions.find(refuses).number;
    });
    await go(tab, `question/${number}`);
    await tab.locator("main textarea").first().fill("Belgium\nThe Moon\nFR\nThe Netherlands");
    check("nobody is interrupted while typing", (await tab.locator("main .problems p").count()) === 0);
    await tab.locator("main .actions button.primary").focus();
    check("and then the entry that is wrong is named", (await tab.locator("main .problems p").allTextContents()).join().includes("The Moon"));
    const values = await tab.evaluate((number) => mentorcheckPage.state.answers.fields[mentorcheckPage.state.questions.find((one) => one.number === number).field].values, number);
    check("the name of a country becomes its code, and each line is an entry", values.join() === "BE,The Moon,FR,NL", values.join());
    const address = await tab.evaluate(() => location.hash);
    await tab.keyboard.press("Enter");
    check("the way on leads past it only once it has been shown", (await tab.evaluate(() => location.hash)) === address);
    await tab.keyboard.press("Enter");
    await tab.waitForFunction((address) => location.hash !== address, address);
    await close();
  }
});

const fill = async (tab) => {
  await openFile(tab, join(root, "fixtures/real/luckan-fika.yaml"));
  await tab.waitForSelector("main.view-result, main.view-check");
  await tab.evaluate(() => document.querySelector("#notes").replaceChildren());
};

const accessible = async (tab, name) => {
  await tab.evaluate(axe);
  const found = await tab.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, { resultTypes: ["violations"] });
    return violations.map((one) => `${one.id} (${one.nodes.length}): ${one.nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary}`).join(" | ")}`);
  });
  check(`${name} is accessible`, found.length === 0, found.join("\n  "));
};

// Every view, mode and theme, wide and narrow: no violation, no sideways scroll.
const VIEWS = ["start", "question/10", "next/28", "section/relationship", "all", "check", "result", "portfolio", "compare", "definition"];
const APPLICANT_VIEWS = ["start", "question/10", "section/relationship", "check"];
const THEMES = { light: { colorScheme: "light" }, dark: { colorScheme: "dark" }, "forced colours": { colorScheme: "dark", forcedColors: "active" } };
for (const [theme, emulated] of !parts || parts.includes("views") ? Object.entries(THEMES) : []) {
  for (const [mode, file, views] of [["designer", page, VIEWS], ["applicant", applicant, APPLICANT_VIEWS]]) {
    const { tab, close } = await open({ file, ...emulated });
    for (const state of ["empty", "filled"]) {
      if (state === "filled") await fill(tab);
      for (const view of views) {
        if (state === "empty" && ["check", "definition"].includes(view)) continue;
        await go(tab, view);
        if (state === "filled" && view === "portfolio") {
          await tab.locator("main input[type=file]").first().setInputFiles(real.slice(0, 14).map((name) => join(root, "fixtures/real", name)));
          await tab.waitForFunction(() => document.querySelectorAll("main tbody tr").length === 14);
          await tab.locator("main tbody input").nth(0).check();
          await tab.locator("main tbody input").nth(1).check();
        }
        if (state === "filled" && view === "compare") {
          await go(tab, "portfolio");
          await tab.getByRole("button", { name: "Compare both" }).click();
          await tab.waitForSelector("main.view-compare .walls");
        }
        const name = `${mode} ${view} ${state} ${theme}`;
        if (view !== "all" || state === "empty") await accessible(tab, name);
        if (pictures && state === "filled") await tab.screenshot({ path: join(pictures, `${mode}-${view.replace("/", "-")}-${theme.replace(" ", "-")}.png`), fullPage: !["all", "definition"].includes(view) });
        for (const width of [320, 390]) {
          await tab.setViewportSize({ width, height: 800 });
          const found = await tab.evaluate(() => document.documentElement.scrollWidth);
          check(`${name} fits ${width} px`, found <= width, `${found} px`);
          if (pictures && state === "filled" && width === 390) await tab.screenshot({ path: join(pictures, `${mode}-${view.replace("/", "-")}-${theme.replace(" ", "-")}-390.png`), fullPage: !["all", "definition"].includes(view) });
        }
        await tab.setViewportSize({ width: 1280, height: 900 });
      }
    }
    check(`${mode} ${mode === "applicant" ? "shows no verdict" : "shows the verdict"}`, (await tab.locator(".panel, .wall").count()) === 0 || mode === "designer");
    await close();
  }
}

// The tables are those of the program, byte for byte.
await part("tables", async () => {
  const { tab, close } = await open({ hash: "#/portfolio" });
  const names = [...real].sort();
  await tab.locator("main input[type=file]").first().setInputFiles(names.map((name) => join(work, "real", name)));
  await tab.waitForSelector(`table[aria-rowcount='${names.length + 1}']`);
  for (const [name, format, ...options] of [["Save as CSV", "csv", "--excel"], ["Save as Excel", "xlsx"]]) {
    const expected = join(work, `expected.${format}`);
    spawnSync(program, ["check", "--format", format, ...options, "--output", expected, ...names], { cwd: join(work, "real") });
    check(`${name} gives the program's table`, readFileSync(await saved(tab, name)).equals(readFileSync(expected)));
  }
  await close();
});

// A thousand programmes, sorted, filtered and saved.
await part("thousand", async () => {
  const { tab, close } = await open({ hash: "#/portfolio" });
  const folder = join(work, "thousand");
  mkdirSync(folder);
  const files = Array.from({ length: 1000 }, (_, at) => join(folder, `${at}.yaml`));
  files.forEach((file, at) => cpSync(join(root, "fixtures/real", real[at % real.length]), file));
  await tab.locator("main input[type=file]").first().setInputFiles(files);
  await tab.waitForSelector("table[aria-rowcount='1001']");
  check("a thousand programmes are in the table", (await tab.locator("main [role=status]").first().textContent()).includes("1000"));
  check("only some rows are drawn", (await tab.locator("tbody tr").count()) < 400);
  await tab.getByLabel("Name or file").fill("hostnation");
  const shown = await tab.locator("tbody tr").count();
  check("typing filters", shown > 0 && shown < 40, String(shown));
  await tab.getByRole("button", { name: "Clear filters" }).first().click();
  await tab.locator("th[data-column=verdict] button").click();
  check("a click sorts", (await tab.locator("th[data-column=verdict]").getAttribute("aria-sort")) === "ascending");
  const table = readFileSync(await saved(tab, "Save as CSV"), "utf8");
  check("the table has every programme", table.split("\n").length > 1000);
  await close();
});

// Print: A4, with every reason open or said.
await part("print", async () => {
  const { tab, close } = await open();
  await fill(tab);
  for (const view of ["result", "check"]) {
    await go(tab, view);
    const file = join(work, `${view}.pdf`);
    writeFileSync(file, await tab.pdf({ preferCSSPageSize: true, printBackground: true }));
    check(`${view} can be printed`, statSync(file).size > 10_000);
    if (pictures) execFileSync("pdftoppm", ["-r", "60", "-l", "4", "-png", file, join(pictures, `print-${view}`)]);
  }
  await close();
});

await browser.close();
// Node cannot remove the deepest of the hostile folders.
if (!pictures) execFileSync("rm", ["-rf", work]);
console.log(`page: ${passed} checks passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
