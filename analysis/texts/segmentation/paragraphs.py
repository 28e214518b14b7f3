"""Paragraphs of a text, as offsets: which line breaks end one, and which only wrap it.

In saved pages each line is a paragraph. In mail, old databases and plain-text exports a paragraph is wrapped into lines
of like length. Most breaks of a text are of one kind, so the kind is found by majority, and a few breaks of the
other kind do not change it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

Span = tuple[int, int]  # [start, end) in a text

LEAST_WRAPPED = 0.3  # share of the breaks that go on with a small letter; about .6 in wrapped prose
MOST_SINGLE = 0.2  # share of the breaks without a blank line in a wrapped text that has one after every line
FULL = 0.75  # of the width; a wrapped line as long without a stop goes on, though the next word would have fitted
NARROW = 30  # characters; no text is wrapped narrower
LONG = 60  # characters; a shorter line before a small letter may be a heading, and the next begin with "de Vries"

_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")
_TAG = re.compile(
    r"</?(?:p|br|div|li|ul|ol|h[1-6]|table|tr|t[dh]|blockquote|section|article|figcaption)\b[^<>\n]{0,300}>",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?…][\"'”’»)\]]*$")
_SMALL = re.compile(r"[a-zß-öø-ÿ][a-zß-öø-ÿ’'-]*(?![\w@/]|\.\w)")  # no "iPhone", no "www.…"
_CREDIT = re.compile(r"(?:by|words|via|photos?|pictures?|with files|with reporting) (?:by |from )?(?:the )?[A-Z]")
_ITEM = re.compile(r"(?:[-–—•*>]+|\(?\d{1,3}[.)])\s")


class _Line(NamedTuple):
    start: int
    end: int
    indent: int
    stops: bool  # it ends with a stop
    goes_on: bool  # it begins with a small letter, as the line before has no stop
    apart: bool  # a blank line is before it


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the paragraphs of a text as ``(start, end)``, white space at both ends left out.

    A blank line or a tag like "</p>" ends a paragraph, and so does a single line break unless the lines are wrapped.
    They are taken to be wrapped where more of them go on with a small letter than end with a stop. Then a break ends a
    paragraph where the line is short, or has a stop and the next word would have fitted into it, or where a list item
    or an indented line follows; and if nearly every line of such a text is followed by a blank one, blank lines count
    as single breaks. In a text that is not wrapped, a long line without a stop still goes on in the next one if that
    begins with a small letter.

    Misleads for verse whose lines begin with small letters: a stanza is then one paragraph.
    """
    lines = list(_lines(text))
    breaks = [k for k, line in enumerate(lines) if k and not line.apart]
    every = list(range(1, len(lines)))
    if len(every) > 4 and len(breaks) <= MOST_SINGLE * len(every) and _width(lines, every):
        breaks = every
    width = _width(lines, breaks)
    width_at = dict.fromkeys(breaks, width)
    if not width:
        for block in _runs(breaks):
            if sum(lines[k].goes_on for k in block) > 1:
                width_at.update(dict.fromkeys(block, _width(lines, block)))
    found: list[Span] = []
    joined = False
    for k, line in enumerate(lines):
        joined = k > 0 and _is_one(text, lines[k - 1], line, width_at.get(k, 0), joined=joined)
        found.append((found.pop()[0] if joined else line.start, line.end))
    return found


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines that are not blank."""
    last, stops = -1, True
    for begin, stop, tagged in _pieces(text):
        start, end = _strip(text, begin, stop)
        stops = stops or tagged
        if start == end:
            continue
        goes_on = not stops and bool(_SMALL.match(text, start, end)) and not _CREDIT.match(text, start, end)
        apart = last >= 0 and (tagged or text.count("\n", last, start) > 1)
        stops = _STOP.search(text, max(start, end - 8), end) is not None
        yield _Line(start, end, start - begin, stops, goes_on, apart)
        last, stops = end, stops or text[end - 1] == ":"


def _pieces(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the lines, cut at tags that end a paragraph of a page, and whether such a tag is before them."""
    for found in _LINE.finditer(text):
        start, end = found.span()
        tagged = False
        for tag in _TAG.finditer(text, start, end) if text.find("<", start, end) >= 0 else ():
            yield start, tag.start(), tagged
            start, tagged = tag.end(), True
        yield start, end, tagged


def _width(lines: list[_Line], breaks: list[int]) -> int:
    """Return to what width the lines are wrapped at these breaks, or 0 where they are not.

    The widest tenth of the lines is left out: a long link stands out of a wrapped text.
    """
    small = sorted(lines[k - 1].end - lines[k - 1].start for k in breaks if lines[k].goes_on)
    stops = sum(lines[k - 1].stops for k in breaks)
    if len(small) <= stops or len(small) < LEAST_WRAPPED * len(breaks):
        return 0
    return small[len(small) * 9 // 10]


def _runs(numbers: list[int]) -> list[list[int]]:
    """Return the runs of numbers that follow one another."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _is_one(text: str, last: _Line, line: _Line, width: int, *, joined: bool) -> bool:
    """Tell whether a line goes on with the paragraph of the line before it, itself `joined` to another or not."""
    length = last.end - last.start
    if line.goes_on:
        return width > 0 or joined or length >= LONG
    if width < NARROW or line.indent > last.indent or _ITEM.match(text, line.start, line.end):
        return False
    if not last.stops and length > FULL * width and text[last.end - 1] != ":":
        return True
    word = text.find(" ", line.start, line.end)
    return length + 1 + (line.end if word < 0 else word) - line.start > width


def _strip(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    bare = piece.strip()
    left = start + len(piece) - len(piece.lstrip()) if bare else end
    return left, left + len(bare)
