"""Draws that are the same on every machine: shares, orders and bursty counts, from the raw numbers of a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.measures.stats.reproducible_random import raw_numbers

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike


def uniforms(n: int, *name: object) -> np.ndarray:
    """Return `n` numbers from 0 up to, and never, 1: the upper 53 bits of the raw numbers of a name.

    Parameters
    ----------
    n
        How many.
    name
        What they are for, seed and all: the same words and numbers in the same order give the same draws.
    """
    import numpy as np

    raw = raw_numbers("/".join(map(str, name)), n)
    return (raw >> np.uint64(11)) * 2.0**-53


def shuffled(n: int, *name: object) -> np.ndarray:
    """Return the numbers 0 to ``n - 1`` in a random order, each order as likely as any other."""
    import numpy as np

    return np.argsort(uniforms(n, *name), kind="stable")


def negative_binomial(mean: ArrayLike, shape: ArrayLike, uniform: np.ndarray) -> np.ndarray:
    """Return counts of words that come in bursts: Poisson, at a rate that a gamma distribution has drawn.

    ``P(0) = (k / (k+m)) ** k`` and ``P(n+1) = P(n) · (n+k) / (n+1) · m / (k+m)`` for the mean m and the shape k (Church
    and Gale 1995). The variance is ``m + m² / k``: the smaller the shape, the burstier.

    Parameters
    ----------
    mean, shape
        Above 0 (a mean may be 0), the mean at most 600; broadcast to the shape of `uniform`.
    uniform
        From `uniforms`: each count is the smallest n whose cumulated probability exceeds its number.

    Returns
    -------
    ndarray of int64
        As `uniform`.
    """
    import numpy as np

    m, k = (np.broadcast_to(np.asarray(x, dtype=float), uniform.shape).ravel() for x in (mean, shape))
    left = uniform.ravel().copy()
    count = np.zeros(left.shape, dtype=np.int64)
    probability = np.exp(-k * np.log1p(m / k))
    at = np.flatnonzero(left >= probability)  # those that have not stopped
    ratio = m / (k + m)
    n = 0
    while len(at):
        left[at] -= probability[at]
        n += 1
        probability[at] *= (n - 1 + k[at]) / n * ratio[at]
        count[at] = n
        # Beyond the mean, where what is added is lost in rounding, a number near 1 ends.
        at = at[(left[at] >= probability[at]) & ((probability[at] > 1e-18) | (n < m[at]))]
    return count.reshape(uniform.shape)
