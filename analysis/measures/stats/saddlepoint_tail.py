"""The tail of a permutation distribution by approximation, for terms that many documents hold."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.special import expit, ndtr

from analysis.measures.stats.stratified_score import StratifiedScore

_ROUNDS = 12  # of Newton's method, at most
_SETTLED = 1e-6  # a step, after which one more would change nothing that is printed
_NEAR = 1e-3  # standard deviations from the mean, within which the formula would divide by nothing


class _Grown(NamedTuple):
    """Derivatives of the logarithm of the generating function at a saddlepoint: by stratum, by both, by slope."""

    drawn: np.ndarray
    own: np.ndarray
    cross: np.ndarray
    sum: np.ndarray
    curved: np.ndarray


class _Cells(NamedTuple):
    """The documents that hold each of some terms, by term and stratum, and what is known of those that lack it.

    By document: ``key``, which term and stratum, ``value`` in standard deviations, and ``lean``. Terms by strata: how
    many documents lack the term, ``lacks``, and the variance of what they add together, ``wide``.
    """

    key: np.ndarray
    value: np.ndarray
    lean: np.ndarray
    lacks: np.ndarray
    wide: np.ndarray

    @classmethod
    def of(cls, score: StratifiedScore, terms: np.ndarray, spread: np.ndarray) -> _Cells:
        """Return those of some terms, in the strata that have documents of both groups."""
        mixed = score.strata.mixed
        number = np.cumsum(mixed) - 1
        count = np.diff(score.first)[terms]
        local = np.repeat(np.arange(len(terms)), count)
        cell = np.arange(count.sum()) + np.repeat(score.first[terms] - (np.cumsum(count) - count), count)
        lacks = score.strata.size[mixed] - np.ascontiguousarray(score.held[terms][:, mixed])
        return cls(
            local * lacks.shape[1] + number[score.stratum[cell]],
            score.value[cell] / spread[local],
            score.lean[cell],
            lacks,
            np.ascontiguousarray(score.spread[terms][:, mixed]) / spread[:, None] ** 2 * lacks,
        )

    def take(self, terms: np.ndarray) -> _Cells:
        """Return those of the terms for which `terms` is true."""
        strata = self.lacks.shape[1]
        local = self.key // strata
        kept = terms[local]
        key = (np.cumsum(terms) - 1)[local[kept]] * strata + self.key[kept] % strata
        return _Cells(key, self.value[kept], self.lean[kept], self.lacks[terms], self.wide[terms])

    def tilted(self, share: np.ndarray, slope: np.ndarray) -> np.ndarray:
        """Return the logit of each document's chance to be drawn."""
        return share.ravel()[self.key] + self.lean + slope[self.key // self.lacks.shape[1]] * self.value

    def total(self, *values: np.ndarray) -> list[np.ndarray]:
        """Return sums of what is given by document, each as terms by strata."""
        begins = np.flatnonzero(np.diff(self.key, prepend=-1))
        sums = []
        for each in values:
            whole = np.zeros(self.lacks.size)
            whole[self.key[begins]] = np.add.reduceat(each, begins)
            sums.append(whole.reshape(self.lacks.shape))
        return sums

    def log(self, share: np.ndarray, slope: np.ndarray) -> np.ndarray:
        """Return the logarithm of the generating function."""
        lack = expit(share)
        bent = self.wide * slope[:, None] ** 2 / 2 * lack * (1 - lack)
        (held,) = self.total(np.logaddexp(0, self.tilted(share, slope)))
        return (held + self.lacks * np.logaddexp(0, share) + bent).sum(axis=1)

    def at(self, share: np.ndarray, slope: np.ndarray) -> _Grown:
        """Return its derivatives."""
        p, lack = expit(self.tilted(share, slope)), expit(share)
        v, even = p * (1 - p), lack * (1 - lack)
        bent, skewed = self.wide * slope[:, None] ** 2 / 2, even * (1 - 2 * lack)
        across = v * self.value
        drawn, own, cross, adds, squares = self.total(p, v, across, p * self.value, across * self.value)
        return _Grown(
            drawn + self.lacks * lack + bent * skewed,
            np.maximum(own + self.lacks * even + bent * even * (1 - 6 * even), 1e-12),
            cross + self.wide * slope[:, None] * skewed,
            (adds + self.wide * slope[:, None] * even).sum(axis=1),
            (squares + self.wide * even).sum(axis=1),
        )


def moments(score: StratifiedScore) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return mean and standard deviation of T over all deals, and its skewness (Hoeffding 1951, by stratum).

    Where the chance to be drawn depends on length, only about (Hájek 1964).
    """
    n, t = score.strata.size, score.strata.drawn
    if score.strata.leans:
        return _leaning_moments(score)
    key = score.term * len(n) + score.stratum
    first, second, third = (
        np.bincount(key, values, minlength=score.held.size).reshape(score.held.shape)
        for values in (score.value, score.value**2, score.value**2 * score.value)
    )
    second = second + score.spread * (n - score.held)
    mean = first / n
    squares, cubes = second - n * mean**2, third - 3 * mean * second + 2 * n * mean**3
    dealt = np.where(score.strata.mixed, t * (n - t) / (n * np.maximum(n - 1, 1)), 0)
    variance = (dealt * squares).sum(axis=1)
    skewed = (dealt * (n - 2 * t) / np.maximum(n - 2, 1) * cubes).sum(axis=1)
    spread = np.sqrt(np.maximum(variance, 0))
    known = np.where(spread > 0, spread, 1)
    return (t * mean * score.strata.mixed).sum(axis=1), spread, skewed / known**3


def _leaning_moments(score: StratifiedScore) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    mixed, n, t = score.strata.mixed, score.strata.size, score.strata.drawn
    start = np.where(mixed, np.log(np.maximum(t, 0.5) / np.maximum(n - t, 0.5)), 0)
    p = expit(start[score.stratum] + score.lean)
    key, v = score.term * len(n) + score.stratum, p * (1 - p)
    even = np.where(mixed, t * (n - t) / n, 0)
    lacks, uneven = even / n * (n - score.held), even / n * (n - score.held) * (1 - 2 * t / n)
    own, cross, squares = _sums_of_powers(key, score.value, v, score.held.shape, 3)
    own, squares = own + lacks, squares + lacks * score.spread
    none, one, two, three = _sums_of_powers(key, score.value, v * (1 - 2 * p), score.held.shape, 4)
    none, two = none + uneven, two + uneven * score.spread
    middle = cross / np.maximum(own, 1e-300)
    variance = (squares - cross * middle).sum(axis=1)
    third = (three - 3 * middle * two + 3 * middle**2 * one - middle**3 * none).sum(axis=1)
    spread = np.sqrt(np.maximum(variance, 0))
    expected = np.bincount(score.term, p * score.value, minlength=len(score.sign))
    return expected, spread, third / np.where(spread > 0, spread, 1) ** 3


def _sums_of_powers(
    key: np.ndarray, value: np.ndarray, weight: np.ndarray, shape: tuple[int, ...], many: int
) -> list[np.ndarray]:
    """Return the sums of the weights, and of these times the first powers of the value: terms by strata each."""
    sums = []
    for _ in range(many):
        sums.append(np.bincount(key, weight, minlength=shape[0] * shape[1]).reshape(shape))
        weight = weight * value
    return sums


def tail_by_moments(z: np.ndarray, skew: np.ndarray) -> np.ndarray:
    """Return the chance of z standard deviations or more, by the first term of Edgeworth's series."""
    return ndtr(-z) + np.exp(-z * z / 2) / np.sqrt(2 * np.pi) * skew / 6 * (z * z - 1)


def tail_by_saddlepoint(
    score: StratifiedScore, terms: np.ndarray, middle: np.ndarray, spread: np.ndarray
) -> np.ndarray:
    """Return the chance of a score as large as that of the groups as they are.

    The double saddlepoint for sums over draws without replacement (Robinson 1982; Booth and Butler 1990), with the tail
    of Skovgaard (1987) and Lugannani and Rice (1980): each document is drawn by itself, on condition that each stratum
    gives as many as it does. What documents add that lack the term is taken to the second order.

    Parameters
    ----------
    score
        The scores.
    terms
        Which of them.
    middle, spread
        Mean and standard deviation of T (`moments`), of these terms.
    """
    mixed = score.strata.mixed
    n, t = score.strata.size[mixed], score.strata.drawn[mixed]
    cells, goal = _Cells.of(score, terms, spread), score.edge[terms] / spread
    even, flat = np.tile(np.log(t / (n - t)), (len(terms), 1)), np.zeros(len(terms))
    start, _ = _settled(cells, t, even, flat, None) if score.strata.leans else (even, flat)
    share, slope = _settled(cells, t, start, flat, goal)
    base, known = cells.at(start, flat), cells.at(share, slope)
    rest = np.maximum(known.curved - (known.cross**2 / known.own).sum(axis=1), 1e-12)
    gain = slope * goal + ((share - start) * t).sum(axis=1) - (cells.log(share, slope) - cells.log(start, flat))
    w = np.sign(slope) * np.sqrt(np.maximum(2 * gain, 0))
    u = slope * np.sqrt(rest) * np.exp(np.log(known.own / base.own).sum(axis=1) / 2)
    z = goal - middle / spread
    plain = (np.abs(z) < _NEAR) | (np.abs(w) < _NEAR)
    w, u = np.where(plain, 1, w), np.where(plain, 1, u)
    with np.errstate(divide="ignore", invalid="ignore"):
        tail = ndtr(-w) + np.exp(-w * w / 2) / np.sqrt(2 * np.pi) * (1 / u - 1 / w)
    return np.where(plain, ndtr(-z), np.where((tail > 0) & (tail < 1), tail, ndtr(-w)))


def _settled(
    cells: _Cells, t: np.ndarray, share: np.ndarray, slope: np.ndarray, goal: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray]:
    """Return shares and slopes at which each stratum gives `t` documents and their sum is `goal`; without, slopes stay.

    By Newton's method. A term that has settled is left alone: so what comes out of it depends on no other.
    """
    share, slope, moving = share.copy(), slope.copy(), np.arange(len(slope))
    for _ in range(_ROUNDS):
        known = cells.at(share[moving], slope[moving])
        short = t - known.drawn
        step = np.zeros(len(moving))
        if goal is not None:
            rest = np.maximum(known.curved - (known.cross**2 / known.own).sum(axis=1), 1e-12)
            step = np.clip((goal[moving] - known.sum - (known.cross * short / known.own).sum(axis=1)) / rest, -2, 2)
        move = np.clip((short - known.cross * step[:, None]) / known.own, -3, 3)
        slope[moving] += step
        share[moving] += move
        far = (np.abs(step) > _SETTLED) | (np.abs(move).max(axis=1) > _SETTLED)
        if not far.any():
            break
        if not far.all():
            cells, moving = cells.take(far), moving[far]
    return share, slope
