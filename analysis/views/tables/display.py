"""Tables for people: escaped, rounded for the eye alone, and never silently cut.

A `Table` is what a notebook shows. The numbers behind it stay as they are: rounding is for reading, and the CSV of the
same table has every digit.

A figure as a notebook shows it: an image with its alt text and caption, the same bytes each time.

Shared passages for people: both texts beside each other, the words that differ underlined and listed.
"""

from __future__ import annotations

import csv
import math
import sys
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from io import BytesIO
from numbers import Integral, Real
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.views.figures.style import style
from analysis.views.tables.phrases import counted, decimal

if TYPE_CHECKING:
    from matplotlib.figure import Figure


MISSING = "–"
with Path(__file__).with_name("headings.csv").open(encoding="utf-8", newline="") as lines:
    HEADINGS = {row["column"]: row["heading"] for row in csv.DictReader(lines)}
"""What people read above a column, where its name is not a plain word."""
SHORT = 20  # characters: a column of such cells, a date or an id, is not broken into lines


@dataclass(frozen=True)
class Table:
    """A table made ready to be read: HTML in a notebook or on a page, plain text elsewhere.

    Attributes
    ----------
    heads
        The column headings, as shown.
    rows
        The cells of the rows shown, each as the text that is shown.
    numeric
        For each column, whether its cells are numbers and so stand at the right.
    caption
        What the table shows, in a sentence.
    left_out
        How many rows are not shown.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    caption: str
    left_out: int = field(default=0)

    @property
    def rest(self) -> str:
        """Say how many rows are left out; empty where none is."""
        rows = "row" if self.left_out == 1 else "rows"
        return f"{self.left_out:,} more {rows} not shown." if self.left_out else ""

    def _repr_html_(self) -> str:
        """Return the table as HTML: everything that could be mark-up is escaped."""
        short = [all(len(cell) <= SHORT for cell in cells) for cells in zip(*self.rows, strict=True)]
        kinds = zip(self.numeric, short or self.numeric, strict=True)
        mark = [' class="ss-n"' if right else ' class="ss-s"' if brief else "" for right, brief in kinds]
        head = "".join(f'<th scope="col"{m}>{escape(h)}</th>' for h, m in zip(self.heads, mark, strict=True))
        body = "\n".join(
            "<tr>" + "".join(f"<td{m}>{escape(cell)}</td>" for cell, m in zip(row, mark, strict=True)) + "</tr>"
            for row in self.rows
        )
        caption = f"<caption>{escape(self.caption)}</caption>" if self.caption else ""
        rest = f'<p class="ss-rest">{self.rest}</p>' if self.left_out else ""
        label = escape(self.caption or "Table")
        return (
            f'<div class="ss-table mathjax_ignore" role="region" tabindex="0" aria-label="{label}">\n<table>{caption}\n'
            f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>{rest}</div>"
        )

    def __repr__(self) -> str:
        """Return the table as plain text, one line a row, numbers at the right."""
        lines = [[" ".join(cell.split()) for cell in row] for row in (self.heads, *self.rows)]
        width = [max(map(len, column)) for column in zip(*lines, strict=True)]
        shown = [
            "  ".join(
                cell.rjust(w) if right else cell.ljust(w)
                for cell, w, right in zip(line, width, self.numeric, strict=True)
            ).rstrip()
            for line in lines
        ]
        return "\n".join(part for part in (self.caption, *shown, self.rest) if part)


def show(
    table: pd.DataFrame,
    *,
    caption: str,
    limit: int | None = 20,
    columns: Sequence[str] | None = None,
    labels: Mapping[str, str] | None = None,
    digits: Mapping[str, int] | None = None,
) -> Table:
    """Return a table made ready to be read; put it last in a notebook's cell to show it.

    Parameters
    ----------
    table
        Any table. Its index is not shown.
    caption
        What it shows, in a sentence. Shown as typed.
    limit
        The first so many rows are shown and the rest is counted below the table; None shows all.
    columns
        The columns to show, in this order; all where left out.
    labels
        Headings in place of those of ``headings.csv``, or of a column's name with spaces where it is not there.
    digits
        Decimal places by column. Where left out: two, or three if no value of the column reaches 1. A value that
        would round to zero is shown as "<0.01" (or ">-0.01"), never as zero.

    Returns
    -------
    Table
        Whole numbers get thousands separators, true and false become yes and no, a missing value "–".

    Raises
    ------
    KeyError
        If `columns` names a column that the table lacks.
    """
    names = list(table.columns if columns is None else columns)
    part = table[names]
    shown = part if limit is None else part.head(limit)
    cells: list[list[str]] = []
    numeric: list[bool] = []
    for place, name in enumerate(names):
        values = shown.iloc[:, place].tolist()
        right = _numeric(shown.iloc[:, place], values)
        places = (digits or {}).get(name, _places(values) if right else 0)
        cells.append([_cell(value, places) for value in values])
        numeric.append(right)
    return Table(
        heads=tuple(str({**HEADINGS, **(labels or {})}.get(name, str(name).replace("_", " "))) for name in names),
        rows=tuple(zip(*cells, strict=True)),
        numeric=tuple(numeric),
        caption=caption,
        left_out=len(part) - len(shown),
    )


def _missing(value: object) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, Real) and math.isnan(value))


def _numeric(column: pd.Series, values: Sequence[object]) -> bool:
    if column.dtype.kind in "iuf":
        return True
    there = [value for value in values if not _missing(value)]
    return bool(there) and all(isinstance(value, Real) and not isinstance(value, bool) for value in there)


def _places(values: Sequence[object]) -> int:
    sizes = [abs(float(value)) for value in values if isinstance(value, Real) and not _missing(value)]
    return 2 if any(1 <= size < math.inf for size in sizes) else 3


def _cell(value: object, places: int) -> str:
    if _missing(value):
        return MISSING
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return "yes" if value else "no"
    if isinstance(value, Integral):
        return f"{int(value):,}".replace("-", "−")
    if isinstance(value, Real):
        number = float(value)
        if math.isinf(number):
            return "∞" if number > 0 else "−∞"
        text = f"{number:,.{places}f}"
        if number and not any(digit in text for digit in "123456789"):
            smallest = f"{10**-places:.{places}f}"
            return f"<{smallest}" if number > 0 else f">−{smallest}"
        return text.removeprefix("-") if number == 0 else text.replace("-", "−")
    return str(value)


class Picture:
    """A drawn figure with what a reader who cannot see it needs; put it last in a notebook's cell to show it.

    Parameters
    ----------
    figure
        A drawn matplotlib figure. It is drawn to SVG at once, so later changes to it do not show, and it is closed
        if pyplot holds it, so that a notebook does not show it twice.
    alt
        What the figure shows, in a sentence or two, for those who cannot see it. May not be empty.
    caption
        What stands below the figure. Shown as typed.
    name
        The figure's name in the gallery, if it has one: the book links the table behind the figure by it, and
        ``#figure-NAME`` leads to the figure.

    Raises
    ------
    ValueError
        If the alt text is empty.

    Notes
    -----
    The SVG is embedded as an image, so no script within it could run, and its letters are drawn as outlines: it looks
    the same on every machine, and its words are found by search in the alt text and caption alone.
    """

    def __init__(self, figure: Figure, *, alt: str, caption: str = "", name: str = "") -> None:
        if not alt.strip():
            raise ValueError("a picture needs alt text: say in a sentence what the figure shows")
        self.alt, self.caption, self.name = alt, caption, name
        self.svg = _svg(figure)

    def html(self) -> str:
        """Return the figure as HTML; everything that could be mark-up is escaped."""
        mark = f' id="figure-{escape(self.name)}"' if self.name else ""
        label = escape(f"Figure {self.name}".strip())
        data = b64encode(self.svg).decode("ascii")
        caption = f'<figcaption class="mathjax_ignore">{escape(self.caption)}</figcaption>'
        return (
            f'<figure class="ss"{mark}><div class="ss-wide" role="region" tabindex="0" aria-label="{label}">'
            f'<img alt="{escape(self.alt)}" src="data:image/svg+xml;base64,{data}"></div>'
            f"{caption if self.caption or self.name else ''}</figure>"
        )

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        """Return what a notebook shows: HTML, or the alt text where only plain text can be shown."""
        return {"text/html": self.html(), "text/plain": repr(self)}

    def __repr__(self) -> str:
        """Return the alt text, marked as a figure's."""
        return f"[Figure: {self.alt}]"


