"""What a sentence is about: its subject and the pronouns and other mentions in it, outside of direct speech."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from analysis.texts.attribution.mentions import Mention, mentions, own_verb
from analysis.texts.attribution.speaker_nouns import can_speak
from analysis.texts.attribution.subjects import main_subject
from analysis.texts.attribution.word_classes import DEMONSTRATIVES, PREPOSITIONS, PRONOUNS
from analysis.texts.segmentation.document import ParsedText
from analysis.texts.segmentation.paragraphs import Span
from analysis.texts.segmentation.word_forms import Word

NOBODY = DEMONSTRATIVES | frozenset("i we you who".split())
ALL_PRONOUNS = PRONOUNS | NOBODY
_PLACED = re.compile(r"((?:[A-Z][\w’'.-]*\s){2,5}?)(?:in|at|on|from|with|to)\s")  # "Ann Roe in her office"
_EVERY = frozenset("any every each no such".split())
REACH = 600  # characters of a sentence that are read


class About(NamedTuple):
    """What a sentence is about: its subject, where each pronoun first is, and its words out of direct speech."""

    start: int
    subject: Span | None
    pronouns: dict[str, int]
    told: list[Word]


class Topics:
    """The sentences of the body of a text, each read once, when it is asked about.

    Parameters
    ----------
    reading
        The text.
    direct
        The extents of its direct speech, in order.
    """

    def __init__(self, reading: ParsedText, direct: list[Span]) -> None:
        self.reading, self.direct = reading, direct
        self.sentences = reading.body[1]
        self.read: dict[int, About] = {}
        self.mentioned: dict[int, list[Mention]] = {}

    def is_quoted(self, at: int) -> bool:
        """Tell whether a character is in direct speech."""
        k = bisect_right(self.direct, (at, len(self.reading.text))) - 1
        return k >= 0 and at < self.direct[k][1]

    def about(self, k: int) -> About:
        """Return what sentence `k` is about outside of direct speech."""
        if k not in self.read:
            text, (begin, end) = self.reading.text, self.sentences[k]
            words = self.reading.between(begin, min(end, begin + REACH))
            bracketed = text[begin] in "(["
            told = [] if bracketed else self._outside(words)
            subject: Span | None = None
            if told and told[0] is words[0] and text[begin] not in "([“\"‘'":
                subject = self._subject(told)
            if subject and not can_speak(text[slice(*subject)]) and text[subject[0]].islower():
                subject = None
            pronouns: dict[str, int] = {}
            for word in told:
                low = word.low.partition("'")[0]
                if low in PRONOUNS:
                    pronouns.setdefault(low, word.start)
            self.read[k] = About(begin, subject, pronouns, told)
        return self.read[k]

    def _outside(self, words: list[Word]) -> list[Word]:
        """Return the words that are in no direct speech."""
        if not words:
            return words
        k = bisect_right(self.direct, (words[0].start, len(self.reading.text))) - 1
        if (k < 0 or self.direct[k][1] <= words[0].start) and (
            k + 1 == len(self.direct) or self.direct[k + 1][0] >= words[-1].end
        ):
            return words
        return [word for word in words if not self.is_quoted(word.start)]

    def mentions(self, about: About) -> list[Mention]:
        """Return the mentions in a sentence."""
        if about.start not in self.mentioned:
            self.mentioned[about.start] = mentions(self.reading.text, about.told)
        return self.mentioned[about.start]

    def _subject(self, words: list[Word]) -> Span | None:
        """Return the subject of a sentence without a place behind it ("Ann Roe in her office") and without its verb."""
        text = self.reading.text
        span = main_subject(text, words, named=True)
        if span is None:
            return None
        first = next(k for k, word in enumerate(words) if word.start >= span[0])
        if first and words[first - 1].low in _EVERY:
            return None  # "Like any driver"
        if words[first].low.islower() and first + 1 < len(words) and words[first + 1].low in PREPOSITIONS:
            if not can_speak(words[first].low):
                return None  # "Similar to others"
        following = next((word.low for word in words if word.start >= span[1]), "")
        if following.partition("'")[0] in PRONOUNS:
            return None  # "to become Chief Whip he"
        if text[slice(*span)].lower() in ALL_PRONOUNS:
            return None
        phrase = [word for word in words if span[0] <= word.start < span[1]]
        end = next((phrase[k - 1].end for k in range(1, len(phrase)) if own_verb(phrase, k)), span[1])
        placed = _PLACED.match(text, span[0], end)
        return span[0], placed.end(1) - 1 if placed else end
