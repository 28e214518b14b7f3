"""Figures about who is speaking: the share of each voice in each text, and who stands in quotation marks.

Figures about who gets to speak: each side's words by voice and by name, and the cues that introduce it.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.views.figures.layout import (
    WIDTH,
    Panel,
    annotate,
    bar_panels,
    inches,
    key,
    label_rows,
    panel,
    room_for,
    shorten,
    stage,
    width_of,
)
from analysis.views.figures.style import INK, RULE, SMALL, TEXT, VOICE_MARKS, Mark, bar, styled
from analysis.views.tables.phrases import KEYED, VOICE_WORDS, counted, listing, number, percent, span

_MOST_TEXTS = 24  # drawn; the table has all of them
_SHORT = {"author": "its own", "direct": "quoted", "indirect": "paraphrased"}


def voices_title(table: pd.DataFrame) -> str:
    """Say between which shares the attributed words lie, quoted and paraphrased together, by group of texts."""
    own = _body(table)
    own = own[(own["voice"] == "author") & (own["total"] > 0)]
    parts = []
    for group, rows in own.groupby("group", sort=False):
        whose = f"the {counted(len(rows), f'{group} text')}" if len(rows) > 1 else f"the {group} text"
        parts.append(f"{span(1 - rows['share'].max(), 1 - rows['share'].min())} of the words in {whose}")
    return f"Attributed, as quotation or paraphrase: {listing(parts)}" if parts else "No text has a word in its body"


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
    body = _drawn(table)
    texts = list(body.drop_duplicates("doc_id").itertuples())
    there = [voice for voice in KEYED if body.loc[body["voice"] == voice, "n_words"].any()]
    left = room_for([text.doc_id for text in texts], 2.0) + 0.25
    sides = (left, 0.15, 0.1, 0.42)
    note = _left_out(table) + _more(table)
    ax = stage(ax, title=voices_title(table), note=note, height=0.6 * max(len(texts), 1), sides=sides)
    label_rows(ax, [text.doc_id for text in texts], left - 0.25)
    wide = WIDTH - left - 0.15
    for row, text in enumerate(texts):
        rows = body[body["doc_id"] == text.doc_id].set_index("voice")
        start = 0.0
        for voice in there:
            share, mark = float(rows["share"].get(voice, 0.0)), VOICE_MARKS[voice]
            if not share > 0:
                continue
            ax.barh(row, share, left=start, height=0.5, gid=voice, **bar(mark))
            words = percent(share)
            if width_of(words, TEXT) + 0.1 < share * wide:
                plate = {"facecolor": mark.fill, "edgecolor": "none", "pad": 1.5} if mark.hatch else None
                ax.text(start + share / 2, row, words, ha="center", va="center", color=mark.ink, bbox=plate)
            start += share
        parts = [f"{number(rows['n_words'].get(voice, 0))} {_SHORT[voice]}" for voice in there]
        size = f"{counted(text.total, 'word')}: {', '.join(parts)}" if text.total else "no words"
        annotate(ax, size, (0, row + 0.25), shift=(0, -8), look="quiet/left")
    ax.set_xlim(0, 1)
    ax.set_ylim(len(texts) - 0.35, -0.4)
    ax.set_xticks([])
    ax.spines[["left", "bottom"]].set_visible(False)
    key(ax, {VOICE_WORDS[voice]: VOICE_MARKS[voice] for voice in there}, above=0.3, bars=True)
    return ax


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
        size = counted(rows["total"].iloc[0], "word")
        parts.append(f"of {size} quoted in {group}, {percent(rows['share'].iloc[0])} are by {rows['side'].iloc[0]}")
    return f"{'; '.join(parts)[0].upper()}{'; '.join(parts)[1:]}" if parts else "Nobody is quoted"


def quoted_alt(table: pd.DataFrame) -> str:
    """Name each side with its words and quotations, by group of texts."""
    parts = []
    for group, rows in table.groupby("group", sort=False):
        who = [f"{row.side} {row.n_words} in {counted(row.n_quotations, 'quotation')}" for row in rows.itertuples()]
        parts.append(f"{group} ({counted(rows['total'].iloc[0], 'quoted word')}): {', '.join(who)}")
    return f"Bars of words in quotation marks, by side. {'. '.join(parts)}."


@styled
def plot_quoted(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw for how many words each side is quoted directly, by group of texts.

    Parameters
    ----------
    table
        From `sides.words_by_side`.
    ax
        Axes to draw in; None for a new figure.
    """
    panels = [
        Panel(
            str(group),
            f"{counted(rows['total'].iloc[0], 'quoted word')}, {counted(rows['n_docs'].iloc[0], 'text')}",
            rows["side"].tolist(),
            rows["n_words"].tolist(),
            [f"{number(row.n_words)}  ({percent(row.share)}, {row.n_quotations}×)" for row in rows.itertuples()],
            VOICE_MARKS["direct"],
        )
        for group, rows in table.groupby("group", sort=False)
    ]
    note = "Bars: words in quotation marks. In brackets: share of the quoted words, and how many quotations."
    return bar_panels(panels, ax=ax, title=quoted_title(table), note=note, across=1)


