"""What changed between the table of a figure as it was written and as it is now, cell by cell."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from analysis.views.book.provenance import data_files, hashes, write_record
from analysis.views.tables.write import write_table

DIFFERENCES_SHOWN = 20  # differences named for one table; the rest are counted
MANIFEST = "manifest.json"
INPUTS = "inputs.json"


def compare_table(file: Path, table: pd.DataFrame, key: Sequence[str]) -> list[str]:
    """Return how a CSV differs from the table that is now in its place: a line for each cell, row or column.

    Parameters
    ----------
    file
        The CSV, as `write.write_table` wrote it.
    table
        The table now.
    key
        The columns that tell its rows apart; rows that went or came are named by these.

    Returns
    -------
    list of str
        Empty if the two agree. Rows are numbered as in the file, from 1, the line of headings not counted.
    """
    name = file.name
    try:
        old = _cells(file)
    except FileNotFoundError:
        return [f"{name} is missing"]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        return [f"{name} cannot be read: {error}"]
    with TemporaryDirectory() as folder:
        write_table(table, Path(folder) / name)
        new = _cells(Path(folder) / name)
        same = file.read_bytes() == (Path(folder) / name).read_bytes()
    if old == new:
        return [] if same else [f"{name}: the same cells, written in other bytes"]
    old_head, new_head = (rows[0] if rows else [] for rows in (old, new))
    said = [f"{name}, column {column}: in the file, not there now" for column in old_head if column not in new_head]
    said += [f"{name}, column {column}: not in the file, there now" for column in new_head if column not in old_head]
    both = [column for column in old_head if column in new_head]
    keys = [column for column in key if column in both]
    before, now = (_by_key(rows, keys) for rows in (old, new))
    for place, (at, row) in before.items():
        where = f"{name}, row {at} ({_told(place, keys)})"
        if place not in now:
            said.append(f"{where}: in the file, not there now")
            continue
        fresh = now[place][1]
        said += [
            f"{where}, column {column}: {_shown(row.get(column))} in the file, {_shown(fresh.get(column))} now"
            for column in both
            if row.get(column) != fresh.get(column)
        ]
    said += [f"{name} ({_told(place, keys)}): not in the file, there now" for place in now if place not in before]
    if not said:
        return [f"{name}: the same rows and columns in another order, or written in another way"]
    return (
        said
        if len(said) <= DIFFERENCES_SHOWN
        else [*said[:DIFFERENCES_SHOWN], f"{name}: {len(said) - DIFFERENCES_SHOWN} more differences"]
    )


def compare_manifest(folder: Path, now: Mapping[str, tuple[str, str, int]]) -> list[str]:
    """Return how the manifest differs from the CSVs beside it and from what the figures now say.

    Parameters
    ----------
    folder
        The folder of the figures.
    now
        Title, alt text and number of rows of each figure.
    """
    try:
        entries = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        known = {str(entry["name"]): entry for entry in entries}
    except FileNotFoundError:
        return [f"{MANIFEST} is missing"]
    except (OSError, ValueError, TypeError, KeyError) as error:
        return [f"{MANIFEST} cannot be read: {error}"]
    said = [f"{MANIFEST}: {name} is listed, but there is no such figure" for name in sorted(known) if name not in now]
    for name, (title, alt, rows) in sorted(now.items()):
        if name not in known:
            said.append(f"{MANIFEST}: {name} is not listed")
            continue
        file = folder / f"{name}.csv"
        if file.is_file() and known[name].get("sha256") != hashlib.sha256(file.read_bytes()).hexdigest():
            said.append(f"{MANIFEST}, {name}: the sha256 is not that of {file.name}")
        for what, value in (("title", title), ("alt", alt), ("rows", rows)):
            if known[name].get(what) != value:
                said.append(f"{MANIFEST}, {name}, {what}: {_shown(known[name].get(what))} in the file, {value} now")
    return said


def write_inputs(folder: Path, root: Path) -> None:
    """Write ``inputs.json``: path, size and hash of each text and word list of a checkout."""
    write_record(hashes(root, data_files(root)), folder / INPUTS)


def changed_inputs(folder: Path, root: Path) -> list[str]:
    """Return which texts and word lists are no longer those that the figures were drawn from, a line each.

    Only of use where a table has changed: then these are where to look. Empty where the folder has no ``inputs.json``.
    """
    try:
        before = {str(one["path"]): one["sha256"] for one in json.loads((folder / INPUTS).read_text(encoding="utf-8"))}
    except (OSError, ValueError, TypeError, KeyError):
        return []
    now = {str(one["path"]): one["sha256"] for one in hashes(root, data_files(root))}
    said = {path: "is gone" for path in before if path not in now}
    said |= {path: "is new" for path in now if path not in before}
    said |= {path: "has changed" for path in now if path in before and now[path] != before[path]}
    return [f"{path} {what} since these figures were drawn" for path, what in sorted(said.items())]


def listed(folder: Path) -> set[str]:
    """Return the names of the figures in a folder's manifest; none if it cannot be read."""
    try:
        return {str(entry["name"]) for entry in json.loads((folder / MANIFEST).read_text(encoding="utf-8"))}
    except (OSError, ValueError, TypeError, KeyError):
        return set()


def _cells(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, strict=True))


def _by_key(rows: list[list[str]], keys: list[str]) -> dict[tuple[str, ...], tuple[int, dict[str, str]]]:
    """Return each row with its number, by the values of the key; a key that comes again is told apart by a number."""
    found: dict[tuple[str, ...], tuple[int, dict[str, str]]] = {}
    for at, cells in enumerate(rows[1:], start=1):
        row = dict(zip(rows[0], cells, strict=False))
        place = tuple(row.get(column, "") for column in keys)
        again = 1
        while (*place, *[str(again)] * (again > 1)) in found:
            again += 1
        found[(*place, *[str(again)] * (again > 1))] = (at, row)
    return found


def _told(place: tuple[str, ...], keys: list[str]) -> str:
    told = [f"{column}={value}" for column, value in zip(keys, place, strict=False)]
    return ", ".join([*told, *place[len(keys) :]])


def _shown(value: object) -> str:
    return "nothing" if value is None or value == "" else str(value)
