// Takes a picture of a form from question 10 on, the first after those about the programme: picture.mjs FORM PICTURE
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const [form, picture] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 820, height: 700 } });
const broken = [];
page.on("pageerror", (error) => broken.push(String(error)));
await page.setContent(`<!doctype html><html lang="en"><meta charset="utf-8"><style>${readFileSync("form.css", "utf8")}
  body { padding: 0 2rem }</style><body class="enketo"></body></html>`);
await page.addScriptTag({ path: "form.js" });
broken.push(...(await page.evaluate((text) => window.drawForm(text), readFileSync(form, "utf8"))));
if (broken.length > 0) throw new Error(broken.join("\n"));
await page.getByText(/^10\. /).first().evaluate((label) => label.closest(".question").scrollIntoView());
await page.screenshot({ path: picture });
await browser.close();
