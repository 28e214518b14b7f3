"""Panels of bars side by side: what several figures are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from analysis.views.figures.layout import inches, label_rows, panel, room_for, say, shorten, stage, width_of
from analysis.views.figures.style import SMALL, TEXT, Mark, bar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

ROW = 0.21  # inches for a row of a panel
HEAD = 0.46  # inches for the two lines over a panel
GAP = 0.25
LEAST = 0.9  # inches for the longest bar, however long the names are
SIDES = (0.1, 0.1, 0.05, 0.1)


class Panel(NamedTuple):
    """A panel of bars: two lines over it, and for each bar its term, its length and the words at its end."""

    head: str
    size: str
    terms: list[str]
    values: list[float]
    words: list[str]
    mark: Mark


def bar_panels(panels: Sequence[Panel], *, ax: Axes | None, title: str, note: str, across: int = 2) -> Axes:
    """Draw panels of bars, `across` side by side, all on one scale."""
    across = min(len(panels), across) or 1
    lines = [panels[at : at + across] for at in range(0, len(panels), across)]
    heights = [ROW * max(len(one.terms) for one in line) for line in lines]
    top = stage(
        ax,
        title=title,
        note=note,
        height=max(sum(heights) + HEAD * len(lines) + GAP * (len(lines) - 1), ROW),
        sides=SIDES,
    )
    top.axis("off")
    wide, _ = inches(top)
    wide = (wide - GAP * (across - 1)) / across
    right = max((width_of(words, SMALL) for one in panels for words in one.words), default=0.0) + 0.1
    left = max((room_for(one.terms, wide - right - LEAST) for one in panels), default=0.0) + 0.08
    most = max((value for one in panels for value in one.values), default=0.0)
    down = 0.0
    for line, height in zip(lines, heights, strict=True):
        for at, one in enumerate(line):
            start = at * (wide + GAP)
            size = (start + left, down + HEAD, wide - left - right, ROW * len(one.terms))
            _draw(panel(top, size), one, most, left)
        down += HEAD + height + GAP
    return top


def _draw(ax: Axes, one: Panel, most: float, left: float) -> None:
    """Draw one panel: bars, the words beside them and two lines above."""
    wide, _ = inches(ax)
    label_rows(ax, one.terms, left - 0.08)
    ax.barh(range(len(one.values)), one.values, height=0.66, **bar(one.mark))
    ax.set_xlim(0, most or 1)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    for row, (value, words) in enumerate(zip(one.values, one.words, strict=True)):
        say(ax, words, (value, row), shift=(4, 0), look="quiet/left")
    for words, look, up in ((one.head, "head/left", 20), (one.size, "quiet/left", 8)):
        say(ax, shorten(words, wide + left, TEXT, "bold"), (0, -0.5), shift=(-left * 72, up), look=look)
