"""What the texts leave open of a finding: to hold under every choice is not to be certain.

A multiverse varies the choices of whoever counts, and never the texts. Findings that set two rates apart are tested
here over texts, as `rates` tests them: the share attributed, the rate of loaded words and the share of anonymous
speakers of two groups, and how loaded a group's own words are beside those that it attributes. Others have no test.
"""

from __future__ import annotations

from collections.abc import Callable
from math import comb, nan
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.measures.robustness.counted_story import CELLS_OF_TEXT
from analysis.measures.robustness.findings import Finding
from analysis.measures.robustness.multiverse import base_specification, findings_of, specifications_of
from analysis.measures.robustness.specification import Specification
from analysis.measures.stats.minimum_sizes import LEAST_DOCUMENTS, count_in_words, explain_missing_difference
from analysis.measures.stats.ratio_intervals import (
    difference_bounds,
    difference_p,
    pooled_design,
    ratio_of,
    unit_correlation,
)
from analysis.measures.story import Story
from analysis.schema import VOICES


class RateByText(NamedTuple):
    """Of each text of a group how many are counted, and among how many."""

    n: np.ndarray
    total: np.ndarray


def finding_tests(story: Story, *, by: str | None = None, voice: str = "all", part: str = "body") -> pd.DataFrame:
    """Return what the texts say of those findings that set two rates apart, counted as in the base.

    Parameters
    ----------
    story, by, voice, part
        As in `robustness`.

    Returns
    -------
    DataFrame
        Table `finding_tests`, a row for each such finding, in their order: ``finding, statement``; ``difference`` in
        ``unit``, with ``difference_low, difference_high``, its 95 % interval over texts (`difference_bounds`); ``p``
        (`difference_p`); ``n_docs, n_docs_other``, the texts that each of the two rates rests on; ``pairs``, how many
        pairs of groups there are; ``why``, why there is no test, else empty. Of three groups or more, a finding is
        about the two that are furthest apart: ``p`` is multiplied by `pairs` (Bonferroni), the interval is not.

    Raises
    ------
    InputError
        As `robustness` does.

    Notes
    -----
    Two rates of the same texts (own words and attributed ones) are compared within these: their correlation counts, and
    p is never less than ``2 / 2^n`` in n texts. A large p does not say that two groups are alike; the interval says how
    far apart they may be.

    See Also
    --------
    robustness : What other choices would change.
    rates : All rates and differences.

    Examples
    --------
    >>> import analysis as same
    >>> table = same.finding_tests(same.read_story())
    >>> table[["finding", "n_docs", "n_docs_other"]].head(1).values.tolist()
    [['attributed:advocacy:newswire', 4, 1]]
    >>> table["why"].iloc[0][:28]
    'Too few texts for a test: it'
    """
    base = base_specification(story, by, voice, part, 0)
    rows = []
    for finding in findings_of(base):
        rates_of = _RATES.get((finding.name.split(":")[0], len(finding.groups)))
        if rates_of is not None:
            _, choices = specifications_of(finding, base, 0)[0]
            tested = _test(finding, Specification(base.counted, choices), rates_of)
            rows.append((finding.name, finding.statement, *tested))
    columns = "finding statement difference unit difference_low difference_high p n_docs n_docs_other pairs why"
    return pd.DataFrame(rows, columns=columns.split())


def _test(
    finding: Finding, spec: Specification, rates_of: Callable[..., tuple[RateByText, ...]]
) -> tuple[float, str, float, float, float, int, int, int, str]:
    """Return the difference of a finding, its unit and interval, its p, its texts, its pairs, and why there is no p."""
    first, second = rates_of(spec, *finding.groups)
    within, pairs = len(finding.groups) == 1, 1
    if within:  # as the finding states it: the more loaded first
        first, second = sorted((first, second), key=lambda rate: -_rate(rate))
    else:
        pairs = max(1, comb(len(spec.counted.compared_groups), 2))
    one, two = (ratio_of(rate.n[:, None], rate.total) for rate in (first, second))
    design = pooled_design([one, two])
    rho = unit_correlation(*first, *second) if within else 0.0
    (low,), (high,) = difference_bounds(one, two, design, correlation=rho)
    (p,) = difference_p(one, two, design, correlation=rho)
    sizes = int(one.size[0]), int(two.size[0])
    if within:
        p = max(p, 2.0 ** (1 - min(sizes))) if not np.isnan(p) else nan
    scale, unit = (1000, "per 1,000 words") if finding.name.startswith("loaded:") else (1, "share")
    why = _explain_within(min(sizes)) if within else explain_missing_difference(*sizes)
    if not why and np.isnan(p):
        why = f"Too few texts for a test: it needs at least {LEAST_DOCUMENTS} texts that have what is counted."
    apart = _rate(first) - _rate(second)
    return scale * apart, unit, scale * low, scale * high, float(np.minimum(pairs * p, 1)), *sizes, pairs, why


def _explain_within(n: int) -> str:
    """Return why two rates of the same texts have no test, or "" if they have."""
    if n >= LEAST_DOCUMENTS:
        return ""
    need = f"it needs at least {LEAST_DOCUMENTS} texts with words of both"
    return f"Too few texts for a test: {need}, but {count_in_words(n)}."


def _rate(rate: RateByText) -> float:
    return float(rate.n.sum() / rate.total.sum()) if rate.total.any() else nan


def _attributed(spec: Specification, *groups: str) -> tuple[RateByText, ...]:
    """Return the attributed words of two groups, among all."""
    return tuple(
        RateByText(spec.words_by_text(group, spec.attributed), spec.words_by_text(group, VOICES)) for group in groups
    )


def _loaded(spec: Specification, *groups: str) -> tuple[RateByText, ...]:
    """Return the loaded words of the own words of two groups, or of the own and the attributed words of one."""
    of = [(group, spec.own) for group in groups] + [(group, spec.attributed) for group in groups if len(groups) == 1]
    return tuple(
        RateByText(spec.loaded_by_text(group, voices), spec.words_by_text(group, voices)) for group, voices in of
    )


def _anonymous(spec: Specification, *groups: str) -> tuple[RateByText, ...]:
    """Return the attributed words of anonymous speakers of two groups, among all that are attributed."""
    found = []
    for group in groups:
        said, texts = spec.said(group, spec.attributed), spec.texts_of(group)
        text = said["cell"] // CELLS_OF_TEXT
        sums = [
            np.bincount(text, said["n"] * which, minlength=len(texts))[texts].astype(np.int64)
            for which in (said["kind"] == "anonymous", np.ones(len(text)))
        ]
        found.append(RateByText(*sums))
    return tuple(found)


_RATES: dict[tuple[str, int], Callable[..., tuple[RateByText, ...]]] = {
    ("attributed", 2): _attributed,
    ("loaded", 2): _loaded,
    ("loaded", 1): _loaded,
    ("anonymous", 2): _anonymous,
}
