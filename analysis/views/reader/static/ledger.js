/* Rows that a person makes on a page: kept on this machine, exported to a CSV file and brought back from one.
   What is brought is checked row by row, and shown as text alone. Of rows with the same key the last one holds. */
"use strict";
window.sameStoryLedger = (store, columns, sound, key, given = []) => { // given: rows that the page was made with
  const LARGEST = 2_000_000; // bytes of a file that is brought
  const ledger = { rows: [], kept: true };
  try {
    const read = JSON.parse(localStorage.getItem(store) || "[]");
    ledger.rows = Array.isArray(read) ? read.filter(whole) : [];
  } catch { ledger.kept = false; }
  function whole(row) {
    return Boolean(row) && columns.every((name) => typeof row[name] === (name === "start" || name === "end" ? "number" : "string"))
      && Number.isInteger(row.start) && Number.isInteger(row.end) && row.start >= 0 && row.start < row.end && sound(row);
  }
  function save() {
    try { localStorage.setItem(store, JSON.stringify(ledger.rows)); } catch { ledger.kept = false; }
  }
  function add(rows) {
    const all = new Map(ledger.rows.map((row) => [key(row), row]));
    for (const row of rows) { all.delete(key(row)); all.set(key(row), row); }
    ledger.rows = [...all.values()];
    save();
  }
  ledger.put = (row) => add([row]);
  ledger.drop = (row) => {
    ledger.rows = ledger.rows.filter((one) => key(one) !== key(row));
    save();
  };
  ledger.change = (change) => {
    ledger.rows = ledger.rows.map((row) => ({ ...row, ...change }));
    save();
  };
  ledger.empty = () => {
    ledger.rows = [];
    save();
  };
  ledger.give = (name) => {
    const quoted = (value) => `"${String(value).replaceAll('"', '""')}"`;
    const anew = new Set(ledger.rows.map(key));
    const every = [...given.filter((one) => !anew.has(key(one))), ...ledger.rows];
    const lines = [columns, ...every.map((row) => columns.map((column) => row[column]))].map((row) => row.map(quoted).join(","));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`${lines.join("\r\n")}\r\n`], { type: "text/csv" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };
  function cells(string) {
    const rows = [[]];
    const plainly = string.replace(/^\ufeff/, "");
    const [sign] = plainly.split(/[\r\n]/, 1)[0].match(/[,;\t]/) || [","]; // a spreadsheet may have put semicolons
    for (const [, cell, plain, end] of plainly.matchAll(new RegExp(`(?:"((?:[^"]|"")*)"|([^"${sign}\r\n]*))(${sign}|\r\n|\n|\r|$)`, "g"))) {
      rows[rows.length - 1].push(cell === undefined ? plain : cell.replaceAll('""', '"'));
      if (end === "") break;
      if (end === sign) continue;
      if (rows[rows.length - 1].some(Boolean)) rows.push([]);
      else rows[rows.length - 1] = [];
    }
    return rows.filter((row) => row.some(Boolean));
  }
  ledger.bring = async (file, isHere) => {
    if (file.size > LARGEST) return `${file.name}: too large to be such a file. Nothing was changed.`;
    const [head = [], ...rows] = cells(await file.text());
    const missing = columns.filter((column) => !head.includes(column));
    if (missing.length) return `${file.name}: not such a file; it has no column ${missing.join(", ")}. Nothing was changed.`;
    const read = rows.map((row) => Object.fromEntries(columns.map((column) => [column, row[head.indexOf(column)] ?? ""])))
      .map((row) => ({ ...row, start: Number(row.start), end: Number(row.end) }));
    const good = read.filter(whole);
    add(good);
    const left = read.length - good.length;
    const here = good.filter(isHere).length;
    return `${file.name}: ${good.length} read${here < good.length ? `, ${here || "none"} of them of this text` : ""}${left ? `, ${left} left out as ${left === 1 ? "it is" : "they are"} damaged` : ""}.`;
  };
  return ledger;
};
