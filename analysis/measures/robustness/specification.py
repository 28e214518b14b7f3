"""What one specification leaves of a story, and the counts that findings are made of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.measures.robustness.choices import (
    ALL_TEXTS,
    CHOICES,
    CONTESTED,
    NOT_NEGATED,
    PARTS_OF,
    VOICES_OF,
    WITHOUT,
)
from analysis.measures.robustness.count_cube import Arrays, CountCube, select_arrays
from analysis.measures.stats.association import g2, log_ratio, weighted_log_odds


@dataclass(frozen=True, eq=False)
class Specification:
    """What one specification leaves of a story, and the counts that findings are made of.

    Attributes
    ----------
    cells
        The story.
    spec
        The choices, by dimension; what is not named is as in the base of `CHOICES`.
    """

    cells: CountCube
    spec: Mapping[str, str]
    _made: dict[Any, Any] = field(default_factory=dict)

    def replace(self, **spec: str) -> Specification:
        """Return what is left with other choices in some dimensions."""
        return Specification(self.cells, {**self.spec, **spec})

    def choice(self, dimension: str) -> str:
        """Return the choice made in a dimension."""
        return self.spec.get(dimension) or next(iter(CHOICES[dimension]))

    @cached_property
    def keep(self) -> np.ndarray:
        """Which rows are of a part and a text that count."""
        rows, text, part = self.cells.rows, self.choice("text"), self.choice("part")
        keep = _among(rows["part"], PARTS_OF.get(part, (part,)))
        return keep if text == ALL_TEXTS else keep & (rows["doc_id"] != text.removeprefix(WITHOUT))

    def mask(self, group: str | None = None, voices: Collection[str] | None = None) -> np.ndarray:
        """Return which rows are left, of a group, in some voices."""
        key = (group, None if voices is None else tuple(sorted(voices)))
        if key not in self._made:
            keep = self.keep
            if group is not None:
                keep = keep & (self.cells.rows["group"] == group)
            if voices is not None:
                keep = keep & _among(self.cells.rows["voice"], voices)
            self._made[key] = keep
        return self._made[key]

    @property
    def voices(self) -> tuple[str, ...]:
        """The voices that count."""
        return VOICES_OF[self.choice("voice")]

    @property
    def attributed(self) -> tuple[str, ...]:
        """The voices that count as attributed to somebody."""
        return VOICES_OF[self.choice("attributed")]

    @property
    def own(self) -> tuple[str, ...]:
        """The voices that count as the author's."""
        return tuple(voice for voice in VOICES_OF["all"] if voice not in self.attributed)

    def words(self, group: str | None, voices: Collection[str]) -> int:
        """Return how many words a group has in some voices."""
        sizes = self.cells.sizes(self.choice("words"), self.choice("stop_words"))
        return int(sizes[self.mask(group, voices)].sum())

    @property
    def terms(self) -> np.ndarray:
        """The terms of the tokenisation, sorted."""
        return self.cells.terms(self.choice("words"), self.choice("stop_words"))[1]

    def counts(self, group: str | None, voices: Collection[str]) -> np.ndarray:
        """Return how often each of `terms` stands in a group, in some voices."""
        matrix, _ = self.cells.terms(self.choice("words"), self.choice("stop_words"))
        return self.mask(group, voices).astype("int64") @ matrix

    def column(self, term: str) -> int:
        """Return the place in `terms` of what a term of the base is under this tokenisation, or -1."""
        if self.choice("words") == "stems":
            term = _stem(term)
        elif self.choice("words") == "capitals kept":
            term = self.cells.written(term)
        at = int(np.searchsorted(self.terms, term))
        return at if at < len(self.terms) and self.terms[at] == term else -1

    @cached_property
    def by_text(self) -> tuple[list[str], sparse.csr_array]:
        """The texts that have words left, and their counts, texts by terms, in the voices that count."""
        matrix, _ = self.cells.terms(self.choice("words"), self.choice("stop_words"))
        rows = np.flatnonzero(self.mask(None, self.voices))
        doc_ids = self.cells.story.documents["doc_id"]
        place = pd.Index(doc_ids.to_numpy(dtype=object)).get_indexer(self.cells.rows["doc_id"][rows])
        gather = sparse.csr_array((np.ones(len(rows)), (place, np.arange(len(rows)))), shape=(len(doc_ids), len(rows)))
        counts = sparse.csr_array(gather @ matrix[rows])
        present = np.flatnonzero(np.diff(counts.indptr))
        return doc_ids.iloc[present].tolist(), counts[present]

    @cached_property
    def weights(self) -> tuple[list[str], sparse.csr_array, sparse.csr_array]:
        """The texts that have words left, their counts and their TF-IDF weights, of words above the threshold."""
        doc_ids, counts = self.by_text
        if not self.frequent.all():
            counts = counts.copy()
            counts.data = np.where(self.frequent[counts.indices], counts.data, 0)
            counts.eliminate_zeros()
        return doc_ids, counts, tfidf_variant(counts, self.choice("weights"))

    @cached_property
    def frequent(self) -> np.ndarray:
        """Which of `terms` the threshold lets through, among the words that count."""
        least = {"3 times or more": 3, "5 times or more": 5}.get(self.choice("threshold"))
        if least:
            return self.counts(None, self.voices) >= least
        if self.choice("threshold") == "in 2 texts or more":
            return np.bincount(self.by_text[1].indices, minlength=len(self.terms)) >= 2
        return np.ones(len(self.terms), dtype=bool)

    @property
    def listed(self) -> np.ndarray:
        """Which of `terms` a ranking lists: those above the threshold, without stop words or with them."""
        if self.choice("listed") == "every word" or self.choice("stop_words") == "left out":
            return self.frequent
        return self.frequent & self.cells.listed(self.choice("words"))

    def loaded(self, group: str | None, voices: Collection[str]) -> int:
        """Return how many loaded words a group has in some voices."""
        markers, how = self.cells.markers, self.choice("lexicon")
        loaded = markers["loaded"].astype(bool)
        if how == CONTESTED:
            loaded = loaded | (markers["category"] == "contested")
        elif how == NOT_NEGATED:
            loaded = loaded & ~markers["negated"].astype(bool)
        elif how.startswith(WITHOUT):
            loaded = loaded & (markers["category"] != how.removeprefix(WITHOUT))
        return int((loaded & self.mask(group, voices)[markers["row"]]).sum())

    def marked(self, group: str | None, voices: Collection[str], category: str) -> int:
        """Return how many markers of one category a group has in some voices."""
        markers = self.cells.markers
        return int(((markers["category"] == category) & self.mask(group, voices)[markers["row"]]).sum())

    def said(self, group: str | None, voices: Collection[str]) -> Arrays:
        """Return the attributed segments of a group in some voices: ``row, voice, side, who, kind, cue_kind, n``."""
        said = self.cells.said(self.choice("words"), self.choice("stop_words"))
        return select_arrays(said, self.mask(group, voices)[said["row"]])

    def names(self, group: str | None) -> Arrays:
        """Return the names in a group: ``row, voice, actor, label_kind``."""
        names = self.cells.names
        return select_arrays(names, self.mask(group)[names["row"]])

    @property
    def n_docs(self) -> int:
        """How many texts have words left, of all groups."""
        return self.docs(None)

    def docs(self, group: str | None) -> int:
        """Return how many texts of a group have words left."""
        sizes = self.cells.sizes(self.choice("words"), self.choice("stop_words"))
        return len(set(self.cells.rows["doc_id"][self.mask(group) & (sizes > 0)]))


