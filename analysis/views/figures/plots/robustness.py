"""The specification curve of a finding: its value under each specification, over the choices that each one makes.

The figure of what breaks each finding, one choice at a time.
"""

from __future__ import annotations

import re
from collections import Counter
from math import isfinite, prod
from typing import Any, NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from analysis.views.figures.layout import WIDTH, annotate, inches, key, panel, shorten, stage, wrap
from analysis.views.figures.style import GREY, INK, RULE, SMALL, TEXT, Mark, bar, point, styled
from analysis.views.tables.phrases import counted, decimal, number, percent

_KEPT, _BROKEN, _BASE = (
    Mark("#1f4e79", "", "o", "#ffffff"),
    Mark("#e69f00", "////", "D", INK),
    Mark(INK, "", "*", "#fff"),
)
_CURVE, _ROW, _HEAD, _LABELS, _COUNTS = 2.2, 0.17, 0.2, 1.75, 0.5  # inches
_MOST = 12  # choices of a dimension that have a row each
_DIMENSIONS = {
    "words": "What a word is",
    "stop_words": "Stop words",
    "listed": "Words in the list",
    "voice": "Whose words count",
    "attributed": "What counts as attributed",
    "part": "Part of the page",
    "text": "Texts",
    "passages": "Passages that texts share",
    "weights": "TF-IDF",
    "score": "Score",
    "threshold": "Threshold",
    "lexicon": "Loaded categories",
    "speakers": "Speakers not found",
}

# How a choice follows “breaks”, by dimension; where none is named: “with {}”.
_SAID = {
    "stop_words": "with stop words {}",
    "listed": "with {} in the list",
    "voice": "with the {} alone",
    "attributed": "if what is {} counts",
    "part": "with the {}",
    "passages": "with shared passages counted {}",
    "threshold": "with words found {}",
    "lexicon": "with loaded words: {}",
    "speakers": "with speakers not found {}",
}


class Row(NamedTuple):
    """A row of the lower panel: a dimension's name, or one of its choices with the places where it is made."""

    label: str
    at: list[int] | None
    kept: int


def specifications_title(table: pd.DataFrame) -> str:
    """Say in how many choices, and in how many combinations, the finding is kept."""
    if table.empty:
        return "There is no finding to try"
    single, several = _split(table)
    more = f", and in {tally(several)} combinations of them" if len(several) else ""
    return f"“{_plain(table['statement'].iloc[0])}” keeps in {tally(single)} choices{more}"


def specifications_alt(table: pd.DataFrame) -> str:
    """Name the base, the range of the values, the rule, and the choices that break the finding one at a time."""
    if table.empty:
        return "No points."
    single, _ = _split(table)
    first, values = table.iloc[0], table["value"].dropna()
    broken = [choice_of(row) for row in single[~single["keeps"]].itertuples()]
    return (
        f"A curve of {counted(len(table), 'specification')}, ordered by value, from {_value(values.min())} to "
        f"{_value(values.max())} ({first['unit']}); the base has {_value(first['published'])}. Kept: {first['rule']}. "
        f"Below, a mark for each choice that a specification makes. One at a time, "
        f"{'no choice breaks it' if not broken else 'it breaks ' + '; '.join(broken)}."
    )


