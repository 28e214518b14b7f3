"""Figures about who gets to speak: each side's words by voice and by name, and the cues that introduce it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.views.figures.layout import inches, key, label_rows, panel, room_for, say, shorten, stage
from analysis.views.figures.style import INK, RULE, SMALL, TEXT, VOICES, Mark, bar, styled
from analysis.views.tables.phrases import counted, listing, number, percent

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

ROW, HEAD, GAP = 0.52, 0.42, 0.15  # inches: a side, the lines over a panel, between panels
CELL, HIGH, LEAST = 0.56, 0.3, 1.9  # inches: a kind of cue, a side in the table of cues, the column of the sides
SAID = {"direct": "in quotation marks", "indirect": "paraphrased"}
SHORT = {"direct": "quoted", "indirect": "paraphrased"}
HIDDEN = Mark(INK, "", "s", "#ffffff")
ANONYMOUS = "of these, by anonymous sources"


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
    heights = [ROW * rows["side"].nunique() for _, rows in groups]
    height = max(sum(heights) + (HEAD + GAP) * len(groups), ROW)
    note = "Bars: share of all attributed words of these texts. Attributed words whose speaker is not found count too."
    top = stage(ax, title=speaking_title(table), note=note, height=height, sides=(0.1, 0.15, 0.05, 0.35))
    top.axis("off")
    wide, _ = inches(top)
    left = room_for(table["side"], 2.3) + 0.12
    most = float((table["n_side"] / table["total"]).max()) if len(table) else 1.0
    down = 0.0
    for (group, rows), high in zip(groups, heights, strict=True):
        one = panel(top, (left, down + HEAD, wide - left, high))
        sides = list(rows.groupby("side", sort=False))
        label_rows(one, [side for side, _ in sides], left - 0.1)
        one.set_xlim(0, most or 1)
        one.set_xticks([])
        one.spines[["bottom", "left"]].set_visible(False)
        for row, (_, found) in enumerate(sides):
            start = 0.0
            for voice in SAID:
                share = float(found.loc[found["voice"] == voice, "share"].sum())
                if share:
                    one.barh(row - 0.12, share, left=start, height=0.34, gid=voice, **bar(VOICES[voice]))
                start += share
            hidden = float(found.loc[found["naming"] == "anonymous", "share"].sum())
            if hidden:
                one.barh(row + 0.12, hidden, height=0.08, gid="anonymous", color=HIDDEN.fill)
            line = shorten(_said(found), wide - left, SMALL)
            say(one, line, (0, row + 0.17), shift=(0, -8), look="quiet/left")
        size = f"{counted(rows['total'].iloc[0], 'attributed word')}, {counted(rows['n_docs'].iloc[0], 'text')}"
        say(one, shorten(group, wide, TEXT, "bold"), (0, -0.5), shift=(-left * 72, 20), look="head/left")
        say(one, size, (0, -0.5), shift=(-left * 72, 8), look="quiet/left")
        down += HEAD + GAP + high
    there = {words: VOICES[voice] for voice, words in SAID.items() if (table["voice"] == voice).any()}
    key(top, {**there, **({ANONYMOUS: HIDDEN} if (table["naming"] == "anonymous").any() else {})}, above=0.3, bars=True)
    return top


def _said(rows: pd.DataFrame) -> str:
    """Say how many words a side has: in all and by share, in each voice, and by anonymous sources."""
    n = {voice: rows.loc[rows["voice"] == voice, "n_words"].sum() for voice in SAID}
    parts = [f"{number(n[voice])} {words}" for voice, words in SHORT.items() if n[voice]]
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
    from matplotlib.patches import Rectangle

    groups = [(str(group), rows) for group, rows in table.groupby("group", sort=False)]
    sums = table.groupby("cue_kind")["n"].sum()
    kinds = sorted(sums.index, key=lambda kind: (kind == "no cue", -sums[kind], kind))
    heights = [HIGH * rows["side"].nunique() for _, rows in groups]
    note = (
        "Numbers: attributed stretches of text. Shade: their share of the row. At the right: all of the side. The "
        "kinds are those of the cue table: what the verb says, not whether the speaker is right."
    )
    height = max(sum(heights) + (HEAD + GAP) * len(groups), HIGH)
    top = stage(ax, title=cues_title(table), note=note, height=height, sides=(0.1, 0.15, 0.05, 0.1))
    top.axis("off")
    wide, _ = inches(top)
    left = max(room_for(table["side"], 2.3), LEAST) + 0.12
    cell = min(CELL, (wide - left - 0.45) / max(len(kinds), 1))
    down = 0.0
    for (group, rows), high in zip(groups, heights, strict=True):
        one = panel(top, (left, down + HEAD, cell * len(kinds), high))
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
            say(one, number(found["n_side"].iloc[0]), (len(kinds), row), shift=(6, 0), look="quiet/left")
        say(one, shorten(group, left - 0.1, TEXT, "bold"), (0, -0.5), shift=(-left * 72, 20), look="head/left")
        size = f"{counted(rows['n'].sum(), 'stretch', 'stretches')}, {counted(rows['n_docs'].iloc[0], 'text')}"
        say(one, size, (0, -0.5), shift=(-left * 72, 8), look="quiet/left")
        down += HEAD + GAP + high
    return top
