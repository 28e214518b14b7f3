"""The figure of rates over time: a line for each group and rate, with intervals and gaps."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from math import isfinite
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.views.figures.chart import ChartBlock, ChartRow, Scale, chart
from analysis.views.figures.choice import MANY_GROUPS
from analysis.views.figures.layout import inches
from analysis.views.figures.style import GREY, INK, RULE, SMALL, VOICE_MARKS, styled
from analysis.views.figures.ticks import named_places, round_steps
from analysis.views.tables.phrases import counted, decimal, groups_left_out, listing, number, percent

_SHARE, _LOADED = "share of words", "loaded words"
_SAID = {_SHARE: "quoted or reported words", _LOADED: "loaded words of the authors' own"}
_UNITS = {_SHARE: "% of all", _LOADED: "per 1,000"}
_LEFT, _FOOT, _HIGH = 0.42, 0.24, 0.72  # inches: for the numbers at the left, the periods below, and of a line
_DOTTED, _BARRED = 60, 40  # periods with a point each; with an interval each, where more have a band
_BEYOND = 2.0  # times the highest value that an axis makes room for in intervals


def over_time_title(table: pd.DataFrame) -> str:
    """Say in which groups which rate rises or falls, or that none surely does, or that the texts are too few."""
    lines = _trends(table)
    first, last = _ends(table)
    when = f"from {first} to {last}" if first != last else f"in {first}"
    tested = lines[lines["p"].notna()]
    if tested.empty:
        return f"Too few texts for a trend {when}: {_SAID[_SHARE]} and {_SAID[_LOADED]} in {_texts(table)}"
    found = tested[tested["q"] <= 0.05]
    if found.empty:
        return f"No rate surely rises or falls {when}: {_SAID[_SHARE]} and {_SAID[_LOADED]}"
    parts = []
    for measure, name in _SAID.items():
        mine = found[found["measure"] == measure]
        for verb, rows in (("rise", mine[mine["change"] > 0]), ("fall", mine[mine["change"] < 0])):
            groups = rows["group"].tolist()
            if groups:
                where = listing(groups) if len(groups) <= MANY_GROUPS else f"{number(len(groups))} groups"
                parts.append(f"{name} {verb} in {where}")
    said = f"{'; '.join(parts)}, {when}"
    return said[0].upper() + said[1:]


def over_time_alt(table: pd.DataFrame) -> str:
    """Name the first, last, lowest and highest value of each group and rate, its trend, and the gaps."""
    parts = []
    for (group, measure), rows in table.groupby(["group", "measure"], sort=False):
        there = rows[rows["value"].notna()]
        if there.empty:
            parts.append(f"{group}, {_SAID[measure]}: no text")
            continue
        low, high = there["value"].idxmin(), there["value"].idxmax()
        points = dict.fromkeys((there.index[0], low, high, there.index[-1]))
        values = [f"{_value(there.loc[at], measure)} in {there.loc[at, 'period']}" for at in sorted(points)]
        gaps = len(rows) - len(there)
        empty = f"; {counted(gaps, 'period')} without" if gaps else ""
        parts.append(f"{group}, {_SAID[measure]}: {listing(values)}{empty}; {_trend(rows.iloc[0])}")
    return f"Lines over time, by group, broken where there is no text. {'. '.join(parts)}."


@styled
def plot_over_time(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the rates of each group by period: points and a line, broken in gaps, with intervals.

    Of many groups the first rate alone is drawn. Each rate has one scale, whatever the group.

    Parameters
    ----------
    table
        From `over_time`: every period of every group.
    ax
        Axes to draw in; None for a new figure.
    """
    many = table["group"].nunique() > MANY_GROUPS
    drawn = table[table["measure"] == _SHARE] if many else table
    tops = {measure: _top(rows) for measure, rows in drawn.groupby("measure", sort=False)}
    blocks = []
    for group, of_group in drawn.groupby("group", sort=False):
        for measure, rows in of_group.groupby("measure", sort=False):
            first = measure == _SHARE
            said = f"{_SAID[measure]}, {_UNITS[measure]}: {_trend(rows.iloc[0])}"
            docs = f"{counted(rows['n_docs'].sum(), 'text')}; " if first else ""
            draw = partial(_line, rows=rows.reset_index(drop=True), top=tops[measure], measure=measure)
            row = ChartRow("", high=_HIGH, gap=_FOOT, draw=draw)
            blocks.append(ChartBlock(str(group) if first else "", docs + said, [row]))
    return chart(ax, title=over_time_title(table), note=_note(table, drawn), blocks=blocks, scale=Scale(limits=(0, 1)))


