"""Figures of who speaks: how many words each side has, quoted and paraphrased, and the cues that introduce it."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from analysis.views.figures.chart import Bar, ChartBlock, ChartRow, Key, Scale, chart
from analysis.views.figures.choice import MANY_GROUPS
from analysis.views.figures.style import INK, VOICE_MARKS, Mark, styled
from analysis.views.tables.phrases import (
    counted,
    extremes,
    groups_left_out,
    listing,
    most_often,
    number,
    percent,
)

_SHORT = {"direct": "quoted", "indirect": "paraphrased"}
_SAID = {"direct": "in quotation marks", "indirect": "paraphrased"}
_HIDDEN = Mark(INK, "", "s", "#ffffff")
_CUES = {  # kinds that tell how far the author stands behind what is said; all others are one
    "doubting": Mark("#e69f00", "////", "D", INK),
    "endorsing": Mark("#1f4e79", "", "o", "#ffffff"),
    "neutral": Mark("#bdbdbd", "", "s", INK),
    "other": Mark("#ececec", "....", "^", INK),
}
_CUE_WORDS = {
    "doubting": "doubting (“claimed”)",
    "endorsing": "endorsing (“revealed”)",
    "neutral": "neutral (“said”)",
    "other": "of other kinds",
}


def quoted_title(table: pd.DataFrame) -> str:
    """Name the side that is quoted at greatest length in each group of texts."""
    parts = []
    for group, rows in table.groupby("group", sort=False):
        parts.append(f"{rows['side'].iloc[0]} in {group} ({percent(rows['share'].iloc[0])})")
    if len(parts) > MANY_GROUPS:
        return f"Quoted most: {most_often(table.drop_duplicates('group')['side'])}"
    return f"Quoted most: {', '.join(parts)}" if parts else "Nobody is quoted"


def quoted_alt(table: pd.DataFrame) -> str:
    """Name each side with its share, words and quotations, by group of texts."""
    parts = []
    for group, rows in table.groupby("group", sort=False):
        who = [
            f"{row.side} {percent(row.share)}, {counted(row.n_words, 'word')} in "
            f"{counted(row.n_quotations, 'quotation')}"
            for row in rows.itertuples()
        ]
        parts.append(f"{group} ({counted(rows['total'].iloc[0], 'quoted word')}): {'; '.join(who)}")
    return f"Bars of the share of the words in quotation marks, by side. {'. '.join(parts)}."


@styled
def plot_quoted(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what share of the directly quoted words each side has, by group of texts.

    Parameters
    ----------
    table
        From `sides.words_by_side`.
    ax
        Axes to draw in; None for a new figure.
    """
    blocks = []
    for group, rows in table.groupby("group", sort=False):
        sides = [
            ChartRow(row.side, (percent(row.share), number(row.n_words), number(row.n_quotations)), [bar], high=0.16)
            for row, bar in ((row, Bar(row.share, VOICE_MARKS["direct"])) for row in rows.itertuples())
        ]
        size = f"{counted(rows['total'].iloc[0], 'quoted word')}, {counted(rows['n_docs'].iloc[0], 'text')}"
        blocks.append(ChartBlock(str(group), size, sides, ("share", "words", "quotations")))
    note = "Bars and percentages: share of all words in quotation marks in these texts. A few quotations are few."
    note += groups_left_out(table)
    return chart(ax, title=quoted_title(table), note=note, blocks=blocks, scale=Scale(limits=(0, 1), above=True))


def speaking_title(table: pd.DataFrame) -> str:
    """Name the side with most attributed words in each group of texts."""
    parts = []
    for group, rows in table.groupby("group", sort=False):
        share = rows["n_side"].iloc[0] / max(rows["total"].iloc[0], 1)
        parts.append(f"{rows['side'].iloc[0]} in {group} ({percent(share)})")
    if len(parts) > MANY_GROUPS:
        return f"Most heard: {most_often(table.drop_duplicates('group')['side'])}"
    return f"Most heard: {', '.join(parts)}" if parts else "Nobody is given a word"


def speaking_alt(table: pd.DataFrame) -> str:
    """Name each side's words in each voice, and how many of them are by anonymous sources, by group of texts."""
    parts = []
    for group, rows in table.groupby("group", sort=False):
        sides = [f"{side} {_size(found)}: {_split(found)}" for side, found in rows.groupby("side", sort=False)]
        parts.append(f"{group} ({counted(rows['total'].iloc[0], 'attributed word')}): {'; '.join(sides)}")
    return f"Bars, one for each side, cut by voice. {'. '.join(parts)}."