@styled
def plot_specifications(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the value of a finding under each specification, in order, over the choices that each one makes.

    Parameters
    ----------
    table
        Rows of table `robustness` of one finding, its base among them.
    ax
        Axes to draw in; None for a new figure.
    """
    ordered = table[table["value"].notna()].sort_values(["value", "keeps"], kind="stable").reset_index(drop=True)
    rows = _rows(ordered, table)
    low = [_HEAD if row.at is None else _ROW for row in rows]
    note = "Each place from left to right is one specification; below stands which choices it makes, and at the right "
    note += "in how many of them the finding keeps. Dashed: from where on it keeps. Many "
    note += "agreeing choices are no evidence about other texts."
    note += _drawn(table)
    missing = int(table["value"].isna().sum())
    note += f" {counted(missing, 'specification')} with nothing to measure: not drawn, not kept." if missing else ""
    top = stage(
        ax, title=specifications_title(table), note=note, height=_CURVE + sum(low) + 0.25, sides=(0.1, 0.1, 0, 0.34)
    )
    top.axis("off")
    wide, _ = inches(top)
    left = min(_LABELS, wide / 3)
    curve = panel(top, (left, 0, wide - left - _COUNTS, _CURVE))
    below = panel(top, (left, _CURVE + 0.25, wide - left - _COUNTS, sum(low)))
    _curve(curve, ordered, table)
    _choices(below, rows, low, left, len(ordered))
    for one in (curve, below):
        one.set_xlim(-1, max(len(ordered), 1))
        one.set_xticks([])
        one.spines["bottom"].set_visible(False)
    marks = {"kept": _KEPT, "not kept": _BROKEN, "the base, as published": _BASE}
    key(top, marks, above=0.28)
    return top


def _curve(ax: Axes, ordered: pd.DataFrame, table: pd.DataFrame) -> None:
    """Draw the values in order, the base, and the bounds within which the finding is kept."""
    size = 5 if len(ordered) < 60 else 3
    for kept, mark in ((True, _KEPT), (False, _BROKEN)):
        here = ordered[ordered["keeps"] == kept]
        ax.plot(
            here.index,
            here["value"],
            marker=mark.marker,
            markersize=size,
            gid="kept" if kept else "broken",
            **{**point(mark), "markeredgewidth": 0.5 if size > 3 else 0.15},
        )
    base = ordered[ordered["dimension"] == "base"]
    ax.plot(base.index, base["value"], marker=_BASE.marker, markersize=12, gid="base", **point(_BASE))
    ax.grid(axis="y")
    ax.locator_params(axis="y", nbins=5)
    if len(table):
        lows, highs = ax.get_ylim()
        for bound in table.iloc[0][["keeps_from", "keeps_to"]]:
            if isfinite(bound) and lows <= bound <= highs:
                ax.axhline(bound, color=GREY, linewidth=1, linestyle=(0, (4, 2)), zorder=0, gid="bound")
        ax.set_ylabel("\n".join(wrap(table["unit"].iloc[0], _CURVE, TEXT)))


def _choices(ax: Axes, rows: list[Row], low: list[float], left: float, end: int) -> None:
    """Draw a row for each choice, with a mark where it is made."""
    down = 0.0
    for row, high in zip(rows, low, strict=True):
        middle = down + high / 2
        if row.at is None:
            annotate(
                ax,
                shorten(row.label, left + 2, SMALL, "bold"),
                (-1, middle),
                shift=(-(left - 0.02) * 72, -2),
                look="head/left",
            )
        else:
            ax.vlines(row.at, middle - 0.3 * high, middle + 0.3 * high, color=INK, linewidth=0.9, gid="choice")
            ax.axhline(middle, color=RULE, linewidth=0.5, zorder=0)
            annotate(ax, shorten(row.label, left - 0.18, SMALL), (-1, middle), shift=(-(left - 0.14) * 72, 0))
            share = percent(row.kept / len(row.at)) if row.at else "–"

            annotate(ax, share, (end, middle), shift=((_COUNTS - 0.02) * 72, 0), look="quiet/right")
        down += high
    ax.set_ylim(down or 1, 0)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)


def _rows(ordered: pd.DataFrame, table: pd.DataFrame) -> list[Row]:
    """Return the rows of the lower panel; a dimension with one choice has none, one with very many has two."""
    rows = []
    for dimension, title in _DIMENSIONS.items():
        made = ordered[dimension].astype(str)
        single = table.loc[table["dimension"].isin(["base", dimension]), dimension]
        choices = [choice for choice in dict.fromkeys(single.astype(str)) if choice]
        if len(choices) < 2:
            continue
        rows.append(Row(title, None, 0))
        groups = {choice: [choice] for choice in choices}
        if len(choices) > _MOST:
            groups = {choices[0]: choices[:1], f"one of {number(len(choices) - 1)} others": choices[1:]}
        for label, of in groups.items():
            at = made.isin(of)
            rows.append(Row(label, ordered.index[at].tolist(), int(ordered.loc[at, "keeps"].sum())))
    return rows


def _split(table: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    single = table[~table["dimension"].isin(["base", "several"])]
    return single, table[table["dimension"] == "several"]


def tally(rows: pd.DataFrame) -> str:
    """Return how many of the rows keep their finding: ``9 of 11``."""
    return f"{number(rows['keeps'].sum())} of {number(len(rows))}"


def choice_of(row: Any) -> str:
    """Return under what a finding breaks, and what comes first instead: ``with stems (camp)``, ``without a``."""
    return f"{made(row.dimension, row.choice)} ({row.instead})" if row.instead else made(row.dimension, row.choice)


def made(dimension: str, choice: str) -> str:
    """Return a choice so that it can follow “breaks”: “breaks if what is quoted alone counts”.

    >>> made("text", "without a"), made("part", "whole page"), made("score", "G2")
    ('without a', 'with the whole page', 'with G2')
    """
    if choice.startswith("with"):
        return f"{choice} as a loaded category" if dimension == "lexicon" else choice
    if (dimension, choice) == ("voice", "all"):
        return "with all voices"
    return _SAID.get(dimension, "with {}").format(choice)


def _drawn(table: pd.DataFrame) -> str:
    """Say how many combinations there are where not all of them are in the table; else nothing."""
    single, several = _split(table)
    sizes = single["dimension"].value_counts().tolist()
    every = prod(size + 1 for size in sizes) - 1 - sum(sizes)
    return f" Shown: {number(len(several))} of {number(every)} combinations." if 0 < len(several) < every else ""


def _plain(statement: str) -> str:
    return re.sub("[“”]", "’", re.sub("“([^”]*)”", r"‘\1’", statement))


def _value(value: float) -> str:
    return decimal(value, 2 if abs(value) < 10 else 1)


def change_title(table: pd.DataFrame) -> str:
    """Say how many findings every choice keeps, and which single choice breaks most of them."""
    single = table[~table["dimension"].isin(["base", "several"])]
    if single.empty:
        return "There is no finding to try"
    kept = single.groupby("finding", sort=False)["keeps"].all()
    title = f"{number(kept.sum())} of {counted(len(kept), 'finding')} keep under every choice, one at a time"
    broken = Counter(made(row.dimension, row.choice) for row in single[~single["keeps"]].itertuples())
    if not broken:
        return title
    most = max(broken.values())
    worst = [choice for choice, n in broken.items() if n == most]
    return f"{title}; {number(most)} break{'s' * (most == 1)} {worst[0]}" if len(worst) == 1 else title


def change_alt(table: pd.DataFrame) -> str:
    """Name each finding with how many choices keep it and which break it."""
    parts = []
    for rows in _each(table):
        broken = "; ".join(choice_of(row) for row in rows[~rows["keeps"]].itertuples())
        parts.append(f"{rows['statement'].iloc[0]}: {tally(rows)}{f', breaks {broken}' if broken else ''}")
    return f"Bars of how many choices keep each finding. {'. '.join(parts)}."


@styled
def plot_change(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw for each finding the share of choices that keep it, and name those that break it.

    Parameters
    ----------
    table
        Rows of table `robustness`; combinations are passed over.
    ax
        Axes to draw in; None for a new figure.
    """
    findings = _each(table)
    room = WIDTH - 0.2 if ax is None else inches(ax)[0]
    side = 1.75
    lines = []
    for rows in findings:
        said = wrap(rows["statement"].iloc[0], room - side, TEXT)
        broken = [choice_of(row) for row in rows[~rows["keeps"]].itertuples()]
        lines.append((said, wrap("breaks " + "; ".join(broken), room - side, SMALL) if broken else []))
    heights = [0.165 * len(said) + 0.15 * len(broken) + 0.07 for said, broken in lines]
    note = "One choice at a time, each other one as published. Only choices that can touch a finding are counted. In "
    note += "brackets: what comes first instead. Keeping is not being true of other texts."
    top = stage(ax, title=change_title(table), note=note, height=max(sum(heights), _ROW), sides=(0.1, 0.1, 0.05, 0.34))
    top.axis("off")
    wide, _ = inches(top)
    words = panel(top, (0, 0, wide - side, sum(heights) or _ROW))
    bars = panel(top, (wide - side + 0.1, 0, side - 0.75, sum(heights) or _ROW))
    down = 0.0
    for rows, (said, broken), high in zip(findings, lines, heights, strict=True):
        at = down + 0.085
        for line in said:
            annotate(words, line, (0, at), look="plain/left")
            at += 0.165
        for line in broken:
            annotate(words, line, (0, at), look="quiet/left")
            at += 0.15
        share = float(rows["keeps"].mean())
        bars.barh(down + 0.085, share, 0.12, gid="kept", **bar(_KEPT))
        if share < 1:
            bars.barh(down + 0.085, 1 - share, 0.12, left=share, gid="broken", **bar(_BROKEN))
        annotate(bars, tally(rows), (1, down + 0.085), shift=(5, 0))
        down += high
        words.axhline(down - 0.035, color=RULE, linewidth=0.5, zorder=0)
    for one in (words, bars):
        one.set(xlim=(0, 1), ylim=(down or 1, 0), xticks=[], yticks=[])
        one.spines[["left", "bottom"]].set_visible(False)
    key(top, {"choices that keep it": _KEPT, "choices that break it": _BROKEN}, above=0.28, bars=True)
    return top


def _each(table: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the rows of each finding but the base and the combinations."""
    single = table[~table["dimension"].isin(["base", "several"])]
    return [rows for _, rows in single.groupby("finding", sort=False)]
