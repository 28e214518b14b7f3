"""A folder that is a corpus already: SOURCES.csv lists its texts, and what is known about each."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import PurePosixPath

from analysis.texts.intake.columns import further
from analysis.texts.intake.files import File

LIST = "SOURCES.csv"
# Beside the list in a folder that `gather` has made: no articles.
_TABLES = ("layout.csv", "left-out.csv", "files.csv", "repeats.csv", "outlets.csv", "report.html")


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
    for one in every:
        if not isinstance(one, File):
            found.append(one)
        elif one.name in rows:
            one.about = {kept: cell for name, cell in rows[one.name].items() if cell and (kept := _kept(name))}
        elif home := next((origin for folder, origin in homes if one.name.startswith(folder)), ""):
            if one.path.name not in (LIST, *_TABLES):
                found.append((one.origin, f"is not listed in {home}"))
        else:
            found.append(one)
    found += [texts[name] for name in rows if name in texts]  # in the order of the list
    return found + [(name, f"is listed in {LIST} and not there") for name in rows if name not in texts]


def _rows(file: File) -> list[dict[str, str]]:
    rows = csv.DictReader(io.StringIO(file.text, newline=""))
    return [{name: cell or "" for name, cell in row.items() if name} for row in rows if row.get("file")]


def _beside(name: str, file: str) -> str:
    return name.removesuffix(LIST) + str(PurePosixPath(file))


def _kept(column: str) -> str:
    return column if column in ("doc_id", "title", "outlet", "date") else further(column).removesuffix("_given")
