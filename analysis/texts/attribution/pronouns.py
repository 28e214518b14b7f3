"""Who a pronoun means: the mentions of speakers in the order of a text, pronouns replaced where that is safe."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from analysis.texts.attribution.gender_and_number import Agreement
from analysis.texts.attribution.mentions import Mention, mentions, own_verb
from analysis.texts.attribution.sentence_topics import ALL_PRONOUNS, NOBODY, REACH, About, Topics
from analysis.texts.attribution.speaker_nouns import PEOPLE, ROLES, UNNAMED, singular
from analysis.texts.attribution.word_classes import AUXILIARIES, BREAKS, PREPOSITIONS, PRONOUNS
from analysis.texts.segmentation.document import ParsedText
from analysis.texts.segmentation.paragraphs import Span

_MET = re.compile(  # "I sit opposite Ann Roe", "I asked Ann Roe"
    r"\bI\b[^.?!\n“”\"]{0,60}?\b(?:opposite|with|to|meet|met|ask|asked|tell|told|interview|interviewed)\s"
    r"((?:[A-Z][\w’'-]*\s?){1,4})"
)
_ASKS = re.compile(r"\bI\s(?:\w+\s)?(?:asks?|asked|say|said|tell|told|put|suggest|suggested|wonder|point)\b")
_PEOPLE = ROLES | UNNAMED | PEOPLE
_NO_LIST = PREPOSITIONS | BREAKS | AUXILIARIES | PRONOUNS
_BEGINNING = 1500  # characters in which an interview says whom the writer met
_ASKED = re.compile(r"\?[”\"’'][^?“”\"\n]{1,80}?\s(asked|asks)\s")
_TURNS = 3  # times that the writer speaks, in what is an interview
_SUBORDINATES = frozenset("although though while when whenever because if as after before since until".split())
_INDEFINITE = frozenset("a an one another any some".split())  # somebody who is new, or nobody in particular
_SENTENCES = 5  # before a pronoun that are read
_LONGEST_CHAIN = 30  # sentences, where each of them is about the same person or is direct speech
_LATEST = 6  # speakers
_QUOTED_PARAGRAPHS = 5


class Said(NamedTuple):
    """A stretch that is somebody's words: its extent, whether it is direct speech, and the mention of its speaker.

    `named` is the speaker as the format of the text gives it: it is taken as it is.
    """

    start: int
    end: int
    direct: bool
    mention: Span | None
    named: str = ""


def who_speaks(reading: ParsedText, stretches: list[Said]) -> list[str]:
    """Return each mention as written; "he", "she", "it" and "they" become the full mention that they go back to.

    Parameters
    ----------
    reading
        The text.
    stretches
        What is said, in order.

    Notes
    -----
    A pronoun goes back to the nearest mention that fits it, in this paragraph or the one before, or further back where
    the sentences between are about the same pronoun. In each sentence a speaker comes first, then its subject, then the
    one other person in it. "he" and "she" are never a body or several people, "it" and "they" never a person with a
    name, and what the text tells of somebody's sex counts. Where nothing fits, or two people are as near, it is empty.
    A quotation without a cue that begins a paragraph goes on with the speaker before it; one after a sentence about a
    person is that person's; in an interview one after a question is of whom the writer met. Misleads where two people
    without a title that helps are named in turn.
    """
    back = _Backwards(reading, stretches)
    return [back.name(stretch) for stretch in stretches]


class _Backwards:
    """The mentions of a text up to a place in it."""

    def __init__(self, reading: ParsedText, stretches: list[Said]) -> None:
        self.reading = reading
        paragraphs, self.sentences = reading.body
        self.topics = Topics(reading, [(stretch.start, stretch.end) for stretch in stretches if stretch.direct])
        self.unit_starts = [start for start, _ in paragraphs]
        self.named: list[tuple[int, str]] = []

    @cached_property
    def agreement(self) -> Agreement:
        """What the text tells of its names: it is read for that only where a pronoun asks."""
        return Agreement(self.reading.text)

    @cached_property
    def interviewee(self) -> str:
        """Whom the writer of an interview in the first person met, or ""."""
        text = self.reading.text
        asked = [match for match in _ASKS.finditer(text) if not self.topics.is_quoted(match.start())]
        if len(asked) < _TURNS:
            return ""
        met = (match for match in _MET.finditer(text, 0, _BEGINNING) if not self.topics.is_quoted(match.start()))
        names = (match.group(1).strip() for match in met)
        return next((name for name in names if self._is_one(name)), "")

    def name(self, stretch: Said) -> str:
        """Return who says a stretch, and note it."""
        at, name = stretch.start, stretch.named
        if not name and stretch.mention:
            at = stretch.mention[0]
            name = self.reading.text[slice(*stretch.mention)]
            if name.lower() in ALL_PRONOUNS:
                name = "" if name.lower() in NOBODY else self._meant(self._content_before(stretch, at), name.lower())
        elif not name and stretch.direct:
            name = self._goes_on(stretch)
        if name:
            self.named.append((max(at, stretch.start), name))
        return name

    def _content_before(self, stretch: Said, at: int) -> int:
        """Return where what precedes "he said" begins: its own subject is another ("Roe was late, he said").

        Not so behind when and though ("Though Roe was late, she said, …").
        """
        if stretch.direct or stretch.start >= at:
            return at
        opener = self.reading.between(stretch.start, at)[:1]
        return at if not opener or opener[0].low in _SUBORDINATES else stretch.start

    def _near(self, at: int) -> int:
        """Return where the paragraph before the one at `at` begins; one that is a quotation alone is stepped over."""
        unit = bisect_right(self.unit_starts, at) - 1
        first = max(0, unit - 1)
        while first > max(0, unit - _QUOTED_PARAGRAPHS) and self.topics.is_quoted(self.unit_starts[first]):
            first -= 1
        return self.unit_starts[first] if unit >= 0 else 0

    def _sentence(self, at: int) -> int:
        """Return which sentence a place is in, or the one before it."""
        return bisect_right(self.sentences, (at, len(self.reading.text))) - 1

    def _meant(self, at: int, pronoun: str) -> str:
        """Return the nearest mention before `at` that a pronoun can go back to.

        The sentences are read backwards. In each a speaker comes first, then its subject, then the subjects of its
        other clauses, then the one other person in it. One with the pronoun itself as its subject is about the same
        person, whom a sentence before it names.
        """
        near, last, read = self._near(at), self._sentence(at), 0
        for k in range(last, max(-1, last - _LONGEST_CHAIN), -1):
            if self.sentences[k][0] < near or read > _SENTENCES:
                break
            if pronoun in {"he", "she"} and self._is_question(k):
                if k < last and self.interviewee and self.agreement.fits(pronoun, self.interviewee):
                    return self.interviewee
                continue
            others = self._speakers_in(k, at)
            if any(self._one_of_two(pronoun, name) for name in others):
                return ""
            said = [name for name in others if self.agreement.fits(pronoun, name)]
            if said:
                answers = self._addressee(k, pronoun, at)
                if answers:
                    return answers
                return next((name for name in reversed(said) if self._is_sure(pronoun, name)), said[-1])
            about = self.topics.about(k)
            if pronoun == "they" and about.subject and k < last and self._is_plural_thing(about.subject):
                return ""  # "Roe’s posts grew longer. In one, they say …"
            read += bool(about.told)
            again = about.pronouns.get(pronoun, at) < at
            edge = min(at, about.pronouns.get(pronoun, at))
            whole = (
                k < last
                and not (others and pronoun == "they")
                and (not again or bool(about.subject and about.subject[0] < edge))
            )
            for names in self._ranked(about, edge, pronoun, whole=whole):
                if any(self._one_of_two(pronoun, name) for name in names):
                    return ""
                fitting = [
                    name for name in names if self._is_sure(pronoun, name) and self.agreement.fits(pronoun, name)
                ]
                fitting = [name for name in fitting if self.agreement.sex_of(name) is not None] or fitting
                if fitting:
                    return fitting[0] if len({_surname(name) for name in fitting}) == 1 else ""
            if again:
                near, read = min(near, self._near(about.start)), 0
        met = pronoun in {"he", "she"} and self.interviewee
        return met if met and self.agreement.fits(pronoun, met) else ""

    def _speakers_in(self, k: int, at: int) -> list[str]:
        """Return who speaks in sentence `k` before `at`."""
        begin, end = self.sentences[k]
        return [name for place, name in self.named[-_LATEST:] if begin <= place < min(at, end)]

    def _ranked(self, about: About, at: int, pronoun: str, *, whole: bool) -> Iterator[list[str]]:
        """Yield the mentions of a sentence before `at`: the subject, those of other clauses, then, if `whole`, others.

        Of the others the names come before the nouns, and a single word is a person only where its sex is known.
        """
        text = self.reading.text
        first = [text[slice(*about.subject)]] if about.subject and about.subject[1] <= at else []
        if whole:
            yield first
        before = [
            (text[self._list_start(about, mention) if pronoun == "they" else mention.start : mention.end], mention.role)
            for mention in self.topics.mentions(about)
            if mention.end <= at
        ]
        before = [(name, role) for name, role in before if name.split()[0].lower() not in _INDEFINITE]
        yield [*([] if whole else first), *(name for name, role in before if role == "subject")]
        rest = before if whole and pronoun != "it" else []
        objects = [name for name, role in rest if role == "object"]
        if pronoun == "they":
            yield [name for name in objects if singular(name.rsplit(maxsplit=1)[-1]) in _PEOPLE]
            return
        for names in (objects, [name for name, role in rest if role == "owner"]):
            capital = [name for name in names if not name[0].islower() and not self.interviewee]
            yield [name for name in capital if " " in name or self.agreement.is_surname(name)]
            yield [name for name in names if name[0].islower()]

    def _list_start(self, about: About, mention: Mention) -> int:
        """Return where the list begins that a mention ends: "of the guild, the union and dock workers"."""
        words, first, joined = self.reading.between(about.start, mention.start), mention.start, False
        for k in range(len(words) - 1, -1, -1):
            low = words[k].low
            if (low in _NO_LIST and low != "and") or own_verb(words, k):
                break
            joined |= low == "and"
            first = words[k].start if low != "and" else first
            if words[k].gap.strip() not in {"", ",", "(", ")", "),"}:
                break
        return first if joined else mention.start

    def _addressee(self, k: int, pronoun: str, at: int) -> str:
        """Return whom the speaker of a question asks, at the end of sentence `k`: "“Why?” Ann Roe asked the mayor"."""
        begin, end = self.sentences[k]
        asked = _ASKED.search(self.reading.text, begin, min(end, at, begin + REACH))
        if not asked or self.topics.is_quoted(asked.start(1)):
            return ""
        told = [word for word in self.topics.about(k).told if word.start >= asked.end()]
        found = [self.reading.text[a:b] for a, b, _ in mentions(self.reading.text, told)[:1] if a == asked.end()]
        return next((name for name in found if self.agreement.fits(pronoun, name)), "")

    def _is_plural_thing(self, subject: Span) -> bool:
        """Tell whether the subject of a sentence is several things, which cannot speak."""
        name = self.reading.text[slice(*subject)]
        word = name.rsplit(maxsplit=1)[-1]
        return word.islower() and singular(word) != word and not self.agreement.fits("they", name)

    def _one_of_two(self, pronoun: str, name: str) -> bool:
        first, joined, last = name.rpartition(" and ")
        return pronoun in {"he", "she"} and bool(joined) and self.agreement.fits(pronoun, last) and self._is_one(first)

    def _is_sure(self, pronoun: str, name: str) -> bool:
        return pronoun in {"it", "they"} or self.agreement.is_known(name)

    def _is_one(self, name: str) -> bool:
        """Tell whether a mention is one person whom the text shows to be one."""
        one = self.agreement.fits("he", name) or self.agreement.fits("she", name)
        return one and self.agreement.is_known(name)

    def _is_question(self, k: int) -> bool:
        """Tell whether sentence `k` asks something outside of direct speech, or the writer of an interview does."""
        begin, end = self.sentences[k]
        if "?" in self.reading.text[max(begin, end - 4) : end] and not self.topics.is_quoted(end - 1):
            return True
        asks = _ASKS.search(self.reading.text, begin, min(end, begin + REACH))
        return bool(asks and self.interviewee and not self.topics.is_quoted(asks.start()))

    def _goes_on(self, stretch: Said) -> str:
        """Return who goes on in a quotation that is a sentence and that nothing attributes.

        At the beginning of a paragraph it is the speaker of the paragraph before; after a sentence about a person that
        person, if no other spoke since; after a question in an interview whom the writer met.
        """
        if self.reading.sentence_start(stretch.start) < stretch.start - 1:
            return ""
        near, last = self._near(stretch.start), self._sentence(stretch.start)
        for k in range(last, max(-1, last - _SENTENCES), -1):
            if self.sentences[k][0] < near:
                break
            said = self._speakers_in(k, stretch.start)
            if said:
                return said[-1] if self._is_one(said[-1]) else ""
            if k == last:
                continue
            if self._is_question(k):
                if self.interviewee:
                    return self.interviewee
                continue
            about = self.topics.about(k)
            person = next((pronoun for pronoun in about.pronouns if pronoun in {"he", "she"}), "")
            if person and (not about.subject or about.pronouns[person] < about.subject[0]):
                return self._meant(about.pronouns[person], person)
            if about.subject:
                name = self.reading.text[slice(*about.subject)]
                return name if self._is_one(name) else ""
        return ""


def _surname(name: str) -> str:
    return re.sub(r"[’'](?:s|$)", "", name.rsplit(maxsplit=1)[-1]).lower()
