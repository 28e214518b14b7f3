// What a page is asked once it is open, in the page itself, by `.ci/axe.mjs` of each page of a site and by tests/browser.py.
// What ends in a list returns what is wrong, as lines.

// Nothing slides or fades; a policy does not keep such a sheet out.
export function still() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("*, *::before, *::after { transition: none !important; animation: none !important; scroll-behavior: auto !important; }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

export function unfold() {
  document.querySelectorAll("details").forEach((one) => { one.open = true; });
}

// The first mark of a text, the first term of the explorer: what is shown of it is looked at too.
export function choose() {
  document.querySelector("#text a[href], #table tbody button")?.click();
}

// What sticks to an edge of the window covers part of what a reader would scroll free.
export function unstick() {
  for (const one of document.querySelectorAll("*")) if (getComputedStyle(one).position === "sticky") one.style.position = "static";
}

export function shownText() {
  return (document.querySelector("main, article, [role=main]") ?? document.body).innerText.replace(/\s+/g, " ").trim();
}

export async function tooWide() {
  for (let i = 0; i < 3; i += 1) await new Promise(requestAnimationFrame); // what follows the width has followed
  const wide = document.documentElement.scrollWidth - window.innerWidth;
  return wide > 0 ? [`${wide} px too wide`] : [];
}

export function unsafe() {
  const policy = document.querySelector("meta[http-equiv='Content-Security-Policy']")?.content;
  if (!policy) return ["no content security policy"];
  return policy.includes("unsafe-eval") ? ["its policy allows eval"] : [];
}

// Every picture, plot and frame says in words what it shows; a sign within a link or a button is told by its words.
export function wordless() {
  const says = (one) => ["alt", "aria-label", "title"].map((name) => one.getAttribute(name) ?? "").join("").trim();
  const told = (one) => one.closest("[aria-hidden=true], a, button, label, summary") || says(one) || one.querySelector(":scope > title")
    || (one.matches("canvas") && one.closest("[aria-label]"));
  const short = [...document.querySelectorAll("figure img")].filter((one) => says(one).length < 20);
  return [...document.querySelectorAll("img, svg, canvas, iframe, video, object")].filter((one) => one.checkVisibility() && !told(one))
    .concat(short).map((one) => one.outerHTML.slice(0, 160));
}

// Note where the key Tab leads, until `walked` is asked: each stop, whether it is in sight and how the browser marks it.
// A box that is drawn by its label is where the label is.
export function watch() {
  const focusable = "a[href], area[href], button, input, select, textarea, summary, [tabindex], [contenteditable]";
  const drawn = (one) => [one, ...(one.labels ?? [])];
  const look = (one) => drawn(one).map((each) => {
    const { outlineStyle, outlineWidth, boxShadow, backgroundColor, borderColor, textDecorationLine } = getComputedStyle(each);
    return [outlineStyle === "none" ? "" : outlineStyle + outlineWidth, boxShadow, backgroundColor, borderColor, textDecorationLine].join();
  }).join();
  const inSight = (one) => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    return right > 0 && bottom > 0 && left < innerWidth && top < innerHeight && right > left && bottom > top;
  };
  const stops = [...document.querySelectorAll(focusable)].filter((one) => one.tabIndex >= 0 && !one.disabled && !one.closest("[inert]")
    && one.checkVisibility({ visibilityProperty: true }) && (one.type !== "radio" || one.checked || !document.querySelector(`[name="${one.name}"]:checked`)));
  const before = new Map(stops.map((one) => [one, look(one)]));
  const walk = [];
  document.addEventListener("focusin", ({ target }) => walk.push([target, drawn(target).some(inSight), look(target) !== before.get(target)]));
  window.sameStoryWalk = { stops, walk };
  return stops.length;
}

export function reached() {
  const { stops, walk } = window.sameStoryWalk;
  return walk.filter(([one]) => stops.includes(one)).length;
}

export function walked(most) {
  const { stops, walk } = window.sameStoryWalk;
  const say = (one) => one.outerHTML.slice(0, 140);
  const reached = walk.map(([one]) => one).filter((one) => stops.includes(one)).slice(0, most);
  const other = reached.findIndex((one, i) => one !== stops[i]);
  return [
    ...(other >= 0 ? [`stop ${other + 1} is not the next one of the page: ${say(reached[other])}, not ${say(stops[other])}`] : []),
    ...(reached.length < most ? [`only ${reached.length} of ${stops.length} stops are reached; next would be ${say(stops[reached.length])}`] : []),
    ...walk.filter(([, seen]) => !seen).map(([one]) => `out of sight when it has the focus: ${say(one)}`),
    ...walk.filter(([, , marked]) => !marked).map(([one]) => `the focus on it is not seen: ${say(one)}`),
  ];
}
