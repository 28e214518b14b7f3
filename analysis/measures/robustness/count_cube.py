"""The words of a story by text, part and voice, under each tokenisation: what any specification is cut from.

The same words cut and written in other ways: what else might have been called a term.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.measures.counts import group_labels
from analysis.measures.reuse.deduplication import once
from analysis.measures.sources.sides import sides_of
from analysis.measures.spans import containing
from analysis.measures.story import Story
from analysis.texts.matching.matcher import texts_of

Arrays = dict[str, np.ndarray]

ONE_GROUP = "all texts"


@dataclass(frozen=True, eq=False)
class CountCube:
    """A story as rows of one text, part and voice each.

    Attributes
    ----------
    story
        The corpus.
    by
        The column of the documents that tells the groups; None puts all texts in one, `ONE_GROUP`.
    repeated
        Which of the words (table `tokens`) do not count, for an earlier text has them in a passage that both share.
    """

    story: Story
    by: str | None
    repeated: np.ndarray | None = None
    _made: dict[Any, Any] = field(default_factory=dict)
    _words: dict[str, tuple[np.ndarray, np.ndarray]] = field(default_factory=dict)

    @cached_property
    def group_of(self) -> dict[str, str]:
        """The group of each text."""
        documents = self.story.documents
        groups = [ONE_GROUP] * len(documents) if self.by is None else group_labels(documents, self.by)
        return dict(zip(documents["doc_id"], groups, strict=True))

    @cached_property
    def rows(self) -> Arrays:
        """``doc_id, part, voice, group``, one row per kind of segment there is."""
        keys = self.story.segments[["doc_id", "part", "voice"]].drop_duplicates(ignore_index=True)
        return column_arrays(keys.assign(group=keys["doc_id"].map(self.group_of)))

    @cached_property
    def passages(self) -> pd.DataFrame:
        """Table `reuse`: the passages of the bodies that texts share."""
        return self.story.passages

    def once(self, without: str = "") -> CountCube:
        """Return the same with shared passages counted in the first text alone, of all texts but one."""
        there = (self.passages["doc_id_a"] != without) & (self.passages["doc_id_b"] != without)
        key = ("once", "" if there.all() else without)
        if key not in self._made:
            cut = once(self.story.segments, self.story.documents, self.passages[there], tokens=self.tokens)
            repeated = cut["repeated"].to_numpy()[containing(self.tokens, cut)]
            self._made[key] = CountCube(self.story, self.by, repeated, _words=self._words)
        return self._made[key]

    @cached_property
    def tokens(self) -> pd.DataFrame:
        """Table `tokens`."""
        return self.story.tokens

    def terms(self, how: str, stop_words: str) -> tuple[sparse.csr_array, np.ndarray]:
        """Return the counts, rows by terms, and the terms, sorted, of a tokenisation with stop words or without."""
        key = ("terms", how, stop_words)
        if key not in self._made:
            self._made[key] = self._terms(how, stop_words)
        return self._made[key]

    def sizes(self, how: str, stop_words: str) -> np.ndarray:
        """Return the words of each row."""
        key = ("sizes", how, stop_words)
        if key not in self._made:
            self._made[key] = self.terms(how, stop_words)[0].sum(axis=1)
        return self._made[key]

    def said(self, how: str, stop_words: str) -> Arrays:
        """Return the words of each attributed segment: ``row, voice, side, who, kind, cue_kind, n``."""
        key = ("said", how, stop_words)
        if key not in self._made:
            self._made[key] = self._said(how, stop_words)
        return self._made[key]

    @cached_property
    def markers(self) -> Arrays:
        """``row, category, loaded, negated`` of each marker."""
        markers = self._first(self.story.markers)
        return column_arrays(markers[["category", "loaded", "negated"]].assign(row=self.row_of(markers)))

    @cached_property
    def names(self) -> Arrays:
        """``row, voice, actor, label_kind`` of each name."""
        names = self._first(self.story.names)
        return column_arrays(names[["voice", "actor", "label_kind"]].assign(row=self.row_of(names)))

    def written(self, term: str) -> str:
        """Return how a term is most often written, capitals and all."""
        key = ("written", term)
        if key not in self._made:
            places = self.tokens[(self.tokens["term"] == term).to_numpy()]
            forms = Counter(retokenise(places, texts_of(self.story.segments), "capitals kept")[1].tolist())
            self._made[key] = min(forms, key=lambda form: (-forms[form], form), default=term)
        return self._made[key]

    def row_of(self, table: pd.DataFrame) -> np.ndarray:
        """Return the row of `rows` in which each row of a table with ``doc_id, part, voice`` stands."""
        names = ["doc_id", "part", "voice"]
        index = pd.MultiIndex.from_arrays([self.rows[name] for name in names], names=names)
        return index.get_indexer(pd.MultiIndex.from_frame(table[names].astype(object)))

    def listed(self, how: str) -> np.ndarray:
        """Return which terms of a tokenisation, stop words kept, are more than stop words."""
        key = ("listed", how)
        if key not in self._made:
            every, lexical = (self.terms(how, stop_words)[1] for stop_words in ("kept", "left out"))
            self._made[key] = np.isin(every.astype(str), lexical.astype(str))
        return self._made[key]

    def _first(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of a table with ``doc_id, start`` that do not begin in a repeated word."""
        if self.repeated is None:
            return table
        gone = pd.MultiIndex.from_frame(self.tokens.loc[self.repeated, ["doc_id", "start"]].astype(object))
        return table[~pd.MultiIndex.from_frame(table[["doc_id", "start"]].astype(object)).isin(gone)]

    def _kept(self, how: str, stop_words: str) -> tuple[np.ndarray, np.ndarray]:
        """Return the row of `tokens` of each word that counts, and its term."""
        if how not in self._words:
            self._words[how] = retokenise(self.tokens, texts_of(self.story.segments), how)
        rows, terms = self._words[how]
        if self.repeated is not None:
            rows, terms = rows[~self.repeated[rows]], terms[~self.repeated[rows]]
        if stop_words == "left out":
            from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

            known = self.tokens["term"].cat.categories.isin(list(ENGLISH_STOP_WORDS))
            kept = ~known[self.tokens["term"].cat.codes.to_numpy()[rows]]
            if how == "hyphens split":
                kept &= [term not in ENGLISH_STOP_WORDS for term in terms.tolist()]
            rows, terms = rows[kept], terms[kept]
        return rows, terms

    def _terms(self, how: str, stop_words: str) -> tuple[sparse.csr_array, np.ndarray]:
        rows, terms = self._kept(how, stop_words)
        column, known = pd.factorize(terms, sort=True)
        row = self.row_of(self.story.segments)[self.tokens["segment"].to_numpy()[rows]]
        shape = (len(self.rows["doc_id"]), len(known))
        matrix = sparse.coo_array((np.ones(len(row), dtype=np.int64), (row, column)), shape=shape).tocsr()
        matrix.sum_duplicates()
        return matrix, np.asarray(known, dtype=object)

    def _said(self, how: str, stop_words: str) -> Arrays:
        segments, sources = self.story.segments, self.story.sources
        rows, _ = self._kept(how, stop_words)
        n_words = np.bincount(self.tokens["segment"].to_numpy()[rows], minlength=len(segments))
        speaker, full = sources["speaker"].fillna(""), sources["speaker_full"].fillna("")
        table = sources[["voice", "cue_kind"]].assign(
            row=self.row_of(sources),
            side=sides_of(sources, self.story.sides),
            who=sources["actor"].where(sources["actor"] != "", full.where(full != "", speaker)),
            kind=sources["speaker_kind"].where(speaker != "", "not found"),
            n=n_words[np.flatnonzero(segments["voice"].isin(["direct", "indirect"]))],
        )
        return column_arrays(table)


