"""Reading what was measured against annotated texts, and what others reach: data/validation/.

Reading what was measured of the tests: how often they find what is not there, and what is: data/calibration/.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis.schema import COLUMNS, InputError
from analysis.texts.readers.tables import DATA, read_list

FIGURES = ("date", "data", *COLUMNS["validation"])
BASELINES = ("task", "measure", "data", "who", "kind", "value", "source")
TRAINING = ("date", "data", *COLUMNS["training"])
KINDS = ("program", "people", "limit")
_NUMBERS = {"value": float, "low": float, "high": float, "hits": "Int64", "of": "Int64", "n": int}
_NUMBERS |= {"sd": float, "n_positive": int, "repeats": int, "folds": int}


def read_measured(path: str | Path | None = None) -> pd.DataFrame:
    """Return the dated figures of how far voices and markers agree with people.

    Parameters
    ----------
    path
        A table as ``benchmarks/validation.py`` writes it; None is data/validation/figures.csv.

    Returns
    -------
    DataFrame
        ``date, data, task, measure, group_by, group, value, low, high, hits, of, n``, as data/validation/README.md
        describes them: `data` is the name of the annotated file, the rest as from
        `validation.validate_voices`. Where there was nothing to measure, `value`, `low` and `high`
        are NaN; `hits` and `of` are missing for a mean of several figures.

    Raises
    ------
    InputError
        If the file cannot be read, a column is missing, or a cell that should hold a number does not.

    Notes
    -----
    A figure is as old as its date: rules and lexicon may have changed since.
    """
    rows = _table(path, "figures.csv", FIGURES, ("data", "task", "measure", "group_by", "group", "n"))
    return rows.astype({name: kind for name, kind in _NUMBERS.items() if name in FIGURES})


def read_training(path: str | Path | None = None) -> pd.DataFrame:
    """Return the dated figures of how well ``train`` does on sentences that it has not seen.

    Parameters
    ----------
    path
        A table as ``benchmarks/validation.py --train`` writes it; None is data/validation/training.csv.

    Returns
    -------
    DataFrame
        ``date, data`` and the columns that `crossvalidation.cross_validate` describes.

    Raises
    ------
    InputError
        As `read_measured` does.
    """
    rows = _table(path, "training.csv", TRAINING, ("data", "level", "method", "figure", "n"))
    return rows.astype({name: kind for name, kind in _NUMBERS.items() if name in TRAINING})


def read_baselines(path: str | Path | None = None) -> pd.DataFrame:
    """Return what other programs and people reach in the same tasks.

    Parameters
    ----------
    path
        A table of that form; None is data/validation/baselines.csv.

    Returns
    -------
    DataFrame
        ``task, measure, data, who, kind, value, source``: `kind` is ``program``, ``people``, or ``limit`` for what
        perfect or blind marking would give.

    Raises
    ------
    InputError
        If the file cannot be read, a column is missing, a kind is unknown, or a value is no number.
    """
    rows = _table(path, "baselines.csv", BASELINES, BASELINES)
    unknown = set(rows["kind"]) - set(KINDS)
    if unknown:
        raise InputError(
            f"{path or 'baselines.csv'}, column kind: {min(unknown)!r} is not known; use one of {', '.join(KINDS)}"
        )
    return rows


def _table(path: str | Path | None, name: str, columns: tuple[str, ...], filled: tuple[str, ...]) -> pd.DataFrame:
    """Read the columns of a file; those that hold numbers as such, an empty cell as missing."""
    file = Path(path) if path is not None else DATA / "validation" / name
    rows = read_list(file, needs=columns, filled=filled)
    for row in rows:
        for column in set(_NUMBERS) & set(columns):
            try:
                float(row[column] or "nan")
            except ValueError:
                raise InputError(
                    f"{file}, line {row['line']}, column {column}: {row[column]!r} is not a number; write one"
                ) from None
    table = pd.DataFrame(rows, columns=list(columns)).astype("str")
    for column in [name for name in columns if name in _NUMBERS]:
        table[column] = pd.to_numeric(table[column].replace("", None))
    return table


CALIBRATION = ("date", "data", *COLUMNS["calibration"])
CALIBRATION_KINDS = ("chance", "planted", "spread", "coverage")
_WORDS = ("date", "data", "test", "unit", "kind", "cluster")
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
    file = Path(path) if path is not None else DATA / "calibration" / "figures.csv"
    rows = read_list(file, needs=CALIBRATION, filled=_FILLED)
    for row in rows:
        if row["kind"] not in CALIBRATION_KINDS:
            raise InputError(
                f"{file}, line {row['line']}, column kind: {row['kind']!r} is not known; "
                f"use one of {', '.join(CALIBRATION_KINDS)}"
            )
    table = pd.DataFrame(rows, columns=list(CALIBRATION)).astype("str")
    for column in [name for name in CALIBRATION if name not in _WORDS]:
        numbers = pd.to_numeric(table[column].replace("", None), errors="coerce")
        wrong = numbers.isna() & (table[column] != "")
        if wrong.any():
            row = rows[int(wrong.to_numpy().argmax())]
            raise InputError(f"{file}, line {row['line']}, column {column}: {row[column]!r} is not a number; write one")
        table[column] = numbers.astype(float)
    return table
