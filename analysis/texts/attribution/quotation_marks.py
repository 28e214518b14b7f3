"""Quotation marks of a text, paired: where each outermost quotation opens and closes.

Newspapers close quotations late, twice, never, or with the wrong mark. The pairing is by paragraph, from the shape of
each mark (what is before and after it) and from how many closing marks are still to come. Whether a quotation is
somebody's speech is not decided here.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import NamedTuple

from analysis.texts.attribution.transcripts import PERSONAL
from analysis.texts.attribution.word_classes import PRONOUNS, cue_at
from analysis.texts.segmentation.document import ParsedText

_NAMED = {"ldquo": "“", "#8220": "“", "#x201c": "“", "rdquo": "”", "#8221": "”", "#x201d": "”", "laquo": "«"}
_NAMED |= {"#171": "«", "raquo": "»", "#187": "»", "bdquo": "„", "#8222": "„", "quot": '"', "#34": '"', "#x22": '"'}
# Each pattern begins with the sign, so that few places of a text are tried.
_MARK = re.compile(rf"[“”„‟«»\"″'&](?:(?<!['&])|(?<=')'|(?<=&)({'|'.join(_NAMED)});)", re.IGNORECASE)
_MAY_BE_MARK = re.compile(r"[“”„‟«»\"″‘&'’](?:(?<!['’])|(?!\w))")  # no apostrophe inside a word
_OPENS_SINGLE = frozenset({"‘", "'", "&"})
_ATTRIBUTE = re.compile(r"[A-Za-z][\w-]*=\Z")
_OPENING, _CLOSING, _TURNED, _EITHER = "open", "close", "turned", "either"
_BEFORE_OPENER = frozenset("([{<—–-/…:=*_>|‘'")
_AFTER_CLOSER = frozenset(".,;:!?)]}>—–-/…*_<|’'”")
_SOURCE = re.compile(r"\s*\([^()\n]{1,250}\)[.;]?\s*$")

_SINGLE_OPENER = re.compile(
    r"[‘'&](?<![\w.,!?’'].)(?:(?<!&)|(?:lsquo|#8216|#x2018);)(?=[\w“\"$£€¿¡\[(…])"
    r"(?!(?:\d\ds?|tis|twas|em|til|till|cause|bout|n)\b)"
)
_SINGLE_CLOSER = re.compile(r"[’'&](?<=[\w.,!?…;:)\]%”\"].)(?:(?<!&)|(?:rsquo|#8217|#x2019);)(?!\w)")
_NEAR = 90  # characters in which the attribution of a quotation that lacks a mark is looked for
_LONGEST_SUBJECT = 8  # words of it
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
    following = [start for start, _ in reading.paragraphs[1:]] + [len(text)]
    may_be = [match.start() for match in _MAY_BE_MARK.finditer(text)]
    k = 0
    for (start, end), after in zip(reading.paragraphs, following, strict=False):
        first, k = k, bisect_left(may_be, end, k)
        if first == k and text[end - 1] not in "'’" and text[after : after + 1] not in _OPENS_SINGLE:
            pending = -1
            continue  # most paragraphs
        marks = _marks(text, start, end)
        doubles: list[Quotation] = []
        if pending >= 0 and marks and marks[0][2] == _CLOSING and spans:
            doubles.append(Quotation(spans.pop().start, marks.pop(0)[1], True))
        doubles += _pair(reading, start, end, marks, attributes)
        pending = doubles[-1].start if doubles and not doubles[-1].closed else -1
        spans += _with_singles(text, start, end, doubles, goes_on=bool(_SINGLE_OPENER.match(text, after)))
    return spans


def _marks(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    attribute = False  # the mark before opens the value of an attribute in a tag: <a href="…">
    for mark in _MARK.finditer(text, start, end):
        closes = attribute and mark.group() == '"'
        opener = not closes and mark.group() == '"' and text[mark.start() - 1 : mark.start()] == "="
        attribute = opener and _ATTRIBUTE.search(text, max(start, mark.start() - 20), mark.start()) is not None
        if not (attribute or closes):
            found.append((mark.start(), mark.end(), _role(text, mark, start, end)))
    return found


def _role(text: str, mark: re.Match[str], start: int, end: int) -> str:
    """Tell what a mark does, from its form and its neighbours."""
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    opens = (before.isspace() or before in _BEFORE_OPENER) and not after.isspace()
    closes = not before.isspace() and (after.isspace() or after in _AFTER_CLOSER)
    form = _NAMED[mark.group(1).lower()] if mark.group(1) else mark.group()
    if form in "“‟„«":
        return _CLOSING if closes and not opens and form != "„" else _OPENING
    if form in "”»":
        turned = (before.isspace() and (opens or form == "”")) or (opens and form == "»")
        return _TURNED if turned and mark.end() < end else _CLOSING
    if opens == closes:
        return _EITHER
    return _OPENING if opens else _CLOSING


def _pair(
    reading: ParsedText, start: int, end: int, marks: list[tuple[int, int, str]], attributes: Attributes
) -> list[Quotation]:
    """Pair the double marks of one paragraph."""
    spans: list[Quotation] = []
    openers = sum(role in (_OPENING, _TURNED) for _, _, role in marks)
    closers = sum(role == _CLOSING for _, _, role in marks)
    outer, depth = -1, 0
    for first, last, role in marks:
        opens = role == _OPENING or (role in (_TURNED, _EITHER) and outer < 0)
        if outer < 0:
            if opens:
                outer, depth = first, 1
            elif reading.text[first - 1] in ",.?!…" and _attribution_after(reading, last, end):
                begin = _lost_opening(reading, max(start, spans[-1].end if spans else start), first)
                spans += [Quotation(begin, last, True)] if begin >= 0 else []
        elif role in (_OPENING, _TURNED):
            sentence = reading.sentence_start(first)
            if closers >= openers + depth and role == _OPENING:
                depth += 1
            elif sentence > outer and attributes(sentence, first):
                spans.append(_unclosed(reading, outer, sentence))
                outer, depth = first, 1
            elif sentence == first and _attribution_before(reading, outer, first) >= 0:
                spans.append(_unclosed(reading, outer, first))
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
        spans.append(_unclosed(reading, outer, end))
    return spans


def _attribution_after(reading: ParsedText, start: int, end: int) -> bool:
    """Tell whether a cue follows a closing mark: "…,” Ann Roe said"."""
    words = reading.between(start, min(end, start + _NEAR))
    stops = (i for i, word in enumerate(words) if i and re.search(r"[.;:!?“\"\n]", word.gap))
    return any(cue_at(words, i) for i in range(min(next(stops, len(words)), _LONGEST_SUBJECT)))


def _attribution_before(reading: ParsedText, start: int, end: int) -> int:
    """Return where the attribution begins that ends ``text[start:end]`` (", he said."), or -1."""
    words = reading.between(max(start, end - _NEAR), end)[-_LONGEST_SUBJECT:]
    for i in range(len(words) - 1, 0, -1):
        if not cue_at(words, i):
            continue
        first = i
        while first and not re.search(r"[,?!]", words[first].gap):
            first -= 1
        named = words[first].low in PRONOUNS or any(word.capital for word in words[first:])
        inside = any(re.search(r"[.;:]", word.gap) for word in words[first + 1 :])
        return words[first].start - len(words[first].gap) + 1 if first and named and not inside else -1
    return -1


def _lost_opening(reading: ParsedText, limit: int, mark: int) -> int:
    """Return where a quotation without an opening mark begins, or -1 where a quotation is before it in its sentence.

    It begins with its sentence, or with one before that, as long as all of them say "I", "we" or "you".
    """
    starts = reading.sentence_starts
    k = bisect_left(starts, mark) - 1
    if k < 0 or starts[k] < limit:
        return -1
    while k and starts[k - 1] >= limit and PERSONAL.search(reading.text, starts[k - 1], starts[k]):
        k -= 1
    return starts[k]


def _unclosed(reading: ParsedText, start: int, end: int) -> Quotation:
    """Return a quotation without a closing mark, which ends with the paragraph or before its attribution."""
    text = reading.text
    attribution = _attribution_before(reading, start, end)
    if attribution >= 0:
        return Quotation(start, attribution, True)
    source = _SOURCE.search(text, max(start + 1, end - 300), end)
    end = source.start() if source else end
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return Quotation(start, end, False)


def _with_singles(text: str, start: int, end: int, doubles: list[Quotation], *, goes_on: bool) -> list[Quotation]:
    """Add quotations in single marks to those in double ones; the outer of two nested ones stays.

    With `goes_on` the next paragraph opens one: the last of this paragraph may be open.
    """
    closers = [mark.span() for mark in _SINGLE_CLOSER.finditer(text, start, end)]
    if not closers and not goes_on:
        return doubles
    openers = [mark.start() for mark in _SINGLE_OPENER.finditer(text, start, end)]
    begins = [double.start for double in doubles]
    singles: list[Quotation] = []
    for i, opener in enumerate(openers):
        around = bisect_right(begins, opener) - 1
        inside = around >= 0 and opener < doubles[around].end
        if inside or (singles and opener < singles[-1].end):
            continue
        last = i + 1 == len(openers)
        limit = min(end, opener + _LONGEST_SINGLE, end if last else openers[i + 1])
        closer, sure = _single_closer(text, opener, limit, closers)
        nests = opener == start and not last and not sure
        if nests:  # others are inside: "'The 'old' farm,' he said"
            closer = _outer_closer(text, openers, closers)
            sure = closer > 0
        around = bisect_right(begins, closer) - 1
        crosses = around >= 0 and doubles[around].start > opener and closer < doubles[around].end
        if (last or nests) and goes_on and not sure:
            singles.append(Quotation(opener, end, False))
        elif closer > 0 and not crosses:
            singles.append(Quotation(opener, closer, True))
    kept = [double for double in doubles if not _covered(double, singles)]
    return sorted(kept + singles)


def _outer_closer(text: str, openers: list[int], closers: list[tuple[int, int]]) -> int:
    """Return where the quotation ends that the first single mark opens and that holds others, or -1."""
    marks = [(opener, 1, opener) for opener in openers]
    marks += [(first, -1, last) for first, last in closers if first > openers[0] and not _possessive(text, first, last)]
    depth = 0
    for _, step, last in sorted(marks):
        depth += step
        if depth == 0:
            return last
    return -1


def _possessive(text: str, first: int, last: int) -> bool:
    """Tell whether an apostrophe may end a plural possessive: "the boys' farm"."""
    return text[first - 1] in "sS" and re.match(r"\s+[a-z]", text[last : last + 3]) is not None


def _single_closer(text: str, opener: int, limit: int, closers: list[tuple[int, int]]) -> tuple[int, bool]:
    """Return where a single quotation ends, or -1, and whether it is sure: the mark may end a plural possessive."""
    perhaps = -1
    for k in range(bisect_right(closers, (opener, opener)), len(closers)):
        first, last = closers[k]
        if first >= limit:
            break
        if not _possessive(text, first, last):
            return last, True
        perhaps = last if perhaps < 0 else perhaps
    return perhaps, False


def _covered(inner: Quotation, outers: list[Quotation]) -> bool:
    i = bisect_right(outers, (inner.start, len(outers) and outers[-1].end + 1, True)) - 1
    return i >= 0 and outers[i].start <= inner.start and inner.end <= outers[i].end
