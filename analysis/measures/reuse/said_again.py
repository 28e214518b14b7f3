"""What a text says more than once of the passages that an earlier text has."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.measures.reuse.alignment import aligned_words
from analysis.measures.reuse.exact_matches import line_up
from analysis.measures.reuse.passages import SIMILARITY, Wanted, passages_of, runs_by_pair
from analysis.measures.spans import containing


def said_again(
    passages: pd.DataFrame, equal: pd.DataFrame, segments: pd.DataFrame, tokens: pd.DataFrame, *, min_words: int
) -> pd.DataFrame:
    """Return where a text says once more, word for word or nearly, what it shares with an earlier text.

    Parameters
    ----------
    passages
        ``doc_id, start, end``: the passages as they are in the later text, in rows from 0.
    equal
        ``doc_id, start, end, passage``: the words of them that the earlier text has too.
    segments, tokens
        The tables of that name.
    min_words
        Words that must be the same.

    Returns
    -------
    DataFrame
        As `equal`: runs of words beyond the passages, in the same part, each equal to words of ``passage`` that the
        earlier text has. The rows may overlap.

    Notes
    -----
    Found as passages of two texts are: of the one, that which is in the passages, without the words that are its own;
    of the other, what is left of the same text. This goes on in what is then left until nothing is found.
    """
    held, known = containing(tokens, passages), containing(tokens, equal)
    doc, _ = pd.factorize(tokens["doc_id"])
    here = np.flatnonzero(np.isin(doc, doc[held >= 0]))
    part, _ = pd.factorize(segments["part"])
    of_segment = tokens["segment"].to_numpy()[here]
    place = np.column_stack([doc[here], part[of_segment], tokens["term"].cat.codes.to_numpy()[here]])
    _, code = np.unique(place, axis=0, return_inverse=True)
    own = (held >= 0) & (known < 0)  # these words are like no other
    code = np.where(own[here], len(code) + np.arange(len(code)), code)
    stretch = np.cumsum(np.diff(part, prepend=-1) != 0)[of_segment]
    words = _Words(here, doc[here], code, stretch)
    found = []
    while len(rows := _again(words, held[here] >= 0, Wanted(min_words, SIMILARITY))):
        found.append(rows)
        left = ~np.isin(words.row, np.concatenate([np.arange(first, last) for _, first, last in rows.tolist()]))
        left &= np.isin(words.doc, doc[rows[:, 1]])
        words = words.select(left)
        here = words.row
    every = np.concatenate([np.empty((0, 3), dtype=np.int64), *found])
    return pd.DataFrame(
        {
            "doc_id": tokens["doc_id"].to_numpy(dtype=object)[every[:, 1]],
            "start": tokens["start"].to_numpy(dtype=np.int64)[every[:, 1]],
            "end": tokens["end"].to_numpy(dtype=np.int64)[every[:, 2] - 1],
            "passage": equal["passage"].to_numpy(dtype=np.int64)[known[every[:, 0]]],
        }
    )


class _Words(NamedTuple):
    """Words that are looked at: the row of each in the tokens, its text, a number of what it says, and its stretch."""

    row: np.ndarray
    doc: np.ndarray
    code: np.ndarray
    stretch: np.ndarray

    def select(self, rows: np.ndarray) -> _Words:
        """Return some of the words."""
        return _Words(*(column[rows] for column in self))


def _again(words: _Words, held: np.ndarray, wanted: Wanted) -> np.ndarray:
    """Return runs of words that are not held and equal words that are: ``of, first, last``, rows of the tokens."""
    words = words.select(order := np.lexsort((~held, words.doc)))
    text = 2 * words.doc + ~held[order]
    jump = (np.diff(words.row, prepend=-2) != 1) | (np.diff(text, prepend=-1) != 0)
    line = line_up(words.code, text, np.cumsum(jump | (np.diff(words.stretch, prepend=-1) != 0)))
    row = np.full(len(line.code), -1)
    row[line.code >= 0] = words.row
    found = []
    for groups, docs in runs_by_pair(line, np.arange(int(text.max(initial=-1)) + 1), wanted):
        for runs in groups:  # each on its own: what is said three times is equal to the same words twice
            for passage in passages_of([runs], line.code, docs, wanted):
                blocks = aligned_words(line.code, passage[:2], passage[2:4], turned=False)
                found += [(row[x.a0], row[x.b0], row[x.b1 - 1] + 1) for x in blocks if x.equal]
    return np.unique(np.array(found, dtype=np.int64).reshape(-1, 3), axis=0)
