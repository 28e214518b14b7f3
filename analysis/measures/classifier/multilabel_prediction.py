"""What a model of several labels says of texts, and which words it says that by."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.measures.classifier.ridge import probability_of
from analysis.measures.classifier.word_beginnings import WordCounts, has_words, tf_idf, word_counts
from analysis.schema import COLUMNS, check
from analysis.texts.matching.matcher import texts_of
from analysis.texts.readers.frame_model import FrameModel
from analysis.texts.segmentation.words import tokens_of

MOST_WORDS = 5


def predict_frames(segments: pd.DataFrame, model: FrameModel, *, tokens: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return how probable each label is for each text, by a model that `train` made.

    Parameters
    ----------
    segments
        Table `segments`.
    model
        From `frame_model.read_frame_model` or `multilabel_training.train_frames`.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

    Returns
    -------
    DataFrame
        Table `frame_predictions`: ``doc_id, label, probability, threshold, given, words``, texts in the order of the
        segments, labels in that of the model. `given`: the probability reaches the threshold, which was chosen for the
        best expected F1 and is seldom .5. `words`: how many of the text's words the model knows, or their beginnings; a
        text with none of them is given no label.

    See Also
    --------
    frame_words : by which words.
    cross_validate_frames : how often it is right.

    Notes
    -----
    Misleads on texts unlike those it was trained on: other subjects, years or lengths. A text of which the model knows
    few words has the probability that the label had among the labelled texts, or nearly so.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> model = same.FrameModel(("economy",), {"bank": (1.0, (2.0,))}, (-1.0,), (0.4,), {"texts": 24})
    >>> segments = same.voices(pd.DataFrame({"doc_id": ["a", "b"], "text": ["The bank waits.", "A calm day."]}))
    >>> same.predict_frames(segments, model)[["doc_id", "probability", "given", "words"]].round(2).values.tolist()
    [['a', 0.73, True, 1], ['b', 0.27, False, 0]]
    """
    read = _read(check(segments, "segments"), model, tokens_of(segments, tokens))
    n, labels, words = len(read.doc_ids), len(model.labels), read.words
    has_feature: np.ndarray = np.any(words.slots >= 0, axis=1)
    known = np.bincount(words.text[has_feature[words.term]], minlength=n)
    return pd.DataFrame(
        {
            "doc_id": np.repeat(np.array(read.doc_ids, dtype=object), labels),
            "label": np.tile(np.array(model.labels, dtype=object), n),
            "probability": read.probability.ravel(),
            "threshold": np.tile(model.thresholds, n),
            "given": read.given.ravel(),
            "words": np.repeat(known, labels),
        }
    )[list(COLUMNS["frame_predictions"])]


