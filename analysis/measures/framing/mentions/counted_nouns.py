"""What a number counts: the phrase behind it, read word by word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.measures.dictionary.context import Around
from analysis.measures.framing.mentions.noun_heads import (
    DESCRIBING,
    LONGEST,
    STATES,
    ends_singular,
    is_adjective,
    is_plural,
    may_be_inside,
)
from analysis.measures.framing.mentions.number_words import begins_number

_BLANK = {" ", "\u00a0", "\n", "  ", "'s ", "’s ", "' ", "’ ", " “", ' "', " ‘"}
_OF = frozenset("the these those its his her their our my your all such some other".split())
_BE = frozenset("is are was were be been being has have had get got".split())
_OF_THEM = [["of", whom] for whom in ("them", "us", "whom", "which")]
_ENDED = frozenset("died perished murdered".split())
_UNITS = frozenset("second minute hour day week month year mile metre meter foot inch pound percent".split())


class Counted(NamedTuple):
    """The rows of the first word behind a number that describes what it counts, and of its noun; -1 for no noun."""

    first: int
    noun: int


NOTHING = Counted(-1, -1)


class Phrases(Around):
    """The words of texts, with the phrases that begin at a row."""

    def __init__(self, tokens: pd.DataFrame, texts: Mapping[str, str]) -> None:
        super().__init__(tokens, texts)
        self._near: list[bool] = [
            *self.one_place(np.arange(len(tokens) - 1), np.arange(1, len(tokens))).tolist(),
            False,
        ]

    def joined(self, row: int) -> bool:
        """Return whether the next word follows in the same phrase."""
        return self._near[row] and self.gap(row) in _BLANK

    def following(self, row: int, n: int) -> list[str]:
        """Return the terms from a row on, at most `n`, as far as nothing but space parts them."""
        found = [self.term(row)]
        while len(found) < n and self.joined(row):
            row += 1
            found.append(self.term(row))
        return found

    def preceding(self, row: int, n: int) -> list[str]:
        """Return the terms before a row, at most `n`, as far as nothing but space parts them."""
        found: list[str] = []
        while len(found) < n and row and self.joined(row - 1):
            row -= 1
            found.insert(0, self.term(row))
        return found

    def around(self, row: int) -> tuple[str, str]:
        """Return a few signs before a word and behind it, of the same text."""
        text, start, end = self.texts[self.doc_ids[row]], int(self.starts[row]), int(self.ends[row])
        return text[max(start - 4, 0) : start], text[end : end + 4]

    def before_sign(self, row: int, sign: int) -> list[str]:
        """Return the terms before a number that a sign of money parts from them."""
        if not row or not self.one_place(row - 1, row):
            return []
        between = self.gap(row - 1)
        if between[:-sign].strip() or not between[:-sign]:
            return []
        return [*self.preceding(row - 1, 3), self.term(row - 1)]

    def counted(self, last: int, *, one: bool = False, none: bool = False) -> Counted:
        """Return what the number that ends in a row counts.

        Parameters
        ----------
        last
            The row of the last word of the number.
        one
            Whether the noun is in the singular.
        none
            Whether it may be in either number: behind "no" and "any".
        """
        if not self.joined(last):
            return NOTHING
        row = last + 1
        if self.term(row) == "of":
            if not self.joined(row):
                return NOTHING
            row += 1
            while self.term(row) in _OF and self.joined(row):
                row += 1
            return self._plural(row)
        if one or none:
            return self._singular(row, none)
        return Counted(row, row) if self.term(row) in _UNITS else self._plural(row)

    def _plural(self, first: int) -> Counted:
        noun, row = -1, first
        while row - first < LONGEST:
            term = self.term(row)
            if not self._goes_on(row, first) or begins_number(term):
                break
            if is_plural(term):
                noun = row
                if not (self.joined(row) and self._is_noun_again(row)):
                    break
            if not self.joined(row):
                if self.gap_is_comma(row) and noun < 0:
                    row += 1
                    continue
                break
            row += 1
        return Counted(first, noun) if noun >= 0 else NOTHING

    def _goes_on(self, row: int, first: int) -> bool:
        term = self.term(row)
        if term in ("and", "or", "but"):
            return row > first and term != "but" and row + 1 < len(self.codes) and not begins_number(self.term(row + 1))
        return may_be_inside(term) and not (term in STATES and row == first and not self._before_noun(row))

    def _before_noun(self, row: int) -> bool:
        return self.joined(row) and is_plural(self.term(row + 1))

    def _is_noun_again(self, row: int) -> bool:
        """Return whether a word behind a plural is its noun: "two weapons inspectors", "three Olympics hall guards"."""
        if self.term(row) not in DESCRIBING and not self.capital(row):
            return False
        for ahead in self.following(row, 4)[1:]:
            if not may_be_inside(ahead):
                return False
            if is_plural(ahead):
                return True
        return False

    def gap_is_comma(self, row: int) -> bool:
        """Return whether a comma alone parts a word from the next, of the same sentence."""
        return row + 1 < len(self.codes) and bool(self.one_place(row, row + 1)) and self.gap(row) == ", "

    def _singular(self, first: int, none: bool = False) -> Counted:
        noun, row = -1, first
        while row - first < LONGEST:
            term = self.term(row)
            if not may_be_inside(term) or begins_number(term) or term in ("and", "or", "but", "of"):
                break
            if none and is_plural(term) and (row == first or self._describes(row - 1)):
                noun = row
                break
            if ends_singular(term, row - first) or not term[0].isalpha():
                break
            noun = row
            if not self.joined(row) or not self.gap(row).isspace():  # "one week's time"
                break
            row += 1
        if noun == first and self.term(first).endswith(("ing", "ed")):  # "one prepared to stay"
            return NOTHING
        return Counted(first, noun) if noun >= 0 else NOTHING

    def _describes(self, row: int) -> bool:
        """Return whether a word is an adjective by its ending, or a name: "no armed guards", "no Dutch officers"."""
        return self.capital(row) or is_adjective(self.term(row))

    def state(self, row: int) -> int:
        """Return the row of "killed" in "52 were killed", "52 killed", "52 of them have been killed"; -1 for none."""
        if self.following(row, 3)[1:] in _OF_THEM:
            row += 2
        for _ in range(3):
            if not self.joined(row):
                return -1
            row += 1
            if self.term(row) in STATES or self.term(row) in _ENDED:
                return row
            if self.term(row) not in _BE:
                return -1
        return -1
