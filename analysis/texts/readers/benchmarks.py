"""Reading the dated figures of how far to trust the suite: data/validation/ and data/calibration/."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis.schema import COLUMNS, TABLES, InputError, numbers, shown
from analysis.texts.readers.installation import DATA
from analysis.texts.readers.tables import read_list
from analysis.texts.readers.values import number

VALIDATION_COLUMNS = ("date", "data", *COLUMNS["validation"])
TRAINING_COLUMNS = ("date", "data", *COLUMNS["training"])
BASELINE_COLUMNS = TABLES["baselines"]
CALIBRATION_COLUMNS = ("date", "data", *COLUMNS["calibration"])
FIGURE_KINDS = {"baselines": ("program", "people", "limit"), "calibration": ("chance", "planted", "spread", "coverage")}


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
        `analysis.measures.evaluation.validation.validate_voices`. Where there was nothing to measure, `value`, `low`
        and `high` are NaN; `hits` and `of` are missing for a mean of several figures.

    Raises
    ------
    InputError
        If the file cannot be read, a column is missing, or a cell that should hold a number does not.

    See Also
    --------
    beside_baselines : next to other programs.
    voice_confusion : which voices are confused.

    Notes
    -----
    A figure is as old as its date: rules and lexicon may have changed since.

    Examples
    --------
    >>> import analysis as same
    >>> sorted(set(same.read_measured()["task"]))
    ['agency', 'frames', 'markers', 'mentions', 'voices']
    """
    filled = ("data", "task", "measure", "group_by", "group")
    return _figures(path, "validation/figures.csv", "validation", VALIDATION_COLUMNS, filled)


def read_training(path: str | Path | None = None, *, several: bool = False) -> pd.DataFrame:
    """Return the dated figures of how well ``train`` does on sentences or texts that it has not seen.

    Parameters
    ----------
    path
        A table as ``benchmarks/validation.py --train`` writes it; None is data/validation/training.csv.
    several
        Without a path: those of several labels per text, data/validation/frame_training.csv.

    Returns
    -------
    DataFrame
        ``date, data`` and the columns that `analysis.measures.classifier.crossvalidation.cross_validate` describes, or
        `multilabel_crossvalidation.cross_validate_frames`; `label` is empty where a file lacks it.

    Raises
    ------
    InputError
        As `read_measured` does.

    See Also
    --------
    cross_validate, cross_validate_frames : make such figures.

    Examples
    --------
    >>> import analysis as same
    >>> sorted(set(same.read_training()["level"])), sorted(set(same.read_training(several=True)["level"]))
    (['sentence', 'word'], ['text'])
    """
    filled = ("data", "level", "method", "figure")
    file = "validation/frame_training.csv" if several else "validation/training.csv"
    return _figures(path, file, "training", TRAINING_COLUMNS, filled)


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
        If the file cannot be read, a column is missing, a kind is unknown, or a value is not a number.

    See Also
    --------
    beside_baselines : next to the suite.

    Examples
    --------
    >>> import analysis as same
    >>> sorted(set(same.read_baselines()["kind"]))
    ['limit', 'people', 'program']
    """
    return _figures(path, "validation/baselines.csv", "baselines", BASELINE_COLUMNS, BASELINE_COLUMNS)


def read_calibration(path: str | Path | None = None) -> pd.DataFrame:
    """Return the dated figures of how often each test finds what is not there, and how often it finds what is.

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

    See Also
    --------
    calibrate : makes such figures.

    Notes
    -----
    A figure is as old as its date, and of its texts: on others the tests may do better or worse.

    Examples
    --------
    >>> import analysis as same
    >>> sorted(set(same.read_calibration()["kind"]))
    ['chance', 'coverage', 'planted', 'spread']
    """
    filled = ("date", "data", "test", "unit", "kind")
    return _figures(path, "calibration/figures.csv", "calibration", CALIBRATION_COLUMNS, filled)


def _figures(
    path: str | Path | None, default: str, table: str, columns: tuple[str, ...], filled: tuple[str, ...]
) -> pd.DataFrame:
    """Read the columns of a file, numbers as the schema declares them; an empty cell is missing."""
    file = Path(path) if path is not None else DATA / default
    types = numbers(table, columns)
    whole = tuple(column for column, kind in types.items() if kind == "int")
    needs = tuple(column for column in columns if (table, column) != ("training", "label"))  # older files have none
    rows = [{"label": ""} | row for row in read_list(file, needs=needs, filled=(*filled, *whole))]
    for row in rows:
        place = f"{file}, line {row['line']}, column"
        if table in FIGURE_KINDS and row["kind"] not in FIGURE_KINDS[table]:
            raise InputError(
                f"{place} kind: {shown(row['kind'])} is not known; use one of {', '.join(FIGURE_KINDS[table])}"
            )
        for column, kind in types.items():
            if not _holds(row[column], kind):
                wanted = "a number" if kind == "float" else "a whole number"
                raise InputError(f"{place} {column}: {shown(row[column])} is not {wanted}; write one")
    read = pd.DataFrame(rows, columns=list(columns)).astype("str")
    values = {column: [float(cell or "nan") for cell in read[column]] for column in types}
    return read.assign(**values).astype(types)


def _holds(cell: str, kind: str) -> bool:
    """Return whether a cell is empty or holds a number of a type."""
    value = number(cell or "0")
    return value is not None and (kind == "float" or (value.is_integer() and abs(value) < 2**53))
