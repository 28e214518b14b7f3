"""From what tests said of each split to shares of false alarms and power, with their intervals."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any, NamedTuple

import numpy as np

from analysis.measures.stats.intervals import mean_interval, proportion_interval
from analysis.measures.stats.significance import benjamini_hochberg
from analysis.schema import InputError

Found = Mapping[tuple[str, str, str], Sequence["Outcome"]]
Sizes = Sequence[tuple[int, int]]
MOST_SPLITS, MOST_PLANTED = 10_000, 1000


class Outcome(NamedTuple):
    """What one test said of one split: words tested, words flagged, the least q, and the q of the planted words."""

    n_terms: int
    flagged: int
    least_q: float
    planted_q: np.ndarray


def outcome(p: np.ndarray, planted: np.ndarray, level: float) -> Outcome:
    """Return what a test's p-values come to; a word that it does not test counts as not flagged."""
    q = np.nan_to_num(benjamini_hochberg(p), nan=np.inf)
    return Outcome(int((~np.isnan(p)).sum()), int((q <= level).sum()), float(q.min(initial=np.inf)), q[planted])


def threshold(null: Sequence[Outcome], allowed: int, level: float) -> float:
    """Return the q below which a test flags something in no more than `allowed` of the null splits, at most `level`.

    A word is flagged at or below `level` and below this number; it is infinite where nothing need be tightened.
    """
    least = sorted(one.least_q for one in null if one.least_q <= level)
    return least[allowed] if allowed < len(least) else math.inf


def test_rows(found: Found, plan: Plan, sizes: Sizes) -> Iterator[dict[str, Any]]:
    """Yield a row of the table `calibration` for each kind and test: null, planted, spread."""
    suite = next(((name, unit) for _, name, unit in found if unit == "document"), None)
    alarms = sum(one.flagged > 0 for one in found["chance", *suite]) if suite else 0
    for kind in ("chance", "planted", "spread"):
        for (this, name, unit), every in found.items():
            if this != kind:
                continue
            tried = [one for one in every if one.n_terms]
            flagged = sum(one.flagged > 0 for one in tried)
            low, high = map(float, proportion_interval(flagged, len(tried)))
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
    """Yield a row for each kind of interval: the share of words whose true value it contains, over the splits."""
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


@dataclass(frozen=True)
class Plan:
    """What is tried.

    Attributes
    ----------
    splits
        How many random splits, at most `MOST_SPLITS`.
    share
        The share of the documents that is the target's; real groups are seldom equal.
    planted, factor
        How many words are made more frequent in the target, at most `MOST_PLANTED`, and how many times as frequent.
    level
        The false discovery rate at which a word is flagged.
    cluster
        A column of the documents whose values stay together, as `outlet`; None splits document by document.
    seed
        Another seed, other splits.
    intervals
        Whether intervals are tried too, which takes time.

    See Also
    --------
    calibrate : Takes it.

    Examples
    --------
    >>> Plan(splits=20, share=0.1).planted
    20
    """

    splits: int = 100
    share: float = 0.5
    planted: int = 20
    factor: float = 2.0
    level: float = 0.05
    cluster: str | None = None
    seed: int = 0
    intervals: bool = True

    def __post_init__(self) -> None:
        """Say what cannot be tried."""
        for possible, line in (
            (self.splits >= 1, f"at least 1 split is needed, not {self.splits}"),
            (self.splits <= MOST_SPLITS, f"at most {MOST_SPLITS:,} splits are tried, not {self.splits:,}"),
            (0 < self.share < 1, f"a share lies between 0 and 1; {self.share} does not"),
            (self.planted >= 1, f"at least 1 word is to be planted, not {self.planted}"),
            (self.planted <= MOST_PLANTED, f"at most {MOST_PLANTED:,} words are planted, not {self.planted:,}"),
            (
                1 < self.factor <= 100,
                f"a planted word is more than 1, at most 100 times as frequent, not {self.factor} times",
            ),
            (0 < self.level < 1, f"a level lies between 0 and 1; {self.level} does not"),
            (self.seed >= 0, f"a seed is 0 or more, not {self.seed}"),
        ):
            if not possible:
                raise InputError(line)
