"""How often an interval of the log ratio holds the truth, where the truth is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from analysis.measures.stats.bootstrap import Group, bootstrap_interval
from analysis.measures.stats.inference import log_ratio_interval
from analysis.measures.stats.intervals import word_interval

if TYPE_CHECKING:
    import numpy as np

    from analysis.measures.stats.sample import Sample


class Interval(NamedTuple):
    """An interval of the log ratio: what it takes as drawn by chance, and a function of two samples: low, high."""

    unit: str
    bounds: Callable[[Sample, Sample], tuple[np.ndarray, np.ndarray]]


class Covered(NamedTuple):
    """How many words an interval was tried on in one pair of samples, and the share of them where it held the truth."""

    unit: str
    n_terms: int
    share: float


def share_covered(
    interval: Interval, target: Sample, reference: Sample, *, truth: np.ndarray | float = 0.0, least: int = 10
) -> Covered:
    """Return the share of words whose interval holds the true log ratio.

    Parameters
    ----------
    interval
        One of `INTERVALS`.
    target, reference
        Counts of the same words in documents.
    truth
        The log ratio of the rates that the words were drawn with; 0 where both samples come from one source.
    least
        Only words in so many documents of each sample are tried.
    """
    import numpy as np

    tried = (target.documents >= least) & (reference.documents >= least)
    if not tried.any():
        return Covered(interval.unit, 0, float("nan"))
    columns = np.flatnonzero(tried)
    known = np.broadcast_to(np.asarray(truth, dtype=float), tried.shape)[columns]
    low, high = interval.bounds(*(replace(one, matrix=one.matrix[:, columns]) for one in (target, reference)))
    held = (low <= known) & (known <= high)
    return Covered(interval.unit, int(tried.sum()), float(np.mean(held)))


def _of_words(target: Sample, reference: Sample) -> tuple[np.ndarray, np.ndarray]:
    return word_interval(target.n, reference.n, target.total, reference.total)


def _of_resamples(target: Sample, reference: Sample) -> tuple[np.ndarray, np.ndarray]:
    groups = [
        Group(sample.matrix, sample.words, [f"{name} {row}" for row in range(len(sample))])
        for name, sample in (("target", target), ("reference", reference))
    ]
    return bootstrap_interval(*groups, times=RESAMPLES)


RESAMPLES = 1000
INTERVALS = {
    "interval of the suite": Interval("document", log_ratio_interval),
    "bootstrap of documents": Interval("document", _of_resamples),
    "interval of words": Interval("word", _of_words),
}
