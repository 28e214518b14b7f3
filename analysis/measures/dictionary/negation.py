"""Which markers are negated: what negates, and what may stand between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.measures.dictionary.context import Around

if TYPE_CHECKING:
    import numpy as np

DENYING = frozenset("not never cannot neither nor hardly scarcely barely".split())  # and every word in "n't"
WITHOUT = frozenset("no without".split())
NEXT_ONLY = frozenset("nothing nobody none".split())
NEGATORS = DENYING | WITHOUT | NEXT_ONLY

_REACH = 5
_NOT_SO = frozenset("only just merely simply solely least".split())  # "not only a disaster" is one
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

    A match is negated if a negator of its own sentence and segment stands before it, no punctuation that ends a clause
    parts them, and what lies between is of this kind:

    =============================================  =================================================================
    negator                                        what may stand between, at most four words
    =============================================  =================================================================
    not, never, cannot, hardly … and "n't"         degree words and adverbs in "-ly", forms of be, have and do, "to";
                                                   "a", "an", "any", "such" with up to two adjectives after it;
                                                   a verb of naming with its object ("not call it a")
    no, without                                    up to two adjectives; "evidence of", "sign of" and their like
    nothing, nobody, none                          nothing at all, or adverbs in "-ly"
    =============================================  =================================================================

    Any other word takes the negation for itself: "cannot ignore the terrorism", "stops at nothing to stonewall" and
    "not because of the disaster" negate nothing; nor do "not only", "not just", "no less", "no doubt".
    """
    import numpy as np

    is_negator = np.array([known in NEGATORS or known.endswith("n't") for known in around.terms], dtype=bool)
    at = np.flatnonzero(is_negator[around.codes])
    result = np.zeros(len(first), dtype=bool)
    if not len(at):
        return result
    nearest = np.searchsorted(at, first, side="left") - 1
    near = (nearest >= 0) & (first - at[np.maximum(nearest, 0)] <= _REACH)
    for i in np.flatnonzero(near):
        negator, row = int(at[nearest[i]]), int(first[i])
        whole = around.segment[negator] == around.segment[row] and around.sentence[negator] == around.sentence[row]
        if whole and not any(map(around.parted, range(negator, row))):
            result[i] = _reaches(around.term(negator), [around.term(k) for k in range(negator + 1, row)])
    return result


def _reaches(negator: str, between: list[str]) -> bool:
    if between and between[0] in _NOT_SO:
        return False
    if negator in NEXT_ONLY:
        return all(word.endswith("ly") for word in between)
    if negator in WITHOUT and between[:1] != ["longer"]:
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
