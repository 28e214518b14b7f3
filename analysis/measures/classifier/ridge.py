"""A linear classifier for many labels at once, and what it would have said of each text had it not seen it.

Regularised least squares serves here in place of a logistic regression because the scores of texts left out follow from
one matrix, without fitting again (Rifkin & Lippert 2007). Probabilities and thresholds can so be learned from texts
that were not trained on, in the time of one fit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

PENALTY = 1.0
_DIGITS = 9  # of a probability: what lies behind differs between processors


@dataclass(frozen=True)
class Fit:
    """What was learned: the score of a text is ``k @ dual + intercept``, k its products with the texts learned from.

    Attributes
    ----------
    dual
        Texts by labels.
    intercept
        By label.
    held_out
        Texts by labels: the score of each by what is learned from the others, those of its cluster left out too.
    """

    dual: np.ndarray
    intercept: np.ndarray
    held_out: np.ndarray


def ridge(products: np.ndarray, labels: np.ndarray, clusters: np.ndarray) -> Fit:
    """Return the least-squares fit with the penalty `PENALTY` on the weights and none on the intercept.

    Parameters
    ----------
    products
        The product of each text's features with each other's: texts by texts.
    labels
        Texts by labels: 1 or 0.
    clusters
        The cluster of each text, from 0; its own where none are told.

    Notes
    -----
    With ``A = (K + λI)⁻¹``, ``u = A1`` and ``G = A − uuᵀ / 1ᵀu`` the fit is ``Gy``. Where a cluster B is left out, its
    labels differ from its scores by ``G_BB⁻¹ (Gy)_B``.
    """
    inverse = _inverse(products + PENALTY * np.eye(len(products)))
    total = inverse.sum(axis=1)
    freed = inverse - np.outer(total, total) / total.sum()
    dual = freed @ labels
    differs = dual / np.diag(freed)[:, None]
    for cluster in np.flatnonzero(np.bincount(clusters) > 1):
        together = np.flatnonzero(clusters == cluster)
        differs[together] = np.linalg.solve(freed[np.ix_(together, together)], dual[together])
    return Fit(dual, total @ labels / total.sum(), labels - differs)


def _inverse(matrix: np.ndarray) -> np.ndarray:
    """Return the inverse of a symmetric positive definite matrix, in half the time of that of any other."""
    from scipy.linalg.lapack import dpotrf, dpotri

    factor, failed = dpotrf(matrix, lower=1)
    half, failed_too = dpotri(factor, lower=1)
    if failed or failed_too:
        raise np.linalg.LinAlgError("the products of the texts are not positive definite")
    return np.tril(half) + np.tril(half, -1).T


def sigmoid(score: np.ndarray, label: np.ndarray) -> tuple[float, float]:
    """Return slope and intercept of the log-odds of a label given its score (Platt 1999).

    Fitted to Platt's targets, (n + 1) / (n + 2) for the n texts with the label and 1 / (m + 2) for the m without, so
    that scores which part the two wholly give no certainty. A slope that would not rise is 0: then the score has told
    nothing, and every text has the share of the label as its probability.
    """
    from sklearn.linear_model import LogisticRegression

    n, m = label.sum(), (1 - label).sum()
    prior = float(np.log((n + 1) / (m + 1)))
    width = score.std()
    if not min(n, m) or width < 10**-_DIGITS:
        return 0.0, prior
    target = np.where(label == 1, (n + 1) / (n + 2), 1 / (m + 2))
    regression = LogisticRegression(C=1e6)
    twice = np.tile(score / width, 2)[:, None]
    regression.fit(twice, np.repeat([1, 0], len(score)), sample_weight=np.concatenate([target, 1 - target]))
    slope = float(regression.coef_[0, 0]) / float(width)
    return (slope, float(regression.intercept_[0])) if slope > 0 else (0.0, prior)


def best_threshold(probability: np.ndarray) -> float:
    """Return the probability from which on a label is given, so that its expected F1 is largest (Lipton et al. 2014).

    If the k likeliest texts are given it, the expected F1 is about ``2 s / (k + S)``, where s is the sum of their
    probabilities and S that of all. The threshold lies in the middle between the last text given and the next (0 after
    the last). The labels themselves are not looked at again: few texts make the best threshold on them a matter of
    luck.

    >>> best_threshold(np.array([0.9, 0.8, 0.1, 0.1]))
    0.45
    """
    falling = np.sort(np.round(probability, _DIGITS))[::-1]
    given = np.arange(1, len(falling) + 1)
    expected = np.round(2 * np.cumsum(falling) / (given + falling.sum()), _DIGITS)
    last = int(np.argmax(expected))
    return float((falling[last] + (falling[last + 1] if last + 1 < len(falling) else 0)) / 2)


def probability_of(log_odds: np.ndarray) -> np.ndarray:
    """Return the probabilities of log-odds."""
    return np.exp(-np.logaddexp(0, -log_odds))
