"""Which rows are of a part and voice, and which documents are of a group."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from analysis.schema import PARTS, VOICES, InputError

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from analysis.measures.counts import Counts


def chosen(table: pd.DataFrame, *, voice: str = "all", part: str = "body") -> np.ndarray:
    """Return which rows of a table with ``part`` and ``voice`` are of one part and voice; "all" takes every one.

    Raises
    ------
    InputError
        If there is no such part or voice; the message lists what there is.
    """
    import numpy as np

    keep = np.ones(len(table), dtype=bool)
    for name, value, known in (("part", part, PARTS), ("voice", voice, VOICES)):
        if value == "all":
            continue
        if value not in known:
            raise InputError(f"there is no {name} {value!r}; choose one of: {', '.join(('all', *known))}")
        if name not in table.columns:
            raise InputError(f"the counts are by document; choose the {name} before")
        keep &= (table[name] == value).to_numpy(dtype=bool)
    return keep


def labels(documents: pd.DataFrame, by: str) -> np.ndarray:
    """Return the value of the column `by` for each document, as text: the name of the document's group.

    Raises
    ------
    InputError
        If there is no such column, or no document has a value in it (the message lists those there are), or if some
        documents have none (the message names them).
    """
    import numpy as np

    columns = [str(column) for column in documents.columns if column != "text"]
    if by not in columns:
        raise InputError(f"the documents have no column {by!r}; they have: {', '.join(columns)}")
    empty = _empty(documents[by])
    if len(empty) and empty.all():
        filled = [name for name in columns if not _empty(documents[name]).all()]
        raise InputError(
            f"no document has a value in the column {by!r}; fill it in, or name another one (by): {', '.join(filled)}"
        )
    if empty.any():
        names = [str(doc_id) for doc_id in documents["doc_id"].to_numpy()[empty]]
        more = f" and {len(names) - 10} more" * (len(names) > 10)
        raise InputError(f"no value in the column {by!r} for the documents {', '.join(names[:10])}{more}; fill it in")
    return np.array([str(value) for value in documents[by]], dtype=object)


def _empty(column: pd.Series) -> np.ndarray:
    import numpy as np

    return column.isna().to_numpy() | np.array([not str(value).strip() for value in column], dtype=bool)


def quoted(values: Iterable[object]) -> str:
    """Return values as they are told in a message: quoted, since " left" and "left" look alike."""
    return ", ".join(repr(str(value)) for value in values)


def two_groups(documents: Counts, by: str, target: str, reference: str | None) -> list[np.ndarray]:
    """Return the rows of target and reference, each with words; without `reference` it is all but the target.

    Parameters
    ----------
    documents
        Counts with one row per document (`Counts.by_document`).
    by, target, reference
        As in `keyness`.

    Raises
    ------
    InputError
        If there is no such column or group, if the two groups are one, if a group has no words, or if a document has
        no value in the column.
    """
    import numpy as np

    every, here = labels(documents.documents, by), labels(documents.rows, by)
    values = sorted(set(every))
    for value in (target, reference):
        if value is not None and str(value) not in values:
            raise InputError(f"no document has {str(value)!r} in the column {by!r}; there are: {quoted(values)}")
    if reference is None and len(values) == 1:
        raise InputError(f"every document has {target!r} in the column {by!r}: there is nothing to compare it with")
    if reference is not None and str(reference) == str(target):
        raise InputError(f"target and reference are both {target!r}; choose two groups")
    of_target = here == str(target)
    of_reference = ~of_target if reference is None else here == str(reference)
    for name, rows in ((target, of_target), (reference or f"all but {target}", of_reference)):
        if not rows.any():
            raise InputError(f"group {name} has no words in {documents.place}")
    return [np.flatnonzero(of_target), np.flatnonzero(of_reference)]
