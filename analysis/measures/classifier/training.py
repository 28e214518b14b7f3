"""Learning from labelled sentences which others would be called loaded, and the features they are judged by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis.measures.spans import containing
from analysis.schema import InputError, check
from analysis.texts.readers.model import Model, lexicon_hash
from analysis.texts.segmentation.words import tokens_of

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline


FEWEST = 20  # labelled sentences of each kind
FOLDS = 5
THRESHOLD, WORD_THRESHOLD = 0.5, 0.3
_MARKER_WEIGHT = 0.2  # standardised marker features against TF-IDF values, which are far smaller


@dataclass(frozen=True)
class Labelled:
    """Labelled sentences on their way to a model.

    Attributes
    ----------
    documents, spans
        From `labelled.read_labelled`.
    segments, markers
        The tables of these names, of the same documents.
    lexicon
        The lexicon that the markers were found with.

    See Also
    --------
    read_labelled : reads documents and spans.
    train : makes a model of them.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> texts = ["A brutal act.", "A calm day."] * 25
    >>> documents = pd.DataFrame({"doc_id": [f"s{i}" for i in range(50)], "text": texts, "label": [1, 0] * 25})
    >>> segments = same.voices(documents)
    >>> lexicon = pd.DataFrame({"entry": ["brutal"], "category": ["violence"], "loaded": [True]})
    >>> labelled = same.Labelled(documents, None, segments, same.markers(segments, lexicon), lexicon)
    >>> len(labelled.documents), len(labelled.markers)
    (50, 25)
    """

    documents: pd.DataFrame
    spans: pd.DataFrame | None
    segments: pd.DataFrame
    markers: pd.DataFrame
    lexicon: pd.DataFrame


def train(labelled: Labelled) -> Model:
    """Return a model of what people label as loaded.

    Returns
    -------
    Model
        Of sentences: a logistic regression (L2, C = 1) on the TF-IDF of the terms that occur in two labelled sentences
        or more, and on the standardised numbers of `classifier.features`. These are weighted by .2, because TF-IDF
        values are far smaller and would count for little next to them. The probabilities are calibrated by a sigmoid
        fitted to predictions for sentences held out (Platt 1999), and that is folded into the weights: a calibrated
        logistic regression is one itself. Of words, where spans are given: a logistic regression on the term, its last
        two to four letters and the category of its marker. A word counts from .3 on: where F1 is to be largest, the
        best threshold is half the F1 that can be reached (Lipton et al. 2014), and people agree on words with an F1 of
        .3 to .6.

    Raises
    ------
    InputError
        If there are fewer than `FEWEST` sentences of either label, or no word that so many of them share.

    See Also
    --------
    read_labelled : the sentences.
    cross_validate : how well such a model does.
    model_markers : what it adds.
    write_model : write it to a file.

    Notes
    -----
    Pairs of words and runs of letters were tried as further features: the model grew and was no better. It learns the
    labels with the habits of those who gave them. A few hundred sentences make a model of those sentences' subject; the
    probabilities hold for texts with as many loaded sentences as there were among the labelled ones.

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
    >>> model.trained["sentences"], model.terms["brutal"][1] > 0 > model.terms["calm"][1]
    (50, True)
    """
    units, label, marked = prepared(labelled)
    return fitted(units, label, marked, np.arange(len(units)), lexicon_hash(labelled.lexicon))


def prepared(labelled: Labelled, tokens: pd.DataFrame | None = None) -> tuple[Sentences, np.ndarray, np.ndarray | None]:
    """Return the sentences, their labels and, where people marked words, which words they marked; see `train`."""
    documents = check(labelled.documents, "documents", needs=("doc_id", "text", "label"))
    table = tokens_of(labelled.segments, tokens)
    categories = sorted(labelled.lexicon["category"].unique())
    units = sentences_of(table, labelled.segments, labelled.markers, categories, by="doc_id")
    label = documents.set_index("doc_id")["label"][table["doc_id"].unique()].to_numpy()
    for value, word in ((1, "loaded"), (0, "not loaded")):
        if (label == value).sum() < FEWEST:
            raise InputError(
                f"{(label == value).sum()} sentences with a word are labelled {value} ({word}); "
                f"label at least {FEWEST} of each kind"
            )
    pairs = np.unique(units.unit * len(table) + table["term"].cat.codes.to_numpy(dtype=np.int64))
    if np.bincount(pairs % len(table)).max() < FEWEST:
        raise InputError(f"no word occurs in {FEWEST} of the sentences or more; label more sentences")
    marked = None if labelled.spans is None else containing(table, labelled.spans) >= 0
    return units, label, marked if marked is not None and marked.any() else None


def fitted(
    units: Sentences,
    label: np.ndarray,
    marked: np.ndarray | None,
    chosen: np.ndarray,
    lexicon: str,
    *,
    calibrated: bool = True,
) -> Model:
    """Return the model of the chosen sentences: the pipeline's weights, calibration and scales folded into one set."""
    pipeline = _pipeline(list(units.numbers.columns), calibrated=calibrated)
    table = units.numbers.assign(terms=_terms(units)).iloc[chosen]
    pipeline.fit(table, label[chosen])
    features, classifier = pipeline.named_steps["features"], pipeline.named_steps["classifier"]
    scale, offset = 1.0, 0.0
    if calibrated:  # p = 1 / (1 + exp(a z + b)) of the regression's z
        sigmoid = classifier.calibrated_classifiers_[0].calibrators[0]
        scale, offset = -float(sigmoid.a_), -float(sigmoid.b_)
        classifier = classifier.calibrated_classifiers_[0].estimator
    vectorizer, scaler = features.named_transformers_["terms"], features.named_transformers_["numbers"]
    weights = scale * classifier.coef_[0]
    vocabulary = vectorizer.get_feature_names_out()
    terms = dict(zip(vocabulary, zip(vectorizer.idf_, weights[: len(vocabulary)], strict=True), strict=True))
    numbers = weights[len(vocabulary) :] * _MARKER_WEIGHT / scaler.scale_
    inside = np.isin(units.unit, chosen)
    words, word_intercept = ({}, 0.0) if marked is None else _fitted_words(units, marked, inside)
    return Model(
        terms={str(term): (float(idf), float(weight)) for term, (idf, weight) in terms.items()},
        numbers=dict(zip(units.numbers.columns, map(float, numbers), strict=True)),
        intercept=float(scale * classifier.intercept_[0] + offset - numbers @ scaler.mean_),
        threshold=THRESHOLD,
        words=words,
        word_intercept=word_intercept,
        word_threshold=WORD_THRESHOLD,
        lexicon=lexicon,
        trained={
            "sentences": len(chosen),
            "loaded": int(label[chosen].sum()),
            "marked words": 0 if marked is None else int(pd.Series(marked)[inside].sum()),
        },
    )


