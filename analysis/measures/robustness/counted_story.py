"""A story counted under each rule of what a word is: what every specification selects from.

The words are found once. A rule only rewrites their terms (`retokenise`), and `measures.counts.count` counts them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.measures.counts import Counts, count, group_labels, words_by_segment
from analysis.measures.reuse.deduplication import once
from analysis.measures.sources.sides import sides_of
from analysis.measures.spans import containing
from analysis.measures.story import Story
from analysis.schema import PARTS, VOICES
from analysis.texts.matching.matcher import texts_of

Arrays = dict[str, np.ndarray]

ONE_GROUP = "all texts"
_ENDINGS = ("'s", "’s", "‘s", "`s")


class Tokenised(NamedTuple):
    """The words of a story that count, under one rule of what a term is.

    Attributes
    ----------
    counts
        Of all parts and voices; without a row where no word is left.
    cells
        The cell of each row of the counts (`cells_of`).
    lexical
        Which terms are more than stop words.
    said
        The words of each attributed segment.
    """

    counts: Counts
    cells: np.ndarray
    lexical: np.ndarray
    said: np.ndarray


@dataclass(frozen=True, eq=False)
class CountedStory:
    """A story, its groups, and its counts under each tokenisation, each made once.

    Attributes
    ----------
    story
        The corpus.
    by
        The column of the documents that tells the groups; None puts all texts in one, `ONE_GROUP`.
    """

    story: Story
    by: str | None
    _made: dict[Any, Any] = field(default_factory=dict)

    @cached_property
    def doc_ids(self) -> np.ndarray:
        """The texts, in order."""
        return self.story.documents["doc_id"].to_numpy(dtype=object)

    @cached_property
    def groups(self) -> np.ndarray:
        """The group of each text."""
        return np.full(len(self.doc_ids), ONE_GROUP) if self.by is None else group_labels(self.story.documents, self.by)

    @cached_property
    def sharing(self) -> set[str]:
        """The texts that share a passage with another."""
        return set(self.story.passages["doc_id_a"]) | set(self.story.passages["doc_id_b"])

    def tokenised(self, how: str, stop_words: str, without: str | None = None) -> Tokenised:
        """Return the words by a rule, with stop words or without; `without` as in `repeated`, None counts all."""
        return self._once(("words", how, stop_words, without), lambda: self._tokenised(how, stop_words, without))

    def _tokenised(self, how: str, stop_words: str, without: str | None) -> Tokenised:
        table, story = self.retokenised(how), self.story
        gone = table["stop"].to_numpy() & (stop_words == "left out")
        if without is not None:
            gone = gone | self.repeated(without)[table.index]
        table = table[~gone]
        table = table.assign(term=table["term"].cat.remove_unused_categories())
        if len(table):
            counts = count(story.segments, story.documents[["doc_id"]], tokens=table)
        else:  # which `count` refuses
            none, rows = np.empty(0, dtype=np.int64), story.counts.rows.head(0)
            matrix = sparse.csr_array((0, 0), dtype=np.int64)
            counts = replace(story.counts, rows=rows, matrix=matrix, terms=none.astype(object), words=none)
        lexical = table["term"].cat.codes.to_numpy()[~table["stop"].to_numpy()]
        return Tokenised(
            counts,
            cells_of(counts.rows, story),
            np.bincount(lexical, minlength=len(counts.terms)) > 0,
            words_by_segment(story.segments, table)[(story.segments["voice"] != "author").to_numpy()],
        )

    def retokenised(self, how: str) -> pd.DataFrame:
        """Return the tokens with their terms under another rule (`retokenise`)."""
        return self._once(("terms", how), lambda: retokenise(self.story.tokens, texts_of(self.story.segments), how))

    def repeated(self, without: str = "") -> np.ndarray:
        """Return which tokens an earlier text has already, in a passage that both share, if one text is left out."""

        def find() -> np.ndarray:
            shared = self.story.passages
            shared = shared[(shared["doc_id_a"] != without) & (shared["doc_id_b"] != without)]
            cut = once(self.story.segments, self.story.documents, shared, tokens=self.story.tokens)
            return cut["repeated"].to_numpy()[containing(self.story.tokens, cut)]

        return self._once(("repeated", without), find)

    def places(self, name: str, without: str | None = None) -> Arrays:
        """Return table `markers` or `names` with the ``cell`` of each row, but for rows that begin in a repeated word.

        `without` is as in `tokenised`.
        """

        def find() -> Arrays:
            table = self.story.markers if name == "markers" else self.story.names
            if without is not None:
                words = self.story.tokens.loc[self.repeated(without), ["doc_id", "start"]]
                gone = pd.MultiIndex.from_frame(words.astype(object))
                table = table[~pd.MultiIndex.from_frame(table[["doc_id", "start"]].astype(object)).isin(gone)]
            columns = ["category", "loaded", "negated"] if name == "markers" else ["actor", "label_kind"]
            return _column_arrays(table[columns].assign(cell=cells_of(table, self.story)))

        return self._once((name, without), find)

    @cached_property
    def sources(self) -> Arrays:
        """``cell, side, who, kind, cue_kind`` of each attributed segment."""
        sources = self.story.sources
        speaker, full = sources["speaker"].fillna(""), sources["speaker_full"].fillna("")
        table = sources[["cue_kind"]].assign(
            cell=cells_of(sources, self.story),
            side=sides_of(sources, self.story.sides),
            who=sources["actor"].where(sources["actor"] != "", full.where(full != "", speaker)),
            kind=sources["speaker_kind"].where(speaker != "", "not found"),
        )
        return _column_arrays(table)

    def written(self, term: str) -> str:
        """Return how a term is most often written, capitals and all; a term that does not occur stays as it is."""

        def find() -> str:
            of_term = (self.story.tokens["term"] == term).to_numpy()
            forms = Counter(self.retokenised("capitals kept")["term"][of_term].tolist())
            return min(forms, key=lambda form: (-forms[form], form), default=term)

        return self._once(("written", term), find)

    def _once(self, key: Any, make: Callable[[], Any]) -> Any:
        """Return what was made under a key, or make it now."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]


