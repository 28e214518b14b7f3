"""Figures of whose words they are: each text's words by voice, each side's words, and the cues that introduce it."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from analysis.views.figures.chart import Bar, ChartBlock, ChartRow, Key, Scale, chart
from analysis.views.figures.style import INK, VOICE_MARKS, Mark, styled
from analysis.views.tables.phrases import KEYED, VOICE_WORDS, counted, listing, number, percent, span

_MOST_TEXTS = 24  # drawn; the table has all of them
_SHORT = {"author": "its own", "direct": "quoted", "indirect": "paraphrased"}
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


def voices_title(table: pd.DataFrame) -> str:
    """Say between which shares the attributed words lie, quoted and paraphrased together, by group of texts."""
    own = _body(table)
    own = own[(own["voice"] == "author") & (own["total"] > 0)]
    parts = []
    for group, rows in own.groupby("group", sort=False):
        whose = f"the {counted(len(rows), f'{group} text')}" if len(rows) > 1 else f"the {group} text"
        parts.append(f"{span(1 - rows['share'].max(), 1 - rows['share'].min())} of {whose}")
    return f"Attributed to somebody: {listing(parts)}" if parts else "No text has a word in its body"


def voices_alt(table: pd.DataFrame) -> str:
    """Name the shares of each text that is drawn, with its size and what is left out."""
    texts = []
    for doc_id, rows in _drawn(table).groupby("doc_id", sort=False):
        shares = [f"{percent(row.share)} {VOICE_WORDS[row.voice]}" for row in rows.itertuples() if row.n_words]
        texts.append(f"{doc_id} ({counted(rows['total'].iloc[0], 'word')}): {listing(shares)}")
    return f"Bars, one for each text, cut by voice. {'. '.join(texts)}. {_left_out(table)}{_more(table)}"


@styled
def plot_voices(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the share of each voice in the body of each text, with the counts under each bar.

    Of more than `_MOST_TEXTS` texts those with most words are drawn.

    Parameters
    ----------
    table
        From `voice_shares.voice_shares`: ``doc_id, group, part, voice, n_words, total, share``.
    ax
        Axes to draw in; None for a new figure.
    """
    body, rows = _drawn(table), []
    there = [voice for voice in KEYED if body.loc[body["voice"] == voice, "n_words"].any()]
    for doc_id, text in body.groupby("doc_id", sort=False):
        found = text.set_index("voice")
        total, shares = found["total"].iloc[0], {voice: float(found["share"].get(voice, 0)) for voice in there}
        bars = [Bar(share, VOICE_MARKS[voice], voice, percent(share)) for voice, share in shares.items() if share > 0]
        counts = [f"{number(found['n_words'].get(voice, 0))} {_SHORT[voice]}" for voice in there]
        size, under = (counted(total, "word"), ", ".join(counts)) if total else ("no words", "")
        rows.append(ChartRow(str(doc_id), (size,), bars, under=under, high=0.3))
    return chart(
        ax,
        title=voices_title(table),
        note=_left_out(table) + _more(table),
        blocks=[ChartBlock("", "", rows)],
        keys=[_key_of(there)],
        scale=Scale(limits=(0, 1), above=True),
    )


def _key_of(voices: list[str]) -> Key:
    return Key({VOICE_WORDS[voice]: VOICE_MARKS[voice] for voice in voices}, bars=True)


def _body(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["part"] == "body"]


def _drawn(table: pd.DataFrame) -> pd.DataFrame:
    """Return the bodies of the texts with most words, in the order of the table."""
    body = _body(table)
    sizes = body.drop_duplicates("doc_id").sort_values("total", ascending=False, kind="stable")
    return body[body["doc_id"].isin(sizes["doc_id"].head(_MOST_TEXTS))]


def _more(table: pd.DataFrame) -> str:
    """Say how many texts are not drawn, if any."""
    n = _body(table)["doc_id"].nunique() - _MOST_TEXTS
    return f" Drawn: the {_MOST_TEXTS} texts with most words; {number(n)} more are in the table." if n > 0 else ""


def _left_out(table: pd.DataFrame) -> str:
    """Say how many words of which part are not counted."""
    others = table[table["part"] != "body"]
    parts = []
    for part, rows in others.groupby("part", sort=False):
        sizes = rows.drop_duplicates("doc_id")["total"]
        parts.append(f"{part} {number(sizes.sum())} ({counted(len(sizes), 'text')})")
    return f"Not counted, in words: {listing(parts)}." if parts else "All words are counted."


def quoted_title(table: pd.DataFrame) -> str:
    """Name the side that is quoted at greatest length in each group of texts."""
    parts = []
    for group, rows in table.groupby("group", sort=False):
        parts.append(f"{rows['side'].iloc[0]} in {group} ({percent(rows['share'].iloc[0])})")
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
    return chart(ax, title=quoted_title(table), note=note, blocks=blocks, scale=Scale(limits=(0, 1), above=True))


def speaking_title(table: pd.DataFrame) -> str:
    """Name the side with most attributed words in each group of texts."""
    parts = []
    for group, rows in table.groupby("group", sort=False):
        share = rows["n_side"].iloc[0] / max(rows["total"].iloc[0], 1)
        parts.append(f"{rows['side'].iloc[0]} in {group} ({percent(share)})")
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
    keys = [Key({_CUE_WORDS[kind]: mark for kind, mark in _CUES.items() if kind in there}, bars=True)]
    return chart(
        ax, title=cues_title(table), note=note, blocks=blocks, keys=keys, scale=Scale(limits=(0, 1), above=True)
    )


def _kinds(rows: pd.DataFrame) -> str:
    return ", ".join(f"{row.cue_kind} {number(row.n)}" for row in rows.itertuples())
