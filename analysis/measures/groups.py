"""The groups of texts: what a column of the documents says each belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.schema import InputError, listed
from analysis.texts.readers.dates import as_day

ONE_GROUP = "all texts"  # the group of every text where nothing tells groups
_NO_VALUE = r"\(no .+\)"


def without_value(by: str) -> str:
    """Return what the documents without a value in the column `by` are called as a group.

    >>> without_value("source_type")
    '(no source type)'
    """
    return f"(no {by.replace('_', ' ')})"


def has_value(group: str) -> bool:
    """Tell whether a group has a value in the column of the groups, as its name says.

    >>> has_value("Post"), has_value(without_value("outlet"))
    (True, False)
    """
    return not re.fullmatch(_NO_VALUE, group)


def unknown_last(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table by ``group`` with the rows of documents without a value (`without_value`) after all others."""
    return table.sort_values("group", key=lambda labels: labels.str.fullmatch(_NO_VALUE), kind="stable")


def group_labels(documents: pd.DataFrame, by: str) -> np.ndarray:
    """Return the value of the column `by` for each document, as text: the name of the document's group.

    Groups of dates are days, whatever the time. Documents without a value are a group of their own (`without_value`),
    which is counted as any other; but nobody knows what they are, so that they are on neither side of a comparison
    unless it names that group.

    Raises
    ------
    InputError
        If there is no such column, or no document has a value in it (the message lists those there are).
    """
    columns = [str(column) for column in documents.columns if column != "text"]
    if by not in columns:
        raise InputError(f"the documents have no column {by!r}; they have: {', '.join(columns)}")
    empty = _empty(documents[by])
    if len(empty) and empty.all():
        filled = [name for name in columns if not _empty(documents[name]).all()]
        raise InputError(
            f"no document has a value in the column {by!r}; fill it in, or name another column, where the command "
            f"takes --by: {', '.join(filled)}"
        )
    unknown, values = without_value(by), documents[by].tolist()
    labels = [unknown if missing else str(value) for value, missing in zip(values, empty.tolist(), strict=True)]
    if by in ("date", "page_date"):
        labels = [as_day(label) for label in labels]
    return np.array(labels, dtype=object)


def named_groups(documents: pd.DataFrame, by: str) -> list[str]:
    """Return the groups that are compared, sorted: all but that of the documents without a value (`group_labels`)."""
    return sorted(set(group_labels(documents, by)) - {without_value(by)})


def explain_missing_values(documents: pd.DataFrame, by: str) -> str:
    """Say which documents have no value in the column `by`, and what becomes of them; nothing if each has one."""
    labels, unknown = group_labels(documents, by), without_value(by)
    names = documents["doc_id"].to_numpy()[labels == unknown]
    if not len(names):
        return ""
    one = len(names) == 1
    return (
        f"{len(names):,} of {len(documents):,} texts {'has' if one else 'have'} no value in the column {by!r} "
        f"({listed(names)}): in tables by group {'it is' if one else 'they are'} {unknown!r}, and no comparison counts "
        f"{'it' if one else 'them'} unless it names that group"
    )


def grouped(documents: pd.DataFrame, by: str | None = None, target: str | None = None) -> tuple[pd.DataFrame, str]:
    """Return the documents with a column of groups, and its name: `by`, or ``source_type``.

    Where `by` is None and nothing is in that column, every document is of one group, `ONE_GROUP`.

    Raises
    ------
    InputError
        As `group_labels`, or if no document is of the group `target`; the message lists the groups.
    """
    column = by or "source_type"
    if by is None and (column not in documents.columns or _empty(documents[column]).all()):
        documents = documents.assign(**{column: ONE_GROUP})
    groups = sorted(set(group_labels(documents, column)))
    if target and target not in groups:
        more = f" and {len(groups) - 10} more" * (len(groups) > 10)
        raise InputError(f"no document has {target!r} in the column {column!r}; it holds: {quoted(groups[:10])}{more}")
    return documents, column


def _empty(column: pd.Series) -> np.ndarray:
    return column.isna().to_numpy() | np.array([not str(value).strip() for value in column.tolist()], dtype=bool)


def no_such_group(value: object, by: str, groups: Iterable[object]) -> InputError:
    """Return the error that no document is of a group, with those that there are."""
    return InputError(f"no document has {str(value)!r} in the column {by!r}; there are: {quoted(groups)}")


def quoted(values: Iterable[object]) -> str:
    """Return values as a message names them: quoted, since " left" and "left" look the same."""
    return ", ".join(repr(str(value)) for value in values)


def groups_by_document(documents: pd.DataFrame, by: str) -> dict[str, str]:
    """Return the group of each document, by ``doc_id``: its value of the column `by`."""
    return dict(zip(documents["doc_id"], group_labels(documents, by), strict=True))
