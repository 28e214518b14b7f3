"""From what tests said of each split to shares of false alarms and power, with their intervals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import fsum
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.measures.stats.inference import benjamini_hochberg

if TYPE_CHECKING:
    import numpy as np

    from analysis.measures.calibration.calibrate import Plan

Found = Mapping[tuple[str, str, str], Sequence["Outcome"]]
Sizes = Sequence[tuple[int, int]]


class Outcome(NamedTuple):
    """What one test said of one split: words tested, words flagged, the least q, and the q of the planted words."""

    n_terms: int
    flagged: int
    least_q: float
    planted_q: np.ndarray


def outcome(p: np.ndarray, planted: np.ndarray, level: float) -> Outcome:
    """Return what a test's p-values come to; a word that it does not test counts as not flagged."""
    import numpy as np

    q = np.nan_to_num(benjamini_hochberg(p), nan=np.inf)
    return Outcome(int((~np.isnan(p)).sum()), int((q <= level).sum()), float(q.min(initial=np.inf)), q[planted])


def proportion_interval(hits: int, of: int, alpha: float = 0.05) -> tuple[float, float]:
    """Return the exact interval of a share (Clopper & Pearson 1934); NaN where `of` is 0."""
    import math

    from scipy.special import betaincinv

    if not of:
        return math.nan, math.nan
    low = float(betaincinv(hits, of - hits + 1, alpha / 2)) if hits else 0.0
    high = float(betaincinv(hits + 1, of - hits, 1 - alpha / 2)) if hits < of else 1.0
    return low, high


def mean_interval(values: Sequence[float], alpha: float = 0.05) -> tuple[float, float, float]:
    """Return the mean of shares, one for each split, and its t interval, kept within 0 and 1; NaN from one split."""
    import math

    import numpy as np
    from scipy.special import stdtrit

    shares = np.asarray(values, dtype=float)
    if not len(shares):
        return math.nan, math.nan, math.nan
    mean = float(shares.mean())
    if len(shares) < 2:
        return mean, math.nan, math.nan
    half = float(stdtrit(len(shares) - 1, 1 - alpha / 2) * shares.std(ddof=1) / np.sqrt(len(shares)))
    return mean, max(mean - half, 0.0), min(mean + half, 1.0)


def threshold(null: Sequence[Outcome], allowed: int, level: float) -> float:
    """Return the q below which a test flags something in no more than `allowed` of the null splits, at most `level`.

    Flagged is what is at or below `level` and below this number; it is infinite where nothing need be tightened.
    """
    import math

    least = sorted(one.least_q for one in null if one.least_q <= level)
    return least[allowed] if allowed < len(least) else math.inf


def test_rows(found: Found, plan: Plan, sizes: Sizes) -> Iterator[dict[str, Any]]:
    """Yield a row of the table `calibration` for each kind and test: null, planted, spread."""
    import numpy as np

    suite = next(((name, unit) for _, name, unit in found if unit == "document"), None)
    alarms = sum(one.flagged > 0 for one in found["chance", *suite]) if suite else 0
    for kind in ("chance", "planted", "spread"):
        for (this, name, unit), every in found.items():
            if this != kind:
                continue
            tried = [one for one in every if one.n_terms]
            flagged = sum(one.flagged > 0 for one in tried)
            low, high = proportion_interval(flagged, len(tried))
            row = _row(name, unit, kind, plan, sizes) | {
                "splits": len(tried),
                "n_terms": _mean([one.n_terms for one in tried]),
                "flagged_splits": flagged,
                "flagged_share": flagged / len(tried) if tried else np.nan,
                "flagged_low": low,
                "flagged_high": high,
                "false_words": _mean([one.flagged for one in tried]),
            }
            if kind != "chance":
                hits = [int((one.planted_q <= plan.level).sum()) for one in tried]
                power = mean_interval([hit / plan.planted for hit in hits])
                strict = threshold(found["chance", name, unit], alarms, plan.level)
                same = [((one.planted_q <= plan.level) & (one.planted_q < strict)).mean() for one in tried]
                row |= {
                    "factor": plan.factor,
                    "false_words": _mean([one.flagged - hit for one, hit in zip(tried, hits, strict=True)]),
                    "planted": plan.planted,
                    "found": _mean(hits),
                    "power": power[0],
                    "power_low": power[1],
                    "power_high": power[2],
                    "power_same_alarms": _mean(same),
                }
            yield row


def coverage_rows(held: Mapping[str, Sequence[Any]], plan: Plan, sizes: Sizes) -> Iterator[dict[str, Any]]:
    """Yield a row for each kind of interval: the share of words whose interval holds the truth, over the splits."""
    for name, every in held.items():
        tried = [one for one in every if one.n_terms]
        covered = mean_interval([one.share for one in tried])
        yield _row(name, every[0].unit, "coverage", plan, sizes) | {
            "splits": len(tried),
            "n_terms": _mean([one.n_terms for one in tried]),
            "covered": covered[0],
            "covered_low": covered[1],
            "covered_high": covered[2],
        }


def _row(name: str, unit: str, kind: str, plan: Plan, sizes: Sizes) -> dict[str, Any]:
    return {
        "test": name,
        "unit": unit,
        "kind": kind,
        "n_docs_a": _mean([a for a, _ in sizes]),
        "n_docs_b": _mean([b for _, b in sizes]),
        "level": plan.level,
        "cluster": plan.cluster or "",
        "seed": plan.seed,
    }


def _mean(values: Sequence[float]) -> float:
    return fsum(values) / len(values) if values else float("nan")