def column_arrays(table: pd.DataFrame) -> Arrays:
    """Return a table's columns as arrays, for they are cut a thousand times."""
    return {str(name): table[name].to_numpy(dtype=object if table[name].dtype == "str" else None) for name in table}


def select_arrays(table: Arrays, keep: np.ndarray) -> Arrays:
    """Return the rows of the arrays that are kept."""
    return {name: column[keep] for name, column in table.items()}


_ENDINGS = ("'s", "’s", "‘s", "`s")


def retokenise(tokens: pd.DataFrame, texts: dict[str, str], how: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the terms of a text under another rule of what a term is.

    Parameters
    ----------
    tokens
        Table `tokens`.
    texts
        doc_id -> text, as read.
    how
        A choice of the dimension ``words`` of `choices.CHOICES`.

    Returns
    -------
    tuple of ndarray
        The row of `tokens` that each word comes from (a word that is split gives its row several times), and the terms.

    Notes
    -----
    Stems are English ones (Porter 1980): "iraqi" and "iraq" stay two, "organization" and "organ" become one.
    """
    rows = np.arange(len(tokens))
    plain = tokens["term"].cat.categories.to_numpy(dtype=object)
    codes = tokens["term"].cat.codes.to_numpy()
    if how == "stems":
        plain = np.array(_stems(plain.tolist()), dtype=object)
    elif how == "hyphens split":
        pieces = [[piece for piece in term.split("-") if piece] or [term] for term in plain]
        rows = np.repeat(rows, np.array([len(piece) for piece in pieces], dtype=np.int64)[codes])
        return rows, np.array([piece for code in codes.tolist() for piece in pieces[code]], dtype=object)
    terms = plain[codes]
    if how == "possessives kept":
        after = [texts[doc_id][end : end + 2].lower() in _ENDINGS for doc_id, end in zip(*_places(tokens), strict=True)]
        terms = np.where(after, terms + "'s", terms)
    elif how == "capitals kept":
        starts = tokens["start"].tolist()
        places = zip(starts, *_places(tokens)[::-1], strict=True)
        terms = np.array([" ".join(texts[doc_id][start:end].split()) for start, end, doc_id in places], dtype=object)
    return rows, terms


def _places(tokens: pd.DataFrame) -> tuple[list[str], list[int]]:
    return tokens["doc_id"].tolist(), tokens["end"].tolist()


def _stems(terms: list[str]) -> list[str]:
    from nltk.stem.porter import PorterStemmer

    stemmer = PorterStemmer()
    return [stemmer.stem(term) for term in terms]
