"""Places to name on an axis, so that no two names touch: of doublings, round ones, and of periods."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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


def round_steps(most: float, at_most: int = 5) -> list[float]:
    """Return round places from 0 up to an end, so many at most; with room for five, two of them at least.

    >>> round_steps(37.0), round_steps(37.0, 2)
    ([0, 10, 20, 30], [0, 20])
    """
    steps = (size * 10**power for power in range(-3, 10) for size in (1, 2, 5))
    step = next(step for step in steps if step * at_most > most)
    return [step * n for n in range(int(most / step) + 1)]


def round_ticks(most: float) -> Callable[[float], dict[float, str]]:
    """Return what gives the ticks of an axis of so many inches, from 0 to an end: as many as do not touch, up to five.

    >>> round_ticks(37.0)(2.0), round_ticks(37.0)(0.4)
    ({0: '0', 10: '10', 20: '20', 30: '30'}, {0: '0', 20: '20'})
    """

    def ticks(inches: float) -> dict[float, str]:
        for n in (5, 4, 3, 2):
            named = {at: f"{at:g}" for at in round_steps(most, n)}
            room = inches / most
            if all((b - a) * room >= _half(named[a]) + _GAP + _half(named[b]) for a, b in pairwise(named)):
                break
        return named

    return ticks


def named_places(names: Sequence[str]) -> Callable[[float], dict[int, str]]:
    """Return what gives the ticks of an axis of so many inches that holds one place after the other, each with a name.

    The first is named, then each so many, in the shortest step in which the names do not touch.

    >>> named_places(["2012", "2013", "2014"])(3.0), named_places([str(year) for year in range(2000, 2020)])(1.5)
    ({0: '2012', 1: '2013', 2: '2014'}, {0: '2000', 7: '2007', 14: '2014'})
    """
    widest = 2 * max(map(_half, names), default=0.0)

    def ticks(inches: float) -> dict[int, str]:
        step = max(1, ceil((widest + _GAP) * len(names) / inches))
        return {at: names[at] for at in range(0, len(names), step)}

    return ticks


def _half(words: str) -> float:
    return width_of(words, SMALL) / 2


def _times(doubled: int) -> str:
    """Return how many times as many so many doublings make.

    >>> _times(16), _times(-3)
    ('65,536', '1/8')
    """
    return number(2**doubled) if doubled >= 0 else f"1/{number(2**-doubled)}"