_ROW, _HEAD, _GAP = 0.52, 0.42, 0.15  # inches: a side, the lines over a panel, between panels
_CELL, _HIGH, _LEAST = 0.56, 0.3, 1.9  # inches: a kind of cue, a side in the table of cues, the column of the sides
_SAID = {"direct": "in quotation marks", "indirect": "paraphrased"}
_SHORT_SIDES = {"direct": "quoted", "indirect": "paraphrased"}
_HIDDEN = Mark(INK, "", "s", "#ffffff")
_ANONYMOUS = "of these, by anonymous sources"


def speaking_title(table: pd.DataFrame) -> str:
    """Name the side with most attributed words in each group of texts, and how much of it is in its own words."""
    parts = []
    for group, rows in table.groupby("group", sort=False):
        first = rows[rows["side"] == rows["side"].iloc[0]]
        own = first.loc[first["voice"] == "direct", "n_words"].sum() / max(first["n_side"].iloc[0], 1)
        share = first["n_side"].iloc[0] / max(first["total"].iloc[0], 1)
        parts.append(f"{group} {percent(share)} to {first['side'].iloc[0]} ({percent(own)} of it in quotation marks)")
    return f"Words given to others, most of them: {'; '.join(parts)}" if parts else "Nobody is given a word"


def speaking_alt(table: pd.DataFrame) -> str:
    """Name each side's words in each voice, and how many of them are by anonymous sources, by group of texts."""
    parts = []
    for group, rows in table.groupby("group", sort=False):
        sides = [f"{side} {_said(found)}" for side, found in rows.groupby("side", sort=False)]
        parts.append(f"{group} ({counted(rows['total'].iloc[0], 'attributed word')}): {'; '.join(sides)}")
    return f"Bars, one for each side, cut by voice. {'. '.join(parts)}."


