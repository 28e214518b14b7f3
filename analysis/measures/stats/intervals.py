"""Intervals and ranks: what texts like these leave open, and what the words of these texts alone leave open.

`log_ratio_interval` takes the document as the unit and speaks of other documents of the same kind. The exact intervals
(`proportion_interval`, `rate_interval`, `word_interval`) take words as drawn one by one and can say little. They share
one set of beta quantiles, our own call of scipy.special, because scipy.stats.binomtest takes one count at a time.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from math import expm1, log1p
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betainccinv, betaincinv, stdtrit

from analysis.measures.stats.minimum_sizes import LEAST_DOCUMENTS
from analysis.measures.stats.sample import Sample

_MANY = 1000


def _exact(hits: ArrayLike, misses: ArrayLike, alpha: float) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return the bounds of a share (Clopper & Pearson 1934), low and high, and 1 minus each; counts need not be whole.

    The bounds are the ``alpha/2`` and ``1 - alpha/2`` quantiles of Beta(hits, misses + 1) and Beta(hits + 1, misses). 1
    minus a bound is worked out by itself, so that no digit is lost where the bound is near 1.
    """
    a, b = np.broadcast_arrays(np.asarray(hits, dtype=float), np.asarray(misses, dtype=float))
    if a.size > _MANY:  # of many terms most are rare, with the same few counts
        pairs, which = np.unique(a.ravel() + 1j * b.ravel(), return_inverse=True)
        low, high, without_low, without_high = (
            bound[which].reshape(a.shape) for bound in _exact_bounds(pairs.real, pairs.imag, alpha)
        )
        return low, high, without_low, without_high
    return _exact_bounds(a, b, alpha)


def _exact_bounds(a: np.ndarray, b: np.ndarray, alpha: float) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    some_a, some_b, tail = np.where(a > 0, a, 1), np.where(b > 0, b, 1), alpha / 2
    low = np.where(a > 0, betaincinv(some_a, b + 1, tail), 0.0), np.where(a > 0, betainccinv(b + 1, some_a, tail), 1.0)
    high = np.where(b > 0, betainccinv(a + 1, some_b, tail), 1.0), np.where(b > 0, betaincinv(some_b, a + 1, tail), 0.0)
    return low[0], high[0], low[1], high[1]


def proportion_interval(hits: ArrayLike, of: ArrayLike, *, alpha: float = 0.05) -> tuple[np.ndarray, np.ndarray]:
    """Return the exact bounds of shares (Clopper & Pearson 1934); NaN where `of` is 0."""
    hits, of = np.asarray(hits, dtype=float), np.asarray(of, dtype=float)
    low, high, _, _ = _exact(hits, of - hits, alpha)
    return np.where(of > 0, low, np.nan), np.where(of > 0, high, np.nan)


def rate_interval(n: ArrayLike, words: ArrayLike, *, alpha: float = 0.05) -> tuple[np.ndarray, np.ndarray]:
    """Return the exact bounds of a rate per 1,000 words (Clopper & Pearson 1934).

    Parameters
    ----------
    n
        Occurrences, from 0 to `words`.
    words
        Number of words, above 0.
    alpha
        One minus the level; 0.05 for 95 %.

    Notes
    -----
    Takes each word as drawn by itself, which words are not. It says nothing about other texts.

    See Also
    --------
    marker_rates_by_voice : Rates with these bounds.

    Examples
    --------
    >>> low, high = rate_interval([0, 3], [10, 100])
    >>> low.round(1).tolist(), high.round(1).tolist()
    ([0.0, 6.2], [308.5, 85.2])
    """
    low, high = proportion_interval(n, words, alpha=alpha)
    return 1000 * low, 1000 * high


def mean_interval(values: Sequence[float], alpha: float = 0.05) -> tuple[float, float, float]:
    """Return the mean of shares, one for each split, and its t interval, kept within 0 and 1; NaN from one split."""
    shares = np.asarray(values, dtype=float)
    if not len(shares):
        return math.nan, math.nan, math.nan
    mean = float(shares.mean())
    if len(shares) < 2:
        return mean, math.nan, math.nan
    half = float(stdtrit(len(shares) - 1, 1 - alpha / 2) * shares.std(ddof=1) / np.sqrt(len(shares)))
    return mean, max(mean - half, 0.0), min(mean + half, 1.0)


def share_interval(hits: ArrayLike, of: ArrayLike, alpha: float = 0.05) -> tuple[float, float]:
    """Return the bounds of ``sum(hits) / sum(of)`` with the document as the unit: one hit count and size for each.

    The share is a ratio of sums, its variance that of its linearisation (Cochran 1977, ch. 6): ``n / (n - 1) ·
    Σ (hits_i - share · of_i)² / (Σ of)²``, with a t quantile of ``(Σ of)² / Σ of² - 1`` degrees of freedom, one at
    least, and kept within 0 and 1. NaN from one document. It misleads where documents repeat each other.

    >>> [round(float(end), 3) for end in share_interval([1, 2, 3], [10, 10, 10])]
    [0.0, 0.448]
    """
    x, w = np.asarray(hits, dtype=float), np.asarray(of, dtype=float)
    total = w.sum()
    if len(w) < 2 or not total:
        return math.nan, math.nan
    share = x.sum() / total
    spread = math.sqrt(len(w) / (len(w) - 1) * float(((x - share * w) ** 2).sum())) / total
    half = float(stdtrit(max(total**2 / (w**2).sum() - 1, 1.0), 1 - alpha / 2)) * spread
    return max(float(share) - half, 0.0), min(float(share) + half, 1.0)