def _among(column: np.ndarray, values: Collection[str]) -> np.ndarray:
    return np.logical_or.reduce([np.zeros(len(column), dtype=bool), *(column == value for value in values)])


def _stem(term: str) -> str:
    from nltk.stem.porter import PorterStemmer

    return PorterStemmer().stem(term)


def keyness_scores(a: np.ndarray, b: np.ndarray, c: int, d: int, score: str) -> np.ndarray:
    """Return how much each term marks the target by a score; NaN for a term that neither side has."""
    there = np.flatnonzero(a + b)
    result = np.full(len(a), np.nan)
    if not (c and d):
        return result
    a, b = a[there], b[there]
    if score == "log ratio":
        result[there] = log_ratio(a, b, c, d)
    elif score == "G2":
        result[there] = np.sign(a * d - b * c) * g2(a, b, c, d)
    else:
        prior = (a + b) * len(a) / (a + b).sum() if "informative" in score else float(score.rsplit(maxsplit=1)[-1])
        result[there] = weighted_log_odds(a, b, c, d, prior=prior)[2]
    return result


def tfidf_variant(counts: sparse.csr_array, weights: str) -> sparse.csr_array:
    """Return TF-IDF weights by one of the variants, of length 1 in each text; the smooth one is that of `tfidf`."""
    n, df = counts.shape[0], np.maximum(np.bincount(counts.indices, minlength=counts.shape[1]), 1)
    idf = {
        "plain idf": np.log(n / df) + 1,
        "textbook idf": np.log(n / df),
        "counts alone": np.ones(len(df)),
    }.get(weights, np.log((1 + n) / (1 + df)) + 1)
    tf = 1 + np.log(counts.data) if weights == "sublinear tf" else counts.data
    matrix = sparse.csr_array((tf * idf[counts.indices], counts.indices, counts.indptr), shape=counts.shape)
    row = np.repeat(np.arange(n), np.diff(counts.indptr))
    length = np.sqrt(np.bincount(row, matrix.data**2, minlength=n))
    matrix.data = matrix.data / np.where(length > 0, length, 1)[row]
    return matrix
