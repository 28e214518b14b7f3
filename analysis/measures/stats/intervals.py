"""Intervals and ranks: what texts like these leave open, and what the words of these texts alone leave open.

The exact intervals (`proportion_interval`, `rate_interval`, `word_interval`) take words as drawn one by one and can say
little; `log_ratio_interval`, in a module of its own, takes the document as the unit and speaks of other documents of
the same kind. The exact ones share one set of beta quantiles, our own call of scipy.special, because
scipy.stats.binomtest takes one count at a time.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from math import expm1, log1p

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betainccinv, betaincinv, stdtrit

_MANY = 1000


def _exact(hits: ArrayLike, misses: ArrayLike, alpha: float) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return the bounds of a share (Clopper & Pearson 1934), low and high, and 1 minus each; counts need not be whole.

    The bounds are the ``alpha/2`` and ``1 - alpha/2`` quantiles of Beta(hits, misses + 1) and Beta(hits + 1, misses). 1
    minus a bound is worked out by itself where the bound is near 1, so that no digit is lost.
    """
    a, b = np.broadcast_arrays(np.asarray(hits, dtype=float), np.asarray(misses, dtype=float))
    if a.size > _MANY:  # of many terms most are rare, with the same few counts
        pairs, which = np.unique(a.ravel() + 1j * b.ravel(), return_inverse=True)
        low, high, without_low, without_high = (
            bound[which].reshape(a.shape) for bound in _exact_bounds(pairs.real, pairs.imag, alpha)
        )
        return low, high, without_low, without_high
    low, high, without_low, without_high = (
        bound.reshape(a.shape) for bound in _exact_bounds(a.ravel(), b.ravel(), alpha)
    )
    return low, high, without_low, without_high


def _exact_bounds(a: np.ndarray, b: np.ndarray, alpha: float) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    some_a, some_b, tail = np.where(a > 0, a, 1), np.where(b > 0, b, 1), alpha / 2
    low, without_low = _both_sides(betaincinv(some_a, b + 1, tail), lambda at: betainccinv(b[at] + 1, some_a[at], tail))
    without_high, high = _both_sides(
        betaincinv(some_b, a + 1, tail), lambda at: betainccinv(a[at] + 1, some_b[at], tail)
    )
    return (
        np.where(a > 0, low, 0.0),
        np.where(b > 0, high, 1.0),
        np.where(a > 0, without_low, 1.0),
        np.where(b > 0, without_high, 0.0),
    )


def _both_sides(share: np.ndarray, rest: Callable[[np.ndarray], np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Return shares and 1 minus each; where little is left it is `rest`, worked out by itself for those places."""
    without = 1 - share
    near = share > 0.5
    if near.any():
        without[near] = rest(near)
    return share, without


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
    return nearer_bound(*word_interval(a, b, c, d, alpha=alpha))


def nearer_bound(low: ArrayLike, high: ArrayLike) -> np.ndarray:
    """Return the bound of each interval that is nearer to 0, or 0 if the interval contains 0; NaN where there is none.

    >>> nearer_bound([1, -1, -3], [np.inf, 2, -0.5]).tolist()
    [1.0, 0.0, -0.5]
    """
    return np.maximum(low, 0.0) + np.minimum(high, 0.0)


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
