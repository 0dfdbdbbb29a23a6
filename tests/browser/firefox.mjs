// Uses the browser page in headless Firefox: node firefox.mjs PROGRAM PAGE
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { firefox } from "playwright-core";

const root = resolve(fileURLToPath(new URL(".", import.meta.url)), "../..");
const [program, page] = process.argv.slice(2, 4).map((path) => resolve(path));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let passed = 0;
let failed = 0;
const check = (what, holds, detail = "") => {
  if (holds) passed += 1;
  else {
    failed += 1;
    console.log(`FAILED in Firefox: ${what}${detail && `: ${detail}`}`);
  }
};

const browser = await firefox.launch({ channel: "moz-firefox", executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr", downloadsPath: tmpdir() });
const tab = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
// On a busy machine everything takes long.
tab.setDefaultTimeout(240_000);
tab.on("pageerror", (error) => check("the page has no error", false, error.message));
await tab.goto(pathToFileURL(page).href);
await tab.waitForFunction(() => document.documentElement.dataset.ready);
console.log(`firefox: ready after ${await tab.evaluate(() => document.documentElement.dataset.ready)} ms`);
// Outside the repository, so that paths begin with the name of the file.
const folder = mkdtempSync(join(tmpdir(), "mentorcheck-firefox-"));
cpSync(join(root, "fixtures/real"), folder, { recursive: true });
for (const name of ["duo-for-a-job.yaml", "hostnation.yaml", "luckan-fika.yaml"]) {
  const text = readFileSync(join(folder, name), "utf8");
  const found = await tab.evaluate(([name, text]) => mentorcheckPage.call("report", name, new TextEncoder().encode(text)), [name, text]);
  const { stdout } = spawnSync(program, ["check", "--format", "json", name], { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 });
  check(`${name} is judged as by the program`, found === stdout, `${found.length} and ${stdout.length}`);
}
await tab.getByRole("link", { name: "Describe a programme" }).click();
await tab.waitForSelector("main.view-question");
await tab.locator("main textarea").first().fill("Written in Firefox");
check("the verdict follows", (await tab.locator(".panel .lead").textContent()).startsWith("Written in Firefox"));
await tab.locator("header input[type=file]").setInputFiles(join(root, "fixtures/real/luckan-fika.yaml"));
await tab.waitForSelector("main.view-result");
await tab.evaluate(axe);
const found = await tab.evaluate(async () => (await globalThis.axe.run(document)).violations.map(({ id, nodes }) => `${id}: ${nodes[0].target}`));
check("the result is accessible", found.length === 0, found.join());
await tab.evaluate(() => {
  location.hash = "#/portfolio";
});
await tab.locator("main input[type=file]").first().setInputFiles(["duo-for-a-job", "hostnation"].map((name) => join(root, `fixtures/real/${name}.yaml`)));
await tab.waitForFunction(() => document.querySelectorAll("main tbody tr").length === 2);
passed += 1;
await browser.close();
console.log(`firefox: ${passed} checks passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
