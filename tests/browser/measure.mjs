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
const overall = await browser.newBrowserCDPSession();
/** The processor time of all pages and workers together. */
const processTime = async () => {
  const { processInfo } = await overall.send("SystemInfo.getProcessInfo");
  return 1000 * processInfo.filter(({ type }) => type === "renderer").reduce((sum, { cpuTime }) => sum + cpuTime, 0);
};

// For trials: PARTS=start,answers,memory,portfolio runs these alone.
const wanted = (process.env.PARTS ?? "start,answers,memory,portfolio").split(",");
console.log(`load ${loadavg()[0].toFixed(1)}; page ${(statSync(page).size / 1e6).toFixed(2)} MB`);
const starts = [];
const spent = [];
for (let at = 0; wanted.includes("start") && at < 5; at += 1) {
  const before = await processTime();
  const { tab, ready } = await opened();
  starts.push(ready);
  spent.push(await processTime() - before);
  await tab.close();
}
if (starts.length) console.log(`ready after ${median(starts)} ms (median of 5), ${Math.min(...starts)} ms at best; processor ${shown(median(spent))} ms on all threads`);

const { tab } = await opened();
const client = await context.newCDPSession(tab);
await client.send("Performance.enable", { timeDomain: "threadTicks" });
await tab.locator("header input[type=file]").setInputFiles(join(root, "fixtures/real/duo-for-a-job.yaml"));
await tab.waitForSelector("main.view-result");
await tab.evaluate(() => {
  location.hash = "#/question/10";
});
await tab.waitForSelector("main.view-question");
const before = await threadTime(client);
const CLICKS = wanted.includes("answers") ? 300 : 1;
const walls = await tab.evaluate((count) => Array.from({ length: count }, (_, at) => {
  const inputs = [...document.querySelectorAll("main fieldset input")];
  const begin = performance.now();
  inputs[at % inputs.length].click();
  document.querySelector(".panel .lead").getBoundingClientRect();
  return performance.now() - begin;
}), CLICKS);
console.log(`answer to verdict: ${shown(median(walls))} ms median, ${shown(Math.max(...walls))} ms worst; processor ${shown((await threadTime(client) - before) / CLICKS)} ms on average`);

const memory = [await tab.evaluate(() => mentorcheckPage.memory())];
for (let part = 0; wanted.includes("memory") && part < 10; part += 1) {
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
const threads = [];
const processes = [];
for (let at = 0; wanted.includes("portfolio") && at < 3; at += 1) {
  const { tab: table } = await opened("#/portfolio");
  await table.evaluate(() => {
    document.querySelector("main input[type=file]").addEventListener("change", () => {
      window.begun = performance.now();
    }, { capture: true });
    new MutationObserver(() => {
      if (document.querySelector("table[aria-rowcount='1001']")) window.ended ??= performance.now();
    }).observe(document.body, { childList: true, subtree: true });
  });
  const client = await context.newCDPSession(table);
  await client.send("Performance.enable", { timeDomain: "threadTicks" });
  const before = [await threadTime(client), await processTime()];
  await table.locator("main input[type=file]").first().setInputFiles(files);
  await table.waitForFunction(() => window.ended);
  threads.push(await threadTime(client) - before[0]);
  processes.push(await processTime() - before[1]);
  times.push(await table.evaluate(() => window.ended - window.begun));
  await table.close();
}
if (times.length) console.log(`1,000 descriptions judged and drawn: ${times.map((time) => Math.round(time)).join(", ")} ms; processor ${Math.round(median(processes))} ms, of which ${Math.round(median(threads))} on the thread that draws`);
await browser.close();
