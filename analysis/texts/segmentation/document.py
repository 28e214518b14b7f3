"""A text as it is read: its paragraphs, sentences and words, each found once and shared by every rule.

Whether a text reads as English, the only language that the rules for voices, markers and stop words know.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property, partial
from html import unescape
from itertools import compress
from typing import NamedTuple

from analysis.texts.segmentation.known_stretches import Known, cut
from analysis.texts.segmentation.page_parts import parts
from analysis.texts.segmentation.paragraphs import paragraphs
from analysis.texts.segmentation.sentences import sentences
from analysis.texts.segmentation.words import words

MARKUP = re.compile(r"</?[A-Za-z][^<>\n]{0,300}>|&(?:[A-Za-z]{2,8}|#\d{2,5}|#[xX][\dA-Fa-f]{2,5});")
_LIST_ITEM = re.compile(r"[-–—•*]\s")
_OPENS = re.compile(r"[:(\[—–\n•…“‘«„]|(?:^|\s)[\"'-]")  # after one of these any word may have a capital
_MODALS = frozenset({"will", "may"})  # before a name they are one: "Will Young said", not "Will Young say?"
_ALWAYS_CAPITAL = frozenset("i monday tuesday wednesday thursday friday saturday sunday".split())


class Word(NamedTuple):
    """A word of a text: where it is, its lower-cased form, the text between it and the word before, its first letter.

    The capital of a name is kept in `low`: "Will" and "May" inside a sentence are no small words. `capital` says that
    the word is written with one, whatever the reason.
    """

    start: int
    end: int
    low: str
    gap: str
    capital: bool


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
        text = self.text
        starts, ends = self._word_spans or _unzip(words(text))
        markup = [match.span() for match in MARKUP.finditer(text)] if "<" in text or "&" in text else []
        if markup:
            begins = [start for start, _ in markup]
            at = [bisect_right(begins, start) - 1 for start in starts]
            outside = [k < 0 or start >= markup[k][1] for k, start in zip(at, starts, strict=True)]
            starts, ends = list(compress(starts, outside)), list(compress(ends, outside))
            text = MARKUP.sub(_blank, text)
        if not starts:
            return [], [], []
        small = text.lower().replace("’", "'")
        if len(small) == len(text) and "Σ" not in text:  # else a letter is not as long, or is not the same alone
            lows = [small[start:end] for start, end in zip(starts, ends, strict=True)]
        else:
            lows = [text[start:end].lower().replace("’", "'") for start, end in zip(starts, ends, strict=True)]
        gaps = [text[last:start] for last, start in zip([0, *ends], starts, strict=False)]
        capital = [self.text[start].isupper() for start in starts]
        for i in self._names(starts, lows, gaps, capital):
            lows[i] = text[starts[i] : ends[i]].replace("’", "'")
        # As `Word(…)` for each, in a third less time: the loop is in C.
        found = list(map(partial(tuple.__new__, Word), zip(starts, ends, lows, gaps, capital, strict=True)))
        return found, lows, starts

    def _names(self, starts: list[int], lows: list[str], gaps: list[str], capital: list[bool]) -> list[int]:
        """Return the words with the capital of a name.

        Inside a sentence that is not all in capitals the capital tells; a word that begins a sentence is a name where
        the text has it inside one too, and nowhere with a small letter.
        """
        text = self.text
        large = list(compress(range(len(starts)), capital))
        named, inside, first = list[int](), set[str](), list[int]()
        begin = k = 0
        for end in (*self.sentence_starts[1:], len(text)):
            stop = bisect_left(starts, end, begin)
            last = bisect_left(large, stop, k)
            titled = last - k > 2 and _is_title_case(lows[begin:stop], capital[begin:stop])
            if begin + 1 < stop and lows[begin] in _MODALS and capital[begin + 1] and not titled:
                if "?" not in text[end - 4 : end]:
                    named.append(begin)
            for i in large[k:last]:
                low = lows[i]
                if (low.partition("'")[0] if "'" in low else low) in _ALWAYS_CAPITAL:
                    continue
                if titled or i == begin or (gaps[i] != " " and _OPENS.search(gaps[i])) or lows[i - 1].isdigit():
                    first.append(i)
                else:
                    inside.add(low)
                    named.append(i)
            begin, k = stop, last
        first = [i for i in first if lows[i] in inside]
        if first:
            small = {low for low, is_large in zip(lows, capital, strict=True) if not is_large}
            named += [i for i in first if lows[i] not in small]
        return named

    def between(self, start: int, end: int) -> list[Word]:
        """Return the words of ``text[start:end]``; the gap of the first is what is before it there."""
        starts = self.word_starts
        first = bisect_left(starts, start)
        found = self.words[first : bisect_left(starts, end, first)]
        if found:
            begin, stop, low, _, capital = found[0]
            found[0] = tuple.__new__(Word, (begin, stop, low, self.text[start:begin], capital))
        return found

    def sentence_start(self, offset: int) -> int:
        """Return where the sentence that holds `offset` begins."""
        k = bisect_right(self.sentence_starts, offset) - 1
        return self.sentence_starts[k] if k >= 0 else 0


def _unzip(spans: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    return [start for start, _ in spans], [end for _, end in spans]


def _is_title_case(lows: list[str], capital: list[bool]) -> bool:
    """Tell whether the long words of a sentence have capitals, three or more: then one inside it tells nothing.

    Of seven with a capital one may be without.
    """
    large = sum([len(low) > 3 for low in compress(lows, capital)])
    if large < 3:
        return False
    small = 0
    for low, is_large in zip(lows, capital, strict=True):
        if not is_large and len(low) > 3:
            small += 1
            if small > large // 7:
                return False
    return True


def _blank(markup: re.Match[str]) -> str:
    """Return the character that an entity stands for, or a space for a tag, at the length of the markup."""
    sign = unescape(markup.group()) if markup.group()[0] == "&" else " "
    return sign.ljust(len(markup.group())) if len(sign) == 1 else " " * len(markup.group())


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
    if len(spans) < LEAST_WORDS:
        return True
    return sum(text[start:end].lower() in GRAMMAR for start, end in spans) >= LEAST_SHARE * len(spans)
