"""Cross-validation of a model of several labels: per label and in the mean, beside plain models, lexicon and chance."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse
from threadpoolctl import threadpool_limits

from analysis.measures.classifier.multilabel_training import LabelledFrames, calibrated
from analysis.measures.classifier.plain_baselines import BASELINES, plain_probabilities, term_counts
from analysis.measures.classifier.resampled_figures import RATES, confusion, interval, over, share
from analysis.measures.classifier.ridge import probability_of, ridge
from analysis.measures.classifier.training import FOLDS, THRESHOLD
from analysis.measures.classifier.word_beginnings import has_words, inverse_frequencies, tf_idf
from analysis.measures.stats.bootstrap import resamples
from analysis.schema import COLUMNS

Guesses = dict[str, np.ndarray]  # method -> repeats by texts by labels
LEXICON, EVERY_TEXT, CHANCE = "lexicon", "every text", "chance"
_RIVALS = (*BASELINES, LEXICON, EVERY_TEXT)


def cross_validate_frames(
    labelled: LabelledFrames, *, repeats: int = 10, progress: Callable[[Any], Any] = iter
) -> pd.DataFrame:
    """Return how well a model of several labels does on texts it was not trained on, per label and in the mean.

    `repeats` times, with the seeds 0, 1, 2 …, the texts are cut into `FOLDS` parts, those of one cluster into the same;
    each part is judged by what was learned from the others: features, weights, probabilities and thresholds. All
    methods see the same parts.

    Parameters
    ----------
    labelled
        As for `multilabel_training.train_frames`.
    repeats
        How often.
    progress
        Wraps the list of parts, to show how far the work is.

    Returns
    -------
    DataFrame
        Table `training`, `level` ``text``, one row per label, method and figure; `label` is empty in the means over the
        labels. Each value is the mean over the repeats, `sd` its standard deviation over them, `low` and `high` a 95 %
        interval from 1,000 resamples of the texts, or of the clusters, each with all its predictions. `n` counts texts,
        `n_positive` those with the label (of a mean: the sum).

        Methods: ``model``; ``tfidf`` (scikit-learn's TfidfVectorizer and LogisticRegression as they come, .5 as the
        threshold) and ``tfidf, balanced`` (the same with ``class_weight="balanced"``); ``lexicon`` (what the
        lexicon of frames says, where it has a frame of that name; it learns nothing);
        ``chance`` (a guess with the label's share as its probability) and ``every text`` (all have the label);
        ``model - …``: differences, paired. ``people`` has the `prevalence` of each label.

        Figures: F1, precision, recall, and Brier scores of the probabilities. In the means ``macro_f1``,
        ``macro_precision``, ``macro_recall``, ``brier`` and ``micro_f1`` (of all decisions together). Those of the
        lexicon are over the labels that it knows; so is ``model - lexicon``.

    See Also
    --------
    train_frames : the model of all texts.
    read_training : dated figures of published data.

    Notes
    -----
    Holds for texts of the same kind, labelled by the same people. Versions of one text in several parts flatter every
    method but the lexicon: name their column as `cluster`. The means hide small labels: read them one by one, with
    their intervals.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> texts = ["The bank cut its rates.", "The priest spoke of sin."] * 12
    >>> documents = pd.DataFrame({"doc_id": [f"t{i}" for i in range(24)], "text": texts})
    >>> labels = pd.DataFrame({"economy": [True, False] * 12, "morality": [False, True] * 12})
    >>> labelled = same.LabelledFrames(documents, labels, same.voices(documents))
    >>> table = same.cross_validate_frames(labelled, repeats=1)
    >>> table.loc[table["figure"] == "macro_f1", ["method", "value"]].head(1).values.tolist()
    [['model', 1.0]]
    """
    truth = labelled.matrix
    counts, plain = labelled.words.counts(), term_counts(labelled.documents["text"])
    by_lexicon, known = _by_lexicon(labelled)
    methods = ["model", *BASELINES, LEXICON, EVERY_TEXT, CHANCE]
    guess: Guesses = {name: np.zeros((repeats, *truth.shape)) for name in methods}
    probability: Guesses = {name: np.zeros((repeats, *truth.shape)) for name in ("model", *BASELINES, CHANCE)}
    parts = [(repeat, *part) for repeat in range(repeats) for part in _parts(labelled.clusters, repeat)]
    # With more threads each step of a fit waits for the others: many times as long on a busy machine.
    with threadpool_limits(1, user_api="blas"):
        for repeat, fit, test in progress(parts):
            at = (repeat, test)
            probability["model"][at], guess["model"][at] = _judged(counts, truth, labelled.clusters, fit, test)
            for name, found in zip(BASELINES, plain_probabilities(plain, truth, fit, test), strict=True):
                probability[name][at], guess[name][at] = found, found >= THRESHOLD
            guess[LEXICON][at] = by_lexicon[test]
            probability[CHANCE][at] = guess[CHANCE][at] = truth[fit].mean(axis=0)
            guess[EVERY_TEXT][at] = 1
    rows = list(_rows(labelled, guess, probability, known))
    table = pd.DataFrame(
        rows, columns=["level", "method", "figure", "value", "low", "high", "sd", "n_positive", "label"]
    )
    return table.assign(n=len(truth), repeats=repeats, folds=FOLDS)[list(COLUMNS["training"])]


def _parts(clusters: np.ndarray, seed: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield the texts to learn from and those to judge, five times; a cluster is never in both."""
    from sklearn.model_selection import KFold

    n = int(clusters.max()) + 1
    for _, judged in KFold(FOLDS, shuffle=True, random_state=seed).split(np.zeros(n)):
        test = np.isin(clusters, judged)
        yield np.flatnonzero(~test), np.flatnonzero(test)


def _judged(
    counts: sparse.csr_array, truth: np.ndarray, clusters: np.ndarray, fit: np.ndarray, test: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the probabilities of the texts to judge, and which labels they are given."""
    kept, idf = inverse_frequencies(counts[fit])
    values = tf_idf(sparse.csr_array(counts[:, kept]), idf)
    products = (values @ values[fit].T).toarray()
    found = ridge(products[fit], truth[fit], np.unique(clusters[fit], return_inverse=True)[1])
    slopes, shifts, thresholds = calibrated(found.held_out, truth[fit])
    probability = probability_of((products[test] @ found.dual + found.intercept) * slopes + shifts)
    return probability, (probability >= thresholds) & has_words(values[test])


def _by_lexicon(labelled: LabelledFrames) -> tuple[np.ndarray, list[str]]:
    """Return which labels the lexicon gives, texts by labels, and which of them it knows."""
    given = np.zeros(labelled.matrix.shape)
    table = labelled.lexicon
    if table is None:
        return given, []
    known = [name for name in labelled.learned if (table["label"] == name).any()]
    for name in known:
        rows = table[table["label"] == name].set_index("doc_id")["given"]
        given[:, labelled.learned.index(name)] = rows.reindex(labelled.documents["doc_id"], fill_value=False)
    return given, known


def _rows(
    labelled: LabelledFrames, guess: Guesses, probability: Guesses, known: list[str]
) -> Iterator[tuple[Any, ...]]:
    truth, names = labelled.matrix, labelled.learned
    n_clusters = int(labelled.clusters.max()) + 1
    draws = np.concatenate(list(resamples(n_clusters)))[:, labelled.clusters]
    positive = {name: int(n) for name, n in zip(names, truth.sum(axis=0), strict=True)}

    def row(method: str, figure: str, found: Any, label: str, among: tuple[str, ...] | list[str]) -> tuple[Any, ...]:
        value, drawn = found
        n = positive[label] if label else sum(positive[name] for name in among)
        return ("text", method, figure, value.mean(), *interval(drawn), value.std(), n, label)

    for column, name in enumerate(names):
        share_of = [truth[None, :, column], np.ones((1, len(truth)))]
        yield row("people", "prevalence", over(share_of, draws, share), name, names)
    found: dict[tuple[str, str, str], Any] = {}
    for method, guesses in guess.items():
        among = known if method == LEXICON else names
        counts = {
            name: confusion(guesses[:, :, column], np.broadcast_to(truth[:, column], guesses.shape[:2]))
            for column, name in enumerate(names)
        }
        for figure, rate in RATES:
            for name in among:
                found[method, figure, name] = over(counts[name], draws, rate)
                yield row(method, figure, found[method, figure, name], name, among)
            if among:
                found[method, f"macro_{figure}", ""] = _mean([found[method, figure, name] for name in among])
                yield row(method, f"macro_{figure}", found[method, f"macro_{figure}", ""], "", among)
        if among:
            together = [np.sum([counts[name][cell] for name in among], axis=0) for cell in range(4)]
            yield row(method, "micro_f1", over(together, draws, RATES[0][1]), "", among)
    for other in _RIVALS:
        among = known if other == LEXICON else names
        pairs = [(found["model", "f1", name], found[other, "f1", name]) for name in among]
        apart = [(ours[0] - theirs[0], ours[1] - theirs[1]) for ours, theirs in pairs]
        for name, difference in zip(among, apart, strict=True):
            yield row(f"model - {other}", "f1", difference, name, among)
        if among:
            yield row(f"model - {other}", "macro_f1", _mean(apart), "", among)
    for method, given in probability.items():
        errors = [(given[:, :, column] - truth[:, column]) ** 2 for column in range(len(names))]
        brier = [over([error, np.ones_like(error)], draws, lambda s, n: s / n) for error in errors]
        for name, score in zip(names, brier, strict=True):
            yield row(method, "brier", score, name, names)
        yield row(method, "brier", _mean(brier), "", names)


def _mean(found: list[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    """Return the mean over the labels of a figure, in each repeat and in each resample."""
    return np.mean([value for value, _ in found], axis=0), np.mean([drawn for _, drawn in found], axis=0)
