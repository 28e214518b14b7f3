"""Reading the words for what happened to people who are counted: killed, wounded, arrested, displaced."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from analysis.schema import InputError, shown
from analysis.texts.readers.installation import DATA
from analysis.texts.readers.lexicon import SEPARATOR
from analysis.texts.readers.tables import read_list
from analysis.texts.segmentation.words import term, words

ROLES = ("done", "doing", "undergone", "state", "noun")


class Outcome(NamedTuple):
    """What a word says of those counted, and how: a form of a verb with them as object or subject, a state, a noun."""

    outcome: str
    role: str


@cache
def read_outcomes(path: Path | None = None) -> dict[str, Outcome]:
    """Return the outcome and role of each word: of data/lexicon/outcomes.csv, or of a CSV like it.

    Parameters
    ----------
    path
        A CSV with the columns ``outcome, role, words, note``; the words are separated by ``" | "``.

    Returns
    -------
    dict
        By the word in small letters. Its role is done (past and participle of what is done to people), doing (other
        forms of that verb), undergone (a verb whose subject it happens to), state, or noun.

    Raises
    ------
    InputError
        If a column is missing, a cell but the note is empty, a role unknown, or a word no single word or given twice.

    Examples
    --------
    >>> read_outcomes()["murdered"]
    Outcome(outcome='killed', role='done')
    """
    file = DATA / "lexicon" / "outcomes.csv" if path is None else path
    found = dict[str, Outcome]()
    for row in read_list(file, needs=("outcome", "role", "words", "note"), filled=("outcome", "role", "words")):
        if row["role"] not in ROLES:
            raise InputError(f"{file}, column role: {shown(row['role'])}; write one of {', '.join(ROLES)}")
        for word in row["words"].split(SEPARATOR):
            if len(words(word)) != 1 or term(word) != word:
                raise InputError(f"{file}, column words: {shown(word)} is not one word in small letters")
            if word in found:
                raise InputError(f"{file}, column words: {shown(word)} is there twice; leave one out")
            found[word] = Outcome(row["outcome"], row["role"])
    return found
