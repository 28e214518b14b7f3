"""Words that come before a number and say how near it is: "more than" in "more than 40 people"."""

from __future__ import annotations

from analysis.measures.framing.agency.clause_words import NO_QUOTE, ClauseWords
from analysis.measures.framing.agency.word_flags import Flag

_FRACTIONS = frozenset("half third quarter fifth one-third two-thirds three-quarters".split())
_PHRASES = tuple(
    tuple(phrase.split())
    for phrase in (
        "no fewer than", "no less than", "no more than", "not less than", "not fewer than", "not more than",
        "as many as", "as few as", "as much as", "as little as", "well over", "just over", "just under", "close to",
        "upwards of", "in excess of", "an estimated", "more than", "less than", "fewer than", "at least", "at most",
        "up to", "over", "under", "about", "around", "nearly", "almost", "roughly", "approximately", "some", "only",
        "just", "exactly",
    )
)  # fmt: skip
_PREPOSITIONS = frozenset("about around over under".split())  # "talking about half"
_BY_FIRST = {first: [known[1:] for known in _PHRASES if known[0] == first] for first, *_ in _PHRASES}


def amount_words(first: int, end: int, words: ClauseWords) -> int:
    """Return how many words before a number say that it is about, at least or at most so many; 0 where none do.

    Parameters
    ----------
    first, end
        The row in which the words begin, and that after the last that may belong to them.
    words
        The words.
    """
    opener = words.term(first)
    if opener == "between" and first + 3 < end and words.term(first + 2) == "and":
        return 3 if words.flags[first + 1] & words.flags[first + 3] & Flag.NUMBER else 0
    for rest in _BY_FIRST.get(opener, ()):
        number = first + 1 + len(rest)
        if number >= end or any(words.term(row) != known for row, known in enumerate(rest, start=first + 1)):
            continue
        if any(words.signs[row] & NO_QUOTE for row in range(first, number)):
            continue
        whole = not rest and opener in _PREPOSITIONS
        return number - first if _counts(number, end, words, whole=whole) else 0
    return 0


def _counts(row: int, end: int, words: ClauseWords, *, whole: bool) -> bool:
    """Return whether a number is in a row: "40", and where it need not be whole "half", "a dozen"."""
    if whole:
        return bool(words.flags[row] & Flag.NUMBER)
    if words.term(row) == "a" and row + 1 < end:
        row += 1
    return bool(words.flags[row] & Flag.NUMBER) or words.term(row) in _FRACTIONS


def in_amount(row: int, words: ClauseWords) -> bool:
    """Return whether an "as" belongs to "as many as" or its like, and begins no clause."""
    if words.term(row) != "as":
        return False
    start, end = words.sentence_start(row), words.sentence_end(row)
    return any(
        first >= start and amount_words(first, end, words) == len(("as", "many", "as")) for first in (row, row - 2)
    )
