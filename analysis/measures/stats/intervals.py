"""Intervals that take the words of these texts as drawn one by one: what they can say is little, and of these alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike


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
    about other texts**: words come in bursts, and with documents as they are a 95 % interval of this kind holds the
    truth in 67 to 92 % of cases (data/calibration/, and fewer for fewer documents).
    """
    import numpy as np
    from scipy.special import betainccinv, betaincinv

    a, b, c, d = (np.asarray(x, dtype=float) for x in (a, b, c, d))
    scale = np.log2(d) - np.log2(c)

    def bound(inverse_p: np.ufunc, inverse_q: np.ufunc, first: np.ndarray, second: np.ndarray) -> np.ndarray:
        # 1 - p is worked out by itself, so that no digit is lost where p is near 1.
        return np.log2(inverse_p(first, second, alpha / 2)) - np.log2(inverse_q(second, first, alpha / 2))

    some_a, some_b = (
        np.where(a > 0, a, 1),
        np.where(b > 0, b, 1),
    )  # where the count is 0 the bound is infinite all the same
    low = np.where(a > 0, scale + bound(betaincinv, betainccinv, some_a, b + 1), -np.inf)
    high = np.where(b > 0, scale + bound(betainccinv, betaincinv, a + 1, some_b), np.inf)
    return low, high


def conservative_log_ratio(
    a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike, *, alpha: float = 0.05
) -> np.ndarray:
    """Return LRC: the bound of `word_interval` that is nearer to 0, or 0 if the interval holds 0 (Evert 2022)."""
    import numpy as np

    low, high = word_interval(a, b, c, d, alpha=alpha)
    return np.maximum(low, 0) + np.minimum(high, 0)
