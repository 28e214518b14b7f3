"""Numbers written in figures or words: "3,100", "1.5 million", "twenty-two thousand", "half a dozen".

Our own reader, for the libraries that turn number words into figures take a string and give a string: they keep no
offsets, and read "a dozen", "half a million" and "one of" in ways that cannot be told apart afterwards.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache

_SMALL = dict(zip("zero one two three four five six seven eight nine".split(), range(10), strict=True))
_TEENS = dict(
    zip(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
        range(10, 20),
        strict=True,
    )
)
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "crore": 1e7,
    "dozen": 12.0,
}  # fmt: skip
"""Words that multiply what is before them."""

VAGUE_PLURALS = frozenset("dozens scores hundreds thousands millions billions tens".split())
"""Plurals that give no number."""

_SUFFIXES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
_FIGURES = re.compile(r"(\d{1,3}(?:,\d{2,3})+|\d+)(\.\d+)?(k|mn?|bn?|tn)?", re.ASCII)
_RANGE = re.compile(r"(\d[\d,]*)-(\d[\d,]*)", re.ASCII)


@lru_cache(20_000)
def figures(term: str) -> float:
    """Return the value of a term that is written in figures, else NaN.

    >>> [figures(term) for term in ("3,100", "1.5", "5bn", "20-year")]
    [3100.0, 1.5, 5000000000.0, nan]
    """
    found = _FIGURES.fullmatch(term)
    if not found:
        return math.nan
    value = float(found[1].replace(",", "") + (found[2] or ""))
    return value * _SUFFIXES.get(found[3], 1.0)


def figure_range(term: str) -> tuple[float, float] | None:
    """Return the two ends of a range that is one word ("20-30"), the lower first, or None.

    >>> figure_range("20-30"), figure_range("3-2")
    ((20.0, 30.0), None)
    """
    found = _RANGE.fullmatch(term)
    if not found:
        return None
    low, high = (float(end.replace(",", "")) for end in found.groups())
    return (low, high) if low < high else None


@lru_cache(20_000)
def below_hundred(term: str) -> float:
    """Return the value of a number word below 100, else NaN.

    >>> [below_hundred(term) for term in ("seven", "twelve", "twenty-two", "twenty-twelve")]
    [7.0, 12.0, 22.0, nan]
    """
    known = _SMALL.get(term, _TEENS.get(term, _TENS.get(term)))
    if known is not None:
        return float(known)
    tens, _, unit = term.partition("-")
    if tens in _TENS and _SMALL.get(unit, 0) > 0:
        return float(_TENS[tens] + _SMALL[unit])
    return math.nan


@lru_cache(20_000)
def begins_number(term: str) -> bool:
    """Return whether a number can begin with this term ("a" and "half" are looked at by `read_number` alone).

    >>> [begins_number(term) for term in ("three", "3,100", "hundred", "third")]
    [True, True, True, False]
    """
    return not math.isnan(figures(term)) or not math.isnan(below_hundred(term)) or term in SCALES


def read_number(terms: Sequence[str]) -> tuple[float, int]:
    """Return the value of the longest number that the terms begin with, and how many of them it takes; 0 for none.

    Parameters
    ----------
    terms
        Lower-cased words that follow one another with nothing but space between.

    Notes
    -----
    Words are added up below their scale and multiplied by it, as in English usage: "two hundred and fifty thousand" is
    (2 · 100 + 50) · 1,000. A figure takes scales alone ("1.5 million"). "Score" for 20 is not read, for it is a result
    in most of its uses.

    Examples
    --------
    >>> read_number("two hundred and fifty thousand people".split())
    (250000.0, 5)
    >>> read_number("half a million".split()), read_number("a dozen".split()), read_number("two three".split())
    ((500000.0, 3), (12.0, 2), (2.0, 1))
    """
    terms = list(terms)
    if not terms:
        return math.nan, 0
    if terms[0] in ("a", "an", "half"):
        return _with_article(terms)
    if terms[0] in SCALES:
        return SCALES[terms[0]], 1
    if not math.isnan(value := figures(terms[0])):
        n = 1
        while n < len(terms) and terms[n] in SCALES:
            value, n = value * SCALES[terms[n]], n + 1
        return value, n
    return _in_words(terms)


def _with_article(terms: list[str]) -> tuple[float, int]:
    """Read "a dozen", "a hundred thousand", "half a million"."""
    n = 1 + (terms[0] == "half" and terms[1:2] in (["a"], ["an"]))
    if terms[0] == "half" and n == 1 and terms[1:2] != ["dozen"]:
        return math.nan, 0
    if len(terms) <= n or terms[n] not in SCALES:
        return math.nan, 0
    value = 0.5 if terms[0] == "half" else 1.0
    while n < len(terms) and terms[n] in SCALES:
        value, n = value * SCALES[terms[n]], n + 1
    return value, n


def _in_words(terms: list[str]) -> tuple[float, int]:
    total = part = 0.0
    room = math.inf  # what comes next has to be below
    n = read = 0
    value = math.nan
    while n < len(terms):
        term = terms[n]
        if term == "and" and n and terms[n - 1] in SCALES and n + 1 < len(terms) and terms[n + 1] not in SCALES:
            if terms[n + 1 : n + 3] == ["a", "half"] or math.isnan(below_hundred(terms[n + 1])):
                break
            n += 1
            continue
        small = below_hundred(term)
        if not math.isnan(small) and small < room:
            part, room = part + small, (10.0 if small >= 20 and small % 10 == 0 else 0.0)
        elif term in SCALES and part:
            scale = SCALES[term]
            if scale == 1e2:
                part, room = part * 1e2, 1e2
            else:
                total, part, room = total + part * scale, 0.0, 1e3
        else:
            break
        n += 1
        read, value = n, total + part
        if not part and not (n < len(terms) and (terms[n] == "and" or below_hundred(terms[n]) < room)):
            if n < len(terms) and terms[n] in SCALES:  # "two hundred thousand million"
                total, part = 0.0, total
                continue
            break
    return _and_a_half(value, read, terms)


def _and_a_half(value: float, read: int, terms: list[str]) -> tuple[float, int]:
    """Read what follows in "two and a half", "one and a half million"."""
    if read and terms[read : read + 3] == ["and", "a", "half"]:
        value, read = value + 0.5, read + 3
        while read < len(terms) and terms[read] in SCALES:
            value, read = value * SCALES[terms[read]], read + 1
    return value, read