def _svg(figure: Figure) -> bytes:
    drawn = BytesIO()
    with style():
        figure.savefig(drawn, format="svg", metadata={"Date": None, "Creator": None})
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.close(figure)
    return drawn.getvalue()


Piece = tuple[str, bool]  # words as written, and whether they are this text's alone


@dataclass(frozen=True)
class SideBySide:
    """Passages made ready to be read: HTML in a notebook or on a page, plain text elsewhere.

    Attributes
    ----------
    passages
        For each passage its caption, the two names, the pieces of either side, and the words that differ, in pairs.
    left_out
        How many passages are not shown.
    """

    passages: tuple[tuple[str, tuple[str, str], tuple[list[Piece], list[Piece]], list[tuple[str, str]]], ...]
    left_out: int = 0

    def _repr_html_(self) -> str:
        """Return the passages as HTML: what differs is underlined in a mark, and listed below; all text is escaped."""
        parts = []
        for caption, names, sides, differences in self.passages:
            heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
            cells = "".join(f"<td>{''.join(_marked(piece) for piece in side)}</td>" for side in sides)
            told = "; ".join(f"{escape(a)} | {escape(b)}" for a, b in differences)
            foot = f'<p class="ss-rest">Differ: {told}</p>' if told else ""
            parts.append(
                f'<div class="ss-table mathjax_ignore" role="region" tabindex="0" aria-label="{escape(caption)}">\n'
                f"<table><caption>{escape(caption)}</caption>\n<thead><tr>{heads}</tr></thead>\n"
                f"<tbody><tr>{cells}</tr></tbody></table>{foot}</div>"
            )
        return "\n".join([*parts, *([f'<p class="ss-rest">{self._rest}</p>'] if self._rest else [])])

    def __repr__(self) -> str:
        """Return the passages as plain text, what differs in square brackets."""
        parts = []
        for caption, names, sides, _ in self.passages:
            texts = ["".join(f"[{words}]" if own else words for words, own in side) for side in sides]
            parts.append("\n".join([caption, *(f"{name}: {text}" for name, text in zip(names, texts, strict=True))]))
        return "\n\n".join([*parts, *([self._rest] if self._rest else [])])

    @property
    def _rest(self) -> str:
        return f"{counted(self.left_out, 'more passage')} not shown." if self.left_out else ""


