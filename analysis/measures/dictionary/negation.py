"""What is negated: a marker that "not", "no", "nothing" or their like reach, along a list too."""

from __future__ import annotations

import numpy as np

from analysis.measures.dictionary.context import Around

DENYING = frozenset("not never cannot neither nor hardly scarcely barely".split())  # and every word in "n't"
WITHOUT_WORDS = frozenset("no without".split())
NEXT_ONLY = frozenset("nothing nobody none".split())
NEGATORS = DENYING | WITHOUT_WORDS | NEXT_ONLY

_REACH, _LIST_REACH = 5, 16  # words: to one that is negated alone, and to a member of a list
_OR = frozenset("or nor".split())
_CORRELATIVE = frozenset("neither nor".split())
_DENIED = frozenset("not cannot without".split())  # by another negator; "ain't never" is one denial
_NOT_SO = frozenset("only just merely simply solely least".split())  # "not only a disaster" is one
_BE, _SUBJECTS = frozenset("is are was were be".split()), frozenset("he she it they we you i this that there".split())
_ARTICLES = frozenset("a an any such".split())
_LIGHT = frozenset(
    "the that this so too very quite really at all exactly even yet one be been being am is are was were to have has "
    "had do does did called considered deemed labelled labeled described seen as".split()
)
_NAMING = frozenset("call calls called calling consider deem label describe name".split())
_NAMED = frozenset("it him her them this that us you me himself herself itself themselves anyone anybody".split())
_SIGNS = frozenset("evidence proof sign signs trace hint kind sort".split())
_NO_ADJECTIVE = frozenset(
    "of to in on at by for from with about against into over under through between after before because since until "
    "while and or but nor than that which who whom whose when where why how if the this these those my your his her "
    "its our their he she it we they you i one is are was were be been has have had will would can could may might "
    "must shall should do does did doubt matter less wonder other more".split()
)


def negated(first: np.ndarray, around: Around) -> np.ndarray:
    """Return which of the matches that begin in these rows are negated.

    A match is negated if a negator of its own sentence and segment comes before it, no punctuation that ends a clause
    separates them, and what is between is of this kind:

    =============================================  =================================================================
    negator                                        what may be between, at most four words
    =============================================  =================================================================
    not, never, cannot, hardly … and "n't"         degree words and adverbs in "-ly", forms of be, have and do, "to";
                                                   "a", "an", "any", "such" with up to two adjectives after it;
                                                   a verb of naming with its object ("not call it a")
    no, without                                    up to two adjectives; "evidence of", "sign of" and their like
    nothing, nobody, none                          nothing at all, or adverbs in "-ly"
    =============================================  =================================================================

    Any other word takes the negation for itself: "cannot ignore the terrorism", "stops at nothing to stonewall" and
    "not because of the disaster" negate nothing; nor do "not only", "not just", "no less", "no doubt".

    In a list that "or" or "nor" closes, the negator reaches each member as it would reach it alone: "not a thug, a liar
    or a fool". "But" and "and" end a list. Of two negators of which one denies the other ("not not absurd", "never
    without malice"), nothing is left.
    """
    is_negator = np.array([known in NEGATORS or known.endswith("n't") for known in around.terms], dtype=bool)
    at = np.flatnonzero(is_negator[around.codes])
    result = np.zeros(len(first), dtype=bool)
    if not len(at):
        return result
    nearest = np.searchsorted(at, first, side="left") - 1
    negator = at[np.maximum(nearest, 0)]
    near = (nearest >= 0) & (first - negator <= _LIST_REACH) & around.one_place(negator, first)
    # Further off is a member of a list alone, which has "or" or "nor" before it or behind.
    closes = np.cumsum(np.array([known in _OR for known in around.terms], dtype=bool)[around.codes])
    near &= (first - negator <= _REACH) | (closes[np.minimum(first + _REACH, len(closes) - 1)] > closes[negator])
    for i in np.flatnonzero(near).tolist():
        inner = int(nearest[i])
        result[i] = _in_reach(int(at[inner]), int(first[i]), around)
        while inner and result[i] and _is_denied(int(at[inner - 1]), int(at[inner]), around):
            result[i], inner = not result[i], inner - 1
    return result


