"""Runs of words that two texts share: the exact pieces that shared passages are built from.

Equal stretches are named, not compared: first each word, then stretches of 2, 4, 8 … words, two names making one (Karp,
Miller & Rosenberg 1972). Only what occurs twice is named on, so the work is that of sorting the words a few times. It
is exact and finds all, which is why there is no MinHash here: that guesses which whole texts are similar, and misses
the paragraph that two long texts share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

MIN_RUN = 4  # words: the shortest run; a power of two
TOO_COMMON = 64  # places: a run of `MIN_RUN` words that occurs in more is looked for only in the first text that has it


@dataclass(frozen=True, eq=False)
class Line:
    """The words of all texts in one line, text after text, with an empty place before, between and after stretches.

    Attributes
    ----------
    code
        The number of each word's term; a negative number of its own for each empty place.
    text
        The text that each place is in.
    """

    code: np.ndarray
    text: np.ndarray


class Runs(NamedTuple):
    """Runs that occur in two texts: where each begins in the one and in the other, and its words.

    `own` are the words that count towards a passage: not those of a formula, except in the first text that has it.
    """

    a: np.ndarray
    b: np.ndarray
    n: np.ndarray
    own: np.ndarray


def line_up(code: np.ndarray, text: np.ndarray, stretch: np.ndarray) -> Line:
    """Return the line of these words, given text after text.

    Parameters
    ----------
    code, text
        Term and text of each word, text after text.
    stretch
        A number that changes where a run may not go on.
    """
    breaks = np.append(True, stretch[1:] != stretch[:-1])[: len(code)]
    place = np.arange(len(code)) + np.cumsum(breaks)
    size = len(code) + int(breaks.sum()) + 1
    codes, texts = -1 - np.arange(size, dtype=np.int64), np.full(size, -1, dtype=np.int64)
    codes[place], texts[place] = code, text
    return Line(codes, texts)


def names_of(line: Line, progress: Callable[[list[int]], Iterable[int]] = iter) -> list[np.ndarray]:
    """Return the names of the stretches of 1, 2, 4 … words that begin at each place.

    Two places have one name where the same words follow; a stretch that occurs once has a negative name of its own.
    The list ends where no stretch of that length occurs twice, but not before `MIN_RUN` words.
    """
    own = -1 - np.arange(len(line.code), dtype=np.int32)  # half the memory: there are as many lines as lengths
    levels = [_twice(np.flatnonzero(line.code >= 0), line.code[line.code >= 0], own)]
    longest = int(np.diff(np.flatnonzero(line.code < 0)).max(initial=0))  # words that no empty place parts
    for length in progress([1 << power for power in range(max(longest, MIN_RUN).bit_length())]):
        last = levels[-1]
        if length >= MIN_RUN and not (last >= 0).any():
            break
        here = np.flatnonzero(last[: len(last) - length] >= 0)
        here = here[last[here + length] >= 0]
        levels.append(_twice(here, last[here].astype(np.int64) * len(last) + last[here + length], own))
    return levels


def _twice(places: np.ndarray, keys: np.ndarray, own: np.ndarray) -> np.ndarray:
    """Return a name for each place: its own, or that of all the places with its key."""
    names = own.copy()
    if len(keys):
        _, inverse, count = np.unique(keys, return_inverse=True, return_counts=True)
        again = count[inverse] > 1
        names[places[again]] = inverse[again]
    return names


def runs_of(line: Line, levels: list[np.ndarray]) -> Runs:
    """Return the longest runs of `MIN_RUN` words or more that two texts share, a in the text that is first in the line.

    `MIN_RUN` words that occur in more than `TOO_COMMON` places are looked for only in the first text that has them:
    that prevents a formula that occurs in every text from making pairs without end.
    """
    seeds = levels[MIN_RUN.bit_length() - 1]
    here = np.flatnonzero(seeds >= 0)
    here = here[np.argsort(seeds[here], kind="stable")]
    begins = np.flatnonzero(np.append(True, np.diff(seeds[here]) != 0)[: len(here)])
    sizes = np.diff(np.append(begins, len(here)))
    size, rank = np.repeat(sizes, sizes), np.arange(len(here)) - np.repeat(begins, sizes)
    often = size > TOO_COMMON
    many = np.zeros(len(line.code), dtype=bool)
    many[here[often]] = True
    few, size, rank = here[~often], size[~often], rank[~often]
    found = []
    for step in range(1, int(size.max(initial=1))):
        at = np.flatnonzero(rank + step < size)
        first, second = few[at], few[at + step]
        # Where the words before are equal too, the run began there and is found there.
        begun = (seeds[first - 1] == seeds[second - 1]) & ~many[first - 1]
        keep = (line.text[first] != line.text[second]) & ~begun
        found.append((first[keep], second[keep]))
    of_few = sum(len(first) for first, _ in found)
    head, again = np.repeat(here[begins], sizes)[often], here[often]
    keep = line.text[head] != line.text[again]
    found.append((head[keep], again[keep]))
    a, b = (np.concatenate([pair[side] for pair in found]) for side in (0, 1))
    back, on = _lengths(levels, a, b)
    a, b, n = a - back, b - back, back + on
    rare = np.append(0, np.cumsum((seeds >= 0) & ~many))
    own = rare[a + n - MIN_RUN + 1] - rare[a]
    own = np.where(np.arange(len(a)) < of_few, np.where(own > 0, own + MIN_RUN - 1, 0), n)
    order = np.lexsort((-own, b, a))  # a run that was found from several places is kept once
    a, b, n, own = (column[order] for column in (a, b, n, own))
    once = np.append(True, (np.diff(a) != 0) | (np.diff(b) != 0))[: len(a)]
    return Runs(a[once], b[once], n[once], own[once])


def _lengths(levels: list[np.ndarray], a: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return how many words before and from two places on are equal: the longest named stretch first, then shorter."""
    back, on = np.zeros_like(a), np.zeros_like(a)
    for power in range(len(levels) - 1, -1, -1):
        name, length = levels[power], 1 << power
        on += length * (name[a + on] == name[b + on])
        before = np.maximum(a - back - length, 0)
        back += length * ((before > 0) & (name[before] == name[np.maximum(b - back - length, 0)]))
    return back, on
