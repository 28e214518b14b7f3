"""Reading what people correct in the reader: whose words a passage is, who speaks, what is no marker."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from analysis.schema import COLUMNS, VOICES, InputError, listed, shown
from analysis.texts.readers.tables import read_list, to_table

WHAT = ("voice", "speaker", "marker")
NO_MARKER = "none"  # what a marker is now, where a person says that it is not one


def read_corrections(path: str | Path, documents: pd.DataFrame) -> pd.DataFrame:
    r"""Return the corrections that people made to these texts: table `corrections`, one row each.

    Parameters
    ----------
    path
        A CSV as the reader exports it, with the columns of the table.
    documents
        Table `documents`: the texts that are corrected.

    Returns
    -------
    DataFrame
        Table `corrections`: ``doc_id, start, end, words, what, was, now, text_sha256``, in the order of the file; where
        two overlap, the later one holds. Rows about texts that are not among the documents are left out, and how many
        these are is in ``attrs["elsewhere"]``. The lines of those that say otherwise than a later one of the very same
        words are in ``attrs["overruled"]``.

    Raises
    ------
    InputError
        If a column is missing, an offset is no whole number or lies outside its text, a text has changed so that other
        words are there now, a voice is unknown, or no row is about these texts: one line that names the file's line.

    See Also
    --------
    correct_voices, correct_markers : what makes use of them.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> documents = pd.DataFrame({"doc_id": ["a"], "text": ["The mayor lied."]})
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "corrections.csv")
    ...     head, row = "doc_id,start,end,words,what,was,now,text_sha256", "a,10,14,lied,voice,author,direct,"
    ...     _ = file.write_text(f"{head}\n{row}\n")
    ...     same.read_corrections(file, documents)["now"].tolist()
    ['direct']
    """
    file = Path(path)
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    rows: list[dict[str, str]] = []
    elsewhere = 0
    for row in read_list(file, needs=COLUMNS["corrections"], filled=("doc_id", "start", "end", "what")):
        if row["doc_id"] in texts:
            rows.append(_checked(row, texts[row["doc_id"]], f"{file}, line {row['line']}"))
        else:
            elsewhere += 1
    if elsewhere and not rows:
        raise InputError(f"{file}: corrects none of these texts, which are {listed(map(str, texts))}")
    table = to_table(rows, COLUMNS["corrections"]).astype({"start": "int64", "end": "int64"})
    table.attrs |= {"elsewhere": elsewhere, "overruled": _overruled(rows)}
    return table


def _overruled(rows: Sequence[Mapping[str, str]]) -> list[str]:
    """Return the lines that a later one contradicts; two about markers cannot, since these are only taken away."""
    last = {_place(row): row["now"] for row in rows}
    return [str(row["line"]) for row in rows if last[_place(row)] != row["now"]]


def _place(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row[name] for name in ("doc_id", "start", "end", "what"))


def _checked(row: dict[str, str], text: str, place: str) -> dict[str, str]:
    """Return a row that fits its text; raise an `InputError` otherwise."""
    passage(row, text, place)
    if row["what"] not in WHAT:
        raise InputError(f"{place}, column what: {shown(row['what'])} is not known; use one of {', '.join(WHAT)}")
    if row["what"] == "voice" and row["now"] not in VOICES:
        raise InputError(f"{place}, column now: {shown(row['now'])} is no voice; use one of {', '.join(VOICES)}")
    if row["what"] == "marker" and row["now"] != NO_MARKER:
        raise InputError(f"{place}, column now: a marker can only be taken away; write {NO_MARKER}")
    return row


def passage(row: dict[str, str], text: str, place: str) -> tuple[int, int]:
    """Return the offsets of a row that a person made in the reader.

    Raises
    ------
    InputError
        If they are no passage of the text, or the text has changed and other words are there now.
    """
    for column in ("start", "end"):
        if not row[column].isascii() or not row[column].isdigit():
            raise InputError(f"{place}, column {column}: {shown(row[column])} is no whole number")
    start, end = int(row["start"]), int(row["end"])
    if not start < end <= len(text):
        raise InputError(
            f"{place}: {start} to {end} is no passage of {shown(row['doc_id'])}, which has {len(text)} characters"
        )
    unchanged = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() == row["text_sha256"]
    if not unchanged and text[start:end].strip() != row["words"]:
        raise InputError(
            f"{place}: {shown(row['doc_id'])} has changed: {shown(text[start:end])} is there now, not "
            f"{shown(row['words'])}; do it again on the page of the text, or take the line out"
        )
    return start, end
