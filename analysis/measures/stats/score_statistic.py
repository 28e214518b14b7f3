"""The statistic of the permutation test of residuals, from the counts that are not zero alone.

Most documents lack most terms. What they add to its moments follows from their lengths, so it is worked out for all
documents together, and the cost grows with the counts that are not zero, not with documents times terms.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.polynomial.chebyshev import chebval

from analysis.measures.stats.sample import Sample

_STEPS = 2  # of re-weighting; more change the rate by less than its error


@dataclass(frozen=True, eq=False)
class SumsOverLengths:
    """What gives, for each k, ``Σ q, Σ q², Σ q³`` over each group, ``q = √(w / (1 + k w))``: 3 by groups by k.

    They are smooth in k, and so interpolated to the last digits: with g the middle of the lengths, on a scale of
    logarithms, and ``u = k g / (1 + k g)`` it is ``q² = (1 - u) w / (1 + u (w/g - 1))``, whose fraction has no pole
    nearer to the u from 0 to 1 than the ends of the lengths say; so Chebyshev's polynomials of that degree suffice
    (Trefethen 2013, ch. 8).
    """

    weights: np.ndarray  # of the polynomials
    middle: float
    groups: int

    @classmethod
    def of(cls, *words: np.ndarray) -> SumsOverLengths:
        """Return the sums over groups with these lengths."""
        sizes, which = np.unique(np.concatenate(words), return_inverse=True)
        group = np.repeat(np.arange(len(words)), [len(each) for each in words])
        times = np.zeros((len(sizes), len(words)))
        np.add.at(times, (which, group), 1)
        middle, ratio = float(np.sqrt(sizes[0] * sizes[-1])), float(np.sqrt(sizes[-1] / sizes[0]))
        degree = 8 + int(np.log(2**54) / np.arccosh(1 + 2 / max(ratio - 1, 0.01)))

        def at_points(x: np.ndarray) -> np.ndarray:
            fraction = sizes / (1 + (x[:, None] + 1) / 2 * (sizes / middle - 1))
            return np.stack([fraction**power @ times for power in (0.5, 1, 1.5)], axis=1)

        points = np.cos(np.pi * (np.arange(degree + 1) + 0.5) / (degree + 1))
        values = at_points(points).reshape(degree + 1, -1)
        polynomials = np.cos(np.pi * np.outer(np.arange(degree + 1), np.arange(degree + 1) + 0.5) / (degree + 1))
        weights = 2 / (degree + 1) * polynomials @ values
        weights[0] /= 2
        return cls(weights, middle, len(words))

    def __call__(self, k: np.ndarray) -> np.ndarray:
        """Return the sums for each k."""
        rest = 1 / (1 + k * self.middle)
        found = chebval(1 - 2 * rest, self.weights).reshape(3, self.groups, -1)
        return found * np.sqrt(rest) ** np.arange(1, 4)[:, None, None]


def score_statistic(
    target: Sample, reference: Sample, over_lengths: SumsOverLengths | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Return U of each term, in standard deviations over permutations of the residuals, and its skewness.

    U is that of `residual_p`, which says what r, m, φ, ω and s are.
    A document that lacks a term adds to the sums what follows from its length alone, so only counts that are not zero
    are gone through: with ``d = 1 / (1 + φ m)`` and ``q = √(w d)`` it is ``√ω = √r q`` and ``s = v / √r - √r q``, where
    ``v = x √(d / w)`` is 0 without the term. Each term occurs in one of the groups at least. Who asks for some terms
    after others gives the `SumsOverLengths` of the two, which are the same for all.
    """
    words = [sample.units.lengths for sample in (target, reference)]
    length, squared, size = (float(sum(f(w) for w in words)) for f in (np.sum, lambda w: (w**2).sum(), len))
    over_lengths = over_lengths or SumsOverLengths.of(*words)
    cells = [sample.cells for sample in (target, reference)]
    x = np.concatenate([each.n for each in cells])
    w = np.concatenate([lengths[each.unit] for each, lengths in zip(cells, words, strict=True)])
    term = np.concatenate([each.term for each in cells])

    def total(values: np.ndarray, only: slice = slice(None)) -> np.ndarray:
        return np.bincount(term[only], values[only], minlength=target.matrix.shape[1])

    n, squares, along = total(x), total(x * x), total(x * w)
    r = n / length
    for step in range(_STEPS + 1):
        off = squares - 2 * r * along + r**2 * squared
        burst = np.maximum(0, (off - r * length) / (r**2 * squared)) * r
        d = 1 / (1 + burst[term] * w)
        if step < _STEPS:
            r = total(x * d) / over_lengths(burst)[1].sum(axis=0)
    root = np.sqrt(r)
    q = np.sqrt(w * d)
    held, v = x * d, x * (q / w)
    square = v * v
    first, second, third = over_lengths(burst)
    inside = slice(0, len(cells[0].n)), slice(len(cells[0].n), None)
    known = np.array([total(held, part) for part in inside])  # Σ x d
    share = second[0] / second.sum(axis=0)
    sides = np.array([1 - share, -share])
    s = (
        total(v) / root - root * first.sum(axis=0),
        total(square) / r - 2 * known.sum(axis=0) + r * second.sum(axis=0),
        total(square * v) / root**3
        - 3 * total(square * q) / root
        + 3 * root * total(held * q)
        - root**3 * third.sum(axis=0),
    )
    a = (
        root * (sides * first).sum(axis=0),
        r * (sides**2 * second).sum(axis=0),
        root**3 * (sides**3 * third).sum(axis=0),
    )
    spread, room = (m[1] - m[0] ** 2 / size for m in (s, a))
    moves = (spread > 1e-12 * np.maximum(1, s[1])) & (room > 1e-12 * a[1])  # else all documents are the same
    scale = np.sqrt(np.where(moves, spread * room / (size - 1), 1))
    cubes = [m[2] - 3 * m[0] * m[1] / size + 2 * m[0] ** 3 / size**2 for m in (s, a)]
    skew = size / ((size - 1) * (size - 2)) * cubes[0] * cubes[1]
    score = (sides * (known - r * second)).sum(axis=0) - s[0] * a[0] / size
    return np.where(moves, score / scale, 0), np.where(moves, skew / scale**3, 0)
