"""Verbs that a noun comes before: in the present ("residents say"), and after "that" ("the bomb that killed six")."""

from __future__ import annotations

import numpy as np

from analysis.measures.framing.agency.clause_words import NO_QUOTE, ClauseWords
from analysis.measures.framing.agency.possessives import owns
from analysis.measures.framing.agency.verb_forms import present_forms, verb_of
from analysis.measures.framing.agency.verb_patterns import CONTENT, NEVER_NOUNS, TAKES_CLAUSE
from analysis.measures.framing.agency.word_flags import Flag
from analysis.texts.attribution.speaker_nouns import singular
from analysis.texts.readers.verbs import inflect

_PLURALS = frozenset("people men women children police".split())
_BARE_AFTER = frozenset("let lets letting make makes made making help helps helped helping see saw hear heard".split())
_NO_NOUN = (
    Flag.BE | Flag.GET | Flag.HAVE | Flag.MODAL | Flag.DO | Flag.TO | Flag.NEGATOR | Flag.PARTICIPLE | Flag.PAST
    | Flag.BY | Flag.CONJUNCTION | Flag.PREPOSITION | Flag.DETERMINER | Flag.SUBJECT | Flag.OBJECT | Flag.RELATIVE
    | Flag.QUESTION | Flag.CLAUSE | Flag.ADVERB
)  # fmt: skip
_THIRDS = frozenset(inflect(verb)[0] for verb in NEVER_NOUNS)
_FINITE = Flag.BE | Flag.GET | Flag.HAVE | Flag.MODAL | Flag.DO | Flag.TO | Flag.PAST | Flag.SUBJECT
_SAYS_PARTICIPLE = Flag.PREPOSITION | Flag.BY
_REACH = 7  # words before a base form in which "did" or "let" is looked for


def presents(words: ClauseWords, before: np.ndarray, near: np.ndarray) -> np.ndarray:
    """Return which words are verbs of the present after their noun, of those whose forms are never nouns.

    Parameters
    ----------
    words
        The words.
    before, near
        The row of the nearest word before each that is no adverb, and whether it is in the same clause.
    """
    third = np.array([term in _THIRDS for term in words.vocabulary], dtype=bool)[words.codes]
    base = np.array([term in NEVER_NOUNS for term in words.vocabulary], dtype=bool)[words.codes]
    found = np.zeros(len(before), dtype=bool)
    for row in np.flatnonzero((third | base) & near & ~words.names).tolist():
        noun = int(before[row])
        if words.flags[noun] & _NO_NOUN and words.term(noun) not in _PLURALS:
            continue
        found[row] = bool(third[row]) or (_is_plural(noun, words) and not _is_bare(row, words))
    return found


def before_objects(words: ClauseWords, before: np.ndarray, near: np.ndarray) -> np.ndarray:
    """Return which words that may be nouns, too, are verbs of the present: "police arrest 40", "the law gives every".

    The next word opens a noun phrase, the noun before is a singular of a form in "-s" and a plural of a base form, and
    the clause has no other finite verb.

    Parameters
    ----------
    words
        The words.
    before, near
        As for `presents`.
    """
    bases, thirds = present_forms()
    third = np.array([term in thirds for term in words.vocabulary], dtype=bool)[words.codes]
    base = np.array([term in bases and term != "round" for term in words.vocabulary], dtype=bool)[words.codes]
    plain = (words.flag_array & ~(Flag.NUMBER | Flag.ING)) == 0
    opens = (words.flag_array & (Flag.DETERMINER | Flag.NUMBER | Flag.OBJECT)) > 0
    opens &= (words.flag_array & (Flag.RELATIVE | Flag.SUBJECT)) == 0
    opens &= (words.flag_array & (Flag.NUMBER | Flag.ADVERB)) != Flag.NUMBER | Flag.ADVERB  # "buses most often"
    opens |= np.array([term in ("all", "both") for term in words.vocabulary], dtype=bool)[words.codes]
    follows = np.append(opens[1:] & (words.sentence[1:] == words.sentence[:-1]), False)
    follows &= (words.sign_array & NO_QUOTE) == 0
    chosen = (third | base) & plain & near & follows & ~words.names
    found = np.zeros(len(before), dtype=bool)
    for row in np.flatnonzero(chosen).tolist():
        noun = int(before[row])
        if words.flags[noun] & (_NO_NOUN | Flag.NUMBER | Flag.ING) and words.term(noun) not in _PLURALS:
            continue
        if words.term(noun) == "let's" or owns(noun, words) or _is_plural(noun, words) == bool(third[row]):
            continue
        found[row] = _alone(noun, row, words)
    return found


