"""Files for other programs: tables as CSV, JSON lines or Parquet, and trained models, each whole or not at all."""

from __future__ import annotations

import errno
import json
import math
import os
import re
import sys
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from analysis.schema import InputError
from analysis.texts.readers.installation import need
from analysis.views.tables.atomic_write import check_place, whole_file
from analysis.views.tables.csv_lines import csv_lines

if TYPE_CHECKING:  # the command line asks here whether a file can be written before it loads pandas
    import pandas as pd

    from analysis.texts.readers.frame_model import FrameModel
    from analysis.texts.readers.model import Model

STANDARD_OUTPUT = "-"
_ROWS = 2**16  # of Parquet that are written together, where a table comes in pieces
# As the Open Worldwide Application Security Project lists them ("CSV injection"), those of full width too.
_FORMULA = re.compile(r"""[\t\r\n]|[\s"'“”‘’]*[=+\-@＝＋－＠]""")


def write_table(
    table: pd.DataFrame | Iterator[pd.DataFrame],
    file: str | Path,
    *,
    safe: bool = False,
    over: Callable[..., Iterator[str]] = map,
) -> None:
    r"""Write a table, without its index, to a file or to standard output.

    The file appears under its name when it is complete, and replaces an older one in the same step; whatever stops the
    writing, nothing half-written is left. A reader of standard output that has seen enough (``| head``) is no error.

    Parameters
    ----------
    table
        Any table; or an iterator over the pieces of one, one at least. Each is written as it comes and let go of, and
        what is written is the whole table.
    file
        A name that ends in ``.csv``, ``.jsonl`` or ``.parquet``, in a folder that exists; ``-`` writes CSV to
        standard output.
    safe
        In CSV, put an apostrophe before text, in cells and in column names, that a spreadsheet would run as a formula:
        text that starts with ``= + - @``, also after spaces and quotation marks, or with a tab or a line break. Numbers
        stay as they are. Whoever reads the file with a program has to take the apostrophe away again.
    over
        What maps a function over some rows of a CSV after others, in order; one that shares the work writes the same.

    Raises
    ------
    InputError
        If the ending is unknown, or the file cannot be written there.
    OSError
        If standard output is full or closed.

    See Also
    --------
    show : The same table for people.
    write_model : Writes a trained model.

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

    In CSV an empty text and a missing one look the same.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> same.write_table(pd.DataFrame({"term": ["peace, now", None], "share": [1 / 3, 1]}), "-")
    term,share
    "peace, now",0.3333333333
    ,1
    """
    check_target(file)
    ending = Path(file).suffix.lower()
    pieces = table if isinstance(table, Iterator) else iter([table])
    pieces = chain([next(pieces)], pieces)  # what is wrong with the first is known before a file is opened
    if safe and ending not in (".jsonl", ".parquet"):
        pieces = map(_without_formulas, pieces)
    try:
        if str(file) == STANDARD_OUTPUT:
            _to_standard_output(_made(pieces), over)
            return
        with whole_file(file) as out:
            _WRITERS[ending](_made(pieces), out, over)
    except _NotMadeError as error:
        raise error.why from None


class _NotMadeError(Exception):
    """A piece of a table could not be made, for which the file that it was for is not to blame."""

    def __init__(self, why: OSError) -> None:
        super().__init__()
        self.why = why


