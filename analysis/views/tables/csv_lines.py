"""The lines of a CSV, thousands at a time: pandas' own writer takes ten times as long for a large table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the command line asks whether a file can be written before it loads pandas
    import pandas as pd

_ROWS = 50_000
_EMPTY = '""'  # the cell of a line that has one alone and nothing in it, so that it is no blank line


def csv_lines(table: pd.DataFrame, *, header: bool = True, over: Callable[..., Iterator[str]] = map) -> Iterator[str]:
    r"""Yield the lines of a table, many together, each with ``\n`` at its end.

    `over` maps a function over some rows after others, in order; it may share the work.

    >>> import pandas as pd
    >>> "".join(csv_lines(pd.DataFrame({"term": ["peace, now", None], "share": [1 / 3, -0.0]})))
    'term,share\n"peace, now",0.3333333333\n,0\n'
    """
    names = [_quoted(_csv_cell(name)) for name in table.columns]
    if header:
        yield f"{','.join(names) if names != [''] else _EMPTY}\n"
    if names:
        yield from over(_lines, (table.iloc[first : first + _ROWS] for first in range(0, len(table), _ROWS)))


def _lines(table: pd.DataFrame) -> str:
    """Return the lines of some rows; each different cell of a column, of which many are the same, is written once."""
    cells = [_csv_cells(table.iloc[:, k]) for k in range(table.shape[1])]
    if len(cells) == 1:
        cells = [[cell or _EMPTY for cell in cells[0]]]
    return "".join([f"{','.join(row)}\n" for row in zip(*cells, strict=True)])


def _csv_cells(column: pd.Series) -> list[str]:
    """Return the cells as they are in the file: no ``-0``, true and false in small letters, nothing if missing."""
    import numpy as np
    import pandas as pd

    if isinstance(column.dtype, pd.CategoricalDtype):
        column = column.astype(object)
    kind = column.dtype.kind
    written = kind in "iuf" or (kind == "O" and pd.api.types.infer_dtype(column, skipna=True) in ("string", "empty"))
    if not written:  # 1 and true are the same to a table of what is different
        missing = column.isna().tolist()
        return ["" if none else _quoted(_csv_cell(cell)) for cell, none in zip(column, missing, strict=True)]
    which, different = pd.factorize(column + 0.0 if kind == "f" else column)
    texts = list(map("%.10g".__mod__ if kind == "f" else str, different.tolist()))
    if kind == "O":
        texts = list(map(_quoted, texts))
    return np.array([*texts, ""], dtype=object)[which].tolist()  # what is missing has the number -1


def _quoted(text: str) -> str:
    if "," in text or '"' in text or "\n" in text or "\r" in text:
        doubled = text.replace('"', '""')
        return f'"{doubled}"'
    return text


def _csv_cell(value: Any) -> str:
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value + 0.0:.10g}" if isinstance(value, float) else str(value)
