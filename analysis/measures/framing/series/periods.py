"""Days, weeks, months, quarters and years: in which of them each text lies, and which of them have enough texts.

Periods are numbered by our own few lines: the period of pandas takes "2014" for the first of January, and a text whose
month nobody knows is in no month.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.measures.stats.minimum_sizes import LEAST_DOCUMENTS
from analysis.schema import InputError, listed
from analysis.texts.readers.dates import exact_date

PERIODS = ("day", "week", "month", "quarter", "year")
AUTO = "auto"
_MOST_CHOSEN = 60  # periods that a choice by rule makes at most: more are not told apart in a figure
_MOST_LOST = 0.1  # of the texts with a date, that such a choice may leave out
_LETTERS = {"day": 10, "week": 10, "month": 7, "quarter": 7, "year": 4}  # of a date that is exact enough
_LESS_EXACT = {4: "year", 7: "month", 10: "day"}
NOT_KNOWN = -1


def period_numbers(dates: Sequence[str], period: str) -> np.ndarray:
    """Return the number of the period in which each date lies; `NOT_KNOWN` where that is not told.

    Parameters
    ----------
    dates
        As `exact_date` returns them: a year, a month, a day or nothing.
    period
        One of `PERIODS`. Neighbouring periods have neighbouring numbers; weeks are those of ISO 8601, from Monday.
    """
    least = _LETTERS[period]
    known = {date: _number(date, period) if len(date) >= least else NOT_KNOWN for date in set(dates)}
    return np.array([known[date] for date in dates], dtype=np.int64)


def period_name(number: int, period: str) -> str:
    """Return what a period is called: 2014-07-13, 2014-W28, 2014-07, 2014-Q3 or 2014.

    >>> [period_name(int(period_numbers(["2014-07-13"], period)[0]), period) for period in PERIODS]
    ['2014-07-13', '2014-W28', '2014-07', '2014-Q3', '2014']
    """
    if period == "day":
        return datetime.date.fromordinal(number).isoformat()
    if period == "week":
        year, week, _ = datetime.date.fromordinal(7 * number + 1).isocalendar()
        return f"{year:04}-W{week:02}"
    if period == "year":
        return f"{number:04}"
    year, place = divmod(number, 12 if period == "month" else 4)
    return f"{year:04}-{place + 1:02}" if period == "month" else f"{year:04}-Q{place + 1}"


def _number(date: str, period: str) -> int:
    year, month, day = (int(part) for part in (date + "-01-01")[:10].split("-"))
    if period == "day":
        return datetime.date(year, month, day).toordinal()
    if period == "week":
        return (datetime.date(year, month, day).toordinal() - 1) // 7  # the first day of all is a Monday
    return {"month": 12 * year + month - 1, "quarter": 4 * year + (month - 1) // 3, "year": year}[period]


def dates_of(documents: pd.DataFrame, column: str) -> list[str]:
    """Return the date of each document as exactly as it is known (`exact_date`), "" where it is not.

    Raises
    ------
    InputError
        If there is no such column, or it holds no date.
    """
    if column not in documents.columns:
        there = ", ".join(str(name) for name in documents.columns if name != "text")
        raise InputError(
            f"the documents have no column {column!r}, so that their dates are not known; they have: {there}"
        )
    cells = documents[column].tolist()
    known = {cell: exact_date(cell) for cell in dict.fromkeys(cells) if isinstance(cell, str)}
    dates = [known.get(cell, "") for cell in cells]
    if not any(dates):
        raise InputError(
            f"no text has a date in the column {column!r}; write them there as 2014-07-13, 2014-07 or 2014"
        )
    return dates


def choose_period(dates: Sequence[str], groups: Sequence[str], units: Sequence[str]) -> str:
    """Return the shortest period in which most have texts enough for an interval.

    That is the shortest in which half of the groups' periods with texts have five units or more (`LEAST_DOCUMENTS`),
    that makes two to 60 periods, gaps among them, and that leaves out one in ten of the dated texts at most. Where none
    does, it is the year.

    Parameters
    ----------
    dates, groups, units
        Of each text: its date, its group, and its name or that of its cluster.
    """
    dated = sum(bool(date) for date in dates)
    for period in PERIODS:
        numbers = period_numbers(dates, period)
        there = numbers != NOT_KNOWN
        if not there.any() or there.sum() < (1 - _MOST_LOST) * dated:
            continue
        if not 1 <= int(np.ptp(numbers[there])) < _MOST_CHOSEN:
            continue
        rows = pd.DataFrame({"number": numbers, "group": groups, "unit": units})[there].drop_duplicates()
        if (rows.groupby(["group", "number"]).size() >= LEAST_DOCUMENTS).mean() >= 0.5:
            return period
    return "year"


def explain_undated(documents: pd.DataFrame, period: str, column: str = "date") -> str:
    """Say which texts are in no period, and why; nothing where each is in one.

    >>> table = pd.DataFrame({"doc_id": ["a", "b", "c"], "date": ["2014-07-13", "2014", "2014"]})
    >>> explain_undated(table, "month")
    '2 of 3 texts are left out: 2 whose date is no more exact than a year (b, c)'
    """
    dates = dates_of(documents, column)
    lacking: dict[str, list[str]] = {}
    rows = zip(documents["doc_id"], documents[column], dates, period_numbers(dates, period), strict=True)
    for doc_id, cell, date, number in rows:
        if number == NOT_KNOWN:
            lacking.setdefault(_lack(cell, date, column), []).append(str(doc_id))
    n = sum(map(len, lacking.values()))
    whys = [f"{len(lacking[why]):,} {why} ({listed(lacking[why], 5)})" for why in sorted(lacking, key=len)]
    are = "is" if n == 1 else "are"
    return f"{n:,} of {len(dates):,} texts {are} left out: {'; '.join(whys)}" if n else ""


def _lack(cell: object, date: str, column: str) -> str:
    """Return what is wrong with a date that tells no period."""
    if date:
        return f"whose date is no more exact than a {_LESS_EXACT[len(date)]}"
    if isinstance(cell, str) and cell.strip():
        return f"whose date in the column {column!r} is no one day, month or year that can be read"
    return f"without a date in the column {column!r}"
