"""Whether intervals hold the truth in simulated corpora, whose truth is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from analysis.measures.calibration.calibrate import LEAST_TEXTS, Plan
from analysis.measures.calibration.coverage import INTERVALS, Covered, Interval, share_covered
from analysis.measures.calibration.error_rates import coverage_rows
from analysis.measures.calibration.simulated import drawn_counts, rates
from analysis.schema import COLUMNS

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

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
    """Return how often intervals of the log ratio hold the truth where two groups are drawn at known rates.

    Both groups are simulated (`calibration.simulated`). Of every three words in the order of their frequency the
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
    import numpy as np
    import pandas as pd

    rate = rates()
    factor = np.resize(FACTORS, len(rate))
    held: dict[str, list[Covered]] = defaultdict(list)
    for number in progress(list(range(corpora))):
        groups = [
            _sample(drawn_counts(n, each, seed=(seed, number, side)))
            for side, (n, each) in enumerate(((n_target, rate * factor), (n_reference, rate)))
        ]
        truth = np.log2(factor) - np.log2((rate * factor).sum())
        for name, interval in (INTERVALS if intervals is None else intervals).items():
            held[name].append(share_covered(interval, *groups, truth=truth, least=LEAST_TEXTS))
    rows = coverage_rows(held, Plan(splits=corpora, seed=seed), [(n_target, n_reference)])
    return pd.DataFrame(rows, columns=list(COLUMNS["calibration"]))


def _sample(counts: np.ndarray) -> Any:
    from scipy import sparse

    from analysis.measures.stats.sample import Sample

    return Sample(sparse.csr_array(counts), counts.sum(axis=1))