def frame_words(
    segments: pd.DataFrame, model: FrameModel, *, most: int = MOST_WORDS, tokens: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the words that speak most for each label that a text is given.

    Parameters
    ----------
    segments, model, tokens
        As for `predict_frames`.
    most
        How many words of each text and label, at most.

    Returns
    -------
    DataFrame
        Table `frame_words`: ``doc_id, label, rank, start, end, match, weight, n, part, voice, speaker``. `weight` is
        what all `n` occurrences of the word in the text add to the log-odds of the label, by itself and by its
        beginning; the weights of all words of a text and the model's intercept add up to the log-odds. `start` to
        `part`, `voice` and `speaker` are those of the first occurrence. Words that speak against the label are left
        out.

    See Also
    --------
    predict_frames : the probabilities.

    Notes
    -----
    A word may weigh much because the labelled texts on one subject hold it, not because it frames anything: names and
    places among the words are a warning.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> model = same.FrameModel(("economy",), {"bank": (1.0, (2.0,))}, (-1.0,), (0.4,), {"texts": 24})
    >>> segments = same.voices(pd.DataFrame({"doc_id": ["a"], "text": ["The bank waits for the bank."]}))
    >>> same.frame_words(segments, model)[["label", "match", "start", "weight", "n"]].values.tolist()
    [['economy', 'bank', 4, 2.0, 2]]
    """
    table = tokens_of(check(segments, "segments"), tokens)
    read = _read(segments, model, table)
    text, word, added = _added(read)
    labels = range(len(model.labels))
    chosen = [_ranked(text, word, np.where(read.given[text, label], added[:, label], 0.0), most) for label in labels]
    label = np.repeat(labels, [len(pairs) for pairs, _ in chosen])
    pair, rank = (np.concatenate([part[which] for part in chosen]) for which in (0, 1))
    order = np.lexsort((rank, label, text[pair]))
    label, pair, rank = label[order], pair[order], rank[order]
    first = table.iloc[read.words.token[_first_places(read.words, text, word)[pair]]]
    texts = texts_of(segments)
    places = zip(first["doc_id"], first["start"], first["end"], strict=True)
    held = segments.iloc[first["segment"].to_numpy(dtype=np.int64)]
    columns = {name: first[name].to_numpy() for name in ("doc_id", "start", "end")} | {
        "label": np.array(model.labels, dtype=object)[label],
        "rank": rank,
        "match": np.array([texts[doc_id][start:end] for doc_id, start, end in places], dtype=object),
        "weight": added[pair, label],
        "n": read.words.words.data[pair].astype(np.int64),
    }
    columns |= {name: held[name].to_numpy() for name in ("part", "voice", "speaker")}
    return pd.DataFrame(columns)[list(COLUMNS["frame_words"])]


@dataclass(frozen=True)
class _Read:
    """Texts as a model reads them: their words, the values of its features, and what follows from these."""

    doc_ids: list[str]
    words: WordCounts
    counts: sparse.csr_array
    values: sparse.csr_array
    weights: np.ndarray
    probability: np.ndarray
    given: np.ndarray


def _read(segments: pd.DataFrame, model: FrameModel, table: pd.DataFrame) -> _Read:
    doc_ids = segments["doc_id"].drop_duplicates().tolist()
    words = word_counts(table, segments, doc_ids, {term: column for column, term in enumerate(model.terms)})
    counts = words.counts()
    values = tf_idf(counts, np.array([idf for idf, _ in model.terms.values()]))
    weights = np.array([row for _, row in model.terms.values()]).reshape(-1, len(model.labels))
    probability = probability_of(values @ weights + np.array(model.intercepts))
    given = (probability >= np.array(model.thresholds)) & has_words(values)
    return _Read(doc_ids, words, counts, values, weights, probability, given)


def _added(read: _Read) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return each text's distinct words and what they add to the log-odds: text, word, and a row by labels.

    The value of a feature is shared out evenly among the occurrences of all words that have it.
    """
    words = read.words.words
    text, word = np.repeat(np.arange(words.shape[0]), np.diff(words.indptr)), words.indices.astype(np.int64)
    width = len(read.words.features)
    each = read.values.data / read.counts.data
    keys = np.repeat(np.arange(words.shape[0]), np.diff(read.counts.indptr)) * width + read.counts.indices
    order = np.argsort(keys)
    added = np.zeros((len(text), read.weights.shape[1]))
    for slot in read.words.slots.T:
        column = slot[word]
        held = np.flatnonzero(column >= 0)
        at = order[np.searchsorted(keys, text[held] * width + column[held], sorter=order)]
        added[held] += (words.data[held] * each[at])[:, None] * read.weights[column[held]]
    return text, word, added


def _ranked(text: np.ndarray, word: np.ndarray, added: np.ndarray, most: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the words of each text that add most, and their ranks; none that adds nothing."""
    added = np.round(added, 9)  # what lies behind differs between processors
    speaks = np.flatnonzero(added > 0)
    order = speaks[np.lexsort((word[speaks], -added[speaks], text[speaks]))]
    rank = 1 + np.arange(len(order)) - np.searchsorted(text[order], text[order])
    return order[rank <= most], rank[rank <= most]


def _first_places(words: WordCounts, text: np.ndarray, word: np.ndarray) -> np.ndarray:
    """Return where in `words.token` each text's distinct words occur first."""
    width = words.words.shape[1]
    keys, first = np.unique(words.text * width + words.term, return_index=True)
    return first[np.searchsorted(keys, text * width + word)]
