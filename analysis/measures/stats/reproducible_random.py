"""Chance that is always the same: numbers that follow from a name and a seed, and from nothing else."""

from __future__ import annotations

from functools import cache
from hashlib import shake_128
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

_BITS = 64


def raw_numbers(name: object, n: int, *, seed: int = 0) -> np.ndarray:
    """Return `n` whole numbers from 0 to 2⁶⁴ - 1, as good as drawn at random, that belong to a name.

    They are the output of SHAKE128 (NIST FIPS 202) for the seed and the name, so they are the same on every machine and
    in every version of Python and NumPy, whatever else is drawn and in which order. Fewer numbers are the first of
    more.
    """
    import numpy as np

    digest = shake_128(f"{seed}\0{name}".encode("utf-8", "surrogatepass")).digest(n * _BITS // 8)
    return np.frombuffer(digest, dtype="<u8").astype(np.uint64)


def poisson(raw: np.ndarray) -> np.ndarray:
    """Return numbers (uint8) of a Poisson distribution with mean 1, one for each raw number.

    A raw number u stands for the share u / 2⁶⁴, and the value is the first k whose cumulative probability ``Σ_{i ≤ k}
    e⁻¹ / i!`` lies above it: looked up in a table that is exact to 2⁻⁶⁴.
    """
    import numpy as np

    return np.searchsorted(_cumulative(), raw, side="right").astype(np.uint8)


def below(raw: np.ndarray, m: int) -> np.ndarray:
    """Return whole numbers from 0 to m - 1, one for each raw number: the upper 32 bits times m, cut off after 32 bits.

    Each comes with a probability of 1/m, to within 2⁻³². `m` is at most 2³².
    """
    import numpy as np

    return (((raw >> np.uint64(32)) * np.uint64(m)) >> np.uint64(32)).astype(np.int64)


@cache
def _cumulative() -> np.ndarray:
    """Return the cumulative probabilities of 0, 1, 2 … that lie below 1, in units of 2⁻⁶⁴, cut off."""
    import numpy as np

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
