"""Rates of groups of documents, and their differences: how far other documents of the same kind might move them.

A rate here is a ratio of two sums over documents: loaded words among all words, words in quotation marks among all
words. The document, or a cluster of documents, is the unit. statsmodels has intervals of single proportions, and scipy
those of means; neither has a ratio whose both parts vary from document to document, so these are our own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.special import betaincinv, expit, logit, ndtri, stdtrit

from analysis.measures.stats.minimum_sizes import LEAST_DOCUMENTS, LEVEL, smallest_p

_LARGER = 4.0  # what fourth powers of few units are held larger by, which seldom show how long the tail is
_STEPS = 60  # halvings of the logarithm of p, from 1e-300 to 1


class Ratio(NamedTuple):
    """What is known of the rate of some items in one group: an array each, a value for each item.

    Attributes
    ----------
    n, total
        Counts of the item, and of all among which it is counted.
    variance
        Of `n`, had the group drawn other units: ``(k-1)/k · Σ (e_i / (1 - h_i))²``.
    freedom
        Degrees of freedom of that variance.
    size
        Units with anything to count among.
    holding, lacking
        Units with the item, and units with anything else.

    See Also
    --------
    ratio_of : Makes it.
    """

    n: np.ndarray
    total: np.ndarray
    variance: np.ndarray
    freedom: np.ndarray
    size: np.ndarray
    holding: np.ndarray
    lacking: np.ndarray

    @property
    def rate(self) -> np.ndarray:
        """``n / total``; NaN where there is nothing to count among."""
        return np.divide(self.n, self.total, out=np.full(self.n.shape, np.nan), where=self.total > 0)

    @classmethod
    def join(cls, parts: Sequence[Ratio]) -> Ratio:
        """Return what is known of the items of all parts, one after the other."""
        return cls(*(np.concatenate(column) for column in zip(*parts, strict=True)))

    def take(self, items: np.ndarray) -> Ratio:
        """Return what is known of these items."""
        return Ratio(*(column[items] for column in self))


def ratio_of(n: np.ndarray, total: np.ndarray) -> Ratio:
    """Return what is known of the rates of some items, from counts by unit.

    Parameters
    ----------
    n
        Units by items; from 0 to the unit's total.
    total
        What is counted among, for each unit.

    Returns
    -------
    Ratio
        With ``e_i = n_i - rate · total_i`` and ``h_i = total_i / Σ total``: the variance is that of the ratio's
        linearisation (Cochran 1977, ch. 6), held larger for a unit that draws the rate to itself, as the jackknife has
        it (MacKinnon and White 1985). The degrees of freedom are Satterthwaite's (1946), from the fourth powers:
        ``2 (Σe²)² / ((1 + 4/m) Σe⁴ - (Σe²)²/k)``, at most ``m - 1`` and at least 1, where k units of unequal totals
        count as ``m = (Σ total)² / Σ total²``. So a rate that few units carry has few.
    """
    there = total > 0
    x, w = np.asarray(n, dtype=float)[there], np.asarray(total, dtype=float)[there]
    k, whole = len(w), float(w.sum())
    items = x.shape[1]
    if not k:
        nothing = np.zeros(items)
        return Ratio(nothing, nothing, nothing, nothing + 1, *(np.zeros(items, dtype=np.int64),) * 3)
    counts = x.sum(axis=0)
    off = x - np.outer(w, counts / whole)
    held = np.divide(1, 1 - w / whole, out=np.full(k, np.nan), where=w < whole)  # one unit alone shows no spread
    squares = off**2
    effective = whole**2 / float((w**2).sum())
    second, fourth = squares.sum(axis=0), (squares**2).sum(axis=0)
    spread = np.maximum((1 + _LARGER / effective) * fourth - second**2 / k, 0)
    most = max(effective - 1, 1.0)
    freedom = np.divide(2 * second**2, spread, out=np.full(items, most), where=spread > 0)
    return Ratio(
        counts,
        np.full(items, whole),
        (k - 1) / k * (squares * (held**2)[:, None]).sum(axis=0),
        np.clip(freedom, 1, most),
        np.full(items, k),
        (x > 0).sum(axis=0),
        (x < w[:, None]).sum(axis=0),
    )


def pooled_design(groups: Sequence[Ratio]) -> np.ndarray:
    """Return how many counts of several groups together make one independent one: their design effect, 1 or more.

    ``Σ variance / Σ total · rate · (1 - rate)``; NaN where no group has the item, or none has anything else.
    """
    binomial = sum((one.total * np.nan_to_num(one.rate * (1 - one.rate)) for one in groups), np.zeros(1))
    variance = sum((np.nan_to_num(one.variance) for one in groups), np.zeros(1))
    return np.maximum(np.divide(variance, binomial, out=np.full(variance.shape, np.nan), where=binomial > 0), 1)


def ratio_bounds(
    ratio: Ratio, design: np.ndarray, *, alpha: float | np.ndarray = 0.05
) -> tuple[np.ndarray, np.ndarray]:
    """Return the bounds of each rate, with the unit as what is drawn at random.

    Parameters
    ----------
    ratio
        Of one group (`ratio_of`).
    design
        The design effect of all groups (`pooled_design`), for a group that lacks an item.
    alpha
        One minus the level; 0.05 for 95 %. Uncorrected: of many intervals, alpha miss by chance.

    Returns
    -------
    tuple of ndarray
        Low and high, within 0 and 1; NaN where the group has fewer than `LEAST_DOCUMENTS` units, or no group has the
        item.

    Notes
    -----
    ``logit(rate) ± t · sqrt(variance) / (total · rate · (1 - rate))``, which stays within 0 and 1 and is the longer on
    the side where there is more room. Where fewer than `LEAST_DOCUMENTS` units have the item, or anything else, that
    curve does not fit: there it is the interval of Jeffreys (Brown, Cai and DasGupta 2001), the quantiles of
    ``Beta(n' + ½, total' - n' + ½)``, with both counts divided by the design effect and by ``(t / z)²`` (after Korn and
    Graubard 1998): as many as would be left if they were independent.

    Holds for other documents of the same kind as far as these were drawn at random and one by one. Misleads where
    documents repeat each other: then the cluster is the unit. data/calibration/ says how often it holds the truth.

    See Also
    --------
    difference_bounds : Of the difference of two rates.

    Examples
    --------
    >>> loaded = ratio_of(np.array([[1], [2], [3], [2], [2], [2]]), np.full(6, 10))
    >>> [bound.round(2).tolist() for bound in ratio_bounds(loaded, pooled_design([loaded]))]
    [[0.13], [0.29]]
    """
    rate, alpha = ratio.rate, np.broadcast_to(np.asarray(alpha, dtype=float), ratio.n.shape)
    t = -stdtrit(ratio.freedom, alpha / 2)
    binomial = ratio.total * rate * (1 - rate)
    low, high = np.full(rate.shape, np.nan), np.full(rate.shape, np.nan)
    known = (ratio.size >= LEAST_DOCUMENTS) & ~np.isnan(design)
    many = known & (np.minimum(ratio.holding, ratio.lacking) >= LEAST_DOCUMENTS)
    middle, half = logit(rate[many]), (t * np.sqrt(ratio.variance))[many] / binomial[many]
    low[many], high[many] = expit(middle - half), expit(middle + half)
    few = np.flatnonzero(known & ~many)
    if len(few):
        some = binomial[few] > 0
        own = np.divide(ratio.variance[few], binomial[few], out=design[few].copy(), where=some)
        shrunk = np.divide(ndtri(alpha[few] / 2), t[few], out=np.ones(len(few)), where=some & (t[few] > 0)) ** 2
        left = ratio.total[few] / np.maximum(own, 1) * shrunk
        a, b, tail = rate[few] * left + 0.5, (1 - rate[few]) * left + 0.5, alpha[few] / 2
        low[few] = np.where(rate[few] > 0, np.minimum(betaincinv(a, b, tail), rate[few]), 0)
        high[few] = np.where(rate[few] < 1, np.maximum(1 - betaincinv(b, a, tail), rate[few]), 1)
    return low, high


def difference_bounds(
    one: Ratio,
    two: Ratio,
    design: np.ndarray,
    *,
    alpha: float | np.ndarray = 0.05,
    correlation: float | np.ndarray = 0.0,
) -> tuple[np.ndarray, np.ndarray]:
    """Return the bounds of the difference of two rates, the first less the second, from the intervals of both.

    With rates r and bounds l and u, ``r1 - r2 - sqrt((r1 - l1)² + (u2 - r2)²)`` and ``r1 - r2 + sqrt((u1 - r1)² + (r2 -
    l2)²)`` (Newcombe 1998; Zou and Donner 2008): each end goes as far as the nearer ends of both intervals let it, so
    it is as lopsided as they are.

    Parameters
    ----------
    one, two
        Of two groups (`ratio_of`), or of the same units (`unit_correlation`); the same items in both.
    design, alpha
        As in `ratio_bounds`.
    correlation
        Of the two rates; 0 between groups. Takes ``2 ρ`` times the product of the two distances from each sum (Zou
        2007).

    Returns
    -------
    tuple of ndarray
        Low and high, as shares; NaN where one of the two has no interval.

    See Also
    --------
    difference_p : The test of the same difference.

    Examples
    --------
    >>> few = ratio_of(np.array([[1], [2], [3], [2], [2], [2]]), np.full(6, 10))
    >>> many = ratio_of(np.array([[4], [5], [6], [5], [5], [5]]), np.full(6, 10))
    >>> [bound.round(2).tolist() for bound in difference_bounds(many, few, pooled_design([few, many]))]
    [[0.18], [0.41]]
    """
    (l1, u1), (l2, u2) = ratio_bounds(one, design, alpha=alpha), ratio_bounds(two, design, alpha=alpha)
    r1, r2 = one.rate, two.rate

    def reach(a: np.ndarray, b: np.ndarray) -> np.ndarray:
        return np.sqrt(np.maximum(a**2 + b**2 - 2 * correlation * a * b, 0))

    return r1 - r2 - reach(r1 - l1, u2 - r2), r1 - r2 + reach(u1 - r1, r2 - l2)


def difference_p(one: Ratio, two: Ratio, design: np.ndarray, *, correlation: float | np.ndarray = 0.0) -> np.ndarray:
    """Return the two-sided p of a difference between two rates: the alpha at which its interval just reaches 0.

    So p is at most .05 where the 95 % interval of `difference_bounds` leaves out 0, and only there.

    Parameters
    ----------
    one, two, design, correlation
        As in `difference_bounds`.

    Returns
    -------
    ndarray
        NaN where it is not tested: where a group has fewer than `LEAST_DOCUMENTS` units; and where so few units of both
        groups have the item, or anything else, that dealing them out could not give a p of `LEVEL`
        (`minimum_sizes.smallest_p`). Never less than that smallest p.

    Notes
    -----
    It compares rates, not whole distributions: it may be small where groups differ in a few long documents alone.
    Misleads where documents repeat each other, and where one group is much the burstier and small (`ratio_bounds`).
    """
    above = one.rate - two.rate
    over, under = np.where(above > 0, one.size, two.size), np.where(above > 0, two.size, one.size)
    holding, lacking = one.holding + two.holding, one.lacking + two.lacking
    least = np.maximum(smallest_p(holding, over, under), smallest_p(lacking, under, over))
    tested = np.minimum(one.size, two.size) >= LEAST_DOCUMENTS
    tested &= (np.minimum(holding, lacking) >= LEAST_DOCUMENTS) & (least <= LEVEL) & ~np.isnan(design)
    result, items = np.full(above.shape, np.nan), np.flatnonzero(tested)
    if len(items):
        rho = np.broadcast_to(np.asarray(correlation, dtype=float), above.shape)[items]
        found = _where_it_reaches_0(one.take(items), two.take(items), design[items], rho)
        result[items] = np.maximum(found, least[items])
    return result


def _where_it_reaches_0(one: Ratio, two: Ratio, design: np.ndarray, correlation: np.ndarray) -> np.ndarray:
    """Return the alpha at which the interval of each difference ends at 0, by halving, from 1e-300 to 1."""
    above = one.rate - two.rate
    low, high = np.full(above.shape, np.log(1e-300)), np.zeros(above.shape)
    for _ in range(_STEPS):
        middle = (low + high) / 2
        bounds = difference_bounds(one, two, design, alpha=np.exp(middle), correlation=correlation)
        apart = np.where(above > 0, bounds[0] > 0, bounds[1] < 0)  # at this alpha, so p is at most that
        low, high = np.where(apart, low, middle), np.where(apart, middle, high)
    return np.where(above == 0, 1.0, np.exp(high))


def unit_correlation(n: np.ndarray, total: np.ndarray, n_other: np.ndarray, total_other: np.ndarray) -> float:
    """Return how far two rates of the same units go together: the correlation of their linearised parts.

    Parameters
    ----------
    n, total, n_other, total_other
        Of each unit, as in `ratio_of`, for one item.

    Returns
    -------
    float
        ``Σ a_i b_i / sqrt(Σ a_i² Σ b_i²)`` with ``a_i = n_i - rate · total_i`` and b the same of the other rate; 0
        where one of them does not vary. A unit that has nothing to count among in one of them adds nothing.
    """
    parts = []
    for x, w in ((n, total), (n_other, total_other)):
        x, w = np.asarray(x, dtype=float), np.asarray(w, dtype=float)
        parts.append(x - x.sum() / max(w.sum(), 1) * w)
    size = float(np.sqrt((parts[0] ** 2).sum() * (parts[1] ** 2).sum()))
    return float((parts[0] * parts[1]).sum()) / size if size else 0.0
