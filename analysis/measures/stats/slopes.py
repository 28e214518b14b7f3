"""How a rate rises or falls over time: the slope of a line through the units, with its interval and test.

A rate is a ratio of two sums over units, as in `ratio_intervals`. statsmodels has such regressions, one item at a time
and with the unit's spread as its size says; here it is what the units show, of many items at once, so it is our own.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.special import stdtr, stdtrit

from analysis.measures.stats.minimum_sizes import LEAST_DOCUMENTS, LEAST_TEXTS, LEVEL
from analysis.measures.stats.sample import sum_rows

LEAST_TIMES = 3  # different times, before there is a trend: two are a difference between groups
_LARGER = 4.0  # what fourth powers of few units are held larger by, as in `ratio_of`


class Slope(NamedTuple):
    """What is known of the slopes of some items over time: an array each, a value for each item.

    Attributes
    ----------
    slope
        By how much the rate changes from one time to the next.
    variance
        Of that, had there been other units.
    freedom
        Degrees of freedom of the variance.
    size, times
        Units with anything to count among, and how many different times they are of.
    holding, lacking
        Units with the item, and units with anything else.

    See Also
    --------
    slope_of : Makes it.
    """

    slope: np.ndarray
    variance: np.ndarray
    freedom: np.ndarray
    size: np.ndarray
    times: np.ndarray
    holding: np.ndarray
    lacking: np.ndarray

    @property
    def known(self) -> np.ndarray:
        """Which slopes have an interval and a test.

        Those of `LEAST_TEXTS` units of `LEAST_TIMES` times, `LEAST_DOCUMENTS` of them with the item, as many with
        anything else.
        """
        enough = (self.size >= LEAST_TEXTS) & (self.times >= LEAST_TIMES)
        return enough & (np.minimum(self.holding, self.lacking) >= LEAST_DOCUMENTS) & (self.variance > 0)


def slope_of(n: np.ndarray, total: np.ndarray, time: np.ndarray, unit: np.ndarray | None = None) -> Slope:
    """Return what is known of the slopes of some items, from counts by document.

    Parameters
    ----------
    n
        Documents by items; from 0 to the document's total.
    total
        What is counted among, for each document.
    time
        When each is of, as a number.
    unit
        The number of each document's cluster; None takes each document as one.

    Returns
    -------
    Slope
        Of the line that fits the counts best, ``n_i ≈ total_i · (a + b · t_i)``, each document with the weight of its
        total: with t̄ the mean time of what is counted among, ``c_i = t_i - t̄`` and ``S = Σ total_i · c_i²``, it is ``b
        = Σ c_i · n_i / S``. The variance is what the units show, ``(k-1)/k · Σ (u / (1 - h))²``, u being the sum over a
        unit of ``c_i · (n_i - total_i · (a + b · t_i)) / S``, and h that of ``total_i · (1 / Σ total + c_i² / S)``
        (MacKinnon and White 1985): so neither need all documents vary alike, nor their counts be Poisson. The degrees
        of freedom are Satterthwaite's (1946), as in `ratio_of`, with ``m = S² / Σ s²``, s being the sum over a unit of
        ``total_i · c_i²``; at most ``m - 2``.
    """
    there = total > 0
    x, w, t = (np.asarray(column, dtype=float)[there] for column in (n, total, time))
    groups = np.arange(len(w)) if unit is None else np.unique(unit[there], return_inverse=True)[1]
    k, items = int(groups.max(initial=-1)) + 1, x.shape[1]
    times = len(np.unique(t))
    of_units, of_times = np.full(items, k), np.full(items, times)
    holding = (sum_rows(x, groups, k) > 0).sum(axis=0) if k else np.zeros(items, dtype=np.int64)
    lacking = (sum_rows(w[:, None] - x, groups, k) > 0).sum(axis=0) if k else holding
    if times < 2:
        none = np.full(items, np.nan)
        return Slope(none, none, np.ones(items), of_units, of_times, holding, lacking)
    whole = w.sum()
    c = t - (w * t).sum() / whole
    weight = w * c**2
    spread = weight.sum()
    slope = c @ x / spread
    off = c[:, None] * (x - w[:, None] * (x.sum(axis=0) / whole + np.outer(c, slope))) / spread
    u, s = sum_rows(off, groups, k), sum_rows(weight[:, None], groups, k)[:, 0]
    h = np.minimum(sum_rows((w / whole + weight / spread)[:, None], groups, k)[:, 0], 1)
    held = np.divide(
        1, 1 - h, out=np.full(k, np.nan), where=h < 1
    )  # one unit alone that holds the line shows no spread
    second, fourth = (u**2).sum(axis=0), (u**4).sum(axis=0)
    m = spread**2 / (s**2).sum()
    most = max(m - 2, 1.0)
    below = np.maximum((1 + _LARGER / m) * fourth - second**2 / k, 0)
    freedom = np.divide(2 * second**2, below, out=np.full(items, most), where=below > 0)
    variance = (k - 1) / k * ((u * held[:, None]) ** 2).sum(axis=0)
    return Slope(slope, variance, np.clip(freedom, 1, most), of_units, of_times, holding, lacking)


def slope_bounds(one: Slope) -> tuple[np.ndarray, np.ndarray]:
    """Return the 95 % bounds of each slope, ``b ± t · sqrt(variance)``; NaN where it has none (`Slope.known`).

    Examples
    --------
    >>> counts = np.array([[1, 2, 2, 3, 3, 5, 4, 6, 6, 7, 8, 8]]).T
    >>> line = slope_of(counts, np.full(12, 100), np.arange(12) // 2)
    >>> [bound.round(4).tolist() for bound in (line.slope, *slope_bounds(line))]
    [[0.013], [0.0106], [0.0154]]
    """
    half = -stdtrit(one.freedom, LEVEL / 2) * np.sqrt(one.variance)
    half = np.where(one.known, half, np.nan)
    return one.slope - half, one.slope + half


def slope_p(one: Slope) -> np.ndarray:
    """Return the two-sided p of each slope: at most .05 where the bounds leave out 0; NaN where it has none.

    In simulated corpora without a trend it was at most .05 in 1 to 2 % of cases with 10 texts, 2 to 4 % with 20 or 50
    and 3 to 5 % with 200 (data/calibration/README.md): of few texts it is cautious.
    """
    known = one.known
    z = np.divide(np.abs(one.slope), np.sqrt(one.variance), out=np.zeros(one.slope.shape), where=known)
    return np.where(known, 2 * stdtr(one.freedom, -z), np.nan)
