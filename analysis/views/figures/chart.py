"""A chart of rows: labels at the left, bars or points with intervals, numbers in columns at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from math import inf, isfinite, nan
from types import MappingProxyType
from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.views.figures.layout import (
    LINE,
    SMALL_LINE,
    WIDTH,
    annotate,
    fit,
    inches,
    panel,
    room_for,
    shorten,
    stage,
    width_of,
    wrap,
)
from analysis.views.figures.style import GREY, SMALL, TEXT, Mark, bar, point
from analysis.views.tables.phrases import number


class Bar(NamedTuple):
    """A stretch of a bar: its length, how it is drawn, and words written in it where they fit."""

    value: float
    mark: Mark
    gid: str = "bar"
    words: str = ""


class Dot(NamedTuple):
    """A point with its interval: without a value the interval alone, without bounds the point alone."""

    value: float
    mark: Mark
    gid: str = "value"
    low: float = nan
    high: float = nan


class ChartRow(NamedTuple):
    """A row of a chart.

    Attributes
    ----------
    label
        What it is of; two lines at most, or three at the left.
    cells
        The numbers at the right, one for each column.
    bars, dots
        What is drawn, bars end to end.
    under
        A sentence below, on as many lines as it takes.
    high
        Inches: of the bars or points.
    gap
        Inches: free below the row.
    draw
        Draws something else, in the axes at a height.
    """

    label: str
    cells: Sequence[str] = ()
    bars: Sequence[Bar] = ()
    dots: Sequence[Dot] = ()
    under: str = ""
    high: float = 0.2
    gap: float = 0.0
    draw: Callable[[Axes, float], None] | None = None


class ChartBlock(NamedTuple):
    """Rows under a head, a line on their size, and what the columns at the right hold; what is drawn behind them."""

    head: str
    size: str
    rows: Sequence[ChartRow]
    columns: Sequence[str] = ()
    behind: Callable[[Axes], object] | None = None


class Scale(NamedTuple):
    """What the rows have in common.

    Attributes
    ----------
    limits
        The ends; None for the bars' own. An interval that goes on beyond them ends in an arrow.
    ticks, axis
        The places named under the last block, or what chooses them for so many inches; and what they are in.
    above
        Whether the labels are written over the bars, which then are as wide as the page, and not at their left.
    """

    limits: tuple[float, float] | None = None
    ticks: Mapping[float, str] | Callable[[float], Mapping[Any, str]] = MappingProxyType({})
    axis: str = ""
    above: bool = False


class Key(NamedTuple):
    """What the marks mean; whether they are those of bars (fill and hatch) and not of points (marker)."""

    named: Mapping[str, Mark]
    bars: bool = False


BARS = Scale()
_BLOCK_GAP, _ROW_GAP, _COLUMN_GAP = 0.18, 0.07, 0.14  # inches
_HIGHEST = 100.0  # inches of rows: nobody scrolls on, and the PNG of a page of 328 could not be written


def chart(
    ax: Axes | None,
    *,
    title: str,
    note: str,
    blocks: Sequence[ChartBlock],
    keys: Sequence[Key] = (),
    scale: Scale = BARS,
) -> Axes:
    """Draw blocks of rows one below the other, all on one scale, under a key.

    Where there are more rows than a page holds, the first are drawn, and the note says how many that is.

    Parameters
    ----------
    ax, title, note
        As in `stage`.
    """
    limits, _, axis, above = scale
    wide = WIDTH - 0.2 if ax is None else inches(ax)[0]
    rows = [row for block in blocks for row in block.rows]
    right = sum(columns := _columns(blocks))
    left = 0.0 if above else room_for([row.label for row in rows], min(0.42 * wide, max(wide - right - 0.6, 0.6))) + 0.1
    room = max(wide - right - 0.05 if above else left - 0.1, 0.5)
    heads = [_heads(block, wide, right) for block in blocks]
    said = [
        [(fit(row.label, room, 2 if above else 3), wrap(row.under, wide, SMALL)) for row in block.rows]
        for block in blocks
    ]
    full = [
        [_height(row, *words, above) for row, words in zip(block.rows, lines, strict=True)]
        for block, lines in zip(blocks, said, strict=True)
    ]
    held = _first(blocks, heads, full)
    if ax is None and (drawn := sum(len(block.rows) for block in held)) < len(rows):
        more = f" Drawn: the first {number(drawn)} of {number(len(rows))} rows; the table has all of them."
        return chart(ax, title=title, note=note + more, blocks=held, keys=keys, scale=scale)
    between = max(wide - left - (0 if above else right), 0.3)
    ticks: Mapping[Any, str] = scale.ticks(between) if callable(scale.ticks) else scale.ticks
    legend = [_key_lines(one, wide) for one in keys]
    down = 0.19 * sum(map(len, legend)) + 0.12 * bool(legend)
    foot = (0.22 if ticks else 0.0) + (0.2 if axis else 0.0)
    sizes = [head.high + sum(high) + _BLOCK_GAP for head, high in zip(heads, full, strict=True)]
    top = stage(ax, title=title, note=note, height=max(down + sum(sizes) + foot, 0.2), sides=(0.1, 0.1, 0.05, 0.1))
    top.axis("off")
    ends = limits or _ends(rows)
    for at, (block, head, high, size) in enumerate(zip(blocks, heads, full, sizes, strict=True)):
        one = panel(top, (left, down + head.high, between, sum(high) or 0.01))
        one.set(xlim=ends, ylim=(sum(high) or 0.01, 0), yticks=[])
        last = at == len(blocks) - 1
        _name_places(one, ticks, axis, named=last)
        if block.behind is not None:
            block.behind(one)
        _write(one, -head.high, head.lines, left)
        edges = [between - (right if above else 0) + sum(columns[: n + 1]) for n in range(len(columns))]
        for n, words in enumerate(block.columns):
            for up, line in enumerate(reversed(words.split("\n"))):
                place = (ends[0], -0.09 - SMALL_LINE * up)
                annotate(one, line, place, shift=(edges[n] * 72, 0), look="quiet/right")
        start = 0.0
        for row, tall, (lines, under) in zip(block.rows, high, said[at], strict=True):
            own = LINE * len(lines)
            middle = start + (own + row.high / 2 if above else max(own, row.high) / 2)
            end = middle + (row.high if above else max(own, row.high)) / 2
            first = start + LINE / 2 if above else middle - LINE * (len(lines) - 1) / 2
            for n, line in enumerate(lines):
                annotate(one, line, (ends[0], first + LINE * n), shift=(-left * 72, 0), look="plain/left")
            for edge, cell in zip(edges, row.cells, strict=False):
                place = (ends[0], first if above else middle)
                annotate(one, cell, place, shift=(edge * 72, 0), look="small/right")
            _draw(one, row, middle, between / (ends[1] - ends[0]))
            for n, line in enumerate(under):
                place = (ends[0], end + SMALL_LINE * (n + 0.5))
                annotate(one, line, place, shift=(-left * 72, 0), look="quiet/left")
            start += tall
        down += size
    _draw_keys(top, keys, legend, wide)
    return top


def _name_places(ax: Axes, ticks: Mapping[Any, str], axis: str, *, named: bool) -> None:
    """Draw a line at each tick of a block, and name them and the axis where it is the last."""
    ax.set_xticks(list(ticks), list(ticks.values()) if named else [""] * len(ticks))
    ax.tick_params(axis="x", length=0)
    ax.spines[["left", "bottom"]].set_visible(False)
    ax.grid(visible=bool(ticks), axis="x")
    if axis and named:
        ax.set_xlabel(axis)


class _Head(NamedTuple):
    lines: list[tuple[str, str]]
    high: float


def _heads(block: ChartBlock, wide: float, right: float) -> _Head:
    """Return the lines over a block with their looks, and how high they are with the heads of the columns."""
    bold = [(line, "head/left") for line in fit(block.head, wide, 2, TEXT, "bold")]
    room = max(wide - right - 0.1, 0.4 * wide) if any(block.columns) else wide
    quiet = [(line, "quiet/left") for line in fit(block.size, room, 3, SMALL)]
    beside = max((words.count("\n") + 1 for words in block.columns), default=0)
    over = wide - right < 0.4 * wide or not quiet or beside > len(quiet)
    return _Head(bold + quiet, LINE * len(bold) + SMALL_LINE * (len(quiet) + over * beside) + 0.04)


def _first(blocks: Sequence[ChartBlock], heads: list[_Head], full: list[list[float]]) -> list[ChartBlock]:
    """Return the first blocks and rows, as many as a page holds."""
    kept: list[ChartBlock] = []
    down = 0.0
    for block, head, high in zip(blocks, heads, full, strict=True):
        ends = [*accumulate(high, initial=down + head.high)]
        fits = sum(end <= _HIGHEST for end in ends[1:])
        down = ends[-1] + _BLOCK_GAP
        if fits or not high:
            kept.append(block._replace(rows=block.rows[:fits]))
    return kept


def _columns(blocks: Sequence[ChartBlock]) -> list[float]:
    """Return the inches that each column at the right takes, with the gap before it."""
    held: dict[int, float] = {}
    for block in blocks:
        heads = [line for words in block.columns for line in words.split("\n")]
        pairs = [(n, line) for n, words in enumerate(block.columns) for line in words.split("\n")] if heads else []
        for n, words in [*pairs, *(pair for row in block.rows for pair in enumerate(row.cells))]:
            held[n] = max(held.get(n, 0.0), width_of(words, SMALL) + _COLUMN_GAP)
    return [held[n] for n in sorted(held)]


def _height(row: ChartRow, label: list[str], under: list[str], above: bool) -> float:
    own, gap = LINE * len(label), _ROW_GAP * (above or len(label) > 1 or bool(under))
    return (own + row.high if above else max(own, row.high)) + SMALL_LINE * len(under) + gap + row.gap


def _ends(rows: Sequence[ChartRow]) -> tuple[float, float]:
    sums = [sum(one.value for one in row.bars) for row in rows] + [0.0]
    return min(sums), max(sums) if max(sums) > min(sums) else min(sums) + 1


def _write(ax: Axes, top: float, lines: list[tuple[str, str]], left: float) -> None:
    """Write lines from a height down, at the edge of the page."""
    for words, look in lines:
        high = LINE if look.startswith("head") else SMALL_LINE
        annotate(ax, words, (ax.get_xlim()[0], top + high / 2), shift=(-left * 72, 0), look=look)
        top += high


def _draw(ax: Axes, row: ChartRow, y: float, scale: float) -> None:
    """Draw what a row shows: bars end to end, and points with their intervals over them."""
    start = 0.0
    for one in row.bars:
        if not one.value:
            continue
        ax.barh(y, one.value, 0.75 * row.high, left=start, gid=one.gid, **bar(one.mark))
        if one.words and width_of(one.words, SMALL) + 0.1 < abs(one.value) * scale:
            plate = {"facecolor": one.mark.fill, "edgecolor": "none", "pad": 1.0} if one.mark.hatch else None
            look: dict[str, Any] = {"ha": "center", "va": "center", "color": one.mark.ink, "size": SMALL}
            ax.text(start + one.value / 2, y, one.words, bbox=plate, **look)
        start += one.value
    low, high = ax.get_xlim()
    for dot in row.dots:
        if dot.low <= dot.high:  # neither is missing
            span = [max(dot.low, low), min(dot.high, high)]
            if row.bars:
                ax.plot(span, [y, y], color="white", linewidth=3.4)  # so that it shows on a dark bar too
            color = GREY if row.bars else dot.mark.fill
            ax.plot(span, [y, y], color=color, linewidth=2, solid_capstyle="butt", gid="interval")
            for end, beyond, arrow in zip(span, (dot.low < low, dot.high > high), "<>", strict=True):
                if beyond:
                    ax.plot(end, y, marker=arrow, color=color, markersize=6, clip_on=False, gid="open")
        if isfinite(dot.value):
            ax.plot(dot.value, y, marker=dot.mark.marker, markersize=6, clip_on=False, gid=dot.gid, **point(dot.mark))
    if row.draw is not None:
        row.draw(ax, y)


def _key_lines(one: Key, wide: float) -> list[list[tuple[float, str, Mark]]]:
    """Return where each mark of a key stands: lines of place from the left, words and mark."""
    lines: list[list[tuple[float, str, Mark]]] = []
    at = inf
    for words, mark in one.named.items():
        said = shorten(words, wide - 0.2)
        size = 0.17 + width_of(said)
        if at + size > wide:
            lines.append([])
            at = 0.0
        lines[-1].append((at, said, mark))
        at += size + 0.2
    return lines


def _draw_keys(top: Axes, keys: Sequence[Key], lines: list[list[list[tuple[float, str, Mark]]]], wide: float) -> None:
    """Draw the keys in the first lines of the page."""
    down = 0.0
    for one, placed in zip(keys, lines, strict=True):
        if not placed:
            continue
        high = 0.19 * len(placed)
        line = panel(top, (0, down, wide, high))
        line.set(xlim=(0, wide), ylim=(high, 0), gid="key")
        line.axis("off")
        for y, found in enumerate(placed):
            for at, words, mark in found:
                middle = 0.19 * y + 0.095
                if one.bars:
                    look: dict[str, Any] = {"facecolor": mark.fill, "hatch": mark.hatch, "edgecolor": "white"}
                    line.add_patch(Rectangle((at, middle - 0.06), 0.12, 0.12, **look))
                else:
                    line.plot(at + 0.06, middle, marker=mark.marker, **point(mark), markersize=6, clip_on=False)
                line.text(at + 0.17, middle, words, va="center", clip_on=False)
        down += high
