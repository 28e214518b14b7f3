"""The object of a verb group in the active: the noun phrase after it that is told to be acted upon."""

from __future__ import annotations

import re

from analysis.measures.framing.agency.agents import phrase_end
from analysis.measures.framing.agency.amounts import amount_words
from analysis.measures.framing.agency.clause_words import NO_QUOTE, ClauseWords
from analysis.measures.framing.agency.possessives import owns
from analysis.measures.framing.agency.verb_forms import present_forms
from analysis.measures.framing.agency.word_flags import Flag
from analysis.texts.attribution.word_classes import TIME, TIME_OPENERS

_NO_OBJECT = (
    Flag.BE
    | Flag.GET
    | Flag.HAVE
    | Flag.MODAL
    | Flag.DO
    | Flag.TO
    | Flag.NEGATOR
    | Flag.BY
    | Flag.CONJUNCTION
    | Flag.PREPOSITION
    | Flag.RELATIVE
    | Flag.QUESTION
    | Flag.CLAUSE
    | Flag.ING
)
_FINITE = Flag.BE | Flag.HAVE | Flag.MODAL | Flag.DO
_QUANTIFIERS = frozenset("all both most more less least much almost nearly each either even only just half".split())
_ADVERBIAL = frozenset(
    "home away abroad back again together together forward ahead aside apart up down off out over through around along "
    "once twice today yesterday tonight tomorrow here there then now well badly hard early late soon first last "
    "overnight nationwide worldwide alone anyway instead sure backwards forwards sideways upwards downwards inside "
    "outside upstairs downstairs indoors outdoors".split()
)
_MASS = (
    "tion",
    "sion",
    "ment",
    "ity",
    "ism",
    "ence",
    "ance",
    "ship",
    "ness",
    "age",
    "ure",
    "dom",
    "ery",
    "acy",
    "ions",
)
_PLURALS = frozenset("people men women children police those".split())
_UNITS = frozenset(
    "second seconds minute minutes hour hours night nights day days week weeks month months year years decade "
    "decades time times mile miles metre metres meter meters kilometre kilometres kilometer kilometers foot feet yard "
    "yards".split()
)
# Verbs whose object may be a time: "spent ten years".
_TAKE_TIME = frozenset(
    "spend spends spent spending take takes took taken taking waste wasted lose lost serve served save saved need "
    "needed have has had give gave given cost buy bought want wanted get got".split()
)
_SCORE = re.compile(r"\d+[-–]\d+")
_BEFORE_DETERMINERS = frozenset("all both half such what quite".split())
_ANYBODY = frozenset(
    "nobody none nothing anybody anyone anything somebody someone something everybody everyone everything".split()
)
_NOUNS = frozenset(
    "police people men women children staff troops information asylum war peace money power control aid help support "
    "food water oil land fire pressure evidence news footage damage harm violence hatred fear terror panic chaos havoc "
    "death charge ground shelter refuge office action part place justice revenge hope blame credit responsibility "
    "crime murder torture rape force ammunition gas equipment".split()
)


def object_of(row: int, words: ClauseWords) -> tuple[int, int] | None:
    """Return first and last row of the noun phrase that is the object of the verb in a row, None if there is none.

    A time ("last week"), the subject of a clause ("said the army left"), and a bare word that may be an adjective or an
    adverb ("remained silent") are no object.
    """
    end = words.sentence_end(row)
    first = row + 1
    if first >= end or words.signs[row] & NO_QUOTE:
        return None
    flags = words.flags
    while first < end and flags[first] & Flag.ADVERB and not _opens_phrase(first, end, words):
        if words.signs[first] & NO_QUOTE or first - row > 2:
            return None
        first += 1
    if first >= end:
        return None
    flag, term = flags[first], words.term(first)
    if flag & Flag.OBJECT or flag & Flag.SUBJECT:
        return _pronoun(first, end, words)
    amount = amount_words(first, end, words)
    if (flag & _NO_OBJECT and not (amount or flag & Flag.DETERMINER)) or (term in _ADVERBIAL and amount < 2):
        return None
    if words.term(row).startswith("help") and term in present_forms()[0] and not words.capitals[first]:
        return None  # "helped convince them"
    if flag & Flag.RELATIVE and not _determines(first, end, words):
        return None  # "said that", but "attacked that village"
    last = phrase_after(first + amount, end, words)
    if last < first or not _is_noun_phrase(first, last, words) or is_time(first, last, words):
        return None
    if last == first and _SCORE.fullmatch(term):
        return None  # "voted 7-2"
    if _measures(first, last, words) or (term == "that" and words.term(last).endswith("s")):
        return None
    following = flags[last + 1] if last + 1 < end and not words.signs[last] & NO_QUOTE else 0
    if following & (_FINITE | Flag.SUBJECT) or (following & Flag.PAST and not following & Flag.PARTICIPLE):
        return None  # "said the army was"
    return first, last


