// Takes the pictures of docs/page: node page-pictures.mjs PAGE FOLDER
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const root = resolve(fileURLToPath(new URL(".", import.meta.url)), "../..");
const [page, folder] = process.argv.slice(2).map((path) => resolve(path));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const tab = await browser.newPage({ viewport: { width: 1180, height: 760 } });
await tab.goto(pathToFileURL(page).href);
await tab.waitForFunction(() => document.documentElement.dataset.ready);
const go = async (hash) => {
  await tab.evaluate((hash) => {
    location.hash = `#/${hash}`;
  }, hash);
  await tab.waitForSelector(`main.view-${hash.split("/")[0]}`);
};
await tab.screenshot({ path: join(folder, "start.png") });
const file = (name) => join(root, "fixtures/real", `${name}.yaml`);
await tab.locator("header input[type=file]").setInputFiles(file("mentoring-fuer-migrantinnen"));
await tab.waitForSelector("main.view-result");
await tab.locator("#notes button").click();
await tab.screenshot({ path: join(folder, "result.png") });
await go("section/relationship");
await tab.locator(".row button").first().click();
await tab.evaluate(() => scrollTo(0, 0));
await tab.screenshot({ path: join(folder, "section.png") });
await go("portfolio");
await tab.locator("main input[type=file]").first().setInputFiles(["acces-speed-mentoring", "bbbs-community", "connect2work", "duo-for-a-job", "etableringslots", "hostnation", "luckan-fika", "oxford-dphil-supervision", "snc-chomage", "start-with-a-friend", "time-together", "uc-work-coach", "wir2-zum-job-hilden", "york-support-staff"].map(file));
await tab.waitForSelector("table[aria-rowcount='15']");
await tab.screenshot({ path: join(folder, "portfolio.png") });
await tab.setViewportSize({ width: 390, height: 760 });
await go("question/10");
await tab.emulateMedia({ colorScheme: "dark" });
await tab.screenshot({ path: join(folder, "question-phone-dark.png") });
await browser.close();
