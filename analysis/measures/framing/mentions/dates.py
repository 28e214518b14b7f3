"""Dates that a text names: days, months and years ("July 13, 2014", "the 1980s"), and relative ones ("last Sunday")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.measures.framing.mentions.counted_nouns import Phrases
from analysis.measures.framing.mentions.number_words import begins_number
from analysis.measures.framing.mentions.rows import as_rows
from analysis.schema import check
from analysis.texts.matching.matcher import texts_of
from analysis.texts.readers.dates import as_day
from analysis.texts.segmentation.words import tokens_of

_NAMES = "January February March April May June July August September October November December".split()
_MONTHS = {form: name for name in _NAMES for form in (name.lower(), name[:3].lower(), f"{name[:3].lower()}.")}
_MONTHS |= {"sept": "September", "sept.": "September"}
_ALSO_WORDS = frozenset("may march jan jun mar sun".split())  # a name or a verb: what is before has to tell
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_TODAY = frozenset("today yesterday tomorrow tonight".split())
_POINTING = frozenset("last next this past coming previous following".split())
_SPANS = frozenset(
    "week month year decade century weekend night morning evening afternoon spring summer autumn fall winter".split()
)
_UNIT = re.compile(r"(?:minute|hour|day|week|month|year|decade)s?")
_COUNTED = frozenset("a an few several some couple of many".split())
_BEFORE_MONTH = frozenset(
    "in since until till by of during from late early mid last next this for before after to".split()
)
_DAY = re.compile(r"(?:\d{1,2}-)?(\d{1,2})(?:st|nd|rd|th)?", re.ASCII)  # the last of "3-5"
_YEAR = re.compile(r"(?:1[89]\d\d|20[0-4]\d)(s?)", re.ASCII)
_WRITTEN = re.compile(r"\d{4}-\d{1,2}-\d{1,2}", re.ASCII)
_JOINS = frozenset((", ", " and ", " or ", ", and ", " to ", "-", "–"))
_AND = frozenset("and or to".split())


class _Date(NamedTuple):
    first: int  # rows of its first and last word
    last: int
    name: str


class _DateSearch:
    def __init__(self, words: Phrases) -> None:
        self.words = words

    def __iter__(self) -> Iterator[_Date]:
        wanted = np.array([_may_be_date(term) for term in self.words.terms], dtype=bool)
        after = 0
        for row in np.flatnonzero(wanted[self.words.codes]).tolist():
            if row < after:
                continue
            for date in sorted(self._at(row, after)):
                after = max(after, date.last + 1)
                yield date

    def _at(self, row: int, after: int) -> list[_Date]:
        words, term = self.words, self.words.term(row)
        if term in _MONTHS:
            return self._month(row, after) if words.capital(row) else []
        if _WRITTEN.fullmatch(term):
            return [_Date(row, row, _in_words(as_day(term)))]
        if _YEAR.fullmatch(term):
            return [_Date(row, row, term)] if self._is_year(row) else []
        if term in _WEEKDAYS:
            return self._weekday(row) if words.capital(row) else []
        if term == "ago":
            return self._ago(row, after)
        if term in _SPANS:
            before = words.preceding(row, 1)
            return [_Date(row - 1, row, "")] if before and before[0] in _POINTING else []
        return [_Date(row, row, "")]

    def _month(self, row: int, after: int) -> list[_Date]:
        words, month = self.words, _MONTHS[self.words.term(row)]
        last, year = self._year_behind(row)
        if days := self._days_behind(row):
            end, year = self._year_behind(days[-1])
            dates = [self._dated(day, day, day, month, year) for day in days]
            dates[0] = dates[0]._replace(first=self._weekday_before(row, after))
            return [*dates[:-1], dates[-1]._replace(last=end)]
        if days := self._days_before(row, after):
            dates = [self._dated(day, day, day, month, year) for day in days]
            first = self._weekday_before(days[0], after)
            dates[0] = dates[0]._replace(first=first)
            return [*dates[:-1], dates[-1]._replace(last=last)]
        before = words.preceding(row, 1)
        if year:
            return [_Date(row, last, f"{month} {year}")]
        if before and before[0] in _POINTING and row - 1 >= after:
            return [_Date(row - 1, row, "")]
        term = words.term(row)
        told = bool(before) and before[0] in _BEFORE_MONTH
        return [_Date(row, row, month)] if told or (term not in _ALSO_WORDS and len(term) > 4) else []

    def _dated(self, first: int, last: int, day: int, month: str, year: str) -> _Date:
        number = _DAY.fullmatch(self.words.term(day))
        return _Date(first, last, f"{int(number[1])} {month} {year}".strip() if number else "")

    def _is_day(self, row: int) -> bool:
        found = _DAY.fullmatch(self.words.term(row))
        return found is not None and 1 <= int(found[1]) <= 31

    def _near(self, row: int, gaps: frozenset[str]) -> bool:
        words = self.words
        return row + 1 < len(words.codes) and bool(words.one_place(row, row + 1)) and words.gap(row) in gaps

    def _days_behind(self, row: int) -> list[int]:
        """Return the rows of the days in "July 5 and 7": a second one only where no noun follows it."""
        found: list[int] = []
        if not (self._near(row, _SPACE) and self._is_day(row + 1)):
            return found
        at = row + 1
        found.append(at)
        while len(found) < 5:
            if self._near(at, _COMMA | _DASH) and self._is_day(at + 1):
                at += 1
            elif self._near(at, _SPACE) and self.words.term(at + 1) in _AND and self._near(at + 1, _SPACE):
                if not (at + 2 < len(self.words.codes) and self._is_day(at + 2)):
                    break
                at += 2
                if self.words.counted(at).noun > at + 1:
                    break
            else:
                break
            found.append(at)
        return found

    def _days_before(self, row: int, after: int) -> list[int]:
        """Return the rows of the days in "7, 8 and 9 January", "the 13th of July"."""
        at = row - 1
        if at < after or not self._near(at, _SPACE):
            return []
        if self.words.term(at) == "of" and at - 1 >= after and self._near(at - 1, _SPACE):
            at -= 1
            if self.words.term(at).isdigit():
                return []
        if not self._is_day(at):
            return []
        found = [at]
        while at - 1 >= after and len(found) < 5:
            if self._near(at - 1, _COMMA | _DASH) and self._is_day(at - 1):
                at -= 1
            elif (
                self.words.term(at - 1) in _AND and at - 2 >= after
                and self._near(at - 1, _SPACE) and self._near(at - 2, _SPACE | _COMMA) and self._is_day(at - 2)
            ):  # fmt: skip
                at -= 2
            else:
                break
            found.insert(0, at)
        return found

    def _year_behind(self, row: int) -> tuple[int, str]:
        if self._near(row, _SPACE | _COMMA):
            found = _YEAR.fullmatch(self.words.term(row + 1))
            if found and not found[1]:
                return row + 1, self.words.term(row + 1)
        return row, ""

    def _weekday_before(self, row: int, after: int) -> int:
        if row - 1 >= after and self._near(row - 1, _SPACE | _COMMA) and self.words.term(row - 1) in _WEEKDAYS:
            return row - 1
        return row

    def _weekday(self, row: int) -> list[_Date]:
        if self._near(row, _SPACE | _COMMA) and self._leads_date(row + 1):
            return []  # the date takes it in
        before = self.words.preceding(row, 1)
        pointed = bool(before) and before[0] in _POINTING
        return [_Date(row - pointed, row, "")]

    def _leads_date(self, row: int) -> bool:
        if self.words.term(row) in _MONTHS:
            return bool(self._days_behind(row))
        return self._is_day(row) and self._near(row, _SPACE) and self.words.term(row + 1) in _MONTHS

    def _ago(self, row: int, after: int) -> list[_Date]:
        before = self.words.preceding(row, 5)
        if not before or not _UNIT.fullmatch(before[-1]):
            return []
        n = 1
        while n < len(before) and (before[-n - 1] in _COUNTED or begins_number(before[-n - 1])):
            n += 1
        first = row - n
        return [_Date(first, row, "")] if n > 1 and first >= after else []

    def _is_year(self, row: int) -> bool:
        """Return whether a number of four figures is a year, and not a sum, a count or part of a number."""
        left, right = self.words.around(row)
        if left[-1:] in tuple("$£€#:/.,") or right[:1] in tuple("%:/") or (right[:1] == "." and right[1:2].isdigit()):
            return False
        value = int(self.words.term(row)[:4])
        return value % 100 != 0 or self.words.counted(row).noun != row + 1


_SPACE, _COMMA, _DASH = frozenset((" ", "\u00a0", "\n")), frozenset((", ",)), frozenset(("-", "–", " – ", " - "))


def _in_words(day: str) -> str:
    """Return an ISO 8601 day as dates are named here: "13 July 2014"."""
    year, month, number = day.split("-")
    return f"{int(number)} {_NAMES[int(month) - 1]} {year}" if 1 <= int(month) <= 12 else ""


def _may_be_date(term: str) -> bool:
    if term in _MONTHS or term in _WEEKDAYS or term in _TODAY or term in _SPANS or term == "ago":
        return True
    return term[0].isdigit() and bool(_YEAR.fullmatch(term) or _WRITTEN.fullmatch(term))


def find_dates(segments: pd.DataFrame, *, tokens: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return every date that is named: one row per date, in the order of the texts.

    Parameters
    ----------
    segments
        Table `segments`; the segments of a text must cover it.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

    Returns
    -------
    DataFrame
        Columns ``doc_id, start, end, match, name, part, voice, speaker``. `name` is the date in one form: "13 July
        2014", "13 July", "July 2014", "2014", "1980s". It is empty for a relative date ("yesterday", "last Sunday",
        "three months ago"), which is another day in another text.

    Notes
    -----
    "July 5 and 7" are two dates. A month without a day or a year counts with its capital, and "May" and "March" only
    behind a word such as "in". A date in figures counts in the order of ISO 8601 alone, for 01/05/2014 is two days.
    Misleads where a year is the name of something ("the 1967 border") and where a number of four figures is none.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> text = "On July 5 and 7, 2014, they met. The 9th of May was last Monday."
    >>> segments = same.voices(pd.DataFrame({"doc_id": ["a"], "text": [text]}))
    >>> find_dates(segments)[["match", "name"]].values.tolist()
    [['July 5', '5 July 2014'], ['7, 2014', '7 July 2014'], ['9th of May', '9 May'], ['last Monday', '']]
    """
    check(segments, "segments")
    table, texts = tokens_of(segments, tokens), texts_of(segments)
    words = Phrases(table, texts)
    found = list(_DateSearch(words)) if len(table) else []
    spans = [(date.first, int(words.starts[date.first]), int(words.ends[date.last])) for date in found]
    rows = as_rows(spans, words, segments, table)
    rows["name"] = pd.Series([date.name for date in found], dtype="str")
    return rows[["doc_id", "start", "end", "match", "name", "part", "voice", "speaker"]]
