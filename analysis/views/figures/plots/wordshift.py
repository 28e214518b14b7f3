"""The figure of a word shift: what each item adds to the difference between two groups, the bars adding up to it."""

from __future__ import annotations

from math import isnan, nan
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis.views.figures.chart import Bar, ChartBlock, ChartRow, Dot, Key, Scale, chart
from analysis.views.figures.layout import shorten
from analysis.views.figures.style import GREY, VOICE_MARKS, styled
from analysis.views.tables.phrases import counted, decimal, named, number

_SHOWN = 15  # items with a bar of their own; the rest are one bar
_USE = {"more": VOICE_MARKS["author"], "less": VOICE_MARKS["direct"], "same": VOICE_MARKS["all"]}


def wordshift_title(table: pd.DataFrame) -> str:
    """Say what both groups have and, where it has bounds, how far they differ."""
    target, reference, unit = _names(table)
    if table.empty:
        return f"{unit}: nothing to add up"
    digits, bounds = _digits(table), _bounds(table)
    one, other = _means(table)
    title = f"{unit}: {one}{target}, {other}{reference}"
    if bounds or not one:
        title += f", difference {_signed(table['contribution'].sum(), digits)}{bounds}"
    none = table["difference_low"].iloc[0] <= 0 <= table["difference_high"].iloc[0]
    return f"{title}: there may be none" if none else title


def wordshift_alt(table: pd.DataFrame) -> str:
    """Name the difference, what raises and lowers it, and the first eight items with their counts and texts."""
    target, reference, _ = _names(table)
    if table.empty:
        return "No bars: no item occurs in either group."
    digits = _digits(table)
    whole, up, down = (_signed(value, digits) for value in _sums(table))
    items = [
        f"{named(row.item)} {_signed(row.contribution, digits)} ({number(row.n_target)} and {number(row.n_reference)} "
        f"uses, in {number(row.docs_target)} and {number(row.docs_reference)} texts)"
        for row in table.head(8).itertuples()
    ]
    return (
        f"Bars of what {counted(len(table), 'item')} add to the difference between {target} ({_size(table, 'target')}) "
        f"and {reference} ({_size(table, 'reference')}): {whole} in all, {up} up and {down} down. The largest: "
        f"{'; '.join(items)}."
    )


