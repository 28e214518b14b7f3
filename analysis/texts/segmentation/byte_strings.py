"""Numbers of different byte strings, many of them looked up at once.

Eight bytes are one whole number, and a table of whole numbers answers in some ten nanoseconds, several times as fast as
one of strings. Most words of a text have no more than eight bytes, nearly all no more than sixteen.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

PADDING = 16  # bytes that are to be there after the last string
_FIRST = np.array([(1 << 8 * n) - 1 for n in range(9)], dtype=np.uint64)  # so many bytes of eight, the others are 0
_GROWS = 2  # a table is made anew once there is half as much more to put in

# A string that is not one number gets one whose lowest byte begins no text in UTF-8.
_TWO, _LONG = np.uint64(0xFF), np.uint64(0xFE)
_PLACE = np.uint64(8), np.uint64(36)  # where in it the numbers of its halves are, 28 bits each


class WholeNumbers:
    """Numbers of different whole numbers, from 0 in the order in which they are met.

    Examples
    --------
    >>> known = WholeNumbers()
    >>> known.of(np.array([7, 5, 7], dtype=np.uint64)).tolist(), known.of(np.array([9, 5], dtype=np.uint64)).tolist()
    ([0, 1, 0], [2, 1])
    """

    def __init__(self) -> None:
        # To add to a table is to make it anew, so what is new waits in a small one.
        self._large = self._small = pd.Index([], dtype=np.uint64)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._large) + len(self._small)

    def of(self, values: np.ndarray) -> np.ndarray:
        """Return the number of each value (uint64); those not met before get the next ones."""
        found = self._large.get_indexer(values)
        rest = np.flatnonzero(found < 0)
        if len(rest):
            which, different = pd.factorize(values[rest])
            place = self._small.get_indexer(different)
            new = place < 0
            place[new] = np.arange(len(self._small), len(self._small) + np.count_nonzero(new))
            found[rest] = len(self._large) + place[which]
            self._small = self._small.append(pd.Index(different[new]))
            if len(self._small) > len(self._large) // _GROWS:
                self._large, self._small = self._large.append(self._small), self._small[:0]
        return found


class ByteStrings:
    """Numbers of different byte strings, from 0 in the order in which they are met.

    Examples
    --------
    >>> known, data = ByteStrings(), np.frombuffer(b"to be or not to be" + bytes(PADDING), dtype=np.uint8)
    >>> known.of(data, np.array([0, 3, 6, 13, 16]), np.array([2, 2, 2, 2, 2])).tolist()
    [0, 1, 2, 0, 1]
    """

    def __init__(self) -> None:
        self._keys, self._first_halves, self._second_halves = WholeNumbers(), WholeNumbers(), WholeNumbers()
        self._long: dict[bytes, int] = {}

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._keys)

    def of(self, data: np.ndarray, starts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
        """Return the number of each string; those not met before get the next ones.

        Parameters
        ----------
        data
            Bytes (uint8), with `PADDING` of any kind after the last string.
        starts, sizes
            Where each string begins, and how many bytes it has, one at least. Its first is that of a text in UTF-8.
        """
        keys = _eight(data, starts, sizes)
        more = np.flatnonzero(sizes > 8)
        if len(more):
            first = self._first_halves.of(keys[more]).astype(np.uint64)
            second = self._second_halves.of(_eight(data, starts[more] + 8, sizes[more] - 8)).astype(np.uint64)
            keys[more] = _TWO | first << _PLACE[0] | second << _PLACE[1]
        long = sizes > 16
        if len(data) and not data.min():  # 0 at its end would be lost
            long |= data[starts + sizes - 1] == 0
        if long.any():
            ends, held = starts + sizes, data.data
            keys[long] = self._named(
                [bytes(held[a:b]) for a, b in zip(starts[long].tolist(), ends[long].tolist(), strict=True)]
            )
        return self._keys.of(keys)

    def of_names(self, names: list[bytes]) -> np.ndarray:
        """Return the number of each of these, which no string of `of` is the same as."""
        return self._keys.of(self._named(names))

    def _named(self, names: list[bytes]) -> np.ndarray:
        numbers = [self._long.setdefault(name, len(self._long)) for name in names]
        return _LONG | np.array(numbers, dtype=np.uint64) << _PLACE[0]


def _eight(data: np.ndarray, starts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Return the first eight bytes of each string as one number; what is behind its end is 0."""
    # As bytes without a meaning they may begin anywhere in memory.
    windows = np.ndarray((len(data) - 7,), dtype="V8", buffer=data, strides=(1,))
    return windows[starts].view("<u8").astype(np.uint64, copy=False) & _FIRST[np.minimum(sizes, 8)]
