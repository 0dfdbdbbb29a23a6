// Measures the browser page: node measure.mjs PAGE. Wall time, and the processor time of the page's thread, which other
// programs on the machine do not lengthen.
import { readFileSync, readdirSync, statSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { loadavg } from "node:os";
import { chromium } from "playwright-core";

const root = resolve(fileURLToPath(new URL(".", import.meta.url)), "../..");
const page = resolve(process.argv[2] ?? join(root, "target/page/mentorcheck.html"));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--headless", "--no-sandbox", "--disable-gpu"] });
const context = await browser.newContext();
context.setDefaultTimeout(240_000);
const median = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
const shown = (time) => time.toFixed(1);

const opened = async (hash = "") => {
  const tab = await context.newPage();
  const begin = Date.now();
  await tab.goto(`${pathToFileURL(page).href}${hash}`);
  await tab.waitForFunction(() => document.documentElement.dataset.ready);
  return { tab, wall: Date.now() - begin, ready: Number(await tab.evaluate(() => document.documentElement.dataset.ready)) };
};
const threadTime = async (client) => {
  const { metrics } = await client.send("Performance.getMetrics");
  return 1000 * metrics.find(({ name }) => name === "ThreadTime").value;
};

console.log(`load ${loadavg()[0].toFixed(1)}; page ${(statSync(page).size / 1e6).toFixed(2)} MB`);
const starts = [];
for (let at = 0; at < 5; at += 1) {
  const { tab, ready } = await opened();
  starts.push(ready);
  await tab.close();
}
console.log(`ready after ${median(starts)} ms (median of 5), ${Math.min(...starts)} ms at best`);

const { tab } = await opened();
const client = await context.newCDPSession(tab);
await client.send("Performance.enable", { timeDomain: "threadTicks" });
await tab.locator("header input[type=file]").setInputFiles(join(root, "fixtures/real/duo-for-a-job.yaml"));
await tab.waitForSelector("main.view-result");
await tab.evaluate(() => {
  location.hash = "#/question/10";
});
await tab.waitForSelector("main.view-question");
const walls = [];
const thread = [];
for (let at = 0; at < 200; at += 1) {
  const before = await threadTime(client);
  walls.push(await tab.evaluate((at) => {
    const inputs = [...document.querySelectorAll("main fieldset input")];
    const begin = performance.now();
    inputs[at % inputs.length].click();
    document.querySelector(".panel .lead").getBoundingClientRect();
    return performance.now() - begin;
  }, at));
  thread.push(await threadTime(client) - before);
}
console.log(`answer to verdict: ${shown(median(walls))} ms median, ${shown(Math.max(...walls))} ms worst; processor ${shown(median(thread))} ms median, ${shown(Math.max(...thread))} ms worst (a call of the measurement included)`);

const memory = [await tab.evaluate(() => mentorcheckPage.memory())];
for (let part = 0; part < 10; part += 1) {
  await tab.evaluate(() => {
    const answers = JSON.stringify(mentorcheckPage.state.answers);
    for (let at = 0; at < 1000; at += 1) mentorcheckPage.ask("assess", answers.replace("DUO", `DUO ${at}`));
  });
  memory.push(await tab.evaluate(() => mentorcheckPage.memory()));
}
console.log(`memory of the engine over 10,000 edits: ${memory.map((bytes) => (bytes / 1048576).toFixed(1)).join(" ")} MiB`);
await tab.close();

const folder = mkdtempSync(join(tmpdir(), "mentorcheck-measure-"));
const real = readdirSync(join(root, "fixtures/real"));
const files = Array.from({ length: 1000 }, (_, at) => {
  const path = join(folder, `${at}.yaml`);
  writeFileSync(path, readFileSync(join(root, "fixtures/real", real[at % real.length])));
  return path;
});
const times = [];
for (let at = 0; at < 3; at += 1) {
  const { tab: table } = await opened("#/portfolio");
  await table.evaluate(() => {
    document.querySelector("main input[type=file]").addEventListener("change", () => {
      window.begun = performance.now();
    }, { capture: true });
    new MutationObserver(() => {
      if (document.querySelector("table[aria-rowcount='1001']")) window.ended ??= performance.now();
    }).observe(document.body, { childList: true, subtree: true });
  });
  await table.locator("main input[type=file]").first().setInputFiles(files);
  await table.waitForFunction(() => window.ended);
  times.push(await table.evaluate(() => window.ended - window.begun));
  await table.close();
}
console.log(`1,000 descriptions judged and drawn: ${times.map((time) => Math.round(time)).join(", ")} ms`);
await browser.close();
