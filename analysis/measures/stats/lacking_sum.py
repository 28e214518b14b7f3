"""The distribution of what documents that lack a term add to a score, which follows from their lengths alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, ndtr

from analysis.measures.stats.length_strata import LengthStrata

_LEVELS = 8  # of burstiness, from words one by one to a presence that no length changes
_REACH, _FINE = 8, 128  # standard deviations, and points for each
_MIDDLE = _REACH * _FINE
_WIDTH = 2 * _MIDDLE + 1
_SLOPES = np.concatenate([-np.geomspace(0.05, 12, 12)[::-1], np.geomspace(0.05, 12, 12)])
_ROUNDS = 12  # of Newton's method, which settles the shares of the strata to the last digit
_BEYOND = 3.0  # how steeply the curve goes on where no document could take it


@dataclass(frozen=True, eq=False)
class LackingSum:
    """Tables of the sum of ``w / (1 + k w)`` over documents drawn within strata, k from none to very large.

    Each is the distribution of the sum in standard deviations from its mean, by the double saddlepoint for draws
    without replacement (Robinson 1982; Booth and Butler 1990) with the tail of Barndorff-Nielsen (1986).

    Attributes
    ----------
    chance
        The chance of so much or less at each point, level after level; then the same of the sum with its sign turned.
    middle
        The length at which the levels are evenly set.
    """

    chance: np.ndarray
    middle: float

    @classmethod
    def of(cls, strata: LengthStrata) -> LackingSum:
        """Return the tables of these strata."""
        every = strata.every
        middle = float(np.exp((every.weight * np.log(every.words)).sum() / every.weight.sum()))
        level = np.arange(_LEVELS) / _LEVELS
        if not strata.mixed.any():
            points = np.arange(-_MIDDLE, _MIDDLE + 1) / _FINE
            return cls(np.tile(ndtr(points), 2 * _LEVELS), middle)
        at_most = np.array([_distribution(*each) for each in _saddlepoints(strata, level / (1 - level) / middle)])
        return cls(np.concatenate([at_most, 1 - at_most[:, ::-1]]).ravel(), middle)

    def rows(self, burst: np.ndarray, sign: np.ndarray) -> np.ndarray:
        """Return where the table of each term is, for terms of this ``φ r`` whose score is turned by `sign`."""
        grown = burst * self.middle
        level = np.minimum(np.rint(grown / (1 + grown) * _LEVELS), _LEVELS - 1).astype(np.int64)
        return (level + np.where(sign > 0, 0, _LEVELS)) * _WIDTH + _MIDDLE

    def at_least(self, rows: np.ndarray, lack: np.ndarray) -> np.ndarray:
        """Return the chance that the documents add more than ``-lack`` standard deviations; terms by values."""
        place = np.rint(np.clip(lack * _FINE, -_MIDDLE, _MIDDLE)).astype(np.int64)
        return self.chance[place + rows[:, None]]


def _saddlepoints(strata: LengthStrata, burst: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return for each k some values of the sum, in standard deviations, and the normal numbers that match them."""
    every, mixed, n, t = strata.every, strata.mixed, strata.size, strata.drawn
    of_node = np.repeat(np.arange(len(n)), np.diff(np.append(every.first, len(every.words))))
    own, weight = mixed[of_node], every.weight
    damped = every.damped(burst)
    mean = every.by_stratum(damped) / n
    off = (damped - mean[:, of_node]) * own
    variance = (every.by_stratum(off**2) * t * (n - t) / (n * np.maximum(n - 1, 1)))[:, mixed].sum(axis=1)
    varies = variance > 1e-14 * (mean**2).sum(axis=1)
    off = (off / np.sqrt(np.where(varies, variance, 1))[:, None])[:, None, :]

    def total(values: np.ndarray) -> np.ndarray:
        return np.add.reduceat(values * weight, every.first, axis=2)[:, :, mixed]

    n, t = n[mixed], t[mixed]
    start = np.log(t / (n - t))
    share = np.broadcast_to(start, (len(burst), len(_SLOPES), len(n))).copy()
    spread_out = np.searchsorted(np.flatnonzero(mixed), of_node) % max(1, len(n))
    slope = _SLOPES[:, None]
    for _ in range(_ROUNDS):
        p = expit(share[:, :, spread_out] + slope * off)
        share += np.clip((t - total(p)) / total(p * (1 - p)), -2, 2)
    eta = share[:, :, spread_out] + slope * off
    p = expit(eta)
    v = p * (1 - p)
    x, own_share = total(p * off).sum(axis=2), total(v)
    curved = (total(v * off**2) - total(v * off) ** 2 / own_share).sum(axis=2)
    grown = total(np.logaddexp(0, eta)).sum(axis=2) - (n * np.log(n / (n - t))).sum()
    gain = _SLOPES * x + ((share - start) * t).sum(axis=2) - grown
    w = np.sign(_SLOPES) * np.sqrt(np.maximum(2 * gain, 1e-300))
    wide = np.log(own_share / (t * (n - t) / n)).sum(axis=2)
    u = _SLOPES * np.sqrt(np.maximum(curved, 1e-300)) * np.exp(wide / 2)
    normal = w + np.log(u / w) / w
    return [(x[k], normal[k]) if varies[k] else (_SLOPES, _SLOPES) for k in range(len(burst))]


def _distribution(x: np.ndarray, normal: np.ndarray) -> np.ndarray:
    """Return the chance of each point of the table or less, between values whose normal numbers are known."""
    known = np.isfinite(normal)
    x, normal = x[known], np.maximum.accumulate(normal[known])
    points = np.arange(-_MIDDLE, _MIDDLE + 1) / _FINE
    inside = np.interp(points, x, normal)
    return ndtr(inside + _BEYOND * (np.minimum(points - x[0], 0) + np.maximum(points - x[-1], 0)))
