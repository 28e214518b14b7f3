"""The words of a phrase that say what it is of: all but the small ones."""

from __future__ import annotations

from functools import lru_cache

from analysis.measures.framing.mentions.noun_heads import may_be_inside, singular
from analysis.texts.segmentation.words import term, words

_NO_CONTENT = frozenset("other others more most many some such new old own first last same and or official".split())


@lru_cache(50_000)
def content_words(phrase: str) -> frozenset[str]:
    """Return the content words of a phrase, in the singular and in small letters.

    >>> sorted(content_words("the other armed officers"))
    ['armed', 'officer']
    """
    known = {term(phrase[start:end]) for start, end in words(phrase)}
    return frozenset(singular(word) for word in known if may_be_inside(word) and word not in _NO_CONTENT)
