"""Figures of how the texts word things: markers of loaded language, and the names given to the same actor."""

from __future__ import annotations

from math import isfinite
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis.views.figures.chart import Bar, ChartBlock, ChartRow, Dot, Key, Scale, chart
from analysis.views.figures.choice import MANY_GROUPS
from analysis.views.figures.style import INK, VOICE_MARKS, Mark, styled
from analysis.views.figures.ticks import round_steps
from analysis.views.tables.phrases import (
    KEYED,
    VOICE_WORDS,
    counted,
    decimal,
    extremes,
    groups_left_out,
    listing,
    named,
    number,
)

_WHOSE = {"author": "own words", "direct": "quoted", "indirect": "paraphrased"}
_NAMES = {  # by kind and voice
    "pejorative": Mark(INK, "", "o", "#ffffff"),
    "pejorative, in paraphrase": Mark("#7d7d7d", "////", "D", "#ffffff"),
    "other names": Mark("#d5d5d5", "....", "s", INK),
}


def markers_title(table: pd.DataFrame) -> str:
    """Say how many loaded words per 1,000 there are in each group's own words, and in what it quotes."""
    every = table[table["category"] == "all"]
    if every["group"].nunique() > MANY_GROUPS:
        own = every[every["voice"] == "author"].set_index("group")["per_1000"].dropna()
        return f"Loaded words per 1,000 of the authors' own: {extremes(own.to_dict(), decimal)}"
    parts = []
    for group, rows in every.groupby("group", sort=False):
        rates = rows.set_index("voice")["per_1000"]
        said = [f"{decimal(rates[voice])} {words}" for voice, words in _SAID.items() if voice in rates]
        parts.append(f"{', '.join(said)} in {group}")
    return f"Loaded words per 1,000: {'; '.join(parts)}" if parts else "There are no words to look for markers in"


_SAID = {"author": "own", "direct": "quoted"}


def markers_alt(table: pd.DataFrame) -> str:
    """Name the rate of all categories with its interval, and the three most frequent categories, by group and voice."""
    parts = []
    for (group, voice), rows in table.groupby(["group", "voice"], sort=False):
        every, single = rows[rows["category"] == "all"], rows[(rows["category"] != "all") & (rows["n"] > 0)]
        first = single.sort_values("n", ascending=False, kind="stable").head(3).itertuples()
        rates = [
            f"{decimal(row.per_1000)} ({decimal(row.per_1000_low)} to {decimal(row.per_1000_high)})"
            for row in every.itertuples()
        ]
        most = [f"{row.title} {row.n}" for row in first]
        size = f"{counted(rows['words'].iloc[0], 'word')}{_texts_of(rows)}"
        words = f"{group}, {VOICE_WORDS[voice]}, {size}: {', '.join(rates)}"
        parts.append(f"{words}{'; most often ' if most else ''}{', '.join(most)}")
    return f"Points with intervals: markers per 1,000 words, by category. {'. '.join(parts)}."


def _texts_of(rows: pd.DataFrame) -> str:
    """Return in how many texts a group has words of a voice, where intervals are over texts."""
    return f" in {counted(rows['n_docs'].iloc[0], 'text')}" if "n_docs" in rows else ""


