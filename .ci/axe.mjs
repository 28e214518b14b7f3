// Look at every page of a site in Chromium, from its file: `node .ci/axe.mjs SITE [PAGE…]`, where axe-core and
// playwright-core are installed (NODE_MODULES names their folder) and a Chromium is at CHROMIUM. Each page is
// - given to axe-core, with all that folds unfolded and the first mark or term chosen: at 1280 and at 360 px, in the
//   light and, where only colours differ, in the dark; at 360 px what is pressed must be large enough for a finger;
// - measured at 1280 px, at that and 200 % zoom (640 px), at 360 px and in print: nothing is wider than the page;
// - walked through with the key Tab, at 1280 px and at 200 % zoom: each stop in its order, in sight and marked;
// - asked for a text equivalent of every picture and plot, and for a policy without eval;
// - opened without JavaScript: its text is still there, or it says what is missing;
// - listened to: no error is said, no policy is broken, and nobody outside is asked for anything.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import * as inPage from "../tests/in_page.mjs";

const require = createRequire(join(resolve(process.env.NODE_MODULES ?? "node_modules"), "from-here.js"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf-8");
const [site, ...only] = process.argv.slice(2);
const pages = readdirSync(site, { recursive: true }).filter((name) => name.endsWith(".html")).sort();
const asked = only.length ? pages.filter((name) => only.includes(name)) : pages;

const every = { resultTypes: ["violations"], preload: false }; // to read a style sheet once more is against the policy
const colours = { ...every, runOnly: ["color-contrast"] };
const touched = { ...every, rules: { "target-size": { enabled: true } } };
const looks = [[1280, "light", every], [1280, "dark", colours], [640, "light", null], [360, "light", touched], [360, "dark", colours]];
const MOST_STOPS = 150; // of the key Tab; the further rows of long lists of links are like the first
const MOST_IN_FRAMES = 500; // stops on the way through the frames of a page, which may still be filling
const PAUSES = [0, 40]; // ms after each: what goes wrong at a speed at which nobody presses is tried again as a person would
const KEPT = 0.95; // of what a page says: some controls are there for scripts alone

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND"], // whoever is asked for is not found
});
let found = 0;
let outside = 0;

function say(where, what, lines) {
  if (!lines.length) return;
  found += lines.length;
  console.log(`${where}: ${what} (${lines.length})\n    ${[...new Set(lines)].slice(0, 5).join("\n    ")}`);
}

async function newPage(options) {
  const page = await (await browser.newContext(options)).newPage();
  const heard = [];
  page.on("pageerror", (error) => heard.push(String(error)));
  page.on("console", (line) => { if (line.type() === "error") heard.push(line.text()); });
  page.on("request", (request) => {
    if (/^(file|data|blob|about):/.test(request.url())) return;
    outside += 1;
    heard.push(`asks for ${request.url()}`);
  });
  return [page, heard];
}

async function violations(page, rules) {
  const lines = [];
  for (const frame of page.frames()) {
    await frame.evaluate(axe);
    const got = await frame.evaluate((rules) => window.axe.run(rules), rules);
    lines.push(...got.violations.map(({ id, help, nodes }) => `${id} (${nodes.length}): ${help}: ${nodes[0].target} ${nodes[0].html.slice(0, 200)}`));
  }
  return lines;
}

async function walk(page, pause) {
  const stops = await page.evaluate(inPage.watch);
  const most = Math.min(stops, MOST_STOPS);
  const press = async () => { await page.keyboard.press("Tab"); await page.waitForTimeout(pause); };
  for (let i = 0; i < most; i += 1) await press();
  for (let i = 0; i < MOST_IN_FRAMES && page.frames().length > 1 && await page.evaluate(inPage.reached) < most; i += 1) await press();
  return page.evaluate(inPage.walked, most);
}

async function look(names) {
  const [page, heard] = await newPage({ reducedMotion: "reduce" });
  const [bare] = await newPage({ javaScriptEnabled: false });
  for (let name = names.shift(); name; name = names.shift()) {
    const url = pathToFileURL(resolve(site, name)).href;
    for (const width of [1280, 640]) {
      await page.setViewportSize({ width, height: width * 0.75 });
      let wrong = [];
      for (const pause of PAUSES) {
        await page.goto(url);
        await page.evaluate(inPage.still);
        wrong = await walk(page, pause);
        if (!wrong.length) break;
      }
      say(`${name}, ${width} px`, "by the key Tab", wrong);
    }
    await page.goto(url);
    await page.evaluate(inPage.still);
    const told = await page.evaluate(inPage.shownText);
    say(name, "policy", await page.evaluate(inPage.unsafe));
    await page.evaluate(inPage.unfold);
    await page.evaluate(inPage.choose);
    for (const [width, colorScheme, rules] of looks) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.waitForTimeout(50);
      const where = `${name}, ${width} px, ${colorScheme}`;
      say(where, "scrolls sideways", await page.evaluate(inPage.tooWide));
      if (rules === touched) await page.evaluate(inPage.unstick);
      if (rules) say(where, "axe", await violations(page, rules));
    }
    say(name, "pictures without words", await page.evaluate(inPage.wordless));
    await page.setViewportSize({ width: 680, height: 900 }); // of a sheet of paper, within its margins
    await page.emulateMedia({ media: "print", colorScheme: "light" });
    say(`${name}, in print`, "cut off", await page.evaluate(inPage.tooWide));
    const printed = await page.evaluate(inPage.shownText);
    if (printed.length < KEPT * told.length) say(`${name}, in print`, "text is missing", [`${printed.length} of ${told.length} characters`]);
    await page.emulateMedia({ media: "screen" });
    await bare.goto(url);
    const kept = await bare.evaluate(inPage.shownText);
    const warned = await bare.locator("noscript").first().isVisible();
    if (kept.length < KEPT * told.length && !warned) say(`${name}, without JavaScript`, "text is missing", [`${kept.length} of ${told.length} characters`]);
    say(name, "said or asked", heard.splice(0));
    console.log(`${name}: looked at after ${Math.round(performance.now() / 1000)} s`);
  }
}

const size = (name) => statSync(join(site, name)).size;
const waiting = [...asked].sort((a, b) => size(b) - size(a)); // the longest first, so that both are done at about the same time
await Promise.all([look(waiting), look(waiting)]);
await browser.close();
console.log(`${site}: ${asked.length} pages, ${outside} outside requests, ${found} things wrong`);
process.exit(found || !asked.length ? 1 : 0);
