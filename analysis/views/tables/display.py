"""Tables for people: escaped, rounded for the eye alone, and never silently cut.

A `Table` is what a notebook shows. The numbers behind it stay as they are: rounding is for reading, and the CSV of the
same table has every digit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from html import escape
from numbers import Integral, Real
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

MISSING = "–"
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


def table_html(
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
        Headings in place of the columns' names.
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
        heads=tuple(str((labels or {}).get(name, name)) for name in names),
        rows=tuple(zip(*cells, strict=True)),
        numeric=tuple(numeric),
        caption=caption,
        left_out=len(part) - len(shown),
    )


def _missing(value: object) -> bool:
    import pandas as pd

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
