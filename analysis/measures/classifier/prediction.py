"""Markers that a trained model adds to those of the lexicon."""

from __future__ import annotations

from math import fsum

import numpy as np
import pandas as pd

from analysis.measures.classifier.training import Sentences, sentences_of, word_features
from analysis.measures.dictionary.names import matches
from analysis.measures.spans import overlapping
from analysis.schema import COLUMNS, InputError, check
from analysis.texts.matching.matcher import texts_of
from analysis.texts.readers.model import Model
from analysis.texts.segmentation.words import tokens_of

MODEL = "model"
_NO_SENTENCES = ("byline", "furniture")  # dates, signatures, navigation: nothing that people label


def model_markers(
    markers: pd.DataFrame,
    segments: pd.DataFrame,
    model: Model,
    names: pd.DataFrame | None = None,
    *,
    tokens: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the markers with those that the model adds: loaded, of the category ``model``.

    Parameters
    ----------
    markers
        From `markers.markers`, of the same segments and the lexicon that the model was trained with.
    segments
        Table `segments`.
    model
        From `model.read_model`.
    names
        Table `names`: words inside a name are never added, unless it is pejorative.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

    Returns
    -------
    DataFrame
        Table `markers`. A word is added if it is in no loaded marker, not in a byline or the page's furniture, and

        - its own probability reaches the threshold for words (where the model was trained on marked words), or
        - its sentence holds no loaded marker and no such word, the sentence's probability reaches the threshold for
          sentences, and no word of it has a higher probability (or, without marked words, a larger weight).

        `entry` is the term. A word that is added takes the place of a marker that is not loaded. `negated` is false:
        the model has seen the sentence.

    Raises
    ------
    InputError
        If a feature of the model is not known here.

    See Also
    --------
    train, read_model : where a model comes from.
    markers : those of the lexicon.

    Notes
    -----
    Misleads on sentences unlike those it was trained on. It learns the labels with all their habits: a name that
    the labelled sentences criticise may pass for a loaded word. The added word of a sentence that is judged as a whole
    says where to look, no more: on annotated sentences, one in six of them was marked.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> texts = ["A brutal act.", "A calm day."] * 25
    >>> documents = pd.DataFrame({"doc_id": [f"s{i}" for i in range(50)], "text": texts, "label": [1, 0] * 25})
    >>> segments = same.voices(documents)
    >>> lexicon = pd.DataFrame({"entry": ["brutal"], "category": ["violence"], "loaded": [True]})
    >>> labelled = same.Labelled(documents, None, segments, same.markers(segments, lexicon), lexicon)
    >>> model = same.train(labelled)
    >>> new = same.voices(pd.DataFrame({"doc_id": ["n"], "text": ["A brutal act."]}))
    >>> none = same.markers(new, lexicon).head(0)
    >>> same.model_markers(none, new, model)[["match", "category", "loaded"]].values.tolist()
    [['brutal', 'model', True]]
    """
    check(markers, "markers")
    table = tokens_of(segments, tokens)
    categories = [name.removeprefix("category ") for name in model.numbers if name.startswith("category ")]
    units = sentences_of(table, segments, markers, categories, by="sentence")
    barred = segments["part"].isin(_NO_SENTENCES).to_numpy()[table["segment"].to_numpy()]
    if names is not None:
        barred |= overlapping(table, names[names["label_kind"] != "pejorative"])
    chosen = np.flatnonzero(added_words(model, units, barred))
    found = pd.DataFrame({"first": chosen, "last": chosen})
    rows = matches(found, table, segments, texts_of(segments))
    rows = rows.assign(entry=units.term[chosen], category=MODEL, loaded=True, negated=False)
    rows = pd.concat([markers[~overlapping(markers, rows)], rows[list(COLUMNS["markers"])]], ignore_index=True)
    order = {doc_id: position for position, doc_id in enumerate(segments["doc_id"].unique())}
    rows = rows.iloc[np.lexsort((rows["start"], rows["doc_id"].map(order)))]
    return rows.astype(markers.dtypes.to_dict()).reset_index(drop=True)


def sentence_probabilities(model: Model, units: Sentences) -> np.ndarray:
    """Return the probability of each sentence to be labelled as loaded.

    ``1 / (1 + exp(-z))``, where z is the intercept, the weighted numbers, and the weighted TF-IDF of the terms that the
    model knows: ``(1 + ln n) idf``, each sentence's values of length 1 (scikit-learn's TfidfVectorizer with
    ``sublinear_tf``).

    Raises
    ------
    InputError
        If a number of the model is not among those of the sentences.
    """
    unknown = [name for name in model.numbers if name not in units.numbers.columns]
    if unknown:
        raise InputError(f"the model has a feature that is not known here: {unknown[0]!r}; train it again")
    weights = np.array(list(model.numbers.values()))
    z = model.intercept + units.numbers[list(model.numbers)].to_numpy() @ weights if len(weights) else model.intercept
    position = {term: i for i, term in enumerate(model.terms)}
    known = pd.Series(units.term).map(position).to_numpy(dtype=float)
    kept = ~np.isnan(known)
    unit, term = units.unit[kept].astype(np.int64), known[kept].astype(np.int64)
    pair, n = np.unique(unit * max(len(position), 1) + term, return_counts=True)
    unit, term = np.divmod(pair, max(len(position), 1))
    idf, weight = np.array(list(model.terms.values())).reshape(-1, 2).T
    value = (1 + np.log(n)) * idf[term]
    length = np.sqrt(np.bincount(unit, weights=value**2, minlength=len(units)))
    total = np.bincount(unit, weights=value * weight[term], minlength=len(units))
    return _expit(z + np.divide(total, length, out=np.zeros(len(units)), where=length > 0))


def word_scores(model: Model, units: Sentences) -> np.ndarray:
    """Return how loaded the model takes each word to be: its probability or, without marked words, its weight."""
    if not model.words:
        weight = {term: idf * weight for term, (idf, weight) in model.terms.items()}
        return pd.Series(units.term).map(weight).fillna(0.0).to_numpy()
    code, pairs = pd.factorize(pd.MultiIndex.from_arrays([units.term, units.category]))
    z = [model.word_intercept + fsum(model.words.get(name, 0.0) for name in word_features(*pair)) for pair in pairs]
    return _expit(np.array(z, dtype=float))[code]


def added_words(model: Model, units: Sentences, barred: np.ndarray) -> np.ndarray:
    """Return which words the model adds, by the rule of `model_markers`; never a barred one."""
    score, barred = word_scores(model, units), barred | units.loaded
    added = ~barred & (score >= model.word_threshold) if model.words else np.zeros(len(score), dtype=bool)
    marked = np.bincount(units.unit[added | units.loaded], minlength=len(units)) > 0
    wanted = ~marked & (sentence_probabilities(model, units) >= model.threshold)
    place = np.arange(len(score))
    order = np.lexsort((place, -score, barred, units.unit))
    best = order[np.unique(units.unit[order], return_index=True)[1]]
    added[best[wanted & ~barred[best]]] = True
    return added


def _expit(z: np.ndarray) -> np.ndarray:
    return np.exp(-np.logaddexp(0, -z))
