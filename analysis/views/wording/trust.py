"""Sentences on what the findings rest on: under how many other choices they hold."""

from __future__ import annotations

from analysis.measures.robustness.multiverse import robustness, robustness_summary
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
