"""One look for every figure: colours with a fixed meaning, settings that hold inside alone, and the files they make.

Nothing here changes matplotlib's settings for others: `styled` sets them while a plot is drawn or saved. Figures are
made without pyplot, so none stays open. Every mark that colour sets apart is set apart in grey print too, by
lightness and by hatch or marker.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from io import BytesIO, StringIO
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar

import matplotlib
import pandas as pd
from matplotlib.figure import Figure
from PIL import Image

from analysis.views.tables.phrases import labelled, visible

_P = ParamSpec("_P")
R = TypeVar("R")

INK, GREY, RULE = "#1a1a1a", "#555555", "#d9d9d9"
TITLE, TEXT, SMALL = 11.5, 9.5, 9.0
NO_GLYPH = "Glyph .* missing from"

LOOKS: dict[str, dict[str, Any]] = {
    "quiet": {"size": SMALL, "color": GREY},
    "small": {"size": SMALL, "color": INK},
    "plain": {"size": TEXT, "color": INK},
    "head": {"size": TEXT, "color": INK, "weight": "bold"},
    "loaded": {"size": TEXT, "color": INK, "style": "italic"},
}

RC: dict[Any, Any] = {
    "font.family": ["DejaVu Sans"],  # comes with matplotlib: the bytes do not depend on installed fonts
    "font.size": TEXT,
    "text.color": INK,
    "text.parse_math": False,  # a "$" in a text shows as typed
    "text.usetex": False,
    "text.hinting": "no_hinting",  # letters as wide in PNG as in SVG, and as measured
    "axes.formatter.use_mathtext": False,
    "axes.formatter.use_locale": False,
    "axes.titlesize": TEXT,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": TEXT,
    "axes.labelcolor": INK,
    "axes.edgecolor": GREY,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.unicode_minus": True,
    "grid.color": RULE,
    "grid.linewidth": 0.7,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": TEXT,
    "hatch.linewidth": 0.6,
    "figure.dpi": 100.0,
    "savefig.dpi": 200.0,
    "savefig.bbox": None,
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
    "svg.hashsalt": "same-story",
    "svg.fonttype": "path",
}


class Mark(NamedTuple):
    """How one kind of thing is drawn: fill, hatch of bars, marker of points, and the ink that reads on the fill."""

    fill: str
    hatch: str
    marker: str
    ink: str


VOICE_MARKS = {
    "author": Mark("#1f4e79", "", "o", "#ffffff"),
    "direct": Mark("#e69f00", "////", "D", INK),
    "indirect": Mark("#b4d5e6", "....", "^", INK),
    "all": Mark("#8a8a8a", "", "s", INK),
}
PART_LABELS = {
    "headline": Mark("#332288", "", "v", "#ffffff"),
    "body": Mark("#ececec", "", "o", INK),
    "byline": Mark("#117733", "xxxx", "P", "#ffffff"),
    "caption": Mark("#88ccee", "\\\\\\\\", "X", INK),
    "comment": Mark("#cc6677", "////", "D", INK),
    "furniture": Mark("#ddcc77", "....", "^", INK),
}
_KINDS = {"advocacy": Mark("#7b2d5b", "", "o", "#ffffff"), "newswire": Mark("#4fb3a5", "////", "D", INK)}
_FURTHER = (
    Mark("#dccb5d", "....", "^", INK),
    Mark("#44546a", "xxxx", "v", "#ffffff"),
    Mark("#b7a5d3", "\\\\\\\\", "P", INK),
    Mark("#ead9c7", "++++", "X", INK),
)
MARKS_OF_GROUPS = len(_FURTHER)  # that differ whatever the groups are called


def source_marks(values: Sequence[str]) -> dict[str, Mark]:
    """Return a mark for each source type, in the order given; `advocacy` and `newswire` always have their own.

    Other types take the further marks in turn. From the fifth on these repeat, and only the labels tell them apart.
    """
    marks = dict(_KINDS)
    for name in values:
        marks.setdefault(name, _FURTHER[(len(marks) - len(_KINDS)) % len(_FURTHER)])
    return {name: marks[name] for name in dict.fromkeys(values)}


@contextmanager
def style() -> Iterator[None]:
    """Draw and save within this context: the settings hold inside and nowhere else."""
    with matplotlib.rc_context(RC), warnings.catch_warnings():
        # A letter that DejaVu Sans lacks is drawn as a box; the figure's table and alt text hold it as typed.
        warnings.filterwarnings("ignore", message=NO_GLYPH, category=UserWarning)
        yield


def styled(draw: Callable[Concatenate[pd.DataFrame, _P], R]) -> Callable[Concatenate[pd.DataFrame, _P], R]:
    """Let a plot function draw in the style, with the labels of its table as they are displayed, whoever calls it."""

    @wraps(draw)
    def inside(table: pd.DataFrame, /, *args: _P.args, **kwargs: _P.kwargs) -> R:
        with style():
            return draw(labelled(table), *args, **kwargs)

    return inside


def bar(mark: Mark) -> dict[str, Any]:
    """Return how `barh` draws a bar of a mark: its fill, with its hatch in white."""
    return {"color": mark.fill, "hatch": mark.hatch, "edgecolor": "white"}


def point(mark: Mark) -> dict[str, Any]:
    """Return how `plot` draws a point of a mark: its fill within a thin dark edge."""
    return {"color": mark.fill, "markeredgecolor": INK, "markeredgewidth": 0.5, "linestyle": "none"}


def drawings(figure: Figure, *, title: str = "", alt: str = "") -> dict[str, bytes]:
    """Return a figure as ``svg`` and ``png``: the same bytes for the same figure, with no date and no version.

    Parameters
    ----------
    figure
        A figure drawn in the style.
    title, alt
        What the SVG says of itself to a screen reader, as its title and description.
    """
    pixels, png = BytesIO(), BytesIO()
    svg = svg_of(figure, Title=visible(title), Description=visible(alt))
    with style():
        figure.savefig(pixels, format="png", pil_kwargs={"compress_level": 0})  # it is packed once, below
    # A palette of 64 colours holds these few fills and their edges in a third of the bytes.
    drawn = Image.open(pixels).convert("RGB").quantize(64, dither=Image.Dither.NONE)
    drawn.save(png, format="png", optimize=True, dpi=(RC["savefig.dpi"], RC["savefig.dpi"]))
    return {"svg": svg, "png": png.getvalue()}


def svg_of(figure: Figure, **about: str) -> bytes:
    """Return a figure as SVG, with no date and no version: well-formed whatever is written in it."""
    drawn = StringIO()
    with style():
        figure.savefig(drawn, format="svg", metadata={**about, "Date": None, "Creator": None})
    # The backend repeats each text in a comment, as it is, and spends 70 bytes on each letter, half for nothing.
    return re.sub(r"\n\s+", "\n", _TAG.sub(_shorter, visible(drawn.getvalue()))).encode()


_TAG = re.compile(r"<(?:path|use|g|rect)\b[^>]*>")


def _shorter(tag: re.Match[str]) -> str:
    """Return an element with short names and no digit below a hundredth of a point; letters count in hundredths."""
    said = tag[0].replace("DejaVuSans-", "s-")
    if said.startswith("<use"):
        said = re.sub(r'transform="translate\((-?[\d.]+) 0\)"', lambda to: f'x="{float(to[1]):.0f}"', said)
    return re.sub(r'\b(?:d|x|y)="[^"]*"|translate\([^)]*\)', lambda at: re.sub(r"(\.\d\d)\d+", r"\1", at[0]), said)
