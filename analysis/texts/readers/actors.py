"""Reading who is who, as people code it: the actors' labels and their kinds, and the sides of the quoted."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis.schema import COLUMNS, TABLES, InputError, listed, shown
from analysis.texts.matching.matcher import compile_entries
from analysis.texts.readers.corpus import is_shipped, resolve_path
from analysis.texts.readers.installation import DATA
from analysis.texts.readers.tables import csv_records, decode, read_bytes, read_list, to_table

LABEL_KINDS = ("own", "official", "abbreviation", "outside", "descriptive", "honorific", "pejorative")
FORMS = " | "  # between the forms of one name in a cell: "Ann Lee | Lee"


def read_actors(path: str | Path | None = None, *, documents: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the actors' names: ``actor, label, label_kind, users, note``, one row per label.

    Parameters
    ----------
    path
        A CSV with at least ``actor, label, label_kind``, as `actor_sheet` makes it to be filled in. None is
        data/actors.csv, which fits the five texts alone.
    documents
        Without a path: the texts that the names are for. If they are not among the five, no name is returned.

    Returns
    -------
    DataFrame
        In the order of the file, a label with several forms ("Ann Lee | Lee") in one row for each. `label` follows the
        syntax of `matcher.compile_entries` ("US" is found in capitals only); `label_kind` is one of `LABEL_KINDS`,
        which data/README.md explains; `users` says in general who uses it. A row whose actor and kind are both empty is
        left out.

    Raises
    ------
    InputError
        If a column is missing, a row is filled in by half, a kind unknown, a label given twice (also for two actors),
        or an actor written in two ways that differ in capitals or spaces alone; or if no row is filled in.

    See Also
    --------
    actor_sheet : the names that texts hold, to be filled in.
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
    if path is None and documents is not None and not is_shipped(documents):
        return to_table([], COLUMNS["actors"])
    file = DATA / "actors.csv" if path is None else Path(path)
    seen: dict[tuple[str, ...], dict[str, str]] = {}
    rows = []
    sheet = _coded(file, needs=("actor", "label", "label_kind"), asked=("actor", "label_kind"))
    _check_spelling(file, sheet, "actor")
    for coded in sheet:
        place = f"{file}, line {coded['line']}"
        if coded["label_kind"] not in LABEL_KINDS:
            raise InputError(
                f"{place}, column label_kind: {shown(coded['label_kind'])} is not known; "
                f"use one of {', '.join(LABEL_KINDS)}"
            )
        for label in coded["label"].split(FORMS):
            row = coded | {"label": label.strip()}
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
            rows.append(row)
    return to_table(rows, COLUMNS["actors"])


def read_sides(path: str | Path | None = None, *, documents: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the side of each mention of a speaker: ``doc_id, speaker, side, ground, note``.

    Parameters
    ----------
    path
        A CSV with at least ``doc_id, speaker, side``, as `speaker_sheet` makes it to be filled in. None is
        data/speakers.csv, which fits the five texts alone.
    documents
        Without a path: the texts that the sides are for. If they are not among the five, no side is returned.

    Returns
    -------
    DataFrame
        In the order of the file. `speaker` is the mention as in table `segments`; where `doc_id` is empty, the side is
        that of a speaker of this name in every text. `ground` is what in the text the coding rests on. A row without a
        side is left out.

    Raises
    ------
    InputError
        If a column is missing, a ground has no side or a side no speaker, a mention is coded twice in one text, or a
        side written in two ways that differ in capitals or spaces alone; or if no row is filled in.

    See Also
    --------
    speaker_sheet : the speakers that texts have, to be filled in.
    sides_of : the side of each speaker.
    words_by_side : words of each side.

    Examples
    --------
    >>> import analysis as same
    >>> same.read_sides().columns.tolist()
    ['doc_id', 'speaker', 'side', 'ground', 'note']
    """
    columns = TABLES["sides"]
    if path is None and documents is not None and not is_shipped(documents):
        return to_table([], columns)
    file = DATA / "speakers.csv" if path is None else Path(path)
    rows = _coded(file, needs=("doc_id", "speaker", "side"), asked=("side", "ground"), may_lack=("doc_id", "ground"))
    _check_spelling(file, rows, "side")
    seen: dict[tuple[str, str], str] = {}
    for row in rows:
        mention = (row["doc_id"], row["speaker"])
        if mention in seen:
            raise InputError(
                f"{file}, line {row['line']}, column speaker: {shown(row['speaker'])} of "
                f"{listed([row['doc_id'] or 'every text'])} occurs in line {seen[mention]} too; take one out"
            )
        seen[mention] = row["line"]
    return to_table(rows, columns)


