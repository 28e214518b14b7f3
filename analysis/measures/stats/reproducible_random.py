"""Chance that is always the same: numbers that follow from a name and a seed, and from nothing else.

Draws that are the same on every machine: shares, orders and bursty counts, from the raw numbers of a name.
"""

from __future__ import annotations

from functools import cache
from hashlib import shake_128

import numpy as np
from numpy.typing import ArrayLike

_BITS = 64


def raw_numbers(name: object, n: int, *, seed: int = 0) -> np.ndarray:
    """Return `n` whole numbers from 0 to 2⁶⁴ - 1, as good as drawn at random, that belong to a name.

    They are the output of SHAKE128 (NIST FIPS 202) for the seed and the name, so they are the same on every machine and
    in every version of Python and NumPy, whatever else is drawn and in which order. Fewer numbers are the first of
    more.
    """
    digest = shake_128(f"{seed}\0{name}".encode("utf-8", "surrogatepass")).digest(n * _BITS // 8)
    return np.frombuffer(digest, dtype="<u8").astype(np.uint64)


def poisson(raw: np.ndarray) -> np.ndarray:
    """Return numbers (uint8) of a Poisson distribution with mean 1, one for each raw number.

    A raw number u stands for the share u / 2⁶⁴, and the value is the first k whose cumulative probability ``Σ_{i ≤ k}
    e⁻¹ / i!`` lies above it: looked up in a table that is exact to 2⁻⁶⁴.
    """
    return np.searchsorted(_cumulative(), raw, side="right").astype(np.uint8)


def below(raw: np.ndarray, m: int) -> np.ndarray:
    """Return whole numbers from 0 to m - 1, one for each raw number: the upper 32 bits times m, cut off after 32 bits.

    Each comes with a probability of 1/m, to within 2⁻³². `m` is at most 2³².
    """
    return (((raw >> np.uint64(32)) * np.uint64(m)) >> np.uint64(32)).astype(np.int64)


@cache
def _cumulative() -> np.ndarray:
    """Return the cumulative probabilities of 0, 1, 2 … that lie below 1, in units of 2⁻⁶⁴, cut off."""
    unit = 1 << 192  # room for the remainders of 1 / i! that are cut off
    terms = [unit]
    while terms[-1]:
        terms.append(terms[-1] // len(terms))  # 1 / i!
    one_by_e = sum(-term if i % 2 else term for i, term in enumerate(terms))
    table, so_far = [], 0
    for term in terms:
        so_far += term
        cumulative = (so_far * one_by_e) >> (2 * 192 - _BITS)
        if cumulative >= (1 << _BITS) - 1:
            break
        table.append(cumulative)
    return np.array(table, dtype=np.uint64)


def uniforms(n: int, *name: object) -> np.ndarray:
    """Return `n` numbers from 0 up to, and never, 1: the upper 53 bits of the raw numbers of a name.

    Parameters
    ----------
    n
        How many.
    name
        What they are for, seed and all: the same words and numbers in the same order give the same draws.
    """
    raw = raw_numbers("/".join(map(str, name)), n)
    return (raw >> np.uint64(11)) * 2.0**-53


def shuffled(n: int, *name: object) -> np.ndarray:
    """Return the numbers 0 to ``n - 1`` in a random order, each order as likely as any other."""
    return np.argsort(uniforms(n, *name), kind="stable")


def negative_binomial(mean: ArrayLike, shape: ArrayLike, uniform: np.ndarray) -> np.ndarray:
    """Return counts of words that come in bursts: Poisson, at a rate that a gamma distribution has drawn.

    ``P(0) = (k / (k+m)) ** k`` and ``P(n+1) = P(n) · (n+k) / (n+1) · m / (k+m)`` for the mean m and the shape k (Church
    and Gale 1995). The variance is ``m + m² / k``: the smaller the shape, the burstier.

    Parameters
    ----------
    mean, shape
        Above 0 (a mean may be 0), the mean at most 600; broadcast to the shape of `uniform`.
    uniform
        From `uniforms`: each count is the smallest n whose cumulated probability exceeds its number.

    Returns
    -------
    ndarray of int64
        As `uniform`.
    """
    m, k = (np.broadcast_to(np.asarray(x, dtype=float), uniform.shape).ravel() for x in (mean, shape))
    left = uniform.ravel().copy()
    count = np.zeros(left.shape, dtype=np.int64)
    probability = np.exp(-k * np.log1p(m / k))
    at = np.flatnonzero(left >= probability)  # those that have not stopped
    ratio = m / (k + m)
    n = 0
    while len(at):
        left[at] -= probability[at]
        n += 1
        probability[at] *= (n - 1 + k[at]) / n * ratio[at]
        count[at] = n
        # Beyond the mean, where what is added is lost in rounding, a number near 1 ends.
        at = at[(left[at] >= probability[at]) & ((probability[at] > 1e-18) | (n < m[at]))]
    return count.reshape(uniform.shape)
