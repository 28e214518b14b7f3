"""The figure of how acts are told: by a noun, by a passive without an agent, or with an agent."""

from __future__ import annotations

from math import isnan, nan
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis.views.figures.chart import Bar, ChartBlock, ChartRow, Dot, Key, Scale, chart
from analysis.views.figures.choice import MANY_GROUPS
from analysis.views.figures.style import INK, Mark, styled
from analysis.views.tables.phrases import counted, extremes, groups_left_out, listing, number, percent, span

_FORMS = {  # by column
    "nouns": Mark("#e69f00", "////", "D", INK),
    "without_agent": Mark("#1f4e79", "", "o", "#ffffff"),
    "others": Mark("#ececec", "", "s", INK),
}
_WORDS = {
    "nouns": "a noun (“the attack”)",
    "without_agent": "a passive without an agent (“were attacked”)",
    "others": "active, or a passive with an agent (“by them”)",
}
_WHOSE = {"author": "own words", "direct": "quoted"}
_COLUMNS = ("noun or\npassive", "\nacts", "\ntexts")
_TWO_TICKS, _THREE_TICKS = 0.6, 1.2  # inches that they take
_NONE = Mark(INK, "", "s", "#ffffff")


def agency_title(table: pd.DataFrame) -> str:
    """Say what share of the acts in each group's own words is told in a form that need not name who acts."""
    own = table[(table["verb_class"] == "all") & (table["voice"] == "author") & (table["acts"] > 0)]
    if own.empty:
        return "No act is told in the authors’ own words"
    shares = own.set_index("group")["share"].to_dict()
    if len(shares) > MANY_GROUPS:
        said = extremes(shares, percent)
    else:
        said = listing([f"{percent(share)} in {group}" for group, share in shares.items()])
    return f"Acts told by a noun or by a passive without an agent, in the authors’ own words: {said}"


def agency_alt(table: pd.DataFrame) -> str:
    """Name the acts and the shares of the forms with the interval, by class, group and voice."""
    parts = []
    for title, rows in table.groupby("title", sort=False):
        said = []
        for row in rows[rows["acts"] > 0].itertuples():
            bounds = "" if isnan(row.share_low) else f" ({span(row.share_low, row.share_high)})"
            nouns, passives = (percent(getattr(row, form) / row.acts) for form in ("nouns", "without_agent"))
            forms = f"nouns {nouns}, passives without an agent {passives}"
            said.append(
                f"{row.group}, {_WHOSE[row.voice]}, {counted(row.acts, 'act')}: {percent(row.share)}{bounds}, {forms}"
            )
        parts.append(f"{title}: {'; '.join(said)}")
    return f"Bars of the forms in which acts are told. {'. '.join(parts)}."


@styled
def plot_agency(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw in which forms each group tells the acts of each class, with an interval around what need not name who acts.

    Parameters
    ----------
    table
        From `form_shares`.
    ax
        Axes to draw in; None for a new figure.
    """
    blocks: list[ChartBlock] = []
    for title, rows in table.groupby("title", sort=False):
        voices = rows.loc[rows["acts"] > 0, "voice"].unique()
        lines = [_line(row, whose=len(voices) > 1) for row in rows[rows["voice"].isin(voices)].itertuples()]
        whose = f"in the authors’ {_WHOSE['author']}" if len(voices) == 1 and "author" in voices else ""
        blocks.append(ChartBlock(str(title), whose, lines, () if blocks else _COLUMNS))
    note = "Texts: those with such an act, of those with words."
    if table["share_low"].notna().any():
        note += " Lines: 95 % intervals over texts, of nouns and passives together"
        note += (
            "; none where fewer than five texts have such an act, or no group tells it so."
            if table["share_low"].isna().any()
            else "."
        )
    elif len(table):
        note += " No intervals: they need five texts with such an act in a group."
    return chart(
        ax,
        title=agency_title(table),
        note=note + groups_left_out(table),
        blocks=blocks,
        keys=[Key({words: _FORMS[form] for form, words in _WORDS.items()}, bars=True)],
        scale=Scale(limits=(0, 1), ticks=_ticks, axis="of the acts"),
    )


def _ticks(inches: float) -> dict[float, str]:
    """Return the ticks of an axis of so many inches: as many as do not touch."""
    ends = {0.0: "0 %", 1.0: "100 %"}
    return {0.0: "0 %", 0.5: "50 %", 1.0: "100 %"} if inches > _THREE_TICKS else ends if inches > _TWO_TICKS else {}


def _line(row: Any, *, whose: bool) -> ChartRow:
    """Return the row of a class in a group and voice; without an act there is nothing to draw."""
    label = f"{row.group}, {_WHOSE[row.voice]}" if whose else str(row.group)
    cells = (percent(row.share) if row.acts else "–", number(row.acts), f"{number(row.docs)} of {number(row.n_docs)}")
    bars = [Bar(getattr(row, form) / row.acts, mark, form) for form, mark in _FORMS.items()] if row.acts else []
    dots = [] if isnan(row.share_low) else [Dot(nan, _NONE, "share", row.share_low, row.share_high)]
    return ChartRow(label, cells, bars, dots, high=0.2)
