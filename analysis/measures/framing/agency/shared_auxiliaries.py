"""Participles without an auxiliary of their own: those that share one, and those that describe a noun."""

from __future__ import annotations

import numpy as np

from analysis.measures.framing.agency.agents import agent_phrase
from analysis.measures.framing.agency.clause_words import COMMA, DASH, NO_QUOTE, OPENS, STOP, ClauseWords
from analysis.measures.framing.agency.passives import Group
from analysis.measures.framing.agency.word_flags import Flag
from analysis.texts.readers.participles import shipped_readings

_REACH = 8  # words from a participle to the conjunction after it
_OTHER_CLAUSE = (
    Flag.BE | Flag.GET | Flag.HAVE | Flag.MODAL | Flag.DO | Flag.SUBJECT | Flag.RELATIVE | Flag.CLAUSE | Flag.QUESTION
)
_BETWEEN = Flag.ADVERB | Flag.NEGATOR
# Participles that tell the name of the noun before them: "a man named Roe".
_NAMING = frozenset("named called entitled titled dubbed nicknamed dated aged codenamed christened renamed".split())
_JOINS = frozenset("and or but nor".split())
_BEGINS_OBJECT = Flag.DETERMINER | Flag.OBJECT | Flag.NUMBER | Flag.SUBJECT | Flag.RELATIVE
_PARTICLES = frozenset("out up off down over away back in".split())  # "carried out by"
_AFTER_REDUCED = Flag.PREPOSITION | Flag.BY | Flag.TO


def find_coordinated(passives: list[Group], words: ClauseWords) -> list[Group]:
    """Return the participles that share the auxiliary of a passive before them: "was arrested and beaten".

    A participle that may be a past form as well ("was arrested on Monday and charged") shares it where the other is
    next to the conjunction, or where no object follows.
    """
    taken = {group.verb for group in passives}
    found = []
    for group in passives:
        verb: int | None = group.verb
        while verb is not None:
            joined = _next_joined(verb, words)
            if joined is None or joined[1] in taken:
                break
            first, verb = joined
            taken.add(verb)
            found.append(Group(first, verb, verb, passive=True, coordinated=True))
    return found


def _next_joined(verb: int, words: ClauseWords) -> tuple[int, int] | None:
    """Return the first row and the participle of what is joined to a participle, None if nothing is."""
    flags, end = words.flags, words.sentence_end(verb)
    close = True  # nothing but adverbs comes between
    for row in range(verb + 1, min(verb + _REACH + 1, end)):
        if words.signs[row - 1] & (STOP | DASH | OPENS):
            return None
        if row == verb + 1 and words.signs[verb] & COMMA and _is_member(row, end, words):
            return row, row
        if flags[row] & _OTHER_CLAUSE:
            return None
        if words.term(row) in _JOINS and (at := _skip_adverbs(row + 1, end, words)) < end:
            if flags[at] & Flag.PARTICIPLE and _shares(at, close, end, words):
                return row + 1, at
        close = close and bool(flags[row] & _BETWEEN)
    return None


def _is_member(row: int, end: int, words: ClauseWords) -> bool:
    """Return whether a participle after a comma is followed by another of the same list."""
    if not words.flags[row] & Flag.PARTICIPLE or row + 1 >= end:
        return False
    after = row + 1 + (words.term(row + 1) in _JOINS)
    after = _skip_adverbs(after, end, words)
    joined = after > row + 1 or words.signs[row] & COMMA
    return bool(joined) and after < end and bool(words.flags[after] & Flag.PARTICIPLE)


def _skip_adverbs(row: int, end: int, words: ClauseWords) -> int:
    while row < end and words.flags[row] & _BETWEEN and not words.flags[row] & Flag.PARTICIPLE:
        row += 1
    return row


def _shares(row: int, close: bool, end: int, words: ClauseWords) -> bool:
    reading = shipped_readings().get(words.term(row))
    following = words.term(row + 1) if row + 1 < end else ""
    if reading is not None and reading.kind != "passive" and reading.context.holds(following):
        return False
    if words.names[row] or (row + 1 < end and words.flags[row + 1] & _OTHER_CLAUSE & ~Flag.RELATIVE & ~Flag.CLAUSE):
        return False
    if not words.flags[row] & Flag.PAST:
        return True
    if row + 1 >= end or words.signs[row] & NO_QUOTE:
        return True
    return not words.flags[row + 1] & _BEGINS_OBJECT and (close or bool(words.flags[row + 1] & _AFTER_REDUCED))


def find_reduced(words: ClauseWords, taken: np.ndarray) -> list[Group]:
    """Return the participles that describe the noun before them: "the men killed by police", "a car stolen in May".

    A form that may be a past as well ("killed") counts before "by" with somebody who acts, one that may not ("stolen")
    before any preposition.

    Parameters
    ----------
    words
        The words.
    taken
        Which of them belong to a passive.
    """
    flags = words.flag_array
    if len(flags) < 2:
        return []
    following = np.append(flags[1:], 0)
    alone = np.append(words.sentence[1:] != words.sentence[:-1], True) | ((words.sign_array & NO_QUOTE) > 0)
    naming = np.array([term in _NAMING for term in words.vocabulary], dtype=bool)[words.codes]
    named = np.append(words.capitals[1:] | ((flags[1:] & (Flag.NUMBER | Flag.DETERMINER)) > 0), False)
    led = ((following & _AFTER_REDUCED) > 0) | (naming & named)
    participle = ((flags & Flag.PARTICIPLE) > 0) & ~taken & ~alone & led
    return [
        Group(row, row, row, passive=True, reduced=True)
        for row in np.flatnonzero(participle).tolist()
        if _is_reduced(row, words)
    ]


def _describes_one(noun: int, words: ClauseWords) -> bool:
    """Return whether "a" or "this" or a preposition leads to a noun: "a man named", "of men called"."""
    for row in range(noun, max(words.sentence_start(noun), noun - 4) - 1, -1):
        if words.signs[row] & NO_QUOTE or (row == noun and (words.flags[row] or words.capitals[row])):
            return False
        if words.flags[row] & Flag.DETERMINER:
            return words.term(row) in ("a", "an", "this", "another", "one")
        if words.flags[row] & (_OTHER_CLAUSE | Flag.PREPOSITION | Flag.CONJUNCTION):
            return bool(words.flags[row] & Flag.PREPOSITION)
    return False


def _is_reduced(row: int, words: ClauseWords) -> bool:
    if row <= words.sentence_start(row) or words.names[row]:
        return False
    before = row - 1
    while before > words.sentence_start(row) and words.flags[before] & _BETWEEN:
        before -= 1
    if words.flags[before] & (_OTHER_CLAUSE | Flag.TO | Flag.DETERMINER | Flag.PREPOSITION | Flag.CONJUNCTION):
        return False
    following = words.term(row + 1)
    reading = shipped_readings().get(words.term(row))
    if reading is not None and reading.kind != "passive" and reading.context.holds(following):
        return False
    if words.term(row) in _NAMING and not words.flags[row + 1] & _AFTER_REDUCED:
        return _describes_one(before, words)
    by = row + 1 + (following in _PARTICLES and row + 2 < words.sentence_end(row))
    if words.flags[by] & Flag.BY and not words.signs[row] & NO_QUOTE:
        return agent_phrase(by, words) is not None
    return not words.flags[row] & Flag.PAST and not words.flags[before] and not words.signs[before] & NO_QUOTE
