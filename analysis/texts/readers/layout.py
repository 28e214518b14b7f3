"""What the formats of texts say of stretches of them: the cells of the column `layout`, and ``layout.csv``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from analysis.schema import COLUMNS, InputError, listed, shown
from analysis.texts.readers.tables import read_list
from analysis.texts.readers.values import parse_json
from analysis.texts.segmentation.known_stretches import KINDS, Known

_ADVICE = "write a list of [start, end, kind, speaker]"


def parse_layout(cell: str, text: str, place: str) -> list[Known]:
    """Return the known stretches of a text, as a cell of the column `layout` lists them.

    Raises
    ------
    InputError
        If the cell is no JSON list of ``[start, end, kind, speaker]``, a stretch is not inside the text, of no known
        kind, or before the end of the one before it. The message begins with `place`.
    """
    if not cell.strip():
        return []
    data = parse_json(cell, place, _ADVICE)
    if not isinstance(data, list):
        raise InputError(f"{place}: {shown(data)} is no list; {_ADVICE}")
    return _checked(((f"{place}, entry {number}", entry) for number, entry in enumerate(data, 1)), len(text))


def layout_json(stretches: Iterable[tuple[int, int, str, str]]) -> str:
    """Return stretches as a cell of the column `layout`; nothing for none.

    >>> layout_json([(0, 10, "byline", "")])
    '[[0, 10, "byline", ""]]'
    """
    entries = [list(one) for one in stretches]
    return json.dumps(entries, ensure_ascii=False) if entries else ""


def read_layout(file: Path, texts: dict[str, str]) -> dict[str, str]:
    """Return the cells of the column `layout` by `doc_id`, from a table of that name, whose texts are given.

    Raises
    ------
    InputError
        If the file cannot be read, lacks a column, names a text that is not there, or as `parse_layout`.
    """
    entries: dict[str, list[tuple[str, Any]]] = {}
    for row in read_list(file, needs=COLUMNS["layout"], filled=("doc_id",)):
        place = f"{file}, line {row['line']}"
        if row["doc_id"] not in texts:
            raise InputError(f"{place}: there is no text {shown(row['doc_id'])}; remove the line")
        start, end = (
            int(row[name]) if row[name].isascii() and row[name].isdigit() else row[name] for name in ("start", "end")
        )
        entries.setdefault(row["doc_id"], []).append((place, [start, end, row["kind"], row["speaker"]]))
    return {name: layout_json(_checked(given, len(texts[name]))) for name, given in entries.items()}


def _checked(entries: Iterable[tuple[str, Any]], length: int) -> list[Known]:
    found: list[Known] = []
    for place, entry in entries:
        if not isinstance(entry, list) or len(entry) != 4:
            raise InputError(f"{place}: {shown(entry)} is no stretch; {_ADVICE}")
        start, end, kind, speaker = entry
        if any(not isinstance(at, int) or isinstance(at, bool) for at in (start, end)):
            raise InputError(f"{place}: {shown(start)} and {shown(end)} are no offsets; write whole numbers")
        if not 0 <= start < end <= length:
            raise InputError(f"{place}: {start} to {end} is no stretch of {length} characters; correct the offsets")
        if found and start < found[-1].end:
            raise InputError(
                f"{place}: begins at {start}, before {found[-1].end}, where the one before it ends; part them"
            )
        if kind not in KINDS:
            raise InputError(f"{place}: {shown(kind)} is no known kind; write one of {listed(KINDS)}")
        if not isinstance(speaker, str):
            raise InputError(f"{place}: the speaker {shown(speaker)} is no text; write a name, or an empty one")
        found.append(Known(start, end, kind, speaker.strip()))
    return found