def _pipeline(numbers: Sequence[str], *, calibrated: bool = True) -> Pipeline:
    from sklearn.calibration import CalibratedClassifierCV
    from sklearn.compose import ColumnTransformer
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold
    from sklearn.pipeline import Pipeline
    from sklearn.preprocessing import StandardScaler

    features = ColumnTransformer(
        [
            ("terms", TfidfVectorizer(analyzer=_given, min_df=2, sublinear_tf=True), "terms"),
            ("numbers", StandardScaler(), list(numbers)),
        ],
        transformer_weights={"numbers": _MARKER_WEIGHT},
    )
    classifier: Any = LogisticRegression(max_iter=1000)
    if calibrated:
        held_out = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
        classifier = CalibratedClassifierCV(classifier, method="sigmoid", cv=held_out, ensemble=False)
    return Pipeline([("features", features), ("classifier", classifier)])


def _fitted_words(units: Sentences, marked: np.ndarray, inside: np.ndarray) -> tuple[dict[str, float], float]:
    """Fit the words: those of one term and category look alike, so each such pair is taken once, with its counts."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    if not marked[inside].any():
        return {}, 0.0
    code, pairs = pd.factorize(pd.MultiIndex.from_arrays([units.term[inside], units.category[inside]]))
    vectorizer = DictVectorizer(sort=True)
    matrix = vectorizer.fit_transform([dict.fromkeys(word_features(*pair), 1.0) for pair in pairs])
    n = [np.bincount(code[marked[inside] == value], minlength=len(pairs)) for value in (False, True)]
    rows, label = np.tile(np.arange(len(pairs)), 2), np.repeat([0, 1], len(pairs))
    weight = np.concatenate(n).astype(float)
    rows, label, weight = rows[weight > 0], label[weight > 0], weight[weight > 0]
    # Not the default solver: on so many features it hands vectors to several threads, which cost more than they save.
    regression = LogisticRegression(solver="liblinear", intercept_scaling=10, random_state=0)
    regression.fit(matrix[rows], label, sample_weight=weight)
    names = map(str, vectorizer.get_feature_names_out())
    return dict(zip(names, map(float, regression.coef_[0]), strict=True)), float(regression.intercept_[0])


def _terms(units: Sentences) -> list[list[str]]:
    terms: list[list[str]] = [[] for _ in range(len(units))]
    for unit, term in zip(units.unit.tolist(), units.term.tolist(), strict=True):
        terms[unit].append(term)
    return terms


def _given(terms: list[str]) -> list[str]:
    return terms


NUMBERS = ("words", "loaded", "any loaded", "loaded share", "negated", "quoted share")
ENDINGS = (2, 3, 4)


@dataclass(frozen=True)
class Sentences:
    """Sentences, or whatever is labelled as one, with their words.

    Attributes
    ----------
    term
        The term of each word.
    unit
        The sentence of each word, from 0.
    category
        The category of the marker that each word is in; empty where it is in none.
    loaded
        Whether that marker is loaded.
    numbers
        One row per sentence: `NUMBERS`, then ``category …`` for each category.
    """

    term: np.ndarray
    unit: np.ndarray
    category: np.ndarray
    loaded: np.ndarray
    numbers: pd.DataFrame

    def __len__(self) -> int:
        return len(self.numbers)


def sentences_of(
    tokens: pd.DataFrame, segments: pd.DataFrame, markers: pd.DataFrame, categories: Sequence[str], *, by: str
) -> Sentences:
    """Return the sentences with their features.

    Parameters
    ----------
    tokens, segments, markers
        The tables of these names, of the same texts.
    categories
        The categories to count, in this order.
    by
        ``sentence`` or ``doc_id``: what of the tokens is one sentence. What has no word is none.

    Returns
    -------
    Sentences
        The numbers are: the logarithm of 1 + the words; of 1 + the loaded markers; whether there is one; loaded
        markers per word; the logarithm of 1 + the negated among them; the share of the words in direct speech; and the
        logarithm of 1 + the markers of each category.
    """
    unit, _ = pd.factorize(tokens[by])
    n = int(unit.max()) + 1 if len(unit) else 0
    holder = containing(tokens, markers)
    first = np.unique(holder[holder >= 0], return_index=True)
    where = unit[holder >= 0][first[1]]
    found = markers.iloc[first[0]]
    loaded, negated = found["loaded"].to_numpy(dtype=bool), found["negated"].to_numpy(dtype=bool)

    def per_unit(keep: np.ndarray) -> np.ndarray:
        return np.bincount(where[keep], minlength=n).astype(float)

    words = np.bincount(unit, minlength=n).astype(float)
    direct = (segments["voice"].to_numpy() == "direct")[tokens["segment"].to_numpy()]
    columns = {
        "words": np.log1p(words),
        "loaded": np.log1p(per_unit(loaded)),
        "any loaded": (per_unit(loaded) > 0).astype(float),
        "loaded share": per_unit(loaded) / words,
        "negated": np.log1p(per_unit(loaded & negated)),
        "quoted share": np.bincount(unit, weights=direct, minlength=n) / words,
    }
    category = found["category"].to_numpy()
    columns |= {f"category {name}": np.log1p(per_unit(category == name)) for name in categories}
    inside = holder >= 0
    return Sentences(
        term=tokens["term"].astype(object).to_numpy(),
        unit=unit,
        category=np.where(inside, markers["category"].to_numpy(dtype=object)[holder] if len(markers) else "", ""),
        loaded=inside & (markers["loaded"].to_numpy(dtype=bool)[holder] if len(markers) else False),
        numbers=pd.DataFrame(columns),
    )


def word_features(term: str, category: str) -> list[str]:
    """Return the features of a word: its term, its last two, three and four letters, and the category it is in."""
    features = [f"term {term}", *(f"ends {term[-length:]}" for length in ENDINGS)]
    return [*features, f"category {category}"] if category else features
