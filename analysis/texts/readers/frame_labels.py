"""Reading texts with several labels each, such as the frames that people found in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.schema import InputError, listed, shown
from analysis.texts.readers.annotations import new_id
from analysis.texts.readers.corpus import resolve_path
from analysis.texts.readers.tables import Record, read_records
from analysis.texts.readers.values import parse_json

MOST_LABELS = 100
LONGEST_LABEL = 80  # characters
_BETWEEN = re.compile(r"[|;]")
_YES_NO = {"0": False, "1": True}


def holds_label_lists(path: str | Path) -> bool:
    """Return whether a file of labelled texts has the column `labels`, and none named `label`."""
    columns = {name for _, cells in read_records(resolve_path(path)) for name in cells}
    return "labels" in columns and "label" not in columns


def read_frame_labels(
    path: str | Path, *, columns: Sequence[str] = (), cluster: str | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    r"""Return texts and the labels that people gave to each: none, one or several.

    Parameters
    ----------
    path
        A ``.csv``, ``.jsonl`` or ``.parquet`` file with ``doc_id`` (or ``id``), ``text``, where known ``title``, and
        ``labels``: a list of names, or in one cell names with ``|`` or ``;`` between them. An empty cell or list:
        people found none of the labels.
    columns
        In place of ``labels``: a column for each label, with 1 where the text has it and 0 where not.
    cluster
        A column whose value is the same for texts that are versions of one another, or of one story.

    Returns
    -------
    documents : DataFrame
        ``doc_id, text, title`` and, where asked for, ``cluster``, in the file's order.
    labels : DataFrame of bool
        The same rows; a column for each label, in the order of `columns`, or sorted.

    Raises
    ------
    InputError
        If a column or a cell is missing or not what it should be, an id comes twice, a label comes twice in a text, or
        there are more than `MOST_LABELS` labels. The message names the file, the row and the column.

    See Also
    --------
    read_labelled : one label, loaded or not.
    train_frames : learns from them.

    Examples
    --------
    >>> import analysis as same
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "labelled.csv")
    ...     _ = file.write_text("doc_id,text,labels\na,The bank cut its rates.,economy|conflict\nb,A calm day.,\n")
    ...     same.read_frame_labels(file)[1].astype(int).to_dict("list")
    {'conflict': [1, 0], 'economy': [1, 0]}
    """
    file = resolve_path(path)
    return labels_of(read_records(file), file, columns, cluster)


def labels_of(
    records: Iterable[Record], file: Path, columns: Sequence[str] = (), cluster: str | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the texts and labels of the rows of a file, as `read_frame_labels` does."""
    rows: list[dict[str, str]] = []
    given: list[list[str]] = []
    seen: dict[str, str] = {}
    for place, cells in records:
        where = f"{file}, {place}"
        known = cells.get("doc_id") if cells.get("doc_id") is not None else cells.get("id")
        row = {"doc_id": new_id(known, seen, place, f"{where}, column doc_id")}
        row |= {"text": _text(cells, "text", where), "title": _text(cells, "title", where, needed=False)}
        if cluster is not None:
            row["cluster"] = _cluster(cells, cluster, where)
        rows.append(row)
        given.append(_by_column(cells, columns, where) if columns else _by_list(cells, where))
    names = list(columns) or sorted({name for labels in given for name in labels})
    if not names:
        raise InputError(f"{file}, column labels: no text has a label; write the names of those that people found")
    if len(names) > MOST_LABELS:
        raise InputError(f"{file}: {len(names)} labels, more than {MOST_LABELS}: {listed(names, 3)}; join some of them")
    held = [set(labels) for labels in given]
    return pd.DataFrame(rows), pd.DataFrame({name: [name in labels for labels in held] for name in names})


def _text(cells: dict[str, Any], name: str, where: str, *, needed: bool = True) -> str:
    value = cells.get(name)
    if value is None and not needed:
        return ""
    if not isinstance(value, str) or (needed and not value.strip()):
        raise InputError(f"{where}, column {name}: is missing or no text; write the {name}")
    return value


def _cluster(cells: dict[str, Any], name: str, where: str) -> str:
    value = cells.get(name)
    if type(value) not in (str, int) or not str(value).strip():
        raise InputError(f"{where}, column {listed([name])}: is missing or empty; name the cluster of each text")
    return str(value)


def _by_column(cells: dict[str, Any], columns: Sequence[str], where: str) -> list[str]:
    found = []
    for name in columns:
        value = cells.get(name)
        if name not in cells:
            raise InputError(f"{where}, column {listed([name])}: there is none among {listed(cells)}; name one that is")
        yes = value if isinstance(value, bool) else _YES_NO.get(str(value)) if type(value) in (str, int) else None
        if yes is None:
            raise InputError(
                f"{where}, column {listed([name])}: {shown(value)} is neither 0 nor 1; write 1 where the text has the "
                "label, else 0"
            )
        found += [name] * yes
    return found


def _by_list(cells: dict[str, Any], where: str) -> list[str]:
    where = f"{where}, column labels"
    if "labels" not in cells:
        raise InputError(f"{where}: there is none among {listed(cells)}; write a list of names, or [] for none of them")
    names = list(_names(cells["labels"], where))
    for name in names:
        if names.count(name) > 1:
            raise InputError(f"{where}: {shown(name)} comes twice; write each label once")
    return names


def _names(cell: Any, where: str) -> Iterator[str]:
    if isinstance(cell, str) and cell.lstrip().startswith("["):
        cell = parse_json(cell, where, 'write a list such as ["economy", "conflict"]')
    if isinstance(cell, str):
        cell = [name for name in _BETWEEN.split(cell) if name.strip()]
    if cell is not None and not isinstance(cell, list):
        raise InputError(f"{where}: {shown(cell)} is no list of names; write names with | between them, or a list")
    for name in cell or ():
        bare = " ".join(name.split()) if isinstance(name, str) else ""
        if not bare or len(bare) > LONGEST_LABEL:
            raise InputError(
                f"{where}: {shown(name)} is no name of a label; write text of at most {LONGEST_LABEL} characters"
            )
        yield bare
