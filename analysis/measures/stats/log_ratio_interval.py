"""The interval of a log ratio over documents: how far the words of each swing from one document to the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse
from scipy.special import stdtrit

from analysis.measures.stats.intervals import word_interval
from analysis.measures.stats.minimum_sizes import LEAST_DOCUMENTS
from analysis.measures.stats.sample import Sample


def log_ratio_interval(target: Sample, reference: Sample, *, alpha: float = 0.05) -> tuple[np.ndarray, np.ndarray]:
    """Return the bounds of each term's log ratio, with the document as the unit.

    The rate of a group is a ratio of two sums over its documents. Its variance is linearised (Cochran 1977, ch. 6):
    with ``e_i = x_i - r w_i`` and ``h_i = w_i / Σw``, that of ``ln r`` is ``(n-1)/n · Σ(e_i / (1 - h_i))² / (Σx)²``,
    the jackknife's: a long document draws r to itself, so what is left of it must be held larger. But it is no less
    than what the burstiness φ of both groups together gives, ``1/Σx + φ Σw_i² / (Σw)²``, since a small group often
    shows too few bursts. Then ``log ratio ± t · sqrt(v1 + v2) / ln 2``, with Satterthwaite's degrees of freedom, where
    a group of unequal documents counts as ``(Σw)² / Σw²`` of them.

    Where fewer than `LEAST_DOCUMENTS` documents of a group have the term, or none, that curve does not fit. There it is
    the exact interval of `word_interval`, with both counts divided by the design effect, ``(v1 (Σx1)² + v2 (Σx2)²) /
    (Σx1 + Σx2)``: as many words as would be left if they were independent (after Korn and Graubard 1998, without their
    adjustment for degrees of freedom).

    Parameters
    ----------
    target, reference
        The two groups; the same terms in both, each in one of them at least.
    alpha
        One minus the level; 0.05 for 95 %. Uncorrected: of many intervals, alpha miss by chance.

    Returns
    -------
    tuple of ndarray
        Low and high; low is -inf for a term that the target lacks, high is inf for one that the reference lacks. NaN
        for all terms if a group has fewer than `LEAST_DOCUMENTS` documents.

    Notes
    -----
    Holds for other documents of the same kind as far as these were drawn at random and one by one. In simulated corpora
    whose words come in bursts (`benchmarks/calibration.py`) 93 to 97 % of such intervals contain the true value for
    terms in ten documents of each group, where both groups are equally bursty; **about 90 % where a small group is much
    the burstier**, and somewhat less for terms in five to nine documents.

    See Also
    --------
    word_interval : From the words of these texts alone; permutation_p : the test of the same difference.

    Examples
    --------
    >>> from scipy import sparse
    >>> words = np.full(6, 10)
    >>> target = Sample(sparse.csr_array([[1], [1], [1], [5], [5], [5]]), words)
    >>> reference = Sample(sparse.csr_array([[1], [1], [1], [1], [1], [4]]), words)
    >>> low, high = log_ratio_interval(target, reference)
    >>> low.round(2).tolist(), high.round(2).tolist()
    ([-0.48], [2.48])
    """
    return spread_interval(spread(target), spread(reference), alpha=alpha)


_BY_TERM = ("n", "documents", "squares", "held_larger", "model")


class Spread(NamedTuple):
    """What `log_ratio_interval` needs to know of a group; of several parts of its terms it is joined.

    By term: counts, documents that have it, squares off the expected, the same held larger, squares of the expected.
    Of the group: its words, its freedom (`Sample.freedom`), its documents.
    """

    n: np.ndarray
    documents: np.ndarray
    squares: np.ndarray
    held_larger: np.ndarray
    model: np.ndarray
    total: int
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


def spread_interval(one: Spread, two: Spread, *, alpha: float = 0.05) -> tuple[np.ndarray, np.ndarray]:
    """Return the bounds of `log_ratio_interval` from what is known of target and reference."""
    if min(one.size, two.size) < LEAST_DOCUMENTS:
        return np.full(len(one.n), np.nan), np.full(len(one.n), np.nan)
    model = one.model + two.model
    extra = one.squares - one.n + two.squares - two.n
    burst = np.maximum(0, np.divide(extra, model, out=np.zeros_like(model), where=model > 0))
    variances = [np.maximum(group.held_larger, group.n + burst * group.model) for group in (one, two)]
    design = np.maximum(1, (variances[0] + variances[1]) / np.maximum(1, one.n + two.n))
    many = (one.documents >= LEAST_DOCUMENTS) & (two.documents >= LEAST_DOCUMENTS)
    low, high = np.empty(len(many)), np.empty(len(many))
    counts = (one.n / design)[~many], (two.n / design)[~many]
    low[~many], high[~many] = word_interval(*counts, one.total, two.total, alpha=alpha)
    a, b = one.n[many], two.n[many]
    v1, v2 = variances[0][many] / a**2, variances[1][many] / b**2
    freedom = (v1 + v2) ** 2 / (v1**2 / one.freedom + v2**2 / two.freedom)
    middle = np.log2(a / one.total) - np.log2(b / two.total)
    half = stdtrit(freedom, 1 - alpha / 2) * np.sqrt(v1 + v2) / np.log(2)
    low[many], high[many] = middle - half, middle + half
    return low, high


def spread(sample: Sample) -> Spread:
    """Return what `log_ratio_interval` needs to know of a group."""
    units, total = sample.units, sample.total
    rate = sample.n / total
    squares, held_larger = _squares(sample, rate, np.column_stack([np.ones(len(units)), units.held_larger]))
    held = (len(units) - 1) / len(units) * held_larger
    model = rate**2 * float((units.lengths**2).sum())
    return Spread(sample.n.astype(float), sample.documents, squares, held, model, total, sample.freedom, len(units))


def _squares(sample: Sample, rate: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return ``Σ weight_i (x_i - rate w_i)²`` of each term, from the counts that are not zero: a row for each kind.

    `weights` has a column for each kind.
    """
    counts, words = sample.by_term, sample.units.lengths[:, None]
    own = (sparse.csr_array((counts.data**2, counts.indices, counts.indptr), shape=counts.shape) @ weights).T
    shared = (counts @ (words * weights)).T
    every = [float((words[:, 0] ** 2 * kind).sum()) for kind in weights.T]
    return np.maximum(0, own - 2 * rate * shared + rate**2 * np.array(every)[:, None])