def read_coding(path: str | Path) -> pd.DataFrame:
    """Return what one coder wrote in a sheet of actors or of speakers: ``unit, variable, code``.

    Parameters
    ----------
    path
        A CSV as `read_actors` or `read_sides` takes it; with a column ``side`` it is one of speakers.

    Returns
    -------
    DataFrame
        One row per cell that was filled in: of speakers, their `side`; of actors, ``actor`` and ``label_kind``. A
        `unit` is a row of the sheet: a label with its other forms, or a speaker with the text, if one is named.

    Raises
    ------
    InputError
        As `read_actors` and `read_sides` do.

    See Also
    --------
    coder_agreement : how far coders agree.

    Examples
    --------
    >>> import analysis as same
    >>> same.read_coding("data/speakers.csv").head(1).values.tolist()
    [['ncri-2012-movie: The MOIS agent', 'side', 'Iranian officials and media']]
    """
    file = resolve_path(path)
    header = [name.strip() for _, _, cells in csv_records(file, decode(read_bytes(file), file))[:1] for name in cells]
    if not {"side", "label_kind"} & set(header):
        raise InputError(
            f"{file}: is no sheet of actors or speakers, it has no column label_kind or side; give one that the verb "
            "actors or speakers has made and a coder has filled in"
        )
    if "side" in header:
        sides = read_sides(file)
        units = (sides["doc_id"] + ": " + sides["speaker"]).str.removeprefix(": ")
        coded = pd.DataFrame({"unit": units, "variable": "side", "code": sides["side"]})
    else:
        read_actors(file)
        columns = ("actor", "label_kind")
        rows = _coded(file, needs=("actor", "label", "label_kind"), asked=columns)
        cells = [(row["label"], name, row[name]) for row in rows for name in columns]
        coded = pd.DataFrame(cells, columns=list(COLUMNS["coding"]))
    return coded.astype("str")


def _coded(
    file: Path, *, needs: tuple[str, ...], asked: tuple[str, ...], may_lack: tuple[str, ...] = ()
) -> list[dict[str, str]]:
    """Return the rows of a sheet in which a cell that it asks for is filled in; none of these rows may lack a cell.

    Parameters
    ----------
    file
        A CSV with the columns `needs`.
    asked
        The columns that a person fills in. A row in which all of them are empty is left out.
    may_lack
        Of all these columns, those that may be empty.
    """
    rows = [row for row in read_list(file, needs=needs, filled=()) if any(row.get(name) for name in asked)]
    if not rows:
        raise InputError(
            f"{file}: no row is filled in; fill in {' and '.join(name for name in asked if name in needs)}"
        )
    for row in rows:
        lacking = next((name for name in needs if not row[name] and name not in may_lack), None)
        if lacking:
            there = next(name for name in asked if row.get(name))
            raise InputError(
                f"{file}, line {row['line']}, column {lacking}: empty, but {there} is filled in; "
                "fill in both, or neither"
            )
    return rows


def _check_spelling(file: Path, rows: list[dict[str, str]], column: str) -> None:
    """Raise `InputError` where two cells differ in capitals or spaces alone: they would count as two."""
    seen: dict[str, dict[str, str]] = {}
    for row in rows:
        other = seen.setdefault(" ".join(row[column].casefold().split()), row)
        if other[column] != row[column]:
            raise InputError(
                f"{file}, line {row['line']}, column {column}: {shown(row[column])} differs from "
                f"{shown(other[column])} in line {other['line']} in capitals or spaces alone; write both alike"
            )
