"""Whether words come in stronger bursts in one of two groups than in the other, over all terms together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaincc, ndtr

from analysis.measures.stats.group_spread import Spread
from analysis.measures.stats.length_strata import LengthStrata

_TWICE = float(np.log(2))  # how unlike the groups must be before anything changes
_CHANCE = 1.8  # and how unlike small groups of one source are by chance, for one document each
_LEAST = 10  # documents with a term, for it to say something of bursts
_TERMS = 50  # such terms, below which nothing is said
_ALMOST_NONE = 1e-3


@dataclass(frozen=True, eq=False)
class UnlikeBursts:
    """The burstiness of two groups of documents.

    A document of w words has ``m = r w`` uses on average, with variance ``m (1 + φ m)``. With one r for both groups,
    each has of each term an excess ``E = n/(n-1) Σ(x - r_g w)² - Σx`` over independent words, which is ``φ M`` on
    average, ``M = r² Σw²``. Over all terms in at least ten documents, if there are fifty of them, ``φ = Σ (E/r) /
    Σ (M/r)`` of each group.

    Attributes
    ----------
    gate
        From 0, where these differ by less than a factor of two or no more than chance, to 1, from the square of that.
    level
        φ of target and reference.
    rate
        r of each term.
    shape
        How many times as bursty as others each term is: ``Σ_g (E_g / φ_g) / Σ_g M_g``, or 0.
    """

    gate: float
    level: tuple[float, float]
    rate: np.ndarray
    shape: np.ndarray

    @classmethod
    def of(cls, one: Spread, two: Spread) -> UnlikeBursts:
        """Return what is known of target and reference."""
        groups = (one, two)
        rate = (one.n + two.n) / (one.total + two.total)
        known = (one.documents + two.documents >= _LEAST) & (rate > 0)
        if min(group.size for group in groups) < 2 or known.sum() < _TERMS:
            return cls(0.0, (1.0, 1.0), rate, np.ones(len(rate)))
        excess = [group.squares * group.size / (group.size - 1) - group.n for group in groups]
        model = [rate**2 * group.lengths_squared for group in groups]
        first, second = (
            max(float((e[known] / rate[known]).sum() / (m[known] / rate[known]).sum()), _ALMOST_NONE)
            for e, m in zip(excess, model, strict=True)
        )
        least = max(_TWICE, _CHANCE * float(np.sqrt(1 / one.size + 1 / two.size)))
        gate = min(1.0, max(0.0, abs(float(np.log(first / second))) / least - 1))
        shape = np.divide(
            excess[0] / first + excess[1] / second, model[0] + model[1], out=np.ones(len(rate)), where=rate > 0
        )
        return cls(gate, (first, second), rate, np.maximum(shape, 0))

    def tail(
        self,
        strata: LengthStrata,
        rate: np.ndarray,
        burst: np.ndarray,
        sign: np.ndarray,
        distance: np.ndarray,
        spread: np.ndarray,
    ) -> np.ndarray:
        """Return the chance of a score so large where the groups have these bursts, and equal rates.

        The studentised score (Janssen 1997): its variance is that of two groups with a burstiness each, for every term
        at least what it is over all of them, and no less than over permutations; its tail that of the Pearson type III
        curve with its skewness, of the normal curve where it leans the other way.

        Parameters
        ----------
        strata
            Of the documents.
        burst, sign
            As in `StratifiedScore`.
        distance, spread
            The score from its mean over permutations, and its standard deviation over them.
        """
        mixed, every = strata.mixed, strata.every
        n, t = strata.size[mixed], strata.drawn[mixed]
        words = (every.by_stratum(every.words[None, :])[0] / strata.size)[mixed]
        m = rate[:, None] * words
        damped, share = 1 / (1 + burst[:, None] * words), t / n
        variance, third = np.zeros(len(burst)), np.zeros(len(burst))
        for level, of_group in zip(self.level, (t * (1 - share), -(n - t) * share), strict=True):
            weight = np.where(of_group > 0, 1 - share, -share)
            bent = (level * np.maximum(self.shape, 1))[:, None] * m
            variance += (of_group * weight * m * (1 + bent) * damped**2).sum(axis=1)
            third += (of_group * weight**2 * m * (1 + bent) * (1 + 2 * bent) * damped**3).sum(axis=1)
        error = np.sqrt(np.maximum(variance, spread**2))
        known = np.where(error > 0, error, 1)
        return np.where(distance > 0, pearson_tail(distance / known, sign * third / known**3), 0.5)


def pearson_tail(z: np.ndarray, skew: np.ndarray) -> np.ndarray:
    """Return the chance of z or more; `skew` is positive where the long tail is on that side, else it is not used."""
    leans = skew > 1e-3
    shape = 4 / np.where(leans, skew, 1) ** 2
    return np.where(leans, gammaincc(shape, np.maximum(shape + z * np.sqrt(shape), 0)), ndtr(-z))