def _opens_phrase(row: int, end: int, words: ClauseWords) -> bool:
    """Return whether an adverb may open a noun phrase: "killed all prisoners", "killed no prisoner"."""
    if words.term(row) == "no":
        if amount_words(row, end, words):
            return True
        following = words.flags[row + 1] if row + 1 < end and not words.signs[row] & NO_QUOTE else Flag.BE
        return not following & _NO_OBJECT
    return words.term(row) in _QUANTIFIERS


def _pronoun(first: int, end: int, words: ClauseWords) -> tuple[int, int] | None:
    """Return a pronoun as an object, or the phrase that "her" or "that" opens."""
    flag, term = words.flags[first], words.term(first)
    more = first + 1 < end and not words.signs[first] & NO_QUOTE
    following = words.flags[first + 1] if more else Flag.PREPOSITION
    own = words.term(first + 1) in ("first", "last", "most", "best", "very") if more else False
    if term == "her" and more and (own or not following & (_NO_OBJECT | Flag.DETERMINER | Flag.ADVERB | Flag.NUMBER)):
        last = phrase_end(first, end, words)
        return first, last
    if not flag & Flag.OBJECT or following & (_FINITE | Flag.PAST) or "'" in term:
        return None
    return first, first


def phrase_after(first: int, end: int, words: ClauseWords) -> int:
    """Return the last row of the one noun phrase that begins in a row.

    It ends before another one ("gave the men | a warning") and before what a participle says of it ("people | living in
    the camp").
    """
    last = phrase_end(first, end, words)
    flags = words.flags
    known, _ = present_forms()
    for row in range(first + 1, last + 1):
        if flags[row] & Flag.CONJUNCTION and row + 1 <= last and words.term(row + 1) in known:
            if row + 2 >= end or flags[row + 2] & (Flag.OBJECT | Flag.DETERMINER | Flag.NUMBER) or row + 1 == last:
                return row - 1  # "the residents or compel them"
        joined = flags[row - 1] & (Flag.PREPOSITION | Flag.CONJUNCTION | Flag.DETERMINER) or words.signs[row - 1]
        if flags[row] & Flag.DETERMINER and not joined and words.term(row - 1) not in _BEFORE_DETERMINERS:
            return row - 1
        many = words.term(row - 1).endswith("s") or words.term(row - 1) in _PLURALS or words.capitals[row - 1]
        if flags[row] & Flag.ING and many and row < end - 1 and not words.capitals[row]:
            if flags[row + 1] & (Flag.PREPOSITION | Flag.DETERMINER | Flag.NUMBER | Flag.OBJECT | Flag.TO):
                return row - 1
    return last


def _determines(first: int, end: int, words: ClauseWords) -> bool:
    """Return whether "that" is a determiner: a noun without an ending of the plural follows, and no verb after it."""
    if words.term(first) != "that" or first + 1 >= end:
        return False
    following = words.flags[first + 1]
    after = words.flags[first + 2] if first + 2 < end and not words.signs[first + 1] & NO_QUOTE else 0
    noun = not following & ~Flag.ADVERB and not words.term(first + 1).endswith("s") and not words.capitals[first + 1]
    return noun and not after & (_FINITE | Flag.PAST | Flag.ADVERB)


def _is_noun_phrase(first: int, last: int, words: ClauseWords) -> bool:
    """Return whether a phrase has a noun: a bare word has the ending of one, or is known for one."""
    flags = words.flags
    if last == first + 2 and flags[first + 1] & Flag.CONJUNCTION and not flags[first]:
        return all(_is_noun_phrase(row, row, words) for row in (first, last))  # not "weary and cold"
    if last > first and words.term(last) in _ADVERBIAL:
        return False
    if last > first:
        return not (last == first + 1 and flags[last] & Flag.ADVERB and not flags[first] & Flag.DETERMINER)
    if flags[first] & (Flag.NUMBER | Flag.OBJECT) or words.capitals[first]:
        return True
    term = words.term(first)
    if term in _ANYBODY:
        return not owns(first, words)
    if flags[first] & (Flag.DETERMINER | Flag.PARTICIPLE | Flag.ADVERB):
        return term in ("this", "these", "those")
    return term in _NOUNS or term.endswith(_MASS) or (term.endswith("s") and not term.endswith(("ss", "us", "ous")))


def _measures(first: int, last: int, words: ClauseWords) -> bool:
    """Return whether a phrase says how long, how often or how far: "waited ten minutes"."""
    if last == first or words.term(last) not in _UNITS or words.term(first - 1) in _TAKE_TIME:
        return words.term(last) in ("later", "longer", "ago", "earlier", "before")
    counted = bool(words.flags[first] & (Flag.NUMBER | Flag.ADVERB))
    return counted or words.term(first) in ("every", "each", "a", "this", "all")


def is_time(first: int, last: int, words: ClauseWords) -> bool:
    """Return whether a phrase says when."""
    if words.term(last) not in TIME_OPENERS and not words.flags[last] & Flag.NUMBER:
        return False
    text = words.texts[words.doc_ids[first]]
    return TIME.fullmatch(text, int(words.starts[first]), int(words.ends[last])) is not None