def _line(ax: Axes, _: float, *, rows: pd.DataFrame, top: float, measure: str) -> None:
    """Draw one rate of one group in the room of a row: its gaps, intervals, line and points."""
    wide, high = inches(ax)
    left = min(_LEFT / wide, 0.5)
    curve = ax.inset_axes((left, _FOOT / high, 1 - left - min(0.1 / wide, 0.1), 1 - _FOOT / high))
    n, x = len(rows), np.arange(len(rows))
    value, low, bound = (rows[name].to_numpy(dtype=float) for name in ("value", "low", "high"))
    curve.set(xlim=(-0.5, max(n, 1) - 0.5), ylim=(0, top))
    for start, end in _runs(np.isnan(value)):
        curve.axvspan(start - 0.5, end + 0.5, color=RULE, linewidth=0, zorder=0, gid="gap")
    mark = VOICE_MARKS["direct" if measure == _SHARE else "author"]
    sure = np.isfinite(low)
    if n <= _BARRED:
        for at in np.flatnonzero(sure):
            ends = [low[at], min(bound[at], top)]
            curve.plot([at, at], ends, color=mark.fill, linewidth=2, solid_capstyle="butt", gid="interval")
    else:
        for start, end in _runs(sure):  # one alone is as wide as its period
            edge = 0.5 if start == end else 0.0
            where = np.array([start - edge, *x[start : end + 1], end + edge])
            some = np.array([start, *range(start, end + 1), end])
            curve.fill_between(where, low[some], bound[some], color=mark.fill, alpha=0.35, linewidth=0, gid="interval")
    curve.plot(x, value, color=INK, linewidth=1, gid="line")
    alone = ~np.isnan(value) & np.isnan(np.r_[np.nan, value[:-1]]) & np.isnan(np.r_[value[1:], np.nan])
    pointed = ~np.isnan(value) if n <= _DOTTED else alone
    look: dict[str, Any] = {"linestyle": "none", "markeredgecolor": INK, "clip_on": False, "marker": mark.marker}
    look |= {"markersize": 4.5 if n <= 30 else 3, "markeredgewidth": 0.7}
    curve.plot(x[pointed & sure], value[pointed & sure], color=mark.fill, gid="value", **look)
    curve.plot(x[pointed & ~sure], value[pointed & ~sure], color="white", gid="few", **look)
    _name_ends(curve, rows["period"].tolist(), top, measure)


def _name_ends(curve: Axes, names: list[str], top: float, measure: str) -> None:
    """Name the periods below a line and the values at its left."""
    ticks = named_places(names)(inches(curve)[0])
    curve.set_xticks(list(ticks), list(ticks.values()))
    steps = round_steps(100 * top if measure == _SHARE else top, 3)
    curve.set_yticks([step / 100 if measure == _SHARE else step for step in steps], [f"{step:g}" for step in steps])
    curve.tick_params(length=2, labelsize=SMALL, pad=2, color=GREY)
    curve.grid(axis="y")


def _runs(there: np.ndarray) -> list[tuple[int, int]]:
    """Return the first and the last place of each run of places.

    >>> _runs(np.array([True, True, False, True]))
    [(0, 1), (3, 3)]
    """
    edges = np.flatnonzero(np.diff(np.r_[False, there, False].astype(int))).tolist()
    return [(start, end - 1) for start, end in list(pairwise(edges))[::2]]


def _top(rows: pd.DataFrame) -> float:
    """Return the end of an axis: room for every value, and for its interval unless that is very wide."""
    most = max((one for one in rows["value"] if isfinite(one)), default=0.0)
    bound = max((one for one in rows["high"] if isfinite(one)), default=most)
    full = 1.0 if rows["unit"].iloc[0] == "share" else float("inf")
    end = max(most, min(bound, _BEYOND * most if most else bound, full))
    return min(1.06 * end, max(full, 1.06)) if end else 1.0


def _trends(table: pd.DataFrame) -> pd.DataFrame:
    """Return one row of each group and rate, which has its trend."""
    return table.drop_duplicates(["group", "measure"])


def _ends(table: pd.DataFrame) -> tuple[str, str]:
    names = table["period"].tolist()
    return (names[0], names[-1]) if names else ("", "")


def _value(row: pd.Series, measure: str) -> str:
    return percent(row["value"]) if measure == _SHARE else f"{decimal(row['value'])} per 1,000"


def _trend(row: pd.Series) -> str:
    """Say by how much a rate rises or falls, with its interval, and whether surely; or why that is not known."""
    if not isfinite(row["p"]):
        return f"no trend ({row['no_trend']})"
    scale, unit = (100, " points") if row["measure"] == _SHARE else (1, "")
    change, low, high = (scale * row[name] for name in ("change", "change_low", "change_high"))
    sure = ("rises" if change > 0 else "falls") if row["q"] <= 0.05 else "no sure trend"
    return f"{sure}, {_signed(change)}{unit} ({_signed(low)} to {_signed(high)})"


def _signed(value: float) -> str:
    return f"{'+' if value > 0 else ''}{decimal(value)}"


def _texts(table: pd.DataFrame) -> str:
    placed = int(table.loc[table["measure"] == _SHARE, "n_docs"].sum())
    return counted(placed, "text")


def _note(table: pd.DataFrame, drawn: pd.DataFrame) -> str:
    """Say what the marks mean, and which texts and rates are not drawn."""
    said = "Points: the rate of a period. " if drawn["period"].nunique() <= _DOTTED else ""
    if drawn["low"].notna().any():
        said += "Coloured lines or bands: 95 % intervals over its texts; cut where very wide. "
    if (drawn["value"].notna() & drawn["low"].isna()).any():
        said += "White points, no interval: fewer than five texts. "
    if drawn["value"].isna().any():
        said += "Grey: no text. "
    if drawn["p"].notna().any():
        said += "Trend: of a line through the texts, from the first period to the last. "
    texts, placed = (table.attrs.get(name, 0) for name in ("texts", "placed"))
    if texts > placed:
        period = table.attrs.get("period", "")
        exact = f" or none as exact as a {period}" if period != "year" else ""
        said += f"Not drawn: {counted(texts - placed, 'text')} of {number(texts)}, without a date{exact}. "
    if len(drawn) < len(table):
        said += f"The {_SAID[_LOADED]} are in the table alone."
    return said.rstrip() + groups_left_out(table)
