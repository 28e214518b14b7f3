"""Denials of what a text tells in numbers: who denies it, where, and which quantity the denial is about."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from analysis.measures.framing.mentions.denial_words import FORMS, SAID, denial_at
from analysis.measures.framing.mentions.noun_heads import singular
from analysis.measures.framing.mentions.words_shared import content_words
from analysis.texts.matching.matcher import compile_entries, find_entries, texts_of
from analysis.texts.readers.outcomes import read_outcomes
from analysis.texts.segmentation.sentences import sentences
from analysis.texts.segmentation.words import term, words

_NEAR = 300  # characters behind the sentence of a denial in which the same speaker may go on
_ANY = re.compile(
    rf"\b(?:any|such|den(?:y|ies|ied|ying)\s+\w+ing(?:\s+(?:the|its|their))?|(?:{SAID})\s+(?:of|about|on|over)(?:\s+(?:the|these|those|its|their|his|her))?)\s+(\w+)",
    re.IGNORECASE,
)
_BE = "had|has|have|was|were|is|are|been|being|ever"
_HAPPENED = re.compile(
    rf"\bany(?:one|body|(?: [\w-]+){{1,2}}?)(?: (?:{_BE}))+ (\w+)|\bany(?:one|body) (\w+)", re.IGNORECASE
)
_DEATHS = re.compile(rf"\b(?:any(?: [\w-]+)?|(?:{SAID}) of(?: any| the)?) [\w-]+", re.IGNORECASE)
_SHARED = 2  # content words of a quantity that a denial has to repeat
_FOUND = ("doc_id", "start", "end", "match", "noun", "about", "said_start", "said_end", "subject", "holder")
_BACK = 600  # characters before a sentence in which that before it begins
_CLAUSE = re.compile(r"[,;:]\s+|\b(?:but|and|while|meanwhile|however|that|which|who)\b\s*,?\s*", re.IGNORECASE)


def find_denials(segments: pd.DataFrame, quantities: pd.DataFrame, tokens: pd.DataFrame) -> pd.DataFrame:
    """Return the denials that are about a quantity of the same text: one row per denial and quantity told.

    Parameters
    ----------
    segments
        Table `segments`; the segments of a text must cover it.
    quantities
        Of the same texts, from `find_quantities`.
    tokens
        Table `tokens` of the segments.

    Returns
    -------
    DataFrame
        Columns ``doc_id, start, end, match, noun, about, said_start, said_end, part, voice, speaker``. `match` is the
        verb ("dismissed") or what stands for one ("not true", "no such"), `about` the value denied, `noun` what it
        counts, `speaker` the subject of the verb as written, whom "by" names, or whose words they are.
        ``[said_start, said_end)`` is what repeats the words of the quantity: the sentence behind the verb, or a
        quotation of the same speaker right behind that; or the sentence before, that "it" stands for.

    Notes
    -----
    What denies something said is told from what does not ("denied entry", "rejected the offer", "did not deny") by
    `denial_words.denial_at`. A denial is about a quantity of more than one if it repeats two content words of its
    phrase ("armed border" of "twenty armed border guards"), its number with the noun, or the noun behind "any", "such"
    or "the report of"; or if it says of nobody what happened to those counted ("that anyone was killed", "any deaths");
    or if it denies "it" or "the report" and somebody is said to tell the quantity in the sentence before.
    So it misses one in quite other words, and takes a denial for one of the number where something else about the same
    people is denied.
    """
    texts = texts_of(segments)
    counted = quantities[(quantities["quantity_kind"] == "count") & (quantities["value"] > 1)]
    rows: list[tuple[object, ...]] = []
    if len(counted) and len(tokens):
        found = find_entries(compile_entries(FORMS), tokens, texts)
        holders = tokens["segment"].to_numpy()[found["first"].to_numpy()]
        docs = segments["doc_id"].to_numpy(dtype=object)[holders]
        starts = tokens["start"].to_numpy()[found["first"].to_numpy()]
        ends = tokens["end"].to_numpy()[found["last"].to_numpy()]
        by_doc = _by_text(counted, set(docs), ["noun", "value", "start", "modifiers", "voice", "outcome"])
        spoken = segments[segments["voice"].to_numpy(dtype=object) != "author"]
        said_by = _by_text(spoken, by_doc, ["start", "end", "speaker"])
        places = zip(docs.tolist(), starts.tolist(), ends.tolist(), holders.tolist(), strict=True)
        seen = set[tuple[object, ...]]()
        for doc_id, start, end, holder in places:
            if doc_id not in by_doc:
                continue
            place = _Denial(texts[doc_id], start, end, said_by.get(doc_id, []))
            for row in place.about(by_doc[doc_id]):
                key = (doc_id, place.first, *row[3:5])  # one denial of a number in a sentence
                if key not in seen:
                    seen.add(key)
                    rows.append((doc_id, *row, holder))
    table = pd.DataFrame(
        rows,
        columns=["doc_id", "start", "end", "match", "noun", "about", "said_start", "said_end", "subject", "holder"],
    )
    held = table.pop("holder").to_numpy(dtype=np.int64)
    for column in ("part", "voice", "speaker"):
        table[column] = segments[column].take(held).to_numpy()
    table["speaker"] = table.pop("subject").astype("str")
    for column, kind in (("start", int), ("end", int), ("said_start", int), ("said_end", int), ("about", float)):
        table[column] = table[column].astype(kind)
    return table


def _by_text(rows: pd.DataFrame, wanted: Container[str], columns: list[str]) -> dict[str, list[tuple[Any, ...]]]:
    """Return the cells of the rows of each wanted text."""
    rows = rows[np.array([doc_id in wanted for doc_id in rows["doc_id"].tolist()], dtype=bool)]
    found = dict[str, list[tuple[Any, ...]]]()
    for doc_id, *cells in zip(*(rows[column].tolist() for column in ("doc_id", *columns)), strict=True):
        found.setdefault(doc_id, []).append(tuple(cells))
    return found


class _Denial:
    """A denial: its sentence, its subject, and where the same speaker goes on."""

    def __init__(self, text: str, start: int, end: int, spoken: list[tuple[int, int, str]]) -> None:
        self.text, self.spoken = text, spoken
        begin = text.rfind("\n", 0, start) + 1
        line_end = text.find("\n", start)
        line = text[begin : line_end if line_end >= 0 else len(text)]
        spans = [(begin + a, begin + b) for a, b in sentences(line)] or [(begin, begin + len(line))]
        self.first, self.last = next(((a, b) for a, b in spans if a <= start < b), spans[-1])
        self.found = denial_at(text, (self.first, self.last), start, end)
        self.subject = self._subject() if self.found else ""

    def _subject(self) -> str:
        """Return who denies: whom the sentence names after "by", the subject of the verb, or the speaker."""
        found = self.found
        assert found is not None
        if found.agent or found.is_verb:
            return found.agent or _CLAUSE.split(self.text[self.first : found.start])[-1].strip(" “\"'")
        return next((speaker for a, b, speaker in self.spoken if a <= found.start < b), "")

    def _passages(self) -> list[tuple[int, int]]:
        """Return where the words may be that the denial repeats."""
        assert self.found is not None
        passages = [(self.found.first, self.found.last)]
        for begin, end, speaker in self.spoken:
            if self.last <= begin <= self.last + _NEAR and self._is_same(speaker):
                passages.append((begin, end))
        return passages

    def _is_same(self, speaker: str) -> bool:
        """Return whether a speaker is the subject: they share a word, "source" of "an official source"."""
        theirs = content_words(speaker)
        return bool(theirs) and bool(theirs & content_words(self.subject))

    def _before(self) -> int:
        """Return where the sentence before this one begins, in this paragraph or the last."""
        begin = max(0, self.first - _BACK)
        earlier = [begin + a for a, b in sentences(self.text[begin : self.first]) if b]
        return earlier[-1] if earlier else self.first

    def about(self, counted: list[tuple[str, float, int, str, str, str]]) -> list[tuple[object, ...]]:
        """Return a row for each quantity that this denial is about, told once."""
        if self.found is None:
            return []
        found, rows, seen = self.found, list[tuple[object, ...]](), set[tuple[str, float]]()
        told = [(begin, end, _terms(self.text[begin:end])) for begin, end in self._passages()]
        before = self._before() if found.points_back else self.first
        for noun, value, start, modifiers, voice, outcome in counted:
            key = (noun, value)
            own = any(begin <= start < end for begin, end, _ in told[1:])  # a number that who denies tells next
            if key in seen or own or (found.is_verb and self.first <= start < found.start):
                continue
            span = (before, self.first) if before <= start < self.first and voice != "author" else None
            wanted = content_words(modifiers) | {noun}
            for begin, end, known in told if span is None else ():
                repeated = any((n, v) == key and begin <= at < end for n, v, at, *_ in counted)
                if not repeated and outcome:
                    repeated = outcome in _outcomes(self.text[begin:end])
                if repeated or _repeats(wanted, noun, known, self.text[begin:end]):
                    span = (begin, end)
                    break
            if span is not None:
                seen.add(key)
                rows.append((found.start, found.end, self.text[found.start : found.end], *key, *span, self.subject))
        return rows


def _repeats(wanted: frozenset[str], noun: str, known: set[str], passage: str) -> bool:
    """Return whether a passage repeats what is told: two of its words, or the noun behind "any" or "such"."""
    if len(wanted & known) >= _SHARED:
        return True
    return noun in known and any(singular(word.lower()) == noun for word in _ANY.findall(passage))


@lru_cache(1000)
def _outcomes(passage: str) -> frozenset[str]:
    """Return the outcomes that a passage behind a denial says of nobody.

    >>> sorted(_outcomes("denied that anyone had been killed or that there were any arrests"))
    ['arrested', 'killed']
    """
    known, line = read_outcomes(), " ".join(passage.split())
    happened = [known.get((word or bare).lower()) for word, bare in _HAPPENED.findall(line)]
    nouns = [known.get(word.lower()) for found in _DEATHS.findall(line) for word in found.split()[1:]]
    told = {what.outcome for what in happened if what and what.role in ("done", "undergone", "state")}
    return frozenset(told | {what.outcome for what in nouns if what and what.role == "noun"})


def _terms(text: str) -> set[str]:
    known = {term(text[start:end]) for start, end in words(text)}
    return known | {singular(word) for word in known}
