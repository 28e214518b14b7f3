"""Stretches of a text of which its format says what they are: captions, block quotations, turns of a transcript."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from analysis.schema import PARTS
from analysis.texts.segmentation.paragraphs import Span

QUOTE, TURN = "quote", "turn"
KINDS = (*PARTS, QUOTE, TURN)


class Known(NamedTuple):
    """A stretch of a text and what the format says of it: its kind, one of `KINDS`, and who speaks there."""

    start: int
    end: int
    kind: str
    speaker: str = ""

    @property
    def part(self) -> str:
        """The part of the page that it is: what somebody says is of the body."""
        return self.kind if self.kind in PARTS else "body"


def cut(text: str, units: list[Span], known: list[Known]) -> list[Span]:
    """Return the paragraphs, each cut where a known stretch begins or ends inside it."""
    edges = sorted({edge for one in known for edge in one[:2]})
    found: list[Span] = []
    for start, end in units:
        inside = edges[bisect_right(edges, start) : bisect_right(edges, end - 1)]
        for begin, stop in zip([start, *inside], [*inside, end], strict=True):
            piece = text[begin:stop]
            if bare := piece.strip():
                begin += piece.index(bare)
                found.append((begin, begin + len(bare)))
    return found


def known_at(known: list[Known], units: list[Span]) -> list[Known | None]:
    """Return for each paragraph, as `cut` leaves them, the known stretch that holds it, None where there is none."""
    starts = [one.start for one in known]
    at = (bisect_right(starts, start) - 1 for start, _ in units)
    return [known[k] if k >= 0 and known[k].end > start else None for k, (start, _) in zip(at, units, strict=True)]
