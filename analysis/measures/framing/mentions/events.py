"""Events that a text names by a noun ("the attack on the camp", "massacres") or by a name ("Operation Storm")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.measures.framing.mentions.counted_nouns import Phrases
from analysis.measures.framing.mentions.noun_heads import is_adjective, may_be_inside, singular
from analysis.measures.framing.mentions.rows import as_rows
from analysis.schema import check
from analysis.texts.attribution.word_classes import DETERMINERS, PREPOSITIONS, QUANTIFIERS
from analysis.texts.matching.matcher import texts_of
from analysis.texts.readers.events import read_events
from analysis.texts.segmentation.words import tokens_of

_SHOW_NOUN = DETERMINERS | QUANTIFIERS | (PREPOSITIONS - {"to"}) | frozenset("no any each every both this".split())
_LINKS = frozenset("of on in at against near between over for by to with from".split())
_ARTICLES = frozenset("the a an its their his her this that these those our".split())
_OBJECTS = _ARTICLES | frozenset("him her it them us me you".split())
_FIRST = frozenset("operation hurricane cyclone typhoon battle siege treaty".split())  # their name follows
_ROMAN = re.compile(r"[IVX]+")
_REACH = 8  # words of the phrase behind an event in which a name is looked for
_BEFORE = 4


class _Event(NamedTuple):
    first: int  # rows of its first and last word
    last: int
    to: int  # row of the last word of the phrase that says which event it is
    noun: str
    named: bool


class _EventSearch:
    def __init__(self, words: Phrases, nouns: pd.DataFrame, loud: np.ndarray) -> None:
        self.words, self.loud = words, loud
        self.also_verb = dict(zip(nouns["noun"], nouns["also_verb"], strict=True))

    def __iter__(self) -> Iterator[_Event]:
        known = [self._noun(term) for term in self.words.terms]
        wanted = np.array([bool(noun) for noun in known], dtype=bool)
        after = 0
        for row in np.flatnonzero(wanted[self.words.codes]).tolist():
            noun = known[self.words.codes[row]]
            if row >= after and (found := self._at(row, noun, after)):
                after = found.last + 1
                yield found

    def _noun(self, term: str) -> str:
        if term in self.also_verb or term in _FIRST:
            return term
        one = singular(term)
        return one if one in self.also_verb else ""

    def _at(self, row: int, noun: str, after: int) -> _Event | None:
        words = self.words
        calm = not self.loud[words.segment[row]]
        if noun in _FIRST and calm and words.capital(row):
            last = self._capitals_behind(row + 1) if words.joined(row) else row
            if last == row + 1 and words.term(last) == "of" and words.joined(last):
                last = self._capitals_behind(last + 1)
            if last > row and words.capital(last):
                return _Event(row, last, last, noun, True)
        if noun not in self.also_verb or (noun == "march" and words.capital(row) and _beside_number(words, row)):
            return None
        first = self._capitals_before(row, after) if calm else row
        if calm and words.capital(row) and first < row:
            last = row + 1 if words.joined(row) and _ROMAN.fullmatch(words.word(row + 1)) else row
            return _Event(first, last, last, noun, True)
        if self.also_verb[noun] and not self._is_noun(row):
            return None
        return _Event(first, row, self._phrase_end(row), noun, False)

    def _capitals_before(self, row: int, after: int) -> int:
        """Return the first of the words with capitals, or years, right before a row."""
        words, first = self.words, row
        while first - 1 >= after and words.joined(first - 1) and self._names(first - 1):
            first -= 1
        while first < row and words.begins_sentence(first) and not words.capital(first + 1):
            first += 1
        return first

    def _names(self, row: int) -> bool:
        term = self.words.term(row)
        if term in DETERMINERS or term in PREPOSITIONS:
            return False
        return self.words.capital(row) or (term.isdigit() and len(term) == 4)

    def _capitals_behind(self, row: int) -> int:
        """Return the last of the words with capitals from a row on, or the row."""
        while self.words.joined(row) and self.words.capital(row + 1) and self.words.capital(row):
            row += 1
        return row

    def _is_noun(self, row: int) -> bool:
        """Return whether what is before a word shows that it is a noun: "the recent attack", "in protest"."""
        words = self.words
        if (
            words.joined(row)
            and (words.capital(row + 1) or words.term(row + 1) in _OBJECTS)
            and not self._has_article(row)
        ):
            return words.term(row + 1).endswith("day")  # "after rebels attack Elm Camp"
        for back in range(1, _BEFORE + 1):
            at = row - back
            if at < 0 or not words.joined(at):
                return False
            term = words.term(at)
            if term in _SHOW_NOUN or not words.gap(at).isspace():
                return True
            if not (is_adjective(term) or words.capital(at) or term[0].isdigit()):
                return False
        return False

    def _has_article(self, row: int) -> bool:
        return row > 0 and self.words.joined(row - 1) and self.words.term(row - 1) in _SHOW_NOUN

    def _phrase_end(self, row: int) -> int:
        """Return the last word of "of the residents of Elm Camp" behind an event: where its name may be."""
        words, last = self.words, row
        while last - row < _REACH and words.joined(last):
            term = words.term(last + 1)
            if not (term in _LINKS or term in _ARTICLES or (last > row and may_be_inside(term))):
                break
            last += 1
        return last


def _beside_number(words: Phrases, row: int) -> bool:
    """Return whether a day or a year is beside the word "March"."""
    near = [*words.preceding(row, 1), *words.following(row, 2)[1:]]
    return any(term[0].isdigit() for term in near)


def find_events(
    segments: pd.DataFrame, nouns: pd.DataFrame | None = None, *, tokens: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return every event that is named by a noun or a name of its own: one row per mention, in the order of the texts.

    Parameters
    ----------
    segments
        Table `segments`; the segments of a text must cover it.
    nouns
        Table `events` (`read_events`); None is the list of the suite.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

    Returns
    -------
    DataFrame
        Columns ``doc_id, start, end, match, noun, name, phrase_end, part, voice, speaker``. `noun` is the noun in the
        singular. `name` is the name of an event that has one ("World War II", "Operation Storm"), else empty.
        `phrase_end` is where the phrase ends that says which event it is ("of residents of Elm Camp").

    Notes
    -----
    A word that is a verb too counts where an article, a possessive, a number or a preposition is before it, with
    adjectives or names between. Misleads where a noun of the list has another sense ("a strike in the third over"), and
    says nothing of events that are told by a verb alone ("they attacked").

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> text = "They attack after the attack on Elm Camp, as in World War II."
    >>> segments = same.voices(pd.DataFrame({"doc_id": ["a"], "text": [text]}))
    >>> find_events(segments)[["match", "noun", "name"]].values.tolist()
    [['attack', 'attack', ''], ['World War II', 'war', 'World War II']]
    """
    check(segments, "segments")
    table, texts = tokens_of(segments, tokens), texts_of(segments)
    words = Phrases(table, texts)
    loud = segments["part"].isin(("headline", "furniture", "byline")).to_numpy()
    found = list(_EventSearch(words, read_events() if nouns is None else nouns, loud)) if len(table) else []
    spans = [(event.first, int(words.starts[event.first]), int(words.ends[event.last])) for event in found]
    rows = as_rows(spans, words, segments, table)
    rows["noun"] = pd.Series([event.noun for event in found], dtype="str")
    named = zip(rows["match"], found, strict=True)
    rows["name"] = pd.Series([" ".join(match.split()) if event.named else "" for match, event in named], dtype="str")
    rows["phrase_end"] = np.array([int(words.ends[event.to]) for event in found], dtype=np.int64)
    return rows[["doc_id", "start", "end", "match", "noun", "name", "phrase_end", "part", "voice", "speaker"]]
