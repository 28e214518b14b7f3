"""What changed between the table of a figure as it was written and as it is now, cell by cell."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

import pandas as pd

from analysis.views.book.provenance import data_files, hashes
from analysis.views.tables.write import write_csv, write_json

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
        The columns that identify a row; every row is named by these.

    Returns
    -------
    list of str
        Empty if the two agree. Rows are numbered as in the file, from 1, the line of headings not counted.
    """
    name = file.name
    out = BytesIO()
    write_csv(table, out)
    try:
        written = file.read_bytes()
        old, new = _cells(written), _cells(out.getvalue())
    except FileNotFoundError:
        return [f"{name} is missing"]
    except (OSError, ValueError) as error:
        return [f"{name} cannot be read: {' '.join(str(error).split())}"]
    if old.equals(new):
        return [] if written == out.getvalue() else [f"{name}: the same cells, written in other bytes"]
    said = [f"{name}, column {column}: in the file, not there now" for column in old.columns.difference(new.columns)]
    said += [f"{name}, column {column}: not in the file, there now" for column in new.columns.difference(old.columns)]
    columns = [column for column in old.columns if column in new.columns]
    before, now = (_by_key(cells, [column for column in key if column in columns]) for cells in (old, new))
    rows = {label: row for row, label in enumerate(before.index, start=1)}
    found = [(rows[label], label, ": in the file, not there now") for label in before.index if label not in now.index]
    both = before.index[before.index.isin(now.index)]
    changed = before.loc[both, columns].compare(now.loc[both, columns]).stack(level=0, future_stack=True).dropna()
    for (label, column), cell in changed.iterrows():
        what = f", column {column}: {_shown(cell['self'])} in the file, {_shown(cell['other'])} now"
        found.append((rows[label], label, what))
    found.sort(key=lambda one: one[0])
    said += [f"{name}, row {row} ({label}){what}" for row, label, what in found]
    said += [f"{name} ({label}): not in the file, there now" for label in now.index if label not in rows]
    if not said:
        return [f"{name}: the same rows and columns in another order, or written in another way"]
    more = len(said) - DIFFERENCES_SHOWN
    return [*said[:DIFFERENCES_SHOWN], *([f"{name}: {more} more differences"] if more > 0 else [])]


def compare_manifest(folder: Path, now: Mapping[str, tuple[str, str, int]]) -> list[str]:
    """Return how the manifest differs from the CSVs next to it and from what the figures now say.

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
    write_json(hashes(root, data_files(root)), folder / INPUTS)


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


def _cells(data: bytes) -> pd.DataFrame:
    """Return the cells of a CSV, each as it is written."""
    return pd.read_csv(BytesIO(data), dtype=str, na_filter=False, skip_blank_lines=False)


def _by_key(cells: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Return the rows under a label made of their key, with a number where a key comes again."""
    named = [", ".join(map("=".join, zip(keys, row, strict=True))) for row in cells[keys].to_numpy()]
    labels = pd.Series(named, dtype=str)
    again = labels.groupby(labels).cumcount() + 1
    return cells.set_axis(labels.where(again == 1, (labels + ", " + again.astype(str)).str.removeprefix(", ")), axis=0)


def _shown(value: object) -> str:
    return "nothing" if value is None or value == "" else str(value)
