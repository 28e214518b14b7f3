"""Where things stand in a figure: measured lines, the page with its title and note, panels, row names and keys.

Every line of text is measured in the one font before room is made for it, so nothing overlaps however long a name is.

Panels of bars side by side: what several figures are made of.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import FT2Font
from matplotlib.patches import Rectangle

from analysis.views.figures.style import LOOKS, NO_GLYPH, SMALL, TEXT, TITLE, Mark, bar, point

WIDTH = 7.0  # inches: 700 pixels at 100 per inch, a printed column at A4
LINE_HEIGHT = 1.3  # line height, in font sizes


@cache
def width_of(text: str, size: float = TEXT, weight: str = "normal") -> float:
    """Return how many inches a line of text takes in DejaVu Sans, points being 1/72 inch."""
    font = _font(weight)
    font.set_size(size, 1440)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=NO_GLYPH, category=UserWarning)
        font.set_text(text, 0.0)
    return font.get_width_height()[0] / 64 / 1440


def shorten(text: object, inches: float, size: float = TEXT, weight: str = "normal") -> str:
    """Return the text on one line, cut in the middle with "…" if it is longer than `inches`.

    The middle goes, since names of texts often differ in their ends. Line breaks and tabs become spaces.
    """
    line = " ".join(str(text).split())
    if width_of(line, size, weight) <= inches:
        return line
    cut, fits, too_long = "…", 1, min(len(line), 400)
    while too_long - fits > 1:
        keep = (fits + too_long) // 2
        shorter = line[: (keep + 1) // 2].rstrip() + "…" + line[len(line) - keep // 2 :].lstrip()
        if width_of(shorter, size, weight) <= inches:
            cut, fits = shorter, keep
        else:
            too_long = keep
    return cut


def wrap(text: str, inches: float, size: float = TEXT, weight: str = "normal") -> list[str]:
    """Return the text cut into lines of at most `inches`, between words, or within a word longer than a line."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, size, weight) <= inches:
            lines[-1] = longer
            continue
        lines.append("")
        for letter in word:
            if lines[-1] and width_of(lines[-1] + letter, size, weight) > inches:
                lines.append("")
            lines[-1] += letter
    return [line for line in lines if line]


def room_for(labels: Iterable[object], most: float, size: float = TEXT) -> float:
    """Return the inches that the widest label takes, at most `most`."""
    return min(most, max((width_of(" ".join(str(label).split()), size) for label in labels), default=0.0) + 0.02)


def stage(
    ax: Axes | None,
    *,
    title: str,
    note: str = "",
    height: float,
    sides: tuple[float, float, float, float] = (0.15, 0.15, 0.5, 0.12),
) -> Axes:
    """Return axes to draw in, under a title that starts at the edge of the page and over a note.

    Parameters
    ----------
    ax
        Axes of the caller, which get the title alone, or None for a new figure of the page's width.
    title, note
        Sentences; they are cut into lines by measure, and the page grows with them.
    height
        Inches: of the axes.
    sides
        Inches: of the room for labels left of the axes, right of them, below and above.
    """
    if ax is not None:
        ax.set_title("\n".join(wrap(title, ax.get_window_extent().width / ax.figure.dpi, TEXT, "bold")), loc="left")
        return ax
    left, right, bottom, top = sides
    heads = wrap(title, WIDTH - 0.2, TITLE, "bold")
    notes = wrap(note, WIDTH - 0.2, SMALL)
    above = 0.12 + len(heads) * TITLE * LINE_HEIGHT / 72 + top
    below = bottom + len(notes) * SMALL * LINE_HEIGHT / 72 + (0.14 if notes else 0.0)
    full = above + height + below
    figure = Figure(figsize=(WIDTH, full))
    look: dict[str, Any] = {"x": 0.1 / WIDTH, "linespacing": LINE_HEIGHT}
    figure.text(y=1 - 0.1 / full, s="\n".join(heads), size=TITLE, weight="bold", va="top", gid="title", **look)
    if notes:
        figure.text(y=0.08 / full, s="\n".join(notes), va="bottom", gid="note", **LOOKS["quiet"], **look)
    return figure.add_axes((left / WIDTH, below / full, (WIDTH - left - right) / WIDTH, height / full))


def inches(ax: Axes) -> tuple[float, float]:
    """Return the width and height of an axes in inches."""
    box = ax.get_window_extent()
    return box.width / ax.figure.dpi, box.height / ax.figure.dpi


