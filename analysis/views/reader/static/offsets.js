/* Offsets of a text and places in its page. They are those of the suite: characters (code points) of the text as it was
   read. What is marked `data-skip` is said beside the text and is not counted. */
"use strict";
window.sameStoryOffsets = (text) => {
  const paragraphs = [...text.querySelectorAll("p")];
  const starts = paragraphs.map((p) => Number(p.dataset.at));
  function* letters(p) {
    const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) if (!walk.currentNode.parentElement.closest("[data-skip]")) yield walk.currentNode;
  }
  const length = (string) => { let n = 0; for (const _ of string) n += 1; return n; };
  function place(offset) {
    let i = starts.length - 1;
    while (i > 0 && starts[i] > offset) i -= 1;
    let left = Math.max(0, offset - starts[i]);
    let last = null;
    for (const node of letters(paragraphs[i])) {
      const here = length(node.data);
      if (left <= here) return [node, [...node.data].slice(0, left).join("").length];
      left -= here;
      last = node;
    }
    return [last, last.data.length];
  }
  function offsetOf(node, at) {
    const p = (node.nodeType === 1 ? node : node.parentElement).closest("p[data-at]");
    if (!p || !text.contains(p)) return null;
    const range = document.createRange();
    range.setStart(p, 0);
    range.setEnd(node, at);
    let offset = Number(p.dataset.at);
    for (const letter of letters(p)) {
      if (letter === node) return offset + length(letter.data.slice(0, at));
      if (range.comparePoint(letter, letter.data.length) > 0) return offset;
      offset += length(letter.data);
    }
    return offset;
  }
  function rangeOf(start, end) {
    const range = document.createRange();
    range.setStart(...place(start));
    range.setEnd(...place(end));
    return range;
  }
  function wordsOf(start, end) {
    const copy = rangeOf(start, end).cloneContents();
    copy.querySelectorAll("[data-skip]").forEach((element) => element.remove());
    return copy.textContent;
  }
  function surround(pieces) { // in order, and none over another
    let next = 0;
    paragraphs.forEach((p, i) => {
      let at = starts[i];
      for (const node of [...letters(p)]) {
        const from = at;
        at += length(node.data);
        while (next < pieces.length && pieces[next][1] <= from) next += 1;
        const inside = [];
        for (let k = next; k < pieces.length && pieces[k][0] < at; k += 1) inside.push(pieces[k]);
        const units = at - from === node.data.length ? null : [...node.data];
        const unit = (offset) => (units ? units.slice(0, offset).join("").length : offset);
        for (const [start, end, attributes] of inside.reverse()) { // from the end, so that what is before keeps its place
          const range = document.createRange();
          range.setStart(node, unit(Math.max(start - from, 0)));
          range.setEnd(node, unit(Math.min(end, at) - from));
          range.surroundContents(window.sameStoryElements.make("span", attributes));
        }
      }
    });
  }
  return { paragraphs, place, offsetOf, rangeOf, wordsOf, surround };
};
