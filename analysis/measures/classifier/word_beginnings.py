"""Texts as numbers: the TF-IDF of their words and of how these begin.

The first four to six letters of a word are a feature of their own, so that what is learned of "economy" helps with
"economic" and "economists". They were chosen over other features by the macro-F1 of a development half of two annotated
sets (`multilabel_training.train_frames` says what else was tried).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

BEGINNINGS = (4, 5, 6)  # letters
MORE = "…"  # ends a beginning: no word holds this sign
LEAST_TEXTS = 2  # a feature of one text teaches nothing about another
UNREAD = ("byline", "furniture")  # dates, signatures, navigation: nothing that people label


def features_of(term: str) -> list[str]:
    """Return the features of a word: the term, and each beginning that is shorter than it.

    >>> features_of("economy"), features_of("war")
    (['economy', 'econ…', 'econo…', 'econom…'], ['war'])
    """
    return [term, *(term[:letters] + MORE for letters in BEGINNINGS if len(term) > letters)]


@dataclass(frozen=True)
class WordCounts:
    """How often each word occurs in each text, and what features it has.

    Attributes
    ----------
    words
        Texts by distinct words: how often each occurs.
    slots
        Distinct words by 1 + the number of `BEGINNINGS`: the column of each feature in `features`, -1 for none.
    features
        The names of the features, sorted.
    token, text
        Each word as it occurs: its row in the table `tokens`, and its text.
    term
        Each word as it occurs: its column in `words`.
    """

    words: sparse.csr_array
    slots: np.ndarray
    features: tuple[str, ...]
    token: np.ndarray
    text: np.ndarray
    term: np.ndarray

    def counts(self) -> sparse.csr_array:
        """Return how often each feature occurs in each text: texts by features."""
        word, slot = np.nonzero(self.slots >= 0)
        shape = (len(self.slots), len(self.features))
        holds = sparse.csr_array((np.ones(len(word)), (word, self.slots[word, slot])), shape=shape)
        return sparse.csr_array(self.words @ holds)


def word_counts(
    tokens: pd.DataFrame, segments: pd.DataFrame, doc_ids: Sequence[str], known: Mapping[str, int] | None = None
) -> WordCounts:
    """Return the words of texts and their features; bylines and the page's furniture are left out.

    Parameters
    ----------
    tokens, segments
        The tables of these names.
    doc_ids
        The texts, in the order of the rows; one without words has an empty row.
    known
        The features of a model with their columns: others are left out. None: those of these words.
    """
    kept = ~segments["part"].isin(UNREAD).to_numpy()[tokens["segment"].to_numpy()]
    token = np.flatnonzero(kept)
    text = pd.Index(doc_ids).get_indexer(tokens["doc_id"].astype(object).to_numpy()[token])
    codes = tokens["term"].cat.codes.to_numpy(dtype=np.int64)[token]
    used, term = np.unique(codes, return_inverse=True)
    features = [features_of(str(name)) for name in tokens["term"].cat.categories[used]]
    if known is None:
        known = {name: column for column, name in enumerate(sorted({name for names in features for name in names}))}
    slots = np.full((len(used), 1 + len(BEGINNINGS)), -1, dtype=np.int64)
    for row, names in enumerate(features):
        slots[row, : len(names)] = [known.get(name, -1) for name in names]
    shape = (len(doc_ids), len(used))
    words = sparse.csr_array((np.ones(len(token)), (text, term)), shape=shape)
    words.sum_duplicates()
    return WordCounts(words, slots, tuple(known), token, text, term)


def inverse_frequencies(counts: sparse.csr_array) -> tuple[np.ndarray, np.ndarray]:
    """Return which features occur in `LEAST_TEXTS` texts or more, and their inverse document frequencies.

    ``ln((1 + texts) / (1 + texts with it)) + 1``, as scikit-learn's TfidfVectorizer has it.
    """
    texts = np.bincount(counts.indices, minlength=counts.shape[1])
    kept = np.flatnonzero(texts >= LEAST_TEXTS)
    return kept, np.log((1 + counts.shape[0]) / (1 + texts[kept])) + 1


def tf_idf(counts: sparse.csr_array, idf: np.ndarray) -> sparse.csr_array:
    """Return ``(1 + ln n) idf`` of each feature, the values of each text of length 1 (all zero where it has none)."""
    values = counts.astype(float)
    values.data = (1 + np.log(values.data)) * idf[values.indices]
    length = np.sqrt(np.bincount(_rows(values), weights=values.data**2, minlength=values.shape[0]))
    values.data /= length[_rows(values)]
    return values


def has_words(values: sparse.csr_array) -> np.ndarray:
    """Return which texts have a feature at all, as a column: of the others nothing can be told."""
    return np.diff(values.indptr).reshape(-1, 1) > 0


def _rows(matrix: sparse.csr_array) -> np.ndarray:
    return np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
