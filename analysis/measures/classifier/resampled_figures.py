"""Figures of a cross-validation, and how far they would move with other texts of the same kind."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

Figure = Callable[..., np.ndarray]


def confusion(guess: np.ndarray, truth: np.ndarray) -> list[np.ndarray]:
    """Return what is right and wrong of each guess: true and false positives, false and true negatives.

    A guess between 0 and 1 counts by its size: that is what guessing at random comes to.
    """
    guess, truth = guess.astype(float), truth.astype(float)
    return [guess * truth, guess * (1 - truth), (1 - guess) * truth, (1 - guess) * (1 - truth)]


def over(counts: list[np.ndarray], draws: np.ndarray, figure: Figure) -> tuple[np.ndarray, np.ndarray]:
    """Return the figure of each repeat, and its mean over the repeats in each resample.

    Parameters
    ----------
    counts
        What the figure is made of: each repeats by texts.
    draws
        How often each text is drawn: resamples by texts.
    figure
        Of the sums of `counts`.
    """
    values = figure(*(count.sum(axis=1).astype(float) for count in counts))
    drawn = figure(*(draws @ count.T.astype(float) for count in counts)).mean(axis=1)
    return values, drawn


def interval(drawn: np.ndarray) -> tuple[float, float]:
    """Return the 95 % interval of a figure from its 1,000 resamples."""
    low, high = np.sort(drawn)[[24, 974]]
    return float(low), float(high)


def share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Return part / whole; 0 where the whole is 0."""
    return np.divide(part, whole, out=np.zeros_like(part, dtype=float), where=whole > 0)


def f1(tp: np.ndarray, fp: np.ndarray, fn: np.ndarray, tn: np.ndarray) -> np.ndarray:
    """Return the F1 of the positives."""
    return share(2 * tp, 2 * tp + fp + fn)


def macro_f1(tp: np.ndarray, fp: np.ndarray, fn: np.ndarray, tn: np.ndarray) -> np.ndarray:
    """Return the mean of the F1 of the positives and that of the negatives."""
    return (f1(tp, fp, fn, tn) + f1(tn, fn, fp, tp)) / 2


RATES: tuple[tuple[str, Figure], ...] = (
    ("f1", f1),
    ("precision", lambda tp, fp, fn, tn: share(tp, tp + fp)),
    ("recall", lambda tp, fp, fn, tn: share(tp, tp + fn)),
)
