"""Active verb groups: finite verbs of the past, and verbs after an auxiliary.

All words are looked at at once, as arrays; nothing here goes through them one by one.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from analysis.measures.framing.agency.clause_words import NO_QUOTE, ClauseWords
from analysis.measures.framing.agency.passives import Group, group_start
from analysis.measures.framing.agency.possessives import owns
from analysis.measures.framing.agency.presents import after_that, before_objects, presents
from analysis.measures.framing.agency.verb_forms import present_forms
from analysis.measures.framing.agency.word_flags import Flag
from analysis.texts.readers.participles import shipped_readings
from analysis.texts.readers.verbs import inflect

_DESCRIBED = Flag.DETERMINER | Flag.PREPOSITION | Flag.NUMBER  # before one that describes a noun: "the injured"
_FINITE = Flag.BE | Flag.HAVE | Flag.MODAL | Flag.DO
# Verbs that tell what many do by themselves: "thousands marched".
_OF_CROWDS = tuple("march walk flock gather stream pour rally protest demonstrate queue stay".split())
_BETWEEN = Flag.ADVERB | Flag.NEGATOR


def find_actives(words: ClauseWords, taken: np.ndarray) -> list[Group]:
    """Return the active verb groups, in the order of the words.

    Parameters
    ----------
    words
        The words.
    taken
        Which of them are participles of a passive, or belong to its group.
    """
    flags = words.flag_array
    n = len(flags)
    if not n:
        return []
    row = np.arange(n)
    # The nearest word before that is no adverb, of the same sentence and with no mark in between; -1 if there is none.
    solid = np.maximum.accumulate(np.where((flags & _BETWEEN) > 0, -1, row))
    before = np.append(-1, solid[:-1])
    marks = np.append(0, np.cumsum((words.sign_array & NO_QUOTE) > 0))
    near = (before >= 0) & (words.sentence[before] == words.sentence) & (marks[row] == marks[before])
    led = np.where(near, flags[before], 0)  # the flags of that word
    participle, past = (flags & Flag.PARTICIPLE) > 0, (flags & Flag.PAST) > 0
    known, thirds = present_forms()
    bases = np.array([term in known for term in words.vocabulary], dtype=bool)[words.codes]
    third = np.array([term in thirds for term in words.vocabulary], dtype=bool)[words.codes]
    auxiliary = (flags & (Flag.BE | Flag.HAVE | Flag.MODAL | Flag.DO | Flag.GET | Flag.DETERMINER | Flag.BY)) > 0
    perfect = participle & ((led & Flag.HAVE) > 0)
    progressive = ((flags & Flag.ING) > 0) & ((led & Flag.BE) > 0)
    infinite = bases & ((led & (Flag.MODAL | Flag.DO | Flag.TO)) > 0)
    finite = past & ((led & (_DESCRIBED | Flag.BE | Flag.GET | Flag.HAVE | Flag.MODAL | Flag.TO | Flag.DO)) == 0)
    present = (bases | third) & ((led & (Flag.SUBJECT | Flag.RELATIVE)) > 0) & ~past
    opened = ((led & Flag.RELATIVE) > 0) & ((led & Flag.DETERMINER) > 0) & (before == words.first)
    present &= ~(opened & bases)  # "That demand led to it"
    that = ((led & Flag.RELATIVE) > 0) & ((led & Flag.DETERMINER) > 0)
    following = np.append(flags[1:], 0) & np.where(words.sentence == np.append(words.sentence[1:], -1), -1, 0)
    present &= ~(that & ((following & (_FINITE | Flag.PAST)) > 0))  # "said that raids were"
    present |= presents(words, before, near) | before_objects(words, before, near)
    finite |= past & _after_number(words, before, near, led)
    finite |= after_that(words, before, near)
    chosen = np.flatnonzero((perfect | progressive | infinite | finite | present) & ~(auxiliary | taken | words.names))
    grouped = perfect | progressive | infinite
    groups = [
        Group(group_start(int(before[k]) if grouped[k] else k, words), k, k, passive=False) for k in chosen.tolist()
    ]
    return [group for group in groups if not taken[group.first] and not _belongs(group, words)]


def _after_number(words: ClauseWords, before: np.ndarray, near: np.ndarray, led: np.ndarray) -> np.ndarray:
    """Return which words follow a number that is a subject: "thousands joined us", "the two fled".

    A form that is a participle, too, must have an object that a determiner or a pronoun opens, or need none; there the
    number must begin its clause ("many injured men").
    """
    flags = words.flag_array
    after = np.append(flags[1:], 0) * np.append(words.sentence[1:] == words.sentence[:-1], False)
    after = np.where((words.sign_array & NO_QUOTE) > 0, 0, after)
    has_object = (after & (Flag.DETERMINER | Flag.OBJECT)) > 0
    alone = np.array([known in _without_object() for known in words.vocabulary], dtype=bool)[words.codes]
    row = np.arange(len(flags))
    two_before = (before - 1).clip(0)
    opens = (before == words.first) | ((words.sign_array[two_before] & NO_QUOTE) > 0)
    opens |= (flags[two_before] & (Flag.CONJUNCTION | Flag.CLAUSE)) > 0
    by = np.append(flags[2:], [0, 0])[: len(flags)] & Flag.BY  # "the 20 accounted for by"
    counted = alone & ((flags[two_before] & Flag.DETERMINER) > 0) & (by == 0)  # "the two marched"
    plain = ((flags & Flag.PARTICIPLE) == 0) | ((has_object | alone) & opens) | counted
    return near & (before == row - 1) & ((led & Flag.NUMBER) > 0) & plain


@cache
def _without_object() -> frozenset[str]:
    """Return the forms of the past that are not those of a passive after a number: "marched"."""
    alone = {known for known, reading in shipped_readings().items() if reading.kind == "intransitive"}
    return frozenset(alone.union(*(inflect(verb) for verb in _OF_CROWDS)))


def _belongs(group: Group, words: ClauseWords) -> bool:
    """Return whether a form of the past describes what a possessive has: "the town's locked gates"."""
    alone = group.first == group.verb > words.sentence_start(group.verb)
    return alone and owns(group.verb - 1, words)
