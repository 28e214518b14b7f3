"""Figures about how the texts word things: markers of loaded language, and the names given to the same actor."""

from __future__ import annotations

from math import isfinite
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from analysis.views.figures.layout import (
    WIDTH,
    annotate,
    inches,
    key,
    label_rows,
    panel,
    room_for,
    shorten,
    stage,
    width_of,
    wrap,
)
from analysis.views.figures.style import GREY, RULE, SMALL, TEXT, VOICE_MARKS, point, styled
from analysis.views.tables.phrases import KEYED, VOICE_WORDS, counted, decimal, listing, named, number

_ROW = 0.17  # inches for one voice of one category
_GAP = 0.12  # inches between categories
_CELL = 0.7  # inches for a column of counts, at most
_HEAD = "head/left"
_SAME_AREA = {"D": 0.886, "^": 1.253}  # of a marker as large as a circle of size 1
_LINE = 0.205  # inches for a label
_UP = 0.85  # inches for a turned line, or twice that where it takes more lines than a column has room for
_STEP = 12  # points from line to line of small text


def markers_title(table: pd.DataFrame) -> str:
    """Say how many loaded words per 1,000 there are in each group and voice, with their number."""
    parts = []
    for group, rows in table[table["category"] == "all"].groupby("group", sort=False):
        sides = [f"{decimal(row.per_1000)} {_whose(row.voice)} ({number(row.n)})" for row in rows.itertuples()]
        parts.append(f"{group} {', '.join(sides)}")
    return f"Loaded words per 1,000: {'; '.join(parts)}" if parts else "There are no words to look for markers in"


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
        words = f"{group}, {VOICE_WORDS[voice]}, {counted(rows['words'].iloc[0], 'word')}: {', '.join(rates)}"
        parts.append(f"{words}{'; most often ' if most else ''}{', '.join(most)}")
    return f"Points with intervals: markers per 1,000 words, by category. {'. '.join(parts)}."


