"""Spreadsheets: XLSX, XLSB, XLS and ODS. Each sheet is a table; a cell holds what it shows, not its formula."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

from analysis.schema import InputError
from analysis.texts.intake.article import LeftOut, Options, Reading
from analysis.texts.intake.columns import field_of
from analysis.texts.intake.files import File
from analysis.texts.intake.rows import FORMULA, Row, read_rows
from analysis.texts.readers.installation import need

LONGEST_CELL = 32_767  # characters: Excel keeps no more, and programs that write its files cut there without a word
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_BOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
_FIRST_DAY = datetime.date(1899, 12, 30)  # of days that are counted; Excel's 29 February 1900 is before all news
_COUNTED_DAYS = (10_000, 80_000)  # 1927 to 2119
_FORMULA = re.compile(rb'<c\s[^<>]*?r="([A-Z]{1,3}\d{1,7})"[^<>]*>\s*<f[\s>/]')
_FIRST_ROWS = 10  # in which the names of columns are looked for


def recognises(file: File) -> bool:
    """Tell a spreadsheet from other packed files by its members or its inner name."""
    if file.data.startswith(_OLE):
        return any(name in file.data for name in _OLE_BOOKS)
    if "mimetype" in file.members:
        return file.member("mimetype").startswith(_OPEN_DOCUMENT)
    return not file.members.isdisjoint({"xl/workbook.xml", "xl/workbook.bin"})


def read(file: File, options: Options) -> Reading:
    """Return a row as an article, from every sheet that has a column of texts."""
    need("python_calamine", extra="gather", what=file.name)
    from python_calamine import CalamineWorkbook

    for name in file.members:  # no larger, unpacked, than is safe
        file.member(name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(file.data))
        sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a class for each kind of file, and a panic in Rust is no Exception
        raise InputError(f"{file.name}: a spreadsheet that cannot be read ({error}); save it again as XLSX") from None
    return _of_sheets(file, sheets, options)


def _of_sheets(file: File, sheets: Mapping[str, list[list[Any]]], options: Options) -> Reading:
    whole = Reading("spreadsheet")
    refused: list[tuple[str, InputError]] = []
    filled = {name: rows for name, rows in sheets.items() if any(_is_filled(row) for row in rows)}
    if not filled:
        raise InputError(f"{file.name}: holds no rows")
    formulas = _formulas(file, list(sheets))
    for name, cells in sheets.items():
        if name not in filled:
            continue
        sheet = f"sheet {name}, " if len(filled) > 1 else ""
        rows = _rows(cells, sheet, formulas.get(name, frozenset()))
        try:
            reading = read_rows(rows, file.name, options, whole.kind)
        except InputError as error:
            refused.append((name, error))
            continue
        for article in reading.articles:
            if any(len(str(cell)) == LONGEST_CELL for cell in dict(rows)[article.place].values()):
                article.truncated = f"a cell of {LONGEST_CELL:,} characters is the most that a spreadsheet keeps"
        whole.articles += reading.articles
        whole.left_out += reading.left_out
        whole.notes += reading.notes
    if len(refused) == len(filled):
        raise refused[0][1]
    whole.left_out += [
        LeftOut(f"sheet {name}", "", str(error).removeprefix(f"{file.name}: ")) for name, error in refused
    ]
    if cut := sum(bool(article.truncated) for article in whole.articles):
        whole.notes.append(f"texts that fill a cell, {LONGEST_CELL:,} characters, and are probably cut: {cut:,}")
    return whole


def _is_filled(row: Sequence[Any]) -> bool:
    return any(str(cell).strip() for cell in row)


def _rows(cells: list[list[Any]], sheet: str, formulas: frozenset[str]) -> list[Row]:
    """Return the rows below the one that names the columns, which a title of the table may precede."""
    filled = [number for number, row in enumerate(cells) if _is_filled(row)]
    at = max(filled[:_FIRST_ROWS], key=lambda number: sum(bool(field_of(str(cell))) for cell in cells[number]))
    header: list[str] = []
    for number, cell in enumerate(cells[at], 1):
        plain = str(cell).strip() or f"column_{number}"
        header.append(plain if plain not in header else f"{plain}_{number}")
    days = {number for number, name in enumerate(header) if field_of(name) in ("date", "page_date")}
    found: list[Row] = []
    for number, row in enumerate(cells[at + 1 :], at + 2):
        values = {
            name: FORMULA if cell == "" and f"{_letters(k)}{number}" in formulas else _day(cell) if k in days else cell
            for k, (name, cell) in enumerate(zip(header, row, strict=False))
        }
        found.append((f"{sheet}row {number}", values))
    return found


def _day(cell: Any) -> Any:
    """Return the day that a number is in a column of dates: spreadsheets count them."""
    if isinstance(cell, (int, float)) and _COUNTED_DAYS[0] < cell < _COUNTED_DAYS[1]:
        return _FIRST_DAY + datetime.timedelta(days=int(cell))
    return cell


def _letters(number: int) -> str:
    """Return the letters of a column, counted from 0."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _formulas(file: File, sheets: list[str]) -> dict[str, frozenset[str]]:
    """Return the cells of each sheet of an XLSX file that hold a formula."""
    if "xl/workbook.xml" not in file.members or "xl/_rels/workbook.xml.rels" not in file.members:
        return {}
    parts = dict(_pairs(file.member("xl/_rels/workbook.xml.rels"), b"Relationship", b"Id", b"Target"))
    found = {}
    for number, (_, key) in enumerate(_pairs(file.member("xl/workbook.xml"), b"sheet", b"name", b"r:id")):
        part = f"xl/{parts.get(key, '').removeprefix('/xl/')}"
        if number < len(sheets) and part in file.members:
            found[sheets[number]] = frozenset(cell.decode() for cell in _FORMULA.findall(file.member(part)))
    return found


def _pairs(data: bytes, tag: bytes, *names: bytes) -> list[list[str]]:
    """Return attributes of every such tag of a small XML file."""
    tags = re.findall(rb"<(?:\w+:)?%s\s([^<>]*)>" % tag, data)
    return [
        [found[1].decode() if (found := re.search(rb'(?:^|\s)%s="([^"]*)"' % name, one)) else "" for name in names]
        for one in tags
    ]
