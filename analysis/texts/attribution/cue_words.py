"""The cues in a sentence: where one stands, and what the cue table says of its form."""

from __future__ import annotations

from functools import cache

from analysis.texts.readers.cues import cue_forms, read_cues
from analysis.texts.segmentation.document import Word


@cache
def cue_takes() -> dict[tuple[str, ...], frozenset[str]]:
    """Return where the content of each written form of a cue stands, the form as a tuple of lower-cased words."""
    table = cue_forms(read_cues())
    return {
        tuple(form.lower().split()): frozenset(takes.split())
        for form, takes in zip(table["form"], table["takes"], strict=True)
    }


@cache
def cue_kinds() -> dict[tuple[str, ...], str]:
    """Return the kind of each written form of a cue, the form as a tuple of lower-cased words."""
    table = cue_forms(read_cues())
    return {tuple(form.lower().split()): kind for form, kind in zip(table["form"], table["kind"], strict=True)}


@cache
def cue_heads() -> dict[str, int]:
    """Return the first words of the cues, each with the number of words of the longest cue that it begins."""
    longest: dict[str, int] = {}
    for form in cue_takes():
        longest[form[0]] = max(len(form), longest.get(form[0], 0))
    return longest


def cue_at(sentence: list[Word], i: int) -> int:
    """Return how many words of a cue begin at position `i`: the longest form of the cue table, or 0."""
    for n in range(min(cue_heads().get(sentence[i].low, 0), len(sentence) - i), 0, -1):
        if tuple(word.low for word in sentence[i : i + n]) in cue_takes():
            return n
    return 0
