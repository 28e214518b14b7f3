"""Reading sentences that people have labelled as loaded or not: what a class has made, or a published data set."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.schema import InputError
from analysis.texts.matching.matcher import compile_entries
from analysis.texts.matching.matcher import find as find_entries
from analysis.texts.readers.corpus import find
from analysis.texts.readers.tables import read_rows
from analysis.texts.segmentation.words import tokens

if TYPE_CHECKING:
    import pandas as pd

_LABELS = {"0": 0, "1": 1}


def read_labelled(path: str | Path) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    """Return the labelled sentences and, where people marked words in them, the places of those.

    Parameters
    ----------
    path
        A ``.csv``, ``.jsonl`` or ``.parquet`` file with ``doc_id`` (or ``id``), ``text`` and ``label`` (1: loaded, 0:
        not). For words, ``spans`` (a list of ``[start, end]`` or ``{"start": …, "end": …}``, in characters of the text
        from 0, the end left out) or, where that is missing, ``biased_words`` (a list of words or phrases as they stand
        in the text, all places of which are meant). In CSV, both are JSON.

    Returns
    -------
    documents : DataFrame
        ``doc_id, text, title`` (empty), ``label`` (int), in the file's order.
    spans : DataFrame or None
        ``doc_id, start, end``; None where the file has neither column.

    Raises
    ------
    InputError
        If a column or a cell is missing or not what it should be, a span lies outside its text, a marked word is not
        in its text, or an id comes twice. The message names the file, the row and the column.
    """
    import pandas as pd

    file = find(path)
    rows: list[tuple[str, str, str, int]] = []
    marks: list[tuple[str, int, int]] = []
    seen: dict[str, str] = {}
    marked = False
    for place, cells in read_rows(file):
        where = f"{file}, {place}"
        doc_id = cells.get("doc_id") if cells.get("doc_id") is not None else cells.get("id")
        if type(doc_id) not in (str, int) or not str(doc_id).strip():
            raise InputError(f"{where}, column doc_id: is missing or empty; give each sentence its own")
        doc_id = str(doc_id)
        if doc_id in seen:
            raise InputError(f"{where}, column doc_id: {doc_id!r} stands in {seen[doc_id]} too; give each its own")
        seen[doc_id] = place
        text = cells.get("text")
        if not isinstance(text, str) or not text.strip():
            raise InputError(f"{where}, column text: is missing or empty; write the sentence")
        label = cells.get("label")
        if type(label) not in (str, int) or str(label) not in _LABELS:
            raise InputError(f"{where}, column label: {label!r} is neither 0 nor 1; write 1 for loaded, else 0")
        rows.append((doc_id, text, "", _LABELS[str(label)]))
        for name, read in (("spans", _spans), ("biased_words", _words)):
            if cells.get(name) is not None:
                marked = True
                marks += [(doc_id, *span) for span in read(_list(cells[name], f"{where}, column {name}"), text, where)]
                break
    documents = pd.DataFrame(rows, columns=["doc_id", "text", "title", "label"]).astype({"label": int})
    return documents, pd.DataFrame(marks, columns=["doc_id", "start", "end"]) if marked else None


def _list(cell: Any, place: str) -> list[Any]:
    if isinstance(cell, str):
        try:
            cell = json.loads(cell)
        except (ValueError, RecursionError):
            raise InputError(f"{place}: is not JSON; write a list such as [[0, 4]]") from None
    if not isinstance(cell, list):
        raise InputError(f"{place}: is not a list; write a list such as [[0, 4]]")
    return cell


def _spans(cell: list[Any], text: str, where: str) -> Iterator[tuple[int, int]]:
    for number, span in enumerate(cell):
        ends = [span.get("start"), span.get("end")] if isinstance(span, dict) else span
        whole = [end for end in ends[:2] if type(end) is int] if isinstance(ends, list) else []
        if len(whole) < 2 or not 0 <= whole[0] <= whole[1] <= len(text):
            raise InputError(
                f"{where}, column spans, number {number + 1}: is not [start, end] within the text of {len(text)} "
                "characters; count from 0, the end left out"
            )
        yield whole[0], whole[1]


def _words(cell: list[Any], text: str, where: str) -> Iterator[tuple[int, int]]:
    import pandas as pd

    segment = pd.DataFrame({"doc_id": ["d"], "start": [0], "end": [len(text)], "text": [text]})
    table = tokens(segment)
    for word in cell:
        if not isinstance(word, str):
            raise InputError(
                f"{where}, column biased_words: {word!r} is no text; write words as they stand in the text"
            )
        bare = word.replace("*", " ")
        places = [] if not bare.strip() else _places(bare, table, text)
        if not places:
            raise InputError(f"{where}, column biased_words: {word!r} is not in the text; write it as it stands there")
        yield from places


def _places(word: str, table: pd.DataFrame, text: str) -> list[tuple[int, int]]:
    found = find_entries(compile_entries([word.lower()]), table, {"d": text})
    starts, ends = table["start"].to_numpy(), table["end"].to_numpy()
    return [(int(starts[a]), int(ends[b])) for a, b in zip(found["first"], found["last"], strict=True)]
