/* The plot of the explorer: places with the terms that are there, drawn by uPlot; found by mouse and by keyboard. */
"use strict";
window.sameStoryPlot = (root, { onPoint, onChoose }) => {
  const NEAR = 14; // pixels
  const LABELS = 45;
  const TICKS = [0.001, 0.01, 0.1, 1, 10, 100, 1000];
  let plot = null;
  let shown = null; // what `draw` was given
  let places = [];
  let current = null;
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const ring = document.createElement("div");
  ring.className = "ring";
  ring.hidden = true;

  /* Terms at one place are one point, the larger the more of them. */
  function placed(rows, x, y, certain, side) {
    const at = new Map();
    for (const row of rows) {
      if (Number.isNaN(x[row]) || Number.isNaN(y[row])) continue;
      const key = `${x[row]} ${y[row]}`;
      const place = at.get(key);
      if (place) { place.rows.push(row); place.certain ||= certain(row); }
      else at.set(key, { x: x[row], y: y[row], rows: [row], certain: certain(row), side: side(row) });
    }
    return [...at.values()].sort((a, b) => b.rows.length - a.rows.length);
  }
  const size = (place) => 2.6 + 0.75 * Math.log2(place.rows.length);

  function points(u) {
    const { ctx } = u;
    const scale = devicePixelRatio;
    const paint = { 1: colour("target"), "-1": colour("reference"), 0: colour("quiet") };
    ctx.save();
    ctx.beginPath();
    ctx.rect(u.bbox.left - 6 * scale, u.bbox.top - 6 * scale, u.bbox.width + 12 * scale, u.bbox.height + 12 * scale);
    ctx.clip();
    ctx.lineWidth = 1.1 * scale;
    for (const place of places) {
      const x = u.valToPos(place.x, "x", true);
      const y = u.valToPos(place.y, "y", true);
      const r = size(place) * scale;
      ctx.strokeStyle = ctx.fillStyle = paint[place.side];
      ctx.beginPath();
      if (place.side < 0) {
        ctx.moveTo(x, y - 1.25 * r); ctx.lineTo(x + 1.25 * r, y); ctx.lineTo(x, y + 1.25 * r); ctx.lineTo(x - 1.25 * r, y);
        ctx.closePath();
      } else ctx.arc(x, y, r, 0, 2 * Math.PI);
      ctx.globalAlpha = place.certain ? 0.85 : 0.6;
      if (place.certain) ctx.fill(); else ctx.stroke();
    }
    ctx.globalAlpha = 1;
    labels(u, scale);
    ctx.restore();
  }
  function labels(u, scale) {
    const { ctx } = u;
    const taken = [];
    ctx.font = `${12 * scale}px system-ui, "DejaVu Sans", sans-serif`;
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    let written = 0;
    const { left, top, width, height } = u.bbox;
    const points = places.map((place) => [u.valToPos(place.x, "x", true), u.valToPos(place.y, "y", true)]);
    for (const row of shown.named) {
      const [px, py] = [shown.x[row], shown.y[row]];
      if (Number.isNaN(px) || Number.isNaN(py)) continue;
      const x = u.valToPos(px, "x", true);
      const y = u.valToPos(py, "y", true);
      if (x < left || x > left + width || y < top - 1 || y > top + height + 1) continue;
      const word = shown.name(row);
      const wide = ctx.measureText(word).width;
      const covers = (a, b) => points.some(([c, d]) => a <= c && c <= a + wide && Math.abs(d - b) < 9 * scale);
      const free = [[x + 8 * scale, y], [x - 8 * scale - wide, y], [x - wide / 2, y - 13 * scale], [x - wide / 2, y + 13 * scale]].find(([a, b], i) =>
        a >= left && a + wide <= left + width && b > top + 6 * scale && b < top + height - 4 * scale
        && taken.every(([c, d, w]) => a + wide + 5 * scale < c || c + w + 5 * scale < a || Math.abs(b - d) > 14 * scale)
        && (i < 2 || !covers(a, b))); // above or below a point may be the next of its column
      if (!free) continue;
      taken.push([free[0], free[1], wide]);
      ctx.strokeStyle = colour("page");
      ctx.lineWidth = 3 * scale;
      ctx.strokeText(word, ...free);
      ctx.fillStyle = colour("ink");
      ctx.fillText(word, ...free);
      if ((written += 1) >= LABELS) break;
    }
  }

  function axis(name, { log, floor, label, range, zero }) {
    const line = { stroke: () => colour("line"), width: 1 };
    const own = { scale: name, label, stroke: () => colour("ink"), grid: line, ticks: line, labelSize: 26, size: name === "y" ? 56 : 34,
      font: '12px system-ui, "DejaVu Sans", sans-serif', labelFont: '13px system-ui, "DejaVu Sans", sans-serif' };
    if (log) {
      own.splits = (u) => [floor, ...TICKS.filter((tick) => tick > floor * 1.5 && tick >= u.scales[name].min && tick <= u.scales[name].max)];
      own.values = (u, splits) => splits.map((tick) => (tick === floor ? (zero ? "0" : "") : String(tick)));
      own.filter = (u, splits) => splits;
    }
    else own.values = (u, splits) => splits.map((tick) => String(Number(tick.toFixed(6))).replace("-", "−"));
    const scale = { time: false, range: () => range };
    if (log) Object.assign(scale, { distr: 3, log: 10 });
    return [own, scale];
  }
  function build() {
    if (plot) plot.destroy();
    plot = null;
    if (!shown) return;
    const [xAxis, xScale] = axis("x", shown.axes.x);
    const [yAxis, yScale] = axis("y", shown.axes.y);
    plot = new uPlot({
      mode: 2, width: root.clientWidth, height: height(), legend: { show: false }, padding: [14, 14, 0, 0],
      cursor: { points: { show: false }, x: false, y: false, drag: { x: true, y: true, uni: 20, setScale: true } },
      scales: { x: xScale, y: yScale }, axes: [xAxis, yAxis],
      series: [{}, { facets: [{ scale: "x", auto: true }, { scale: "y", auto: true }], paths: () => null, points: { show: false } }],
      hooks: { draw: [points], drawAxes: [diagonal], setScale: [() => current && queueMicrotask(mark)],
        init: [(u) => { u.over.append(ring); u.over.addEventListener("mousemove", hover); u.over.addEventListener("mouseleave", leave);
          u.over.addEventListener("click", click); }] },
    }, [null, [places.map(({ x }) => x), places.map(({ y }) => y)]], root);
    mark();
  }
  function diagonal(u) {
    if (!shown.diagonal) return;
    const { ctx, bbox } = u;
    const low = Math.max(u.scales.x.min, u.scales.y.min);
    const high = Math.min(u.scales.x.max, u.scales.y.max);
    if (low >= high) return;
    ctx.save();
    ctx.strokeStyle = colour("quiet");
    ctx.setLineDash([6 * devicePixelRatio, 5 * devicePixelRatio]);
    ctx.lineWidth = devicePixelRatio;
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    ctx.beginPath();
    for (const [value, go] of [[low, "moveTo"], [high, "lineTo"]]) ctx[go](u.valToPos(value, "x", true), u.valToPos(value, "y", true));
    ctx.stroke();
    ctx.restore();
  }
  const height = () => Math.round(Math.max(320, Math.min(620, root.clientWidth * 0.78, innerHeight * (document.body.classList.contains("carried") ? 0.58 : 0.8))));

  /* ---- finding places ---- */
  const at = (place) => [plot.valToPos(place.x, "x"), plot.valToPos(place.y, "y")];
  const inside = ([x, y]) => x >= -1 && y >= -1 && x <= plot.over.clientWidth + 1 && y <= plot.over.clientHeight + 1;
  function nearest(x, y, within, allowed = () => true) {
    let best = null;
    let least = within;
    for (const place of places) {
      const [a, b] = at(place);
      if (!inside([a, b]) || !allowed(a - x, b - y)) continue;
      const far = Math.max(0, Math.hypot(a - x, b - y) - size(place));
      if (far < least) { least = far; best = place; }
    }
    return best;
  }
  function mark() {
    ring.hidden = !current || !plot || !inside(at(current));
    if (ring.hidden) return;
    const [x, y] = at(current);
    ring.style.left = `${x}px`;
    ring.style.top = `${y}px`;
  }
  function point(place) {
    if (place === current) return;
    current = place;
    mark();
    const spot = place && at(place).map((value, i) => value + (i ? plot.over.offsetTop : plot.over.offsetLeft));
    onPoint(place, spot);
  }
  let asked = 0;
  function hover(event) {
    const box = plot.over.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(() => point(nearest(x, y, NEAR)));
  }
  function leave() { cancelAnimationFrame(asked); point(null); }
  function click(event) {
    const box = plot.over.getBoundingClientRect();
    if (plot.select.width > 2) return;
    const place = nearest(event.clientX - box.left, event.clientY - box.top, NEAR);
    if (place) { point(place); onChoose(place); }
  }
  function zoom(by) {
    const middle = current && inside(at(current)) ? at(current) : [plot.over.clientWidth / 2, plot.over.clientHeight / 2];
    const edges = [plot.over.clientWidth, plot.over.clientHeight].map((whole, i) => [middle[i] - middle[i] * by, middle[i] + (whole - middle[i]) * by]);
    const [[left, right], [top, bottom]] = edges;
    plot.batch(() => {
      const x = [plot.posToVal(left, "x"), plot.posToVal(right, "x")];
      const y = [plot.posToVal(bottom, "y"), plot.posToVal(top, "y")];
      plot.setScale("x", { min: x[0], max: x[1] });
      plot.setScale("y", { min: y[0], max: y[1] });
    });
  }
  const whole = () => plot.batch(() => ["x", "y"].forEach((name) => plot.setScale(name, { min: shown.axes[name].range[0], max: shown.axes[name].range[1] })));
  const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  root.addEventListener("keydown", (event) => {
    if (!plot || event.ctrlKey || event.altKey || event.metaKey) return;
    const way = WAYS[event.key];
    if (way) {
      const [x, y] = current && inside(at(current)) ? at(current) : [plot.over.clientWidth / 2, plot.over.clientHeight / 2];
      const there = (a, b) => { const on = a * way[0] + b * way[1]; return on > 0.5 && Math.abs(a * way[1] + b * way[0]) <= on; };
      const next = current ? nearest(x, y, Infinity, there) : nearest(x, y, Infinity);
      if (next) point(next);
    } else if (event.key === "Enter" && current) onChoose(current);
    else if (event.key === "+") zoom(0.6);
    else if (event.key === "-") zoom(1 / 0.6);
    else if (event.key === "0") whole();
    else if (event.key === "Escape") point(null);
    else return;
    event.preventDefault();
  });
  root.addEventListener("blur", () => point(null));
  new ResizeObserver(() => plot && root.clientWidth && plot.width !== root.clientWidth
    && (plot.setSize({ width: root.clientWidth, height: height() }), mark())).observe(root);
  for (const media of ["(prefers-color-scheme: dark)", "print"]) // other colours, the same view
    matchMedia(media).addEventListener("change", () => plot?.redraw(false));
  return {
    draw(what) {
      shown = what;
      places = placed(what.rows, what.x, what.y, what.certain, what.side);
      current = null;
      build();
      return places;
    },
    name(named) { // what is zoomed in on stays
      shown.named = named;
      plot.redraw(false);
    },
    point: (row) => point(row === null ? null : places.find((place) => place.rows.includes(row)) ?? null),
    zoom, whole,
    spots: () => places.map(at),
  };
};
