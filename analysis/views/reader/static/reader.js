/* The page of one text: switches, a running balance, what a mark says, links by offset, corrections.
   Nothing leaves this machine. */
"use strict";
(() => {
  const carried = document.getElementById("lists"); // in a notebook, where nothing is beside the page and nothing is kept
  const lists = carried ? JSON.parse(carried.textContent) : window.sameStory;
  const own = JSON.parse(document.getElementById("data").textContent);
  const text = document.getElementById("text");
  const panel = document.getElementById("details");
  const framed = !carried && window.self !== window.top;
  const OF_TEXT = { lang: text.querySelector("[lang]").lang, dir: "auto" }; // what is quoted from it
  const SHORT = { author: "author's own", direct: "quoted", indirect: "paraphrase" };
  const VOICE = { author: "author's own voice", direct: "in quotation marks", indirect: "paraphrase" };
  const SURE = { certain: "certain", fairly: "fairly sure", guess: "a guess" };
  const FINISHED = "finished"; // in place of a category: the coder has gone through the whole text
  const MOST_GROUPS = 12;
  const MOST_LISTED = 200; // of a person's own rows

  const { make, count, plural } = window.sameStoryElements;
  const { paragraphs, place, offsetOf, rangeOf, wordsOf, surround } = window.sameStoryOffsets(text);
  const rate = (n, words) => (words ? ((1000 * n) / words).toFixed(1) : "–");

  /* ---- words, whose they are, and what marks them ---- */
  const words = [];
  let before = 0;
  for (const [, letter, gap, size] of own.words.matchAll(/([a-z])|(\d+),(\d+);/g)) {
    const start = before + (letter ? 1 : Number(gap));
    before = start + (letter ? letter.charCodeAt(0) - 96 : Number(size));
    words.push([start, before]);
  }
  const segments = own.segments.map(([start, end, part, voice, speaker, cue]) =>
    ({ start, end, part: lists.parts[part], voice: lists.voices[voice], speaker: speaker || "", cue: cue || "" }));
  const LENGTH = segments.at(-1)?.end ?? 0;
  function segmentAt(offset) {
    let low = 0;
    let high = segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (segments[middle].start <= offset) low = middle;
      else high = middle - 1;
    }
    return segments[low];
  }
  const loadedBy = new Map(lists.categories.map(([name, , loaded]) => [name, loaded]));
  const titleBy = new Map(lists.categories.map(([name, title]) => [name, title]));
  const marks = own.marks.map(([start, end, number, negated], i) => {
    const entry = lists.entries[number];
    return { i, start, end, entry, negated: Boolean(negated), category: entry.category || "",
      loaded: Boolean(loadedBy.get(entry.category)), elements: [], segment: segmentAt(start), rejected: false };
  });
  for (const element of text.querySelectorAll("[data-m]"))
    for (const i of element.dataset.m.split(" ")) marks[Number(i)].elements.push(element);
  const numbersIn = (element) => element.dataset.m.split(" ").map(Number);

  /* ---- corrections: kept on this machine, by corpus ---- */
  const CORRECTED = ["doc_id", "start", "end", "words", "what", "was", "now", "text_sha256"];
  const counted = lists.corrections.map((row) => Object.fromEntries(row.map((value, i) => [CORRECTED[i], value])));
  const corrections = window.sameStoryLedger(
    `same-story corrections ${lists.corpus}`,
    CORRECTED,
    (row) => ["voice", "speaker", "marker"].includes(row.what) && (row.what !== "voice" || row.now in VOICE) && (row.what !== "marker" || row.now === "none"),
    ({ doc_id, start, end, what, was }) => JSON.stringify([doc_id, start, end, what, what === "marker" && was]),
    counted,
  );
  const given = counted.filter((row) => row.doc_id === own.doc); // those that the page was made with: they are in its numbers
  const isGiven = (row) => given.some((one) => CORRECTED.slice(1, 7).every((name) => one[name] === row[name]));
  const coding = window.sameStoryLedger(
    `same-story coding ${lists.corpus}`,
    ["coder", "doc_id", "start", "end", "words", "category", "sure", "text_sha256"],
    (row) => row.category === FINISHED || (titleBy.has(row.category) && row.sure in SURE),
    ({ doc_id, start, end, category }) => JSON.stringify([doc_id, start, end, category]),
  );
  const ofThisText = (row) => row.doc_id === own.doc && row.text_sha256 === own.sha256;
  const mine = () => corrections.rows.filter((row) => ofThisText(row) && !isGiven(row));
  const coded = () => coding.rows.filter((row) => ofThisText(row) && row.category !== FINISHED);
  function correct(start, end, what, was, now) {
    const row = { doc_id: own.doc, start, end, words: wordsOf(start, end), what, was, now, text_sha256: own.sha256 };
    corrections[was === now ? "drop" : "put"](row);
    list.querySelector("details").open = true;
    apply();
  }

  /* What the corrections make of each word and mark; where they overlap, the last one holds, as in the suite. */
  let voices = [];
  function apply() {
    voices = words.map(([start]) => segmentAt(start).voice);
    for (const element of [...text.querySelectorAll(".corrected, .coded")]) element.replaceWith(...element.childNodes);
    paragraphs.forEach((p) => p.normalize());
    for (const mark of marks) mark.rejected = false;
    for (const row of mine()) {
      if (row.what === "marker") {
        for (const mark of marks)
          if (mark.start === row.start && mark.end === row.end && `${mark.category}: ${mark.entry.entry}` === row.was) mark.rejected = true;
        continue;
      }
      if (row.what === "voice") words.forEach(([start, end], i) => { if (start < row.end && end > row.start) voices[i] = row.now; });
    }
    surround(runs());
    refresh();
    listCorrections();
    listCoding();
  }
  const KINDS = ["", "corrected", ...lists.voices.map((voice) => `corrected ${voice}`)];
  function runs() { // [start, end, attributes] of letters that people speak of, each letter once
    const [changed, marked] = [mine().filter(({ what }) => what !== "marker"), coded()];
    if (!changed.length && !marked.length) return [];
    const kinds = new Uint8Array(LENGTH);
    const codes = new Uint8Array(LENGTH);
    for (const { what, start, end } of changed) if (what === "speaker") kinds.fill(1, start, end);
    for (const { what, start, end, now } of changed) if (what === "voice") kinds.fill(2 + lists.voices.indexOf(now), start, end);
    for (const { start, end } of marked) codes.fill(1, start, end);
    const found = [];
    for (let start = 0, at = 1; at <= LENGTH; at += 1) {
      if (at < LENGTH && kinds[at] === kinds[start] && codes[at] === codes[start]) continue;
      if (kinds[start] || codes[start]) found.push([start, at, { class: `${KINDS[kinds[start]]} ${codes[start] ? "coded" : ""}`.trim() }]);
      start = at;
    }
    return found;
  }

  /* ---- switches ---- */
  const controls = document.getElementById("controls");
  const parts = lists.parts.filter((part) => segments.some((one) => one.part === part));
  const categories = lists.categories.filter(([name]) => marks.some((mark) => mark.category === name));
  const on = { voice: new Set(lists.voices), part: new Set(parts.includes("body") ? ["body"] : parts),
    category: new Set(categories.filter(([, , loaded]) => loaded).map(([name]) => name)), show: new Set(["shared"]) };
  const boxes = [];
  function box(kind, name, label, n = "") {
    const input = make("input", { type: "checkbox", onchange: () => {
      on[kind][input.checked ? "add" : "delete"](name);
      refresh();
      tell("switches", { on: Object.fromEntries(Object.entries(on).map(([key, set]) => [key, [...set]])) });
    } });
    input.checked = on[kind].has(name);
    boxes.push([input, kind, name]);
    return make("label", {}, input, make("span", {}, label), n === "" ? null : make("span", { class: "n" }, n));
  }
  const balance = make("div", { id: "balance", "aria-live": "polite" });
  const list = make("div", { id: "corrections" });
  function build() {
    const group = (title, ...children) => make("fieldset", {}, make("legend", {}, title), ...children);
    const number = (name) => count(marks.filter((mark) => mark.category === name).length);
    const boxOf = ([name, title]) => box("category", name, title, number(name));
    const loaded = categories.filter(([, , is]) => is);
    const others = categories.filter(([, , is]) => !is);
    const shown = [];
    if (own.passages.length) shown.push(box("show", "shared", "passages shared with other texts", plural(own.passages.length, "pair")));
    if (marks.some((mark) => !mark.category)) shown.push(box("show", "names", "names of actors"));
    const switches = make("details", {}, make("summary", {}, "Switches"),
      group("Whose words", ...lists.voices.map((voice) => box("voice", voice, VOICE[voice]))),
      group("Parts that are counted", ...parts.map((part) => box("part", part, part))),
      loaded.length ? group("Loaded wording", ...loaded.map(boxOf)) : make("p", { class: "small" }, "No loaded wording of the list occurs in this text."),
      ...(others.length ? [make("details", {}, make("summary", {}, "Other marked wording"), group("Not counted as loaded", ...others.map(boxOf)))] : []),
      ...(shown.length ? [group("Also shown", ...shown)] : []),
    );
    const wide = matchMedia("(min-width: 48.01rem)");
    const fold = () => {
      switches.open = wide.matches && !framed;
      document.querySelector(".key").open = wide.matches; // the text is not far down on a small screen
    };
    fold();
    if (carried) wide.addEventListener("change", fold); // and narrow until it is laid out
    controls.append(balance, switches, list, codes);
  }
  const isOn = (mark) => on.voice.has(mark.segment.voice) && (mark.category ? on.category.has(mark.category) : on.show.has("names"));
  function refresh() {
    for (const voice of lists.voices) text.classList.toggle(`no-${voice}`, !on.voice.has(voice));
    text.classList.toggle("no-shared", !on.show.has("shared"));
    const seen = new Set();
    for (const mark of marks)
      for (const element of mark.elements) {
        if (seen.has(element)) continue;
        seen.add(element);
        const all = numbersIn(element).map((i) => marks[i]).filter(isOn);
        element.className = all.some((one) => one.loaded) ? "m" : all.some((one) => one.category) ? "o" : "n";
        if (all.length && !bare()) element.setAttribute("href", `#${all[0].start}-${all[0].end}`);
        else for (const name of ["href", "tabindex"]) element.removeAttribute(name); // else a mouse cannot select its words
        element.classList.toggle("rejected", all.some((one) => one.rejected));
      }
    rove();
    weigh();
  }
  function weigh() {
    const totals = Object.fromEntries(lists.voices.map((voice) => [voice, { words: 0, loaded: 0 }]));
    words.forEach(([start], i) => { if (on.part.has(segmentAt(start).part)) totals[voices[i]].words += 1; });
    let from = 0;
    for (const mark of [...marks].sort((a, b) => a.start - b.start)) {
      if (!mark.loaded || mark.rejected || !on.category.has(mark.category) || !on.part.has(mark.segment.part)) continue;
      while (from < words.length && words[from][1] <= mark.start) from += 1;
      totals[from < words.length ? voices[from] : mark.segment.voice].loaded += 1;
    }
    const row = (name, { words: n, loaded }, shown = true) => make("tr", shown ? {} : { class: "not" },
      make("th", { scope: "row" }, shown ? name : `${name} (off)`), make("td", {}, count(n)), make("td", {}, count(loaded)), make("td", {}, rate(loaded, n)));
    const sum = { words: 0, loaded: 0 };
    for (const voice of on.voice) { sum.words += totals[voice].words; sum.loaded += totals[voice].loaded; }
    const whole = row("together", sum);
    whole.className = "counted";
    const head = make("tr", {}, ...["voice", "words", "loaded", "per 1,000"].map((name) => make("th", { scope: "col" }, name)));
    balance.hidden = bare();
    balance.replaceChildren(make("table", {}, make("caption", {}, "Loaded words in this text"), make("thead", {}, head),
      make("tbody", {}, ...lists.voices.map((voice) => row(SHORT[voice], totals[voice], on.voice.has(voice))), whole)));
    window.sameStoryBalance = { voices: totals, together: sum };
  }

  /* ---- one stop for all marks on the way through the page; arrows go from one to the next ---- */
  let current = null;
  const bare = () => text.classList.contains("bare"); // while somebody codes
  const stops = () => (bare() ? [] : [...text.querySelectorAll("a[href]")]);
  function rove(element = current) {
    const all = stops();
    current = all.includes(element) ? element : all[0] ?? null;
    all.forEach((one) => { one.tabIndex = one === current ? 0 : -1; });
  }
  text.addEventListener("keydown", (event) => {
    const forwards = getComputedStyle(event.target === text ? cursorParagraph() : event.target).direction === "rtl" ? -1 : 1;
    const step = { ArrowRight: forwards, ArrowLeft: -forwards }[event.key];
    if (event.key === "Escape") return clear();
    if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
    const mark = event.target.closest("a[href]");
    if (mark) {
      const all = stops();
      const next = all[all.indexOf(mark) + step];
      if (next) { rove(next); next.focus(); }
      event.preventDefault();
    } else if (event.target === text && words.length) {
      moveCursor(step, event.shiftKey);
      event.preventDefault();
    }
  });

  /* ---- words chosen by keyboard: arrows go from word to word, with Shift they choose ---- */
  let cursor = null; // [anchor, head]: numbers of words
  const cursorParagraph = () => (words.length ? place(words[cursor ? cursor[1] : 0][0])[0].parentElement : text);
  function moveCursor(step, extend) {
    if (!cursor) cursor = [0, 0];
    else {
      const head = Math.min(words.length - 1, Math.max(0, cursor[1] + step));
      cursor = [extend ? cursor[0] : head, head];
    }
    const [first, last] = [...cursor].sort((a, b) => a - b);
    const range = rangeOf(words[first][0], words[last][1]);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    range.startContainer.parentElement.scrollIntoView({ block: "nearest" });
    describe(words[first][0], words[last][1]);
  }
  function selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return;
    const [a, b] = [offsetOf(range.startContainer, range.startOffset), offsetOf(range.endContainer, range.endOffset)];
    if (a === null || b === null) return;
    const inside = words.filter(([start, end]) => start < b && end > a);
    if (inside.length) describe(inside[0][0], inside[inside.length - 1][1]);
  }
  text.addEventListener("mouseup", () => setTimeout(selected));
  text.addEventListener("touchend", () => setTimeout(selected));
  text.addEventListener("click", (event) => {
    const element = event.target.closest("a[href]");
    if (bare()) return event.preventDefault();
    if (element) {
      event.preventDefault();
      const { start, end } = marks[numbersIn(element).find((i) => isOn(marks[i]))];
      rove(element);
      return describe(start, end, element);
    }
    if (!getSelection().isCollapsed) return;
    const people = event.target.closest(".given");
    const run = event.target.closest("[data-g]");
    const shared = on.show.has("shared") && event.target.closest("u");
    if (people) {
      const { start, end } = given[Number(people.dataset.given)];
      describe(start, end);
    } else if (shared) {
      const at = offsetOf(shared, 0);
      const [start, end] = own.passages.find((one) => one[0] <= at && at < one[1]);
      describe(start, end);
    } else if (run) {
      const { start, end } = segments[Number(run.dataset.g)];
      describe(start, end);
    }
  });

  /* ---- what is known of a passage ---- */
  function highlight(start, end) {
    if (window.Highlight && CSS.highlights) CSS.highlights.set("passage", new Highlight(rangeOf(start, end)));
  }
  function clear() {
    CSS.highlights?.delete("passage");
    text.querySelectorAll(".chosen").forEach((one) => one.classList.remove("chosen"));
    panel.replaceChildren(make("p", { class: "hint" }, "Choose a mark in the text, or select words, to see what is known of it. With the keyboard: in the text, arrows go from word to word and Shift with an arrow selects; on a mark, arrows go to the next one."));
  }
  function describe(start, end, element = null) {
    clear();
    if (element) element.classList.add("chosen"); else highlight(start, end);
    const at = marks.filter((mark) => mark.start < end && mark.end > start && (element ? mark.elements.includes(element) : mark.start >= start && mark.end <= end));
    const marked = element ? at.filter(isOn) : at.filter(isOn).slice(0, 3);
    const segment = segmentAt(start);
    const said = wordsOf(start, end);
    const shown = said.length > 160 ? `${said.slice(0, 100)} … ${said.slice(-50)}` : said;
    panel.replaceChildren(
      make("h2", OF_TEXT, inMarks(shown.trim())),
      ...(bare() ? aboutCoding(start, end) : [
        ...marked.flatMap(aboutMark),
        ...given.filter((row) => row.start < end && row.end > start).map(aboutGiven),
        ...aboutVoice(segment, start, end),
        ...aboutCoding(start, end),
        ...own.passages.filter((one) => one[0] < end && one[1] > start).slice(0, 6).map(aboutPassage),
      ]),
      make("p", { class: "row" },
        carried ? null : make("a", { href: `#${start}-${end}` }, "Link to these words"),
        make("span", { class: "small" }, `characters ${count(start)} to ${count(end)}`),
        make("button", { type: "button", onclick: () => { clear(); (element || text).focus(); } }, "Close")),
    );
    if (element) uncover(element);
  }
  function uncover(element) { // in a low or narrow window what is known is below the text, over its last lines
    const [mark, over] = [element, panel].map((one) => one.getBoundingClientRect());
    if (over.left < mark.right && over.top < mark.bottom && mark.top < over.bottom) scrollBy(0, mark.bottom + 12 - over.top);
  }
  function aboutMark(mark) {
    const { entry } = mark;
    if (!mark.category) return [make("p", {}, make("strong", {}, "A name"), `: “${entry.entry}” (${entry.kind}) for ${entry.actor}.`)];
    const kind = mark.loaded ? "Loaded wording" : "Marked, not counted as loaded";
    const basis = lists.categories.find(([name]) => name === mark.category)?.[3] || "";
    const why = [`Entry “${entry.entry}” of the list${entry.note ? `: ${entry.note}` : ""}.`, mark.negated ? "It is negated here." : ""].filter(Boolean).join(" ");
    const button = make("button", { type: "button", onclick: () => {
      correct(mark.start, mark.end, "marker", `${mark.category}: ${entry.entry}`, mark.rejected ? `${mark.category}: ${entry.entry}` : "none");
      describe(mark.start, mark.end, mark.elements[0]);
    } }, mark.rejected ? "Count it again" : mark.loaded ? "Not loaded here" : "Not a marker here");
    return [
      make("p", {}, make("strong", {}, kind), `: ${titleBy.get(mark.category)}. ${why}`),
      basis ? make("p", { class: "small" }, `After ${basis}.`) : make("span"),
      usesTable(entry),
      make("div", { class: "row" }, button),
    ];
  }
  function usesTable(entry) {
    const groups = Object.entries(lists.groups);
    const rows = groups.slice(0, MOST_GROUPS).map(([name, group]) => {
      const [author, direct, indirect, docs] = entry.uses[name] || [0, 0, 0, 0];
      const n = author + direct + indirect;
      return make("tr", {}, make("th", { scope: "row", dir: "auto" }, name), make("td", {}, count(n)), make("td", {}, count(author)),
        make("td", {}, rate(n, group.words.reduce((a, b) => a + b, 0))), make("td", {}, `${count(docs)} of ${count(group.docs)}`));
    });
    const head = [lists.by === "doc_id" ? "text" : "texts of", "uses", "author's own", "per 1,000", "in texts"];
    const rest = groups.length - rows.length;
    return make("div", {}, make("table", {}, make("caption", {}, "In the bodies of all texts"),
      make("thead", {}, make("tr", {}, ...head.map((name) => make("th", { scope: "col" }, name)))), make("tbody", {}, ...rows)),
    rest > 0 ? make("p", { class: "small" }, `and ${plural(rest, "further group")}`) : null);
  }
  function aboutVoice(segment, start, end) {
    const chosen = mine().filter((row) => row.start < end && row.end > start);
    const voice = chosen.filter((row) => row.what === "voice").at(-1)?.now ?? segment.voice;
    const speaker = chosen.filter((row) => row.what === "speaker").at(-1)?.now ?? segment.speaker;
    const rows = [["Whose words", VOICE[voice]]];
    if (voice !== "author") rows.push(["Who speaks", speaker ? make("span", OF_TEXT, speaker) : "speaker not found"]);
    if (voice !== "author" && segment.cue) rows.push(["Told by the word", make("span", OF_TEXT, segment.cue)]);
    rows.push(["Part of the page", segment.part]);
    const select = make("select", {}, ...lists.voices.map((one) => make("option", one === voice ? { value: one, selected: true } : { value: one }, VOICE[one])));
    const input = make("input", { ...OF_TEXT, type: "text", value: speaker, autocomplete: "off" });
    const whole = start === segment.start && end === segment.end;
    const put = () => {
      correct(start, end, "voice", segment.voice, select.value);
      correct(start, end, "speaker", segment.speaker, select.value === "author" ? segment.speaker : input.value.trim());
      describe(start, end);
    };
    return [
      make("dl", {}, ...rows.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)])),
      make("details", {}, make("summary", {}, "Correct whose words these are"),
        make("p", { class: "small" }, whole ? "The whole segment is corrected." : "The words above are corrected; select others in the text to correct those."),
        make("label", { class: "field" }, "These words are", select),
        make("label", { class: "field" }, "Speaker, as the text names them", input),
        make("div", { class: "row" }, make("button", { type: "button", onclick: put }, "Correct"))),
    ];
  }
  const markerOf = (was) => { // "category: entry", in words
    const [, category, entry] = /^(\w+): (.*)$/s.exec(was) || [];
    return titleBy.has(category) ? `${titleBy.get(category)} (entry “${entry}”)` : was;
  };
  const told = (row) => ({ voice: `${VOICE[row.now]}, found as ${VOICE[row.was] || "another voice"}`,
    speaker: `spoken by ${row.now || "nobody known"}, found as by ${row.was || "nobody known"}`, marker: `not counted as ${markerOf(row.was)}` })[row.what];
  const aboutGiven = (row) => make("p", {}, make("strong", {}, "Corrected by people"), ": ", make("bdi", { lang: OF_TEXT.lang }, brief(row.words)), `, ${told(row)}.`);
  function aboutPassage([start, end, other, otherStart, otherEnd]) {
    const [file, title, , lang] = lists.texts[other];
    if (carried) return make("p", {}, "Shared, word for word or nearly, with ", make("bdi", { lang }, title), `, characters ${count(otherStart)} to ${count(otherEnd)}.`);
    const link = make("a", { href: `${file}#${otherStart}-${otherEnd}`, lang, dir: "auto" }, title);
    if (framed) link.addEventListener("click", (event) => { event.preventDefault(); tell("open", { file, start: otherStart, end: otherEnd }); });
    const pair = make("a", { href: `pair.html?a=${name(here)}&b=${name(file)}#${start}-${end}&${otherStart}-${otherEnd}` }, "side by side");
    return make("p", {}, "Shared, word for word or nearly, with ", link, ...(framed ? ["."] : [" (", pair, ")."]));
  }
  const here = decodeURIComponent(location.pathname.split("/").pop());
  const name = (file) => encodeURIComponent(file.replace(/\.html$/, ""));

  /* ---- the lists of corrections and of a person's own marks, out and in ---- */
  const inMarks = (words) => /^(“[^“”]*”|"[^"]*"|„[^„“”]*[“”]|«[^«»]*»)$/.test(words) ? words : `“${words}”`; // those of the text are enough
  const brief = (words) => inMarks(words.length > 60 ? `${words.slice(0, 57)}…` : words);
  function listing(place, title, ledger, rows, said, intro, empty, filename, ...more) {
    const again = () => { apply(); clear(); };
    const file = make("input", { type: "file", accept: ".csv", onchange: async () => {
      if (!file.files[0]) return;
      let told = await ledger.bring(file.files[0], ofThisText);
      if (ledger === coding) told += byWhom();
      apply();
      place.querySelector("[role=status]").textContent = told;
    } });
    const lost = carried ? "A notebook does not keep them: export them before you close it or run its cell again." : "This browser does not keep them: export before you close the page.";
    const kept = ledger.kept ? "Kept on this machine." : lost;
    const all = ledger.rows.length > rows.length ? `, ${count(ledger.rows.length)} in all` : "";
    const items = rows.slice(-MOST_LISTED).map((row) => make("li", {}, make("bdi", { lang: OF_TEXT.lang }, brief(row.words)), `: ${said(row)} `,
      make("button", { type: "button", "aria-label": `Take back ${brief(row.words)}`, onclick: () => { ledger.drop(row); again(); } }, "Take back")));
    const open = place.querySelector("details")?.open ?? (rows.length > 0 || more.some((one) => one?.querySelector("a")));
    place.replaceChildren(make("details", open ? { open: true } : {}, make("summary", {}, title),
      make("p", { class: "small" }, intro),
      ...more,
      make("p", { class: "small", role: "status" }, rows.length ? `${plural(rows.length, "row")} of this text${all}${rows.length > MOST_LISTED ? `; the last ${MOST_LISTED} are listed` : ""}. ${kept}` : carried ? `${empty} ${kept}` : empty),
      make("ul", { class: "files" }, ...items),
      make("div", { class: "row" },
        make("button", { type: "button", disabled: !ledger.rows.length, onclick: () => ledger.give(filename()) }, "Export"),
        make("button", { type: "button", disabled: !ledger.rows.length, onclick: ({ target }) => {
          if (target.dataset.asked) { ledger.empty(); again(); return; }
          target.dataset.asked = "yes";
          target.textContent = `Remove ${plural(ledger.rows.length, "row")}, exported or not`;
        } }, "Remove all"),
        make("label", {}, "Import", file)),
    ));
  }
  function listCorrections() {
    const said = (row) => (row.what === "marker" ? `not ${markerOf(row.was)}` : `${row.what} ${row.now || "not known"}, was ${row.was || "not known"}`);
    listing(list, "Corrections", corrections, mine(), said, "They are counted above, and by every verb with --corrections FILE.",
      "None yet. Choose words or a mark to correct it.", () => "corrections.csv",
      given.length ? make("div", {}, make("p", { class: "small" }, `${plural(given.length, "correction")} of this text ${given.length === 1 ? "is" : "are"} in these numbers already, and in what you export:`),
        make("ul", { class: "files" }, ...given.map((row) => make("li", {}, make("a", { href: `#${row.start}-${row.end}`, lang: OF_TEXT.lang, dir: "auto" }, brief(row.words)), `: ${told(row)}`)))) : null);
  }
  const codes = make("div", { id: "coding" });
  const remember = (key, value) => { try { localStorage.setItem(key, value); } catch { /* it holds for this page */ } };
  const remembered = (key) => { try { return localStorage.getItem(key) || ""; } catch { return ""; } };
  let coder = remembered("same-story coder");
  function byWhom() { // whoever has given no name is the one whose marks are brought
    const coders = [...new Set(coding.rows.map((row) => row.coder))].filter(Boolean);
    if (!coder && coders.length === 1) {
      [coder] = coders;
      remember("same-story coder", coder);
    }
    return coders.length > 1 ? ` These are marks of ${coders.join(" and ")}; agreement takes a file from each.` : "";
  }
  function listCoding() {
    const name = make("input", { type: "text", value: coder, autocomplete: "off", onchange: () => {
      coder = name.value.trim();
      remember("same-story coder", coder);
      coding.change({ coder });
    } });
    const hide = make("input", { type: "checkbox", onchange: () => {
      text.classList.toggle("bare", hide.checked);
      remember("same-story bare", hide.checked ? "yes" : "");
      apply();
      clear();
    } });
    hide.checked = bare();
    const finished = { coder, doc_id: own.doc, start: 0, end: LENGTH, words: "", category: FINISHED, sure: "", text_sha256: own.sha256 };
    const done = make("input", { type: "checkbox", onchange: () => { coding[done.checked ? "put" : "drop"]({ ...finished, coder }); listCoding(); } });
    done.checked = coding.rows.some((row) => ofThisText(row) && row.category === FINISHED);
    const said = (row) => `${titleBy.get(row.category)}, ${SURE[row.sure]}`;
    listing(codes, "Code it yourself", coding, coded(), said,
      "Select words in the text and say what they are. Exported files can be compared with each other and with the suite: agreement FILE FILE.",
      "No words marked yet.", () => `coding-${(coder || "nobody").replace(/[^A-Za-z0-9]+/g, "-")}.csv`,
      make("label", { class: "field" }, "Your name, or a pseudonym", name),
      make("label", {}, hide, make("span", {}, "hide the suite's marks while I code")),
      make("label", {}, done, make("span", {}, "I have gone through the whole text")));
  }
  function aboutCoding(start, end) {
    const options = (all) => all.map(([name, title]) => make("option", { value: name }, title));
    const group = (label, all) => make("optgroup", { label }, ...options(all));
    const select = make("select", {}, group("Loaded wording", lists.categories.filter(([, , is]) => is)), group("Not counted as loaded", lists.categories.filter(([, , is]) => !is)));
    const sure = make("select", {}, ...Object.entries(SURE).map(([value, label]) => make("option", { value }, label)));
    const mark = () => {
      coding.put({ coder, doc_id: own.doc, start, end, words: wordsOf(start, end), category: select.value, sure: sure.value, text_sha256: own.sha256 });
      codes.querySelector("details").open = true;
      apply();
      describe(start, end);
    };
    const mineHere = coded().filter((row) => row.start < end && row.end > start);
    return [
      ...mineHere.map((row) => make("p", {}, make("strong", {}, "Your mark"), ": ", make("bdi", { lang: OF_TEXT.lang }, brief(row.words)), `, ${titleBy.get(row.category)}, ${SURE[row.sure]}.`)),
      make("details", { open: bare() }, make("summary", {}, "Code these words yourself"),
        make("label", { class: "field" }, "They are", select),
        make("label", { class: "field" }, "How sure are you?", sure),
        make("div", { class: "row" }, make("button", { type: "button", onclick: mark }, "Mark"))),
    ];
  }

  /* ---- links by offset, and the page that shows two texts ---- */
  function follow() {
    const match = /^#[sm]?(\d+)-(\d+)$/.exec(location.hash);
    if (!match) return;
    const [start, end] = [Number(match[1]), Number(match[2])];
    if (start < end && paragraphs.length) show(start, end);
  }
  function show(start, end) {
    const mark = marks.find((one) => one.category && one.start === start && one.end === end);
    if (mark && !on.category.has(mark.category)) setSwitch("category", mark.category, true);
    describe(start, end, mark ? mark.elements[0] : null);
    const [node] = place(start);
    node.parentElement.scrollIntoView({ block: "center" });
  }
  function setSwitch(kind, value, state) {
    on[kind][state ? "add" : "delete"](value);
    for (const [input, its, named] of boxes) if (its === kind && named === value) input.checked = state;
    refresh();
  }
  function tell(what, more) { if (framed) window.parent.postMessage({ sameStory: what, ...more }, "*"); }
  window.addEventListener("message", (event) => {
    if (!framed || event.source !== window.parent || !event.data) return;
    const { sameStory, start, end, on: wanted } = event.data;
    if (sameStory === "show" && Number.isInteger(start) && Number.isInteger(end) && start < end) show(start, end);
    if (sameStory === "switches" && wanted)
      for (const [input, kind, named] of boxes) {
        const state = Array.isArray(wanted[kind]) && wanted[kind].includes(named);
        on[kind][state ? "add" : "delete"](named);
        input.checked = state;
      }
    if (sameStory === "switches") refresh();
  });

  document.body.classList.toggle("framed", framed);
  document.body.classList.toggle("carried", Boolean(carried));
  text.tabIndex = 0;
  text.classList.toggle("bare", Boolean(remembered("same-story bare")));
  given.forEach((row, i) => surround([[row.start, row.end, { class: "given", "data-given": i }]]));
  if (given.length) document.querySelector(".key ul").append(make("li", {}, make("span", { class: "given" }, "corrected by people, and counted so")));
  build();
  apply();
  clear();
  follow();
  window.addEventListener("hashchange", follow);
  tell("ready", {});
})();
