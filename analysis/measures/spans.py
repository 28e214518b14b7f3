"""Which rows of a table of places share characters with the rows of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


def touched(rows: pd.DataFrame, spans: pd.DataFrame, *, whole: bool = False) -> np.ndarray:
    """Return which rows share a character with one of the spans or, if `whole`, lie in one.

    Parameters
    ----------
    rows, spans
        Tables with ``doc_id, start, end``; the spans of a text do not overlap.
    """
    import numpy as np
    import pandas as pd

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
