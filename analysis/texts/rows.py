"""Reading a CSV of our own data, cell by cell as written, with errors that name the file, the line and the column."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from analysis.schema import InputError

DATA = Path(__file__).resolve().parents[2] / "data"


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
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the path") from None
    lines = csv.reader(io.StringIO(text, newline=""))
    header = [name.strip() for name in next(lines, [])]
    missing = [name for name in needs if name not in header]
    if missing:
        raise InputError(
            f"{path}, line 1: no column {', '.join(missing)}; it has {', '.join(header) or 'none'}; "
            "name the columns in the first line"
        )
    rows = []
    for cells in lines:
        place = f"{path}, line {lines.line_num}"
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            raise InputError(f"{place}: {len(cells)} cells for {len(header)} columns; quote a cell that holds a comma")
        row = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
        for name in filled:
            if not row[name]:
                raise InputError(f"{place}, column {name}: empty; fill it in or take the row out")
        rows.append({**row, "line": str(lines.line_num)})
    return rows
