"""Reading a CSV of our own data, cell by cell as written, with errors that name the file, the line and the column."""

from __future__ import annotations

from pathlib import Path

from analysis.schema import InputError
from analysis.texts.readers.tables import csv_records, decode, read_bytes

DATA = Path(__file__).resolve().parents[3] / "data"


def read_rows(path: Path, *, needs: tuple[str, ...], filled: tuple[str, ...]) -> list[dict[str, str]]:
    """Return the rows of a CSV as dictionaries of stripped strings; ``line`` holds the line in the file.

    Parameters
    ----------
    path
        A CSV in UTF-8 whose first line names the columns.
    needs
        Columns that must be there.
    filled
        Columns that may not be empty.

    Raises
    ------
    InputError
        If the file cannot be read, is not UTF-8, lacks a column, or a row lacks a cell or has one too many.
    """
    records = csv_records(path, decode(read_bytes(path), path).removeprefix("\ufeff"))
    header = [name.strip() for name in next(records, (1, 1, []))[2]]
    missing = [name for name in needs if name not in header]
    if missing:
        raise InputError(
            f"{path}, line 1: no column {', '.join(missing)}; it has {', '.join(header) or 'none'}; "
            "name the columns in the first line"
        )
    rows = []
    for _, line, cells in records:
        place = f"{path}, line {line}"
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            raise InputError(f"{place}: {len(cells)} cells for {len(header)} columns; quote a cell that holds a comma")
        row = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
        for name in filled:
            if not row[name]:
                raise InputError(f"{place}, column {name}: empty; fill it in or take the row out")
        rows.append({**row, "line": str(line)})
    return rows
