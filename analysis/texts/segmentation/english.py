"""Whether a text reads as English, the only language that the rules for voices, markers and stop words know."""

from __future__ import annotations

from analysis.texts.segmentation.words import words

# Few of them are words of another language too.
GRAMMAR = frozenset("the and of to that with for from by was are this has have his after".split())
LEAST_WORDS, LEAST_SHARE = 30, 0.03


def is_english(text: str) -> bool:
    """Return whether a text reads as English; one of fewer than `LEAST_WORDS` words is taken to.

    Of the words of a text, at least `LEAST_SHARE` are to be among `GRAMMAR`, sixteen words that every English text is
    full of.

    Notes
    -----
    In English prose about every fifth word is one of the sixteen; of 8,130 stretches of 30 words of English news, 6
    have none. In other languages with Latin letters there are one or two in a hundred, for some are spelled alike
    (Dutch "of", "was", Polish "to"). Misleads for lists of names and figures, which have no grammar, and for a text
    that is in English by half. Scripts without spaces between words have few words here, so a short text of theirs is
    passed over.
    """
    spans = words(text)
    if len(spans) < LEAST_WORDS:
        return True
    return sum(text[start:end].lower() in GRAMMAR for start, end in spans) >= LEAST_SHARE * len(spans)
