"""What a notebook or a page shows: tables and figures.

All text is escaped, and what is not shown is counted. Numbers are rounded for reading alone: the CSV of the same table
has every digit. A figure is an image with its alt text and caption, the same bytes each time.
"""

from __future__ import annotations

import csv
import math
import sys
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from numbers import Integral, Real
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.views.tables.phrases import counted, visible

if TYPE_CHECKING:
    from matplotlib.figure import Figure


MISSING = "–"
with Path(__file__).with_name("headings.csv").open(encoding="utf-8", newline="") as lines:
    HEADINGS = {row["column"]: row["heading"] for row in csv.DictReader(lines)}
"""What people read above a column, where its name is not a plain word."""
SHORT = 20  # characters: a column of such cells, a date or an id, is not broken into lines
LEFT, RIGHT = ' style="text-align:left"', ' style="text-align:right"'  # in each cell: JupyterLab sets all to the right


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
        For each column, whether its cells are numbers and so are aligned at the right.
    caption
        What the table shows, in a sentence.
    left_out
        How many rows are not shown.
    empty
        What is shown in place of a table without a row.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    caption: str
    left_out: int = 0
    empty: str = ""

    def _repr_html_(self) -> str:
        """Return the table as HTML: everything that could be mark-up is escaped."""
        if self.empty and not self.rows:
            return f'<p class="mathjax_ignore">{escape(self.empty)}</p>'
        short = [all(len(cell) <= SHORT for cell in cells) for cells in zip(*self.rows, strict=True)]
        kinds = zip(self.numeric, short or self.numeric, strict=True)
        marks = [f' class="ss-n"{RIGHT}' if right else ' class="ss-s"' * brief + LEFT for right, brief in kinds]
        rows = ["".join(map("<td{}>{}</td>".format, marks, map(escape, row))) for row in self.rows]
        return region(self.caption, marks, self.heads, rows, not_shown(self.left_out, "row"))

    def __repr__(self) -> str:
        """Return the table as plain text, one line a row, numbers at the right."""
        if self.empty and not self.rows:
            return self.empty
        lines = [[" ".join(cell.split()) for cell in row] for row in (self.heads, *self.rows)]
        kinds = [(max(map(len, column)), right) for *column, right in zip(*lines, self.numeric, strict=True)]
        shown = [
            "  ".join(cell.rjust(w) if right else cell.ljust(w) for cell, (w, right) in zip(line, kinds, strict=True))
            for line in lines
        ]
        return "\n".join(filter(None, [self.caption, *map(str.rstrip, shown), not_shown(self.left_out, "row")]))


def not_shown(left_out: int, what: str) -> str:
    """Say how many rows or passages are left out; empty where none is."""
    return f"{counted(left_out, f'more {what}')} not shown." if left_out else ""


def region(caption: str, marks: Iterable[str], heads: Iterable[str], rows: Iterable[str], note: str) -> str:
    """Return a table in a region of its own, which scrolls where it is too wide; `rows` and `note` are HTML."""
    head = "".join(map('<th scope="col"{}>{}</th>'.format, marks, map(escape, heads)))
    body = "\n".join(map("<tr>{}</tr>".format, rows))
    above = f"<caption>{escape(caption)}</caption>" if caption else ""
    below = f'<p class="ss-rest">{note}</p>' if note else ""
    label = escape(caption or "Table")
    return (
        f'<div class="ss-table mathjax_ignore" role="region" tabindex="0" aria-label="{label}">\n<table>{above}\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>{below}</div>"
    )


def show(  # noqa: PLR0913 (how one table is shown)
    table: pd.DataFrame,
    *,
    caption: str,
    limit: int | None = 20,
    columns: Sequence[str] | None = None,
    labels: Mapping[str, str] | None = None,
    digits: Mapping[str, int] | None = None,
    empty: str = "",
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
    empty
        A sentence that is shown in place of a table without a row.

    Returns
    -------
    Table
        Whole numbers get thousands separators, true and false become yes and no, a missing value "–".

    Raises
    ------
    KeyError
        If `columns` names a column that the table lacks.

    See Also
    --------
    write_table : Every digit, for other programs.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> table = pd.DataFrame({"term": ["camp", "regime"], "n": [1429, 2], "per_1000": [8.0, 0.001]})
    >>> same.show(table, caption="Two words")
    Two words
    term     uses  per 1,000
    camp    1,429       8.00
    regime      2      <0.01
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
        heads=tuple(visible({**HEADINGS, **(labels or {})}.get(name, str(name).replace("_", " "))) for name in names),
        rows=tuple(zip(*cells, strict=True)),
        numeric=tuple(numeric),
        caption=visible(caption),
        left_out=len(part) - len(shown),
        empty=visible(empty),
    )


def _missing(value: object) -> bool:
    return pd.api.types.is_scalar(value) and bool(pd.isna(value))


def _numeric(column: pd.Series, values: Sequence[object]) -> bool:
    there = [value for value in values if not _missing(value)]
    numbers = bool(there) and all(isinstance(value, Real) and not isinstance(value, bool) for value in there)
    return numbers or column.dtype.kind in "iuf"


def _places(values: Sequence[object]) -> int:
    sizes = [abs(float(value)) for value in values if isinstance(value, Real)]
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
    return visible(value)


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
        The text below the figure. Shown as typed.
    name
        The figure's name in the gallery, if it has one: the book links the table behind the figure by it, and
        ``#figure-NAME`` leads to the figure.

    Raises
    ------
    ValueError
        If the alt text is empty.

    See Also
    --------
    picture : A figure of the gallery, with its alt text and caption.

    Notes
    -----
    The SVG is embedded as an image, so no script within it could run, and its letters are drawn as outlines: it looks
    the same on every machine, and its words are found by search in the alt text and caption alone.

    Examples
    --------
    >>> import analysis as same
    >>> from matplotlib.figure import Figure
    >>> same.Picture(Figure(), alt="An empty figure.", name="empty")
    [Figure: An empty figure.]
    """

    def __init__(self, figure: Figure, *, alt: str, caption: str = "", name: str = "") -> None:
        if not alt.strip():
            raise ValueError("a picture needs alt text: say in a sentence what the figure shows")
        self.alt, self.caption, self.name = visible(alt), visible(caption), name
        from analysis.views.figures.style import svg_of  # matplotlib, which most pages of tables need not

        self.svg = svg_of(figure)
        pyplot = sys.modules.get("matplotlib.pyplot")
        if pyplot is not None:
            pyplot.close(figure)

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
