"""How often an interval of the log ratio contains the true value, where that is known, as in simulated corpora."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.measures.calibration.error_rates import Plan, coverage_rows
from analysis.measures.calibration.simulation import drawn_counts, simulated_rates
from analysis.measures.stats.bootstrap import bootstrap_interval
from analysis.measures.stats.intervals import word_interval
from analysis.measures.stats.log_ratio_interval import log_ratio_interval
from analysis.measures.stats.minimum_sizes import LEAST_TEXTS
from analysis.measures.stats.sample import Sample
from analysis.schema import COLUMNS


class Interval(NamedTuple):
    """An interval of the log ratio: what it takes as drawn by chance, and a function of two samples: low, high."""

    unit: str
    bounds: Callable[[Sample, Sample], tuple[np.ndarray, np.ndarray]]


class Covered(NamedTuple):
    """How many words an interval was tried on in a pair of samples, and in what share it contained the true value."""

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
    tried = (target.documents >= least) & (reference.documents >= least)
    if not tried.any():
        return Covered(interval.unit, 0, float("nan"))
    columns = np.flatnonzero(tried)
    known = np.broadcast_to(np.asarray(truth, dtype=float), tried.shape)[columns]
    low, high = interval.bounds(target.columns(columns), reference.columns(columns))
    held = (low <= known) & (known <= high)
    return Covered(interval.unit, int(tried.sum()), float(np.mean(held)))


def _of_words(target: Sample, reference: Sample) -> tuple[np.ndarray, np.ndarray]:
    return word_interval(target.n, reference.n, target.total, reference.total)


def _of_resamples(target: Sample, reference: Sample) -> tuple[np.ndarray, np.ndarray]:
    groups = [
        replace(sample, ids=[f"{name} {row}" for row in range(len(sample))])
        for name, sample in (("target", target), ("reference", reference))
    ]
    return bootstrap_interval(*groups, times=COVERAGE_RESAMPLES)


COVERAGE_RESAMPLES = 1000
INTERVALS = {
    "interval of the suite": Interval("document", log_ratio_interval),
    "bootstrap of documents": Interval("document", _of_resamples),
    "interval of words": Interval("word", _of_words),
}

FACTORS = (1.0, 2.0, 0.5)  # of the words in turn: as frequent in the target, twice, half


def simulated_coverage(
    n_target: int,
    n_reference: int,
    *,
    corpora: int = 20,
    seed: int = 0,
    intervals: Mapping[str, Interval] | None = None,
    progress: Callable[[list[int]], Any] = iter,
) -> pd.DataFrame:
    """Return how often intervals of the log ratio contain the true value where two groups are drawn at known rates.

    Both groups are simulated (`simulate`). Of every three words in the order of their frequency the
    target uses one as often as the reference, one twice and one half as often, so the true log ratios are 0, 1 and -1,
    all shifted by what the target's texts grow or shrink.

    Parameters
    ----------
    n_target, n_reference
        Documents of each group.
    corpora
        How many pairs of groups.
    seed
        Another seed, other corpora.
    intervals
        Name -> interval; None is `INTERVALS`.
    progress
        Wraps the list of pairs, to show how far the work is.

    Returns
    -------
    DataFrame
        Table `calibration`, kind ``coverage``: a row for each interval, over words in at least 10 documents of each
        group.
    """
    rate = simulated_rates()
    factor = np.resize(FACTORS, len(rate))
    held: dict[str, list[Covered]] = defaultdict(list)
    for number in progress(list(range(corpora))):
        groups = [
            Sample(sparse.csr_array(drawn := drawn_counts(n, each, seed=(seed, number, side))), drawn.sum(axis=1))
            for side, (n, each) in enumerate(((n_target, rate * factor), (n_reference, rate)))
        ]
        truth = np.log2(factor) - np.log2((rate * factor).sum())
        for name, interval in (INTERVALS if intervals is None else intervals).items():
            held[name].append(share_covered(interval, *groups, truth=truth, least=LEAST_TEXTS))
    rows = coverage_rows(held, Plan(splits=corpora, seed=seed), [(n_target, n_reference)])
    return pd.DataFrame(rows, columns=list(COLUMNS["calibration"]))
