"""Means over texts of what each text has one value of, and their differences: Student's and Welch's intervals.

scipy has the tests (`scipy.stats.ttest_ind`), one call a comparison; here are many groups and measures at once, and no
more decimals of certainty than a permutation of the texts could give.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.special import stdtr, stdtrit

from analysis.measures.stats.minimum_sizes import LEAST_DOCUMENTS, LEVEL, smallest_p


class Mean(NamedTuple):
    """What is known of the mean of some items in one group: an array each, a value for each item.

    Attributes
    ----------
    size
        Units with a value.
    mean
        Of these; NaN where there is none.
    variance
        Of the mean: the units' variance, divided by their number; NaN with fewer than two.

    See Also
    --------
    mean_of : Makes it.
    """

    size: np.ndarray
    mean: np.ndarray
    variance: np.ndarray


def mean_of(values: np.ndarray) -> Mean:
    """Return what is known of the means of some items, from values by unit (units by items; NaN is no value)."""
    there = ~np.isnan(values)
    n = there.sum(axis=0)
    mean = np.divide(np.where(there, values, 0).sum(axis=0), n, out=np.full(n.shape, np.nan), where=n > 0)
    squares = np.where(there, (values - mean) ** 2, 0).sum(axis=0)
    return Mean(n, mean, np.divide(squares, (n - 1) * n, out=np.full(n.shape, np.nan), where=n > 1))


def mean_bounds(one: Mean) -> tuple[np.ndarray, np.ndarray]:
    """Return the 95 % bounds of each mean (Student 1908); NaN with fewer than `LEAST_DOCUMENTS` units.

    Misleads where few units are far from all others, and where units repeat each other: then the cluster is the unit.
    """
    half = -stdtrit(np.maximum(one.size - 1, 1), LEVEL / 2) * np.sqrt(one.variance)
    half = np.where(one.size >= LEAST_DOCUMENTS, half, np.nan)
    return one.mean - half, one.mean + half


def mean_difference(one: Mean, two: Mean) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the 95 % bounds of the difference of two means, the first less the second, and its two-sided p.

    Welch's (1947): variances may differ, and the degrees of freedom are ``(v1 + v2)² / (v1² / (n1 - 1) + v2² / (n2 -
    1))`` of the variances of both means. p is never less than the smallest that dealing the units out could give
    (`smallest_p`). All are NaN where a group has fewer than `LEAST_DOCUMENTS` units; p also where no unit differs from
    another.

    Examples
    --------
    >>> one, two = (mean_of(np.array([values], dtype=float).T) for values in ([1, 2, 3, 4, 5], [3, 4, 5, 6, 7]))
    >>> low, high, p = mean_difference(one, two)
    >>> round(float(low[0]), 3), round(float(high[0]), 3), round(float(p[0]), 4)
    (-4.306, 0.306, 0.0805)
    """
    enough = np.minimum(one.size, two.size) >= LEAST_DOCUMENTS
    with np.errstate(invalid="ignore", divide="ignore"):
        variance = one.variance + two.variance
        freedom = variance**2 / (one.variance**2 / (one.size - 1) + two.variance**2 / (two.size - 1))
        t = np.abs(one.mean - two.mean) / np.sqrt(variance)
    enough &= np.isfinite(freedom)
    half = np.where(enough, -stdtrit(np.where(enough, freedom, 1), LEVEL / 2) * np.sqrt(variance), np.nan)
    least = smallest_p(one.size + two.size, one.size, two.size)
    p = np.where(enough, np.maximum(2 * stdtr(np.where(enough, freedom, 1), -np.where(enough, t, 0)), least), np.nan)
    return one.mean - two.mean - half, one.mean - two.mean + half, p
