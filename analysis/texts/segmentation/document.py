"""A text as it is read: its paragraphs, sentences and words, each found once and shared by every rule.

Whether a text reads as English, the only language that the rules for voices, markers and stop words know.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property

from analysis.texts.segmentation.known_stretches import Known, cut
from analysis.texts.segmentation.page_parts import parts
from analysis.texts.segmentation.paragraphs import paragraphs
from analysis.texts.segmentation.sentences import sentences
from analysis.texts.segmentation.word_forms import Word, found_words
from analysis.texts.segmentation.words import words

_LIST_ITEM = re.compile(r"[-–—•*]\s")


class ParsedText:
    """A text with its paragraphs, sentences and words; all offsets are into the text as read.

    Parameters
    ----------
    text
        The text as read.
    word_spans
        Where the words begin and where they end, as `words.words_of` finds them in it, where that is known.
    title
        The headline, where it is known.
    known
        Stretches of which the format says what they are, in order.
    """

    def __init__(
        self,
        text: str,
        word_spans: tuple[list[int], list[int]] | None = None,
        title: str = "",
        known: list[Known] | None = None,
    ) -> None:
        self.text, self._word_spans, self._title, self.known = text, word_spans, title, known or []

    @cached_property
    def paragraphs(self) -> list[tuple[int, int]]:
        """The paragraphs, as `paragraphs.paragraphs` gives them, cut where a known stretch begins or ends."""
        found = paragraphs(self.text)
        return cut(self.text, found, self.known) if self.known else found

    @cached_property
    def parts(self) -> list[tuple[int, int, str]]:
        """The parts of the page, as `page_parts.parts` gives them."""
        return parts(self.text, self._title, self.paragraphs, self.known)

    @cached_property
    def body(self) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """The paragraphs and the sentences of the body; subheads, captions and links between them are left out."""
        starts = [start for start, _, _ in self.parts]

        def kept(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
            return [span for span in spans if self.parts[bisect_right(starts, span[1] - 1) - 1][2] == "body"]

        return kept(self.paragraphs), kept(self.sentences)

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The sentences, as `sentences.sentences` gives them."""
        return sentences(self.text, self.paragraphs)

    @cached_property
    def sentence_starts(self) -> list[int]:
        """Where the sentences begin."""
        return [start for start, _ in self.sentences]

    @cached_property
    def lines_before_lists(self) -> list[int]:
        """For each paragraph the last one before it that is no list item, or -1; one that ends in a colon counts."""
        found, line = [], -1
        for number, (start, end) in enumerate(self.paragraphs):
            found.append(line)
            if self.text[end - 1] == ":" or not _LIST_ITEM.match(self.text, start, start + 2):
                line = number
        return found

    @cached_property
    def words(self) -> list[Word]:
        """Every word of the text that is in no tag or entity."""
        return self._words[0]

    @cached_property
    def lows(self) -> list[str]:
        """The form `low` of each word."""
        return self._words[1]

    @cached_property
    def word_starts(self) -> list[int]:
        """Where the words begin."""
        return self._words[2]

    @cached_property
    def _words(self) -> tuple[list[Word], list[str], list[int]]:
        spans = self._word_spans or _unzip(words(self.text))
        return found_words(self.text, *spans, self.sentence_starts)

    def between(self, start: int, end: int) -> list[Word]:
        """Return the words of ``text[start:end]``; the gap of the first is what is before it there."""
        starts = self.word_starts
        first = bisect_left(starts, start)
        found = self.words[first : bisect_left(starts, end, first)]
        if found:
            word = found[0]
            found[0] = Word(word.start, word.end, word.low, self.text[start : word.start], word.capital)
        return found

    def sentence_start(self, offset: int) -> int:
        """Return where the sentence that holds `offset` begins."""
        k = bisect_right(self.sentence_starts, offset) - 1
        return self.sentence_starts[k] if k >= 0 else 0


def _unzip(spans: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    return [start for start, _ in spans], [end for _, end in spans]


# Few of them are words of another language too.
GRAMMAR = frozenset("the and of to that with for from by was are this has have his after".split())
LEAST_WORDS, LEAST_SHARE = 30, 0.03


def is_english(text: str, word_spans: Iterable[tuple[int, int]] | None = None) -> bool:
    """Return whether a text reads as English; one of fewer than `LEAST_WORDS` words is taken to.

    `word_spans` is what `words.words` finds in it, where that is known.

    Of the words of a text, at least `LEAST_SHARE` are to be among `GRAMMAR`, sixteen words that every English text is
    full of.

    Notes
    -----
    In English prose about every fifth word is one of the sixteen; of 8,130 stretches of 30 words of English news, 6
    have none. In other languages with Latin letters there are one or two in a hundred, because some are spelled the
    same (Dutch "of", "was", Polish "to"). Misleads for lists of names and figures, which have no grammar, and for a
    text that is in English by half. Scripts without spaces between words have few words here, so a short text of theirs
    is passed over.
    """
    spans = words(text) if word_spans is None else list(word_spans)
    return are_english((text[start:end] for start, end in spans), len(spans))


def are_english(some: Iterable[str], n: int) -> bool:
    """Return what `is_english` does, given the `n` words of a text; of English only some first ones are looked at."""
    if n < LEAST_WORDS:
        return True
    grammar = (word for word in some if word.lower() in GRAMMAR)
    return any(k >= LEAST_SHARE * n for k, _ in enumerate(grammar, 1))
