"""Who acts in a passive: the noun phrase after "by", told apart from time, means, measure and place."""

from __future__ import annotations

from functools import cache

from analysis.measures.framing.agency.clause_words import COMMA, DASH, OPENS, QUOTE, STOP, ClauseWords
from analysis.measures.framing.agency.word_flags import Flag
from analysis.texts.readers.verbs import plural, read_event_nouns

_BEFORE_NOUN = Flag.DETERMINER | Flag.NUMBER | Flag.PREPOSITION
_REACH = 14  # words from the participle to "by"
_NEVER_FIRST = Flag.BE | Flag.HAVE | Flag.MODAL | Flag.TO | Flag.BY
_NOT_BEFORE_BY = (
    Flag.BE | Flag.GET | Flag.HAVE | Flag.MODAL | Flag.DO | Flag.RELATIVE | Flag.CLAUSE | Flag.SUBJECT | Flag.PAST
)
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december today tomorrow tonight yesterday now then noon midnight midday dawn dusk "
    "nightfall sunset sunrise morning evening afternoon night day daylight summer autumn winter spring fall christmas "
    "easter lunchtime dinnertime bedtime week month year weekend decade century end close beginning start time middle "
    "mid-day deadline eve late early mid".split()
)
_MEANS = frozenset(
    "car bus train plane boat ship ferry taxi truck lorry van bike bicycle motorcycle helicopter tram rail road sea "
    "air land foot horse hand mail post email e-mail phone telephone fax letter text radio satellite cable courier "
    "accident mistake chance default design force surprise definition nature birth marriage name sight virtue way "
    "means reason dint far itself himself herself themselves myself yourself ourselves yourselves oneself proxy turns "
    "turn rote heart ear analogy contrast comparison decree degrees stages example appointment request order consensus "
    "acclamation lot ballot secret standard extension implication association weight volume age gender sex "
    "choice habit instinct then-current word wire cheque check cash credit bulk section category alphabet region "
    "country chapter item consent necessity inference reference permission hook".split()
)
_MEASURES = frozenset(
    "percent per cent percentage points point half third quarter fifth tenth fraction factor margin times inches feet "
    "miles metres meters kilometres kilometers degrees pounds dollars euros hours minutes days weeks months years "
    "votes seats double inch foot mile metre meter degree pound dollar euro hour minute".split()
)
_AGENT_NUMBERS = frozenset("one two three four five six seven eight nine ten several many few most some".split())
# Prepositions that bring the occasion of an act, whose own "by" may follow.
_OCCASIONS = frozenset("after amid before despite during following in over pending since".split())
_ENDS = (
    Flag.BE | Flag.GET | Flag.HAVE | Flag.MODAL | Flag.DO | Flag.RELATIVE | Flag.CLAUSE | Flag.TO | Flag.BY
    | Flag.QUESTION | Flag.ADVERB | Flag.NEGATOR
)  # fmt: skip


def find_agent(participle: int, words: ClauseWords) -> tuple[int, int] | None:
    """Return the first and last row of the noun phrase after "by" that names who or what acts; None if there is none.

    "By" is looked for after the participle in its own clause: no other verb, relative pronoun or mark that ends a
    clause comes between.
    """
    end = min(words.sentence_end(participle), participle + _REACH + 1)
    flags = words.flags
    for row in range(participle + 1, end):
        if words.signs[row - 1] & (STOP | OPENS | DASH):
            return None
        flag = flags[row]
        if flag & Flag.BY:
            if _of_act(row, participle, words):
                return None
            if (span := agent_phrase(row, words)) is not None:
                return span
        elif _ends_clause(row, participle, words):
            return None
    return None


def _of_act(by: int, participle: int, words: ClauseWords) -> bool:
    """Return whether "by" belongs to a noun for an act in another phrase: "were hurt in an attack by wolves"."""
    if words.term(by - 1) not in _acts():
        return False
    for row in range(by - 2, participle, -1):
        if words.signs[row] or words.flags[row] & Flag.CONJUNCTION:
            return False
        if words.flags[row] & Flag.PREPOSITION or words.term(row) in _OCCASIONS:
            return words.term(row) in _OCCASIONS
    return False


@cache
def _acts() -> frozenset[str]:
    nouns = read_event_nouns()
    nouns = nouns[(nouns["possessive"] == "agent") | (nouns["of"] != "")]
    heads = [noun.rpartition(" ")[2] for noun in nouns["noun"]]
    return frozenset([*heads, *map(plural, heads)])


def _ends_clause(row: int, participle: int, words: ClauseWords) -> bool:
    """Return whether the word in a row belongs to another clause than the participle before it."""
    flags = words.flags
    flag = flags[row]
    if flag & _NOT_BEFORE_BY and not (row == participle + 1 and flag & Flag.PREPOSITION):
        return True
    if flag & Flag.ING and row > participle + 1 and not flags[row - 1] & (Flag.DETERMINER | Flag.PREPOSITION):
        return True
    return bool(flag & Flag.CONJUNCTION and words.signs[row - 1] & COMMA)


def agent_phrase(by: int, words: ClauseWords) -> tuple[int, int] | None:
    """Return the rows of the noun phrase after the "by" in a row, None if it is no agent (a time, a means, a sum)."""
    end = words.sentence_end(by)
    first = by + 1
    if first >= end or words.signs[by] & (STOP | OPENS | COMMA | DASH):
        return None
    last = phrase_end(first, end, words)
    if last < first or not _can_act(first, last, words):
        return None
    return first, last