def _made(pieces: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    try:
        yield from pieces
    except OSError as error:
        raise _NotMadeError(error) from None


def write_json(content: object, file: str | Path) -> None:
    """Write JSON that reads well and compares line by line, whole or not at all."""
    with whole_file(file) as out:
        out.write(f"{json.dumps(content, ensure_ascii=False, indent=1)}\n".encode())


def check_target(file: str | Path) -> None:
    """Raise `InputError` if no table can be written to `file`; commands ask before they begin to work."""
    if str(file) == STANDARD_OUTPUT:
        if sys.stdout is None:
            raise OSError(errno.EBADF, "it is closed", "standard output")
        return
    ending = Path(file).suffix.lower()
    if ending not in _WRITERS and not os.path.isdir(file):
        raise InputError(
            f"{file}: no such kind of table; name a file that ends in {', '.join(_WRITERS)}, or - to see it"
        )
    check_place(file)
    if ending == ".parquet":
        need("pyarrow", extra="parquet", what=str(file))


def _to_standard_output(pieces: Iterator[pd.DataFrame], over: Callable[..., Iterator[str]]) -> None:
    # Bytes, not text: the terminal's encoding and Windows' line ends have no say in a table.
    out = getattr(sys.stdout, "buffer", None)
    if out is None:  # a notebook's, or a test's
        _csv(pieces, sys.stdout.write, over)
        return
    try:
        sys.stdout.flush()
        _write_csv(pieces, out, over)
        out.flush()
    except OSError as error:
        silence(sys.stdout)
        if error.errno not in (errno.EPIPE, errno.EINVAL):  # Windows says EINVAL of a closed pipe
            raise OSError(error.errno, error.strerror, "standard output") from None


def silence(stream: IO[str] | None) -> None:
    """Send what a stream holds back nowhere if it cannot be written: it would fail again, loudly, when Python ends."""
    if stream is None:
        return
    try:
        stream.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def write_csv(table: pd.DataFrame, out: IO[bytes]) -> None:
    """Write a table as CSV to an open file."""
    _write_csv(iter([table]), out)


def _write_csv(pieces: Iterator[pd.DataFrame], out: IO[bytes], over: Callable[..., Iterator[str]] = map) -> None:
    _csv(pieces, lambda line: out.write(line.encode()), over)


def _csv(pieces: Iterator[pd.DataFrame], write: Callable[[str], object], over: Callable[..., Iterator[str]]) -> None:
    for k, table in enumerate(pieces):
        for lines in csv_lines(table, header=k == 0, over=over):
            write(lines)


def _without_formulas(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with an apostrophe before each text that a spreadsheet would run."""

    def harmless(cell: Any) -> Any:
        return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell

    return table.rename(columns=harmless).apply(
        lambda column: column if column.dtype.kind in "iufb" else column.astype(object).map(harmless)
    )


def _write_jsonl(pieces: Iterator[pd.DataFrame], out: IO[bytes], _: object = None) -> None:
    # Not pandas' own: that cuts fractions to 15 digits and writes "\/" for "/".
    for table in pieces:
        cells = table.rename(columns=str).astype(object)
        cells = cells.mask(cells.isna() | cells.isin([math.inf, -math.inf]), None)
        for row in cells.to_dict("records"):
            out.write(f"{json.dumps(row, ensure_ascii=False, allow_nan=False, default=_json_cell)}\n".encode())


def _json_cell(value: Any) -> object:
    return value.item() if hasattr(value, "item") else str(value)


def _write_parquet(pieces: Iterator[pd.DataFrame], out: IO[bytes], _: object = None) -> None:
    from pyarrow import Table, concat_tables
    from pyarrow.parquet import ParquetWriter

    first = next(pieces)
    while not len(first) and (later := next(pieces, None)) is not None:
        first = later  # a table without rows does not know what its columns hold
    # A column of no cells has no type of its own; in every table of ours it would hold text.
    bare = {name: "str" for name in first.columns if first[name].dtype == object and first[name].isna().all()}
    waiting = [Table.from_pandas(first.astype(bare), preserve_index=False)]
    schema = waiting[0].schema
    with ParquetWriter(out, schema) as writer:
        for table in filter(len, pieces):
            if sum(map(len, waiting)) >= _ROWS:
                writer.write_table(concat_tables(waiting))
                waiting = []
            waiting.append(Table.from_pandas(table, schema, preserve_index=False))
        writer.write_table(concat_tables(waiting))


_WRITERS: dict[str, Callable[[Iterator[Any], Any, Any], None]] = {
    ".csv": _write_csv,
    ".jsonl": _write_jsonl,
    ".parquet": _write_parquet,
}


def write_model(model: Model | FrameModel, file: str | Path) -> None:
    """Write a trained model as JSON, with its version and its hash; the same model gives the same bytes.

    Parameters
    ----------
    model
        What `train` or `train_frames` returns.
    file
        A name that ends in ``.json``, in a folder that exists. It appears when it is complete.

    Raises
    ------
    InputError
        If the name does not end in ``.json``, or the file cannot be written there.

    See Also
    --------
    read_model, read_frame_model : Read it again.

    Examples
    --------
    >>> import analysis as same
    >>> weights = {"terms": {"regime": (1.5, 0.8)}, "numbers": {}, "words": {}, "trained": {"sentences": 2}}
    >>> model = same.Model(
    ...     intercept=0.0, threshold=0.5, word_intercept=0.0, word_threshold=0.5, lexicon="", **weights
    ... )
    >>> same.write_model(model, "model.txt")
    Traceback (most recent call last):
    analysis.schema.InputError: model.txt: a model is JSON; name a file that ends in .json
    """
    from analysis.texts.readers.frame_model import FrameModel, frame_model_json  # loads pandas
    from analysis.texts.readers.model import model_json

    check_model_target(file)
    text = frame_model_json(model) if isinstance(model, FrameModel) else model_json(model)
    with whole_file(file) as out:
        out.write(text.encode())


def check_model_target(file: str | Path) -> None:
    """Raise `InputError` if no model can be written to `file`; `train` asks before it begins to work."""
    if Path(file).suffix.lower() != ".json":
        raise InputError(f"{file}: a model is JSON; name a file that ends in .json")
    check_place(file)
