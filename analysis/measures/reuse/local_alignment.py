"""Local alignment of words with gaps: the stretches of two texts that say most of the same in the same order."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from analysis.measures.reuse.passages import Progress, without_bar

UNIT = 64  # of the whole numbers in which scores are added: so no sum depends on the last bit of a logarithm
_ALIKE = 0.6  # of the words of a near passage are the same
_PHRASE = 0.5  # of its weight is what a word counts as part of a phrase, or of a name
_GAP, _REPLACED = round(0.8 * UNIT), round(1.2 * UNIT)  # a word of one text alone; a word for another
_CELLS = 400_000  # of one row of all tables that are filled at once
_NEVER = -(1 << 30)


def weights(code: np.ndarray, text: np.ndarray, named: np.ndarray) -> np.ndarray:
    """Return what each word is worth where the other text has it too, in `UNIT` parts of a nat.

    ``ln(0.6 / p)``, where p is the share of its term in all words or in those of its text, whichever is more: the
    information that the two have it in one place (Karlin & Altschul 1990), given how often the text says it anyway.
    A word of a name, as `named` says of each term, is worth half.
    """
    worth = np.zeros(len(code), dtype=np.int64)
    here = np.flatnonzero(code >= 0)
    if not len(here):
        return worth
    term, of = code[here], text[here]
    n, length = np.bincount(term), np.bincount(of)
    in_all = (n[term] + 1) / (len(here) + len(n))
    _, inverse, count = np.unique(of * len(n) + term, return_inverse=True, return_counts=True)
    share = np.maximum(in_all, count[inverse] / length[of])
    nats = np.maximum(np.log(_ALIKE / share), 0.1) * np.where(named[term], _PHRASE, 1)
    worth[here] = np.rint(nats * UNIT)
    return worth


def best_scores(
    code: np.ndarray, worth: np.ndarray, windows: np.ndarray, progress: Progress = without_bar
) -> np.ndarray:
    """Return the score of the best local alignment in each window (`local_path`), in nats.

    Parameters
    ----------
    code, worth
        Terms and weights of the words in line.
    windows
        ``a0, a1, b0, b1``, a row for each.
    progress
        What goes through the windows, some at once.

    Notes
    -----
    Windows of about one size are aligned together, a row of all their tables at once.
    """
    scores = np.zeros(len(windows))
    for rows in progress(list(_batches(windows)), "windows"):
        padded = []
        for (first, last), none in ((windows[rows, :2].T, -1), (windows[rows, 2:].T, -2)):
            at = first[:, None] + np.arange(int((last - first).max()))
            inside = at < last[:, None]
            at = np.where(inside, at, 0)
            padded += [np.where(inside, code[at], none), worth[at]]
        scores[rows] = _fill(*padded)[0] / UNIT
    return scores


def _batches(windows: np.ndarray) -> Iterator[np.ndarray]:
    """Yield the rows of windows of about one size."""
    height, width = windows[:, 1] - windows[:, 0], windows[:, 3] - windows[:, 2]
    order = np.lexsort((width, height // 8))
    at = 0
    while at < len(order):
        widest = np.maximum.accumulate(width[order[at : at + _CELLS]])
        n = max(1, int(np.searchsorted(widest * np.arange(1, len(widest) + 1), _CELLS)))
        yield order[at : at + n]
        at += n


def local_path(
    a: np.ndarray, worth_a: np.ndarray, b: np.ndarray, worth_b: np.ndarray
) -> tuple[float, list[tuple[int, int]]]:
    """Return the best local alignment of two stretches of words: its score in nats, and the equal words, in order.

    Parameters
    ----------
    a, b
        Terms. No negative number is equal to any.
    worth_a, worth_b
        Their weights (`weights`); of two the lower counts.

    Notes
    -----
    A word of one text alone costs 0.8 nats, a word for another 1.2; the sum is the score (Smith & Waterman 1981). A
    word that follows in both texts the equal one before it counts half, for what is said in one breath may be a phrase
    of the language: so it takes several pieces to make a passage.
    """
    cells = [column[None] for column in (np.where(a < 0, -1, a), worth_a, np.where(b < 0, -2, b), worth_b)]
    best, tables = _fill(*cells, keep=True)
    matched, other = (table[:, 0] for table in tables)
    i, j = (int(k) for k in np.unravel_index(int(np.argmax(matched)), matched.shape))
    pairs: list[tuple[int, int]] = []
    while matched[i, j] > 0:
        pairs.append((i - 1, j - 1))
        after = matched[i, j] - _half(np.minimum(worth_a[i - 1], worth_b[j - 1]))
        i, j = i - 1, j - 1
        if matched[i, j] != after or matched[i, j] <= 0:
            i, j = _before_gap(matched, other, i, j)
    return round(float(best[0]) / UNIT, 6), pairs[::-1]


def _before_gap(matched: np.ndarray, other: np.ndarray, i: int, j: int) -> tuple[int, int]:
    """Return the cell of the equal words before a gap that ends here, or the corner where there are none."""
    while other[i, j] > 0:
        for up, left, cost in ((1, 0, _GAP), (1, 1, _REPLACED), (0, 1, _GAP)):
            if i < up or j < left or max(matched[i - up, j - left], other[i - up, j - left]) - cost != other[i, j]:
                continue
            i, j = i - up, j - left
            break
        if matched[i, j] >= other[i, j]:
            return i, j
    return 0, 0


def _half(worth: np.ndarray) -> np.ndarray:
    return worth - worth // 2


def _fill(
    a: np.ndarray, worth_a: np.ndarray, b: np.ndarray, worth_b: np.ndarray, *, keep: bool = False
) -> tuple[np.ndarray, tuple[np.ndarray, np.ndarray]]:
    """Return the best score of each pair of rows, and with `keep` the cells after equal words, and after a gap.

    A cell is the best sum of an alignment that ends there: with its two words, which are equal, or in any other way.
    """
    n, height = a.shape
    width = b.shape[1] + 1
    matched, other = np.full((n, width), _NEVER), np.zeros((n, width), dtype=np.int64)
    best, so_far = np.zeros(n, dtype=np.int64), _GAP * np.arange(width)
    kept = [(matched, other)]
    for i in range(height):
        either = np.maximum(matched, other)
        worth = np.minimum(worth_a[:, i, None], worth_b)
        here = np.full((n, width), _NEVER)
        with_next = np.maximum(other[:, :-1] + worth, matched[:, :-1] + _half(worth))
        here[:, 1:] = np.where(a[:, i, None] == b, with_next, _NEVER)
        gap = np.maximum(either - _GAP, 0)
        gap[:, 1:] = np.maximum(gap[:, 1:], either[:, :-1] - _REPLACED)
        left = np.maximum.accumulate(np.maximum(gap, here) + so_far, axis=1) - so_far
        gap[:, 1:] = np.maximum(gap[:, 1:], left[:, :-1] - _GAP)
        matched, other = here, gap
        best = np.maximum(best, here.max(axis=1))
        if keep:
            kept.append((matched, other))
    if not keep:
        return best, (matched, other)
    return best, (np.stack([cells for cells, _ in kept]), np.stack([cells for _, cells in kept]))
