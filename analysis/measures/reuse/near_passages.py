"""Passages that say the same with other words in between: found by local alignment, with the false ones to expect."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analysis.measures.reuse.exact_matches import Line
from analysis.measures.reuse.local_alignment import UNIT, best_scores, local_path, weights
from analysis.measures.reuse.longest_common import most_equal
from analysis.measures.reuse.passages import Passage, Progress, without_bar
from analysis.measures.reuse.skip_pairs import Seeds, group_seeds, seeds_of, windows_of

# Fitted to unrelated texts (`benchmarks/near_reuse.py`): K · m · e^(-λs) of m pairs of words have a score of s or more.
SLOPE, SHARE = 0.6, 3.4e-6
FALSE_PER_MILLION = 1.0  # false passages per million words that are put up with
LEAST_EQUAL = 5  # words


class Near(NamedTuple):
    """Near passages, and the score of each in nats."""

    passages: list[Passage]
    scores: list[float]


def near_passages(
    line: Line, by_name: np.ndarray, named: np.ndarray, exact: np.ndarray, progress: Progress = without_bar
) -> Near:
    """Return the near passages of all pairs of texts, a in the text whose name sorts first, that of a pair best first.

    Parameters
    ----------
    line
        The words.
    by_name
        The rank of each text by its name.
    named
        Whether each term is of a name.
    exact
        ``a0, a1, b0, b1`` of passages that are known, as places of the line, a in the text whose name sorts first. No
        word is in two passages of a pair.
    progress
        What goes through the steps, "seeds" and then "windows" (`reuse`).
    """
    worth, least = weights(line.code, line.text, named), least_score(line)
    known = _by_pair(exact, line, by_name)

    def free(a: np.ndarray, b: np.ndarray) -> np.ndarray:
        pair = _pair(a, b, line, by_name)
        return ~(_inside(pair, a, known, 0, len(line.code)) | _inside(pair, b, known, 2, len(line.code)))

    seeds = _promising(group_seeds(seeds_of(line, by_name, free, progress), line, by_name), worth, line.code, least)
    windows = windows_of(seeds, line.code)
    scores = np.round(best_scores(line.code, worth, windows, progress), 6)
    good = np.flatnonzero(scores >= least)
    windows, scores = windows[good], scores[good]
    pair = _pair(windows[:, 0], windows[:, 2], line, by_name)
    found = Near([], [])
    taken: dict[int, list[tuple[int, ...]]] = {}
    for row in np.lexsort((windows[:, 2], windows[:, 0], -scores, pair)).tolist():
        key = int(pair[row])
        spans = taken.setdefault(key, [tuple(span) for span in known.spans(key).tolist()])
        if (near := _best(windows[row], spans, line.code, worth)) is not None and near[1] >= least:
            spans.append(near[0][:4])
            found.passages.append(near[0])
            found.scores.append(near[1])
    return found


def least_score(line: Line) -> float:
    """Return the score from which on `FALSE_PER_MILLION` passages are expected by chance among a million words.

    As many as ``K · m · e^(-λ s)`` are expected where m pairs of words of two texts are compared (Karlin & Altschul
    1990), so the score asked for grows with the logarithm of the texts' length.
    """
    words, pairs = sizes_of(line)
    return float(np.log(SHARE * pairs / (FALSE_PER_MILLION * words / 1e6)) / SLOPE) if pairs else np.inf


def false_per_million(scores: np.ndarray, line: Line) -> np.ndarray:
    """Return how many passages with such a score or more are expected by chance among a million words."""
    words, pairs = sizes_of(line)
    return SHARE * pairs * np.exp(-SLOPE * scores) / (max(words, 1) / 1e6)


def sizes_of(line: Line) -> tuple[int, float]:
    """Return the words, and the pairs of words of two different texts."""
    length = np.bincount(line.text[line.code >= 0]).astype(float)
    return int(length.sum()), float((length.sum() ** 2 - (length**2).sum()) / 2)


class _Known(NamedTuple):
    """Passages that are known, sorted by pair of texts."""

    pair: np.ndarray
    places: np.ndarray

    def spans(self, pair: int) -> np.ndarray:
        """Return the places of those of one pair."""
        return self.places[slice(*np.searchsorted(self.pair, [pair, pair + 1]))]


def _pair(a: np.ndarray, b: np.ndarray, line: Line, by_name: np.ndarray) -> np.ndarray:
    return by_name[line.text[a]] * (len(by_name) + 1) + by_name[line.text[b]]


def _by_pair(exact: np.ndarray, line: Line, by_name: np.ndarray) -> _Known:
    pair = _pair(exact[:, 0], exact[:, 2], line, by_name)
    order = np.argsort(pair, kind="stable")
    return _Known(pair[order], exact[order])


def _inside(pair: np.ndarray, at: np.ndarray, known: _Known, side: int, width: int) -> np.ndarray:
    """Return which places, of the side in column `side`, are in a passage that is known of their pair of texts."""
    if not len(known.pair):
        return np.zeros(len(at), dtype=bool)
    begins, ends = (known.pair * width + known.places[:, side + edge] for edge in (0, 1))
    order = np.argsort(begins, kind="stable")
    before = np.searchsorted(begins[order], pair * width + at, side="right") - 1
    return (before >= 0) & (pair * width + at < ends[order][np.maximum(before, 0)])


def _promising(seeds: Seeds, worth: np.ndarray, code: np.ndarray, least: float) -> Seeds:
    """Return the seeds of groups whose different words are worth half of the score that is asked for."""
    group, place = np.tile(seeds.group, 2), np.concatenate([seeds.a, seeds.a_next])
    _, first = np.unique(group * (1 + code.max(initial=0)) + code[place], return_index=True)
    total = np.bincount(group[first], weights=worth[place[first]], minlength=int(seeds.group.max(initial=-1)) + 1)
    rows = np.flatnonzero((total >= least * UNIT / 2)[seeds.group])
    return seeds.select(rows)._replace(group=np.unique(seeds.group[rows], return_inverse=True)[1])


def _best(
    window: np.ndarray, taken: list[tuple[int, ...]], code: np.ndarray, worth: np.ndarray
) -> tuple[Passage, float] | None:
    """Return the best local alignment of a window without words that are taken, and its score."""
    (a0, a1), (b0, b1) = window[:2].tolist(), window[2:].tolist()
    a, b = code[a0:a1].copy(), code[b0:b1].copy()
    for span in taken:
        a[max(span[0] - a0, 0) : max(span[1] - a0, 0)] = -1
        b[max(span[2] - b0, 0) : max(span[3] - b0, 0)] = -1
    score, pairs = local_path(a, worth[a0:a1], b, worth[b0:b1])
    if len(pairs) < LEAST_EQUAL:
        return None
    (first_a, first_b), (last_a, last_b) = pairs[0], pairs[-1]
    inner = a[first_a : last_a + 1], b[first_b : last_b + 1]
    if min(inner[0].min(), inner[1].min()) < 0:  # it leads over words that are taken
        return None
    n = most_equal(inner[0].tolist(), inner[1].tolist(), len(pairs))
    place = (a0 + first_a, a0 + last_a + 1, b0 + first_b, b0 + last_b + 1)
    return Passage(*place, n, 2 * n / (len(inner[0]) + len(inner[1])), 2), score
