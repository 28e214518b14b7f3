"""Whether a stretch of words is little more than a long name: "the National Council of Resistance of Iran"."""

from __future__ import annotations

from collections.abc import Sequence

LEAST = 3  # words beside names
_LINKS = frozenset("of the and for de la du des der von van al el".split())


def is_name(words: Sequence[str]) -> bool:
    """Return whether fewer than `LEAST` of the words are outside names.

    In a name are words with a capital and up to two links ("of", "the", "and" …) between them. A word in a script
    without capitals is outside. Misleads in headlines that capitalise every word.

    >>> is_name("of the National Council of Resistance of Iran".split()), is_name("A number of agents who".split())
    (True, False)
    """
    outside, links = 0, 0
    inside = False
    for word in words:
        if word[0].isupper():
            outside += 0 if inside else links
            inside, links = True, 0
        elif inside and links < 2 and word.lower() in _LINKS:
            links += 1
        else:
            outside += links + 1
            inside, links = False, 0
        if outside >= LEAST:
            return False
    return outside + links < LEAST
