"""The pairs of texts that are most similar, found without a table of all pairs.

Cosines of all pairs are first worked out in short numbers, some texts at a time; the exact ones follow for the few
pairs that could be the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from scipy import sparse

CLOSE = 1e-4  # more than what the short numbers (float32) are off
COMMON, MANY = 0.2, 100  # words in more than this share, and number, of texts are multiplied as a dense table: faster
LISTED = 5000
_CELLS = 4_000_000  # pairs at a time
_PAIRS = 20_000  # exact cosines at a time


class Pairs(NamedTuple):
    """Pairs of texts (rows of a table of weights, the first above the second), in order, with their cosines."""

    first: np.ndarray
    second: np.ndarray
    cosine: np.ndarray


def closest(weights: sparse.csr_array, without: tuple[int, int] | None = None) -> Pairs:
    """Return the pairs with about the highest cosine, among them all that have the highest, rounded to 12 digits.

    Parameters
    ----------
    weights
        Texts by terms, each text of length 1, no weight below 0.
    without
        A pair that is passed over.
    """
    best, found = 0.0, [(np.empty(0, dtype=np.int64),) * 2 + (np.empty(0, dtype=np.float32),)]
    for start, block in _blocks(weights, without):
        best = max(best, float(block.max(initial=0.0)))
        rows, columns = np.nonzero(block >= best - CLOSE)
        found.append((rows + start, columns, block[rows, columns]))
    first, second, about = map(np.concatenate, zip(*found, strict=True))
    likely = about >= best - CLOSE
    return exact(weights, first[likely], second[likely])


def exact(weights: sparse.csr_array, first: np.ndarray, second: np.ndarray) -> Pairs:
    """Return some pairs with their cosines, rounded to 12 digits."""
    found = [np.empty(0)]
    for at in range(0, len(first), _PAIRS):
        here = slice(at, at + _PAIRS)
        found.append(np.asarray(weights[first[here]].multiply(weights[second[here]]).sum(axis=1)).ravel())
    return Pairs(first, second, np.round(np.concatenate(found), 12))


def ranked(weights: sparse.csr_array) -> Pairs:
    """Return the `LISTED` pairs with the highest cosines, exact to `CLOSE`, from the highest down."""
    kept = Pairs(*(np.empty(0, dtype=kind) for kind in (np.int64, np.int64, np.float32)))
    for start, block in _blocks(weights, None):
        least = kept.cosine[-1] if len(kept.cosine) == LISTED else 0.0
        if block.size > LISTED:
            least = max(least, np.partition(block, -LISTED, axis=None)[-LISTED])
        rows, columns = np.nonzero(block >= least)
        every = (rows + start, columns, block[rows, columns])
        joined = Pairs(*map(np.concatenate, zip(kept, every, strict=True)))
        order = np.argsort(-joined.cosine, kind="stable")[:LISTED]
        kept = Pairs(*(column[order] for column in joined))
    return kept


def _blocks(weights: sparse.csr_array, without: tuple[int, int] | None) -> Iterator[tuple[int, np.ndarray]]:
    """Yield the first row, and the cosines of so many rows with all texts, -1 where the pair is not to be looked at."""
    n = weights.shape[0]
    common = np.bincount(weights.indices, minlength=weights.shape[1]) > max(COMMON * n, MANY)
    dense, rare = weights[:, common].toarray().astype(np.float32), weights[:, ~common]
    by_term = rare.T.tocsr()
    size = max(1, _CELLS // max(1, n))
    for start in range(0, n, size):
        block = (rare[start : start + size] @ by_term).toarray().astype(np.float32)
        block += dense[start : start + size] @ dense.T
        block[np.arange(n) <= np.arange(start, start + len(block))[:, None]] = -1
        if without is not None and start <= without[0] < start + len(block):
            block[without[0] - start, without[1]] = -1
        yield start, block
