// Takes the pictures of docs/ in Chromium: pictures.mjs FOLDER_OF_REPORTS FOLDER, or --side-by-side PICTURE… PICTURE.
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const [first, ...others] = process.argv.slice(2);
if (first === "--side-by-side") {
  const output = others.pop();
  const image = (file) => `<img src="data:image/png;base64,${readFileSync(file).toString("base64")}">`;
  const page = await browser.newPage({ viewport: { width: 1200, height: 600 } });
  await page.setContent(`<style>body{margin:8px;display:flex;gap:8px;background:#ccd4d8;width:max-content}img{display:block}</style>${others.map(image).join("")}`);
  await page.locator("body").screenshot({ path: output });
} else {
  const page = await browser.newPage({ viewport: { width: 1100, height: 660 } });
  await page.goto(`file://${first}/report.html`);
  await page.screenshot({ path: `${others[0]}/report.png` });
  await page.goto(`file://${first}/board.html`);
  await page.pdf({ path: `${first}/board.pdf`, preferCSSPageSize: true });
}
await browser.close();
