"""The words around a match: whether its entry asks for them, what "so-called" takes in, and what is negated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from analysis.texts.matching.context_rules import Clause, compile_context

CLAUSE_ENDS = frozenset(',;:.!?…—–()[]"“”«»')
_APOSTROPHES, _PLURAL = frozenset("'’‘`"), frozenset(["' ", "’ "])


class Around:
    """The words around a place: terms joined by spaces, with "'s" for a possessive ending and "," for punctuation.

    Parameters
    ----------
    tokens
        Table `tokens`.
    texts
        The text of each doc_id.
    """

    def __init__(self, tokens: pd.DataFrame, texts: Mapping[str, str]) -> None:
        self.terms = tokens["term"].cat.categories.astype(object).to_numpy()
        self.codes = tokens["term"].cat.codes.to_numpy()
        self.doc_ids, self.texts = tokens["doc_id"].to_numpy(dtype=object), texts
        self.sentence, self.segment, self.starts, self.ends = (
            tokens[column].to_numpy() for column in ("sentence", "segment", "start", "end")
        )

    def term(self, row: int) -> str:
        """Return the term in a row of the tokens."""
        return self.terms[self.codes[row]]

    def parted(self, row: int) -> bool:
        """Return whether there is punctuation between the word in this row and the next."""
        return not CLAUSE_ENDS.isdisjoint(self.texts[self.doc_ids[row]][self.ends[row] : self.starts[row + 1]])

    def together(self, row: int, other: int) -> bool:
        """Return whether two neighbouring words are in one sentence and segment, with nothing but space between."""
        same = self.sentence[row] == self.sentence[other] and self.segment[row] == self.segment[other]
        return bool(same and self.texts[self.doc_ids[row]][self.ends[row] : self.starts[other]].isspace())

    def name_end(self, row: int) -> int:
        """Return the last of the words with capitals that follow one another from this row on, or the row itself."""
        while row + 1 < len(self.codes) and self.capital(row) and self.capital(row + 1) and self.together(row, row + 1):
            row += 1
        return row

    def capital(self, row: int) -> bool:
        """Return whether the word begins with a capital letter."""
        return self.texts[self.doc_ids[row]][self.starts[row]].isupper()

    def before(self, row: int, reach: int) -> str:
        """Return the words before a row, at most `reach`, of the same sentence."""
        first = max(row - reach, self.sentence.searchsorted(self.sentence[row], side="left"))
        return " ".join(map(self._with_sign, range(first, row)))

    def after(self, row: int, reach: int) -> str:
        """Return the words after a row, at most `reach`, of the same sentence."""
        last = min(row + reach, self.sentence.searchsorted(self.sentence[row], side="right") - 1)
        words = [*map(self._with_sign, range(row, last)), self.term(last)]
        return " ".join(words)[len(self.term(row)) :].lstrip()

    def _with_sign(self, row: int) -> str:
        between = self.texts[self.doc_ids[row]][self.ends[row] : self.starts[row + 1]]
        possessive = " 's" * ((between[:1] in _APOSTROPHES and between[1:2] in {"s", "S"}) or between[:2] in _PLURAL)
        return self.term(row) + possessive + " ," * (not CLAUSE_ENDS.isdisjoint(between))

    def whole(self, row: int) -> str:
        """Return the sentence of a row."""
        first = self.sentence.searchsorted(self.sentence[row], side="left")
        last = self.sentence.searchsorted(self.sentence[row], side="right")
        return " ".join(map(self.term, range(first, last)))


def in_context(found: pd.DataFrame, contexts: Sequence[str], around: Around) -> np.ndarray:
    """Return which matches are in the context that their entry asks for.

    Parameters
    ----------
    found
        From `matcher.find_entries`.
    contexts
        The cell `context` of each entry.
    around
        The words.
    """
    conditions = [compile_context(cell) for cell in contexts]
    asking = np.array([bool(groups) for groups in conditions], dtype=bool)
    firsts, lasts, entries = (found[column].to_numpy() for column in ("first", "last", "entry"))
    kept = np.ones(len(found), dtype=bool)
    for i in np.flatnonzero(asking[entries]):
        first, last = int(firsts[i]), int(lasts[i])
        kept[i] = any(all(_holds(clause, first, last, around) for clause in group) for group in conditions[entries[i]])
    return kept


def _holds(clause: Clause, first: int, last: int, around: Around) -> bool:
    if clause.kind == "preceded by":
        words = around.before(first, clause.reach)
    else:
        words = around.after(last, clause.reach) if clause.kind == "followed by" else around.whole(first)
    return (clause.pattern.search(words) is not None) == clause.wanted


def covered(found: pd.DataFrame, covering: np.ndarray, around: Around) -> tuple[np.ndarray, np.ndarray]:
    """Return the last word of each match, and which matches are left, once "so-called" takes in what it is said of.

    A covering entry takes in the next word, or the whole of the match that begins there ("so-called [freedom
    fighters]"), and of words with capitals all that follow one another ("so-called [Islamic State]"); in the same
    sentence and segment, with nothing but space between. Where quotation marks follow, they take in what they hold, as
    scare quotes do.

    Parameters
    ----------
    found
        From `matcher.find_entries`.
    covering
        Which entries cover.
    around
        The words.
    """
    firsts, lasts = found["first"].to_numpy(), found["last"].to_numpy().copy()
    ends_at = dict(zip(firsts.tolist(), lasts.tolist(), strict=True))
    left = np.ones(len(found), dtype=bool)
    for i in np.flatnonzero(covering[found["entry"].to_numpy()]):
        last = int(lasts[i])
        if left[i] and last + 1 < len(around.codes) and around.together(last, last + 1):
            lasts[i] = max(ends_at.get(last + 1, last + 1), around.name_end(last + 1))
            left[(firsts > last) & (firsts <= lasts[i])] = False
    return lasts, left


DENYING = frozenset("not never cannot neither nor hardly scarcely barely".split())  # and every word in "n't"
WITHOUT_WORDS = frozenset("no without".split())
NEXT_ONLY = frozenset("nothing nobody none".split())
NEGATORS = DENYING | WITHOUT_WORDS | NEXT_ONLY

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
    """
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
