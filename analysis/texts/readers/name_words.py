"""Reading the words that tell names and their kinds: data/lexicon/names.csv."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from analysis.schema import InputError, shown
from analysis.texts.readers.installation import DATA
from analysis.texts.readers.tables import read_list

# What data/lexicon/CODEBOOK.md says of each class.
NAME_CLASSES = (
    *("country", "region", "us_state", "city", "place_head", "place_first"),
    *("nationality", "given_name", "surname", "title", "person_suffix", "particle"),
    *("body", "body_head", "body_first", "other_head", "ambiguous", "calendar", "common_word"),
)


@cache
def read_name_words(path: str | Path | None = None) -> dict[str, frozenset[str]]:
    """Return the entries of each class of `NAME_CLASSES`, as they are written in the file.

    Parameters
    ----------
    path
        A CSV with the columns ``entry, class``; None is data/lexicon/names.csv. An entry is in as many classes as it
        has rows: "Jordan" is a country and a given name.

    Raises
    ------
    InputError
        If a column is missing, a cell empty, a class unknown, or a row given twice.
    """
    file = DATA / "lexicon" / "names.csv" if path is None else Path(path)
    found: dict[str, set[str]] = {name: set() for name in NAME_CLASSES}
    for row in read_list(file, needs=("entry", "class"), filled=("entry", "class")):
        place = f"{file}, line {row['line']}, column"
        if row["class"] not in found:
            raise InputError(f"{place} class: {shown(row['class'])} is not known; use one of {', '.join(NAME_CLASSES)}")
        if row["entry"] in found[row["class"]]:
            raise InputError(
                f"{place} entry: {shown(row['entry'])} is of class {row['class']} in another line too; take one out"
            )
        found[row["class"]].add(row["entry"])
    return {name: frozenset(entries) for name, entries in found.items()}