def side_by_side(
    passages: pd.DataFrame, steps: pd.DataFrame, documents: pd.DataFrame, *, limit: int | None = 10
) -> SideBySide:
    """Return shared passages made ready to be read; put it last in a notebook's cell to show it.

    Parameters
    ----------
    passages
        Table `reuse`, or some rows of it.
    steps
        Table `alignment` of these passages.
    documents
        Table `documents`: ``doc_id, text``.
    limit
        The first so many passages are shown and the rest is counted below them; None shows all.

    Raises
    ------
    KeyError
        If a passage is of a text that the documents lack.
    """
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    shown = passages if limit is None else passages.head(limit)
    of_passage = dict(list(steps.groupby("passage", sort=False)))
    parts = []
    for index, row in zip(shown.index, shown.itertuples(), strict=True):
        names = str(row.doc_id_a), str(row.doc_id_b)
        whole = texts[row.doc_id_a], texts[row.doc_id_b]
        mine = of_passage[index]
        alike = "word for word" if row.similarity == 1 else f"similarity {decimal(row.similarity, 2)}"
        sides = tuple(_pieces(text, mine, side) for text, side in zip(whole, "ab", strict=True))
        differences = [
            (_words(whole[0], one.start_a, one.end_a), _words(whole[1], one.start_b, one.end_b))
            for one in mine[mine["step"] != "equal"].itertuples()
        ]
        parts.append((f"{counted(row.n_words, 'word')} alike, {alike}", names, (sides[0], sides[1]), differences))
    return SideBySide(tuple(parts), len(passages) - len(shown))


def _pieces(text: str, steps: pd.DataFrame, side: str) -> list[Piece]:
    """Return the passage as written, cut where words begin or end to be this text's alone."""
    pieces: list[Piece] = []
    at = None
    for step, start, end in zip(steps["step"], steps[f"start_{side}"], steps[f"end_{side}"], strict=True):
        if start == end:
            continue
        if at is not None:
            pieces.append((_flat(text[at:start]), False))
        pieces.append((_flat(text[start:end]), step != "equal"))
        at = end
    return pieces


def _words(text: str, start: int, end: int) -> str:
    return _flat(text[start:end]) or MISSING


def _flat(text: str) -> str:
    """Return a text on one line, its spaces kept at either end as one."""
    flat = " ".join(text.split())
    if not flat:
        return " " if text else ""
    return f"{' ' * text[0].isspace()}{flat}{' ' * text[-1].isspace()}"


def _marked(piece: Piece) -> str:
    words, own = piece
    return f"<mark><u>{escape(words)}</u></mark>" if own else escape(words)
