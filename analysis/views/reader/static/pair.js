/* Two texts side by side: two pages of the reader in frames, with the same switches, and shared passages linked. */
"use strict";
(() => {
  const { texts } = window.sameStory;
  const asked = new URLSearchParams(location.search);
  const marks = location.hash.slice(1).split("&");
  const numberOf = (name, otherwise) => {
    const found = texts.findIndex(([file]) => file === `${name}.html`);
    return found < 0 ? Math.min(otherwise, texts.length - 1) : found;
  };
  const panes = ["a", "b"].map((side, i) => {
    const frame = document.createElement("iframe");
    const select = document.createElement("select");
    select.append(...texts.map(([, title, group, lang], number) => Object.assign(new Option(`${title} (${group})`, number), { lang, dir: "auto" })));
    select.setAttribute("aria-label", i ? "Text on the right" : "Text on the left");
    const pane = document.createElement("section");
    pane.setAttribute("aria-label", i ? "Right" : "Left");
    pane.append(select, frame);
    document.getElementById("panes").append(pane);
    return { side, frame, select, shown: -1 };
  });
  function open(pane, number, hash = "") {
    pane.shown = number;
    pane.select.value = number;
    pane.frame.title = texts[number][1];
    pane.frame.src = `${encodeURIComponent(texts[number][0])}${hash ? `#${hash}` : ""}`;
    const names = panes.map((one) => `${one.side}=${encodeURIComponent(texts[Math.max(0, one.shown)][0].replace(/\.html$/, ""))}`);
    try { history.replaceState(null, "", `?${names.join("&")}`); } catch { /* some browsers forbid it for a file */ }
  }
  // Where no text is asked for on the right, the first of another group than that on the left.
  const beside = () => Math.max(1, texts.findIndex(([, , group]) => group !== texts[panes[0].shown][2]));
  panes.forEach((pane, i) => {
    open(pane, numberOf(asked.get(pane.side), i && beside()), /^\d+-\d+$/.test(marks[i] || "") ? marks[i] : "");
    pane.select.addEventListener("change", () => open(pane, Number(pane.select.value)));
  });
  let switches = null;
  window.addEventListener("message", (event) => {
    const from = panes.findIndex((pane) => pane.frame.contentWindow === event.source);
    if (from < 0 || !event.data) return;
    const other = panes[1 - from];
    const { sameStory, file, start, end, on } = event.data;
    if (sameStory === "switches") {
      switches = on;
      other.frame.contentWindow.postMessage({ sameStory, on }, "*");
    } else if (sameStory === "ready" && switches) {
      event.source.postMessage({ sameStory: "switches", on: switches }, "*");
    } else if (sameStory === "open" && Number.isInteger(start) && Number.isInteger(end)) {
      const number = texts.findIndex(([name]) => name === file);
      if (number === other.shown) other.frame.contentWindow.postMessage({ sameStory: "show", start, end }, "*");
      else if (number >= 0) open(other, number, `${start}-${end}`);
    }
  });
})();
