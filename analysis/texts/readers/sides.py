"""The sides of those who are quoted: a coding by hand, which fits the texts it was made for alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analysis.schema import TABLES, InputError
from analysis.texts.readers.rows import DATA, read_rows

if TYPE_CHECKING:
    import pandas as pd


def read_sides(path: str | Path | None = None) -> pd.DataFrame:
    """Return the side of each mention of a speaker: ``doc_id, speaker, side, ground, note``.

    Parameters
    ----------
    path
        A CSV with at least ``doc_id, speaker, side``. None is data/speakers.csv, which fits the five texts alone.

    Returns
    -------
    DataFrame
        In the order of the file. `speaker` is the mention as table `segments` has it; `ground` is what in the text the
        coding rests on.

    Raises
    ------
    InputError
        If a column is missing, a cell of the first three empty, or a mention coded twice in one text.
    """
    import pandas as pd

    file = DATA / "speakers.csv" if path is None else Path(path)
    columns = TABLES["sides"]
    needs = columns[:3]
    rows = read_rows(file, needs=needs, filled=needs)
    seen: dict[tuple[str, str], str] = {}
    for row in rows:
        mention = (row["doc_id"], row["speaker"])
        if mention in seen:
            raise InputError(
                f"{file}, line {row['line']}, column speaker: {row['speaker']!r} of {row['doc_id']} stands in line "
                f"{seen[mention]} too; take one out"
            )
        seen[mention] = row["line"]
    return pd.DataFrame(rows, columns=list(columns)).fillna("")
