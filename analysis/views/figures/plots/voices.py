"""Figures of whose words they are: each text's words by voice, each side's words, and the cues that introduce it."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis.measures.counts import ONE_GROUP
from analysis.views.figures.chart import Bar, ChartBlock, ChartRow, Dot, Key, Scale, chart
from analysis.views.figures.choice import MANY_GROUPS, balanced
from analysis.views.figures.style import INK, VOICE_MARKS, Mark, styled
from analysis.views.tables.phrases import (
    KEYED,
    VOICE_WORDS,
    counted,
    extremes,
    groups_left_out,
    listing,
    most_often,
    number,
    percent,
    span,
)

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
    """Say what share of the words is attributed, quoted and paraphrased together, by group of texts."""
    own = _body(table)
    own = own[(own["voice"] == "author") & (own["total"] > 0)]
    if own.empty:
        return "No text has a word in its body"
    if "group_attributed" in own:
        groups = _groups(own)
        if len(groups) > MANY_GROUPS:
            ends = {row.group: row.group_attributed for row in groups.itertuples()}
            return f"Attributed to somebody: {extremes(ends, percent)}"
        parts = [f"{percent(row.group_attributed)} of the words in {row.group}" for row in groups.itertuples()]
        return f"Attributed to somebody: {listing(parts)}"
    parts = []
    for group, rows in own.groupby("group", sort=False):
        kind = "text" if group == ONE_GROUP else f"{group} text"
        whose = f"the {counted(len(rows), kind)}" if len(rows) > 1 else f"the {kind}"
        parts.append(f"{span(1 - rows['share'].max(), 1 - rows['share'].min())} of {whose}")
    return f"Attributed to somebody: {listing(parts)}"


def voices_alt(table: pd.DataFrame) -> str:
    """Name the shares of each group, or of each text where there are few, with its size and what is left out."""
    if "group_attributed" in table:
        groups = [
            f"{row.group} ({counted(row.group_docs, 'text')}, {counted(row.group_words, 'word')}): {_attributed(row)}"
            for row in _groups(table).itertuples()
        ]
        texts = counted(_drawn(table)["doc_id"].nunique(), "text")
        words = f"Bars, one for each group and one for each of {texts}, cut by voice. Attributed to somebody: "
        return f"{words}{'; '.join(groups)}. {_left_out(table)}{_more(table)}"
    said = []
    for doc_id, rows in _drawn(table).groupby("doc_id", sort=False):
        shares = [f"{percent(row.share)} {VOICE_WORDS[row.voice]}" for row in rows.itertuples() if row.n_words]
        said.append(f"{doc_id} ({counted(rows['total'].iloc[0], 'word')}): {listing(shares)}")
    return f"Bars, one for each text, cut by voice. {'. '.join(said)}. {_left_out(table)}{_more(table)}"


@styled
def plot_voices(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the share of each voice in the body of each text, with the counts under each bar.

    Where the table has the shares of groups, their bars come first, over a line for the interval, and then the texts by
    group. Of more than `_MOST_TEXTS` texts as many of each group are drawn as there can be.

    Parameters
    ----------
    table
        From `voice_shares.voice_shares`, or `voice_shares.with_group_shares`:
        ``doc_id, group, part, voice, n_words, total, share``.
    ax
        Axes to draw in; None for a new figure.
    """
    body = _drawn(table)
    there = [voice for voice in KEYED if _body(table).loc[_body(table)["voice"] == voice, "n_words"].any()]
    note = _left_out(table) + _more(table)
    if "group_attributed" in table:
        head = "By group" if len(_groups(table)) > 1 else "Together"
        blocks = [ChartBlock(head, "", _group_rows(_body(table), there))]
        sizes = _body(table).groupby("group", sort=False)["doc_id"].nunique()
        for group, texts in body.groupby("group", sort=False):
            n, of = texts["doc_id"].nunique(), sizes[group]
            size = counted(n, "text") if n == of else f"{number(n)} of {number(of)} texts"
            blocks.append(ChartBlock(str(group), size, _text_rows(texts, there)))
        note += f" Lines under the bars of groups: {_bounds(table)} of what is attributed to somebody."
    else:
        blocks = [ChartBlock("", "", _text_rows(body, there))]
    title, scale = voices_title(table), Scale(limits=(0, 1), above=True)
    return chart(ax, title=title, note=note, blocks=blocks, keys=[_key_of(there)], scale=scale)


