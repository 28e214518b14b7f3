"""Which ranks the uncertainty of a list leaves open: the first of a thousand words is seldom surely the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


def joint_alpha(n: int, *, alpha: float = 0.05) -> float:
    """Return the alpha of each of n intervals with which all hold together in ``1 - alpha`` of cases, if independent.

    ``1 - (1 - alpha)^(1/n)`` (Šidák 1967); where they go together, more than that.
    """
    from math import expm1, log1p

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
    import numpy as np

    known = ~(np.isnan(low) | np.isnan(high))
    first, last = np.full(low.shape, np.nan), np.full(low.shape, np.nan)
    lows, highs = np.sort(low[known]), np.sort(high[known])
    first[known] = 1 + len(lows) - np.searchsorted(lows, high[known], side="right")
    last[known] = len(highs) - np.searchsorted(highs, low[known], side="left")
    return first, last
