"""The figure of a word shift: what each item adds to the difference between two groups, the bars adding up to it."""

from __future__ import annotations

from math import isnan
from typing import Any, NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from analysis.views.figures.layout import annotate, inches, key, label_rows, panel, room_for, shorten, stage, width_of
from analysis.views.figures.style import GREY, RULE, SMALL, VOICE_MARKS, bar, styled
from analysis.views.tables.phrases import counted, decimal, named, number

_SHOWN = 15  # items with a bar of their own; the rest are one bar
_ROW = 0.235  # inches
_USE = {"more": VOICE_MARKS["author"], "less": VOICE_MARKS["direct"], "same": VOICE_MARKS["all"]}


class Bar(NamedTuple):
    """A row: its name, its length, the mark of its kind, its bounds, and the uses and texts behind it."""

    name: str
    value: float
    mark: str
    bounds: tuple[float, float]
    uses: str
    texts: str


def wordshift_title(table: pd.DataFrame) -> str:
    """Say how far the groups differ and, unless it may be nothing, what adds most and what goes most against it."""
    target, reference, unit = _names(table)
    if table.empty:
        return f"{unit}: nothing to add up"
    total, digits = table["contribution"].sum(), _digits(table)
    one, other = _means(table)
    title = f"{unit}: {target}{one}, {reference}{other}, difference {_signed(total, digits)}{_bounds(table)}"
    if table["difference_low"].iloc[0] <= 0 <= table["difference_high"].iloc[0]:
        return f"{title}: there may be none"
    way = 1 if total >= 0 else -1
    toward, against = (table[way * side * table["contribution"] > 0] for side in (1, -1))
    for rows, does in ((toward, "; {} adds most ({})"), (against, ", {} goes most against it ({})")):
        if len(rows):
            first = rows.iloc[0]
            title += does.format(named(first["item"]), _signed(first["contribution"], digits))
    return title


def wordshift_alt(table: pd.DataFrame) -> str:
    """Name the difference, what raises and lowers it, and the first eight items with their counts and texts."""
    target, reference, _ = _names(table)
    if table.empty:
        return "No bars: no item stands in either group."
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

    Above stand the difference and the sums of all that raises and all that lowers it; below, the largest contributions
    one by one and all others in one bar, so that the bars below add up to the bar on top. A bar is dark where the
    target has the item more often, and light and hatched where it has it less often. At the right stand the uses in
    both groups, and in how many texts.

    Parameters
    ----------
    table
        From `wordshift.wordshift`, whole. Its columns ``target, reference, unit``, where it has them,
        name the groups and what is compared.
    ax
        Axes to draw in; None for a new figure.
    """
    target, reference, _ = _names(table)
    rows = _bars(table)
    digits = _digits(table)
    columns = [
        max(width_of(words, SMALL) for words in (head, *many))
        for head, many in (("uses", [row.uses for row in rows]), ("texts", [row.texts for row in rows]))
    ]
    right = sum(columns) + 0.35
    left = room_for([row.name for row in rows], 2.7) + 0.15
    note = (
        f"Uses and texts: {target} : {reference}, of {_size(table, 'target')} : {_size(table, 'reference')}. The bars "
        f"below the line add up to the difference.{_scored(table)}"
        if len(table)
        else ""
    )
    height = _ROW * max(len(rows), 1) + 0.25
    top = stage(ax, title=wordshift_title(table), note=note, height=height, sides=(0.1, 0.1, 0.1, 0.35))
    top.axis("off")
    wide, _ = inches(top)
    shift = panel(top, (left, 0.25, wide - left - right, height - 0.25))
    label_rows(shift, [row.name for row in rows], left - 0.1)
    shift.set_xticks([])
    for spine in ("left", "bottom"):
        shift.spines[spine].set_visible(False)
    ends = [bound for row in rows for bound in (row.value, *row.bounds, 0.0) if not isnan(bound)] or [0.0]
    room = max((width_of(_signed(row.value, digits), SMALL) for row in rows), default=0.0) + 0.1
    scale = ((max(ends) - min(ends)) or 1) / max(inches(shift)[0] - 2 * room, 0.5)
    shift.set_xlim(min(ends) - room * scale, max(ends) + room * scale)
    edges = (columns[0] + 0.15) * 72, (right - 0.05) * 72
    for y, row in enumerate(rows):
        shift.barh(y, row.value, 0.68, gid=row.mark or "sum", **bar(_USE.get(row.mark, VOICE_MARKS["all"])))
        at = row.value
        if not any(map(isnan, row.bounds)):
            shift.plot(row.bounds, [y, y], color="white", linewidth=3)  # so that it shows on a dark bar too
            shift.plot(row.bounds, [y, y], color=GREY, linewidth=1.2, gid="interval")
            at = max(at, *row.bounds) if at >= 0 else min(at, *row.bounds)
        side, step = ("left", 4) if row.value >= 0 else ("right", -4)
        annotate(shift, _signed(row.value, digits), (at, y), shift=(step, 0), look=f"small/{side}")
        for words, to in zip((row.uses, row.texts), edges, strict=True):
            annotate(shift, words, (shift.get_xlim()[1], y), shift=(to, 0), look="quiet/right")
    shift.axvline(0, color=GREY, linewidth=1, zorder=3)
    if rows:
        shift.plot([0, 1], [2.5, 2.5], color=RULE, linewidth=1, transform=shift.get_yaxis_transform(), clip_on=False)
        for words, to in zip(("uses", "texts"), edges, strict=True):
            annotate(shift, words, (shift.get_xlim()[1], -0.5), shift=(to, 8), look="quiet/right")
    kinds = {row.mark for row in rows}
    where = shorten(target, 2.2)
    said = {"more": f"more often in {where}", "less": f"less often in {where}", "same": "as often"}
    key(top, {said[use]: _USE[use] for use in said if use in kinds}, above=0.28, left=0.0, bars=True)
    return top


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
    return f" {decimal(one, _digits(table))}", f" {decimal(other, _digits(table))}"


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


def _bars(table: pd.DataFrame) -> list[Bar]:
    """Return the rows from the top down: three sums, the largest items, and all others together."""
    if table.empty:
        return []
    none = (float("nan"), float("nan"))
    heads = ("the difference", "all that raises it", "all that lowers it")
    rows = [Bar(name, value, "", none, "", "") for name, value in zip(heads, _sums(table), strict=True)]
    rows[0] = rows[0]._replace(bounds=(table["difference_low"].iloc[0], table["difference_high"].iloc[0]))
    first, others = table.head(_SHOWN), table.iloc[_SHOWN:]
    scored = table["score_centre"].notna().any()
    for row in first.itertuples():
        name = f"{row.item} ({_score(row)})" if scored else str(row.item)
        uses, texts = (
            f"{number(one)} : {number(other)}"
            for one, other in ((row.n_target, row.n_reference), (row.docs_target, row.docs_reference))
        )
        bounds = (row.contribution_low, row.contribution_high)
        rows.append(Bar(name, row.contribution, row.kind.split("_")[0], bounds, uses, texts))
    if len(others):
        uses = f"{number(others['n_target'].sum())} : {number(others['n_reference'].sum())}"
        rows.append(Bar(f"all others ({number(len(others))})", others["contribution"].sum(), "", none, uses, ""))
    return rows


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
