/* The explorer: choices, the plot, the search, the table, and where a term occurs. Every number is the suite's own;
   here they are filtered, sorted and drawn. Nothing is asked of anybody: what is needed comes in scripts beside the page. */
"use strict";
(() => {
  const own = JSON.parse(document.getElementById("data").textContent);
  const PAGE = 25; // rows of the table, and lines of a voice, at a time
  const SUGGESTED = 12;
  const WIDTH = own.width; // characters to each side of a term
  const SURE = 0.05;
  const FIRST = Object.values(own.views)[0];
  const ROWS_HEADS = [["n_target", "n"], ["per_1000_target", "per 1,000"], ["docs_target", "texts"], ["n_reference", "n"], ["per_1000_reference", "per 1,000"],
    ["docs_reference", "texts"], ["log_ratio", "log ratio"], ["interval", "95 % interval"], ["dp_norm", "DPnorm"], ["p", "p"], ["q", "q"]];
  const element = (id) => document.getElementById(id);
  const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/; // letters of Hebrew, Arabic and their kin
  const TERM = { lang: own.language, dir: "auto" };

  const { make, count, plural } = window.sameStoryElements;
  const NONE = "–";
  const fixed = (value, digits) => (Number.isNaN(value) ? NONE : Number.isFinite(value) ? value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits }).replace("-", "−") : value > 0 ? "∞" : "−∞");
  const rateOf = (value) => (value === 0 ? "0" : value < 0.1 ? String(Number(value.toPrecision(2))) : fixed(value, 2));
  const chance = (value) => (Number.isNaN(value) ? NONE : value < 0.0001 ? "< 0.0001" : fixed(value, 4));
  const interval = (row) => (Number.isNaN(now.log_ratio_low[row]) ? NONE : `${fixed(now.log_ratio_low[row], 2)} to ${fixed(now.log_ratio_high[row], 2)}`);

  /* ---- scripts that are loaded when they are needed ---- */
  const got = new Map();
  const asked = new Map();
  async function unzip(letters) {
    const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
  }
  window.sameStoryGot = (name, given) => {
    const value = typeof given === "string" ? unzip(given) : given; // what is not needed to open is packed
    got.set(name, value);
    asked.get(name)?.resolve(value);
    if (!started && got.has("terms") && got.has(FIRST)) start();
  };
  function load(name) {
    if (got.has(name)) return Promise.resolve(got.get(name));
    if (!asked.has(name)) {
      const one = {};
      one.promise = new Promise((resolve, reject) => Object.assign(one, { resolve, reject }));
      asked.set(name, one);
      document.head.append(make("script", { src: `${name}.js`, onerror: () => one.reject(new Error(`${name}.js is not beside this page`)) }));
    }
    return asked.get(name).promise;
  }
  const blockOf = (firsts, number) => { let low = 0; let high = firsts.length - 1; while (low < high) { const middle = (low + high + 1) >> 1; if (firsts[middle] <= number) low = middle; else high = middle - 1; } return low; };

  /* ---- what is shown ---- */
  let terms = [];
  let groupOf = [];
  let started = false;
  let now = null; // the numbers of the choice, a column each, by row
  let rows = []; // the rows that the filters leave, in the order of the table
  let sort = { by: "log_ratio", down: true };
  let page = 0;
  let chosen = null; // the number of a term
  const on = { comparison: 0, voice: "all", part: own.parts[0][0], least: 1, find: "", axes: "rates" };
  const term = (row) => terms[now.at[row]];

  function unpack(view) {
    const split = (column) => Float64Array.from(column.split(","), (value) => (value === "" ? NaN : Number(value)));
    const numbers = Object.fromEntries(Object.entries(view.columns).map(([name, [values, which]]) => {
      const column = split(values);
      return [name, which === undefined ? column : split(which).map((at) => column[at])];
    }));
    let at = 0;
    const places = Int32Array.from(view.at.split(","), (step) => (at += Number(step)));
    return { ...view, ...numbers, at: places };
  }
  async function change(switches = {}) {
    Object.assign(on, switches);
    const name = own.views[`${on.comparison} ${on.voice} ${on.part}`];
    let view;
    try { view = await load(name); } catch (error) { status.line.textContent = `The numbers cannot be shown: ${error.message}.`; return; }
    if (name !== own.views[`${on.comparison} ${on.voice} ${on.part}`]) return;
    now = unpack(view);
    if (now.reference === undefined) { on.axes = "spread"; if (sort.by === "log_ratio") sort = { by: "n_target", down: true }; }
    filter();
    if (chosen !== null) describe(chosen);
  }
  const texts = (row) => now.docs_target[row] + (now.docs_reference[row] || 0);
  function filter() {
    const find = on.find.trim().toLowerCase();
    rows = [];
    for (let row = 0; row < now.at.length; row += 1) if (texts(row) >= on.least && (!find || term(row).includes(find))) rows.push(row);
    order();
    draw();
    offer();
    status(find);
  }
  function order() {
    const { by, down } = sort;
    if (by === "term") { if (down) rows.sort((a, b) => b - a); else rows.sort((a, b) => a - b); }
    else {
      const column = by === "interval" ? now.log_ratio_low : now[by];
      const sign = down ? -1 : 1;
      rows.sort((a, b) => {
        const [x, y] = [column[a], column[b]];
        if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) - Number.isNaN(y) || a - b; // none comes last
        return x === y ? a - b : sign * (x < y ? -1 : 1);
      });
    }
    page = 0;
    table();
  }

  /* ---- the plot ---- */
  let plot = null;
  const tip = make("div", { class: "tip", hidden: true });
  const said = make("p", { class: "skip", role: "status" });
  const certain = (row) => now.q[row] < SURE;
  function side(row) { const ratio = now.log_ratio[row]; return ratio > 0 ? 1 : ratio < 0 ? -1 : 0; }
  function span(column, others = []) {
    let low = Infinity;
    let high = 0;
    for (const values of [column, ...others]) for (const value of values) { if (value > 0 && value < low) low = value; if (value > high) high = value; }
    return [low, high];
  }
  function draw() {
    const target = now.per_1000_target;
    const reference = now.per_1000_reference;
    const all = new Int32Array(rows);
    const rates = on.axes === "rates";
    const [low, high] = span(target, now.reference === undefined ? [] : [reference]);
    const floor = low / 2.2; // where a rate of 0 is drawn
    const lifted = (column) => column.map((value) => (value === 0 ? floor : value));
    const rate = (name, zero) => ({ log: true, floor, zero, label: `per 1,000 words, ${name}`, range: [floor / 1.25, high * 1.4] });
    const spread = { label: "DPnorm: 0 even over the texts, 1 all in one", range: [-0.03, 1.03] };
    let ends = [0, 0];
    for (const value of now.log_ratio) { if (value < ends[0]) ends[0] = value; if (value > ends[1]) ends[1] = value; }
    ends = [ends[0] - 0.4, ends[1] + 0.4];
    const axes = rates ? { x: rate(now.reference, true), y: rate(now.target, true) }
      : now.reference === undefined ? { x: rate(now.target, false), y: spread } : { x: spread, y: { label: `log ratio, ${now.target} over ${now.reference}`, range: ends } };
    const x = rates ? lifted(reference) : now.reference === undefined ? target : now.dp_norm;
    const y = rates ? lifted(target) : now.reference === undefined ? now.dp_norm : now.log_ratio;
    const places = plot.draw({ rows: all, x, y, axes, named: named(), certain, side, name: term, diagonal: rates });
    const about = rates ? `their rate in ${now.target} upwards, in ${now.reference} to the right; on the dashed line both are the same`
      : now.reference === undefined ? "their rate to the right, how unevenly they are spread over the texts upwards" : `how much more ${now.target} uses them than ${now.reference} upwards, how unevenly they are spread over the texts to the right`;
    const root = element("plot");
    root.setAttribute("aria-label", `Plot of ${plural(rows.length, "term")} at ${plural(places.length, "place")}: ${about}. Arrow keys go from point to point, Enter lists where a term occurs, plus and minus zoom, 0 shows all. The table below has the same terms.`);
    key();
  }
  function named() { // the terms to name in the plot, as far as there is room
    const rank = now.reference === undefined ? now.n_target : now.log_ratio.map(Math.abs);
    return [...rows].sort((a, b) => (now.at[b] === chosen) - (now.at[a] === chosen) || certain(b) - certain(a) || rank[b] - rank[a] || a - b).slice(0, 500);
  }
  function key() {
    const drawn = [`${plural(rows.length, "term")}.`];
    if (now.reference === undefined) drawn.push(" A larger point is several terms at one place.");
    const children = now.reference === undefined ? drawn : [...drawn, " ", make("span", { class: "target" }, "● ○"), ` more in ${now.target}; `, make("span", { class: "reference" }, "◆ ◇"), ` more in ${now.reference}. `,
      now.q.some((value) => !Number.isNaN(value)) ? `Filled: q below .05 (${plural(rows.filter(certain).length, "term")}). ` : `None is filled: no term has a p-value, with ${count(now.texts_target)} against ${plural(now.texts_reference, "text")}. `, "A larger point is several terms at one place."];
    element("key").replaceChildren(...children, " Drag to zoom; double-click shows all.");
  }
  function facts(row) {
    const line = (group, n, rate, docs, all) => `${group}: ${count(n)} (${rateOf(rate)} per 1,000), in ${count(docs)} of ${plural(all, "text")}`;
    const out = [line(now.target, now.n_target[row], now.per_1000_target[row], now.docs_target[row], now.texts_target)];
    if (now.reference !== undefined) {
      out.push(line(now.reference, now.n_reference[row], now.per_1000_reference[row], now.docs_reference[row], now.texts_reference));
      out.push(`log ratio ${fixed(now.log_ratio[row], 2)}${Number.isNaN(now.log_ratio_low[row]) ? "" : `, 95 % ${interval(row)}`}`);
      if (!Number.isNaN(now.p[row])) out.push(`p ${chance(now.p[row])}, q ${chance(now.q[row])}`);
      else out.push(now.why.startsWith("No p-value") ? "no p: too few texts" : "no p: the term is in too few texts");
    }
    return out;
  }
  function point(place, spot) {
    tip.hidden = !place;
    if (!place) { said.textContent = ""; return; }
    const row = place.rows.find((one) => now.at[one] === chosen) ?? place.rows[0];
    const more = place.rows.length - 1;
    const others = more ? [`and ${plural(more, "other term")} at this place: ${place.rows.filter((one) => one !== row).slice(0, 6).map(term).join(", ")}${more > 6 ? " …" : ""}`] : [];
    const lines = [...facts(row), ...others];
    tip.replaceChildren(make("p", {}, make("b", TERM, term(row))), ...lines.map((line) => make("p", {}, line)));
    said.textContent = [term(row), ...lines].join(". ");
    const root = element("plot");
    const left = spot[0] + 14 + tip.offsetWidth > root.clientWidth ? Math.max(0, spot[0] - 14 - tip.offsetWidth) : spot[0] + 14;
    tip.style.left = `${left}px`;
    tip.style.top = `${Math.max(0, Math.min(spot[1] + 12, root.clientHeight - tip.offsetHeight - 4))}px`;
  }

  /* ---- controls ---- */
  const field = (label, input) => make("label", {}, label, input);
  const options = (pairs) => pairs.map(([value, name]) => new Option(name, value));
  const list = make("datalist", { id: "suggestions" });
  const status = (() => {
    const line = make("p", { class: "small count", role: "status" });
    const set = (find) => { line.textContent = `${plural(rows.length, "term")}${find ? ` with “${find}”` : ""} of ${count(now.at.length)}`; };
    set.line = line;
    return set;
  })();
  function build() {
    const select = (name, pairs, then) => { const made = make("select", { id: name, onchange: () => then(made.value) }, ...options(pairs)); return made; };
    const voices = select("voice", own.voices, (voice) => change({ voice }));
    const parts = select("part", own.parts, (part) => { change({ part }); available(); });
    const compared = select("comparison", own.comparisons.map((name, i) => [i, name]), (comparison) => { change({ comparison: Number(comparison) }); available(); });
    const axes = select("axes", [["rates", "rate against rate"], ["spread", "log ratio against spread"]], (value) => { on.axes = value; draw(); });
    const least = make("input", { type: "number", min: 1, value: 1, id: "least", oninput: () => { on.least = Math.max(1, Math.floor(Number(least.value)) || 1); filter(); } });
    const find = make("input", { type: "search", id: "find", list: "suggestions", autocomplete: "off", spellcheck: "false",
      oninput: (event) => {
        on.find = find.value;
        filter();
        const picked = !event.inputType || event.inputType === "insertReplacementText"; // from the list, not typed
        if (picked && offered.has(find.value)) choose(find.value, true);
      },
      onkeydown: (event) => { if (event.key === "Enter") { const word = [...offered][0]; if (word !== undefined) choose(word, true); } } });
    function available() {
      for (const option of voices.options) option.disabled = !own.views[`${on.comparison} ${option.value} ${on.part}`];
      if (voices.selectedOptions[0]?.disabled) { voices.value = "all"; change({ voice: "all" }); }
    }
    element("controls").append(
      ...(own.comparisons.length > 1 ? [field("Groups", compared)] : []),
      field("Whose words", voices),
      ...(own.parts.length > 1 ? [field("Part of the page", parts)] : []),
      ...(own.comparisons.length > 1 || own.of_comparisons[0][0] !== null ? [field("Axes", axes)] : []),
      field("In at least so many texts", least), field("Find a term", find), list,
      make("button", { type: "button", onclick: () => plot.zoom(0.6) }, "Zoom in"), make("button", { type: "button", onclick: () => plot.zoom(1 / 0.6) }, "Zoom out"),
      make("button", { type: "button", onclick: () => plot.whole() }, "Show all"), status.line,
    );
    if (own.left_out) element("controls").append(make("p", { class: "small" }, `${plural(own.left_out, "further comparison")} of groups ${own.left_out === 1 ? "is" : "are"} not offered here; analysis.compare with pairs=True makes them.`));
    available();
  }
  const offered = new Set();
  function offer() {
    offered.clear();
    const find = on.find.trim().toLowerCase();
    if (find) {
      const uses = (row) => now.n_target[row] + (now.n_reference[row] || 0);
      const first = (row) => (term(row) === find ? 2 : term(row).startsWith(find) ? 1 : 0);
      [...rows].sort((a, b) => first(b) - first(a) || uses(b) - uses(a) || a - b).slice(0, SUGGESTED).forEach((row) => offered.add(term(row)));
    }
    list.replaceChildren(...[...offered].map((word) => make("option", { value: word })));
  }

  /* ---- the table ---- */
  function table() {
    const pages = Math.max(1, Math.ceil(rows.length / PAGE));
    const head = (name, label) => {
      const is = sort.by === name;
      return make("th", { scope: "col", "aria-sort": is ? (sort.down ? "descending" : "ascending") : undefined }, make("button", { type: "button", "data-sort": name, onclick: () => {
        sort = { by: name, down: is ? !sort.down : name !== "term" && name !== "p" && name !== "q" };
        order();
        element("table").querySelector(`[data-sort="${name}"]`).focus();
      } }, `${label}${is ? (sort.down ? " ↓" : " ↑") : ""}`));
    };
    const two = now.reference !== undefined;
    const heads = ROWS_HEADS.filter(([name]) => two || ["n_target", "per_1000_target", "docs_target", "dp_norm"].includes(name));
    const groups = make("tr", {}, make("td", {}), make("th", { colspan: 3, scope: "colgroup", dir: "auto" }, `${now.target} (${plural(now.texts_target, "text")})`),
      ...(two ? [make("th", { colspan: 3, scope: "colgroup", dir: "auto" }, `${now.reference} (${plural(now.texts_reference, "text")})`)] : []), make("td", { colspan: two ? 5 : 1 }));
    const cell = (row, name) => name === "interval" ? interval(row) : name === "p" || name === "q" ? chance(now[name][row]) : name.startsWith("n_") || name.startsWith("docs_") ? count(now[name][row]) : name.startsWith("per_1000") ? rateOf(now[name][row]) : fixed(now[name][row], 2);
    const body = rows.slice(page * PAGE, (page + 1) * PAGE).map((row) => make("tr", now.at[row] === chosen ? { class: "chosen" } : {},
      make("th", { ...TERM, scope: "row" }, make("button", { type: "button", onclick: () => choose(term(row), true) }, term(row))), ...heads.map(([name]) => make("td", {}, cell(row, name)))));
    element("table").replaceChildren(make("caption", {}, `${own.comparisons[on.comparison]}, ${own.voices.find(([voice]) => voice === on.voice)[1]}, ${own.parts.find(([part]) => part === on.part)[1]}`),
      make("thead", {}, groups, make("tr", {}, head("term", "Term"), ...heads.map(([name, label]) => head(name, label)))), make("tbody", {}, ...body));
    const turn = (step, label) => make("button", { type: "button", disabled: page + step < 0 || page + step >= pages, onclick: () => { page += step; table(); const again = [...element("paging").querySelectorAll("button")][step < 0 ? 0 : 1]; (again.disabled ? element("rows") : again).focus(); } }, label);
    element("paging").replaceChildren(turn(-1, "Previous page"), turn(1, "Next page"), make("span", { class: "small count", role: "status" }, `Page ${count(page + 1)} of ${count(pages)}`));
  }

  /* ---- a term, and where it occurs ---- */
  function choose(word, go = false) {
    chosen = terms.indexOf(word);
    try { history.replaceState(null, "", `#${encodeURIComponent(word)}`); } catch { /* some browsers forbid it for a file */ }
    table();
    plot.name(named());
    const row = now.at.indexOf(chosen);
    plot.point(row < 0 ? null : row);
    tip.hidden = true; // its numbers are beside the plot
    describe(chosen, [], go);
  }
  function describe(number, others = [], go = false) {
    const row = now.at.indexOf(number);
    const word = terms[number];
    const panel = [make("h2", TERM, word)];
    if (row < 0) panel.push(make("p", { class: "hint" }, "Nobody uses it in this voice and part."));
    else {
      panel.push(...facts(row).map((line) => make("p", {}, line)));
      if (now.reference !== undefined && Number.isNaN(now.p[row])) panel.push(make("p", { class: "small" }, now.why));
      if (!Number.isNaN(now.dp_norm[row])) panel.push(make("p", {}, `DPnorm ${fixed(now.dp_norm[row], 2)}`));
    }
    const beside = others.filter((one) => now.at[one] !== number);
    if (beside.length) panel.push(make("h3", {}, "At the same place"), make("p", { class: "others" }, ...beside.slice(0, 60).map((one) => make("button", { ...TERM, type: "button", onclick: () => choose(term(one), true) }, term(one))), beside.length > 60 ? `and ${count(beside.length - 60)} more` : null));
    element("details").replaceChildren(...panel);
    lines(number, go);
  }
  async function lines(number, go) {
    const section = element("lines");
    const title = make("h2", { tabindex: -1 }, "Where “", make("bdi", { lang: own.language }, terms[number]), "” occurs");
    const [target, reference] = own.of_comparisons[on.comparison];
    const wanted = (text) => reference === null || target === null || [target, reference].includes(own.groups[groupOf[text]]);
    try {
      const block = blockOf(own.places, number);
      const kinds = (await load(`places-${block}`))[number - own.places[block]];
      const size = [...terms[number]].length;
      const found = own.voices.slice(1).map(([voice, words], i) => {
        const here = kinds.filter(([kind]) => kind >> 1 === i && (on.part === "all" || !(kind & 1)));
        return { voice, words, n: here.reduce((sum, [, n]) => sum + n, 0), all: here.flatMap(([, , where]) => places(where, size)).filter(([text]) => wanted(text)) };
      }).filter(({ voice, n }) => n && (on.voice === "all" || on.voice === voice));
      const parts = await Promise.all(found.map(voiced));
      if (chosen !== number) return;
      section.replaceChildren(title, ...(parts.length ? parts.flat() : [make("p", { class: "hint" }, "Nowhere in this voice and part.")]));
    } catch (error) { section.replaceChildren(title, make("p", {}, `The lines cannot be shown: ${error.message}.`)); }
    if (go) { title.focus({ preventScroll: true }); title.scrollIntoView({ block: "nearest" }); }
  }
  function places(where, size) {
    let text = 0;
    let start = 0;
    return where.split(";").map((one, i) => {
      const [step, begin, length = size] = one.split(" ").map(Number);
      start = i && !step ? start + begin : begin;
      text += step;
      return [text, start, length];
    });
  }
  const direction = () => (RIGHT_TO_LEFT.test(terms[chosen]) ? "rtl" : "ltr");
  async function voiced({ words, n, all }) {
    const body = make("tbody", {});
    const more = make("button", { type: "button" });
    let shown = 0;
    async function next() {
      const some = all.slice(shown, shown + PAGE);
      body.append(...(await Promise.all(some.map(line))));
      shown += some.length;
      more.hidden = shown >= all.length;
      more.textContent = `${plural(Math.min(PAGE, all.length - shown), "more line")} of ${count(all.length)}`;
    }
    more.addEventListener("click", next);
    await next();
    const head = make("thead", {}, make("tr", {}, ...["before", "term", "after", "text"].map((name) => make("th", { scope: "col" }, name))));
    const cut = n > all.length ? `; ${count(all.length)} are listed here, at most ${own.most} of a group` : "";
    return [make("h3", {}, `${words[0].toUpperCase()}${words.slice(1)}: ${plural(n, "time")}`), make("table", { class: "kwic", dir: direction() }, make("caption", {}, `In the order of the texts${cut}`), head, body), more];
  }
  async function line([text, start, length]) {
    const block = blockOf(own.texts, text);
    const [file, title, group, whole, lang, cuts] = (await load(`texts-${block}`))[text - own.texts[block]];
    const letters = lettersOf(text, whole);
    const slice = (from, to) => (Array.isArray(letters) ? letters.slice(from, to).join("") : letters.slice(from, to)).replace(/\s+/g, " ");
    const end = start + length;
    const [before, after] = [slice(Math.max(0, start - WIDTH), start), slice(end, end + WIDTH)];
    const from = cuts && start + cuts.findLast(([at]) => at <= start)[1]; // of a text that is here in pieces
    const found = cuts ? make("bdi", { lang }, slice(start, end)) : make("a", { href: `../reader/${encodeURIComponent(file)}#${start}-${end}`, lang, dir: "auto" }, slice(start, end));
    return make("tr", {}, make("td", {}, make("bdi", { lang, dir: direction() }, `${start > WIDTH ? "…" : ""}${before}`)),
      make("td", {}, found),
      make("td", {}, make("bdi", { lang, dir: direction() }, `${after}${end + WIDTH < letters.length ? "…" : ""}`)),
      make("td", {}, make("bdi", { lang }, title), " (", make("bdi", {}, group), ")", cuts ? `, characters ${count(from)} to ${count(from + length)}` : null));
  }
  const split = new Map();
  function lettersOf(text, whole) { // offsets count characters, not the units of a browser
    if (!split.has(text)) split.set(text, /[\ud800-\udfff]/.test(whole) ? [...whole] : whole);
    return split.get(text);
  }

  function start() {
    started = true;
    const given = got.get("terms");
    terms = given.terms.split("\n");
    groupOf = given.group_of.split(",").map(Number);
    const [comparison, voice, part] = Object.keys(own.views)[0].split(" ");
    Object.assign(on, { comparison: Number(comparison), voice, part });
    const root = element("plot");
    root.tabIndex = 0;
    root.setAttribute("role", "application");
    root.setAttribute("aria-roledescription", "plot");
    plot = window.sameStoryPlot(root, { onPoint: point, onChoose: (place) => { choose(term(place.rows[0])); describe(chosen, place.rows, true); } });
    root.append(tip, said);
    element("details").append(make("p", { class: "hint" }, "Choose a point, a row of the table, or a term you search for, to see its numbers and the sentences it is in."));
    build();
    window.sameStoryExplorer = { rows: () => rows.map(term), spots: plot.spots };
    change().then(() => {
      let word = "";
      try { word = decodeURIComponent(location.hash.slice(1)); } catch { /* no term */ }
      if (terms.includes(word)) choose(word);
    });
  }

  document.body.classList.toggle("carried", Boolean(document.querySelector("script[data-name]"))); // a notebook carries it all
  for (const one of document.querySelectorAll("script[data-name]")) window.sameStoryGot(one.dataset.name, JSON.parse(one.textContent));
})();
