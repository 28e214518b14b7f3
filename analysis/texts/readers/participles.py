"""Reading the table of participles: irregular ones, and those that are read otherwise after a form of "be"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from analysis.schema import COLUMNS, InputError, listed, shown
from analysis.texts.readers.installation import DATA
from analysis.texts.readers.tables import read_list, to_table

READINGS = ("passive", "adjective", "intransitive", "none")
_SIDES = (("unless before ", False, False), ("before ", True, False), ("after ", True, True))


def read_participles(path: str | Path | None = None) -> pd.DataFrame:
    """Return the table of participles: ``participle, verb, past, reading, context, note``.

    Parameters
    ----------
    path
        A CSV with these columns; None is data/lexicon/participles.csv.

    Returns
    -------
    DataFrame
        In the order of the file. `verb` is the base form, `past` the form of the past where it is irregular. `reading`
        says what the word is after a form of "be": ``passive`` ("was taken"), ``adjective`` ("was tired"),
        ``intransitive`` ("is gone": its verb has no passive), or ``none`` for a word that is no participle ("hundred").
        `context` limits the reading: ``before WORDS`` to places where one of these words comes next,
        ``unless before WORDS`` to all other places, ``after WORDS`` to places where the auxiliary, or the word before
        it, is one of these. Elsewhere the word is read as a passive. A word in "-ed" that is not in the table is the
        participle of a regular verb.

    Raises
    ------
    InputError
        If a column is missing, a participle empty or given twice, a reading unknown, a context not of that form, or a
        verb missing where the reading is ``passive`` or ``intransitive``.

    See Also
    --------
    agency : uses it.

    Examples
    --------
    >>> import analysis as same
    >>> table = same.read_participles().set_index("participle")
    >>> table.loc[["taken", "gone", "tired"], ["verb", "reading"]].values.tolist()
    [['take', 'passive'], ['go', 'intransitive'], ['tire', 'adjective']]
    """
    file = DATA / "lexicon" / "participles.csv" if path is None else Path(path)
    rows = read_list(file, needs=COLUMNS["participles"], filled=("participle", "reading"))
    seen: dict[str, str] = {}
    for row in rows:
        place = f"{file}, line {row['line']}"
        if (before := seen.setdefault(row["participle"], row["line"])) != row["line"]:
            raise InputError(
                f"{place}, column participle: {shown(row['participle'])} occurs in line {before} too; take one out"
            )
        if row["reading"] not in READINGS:
            raise InputError(
                f"{place}, column reading: {shown(row['reading'])} is not known; use one of {listed(READINGS)}"
            )
        if not row["verb"] and row["reading"] in ("passive", "intransitive"):
            raise InputError(f"{place}, column verb: empty; write the base form of {shown(row['participle'])}")
        parse_context(row["context"], place)
    return to_table(rows, COLUMNS["participles"])


@dataclass(frozen=True)
class Context:
    """Next to which words a reading holds: they are those that it needs, or else those that it excludes."""

    wanted: bool = False
    preceding: bool = False
    words: frozenset[str] = frozenset()

    def holds(self, following: str, *preceding: str) -> bool:
        """Return whether the reading holds before a word and after the auxiliary and the word before that."""
        near = preceding if self.preceding else (following,)
        return self.words.isdisjoint(near) is not self.wanted


def parse_context(cell: str, place: str) -> Context:
    """Return what a cell `context` says.

    Raises
    ------
    InputError
        If the cell is neither empty nor ``before WORDS`` nor ``unless before WORDS`` nor ``after WORDS``.
    """
    for begin, wanted, preceding in _SIDES:
        if cell.startswith(begin) and cell.removeprefix(begin).split():
            return Context(wanted, preceding, frozenset(cell.removeprefix(begin).split()))
    if cell:
        raise InputError(
            f"{place}, column context: {shown(cell)} is no context; write 'before WORDS', 'unless before WORDS', "
            "'after WORDS', or nothing"
        )
    return Context()


@dataclass(frozen=True)
class Reading:
    """What a participle is after a form of "be", and next to which words."""

    verb: str
    kind: str
    context: Context


@cache
def shipped_readings() -> dict[str, Reading]:
    """Return the reading of each participle of the shipped table."""
    table = read_participles()
    columns = (table[name].tolist() for name in ("participle", "verb", "reading", "context"))
    return {
        participle: Reading(verb, kind, parse_context(context, "participles.csv"))
        for participle, verb, kind, context in zip(*columns, strict=True)
    }


@cache
def irregular_pasts() -> dict[str, str]:
    """Return the base form of each irregular form of the past."""
    table = read_participles()
    pairs = zip(table["past"], table["verb"], strict=True)
    return {past: verb for past, verb in pairs if past}
