"""How often the intervals of rates and of their differences hold the truth, and how often a test flags none there is.

In simulated groups the rates are known. Beside the suite's interval is the usual one, of the linearised ratio on the
scale of the rate itself (Cochran 1977, ch. 6), with a t quantile.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy.special import bdtrik, betaincinv, ndtri, stdtrit

from analysis.measures.stats.intervals import mean_interval
from analysis.measures.stats.ratio_intervals import (
    Ratio,
    difference_bounds,
    difference_p,
    pooled_design,
    ratio_bounds,
    ratio_of,
)
from analysis.measures.stats.reproducible_random import negative_binomial, shuffled, uniforms
from analysis.measures.stats.significance import benjamini_hochberg
from analysis.schema import InputError

RATE_COVERAGE_COLUMNS = (
    "data",
    "of",
    "interval",
    "n_docs_a",
    "n_docs_b",
    "corpora",
    "rates",
    "held",
    "held_low",
    "held_high",
)
SUITE, LINEARISED = "suite", "linearised"


class SimulatedRates(NamedTuple):
    """Rates of which groups are simulated: the true ones, how a group is drawn, and how unlike texts are in each.

    `draw` takes a number of units, their rates, how unlike they are (the smaller, the more) and a seed; it returns
    counts, units by rates, and among how many they are.
    """

    rates: tuple[float, ...]
    draw: Callable[..., tuple[np.ndarray, np.ndarray]]
    shapes: tuple[float, float]


def _words(n: int, rates: np.ndarray, shape: float, seed: tuple[Any, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Draw words that come in bursts (gamma-Poisson) in texts of about 300 words."""
    words = np.maximum(1, np.rint(300 * np.exp(0.5 * _normal(n, seed)))).astype(np.int64)
    drawn = uniforms(n * len(rates), *seed, "counts").reshape(n, len(rates))
    return np.minimum(negative_binomial(words[:, None] * rates, shape, drawn), words[:, None]), words


