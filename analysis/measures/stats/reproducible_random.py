"""Random numbers that are the same on every machine: they follow from a name and a seed, and from nothing else.

Three generators, because published figures rest on the draws of each: SHAKE128 of a name (`raw_numbers` and all that
is made from it), SHA-256 of a number (`hashed_number`), and Python's Mersenne Twister (`python_randrange`). NumPy's own
generators promise no such thing between versions.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256, shake_128

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

    The value is the first k whose cumulative probability ``Σ_{i ≤ k} e⁻¹ / i!`` lies above the raw number's share u /
    2⁶⁴: looked up in a table that is exact to 2⁻⁶⁴.
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


def hashed_number(name: object) -> int:
    """Return the first eight bytes of the SHA-256 (NIST FIPS 180-4) of a name, as a whole number below 2⁶⁴."""
    return int.from_bytes(sha256(str(name).encode()).digest()[:8], "big")


def python_randrange(n: int, sizes: Iterable[int], *, seed: int = 0) -> Iterator[np.ndarray]:
    """Yield the draws of ``random.Random(seed).randrange(n)``, so many at a time, read off the generator's raw numbers.

    Parameters
    ----------
    n
        Each draw is from 0 to ``n - 1``; below 2³².
    sizes
        How many draws each array has.
    seed
        Of the Mersenne Twister.
    """
    _, state, _ = random.Random(seed).getstate()
    bits = np.random.MT19937()
    bits.state = {
        "bit_generator": "MT19937",
        "state": {"key": np.array(state[:-1], dtype=np.uint32), "pos": state[-1]},
    }
    left = np.empty(0, dtype=np.int64)
    for size in sizes:
        while len(left) < size:
            raw = (bits.random_raw(size) >> np.uint64(32 - n.bit_length())).astype(np.int64)
            left = np.concatenate([left, raw[raw < n]])  # a number too large is drawn again
        drawn, left = left[:size], left[size:]
        yield drawn
