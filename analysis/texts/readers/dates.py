"""Dates as exports and pages write them, to ISO 8601 days.

The day is the one that is written there: no time zone is applied, since a story of 22:30 in New York is of that day.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Sequence

from analysis.schema import InputError, shown

# January to December in the languages in which databases have their interfaces; three letters or more are enough.
_MONTHS = """
january february march april may june july august september october november december
januar februar marz april mai juni juli august september oktober november dezember
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
januari februari maart april mei juni juli augustus september oktober november december
janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
""".split()
_MONTH = {name: number % 12 + 1 for number, name in enumerate(_MONTHS)}
_SHORT = {name[:3]: month for name, month in _MONTH.items() if name[:3] not in ("jui",)} | {
    "jul": 7, "juil": 7, "jun": 6, "sept": 9, "marz": 3, "mrz": 3, "fevr": 2, "janv": 1, "avr": 4, "dic": 12, "ene": 1,
}  # fmt: skip

_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?=T|\b|\d{6}\b)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|\.)?(?:\s+(?:de\s+)?|-)([^\W\d_]{3,10})\.?,?(?:\s+(?:de\s+)?|-)(\d{4})(?!\d)")  # fmt: skip # noqa: E501
_MONTH_FIRST = re.compile(r"(?<![^\W\d_])([^\W\d_]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
_FIGURES = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")
_SHORT_YEAR = re.compile(r"(?<![\d.])(\d{1,2}\.\d{1,2}\.\d\d)(?![\d.])")  # 28.02.05, the day first
_EAST_ASIAN = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日|(\d{4})년\s*(\d{1,2})월\s*(\d{1,2})일")
_SLASHED = re.compile(r"\s*(\d{1,2})(/)(\d{1,2})/(\d\d)(?=[\s,;T]|$)")  # 12/31/98 of spreadsheets: nothing before it
_SLASH = re.compile(r"(?<!\d)\d{1,2}([/-])\d{1,2}\1\d")
_TIMED = re.compile(r"\s*\d{4}-\d\d-\d\d[T ]\d\d:")
_ONE_DAY = re.compile(
    r"\s*(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s+)?"
    r"(?:\d{1,4}([-/.])\d{1,2}\1\d{1,4}|\d{8}|\d{1,2}(?:st|nd|rd|th)?[\s-]+[a-z]{3,9}\.?,?[\s-]+\d{4}"
    r"|[a-z]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4})"
    r"(?:,?\s+(?:at\s+)?\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?(?:\s+(?:[a-z]{2,4}|[-+]\d{4}))?)?\s*",
    re.I | re.A,
)  # a day alone in its cell
_EXACT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ]\d\d:.*)?)?)?")
_MONTH_ALONE = re.compile(r"([^\W\d_]{3,10})\.?,?\s+(\d{4})")
FIRST_YEAR, LAST_CENTURY = 100, 69  # what is below the first is a short year; from the second on, of the twentieth
ORDERS = ("dmy", "mdy")


def read_date(text: str, order: str = "", place: str = "") -> str:
    """Return the first date that is written out in a text as an ISO 8601 day; nothing where no whole date is.

    Parameters
    ----------
    text
        What a file has where a date is looked for, with an edition, a weekday or a time beside it.
    order
        ``dmy`` or ``mdy``: what 01/05/2024 means.
    place
        Where it is, for the message.

    Raises
    ------
    InputError
        If day and month could change places and `order` is empty.

    Examples
    --------
    >>> read_date("January 11, 2018 Thursday, Late Edition - Final")
    '2018-01-11'
    >>> [read_date(date) for date in ("mardi 14 mars 2006, p. 16", "26-FEB-1987 15:01:01", "9 Januar 1993", "May 2010")]
    ['2006-03-14', '1987-02-26', '1993-01-09', '']
    >>> read_date("01/05/2024", "dmy")
    '2024-05-01'
    """
    found = []
    for pattern, parts in _PATTERNS:
        for match in pattern.finditer(text):
            day = parts([group for group in match.groups() if group is not None])
            if day:
                found.append((match.start(), day))
                break
    if found:
        return min(found)[1]
    return _from_figures(text, order, place)


def as_days(cells: Sequence[str]) -> list[str]:
    """Return the cells of a column of dates, each that is one day, with a weekday or a time at most, as ISO 8601.

    What is exact to the second in ISO 8601 stays, since it tells which of two texts came first. So does what is no
    whole day, and every day in figures where the order of day and month is not known for one of them.

    >>> as_days(["May 1, 2024", "1 May 2024", "2024-05-01T10:30:00Z", "May 2024", "01/05/2024"])
    ['2024-05-01', '2024-05-01', '2024-05-01T10:30:00Z', 'May 2024', '01/05/2024']
    """
    different = dict.fromkeys(cells)
    is_known = not any(map(_is_ambiguous, different))
    days = {
        cell: cell if _TIMED.match(cell) or (_SLASH.search(cell) and not is_known) else as_day(cell)
        for cell in different
    }
    return [days[cell] for cell in cells]


def _is_ambiguous(cell: str) -> bool:
    try:
        read_date(cell)
    except AmbiguousDate:
        return True
    return False


def as_day(cell: str) -> str:
    """Return the day that a cell holds, with a weekday or a time at most, as ISO 8601; the cell where it holds none."""
    if not (_TIMED.match(cell) or _ONE_DAY.fullmatch(cell)) or _is_ambiguous(cell):
        return cell
    return read_date(cell) or cell


def exact_date(cell: object) -> str:
    """Return a cell's year, month or day as ISO 8601 ("2014", "2014-07", "2014-07-13"), as exact as it is written.

    Nothing where it holds no date, one that no calendar has, or several. Of a day with its time it is the day that is
    written there.

    >>> [exact_date(cell) for cell in ("2014", "2014-07", "13 July 2014", "July 2014", "2014-07-13T23:30-04:00")]
    ['2014', '2014-07', '2014-07-13', '2014-07', '2014-07-13']
    >>> [exact_date(cell) for cell in ("", "2014-13", "2014-02-30", "undated", None)]
    ['', '', '', '', '']
    """
    written = as_day(cell.strip()) if isinstance(cell, str) else ""
    if match := _EXACT.fullmatch(written):
        year, month, day = (int(part) if part else 1 for part in match.groups())
        return written[: match.end(match.lastindex or 1)] if _day(year, month, day) else ""
    if match := _MONTH_ALONE.fullmatch(written):
        return f"{match[2]}-{month:02}" if (month := _month(match[1])) else ""
    return ""


def _from_figures(text: str, order: str, place: str) -> str:
    match = _FIGURES.search(text) or _SLASHED.match(text)
    if not match:
        return _from_short_year(text)
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if year < FIRST_YEAR:
        year += 2000 if year < LAST_CENTURY else 1900
    readings = {"dmy": _day(year, second, first), "mdy": _day(year, first, second)}
    if match[2] == ".":  # where dates have points between their figures the day comes first
        return readings["dmy"]
    possible = {day for day in readings.values() if day}
    if order:
        return readings[order]
    if len(possible) == 2:
        raise AmbiguousDate(
            f"{place or 'a date'}: {shown(match[0])} is two days; say --dates dmy (the day first) or --dates mdy"
        )
    return next(iter(possible), "")


def _from_short_year(text: str) -> str:
    """Return the day of a date like 28.02.05; the century is that of POSIX (69 to 99 are of the twentieth)."""
    match = _SHORT_YEAR.search(text)
    try:
        return datetime.datetime.strptime(match[1], "%d.%m.%y").date().isoformat() if match else ""
    except ValueError:
        return ""


class AmbiguousDate(InputError):
    """A date whose day and month could change places."""


def _day(year: int, month: int, day: int) -> str:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return ""


def _month(name: str) -> int:
    bare = "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))
    return _MONTH.get(bare) or _SHORT.get(bare) or 0


def _numbers(parts: list[str]) -> str:
    return _day(int(parts[0]), int(parts[1]), int(parts[2]))


_PATTERNS = (
    (_ISO, _numbers),
    (_EAST_ASIAN, _numbers),
    (_DAY_FIRST, lambda parts: _day(int(parts[2]), _month(parts[1]), int(parts[0]))),
    (_MONTH_FIRST, lambda parts: _day(int(parts[2]), _month(parts[0]), int(parts[1]))),
    (_COMPACT, _numbers),
)
