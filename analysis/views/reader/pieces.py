"""A text cut where anything begins or ends: what a page shows as one run of letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

Span = tuple[int, int]
_GAP = re.compile(r"\n(?:[^\S\n]*\n)+")  # one empty line or more


class Piece(NamedTuple):
    """A run of a text in which nothing begins or ends.

    Attributes
    ----------
    start, end
        Character offsets in the text.
    segment
        The number of the segment that it is in.
    marks, passages
        The numbers of the marks and of the shared passages that cover it.
    """

    start: int
    end: int
    segment: int
    marks: tuple[int, ...]
    passages: tuple[int, ...]


def paragraphs(text: str) -> list[Span]:
    r"""Return where the paragraphs of a text are: what empty lines part, without white space around it.

    >>> paragraphs("One\nline.\n\n  Two. \n")
    [(0, 9), (13, 17)]
    """
    found, start = [], 0
    for gap in [*_GAP.finditer(text), None]:
        end = gap.start() if gap else len(text)
        whole = text[start:end]
        if whole.strip():
            left = len(whole) - len(whole.lstrip())
            found.append((start + left, start + len(whole.rstrip())))
        start = gap.end() if gap else end
    return found


def pieces(
    blocks: Sequence[Span], segments: Sequence[Span], marks: Sequence[Span], passages: Sequence[Span]
) -> list[list[Piece]]:
    """Return the pieces of each block of a text, in order.

    Parameters
    ----------
    blocks
        The paragraphs, in order and apart.
    segments
        In order; they cover the blocks whole.
    marks, passages
        In any order; they may overlap.

    Examples
    --------
    >>> pieces([(0, 9)], [(0, 4), (4, 9)], [(2, 6)], [])[0][1]
    Piece(start=2, end=4, segment=0, marks=(0,), passages=())
    """
    cuts = sorted({edge for spans in (blocks, segments, marks, passages) for span in spans for edge in span})
    found: list[list[Piece]] = []
    waiting = [_latest_first(marks), _latest_first(passages)]
    here: list[list[int]] = [[], []]
    segment, cut = 0, 0
    for start, end in blocks:
        row: list[Piece] = []
        while cut < len(cuts) and cuts[cut] < end:
            at = cuts[cut]
            cut += 1
            for open_now, still, spans in zip(here, waiting, (marks, passages), strict=True):
                while still and spans[still[-1]][0] <= at:
                    open_now.append(still.pop())
                open_now[:] = [i for i in open_now if spans[i][1] > at]
            while segments[segment][1] <= at:
                segment += 1
            if at >= start:
                row.append(Piece(at, cuts[cut], segment, tuple(here[0]), tuple(here[1])))
        found.append(row)
    return found


def _latest_first(spans: Sequence[Span]) -> list[int]:
    return sorted(range(len(spans)), key=lambda i: -spans[i][0])