def panel(ax: Axes, box: tuple[float, float, float, float]) -> Axes:
    """Return axes within `ax`, which then shows nothing else; `box` is left, top, width and height in inches."""
    wide, high = inches(ax)
    left, top, width, height = box
    ax.axis("off")
    return ax.inset_axes((left / wide, 1 - (top + height) / high, width / wide, height / high))


def label_rows(ax: Axes, labels: Iterable[object], inches: float, size: float = TEXT) -> None:
    """Name the rows 0, 1, 2 … of an axes from the top down, each name cut to `inches` and shown as typed."""
    names = [shorten(label, inches, size) for label in labels]
    ax.set_yticks(range(len(names)), names, size=size)
    ax.set_ylim(max(len(names), 1) - 0.5, -0.5)
    ax.tick_params(axis="y", length=0)
    for tick in ax.get_yticklabels():
        tick.set_parse_math(False)


def annotate(
    ax: Axes, words: str, at: tuple[float, float], *, shift: tuple[float, float] = (0, 0), look: str = "small/left"
) -> None:
    """Write one line beside a place in an axes, also outside its frame, upright in the middle.

    Parameters
    ----------
    at
        The place, in the data's units.
    shift
        Points to the right and up from there.
    look
        A name in `LOOKS`, and whether the line begins there (``left``) or ends there (``right``).
    """
    name, side = look.split("/")
    look_of = {**LOOKS[name], "ha": side, "va": "center", "annotation_clip": False}
    ax.annotate(words, at, shift, textcoords="offset points", **look_of)


def key(ax: Axes, named: Mapping[str, Mark], *, above: float, left: float = 0.0, bars: bool = False) -> None:
    """Name the marks in one line over an axes, or in more where they do not fit, in the order given.

    Parameters
    ----------
    named
        The words for each mark.
    above, left
        Inches: how far the first line stands above the axes, and how far it begins left of them.
    bars
        Whether the marks are those of bars (fill and hatch) and not of points (marker).
    """
    wide, high = inches(ax)
    line = ax.inset_axes((-left / wide, 1 + (above - 0.2) / high, 1 + left / wide, 0.2 / high), gid="key")
    line.axis("off")
    line.set(xlim=(0, wide + left), ylim=(-0.1, 0.1))
    at, down = 0.0, 0.0
    for words, mark in named.items():
        size = 0.17 + width_of(words)
        if at and at + size > wide + left:
            at, down = 0.0, down - 0.19
        if bars:
            box = Rectangle((at, down - 0.06), 0.12, 0.12, facecolor=mark.fill, hatch=mark.hatch, edgecolor="white")
            box.set_clip_on(False)
            line.add_patch(box)
        else:
            line.plot(at + 0.06, down, marker=mark.marker, **point(mark), markersize=6, clip_on=False)
        line.text(at + 0.17, down, words, va="center", clip_on=False)
        at += size + 0.25


@cache
def _font(weight: str) -> FT2Font:
    return get_font(findfont(FontProperties(family="DejaVu Sans", weight=weight)))


PANEL_ROW = 0.21  # inches for a row of a panel
PANEL_HEAD = 0.46  # inches for the two lines over a panel
PANEL_GAP = 0.25
LEAST_LABEL = 0.9  # inches for the longest bar, however long the names are
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
    heights = [PANEL_ROW * max(len(one.terms) for one in line) for line in lines]
    top = stage(
        ax,
        title=title,
        note=note,
        height=max(sum(heights) + PANEL_HEAD * len(lines) + PANEL_GAP * (len(lines) - 1), PANEL_ROW),
        sides=SIDES,
    )
    top.axis("off")
    wide, _ = inches(top)
    wide = (wide - PANEL_GAP * (across - 1)) / across
    right = max((width_of(words, SMALL) for one in panels for words in one.words), default=0.0) + 0.1
    left = max((room_for(one.terms, wide - right - LEAST_LABEL) for one in panels), default=0.0) + 0.08
    most = max((value for one in panels for value in one.values), default=0.0)
    down = 0.0
    for line, height in zip(lines, heights, strict=True):
        for at, one in enumerate(line):
            start = at * (wide + PANEL_GAP)
            size = (start + left, down + PANEL_HEAD, wide - left - right, PANEL_ROW * len(one.terms))
            _draw(panel(top, size), one, most, left)
        down += PANEL_HEAD + height + PANEL_GAP
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
        annotate(ax, words, (value, row), shift=(4, 0), look="quiet/left")
    for words, look, up in ((one.head, "head/left", 20), (one.size, "quiet/left", 8)):
        annotate(ax, shorten(words, wide + left, TEXT, "bold"), (0, -0.5), shift=(-left * 72, up), look=look)
