"""Sentences on what is told and what is not mentioned: things that texts share, numbers that differ, denials."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.measures.framing.mentions.omissions import told_once_each
from analysis.measures.story import Story
from analysis.views.tables.phrases import counted, label, listing, named, number, percent
from analysis.views.wording.groups import ids, verb, words

_VOICES = {"author": "in the author’s own words", "direct": "in quotation marks", "indirect": "in paraphrase"}
_TEXTS = 6  # of which a sentence says what they do not mention
NOTHING = "The rules find no name, date, number or event in these texts."


def told(story: Story) -> pd.DataFrame:
    """Return the first mention of each thing in each text, made once."""
    if "told" not in story.made:
        story.made["told"] = told_once_each(story.mentions)
    return story.made["told"]


def _sizes(story: Story) -> pd.DataFrame:
    """Return ``kind, thing, docs`` of everything that is told."""
    return told(story).groupby(["kind", "thing"], as_index=False).agg(docs=("doc_id", "nunique"))


def what_is_told(story: Story) -> list[str]:
    """Say how many things the texts mention, how many of these in all of them and how many in one alone."""
    things, n = _sizes(story), len(story.documents)
    if not len(things):
        return [NOTHING]
    lines = [
        f"The rules find {counted(len(things), 'different thing')} mentioned in {counted(n, 'text')}: names, dates, "
        f"numbers, events and denials."
    ]
    if n == 1:
        return [*lines, "There is no other text to set beside it."]
    every, one = int((things["docs"] == n).sum()), int((things["docs"] == 1).sum())
    where = "both texts" if n == 2 else f"all {number(n)} texts"
    lines.append(
        f"{number(every) if every else 'None'} of them {verb(every or 1, 'is', 'are')} in {where}, and "
        f"{percent(one / len(things))} in one text alone."
    )
    return lines


def what_is_left_out(story: Story) -> list[str]:
    """Say of each text, or of the first few, what most others mention and it does not."""
    if len(story.documents) < 2:
        return ["There is one text, and no other to set beside it."]
    least = max(min(2, len(story.documents) - 1), len(story.documents) // 2)
    table = story.omissions(least=least)
    absent = table[(table["docs"] == 0) & (table["kind"] != "denial")]
    if not len(absent):
        return [f"There is nothing that {counted(least, 'other text')} or more mention and a text does not."]
    lines = []
    for doc_id, rows in list(absent.groupby("group", sort=False))[:_TEXTS]:
        first = rows.iloc[0]
        lines.append(
            f"The text {label(doc_id)} does not mention {words(rows['name'], 3)}; the first of these is in "
            f"{number(first['docs_other'])} of {counted(first['n_docs_other'], 'other text')}."
        )
    more = absent["group"].nunique() - len(lines)
    return [*lines, f"The table has {counted(more, 'more text')}."] if more > 0 else lines


def numbers_and_denials(story: Story) -> list[str]:
    """Say which numbers are denied, where and by whom, and which texts mention neither number nor denial."""
    table = story.numbers_told()
    if not len(table):
        return [
            "The rules find no number that is denied, and no two texts with different numbers of one noun or outcome."
        ]
    denied, lines = table[table["how"] == "denied"], []
    for _, rows in list(denied.groupby(["noun", "value_a"], sort=False))[:3]:
        lines += _denial(story, rows)
    if not len(denied):
        lines.append("No number is denied in a text that tells it, as far as the rules find.")
    others = table[table["how"] != "denied"]
    if len(others):
        shown = [f"{_side(row.match_a)} beside {_side(row.match_b)}" for row in others.head(2).itertuples()]
        lines.append(
            f"{counted(len(others), 'pair')} of different numbers {verb(len(others), 'is', 'are')} told of one noun or "
            f"one outcome, such as {listing(shown)}. Read both places: they may be numbers of other things."
        )
    return lines


def _side(match: str) -> str:
    """Return a number as written; "anyone had been killed" is one only where it is denied."""
    return f"the denial that {named(match)}" if match.lower().startswith(("anyone", "anybody")) else named(match)


def _denial(story: Story, rows: pd.DataFrame) -> list[str]:
    """Say where a number is told, who denies it, and which texts mention neither."""
    first, everything = rows.iloc[0], told(story)
    name = everything.loc[
        (everything["doc_id"] == first["doc_id_a"]) & (everything["start"] == first["start_a"]), "thing"
    ].iloc[0]
    tell, deny = ({*everything.loc[everything["thing"] == one, "doc_id"]} for one in (name, f"{name}, denied"))
    speaker = f", from {label(first['speaker_a'])}" if first["speaker_a"] else ""
    lines = [
        f"{named(label(first['match_a']))} is told in {number(len(tell))} of "
        f"{counted(len(story.documents), 'text')}, first in {label(first['doc_id_a'])} at characters "
        f"{number(first['start_a'])} to {number(first['end_a'])}, {_VOICES[first['voice_a']]}{speaker}."
    ]
    said = [_who(row) for row in rows.head(4).itertuples()]
    lines.append(f"It is denied in {ids(sorted(deny))}: {'; '.join(said)}.")
    absent = [doc_id for doc_id in story.documents["doc_id"] if doc_id not in tell | deny]
    if absent:
        n = len(absent)
        lines.append(f"Neither the number nor a denial of it is found in {counted(n, 'text')}: {ids(absent)}.")
    return lines


def _who(row: Any) -> str:
    return f"{named(label(row.match_b))} at {number(row.start_b)} to {number(row.end_b)}, by {label(row.speaker_b)}"


def how_early(story: Story) -> list[str]:
    """Name the thing that most texts mention whose first mention comes earliest in one and latest in another."""
    things = told(story)
    placed = things[things["position"].notna()]
    table = placed.groupby(["kind", "thing"])["position"].agg(["size", "min", "max"]).reset_index()
    table = table[table["size"] == table["size"].max()] if len(table) else table
    if not len(table) or table["size"].iloc[0] < 2:
        return ["Nothing is mentioned in two texts, so nothing comes earlier in one than in another."]
    widest = table.loc[(table["max"] - table["min"]).round(9).idxmax()]
    rows = placed[(placed["kind"] == widest["kind"]) & (placed["thing"] == widest["thing"])]
    early, late = rows.loc[rows["position"].idxmin()], rows.loc[rows["position"].idxmax()]
    return [
        f"{named(label(widest['thing']))}, which {counted(widest['size'], 'text')} mention, comes first after "
        f"{percent(early['position'])} of the words in {label(early['doc_id'])}, and after {percent(late['position'])} "
        f"in {label(late['doc_id'])}."
    ]
