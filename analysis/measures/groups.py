"""Which rows are of a part and voice, and which documents are of a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.schema import PARTS, VOICES, InputError

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


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
        If there is no such column (the message lists those there are), or if a document has no value in it (the
        message names the documents).
    """
    import numpy as np

    columns = [str(column) for column in documents.columns if column != "text"]
    if by not in columns:
        raise InputError(f"the documents have no column {by!r}; they have: {', '.join(columns)}")
    values = np.array([str(value) for value in documents[by]], dtype=object)
    empty = documents[by].isna().to_numpy() | np.array([not value.strip() for value in values], dtype=bool)
    if empty.any():
        names = [str(doc_id) for doc_id in documents["doc_id"].to_numpy()[empty]]
        more = f" and {len(names) - 10} more" * (len(names) > 10)
        raise InputError(f"no value in the column {by!r} for the documents {', '.join(names[:10])}{more}; fill it in")
    return values
