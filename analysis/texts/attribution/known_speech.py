"""Speech that the format of a text marks: block quotations, and the turns of a transcript."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from analysis.texts.attribution.block_quotations import SENTENCE_END, announcement
from analysis.texts.attribution.cue_speaker import Attribution
from analysis.texts.attribution.transcripts import Speech, is_question, turn_label
from analysis.texts.attribution.uncued_speakers import signature
from analysis.texts.segmentation.document import ParsedText
from analysis.texts.segmentation.known_stretches import QUOTE, TURN, Known
from analysis.texts.segmentation.paragraphs import Span

_MARK = re.compile(r"[“\"‘'«„]")


def known_speech(reading: ParsedText) -> tuple[list[Speech], list[Speech]]:
    """Return what is somebody's words because the format says so, in order, a stretch for each paragraph.

    In the second list are the block quotations that begin with a quotation mark and whose speaker the format does not
    give: the rules for quotations say more of them, which words only say who speaks.

    A turn is direct speech without the label in front of it ("ROE:"); where it has neither label nor speaker, it goes
    on with the turn right before it, and what is under "Q" is the author's. A block quotation is direct speech as a
    whole. Where the format does not say whose, a name behind a dash at its end does, or the line with a colon before.
    """
    sure, marked = list[Speech](), list[Speech]()
    for block in _blocks(reading):
        turns = block[0].kind == TURN
        for speech in (_turns if turns else _quoted)(reading, block):
            unsure = not turns and not speech.named and _MARK.match(reading.text, speech.start)
            if speech.start < speech.end:
                (marked if unsure else sure).append(speech)
    return sure, marked


def _blocks(reading: ParsedText) -> Iterator[list[Known]]:
    """Yield what somebody says, and what follows it right away of the same kind; quotations of one speaker."""
    block: list[Known] = []
    for one in reading.known:
        if block:
            last = block[-1]
            same = one.kind == last.kind and (one.kind == TURN or one.speaker == last.speaker)
            if same and not reading.text[last.end : one.start].strip():
                block.append(one)
                continue
            yield block
        block = [one] if one.kind in (QUOTE, TURN) else []
    if block:
        yield block


def _units(reading: ParsedText, start: int, end: int) -> range:
    """Return which paragraphs are in a known stretch."""
    units = reading.paragraphs
    return range(bisect_left(units, (start, start)), bisect_left(units, (end, end)))


def _turns(reading: ParsedText, block: list[Known]) -> Iterator[Speech]:
    speaker: Span | None = None
    cue: Span | None = None
    named, asks = "", False
    for one in block:
        for number, unit in enumerate(_units(reading, one.start, one.end)):
            start, end = reading.paragraphs[unit]
            label = None if number else turn_label(reading.text, start, end, one.speaker)
            if label:
                speaker, start = label
                mark = max(speaker[1], reading.text.rfind(":", speaker[1], start))
                cue, named, asks = (mark, mark + 1), one.speaker, not one.speaker and is_question(reading.text, speaker)
            elif not number and one.speaker:
                speaker, cue, named, asks = None, None, one.speaker, False
            if not asks:
                yield Speech(start, end, speaker, cue, named)


def _quoted(reading: ParsedText, block: list[Known]) -> Iterator[Speech]:
    units = _units(reading, block[0].start, block[-1].end)
    found, stop = None, block[-1].end
    if not block[0].speaker and units:
        found, stop = _signed(reading, units[-1], stop)
        if not found and units[0]:
            found = announcement(reading, *reading.paragraphs[units[0] - 1])
        found = found or signature(reading, reading.paragraphs[units[-1]][1], units[-1])
    for unit in units:
        start, end = reading.paragraphs[unit]
        yield Speech(
            start, min(end, stop), found.speaker if found else None, found.cue if found else None, block[0].speaker
        )


def _signed(reading: ParsedText, unit: int, stop: int) -> tuple[Attribution | None, int]:
    """Return the name behind a dash that ends a paragraph, and where what is said ends then: "… again. — Ann Roe"."""
    text, (start, end) = reading.text, reading.paragraphs[unit]
    dash = max(text.rfind(sign, start, end) for sign in "—–―")
    found = signature(reading, dash, unit) if dash >= start else None
    if not found or not (dash == start or "(@" in text[dash:end] or SENTENCE_END.search(text[start:dash].rstrip())):
        return None, stop
    return found, start + len(text[start:dash].rstrip())
