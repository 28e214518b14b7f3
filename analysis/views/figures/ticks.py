"""Places to name on an axis of doublings, so that no two names touch however far the axis goes."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import ceil, floor

from analysis.views.figures.layout import width_of
from analysis.views.figures.style import SMALL
from analysis.views.tables.phrases import number

_GAP = 0.1  # inches between two names


def doublings(low: float, high: float) -> Callable[[float], dict[int, str]]:
    """Return what gives the ticks of an axis of so many inches, from `low` to `high` doublings.

    These are powers of two, in the shortest steps of whole doublings in which their names do not touch. Among them is
    no doubling, which is called 1, where the axis has it.

    >>> doublings(-1, 4)(3.0)
    {-1: '1/2', 0: '1', 1: '2', 2: '4', 3: '8', 4: '16'}
    >>> doublings(0, 16)(1.5)
    {0: '1', 6: '64', 12: '4,096'}
    """

    def ticks(inches: float) -> dict[int, str]:
        step = 1
        while True:
            places = range(ceil(low / step) * step, floor(high / step) * step + 1, step)
            named = {place: _times(place) for place in places}
            room = inches * step / (high - low)
            if all(_half(one) + _GAP + _half(other) <= room for one, other in pairwise(named.values())):
                return named
            step += 1

    return ticks


def _half(words: str) -> float:
    return width_of(words, SMALL) / 2


def _times(doubled: int) -> str:
    """Return how many times as many so many doublings make.

    >>> _times(16), _times(-3)
    ('65,536', '1/8')
    """
    return number(2**doubled) if doubled >= 0 else f"1/{number(2**-doubled)}"
