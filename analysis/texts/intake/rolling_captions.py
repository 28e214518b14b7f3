"""Captions that roll: each shows the end of the one before it again, as live and automatic captions do."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from analysis.texts.intake.caption_tags import Piece

_PAUSE = 1.0  # seconds: what is shown again after a longer one is said again
_FEWEST, _FEWEST_GROWING = 2, 5  # captions that go on from the end of the one before


class Shown(NamedTuple):
    """What a caption shows, and when, in seconds; None where that is not known."""

    start: float | None
    end: float | None
    pieces: list[Piece]


class _Overlap(NamedTuple):
    """How many lines at the beginning of a caption end the one before; whether the last has grown, and what is new."""

    lines: int
    has_grown: bool
    adds: bool


def unrolled(captions: Sequence[Shown], *, timed_words: bool = False) -> tuple[list[list[Piece]], int]:
    """Return the lines of each caption without those that the one before it shows already, and how many they were.

    Nothing is left out of a file that does not roll. One rolls where two in three captions begin with the last lines of
    the caption before, no more than a second after its end, and one in three adds a new line below them (or words to
    the last of them). At least two captions have to add a line, or one where single words have times (`timed_words`),
    as automatic captions have; at least five where all they add is words. So captions that are the same as a whole,
    as often as they come, are what is said again.

    >>> unrolled([Shown(n, n + 1, [Piece("No."), Piece("Never.")]) for n in range(3)])[1]
    0
    """
    shown = [one for one in captions if one.pieces]
    overlaps = [_overlap(before, after) for before, after in pairwise(shown)]
    if not shown or not _rolls(overlaps, timed_words=timed_words):
        return [one.pieces for one in shown], 0
    found = [list(shown[0].pieces)]
    left_out = 0
    for overlap, one in zip(overlaps, shown[1:], strict=True):
        if overlap.has_grown:
            _last(found)[-1] = one.pieces[overlap.lines - 1]
        found.append(one.pieces[overlap.lines :])
        left_out += overlap.lines
    return [pieces for pieces in found if pieces], left_out


def _rolls(overlaps: list[_Overlap], *, timed_words: bool) -> bool:
    adding = [one for one in overlaps if one.adds]
    lines = sum(not one.has_grown for one in adding)
    enough = lines >= (1 if timed_words else _FEWEST) or len(adding) >= _FEWEST_GROWING
    repeating = sum(one.lines > 0 for one in overlaps)
    return enough and 3 * repeating >= 2 * len(overlaps) and 3 * len(adding) >= len(overlaps)


def _overlap(before: Shown, after: Shown) -> _Overlap:
    if before.end is not None and after.start is not None and after.start > before.end + _PAUSE:
        return _Overlap(0, False, False)
    old, new = before.pieces, after.pieces
    for n in range(min(len(old), len(new)), 0, -1):
        if old[len(old) - n : -1] != new[: n - 1]:
            continue
        (text, voice), (longer, same) = old[-1], new[n - 1]
        if text == longer and voice == same:
            return _Overlap(n, False, len(new) > n)
        if voice == same and longer.startswith(text):
            return _Overlap(n, True, True)
    return _Overlap(0, False, False)


def _last(found: list[list[Piece]]) -> list[Piece]:
    return next(pieces for pieces in reversed(found) if pieces)
