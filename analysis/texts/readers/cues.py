"""The cue table: the verbs and phrases that attribute words to somebody, and how they do it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.schema import COLUMNS, InputError
from analysis.texts.readers.rows import DATA, read_rows

if TYPE_CHECKING:
    import pandas as pd

KINDS = (
    "neutral",
    "endorsing",
    "doubting",
    "denying",
    "arguing",
    "thinking",
    "judging",
    "emotive",
    "directive",
    "committing",
)
SEPARATOR = " | "
TAKES = ("clause", "phrase", "after", "person", "noun")


def read_cues(path: str | Path | None = None) -> pd.DataFrame:
    """Return the cue table: ``cue, kind, takes, forms, note``.

    `cue` is the dictionary form, `kind` one of `KINDS` (data/lexicon/CODEBOOK.md says what each means), `forms` the
    written forms that attribute in news, separated by ``" | "`` because some are of several words. A form that is far
    more often a noun than a verb ("report", "state") is left out.

    `takes` says where the content stands, some of `TAKES`: a `clause` after it ("said that …", "promised to …"), a noun
    `phrase` after it ("accused the mayor of delay"), the content before it (`after`: "…, she said"), the `person`
    addressed first ("told reporters that …"), or the cue is a `noun` ("the claim that …").
    A table without the column has `clause` everywhere.

    Raises
    ------
    InputError
        If a column is missing, a cell empty, a kind unknown, or a form given twice.

    Notes
    -----
    Misleads where the same form is not a verb of speech: "added value", "claims for damages". The table says what a
    form means where it attributes, not whether it attributes.
    """
    return _read(Path(path) if path is not None else DATA / "lexicon" / "cues.csv").copy()


def cue_forms(cues: pd.DataFrame) -> pd.DataFrame:
    """Return one row per written form: `form` and the other columns of the table, in its order."""
    long = cues.drop(columns="forms").assign(form=cues["forms"].str.split(SEPARATOR, regex=False)).explode("form")
    return long[["form", *(column for column in long.columns if column not in {"form", "note"})]].reset_index(drop=True)


@cache
def _read(path: Path) -> pd.DataFrame:
    import pandas as pd

    rows = read_rows(path, needs=("cue", "kind", "forms"), filled=("cue", "kind", "forms"))
    seen: dict[str, str] = {}
    for row in rows:
        place = f"{path}, line {row['line']}"
        if row["kind"] not in KINDS:
            raise InputError(f"{place}, column kind: {row['kind']!r} is not known; use one of {', '.join(KINDS)}")
        row["takes"] = row.get("takes") or "clause"
        unknown = set(row["takes"].split()) - set(TAKES)
        if unknown:
            raise InputError(f"{place}, column takes: {min(unknown)!r} is not known; use some of {', '.join(TAKES)}")
        for form in row["forms"].split(SEPARATOR):
            if not form.strip() or form != form.strip() or "|" in form:
                raise InputError(f"{place}, column forms: an empty form; separate forms by {SEPARATOR!r}")
            if form in seen:
                raise InputError(f"{place}, column forms: {form!r} stands in line {seen[form]} too; take one out")
            seen[form] = row["line"]
    table = pd.DataFrame(rows, columns=[*COLUMNS["cues"], "line"]).fillna("")
    return table[list(COLUMNS["cues"])]