def phrase_end(first: int, end: int, words: ClauseWords) -> int:
    """Return the last row of the noun phrase that begins in a row: up to a verb, a preposition but "of", or a mark."""
    row = first
    flags = words.flags
    while row < end:
        if row > first:
            sign = words.signs[row - 1]
            if sign & (STOP | OPENS | DASH):
                break
            if sign & COMMA and not _list_goes_on(row, end, words):
                break
        flag = flags[row]
        if row > first and flag & Flag.ADVERB and _grades(row, end, words):
            row += 1
            continue
        if row > first and flag & Flag.OBJECT and not flag & (Flag.DETERMINER | Flag.SUBJECT):
            if words.term(row - 1) == "of":
                row += 1
            break
        if (flag & _ENDS and row > first) or flag & _NEVER_FIRST:
            break
        if flag & Flag.PREPOSITION and words.term(row) != "of":
            break
        if flag & Flag.CONJUNCTION and not _joins(row, end, words):
            break
        if flag & Flag.PAST and row > first and _is_verb(row, end, words):
            break
        if flag & Flag.SUBJECT and row > first:
            break
        row += 1
    row -= 1
    while row >= first and flags[row] & (Flag.CONJUNCTION | Flag.PREPOSITION):
        row -= 1
    return row


def _grades(row: int, end: int, words: ClauseWords) -> bool:
    """Return whether an adverb goes with an adjective inside a phrase: "a very good job", "a few more men"."""
    if row + 1 >= end or words.signs[row] or not words.flags[row - 1] & (Flag.DETERMINER | Flag.NUMBER | Flag.ADVERB):
        return False
    return not words.flags[row + 1] & (_ENDS & ~Flag.ADVERB | Flag.PREPOSITION | Flag.CONJUNCTION | Flag.SUBJECT)


def _is_verb(row: int, end: int, words: ClauseWords) -> bool:
    """Return whether a word in "-ed" after a noun is a verb, not one that describes the next noun."""
    return not words.flags[row - 1] & (_BEFORE_NOUN | Flag.CONJUNCTION | Flag.ADVERB)


def _list_goes_on(row: int, end: int, words: ClauseWords) -> bool:
    """Return whether a comma before this row parts the members of a list that "and" or "or" closes soon."""
    for k in range(row, min(row + 8, end)):
        if k > row and words.signs[k - 1] & STOP:
            return False
        flag = words.flags[k]
        if flag & Flag.CONJUNCTION:
            return _joins(k, end, words)
        if flag & (Flag.BE | Flag.HAVE | Flag.MODAL | Flag.RELATIVE | Flag.PREPOSITION | Flag.SUBJECT | Flag.PAST):
            return False
    return False


def _joins(row: int, end: int, words: ClauseWords) -> bool:
    """Return whether the conjunction in a row joins two noun phrases, not two clauses."""
    if words.term(row) not in ("and", "or", "nor"):
        return False
    following = words.flags[row + 1] if row + 1 < end else 0
    if not following and row + 1 >= end:
        return False
    if following & (_ENDS & ~Flag.RELATIVE | Flag.SUBJECT | Flag.PAST | Flag.PREPOSITION | Flag.ING):
        return False
    if words.signs[row - 1] & COMMA and _has_verb(row + 1, end, words):
        return False  # "by a lorry, and dozens of men were hurt"
    for k in range(row + 1, min(row + 6, end)):
        if k > row + 1 and words.signs[k - 1]:
            return True
        if words.flags[k] & (Flag.BE | Flag.HAVE | Flag.MODAL | Flag.DO):
            return False
        if words.flags[k] & (Flag.CONJUNCTION | Flag.PREPOSITION):
            return True
    return True


def _has_verb(first: int, end: int, words: ClauseWords) -> bool:
    """Return whether what begins after a comma and "and" is a clause: a finite verb comes before the next mark."""
    for row in range(first, min(first + _REACH, end)):
        flag = words.flags[row]
        if row > first and (words.signs[row - 1] & ~QUOTE or flag & (Flag.CLAUSE | Flag.QUESTION)):
            return False
        if flag & Flag.RELATIVE and not flag & Flag.DETERMINER:
            return False
        if flag & (Flag.BE | Flag.HAVE | Flag.MODAL | Flag.DO):
            return True
        if row > first and flag & Flag.PAST and not words.flags[row - 1] & (_BEFORE_NOUN | Flag.CONJUNCTION):
            following = words.flags[row + 1] if row + 1 < end else Flag.OBJECT
            if not flag & Flag.PARTICIPLE or following & (Flag.DETERMINER | Flag.OBJECT):
                return True
    return False


def _can_act(first: int, last: int, words: ClauseWords) -> bool:
    flags = words.flags
    term = words.term(first)
    if flags[first] & Flag.ING and not bool(words.capitals[first]):
        return False
    terms = [words.term(row) for row in range(first, last + 1)]
    if terms[0] in _MEANS and (last == first or terms[1] in ("of", "or", "and")):
        return False
    start = 1 if flags[first] & Flag.DETERMINER else 0
    if start == 0 and (terms[0] in _TIMES or terms[0] == "means"):
        return bool(words.capitals[first]) and last > first and bool(words.capitals[first + 1])
    if len(terms) > start and terms[start] in _TIMES | {"way"} and term in ("the", "this", "that", "next", "last"):
        return len(terms) > start + 1 and terms[start + 1] != "of"
    if term in ("next", "last", "late", "early", "mid"):
        return False
    if flags[first] & Flag.NUMBER or term in ("a", "an", "about", "around", "roughly", "nearly", "some", "almost"):
        if any(known in _MEASURES for known in terms[:4]):
            return False
        if flags[first] & Flag.NUMBER and last == first and term not in _AGENT_NUMBERS:
            return False
    return not (terms == ["large"] or terms[:2] == ["and", "large"])