@styled
def plot_speaking(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw each side's share of the attributed words by voice, over a thin bar for what anonymous sources say of it.

    Parameters
    ----------
    table
        From `given_word.words_by_side_and_voice`.
    ax
        Axes to draw in; None for a new figure.
    """
    groups = [(str(group), rows) for group, rows in table.groupby("group", sort=False)]
    heights = [_ROW * rows["side"].nunique() for _, rows in groups]
    height = max(sum(heights) + (_HEAD + _GAP) * len(groups), _ROW)
    note = "Bars: share of all attributed words of these texts. Attributed words whose speaker is not found count too."
    top = stage(ax, title=speaking_title(table), note=note, height=height, sides=(0.1, 0.15, 0.05, 0.35))
    top.axis("off")
    wide, _ = inches(top)
    left = room_for(table["side"], 2.3) + 0.12
    most = float((table["n_side"] / table["total"]).max()) if len(table) else 1.0
    down = 0.0
    for (group, rows), high in zip(groups, heights, strict=True):
        one = panel(top, (left, down + _HEAD, wide - left, high))
        sides = list(rows.groupby("side", sort=False))
        label_rows(one, [side for side, _ in sides], left - 0.1)
        one.set_xlim(0, most or 1)
        one.set_xticks([])
        one.spines[["bottom", "left"]].set_visible(False)
        for row, (_, found) in enumerate(sides):
            start = 0.0
            for voice in _SAID:
                share = float(found.loc[found["voice"] == voice, "share"].sum())
                if share:
                    one.barh(row - 0.12, share, left=start, height=0.34, gid=voice, **bar(VOICE_MARKS[voice]))
                start += share
            hidden = float(found.loc[found["naming"] == "anonymous", "share"].sum())
            if hidden:
                one.barh(row + 0.12, hidden, height=0.08, gid="anonymous", color=_HIDDEN.fill)
            line = shorten(_said(found), wide - left, SMALL)
            annotate(one, line, (0, row + 0.17), shift=(0, -8), look="quiet/left")
        size = f"{counted(rows['total'].iloc[0], 'attributed word')}, {counted(rows['n_docs'].iloc[0], 'text')}"
        annotate(one, shorten(group, wide, TEXT, "bold"), (0, -0.5), shift=(-left * 72, 20), look="head/left")
        annotate(one, size, (0, -0.5), shift=(-left * 72, 8), look="quiet/left")
        down += _HEAD + _GAP + high
    there = {words: VOICE_MARKS[voice] for voice, words in _SAID.items() if (table["voice"] == voice).any()}
    key(
        top,
        {**there, **({_ANONYMOUS: _HIDDEN} if (table["naming"] == "anonymous").any() else {})},
        above=0.3,
        bars=True,
    )
    return top


def _said(rows: pd.DataFrame) -> str:
    """Say how many words a side has: in all and by share, in each voice, and by anonymous sources."""
    n = {voice: rows.loc[rows["voice"] == voice, "n_words"].sum() for voice in _SAID}
    parts = [f"{number(n[voice])} {words}" for voice, words in _SHORT_SIDES.items() if n[voice]]
    hidden = rows.loc[rows["naming"] == "anonymous", "n_words"].sum()
    whole = f"{counted(rows['n_side'].iloc[0], 'word')} ({percent(rows['share'].sum())}): {', '.join(parts)}"
    return f"{whole}; {number(hidden)} anonymous" if hidden else whole


def cues_title(table: pd.DataFrame) -> str:
    """Say of each group of texts which sides get a doubting cue, and how often."""
    parts = []
    for group, rows in table.groupby("group", sort=False):
        doubted = rows[rows["cue_kind"] == "doubting"]
        told = [f"{row.side} {row.n} of {row.n_side}" for row in doubted.itertuples()]
        parts.append(f"{group}: {listing(told)}")
    return f"Who “claims” and “alleges”: doubting cues by side. {'; '.join(parts)}" if parts else "There are no cues"


def cues_alt(table: pd.DataFrame) -> str:
    """Name the kinds of cue of each side with their counts, by group of texts."""
    parts = []
    for group, rows in table.groupby("group", sort=False):
        sides = [
            f"{side} ({found['n_side'].iloc[0]}): {', '.join(f'{row.cue_kind} {row.n}' for row in found.itertuples())}"
            for side, found in rows.groupby("side", sort=False)
        ]
        parts.append(f"{group}, {counted(rows['n'].sum(), 'attributed stretch', 'attributed stretches')}: ")
        parts[-1] += "; ".join(sides)
    return f"A table of counts, shaded by the share of the row. {'. '.join(parts)}."


@styled
def plot_cues(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how often each side is introduced by which kind of cue, as a table shaded by share, one for each group.

    Parameters
    ----------
    table
        From `given_word.cue_kinds_by_side`.
    ax
        Axes to draw in; None for a new figure.
    """
    groups = [(str(group), rows) for group, rows in table.groupby("group", sort=False)]
    sums = table.groupby("cue_kind")["n"].sum()
    kinds = sorted(sums.index, key=lambda kind: (kind == "no cue", -sums[kind], kind))
    heights = [_HIGH * rows["side"].nunique() for _, rows in groups]
    note = (
        "Numbers: attributed stretches of text. Shade: their share of the row. At the right: all of the side. The "
        "kinds are those of the cue table: what the verb says, not whether the speaker is right."
    )
    height = max(sum(heights) + (_HEAD + _GAP) * len(groups), _HIGH)
    top = stage(ax, title=cues_title(table), note=note, height=height, sides=(0.1, 0.15, 0.05, 0.1))
    top.axis("off")
    wide, _ = inches(top)
    left = max(room_for(table["side"], 2.3), _LEAST) + 0.12
    cell = min(_CELL, (wide - left - 0.45) / max(len(kinds), 1))
    down = 0.0
    for (group, rows), high in zip(groups, heights, strict=True):
        one = panel(top, (left, down + _HEAD, cell * len(kinds), high))
        sides = list(rows.groupby("side", sort=False))
        label_rows(one, [side for side, _ in sides], left - 0.1)
        one.set_xlim(0, len(kinds))
        one.set_xticks([])
        one.spines[["bottom", "left"]].set_visible(False)
        for at, kind in enumerate(kinds):
            name = shorten(kind, 2 * cell - 0.08, SMALL)
            look: dict[str, Any] = {"ha": "center", "va": "bottom", "size": SMALL, "annotation_clip": False}
            one.annotate(name, (at + 0.5, -0.5), (0, 3 + 12 * (at % 2)), textcoords="offset points", **look)
        for row, (_, found) in enumerate(sides):
            counts = {r.cue_kind: (int(r.n), float(r.share)) for r in found.itertuples()}
            for at, kind in enumerate(kinds):
                n, share = counts.get(kind, (0, 0.0))
                fill = (1 - 0.6 * share,) * 3 if n else (1.0, 1.0, 1.0)
                box = Rectangle((at, row - 0.5), 1, 1, facecolor=fill, edgecolor=RULE, gid="cell")
                one.add_patch(box)
                if n:
                    one.text(at + 0.5, row, number(n), ha="center", va="center", color="white" if share > 0.85 else INK)
            annotate(one, number(found["n_side"].iloc[0]), (len(kinds), row), shift=(6, 0), look="quiet/left")
        annotate(one, shorten(group, left - 0.1, TEXT, "bold"), (0, -0.5), shift=(-left * 72, 20), look="head/left")
        size = f"{counted(rows['n'].sum(), 'stretch', 'stretches')}, {counted(rows['n_docs'].iloc[0], 'text')}"
        annotate(one, size, (0, -0.5), shift=(-left * 72, 8), look="quiet/left")
        down += _HEAD + _GAP + high
    return top