def cells_of(table: pd.DataFrame, story: Story) -> np.ndarray:
    """Return the cell of each row of a table with ``doc_id, part, voice``: its place among texts × parts × voices."""
    known = {"doc_id": story.documents["doc_id"], "part": PARTS, "voice": VOICES}
    codes = tuple(pd.Index(values).get_indexer(pd.Index(table[name])) for name, values in known.items())
    return np.ravel_multi_index(codes, tuple(map(len, known.values())))


def _column_arrays(table: pd.DataFrame) -> Arrays:
    """Return a table's columns as arrays: thousands of specifications select from them."""
    return {str(name): table[name].to_numpy(dtype=object if table[name].dtype == "str" else None) for name in table}


def retokenise(tokens: pd.DataFrame, texts: dict[str, str], how: str) -> pd.DataFrame:
    """Return the tokens with their terms under another rule of what a term is.

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
    DataFrame
        Table `tokens` with other terms and the column ``stop``: whether the word is one of scikit-learn's English stop
        words. A word that is split has several rows; the index holds the row of `tokens` that each comes from.

    Notes
    -----
    Stems are English ones (Porter 1980): "iraqi" and "iraq" stay two, "organization" and "organ" become one.
    """
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    plain = tokens["term"].cat.categories.to_numpy(dtype=object)
    stop = np.array([term in ENGLISH_STOP_WORDS for term in plain], dtype=bool)
    codes = tokens["term"].cat.codes.to_numpy()
    if how == "as they are":
        return tokens.assign(stop=stop[codes])
    if how == "hyphens split":
        pieces = [[piece for piece in term.split("-") if piece] or [term] for term in plain]
        tokens = tokens.iloc[np.repeat(np.arange(len(tokens)), np.array(list(map(len, pieces)), dtype=int)[codes])]
        split = [piece for code in codes.tolist() for piece in pieces[code]]
        out = np.array([piece in ENGLISH_STOP_WORDS for piece in split], dtype=bool)
        return tokens.assign(term=pd.Categorical(split), stop=stop[tokens["term"].cat.codes.to_numpy()] | out)
    if how == "stems":
        plain = np.array([stem(term) for term in plain], dtype=object)
    terms = plain[codes]
    places = zip(tokens["doc_id"].tolist(), tokens["start"].tolist(), tokens["end"].tolist(), strict=True)
    if how == "possessives kept":
        terms = np.where(
            [texts[doc_id][end : end + 2].lower() in _ENDINGS for doc_id, _, end in places], terms + "'s", terms
        )
    elif how == "capitals kept":
        terms = np.array([" ".join(texts[doc_id][start:end].split()) for doc_id, start, end in places], dtype=object)
    return tokens.assign(term=pd.Categorical(terms), stop=stop[codes])


def stem(term: str) -> str:
    """Return the stem of an English term (Porter 1980, as in NLTK)."""
    from nltk.stem.porter import PorterStemmer

    return PorterStemmer().stem(term)
