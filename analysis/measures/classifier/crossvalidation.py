"""Cross-validation: how a model does on sentences it was not trained on, compared with the lexicon and plain TF-IDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from analysis.measures.classifier.prediction import added_words, sentence_probabilities
from analysis.measures.classifier.resampled_figures import RATES, confusion, interval, macro_f1, over
from analysis.measures.classifier.training import FOLDS, THRESHOLD, Labelled, Sentences, fitted, prepared
from analysis.measures.stats.bootstrap import resamples
from analysis.schema import COLUMNS
from analysis.texts.segmentation.words import tokens_of


def cross_validate(labelled: Labelled, *, repeats: int = 10, progress: Callable[[Any], Any] = iter) -> pd.DataFrame:
    """Return how well a model does on sentences it was not trained on, compared with the lexicon and TF-IDF.

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

    See Also
    --------
    train : the model of all sentences.
    read_training : dated figures of published data.

    Notes
    -----
    Holds for sentences of the same kind, labelled by the same people. It flatters features that were made with these
    very sentences in view, such as the lexicon's entries.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> texts = ["A brutal act.", "A calm day."] * 25
    >>> documents = pd.DataFrame({"doc_id": [f"s{i}" for i in range(50)], "text": texts, "label": [1, 0] * 25})
    >>> segments = same.voices(documents)
    >>> lexicon = pd.DataFrame({"entry": ["brutal"], "category": ["violence"], "loaded": [True]})
    >>> labelled = same.Labelled(documents, None, segments, same.markers(segments, lexicon), lexicon)
    >>> table = same.cross_validate(labelled, repeats=1)
    >>> table.loc[table["figure"] == "macro_f1", ["method", "value"]].head(2).values.tolist()
    [['tfidf', 1.0], ['lexicon', 1.0]]
    """
    from sklearn.model_selection import StratifiedKFold

    words = tokens_of(labelled.segments)
    units, label, marked = prepared(labelled, words)
    with_words = labelled.documents["doc_id"].isin(words["doc_id"].unique())
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
    return crossvalidation_table(units, label, marked, probability, added)


def _baseline(fit: np.ndarray, label: np.ndarray, test: np.ndarray) -> np.ndarray:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    vectorizer = TfidfVectorizer()
    regression = LogisticRegression().fit(vectorizer.fit_transform(fit), label)
    return regression.predict_proba(vectorizer.transform(test))[:, 1]


def crossvalidation_table(
    units: Sentences,
    label: np.ndarray,
    marked: np.ndarray | None,
    probability: Mapping[str, np.ndarray],
    added: np.ndarray,
) -> pd.DataFrame:
    """Return table `training`; see `crossvalidation.cross_validate`.

    Parameters
    ----------
    units, label, marked
        The sentences, their labels, and which words people marked.
    probability
        By method, one row per repeat and one column per sentence.
    added
        Which words the model adds to those of the lexicon: one row per repeat and one column per word.
    """
    n, repeats = len(units), len(added)
    lexicon = np.bincount(units.unit[units.loaded], minlength=n) > 0
    grown = np.array([np.bincount(units.unit[row | units.loaded], minlength=n) > 0 for row in added])
    judged = {
        "tfidf": probability["tfidf"] >= THRESHOLD,
        "lexicon": np.tile(lexicon, (repeats, 1)),
        "model": probability["model"] >= THRESHOLD,
        "lexicon and model": grown,
    }
    draws = np.concatenate(list(resamples(n)))
    rows = []
    macro = {}
    for method, guess in judged.items():
        counts = confusion(guess, label == 1)
        macro[method] = over(counts, draws, macro_f1)
        rows += [("sentence", method, "macro_f1", macro[method])]
        rows += [("sentence", method, name, over(counts, draws, rate)) for name, rate in RATES[1:]]
    for other in ("tfidf", "lexicon"):
        difference = tuple(a - b for a, b in zip(macro["model"], macro[other], strict=True))
        rows.append(("sentence", f"model - {other}", "macro_f1", difference))
    for method, p in probability.items():
        error = (p - label) ** 2
        rows.append(("sentence", method, "brier", over([error, np.ones_like(error)], draws, lambda s, n: s / n)))
    positive = {"sentence": int(label.sum())}
    size = {"sentence": n}
    if marked is not None:
        size["word"], positive["word"] = len(marked), int(marked.sum())
        found = {"lexicon": np.tile(units.loaded, (repeats, 1)), "lexicon and model": added | units.loaded}
        for method, guess in found.items():
            counts = [
                np.array([np.bincount(units.unit, weights=row, minlength=n) for row in kind])
                for kind in confusion(guess, marked)
            ]
            rows += [("word", method, name, over(counts, draws, rate)) for name, rate in RATES]
    table = pd.DataFrame(
        [
            (level, method, figure, value.mean(), *interval(drawn), value.std(), size[level], positive[level])
            for level, method, figure, (value, drawn) in rows
        ],
        columns=["level", "method", "figure", "value", "low", "high", "sd", "n", "n_positive"],
    )
    return table.assign(repeats=repeats, folds=FOLDS, label="")[list(COLUMNS["training"])]
