"""A folder that is a corpus already: SOURCES.csv lists its texts, and what is known about each."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import PurePosixPath

from analysis.schema import InputError
from analysis.texts.intake.columns import further
from analysis.texts.intake.files import File

LIST = "SOURCES.csv"
# Beside the list in a folder that `gather` has made: no articles.
LAYOUT = "layout.csv"
_TABLES = (LAYOUT, "left-out.csv", "files.csv", "repeats.csv", "outlets.csv", "report.html")


def with_sources(given: Iterable[File | tuple[str, str]]) -> list[File | tuple[str, str]]:
    """Return the files without the lists among them; what a list says about a file is in its `about`.

    A file below such a list that is not in it is no text of that corpus, and is returned with this reason.
    """
    every = list(given)
    texts = {one.name: one for one in every if isinstance(one, File)}
    lists = {one.name: _rows(one) for one in texts.values() if one.path.name == LIST}
    found: list[File | tuple[str, str]] = []
    rows = {_beside(name, row["file"]): row for name, listing in lists.items() for row in listing}
    homes = [(name.removesuffix(LIST), texts[name].origin) for name, listing in lists.items() if listing]
    layouts = _layouts(texts[f"{home}{LAYOUT}"] for home, _ in homes if f"{home}{LAYOUT}" in texts)
    for one in every:
        if not isinstance(one, File):
            found.append(one)
        elif one.name in rows:
            row = rows[one.name]
            one.about = {kept: cell for name, cell in row.items() if cell and (kept := _kept(name))}
            one.layout = layouts.get((_home(one.name, row["file"]), row.get("doc_id", "")), [])
        elif home := next((origin for folder, origin in homes if one.name.startswith(folder)), ""):
            if one.path.name not in (LIST, *_TABLES):
                found.append((one.origin, f"is not listed in {home}"))
        else:
            found.append(one)
    found += [texts[name] for name in rows if name in texts]  # in the order of the list
    return found + [(name, f"is listed in {LIST} and not there") for name in rows if name not in texts]


def _rows(file: File) -> list[dict[str, str]]:
    return [row for row in _table(file) if row.get("file")]


def _table(file: File) -> list[dict[str, str]]:
    """Return the rows of a table of ours; none where it is another, whose reader says what is wrong with it."""
    try:
        rows = list(csv.DictReader(io.StringIO(file.text, newline="")))
    except (csv.Error, InputError):
        return []
    return [{name: cell for name, cell in row.items() if name and isinstance(cell, str)} for row in rows]


def _layouts(tables: Iterable[File]) -> dict[tuple[str, str], list[tuple[int, int, str, str]]]:
    """Return what layouts say about each text, by the folder and its name."""
    found: dict[tuple[str, str], list[tuple[int, int, str, str]]] = {}
    for table in tables:
        for row in _table(table):
            if row.get("start", "").isdecimal() and row.get("end", "").isdecimal():
                stretch = (int(row["start"]), int(row["end"]), row.get("kind", ""), row.get("speaker", ""))
                found.setdefault((table.name.removesuffix(LAYOUT), row.get("doc_id", "")), []).append(stretch)
    return found


def _home(name: str, file: str) -> str:
    return name.removesuffix(str(PurePosixPath(file)))


def _beside(name: str, file: str) -> str:
    return name.removesuffix(LIST) + str(PurePosixPath(file))


def _kept(column: str) -> str:
    return column if column in ("doc_id", "title", "outlet", "date") else further(column).removesuffix("_given")