def _passages(n: int, rates: np.ndarray, shape: float, seed: tuple[Any, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Draw passages of 15 words that are quoted or not, in texts of about 300 words with a share each."""
    passages = np.maximum(1, np.rint(20 * np.exp(0.5 * _normal(n, seed)))).astype(np.int64)
    return 15 * _of_each(passages, rates, shape, seed), 15 * passages


def _attributions(n: int, rates: np.ndarray, shape: float, seed: tuple[Any, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Draw attributed passages, six in a text on average and none in some, of a kind or not."""
    every = negative_binomial(np.full(n, 6.0), 1.5, uniforms(n, *seed, "sizes"))
    return _of_each(every, rates, shape, seed), every


def _clusters(n: int, rates: np.ndarray, shape: float, seed: tuple[Any, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Draw passages of clusters of one to many texts, five on average, each cluster with a share of its own."""
    passages = 20 * (1 + negative_binomial(np.full(n, 4.0), 1.0, uniforms(n, *seed, "sizes")))
    return 15 * _of_each(passages, rates, shape, seed), 15 * passages


def _normal(n: int, seed: tuple[Any, ...]) -> np.ndarray:
    return ndtri(uniforms(n, *seed, "lengths") + 2.0**-54)  # never 0


def _of_each(every: np.ndarray, rates: np.ndarray, shape: float, seed: tuple[Any, ...]) -> np.ndarray:
    """Draw how many of each unit's are of a kind: its own share is beta around the rate, with `shape` as precision."""
    size = (len(every), len(rates))
    share, drawn = (uniforms(size[0] * size[1], *seed, what).reshape(size) for what in ("shares", "counts"))
    own = np.clip(betaincinv(rates * shape, (1 - rates) * shape, share), 1e-12, 1 - 1e-12)
    return np.clip(np.ceil(np.nan_to_num(bdtrik(drawn, every[:, None], own))), 0, every[:, None]).astype(np.int64)


SIMULATED: Mapping[str, SimulatedRates] = MappingProxyType(
    {
        "loaded words": SimulatedRates((0.02, 0.01, 0.005, 0.002, 0.001, 0.0005), _words, (0.7, 0.7)),
        "shares of words": SimulatedRates((0.03, 0.1, 0.4, 0.9, 0.97), _passages, (4, 4)),
        "shares of attributions": SimulatedRates((0.05, 0.2, 0.5, 0.95), _attributions, (4, 4)),
        "clusters of texts": SimulatedRates((0.05, 0.4, 0.9), _clusters, (6, 6)),
        "unlike bursts": SimulatedRates((0.02, 0.005), _words, (0.2, 3)),
    }
)


def rate_coverage(data: str, n_target: int, n_reference: int, *, corpora: int = 400, seed: int = 0) -> pd.DataFrame:
    """Return how often intervals hold the true rate or difference, and how often the test flags none there is.

    Parameters
    ----------
    data
        Which of `SIMULATED`.
    n_target, n_reference
        Texts, or clusters, in each group.
    corpora
        How many pairs of groups.
    seed
        Another seed, other corpora.

    Returns
    -------
    DataFrame
        ``data, of, interval, n_docs_a, n_docs_b, corpora, rates, held, held_low, held_high``. `of` is ``rate`` (those
        of the first group), ``difference`` (the second group has half the rate), ``equal rates`` (their difference is
        0) or ``test`` (at equal rates, the share of those tested with a p of at most .05). `held` is the share of the
        `rates` whose interval holds the truth, and its 95 % interval over corpora (t). What has no interval, or no p,
        is left out.

    Raises
    ------
    InputError
        If there is no such data.
    """
    if data not in SIMULATED:
        raise InputError(f"no {data!r} can be simulated; choose one of: {', '.join(SIMULATED)}")
    made, rows = SIMULATED[data], []
    rates = np.array(made.rates)
    held: dict[tuple[str, str], list[float]] = {}
    for number in range(corpora):
        for factor in (1.0, 0.5):
            sizes = (n_target, rates), (n_reference, factor * rates)
            first, second = (
                made.draw(n, each, made.shapes[side], (seed, data, number, side, factor))
                for side, (n, each) in enumerate(sizes)
            )
            for (of, interval), share in _held(first, second, rates, (1 - factor) * rates).items():
                held.setdefault((of, interval), []).append(share)
    for (of, interval), shares in held.items():
        known = [share for share in shares if not np.isnan(share)]
        rows.append((data, of, interval, n_target, n_reference, corpora, len(rates), *mean_interval(known)))
    return pd.DataFrame(rows, columns=list(RATE_COVERAGE_COLUMNS))


def null_splits(n: np.ndarray, totals: np.ndarray, n_target: int, *, splits: int = 100, seed: int = 0) -> pd.DataFrame:
    """Return how often the test flags a difference of rates between random parts of texts from one source.

    Parameters
    ----------
    n, totals
        Texts by rates: counts, and among how many they are.
    n_target
        Texts of the first part.
    splits, seed
        How many random splits; another seed, other splits.

    Returns
    -------
    DataFrame
        As `rate_coverage`, without `data`: `of` is ``test`` (the share of the rates tested with a p of at most .05) and
        ``any q`` (the share of splits in which the least q is at most .05; Benjamini & Hochberg 1995).
    """
    held: dict[str, list[float]] = {"test": [], "any q": []}
    for number in range(splits):
        order = shuffled(len(n), seed, "rates", number)
        one, two = (_rates_of(n[part], totals[part]) for part in (order[:n_target], order[n_target:]))
        p = difference_p(one, two, pooled_design([one, two]))
        held["test"].append(float(np.mean(p[~np.isnan(p)] <= 0.05)))
        held["any q"].append(float(np.nanmin(benjamini_hochberg(p)) <= 0.05))
    sizes = (SUITE, n_target, len(n) - n_target, splits, n.shape[1])
    rows = [(of, *sizes, *mean_interval(shares)) for of, shares in held.items()]
    return pd.DataFrame(rows, columns=list(RATE_COVERAGE_COLUMNS[1:]))


def _rates_of(n: np.ndarray, totals: np.ndarray) -> Ratio:
    return Ratio.join([ratio_of(n[:, [item]], totals[:, item]) for item in range(n.shape[1])])


def _held(
    first: tuple[np.ndarray, np.ndarray], second: tuple[np.ndarray, np.ndarray], rates: np.ndarray, apart: np.ndarray
) -> dict[tuple[str, str], float]:
    """Return in what share of the rates each interval of one pair of groups holds the truth."""
    one, two = ratio_of(*first), ratio_of(*second)
    design = pooled_design([one, two])
    equal = not apart.any()
    of = "equal rates" if equal else "difference"
    found = {
        (of, SUITE): _share(difference_bounds(one, two, design), apart),
        (of, LINEARISED): _share(_linearised(one, two), apart),
    }
    if equal:
        p = difference_p(one, two, design)
        found |= {
            ("rate", SUITE): _share(ratio_bounds(one, design), rates),
            ("rate", LINEARISED): _share(_linearised(one), rates),
            ("test", SUITE): float(np.mean(p[~np.isnan(p)] <= 0.05)) if (~np.isnan(p)).any() else np.nan,
        }
    return found


def _share(bounds: tuple[np.ndarray, np.ndarray], truth: np.ndarray) -> float:
    known = ~np.isnan(bounds[0])
    return float(np.mean((bounds[0] <= truth)[known] & (truth <= bounds[1])[known])) if known.any() else np.nan


def _linearised(one: Ratio, two: Ratio | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Return the bounds of a rate, or of a difference, on its own scale, with Satterthwaite's degrees of freedom."""
    groups = [one] if two is None else [one, two]
    parts = [group.variance / group.total**2 for group in groups]
    spread = sum(parts, np.zeros(1))
    below = sum((part**2 / (group.size - 1) for part, group in zip(parts, groups, strict=True)), np.zeros(1))
    freedom = np.divide(spread**2, below, out=np.full(spread.shape, 1e6), where=below > 0)
    half = stdtrit(freedom, 0.975) * np.sqrt(spread)
    middle = one.rate - (0 if two is None else two.rate)
    return middle - half, middle + half
