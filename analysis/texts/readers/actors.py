"""The actors: who is meant by which name, of what kind the name is, and who uses it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analysis.schema import COLUMNS, InputError
from analysis.texts.matching.matcher import compile_entries
from analysis.texts.readers.rows import DATA, read_rows

if TYPE_CHECKING:
    import pandas as pd

LABEL_KINDS = ("own", "official", "abbreviation", "outside", "descriptive", "honorific", "pejorative")


def read_actors(path: str | Path | None = None) -> pd.DataFrame:
    """Return the actors' names: ``actor, label, label_kind, users, note``, one row per label.

    Parameters
    ----------
    path
        A CSV with at least ``actor, label, label_kind``. None is data/actors.csv, which fits the five texts alone:
        another corpus brings its own file.

    Returns
    -------
    DataFrame
        In the order of the file. `label` follows the syntax of `matcher.compile_entries` ("US" is
        found in capitals only); `label_kind` is one of `LABEL_KINDS`, which data/README.md explains; `users` says in
        general who uses it.

    Raises
    ------
    InputError
        If a column is missing, a cell empty, a kind unknown, or a label given twice (also for two actors).

    Notes
    -----
    A label stands for one actor wherever it occurs. Where it does not ("the regime", "this group", "Liberty"), its
    note says so.
    """
    import pandas as pd

    file = DATA / "actors.csv" if path is None else Path(path)
    needs = ("actor", "label", "label_kind")
    rows = read_rows(file, needs=needs, filled=needs)
    seen: dict[tuple[str, ...], dict[str, str]] = {}
    for row in rows:
        place = f"{file}, line {row['line']}"
        if row["label_kind"] not in LABEL_KINDS:
            raise InputError(
                f"{place}, column label_kind: {row['label_kind']!r} is not known; use one of {', '.join(LABEL_KINDS)}"
            )
        try:
            key = compile_entries([row["label"]]).patterns[0]
        except InputError as error:
            raise InputError(f"{place}, column label: {error}") from None
        if key in seen:
            other = seen[key]
            raise InputError(
                f"{place}, column label: {row['label']!r} is {other['label']!r} of {other['actor']}, line "
                f"{other['line']}, again; take one out"
            )
        seen[key] = row
    return pd.DataFrame(rows, columns=[*COLUMNS["actors"], "line"]).fillna("")[list(COLUMNS["actors"])]
