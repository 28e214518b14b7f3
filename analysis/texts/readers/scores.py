"""Reading a list of words with scores, such as ratings of how pleasant people find a word."""

from __future__ import annotations

from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.schema import InputError
from analysis.texts.readers.corpus import find
from analysis.texts.readers.tables import read_rows
from analysis.texts.segmentation.words import term, words

if TYPE_CHECKING:
    import pandas as pd


def read_scores(path: str | Path) -> pd.DataFrame:
    """Return the scores of words: ``term, score`` and, where the file has it, ``score_reference``.

    Parameters
    ----------
    path
        A ``.csv``, ``.jsonl`` or ``.parquet`` file with ``term`` and ``score``, and ``score_reference`` where a word's
        score is another in the reference group. Other columns are left out.

    Returns
    -------
    DataFrame
        In the file's order. A term that is one word is written as terms are counted: lower case, straight apostrophes,
        no possessive ending. Any other ("a lot", ":-)") is kept in lower case, and no single word ever matches it.

    Raises
    ------
    InputError
        If a column or a cell is missing, a score is no finite number, or two terms count as one. The message names the
        file, the row and the column.
    """
    import pandas as pd

    file = find(path)
    rows: list[tuple[Any, ...]] = []
    seen: dict[str, tuple[str, str]] = {}
    found = read_rows(file)
    for name in ("term", "score"):
        if not any(name in cells for _, cells in found):
            there = ", ".join(map(str, found[0][1]))
            raise InputError(f"{file}, row 1, column {name}: there is no such column; it has {there}; add it")
    columns = ["score", *(name for name in ("score_reference",) if any(name in cells for _, cells in found))]
    for place, cells in found:
        where = f"{file}, {place}"
        written = cells.get("term")
        if not isinstance(written, str) or not written.strip():
            raise InputError(f"{where}, column term: is missing or empty; write the word")
        counted = _counted(written.strip())
        if counted in seen:
            other, at = seen[counted]
            raise InputError(f"{where}, column term: {written!r} is {other!r} of {at} again; take one out")
        seen[counted] = (written, place)
        rows.append((counted, *(_score(cells.get(name), f"{where}, column {name}") for name in columns)))
    return pd.DataFrame(rows, columns=["term", *columns])


def _counted(written: str) -> str:
    spans = words(written)
    start, end = spans[0] if len(spans) == 1 else (0, 0)
    whole = start == 0 and written[end:].lower().strip("'’‘`") in ("", "s")
    return term(written[start:end]) if end and whole else written.lower()


def _score(cell: Any, where: str) -> float:
    try:
        score = float("nan") if isinstance(cell, bool) or cell is None else float(cell)
    except (TypeError, ValueError):
        score = float("nan")
    if not isfinite(score):
        raise InputError(
            f"{where}: {'is empty' if cell is None else repr(cell) + ' is no number'}; write one like -1.5"
        )
    return score
