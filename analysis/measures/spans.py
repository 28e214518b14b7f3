"""Which rows of a table of places share characters with the rows of another."""

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


def containing(tokens: pd.DataFrame, spans: pd.DataFrame) -> np.ndarray:
    """Return the row of the span (``doc_id, start, end``) in which each word begins, -1 where there is none.

    Where spans overlap, the one that begins last.
    """
    if not len(spans) or not len(tokens):
        return np.full(len(tokens), -1)
    doc, _ = pd.factorize(np.concatenate([table["doc_id"].to_numpy(dtype=object) for table in (spans, tokens)]))
    start = np.concatenate([table["start"].to_numpy(dtype=np.int64) for table in (spans, tokens)])
    ends = spans["end"].to_numpy(dtype=np.int64)
    key, n = doc * (max(start.max(), ends.max()) + 1) + start, len(spans)
    order = np.argsort(key[:n], kind="stable")
    at = np.searchsorted(key[:n][order], key[n:], side="right") - 1
    row = order[np.maximum(at, 0)]
    return np.where((at >= 0) & (doc[row] == doc[n:]) & (start[n:] < ends[row]), row, -1)
