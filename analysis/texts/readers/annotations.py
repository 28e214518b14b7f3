"""Reading annotated data: texts in which people marked whose words they are, or which words are loaded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.schema import COLUMNS, InputError, numbers
from analysis.texts.readers.corpus import find
from analysis.texts.readers.tables import read_rows

if TYPE_CHECKING:
    import pandas as pd

TASKS = ("voices", "markers")

Span = tuple[int, int]
_LABELS: dict[object, int] = {0: 0, 1: 1, "0": 0, "1": 1}


def read_gold(path: str | Path, task: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the annotated texts and the spans that people marked in them.

    Parameters
    ----------
    path
        JSON lines, one text per line: ``id``, ``text``, where known ``outlet`` (or ``publisher``) and ``outlet_type``,
        and for the task

        - voices: ``quotes``, one object per attribution, with ``quote_spans`` (all that is attributed),
          ``direct_spans`` (of that, what stands in quotation marks) and, where there is one, ``speaker`` and ``cue``;
        - markers: ``label`` (1: a person calls the text loaded, else 0) and ``spans`` (the loaded words).

        A span is ``[start, end]`` or ``{"start": …, "end": …}`` in characters of `text`, from 0, the end left out.
    task
        One of `TASKS`.

    Returns
    -------
    documents, gold : DataFrame
        Table `documents` of the texts in the file's order, with the columns `outlet_type` and, for markers, `label`
        (int); `title` is empty, so that the suite is judged on the bare text. And table `gold`, one row per span:
        `annotation` numbers the attributions or marks of a text from 0, `kind` is ``attributed``, ``direct`` or
        ``loaded``, `speaker` and `cue` are empty where none is given.

    Raises
    ------
    InputError
        If the file is not JSON lines, a field is missing or not what it should be, a span lies outside its text, or
        an id comes twice. The message names the file, the line and the field.
    """
    import pandas as pd

    if task not in TASKS:
        raise InputError(f"there is no task {task!r} to validate; choose one of: {', '.join(TASKS)}")
    file = find(path)
    if file.suffix.lower() != ".jsonl":
        raise InputError(f"{file}: annotated data comes as JSON lines; give a file that ends in .jsonl")
    texts: list[dict[str, Any]] = []
    spans: list[tuple[str, int, str, int, int, str, str]] = []
    seen: dict[str, str] = {}
    for line, fields in read_rows(file):
        place = f"{file}, {line}"
        doc_id = _id(fields, place)
        if doc_id in seen:
            raise InputError(f"{place}, field id: {doc_id!r} stands in {seen[doc_id]} too; give each text its own id")
        seen[doc_id] = line
        text = _field(fields, "text", str, place)
        outlet = _word(fields, "outlet", place) or _word(fields, "publisher", place)
        row = {"doc_id": doc_id, "text": text, "outlet": outlet, "outlet_type": _word(fields, "outlet_type", place)}
        marks = _quotes(fields, text, place) if task == "voices" else _loaded(fields, text, place)
        spans.extend((doc_id, *mark) for mark in marks)
        texts.append(row | ({"label": _label(fields, place)} if task == "markers" else {}))
    columns = [*COLUMNS["documents"], "outlet_type"]
    documents = pd.DataFrame({name: [row.get(name, "") for row in texts] for name in columns}, dtype="str")
    if task == "markers":
        documents["label"] = [row["label"] for row in texts]
    gold = pd.DataFrame(spans, columns=list(COLUMNS["gold"])).astype(numbers("gold"))
    return documents, gold


def _quotes(fields: dict[str, Any], text: str, place: str) -> Iterator[tuple[int, str, int, int, str, str]]:
    for number, quote in enumerate(_field(fields, "quotes", list, place)):
        within = f"quotes[{number}]."
        if not isinstance(quote, dict):
            raise InputError(f"{place}, field {within[:-1]}: is {_kind(quote)}; write an object")
        speaker, cue = _word(quote, "speaker", place, within), _word(quote, "cue", place, within)
        for name, kind in (("quote_spans", "attributed"), ("direct_spans", "direct")):
            for start, end in _spans(quote, name, text, place, within):
                yield number, kind, start, end, speaker, cue


def _loaded(fields: dict[str, Any], text: str, place: str) -> Iterator[tuple[int, str, int, int, str, str]]:
    for number, (start, end) in enumerate(_spans(fields, "spans", text, place)):
        yield number, "loaded", start, end, "", ""


def _spans(fields: dict[str, Any], name: str, text: str, place: str, within: str = "") -> Iterator[Span]:
    for number, span in enumerate(_field(fields, name, list, place, within)):
        where = f"{place}, field {within}{name}[{number}]"
        ends = [span.get("start"), span.get("end")] if isinstance(span, dict) else span
        whole = [end for end in ends[:2] if type(end) is int] if isinstance(ends, list) else []
        if len(whole) < 2:
            raise InputError(f"{where}: is not [start, end]; write two whole numbers")
        start, end = whole
        if not 0 <= start <= end <= len(text):
            raise InputError(
                f"{where}: [{start}, {end}] is not in the text of {len(text)} characters; "
                "count characters from 0, the end left out"
            )
        yield start, end


def _field(fields: dict[str, Any], name: str, kind: type, place: str, within: str = "") -> Any:
    value = fields.get(name)
    if value is None:
        shown = "is null" if name in fields else f"there is no such field among {', '.join(fields) or 'none'}"
        raise InputError(f"{place}, field {within}{name}: {shown}; write {_KINDS[kind]}")
    if not isinstance(value, kind):
        raise InputError(f"{place}, field {within}{name}: is {_kind(value)}; write {_KINDS[kind]}")
    return value


def _word(fields: dict[str, Any], name: str, place: str, within: str = "") -> str:
    value = fields.get(name)
    if value is not None and not isinstance(value, str):
        raise InputError(f"{place}, field {within}{name}: is {_kind(value)}; write it as text or leave it out")
    return value or ""


def _id(fields: dict[str, Any], place: str) -> str:
    value = fields.get("id")
    value = str(value) if type(value) is int else _field(fields, "id", str, place)
    if not value.strip():
        raise InputError(f"{place}, field id: is empty; give each text its own id")
    return value


def _label(fields: dict[str, Any], place: str) -> int:
    value = fields.get("label")
    if not isinstance(value, (int, str)) or value not in _LABELS:  # True is 1
        shown = "is missing" if value is None else f"is {_kind(value)}, not 0 or 1"
        raise InputError(f"{place}, field label: {shown}; write 1 where people call the text loaded, else 0")
    return _LABELS[value]


def _kind(value: object) -> str:
    return _KINDS.get(type(value), "something else") if value is not None else "null"


_KINDS: dict[type, str] = {
    str: "text",
    list: "a list",
    dict: "an object",
    bool: "true or false",
    int: "a number",
    float: "a number",
}
