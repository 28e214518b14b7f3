"""Runs of words that stand in two texts alike: the exact pieces that shared passages are built from.

Equal stretches are named, not compared: first each word, then stretches of 2, 4, 8 … words, two names making one (Karp,
Miller & Rosenberg 1972). Only what stands twice is named on, so the work is that of sorting the words a few times. It
is exact and finds all, which is why there is no MinHash here: that guesses which whole texts are alike, and misses
the paragraph that two long texts share.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

SEED = 4  # words: the shortest run; a power of two
MANY = 64  # places: a run of `SEED` words that stands in more is looked for in the first text that has it alone


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


def line_up(code: np.ndarray, text: np.ndarray, stretch: np.ndarray) -> tuple[Line, np.ndarray]:
    """Return the line of these words, and the place of each in it.

    Parameters
    ----------
    code, text
        Term and text of each word, text after text.
    stretch
        A number that changes where a run may not go on.
    """
    import numpy as np

    breaks = np.append(True, stretch[1:] != stretch[:-1])[: len(code)]
    place = np.arange(len(code)) + np.cumsum(breaks)
    size = len(code) + int(breaks.sum()) + 1
    codes, texts = -1 - np.arange(size, dtype=np.int64), np.full(size, -1, dtype=np.int64)
    codes[place], texts[place] = code, text
    return Line(codes, texts), place


def names_of(line: Line) -> list[np.ndarray]:
    """Return the names of the stretches of 1, 2, 4 … words that begin at each place.

    Two places have one name where the same words follow; a stretch that stands once has a negative name of its own.
    The list ends where no stretch of that length stands twice, but not before `SEED` words.
    """
    import numpy as np

    own = -1 - np.arange(len(line.code), dtype=np.int64)
    levels = [_twice(np.flatnonzero(line.code >= 0), line.code[line.code >= 0], own)]
    length = 1
    while length < SEED or (levels[-1] >= 0).any():
        last = levels[-1]
        here = np.flatnonzero(last[: len(last) - length] >= 0)
        here = here[last[here + length] >= 0]
        levels.append(_twice(here, last[here] * len(last) + last[here + length], own))
        length *= 2
    return levels


def _twice(places: np.ndarray, keys: np.ndarray, own: np.ndarray) -> np.ndarray:
    """Return a name for each place: its own, or that of all the places with its key."""
    import numpy as np

    names = own.copy()
    if len(keys):
        _, inverse, count = np.unique(keys, return_inverse=True, return_counts=True)
        again = count[inverse] > 1
        names[places[again]] = inverse[again]
    return names


def runs_of(line: Line, levels: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the longest runs of at least `SEED` words that two texts share: place in the one, in the other, length.

    The first place is in the text that stands first in the line. A run all of whose pieces stand in more than `MANY`
    places is given for the first text that has it with each of the others, and not for these among themselves: that
    keeps a formula that stands in every text from making pairs without end.
    """
    import numpy as np

    seeds = levels[SEED.bit_length() - 1]
    here = np.flatnonzero(seeds >= 0)
    here = here[np.argsort(seeds[here], kind="stable")]
    begins = np.flatnonzero(np.append(True, np.diff(seeds[here]) != 0)[: len(here)])
    sizes = np.diff(np.append(begins, len(here)))
    size, rank = np.repeat(sizes, sizes), np.arange(len(here)) - np.repeat(begins, sizes)
    many = np.zeros(len(line.code), dtype=bool)
    many[here[size > MANY]] = True
    found = []
    few = here[size <= MANY]
    size, rank_few = size[size <= MANY], rank[size <= MANY]
    for step in range(1, int(size.max(initial=1))):
        at = np.flatnonzero(rank_few + step < size)
        first, second = few[at], few[at + step]
        # Where the words before are alike too, the run began there and is found there.
        keep = (line.text[first] != line.text[second]) & (
            (seeds[first - 1] != seeds[second - 1]) | many[first - 1]
        )
        found.append((first[keep], second[keep]))
    often = here[many[here]]
    head = np.repeat(here[begins], sizes)[many[here]]
    keep = line.text[head] != line.text[often]
    found.append((head[keep], often[keep]))
    first, second = (np.concatenate([pair[side] for pair in found]) for side in (0, 1))
    back, on = np.zeros_like(first), np.zeros_like(first)
    for power in range(len(levels) - 1, -1, -1):
        name, length = levels[power], 1 << power
        on += length * (name[first + on] == name[second + on])
        before = np.maximum(first - back - length, 0)
        back += length * ((before > 0) & (name[before] == name[np.maximum(second - back - length, 0)]))
    size_of_line = len(line.code)
    _, once = np.unique((first - back) * size_of_line + (second - back), return_index=True)
    return (first - back)[once], (second - back)[once], (back + on)[once]
