"""Learning several labels per text, such as frames, from texts that people have labelled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.measures.classifier.ridge import best_threshold, probability_of, ridge, sigmoid
from analysis.measures.classifier.word_beginnings import WordCounts, inverse_frequencies, tf_idf, word_counts
from analysis.schema import InputError, check, listed
from analysis.texts.readers.frame_model import FrameModel
from analysis.texts.segmentation.words import tokens_of

FEWEST_TEXTS = 10  # with a label, and without it
FEWEST_CLUSTERS = 5  # that hold a text with a label: as many as there are parts in the cross-validation
MOST_TEXTS = 10_000  # their products take 800 MB


@dataclass(frozen=True)
class LabelledFrames:
    """Texts with several labels each, on their way to a model.

    Attributes
    ----------
    documents, labels
        From `frame_labels.read_frame_labels`. Where `documents` has a column `cluster`, texts of one cluster are never
        learned from to judge another of it.
    segments
        Table `segments` of the same documents.
    lexicon
        What a lexicon of frames says of them: ``doc_id, label, given``, from `frame_names.lexicon_labels`. The report
        sets it beside the model; nothing is learned from it.

    See Also
    --------
    read_frame_labels : reads documents and labels.
    train_frames : makes a model of them.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> texts = ["The bank cut its rates.", "The priest spoke of sin."] * 12
    >>> documents = pd.DataFrame({"doc_id": [f"t{i}" for i in range(24)], "text": texts})
    >>> labels = pd.DataFrame({"economy": [True, False] * 12, "morality": [False, True] * 12})
    >>> labelled = same.LabelledFrames(documents, labels, same.voices(documents))
    >>> labelled.left_out
    {}
    """

    documents: pd.DataFrame
    labels: pd.DataFrame
    segments: pd.DataFrame
    lexicon: pd.DataFrame | None = None

    def __post_init__(self) -> None:
        if len(self.documents) != len(self.labels):
            raise InputError(
                f"{len(self.labels):,} rows of labels for {len(self.documents):,} texts; give one per text"
            )

    @cached_property
    def left_out(self) -> Mapping[str, str]:
        """The labels that cannot be learned, each with the reason."""
        reasons = {}
        for name in self.labels.columns:
            with_label = self.labels[name].to_numpy(dtype=bool)
            n, without = int(with_label.sum()), int((~with_label).sum())
            spread = min(len(np.unique(self.clusters[held])) for held in (with_label, ~with_label))
            if min(n, without) < FEWEST_TEXTS:
                few, how = (n, "with") if n < FEWEST_TEXTS else (without, "without")
                reasons[str(name)] = f"{few} texts {how} it, fewer than {FEWEST_TEXTS}"
            elif spread < FEWEST_CLUSTERS:
                reasons[str(name)] = f"its texts, or the others, are of fewer than {FEWEST_CLUSTERS} clusters"
        return reasons

    @cached_property
    def learned(self) -> tuple[str, ...]:
        """The labels that can be learned; `InputError` if there is none."""
        left = tuple(str(name) for name in self.labels.columns if name not in self.left_out)
        if not left:
            reasons = listed((f"{name} ({why})" for name, why in self.left_out.items()), 3)
            raise InputError(f"no label can be learned: {reasons}; label more texts")
        return left

    @cached_property
    def clusters(self) -> np.ndarray:
        """The cluster of each text, from 0; its own where none are told."""
        told = self.documents.get("cluster")
        return np.arange(len(self.documents)) if told is None else pd.factorize(told)[0]

    @cached_property
    def words(self) -> WordCounts:
        """The words of each text; `InputError` if the texts are too many."""
        documents = check(self.documents, "documents", needs=("doc_id", "text"))
        if len(documents) > MOST_TEXTS:
            raise InputError(f"{len(documents):,} labelled texts, more than {MOST_TEXTS:,}; give a random part of them")
        return word_counts(tokens_of(self.segments), self.segments, documents["doc_id"].tolist())

    @cached_property
    def matrix(self) -> np.ndarray:
        """Texts by the labels that can be learned: 1 or 0."""
        return self.labels[list(self.learned)].to_numpy(dtype=float)


def train_frames(labelled: LabelledFrames) -> FrameModel:
    """Return a model of the labels that people give to texts.

    Returns
    -------
    FrameModel
        For each label with enough texts (`LabelledFrames.left_out` names the others) a linear classifier on the TF-IDF
        (``(1 + ln n) idf``, length 1) of the words and of their first four, five and six letters: least squares with a
        penalty of 1 on the weights. Its score becomes a probability by a sigmoid (Platt 1999), and the label is given
        from the probability on that makes the expected F1 largest (Lipton et al. 2014), seldom .5. Both are learned
        from the scores of each text by what the others taught, so no inner cross-validation is needed.

    Raises
    ------
    InputError
        If no label can be learned, no word occurs in two texts, or the texts are too many.

    See Also
    --------
    read_frame_labels : the texts.
    cross_validate_frames : how well such a model does.
    predict_frames, frame_words : what it says of other texts, and by which words.
    write_model : write it to a file.

    Notes
    -----
    Pairs of words, all runs of three to five letters, the author's words apart from quoted ones, and the first hundred
    words apart were tried as further features and gave nothing on a development half of two annotated sets. The model
    learns the labels with the habits of those who gave them, and the subjects with the labels: a frame that the
    labelled texts hold in one debate alone is learned as that debate. A label that could not be learned is given to
    every text, which has the best F1 of all guesses: compare the model with ``every text`` in the report.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> texts = ["The bank cut its rates.", "The priest spoke of sin."] * 12
    >>> documents = pd.DataFrame({"doc_id": [f"t{i}" for i in range(24)], "text": texts})
    >>> labels = pd.DataFrame({"economy": [True, False] * 12, "morality": [False, True] * 12})
    >>> model = same.train_frames(same.LabelledFrames(documents, labels, same.voices(documents)))
    >>> model.labels, model.terms["bank"][1][0] > 0 > model.terms["priest"][1][0]
    (('economy', 'morality'), True)
    """
    counts = labelled.words.counts()
    kept, idf = inverse_frequencies(counts)
    if not len(kept):
        raise InputError("no word occurs in two of the texts; label more texts")
    values = tf_idf(sparse.csr_array(counts[:, kept]), idf)
    truth = labelled.matrix
    fit = ridge((values @ values.T).toarray(), truth, labelled.clusters)
    slopes, shifts, thresholds = calibrated(fit.held_out, truth)
    weights = (values.T @ fit.dual) * slopes
    names = [labelled.words.features[column] for column in kept]
    return FrameModel(
        labels=labelled.learned,
        terms={
            name: (float(value), tuple(map(float, row))) for name, value, row in zip(names, idf, weights, strict=True)
        },
        intercepts=tuple(map(float, slopes * fit.intercept + shifts)),
        thresholds=tuple(map(float, thresholds)),
        trained={"texts": len(truth)}
        | {f"with {name}": int(n) for name, n in zip(labelled.learned, truth.sum(axis=0), strict=True)},
    )


def calibrated(scores: np.ndarray, truth: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return by label the slope and the intercept of the log-odds given the score, and the threshold.

    Parameters
    ----------
    scores, truth
        Texts by labels: the scores of texts that were left out, and their labels.
    """
    lines = np.array([sigmoid(score, label) for score, label in zip(scores.T, truth.T, strict=True)])
    probability = probability_of(scores * lines[:, 0] + lines[:, 1])
    return lines[:, 0], lines[:, 1], np.array([best_threshold(column) for column in probability.T])
