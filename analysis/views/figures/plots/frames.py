"""The figure of frames: how many of their words each group of texts has, beside those of ordinary news."""

from __future__ import annotations

from math import isfinite
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis.views.figures.chart import ChartBlock, ChartRow, Dot, Key, Scale, chart
from analysis.views.figures.choice import MANY_GROUPS
from analysis.views.figures.style import INK, Mark, source_marks, styled
from analysis.views.figures.ticks import round_steps
from analysis.views.tables.phrases import counted, decimal, extremes, groups_left_out, listing

_SCHEMES = {"generic": "Generic frames", "policy": "Policy frames", "own": "Frames of your own"}
_USUAL = Mark(INK, "", "|", INK)
_OWN = Mark("#ffffff", "", "o", INK)
_HIGH = 0.17  # inches of a row


def frames_title(table: pd.DataFrame) -> str:
    """Say how many words each group has of the frame of the first scheme that is furthest above ordinary news."""
    first = table[table["scheme"] == table["scheme"].iloc[0]] if len(table) else table
    sums = first.groupby("frame", sort=False).agg({"n": "sum", "words": "sum", "usual": "first"})
    if not sums["n"].sum():
        return "No word of a frame occurs in these texts"
    rows = first[first["frame"] == (sums["n"] / (sums["words"] * sums["usual"])).fillna(0).idxmax()]
    rates = rows.set_index("group")["per_1000"].dropna()
    usual = f"ordinary news has {decimal(rows['usual'].iloc[0])}"
    head = f"Words of {_named(rows)} per 1,000"
    if len(rates) > MANY_GROUPS:
        return f"{head}: {extremes(rates.to_dict(), decimal)}; {usual}"
    return f"{head}: {listing([f'{decimal(rate)} in {group}' for group, rate in rates.items()])}; {usual}"


def frames_alt(table: pd.DataFrame) -> str:
    """Name the size of each group, and the rate of each of its frames with its interval and the number of its texts."""
    parts = []
    for group, rows in table.groupby("group", sort=False):
        rates = [
            f"{row.title} {decimal(row.per_1000)}{_interval(row)} (usually {decimal(row.usual)}), own "
            f"{decimal(row.per_1000_own)}, in {row.docs} of {row.n_docs} texts"
            for row in rows.drop_duplicates("title").itertuples()
        ]
        parts.append(f"{group}, {_size(rows)}: {'; '.join(rates)}")
    return f"Points, with intervals where there are texts enough: words of frames per 1,000. {'. '.join(parts)}."


@styled
def plot_frames(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the rate of each frame in each group, over a line where ordinary news is.

    Few groups are told apart by their marks and named in the key, with blocks of schemes; more have a row each in
    blocks of frames.

    Parameters
    ----------
    table
        From `group_frames.frames_by_group`.
    ax
        Axes to draw in; None for a new figure.
    """
    groups = list(dict.fromkeys(table["group"]))
    marks, few = source_marks(groups), len(groups) <= MANY_GROUPS
    blocks = _by_scheme(table, marks) if few else _by_frame(table, marks)
    named = {f"{group} ({_size(rows)})": marks[group] for group, rows in table.groupby("group", sort=False)}
    others = {"hollow: the authors' own words alone": _OWN, "ordinary news": _USUAL}
    most = _most(table)
    return chart(
        ax,
        title=frames_title(table),
        note=_note(table),
        blocks=blocks,
        keys=[Key(named), Key(others)] if few else [Key(others)],
        scale=Scale(limits=(0, most), ticks={at: f"{at:g}" for at in round_steps(most)}, axis="per 1,000 words"),
    )


def _by_scheme(table: pd.DataFrame, marks: dict[str, Mark]) -> list[ChartBlock]:
    blocks = []
    for scheme, rows in table.groupby("scheme", sort=False):
        lines: list[ChartRow] = []
        for _, found in rows.groupby("frame", sort=False):
            labels = [found["title"].iloc[0]] + [""] * (len(found) - 1)
            some = [_line(row, name, marks) for row, name in zip(found.itertuples(), labels, strict=True)]
            lines += [*some[:-1], some[-1]._replace(gap=0.06)]
        head = _SCHEMES.get(str(scheme), str(scheme))
        blocks.append(ChartBlock(head, "", lines, ("per 1,000", "texts")))
    return blocks


def _by_frame(table: pd.DataFrame, marks: dict[str, Mark]) -> list[ChartBlock]:
    blocks = []
    for _, rows in table.groupby(["scheme", "frame"], sort=False):
        lines = [_line(row, str(row.group), marks) for row in rows.itertuples()]
        usual = f"ordinary news: {decimal(rows['usual'].iloc[0])} per 1,000"
        blocks.append(ChartBlock(rows["title"].iloc[0], usual, lines, ("per 1,000", "texts")))
    return blocks


def _line(row: Any, label: str, marks: dict[str, Mark]) -> ChartRow:
    """Return the row of a frame in a group: its own words alone under those of all voices."""
    mark = marks[row.group]
    dots = [
        Dot(row.per_1000, mark, "rate", row.per_1000_low, row.per_1000_high),
        Dot(row.per_1000_own, mark._replace(fill=_OWN.fill), "own"),
    ]
    usual = row.usual

    def draw(ax: Axes, y: float) -> None:
        ax.plot(usual, y, marker="|", markersize=11, markeredgewidth=1.3, color=INK, linestyle="none", gid="usual")

    return ChartRow(label, (decimal(row.per_1000), f"{row.docs} of {row.n_docs}"), dots=dots, high=_HIGH, draw=draw)


def _note(table: pd.DataFrame) -> str:
    """Say what the lines, the column of texts and the schemes are, and which groups are not drawn."""
    bounds = table["per_1000_low"].notna()
    note = "Lines: 95 % intervals over texts; an arrow: the interval goes on. " if bounds.any() else ""
    if not bounds.all() and len(table):
        note += "No line: fewer than five texts, or no such word; the rate is that of these texts alone. "
    note += "Texts: those that have the frame by the suite's rule."
    if set(table["scheme"]) == {"generic"}:
        note += " The policy frames are in the table of the verb frames."
    return note + groups_left_out(table)


def _size(rows: pd.DataFrame) -> str:
    return f"{counted(rows['words'].iloc[0], 'word')}, {counted(rows['n_docs'].iloc[0], 'text')}"


def _named(rows: pd.DataFrame) -> str:
    title = str(rows["title"].iloc[0])
    return f"{title[:1].lower()}{title[1:]}"


def _interval(row: Any) -> str:
    return "" if pd.isna(row.per_1000_low) else f" ({decimal(row.per_1000_low)} to {decimal(row.per_1000_high)})"


def _most(table: pd.DataFrame) -> float:
    """Return the end of the axis: room for every rate and a quarter more; intervals of a few texts are much longer."""
    rates = [*table["per_1000"], *table["per_1000_own"], *table["usual"]]
    return max((value for value in rates if isfinite(value)), default=0.0) * 1.25 or 1.0
