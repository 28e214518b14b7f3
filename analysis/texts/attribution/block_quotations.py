"""Speech set off by the page, not by quotation marks: announced and indented paragraphs, dialogue, embedded posts."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from analysis.texts.attribution.cue_speaker import LONGEST_CONTEXT, NEAR_COLON, Attribution, last_cue
from analysis.texts.attribution.subjects import subject_after, subject_before
from analysis.texts.attribution.transcripts import PERSONAL, Speech
from analysis.texts.attribution.word_classes import cue_at, cue_takes
from analysis.texts.segmentation.document import ParsedText
from analysis.texts.segmentation.paragraphs import Span

_ITEM = re.compile(r"(?:[-–—•*·]|\(?(?:\d{1,3}|[A-Za-z])[.)])\s")
_NARRATOR = frozenset("i we you".split())
_DIALOGUE = re.compile(r"(?:[—–―][ \xa0]?|- )(?=[^\W\d_a-z]|[“\"¿¡…])")
_REPLY = re.compile(r">[ \xa0]?(?=\w|[“\"])")
_POSTED = re.compile(r"[—–―-]{1,2} ?([^\W\d_a-z][^()\n@]{1,60}?) \(@\w{1,30}\)")
SENTENCE_END = re.compile(r"[.!?…][\"”’»)]*$")
_STOP = re.compile(r"[,?!…—–]")
_ASIDE = re.compile(r"(?:, (?:who|which|a|an|the)\b[^,.;:!?\n]*)?[,.;:]?")
_AROUND = " \xa0,;:—–―."
_LONGEST_ASIDE = 120  # characters of ", said the farmer, who had waited"
_LONGEST_TURN = 80  # words of a turn in which the speaker is looked for
_WIDEST = 40  # characters of white space before an indented line


def block_quotations(reading: ParsedText) -> list[Speech]:
    """Return what is somebody's words by its place on the page, in order.

    These are the paragraph that a line with a cue and a colon announces ("He said:"), and the lines after it if they
    are indented; lines that begin with ">"; dialogue whose turns begin with a dash; and the paragraph above a line
    "— Name (@name)".
    """
    taken = [*_announced(reading), *_replies(reading), *_dialogue(reading), *_posted(reading)]
    taken.sort(key=lambda speech: (speech.start, -speech.end))
    kept = taken[:1]
    for speech in taken[1:]:
        if speech.start >= kept[-1].end:
            kept.append(speech)
    return kept


def _announced(reading: ParsedText) -> list[Speech]:
    text = reading.text
    found: list[Speech] = []
    block: tuple[int, Speech] | None = None  # the indentation of an announced block, and its first line
    for (begin, stop), (start, end) in pairwise(reading.paragraphs):
        if block and found[-1].end == stop and _indent(text, start) >= block[0] and _next_line(text, stop, start):
            found.append(replace(block[1], start=start, end=end))
            continue
        block = None
        if text[stop - 1] != ":" or not text[start].isalnum() or _ITEM.match(text, start, end):
            continue
        cue = announcement(reading, begin, stop)
        if cue:
            found.append(Speech(start, end, cue.speaker, cue.cue))
            indent = _indent(text, start)
            block = (indent, found[-1]) if indent > _indent(text, begin) else None
    return found


def announcement(reading: ParsedText, begin: int, stop: int) -> Attribution | None:
    """Return the attribution in a line that ends in a colon, if somebody but the writer speaks."""
    line = reading.between(max(begin, reading.sentence_start(stop - 1), stop - LONGEST_CONTEXT), stop)
    cue = last_cue(reading.text, line, stop, close=False) if reading.text[stop - 1] == ":" else None
    if cue is None or cue.speaker is None or stop - cue.cue[1] > NEAR_COLON:
        return None
    if any(word.low in {"that", "following"} for word in line if word.start >= cue.cue[1]):  # "said that it has:"
        return None
    return None if reading.text[slice(*cue.speaker)].lower() in _NARRATOR else cue


def _indent(text: str, start: int) -> int:
    """Return how many characters are between the start of the line and `start`."""
    return start - (text.rfind("\n", max(0, start - _WIDEST), start) + 1)


def _next_line(text: str, stop: int, start: int) -> bool:
    """Tell whether nothing but one line break is between two paragraphs."""
    return text.count("\n", stop, start) == 1


def _replies(reading: ParsedText) -> list[Speech]:
    """Return the lines that begin with ">", as in letters and on pages that quote; a block of them has one speaker."""
    found: list[Speech] = []
    above = -1  # the end of the line before, if it was quoted so
    for (begin, stop), (start, end) in pairwise([(0, 0), *reading.paragraphs] if ">" in reading.text else []):
        mark = _REPLY.match(reading.text, start, end)
        if mark and SENTENCE_END.search(reading.text, max(mark.end(), end - 4), end):
            pieces = _spoken(reading, mark.end(), end)
            if above >= 0 and pieces[0].speaker is None and _next_line(reading.text, above, start):
                pieces = [replace(piece, speaker=found[-1].speaker) for piece in pieces]
            cue = announcement(reading, begin, stop) if stop and pieces[0].speaker is None else None
            found += [replace(piece, speaker=cue.speaker, cue=cue.cue) for piece in pieces] if cue else pieces
            above = end
    return found


def _dialogue(reading: ParsedText) -> list[Speech]:
    """Return what is said after the dashes at the start of paragraphs, where one of them says who speaks."""
    text = reading.text
    said, hyphens = [], 0
    for start, end in reading.paragraphs:
        dash = _DIALOGUE.match(text, start, end) if text[start] in "—–―-" else None
        if dash and SENTENCE_END.search(text, max(dash.end(), end - 4), end):
            said.append(_spoken(reading, dash.end(), end))
            hyphens += text[start] == "-"
    if sum(pieces[0].cue is not None for pieces in said) > (hyphens > 0):  # a hyphen more often opens a list
        return [piece for pieces in said for piece in pieces]
    addressed = 0 if hyphens else sum(bool(PERSONAL.search(text, pieces[0].start, pieces[-1].end)) for pieces in said)
    return [piece for pieces in said for piece in pieces] if len(said) > 1 and 2 * addressed > len(said) else []


def _spoken(reading: ParsedText, start: int, end: int) -> list[Speech]:
    """Return what is said in a paragraph without what says who speaks: "We are closed, she said, come tomorrow."."""
    text, words = reading.text, reading.between(start, end)[:_LONGEST_TURN]
    for i in range(1, len(words)):
        n = cue_at(words, i)
        if not n or "after" not in cue_takes()[tuple(word.low for word in words[i : i + n])]:
            continue
        if _STOP.search(words[i].gap):
            speaker, begin = subject_after(text, words, i + n), words[i].start
            stop = speaker[1] if speaker else 0
        else:
            speaker = subject_before(text, words, i)
            begin, stop = speaker[0] if speaker else 0, words[i + n - 1].end
            if not _STOP.search(text[max(start, begin - 2) : begin]):
                continue
        if speaker:
            aside = _ASIDE.match(text, stop, min(end, stop + _LONGEST_ASIDE))
            stop = aside.end() if aside else stop
            pieces = [_trimmed(text, start, begin), _trimmed(text, stop, end)]
            return [Speech(a, b, speaker, (words[i].start, words[i + n - 1].end)) for a, b in pieces if a < b]
    return [Speech(start, end)]


def _trimmed(text: str, start: int, end: int) -> Span:
    """Return a stretch without the spaces, commas and dashes around it."""
    bare = text[start:end].lstrip(_AROUND)
    return end - len(bare), end - len(bare) + len(bare.rstrip(_AROUND.replace(".", "")))


def _posted(reading: ParsedText) -> list[Speech]:
    """Return the embedded posts: what is before "— Name (@name)" in its paragraph, or the paragraph above that line."""
    text, found = reading.text, []
    for (begin, stop), (start, end) in pairwise([(0, 0), *reading.paragraphs] if "(@" in text else []):
        signed = _POSTED.search(text, start, min(end, start + LONGEST_CONTEXT))
        if signed:
            post = (begin, stop) if signed.start() == start else _trimmed(text, start, signed.start())
            if post[0] < post[1]:
                found.append(Speech(*post, signed.span(1), (signed.start(), signed.start() + 1)))
    return found