def _in_reach(negator: int, row: int, around: Around) -> bool:
    """Return whether the negator in a row reaches the word in another, alone or as a member of a list."""
    members = _members(negator, row, around)
    if not members:
        return False
    word, (*before, last) = around.term(negator), members
    if not before:
        return row - negator <= _REACH and _reaches(word, last)
    whole = all(one and one[-1] not in _NO_ADJECTIVE and _reaches(word, one[:-1]) for one in before)
    return whole and _reaches(word, last)


def _members(negator: int, row: int, around: Around) -> list[list[str]]:
    """Return the words between two rows by member of their list, the last up to the second row; none if it is no list.

    A comma parts members where "or" or "nor" comes later in the list.
    """
    if not around.one_place(negator, row):
        return []
    members: list[list[str]] = [[]]
    open_ended = False
    for k in range(negator, row):
        if k > negator and (word := around.term(k)) in _OR:
            if members[-1]:  # else after a comma: "a thug, a liar, or a fool"
                members.append([])
            open_ended = False
        elif k > negator:
            members[-1].append(word)
        if signs := around.signs(k):
            if signs != {","} or not members[-1]:
                return []
            members.append([])
            open_ended = True
    return [] if open_ended and not _or_follows(row, around) else members


def _or_follows(row: int, around: Around) -> bool:
    """Return whether "or" or "nor" closes the list that the word in this row is a member of."""
    last = min(row + _REACH, len(around.codes) - 2)
    for k in range(row, last):
        if around.signs(k) - {","} or around.sentence[k + 1] != around.sentence[row]:
            return False
        if around.term(k + 1) in _OR:
            return around.term(k + 2) not in NEGATORS  # "absurd or not"
    return False


def _is_denied(outer: int, inner: int, around: Around) -> bool:
    """Return whether a negator denies another one: "not at all without", "never not"."""
    words = around.term(outer), around.term(inner)
    denies = words[0] in DENYING - _CORRELATIVE or words[0].endswith("n't")
    if not denies or not (words[1] in _DENIED or words[1].endswith("n't")) or inner - outer > _REACH:
        return False
    between = [around.term(k) for k in range(outer + 1, inner)]
    return len(_members(outer, inner, around)) == 1 and _reaches(words[0], between)


def _reaches(negator: str, between: list[str]) -> bool:
    if between and between[0] in _NOT_SO:
        return False
    if negator in _CORRELATIVE and (at := [k for k, word in enumerate(between) if word in _BE]):
        after = at[0] + 1  # "neither plan is absurd", "nor is she a fool"
        between = between[after + (between[after : after + 1] != [] and between[after] in _SUBJECTS) :]
    if negator in NEXT_ONLY:
        return all(word.endswith("ly") for word in between)
    if negator in WITHOUT_WORDS and between[:1] != ["longer"]:
        while between and (between[0] in _ARTICLES or (between[0] in _SIGNS and between[1:2] == ["of"])):
            between = between[1:] if between[0] in _ARTICLES else between[2:]
        return len(between) <= 2 and _NO_ADJECTIVE.isdisjoint(between)
    between = between[between[:1] == ["longer"] :]
    while between:
        word, *rest = between
        if word in _ARTICLES:
            rest = rest[rest[:1] == ["a"] :]  # "such a"
            return len(rest) <= 2 and _NO_ADJECTIVE.isdisjoint(rest)
        if word in _NAMING and rest and rest[0] in _NAMED:
            rest = rest[1:]
        elif word not in _LIGHT and not word.endswith("ly"):
            return False
        between = rest
    return True