@styled
def plot_markers(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the rate of each category of markers by voice, one panel for each group of texts.

    The axis has room for every rate, and for the intervals around something: one around a count of 0 in few words may
    be longer than all the rest, and then ends in an arrow.

    Parameters
    ----------
    table
        ``group, voice, category, title, n, words, per_1000, per_1000_low, per_1000_high``: every category in every
        group and voice that has words.
    ax
        Axes to draw in; None for a new figure.
    """
    groups = list(dict.fromkeys(table["group"]))
    titles = list(dict.fromkeys(table["title"]))
    voices = [voice for voice in KEYED if (table["voice"] == voice).any()]
    block = _ROW * max(len(voices), 1) + _GAP
    left = room_for(titles, 2.4) + 0.15
    height = block * max(len(titles), 1)
    each = (WIDTH - 0.2 - left) / (min(len(groups), 2) or 1)
    sizes = {group: _words_of(rows, each - 0.1) for group, rows in table.groupby("group", sort=False)}
    head = 0.28 + _STEP * max(map(len, sizes.values()), default=1) / 72
    full = (height + head + 0.4) * max(len(groups[::2]), 1)
    top = stage(ax, title=markers_title(table), note=_NOTE, height=full, sides=(0.1, 0.1, 0.05, 0.4))
    top.axis("off")
    wide, _ = inches(top)
    each = (wide - left) / (min(len(groups), 2) or 1)
    count = max((width_of(number(n), SMALL) for n in table["n"]), default=0.2)
    most = _most(table)
    for at, group in enumerate(groups):
        rows = table[table["group"] == group]
        box = (left + (at % 2) * each + 0.05, at // 2 * (height + head + 0.4) + head, each - count - 0.35, height)
        one = panel(top, box)
        if at % 2:
            one.set_yticks([])
        else:
            label_rows(one, titles, left - 0.1)
        one.set_ylim(len(titles) - 0.5, -0.5)
        one.set_xlim(0, most)
        one.xaxis.set_major_locator(MaxNLocator(4))
        one.grid(axis="x")
        one.set_xlabel("per 1,000 words")
        over = _STEP * len(sizes[group])
        annotate(one, shorten(group, each - 0.2, TEXT, "bold"), (0, -0.5), shift=(0, 12 + over), look=_HEAD)
        for down, line in enumerate(sizes[group], start=1):
            annotate(one, line, (0, -0.5), shift=(0, 11 + over - _STEP * down), look="quiet/left")
        for row in rows.itertuples():
            mark = VOICE_MARKS[row.voice]
            y = titles.index(row.title) + (voices.index(row.voice) - (len(voices) - 1) / 2) * _ROW / block
            if isfinite(row.per_1000_low) and isfinite(row.per_1000_high):
                span = [row.per_1000_low, min(row.per_1000_high, most)]
                one.plot(span, [y, y], color=mark.fill, linewidth=2, solid_capstyle="butt", gid="interval")
                if row.per_1000_high > most:
                    one.plot(most, y, marker=">", color=mark.fill, markersize=6, clip_on=False, gid="open")
            one.plot(row.per_1000, y, marker=mark.marker, markersize=6, clip_on=False, gid="rate", **point(mark))
            shift = ((count + 0.12) * 72, 0)
            annotate(
                one, number(row.n), (one.get_xlim()[1], y), shift=shift, look="small/right" if row.n else "quiet/right"
            )
    key(top, {VOICE_WORDS[voice]: VOICE_MARKS[voice] for voice in voices}, above=0.3)
    return top


_NOTE = (
    "At the right: markers counted. Lines: 95 % intervals, as if each word were drawn by itself; they say nothing "
    "about other texts. Arrow: the interval around a count of 0 goes on."
)


def _most(table: pd.DataFrame) -> float:
    """Return the end of the axis of rates: room for each rate, and for the interval of each that is not 0."""
    some = table[table["n"] > 0]
    ends = [value for value in [*some["per_1000"], *some["per_1000_high"]] if isfinite(value)]
    ends = ends or [value for value in table["per_1000_high"] if isfinite(value)]
    return max(ends, default=1.0) * 1.04 or 1.0


def _words_of(rows: pd.DataFrame, room: float) -> list[str]:
    """Say how many words a group of texts has in each voice, in lines of at most `room` inches."""
    words = [f"{number(row.words)} {_whose(row.voice)}" for row in rows.drop_duplicates("voice").itertuples()]
    return [shorten(line, room, SMALL) for line in wrap(f"words: {', '.join(words)}", room, SMALL)]


def _whose(voice: str) -> str:
    return {"author": "own", "direct": "quoted", "indirect": "paraphrased"}.get(voice, voice)


def names_title(table: pd.DataFrame) -> str:
    """Say of each actor how many labels there are, and how many of the pejorative uses are quoted."""
    parts = []
    for actor, rows in table.groupby("actor", sort=False):
        bad = rows[rows["label_kind"] == "pejorative"]
        words = f"{actor} goes by {counted(rows['label'].nunique(), 'name')}"
        if bad["n"].sum():
            by = bad.groupby("voice")["n"].sum()
            others = [f"{by[voice]} {_whose(voice)}" for voice in KEYED[1:] if by.get(voice, 0)]
            how = listing(others) if others else "none quoted"
            words += f" (of {counted(bad['n'].sum(), 'use')} of pejorative ones {how})"
        parts.append(words)
    return "; ".join(parts) if parts else "No actor is named"


def names_alt(table: pd.DataFrame) -> str:
    """Name the four most frequent labels of each actor, by group, voice and side."""
    parts = []
    for actor, rows in table.groupby("actor", sort=False):
        totals = rows.groupby("label", sort=False)["n"].sum().sort_values(ascending=False, kind="stable")
        said = []
        for label in totals.index[:4]:
            uses = [f"{row.n} {_who(row)}" for row in rows[rows["label"] == label].itertuples()]
            said.append(f"{named(label)} {listing(uses)}")
        parts.append(f"{actor}, {counted(len(totals), 'name')}, most often: {'; '.join(said)}")
    return f"Counts of each name, by who uses it. {'. '.join(parts)}."


@styled
def plot_names(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how often each label of an actor is used by the authors of each group, and by each side that they quote.

    Parameters
    ----------
    table
        From `voice_shares.labels_by_speaker`: the rows to show, in the order to show them.
    ax
        Axes to draw in; None for a new figure.
    """
    order = {voice: place for place, voice in enumerate(VOICE_MARKS)}
    columns = sorted(
        {(row.group, row.voice, row.side) for row in table.itertuples()}, key=lambda at: (at[0], order[at[1]], at[2])
    )
    lines: list[tuple[str, str, str]] = []
    for actor, rows in table.groupby("actor", sort=False):
        lines.append(("actor", str(actor), ""))
        for kind, some in rows.groupby("label_kind", sort=False):
            lines += [("label", str(label), str(kind)) for label in dict.fromkeys(some["label"])]
    left = max(room_for(table["label"], 2.3 if len(columns) < 11 else 1.9), 1.0) + 0.2
    cell = min(_CELL, (WIDTH - left - 0.1) / max(len(columns), 1))
    heads, over, turn = _heads([side or "own words" for _, _, side in columns], cell)
    note = "Marks and numbers: how often. Names in italics are pejorative in the table of actors."
    height, sides = _LINE * max(len(lines), 1), (left, 0.1, 0.05, over + 0.65)
    top = stage(ax, title=names_title(table), note=note, height=height, sides=sides)
    wide, _ = inches(top)
    top.set_xlim(0, wide)
    top.set_ylim(max(len(lines), 1) - 0.5, -0.5)
    top.axis("off")
    for at, ((group, _, _), head) in enumerate(zip(columns, heads, strict=True)):
        top.annotate(
            "\n".join(head), ((at + 0.5) * cell, -0.5), (0, 5), textcoords="offset points", va="bottom", ha="center",
            rotation=turn, linespacing=1.1, size=SMALL, color=GREY, annotation_clip=False,
        )  # fmt: skip
        if at == 0 or columns[at - 1][0] != group:
            n = sum(column[0] == group for column in columns)
            width = cell * n if at + n < len(columns) else wide + 0.08 - cell * at
            name = shorten(group, width - 0.02, TEXT, "bold")
            annotate(top, name, (at * cell, -0.5), shift=(0, over * 72 + 14), look=_HEAD)
    there = [voice for voice in KEYED if (table["voice"] == voice).any()]
    key(top, {VOICE_WORDS[voice]: VOICE_MARKS[voice] for voice in there}, above=over + 0.5, left=left - 0.1)
    most = max(table["n"], default=1)
    digits = width_of(number(most), SMALL)
    large = min(max((cell - digits) * 72 - 3, 6), 12.5)  # points: of the largest mark, with its number in one column
    before = min(cell / 2 - 0.08, (cell - digits - large / 72 - 0.02) / 2 + large / 144)
    for y, (what, words, kind) in enumerate(lines):
        if what == "actor":
            actor = words
            top.plot([-left + 0.1, wide], [y - 0.5, y - 0.5], color=RULE, linewidth=1, clip_on=False)
            annotate(top, shorten(actor, wide, TEXT, "bold"), (-left + 0.1, y), look=_HEAD)
            continue
        slant = "loaded/right" if kind == "pejorative" else "plain/right"
        annotate(top, shorten(words, left - 0.25), (0, y), shift=(-8, 0), look=slant)
        for row in table[(table["actor"] == actor) & (table["label"] == words)].itertuples():
            x = columns.index((row.group, row.voice, row.side)) * cell + before
            mark = VOICE_MARKS[row.voice]
            size = (4 + (large - 4) * (row.n / most) ** 0.5) * _SAME_AREA.get(mark.marker, 1.0)
            top.plot(x, y, marker=mark.marker, markersize=size, gid="count", **point(mark))
            annotate(top, number(row.n), (x, y), shift=(min(large / 2 + 1, 9.5), 0))
    return top


def _heads(sides: list[str], cell: float) -> tuple[list[list[str]], float, int]:
    """Return the lines over each column, the inches that they stand high, and how far they are turned, in degrees.

    They are turned up where a word is wider than its column: a word cut within is harder to read than one on its side.
    """
    words = [word for side in sides for word in side.split()]
    most = max(int((cell - 0.04) / (SMALL * 1.25 / 72)), 1)
    if max((width_of(word, SMALL) for word in words), default=0.0) <= cell - 0.04:
        heads = [wrap(side, cell - 0.04, SMALL) for side in sides]
        heads = [[*head[:3], "…"] if len(head) > 4 else head for head in heads]
        return heads, max(map(len, heads), default=0) * SMALL * 1.25 / 72, 0
    room = _UP
    while room < 2 * _UP and any(len(wrap(side, room, SMALL)) > most for side in sides):
        room += 0.05
    heads = [wrap(side, room, SMALL) for side in sides]
    heads = [[*head[: most - 1], shorten(" ".join(head[most - 1 :]), room, SMALL)][:most] for head in heads]
    return heads, max((width_of(line, SMALL) for head in heads for line in head), default=0.0), 90


def _who(row: Any) -> str:
    """Say in words who uses a name: the authors of a group of texts, or the side that they quote."""
    return f"{row.group} itself" if row.voice == "author" else f"{row.side} {_whose(row.voice)} in {row.group}"
