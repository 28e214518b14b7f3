"""The figures of a cross-validation, from what was predicted: F1, precision, recall, Brier scores, with intervals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from analysis.measures.classifier.features import Sentences
from analysis.measures.classifier.training import FOLDS, THRESHOLD
from analysis.measures.stats.resampling import resamples
from analysis.schema import COLUMNS

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


def figures(
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
    import numpy as np
    import pandas as pd

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
        counts = _confusion(guess, label == 1)
        macro[method] = _over(counts, draws, _macro_f1)
        rows += [("sentence", method, "macro_f1", macro[method])]
        rows += [("sentence", method, name, _over(counts, draws, rate)) for name, rate in _RATES[1:]]
    for other in ("tfidf", "lexicon"):
        difference = tuple(a - b for a, b in zip(macro["model"], macro[other], strict=True))
        rows.append(("sentence", f"model - {other}", "macro_f1", difference))
    for method, p in probability.items():
        error = (p - label) ** 2
        rows.append(("sentence", method, "brier", _over([error, np.ones_like(error)], draws, lambda s, n: s / n)))
    positive = {"sentence": int(label.sum())}
    size = {"sentence": n}
    if marked is not None:
        size["word"], positive["word"] = len(marked), int(marked.sum())
        found = {"lexicon": np.tile(units.loaded, (repeats, 1)), "lexicon and model": added | units.loaded}
        for method, guess in found.items():
            counts = [
                np.array([np.bincount(units.unit, weights=row, minlength=n) for row in kind])
                for kind in _confusion(guess, marked)
            ]
            rows += [("word", method, name, _over(counts, draws, rate)) for name, rate in _RATES]
    table = pd.DataFrame(
        [
            (level, method, figure, value.mean(), *_bounds(drawn), value.std(), size[level], positive[level])
            for level, method, figure, (value, drawn) in rows
        ],
        columns=["level", "method", "figure", "value", "low", "high", "sd", "n", "n_positive"],
    )
    return table.assign(repeats=repeats, folds=FOLDS)[list(COLUMNS["training"])]


def _confusion(guess: np.ndarray, truth: np.ndarray) -> list[np.ndarray]:
    return [guess & truth, guess & ~truth, ~guess & truth, ~guess & ~truth]


def _over(
    counts: list[np.ndarray], draws: np.ndarray, figure: Callable[..., np.ndarray]
) -> tuple[np.ndarray, np.ndarray]:
    """Return the figure of each repeat, and its mean over the repeats in each resample."""
    values = figure(*(count.sum(axis=1).astype(float) for count in counts))
    drawn = figure(*(draws @ count.T.astype(float) for count in counts)).mean(axis=1)
    return values, drawn


def _bounds(drawn: np.ndarray) -> tuple[float, float]:
    import numpy as np

    low, high = np.sort(drawn)[[24, 974]]
    return float(low), float(high)


def _share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    import numpy as np

    return np.divide(part, whole, out=np.zeros_like(part, dtype=float), where=whole > 0)


def _f1(tp: np.ndarray, fp: np.ndarray, fn: np.ndarray, tn: np.ndarray) -> np.ndarray:
    return _share(2 * tp, 2 * tp + fp + fn)


def _macro_f1(tp: np.ndarray, fp: np.ndarray, fn: np.ndarray, tn: np.ndarray) -> np.ndarray:
    return (_f1(tp, fp, fn, tn) + _f1(tn, fn, fp, tp)) / 2


_RATES = (
    ("f1", _f1),
    ("precision", lambda tp, fp, fn, tn: _share(tp, tp + fp)),
    ("recall", lambda tp, fp, fn, tn: _share(tp, tp + fn)),
)
