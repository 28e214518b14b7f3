"""Reading texts whose frames people annotated, in the forms in which such data come."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.schema import InputError, listed
from analysis.texts.readers.corpus import resolve_path
from analysis.texts.readers.frame_labels import labels_of
from analysis.texts.readers.frame_lists import known_names, plain_name
from analysis.texts.readers.tables import Record, read_records

LISTS = ("labels", "frames", "frame")
_NO_FRAMES = ("doc_id", "id", "text", "title", "outlet", "publisher", "outlet_type", "split", "fold", "label")
_BETWEEN = re.compile(r"[|;]")
_BINARY = {"0": "0", "1": "1", "0.0": "0", "1.0": "1", "true": "1", "false": "0"}


def read_frame_gold(path: str | Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    r"""Return texts and the frames that people found in each.

    Parameters
    ----------
    path
        A ``.jsonl``, ``.csv`` or ``.parquet`` file with ``text`` and, where known, ``id`` (or ``doc_id``), ``title``,
        ``outlet`` (or ``publisher``) and ``outlet_type``. The frames are

        - in ``frames`` (or ``labels``, ``frame``): a list of names or numbers, or one cell with ``|``, ``;`` or a comma
          between them; empty where people found none; or
        - in a column for each frame, with 1 (or true) where the text has it and 0 where not: columns named like a frame
          (`read_frame_categories`), and all others that hold nothing but 0 and 1.

    Returns
    -------
    documents : DataFrame
        ``doc_id, text, title`` and, where there, ``outlet, outlet_type``, in the file's order. Without ids the rows are
        numbered from 1.
    labels : DataFrame of bool
        The same rows, and a column for each frame, as people call it.

    Raises
    ------
    InputError
        If there is neither a list of frames nor a column for a frame, or a cell is not what it should be. The message
        names the file, the row and the column.

    See Also
    --------
    read_frame_labels : the stricter reader of what is to be learned from.
    validate_frames : how far the suite agrees.

    Notes
    -----
    A comma inside the name of a frame ("legality, constitutionality and jurisprudence") does not cut it.

    Examples
    --------
    >>> import analysis as same
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "gold.csv")
    ...     _ = file.write_text("text,conflict,morality\nThe rivals clashed.,1,0\nA calm day.,0,0\n")
    ...     same.read_frame_gold(file)[1].astype(int).to_dict("list")
    {'conflict': [1, 0], 'morality': [0, 0]}
    """
    file = resolve_path(path)
    records = read_records(file)
    held = {name for _, cells in records for name in cells}
    column, known = next((name for name in LISTS if name in held), None), known_names()
    columns = [] if column is not None else _binary_columns(records, known)
    if column is None and not columns:
        raise InputError(
            f"{file}: there are no frames among {listed(sorted(held))}; write a list of them in the column frames, or "
            "a column for each frame with 0 and 1"
        )
    prepared: list[Record] = []
    for number, (place, cells) in enumerate(records, 1):
        row: dict[str, Any] = {**cells, "title": cells.get("title") or ""}
        if not held & {"doc_id", "id"}:
            row["doc_id"] = str(number)
        if column is not None:
            row["labels"] = _names(cells.get(column), known)
        for name in columns:
            row[name] = _binary(cells.get(name)) or cells.get(name)
        prepared.append((place, row))
    documents, labels = labels_of(prepared, file, columns)
    for name, others in (("outlet", ("outlet", "publisher")), ("outlet_type", ("outlet_type",))):
        if held & set(others):
            documents[name] = [next((str(row[key]) for key in others if row.get(key)), "") for _, row in prepared]
    return documents, labels


def _binary_columns(records: Iterable[Record], known: frozenset[str]) -> list[str]:
    """Return the columns that are named like a frame, and those that hold nothing but 0 and 1."""
    rows = [cells for _, cells in records]
    names = [name for name in dict.fromkeys(name for cells in rows for name in cells) if name not in _NO_FRAMES]
    return [
        name
        for name in names
        if plain_name(name) in known or all(_binary(cells.get(name)) is not None for cells in rows)
    ]


def _binary(value: Any) -> str | None:
    return _BINARY.get(str(value).strip().lower())


def _names(cell: Any, known: frozenset[str]) -> Any:
    """Return a cell with names of frames as a list, each once; what is no such cell comes back as it is."""
    if isinstance(cell, str) and not cell.lstrip().startswith("["):
        cell = [part for name in _BETWEEN.split(cell) for part in _at_commas(name, known) if part.strip()]
    elif type(cell) is int:
        cell = [cell]
    if not isinstance(cell, list):
        return cell
    names = [str(name) if type(name) is int else name for name in cell]
    return [name for at, name in enumerate(names) if name not in names[:at]]


def _at_commas(name: str, known: frozenset[str]) -> list[str]:
    """Return the names between commas, or one name that holds a comma."""
    return [name] if plain_name(name) in known else [part.strip() for part in name.split(",")]