@styled
def plot_speaking(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw each side's share of the attributed words by voice, over a thin bar for what anonymous sources say of it.

    Parameters
    ----------
    table
        From `sides.words_by_side_and_voice`.
    ax
        Axes to draw in; None for a new figure.
    """
    blocks = []
    for group, rows in table.groupby("group", sort=False):
        sides = []
        for side, found in rows.groupby("side", sort=False):
            shares = found.groupby("voice")["share"].sum()
            bars = [Bar(shares[voice], VOICE_MARKS[voice], voice) for voice in _SAID if voice in shares]
            hidden = float(found.loc[found["naming"] == "anonymous", "share"].sum())
            sides.append(ChartRow(str(side), (_size(found),), bars, under="" if hidden else _split(found), high=0.22))
            if hidden:
                sides.append(ChartRow("", (), [Bar(hidden, _HIDDEN, "anonymous")], under=_split(found), high=0.1))
        size = f"{counted(rows['total'].iloc[0], 'attributed word')}, {counted(rows['n_docs'].iloc[0], 'text')}"
        blocks.append(ChartBlock(str(group), size, sides))
    named = {words: VOICE_MARKS[voice] for voice, words in _SAID.items() if (table["voice"] == voice).any()}
    if (table["naming"] == "anonymous").any():
        named["of these, by sources without a name"] = _HIDDEN
    note = "Bars: share of all attributed words of these texts. Words whose speaker is not found count too."
    note += groups_left_out(table)
    keys = [Key(named, bars=True)]
    return chart(ax, title=speaking_title(table), note=note, blocks=blocks, keys=keys, scale=Scale(above=True))


def _size(rows: pd.DataFrame) -> str:
    return f"{counted(rows['n_side'].iloc[0], 'word')} ({percent(rows['share'].sum())})"


def _split(rows: pd.DataFrame) -> str:
    """Say how many words of a side there are in each voice, and by anonymous sources."""
    n = {voice: rows.loc[rows["voice"] == voice, "n_words"].sum() for voice in _SAID}
    whole = ", ".join(f"{number(n[voice])} {_SHORT[voice]}" for voice in _SAID if n[voice])
    hidden = rows.loc[rows["naming"] == "anonymous", "n_words"].sum()
    return f"{whole}; {number(hidden)} anonymous" if hidden else whole


def cues_title(table: pd.DataFrame) -> str:
    """Say how many of the attributed passages of each group a doubting word introduces."""
    parts = []
    for group, rows in table.groupby("group", sort=False):
        doubted = rows.loc[rows["cue_kind"] == "doubting", "n"].sum()
        parts.append(f"{number(doubted)} of {counted(rows['n'].sum(), 'statement')} in {group}")
    if len(parts) > MANY_GROUPS:
        n = table.assign(doubted=table["n"].where(table["cue_kind"] == "doubting", 0)).groupby("group")
        shares = n["doubted"].sum() / n["n"].sum()
        return f"Share of statements that a doubting word introduces: {extremes(shares.to_dict(), percent)}"
    return f"A doubting word introduces {listing(parts)}" if parts else "No word introduces a statement"


def cues_alt(table: pd.DataFrame) -> str:
    """Name the kinds of cue of each side with their counts, by group of texts."""
    parts = []
    for group, rows in table.groupby("group", sort=False):
        sides = [
            f"{side} ({found['n_side'].iloc[0]}): {_kinds(found)}" for side, found in rows.groupby("side", sort=False)
        ]
        parts.append(f"{group}, {counted(rows['n'].sum(), 'attributed passage')}: {'; '.join(sides)}")
    return f"Bars, one for each side, cut by the kind of the word that introduces it. {'. '.join(parts)}."


@styled
def plot_cues(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw with what kinds of cue each side is introduced: doubting, endorsing, neutral and all others, as shares.

    Parameters
    ----------
    table
        From `sides.cue_kinds_by_side`.
    ax
        Axes to draw in; None for a new figure.
    """
    blocks, there = [], set()
    for group, rows in table.groupby("group", sort=False):
        sides = []
        for side, found in rows.groupby("side", sort=False):
            shares = found.groupby(found["cue_kind"].where(found["cue_kind"].isin(_CUES), "other"))["share"].sum()
            there |= set(shares.index)
            bars = [Bar(float(shares[kind]), mark, kind) for kind, mark in _CUES.items() if kind in shares]
            sides.append(ChartRow(str(side), (number(found["n_side"].iloc[0]),), bars, under=_kinds(found), high=0.22))
        size = f"{counted(rows['n'].sum(), 'attributed passage')}, {counted(rows['n_docs'].iloc[0], 'text')}"
        blocks.append(ChartBlock(str(group), size, sides, ("passages",)))
    note = "Bars: share of the side's attributed passages. The kind is that of the verb: it does not say who is right."
    note += groups_left_out(table)
    keys = [Key({_CUE_WORDS[kind]: mark for kind, mark in _CUES.items() if kind in there}, bars=True)]
    return chart(
        ax, title=cues_title(table), note=note, blocks=blocks, keys=keys, scale=Scale(limits=(0, 1), above=True)
    )


def _kinds(rows: pd.DataFrame) -> str:
    return ", ".join(f"{row.cue_kind} {number(row.n)}" for row in rows.itertuples())