def _text_rows(body: pd.DataFrame, there: list[str]) -> list[ChartRow]:
    rows = []
    for doc_id, text in body.groupby("doc_id", sort=False):
        found = text.set_index("voice")
        total = found["total"].iloc[0]
        counts = [f"{number(found['n_words'].get(voice, 0))} {_SHORT[voice]}" for voice in there]
        size, under = (counted(total, "word"), ", ".join(counts)) if total else ("no words", "")
        rows.append(ChartRow(str(doc_id), (size,), _bars(found["share"], there), under=under, high=0.3))
    return rows


def _group_rows(body: pd.DataFrame, there: list[str]) -> list[ChartRow]:
    """Return a bar for each group, and under it a line from one bound of what is attributed to the other."""
    rows = []
    words = body.groupby(["group", "voice"], sort=False)["n_words"].sum()
    for row in _groups(body).itertuples():
        size = f"{counted(row.group_docs, 'text')}, {counted(row.group_words, 'word')}"
        rows.append(ChartRow(str(row.group), (size,), _bars(words[row.group] / row.group_words, there), high=0.3))
        dot = Dot(1 - row.group_attributed, _HIDDEN, "attributed", 1 - row.group_high, 1 - row.group_low)
        rows.append(ChartRow("", (), dots=[dot], under=f"attributed: {_attributed(row)}", high=0.12))
    return rows


def _bars(shares: pd.Series, there: list[str]) -> list[Bar]:
    found = {voice: float(shares.get(voice, 0)) for voice in there}
    return [Bar(share, VOICE_MARKS[voice], voice, percent(share)) for voice, share in found.items() if share > 0]


def _groups(table: pd.DataFrame) -> pd.DataFrame:
    """Return the first row of each group that has words."""
    return table[table["group_docs"].notna()].drop_duplicates("group").sort_values("group", kind="stable")


def _attributed(row: Any) -> str:
    return f"{percent(row.group_attributed)} ({row.group_bounds} {span(row.group_low, row.group_high)})"


def _bounds(table: pd.DataFrame) -> str:
    """Say what the bounds of the groups are."""
    kinds = set(_groups(table)["group_bounds"])
    over = "95 % intervals over texts" if "95 % interval" in kinds else ""
    few = f"the range of the texts{' where a group has fewer than five' if over else ''}" if "range" in kinds else ""
    return listing([one for one in (over, few) if one])


def _key_of(voices: list[str]) -> Key:
    return Key({VOICE_WORDS[voice]: VOICE_MARKS[voice] for voice in voices}, bars=True)


def _body(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["part"] == "body"]


def _drawn(table: pd.DataFrame) -> pd.DataFrame:
    """Return the bodies of the texts that are drawn, in the order of the table."""
    body = _body(table)
    if body["doc_id"].nunique() <= _MOST_TEXTS:
        return body
    texts = body[body["total"] > 0].drop_duplicates("doc_id")
    return body[body["doc_id"].isin(balanced(texts["doc_id"].tolist(), texts["group"].tolist(), _MOST_TEXTS))]


def _more(table: pd.DataFrame) -> str:
    """Say how many texts are not drawn, if any."""
    n, drawn = (_body(rows)["doc_id"].nunique() for rows in (table, _drawn(table)))
    more = f" Drawn: {number(drawn)} of {number(n)} texts, spread evenly over the groups; the table has all of them."
    return more if n > drawn else ""


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
