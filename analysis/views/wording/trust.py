"""Sentences on what the findings rest on: under how many other choices they hold."""

from __future__ import annotations

import pandas as pd

from analysis.measures.robustness.finding_tests import finding_tests
from analysis.measures.robustness.multiverse import robustness, robustness_summary
from analysis.measures.stats.minimum_sizes import LEVEL
from analysis.measures.story import Story
from analysis.views.tables.phrases import counted, number
from analysis.views.wording.groups import verb


def what_holds(story: Story) -> list[str]:
    """Say how many findings hold under every choice, and which choice breaks most."""
    table = robustness(story, combinations=0)
    single = table[table["dimension"] != "base"]
    counts = robustness_summary(table)
    always = int((counts["n_keep"] == counts["n_choices"]).sum())
    lines = [
        f"{counted(len(counts), 'finding')} can be stated of these texts by rule; {number(always)} of them "
        f"{verb(always, 'holds', 'hold')} under every choice that could have been made otherwise."
    ]
    lines += _over_texts(finding_tests(story))
    broken = single[~single["keeps"]]
    if not len(broken):
        return lines
    named = broken["dimension"].str.replace("_", " ") + ": " + broken["choice"]
    often = named.value_counts()
    first = min(often[often == often.max()].index)
    n = int(often.max())
    return [
        *lines,
        f"The choice that breaks most of them is “{first}”: {counted(n, 'finding')} "
        f"{verb(n, 'fails', 'fail')} with it.",
    ]


def _over_texts(tests: pd.DataFrame) -> list[str]:
    """Say of how many findings that set two rates apart the texts themselves leave little doubt."""
    if not len(tests):
        return []
    known = tests[tests["why"] == ""]
    n, sure = len(known), int((known["p"] <= LEVEL).sum())
    if not n:
        return [f"To hold under every choice is not to be certain. {tests['why'].iloc[0]}"]
    return [
        f"To hold under every choice is not to be certain: of {counted(n, 'finding')} that {verb(n, 'sets', 'set')} "
        f"two rates apart, {number(sure)} {verb(sure, 'has', 'have')} a p of at most {LEVEL:g} over texts."
    ]
