"""The tail of a permutation distribution by approximation, for terms that many documents hold."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.special import expit, ndtr

from analysis.measures.stats.stratified_score import StratifiedScore

_ROUNDS = 12  # of Newton's method
_NEAR = 1e-3  # standard deviations from the mean, within which the formula would divide by nothing


class _Grown(NamedTuple):
    """The logarithm of the generating function at a saddlepoint, and its derivatives: by stratum, by both, by slope."""

    log: np.ndarray
    drawn: np.ndarray
    own: np.ndarray
    cross: np.ndarray
    sum: np.ndarray
    curved: np.ndarray


def moments(score: StratifiedScore) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return mean and standard deviation of T over all deals, and its skewness (Hoeffding 1951, by stratum).

    Where the chance to be drawn depends on length, only about (Hájek 1964), and without skewness.
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
    own, cross, squares = (
        np.bincount(key, values, minlength=score.held.size).reshape(score.held.shape)
        for values in (v, v * score.value, v * score.value**2)
    )
    own = own + even * (n - score.held) / n
    squares = squares + even / n * score.spread * (n - score.held)
    variance = (squares - cross**2 / np.maximum(own, 1e-300)).sum(axis=1)
    middle = np.bincount(score.term, p * score.value, minlength=len(score.sign))
    return middle, np.sqrt(np.maximum(variance, 0)), np.full(len(middle), np.inf)


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
    number = np.cumsum(mixed) - 1
    count = (score.first[1:] - score.first[:-1])[terms]
    local = np.repeat(np.arange(len(terms)), count)
    cell = np.arange(count.sum()) + np.repeat(score.first[terms] - (np.cumsum(count) - count), count)
    key = local * len(n) + number[score.stratum[cell]]
    value, lean = score.value[cell] / spread[local], score.lean[cell]
    lacks = n - np.ascontiguousarray(score.held[terms][:, mixed])
    wide = np.ascontiguousarray(score.spread[terms][:, mixed]) / spread[:, None] ** 2 * lacks
    goal = score.edge[terms] / spread
    shape = len(terms), len(n)

    def total(values: np.ndarray) -> np.ndarray:
        return np.bincount(key, values, minlength=shape[0] * shape[1]).reshape(shape)

    def at(share: np.ndarray, slope: np.ndarray) -> _Grown:
        eta, bent = share.ravel()[key] + lean + slope[local] * value, wide * slope[:, None] ** 2 / 2
        p, lack = expit(eta), expit(share)
        v, even = p * (1 - p), lack * (1 - lack)
        skewed = even * (1 - 2 * lack)
        return _Grown(
            np.bincount(local, np.logaddexp(0, eta), minlength=shape[0])
            + (lacks * np.logaddexp(0, share) + bent * even).sum(axis=1),
            total(p) + lacks * lack + bent * skewed,
            np.maximum(total(v) + lacks * even + bent * even * (1 - 6 * even), 1e-12 * n),
            total(v * value) + wide * slope[:, None] * skewed,
            np.bincount(local, p * value, minlength=shape[0]) + (wide * slope[:, None] * even).sum(axis=1),
            np.bincount(local, v * value**2, minlength=shape[0]) + (wide * even).sum(axis=1),
        )

    share, slope = np.broadcast_to(np.log(t / (n - t)), shape), np.zeros(shape[0])
    for _ in range(_ROUNDS if score.strata.leans else 1):
        known = at(share, slope)
        share = share + np.clip((t - known.drawn) / known.own, -3, 3)
    start, base = share, at(share, slope)
    for _ in range(_ROUNDS):
        known = at(share, slope)
        rest = np.maximum(known.curved - (known.cross**2 / known.own).sum(axis=1), 1e-12)
        off = goal - known.sum - (known.cross * (t - known.drawn) / known.own).sum(axis=1)
        step = np.clip(off / rest, -2, 2)
        slope = slope + step
        share = share + np.clip((t - known.drawn - known.cross * step[:, None]) / known.own, -3, 3)
    known = at(share, slope)
    rest = np.maximum(known.curved - (known.cross**2 / known.own).sum(axis=1), 1e-12)
    gain = slope * goal + ((share - start) * t).sum(axis=1) - (known.log - base.log)
    w = np.sign(slope) * np.sqrt(np.maximum(2 * gain, 0))
    u = slope * np.sqrt(rest) * np.exp(np.log(known.own / base.own).sum(axis=1) / 2)
    z = goal - middle / spread
    plain = (np.abs(z) < _NEAR) | (np.abs(w) < _NEAR)
    w, u = np.where(plain, 1, w), np.where(plain, 1, u)
    with np.errstate(divide="ignore", invalid="ignore"):
        tail = ndtr(-w) + np.exp(-w * w / 2) / np.sqrt(2 * np.pi) * (1 / u - 1 / w)
    return np.where(plain, ndtr(-z), np.where((tail > 0) & (tail < 1), tail, ndtr(-w)))
