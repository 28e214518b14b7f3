"""One specification of a story: the choices made, and the counts that they leave."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
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
from analysis.measures.robustness.counted_story import Arrays, CountedStory, Tokenised, stem
from analysis.measures.stats.association import g2, log_ratio, weighted_log_odds
from analysis.schema import PARTS, VOICES

CELLS_OF_TEXT = len(PARTS) * len(VOICES)


@dataclass(frozen=True, eq=False)
class Specification:
    """The choices made, and the counts that they leave of a story.

    A `group` of None is all texts; `voices` are those asked about, whatever the specification says of voices.

    Attributes
    ----------
    counted
        The story.
    choices
        The choices, by dimension; what is not named is as in the base of `CHOICES`.
    """

    counted: CountedStory
    choices: Mapping[str, str]

    def replace(self, **choices: str) -> Specification:
        """Return the specification with other choices in some dimensions."""
        return Specification(self.counted, {**self.choices, **choices})

    def choice(self, dimension: str) -> str:
        """Return the choice made in a dimension."""
        return self.choices.get(dimension) or next(iter(CHOICES[dimension]))

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
        return tuple(voice for voice in VOICES if voice not in self.attributed)

    @property
    def without(self) -> str:
        """The text that is left out, if one is."""
        text = self.choice("text")
        return "" if text == ALL_TEXTS else text.removeprefix(WITHOUT)

    @property
    def once(self) -> str | None:
        """None if each text counts the passages it shares; else the text left out, "" if that one shares none."""
        if self.choice("passages") != "once":
            return None
        return self.without if self.without in self.counted.sharing else ""

    @cached_property
    def tokenised(self) -> Tokenised:
        """The words that count, of all texts, parts and voices."""
        return self.counted.tokenised(self.choice("words"), self.choice("stop_words"), self.once)

    @property
    def terms(self) -> np.ndarray:
        """The terms of the tokenisation, sorted."""
        return self.tokenised.counts.terms

    def cells(self, group: str | None = None, voices: Collection[str] = VOICES) -> np.ndarray:
        """Return which cells (`counted_story.cells_of`) are of a part and a text that count, in some voices."""
        counted, part = self.counted, self.choice("part")
        texts = counted.doc_ids != self.without
        if group is not None:
            texts = texts & (counted.groups == group)
        parts = np.array([name in PARTS_OF.get(part, (part,)) for name in PARTS])
        return (texts[:, None, None] & parts[:, None] & np.array([name in voices for name in VOICES])).ravel()

    def words(self, group: str | None, voices: Collection[str]) -> int:
        """Return how many words a group has in some voices."""
        return int(self.tokenised.counts.words[self.cells(group, voices)[self.tokenised.cells]].sum())

    def frequencies(self, group: str | None, voices: Collection[str]) -> np.ndarray:
        """Return how often each of `terms` occurs in a group, in some voices."""
        return self.cells(group, voices)[self.tokenised.cells].astype(np.int64) @ self.tokenised.counts.matrix

    def column(self, term: str) -> int:
        """Return the place in `terms` of what a term of the base is under this tokenisation, or -1."""
        if self.choice("words") == "stems":
            term = stem(term)
        elif self.choice("words") == "capitals kept":
            term = self.counted.written(term)
        at = int(np.searchsorted(self.terms, term))
        return at if at < len(self.terms) and self.terms[at] == term else -1

    def uses(self, frequencies: np.ndarray, *terms: str) -> int:
        """Return how often some terms of the base occur, given what `frequencies` returns."""
        return int(frequencies[sorted({self.column(term) for term in terms} - {-1})].sum())

    @cached_property
    def by_text(self) -> tuple[list[str], sparse.csr_array]:
        """The texts that have words left, and their counts of `terms`, in the voices that count."""
        words, doc_ids = self.tokenised, self.counted.doc_ids
        rows = np.flatnonzero(self.cells(None, self.voices)[words.cells])
        shape = (len(doc_ids), len(words.cells))
        gather = sparse.csr_array((np.ones(len(rows)), (words.cells[rows] // CELLS_OF_TEXT, rows)), shape=shape)
        counts = gather @ words.counts.matrix
        present = np.diff(counts.indptr) > 0
        return doc_ids[present].tolist(), counts if present.all() else counts[present]

    @cached_property
    def weights(self) -> tuple[list[str], sparse.csr_array, sparse.csr_array]:
        """The texts that have words left, their counts and their TF-IDF weights, of words above the threshold."""
        doc_ids, counts = self.by_text
        if not self.frequent.all():
            counts = counts.copy()
            counts.data *= self.frequent[counts.indices]
            counts.eliminate_zeros()
        return doc_ids, counts, tfidf_variant(counts, self.choice("weights"))

    @cached_property
    def frequent(self) -> np.ndarray:
        """Which of `terms` are above the threshold, among the words that count."""
        at_least = {"3 times or more": 3, "5 times or more": 5}.get(self.choice("threshold"))
        if at_least:
            return self.frequencies(None, self.voices) >= at_least
        if self.choice("threshold") == "in 2 texts or more":
            return np.bincount(self.by_text[1].indices, minlength=len(self.terms)) >= 2
        return np.ones(len(self.terms), dtype=bool)

    @property
    def listed(self) -> np.ndarray:
        """Which of `terms` a ranking lists: those above the threshold, without stop words or with them."""
        return self.frequent if self.choice("listed") == "every word" else self.frequent & self.tokenised.lexical

    def loaded(self, group: str | None, voices: Collection[str]) -> int:
        """Return how many loaded words a group has in some voices."""
        markers, how = self.places("markers", group, voices), self.choice("lexicon")
        loaded, category = markers["loaded"].astype(bool), markers["category"]
        if how == CONTESTED:
            loaded = loaded | (category == "contested")
        elif how == NOT_NEGATED:
            loaded = loaded & ~markers["negated"].astype(bool)
        elif how.startswith(WITHOUT):
            loaded = loaded & (category != how.removeprefix(WITHOUT))
        return int(loaded.sum())

    def places(self, name: str, group: str | None, voices: Collection[str]) -> Arrays:
        """Return table `markers` or `names` of a group in some voices (`CountedStory.places`)."""
        return self._select(self.counted.places(name, self.once), group, voices)

    def said(self, group: str | None, voices: Collection[str]) -> Arrays:
        """Return the attributed segments of a group in some voices (`CountedStory.sources`), ``n`` words each."""
        return self._select(self.counted.sources | {"n": self.tokenised.said}, group, voices)

    def _select(self, table: Arrays, group: str | None, voices: Collection[str]) -> Arrays:
        keep = self.cells(group, voices)[table["cell"]]
        return {name: column[keep] for name, column in table.items()}

    @property
    def n_docs(self) -> int:
        """How many texts have words left, of all groups."""
        cells = self.tokenised.cells
        return len(np.unique(cells[self.cells()[cells]] // CELLS_OF_TEXT))


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
    from sklearn.feature_extraction.text import TfidfTransformer

    if not counts.nnz:  # scikit-learn refuses a table without texts or terms
        return counts
    smooth, sublinear = weights in ("smooth idf", "sublinear tf"), weights == "sublinear tf"
    variant = TfidfTransformer(smooth_idf=smooth, sublinear_tf=sublinear, use_idf=weights != "counts alone")
    with np.errstate(divide="ignore"):  # the idf of a term that no text has is never used
        variant.fit(counts)
    if weights == "textbook idf":  # scikit-learn adds 1 to every idf
        variant.idf_ -= 1
    return variant.transform(counts)
