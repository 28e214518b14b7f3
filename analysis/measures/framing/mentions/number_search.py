"""Numbers on their way to rows: which words are one, what is said of how exact it is, and what it counts."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from analysis.measures.framing.mentions.bounds import FEWER, MORE, RANGE, VAGUE, bound_after, bound_before
from analysis.measures.framing.mentions.counted_nouns import NOTHING, Counted, Phrases
from analysis.measures.framing.mentions.not_counting import counts_nothing
from analysis.measures.framing.mentions.noun_heads import singular
from analysis.measures.framing.mentions.number_words import (
    SCALES,
    VAGUE_PLURALS,
    begins_number,
    below_hundred,
    figure_range,
    figures,
    read_number,
)
from analysis.measures.framing.mentions.outcomes import OutcomeWords
from analysis.measures.framing.mentions.units import AGE, COUNT, DURATION, MONEY, PERCENT, kind_of, money_sign
from analysis.measures.framing.mentions.zero import ANYONE, NO_COUNT, ZERO, denied_any, denied_anyone

_UNEXACT = frozenset("several few many number handful couple".split())
_COMPOUND = re.compile(r"([a-z]+(?:-[a-z]+)?|\d[\d,.]*)-(year-old|[a-z]{3,})")
_NO_NOUN = frozenset("odd fold some half something time way off hand sided".split())
_ADJECTIVAL = ("ed", "th", "st", "nd", "rd", "ty", "teen", "first", "second", "third", "thirds", "quarter", "quarters")
_NO_COUNTING_ONE = frozenset("another such else soon later again now then here there yet".split())
_PRONOUN_BEFORE = frozenset("no any every each this that some which day".split())
_KILLING = frozenset("killing killed injuring wounding wounded injured arresting arrested detaining".split())
_THE = frozenset("the these those its their our his her".split())
_OLDEST = 119


class Number(NamedTuple):
    """A number of a text; `holder` is the row of the word that says its voice, `first` and `last` are offsets."""

    holder: int
    first: int
    last: int
    next_row: int
    value: float
    high: float
    bound: str
    quantity_kind: str
    noun: str
    modifiers: str
    outcome: str


class _Told(NamedTuple):
    """A number as it is told: rows of its first and last word, and how many words before it say its bound."""

    begin: int
    last: int
    value: float
    high: float = math.nan
    bound: str = ""
    before: int = 0
    sign: int = 0  # characters of a sign of money


class NumberSearch:
    """Where numbers are in the words of some texts."""

    def __init__(self, words: Phrases) -> None:
        self.words, self.outcomes = words, OutcomeWords(words)

    def __iter__(self) -> Iterator[Number]:
        """Yield the numbers, in the order of the texts; no two share a word."""
        wanted = np.array([_may_begin(term) for term in self.words.terms], dtype=bool)
        after = 0
        for row in np.flatnonzero(wanted[self.words.codes]).tolist():
            if row >= after and (found := self._at(row)):
                after = found.next_row
                yield found

    def _at(self, row: int) -> Number | None:
        term = self.words.term(row)
        if term in ZERO or term == "any" or term in ANYONE:
            return self._zero(row, term)
        if term in _UNEXACT or term in VAGUE_PLURALS:
            return self._vague(row, term)
        if not begins_number(term):
            return self._compound(row, term)
        return None if counts_nothing(self.words, row) else self._number(row)

    def _number(self, row: int) -> Number | None:
        told, ahead = self._told(row)
        if told is None:
            return None
        if told.sign:
            return self._row(told, MONEY, "")
        if (n := self._percent_sign(told.last, ahead)) >= 0:
            return self._percent(told._replace(last=told.last + n))
        if self._is_age(told):
            return self._row(told, AGE, "")
        if told.value == 1 and told.begin == told.last and self._is_pronoun(row, ahead):
            return None
        return self._count(told)

    def _told(self, row: int) -> tuple[_Told | None, list[str]]:
        """Return the number that begins at a row, and the words behind it."""
        words, begin = self.words, row
        if words.term(row) in SCALES:
            begin = self._article(row)
            if begin == row:
                return None, []
        ahead = words.following(begin, 9)
        value, n = read_number(ahead)
        sign = money_sign(words.around(begin)[0]) if begin == row else 0
        bound, before = bound_before(words.before_sign(begin, sign) if sign else words.preceding(begin, 4))
        told = _Told(begin, begin + n - 1, value, math.nan, bound, before, sign)
        if ahead[n : n + 1] in (["to"], ["or"], ["and"]) and n + 1 < len(ahead) and begins_number(ahead[n + 1]):
            second, m = read_number(ahead[n + 1 :])
            if value < second and (ahead[n] != "and" or words.preceding(begin, 1) == ["between"]):
                told, n = told._replace(high=second, last=told.last + 1 + m, bound=bound or RANGE), n + 1 + m
        tail, m = bound_after(ahead[n:])
        if tail and not bound:
            told, n = told._replace(bound=tail, last=told.last + m), n + m
        if words.around(told.last)[1][:1] == "+":
            told = told._replace(bound=told.bound or MORE)
        return told, ahead[n:]

    def _article(self, row: int) -> int:
        """Return where "a hundred", "half a million" begin, or the row where no article is before it."""
        before = self.words.preceding(row, 2)
        if before[-1:] in (["a"], ["an"]):
            return row - 2 if before[:1] == ["half"] and len(before) == 2 else row - 1
        return row - 1 if before[-1:] == ["half"] else row

    def _percent_sign(self, last: int, ahead: list[str]) -> int:
        """Return of how many words "percent" behind a number is, 0 for a sign; -1 where none is."""
        if self.words.around(last)[1][:1] == "%":
            return 0
        if ahead[:1] in (["percent"], ["pct"], ["percentage"]):
            return 1
        return 2 if ahead[:2] == ["per", "cent"] else -1

    def _is_pronoun(self, row: int, ahead: list[str]) -> bool:
        before = self.words.preceding(row, 1)
        return bool((ahead and ahead[0] in _NO_COUNTING_ONE) or (before and before[0] in _PRONOUN_BEFORE))

    def _is_age(self, told: _Told) -> bool:
        words, begin = self.words, told.begin
        if not 0 < told.value <= _OLDEST or told.value != int(told.value):
            return False
        if words.preceding(begin, 1) in (["aged"], ["age"]):
            return True
        left, right = words.around(begin)
        apposed = left.endswith(", ") and right[:1] in (",", ".") and begin > 0 and begin == told.last
        return apposed and words.term(begin).isdigit() and words.capital(begin - 1)

    def _percent(self, told: _Told) -> Number:
        found = NOTHING
        if self.words.following(told.last, 2)[1:] == ["of"]:
            found = self.words.counted(told.last)
            if found.noun < 0 and self.words.joined(told.last + 1):
                found = self.words.counted(told.last + 1, one=True)
        return self._row(told, PERCENT, self._noun(found), found)

    def _count(self, told: _Told) -> Number | None:
        words = self.words
        found = words.counted(told.last, one=told.value == 1)
        if found.noun >= 0:
            noun = self._noun(found)
            is_age = kind_of(noun) == DURATION and words.following(found.noun, 2)[1:] == ["old"]
            return self._row(told, AGE if is_age else kind_of(noun), noun, found)
        if (state := words.state(told.last)) >= 0:
            return self._row(told, COUNT, words.term(state), Counted(state, state))
        if (whole := self._of_whole(told)) >= 0 and kind_of(noun := singular(words.term(whole))) == COUNT:
            rows = (told.begin - told.before, told.last, whole)
            return self._row(told, COUNT, noun, outcome=self.outcomes.of(rows, noun, none=False))
        if toll := self.outcomes.toll(told.begin - told.before):
            return self._row(told._replace(before=told.before + toll.n), COUNT, toll.noun, outcome=toll.outcome)
        done = words.preceding(told.begin - told.before, 1)
        if done and done[0] in _KILLING and told.value > 0:
            return self._row(told._replace(before=told.before + 1), COUNT, _state(done[0]))
        return None

    def _of_whole(self, told: _Told) -> int:
        """Return the row of what the whole counts of which a number is part, "450 of the 600 workers"; -1 for none."""
        ahead = self.words.following(told.last, 7)[1:] if told.value > 1 else []
        skip = 2 if ahead[1:2] and ahead[1] in _THE else 1
        if ahead[:1] != ["of"] or not (ahead[skip : skip + 1] and begins_number(ahead[skip])):
            return -1
        whole, n = read_number(ahead[skip:])
        return self.words.counted(told.last + skip + n).noun if whole > told.value else -1

    def _noun(self, found: Counted) -> str:
        return singular(self.words.term(found.noun)) if found.noun >= 0 else ""

    def _compound(self, row: int, term: str) -> Number | None:
        """Read "50-member", "20-year-old", "20-30 people"."""
        words = self.words
        if money_sign(words.around(row)[0]):
            return None
        if ends := figure_range(term):
            found = words.counted(row)
            bound, before = bound_before(words.preceding(row, 4))
            told = _Told(row, row, *ends, bound or RANGE, before)
            return self._row(told, kind_of(self._noun(found)), self._noun(found), found) if found.noun >= 0 else None
        parts = _COMPOUND.fullmatch(term)
        if not parts or parts[2] in _NO_NOUN or parts[2].endswith(_ADJECTIVAL) or not words.word(row)[-1].islower():
            return None
        value = figures(parts[1]) if parts[1][0].isdigit() else below_hundred(parts[1])
        if math.isnan(value):
            return None
        told = _Told(row, row, value)
        if parts[2] == "year-old":
            return self._row(told, AGE, "")
        if parts[2] in ("plus", "strong"):
            found = words.counted(row)
            told = told._replace(bound=MORE if parts[2] == "plus" else "")
            return self._row(told, kind_of(self._noun(found)), self._noun(found), found) if found.noun >= 0 else None
        noun = singular(parts[2])
        return self._row(told, kind_of(noun), noun)

    def _vague(self, row: int, term: str) -> Number | None:
        words, begin, last = self.words, row, row
        before, ahead = words.preceding(row, 2), words.following(row, 4)
        if term in ("number", "handful", "couple"):
            if not before or "a" not in (before[-1], before[0]) or ahead[1:2] != ["of"]:
                return None
            begin = row - 1 if before[-1] == "a" else row - 2
        elif (term == "many" and before[-1:] == ["how"]) or (term in VAGUE_PLURALS and ahead[1:2] != ["of"]):
            return None
        while ahead[1:2] and (ahead[1] in SCALES or (ahead[1] == "of" and ahead[2:3] and ahead[2] in VAGUE_PLURALS)):
            last += 1 if ahead[1] in SCALES else 2
            ahead = words.following(last, 4)
        found = words.counted(last)
        if found.noun < 0:
            return None
        bound, length = bound_before(words.preceding(begin, 3))
        told = _Told(begin, last, math.nan, math.nan, VAGUE, 0 if bound in (MORE, FEWER) else length)
        return self._row(told, kind_of(self._noun(found)), self._noun(found), found)

    def _zero(self, row: int, term: str) -> Number | None:
        words, begin = self.words, row
        ahead = words.following(row, 2)[1:]
        if term in ANYONE:
            return self._anyone(row)
        if term == "no" and ahead == ["one"]:
            return self._nobody(_Told(row, row + 1, 0.0))
        if term in ("none", "nobody"):
            found = words.counted(row) if ahead == ["of"] else NOTHING
            noun = self._noun(found) or "person" * (term == "nobody")
            return self._row(_Told(row, row, 0.0), COUNT, noun, found) if noun else None
        if term == "any":
            begin = denied_any(words, row)
        if begin < 0 or ahead in (["one"], ["of"]) or (ahead and ahead[0] in NO_COUNT):
            return None
        last = row + (ahead == ["single"])
        found = words.counted(last, none=True)
        if found.noun < 0 or words.term(found.noun) in NO_COUNT:
            return None
        return self._row(_Told(begin, last, 0.0), kind_of(self._noun(found)), self._noun(found), found)

    def _anyone(self, row: int) -> Number | None:
        """Return "anyone had been killed" as a number of none where somebody denies it."""
        begin = denied_anyone(self.words, row)
        outcome = self.outcomes.of((begin, row, row), "person", none=True) if begin >= 0 else ""
        last = max(row, self.words.state(row))
        return self._row(_Told(row, last, 0.0), COUNT, "person", outcome=outcome) if outcome else None

    def _nobody(self, told: _Told) -> Number | None:
        """Return "no one" as a number where it is said what happened to nobody."""
        found = self._row(told, COUNT, "person")
        return found if found.outcome else None

    def _row(self, told: _Told, kind: str, noun: str, found: Counted = NOTHING, outcome: str = "") -> Number:
        words, last = self.words, max(told.last, found.noun)
        sign = words.around(last)[1][:1]
        end = int(words.ends[last]) + (sign == "+" or (sign == "%" and kind == PERCENT))
        start = int(words.starts[told.begin - told.before]) - (0 if told.before else told.sign)
        inner = range(found.first, found.noun) if found.noun >= 0 else ()
        modifiers = " ".join(words.word(row) for row in inner)
        if kind == COUNT and not outcome:
            outcome = self.outcomes.of((told.begin - told.before, told.last, last), noun, none=told.value == 0)
        kinds = (kind, noun, modifiers, outcome)
        return Number(told.begin, start, end, last + 1, told.value, told.high, told.bound, *kinds)


def _state(doing: str) -> str:
    """Return the state that a verb brings about: "killing" makes "killed"."""
    return doing[:-3] + "ed" if doing.endswith("ing") else doing


def _may_begin(term: str) -> bool:
    if term in ZERO or term == "any" or term in ANYONE:
        return True
    if begins_number(term) or term in _UNEXACT or term in VAGUE_PLURALS:
        return True
    return "-" in term and (figure_range(term) is not None or _COMPOUND.fullmatch(term) is not None)
