"""Quotation marks of a text, paired: where each outermost quotation opens and closes.

Newspapers close quotations late, twice, never, or with the wrong mark. The pairing is by paragraph, from the shape of
each mark (what is before and after it) and from how many closing marks are still to come. Whether a quotation is
somebody's speech is not decided here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

from analysis.texts.segmentation.document import ParsedText

_MARK = re.compile("[“”„‟«»\"″]|''")
_OPENING, _CLOSING, _TURNED, _EITHER = "open", "close", "turned", "either"
_BEFORE_OPENER = frozenset("([{<—–-/…:=*_>|‘'")
_AFTER_CLOSER = frozenset(".,;:!?)]}>—–-/…*_<|’'”")
_SOURCE = re.compile(r"\s*\([^()\n]{1,250}\)[.;]?\s*$")

_SINGLE_OPENER = re.compile(
    r"(?<![\w.,!?’'])[‘'](?=[\w“\"$£€¿¡\[(…])(?!(?:\d\ds?|tis|twas|em|til|till|cause|bout|n)\b)"
)
_SINGLE_CLOSER = re.compile(r"(?<=[\w.,!?…;:)\]%”\"])[’'](?!\w)")
_LONGEST_SINGLE = 1500  # characters in which a single quotation mark looks for its partner

Attributes = Callable[[int, int], bool]


class Quotation(NamedTuple):
    """One outermost quotation, its marks included; `closed` is false where the closing mark is missing."""

    start: int
    end: int
    closed: bool


def quotations(reading: ParsedText, attributes: Attributes) -> list[Quotation]:
    """Return the outermost quotations of a text, in order and without overlap.

    Parameters
    ----------
    reading
        The text.
    attributes
        Says whether a stretch of the text, from the start of a sentence to an opening mark, attributes what follows
        ("She added,").

    Notes
    -----
    A quotation that is never closed ends where a new sentence attributes another one, else before a source in brackets
    at the end of its paragraph, else with the paragraph: a list item is a paragraph, and by the convention of print
    each paragraph of a long quotation opens one and only the last closes it. A mark that closes by its form but is
    where one opens (after a space, before a word) opens. Where an inner quotation and the outer one end with one mark,
    the outer one ends there. Single marks count where no double ones are around them. Misleads where both marks of a
    pair are missing or an apostrophe at the end of a word is followed by another one.
    """
    spans: list[Quotation] = []
    text = reading.text
    pending = -1  # the opening mark of a quotation that was not closed in the paragraph before
    for start, end in reading.paragraphs:
        marks = _marks(text, start, end)
        doubles: list[Quotation] = []
        if pending >= 0 and marks and marks[0][2] == _CLOSING and spans:
            doubles.append(Quotation(spans.pop().start, marks.pop(0)[1], True))
        doubles += _pair(reading, end, marks, attributes)
        pending = doubles[-1].start if doubles and not doubles[-1].closed else -1
        spans += _with_singles(text, start, end, doubles)
    return spans


def _marks(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    return [(m.start(), m.end(), _role(text, m, start, end)) for m in _MARK.finditer(text, start, end)]


def _role(text: str, mark: re.Match[str], start: int, end: int) -> str:
    """Tell what a mark does, from its form and its neighbours."""
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    opens = (before.isspace() or before in _BEFORE_OPENER) and not after.isspace()
    closes = not before.isspace() and (after.isspace() or after in _AFTER_CLOSER)
    form = mark.group()
    if form in "“‟„«":
        return _CLOSING if closes and not opens and form in "“‟" else _OPENING
    if form in "”»":
        return _TURNED if before.isspace() and (opens or form == "”") and mark.end() < end else _CLOSING
    if opens == closes:
        return _EITHER
    return _OPENING if opens else _CLOSING


def _pair(reading: ParsedText, end: int, marks: list[tuple[int, int, str]], attributes: Attributes) -> list[Quotation]:
    """Pair the double marks of one paragraph."""
    spans = []
    openers = sum(role in (_OPENING, _TURNED) for _, _, role in marks)
    closers = sum(role == _CLOSING for _, _, role in marks)
    outer, depth = -1, 0
    for first, last, role in marks:
        opens = role == _OPENING or (role in (_TURNED, _EITHER) and outer < 0)
        if outer < 0:
            if opens:
                outer, depth = first, 1
        elif role in (_OPENING, _TURNED):
            sentence = reading.sentence_start(first)
            if closers >= openers + depth and role == _OPENING:
                depth += 1
            elif sentence > outer and attributes(sentence, first):
                spans.append(_unclosed(reading.text, outer, sentence))
                outer, depth = first, 1
            elif role == _TURNED:
                depth -= 1
        else:
            depth -= 1
        if outer >= 0 and depth == 0:
            spans.append(Quotation(outer, last, True))
            outer = -1
        openers -= role in (_OPENING, _TURNED)
        closers -= role == _CLOSING
    if outer >= 0:
        spans.append(_unclosed(reading.text, outer, end))
    return spans


def _unclosed(text: str, start: int, end: int) -> Quotation:
    source = _SOURCE.search(text, max(start + 1, end - 300), end)
    end = source.start() if source else end
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return Quotation(start, end, False)


def _with_singles(text: str, start: int, end: int, doubles: list[Quotation]) -> list[Quotation]:
    """Add quotations in single marks to those in double ones; the outer of two nested ones stays."""
    closers = [mark.start() for mark in _SINGLE_CLOSER.finditer(text, start, end)]
    if not closers:
        return doubles
    openers = [mark.start() for mark in _SINGLE_OPENER.finditer(text, start, end)]
    begins = [double.start for double in doubles]
    singles: list[Quotation] = []
    for i, opener in enumerate(openers):
        around = bisect_right(begins, opener) - 1
        inside = around >= 0 and opener < doubles[around].end
        if inside or (singles and opener < singles[-1].end):
            continue
        limit = min(end, opener + _LONGEST_SINGLE, openers[i + 1] if i + 1 < len(openers) else end)
        closer = _single_closer(text, opener, limit, closers)
        around = bisect_right(begins, closer) - 1
        crosses = around >= 0 and doubles[around].start > opener and closer < doubles[around].end
        if closer > 0 and not crosses:
            singles.append(Quotation(opener, closer + 1, True))
    kept = [double for double in doubles if not _covered(double, singles)]
    return sorted(kept + singles)


def _single_closer(text: str, opener: int, limit: int, closers: list[int]) -> int:
    """Return the closing mark for a single opener: a sure one first, else one that may be a plural possessive."""
    perhaps = -1
    for i in range(bisect_right(closers, opener), len(closers)):
        closer = closers[i]
        if closer >= limit:
            break
        possessive = text[closer - 1] in "sS" and re.match(r"\s+[a-z]", text[closer + 1 : closer + 4])
        if not possessive:
            return closer
        perhaps = closer if perhaps < 0 else perhaps
    return perhaps


def _covered(inner: Quotation, outers: list[Quotation]) -> bool:
    i = bisect_right(outers, (inner.start, len(outers) and outers[-1].end + 1, True)) - 1
    return i >= 0 and outers[i].start <= inner.start and inner.end <= outers[i].end
