"""Sentences on loaded words: how many, in whose voice, of which kind, and what actors are called."""

from __future__ import annotations

import pandas as pd

from analysis.measures.groups import unknown_last
from analysis.measures.story import Story
from analysis.views.tables.phrases import counted, decimal, label, listing, named, number, percent
from analysis.views.wording.groups import (
    ACTORS_VERB,
    NAMED_GROUPS,
    between,
    compared,
    ends,
    groups_of,
    in_group,
    sentence,
    sharing,
    verb,
)

NO_LOADED = "No entry of the list of loaded words occurs in the bodies of these texts."


def rates(story: Story) -> pd.DataFrame:
    """Return loaded words, all categories together, by group: own words and attributed ones, with rates."""
    table = story.marker_rates_by_voice()
    table = table[table["category"] == "all"]
    table = table.assign(whose=table["voice"].where(table["voice"] == "author", "others"))
    table = table.groupby(["group", "whose"], as_index=False)[["n", "words"]].sum()
    return table[table["words"] > 0].assign(per_1000=lambda one: 1000 * one["n"] / one["words"])


def loaded_words(story: Story) -> list[str]:
    """Say how loaded each group's own words are, and those that it attributes."""
    table = rates(story)
    if not table["n"].sum():
        return [NO_LOADED]
    own = table[table["whose"] == "author"]
    lines = []
    if len(own) <= NAMED_GROUPS:
        for group, rows in unknown_last(table).groupby("group", sort=False):
            said = [
                f"{decimal(row.per_1000)} per 1,000 "
                f"{'of the own words' if row.whose == 'author' else 'of those attributed to others'} "
                f"({number(row.n)} in {number(row.words)})"
                for row in rows.itertuples()
            ]
            lines.append(f"{sentence(in_group(story, str(group)))}, loaded words come to {listing(said)}.")
    elif len(own := compared(story, own)):
        most, least = (sharing(own, "per_1000", end) for end in ends(own, "per_1000"))
        high, low = (
            f"{groups_of(rows)} ({decimal(rows['per_1000'].iloc[0])} per 1,000, {number(rows['n'].sum())} in "
            f"{number(rows['words'].sum())})"
            for rows in (most, least)
        )
        lines.append(
            f"Among the authors' own words, loaded ones are most frequent in {high} and least frequent in {low}"
            f"{between(len(own) - len(most) - len(least))}."
        )
    return lines


def loaded_voices(story: Story) -> list[str]:
    """Say what mixing the voices does to the rate of the target."""
    table = rates(story)
    table = table[table["group"] == story.target_group]
    where = in_group(story, story.target_group)
    if not table["n"].sum():
        return [f"No loaded word was found {where}."]
    by = table.set_index("whose")
    if len(by) < 2:
        return [
            f"{sentence(where)}, all words are of one kind, the author's own or attributed, so there is nothing to mix."
        ]
    mixed = 1000 * table["n"].sum() / table["words"].sum()
    own = by.loc["author", "per_1000"]
    how = "the same" if abs(mixed - own) < 0.05 else "more" if own < mixed else "less"
    line = (
        f"{sentence(where)}, the rate of the authors' own words is {decimal(own)} per 1,000; with all voices mixed "
        f"it is {decimal(mixed)}, {how}."
    )
    return [
        line,
        f"{percent(by.loc['others', 'n'] / table['n'].sum())} of the loaded words are attributed to somebody.",
    ]


def loaded_kinds(story: Story) -> list[str]:
    """Name the largest categories of the target, and those that are mostly attributed."""
    table = story.marker_rates_by_voice()
    table = table[(table["category"] != "all") & (table["group"] == story.target_group)]
    sums = table.groupby("title", sort=False)["n"].sum().sort_values(ascending=False, kind="stable")
    sums = sums[sums > 0]
    where = in_group(story, story.target_group)
    if not len(sums):
        return [f"No loaded word was found {where}."]
    own = table[table["voice"] == "author"].set_index("title")["n"]
    said = listing(
        [
            f"{label(title)} ({number(n)}, {number(own.get(title, 0))} of them the author's own)"
            for title, n in sums.head(3).items()
        ]
    )
    return [f"Most loaded words {where} are of these kinds: {said}."]


def most_loaded(story: Story) -> list[str]:
    """Name the loaded words that occur most often."""
    loaded = story.markers[story.markers["loaded"].astype(bool) & (story.markers["part"] == "body")]
    if not len(loaded):
        return [NO_LOADED]
    often = loaded["match"].str.lower().value_counts().rename_axis("match").reset_index(name="n")
    often = often.sort_values(["n", "match"], ascending=[False, True]).head(5)
    said = listing([f"{named(label(row.match))} ({counted(row.n, 'time')})" for row in often.itertuples()])
    negated = int(loaded["negated"].astype(bool).sum())
    n = number(negated) if negated else "None"
    return [
        f"The loaded words that occur most often are {said}.",
        f"{n} of the {number(len(loaded))} {verb(negated, 'is', 'are')} negated, as in “not brutal”.",
    ]


def names_of_actors(story: Story) -> list[str]:
    """Say how often actors are named, by how many names, and how many of these carry a judgement."""
    names = story.names[story.names["part"] == "body"] if len(story.names) else story.names
    if not len(names):
        return [
            f"No list of actors and their names is there for these texts, so no name is counted: {ACTORS_VERB} "
            f"makes a sheet to fill in."
        ]
    table = story.labels_by_speaker()
    lines = []
    for actor, rows in list(table.groupby("actor", sort=False))[:2]:
        bad = rows[rows["label_kind"] == "pejorative"]
        line = (
            f"{label(actor)} is named {counted(rows['n'].sum(), 'time')}, by {counted(rows['label'].nunique(), 'name')}"
        )
        if bad["n"].sum():
            own = int(bad.loc[bad["voice"] == "author", "n"].sum())
            line += (
                f"; {number(bad['n'].sum())} of the uses are pejorative, {number(own)} of them in the author's voice"
            )
        lines.append(sentence(f"{line}."))
    return lines