@styled
def plot_wordshift(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what each item adds to the difference between two groups as bars to either side of 0.

    Above are the difference and the sums of all that raises and all that lowers it; below, the largest contributions
    one by one and all others in one bar, so that the bars below add up to the bar on top. A bar is dark where the
    target has the item more often, and light and hatched where it has it less often. At the right: the contribution,
    the uses in both groups, and in how many texts.

    Parameters
    ----------
    table
        From `wordshift.wordshift`, whole. Its columns ``target, reference, unit``, where it has them,
        name the groups and what is compared.
    ax
        Axes to draw in; None for a new figure.
    """
    target, reference, _ = _names(table)
    blocks, note, limits = [], "", None
    if len(table):
        sums, items = _sums(table), _items(table)
        names = ("the difference", "all that raises it", "all that lowers it")
        digits = _digits(table)
        above = [
            ChartRow(name, (_signed(value, digits), "", ""), [Bar(value, VOICE_MARKS["all"], "sum")], high=0.22)
            for name, value in zip(names, sums, strict=True)
        ]
        above[0] = above[0]._replace(
            dots=[_interval(table["difference_low"].iloc[0], table["difference_high"].iloc[0])]
        )
        columns = ("adds", "uses", "texts")
        blocks = [ChartBlock("In all", "", above, columns, _zero), ChartBlock("One by one", "", items, columns, _zero)]
        ends = [0.0, *(sum(bar.value for bar in row.bars) for block in blocks for row in block.rows)]
        ends += [end for row in [*above, *items] for dot in row.dots for end in (dot.low, dot.high) if not isnan(end)]
        limits = (min(ends), max(ends) if max(ends) > min(ends) else min(ends) + 1)
        note = (
            f"Uses and texts: {target} : {reference}, of {_size(table, 'target')} : {_size(table, 'reference')}. The "
            f"bars one by one add up to the difference.{_scored(table)}"
        )
    where, kinds = shorten(target, 2.2), set(table["kind"].str.split("_").str[0])
    said = {"more": f"more often in {where}", "less": f"less often in {where}", "same": "as often"}
    keys = [Key({said[use]: mark for use, mark in _USE.items() if use in kinds}, bars=True)]
    return chart(ax, title=wordshift_title(table), note=note, blocks=blocks, keys=keys, scale=Scale(limits=limits))


def _zero(ax: Axes) -> None:
    ax.axvline(0, color=GREY, linewidth=1, zorder=3)


def _interval(low: float, high: float) -> Dot:
    return Dot(nan, VOICE_MARKS["all"], low=low, high=high)


def _items(table: pd.DataFrame) -> list[ChartRow]:
    """Return the rows of the largest items, and of all others together."""
    rows, digits, scored = [], _digits(table), table["score_centre"].notna().any()
    for row in table.head(_SHOWN).itertuples():
        uses, texts = (
            f"{number(one)} : {number(other)}"
            for one, other in ((row.n_target, row.n_reference), (row.docs_target, row.docs_reference))
        )
        kind = row.kind.split("_")[0]
        rows.append(
            ChartRow(
                f"{row.item} ({_score(row)})" if scored else str(row.item),
                (_signed(row.contribution, digits), uses, texts),
                [Bar(row.contribution, _USE[kind], kind)],
                [_interval(row.contribution_low, row.contribution_high)],
                high=0.24,
            )
        )
    others = table.iloc[_SHOWN:]
    if len(others):
        uses, value = (
            f"{number(others['n_target'].sum())} : {number(others['n_reference'].sum())}",
            others["contribution"].sum(),
        )
        bars = [Bar(value, VOICE_MARKS["all"], "sum")]
        rows.append(
            ChartRow(f"all others ({number(len(others))})", (_signed(value, digits), uses, ""), bars, high=0.24)
        )
    return rows


def _names(table: pd.DataFrame) -> tuple[str, str, str]:
    """Return what the groups and the quantity are called."""
    usual = "Mean score" if len(table) and table["score_centre"].notna().any() else "Per 1,000 words"
    fallback = {"target": "target", "reference": "reference", "unit": usual}
    found = [str(table[name].iloc[0]) if name in table and len(table) else word for name, word in fallback.items()]
    return found[0], found[1], found[2]


def _means(table: pd.DataFrame) -> tuple[str, str]:
    """Return both groups' rate or mean score, where the contributions are the difference of these, or nothing."""
    scored = table["score_centre"].notna().any()
    one, other = (
        (table[f"per_1000_{name}"] * (table[f"score_{name}"].fillna(0) / 1000 if scored else 1)).sum()
        for name in ("target", "reference")
    )
    if abs(one - other - table["contribution"].sum()) > 1e-9:
        return "", ""
    return f"{decimal(one, _digits(table))} in ", f"{decimal(other, _digits(table))} in "


def _bounds(table: pd.DataFrame) -> str:
    """Return the bounds of the difference, where it has some."""
    low, high = (_signed(table[f"difference_{end}"].iloc[0], _digits(table)) for end in ("low", "high"))
    return f" ({low} to {high})" if table["difference_low"].notna().all() else ""


def _scored(table: pd.DataFrame) -> str:
    """Say from where the scores in brackets are seen, where there are scores."""
    if table["score_centre"].isna().all():
        return ""
    return f" In brackets: scores, seen from {decimal(table['score_centre'].iloc[0], 2)}."


def _sums(table: pd.DataFrame) -> tuple[float, float, float]:
    """Return the difference, and the sums of all that raises and all that lowers it."""
    values = table["contribution"]
    return values.sum(), values[values > 0].sum(), values[values < 0].sum()


def _score(row: Any) -> str:
    one, other = (
        "–" if isnan(score) else f"{score:.3g}".replace("-", "−") for score in (row.score_target, row.score_reference)
    )
    return one if one == other else f"{one}, {other}"


def _size(table: pd.DataFrame, side: str) -> str:
    """Return how many words and texts a group has."""
    words = "scored word" if table["score_centre"].notna().any() else "word"
    texts = counted(table[f"n_docs_{side}"].iloc[0], "text")
    return f"{counted(table[f'total_{side}'].iloc[0], words)} in {texts}"


def _digits(table: pd.DataFrame) -> int:
    """Return with how many digits the numbers of a figure are written: three figures for the largest."""
    most = max(map(abs, _sums(table)), default=0.0)
    return next((digits for digits in range(1, 9) if most >= 0.995 * 10 ** (2 - digits)), 1)


def _signed(value: float, digits: int) -> str:
    """Return a number with its sign; what is not quite 0 has one too."""
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{decimal(abs(value), digits)}"
