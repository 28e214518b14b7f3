"""Lexical diversity that does not fall with the length of a text: MATTR and MTLD.

The type-token ratio of a whole text falls as it grows, so texts of unlike length cannot be compared by it. Both
measures here look at stretches of like length or of like ratio. Kept libraries have them too, each with words of its
own; here the words are those of all other tables, and all texts are worked out at once. Given the same words,
lexicalrichness has the same MATTR and another MTLD: data/validation/README.md.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np

WINDOW = 50  # words in a window of MATTR: the usual one for texts of a few hundred words
THRESHOLD = 0.72  # McCarthy and Jarvis (2010): where the type-token ratio of most texts has become stable


class Runs(NamedTuple):
    """Words of several runs (texts, or a voice in them), one run after the other.

    Attributes
    ----------
    word
        The number of each word, the same for the same term.
    begins
        Where each run begins, and, last, where all end.
    """

    word: np.ndarray
    begins: np.ndarray


def mattr(runs: Runs, window: int = WINDOW) -> np.ndarray:
    """Return the moving-average type-token ratio of each run (Covington and McFall 2010).

    The mean, over all stretches of `window` words in a row, of the share of different words in the stretch; from
    ``1 / window`` to 1. NaN for a run shorter than the window.

    An occurrence is the first of its word in the windows that begin after the one before it; so each word is counted in
    as many windows as that leaves, and no window is looked at.
    """
    n = np.diff(runs.begins)
    run = np.repeat(np.arange(len(n)), n)
    first = runs.begins[:-1][run]
    at = np.arange(len(run)) - first
    lowest = np.maximum(np.maximum(_previous(runs, run) - first + 1, at - window + 1), 0)
    highest = np.minimum(at, n[run] - window)
    types = np.bincount(run, np.maximum(highest - lowest + 1, 0), minlength=len(n))
    windows = np.maximum(n - window + 1, 0)
    return np.divide(types, windows * window, out=np.full(len(n), np.nan), where=windows > 0)


def mtld(runs: Runs, threshold: float = THRESHOLD) -> np.ndarray:
    """Return the measure of textual lexical diversity of each run (McCarthy and Jarvis 2010), in words.

    The mean length of stretches that keep a type-token ratio of `threshold`: a stretch ends with the word that brings
    the ratio below it. What is left at the end counts as the part of a stretch that it has got through, ``(1 - ratio) /
    (1 - threshold)``. The mean of a reading forwards and one backwards. NaN where a reading has no stretch at all, for
    no word of the run occurs twice. A ratio of just `threshold` is not below it (lexicalrichness ends a stretch there).

    Misleads below a hundred words, where it comes out too low, and comes out as anything where few words repeat.
    """
    word, begins = runs.word.tolist(), runs.begins.tolist()
    result = np.full(len(begins) - 1, np.nan)
    for i, (begin, end) in enumerate(pairwise(begins)):
        if forwards := _factors(word[begin:end], threshold):
            backwards = _factors(word[begin:end][::-1], threshold)
            result[i] = (end - begin) * (1 / forwards + 1 / backwards) / 2
    return result


def _factors(words: list[int], threshold: float) -> float:
    """Return how many stretches a run falls into; above 0 forwards where it is so backwards."""
    factors, seen, n = 0, set[int](), 0
    for word in words:
        seen.add(word)
        n += 1
        if len(seen) < threshold * n:
            factors, n = factors + 1, 0
            seen.clear()
    return factors + ((1 - len(seen) / n) / (1 - threshold) if n else 0)


def _previous(runs: Runs, run: np.ndarray) -> np.ndarray:
    """Return where each word occurred before in its run, -1 before all where it did not."""
    previous = np.full(len(run), -1, dtype=np.int64)
    order = np.lexsort((runs.word, run))  # stable: the same words of a run one after the other, in order
    same = (runs.word[order][1:] == runs.word[order][:-1]) & (run[order][1:] == run[order][:-1])
    previous[order[1:][same]] = order[:-1][same]
    return previous
