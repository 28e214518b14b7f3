"""Noun phrases before a verb: where its clause begins, and which phrase of the clause comes first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from analysis.measures.framing.agency.amounts import amount_words, in_amount
from analysis.measures.framing.agency.clause_words import NO_QUOTE, ClauseWords
from analysis.measures.framing.agency.objects import is_time
from analysis.measures.framing.agency.passives import Group
from analysis.measures.framing.agency.word_flags import Flag

Rows = tuple[int, int]  # first and last row

START, MARK, OPENER, JOINED, VERB = "start", "mark", "opener", "joined", "verb"
AUXILIARY: Final = Flag.BE | Flag.HAVE | Flag.MODAL | Flag.DO
_BETWEEN = Flag.ADVERB | Flag.NEGATOR
_OPENS = Flag.RELATIVE | Flag.QUESTION | Flag.CLAUSE
_NO_NOUN = (
    AUXILIARY | Flag.GET | Flag.TO | Flag.BY | Flag.CONJUNCTION | Flag.PREPOSITION | Flag.SUBJECT | Flag.OBJECT
    | Flag.RELATIVE | Flag.QUESTION | Flag.CLAUSE | Flag.ADVERB | Flag.NEGATOR
)  # fmt: skip
_BEFORE_NOUN = Flag.DETERMINER | Flag.NUMBER | Flag.ADVERB | Flag.PREPOSITION | Flag.CONJUNCTION
_AFTER_PHRASE = Flag.PREPOSITION | Flag.BY | Flag.TO | Flag.DETERMINER | Flag.OBJECT | Flag.NUMBER
_ALONE = frozenset("there here then thus so yes no oh well please longer".split())
_PLURALS = frozenset("people men women children police those these".split())
_SINGULAR = frozenset("a an this that each every another".split())
_SINGULAR_VERBS = frozenset("is was has does isn't wasn't hasn't doesn't".split())
_PLURAL_VERBS = frozenset("are were have do aren't weren't haven't don't".split())
_LONGEST = 40  # words before a verb that are read


class Clause(NamedTuple):
    """The words of a clause before its verb: the first row, what comes before it, and the verb group if it is one."""

    first: int
    after: str
    group: int


class NounPhrases:
    """The noun phrases before the verb groups of some texts.

    Parameters
    ----------
    words, groups
        The words, and all verb groups in their order.
    """

    def __init__(self, words: ClauseWords, groups: Sequence[Group]) -> None:
        self.words, self.groups = words, groups
        inside = np.full(len(words.codes), -1, dtype=np.int64)
        for k, group in enumerate(groups):
            inside[group.first : group.verb + 1] = k
        self.inside: list[int] = inside.tolist()  # the group that each word belongs to, -1 for none

    def clause(self, row: int, start: int) -> Clause:
        """Return the clause whose words before its verb end in a row, in a sentence that begins in row `start`."""
        words, k = self.words, row
        flags, signs, inside = words.flags, words.signs, self.inside
        start = max(start, row - _LONGEST)
        while k >= start:
            if k < row and signs[k] & NO_QUOTE:
                return Clause(k + 1, MARK, -1)
            if inside[k] >= 0:
                return Clause(k + 1, VERB, inside[k])
            flag = flags[k]
            if flag & Flag.CONJUNCTION and k < row:
                return self._before_joined(k, start)
            if flag & _OPENS and self._opens(k, start):
                return Clause(k + 1, OPENER, -1)
            k -= 1
        return Clause(start, START, -1)

    def _before_joined(self, conjunction: int, start: int) -> Clause:
        """Return the clause of a phrase after "and": that before it, too, where both are one list of nouns."""
        words, alone = self.words, Clause(conjunction + 1, JOINED, -1)
        if words.term(conjunction) not in ("and", "or") or conjunction <= start or words.signs[conjunction - 1]:
            return alone
        left = self.clause(conjunction - 1, start)
        if (
            left.first
            < conjunction
            < left.first + amount_words(left.first, self.words.sentence_end(conjunction), words)
        ):
            return left  # "between 40 and 60 men"
        if left.after == VERB or left.first >= conjunction or words.flags[left.first] & (Flag.PREPOSITION | Flag.ING):
            return alone
        return left

    def _opens(self, row: int, start: int) -> bool:
        """Return whether a word such as "that", "when" or "after" begins a clause in a row."""
        words = self.words
        if in_amount(row, words):
            return False
        if row <= start:
            return not words.flags[row] & Flag.DETERMINER
        before = words.flags[row - 1]
        if words.flags[row] & Flag.DETERMINER and before & Flag.PREPOSITION:
            return False  # "of that kind"
        if words.flags[row] & Flag.PREPOSITION and not words.signs[row - 1] & NO_QUOTE:
            return any(inside >= 0 for inside in self.inside[start:row])  # "the hours after the raid were"
        return True

    def first_phrase(self, first: int, row: int) -> Rows | None:
        """Return the noun phrase that the words of a clause before its verb begin with; None where that is not plain.

        A time in front is left out, so are the prepositions after the phrase but "of". In "the book the man", the
        second phrase is the one whose verb comes. After a preposition in front it is the last phrase that a determiner
        opens ("in the hall a man").
        """
        words = self.words
        flags = words.flags
        while first <= row and flags[first] & (_BETWEEN | Flag.CONJUNCTION) and not self._opens_phrase(first, row):
            first += 1
        first = self._after_time(first, row)
        if first > row or (words.term(first) in _ALONE and not self._opens_phrase(first, row)):
            return None
        if flags[first] & Flag.ING and first < row and flags[first + 1] & (_AFTER_PHRASE & ~Flag.NUMBER):
            return None  # "accepting the terms would"
        amount = amount_words(first, row + 1, words)
        second = self._second(first, row)
        if flags[first] & Flag.PREPOSITION and not amount:
            opener = [k for k in range(first + 1, row) if flags[k] & Flag.PREPOSITION and flags[k] & Flag.CLAUSE]
            if second < 0 and not opener:
                return None
            first = second if second >= 0 else opener[-1] + 1  # "in the hours after two men were killed"
        elif second >= 0:
            first = second
        if flags[first] & Flag.SUBJECT:
            joined = first < row and flags[first + 1] & Flag.CONJUNCTION
            return (first, row) if joined and not any(flags[k] & Flag.PREPOSITION for k in range(first, row)) else None
        owns = flags[first] & Flag.DETERMINER and first < row  # "her house"
        if not owns and not amount and flags[first] & (_NO_NOUN & ~(Flag.RELATIVE | Flag.PREPOSITION | Flag.ADVERB)):
            return None
        last = self._phrase_end(first + amount, row)
        return (first, last) if last >= first and self._has_noun(first, last) else None

    def _opens_phrase(self, first: int, row: int) -> bool:
        """Return whether an adverb opens a noun phrase: "no officer", "more than 40 people"."""
        words = self.words
        if words.flags[first] & Flag.NUMBER or amount_words(first, row + 1, words):
            return True
        plain = words.term(first) == "no" and first < row and not words.signs[first] & NO_QUOTE
        return plain and not words.flags[first + 1] & Flag.ADVERB

    def _after_time(self, first: int, row: int) -> int:
        """Return the row after a time that the words begin with: "last week | the army"."""
        for last in range(min(first + 3, row - 1), first - 1, -1):
            after = self.words.flags[last + 1] & (Flag.DETERMINER | Flag.NUMBER) or self.words.capitals[last + 1]
            if after and is_time(first, last, self.words):
                return last + 1
        return first

    def _second(self, first: int, row: int) -> int:
        """Return where a second noun phrase begins, by its determiner and no preposition before it; -1 if none does."""
        words = self.words
        for k in range(row, first, -1):
            if words.flags[k] & Flag.DETERMINER and not words.flags[k - 1] & (_NO_NOUN | _BEFORE_NOUN):
                if words.term(k - 1) not in ("all", "both", "half", "such"):
                    return k
        return -1

    def _phrase_end(self, first: int, row: int) -> int:
        """Return the last row of the one noun phrase that begins in a row."""
        words, k = self.words, first
        flags = words.flags
        while k <= row:
            flag = flags[k]
            if k > first:
                nominal = not flags[k - 1] & (_BEFORE_NOUN | Flag.SUBJECT)
                if flag & (Flag.PREPOSITION | Flag.TO | Flag.BY) and words.term(k) != "of":
                    break
                ends = k == row or flags[k + 1] & _AFTER_PHRASE
                if flag & Flag.ING and (k == row or words.term(k + 1) == "of"):
                    ends = False  # "the bus bombing", "shelling of the town"
                if nominal and flag & (Flag.ING | Flag.PARTICIPLE) and ends and not words.capitals[k]:
                    break  # "people living in the town", "a car stolen by two men"
                if flag & (Flag.OBJECT | Flag.SUBJECT) and not flag & Flag.DETERMINER:
                    break
            k += 1
        k -= 1
        while k > first and flags[k] & (Flag.ADVERB | Flag.CONJUNCTION | Flag.NEGATOR | Flag.PREPOSITION):
            k -= 1
        return k

    def _has_noun(self, first: int, last: int) -> bool:
        words = self.words
        if last > first:
            return True
        flag = words.flags[first]
        if flag & Flag.NUMBER or words.term(first) in ("this", "these", "those", "that", "all", "some", "others"):
            return True
        return not flag & (_NO_NOUN | Flag.DETERMINER | Flag.PAST | Flag.PARTICIPLE)

    def agrees(self, phrase: Rows, verb: int) -> bool:
        """Return whether a phrase and the first word of a verb group may go together: not "the men was"."""
        words = self.words
        known = words.term(verb)
        one = known in _SINGULAR_VERBS
        if not one and known not in _PLURAL_VERBS:
            return True
        first, last = phrase
        terms = [words.term(row) for row in range(first, last + 1)]
        if any(term in ("and", "or") for term in terms) or words.flags[last] & Flag.NUMBER:
            return True
        head = terms[: terms.index("of")] if "of" in terms[1:] else terms
        if one:
            many = head[-1] in _PLURALS or (head[-1].endswith("s") and not head[-1].endswith(("ss", "us", "is", "ics")))
            return not many or bool(words.capitals[first + len(head) - 1]) or "of" in terms
        return head[0] not in _SINGULAR or "of" in terms or head[-1] in _PLURALS or head[-1].endswith("s")
