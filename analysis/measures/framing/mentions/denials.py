"""Denials of what a text tells in numbers: who denies it, where, and which quantity the denial is about."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Any

import numpy as np
import pandas as pd

from analysis.measures.framing.mentions.noun_heads import singular
from analysis.measures.framing.mentions.words_shared import content_words
from analysis.texts.matching.matcher import compile_entries, find_entries, texts_of
from analysis.texts.segmentation.sentences import sentences
from analysis.texts.segmentation.words import term, words

_FORMS = (
    "deny denies denied denying dismiss dismisses dismissed dismissing reject rejects rejected rejecting refute "
    "refutes refuted refuting rebut rebuts rebutted rebutting contradict contradicts contradicted contradicting "
    "dispute disputes disputed disputing denial denials"
).split()
_SAID = frozenset(  # what is denied: of the other verbs' objects many are no words ("rejected the bill")
    "claim claims report reports allegation allegations accusation accusations charge charges assertion assertions "
    "statement statements story stories rumour rumours rumor rumors suggestion suggestions figure figures number "
    "numbers that it this any".split()
)
_OBJECT = 6  # words behind the verb in which one of these has to be
_NEAR = 300  # characters behind the sentence of a denial in which the same speaker may go on
_SHARED = 2  # content words of a quantity that a denial has to repeat
_FOUND = ("doc_id", "start", "end", "match", "noun", "about", "said_start", "said_end", "subject", "holder")
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
        verb ("dismissed"), `about` the value denied, `noun` what it counts, `speaker` the subject of the verb as
        written. ``[said_start, said_end)`` is what repeats the words of the quantity: the sentence behind the verb, or
        a quotation of the same speaker right behind that.

    Notes
    -----
    A denial is about a quantity of more than one if it repeats two content words of its phrase ("armed border" of
    "twenty armed border guards"), or its only one and the number. So it misses one in quite other words, and
    takes a denial for one of the number where something else about the same people is denied.
    """
    texts = texts_of(segments)
    counted = quantities[(quantities["quantity_kind"] == "count") & (quantities["value"] > 1)]
    rows: list[tuple[object, ...]] = []
    if len(counted) and len(tokens):
        found = find_entries(compile_entries(_FORMS), tokens, texts)
        holders = tokens["segment"].to_numpy()[found["first"].to_numpy()]
        docs = segments["doc_id"].to_numpy(dtype=object)[holders]
        starts = tokens["start"].to_numpy()[found["first"].to_numpy()]
        by_doc = _by_text(counted, set(docs), ["noun", "value", "start", "modifiers"])
        spoken = segments[segments["voice"].to_numpy(dtype=object) != "author"]
        said_by = _by_text(spoken, by_doc, ["start", "end", "speaker"])
        for doc_id, start, holder in zip(docs.tolist(), starts.tolist(), holders.tolist(), strict=True):
            if doc_id in by_doc:
                place = _Denial(texts[doc_id], start, said_by.get(doc_id, []))
                rows += [(doc_id, *row, holder) for row in place.about(by_doc[doc_id])]
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

    def __init__(self, text: str, start: int, spoken: list[tuple[int, int, str]]) -> None:
        self.text = text
        begin = text.rfind("\n", 0, start) + 1
        line_end = text.find("\n", start)
        line = text[begin : line_end if line_end >= 0 else len(text)]
        spans = [(begin + a, begin + b) for a, b in sentences(line)] or [(begin, begin + len(line))]
        self.first, self.last = next(((a, b) for a, b in spans if a <= start < b), spans[-1])
        self.start, self.end = start, start + re.match(r"\w+", text[start:]).end()  # type: ignore[union-attr]
        self.subject = _CLAUSE.split(text[self.first : start])[-1].strip(" “\"'")
        self.passages = [(self.start, self.last)]
        behind = [term(text[self.end + a : self.end + b]) for a, b in words(text[self.end : self.last])[:_OBJECT]]
        self.is_of_words = text[start : self.end].lower().startswith("den") or not _SAID.isdisjoint(behind)
        for begin, end, speaker in spoken:
            if self.last <= begin <= self.last + _NEAR and self._is_same(speaker):
                self.passages.append((begin, end))

    def _is_same(self, speaker: str) -> bool:
        """Return whether a speaker is the subject: they share their last word, "source" of "an official source"."""
        theirs = content_words(speaker)
        return bool(theirs) and bool(theirs & content_words(self.subject))

    def about(self, counted: list[tuple[str, float, int, str]]) -> list[tuple[object, ...]]:
        """Return a row for each quantity that this denial is about, told once."""
        rows: list[tuple[object, ...]] = []
        seen = set[tuple[str, float]]()
        told = [(begin, end, _terms(self.text[begin:end])) for begin, end in self.passages] if self.is_of_words else []
        for noun, value, start, modifiers in counted if told else ():
            key = (noun, value)
            if key in seen or (self.first <= start < self.start):
                continue
            wanted = content_words(modifiers) | {noun}
            for begin, end, known in told:
                shared = wanted & known
                if len(shared) >= _SHARED or (wanted == shared and _says(self.text[begin:end], value)):
                    seen.add(key)
                    match = self.text[self.start : self.end]
                    rows.append((self.start, self.end, match, *key, begin, end, self.subject))
                    break
        return rows


def _terms(text: str) -> set[str]:
    known = {term(text[start:end]) for start, end in words(text)}
    return known | {singular(word) for word in known}


def _says(text: str, value: float) -> bool:
    return f"{value:,g}" in text or f"{value:g}" in text
