"""What a model would do on sentences that it was not trained on, beside what the lexicon and plain TF-IDF do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from analysis.measures.classifier.prediction import added_words, sentence_probabilities
from analysis.measures.classifier.training import FOLDS, Labelled, fitted, prepared
from analysis.measures.classifier.training_figures import figures
from analysis.texts.segmentation.words import tokens

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


def cross_validate(labelled: Labelled, *, repeats: int = 10, progress: Callable[[Any], Any] = iter) -> pd.DataFrame:
    """Return how well a model does on sentences that it was not trained on, beside the lexicon alone and TF-IDF.

    `repeats` times, with the seeds 0, 1, 2 …, the sentences are cut into `FOLDS` parts with as many loaded sentences in
    each; each part is judged by what was learned from the others. All methods see the same parts.

    Parameters
    ----------
    labelled
        As for `training.train`.
    repeats
        How often.
    progress
        Wraps the list of parts, to show how far the work is.

    Returns
    -------
    DataFrame
        Table `training`: ``level, method, figure, value, low, high, sd, n, n_positive, repeats, folds``. Each value is
        the mean over the repeats; `sd` its standard deviation over them; `low` and `high` a 95 % interval from 1,000
        resamples of the sentences (percentile bootstrap, each sentence with all its predictions). `n` counts sentences,
        or words.

        Methods: ``tfidf`` (scikit-learn's TfidfVectorizer and LogisticRegression as they come, on the bare text),
        ``lexicon`` (a loaded marker is there), ``model`` (the sentence's probability), ``lexicon and model`` (what
        `model_markers` writes), ``model - tfidf`` and ``model - lexicon`` (differences, paired). Figures by sentence:
        macro-F1, precision and recall of the loaded ones, and Brier scores of the probabilities, with and without
        calibration. By word, where words are marked: F1, precision, recall.

    Notes
    -----
    Tells about sentences of the same kind, labelled by the same people. It flatters features that were made with a look
    at these very sentences, the lexicon's entries for one.
    """
    import numpy as np
    from sklearn.model_selection import StratifiedKFold

    units, label, marked = prepared(labelled)
    with_words = labelled.documents["doc_id"].isin(tokens(labelled.segments)["doc_id"].unique())
    n, texts = len(units), labelled.documents.loc[with_words, "text"].to_numpy(dtype=object)
    shape = (repeats, n)
    probability = {name: np.zeros(shape) for name in ("tfidf", "model", "model, not calibrated")}
    added = np.zeros((repeats, len(units.unit)), dtype=bool)
    parts = [
        (repeat, fit, test)
        for repeat in range(repeats)
        for fit, test in StratifiedKFold(FOLDS, shuffle=True, random_state=repeat).split(texts, label)
    ]
    for repeat, fit, test in progress(parts):
        model = fitted(units, label, marked, fit, "")
        raw = fitted(units, label, None, fit, "", calibrated=False)
        probability["model"][repeat, test] = sentence_probabilities(model, units)[test]
        probability["model, not calibrated"][repeat, test] = sentence_probabilities(raw, units)[test]
        probability["tfidf"][repeat, test] = _baseline(texts[fit], label[fit], texts[test])
        here = np.isin(units.unit, test)
        added[repeat, here] = added_words(model, units, np.zeros(len(here), dtype=bool))[here]
    return figures(units, label, marked, probability, added)


def _baseline(fit: np.ndarray, label: np.ndarray, test: np.ndarray) -> np.ndarray:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    vectorizer = TfidfVectorizer()
    regression = LogisticRegression().fit(vectorizer.fit_transform(fit), label)
    return regression.predict_proba(vectorizer.transform(test))[:, 1]
