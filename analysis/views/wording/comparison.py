"""Sentences on what sets a group of texts apart: key words, by which score, how surely, and in whose voice."""

from __future__ import annotations

from math import isnan

import pandas as pd

from analysis.measures.comparison.key_ranks import rank_keyness
from analysis.measures.stats.intervals import nearer_bound
from analysis.measures.stats.minimum_sizes import LEAST_DOCUMENTS, LEVEL, explain_missing_test
from analysis.measures.story import Story
from analysis.views.figures.data import stop_words
from analysis.views.tables.phrases import counted, factor, label, listing, named, number, small
from analysis.views.wording.groups import has_groups, verb, words

ONE_GROUP = "There is one group of texts, so nothing is set apart from anything. Name the column that holds the groups."


def keyness_of_target(story: Story) -> pd.DataFrame:
    """Return table `keyness` of the target against all other texts, made once."""
    if "key_words" not in story.made:
        story.made["key_words"] = story.key_words()
    table: pd.DataFrame = story.made["key_words"]
    return table


def key_words(story: Story) -> list[str]:
    """Name the first key word on each side, with counts, and say how sure that is."""
    if not has_groups(story):
        return [ONE_GROUP]
    table, target = rank_keyness(keyness_of_target(story)), label(story.target_group)
    lines = []
    for rows, whose, other in (
        (table[table["log_ratio"] > 0], "target", "reference"),
        (table[table["log_ratio"] < 0][::-1], "reference", "target"),
    ):
        if not len(rows):
            continue
        first = rows.iloc[0]
        named_group = target if whose == "target" else "the other texts"
        least = abs(float(nearer_bound(first["log_ratio_low"], first["log_ratio_high"])))
        if least == 0 or (least > 0 and not first["q"] < LEVEL):
            lines.append(f"No word is surely more frequent in {named_group}, by interval and test over texts.")
            continue
        by = "By log ratio, the word that most" if isnan(least) else "The word that most surely"
        q = f" {small(first['q'])}" if first["q"] < 0.001 else f" = {small(first['q'])}"
        sure = "" if isnan(least) else f", at least {factor(least)} times as frequent there (q{q})"
        lines.append(
            f"{by} marks {named_group} is {named(label(first['term']))}{sure}: "
            f"{counted(first[f'n_{whose}'], 'use')} in "
            f"{counted(first[f'total_{whose}'], 'word')}, against {number(first[f'n_{other}'])} in "
            f"{number(first[f'total_{other}'])}."
        )
    return [*lines, *how_sure(story)]


def how_sure(story: Story) -> list[str]:
    """Say how many words pass a test over texts, or why there is no test."""
    if not has_groups(story):
        return [ONE_GROUP]
    table = keyness_of_target(story)
    n, other = int(table["n_docs_target"].iloc[0]), int(table["n_docs_reference"].iloc[0])
    if min(n, other) < LEAST_DOCUMENTS:
        return [explain_missing_test(n, other)]
    tested, found = int(table["p"].notna().sum()), int((table["q"] < LEVEL).sum())
    line = (
        f"Of {counted(len(table), 'word')}, {number(tested)} {verb(tested, 'is', 'are')} in enough texts to be tested"
    )
    passed = f"{number(found)} {verb(found, 'passes', 'pass')} a test over texts, corrected for their number (q < 0.05)"
    return [f"{line}; {passed}." if tested else f"{line}."]


def scores_differ(story: Story) -> list[str]:
    """Name the word that each score puts first."""
    if not has_groups(story):
        return [ONE_GROUP]
    table = keyness_of_target(story)
    more = table[table["log_ratio"] > 0]
    if not len(more):
        return ["No word is more frequent in the group than in the other texts."]
    firsts = {
        score: label(more.loc[more[column].round(9).idxmax(), "term"])
        for score, column in (("log ratio", "log_ratio"), ("G2", "g2"), ("z", "z"))
    }
    said = listing([f"{named(term)} by {score}" for score, term in firsts.items()])
    same = len(set(firsts.values())) == 1
    return [
        f"First for {label(story.target_group)} {verb(1 if same else 3, 'is', 'are')} {said}.",
        "All three agree here." if same else "So the choice of the score chooses the finding.",
    ]


def key_words_by_voice(story: Story) -> list[str]:
    """Say which of the key words are mostly attributed to others."""
    if not has_groups(story):
        return [ONE_GROUP]
    table = story.keyness_by_voice(n=15, leave_out=stop_words())
    table = table[table["voice"] == "author"]
    if not len(table):
        return ["No word is more frequent in the group than in the other texts."]
    uses = table["n_own"] + table["n_direct"] + table["n_indirect"]
    lent = table[(2 * table["n_own"] < uses).to_numpy()]
    never = lent[lent["n_own"] == 0]
    target = label(story.target_group)
    lines = [
        f"Of the {counted(len(table), 'word')} that mark {target} most, {number(len(lent))} "
        f"{verb(len(lent), 'is', 'are')} attributed to somebody in more than half of their uses."
    ]
    if len(lent):
        lines.append(f"{'It is' if len(lent) == 1 else 'They are'} {words(lent['term'])}.")
    if len(never):
        lines.append(f"Never an author's own: {words(never['term'])}.")
    return lines
