"""Direct speech: which quotations are somebody's words, who speaks, and the cue that says so.

A quotation is read with the words before it in its sentence and the words after it. Where a cue attributes it, or it is
a sentence of its own, it is speech. Short quotations without a cue are scare quotes, names or titles and stay with the
author.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from analysis.texts.attribution.block_quotations import block_quotations
from analysis.texts.attribution.cue_speaker import (
    LONGEST_CONTEXT,
    NEAR_COLON,
    Attribution,
    active,
    attribution,
    cue_ends,
    is_noun,
    last_cue,
)
from analysis.texts.attribution.known_speech import known_speech
from analysis.texts.attribution.quotation_marks import Quotation, quotations
from analysis.texts.attribution.subjects import subject_after
from analysis.texts.attribution.titles import is_title, is_title_case
from analysis.texts.attribution.transcripts import Speech, turns
from analysis.texts.attribution.uncued_speakers import sender, signature, subject, unknown_verb
from analysis.texts.attribution.word_classes import DETERMINERS, PRONOUNS, cue_at
from analysis.texts.segmentation.document import ParsedText
from analysis.texts.segmentation.paragraphs import Span
from analysis.texts.segmentation.word_forms import MARKUP, Word

FRAGMENT = 4  # words: a quotation no longer than this needs a cue to count as speech
SENTENCE = 8  # words: one this long is speech even where no cue is found

_PRETEXT = re.compile(r"\b(?:pretext|guise|pretence|pretense|cover|banner|label)s?\s+of\b[^.;:]*$", re.IGNORECASE)
_NOT_MEANT = re.compile(
    r"\b(?:other|so-called|alleged|supposed|self-styled|would-be|self-proclaimed)\s*$", re.IGNORECASE
)
_LINK = re.compile(r"[\s,;]*(?:(?:and|or|but|then|that|also|to|as|for|a|an|the|of|in)[\s,]*)*", re.IGNORECASE)
_CONTENT_AFTER = re.compile(r"\s+that\s+\w+", re.IGNORECASE)
_MODIFIES = re.compile(
    r"[ \xa0-]+(?!(?:and|or|in|on|at|for|of|to|by|with|as|from|about|after|before|when|while|but|if|that)\b)[a-z]"
)

_LONGEST_END = 8  # words of an attribution at the end of a sentence
_SHORT = 7  # words of "asked the crowd on Monday"
_NEAR_END = 3  # characters between an attribution and the end of its paragraph
_LONGEST_LINK = 20  # characters between two titles

# Verbs whose object is a person or thing: a quotation right after one names that, it is not what was said.
_PERSON_OBJECT = frozenset(
    "tell tells told telling ask asks asked quote quoted quoting cite cites cited citing accuse accuses accused "
    "accusing blame blames blamed blaming thank thanks thanked urge urges urged warn warns warned".split()
)


def direct_speech(reading: ParsedText) -> list[Speech]:
    """Return the direct speech of a text, in order: extents with their quotation marks, speaker and cue.

    The speaker is looked for in the sentence that the quotation is in, then, for a quotation without a cue of its
    own, taken from the quotation before it in the paragraph or from the line that introduces it with a colon. What the
    format of the text marks as speech goes before what the rules find.
    """
    text, units = reading.text, reading.paragraphs
    known, marked = known_speech(reading)
    unmarked = _apart(known, _apart(turns(reading), block_quotations(reading)))
    found: list[Speech] = []
    unit_starts = [start for start, _ in units]
    marks = quotations(reading, lambda start, end: cue_ends(reading, start, end))
    marks = [quote for quote in marks if not _overlaps(quote, unmarked)]
    previous = Quotation(-1, -1, True)
    opened = 0  # the first of the speeches that the paragraphs of one long quotation are
    title_end = -1  # where the quotation before ends, if it is a title
    for i, quote in enumerate(marks):
        unit = bisect_right(unit_starts, quote.start) - 1
        limit = marks[i + 1].start if i + 1 < len(marks) else len(text)
        if quote.end <= units[unit][1]:
            wrapped = quote.end == units[unit][1] and unit + 1 < len(units) and text[units[unit + 1][0]].islower()
            limit = min(limit, units[unit + wrapped][1])  # "…,” / says Ann Roe" over a line break
        else:
            limit = quote.end
        floor = marks[i - 2].end if i > 1 else 0  # one quotation at most is in the words before: time stays linear
        place = _Place(reading, found, quote, unit, floor, limit)
        place.title_end = title_end
        continues = not previous.closed and unit > 0 and previous.end <= units[unit - 1][1]
        continues = continues and quote.start == units[unit][0] and bool(found)
        speech = place.speech(continues=continues)
        if speech:
            opened = opened if continues else len(found)
            found.append(speech)
            if speech.speaker and found[opened].speaker is None:  # who speaks is said under the last paragraph
                found[opened:] = [replace(part, speaker=speech.speaker) for part in found[opened:]]
            previous = quote
        elif quote.start >= units[unit][0]:
            previous = quote if quote.closed else previous
        title_end = quote.end if place.titled else -1
    return _apart(sorted(found + unmarked, key=lambda speech: speech.start), marked)


def _apart(first: list[Speech], second: list[Speech]) -> list[Speech]:
    """Return both, in order, without what of the second overlaps the first."""
    kept = first + [speech for speech in second if not _overlaps(speech, first)]
    return sorted(kept, key=lambda speech: speech.start)


def _overlaps(stretch: Speech | Quotation, speeches: list[Speech]) -> bool:
    k = bisect_left(speeches, stretch.end, key=lambda speech: speech.start) - 1
    return k >= 0 and speeches[k].end > stretch.start


def _says_more(sentence: list[Word]) -> bool:
    """Tell a sentence after "?" that has content of its own ("Roe said he agreed") from one that says who asked."""
    k = next((k for k in range(len(sentence)) if cue_at(sentence, k)), len(sentence))
    opens = sentence[k + 1].low if k + 1 < len(sentence) else ""
    return len(sentence) - k > _SHORT or opens in PRONOUNS or opens in {"that", "if", "whether"}


class _Place:
    """A quotation in paragraph `unit`, with the words before it (from `floor`) and after it (up to `limit`)."""

    def __init__(
        self, reading: ParsedText, found: list[Speech], quote: Quotation, unit: int, floor: int, limit: int
    ) -> None:
        text, units, starts = reading.text, reading.paragraphs, reading.sentence_starts
        self.reading = reading
        self.text, self.quote, self.units, self.unit, self.found = text, quote, units, unit, found
        self.title_end, self.titled = -1, False
        self.opens_unit = units[unit][0] if unit >= 0 else 0
        sentence = starts[max(0, bisect_right(starts, quote.start) - 1)] if starts else 0
        last = found[-1] if found else None
        self.last = last if last and last.start >= self.opens_unit else None  # the speech before, in this paragraph
        begin = max(sentence, self.opens_unit, self.last.end if self.last else 0, floor, quote.start - LONGEST_CONTEXT)
        self.before = text[begin : quote.start]
        self.words_before = reading.between(begin, quote.start)
        inside = text[quote.start : quote.end]
        self.inside = (MARKUP.sub("", inside) if "<" in inside or "&" in inside else inside).strip("“”\"'‘’«»„ ")
        self.n = len(self.inside.split())
        self.after_end = self._end_after(starts, limit)
        self.after = text[quote.end : self.after_end]

    def _end_after(self, starts: list[int], limit: int) -> int:
        """Return where the sentence ends; after "?" or "!" the next one, which may name who asked."""
        end = self.quote.end
        limit = min(limit, end + LONGEST_CONTEXT)
        k = bisect_right(starts, self.quote.start)
        while k < len(starts) and starts[k] < end:
            k += 1
        following = starts[k] if k < len(starts) else len(self.text)
        if following <= end + 3 and (
            self.inside.endswith(("?", "!")) or self.text[following : following + 1].islower()
        ):
            asks, following = following, starts[k + 1] if k + 1 < len(starts) else len(self.text)
            if self.text[asks : asks + 1].isupper() and _says_more(self.reading.between(asks, min(limit, following))):
                following = asks
        return max(end, min(limit, following))

    def speech(self, *, continues: bool) -> Speech | None:
        """Return the quotation as speech, or None if it is a scare quote, a name or a title."""
        here = Speech(self.quote.start, self.quote.end)
        if continues:
            ending = signature(self.reading, self.quote.end, self.unit) or self._cue_after()
            same = self.found[-1].speaker
            if ending is None or ending.speaker is None:
                return replace(here, speaker=same)
            pronoun = self.text[slice(*ending.speaker)].lower() in PRONOUNS
            return replace(here, speaker=same if pronoun and same else ending.speaker, cue=ending.cue)
        found = signature(self.reading, self.quote.end, self.unit) or self._cue_before(close=True)
        found = found or self._cue_after() or self._cue_before(close=False) or self._cue_at_end()
        if not self._is_speech(found):
            return None
        if found:
            return replace(here, speaker=self._speaker(found), cue=found.cue)
        if self.last and _LINK.fullmatch(self.before):
            return replace(here, speaker=self.last.speaker, cue=self.last.cue if self.before.strip() else None)
        introduced = self._introduction()
        if introduced:
            return replace(here, speaker=self._speaker(introduced), cue=introduced.cue)
        one = self.last and self.reading.sentence_start(self.quote.start) <= self.last.start
        if self.last and one and self._same_sentence(self.last) and not re.search(r"[.?!;:]", self.before):
            return replace(here, speaker=self.last.speaker)
        return replace(here, speaker=subject(self.text, self.words_before, self.quote.start) or self._goes_on())

    # --- attribution ---

    def _cue_before(self, *, close: bool) -> Attribution | None:
        return last_cue(self.text, self.words_before, self.quote.start, close=close)

    def _cue_after(self) -> Attribution | None:
        sentence = self.reading.between(self.quote.end, self.after_end)[:26]
        if not sentence or not (
            self.inside[-1:] in ",?!.…—–-" or sentence[0].gap.strip(" ”\"'’")[:1] in {",", "—", "–", "-"}
        ):
            return None
        n = cue_at(sentence, 0)
        if n:
            span = subject_after(self.text, sentence, n)
            return Attribution(span, (sentence[0].start, sentence[n - 1].end), close=True)
        if sentence[0].low in {"and", "but"} and "," not in self.inside[-1:] and cue_at(sentence, 1):
            return None  # "… that she did not “like it”, and asked": the cue of what is said is before
        aside = False  # in "X, who asked not to be named, said" the cue comes after the relative clause
        for k in range(1, len(sentence)):
            aside = sentence[k].low in {"who", "which"} if "," in sentence[k].gap else aside
            if aside:
                continue
            if re.search(r"[.;:“”\"!?\n]", sentence[k].gap) and not sentence[k].gap.startswith("."):
                return None
            if sentence[k].low in {"that", "but", "which"}:
                return None
            n = cue_at(sentence, k)
            if n and not is_noun(sentence, k):
                saying = next((j for j in range(k + n, len(sentence)) if sentence[j].low == "saying"), 0)
                if sentence[k].low in {"quoted", "cited"} and saying and sentence[saying - 1].low == "as":
                    return attribution(self.text, sentence, saying - 1, 2)  # "…,” the paper quoted Roe as saying
                return active(self.text, sentence, k, n)
        return unknown_verb(self.text, sentence) if self.inside.endswith(",") else None

    def _cue_at_end(self) -> Attribution | None:
        """Return the attribution that ends the sentence behind a comma: "It heard “a hum” and left, Ann Roe said"."""
        sentence = self.reading.between(self.quote.end, self.after_end)
        for k in range(len(sentence) - 1, max(1, len(sentence) - _LONGEST_END), -1):
            n = cue_at(sentence, k)
            if n and not is_noun(sentence, k):
                found = active(self.text, sentence, k, n)._replace(close=False)
                begins = found.speaker[0] if found.speaker else 0
                return found if begins > self.quote.end + 2 and self.text[begins - 2] == "," else None
        return None

    def _introduction(self) -> Attribution | None:
        """Read the paragraph before, where it ends with a colon and only list items are between."""
        line = self.reading.lines_before_lists[self.unit]
        if self.quote.start - self.opens_unit > 4 or line < 0:
            return None
        start, end = self.units[line]
        if self.text[end - 1] != ":":
            return None
        begin = max(start, end - LONGEST_CONTEXT, self.reading.sentence_start(end - 1))
        found = last_cue(self.text, self.reading.between(begin, end), end, close=False)
        if found and end - found.cue[1] <= NEAR_COLON:
            return found
        return sender(self.text, begin, end)

    def _goes_on(self) -> Span | None:
        """Return the speaker of the paragraph before, if it ends with who said it and this one is all quotation."""
        last = self.found[-1] if self.found and self.unit > 0 else None
        if self.inside.isupper():
            return None  # a subhead
        if not (last and last.speaker and last.cue and (self.quote.start, self.quote.end) == self.units[self.unit]):
            return None
        start, end = self.units[self.unit - 1]
        ends = start <= last.start and last.end < max(last.speaker[1], last.cue[1]) >= end - _NEAR_END
        return last.speaker if ends else None

    def _speaker(self, found: Attribution) -> Span | None:
        """Return the mention of the speaker; a cue without one of its own goes on with the speech before it."""
        of_before = found.speaker and self.text[slice(*found.speaker)].lower() == "it" and self.found
        if of_before and self.text[slice(*found.cue)].startswith("continue"):
            return self.found[-1].speaker or found.speaker  # "“…,” a notice says. “…,” it continues"
        if found.speaker is None and self.last and self._same_sentence(self.last):
            return self.last.speaker
        return found.speaker

    def _same_sentence(self, speech: Speech) -> bool:
        first = self.words_before[0] if self.words_before else None
        if (
            first
            and first.start < speech.end + 3
            and re.search(r"[.?!]\W{0,2}$", self.text[speech.start : speech.end][-4:])
        ):
            return False
        return first is not None and first.start >= speech.end and "." not in first.gap

    # --- speech or not ---

    def _is_speech(self, found: Attribution | None) -> bool:
        if self.n == 0:
            return False
        sentence = self.n >= FRAGMENT and self.inside[:1].isupper() and self.inside[-1:] in ".!?…,"
        if self.n < 2 * SENTENCE and not sentence and _PRETEXT.search(self.before[-120:]):
            return False
        self.titled = self._is_title(found)
        if self.titled:
            return False
        if self.n <= FRAGMENT:
            return self._fragment_is_speech(found)
        return True

    def _is_title(self, found: Attribution | None) -> bool:
        if self.title_end >= 0 and self.inside[:1].isupper() and self.before.strip():
            between = self.text[self.title_end : self.quote.start]
            if len(between) < _LONGEST_LINK and _LINK.fullmatch(between):
                return True
        unit = self.units[self.unit] if self.unit >= 0 else (0, 0)
        if not found and self.n > 2 and (self.quote.start, self.quote.end) == unit and self.inside[-1:] not in "?!,":
            return is_title_case(self.inside) and not self.inside.isupper()  # a line of its own over others
        cue = self.text[slice(*found.cue)] if found else ""
        return is_title(self.before, self.inside, self.after, cue=cue, close=bool(found and found.close))

    def _fragment_is_speech(self, found: Attribution | None) -> bool:
        linked = self.last is not None and bool(_LINK.fullmatch(self.before)) and bool(self.before.strip())
        if found is None:
            alone = not self.before.strip() and self.inside[-1:] in ".!?,…"
            return (
                linked
                or alone
                or (self.n > 1 and self.before.rstrip().endswith(":"))
                or (self.n > 1 and self.before.rstrip().endswith(",") and self.inside[:1].isupper())
                or bool(self._introduction())
            )
        if _NOT_MEANT.search(self.before[-30:]) or _CONTENT_AFTER.match(self.after):
            return False
        word = self.words_before[-1] if self.words_before else None
        if word and word.low in _PERSON_OBJECT and not self.before.rstrip().endswith((",", ":")):
            return False
        if re.match(r"\s+as saying\b", self.after):
            return False
        inside_before = found.cue[1] <= self.quote.start
        return inside_before or not word or word.low not in DETERMINERS or not _MODIFIES.match(self.after)
