"""Possessives: whom a noun belongs to, as "the regime" in "the regime's new attack"."""

from __future__ import annotations

from typing import Final

from analysis.measures.framing.agency.clause_words import NO_QUOTE, ClauseWords
from analysis.measures.framing.agency.word_flags import Flag
from analysis.texts.attribution.word_classes import POSSESSIVES

ADJECTIVE: Final = Flag.ADVERB | Flag.PARTICIPLE | Flag.PAST | Flag.NUMBER  # may come between a possessive and its noun
BEFORE: Final = 4  # words before a noun in which its possessive is
_APOSTROPHES = ("'", "’")


def owns(row: int, words: ClauseWords) -> bool:
    """Return whether the word in a row has a possessive ending."""
    if row + 1 >= len(words.codes) or words.doc_ids[row] != words.doc_ids[row + 1]:
        return False
    gap = words.gap(row)
    return gap[:1] in _APOSTROPHES and (gap[1:2] in ("s", "S") or words.word(row).endswith(("s", "S", "x", "z")))


def possessor(first: int, words: ClauseWords) -> tuple[int, int] | None:
    """Return the rows of the possessive before a noun and its adjectives: "the regime" in "the regime's new attack"."""
    start = words.sentence_start(first)
    for row in range(first - 1, max(start, first - 1 - BEFORE) - 1, -1):
        if words.signs[row] & NO_QUOTE:
            return None
        if owns(row, words):
            return _phrase_start(row, start, words), row
        if words.term(row) in POSSESSIVES:
            return row, row
        if words.flags[row] & ~ADJECTIVE:
            return None
    return None


def _phrase_start(row: int, start: int, words: ClauseWords) -> int:
    """Return the first row of the noun phrase that ends in a row: back to its determiner, a small word or a mark."""
    begin = row
    while begin > start and not words.signs[begin - 1] & NO_QUOTE and not words.flags[begin] & Flag.DETERMINER:
        flag = words.flags[begin - 1]
        if flag & ~(ADJECTIVE | Flag.DETERMINER) or (flag & (Flag.PARTICIPLE | Flag.PAST) and begin - 1 == start):
            break
        if (
            words.capitals[begin]
            and not words.capitals[begin - 1]
            and not flag & Flag.DETERMINER
            and not owns(begin - 1, words)
        ):
            if words.flags[begin - 1] & Flag.PAST:
                break
        begin -= 1
    return begin
