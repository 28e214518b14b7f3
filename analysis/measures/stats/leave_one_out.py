"""Whether one text carries a difference: what is left of it without the document that makes most of it."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import sparse

from analysis.measures.stats.association import log_ratio


def leave_one_out(
    target: sparse.sparray,
    reference: sparse.sparray,
    words_target: ArrayLike,
    words_reference: ArrayLike,
    ids_target: ArrayLike,
    ids_reference: ArrayLike,
) -> dict[str, np.ndarray]:
    """Return, for each term, how much of its difference between two groups rests on one document.

    The group that over-uses a term is the one with the higher rate, the target where both are the same.

    Parameters
    ----------
    target, reference
        Counts, documents by terms; the same terms in both.
    words_target, words_reference
        Number of words of each document, all above 0.
    ids_target, ids_reference
        Their doc_ids.

    Returns
    -------
    dict of ndarray
        One value per term:

        ``log_ratio_without_one``: the log ratio nearest to 0 that is left when each document of the over-using group
        is left out in turn, with its words. It is 0 where the group does not over-use the term without that document,
        also where it is in that document alone; negative where the reference over-uses it. NaN where the over-using
        group is one document, for without it there is nothing to compare.

        ``top_share``: the largest share of the term's occurrences in the over-using group that stands in one document,
        from 0 to 1; ``top_doc``: the doc_id of that document, the first where several have as many. NaN and "" for a
        term that occurs nowhere.

    Notes
    -----
    A zero count in the other group is taken as 0.5, as `association.log_ratio` does; that only moves how far from 0
    the value is, and never below it. The documents of the other group all stay.

    The search is exact and looks at counts that are not zero alone. To leave out a document that lacks the term makes
    the rate higher, and some document has at least the rate of its group, so that without it the rate is no higher:
    the value nearest to 0 is found among documents with the term.

    Misleads where texts copy each other: a wording that two texts share passes for one that no single text carries.
    With few documents leaving out one leaves little of the group.
    """
    groups = [
        (target, np.asarray(words_target, dtype=np.int64), np.asarray(ids_target, dtype=object)),
        (reference, np.asarray(words_reference, dtype=np.int64), np.asarray(ids_reference, dtype=object)),
    ]
    n = [np.asarray(matrix.sum(axis=0), dtype=np.int64) for matrix, _, _ in groups]
    totals = [int(words.sum()) for _, words, _ in groups]
    by_target = n[0].astype(float) * totals[1] >= n[1].astype(float) * totals[0]  # whole numbers could overflow
    columns: dict[str, np.ndarray] = {}
    for side, over in ((0, by_target), (1, ~by_target)):
        matrix, words, ids = groups[side]
        terms, documents, counts = _cells(matrix)
        a, c = n[side][terms] - counts, totals[side] - words[documents]
        b, d = n[1 - side][terms], totals[1 - side]
        left = np.zeros(len(a))
        still = a.astype(float) * d > b.astype(float) * c
        left[still] = np.maximum(log_ratio(a[still], b[still], c[still], d), 0)
        nearest = np.full(matrix.shape[1], np.inf)
        np.minimum.at(nearest, terms, left)
        nearest[(n[side] == 0) | (len(words) < 2)] = np.nan
        most = np.zeros(matrix.shape[1], dtype=np.int64)
        np.maximum.at(most, terms, counts)
        first = np.full(matrix.shape[1], len(ids))
        np.minimum.at(first, terms, np.where(counts == most[terms], documents, len(ids)))
        found = {
            "log_ratio_without_one": nearest if side == 0 else 0 - nearest,
            "top_share": np.divide(most, n[side], out=np.full(len(most), np.nan), where=n[side] > 0),
            "top_doc": np.append(ids, "")[first],
        }
        for name, values in found.items():
            columns[name] = np.where(over, values, columns.get(name, values))
    return columns


def _cells(matrix: sparse.sparray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return term, document and count of each count that is not zero."""
    cells = sparse.coo_array(matrix)
    there = cells.data != 0
    return cells.col[there], cells.row[there], cells.data[there].astype(np.int64)
