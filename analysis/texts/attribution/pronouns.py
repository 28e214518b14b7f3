"""Who a pronoun means: the mentions of speakers in the order of a text, pronouns replaced where that is safe."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import NamedTuple

from analysis.texts.attribution.gender_and_number import Agreement
from analysis.texts.attribution.subjects import main_subject
from analysis.texts.attribution.word_classes import DEMONSTRATIVES, PRONOUNS
from analysis.texts.segmentation.document import ParsedText
from analysis.texts.segmentation.paragraphs import Span

_NOBODY = DEMONSTRATIVES | frozenset("i we you who".split())
_ALL_PRONOUNS = PRONOUNS | _NOBODY
_TITLED = re.compile(r"\b(?:Mrs?|Ms|Miss|Mister|Sir|Lady|Madam|Queen|King)\b\.?\s+(?:[A-Z][\w’'-]*\s*){1,4}")
_PLACED = re.compile(r"((?:[A-Z][\w’'.-]*\s){2,5}?)(?:in|at|on|from|with|to)\s")  # "Ann Roe in her office"
_REACH = 600  # characters of the sentence before that are read
_SENTENCES = 5  # before a pronoun that are read


class Said(NamedTuple):
    """A stretch that is somebody's words: its extent, whether it is direct speech, and the mention of its speaker."""

    start: int
    end: int
    direct: bool
    mention: Span | None


def speakers(reading: ParsedText, stretches: list[Said]) -> list[str]:
    """Return each mention as written; "he", "she", "it" and "they" become the full mention that they go back to.

    Parameters
    ----------
    reading
        The text.
    stretches
        What is said, in order.

    Notes
    -----
    A pronoun goes back to the newest mention that fits it, in this paragraph or the one before: a speaker, or the
    subject of a sentence. "he" and "she" are never a body or several people, "it" and "they" never a person with a
    name, and what the text tells of somebody's sex counts. Where nothing fits, or two people are named together, it is
    empty. A quotation without a cue that begins a paragraph goes on with the speaker before it; one after a sentence
    about a person is that person's. Misleads where two people without a title that helps are named in turn.
    """
    back = _Backwards(reading, stretches)
    return [back.name(stretch) for stretch in stretches]


class _Backwards:
    """The mentions of a text up to a place in it."""

    def __init__(self, reading: ParsedText, stretches: list[Said]) -> None:
        self.reading = reading
        self.direct = [(stretch.start, stretch.end) for stretch in stretches if stretch.direct]
        paragraphs, self.sentences = reading.body
        self.unit_starts = [start for start, _ in paragraphs]
        self.named: list[tuple[int, str]] = []
        self.subjects: dict[int, tuple[int, str] | None] = {}

    @cached_property
    def agreement(self) -> Agreement:
        """What the text tells of its names: it is read for that only where a pronoun asks."""
        return Agreement(self.reading.text)

    @cached_property
    def titled(self) -> list[tuple[int, str]]:
        """The names with a title before them, and where they are."""
        return [(match.start(), match.group().strip()) for match in _TITLED.finditer(self.reading.text)]

    def name(self, stretch: Said) -> str:
        """Return who says a stretch, and note it."""
        at, name = stretch.start, ""
        if stretch.mention:
            at = stretch.mention[0]
            name = self.reading.text[slice(*stretch.mention)]
            if name.lower() in _ALL_PRONOUNS:
                name = "" if name.lower() in _NOBODY else self._meant(at, name.lower())
        elif stretch.direct:
            name = self._goes_on(stretch)
        if name:
            self.named.append((max(at, stretch.start), name))
        return name

    def _near(self, at: int) -> int:
        """Return where the paragraph before the one at `at` begins."""
        unit = bisect_right(self.unit_starts, at) - 1
        return self.unit_starts[max(0, unit - 1)] if unit >= 0 else 0

    def _meant(self, at: int, pronoun: str) -> str:
        """Return the newest mention before `at` that a pronoun can go back to."""
        near, perhaps = self._near(at), ""
        for _, name in self._candidates(at, near):
            if self.agreement.fits(pronoun, name):
                if pronoun in {"it", "they"} or self.agreement.is_known(name):
                    return name
                perhaps = perhaps or name  # "Young", or a firm
            elif pronoun in {"he", "she"} and self.agreement.fits(pronoun, name.split(" and ")[-1]):
                return ""  # one of two people
        if pronoun in {"he", "she"}:  # a title names a person more surely
            k = bisect_left(self.titled, (at, ""))
            for start, name in reversed(self.titled[max(0, k - 8) : k]):
                if start >= near and self.agreement.fits(pronoun, name):
                    return name
        return perhaps

    def _candidates(self, at: int, near: int) -> list[tuple[int, str]]:
        """Return the speakers and the subjects of sentences from `near` to `at`, the newest first."""
        found = [known for known in self.named[-6:] if near <= known[0] < at]
        last = bisect_right(self.sentences, (at, len(self.reading.text))) - 2
        for k in range(last, max(-1, last - _SENTENCES), -1):
            if self.sentences[k][0] < near:
                break
            subject = self._subject(k)
            if subject:
                found.append(subject)
        return sorted(found, reverse=True)

    def _subject(self, k: int) -> tuple[int, str] | None:
        """Return the subject of sentence `k`, if it is a noun phrase in nobody's direct speech."""
        if k not in self.subjects:
            begin, end = self.sentences[k]
            i = bisect_right(self.direct, (begin + 1, 0)) - 1
            quoted = i >= 0 and begin < self.direct[i][1]
            span = None
            asks = "?" in self.reading.text[max(begin, end - 4) : end]
            if not quoted and not asks and self.reading.text[begin] not in "([“\"‘'":
                words = self.reading.between(begin, min(end, begin + _REACH))
                span = main_subject(self.reading.text, words, named=True)
            name = self.reading.text[slice(*span)] if span else ""
            name = place.group(1).strip() if (place := _PLACED.match(name)) else name
            self.subjects[k] = (span[0], name) if span and name.lower() not in _ALL_PRONOUNS else None
        return self.subjects[k]

    def _goes_on(self, stretch: Said) -> str:
        """Return who goes on in a quotation that is a sentence and that nothing attributes.

        At the beginning of a paragraph it is the speaker of the paragraph before; after a sentence about a person that
        person, if no other spoke since.
        """
        if self.reading.sentence_start(stretch.start) < stretch.start - 1:
            return ""
        near = self._near(stretch.start)
        newest = next((name for _, name in self._candidates(stretch.start, near)), "")
        one = self.agreement.fits("he", newest) or self.agreement.fits("she", newest)
        return newest if one and self.agreement.is_known(newest) else ""
