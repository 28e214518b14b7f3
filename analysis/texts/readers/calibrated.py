"""Reading what was measured of the tests: how often they find what is not there, and what is: data/calibration/."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analysis.schema import COLUMNS, InputError, numbers
from analysis.texts.readers.rows import DATA, read_rows

if TYPE_CHECKING:
    import pandas as pd

CALIBRATION = ("date", "data", *COLUMNS["calibration"])
KINDS = ("chance", "planted", "spread", "coverage")
_FILLED = ("date", "data", "test", "unit", "kind", "splits")


def read_calibration(path: str | Path | None = None) -> pd.DataFrame:
    """Return the dated figures of how often each test finds what is not there, and what is.

    Parameters
    ----------
    path
        A table as ``benchmarks/calibration.py`` writes it; None is data/calibration/figures.csv.

    Returns
    -------
    DataFrame
        ``date, data`` and the columns of the table `calibration`, as data/calibration/README.md describes them. What
        was not measured is NaN.

    Raises
    ------
    InputError
        If the file cannot be read, a column is missing, a kind is unknown, or a cell that should hold a number does
        not.

    Notes
    -----
    A figure is as old as its date, and of its texts: on others the tests may do better or worse.
    """
    import pandas as pd

    file = Path(path) if path is not None else DATA / "calibration" / "figures.csv"
    rows = read_rows(file, needs=CALIBRATION, filled=_FILLED)
    for row in rows:
        if row["kind"] not in KINDS:
            raise InputError(
                f"{file}, line {row['line']}, column kind: {row['kind']!r} is not known; use one of {', '.join(KINDS)}"
            )
    table = pd.DataFrame(rows, columns=list(CALIBRATION)).astype("str")
    for column, kind in numbers("calibration").items():
        read = pd.to_numeric(table[column].replace("", None), errors="coerce")
        wrong = read.isna() & (table[column] != "")
        if wrong.any():
            row = rows[int(wrong.to_numpy().argmax())]
            raise InputError(f"{file}, line {row['line']}, column {column}: {row[column]!r} is not a number; write one")
        table[column] = read.astype(kind)
    return table
