"""How far the counts of a group's documents swing from what its rate leads one to expect."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse

from analysis.measures.stats.sample import Sample

_BY_TERM = ("n", "documents", "squares", "held_larger", "model")


class Spread(NamedTuple):
    """What `log_ratio_interval` needs to know of a group; of several parts of its terms it is joined.

    By term: counts, documents that have it, squares off the expected, the same held larger, squares of the expected.
    Of the group: its words, the sum of their squares by document, its freedom (`Sample.freedom`), its documents.
    """

    n: np.ndarray
    documents: np.ndarray
    squares: np.ndarray
    held_larger: np.ndarray
    model: np.ndarray
    total: int
    lengths_squared: float
    freedom: float
    size: int

    @classmethod
    def join(cls, parts: Sequence[Spread]) -> Spread:
        """Return what is known of some terms and of others of the same group."""
        by_term: dict[str, Any] = {k: np.concatenate([getattr(part, k) for part in parts]) for k in _BY_TERM}
        return parts[0]._replace(**by_term)

    def take(self, terms: np.ndarray) -> Spread:
        """Return what is known of these terms, in this order."""
        return self._replace(**{k: getattr(self, k)[terms] for k in _BY_TERM})


def spread(sample: Sample) -> Spread:
    """Return what `log_ratio_interval` needs to know of a group."""
    units, total = sample.units, sample.total
    rate = sample.n / total
    squares, held_larger = _squares(sample, rate, np.column_stack([np.ones(len(units)), units.held_larger]))
    held = (len(units) - 1) / len(units) * held_larger
    lengths_squared = float((units.lengths**2).sum())
    model = rate**2 * lengths_squared
    return Spread(
        sample.n.astype(float),
        sample.documents,
        squares,
        held,
        model,
        total,
        lengths_squared,
        sample.freedom,
        len(units),
    )


def _squares(sample: Sample, rate: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return ``Σ weight_i (x_i - rate w_i)²`` of each term, from the counts that are not zero: a row for each kind.

    `weights` has a column for each kind.
    """
    counts, words = sample.by_term, sample.units.lengths[:, None]
    own = (sparse.csr_array((counts.data**2, counts.indices, counts.indptr), shape=counts.shape) @ weights).T
    shared = (counts @ (words * weights)).T
    every = [float((words[:, 0] ** 2 * kind).sum()) for kind in weights.T]
    return np.maximum(0, own - 2 * rate * shared + rate**2 * np.array(every)[:, None])
