"""What is said of many files or entries, said once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

_VARIES = re.compile(r"“[^”]*”|'[^']*'|\S*[\d./\\]\S*")  # quotations, numbers, names of files
_LEAST = 12  # characters that lines must begin alike for that to say what they share


def grouped(lines: Sequence[str]) -> list[tuple[str, list[int]]]:
    """Return lines that differ only in numbers, quotations, names of files or after a colon as one each.

    Beside what such lines share are their numbers, counted from 0; where they begin with what differs, the first
    line stands for all.

    >>> grouped(["same text as a.txt", "no text", "same text as b.txt"])
    [('same text as …', [0, 2]), ('no text', [1])]
    """
    groups: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        groups.setdefault(_VARIES.sub("", line.partition(": ")[0]), []).append(number)
    return [(_shared([lines[number] for number in group]), group) for group in groups.values()]


def _shared(lines: list[str]) -> str:
    if len(set(lines)) == 1:
        return lines[0]
    words = [line.split() for line in lines]
    same = takewhile(lambda places: len(set(places)) == 1, zip(*words, strict=False))
    begin = " ".join(places[0] for places in same)
    return f"{begin} …" if len(begin) >= _LEAST else f"{lines[0]}, and the like"
