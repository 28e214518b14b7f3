// Find what axe-core calls a violation on every page of a site: at 1280 and 390 px, in the light and in the dark, with
// all that folds unfolded. `node .ci/axe.mjs SITE [PAGE…]`, where axe-core and playwright-core are installed
// (NODE_MODULES names their folder) and a Chromium is at CHROMIUM.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(join(resolve(process.env.NODE_MODULES ?? "node_modules"), "from-here.js"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf-8");
const [site, ...only] = process.argv.slice(2);
const pages = readdirSync(site, { recursive: true }).filter((name) => name.endsWith(".html")).sort();
const asked = only.length ? pages.filter((name) => only.includes(name)) : pages;
const looks = [1280, 390].flatMap((width) => ["light", "dark"].map((colorScheme) => ({ width, colorScheme })));

const every = { resultTypes: ["violations"] };
const rules = { light: every, dark: { ...every, runOnly: ["color-contrast"] } }; // only colours differ in the dark

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"],
});
let found = 0;

function say(where, rule, n, help, first) {
  found += 1;
  console.log(`${where}: ${rule} (${n}): ${help}\n    ${first}`);
}

async function look(names) {
  const page = await browser.newPage();
  for (let name = names.shift(); name; name = names.shift()) {
    await page.goto(pathToFileURL(resolve(site, name)).href);
    await page.evaluate(axe);
    await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
    for (const { width, colorScheme } of looks) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.waitForTimeout(400); // the sidebars slide, and colours fade
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      const { violations } = await page.evaluate((rules) => window.axe.run(rules), rules[colorScheme]);
      const where = `${name}, ${width} px, ${colorScheme}`;
      if (wide > 0) say(where, "page-scrolls-sideways", 1, `${wide} px too wide`, "");
      for (const { id, help, nodes } of violations) {
        say(where, id, nodes.length, help, `${nodes[0].target} ${nodes[0].html.slice(0, 200)}`);
      }
    }
    console.log(`${name}: looked at after ${Math.round(performance.now() / 1000)} s`);
  }
}

const waiting = [...asked];
await Promise.all([look(waiting), look(waiting)]);
await browser.close();
console.log(`${site}: ${asked.length} pages, ${looks.length} looks at each, ${found} violations`);
process.exit(found || !asked.length ? 1 : 0);
