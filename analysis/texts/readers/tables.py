"""Rows of a table file (CSV, JSON lines, Parquet), each with its place, so that an error can name it.

Files are UTF-8 and read strictly; nothing is guessed, translated or dropped. "NA" and "null" are text. The only nulls
are an empty cell of a CSV file, ``null`` or an absent key in JSON, and a null in Parquet.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from analysis.schema import InputError
from analysis.texts.readers.inputs import remember
from analysis.texts.readers.installation import need

Record = tuple[str, dict[str, Any]]

_BOM = b"\xef\xbb\xbf"
_LARGEST_CELL = 2**31 - 1


def read_records(file: Path) -> list[Record]:
    """Return the rows of a table file as ``(place, cells)``, in the file's order.

    Parameters
    ----------
    file
        A file that ends in ``.csv``, ``.jsonl`` or ``.parquet``. A byte order mark at its start is not part of a cell.

    Returns
    -------
    list of (str, dict)
        `place` is where a person finds the row: ``row 3`` of a CSV file (its header is row 1; the line is added where
        it differs), ``line 3`` of JSON lines, ``row 3`` of Parquet (its first row is row 1). A null is None. Cells of
        CSV are str; those of the other two keep their type.

    Raises
    ------
    InputError
        If the ending is unknown, the file cannot be read, is empty, not UTF-8 or broken, has no rows, a row with more
        or fewer cells than the header, or two columns of one name.
    """
    reader = _READERS.get(file.suffix.lower())
    if reader is None:
        raise InputError(f"{file}: cannot read this kind of file; give one that ends in {', '.join(_READERS)}")
    rows = list(reader(file))
    if not rows:
        raise InputError(f"{file}: holds no rows; add one row per text")
    return rows


def read_bytes(file: Path) -> bytes:
    """Return the bytes of a file; `InputError` if there is no such file, it cannot be read, or it is empty."""
    if not file.exists():
        raise InputError(f"{file}: there is no such file; check the name")
    if not file.is_file():
        raise InputError(f"{file}: is not a file; give a file")
    try:
        remember(file)
        data = file.read_bytes()
    except OSError as error:
        raise InputError(f"{file}: cannot be read ({error.strerror}); check who may read it") from None
    if not data.removeprefix(_BOM):
        raise InputError(f"{file}: is empty; give a file with something in it")
    return data


def decode(data: bytes, file: Path) -> str:
    """Return the bytes of `file` as text, unchanged; `InputError` names the first byte that is not UTF-8 (from 0)."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{file}, line {line}: not UTF-8 at byte offset {error.start} (0x{data[error.start]:02x}); "
            "save the file as UTF-8"
        ) from None


def _csv(file: Path) -> Iterator[Record]:
    text = decode(read_bytes(file), file).removeprefix("\ufeff")
    limit = csv.field_size_limit(_LARGEST_CELL)
    try:
        records = list(csv_records(file, text))
    finally:
        csv.field_size_limit(limit)
    header: list[str] = []
    for row, line, cells in records:
        if not header:
            header = [name.strip() or f"column_{number}" for number, name in enumerate(cells, 1)]
            _check_header(file, header)
            continue
        place = f"row {row}" if line == row else f"row {row} (line {line})"
        if len(cells) != len(header):
            raise InputError(
                f"{file}, {place}: {len(cells)} cells where the header has {len(header)}; "
                "put a cell that holds a comma or a line break in quotation marks"
            )
        yield place, {name: cell or None for name, cell in zip(header, cells, strict=True)}
    if not header:
        raise InputError(f"{file}: holds blank lines only; give a header and one row per text")


def csv_records(file: Path, text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Yield the records of a CSV as ``row, line, cells``; blank ones are left out, the header is row 1."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    row, line = 0, 1
    try:
        for row, cells in enumerate(reader, 1):
            if cells:
                yield row, line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(
            f"{file}, row {row + 1} (line {line}): not CSV ({error}); "
            "close each quotation mark that opens a cell, and double those inside it"
        ) from None


def _jsonl(file: Path) -> Iterator[Record]:
    text = decode(read_bytes(file), file).removeprefix("\ufeff")
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        place = f"line {number}"
        try:
            cells = json.loads(line)
        except json.JSONDecodeError as error:
            at = f"{error.msg}, character {error.colno}"
            raise InputError(f"{file}, {place}: not JSON ({at}); write one object per line") from None
        except (ValueError, RecursionError) as error:
            raise InputError(
                f"{file}, {place}: not JSON that can be read ({error}); write one object per line"
            ) from None
        if not isinstance(cells, dict):
            raise InputError(f"{file}, {place}: not an object; write one object per line, {{...}}")
        for name, cell in cells.items():
            if not _can_be_written(name) or not _can_be_written(cell):
                raise InputError(
                    f"{file}, {place}, column {ascii(name)[1:-1]}: half of a surrogate pair (\\ud800 to \\udfff) "
                    "is no character; correct or remove it"
                )
        yield place, cells


def _can_be_written(cell: object) -> bool:
    try:
        (cell if isinstance(cell, str) else json.dumps(cell, ensure_ascii=False)).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _parquet(file: Path) -> Iterator[Record]:
    need("pyarrow", extra="parquet", what=str(file))
    import pyarrow
    from pyarrow.parquet import ParquetFile

    read_bytes(file)
    try:
        with ParquetFile(file) as parquet:
            table = parquet.read()
        names = table.column_names
        _check_header(file, names)
        columns = {name: table[name].to_pylist() for name in names if not name.startswith("__index_level_")}
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError) as error:
        reason = str(error).splitlines()[0].rstrip(".")
        raise InputError(f"{file}: not a Parquet file that can be read ({reason}); write it again") from None
    for number in range(table.num_rows):
        yield f"row {number + 1}", {name: column[number] for name, column in columns.items()}


def _check_header(file: Path, header: list[str]) -> None:
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        raise InputError(f"{file}, row 1, column {twice[0]}: there are two columns of this name; rename one")


_READERS: dict[str, Callable[[Path], Iterator[Record]]] = {".csv": _csv, ".jsonl": _jsonl, ".parquet": _parquet}


def read_list(path: Path, *, needs: tuple[str, ...], filled: tuple[str, ...]) -> list[dict[str, str]]:
    """Return the rows of a CSV as dictionaries of stripped strings; ``line`` holds the line in the file.

    Parameters
    ----------
    path
        A CSV in UTF-8 whose first line names the columns.
    needs
        Columns that must be there.
    filled
        Columns that may not be empty.

    Raises
    ------
    InputError
        If the file cannot be read, is not UTF-8, lacks a column, or a row lacks a cell or has one too many.
    """
    records = csv_records(path, decode(read_bytes(path), path).removeprefix("\ufeff"))
    header = [name.strip() for name in next(records, (1, 1, []))[2]]
    missing = [name for name in needs if name not in header]
    if missing:
        raise InputError(
            f"{path}, line 1: no column {', '.join(missing)}; it has {', '.join(header) or 'none'}; "
            "name the columns in the first line"
        )
    rows = []
    for _, line, cells in records:
        place = f"{path}, line {line}"
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            raise InputError(f"{place}: {len(cells)} cells for {len(header)} columns; quote a cell that holds a comma")
        row = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
        for name in filled:
            if not row[name]:
                raise InputError(f"{place}, column {name}: empty; fill it in or take the row out")
        rows.append({**row, "line": str(line)})
    return rows