@styled
def plot_markers(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the rate of all markers by voice, and below it that of each category that occurs.

    The axis has room for every rate and for the intervals around two markers or more, of those over texts for all
    categories together; others may be longer than all the rest, and then end in an arrow.

    Parameters
    ----------
    table
        ``group, voice, category, title, n, words, per_1000, per_1000_low, per_1000_high``: every category in every
        group and voice that has words; with ``n_docs, bounds`` where intervals are over texts (`with_text_bounds`).
    ax
        Axes to draw in; None for a new figure.
    """
    blocks = []
    for group, rows in table.groupby("group", sort=False):
        every, single = rows[rows["category"] == "all"], rows[(rows["category"] != "all") & (rows["n"] > 0)]
        lines = [_line(row, f"all loaded words, {_WHOSE[row.voice]}") for row in every.itertuples()]
        for title, found in single.groupby("title", sort=False):
            names = [title] + [""] * (len(found) - 1)
            some = [_line(row, name) for row, name in zip(found.itertuples(), names, strict=True)]
            lines[-1], lines[len(lines) :] = lines[-1]._replace(gap=0.06), some
        words = [
            f"{number(found['words'].iloc[0])} {_WHOSE[voice]}{_texts_of(found)}"
            for voice, found in rows.groupby("voice", sort=False)
        ]
        without = rows.loc[rows["category"] != "all", "title"].nunique() - single["title"].nunique()
        none = f"; no marker of {counted(without, 'other category', 'other categories')}" if without else ""
        blocks.append(ChartBlock(str(group), f"words: {', '.join(words)}{none}", lines, ("per 1,000", "markers")))
    there = {VOICE_WORDS[voice]: VOICE_MARKS[voice] for voice in KEYED if (table["voice"] == voice).any()}
    most = _most(table)
    note = f"Lines: {_bounds_of(table)}. An arrow: "
    note += "the interval around so few markers goes on. ≤: no marker was found, and the rate may be as high as that."
    note += groups_left_out(table)
    return chart(
        ax,
        title=markers_title(table),
        note=note,
        blocks=blocks,
        keys=[Key(there)],
        scale=Scale(limits=(0, most), ticks={at: f"{at:g}" for at in round_steps(most)}, axis="per 1,000 words"),
    )


def _bounds_of(table: pd.DataFrame) -> str:
    """Say over what the intervals are."""
    words = "as if each word were drawn by itself; they say nothing about other texts"
    kinds = set(table["bounds"]) if "bounds" in table else {"words"}
    if kinds == {"words"}:
        return f"95 % intervals, {words}"
    few = "; with fewer than five texts, or none of these words in any group, as if each word were drawn by itself"
    return f"95 % intervals over texts{few if 'words' in kinds else ''}"


def _line(row: Any, label: str) -> ChartRow:
    """Return the row of a rate; where there is no marker, the highest rate that this allows for."""
    if not row.n:
        return ChartRow(
            label, (f"≤ {decimal(row.per_1000_high)}" if isfinite(row.per_1000_high) else "–", "0"), high=0.17
        )
    dot = Dot(row.per_1000, VOICE_MARKS[row.voice], "rate", row.per_1000_low, row.per_1000_high)
    return ChartRow(label, (decimal(row.per_1000), number(row.n)), dots=[dot], high=0.17)


def _most(table: pd.DataFrame) -> float:
    """Return the end of the axis of rates: room for each rate, and for intervals around two markers or more.

    Those over texts are long where two texts have what there is: of these there is room for all categories together.
    """
    wide = table["bounds"] == "texts" if "bounds" in table else table["n"] < 0
    some = [*table["per_1000"], *table.loc[(table["n"] > 1) & ~(wide & (table["category"] != "all")), "per_1000_high"]]
    return max((value for value in some if isfinite(value)), default=1.0) * 1.04 or 1.0


def names_title(table: pd.DataFrame) -> str:
    """Say of each actor how many of the uses of its pejorative names are the authors' own."""
    bad = table[table["label_kind"] == "pejorative"]
    if table.empty:
        return "No actor is named"
    if not bad["n"].sum():
        return f"No pejorative name is used for {listing(list(dict.fromkeys(table['actor'])))}"
    parts = []
    for actor, rows in bad.groupby("actor", sort=False):
        own = rows.loc[rows["voice"] == "author", "n"].sum()
        parts.append(f"{number(own)} of {number(rows['n'].sum())} for {actor}")
    return f"Pejorative names used in the authors' own words: {listing(parts)}"


def names_alt(table: pd.DataFrame) -> str:
    """Name the four most frequent labels of each actor, by group, voice and side."""
    parts = []
    for actor, rows in table.groupby("actor", sort=False):
        totals = rows.groupby("label", sort=False)["n"].sum().sort_values(ascending=False, kind="stable")
        said = []
        for label in totals.index[:4]:
            uses = [
                f"{row.n} {_who(row.group, row.voice, row.side)}" for row in rows[rows["label"] == label].itertuples()
            ]
            said.append(f"{named(label)} {listing(uses)}")
        parts.append(f"{actor}, {counted(len(totals), 'name')}, most often: {'; '.join(said)}")
    return f"Bars of who names each actor, pejorative names apart. {'. '.join(parts)}."


@styled
def plot_names(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how often each speaker names an actor, and how many of these uses are pejorative, over the names in words.

    Parameters
    ----------
    table
        From `sides.labels_by_speaker`: the rows to show, in the order to show them.
    ax
        Axes to draw in; None for a new figure.
    """
    blocks = []
    for actor, rows in table.groupby("actor", sort=False):
        lines = []
        for (group, side), found in rows.groupby(["group", "side"]):
            bad = found[found["label_kind"] == "pejorative"]
            uses, told = found["n"].sum(), bad.loc[bad["voice"] == "indirect", "n"].sum()
            sizes = (bad["n"].sum() - told, told, uses - bad["n"].sum())
            bars = [Bar(int(n), mark, name) for n, (name, mark) in zip(sizes, _NAMES.items(), strict=True)]
            who = f"{side}, in {group}" if side else f"{group} in its own words"
            cells = (number(uses), number(bad["n"].sum()))
            lines.append(ChartRow(who, cells, bars, under=_names(found), high=0.14))
        size = f"{counted(rows['label'].nunique(), 'name')}, {counted(rows['n'].sum(), 'use')}"
        blocks.append(ChartBlock(str(actor), size, lines, ("uses", "pejorative")))
    note = "Pejorative: by the table of actors. Below each bar: the names, and how often."
    keys = [Key(_NAMES, bars=True)]
    return chart(ax, title=names_title(table), note=note, blocks=blocks, keys=keys, scale=Scale(above=True))


def _names(rows: pd.DataFrame) -> str:
    """Return the names with their numbers, the most frequent first."""
    sums = rows.groupby("label", sort=False)["n"].sum().sort_values(ascending=False, kind="stable")
    return ", ".join(f"{label} {number(n)}" for label, n in sums.items())


def _who(group: str, voice: str, side: str) -> str:
    """Say in words who uses a name: the authors of a group of texts, or the side that they quote."""
    return f"{group} in its own words" if voice == "author" else f"{side}, {_WHOSE[voice]} in {group}"
