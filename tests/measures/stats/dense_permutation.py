"""The score statistic of `permutation_p` worked out on tables that are not sparse, document by document."""

from __future__ import annotations

import numpy as np

STEPS = 2


def null_model(counts: np.ndarray, words: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the residual and the weight of each document for each term, as `permutation_p` describes them.

    Parameters
    ----------
    counts
        Documents by terms, dense; each term occurs.
    words
        Words of each document.
    """
    rate = counts.sum(axis=0) / words.sum()
    for step in range(STEPS + 1):
        expected = words[:, None] * rate
        off = counts - expected
        burst = np.maximum(0, (off**2 - expected).sum(axis=0) / (expected**2).sum(axis=0))
        damped = 1 / (1 + burst * expected)
        if step < STEPS:
            rate = (counts * damped).sum(axis=0) / (words[:, None] * damped).sum(axis=0)
    weights = expected * damped
    return off * damped / np.sqrt(weights), weights


def group_contrast(weights: np.ndarray, n: int) -> np.ndarray:
    """Return what each document's residual counts in the statistic; the first n rows are the target."""
    share = weights[:n].sum(axis=0) / weights.sum(axis=0)
    inside = np.arange(len(weights)) < n
    return (inside[:, None] - share) * np.sqrt(weights)


def leverage(residuals: np.ndarray, contrasts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return ``Σ a_i s_i`` in standard deviations over permutations of the residuals, and the skewness of that sum."""
    size = len(residuals)
    s, a = residuals - residuals.mean(axis=0), contrasts - contrasts.mean(axis=0)
    s2, a2 = s * s, a * a
    spread, room = s2.sum(axis=0), a2.sum(axis=0)
    moves = (spread > 1e-12 * np.maximum(1, (residuals**2).sum(axis=0))) & (room > 0)  # else all documents are the same
    scale = np.sqrt(np.where(moves, spread * room / (size - 1), 1))
    third = size / ((size - 1) * (size - 2)) * (s2 * s).sum(axis=0) * (a2 * a).sum(axis=0)
    return np.where(moves, (a * s).sum(axis=0) / scale, 0), np.where(moves, third / scale**3, 0)
