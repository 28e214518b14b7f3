"""Tables as text: cells parted by commas, semicolons, tabs or bars, as the header and the rows show."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from analysis.schema import InputError, listed
from analysis.texts.intake.article import LeftOut, Options, Reading
from analysis.texts.intake.columns import field_of
from analysis.texts.intake.files import File
from analysis.texts.intake.rows import Row, read_rows
from analysis.texts.readers.tables import MOST_COLUMNS

_SIGNS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_ENDINGS = (".csv", ".tsv", ".tab", ".psv")
_LOOK = 20  # rows
_HEAD = 8192  # bytes that the head of a file is made of
_LONGEST_NAME = 40  # characters of a column's name
_LARGEST_CELL = 2**31 - 1
_GDELT = re.compile(r"\d{14}-T?\d+\t\d{14}\t|\d{6,12}\t(?:19|20)\d{6}\t(?:19|20)\d{4}\t")  # of the GKG; of events


class _Look(NamedTuple):
    """What the head of a file looks like with one sign between cells; the greatest is the likeliest."""

    has_columns: bool
    known: int  # names in the header that are names of ours
    alike: float  # share of the rows that have as many cells as the header
    sign: str
    header: list[str]


def recognises(file: File) -> bool:
    """Tell whether the first line names columns, and the lines after it have as many cells."""
    if _GDELT.match(file.head):
        return True
    look = _look(file)
    if not look.has_columns:
        return file.ending in _ENDINGS and [field_of(name) for name in look.header] == ["text"]
    if file.ending in _ENDINGS:
        return True
    if any(len(name) > _LONGEST_NAME or name.endswith(".") for name in look.header):
        return False
    return look.known > 1 and look.alike > 0.8


def _look(file: File) -> _Look:
    looks = []
    for sign in _SIGNS:
        rows = [row for row in islice(_records(file.head, sign), _LOOK) if row]
        if 1 < len(rows) < _LOOK and len(file.data) > _HEAD:
            rows = rows[:-1]  # the head of a file ends within a row
        header = [name.strip() for name in rows[0]] if rows else []
        alike = sum(len(row) == len(header) for row in rows[1:]) / max(1, len(rows) - 1)
        known = sum(bool(field_of(name)) for name in header)
        looks.append(_Look(len(header) > 1, known, alike, sign, header))
    return max(looks, key=lambda look: (*look[:3], len(look.header)))


def _records(text: str, sign: str, *, strict: bool = False) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=strict)


def read(file: File, options: Options) -> Reading:
    """Return a row as an article."""
    if _GDELT.match(file.head):
        raise InputError(
            f"{file.name}: holds no texts: GDELT lists codes and addresses, without a header; save the pages of its "
            "addresses and give that folder"
        )
    sign = _look(file).sign
    rows, left_out, notes = _rows(file, sign)
    reading = read_rows(rows, file.name, options, f"table, parted by {_SIGNS[sign]}")
    reading.left_out += left_out
    reading.notes += notes
    return reading


def _rows(file: File, sign: str) -> tuple[list[Row], list[LeftOut], list[str]]:
    limit = csv.field_size_limit(_LARGEST_CELL)
    notes = []
    fault = ""
    try:
        try:
            records = list(_records(file.text, sign, strict=True))
        except csv.Error as error:
            fault = str(error)
            records = list(_records(file.text, sign))
    finally:
        csv.field_size_limit(limit)
    open_to_the_end = fault.startswith("unexpected end")
    if fault and not open_to_the_end:
        notes.append("quotation marks inside a cell are not doubled; look at the texts with marks in them")
    rows: list[Row] = []
    left_out: list[LeftOut] = []
    header: list[str] = []
    for number, cells in enumerate(records, 1):
        place = f"row {number}"
        if not any(cell.strip() for cell in cells):
            continue
        if not header:
            header = _header(cells, file.name)
        elif open_to_the_end and number == len(records):
            why = "opens a cell with a quotation mark and does not close it; close it"
            left_out.append(LeftOut(place, "", why, is_error=True))
        elif any(cell.strip() for cell in cells[len(header) :]):
            why = f"{len(cells)} cells where the header has {len(header)}; quote a text with {_SIGNS[sign]} in it"
            left_out.append(LeftOut(place, "", why, is_error=True))
        else:
            rows.append((place, dict(zip(header, cells, strict=False))))
    if not rows:
        raise InputError(
            f"{file.name}: {left_out[0].place}: {left_out[0].why}" if left_out else f"{file.name}: holds no rows"
        )
    return rows, left_out, notes


def _header(cells: list[str], name: str) -> list[str]:
    """Return the names of columns: one without a name is called after its place, one that is there twice numbered."""
    if len(cells) > MOST_COLUMNS:
        raise InputError(f"{name}: {len(cells):,} columns; give a table with those needed")
    if any(len(cell) > 200 for cell in cells):
        raise InputError(f"{name}: has no header: its first row is {listed([cells[0][:40]])}; name the columns in one")
    found: list[str] = []
    for number, cell in enumerate(cells, 1):
        plain = cell.strip() or f"column_{number}"
        found.append(plain if plain not in found else f"{plain}_{number}")
    return found
