"""Every table of the suite, declared once: its columns in order, and what each holds, in which type and unit.

Two files next to this one hold the declarations, so that people can open them too. ``tables.csv`` has a row per table:

- ``kind``: ``table`` for those that verbs return or read, ``file`` and ``download`` for others that the suite reads or
  the book offers, ``figure`` for what a figure shows;
- ``like``: the table whose columns it shares; without ``columns`` of its own it has the same ones;
- ``further``: columns that it may have in addition.

``columns.csv`` has a row per column: ``type`` (``str``, ``int``, ``float``, ``bool``, or ``Int64`` for whole numbers of
which some are missing), ``unit`` (empty for what is no quantity) and ``meaning``, a sentence. What holds in every table
has ``*`` for its table.

Every table is a pandas DataFrame. Offsets are character offsets ``[start, end)`` into the text as read. Columns beyond
those declared are allowed and kept.
"""

from __future__ import annotations

import csv
import reprlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd


class Column(NamedTuple):
    """A column: its name, type, unit and meaning, as in ``columns.csv``.

    Examples
    --------
    >>> import analysis as same
    >>> column = same.describe("segments", ["start"])[0]
    >>> column.name, column.type, column.unit
    ('start', 'int', 'characters')
    """

    name: str
    type: str
    unit: str
    meaning: str


def _rows(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


_TABLES = {row["table"]: row for row in _rows("tables.csv")}
_DECLARED: dict[str, dict[str, Column]] = {}
for _row in _rows("columns.csv"):
    _column = Column(_row["column"], _row["type"], _row["unit"], _row["meaning"])
    _DECLARED.setdefault(_row["table"], {})[_column.name] = _column

TABLES: dict[str, tuple[str, ...]] = {
    name: tuple((row["columns"] or _TABLES[row["like"]]["columns"]).split()) for name, row in _TABLES.items()
}
"""The columns of every table, those of files, downloads and figures (``figure-`` and its name) too."""

COLUMNS: dict[str, tuple[str, ...]] = {
    name: columns for name, columns in TABLES.items() if _TABLES[name]["kind"] == "table"
}
"""The columns of the tables that verbs return or read."""

PARTS = ("headline", "body", "byline", "caption", "comment", "furniture")
VOICES = ("author", "direct", "indirect")


class InputError(ValueError):
    """The call or the input is wrong: one line that names the place and says what to do.

    What is quoted comes from files and may be of any length and hold line breaks. A message of more than
    `LONGEST_MESSAGE` characters loses its middle: the place is at its start, and what to do is at its end.

    Examples
    --------
    >>> import analysis as same
    >>> same.read_corpus("no-such-folder")
    Traceback (most recent call last):
        ...
    analysis.schema.InputError: no-such-folder: there is no such file or folder; check the name
    """

    def __init__(self, message: str) -> None:
        super().__init__(without_middle(" ".join(message.splitlines()), LONGEST_MESSAGE))


LONGEST_MESSAGE = 480  # characters; the command line adds a few


def without_middle(line: str, longest: int) -> str:
    """Return a line as it is, or without its middle where it is longer than that.

    >>> without_middle("x" * 500, 200)[:25]
    'xxxxxxxxxxxxxxxxx … xxxxx'
    """
    return line if len(line) <= longest else f"{line[: longest - 183]} … {line[-180:]}"


_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = _SHORT.maxlong = 60


def shown(cell: object) -> str:
    """Return a cell as a message quotes it: as Python writes it, its middle left out where it is long.

    >>> shown("brutal"), len(shown("long " * 1000))
    ("'brutal'", 60)
    """
    return _SHORT.repr(cell)


def listed(names: Iterable[object], most: int = 10) -> str:
    """Return names as a message lists them: `most` of them and the number of the others, each cut after 40 characters.

    >>> listed(f"c{number}" for number in range(5000))
    'c0, c1, c2, c3, c4, c5, c6, c7, c8, c9 and 4990 more'
    >>> listed([])
    'none'
    """
    given = [name if len(name) <= 40 else f"{name[:40]}…" for name in map(str, names)]
    more = f" and {len(given) - most} more" if len(given) > most else ""
    return (", ".join(given[:most]) or "none") + more


def describe(table: str, columns: Iterable[str] | None = None) -> list[Column]:
    """Return what the columns of a table hold.

    Parameters
    ----------
    table
        A key of `TABLES`.
    columns
        The columns in question; where left out, all of the table, then those that it may have in addition.

    Returns
    -------
    list of Column
        ``name, type, unit, meaning`` of each, in that order. A column that is not declared has its name alone.

    Examples
    --------
    >>> describe("collocations")[-1].unit
    '−1 to 1'
    >>> [(column.name, column.type) for column in describe("alignment")[:2]]
    [('passage', 'int'), ('step', 'str')]
    """
    if columns is None:
        columns = (*TABLES[table], *_TABLES[table]["further"].split())
    places = [table]
    while like := _TABLES[places[-1]]["like"]:
        places.append(like)
    known: dict[str, Column] = {}
    for place in ("*", *reversed(places)):
        known |= _DECLARED.get(place, {})
    return [known.get(name, Column(name, "", "", "")) for name in columns]


def numbers(table: str, columns: Iterable[str] | None = None) -> dict[str, str]:
    """Return those columns of a table that hold numbers, with the type of each, as ``DataFrame.astype`` takes it.

    >>> numbers("gold")
    {'annotation': 'int', 'start': 'int', 'end': 'int'}
    """
    return {one.name: one.type for one in describe(table, columns) if one.type in ("int", "Int64", "float")}


def check(table: pd.DataFrame, name: str, *, needs: tuple[str, ...] | None = None) -> pd.DataFrame:
    """Return `table` unchanged if it has the columns of the table called `name`.

    Parameters
    ----------
    table
        The table to check.
    name
        A key of `COLUMNS`.
    needs
        The columns to ask for where fewer than all of them will do.

    Raises
    ------
    InputError
        If a column is missing. The message names the columns that are missing and those that are there.
    """
    missing = [column for column in needs or COLUMNS[name] if column not in table.columns]
    if missing:
        raise InputError(
            f"the {name} table lacks the column{'s' * (len(missing) > 1)} {', '.join(missing)}; "
            f"it has {listed(table.columns)}"
        )
    return table