def word_interval(
    a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike, *, alpha: float = 0.05
) -> tuple[np.ndarray, np.ndarray]:
    """Return the lower and upper bound of the log ratio, from the words of these texts alone (Evert 2022).

    The exact (Clopper & Pearson 1934) interval of ``a / (a+b)`` at ``alpha / 2`` on each side, each bound p mapped to
    ``log2[(d/c) · p / (1-p)]``. Uncorrected: with many terms, alpha of the intervals miss by chance alone; give ``alpha
    / m`` for m terms.

    Parameters
    ----------
    a, b
        Counts in target and reference; effective counts need not be whole.
    c, d
        Numbers of words, above 0.
    alpha
        One minus the level; 0.05 for 95 %.

    Returns
    -------
    tuple of ndarray
        Low and high; low is -inf where a is 0, high is inf where b is 0.

    Notes
    -----
    Says how far the log ratio might move if the same two sources had drawn their words one by one. **It says nothing
    about other texts**: words come in bursts, and with documents as they are a 95 % interval of this kind contains the
    true value in 67 to 92 % of cases (data/calibration/, and fewer for fewer documents).

    See Also
    --------
    log_ratio_interval : With the document as the unit.

    Examples
    --------
    >>> low, high = word_interval([35, 3], [263, 0], 112289776, 1559716979)
    >>> low.round(2).tolist(), high.round(2).tolist()
    ([0.33, 2.52], [1.4, inf])
    """
    low, high, no_low, no_high = _exact(a, b, alpha)
    scale = np.log2(np.asarray(d, dtype=float)) - np.log2(np.asarray(c, dtype=float))
    with np.errstate(divide="ignore"):  # a count of 0 leaves that end open
        return scale + (np.log2(low) - np.log2(no_low)), scale + (np.log2(high) - np.log2(no_high))


def conservative_log_ratio(
    a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike, *, alpha: float = 0.05
) -> np.ndarray:
    """Return LRC: the bound of `word_interval` that is nearer to 0, or 0 if the interval contains 0 (Evert 2022)."""
    low, high = word_interval(a, b, c, d, alpha=alpha)
    return np.maximum(low, 0) + np.minimum(high, 0)


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
        by_term: dict[str, Any] = {k: np.concatenate([getattr(part, k) for part in parts]) for k in cls._fields[:5]}
        return parts[0]._replace(**by_term)

    def take(self, terms: np.ndarray) -> Spread:
        """Return what is known of these terms, in this order."""
        return self._replace(**{k: getattr(self, k)[terms] for k in self._fields[:5]})


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
    words, total = sample.words.astype(float), sample.total
    rate = sample.n / total
    larger = 1 / (1 - words / total) ** 2 if len(words) > 1 else np.ones(1)
    held = (len(words) - 1) / len(words) * _squares(sample, rate, larger)
    squares = _squares(sample, rate, np.ones(len(words)))
    model = rate**2 * float((words**2).sum())
    return Spread(sample.n.astype(float), sample.documents, squares, held, model, total, sample.freedom, len(words))


def _squares(sample: Sample, rate: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return ``Σ weight_i (x_i - rate w_i)²`` of each term, from the counts that are not zero."""
    cells, words = sample.matrix.tocoo(), sample.words.astype(float)
    terms, counts = sample.matrix.shape[1], cells.data.astype(float)
    own = np.bincount(cells.col, counts**2 * weights[cells.row], minlength=terms)
    shared = np.bincount(cells.col, counts * (words * weights)[cells.row], minlength=terms)
    return np.maximum(0, own - 2 * rate * shared + rate**2 * float((words**2 * weights).sum()))


def joint_alpha(n: int, *, alpha: float = 0.05) -> float:
    """Return the alpha of each of n intervals with which all hold together in ``1 - alpha`` of cases, if independent.

    ``1 - (1 - alpha)^(1/n)`` (Šidák 1967); where they go together, more than that.
    """
    return -expm1(log1p(-alpha) / n)


def rank_bounds(low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the first and the last rank, from the highest value down, that the intervals leave open to each item.

    An item is certainly behind those whose interval lies wholly above its own, and before those whose interval lies
    wholly below (Klein, Wright and Wieczorek 2020). If the intervals hold together in 95 % of cases (`joint_alpha`), so
    do all ranks.

    Parameters
    ----------
    low, high
        Bounds of each item; infinite where there is no bound, NaN where there is no interval.

    Returns
    -------
    tuple of ndarray
        First and last rank, from 1 to the number of items with an interval; NaN for those without.

    Notes
    -----
    Cautious: intervals that overlap a little may still belong to values that differ.
    """
    known = ~(np.isnan(low) | np.isnan(high))
    first, last = np.full(low.shape, np.nan), np.full(low.shape, np.nan)
    lows, highs = np.sort(low[known]), np.sort(high[known])
    first[known] = 1 + len(lows) - np.searchsorted(lows, high[known], side="right")
    last[known] = len(highs) - np.searchsorted(highs, low[known], side="left")
    return first, last
