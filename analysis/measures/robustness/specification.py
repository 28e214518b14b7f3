"""One specification of a story: the choices made, and the counts that they leave."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from analysis.measures.robustness.choices import (
    ALL_TEXTS,
    CHOICES,
    PARTS_OF,
    VOICES_OF,
    WITHOUT,
)
from analysis.measures.robustness.counted_story import (
    CELLS_OF_TEXT,
    RECENT,
    Arrays,
    CountedStory,
    Tally,
    Tokenised,
    stem,
)
from analysis.measures.stats.association import g2, log_ratio, weighted_log_odds
from analysis.schema import PARTS, VOICES

if TYPE_CHECKING:
    from sklearn.feature_extraction.text import TfidfTransformer

FEW, MANY = 4, 2000  # matrices of all texts, and single numbers, that are kept


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

    @cached_property
    def without(self) -> str:
        """The text that is left out, if one is."""
        text = self.choice("text")
        return "" if text == ALL_TEXTS else text.removeprefix(WITHOUT)

    @cached_property
    def once(self) -> str | None:
        """None if each text counts the passages it shares, "" if not."""
        return "" if self.choice("passages") == "once" else None

    @cached_property
    def freeing(self) -> bool:
        """Whether words count because the text that has them first is left out."""
        return self.once is not None and self.without in self.counted.sharing

    @cached_property
    def tokenised(self) -> Tokenised:
        """The words that count, of all texts, parts and voices, but for those that are `freed`."""
        return self.counted.tokenised(self.choice("words"), self.choice("stop_words"), self.once)

    @cached_property
    def freed(self) -> Tokenised | None:
        """The words that count because the text that has them first is left out, if there are any."""
        how = self.choice("words"), self.choice("stop_words")
        return self.counted.tokenised(*how, self.without) if self.freeing else None

    @property
    def terms(self) -> np.ndarray:
        """The terms of the tokenisation, sorted."""
        return self.tokenised.terms

    def places_of(self, voices: Collection[str]) -> np.ndarray:
        """Return which of the parts × voices of a text count, in some voices: 1 or 0."""
        part = self.choice("part")

        def find() -> np.ndarray:
            parts = np.array([name in PARTS_OF.get(part, (part,)) for name in PARTS])
            return (parts[:, None] & np.array([name in voices for name in VOICES])).ravel().astype(np.int64)

        return self.counted.kept("places of", (part, *voices), find)

    def cells(self, group: str | None = None, voices: Collection[str] = VOICES) -> np.ndarray:
        """Return which cells (`counted_story.cells_of`) are of a part and a text that count, in some voices."""
        counted = self.counted
        texts = counted.doc_ids != self.without
        if group is not None:
            texts = texts & (counted.groups == group)
        return (texts[:, None] & (self.places_of(voices) > 0)).ravel()

    def _sum(self, tally: Tally, key: Hashable, group: str | None, voices: Collection[str]) -> Any:
        """Return the sum of a group in some voices: what all its texts have, less what the text left out has.

        The sum over all texts is kept under `key`.
        """
        counted, places, cells = self.counted, self.places_of(voices), tally.cells
        several = sparse.issparse(cells)

        def every() -> Any:
            groups = np.array([group in (None, name) for name in counted.group_names])
            return (groups[:, None] * places).ravel() @ tally.groups

        most = RECENT if several else MANY
        total = counted.kept(("sums", several), (key, group, places.tobytes()), every, most=most)
        at = counted.place.get(self.without)
        if at is None or (group is not None and counted.groups[at] != group):
            return total
        rows = slice(at * CELLS_OF_TEXT, (at + 1) * CELLS_OF_TEXT)
        if not several:
            return total - places @ cells[rows]
        edges = cells.indptr[rows.start : rows.stop + 1]
        here = slice(edges[0], edges[-1])
        left = total.copy()
        np.subtract.at(left, cells.indices[here], cells.data[here] * np.repeat(places, np.diff(edges)))
        return left

    def _parts(self) -> list[tuple[str | None, Tokenised]]:
        """Return the words that count, as `tokenised` and, if there are any, as `freed`, and among which tokens."""
        freed = self.freed
        return [(self.once, self.tokenised), *([(self.without, freed)] if freed else [])]

    def words(self, group: str | None, voices: Collection[str]) -> int:
        """Return how many words a group has in some voices."""
        how = self._counted_as[:2]
        return int(sum(self._sum(one.words, (*how, among), group, voices) for among, one in self._parts()))

    def frequencies(self, group: str | None, voices: Collection[str]) -> np.ndarray:
        """Return how often each of `terms` occurs in a group, in some voices."""
        how = self._counted_as[:2]
        found = [self._sum(one.counts, (*how, among), group, voices) for among, one in self._parts()]
        return found[0] if len(found) == 1 else found[0] + found[1]

    @cached_property
    def _counted_as(self) -> tuple[str | None, ...]:
        """The choices that `tokenised` follows from."""
        return self.choice("words"), self.choice("stop_words"), self.once

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
        counted, places, freed = self.counted, self.places_of(self.voices), self.freed

        def every(counts: sparse.csr_array) -> sparse.csr_array:
            n = len(counted.doc_ids)
            rows = np.flatnonzero(np.tile(places, n))
            shape = (n, n * CELLS_OF_TEXT)
            return sparse.csr_array((np.ones(len(rows)), (rows // CELLS_OF_TEXT, rows)), shape=shape) @ counts

        if freed is None:
            counts = counted.kept("by text", self.key, lambda: every(self.tokenised.counts.cells), most=FEW)
        else:
            counts = every(self.tokenised.counts.cells + freed.counts.cells)
        present = (np.diff(counts.indptr) > 0) & (counted.doc_ids != self.without)
        return counted.doc_ids[present].tolist(), counts if present.all() else counts[present]

    @cached_property
    def fitted(self) -> tuple[list[str], sparse.csr_array, TfidfTransformer | None]:
        """The texts that have words left, their counts of words above the threshold, and what weighs them."""
        doc_ids, counts = self.by_text
        if not self.frequent.all():
            counts = counts.copy()
            counts.data *= self.frequent[counts.indices]
            counts.eliminate_zeros()
        return doc_ids, counts, tfidf_variant(counts, self.choice("weights"))

    @cached_property
    def whole(self) -> Specification | None:
        """The specification with the text that is left out, if to leave it out changes counts and idf alone."""
        plain = all(self.choice(name) == next(iter(CHOICES[name])) for name in ("threshold", "weights"))
        left_out = self.without in self.counted.place
        return self.replace(text=ALL_TEXTS) if left_out and plain and not self.freeing else None

    @property
    def key(self) -> tuple[Hashable, ...]:
        """The choices that `by_text` follows from, but for the text left out."""
        return (*self._counted_as, self.places_of(self.voices).tobytes())

    @cached_property
    def sizes(self) -> tuple[list[str], np.ndarray]:
        """The texts that have words left, and how many words above the threshold each has."""
        if self.whole is None:
            doc_ids, counts, _ = self.fitted
            return doc_ids, counts.sum(axis=1)
        doc_ids, sizes = self.counted.kept("sizes", self.key, lambda: self.replace(text=ALL_TEXTS).sizes, most=FEW)
        if self.without not in doc_ids:
            return doc_ids, sizes
        gone = doc_ids.index(self.without)
        return doc_ids[:gone] + doc_ids[gone + 1 :], np.delete(sizes, gone)

    @cached_property
    def weights(self) -> tuple[list[str], sparse.csr_array, sparse.csr_array]:
        """The texts that have words left, their counts and their TF-IDF weights, of words above the threshold."""
        doc_ids, counts, variant = self.fitted
        return doc_ids, counts, counts if variant is None else variant.transform(counts)

    @cached_property
    def frequent(self) -> np.ndarray:
        """Which of `terms` are above the threshold, among the words that count."""
        at_least = {"3 times or more": 3, "5 times or more": 5}.get(self.choice("threshold"))
        if at_least:
            return self.frequencies(None, self.voices) >= at_least
        if self.choice("threshold") == "in 2 texts or more":
            return self._in_texts() >= 2
        return np.ones(len(self.terms), dtype=bool)

    def _in_texts(self) -> np.ndarray:
        """Return in how many texts each of `terms` is, in the voices that count."""
        if self.without:
            return np.bincount(self.by_text[1].indices, minlength=len(self.terms))
        return self.counted.kept(
            "texts", self.key, lambda: np.bincount(self.by_text[1].indices, minlength=len(self.terms)), most=8 * RECENT
        )

    @property
    def listed(self) -> np.ndarray:
        """Which of `terms` a ranking lists: those above the threshold, without stop words or with them."""
        return self.frequent if self.choice("listed") == "every word" else self.frequent & self.tokenised.lexical

    def loaded(self, group: str | None, voices: Collection[str]) -> int:
        """Return how many loaded words a group has in some voices."""
        how, each = self._loaded_as
        return int(sum(self._sum(self.counted.loaded(how, one), ("loaded", how, one), group, voices) for one in each))

    @property
    def _loaded_as(self) -> tuple[str, tuple[str | None, ...]]:
        """Which categories count as loaded, and among which tokens."""
        return self.choice("lexicon"), (self.once, *([self.without] if self.freeing else []))

    def texts_of(self, group: str) -> np.ndarray:
        """Return which texts of the story are of a group, and count."""
        return (self.counted.groups == group) & (self.counted.doc_ids != self.without)

    def words_by_text(self, group: str, voices: Collection[str]) -> np.ndarray:
        """Return how many words each text of a group has in some voices."""
        return self._by_text(sum(one.words.cells for _, one in self._parts()), group, voices)

    def loaded_by_text(self, group: str, voices: Collection[str]) -> np.ndarray:
        """Return how many loaded words each text of a group has in some voices."""
        how, each = self._loaded_as
        return self._by_text(sum(self.counted.loaded(how, one).cells for one in each), group, voices)

    def _by_text(self, cells: Any, group: str, voices: Collection[str]) -> np.ndarray:
        return (cells.reshape(-1, CELLS_OF_TEXT) @ self.places_of(voices))[self.texts_of(group)]

    def places(self, name: str, group: str | None, voices: Collection[str]) -> Arrays:
        """Return the places of a table, such as `markers`, in a group and some voices (`CountedStory.places`)."""
        table = self.counted.places(name)
        keep = self.cells(group, voices)[table["cell"]] & self.counted.counts_in(self.once)[table["token"]]
        if self.freeing:
            keep |= self.cells(group, voices)[table["cell"]] & self.counted.counts_in(self.without)[table["token"]]
        return {name: column[keep] for name, column in table.items()}

    @property
    def said_words(self) -> np.ndarray:
        """The words of each attributed segment."""
        return self.tokenised.said if self.freed is None else self.tokenised.said + self.freed.said

    def said(self, group: str | None, voices: Collection[str]) -> Arrays:
        """Return the attributed segments of a group in some voices (`CountedStory.sources`), ``n`` words each."""
        keep = self.cells(group, voices)[self.counted.sources["cell"]]
        return {name: column[keep] for name, column in (self.counted.sources | {"n": self.said_words}).items()}

    def said_by(self, group: str | None, voices: Collection[str]) -> tuple[dict[str, int], int]:
        """Return the words of each speaker that is named in a group, and of all attributed segments, in some voices."""
        keep, (numbers, names) = self.cells(group, voices)[self.counted.sources["cell"]], self.counted.speakers
        words, at = self.said_words[keep], numbers[keep]
        n = np.zeros(len(names), dtype=np.int64)
        np.add.at(n, at, words)
        there = np.unique(at)
        named = dict(zip(names[there].tolist(), n[there].tolist(), strict=True))
        named.pop("", None)
        return named, int(words.sum())

    @property
    def n_docs(self) -> int:
        """How many texts have words left, of all groups."""
        counted, places = self.counted, self.places_of(VOICES)
        words = sum(one.words.cells for _, one in self._parts())
        left = words.reshape(-1, CELLS_OF_TEXT) @ places > 0
        return int(left.sum()) - int(self.without in counted.place and left[counted.place[self.without]])


def keyness_scores(a: np.ndarray, b: np.ndarray, c: int, d: int, score: str) -> np.ndarray:
    """Return how much each term marks the target by a score; NaN for a term that neither side has, or that cannot."""
    # By these scores nothing that the target lacks marks it, and a thousand texts are left out in turn: why reckon it?
    there = np.flatnonzero(a if score in ("log ratio", "G2") else a + b)
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


def tfidf_variant(counts: sparse.csr_array, weights: str) -> TfidfTransformer | None:
    """Return what weighs texts by a variant of TF-IDF, each of length 1; the smooth one is that of `tfidf`.

    None where there is nothing to weigh, which scikit-learn refuses.
    """
    from sklearn.feature_extraction.text import TfidfTransformer

    if not counts.nnz:
        return None
    smooth, sublinear = weights in ("smooth idf", "sublinear tf"), weights == "sublinear tf"
    variant = TfidfTransformer(smooth_idf=smooth, sublinear_tf=sublinear, use_idf=weights != "counts alone")
    with np.errstate(divide="ignore"):  # the idf of a term that no text has is never used
        variant.fit(counts)
    if weights == "textbook idf":  # scikit-learn adds 1 to every idf
        variant.idf_ -= 1
    return variant
