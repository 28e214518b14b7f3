"""How far a figure would move with other texts of the same kind: the bootstrap over texts."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

TIMES, SEED = 1000, 0
_LOW, _HIGH = 24, 974  # of the sorted figures, counted from 0
_BLOCK = 4_000_000


def interval(counts: np.ndarray, figure: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """Return the 95 % intervals of figures that are computed from sums over texts.

    Parameters
    ----------
    counts
        One row per text, one column per thing counted.
    figure
        Takes sums of the columns, shape (resamples, columns), and returns the figures, shape (resamples, figures).

    Returns
    -------
    array
        Two rows, low and high, and a column per figure: the 25th and the 975th of its values, in order, in `TIMES`
        resamples of as many texts as there are, drawn with replacement (percentile bootstrap; Efron and Tibshirani
        1993, ch. 13). NaN where there is one text: it does not tell how texts differ.

    Notes
    -----
    It tells of the choice of texts alone, not of the people who annotated them, and is too narrow below some 20 texts.
    """
    import numpy as np

    exact = counts.astype(float)  # whole numbers below 2 ** 53: sums are exact in any order
    if len(counts) < 2:
        return np.full((2, figure(exact[:1]).shape[1]), np.nan)
    figures = np.concatenate([figure(times @ exact) for times in resamples(len(counts))])
    return np.sort(figures, axis=0)[[_LOW, _HIGH]]


def resamples(n: int) -> Iterator[np.ndarray]:
    """Yield, in blocks of rows, how often each of `n` texts is drawn in each of the `TIMES` resamples.

    The draws are those of ``random.Random(SEED).randrange(n)``, n at a time, read off the generator's raw numbers: the
    same on every machine and in every version of NumPy.
    """
    import numpy as np

    _, state, _ = random.Random(SEED).getstate()
    bits = np.random.MT19937()
    bits.state = {
        "bit_generator": "MT19937",
        "state": {"key": np.array(state[:-1], dtype=np.uint32), "pos": state[-1]},
    }
    rows = max(1, _BLOCK // n)
    left = np.empty(0, dtype=np.int64)
    for first in range(0, TIMES, rows):
        size = min(rows, TIMES - first)
        while len(left) < size * n:
            raw = (bits.random_raw(size * n) >> np.uint64(32 - n.bit_length())).astype(np.int64)
            left = np.concatenate([left, raw[raw < n]])  # a number too large is drawn again
        drawn, left = left[: size * n], left[size * n :]
        cells = drawn.reshape(size, n) + n * np.arange(size)[:, None]
        yield np.bincount(cells.ravel(), minlength=size * n).reshape(size, n).astype(float)
