"""Numbers and lists in words, for titles, captions and alt texts: one way of writing them everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from math import isinf, isnan
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

VOICE_WORDS = {
    "author": "in the author's voice",
    "direct": "in quotation marks",
    "indirect": "in paraphrase",
    "all": "all voices",
}
KEYED = ("author", "direct", "indirect")  # the voices in the order in which figures name them


def number(value: float) -> str:
    """Return a whole number with commas: ``1,429``."""
    return f"{round(value):,}"


def counted(value: float, thing: str, things: str = "") -> str:
    """Return a number with its noun: ``1 text``, ``4 texts``.

    >>> counted(1, "text"), counted(4, "text"), counted(2, "category", "categories")
    ('1 text', '4 texts', '2 categories')
    """
    return f"{number(value)} {thing if round(value) == 1 else things or thing + 's'}"


def percent(share: float) -> str:
    """Return a share as a whole percentage; what is not quite nothing or not quite all says so.

    >>> [percent(share) for share in (0, 0.001, 0.384, 0.999, 1, float("nan"))]
    ['0 %', '< 1 %', '38 %', '> 99 %', '100 %', 'no words']
    """
    if isnan(share):
        return "no words"
    if 0 < share < 0.005:
        return "< 1 %"
    if 0.995 <= share < 1:
        return "> 99 %"
    return f"{share:.0%}".replace("%", " %")


def span(low: float, high: float) -> str:
    """Return a range of percentages, or one where both round to the same: ``4 to 38 %``."""
    first, last = percent(low), percent(high)
    return last if first == last else f"{first.removesuffix(' %')} to {last}"


def decimal(value: float, digits: int = 1) -> str:
    """Return a number with a true minus sign, an infinite one as ``∞``, a missing one as ``–``.

    >>> decimal(-1.25, 1), decimal(float("inf")), decimal(float("nan"))
    ('−1.2', '∞', '–')
    """
    if isnan(value):
        return "–"
    if isinf(value):
        return "∞" if value > 0 else "−∞"
    return f"{value:.{digits}f}".replace("-", "−")


def listing(things: Sequence[object]) -> str:
    """Return a list in words: ``a, b and c``.

    >>> listing(["a"]), listing(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    words = [" ".join(str(thing).split()) for thing in things]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else "none"


def left_out(table: pd.DataFrame) -> str:
    """Say how many texts a figure of the longest leaves out (``attrs["left_out"]``), with a space before it, or ""."""
    n = table.attrs.get("left_out", 0)
    texts = table["doc_id"].nunique()
    return f" Drawn: the {counted(texts, 'text')} with most words; {number(n)} are left out." if n else ""


def named(thing: object) -> str:
    """Return a term in quotation marks: ``“regime”``."""
    return f"“{' '.join(str(thing).split())}”"
