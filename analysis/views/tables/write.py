"""Writing a table to a file that other programs read: CSV, JSON lines or Parquet, whole or not at all.

Writing a trained model to a file: whole or not at all.
"""

from __future__ import annotations

import csv
import errno
import json
import math
import os
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import pandas as pd

from analysis.schema import InputError
from analysis.texts.readers.installation import need
from analysis.texts.readers.model import Model, model_json

STANDARD_OUTPUT = "-"


def write_table(table: pd.DataFrame, file: str | Path) -> None:
    r"""Write a table, without its index, to a file or to standard output.

    The file appears under its name when it is complete, and replaces an older one in the same step; whatever stops the
    writing, nothing half-written stays. A reader of standard output that has seen enough (``| head``) is no error.

    Parameters
    ----------
    table
        Any table.
    file
        A name that ends in ``.csv``, ``.jsonl`` or ``.parquet``, in a folder that is there; ``-`` writes CSV to
        standard output.

    Raises
    ------
    InputError
        If the ending is unknown, or the file cannot be written there.

    Notes
    -----
    ===================  ============================  ==========================  =================
    cell                 CSV                           JSON lines                  Parquet
    ===================  ============================  ==========================  =================
    text                 UTF-8, lines end in ``\n``     UTF-8                       string
    fraction             10 significant digits         as many as it takes         double
    true, false          ``true``, ``false``           ``true``, ``false``         boolean
    missing              empty                         ``null``                    null
    infinite             ``inf``, ``-inf``             ``null``: JSON has no word  infinite
    ===================  ============================  ==========================  =================

    CSV misleads in one thing: an empty text and a missing one look alike.
    """
    check_target(file)
    if str(file) == STANDARD_OUTPUT:
        _to_standard_output(table)
        return
    write = _WRITERS[Path(file).suffix.lower()]
    write_whole(file, lambda out: write(table, out))


def write_whole(file: str | Path, write: Callable[[IO[bytes]], object]) -> None:
    """Write a file as `write` does; it appears under its name when it is complete, or not at all.

    Raises
    ------
    InputError
        If the file cannot be written there.
    """
    place = Path(file).resolve()
    unfinished = place.with_name(f".{uuid.uuid4().hex}.part")
    try:
        try:
            out = unfinished.open("xb")
        except OSError as error:
            raise InputError(f"{file}: cannot be written ({error.strerror}); name another folder") from None
        with out:
            write(out)
        os.replace(unfinished, place)
    finally:
        unfinished.unlink(missing_ok=True)


def check_target(file: str | Path) -> None:
    """Raise `InputError` if no table can be written to `file`; commands ask before they begin to work."""
    if str(file) == STANDARD_OUTPUT:
        return
    place = Path(file)
    if not place.is_dir() and place.suffix.lower() not in _WRITERS:
        raise InputError(
            f"{file}: no such kind of table; name a file that ends in {', '.join(_WRITERS)}, or - to see it"
        )
    check_place(file, ", ".join(_WRITERS))
    if place.suffix.lower() == ".parquet":
        need("pyarrow", extra="parquet", what=str(file))


def check_place(file: str | Path, endings: str) -> None:
    """Raise `InputError` if no file can be written under this name."""
    place = Path(file)
    if place.is_dir():
        raise InputError(f"{file}: is a folder; name a file that ends in {endings}")
    folder = place.resolve().parent
    if not folder.is_dir():
        raise InputError(f"{file}: there is no folder {place.parent}; make it first or name another")
    if not os.access(folder, os.W_OK | os.X_OK) or (place.exists() and not os.access(place, os.W_OK)):
        raise InputError(f"{file}: cannot be written; check who may write there or name another folder")


def _to_standard_output(table: pd.DataFrame) -> None:
    # Bytes, not text: the terminal's encoding and Windows' line ends have no say in a table.
    out = getattr(sys.stdout, "buffer", None)
    if out is None:  # a notebook's
        _write_csv(table, _Encoded(sys.stdout))
        return
    try:
        sys.stdout.flush()
        _write_csv(table, out)
        out.flush()
    except OSError as error:
        # What is still in the buffer would fail again, loudly, when Python ends.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, out.fileno())
        os.close(nowhere)
        if error.errno not in (errno.EPIPE, errno.EINVAL):  # Windows says EINVAL of a closed pipe
            raise


def _rows(table: pd.DataFrame, cell: Callable[[Any], object]) -> Iterator[tuple[object, ...]]:
    columns = []
    for name in table.columns:
        values, missing = table[name].tolist(), table[name].isna().tolist()
        columns.append([cell(None if gone else value) for value, gone in zip(values, missing, strict=True)])
    return zip(*columns, strict=True)


def _write_csv(table: pd.DataFrame, out: Any) -> None:
    rows = _rows(table, _csv_cell)
    # "\r\n" so that every Python puts a cell with either character in quotation marks; `_Lines` writes "\n" for it.
    writer = csv.writer(_Lines(out), lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows(rows)


def _csv_cell(value: Any) -> str:
    if value is None:
        return ""
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value + 0.0:.10g}"  # no "-0"
    return str(value)


def _write_jsonl(table: pd.DataFrame, out: IO[bytes]) -> None:
    names = [str(name) for name in table.columns]
    for row in _rows(table, _json_cell):
        line = json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, allow_nan=False, default=str)
        out.write(f"{line}\n".encode())


def _json_cell(value: Any) -> object:
    if hasattr(value, "item"):
        value = value.item()
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _write_parquet(table: pd.DataFrame, out: IO[bytes]) -> None:
    # A column of no cells has no type of its own; in every table of ours it would hold text.
    bare = {name: "str" for name in table.columns if table[name].dtype == object and table[name].isna().all()}
    table.astype(bare).to_parquet(out, index=False)


class _Lines:
    def __init__(self, out: Any) -> None:
        self.out = out

    def write(self, row: str) -> None:
        self.out.write(f"{row[:-2]}\n".encode())


class _Encoded:
    def __init__(self, out: Any) -> None:
        self.out = out

    def write(self, data: bytes) -> None:
        self.out.write(data.decode())


_WRITERS: dict[str, Callable[[Any, Any], None]] = {
    ".csv": _write_csv,
    ".jsonl": _write_jsonl,
    ".parquet": _write_parquet,
}

ENDING = ".json"


def write_model(model: Model, file: str | Path) -> None:
    """Write a model as JSON, with its version and its hash; the same model gives the same bytes.

    Raises
    ------
    InputError
        If the name does not end in ``.json``, or the file cannot be written there.
    """
    check_model_file(file)
    write_whole(file, lambda out: out.write(model_json(model).encode()))


def check_model_file(file: str | Path) -> None:
    """Raise `InputError` if no model can be written to `file`; `train` asks before it begins to work."""
    if Path(file).suffix.lower() != ENDING:
        raise InputError(f"{file}: a model is JSON; name a file that ends in {ENDING}")
    check_place(file, ENDING)
