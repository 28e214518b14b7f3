"""Rows of a table file (CSV, JSON lines, Parquet), each with its place, so that an error can name it.

Files are UTF-8 and read strictly; nothing is guessed, translated or dropped, but for the sign between the cells of a
CSV file, a comma, a semicolon or a tab, which its header shows. "NA" and "null" are text. The only nulls are an empty
cell of a CSV file, ``null`` or an absent key in JSON, and a null in Parquet.
"""

from __future__ import annotations

import csv
import errno
import io
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

import pandas as pd

from analysis.schema import InputError, listed
from analysis.texts.readers.inputs import remember
from analysis.texts.readers.installation import need
from analysis.texts.readers.values import parse_json

Record = tuple[str, dict[str, Any]]

_SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}
_QUOTED = re.compile(r'"[^"]*"')
_BOM = b"\xef\xbb\xbf"
_LARGEST_CELL = 2**31 - 1
_HEAD, _ROWS = 2**20, 1000  # characters that show the sign between cells; rows of Parquet at a time
MOST_COLUMNS = 1000  # a text that is taken for a table has more; a corpus of news has a few dozen


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
        or fewer cells than the header, more than `MOST_COLUMNS` columns, or two columns (of an object in JSON: two
        keys) of one name; if JSON holds what `parse_json` refuses, or Parquet a date that Python cannot hold.
    """
    return list(iter_records(file))


def iter_records(file: Path, *, may_be_empty: bool = False, only: str | None = None) -> Iterator[Record]:
    """Yield the rows of a table file as `read_records` returns them, without holding the file in memory.

    One of several files `may_be_empty`: programs that write a data set in parts write some without rows. Where `only`
    one column is wanted, a Parquet file is not read for the others.
    """
    reader = _READERS.get(file.suffix.lower())
    if reader is None:
        raise InputError(
            f"{file}: cannot read this kind of file; give one that ends in {', '.join(_READERS)}, "
            f"or make a corpus of it: gather {file} -o my-texts"
        )
    rows = _parquet(file, only=only) if reader is _parquet else reader(file)
    first = next(rows, None)
    if first is None:
        if may_be_empty:
            return
        raise InputError(f"{file}: holds no rows; add one row per text")
    yield first
    yield from rows


def iter_part(file: Path, begin: int, end: int) -> Iterator[Record]:
    """Yield the rows in a part of a file: of JSON lines those between two bytes, of Parquet those of some row groups.

    A line is named by its number in the part.
    """
    return _jsonl(file, begin, end) if file.suffix.lower() == ".jsonl" else _parquet(file, range(begin, end))


def read_bytes(file: Path) -> bytes:
    """Return the bytes of a file; `InputError` if there is no such file, it cannot be read, or it is empty."""
    if reason := unreadable(file):
        raise InputError(f"{file}: {reason}")
    try:
        remember(file)
        data = file.read_bytes()
    except OSError as error:
        raise InputError(f"{file}: {_no_access(error)}") from None
    if not data.removeprefix(_BOM):
        raise InputError(f"{file}: is empty; give a file with something in it")
    return data


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    """Open a file behind a byte order mark, with the errors of `read_bytes`."""
    if reason := unreadable(file):
        raise InputError(f"{file}: {reason}")
    try:
        remember(file)
        with file.open("rb") as data:
            first = data.read(len(_BOM) + 1)
            if not first.removeprefix(_BOM):
                raise InputError(f"{file}: is empty; give a file with something in it")
            data.seek(len(_BOM) if first.startswith(_BOM) else 0)
            yield data
    except UnicodeDecodeError:
        decode(read_bytes(file), file)  # says where
        raise
    except OSError as error:
        raise InputError(f"{file}: {_no_access(error)}") from None


def unreadable(file: Path) -> str:
    """Return why a path is no file to read and what to do about it; nothing where it is one.

    A pipe or a device is none: it may never end, and it cannot be read twice.
    """
    try:
        mode = file.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return "there is no such file; check the name"
    except OSError as error:
        return _no_access(error)
    except ValueError:  # a null character
        return "no file can have this name; check it"
    if stat.S_ISREG(mode):
        return ""
    return f"is {'a folder' if stat.S_ISDIR(mode) else 'a pipe or a device'}, not a file; give a file"


def _no_access(error: OSError) -> str:
    if error.errno in (errno.ENAMETOOLONG, errno.ELOOP):
        return f"no file can have this name ({error.strerror}); check it"
    return f"cannot be read ({error.strerror}); check who may read it"


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
    header: list[str] = []
    with _opened(file) as data, io.TextIOWrapper(data, "utf-8", newline="") as text:
        head = text.read(_HEAD) + text.readline()
        sign = separator(head)
        for row, line, cells in _records(file, chain(io.StringIO(head, newline=""), text), sign):
            if not header:
                header = _header(cells, f"{file}, row {row}")
                continue
            place = f"row {row}" if line == row else f"row {row} (line {line})"
            if len(cells) != len(header):
                raise InputError(
                    f"{file}, {place}: {len(cells)} cells where the header has {len(header)}; "
                    f"put a cell that holds a {_SEPARATORS[sign]} or a line break in quotation marks"
                )
            yield place, {name: cell or None for name, cell in zip(header, cells, strict=True)}
    if not header:
        raise InputError(f"{file}: holds blank lines only; give a header and one row per text")


def separator(text: str) -> str:
    """Return the sign between the cells of a CSV: of a comma, a semicolon and a tab, that which makes most columns."""
    header = _QUOTED.sub("", text.lstrip("\ufeff\r\n").partition("\n")[0])
    return max(_SEPARATORS, key=header.count)


def csv_records(file: Path, text: str) -> list[tuple[int, int, list[str]]]:
    """Return the records of a CSV as ``row, line, cells``; blank ones are left out, the header is row 1."""
    return list(_records(file, io.StringIO(text.removeprefix("\ufeff"), newline=""), separator(text)))


def _records(file: Path, lines: Iterable[str], sign: str) -> Iterator[tuple[int, int, list[str]]]:
    reader = csv.reader(lines, delimiter=sign, strict=True)
    row, line = 0, 1
    while True:
        limit = csv.field_size_limit(_LARGEST_CELL)
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise InputError(
                f"{file}, row {row + 1} (line {line}): not CSV ({error}); "
                "close each quotation mark that opens a cell, and double those inside it"
            ) from None
        finally:
            csv.field_size_limit(limit)
        if cells is None:
            return
        row += 1
        if cells:
            yield row, line, cells
        line = reader.line_num + 1


def _header(cells: list[str], place: str) -> list[str]:
    """Return the names of the columns; one without a name is called after its place."""
    header = [name.strip() or f"column_{number}" for number, name in enumerate(cells, 1)]
    _check_header(header, place)
    return header


def _check_header(header: list[str], place: str) -> None:
    if len(header) > MOST_COLUMNS:
        raise InputError(f"{place}: {len(header)} columns, more than {MOST_COLUMNS}; give a table, with those needed")
    seen: set[str] = set()
    for name in header:
        if name in seen:
            raise InputError(f"{place}, column {listed([name])}: there are two columns of this name; rename one")
        seen.add(name)


def _jsonl(file: Path, begin: int = 0, end: int | None = None) -> Iterator[Record]:
    names: set[str] = set()
    with _opened(file) as data:
        if begin:
            data.seek(begin)
        lines = data if end is None else _until(data, end)
        for number, line in enumerate((line.decode("utf-8") for line in lines), 1):
            if not line.strip():
                continue
            place = f"line {number}"
            cells = parse_json(line.removesuffix("\n"), f"{file}, {place}", "write one object per line")
            if not isinstance(cells, dict):
                raise InputError(f"{file}, {place}: not an object; write one object per line, {{...}}")
            names.update(cells)
            if len(names) > MOST_COLUMNS:
                raise InputError(f"{file}, {place}: more than {MOST_COLUMNS} different keys so far; keep those needed")
            yield place, cells


def _until(data: BinaryIO, end: int) -> Iterator[bytes]:
    """Yield the lines of an open file that begin before a byte."""
    at = data.tell()
    while at < end and (line := data.readline()):
        at += len(line)
        yield line


def _parquet(file: Path, groups: Sequence[int] | None = None, *, only: str | None = None) -> Iterator[Record]:
    need("pyarrow", extra="parquet", what=str(file))
    row = 0
    with _opened(file) as data:
        for batch in _batches(file, data, groups, only):
            names = [name for name in batch.column_names if not name.startswith("__index_level_")]
            columns = [_cells(batch[name], name, file, row) for name in names]
            for number, cells in enumerate(zip(*columns, strict=True) if columns else [()] * batch.num_rows, row + 1):
                yield f"row {number}", dict(zip(names, cells, strict=True))
            row += batch.num_rows


def _batches(file: Path, data: BinaryIO, groups: Sequence[int] | None, only: str | None) -> Iterator[Any]:
    """Yield the rows of a Parquet file, or of some groups of them, some at a time."""
    import pyarrow
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(data, pre_buffer=False, buffer_size=2**20) as parquet:
            _check_header(parquet.schema_arrow.names, f"{file}, row 1")
            names = None if only is None else [only]  # a column that is not there is left out
            yield from parquet.iter_batches(batch_size=_ROWS, row_groups=groups, columns=names)
    except MemoryError:
        raise
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError) as error:
        reason = " ".join(str(error).split()).split(". ")[0].rstrip(".")
        raise InputError(f"{file}: not a Parquet file that can be read ({reason}); write it again") from None


def _cells(column: Any, name: str, file: Path, before: int) -> list[Any]:
    """Return the cells of a Parquet column; Arrow holds dates, durations and time zones that Python does not."""
    faults = (ValueError, ArithmeticError, LookupError, NotImplementedError)
    try:
        return column.to_pylist()
    except faults as error:
        fault, place = error, ""
    for row, cell in enumerate(column, before + 1):
        try:
            cell.as_py()
        except faults as error:
            fault, place = error, f", row {row}"
            break
    reason = listed([" ".join(str(fault).split())])
    raise InputError(
        f"{file}{place}, column {listed([name])}: a {listed([column.type])} that cannot be read ({reason}); "
        "write it as text"
    )


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
        If the file cannot be read, is not UTF-8, lacks a column or has it twice, or a row lacks a cell or has one too
        many.
    """
    text = decode(read_bytes(path), path)
    records = iter(csv_records(path, text))
    _, line, cells = next(records, (1, 1, []))
    header = _header(cells, f"{path}, line {line}")
    missing = [name for name in needs if name not in header]
    if missing:
        raise InputError(
            f"{path}, line {line}: no column {', '.join(missing)}; it has {listed(header)}; "
            "name the columns in the first line"
        )
    rows = []
    for _, line, cells in records:
        place = f"{path}, line {line}"
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            raise InputError(
                f"{place}: {len(cells)} cells for {len(header)} columns; "
                f"quote a cell that holds a {_SEPARATORS[separator(text)]}"
            )
        row = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
        for name in filled:
            if not row[name]:
                raise InputError(f"{place}, column {name}: empty; fill it in or take the row out")
        rows.append({**row, "line": str(line)})
    return rows


def to_table(rows: list[dict[str, str]], columns: Sequence[str]) -> pd.DataFrame:
    """Return the rows of a word list as a table; a column that the file lacks is empty."""
    return pd.DataFrame({name: [row.get(name, "") for row in rows] for name in columns}, dtype="str")
