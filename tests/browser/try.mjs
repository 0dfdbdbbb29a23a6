import { chromium } from "playwright-core";
const url = process.argv[2] ?? "file:///tmp/pg/mentorcheck.html";
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--headless","--no-sandbox","--disable-gpu","--disable-quic","--no-first-run"] });
const c = await b.newContext({ viewport: { width: 1280, height: 1000 } });
const p = await c.newPage();
p.on("console", m => console.log("console", m.type(), m.text()));
p.on("pageerror", e => console.log("error", String(e), e.message, e.stack));
const t = Date.now();
await p.goto(url);
await p.waitForFunction(() => document.documentElement.dataset.ready, null, {timeout: 20000}).catch(e => console.log(e.message));
console.log("ready", await p.evaluate(() => document.documentElement.dataset.ready), Date.now()-t);
await p.screenshot({ path: "/tmp/pg/shots/start.png", fullPage: true });
for (const h of ["question/10","section/relationship","all","result","check","definition","portfolio","compare"]) {
  await p.evaluate((h) => { location.hash = "#/" + h; }, h);
  await p.waitForTimeout(300);
  await p.screenshot({ path: `/tmp/pg/shots/${h.replace("/","-")}.png`, fullPage: h !== "all" && h !== "definition" });
}
await b.close();
