"""Reading who is who: the actors' names and their kinds, and the sides of the quoted, coded by hand for these texts."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis.schema import COLUMNS, TABLES, InputError, listed, shown
from analysis.texts.matching.matcher import compile_entries
from analysis.texts.readers.installation import DATA
from analysis.texts.readers.tables import read_list, to_table

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

    See Also
    --------
    names : finds the labels.

    Notes
    -----
    A label stands for one actor wherever it occurs. Where it does not ("the regime", "this group", "Liberty"), its
    note says so.

    Examples
    --------
    >>> import analysis as same
    >>> actors = same.read_actors()
    >>> actors.loc[actors["label"] == "PMOI", ["actor", "label_kind"]].values.tolist()
    [['PMOI', 'abbreviation']]
    """
    file = DATA / "actors.csv" if path is None else Path(path)
    needs = ("actor", "label", "label_kind")
    rows = read_list(file, needs=needs, filled=needs)
    seen: dict[tuple[str, ...], dict[str, str]] = {}
    for row in rows:
        place = f"{file}, line {row['line']}"
        if row["label_kind"] not in LABEL_KINDS:
            raise InputError(
                f"{place}, column label_kind: {shown(row['label_kind'])} is not known; "
                f"use one of {', '.join(LABEL_KINDS)}"
            )
        try:
            key = compile_entries([row["label"]]).patterns[0]
        except InputError as error:
            raise InputError(f"{place}, column label: {error}") from None
        if key in seen:
            other = seen[key]
            raise InputError(
                f"{place}, column label: {shown(row['label'])} is {shown(other['label'])} of "
                f"{listed([other['actor']])}, line {other['line']}, again; take one out"
            )
        seen[key] = row
    return to_table(rows, COLUMNS["actors"])


def read_sides(path: str | Path | None = None) -> pd.DataFrame:
    """Return the side of each mention of a speaker: ``doc_id, speaker, side, ground, note``.

    Parameters
    ----------
    path
        A CSV with at least ``doc_id, speaker, side``. None is data/speakers.csv, which fits the five texts alone.

    Returns
    -------
    DataFrame
        In the order of the file. `speaker` is the mention as in table `segments`; `ground` is what in the text the
        coding rests on.

    Raises
    ------
    InputError
        If a column is missing, a cell of the first three empty, or a mention coded twice in one text.

    See Also
    --------
    sides_of : the side of each speaker.
    words_by_side : words of each side.

    Examples
    --------
    >>> import analysis as same
    >>> same.read_sides().columns.tolist()
    ['doc_id', 'speaker', 'side', 'ground', 'note']
    """
    file = DATA / "speakers.csv" if path is None else Path(path)
    columns = TABLES["sides"]
    needs = columns[:3]
    rows = read_list(file, needs=needs, filled=needs)
    seen: dict[tuple[str, str], str] = {}
    for row in rows:
        mention = (row["doc_id"], row["speaker"])
        if mention in seen:
            raise InputError(
                f"{file}, line {row['line']}, column speaker: {shown(row['speaker'])} of {listed([row['doc_id']])} "
                f"occurs in line {seen[mention]} too; take one out"
            )
        seen[mention] = row["line"]
    return to_table(rows, columns)
