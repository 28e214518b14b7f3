"""What a text says of how exact a number is: "more than", "at least", "up to", "about"."""

from __future__ import annotations

from collections.abc import Sequence

MORE, LEAST, MOST, FEWER, NEARLY, ABOUT, RANGE, VAGUE = (
    "more than", "at least", "up to", "fewer than", "nearly", "about", "range", "vague"
)  # fmt: skip

_BEFORE = {
    tuple(phrase.split()): bound
    for bound, phrases in {
        MORE: "more than|over|above|in excess of|well over|just over|upwards of|upward of|greater than|larger than|"
        "exceeding|far more than|well more than|slightly more than|not fewer",
        LEAST: "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum of",
        MOST: "up to|as many as|as much as|at most|no more than|not more than|a maximum of|maximum of|upto",
        FEWER: "fewer than|less than|under|below|just under|well under|slightly under",
        NEARLY: "almost|nearly|close to|not quite",
        ABOUT: "about|around|approximately|roughly|some|an estimated|estimated|circa|approx|or so|reportedly|perhaps|"
        "maybe|something like|in the region of|an average of|average of|almost about",
    }.items()
    for phrase in phrases.split("|")
}
_LONGEST = max(map(len, _BEFORE))
_AFTER = {("or", "more"): LEAST, ("or", "so"): ABOUT, ("or", "fewer"): MOST, ("or", "less"): MOST, ("plus",): MORE}
OPENERS = frozenset(phrase[-1] for phrase in _BEFORE)
"""The words that can be the last before a number of which a bound is told."""


def bound_before(words: Sequence[str]) -> tuple[str, int]:
    """Return the bound that some words end with, and how many of them say it; an empty one for none.

    >>> bound_before("there were more than".split()), bound_before("at the camp".split())
    (('more than', 2), ('', 0))
    """
    for n in range(min(_LONGEST, len(words)), 0, -1):
        if bound := _BEFORE.get(tuple(words[-n:])):
            return bound, n
    return "", 0


def bound_after(words: Sequence[str]) -> tuple[str, int]:
    """Return the bound that some words begin with: "50 or more".

    >>> bound_after("or more people".split())
    ('at least', 2)
    """
    for n in (2, 1):
        if bound := _AFTER.get(tuple(words[:n])):
            return bound, n
    return "", 0
