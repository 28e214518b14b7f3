"""How early something comes in a text: the share of its words before it, and the section it is in."""

from __future__ import annotations

import numpy as np
import pandas as pd

BESIDE = ("furniture", "comment")
"""Parts of a page that are no part of its text."""

SECTIONS = ("headline", "lead", "middle", "last third")
_LEAD_SHARE, _LEAD_WORDS = 0.1, 40
_LAST_THIRD = 2 / 3


def places(rows: pd.DataFrame, segments: pd.DataFrame, tokens: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return ``position`` and ``section`` of rows with ``doc_id, start, end, part``.

    The position is the share of the words of the text, headline included, that come before; NaN in furniture and
    in comments, which are no part of it. The lead is the first tenth of the words, at least 40 of them; the last
    third begins at two thirds of the words.
    """
    if not len(rows):
        return np.empty(0), np.empty(0, dtype=object)
    parts = segments["part"].to_numpy(dtype=object)
    counted = ~np.isin(parts, BESIDE)[tokens["segment"].to_numpy()]
    before = np.append(0, np.cumsum(counted))
    doc_ids, bounds = _documents(segments, tokens)
    row = dict(zip(doc_ids, range(len(doc_ids)), strict=True))
    at = np.array([row[doc_id] for doc_id in rows["doc_id"].to_numpy(dtype=object)], dtype=np.int64)
    first = _first_words(rows["start"].to_numpy(dtype=np.int64), at, tokens["start"].to_numpy(), bounds)
    begin, n = before[bounds[at]], before[bounds[at + 1]] - before[bounds[at]]
    ahead = before[first] - begin
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(n > 0, ahead / n, np.nan)
    share[np.isin(rows["part"].to_numpy(dtype=object), BESIDE)] = np.nan
    section = np.where(share >= _LAST_THIRD, SECTIONS[3], SECTIONS[2]).astype(object)
    section[(ahead < np.maximum(_LEAD_WORDS, _LEAD_SHARE * n)) & (share < _LAST_THIRD)] = SECTIONS[1]
    section[(rows["part"] == "headline").to_numpy()] = SECTIONS[0]
    section[np.isnan(share)] = ""
    return share, section


def _documents(segments: pd.DataFrame, tokens: pd.DataFrame) -> tuple[list[object], np.ndarray]:
    """Return the names of the texts in order, and the row of the first word of each, with one more at the end."""
    doc_ids = segments["doc_id"].to_numpy(dtype=object)
    first = np.flatnonzero(np.append(True, doc_ids[1:] != doc_ids[:-1])[: len(doc_ids)])
    return doc_ids[first].tolist(), np.append(np.searchsorted(tokens["segment"].to_numpy(), first), len(tokens))


def _first_words(starts: np.ndarray, at: np.ndarray, words: np.ndarray, bounds: np.ndarray) -> np.ndarray:
    """Return the row of the first word that begins at each place of a text or behind it."""
    text = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
    width = 1 + max(starts.max(initial=0), words.max(initial=0))
    return np.searchsorted(text * width + words, at * width + starts)
