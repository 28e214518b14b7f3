"""The plain model that others are measured against: scikit-learn's TF-IDF and logistic regression, as they come.

The regression's penalty sees only the lengths of and the angles between texts. So in place of thousands of words a text
may have one number per text learned from, with the same products: the predictions are the same, in a tenth of the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from scipy import sparse

BASELINES = ("tfidf", "tfidf, balanced")
_NONE = 1e-10  # of the largest eigenvalue: texts that are the sum of others


def term_counts(texts: Iterable[str]) -> sparse.csr_array:
    """Return how often each word of TfidfVectorizer occurs in each text."""
    from sklearn.feature_extraction.text import CountVectorizer

    return sparse.csr_array(CountVectorizer().fit_transform(texts))


def plain_probabilities(
    counts: sparse.csr_array, truth: np.ndarray, fit: np.ndarray, test: np.ndarray
) -> Iterator[np.ndarray]:
    """Yield, for each of `BASELINES`, the probabilities of the texts `test` learned from the texts `fit`.

    The same as of ``TfidfVectorizer()`` and ``LogisticRegression()``, without and with ``class_weight="balanced"``,
    fitted to the texts `fit` for each label. A label that all or none of them has is given to all or none.
    """
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.linear_model import LogisticRegression

    known = np.flatnonzero(np.bincount(counts[fit].indices, minlength=counts.shape[1]))
    weighting = TfidfTransformer().fit(counts[fit][:, known])
    learned, judged = (sparse.csr_array(weighting.transform(counts[rows][:, known])) for rows in (fit, test))
    narrow = learned.nnz < len(fit) ** 2
    x, z = (learned, judged) if narrow else _rotated(learned, judged)
    for weight in (None, "balanced"):
        probability = np.zeros((len(test), truth.shape[1]))
        for column, label in enumerate(truth.T):
            if label[fit].min() == label[fit].max():
                probability[:, column] = label[fit[0]]
            else:
                regression = LogisticRegression(class_weight=weight).fit(x, label[fit])
                probability[:, column] = regression.predict_proba(z)[:, 1]
        yield probability


def _rotated(learned: sparse.csr_array, judged: sparse.csr_array) -> tuple[np.ndarray, np.ndarray]:
    """Return both with one column per text of `learned`, turned so that all products with those stay as they are."""
    values, vectors = np.linalg.eigh((learned @ learned.T).toarray())
    kept = values > _NONE * values[-1]
    turned = vectors[:, kept] / np.sqrt(values[kept])
    return (learned @ learned.T) @ turned, (judged @ learned.T) @ turned
