"""Passives of headlines, which leave out the auxiliary: "Three killed in blast", "Man charged with murder"."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
import pandas as pd

from analysis.measures.framing.agency.clause_words import COMMA, NO_QUOTE, ClauseWords
from analysis.measures.framing.agency.passives import Group
from analysis.measures.framing.agency.verb_forms import verb_of
from analysis.measures.framing.agency.word_flags import Flag
from analysis.texts.readers.participles import shipped_readings
from analysis.texts.readers.verbs import read_verbs

_LONGEST = 20  # words of a lone line that may be a headline
_ENDS = tuple(".!?…")
_AUXILIARY = Flag.BE | Flag.HAVE | Flag.MODAL | Flag.DO | Flag.GET | Flag.SUBJECT
_NO_SUBJECT = (
    _AUXILIARY | Flag.TO | Flag.BY | Flag.PREPOSITION | Flag.CONJUNCTION | Flag.DETERMINER | Flag.RELATIVE | Flag.CLAUSE
    | Flag.QUESTION | Flag.OBJECT
)  # fmt: skip
_BETWEEN = Flag.ADVERB | Flag.NEGATOR
_AFTER = Flag.PREPOSITION | Flag.BY | Flag.CLAUSE | Flag.ADVERB | Flag.CONJUNCTION
_COMPLEMENTS = frozenset("dead alive guilty unconscious unharmed safe free open home overnight ahead amid".split())
_AIMED = frozenset("at on upon into".split())  # "Police fired at crowd"
# Of those that hurt or force, verbs that are as often without an object.
_ALONE = frozenset(
    "beat burn chase conquer detonate discriminate hit hunt infect kick press question run stop storm strike struggle "
    "surround isolate disband disperse dissolve draft".split()
)
# Other verbs whose form of the past always has an object in a headline, so that without one it is a passive.
_WITH_OBJECT = frozenset(
    "accuse acquit appoint approve award ban blame build buy cancel charge cheer clear condemn convict criticise "
    "criticize deploy discover elect evacuate extradite find fire free honor honour hospitalise hospitalize identify "
    "impeach indict invite leak mock name pardon postpone praise publish reject release repatriate rescue rob sack "
    "save scrap sell sentence slam subpoena sue summon suspend target threaten treat unveil".split()
)
# Those of them and further ones that another verb follows: "Drivers urged to stay at home".
_TO_ACT = frozenset(
    "accuse allow ask compel encourage enable expect forbid force invite oblige order permit persuade pressure set "
    "summon tell urge".split()
)


def headline_words(segments: pd.DataFrame, words: ClauseWords) -> np.ndarray:
    """Return which words are in a headline: a segment labelled so, or a text of one short line without a stop.

    Parameters
    ----------
    segments
        Table `segments`, of whose rows the words are.
    words
        The words.
    """
    known = (segments["part"] == "headline").to_numpy(dtype=bool)[words.segment]
    doc_ids = np.asarray(words.doc_ids)
    changes = np.flatnonzero(doc_ids[1:] != doc_ids[:-1]) + 1
    edges = [0, *changes.tolist(), len(doc_ids)] if len(doc_ids) else []
    for first, end in pairwise(edges):
        begins = words.word(first)[0]
        if end - first <= _LONGEST and words.sentence[first] == words.sentence[end - 1] and not begins.islower():
            known[first:end] |= not words.texts[doc_ids[first]].rstrip("\"'”’) \n").endswith(_ENDS)
    return known


def find_headline_passives(words: ClauseWords, titles: np.ndarray, taken: np.ndarray) -> list[Group]:
    """Return the participles of headlines that are passives without their auxiliary, in the order of the words.

    Parameters
    ----------
    words
        The words.
    titles
        Which of them are in a headline.
    taken
        Which belong to a verb group that has been found.

    Notes
    -----
    A participle with a noun before it in a clause without an auxiliary, and with no object after it, where its verb has
    no active without an object: headlines tell acts of the day in the present. Misleads where such an active is
    used all the same ("Rebels attacked in the north").
    """
    rows = np.flatnonzero(titles & ((words.flag_array & Flag.PARTICIPLE) > 0) & ~taken).tolist()
    rows = [row for row in rows if _has_subject(row, words) and _lacks_object(row, words)]
    return [
        Group(row, row, row, passive=True, reduced=_same_clause(row, later, words))
        for row, later in pairwise([*rows, -1])
    ]


def _same_clause(row: int, later: int, words: ClauseWords) -> bool:
    """Return whether a later participle is the verb of the clause: "Man accused of fraud arrested"."""
    if later < 0 or words.sentence_start(later) != words.sentence_start(row):
        return False
    flags = words.flags[row + 1 : later]
    return not any(sign & NO_QUOTE for sign in words.signs[row:later]) and not any(
        flag & (Flag.CLAUSE | Flag.CONJUNCTION | Flag.RELATIVE) for flag in flags
    )


def _has_subject(row: int, words: ClauseWords) -> bool:
    """Return whether a noun comes before a participle, and no auxiliary in the same clause."""
    flags, start = words.flags, words.sentence_start(row)
    before = row - 1
    while before >= start and flags[before] & _BETWEEN and not flags[before] & Flag.NUMBER:
        before -= 1
    if before < start or flags[before] & _NO_SUBJECT or words.signs[row - 1] & NO_QUOTE & ~COMMA:
        return False
    if words.signs[row - 1] & COMMA and not flags[row - 1] & Flag.NUMBER:  # "Woman, 82, found dead"
        return False
    aside = bool(words.signs[row - 1] & COMMA)
    while before >= start and (aside or not words.signs[before] & NO_QUOTE or before == row - 1):
        if flags[before] & _AUXILIARY or flags[before] & Flag.RELATIVE:
            return False
        before -= 1
    return True


def _lacks_object(row: int, words: ClauseWords) -> bool:
    """Return whether no object follows a participle whose verb would have one in the active."""
    base, flag = verb_of(words.term(row)), words.flags[row]
    reading = shipped_readings().get(words.term(row))
    if reading is not None and reading.kind != "passive":
        return False
    after = row + 1
    more = after < words.sentence_end(row) and not words.signs[row] & NO_QUOTE
    following, known = (words.flags[after], words.term(after)) if more else (0, "")
    if following & Flag.TO:
        return base in _TO_ACT and base != "accuse"
    if known in _AIMED and base in ("fire", "shoot", "charge", "shell", "bomb", "raid"):
        return False
    if not flag & Flag.PAST:
        return not more or bool(following & _AFTER)
    if base not in _WITH_OBJECT | _hurting():
        return False
    return not more or known in _COMPLEMENTS or bool(following & _AFTER and not following & Flag.DETERMINER)


@cache
def _hurting() -> frozenset[str]:
    table = read_verbs()
    hurts = table["class"].isin(("harm", "coercion")) & ~table["verb"].str.contains(" ", regex=False)
    return frozenset(table.loc[hurts, "verb"]) - _ALONE
