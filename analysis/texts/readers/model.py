"""A model that a class has trained: numbers and words in a JSON file, read without executing anything.

A logistic regression needs no more: one weight per term and per feature. `model_file` says what the file is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.schema import InputError
from analysis.texts.readers.corpus import resolve_path
from analysis.texts.readers.model_file import (
    content_hash,
    content_text,
    model_number,
    read_content,
    rounded,
    whole_number,
)

FORMAT, VERSION = "same-story model", 1


@dataclass(frozen=True)
class Model:
    """What was learned from labelled sentences; `classifier.training` says how, and `model_markers` what for.

    Attributes
    ----------
    terms
        Each term with its inverse document frequency and its weight in the log-odds of a sentence.
    numbers
        Each further feature of a sentence (`features.NUMBERS` and one per category) with its weight.
    intercept, threshold
        Of the sentence; a sentence counts from this probability on.
    words
        The weights in the log-odds of a word: ``term …``, ``ends …`` and ``category …``; empty where no words were
        marked.
    word_intercept, word_threshold
        Of the word.
    lexicon
        The hash of the lexicon that the features were made with: `lexicon_hash`.
    trained
        How many sentences, loaded sentences and marked words it was trained on.

    See Also
    --------
    train : makes one.
    read_model : reads one.
    model_markers : what it is for.

    Examples
    --------
    >>> import analysis as same
    >>> model = same.Model({"brutal": (1.0, 2.0)}, {}, -1.0, 0.5, {}, 0.0, 0.3, "", {"sentences": 50})
    >>> model.terms["brutal"], model.threshold
    ((1.0, 2.0), 0.5)
    """

    terms: Mapping[str, tuple[float, float]]
    numbers: Mapping[str, float]
    intercept: float
    threshold: float
    words: Mapping[str, float]
    word_intercept: float
    word_threshold: float
    lexicon: str
    trained: Mapping[str, int]


def read_model(path: str | Path) -> Model:
    """Return the model in a file that `train` wrote.

    Raises
    ------
    InputError
        If the file cannot be read, is not a model of loaded language, has another version, has been changed since it
        was written (its hash does not match), or holds something other than the numbers that a model is made of.

    See Also
    --------
    write_model : writes one.

    Examples
    --------
    >>> import analysis as same
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> model = same.Model({"brutal": (1.0, 2.0)}, {}, -1.0, 0.5, {}, 0.0, 0.3, "", {"sentences": 50})
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "model.json")
    ...     _ = same.write_model(model, file)
    ...     same.read_model(file) == model
    True
    """
    file = resolve_path(path)
    content = read_content(file, FORMAT, VERSION)
    try:
        return _model(content)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise InputError(f"{file}: does not hold what a model is made of; train it again") from None


def model_json(model: Model) -> str:
    """Return the text of a model's file: its format, version, hash and content, floats to 10 significant digits."""
    content = {
        "lexicon": model.lexicon,
        "trained": dict(model.trained),
        "sentence": {
            "intercept": rounded(model.intercept),
            "threshold": model.threshold,
            "numbers": {name: rounded(weight) for name, weight in model.numbers.items()},
            "terms": {term: [rounded(idf), rounded(weight)] for term, (idf, weight) in model.terms.items()},
        },
        "word": {
            "intercept": rounded(model.word_intercept),
            "threshold": model.word_threshold,
            "weights": {name: rounded(weight) for name, weight in model.words.items()},
        },
    }
    return content_text(content, FORMAT, VERSION)


def lexicon_hash(lexicon: pd.DataFrame) -> str:
    """Return the hash of what a lexicon finds: its entries, categories, contexts, and which are loaded."""
    contexts = lexicon["context"] if "context" in lexicon.columns else [""] * len(lexicon)
    rows = zip(lexicon["entry"], lexicon["category"], map(bool, lexicon["loaded"]), contexts, strict=True)
    return content_hash([list(row) for row in rows])


def _model(content: Any) -> Model:
    sentence, word = content["sentence"], content["word"]
    return Model(
        terms={
            str(term): (model_number(idf), model_number(weight)) for term, (idf, weight) in sentence["terms"].items()
        },
        numbers={str(name): model_number(weight) for name, weight in sentence["numbers"].items()},
        intercept=model_number(sentence["intercept"]),
        threshold=model_number(sentence["threshold"]),
        words={str(name): model_number(weight) for name, weight in word["weights"].items()},
        word_intercept=model_number(word["intercept"]),
        word_threshold=model_number(word["threshold"]),
        lexicon=str(content["lexicon"]),
        trained={str(name): whole_number(count) for name, count in content["trained"].items()},
    )
