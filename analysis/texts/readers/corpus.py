"""Reading a corpus: raw text -> documents.

A corpus is a folder with ``SOURCES.csv`` and the text files that it lists, or one file with a row per text.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import math
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

import pandas as pd

from analysis.schema import COLUMNS, InputError, listed, shown
from analysis.texts.readers.dates import as_days
from analysis.texts.readers.guards import not_one_text, not_text
from analysis.texts.readers.installation import HOME, SHIPPED
from analysis.texts.readers.layout import parse_layout, read_layout
from analysis.texts.readers.tables import Record, decode, iter_part, iter_records, read_bytes, read_records, unreadable

BLOCK = 8_000_000  # characters: many enough for what each block costs, few enough for the memory


def read_corpus(path: str | Path | None = None) -> pd.DataFrame:
    """Return the documents of a corpus, one row per text, in the order of the file that lists them.

    Parameters
    ----------
    path
        A folder with ``SOURCES.csv`` (columns `doc_id` and `file`; the texts are in the files, one each; a given
        `sha256` is checked; ``layout.csv`` beside it, with the columns of table `layout`, fills the column `layout`),
        or one ``.csv``, ``.jsonl`` or ``.parquet`` file with `doc_id` and `text`, or a folder of such ``.jsonl`` or
        ``.parquet`` files, which are read in the order of their names. A relative path
        is looked up from the current folder, then from the checkout. Left out, the corpus is the checkout's
        ``data/raw``.

    Returns
    -------
    DataFrame
        The columns of table `documents`, then every further column in the file's order. All cells are str: what is not
        given is the empty string, a number is as it was written, a list or an object as JSON. So the same corpus
        gives the same table from each kind of file, and a group is named in one way. Days in `date` and `page_date`
        are ISO 8601 ("1 May 2024" and "May 1, 2024" are one day); 01/05/2024, which could be two, stays as it is.

        `text` is the text as read, and offsets count its characters: UTF-8, decoded strictly, line ends as they are. A
        byte order mark at the start of a *text file* is kept, as the character U+FEFF at offset 0 (no word, no letter),
        so that ``text.encode()`` gives the file's bytes; at the start of a *table file* it belongs to no text and is
        left out.

    Raises
    ------
    InputError
        If a file is missing, empty, broken, not UTF-8, not the one whose hash is given, or outside the folder; if a
        column, a `doc_id` or a text is missing; if two rows share a `doc_id`; if a text is not a string. The message
        names the file, the row, the column, and what to do.

    See Also
    --------
    voices : the next step.
    read_story : corpus and word lists in one.

    Notes
    -----
    An empty cell of a CSV file is a null, since CSV cannot tell the two apart: an empty `text` there is an error, as is
    a listed file of no bytes. An empty string in JSON lines or Parquet is a text without a word, and kept.

    It misleads where a saved page holds more than the text: reading takes everything, and `parts` separates it later.

    Examples
    --------
    >>> import analysis as same
    >>> documents = same.read_corpus("data/raw")
    >>> len(documents), documents["source_type"].value_counts().to_dict()
    (5, {'advocacy': 4, 'newswire': 1})
    """
    return with_days(pd.concat(list(read_blocks(path, size=None))).astype({"text": "str"}))


def read_blocks(path: str | Path | None = None, *, size: int | None = BLOCK) -> Iterator[pd.DataFrame]:
    """Yield the documents of a corpus as `read_corpus` reads them, some at a time, days as they are written.

    Parameters
    ----------
    path
        As in `read_corpus`.
    size
        Characters of text from which on a block is full; None makes one block.

    Returns
    -------
    iterator of DataFrame
        Columns that were met by then; `text` is of Python's strings. `with_days` makes table `documents` of them all.
    """
    place = resolve_path(path)
    names, seen = dict.fromkeys(COLUMNS["documents"]), dict[str, tuple[Path, str]]()
    rows: Iterable[Record]
    if not place.is_dir():
        yield from _documents(place, iter_records(place), size, names, seen)
        return
    file = place / "SOURCES.csv"
    try:
        file.lstat()
    except FileNotFoundError:
        parts = part_files(place)
        if not parts:
            raise InputError(
                f"{place}: holds no SOURCES.csv; add one with the columns doc_id and file, or "
                f"make a corpus of it: gather {place} -o my-texts"
            ) from None
        for part in parts:
            yield from _documents(part, iter_records(part, may_be_empty=True), size, names, seen)
        if not seen:
            raise InputError(f"{place}: no file in it holds a row; add one row per text") from None
        return
    except OSError:
        pass  # read_records says what is wrong
    listing = read_records(file)
    _check_columns(file, listing, "doc_id", "file")
    _check_filled(file, listing)
    rows = ((where, cells | {"text": _listed_text(file, where, cells)}) for where, cells in listing)
    if (place / "layout.csv").exists():
        rows = list(rows)
        _check_ids(file, rows, {})
        rows = _with_layout(place / "layout.csv", rows)
    yield from _documents(file, rows, size, names, seen)


def part_files(folder: Path) -> list[Path]:
    """Return the files of a data set: of a folder without ``SOURCES.csv`` those of Parquet and JSON lines, by name."""
    if (folder / "SOURCES.csv").exists():
        return []
    files = (file for file in folder.iterdir() if file.suffix.lower() in (".parquet", ".jsonl"))
    parts = sorted(file for file in files if file.is_file() and not file.name.startswith((".", "_")))
    # A part without rows has no bytes in JSON lines.
    return [part for part in parts if part.suffix.lower() == ".parquet" or part.stat().st_size] or parts


def read_part(file: Path, begin: int, end: int, *, size: int) -> Iterator[pd.DataFrame]:
    """Yield the documents of a part of a file (`iter_part`) as `read_blocks` does; a row is named within the part."""
    return _documents(file, iter_part(file, begin, end), size, dict.fromkeys(COLUMNS["documents"]), {})


def iter_column(path: str | Path | None, name: str) -> Iterator[list[str]]:
    """Yield what a column holds, as text, of some rows after others, "" where a row has none; no text is kept.

    That is quick where the file keeps columns apart, or the texts in other files.
    """
    place = resolve_path(path)
    files = (part_files(place) or [place / "SOURCES.csv"]) if place.is_dir() else [place]
    for file in files:
        rows = iter_records(file, may_be_empty=len(files) > 1, only=name)
        while some := list(islice(rows, _ROWS)):
            yield _as_texts([cells.get(name) for _, cells in some])


_ROWS = 1000  # that are looked at together


def _documents(
    file: Path, rows: Iterable[Record], size: int | None, names: dict[str, None], seen: dict[str, tuple[Path, str]]
) -> Iterator[pd.DataFrame]:
    """Yield blocks of documents; the columns and the ids that are met are added to `names` and `seen`."""
    for k, block in enumerate(_blocks(rows, size)):
        if not k:  # a later row that lacks a cell is named
            _check_columns(file, block, "doc_id", "text")
        _check_ids(file, block, seen)
        _check_texts(file, block)
        for where, cells in block:
            if cells.get("layout") is not None:
                parse_layout(_as_text(cells["layout"]), cells["text"], f"{file}, {where}, column layout")
        names.update(dict.fromkeys(name for _, cells in block for name in cells))
        columns = {name: _as_texts([cells.get(name) for _, cells in block]) for name in names}
        yield pd.DataFrame(
            {name: pd.Series(cells, dtype=object if name == "text" else "str") for name, cells in columns.items()}
        )


def with_days(documents: pd.DataFrame) -> pd.DataFrame:
    """Return documents of `read_blocks`, whole, with nothing missing and days as `read_corpus` writes them."""
    documents = documents.fillna("").reset_index(drop=True)
    days = [name for name in ("date", "page_date") if name in documents.columns]
    return documents.assign(**{name: pd.Series(as_days(documents[name].tolist()), dtype="str") for name in days})


def _blocks(rows: Iterable[Record], size: int | None) -> Iterator[list[Record]]:
    block: list[Record] = []
    seen = 0
    for row in rows:
        block.append(row)
        seen += len(str(row[1].get("text") or ""))
        if size is not None and seen >= size:
            yield block
            block, seen = [], 0
    if block:
        yield block


def is_shipped(documents: pd.DataFrame) -> bool:
    """Return whether every text is one of the five that the suite ships, by what it holds and not by where it is."""
    known = _shipped_texts()
    return len(documents) > 0 and all(" ".join(text.split()) in known for text in documents["text"])


@cache
def _shipped_texts() -> frozenset[str]:
    return frozenset(" ".join(text.split()) for text in read_corpus(SHIPPED)["text"])


def resolve_path(path: str | Path | None) -> Path:
    """Return where a path given by a person is: from the current folder, else from the checkout; None is ``data/raw``.

    Raises
    ------
    InputError
        If it is in neither place.
    """
    if path is None:
        path = SHIPPED
    reason = ""
    for place in (Path(path), HOME / path) if str(path) else ():
        try:
            place.stat()
        except (FileNotFoundError, NotADirectoryError):
            continue
        except (OSError, ValueError):
            reason = reason or unreadable(place)
        else:
            return place
    raise InputError(f"{str(path) or 'the corpus'}: {reason or 'there is no such file or folder; check the name'}")


def _check_columns(file: Path, rows: list[Record], *names: str) -> None:
    there = list(dict.fromkeys(name for _, cells in rows for name in cells))
    for name in names:
        if name not in there:
            hint = f"add it; there are {listed(there)}; gather makes a corpus of tables with other columns"
            if name == "text" and file.name == "SOURCES.csv":
                hint = f"give the folder that holds this file, {file.parent}"
            raise InputError(f"{file}, row 1, column {name}: there is no such column; {hint}")
    if "file" in names and "text" in there:
        raise InputError(f"{file}, row 1, column text: the texts of a folder are in its files; remove this column")


def _check_ids(file: Path, rows: list[Record], seen: dict[str, tuple[Path, str]]) -> None:
    for where, cells in rows:
        value = cells.get("doc_id")
        if value is None or not str(value).strip():
            raise InputError(f"{file}, {where}, column doc_id: is empty; give each text an id of its own")
        if not isinstance(value, (str, int)) or isinstance(value, bool):
            raise InputError(f"{file}, {where}, column doc_id: is {_kind(value)}; write it as text")
        doc_id = str(value)
        if doc_id in seen:
            other, there = seen[doc_id]
            place = there if other == file else f"{other.name}, {there}"
            raise InputError(
                f"{file}, {where}, column doc_id: {shown(doc_id)} occurs in {place} too; "
                "give each text an id of its own"
            )
        seen[doc_id] = file, where


def _check_texts(file: Path, rows: list[Record]) -> None:
    empty = [where for where, cells in rows if cells.get("text") is None]
    if len(empty) > 1:
        raise InputError(f"{file}, {listed(empty)}, column text: are empty; write the texts there or remove the rows")
    for where, cells in rows:
        value = cells.get("text")
        if value is None:
            raise InputError(f"{file}, {where}, column text: is empty; write the text there or remove the row")
        if not isinstance(value, str):
            raise InputError(f"{file}, {where}, column text: is {_kind(value)}; write it as text")
        if fault := not_one_text(value, listed=bool(cells.get("file"))):
            what = f"column file: {shown(cells['file'])}" if cells.get("file") else "column text:"
            whole = file.parent if cells.get("file") else file
            raise InputError(f"{file}, {where}, {what} is {fault}; make a corpus of it: gather {whole} -o my-texts")


def _check_filled(file: Path, rows: list[Record]) -> None:
    """Name all listed files of no bytes at once."""
    empty = [cells["file"] for _, cells in rows if cells["file"] and _is_empty(file.parent / cells["file"])]
    if len(empty) > 1:
        raise InputError(f"{file}, column file: {listed(empty)}: are empty; write the texts there or remove the rows")


def _is_empty(file: Path) -> bool:
    try:
        return not file.stat().st_size
    except (OSError, ValueError):  # what is wrong is said where it is read
        return False


def _listed_text(file: Path, where: str, cells: dict[str, Any]) -> str:
    name = cells["file"]
    if name is None:
        raise InputError(f"{file}, {where}, column file: is empty; name the file that holds the text")
    windows = PureWindowsPath(name)
    absolute = PurePosixPath(name).is_absolute() or bool(windows.drive or windows.root)
    try:
        place = (file.parent / name).resolve()
        outside = absolute or ".." in windows.parts or not place.is_relative_to(file.parent.resolve())
    except (OSError, ValueError, RuntimeError):  # a null character, or links in a circle
        place, outside = file.parent / name, False
    if outside:
        raise InputError(
            f"{file}, {where}, column file: {shown(name)} is outside the folder; move it in and list it there"
        )
    if reason := unreadable(place):
        raise InputError(f"{file}, {where}, column file: {shown(name)}: {reason}")
    data = read_bytes(file.parent / name)
    wanted, found = (cells.get("sha256") or "").strip().lower(), hashlib.sha256(data).hexdigest()
    if wanted and wanted != found:
        raise InputError(
            f"{file}, {where}, column sha256: {listed([name])} does not match the hash; "
            f"restore the file, or enter its hash, {found}"
        )
    if kind := not_text(data):
        raise InputError(
            f"{file}, {where}, column file: {shown(name)} is {kind}; "
            f"make a corpus of it: gather {file.parent} -o my-texts"
        )
    return decode(data, file.parent / name)


def _with_layout(file: Path, rows: list[Record]) -> list[Record]:
    """Return the rows with what ``layout.csv`` says of their texts, if there is one."""
    if not file.exists():
        return rows
    layout = read_layout(file, {str(cells["doc_id"]): cells["text"] for _, cells in rows})
    for where, cells in rows:
        if cells.get("layout") and str(cells["doc_id"]) in layout:
            raise InputError(f"{file.parent / 'SOURCES.csv'}, {where}, column layout: {file} has it too; empty one")
    return [
        (where, cells | {"layout": layout.get(str(cells["doc_id"])) or cells.get("layout")}) for where, cells in rows
    ]


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    names = {"int": "a number", "float": "a number", "list": "a list", "dict": "an object", "bytes": "bytes"}
    return names.get(type(value).__name__, f"a {type(value).__name__}")


def _as_texts(values: list[Any]) -> list[str]:
    return values if set(map(type, values)) == {str} else list(map(_as_text, values))


def _as_text(value: object) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        day = value.tzinfo is None and value.time() == datetime.time()
        return value.date().isoformat() if day else value.isoformat()
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)
