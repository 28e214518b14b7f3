"""Whether one text carries a difference: what is left of it without the document that makes most of it.

A module of its own, though only `keyness` needs it: it is arithmetic on samples, as all in this room.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from analysis.measures.stats.association import log_ratio
from analysis.measures.stats.sample import Sample


def leave_one_out(target: Sample, reference: Sample) -> dict[str, np.ndarray]:
    """Return, for each term, how much of its difference between two groups rests on one document.

    The group that over-uses a term is the one with the higher rate, the target where both are the same.

    Parameters
    ----------
    target, reference
        The documents of both groups with their ids; the same terms in both.

    Returns
    -------
    dict of ndarray
        One value per term:

        ``log_ratio_without_one``: the log ratio nearest to 0 that is left when each document of the over-using group
        is left out in turn, with its words. It is 0 where the group does not over-use the term without that document,
        also where it is in that document alone; negative where the reference over-uses it. NaN where the over-using
        group is one document, for without it there is nothing to compare.

        ``top_share``: the largest share of the term's occurrences in the over-using group that one document holds,
        from 0 to 1; ``top_doc``: the doc_id of that document, the first by name where several have as many. NaN and ""
        for a term that occurs nowhere.

    Notes
    -----
    A zero count in the other group is taken as `association.log_ratio` does; that only moves how far from 0 the value
    is, and never below it. The documents of the other group all stay.

    The search is exact and looks at counts that are not zero alone. To leave out a document that lacks the term makes
    the rate higher, and some document has at least the rate of its group, so that without it the rate is no higher:
    the value nearest to 0 is found among documents with the term.

    Misleads where texts copy each other: a wording that two texts share passes for one that no single text carries.
    With few documents leaving out one leaves little of the group.
    """
    by_target = target.n.astype(float) * reference.total >= reference.n.astype(float) * target.total
    one, other = _without_each(target, reference), _without_each(reference, target)
    other["log_ratio_without_one"] = 0 - other["log_ratio_without_one"]
    return {name: np.where(by_target, one[name], other[name]) for name in one}


def _without_each(over: Sample, under: Sample) -> dict[str, np.ndarray]:
    """Return the columns of `leave_one_out` as if the first group over-used every term."""
    cells, n_terms = sparse.coo_array(over.matrix), over.matrix.shape[1]
    there = cells.data != 0
    terms, rows, counts = cells.col[there], cells.row[there], cells.data[there].astype(np.int64)
    a, c, b, d = over.n[terms] - counts, over.total - over.words[rows], under.n[terms], under.total
    left = np.zeros(len(a))
    still = a.astype(float) * d > b.astype(float) * c  # whole numbers could overflow
    left[still] = np.maximum(log_ratio(a[still], b[still], c[still], d), 0)
    nearest = np.full(n_terms, np.inf)
    np.minimum.at(nearest, terms, left)
    nearest[(over.n == 0) | (len(over) < 2)] = np.nan
    most = np.zeros(n_terms, dtype=np.int64)
    np.maximum.at(most, terms, counts)
    names = np.array([str(name) for name in over.ids], dtype=object)
    order = np.argsort(names, kind="stable") if over.order is None else over.order
    rank = np.argsort(order, kind="stable")
    first = np.full(n_terms, len(names))
    np.minimum.at(first, terms, np.where(counts == most[terms], rank[rows], len(names)))
    return {
        "log_ratio_without_one": nearest,
        "top_share": np.divide(most, over.n, out=np.full(n_terms, np.nan), where=over.n > 0),
        "top_doc": np.append(names[order], "")[first],
    }