def _alone(noun: int, row: int, words: ClauseWords) -> bool:
    """Return whether the clause of a noun and of the word that may be its verb has no other finite verb."""
    flags, start, end = words.flags, words.sentence_start(row), words.sentence_end(row)
    for k in range(noun, start - 1, -1):
        if words.signs[k] & NO_QUOTE and k < noun:
            break
        if flags[k] & Flag.PAST and verb_of(words.term(k)) in TAKES_CLAUSE:
            break
        if flags[k] & (Flag.CONJUNCTION | Flag.CLAUSE | Flag.RELATIVE) and not flags[k] & Flag.DETERMINER:
            break
        if flags[k] & _FINITE or words.term(k) in _BARE_AFTER:
            return False
    for k in range(row + 1, end):
        if words.signs[k - 1] & NO_QUOTE or flags[k] & (Flag.CONJUNCTION | Flag.CLAUSE):
            break
        if flags[k] & Flag.RELATIVE and not flags[k] & Flag.DETERMINER:
            break
        if flags[k] & (_FINITE & ~Flag.TO) and not flags[k] & Flag.PARTICIPLE:
            return False
        if flags[k] & Flag.SUBJECT or (flags[k] & Flag.PAST and k + 1 < end and not flags[k + 1] & _SAYS_PARTICIPLE):
            return False
    return True


def after_that(words: ClauseWords, before: np.ndarray, near: np.ndarray) -> np.ndarray:
    """Return which forms of the past follow a "that" which goes back to a noun: "the bomb that killed six"."""
    that = np.array([term == "that" for term in words.vocabulary], dtype=bool)[words.codes]
    rows = np.flatnonzero(near & that[before] & ((words.flag_array & Flag.PAST) > 0))
    found = np.zeros(len(before), dtype=bool)
    found[[row for row in rows.tolist() if goes_back(int(before[row]), words)]] = True
    return found


def goes_back(that: int, words: ClauseWords) -> bool:
    """Return whether a "that" goes back to the noun before it, and does not tell what was said or the case."""
    noun, start = that - 1, words.sentence_start(that)
    if noun < start or words.signs[noun] & NO_QUOTE or words.flags[noun] & (_NO_NOUN & ~Flag.PARTICIPLE):
        return False
    if {words.term(noun), singular(words.term(noun))} & CONTENT or verb_of(words.term(noun)) in NEVER_NOUNS:
        return False
    return not any(words.term(row) in ("so", "such") for row in range(max(start, noun - 3), noun))


def _is_plural(noun: int, words: ClauseWords) -> bool:
    term = words.term(noun)
    return term in _PLURALS or term.endswith("men") or (term.endswith("s") and not term.endswith(("ss", "us", "is")))


def _is_bare(row: int, words: ClauseWords) -> bool:
    """Return whether an auxiliary or a verb such as "let" before the noun leaves a verb bare: "let people say"."""
    for k in range(row - 1, max(words.sentence_start(row), row - _REACH) - 1, -1):
        if words.signs[k] & NO_QUOTE and k < row - 1:
            return False
        if words.flags[k] & (Flag.DO | Flag.MODAL) or words.term(k) in _BARE_AFTER:
            return True
    return False
