"""Which words lie in which spans of a text, and which spans share characters: the one look-up of places."""

from __future__ import annotations

import numpy as np
import pandas as pd


def overlapping(rows: pd.DataFrame, spans: pd.DataFrame, *, whole: bool = False) -> np.ndarray:
    """Return which rows share a character with one of the spans or, if `whole`, lie in one.

    Parameters
    ----------
    rows, spans
        Tables with ``doc_id, start, end``; the spans of a text do not overlap.
    """
    if not len(spans) or not len(rows):
        return np.zeros(len(rows), dtype=bool)
    doc, _ = pd.factorize(np.concatenate([table["doc_id"].to_numpy(dtype=object) for table in (spans, rows)]))
    start, end = (
        np.concatenate([table[side].to_numpy(dtype=np.int64) for table in (spans, rows)]) for side in ("start", "end")
    )
    base = doc * (end.max() + 1)
    n, order = len(spans), np.argsort((base + start)[: len(spans)], kind="stable")
    begins, stops = (base + start)[:n][order], (base + end)[:n][order]
    first, last = (base + start)[n:], (base + end)[n:]
    at = np.searchsorted(begins, last, side="left") - 1
    shared = (at >= 0) & (stops[at] > first)
    return shared & (begins[at] <= first) & (stops[at] >= last) if whole else shared


def word_ranges(words: pd.DataFrame, spans: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return, for each span, the row of the first word that begins in it and the row after its last.

    Parameters
    ----------
    words, spans
        Tables with ``doc_id, start`` and, the spans, ``end``; the words in the order of the texts, as in `tokens`. The
        two are the same where no word begins in the span, or the text has no word.
    """
    doc, _ = pd.factorize(np.concatenate([table["doc_id"].to_numpy(dtype=object) for table in (words, spans)]))
    at = words["start"].to_numpy(dtype=np.int64)
    start, end = (np.maximum(spans[side].to_numpy(dtype=np.int64), 0) for side in ("start", "end"))
    width, n = 1 + max(column.max(initial=0) for column in (at, start, end)), len(words)
    keys, base = doc[:n] * width + at, doc[n:] * width
    first = np.searchsorted(keys, base + start)
    return first, np.maximum(first, np.searchsorted(keys, base + end))


def inside(words: pd.DataFrame, spans: pd.DataFrame) -> np.ndarray:
    """Return which words begin in a span; spans may overlap."""
    first, last = word_ranges(words, spans)
    depth = np.bincount(first, minlength=len(words) + 1) - np.bincount(last, minlength=len(words) + 1)
    return np.cumsum(depth)[:-1] > 0


def containing(words: pd.DataFrame, spans: pd.DataFrame) -> np.ndarray:
    """Return the row of the span in which each word begins, -1 where there is none.

    Where spans overlap, the one that begins last; of two with one beginning, the later row.
    """
    first, last = word_ranges(words, spans)
    held = np.full(len(words), -1, dtype=np.int64)
    for row in np.argsort(first, kind="stable"):
        held[first[row] : last[row]] = row
    return held
