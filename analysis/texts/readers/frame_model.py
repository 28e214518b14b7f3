"""A model of several labels per text, such as frames: numbers and words in a JSON file; see `model_file`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.schema import InputError
from analysis.texts.readers.corpus import resolve_path
from analysis.texts.readers.model_file import content_text, model_number, read_content, rounded, whole_number

FORMAT, VERSION = "same-story frames model", 1
_DIGITS = 6  # of a weight: what lies behind differs between processors, and a model has many


@dataclass(frozen=True)
class FrameModel:
    """What was learned from texts with several labels; `multilabel_training.train_frames` says how.

    Attributes
    ----------
    labels
        The labels, in the order of all that follows.
    terms
        Each word and each beginning of words (``econ…``) with its inverse document frequency and its weights, one per
        label, in the log-odds of a text.
    intercepts, thresholds
        Of each label; a text has it from this probability on.
    trained
        How many texts it was trained on, and how many had each label (``with …``).

    See Also
    --------
    train_frames : makes one.
    read_frame_model : reads one.
    predict_frames : what it is for.

    Examples
    --------
    >>> import analysis as same
    >>> model = same.FrameModel(("economy",), {"bank": (1.0, (2.0,))}, (-1.0,), (0.4,), {"texts": 24})
    >>> model.terms["bank"], model.thresholds
    ((1.0, (2.0,)), (0.4,))
    """

    labels: tuple[str, ...]
    terms: Mapping[str, tuple[float, tuple[float, ...]]]
    intercepts: tuple[float, ...]
    thresholds: tuple[float, ...]
    trained: Mapping[str, int]


def read_frame_model(path: str | Path) -> FrameModel:
    """Return the model of several labels in a file that `train` wrote.

    Raises
    ------
    InputError
        If the file cannot be read, is not a model of several labels, has another version, has been changed since it
        was written (its hash does not match), or holds something other than what such a model is made of.

    See Also
    --------
    write_model : writes one.

    Examples
    --------
    >>> import analysis as same
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> model = same.FrameModel(("economy",), {"bank": (1.0, (2.0,))}, (-1.0,), (0.4,), {"texts": 24})
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "model.json")
    ...     _ = same.write_model(model, file)
    ...     same.read_frame_model(file) == model
    True
    """
    file = resolve_path(path)
    content = read_content(file, FORMAT, VERSION)
    try:
        return _model(content)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise InputError(f"{file}: does not hold what a model is made of; train it again") from None


def frame_model_json(model: FrameModel) -> str:
    """Return the text of a model's file, weights to 6 significant digits."""
    content = {
        "trained": dict(model.trained),
        "labels": list(model.labels),
        "intercepts": [rounded(value) for value in model.intercepts],
        "thresholds": [rounded(value) for value in model.thresholds],
        "terms": {
            term: [rounded(value, _DIGITS) for value in (idf, *weights)] for term, (idf, weights) in model.terms.items()
        },
    }
    return content_text(content, FORMAT, VERSION)


def _model(content: Any) -> FrameModel:
    labels = tuple(content["labels"])
    if not labels or len(set(labels)) < len(labels) or not all(isinstance(label, str) and label for label in labels):
        raise TypeError("the labels are not names")
    return FrameModel(
        labels=labels,
        terms={
            term: (_above_zero(idf), _numbers(weights, len(labels)))
            for term, (idf, *weights) in content["terms"].items()
        },
        intercepts=_numbers(content["intercepts"], len(labels)),
        thresholds=_numbers(content["thresholds"], len(labels)),
        trained={name: whole_number(count) for name, count in content["trained"].items()},
    )


def _above_zero(value: object) -> float:
    found = model_number(value)
    if found <= 0:
        raise ValueError(f"{found} is no inverse document frequency")
    return found


def _numbers(values: Any, n: int) -> tuple[float, ...]:
    numbers = tuple(map(model_number, values))
    if len(numbers) != n:
        raise TypeError(f"{len(numbers)} numbers for {n} labels")
    return numbers
