"""How a figure is laid out: measured lines of text, and the page with its title and note.

Every line of text is measured in the one font before room is made for it, so nothing overlaps however long a name is.
The page is as narrow as a phone shows without shrinking its letters below 9 pixels.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from functools import cache
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import FT2Font

from analysis.views.figures.style import LOOKS, NO_GLYPH, SMALL, TEXT, TITLE

WIDTH = 5.0  # inches: 480 CSS pixels, so that letters of 12 shrink to 9 on a screen 390 wide
LINE_HEIGHT = 1.3  # line height, in font sizes
_MOST_LINES = 12  # of a title
LINE, SMALL_LINE = TEXT * LINE_HEIGHT / 72, SMALL * LINE_HEIGHT / 72  # inches


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


def fit(text: object, inches: float, most: int = 2, size: float = TEXT, weight: str = "normal") -> list[str]:
    """Return the text in at most so many lines, what does not fit cut out of the middle of the last."""
    lines = wrap(str(text), inches, size, weight)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], shorten(" ".join(lines[most - 1 :]), inches, size, weight)]


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
        Sentences; they are cut into lines by measure, and the page grows with them. Of a title with more than
        `_MOST_LINES` the last is cut in its middle: it names very many groups.
    height
        Inches: of the axes.
    sides
        Inches: of the room for labels left of the axes, right of them, below and above.
    """
    if ax is not None:
        ax.set_title("\n".join(wrap(title, ax.get_window_extent().width / ax.figure.dpi, TEXT, "bold")), loc="left")
        return ax
    left, right, bottom, top = sides
    heads = fit(title, WIDTH - 0.2, _MOST_LINES, TITLE, "bold")
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


@cache
def _font(weight: str) -> FT2Font:
    return get_font(findfont(FontProperties(family="DejaVu Sans", weight=weight)))
