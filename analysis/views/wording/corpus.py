"""Sentences on the texts themselves: how many, how long, from when, and what they cannot show."""

from __future__ import annotations

import re

import pandas as pd

from analysis.measures.groups import group_labels, without_value
from analysis.measures.robustness.finding_sets import MOST_TEXTS_LISTED
from analysis.measures.stats.minimum_sizes import LEAST_DOCUMENTS
from analysis.measures.story import Story
from analysis.views.tables.phrases import counted, decimal, label, listing, number, percent
from analysis.views.wording.groups import (
    ACTORS_VERB,
    NAMED_GROUPS,
    SPEAKERS_VERB,
    ends,
    has_groups,
    ids,
    verb,
)

UNEQUAL = 5  # so many times as many words make two groups very unequal
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")


def the_texts(story: Story) -> list[str]:
    """Say how many texts and words there are, by group, and how unequal they are."""
    sizes, counts = story.sizes, story.body.by_document()
    groups = story.compared
    total, n = int(sizes["words"].sum()), int(sizes["n_docs"].sum())
    said = f"There {verb(n, 'is', 'are')} {counted(n, 'text')} with {counted(total, 'word')} in "
    said += "its body" if n == 1 else "their bodies"
    if has_groups(story):
        first = groups.sort_values("words", ascending=False, kind="stable").head(NAMED_GROUPS)
        parts = [
            f"{label(row.group)} {counted(row.n_docs, 'text')} ({counted(row.words, 'word')})"
            for row in first.itertuples()
        ]
        more = len(groups) - len(first)
        named = listing([*parts, counted(more, "other group")] if more else parts)
        said += f", in {counted(len(groups), 'group')}: {named}"
    lines = [said + ".", *without_group(story)]
    empty = len(story.documents) - n
    if empty:
        lines.append(
            f"{counted(empty, 'text')} more {verb(empty, 'has', 'have')} no word in the body and count nowhere."
        )
    if n > 1:
        at = int(counts.words.argmax())
        longest = label(counts.rows["doc_id"].iloc[at])
        lines.append(f"The longest text, {longest}, holds {percent(counts.words[at] / total)} of all words.")
    least = (groups if len(groups) else sizes).sort_values("words", kind="stable").iloc[0]
    where = f"the smallest group, {label(least['group'])}," if has_groups(story) else "these texts"
    lines.append(
        f"One use more in {where} adds {decimal(1000 / least['words'], 1 if least['words'] < 10_000 else 3)} to a "
        f"rate per 1,000 words."
    )
    return [*lines, _dates(story)]


def without_group(story: Story) -> list[str]:
    """Say which texts have no value in the column of the groups, if any, and where they are counted."""
    unknown = without_value(story.by)
    doc_ids = story.documents["doc_id"].to_numpy()[group_labels(story.documents, story.by) == unknown]
    n = len(doc_ids)
    if not n:
        return []
    it = verb(n, "It is", "They are")
    return [
        f"{counted(n, 'text')} {verb(n, 'has', 'have')} no value in the column {label(story.by)} and so "
        f"{verb(n, 'is', 'are')} in no group: {ids(doc_ids)}. {it} shown as “{label(unknown)}”, and no comparison of "
        f"groups counts {verb(n, 'it', 'them')}."
    ]


def _dates(story: Story) -> str:
    """Say from when the texts are, as far as is known."""
    dates = (
        story.documents["date"].fillna("").astype(str).str.strip()
        if "date" in story.documents
        else pd.Series(dtype=str)
    )
    known = dates[dates != ""]
    if not len(known):
        return "No text has a date, so nothing here can be said about time."
    none = len(dates) - len(known)
    missing = f"; {counted(none, 'text')} {verb(none, 'has', 'have')} none" if none else ""
    if not known.str.fullmatch(_DATE.pattern).all():
        has = verb(len(known), "has", "have")
        return f"{counted(len(known), 'text')} {has} a date, not all as year, month and day{missing}."
    first, last = known.min(), known.max()
    when = f"All are of {first}" if first == last else f"Their dates run from {first} to {last}"
    return f"{when}{missing}."


def limits(story: Story) -> list[str]:
    """Say what these texts cannot show: too few texts, one group, unequal groups, nothing coded."""
    sizes = story.compared
    n = int(story.sizes["n_docs"].sum())
    these = verb(n, "this text", f"these {counted(n, 'text')}")
    lines = [f"What is said here is true of {these}, and of no others."]
    if not has_groups(story):
        lines.append(
            "The texts form one group, so nothing is compared between groups. Name the column that holds the groups "
            "to compare them."
        )
    else:
        single = sizes.loc[sizes["n_docs"] == 1, "group"].tolist()
        few = sizes.loc[(sizes["n_docs"] > 1) & (sizes["n_docs"] < LEAST_DOCUMENTS), "group"].tolist()
        if single:
            lines.append(
                f"A group with a single text is that text: {ids(single).replace('other text', 'other group')}. "
                "What sets it apart may be its author, its subject or its day."
            )
        if few:
            lines.append(
                f"With fewer than {LEAST_DOCUMENTS} texts on a side there is no test: this holds for "
                f"{ids(few).replace('other text', 'other group')}."
            )
        most, least = ends(sizes, "words")
        if most["words"] >= UNEQUAL * least["words"]:
            lines.append(
                f"The groups are very unequal: {label(most['group'])} has {number(most['words'] / least['words'])} "
                f"times "
                f"as many words as {label(least['group'])}."
            )
    if n > MOST_TEXTS_LISTED:
        lines.append("Figures that show single texts show some of them; the tables have all.")
    if not story.has_sides:
        lines.append(f"Nobody has said which side the speakers stand for: {SPEAKERS_VERB} makes a sheet to fill in.")
    if not len(story.names):
        lines.append(
            f"No list of actors and their names is there for these texts: {ACTORS_VERB} makes a sheet to fill in."
        )
    lines.append("The suite describes wording. It does not say whose claim is true.")
    return lines
