"""How often an interval of the log ratio holds the truth, where the truth is known."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from analysis.measures.inference import log_ratio_interval

if TYPE_CHECKING:
    import numpy as np

    from analysis.measures.document_tests import Sample


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

    tried = (_documents(target) >= least) & (_documents(reference) >= least)
    if not tried.any():
        return Covered(interval.unit, 0, float("nan"))
    low, high = interval.bounds(target, reference)
    held = ((low <= truth) & (truth <= high))[tried]
    return Covered(interval.unit, int(tried.sum()), float(np.mean(held)))


def _documents(sample: Sample) -> np.ndarray:
    import numpy as np

    return np.bincount(sample.matrix.indices, minlength=sample.matrix.shape[1])


def _of_words(target: Sample, reference: Sample) -> tuple[np.ndarray, np.ndarray]:
    totals = int(target.words.sum()), int(reference.words.sum())
    return log_ratio_interval(target.matrix.sum(axis=0), reference.matrix.sum(axis=0), *totals)


INTERVALS = {
    "interval of words": Interval("word", _of_words),
}
