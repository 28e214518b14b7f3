"""The words around a match: whether its entry asks for them, and what "so-called" takes in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np
import pandas as pd

from analysis.texts.matching.context_rules import FIRST, SMALL, Clause, compile_context
from analysis.texts.matching.matcher import Written

T = TypeVar("T", int, np.ndarray)

CLAUSE_ENDS = frozenset(',;:.!?…—–()[]"“”«»')
_APOSTROPHES, _PLURAL = frozenset("'’‘`"), frozenset(["' ", "’ "])


class Around(Written):
    """The words around a place: terms joined by spaces, with "'s" for a possessive ending and "," for punctuation.

    Parameters
    ----------
    tokens
        Table `tokens`.
    texts
        The text of each doc_id.
    """

    def __init__(self, tokens: pd.DataFrame, texts: Mapping[str, str]) -> None:
        super().__init__(tokens, texts)
        self.tokens = tokens
        self.terms = tokens["term"].cat.categories.astype(object).to_numpy()
        self.codes = tokens["term"].cat.codes.to_numpy()
        self.sentence, self.segment = tokens["sentence"].to_numpy(), tokens["segment"].to_numpy()

    def term(self, row: int) -> str:
        """Return the term in a row of the tokens."""
        return self.terms[self.codes[row]]

    def signs(self, row: int) -> frozenset[str]:
        """Return the punctuation between the word in this row and the next."""
        return CLAUSE_ENDS.intersection(self.gap(row))

    def one_place(self, row: T, other: T) -> T:
        """Return whether two words, or each two of many, are in one sentence and segment."""
        return (self.sentence[row] == self.sentence[other]) & (self.segment[row] == self.segment[other])

    def together(self, row: int) -> bool:
        """Return whether a word and the next are in one sentence and segment, with nothing but space between."""
        return bool(self.one_place(row, row + 1) and self.gap(row).isspace())

    def name_end(self, row: int) -> int:
        """Return the last of the words with capitals that follow one another from this row on, or the row itself."""
        while row + 1 < len(self.codes) and self.capital(row) and self.capital(row + 1) and self.together(row):
            row += 1
        return row

    def capital(self, row: int) -> bool:
        """Return whether the word begins with a capital letter."""
        return self.word(row)[0].isupper()

    def begins_sentence(self, row: int) -> bool:
        """Return whether no other word comes before this one in its sentence."""
        return row == 0 or bool(self.sentence[row - 1] != self.sentence[row])

    def before(self, row: int, reach: int) -> str:
        """Return the words before a row, at most `reach`, of the same sentence."""
        first = max(row - reach, self.sentence.searchsorted(self.sentence[row], side="left"))
        return " ".join(map(self._with_sign, range(first, row)))

    def after(self, row: int, reach: int) -> str:
        """Return the words after a row, at most `reach`, of the same sentence."""
        last = min(row + reach, self.sentence.searchsorted(self.sentence[row], side="right") - 1)
        words = [*map(self._with_sign, range(row, last)), self.term(last)]
        return " ".join(words)[len(self.term(row)) :].lstrip()

    def _with_sign(self, row: int) -> str:
        between = self.gap(row)
        possessive = " 's" * ((between[:1] in _APOSTROPHES and between[1:2] in {"s", "S"}) or between[:2] in _PLURAL)
        return self.term(row) + possessive + " ," * (not CLAUSE_ENDS.isdisjoint(between))

    def whole(self, row: int) -> str:
        """Return the sentence of a row."""
        first = self.sentence.searchsorted(self.sentence[row], side="left")
        last = self.sentence.searchsorted(self.sentence[row], side="right")
        return " ".join(map(self.term, range(first, last)))


def in_context(found: pd.DataFrame, contexts: Sequence[str], around: Around) -> np.ndarray:
    """Return which matches are in the context that their entry asks for.

    Parameters
    ----------
    found
        From `matcher.find_entries`.
    contexts
        The cell `context` of each entry.
    around
        The words.
    """
    conditions = [compile_context(cell) for cell in contexts]
    asking = np.array([bool(groups) for groups in conditions], dtype=bool)
    firsts, lasts, entries = (found[column].to_numpy() for column in ("first", "last", "entry"))
    kept = np.ones(len(found), dtype=bool)
    for i in np.flatnonzero(asking[entries]):
        first, last = int(firsts[i]), int(lasts[i])
        kept[i] = any(all(_holds(clause, first, last, around) for clause in group) for group in conditions[entries[i]])
    return kept


def _holds(clause: Clause, first: int, last: int, around: Around) -> bool:
    if clause.kind == SMALL:
        return not around.capital(first) or around.word(first).isupper()
    if clause.kind == FIRST:
        return around.begins_sentence(first)
    if clause.kind == "preceded by":
        words = around.before(first, clause.reach)
    else:
        words = around.after(last, clause.reach) if clause.kind == "followed by" else around.whole(first)
    return (clause.pattern.search(words) is not None) == clause.wanted


def covered(found: pd.DataFrame, covering: np.ndarray, around: Around) -> tuple[np.ndarray, np.ndarray]:
    """Return the last word of each match, and which matches are left, once "so-called" takes in what it is said of.

    A covering entry takes in the next word, or the whole of the match that begins there ("so-called [freedom
    fighters]"), and of words with capitals all that follow one another ("so-called [Islamic State]"); in the same
    sentence and segment, with nothing but space between. Where quotation marks follow, they take in what they hold, as
    scare quotes do.

    Parameters
    ----------
    found
        From `matcher.find_entries`.
    covering
        Which entries cover.
    around
        The words.
    """
    firsts, lasts = found["first"].to_numpy(), found["last"].to_numpy().copy()
    ends_at = dict(zip(firsts.tolist(), lasts.tolist(), strict=True))
    left = np.ones(len(found), dtype=bool)
    for i in np.flatnonzero(covering[found["entry"].to_numpy()]):
        last = int(lasts[i])
        if left[i] and last + 1 < len(around.codes) and around.together(last):
            lasts[i] = max(ends_at.get(last + 1, last + 1), around.name_end(last + 1))
            left[(firsts > last) & (firsts <= lasts[i])] = False
    return lasts, left
