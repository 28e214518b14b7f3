"""The pairs of texts that are most similar, found without a table of all pairs.

Cosines of all pairs are first worked out in short numbers, some texts at a time; the exact ones follow for the few
pairs that could be among the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations_with_replacement
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse

CLOSE = 1e-4  # more than what the short numbers (float32) are off, with `_DENSE` products at most
COMMON, MANY = 0.05, 100  # words in more than this share, and number, of texts are multiplied as a dense table: faster
LISTED = 5000
_DENSE = 800  # words in that table, at most
_SIDE = 1000  # texts that are compared with as many at a time
_PAIRS = 20_000  # exact cosines at a time
_CROWDED = 30  # all pairs of some texts are as quick as one in so many of them, one by one
_WAITING = 200_000  # pairs that are found before the best of them are chosen


class Pairs(NamedTuple):
    """Pairs of texts (rows of a table of weights, the first above the second), in order, with their cosines."""

    first: np.ndarray
    second: np.ndarray
    cosine: np.ndarray

    def of(self, chosen: np.ndarray) -> Pairs:
        """Return the chosen pairs."""
        return Pairs(self.first[chosen], self.second[chosen], self.cosine[chosen])


class Tile(NamedTuple):
    """The cosines of some texts with some others, -1 where the pair is none or listed already, and where both begin."""

    row: int
    column: int
    cosines: np.ndarray


Progress = Callable[[list[Any]], Iterable[Any]]


def most_similar(
    weights: sparse.csr_array, rank: np.ndarray, *, top: int | None, least: float, progress: Progress = iter
) -> Pairs:
    """Return the pairs with the highest cosines, exact, from the highest down; ties by the rank of both texts.

    Parameters
    ----------
    weights
        Texts by terms, each text of length 1, no weight below 0.
    rank
        The place of each text among all by name.
    top, least
        How many pairs, at most (None is all), and the lowest cosine, both rounded to 12 digits.
    progress
        Wraps the list of the pieces of the work, all of one size.
    """

    def best(pairs: Pairs) -> Pairs:
        pairs = pairs._replace(cosine=exact(weights, pairs.first, pairs.second))
        tied = np.round(pairs.cosine, 12)  # a tie is one, whatever its last bit
        order = np.lexsort((rank[pairs.second], rank[pairs.first], -tied))
        return pairs.of(order[tied[order] >= least][:top])

    floor, most = least - CLOSE, None if top is None else max(2 * top, _WAITING)
    found, waiting = [_NONE], 0
    for tile in _tiles(weights, progress):
        found.append(_above(tile, floor))
        waiting += len(found[-1].cosine)
        if top is not None and most is not None and waiting > most:
            pairs = _joined(found)
            # So many are this close at least; what is further behind than both may be off is not among the first.
            floor = max(floor, np.partition(pairs.cosine, -top)[-top] - 2 * CLOSE)
            pairs = pairs.of(pairs.cosine >= floor)
            found = [pairs if len(pairs.cosine) <= most else best(pairs)]
            waiting = len(found[0].cosine)
    return best(_joined(found))


def closest(weights: sparse.csr_array, without: tuple[int, int] | None = None) -> Pairs:
    """Return the pairs with about the highest cosine, among them all that have the highest, rounded to 12 digits.

    Parameters
    ----------
    weights
        Texts by terms, each text of length 1, no weight below 0.
    without
        A pair that is passed over.
    """
    best, found = 0.0, [_NONE]
    for tile in _tiles(weights):
        if without is not None:
            row, column = without[0] - tile.row, without[1] - tile.column
            if 0 <= row < len(tile.cosines) and 0 <= column < tile.cosines.shape[1]:
                tile.cosines[row, column] = -1
        best = max(best, float(tile.cosines.max(initial=0.0)))
        found.append(_above(tile, best - CLOSE))
    pairs = _joined(found)
    likely = pairs.of(pairs.cosine >= best - CLOSE)
    likely = likely.of(np.lexsort((likely.second, likely.first)))
    return likely._replace(cosine=np.round(exact(weights, likely.first, likely.second), 12))


def exact(weights: sparse.csr_array, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Return the cosines of some pairs, each summed term by term, so that it is the same whatever others are asked."""
    found, ones = [np.empty(0)], np.ones(weights.shape[1])
    for at in range(0, len(first), _PAIRS):
        here = slice(at, at + _PAIRS)
        (a, row), (b, column) = (np.unique(side[here], return_inverse=True) for side in (first, second))
        if len(a) * len(b) < _CROWDED * len(row):
            found.append((weights[b] @ np.ascontiguousarray(weights[a].toarray().T))[column, row])
        else:
            found.append(weights[first[here]].multiply(weights[second[here]]) @ ones)
    return np.concatenate(found)


def ranked(weights: sparse.csr_array) -> Pairs:
    """Return the `LISTED` pairs with the highest cosines, exact to `CLOSE`, from the highest down."""
    kept = _NONE
    for tile in _tiles(weights):
        least = kept.cosine[-1] if len(kept.cosine) == LISTED else 0.0
        if tile.cosines.size > LISTED:
            least = max(least, np.partition(tile.cosines, -LISTED, axis=None)[-LISTED])
        joined = _joined([kept, _above(tile, least)])
        kept = joined.of(np.argsort(-joined.cosine, kind="stable")[:LISTED])
    return kept


_NONE = Pairs(np.empty(0, dtype=np.int32), np.empty(0, dtype=np.int32), np.empty(0, dtype=np.float32))


def _joined(parts: list[Pairs]) -> Pairs:
    return Pairs(*map(np.concatenate, zip(*parts, strict=True)))


def _above(tile: Tile, least: float) -> Pairs:
    """Return the pairs of a tile with that cosine and more, but for those that are no pair."""
    rows, columns = np.nonzero(tile.cosines >= max(least, -0.5))
    places = ((rows + tile.row).astype(np.int32), (columns + tile.column).astype(np.int32))
    return Pairs(*places, tile.cosines[rows, columns])


def _tiles(weights: sparse.csr_array, progress: Progress = iter) -> Iterator[Tile]:
    """Yield the cosines of all pairs in short numbers, `_SIDE` texts with `_SIDE` texts at a time."""
    n = weights.shape[0]
    texts = np.bincount(weights.indices, minlength=weights.shape[1])
    order = np.argsort(-texts, kind="stable")
    common = order[:_DENSE][texts[order[:_DENSE]] > max(COMMON * n, MANY)]
    rest = np.setdiff1d(np.arange(len(texts)), common)
    starts = range(0, n, _SIDE)
    dense, rare = weights[:, common].toarray().astype(np.float32), weights[:, rest]
    of_tile = [(dense[start : start + _SIDE], rare[start : start + _SIDE]) for start in starts]
    by_term = [one.T.tocsr() for _, one in of_tile]
    for i, j in progress(list(combinations_with_replacement(range(len(starts)), 2))):
        cosines = (of_tile[i][1] @ by_term[j]).toarray().astype(np.float32)
        cosines += of_tile[i][0] @ of_tile[j][0].T
        if i == j:
            cosines[np.tril_indices(len(cosines))] = -1
        yield Tile(starts[i], starts[j], cosines)
