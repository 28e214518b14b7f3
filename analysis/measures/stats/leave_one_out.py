"""Whether one text carries a difference: what is left of it without the document that makes most of it.

A module of its own, though only `keyness` needs it: it is arithmetic on samples, as all in this room.
"""

from __future__ import annotations

import numpy as np

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
    one, other = _without_each(target, reference, by_target), _without_each(reference, target, ~by_target)
    other["log_ratio_without_one"] = 0 - other["log_ratio_without_one"]
    return {name: np.where(by_target, one[name], other[name]) for name in one}


_ABOUT = 1 + 1e-9  # rates nearer to each other than this may change places when they are worked out


def _without_each(over: Sample, under: Sample, wanted: np.ndarray) -> dict[str, np.ndarray]:
    """Return the columns of `leave_one_out` for those terms that the first group over-uses."""
    units, n_terms = over.units, over.matrix.shape[1]
    inside = np.flatnonzero(wanted[over.cells.term])
    terms, rows = over.cells.term[inside], over.cells.unit[inside]
    counts = over.cells.n[inside].astype(np.int64)
    held = np.flatnonzero(wanted & (over.n > 0))  # terms that have a cell here; these come together, in this order
    begins = np.searchsorted(terms, held)

    def of_each(function: np.ufunc, values: np.ndarray, none: float) -> np.ndarray:
        result = np.full(n_terms, none, dtype=values.dtype)
        if len(held):
            result[held] = function.reduceat(values, begins)
        return result

    rates = (over.n[terms] - counts) / (over.total - units.words[rows]) if len(over) > 1 else np.ones(len(terms))
    near = np.flatnonzero(rates <= of_each(np.minimum, rates, 0)[terms] * _ABOUT)
    row, term = rows[near], terms[near]
    a, c, b, d = over.n[term] - counts[near], over.total - units.words[row], under.n[term], under.total
    left = np.zeros(len(near))
    still = a.astype(float) * d > b.astype(float) * c  # whole numbers could overflow
    left[still] = np.maximum(log_ratio(a[still], b[still], c[still], d), 0)
    nearest = np.full(n_terms, np.inf)
    np.minimum.at(nearest, term, left)
    nearest[(over.n == 0) | (len(over) < 2)] = np.nan
    most = of_each(np.maximum, counts, 0)
    first = of_each(np.minimum, np.where(counts == most[terms], units.ranks[rows], len(units)), len(units))
    return {
        "log_ratio_without_one": nearest,
        "top_share": np.divide(most, over.n, out=np.full(n_terms, np.nan), where=over.n > 0),
        "top_doc": np.append(units.names, "")[first],
    }
