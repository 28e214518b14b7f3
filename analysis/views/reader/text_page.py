"""The page of one text: the text whole, as it was read, with a mark wherever the tables have something to say of it.

What the page shows of the text is the text: with every mark taken away, letter for letter what was read, so that the
offset of a letter can be counted on the page. Characters that cannot be shown are "�". The page reads without any
script; `static/reader.js` adds the switches, the balance, the details and the corrections, from the numbers in the
page's own block of data.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from html import escape
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple
from unicodedata import bidirectional

from analysis.schema import PARTS, VOICES
from analysis.views.reader.pieces import Piece, Span, paragraphs, pieces
from analysis.views.tables.phrases import VOICE_WORDS, visible

HEARD = {"direct": "quoted", "indirect": "paraphrase"}
UNKNOWN = "speaker not found"


class Segment(NamedTuple):
    """One row of table `segments`."""

    start: int
    end: int
    part: str
    voice: str
    speaker: str
    cue: str


class Mark(NamedTuple):
    """A marker or a name in the text: which entry of the list that all pages share it is, and what kind of it."""

    start: int
    end: int
    entry: int
    kind: str  # "loaded", "other" or "name"
    negated: bool
    says: str  # what a reader without a script is told


class Passage(NamedTuple):
    """A passage that another text shares, with its place there."""

    start: int
    end: int
    other: int
    other_start: int
    other_end: int


class Text(NamedTuple):
    """All that the page of one text shows."""

    doc_id: str
    title: str
    group: str
    about: str
    text: str
    segments: Sequence[Segment]
    marks: Sequence[Mark]
    passages: Sequence[Passage]
    words: Sequence[Span]
    notes: Sequence[str]  # what a reader is to know before the marks are read


def article(one: Text) -> str:
    """Return the text as HTML, a paragraph an element, with its marks.

    What nothing is said of has no element: the author's own words in the body. A place that people may link to without
    a script, a loaded marker or attributed words, has its offsets for an id.
    """
    spans = [[(row.start, row.end) for row in rows] for rows in (one.segments, one.marks, one.passages)]
    blocks = paragraphs(one.text)
    taken: set[str] = set()
    return "\n".join(
        f'<p data-at="{start}" dir="{direction(one.text[start:end])}">{_paragraph(one, row, taken)}</p>'
        for (start, end), row in zip(blocks, pieces(blocks, *spans), strict=True)
    )


def direction(text: str) -> str:
    """Return which way a paragraph is read: as most of its letters are, whichever comes first.

    >>> direction("The library"), direction("BBC: کتابخانه بسته است")
    ('ltr', 'rtl')
    """
    if text.isascii():
        return "ltr"
    kinds = Counter(map(bidirectional, text))
    return "rtl" if kinds["R"] + kinds["AL"] > kinds["L"] else "ltr"


def _paragraph(one: Text, row: Sequence[Piece], taken: set[str]) -> str:
    html = []
    for number, inside in groupby(row, key=attrgetter("segment")):
        runs = "".join(
            _shared(one, list(some), taken) for _, some in groupby(inside, key=lambda piece: bool(piece.passages))
        )
        html.append(_within(one, number, runs, taken))
    return "".join(html)


def _within(one: Text, number: int, runs: str, taken: set[str]) -> str:
    """Return what is of one segment in an element that says whose words it is, and which part of the page."""
    segment = one.segments[number]
    part = "" if segment.part == "body" else segment.part
    if segment.voice not in HEARD:
        return f'<span class="{part}">{runs}</span>' if part else runs
    begins = _begins(segment.start, segment.end, taken)
    heard = ""
    if begins:
        speaker = visible(segment.speaker) or UNKNOWN
        heard = f'<span class="said" data-skip lang="en">{HEARD[segment.voice]}, {escape(speaker)}: </span>'
    kinds = f"{segment.voice} {part}".strip()
    return f'<span class="{kinds}" data-g="{number}"{begins}>{heard}{runs}</span>'


def _begins(start: int, end: int, taken: set[str]) -> str:
    """Return the id of a place where it first appears."""
    place = f"{start}-{end}"
    if place in taken:
        return ""
    taken.add(place)
    return f' id="{place}"'


def _shared(one: Text, row: Sequence[Piece], taken: set[str]) -> str:
    html = "".join(_run(one, piece, taken) for piece in row)
    return f"<u>{html}</u>" if row[0].passages else html


def _run(one: Text, piece: Piece, taken: set[str]) -> str:
    html = escape(visible(one.text[piece.start : piece.end]), quote=False).replace("\r", "&#13;")
    if not piece.marks:
        return html
    numbers = " ".join(map(str, piece.marks))
    kinds = {one.marks[i].kind for i in piece.marks}
    if "loaded" not in kinds:  # shown where it is asked for: until then it is no link, and no stop on the way
        kind = "o" if "other" in kinds else "n"
        return f'<a class="{kind}" data-m="{numbers}">{html}</a>'
    mark = next(one.marks[i] for i in piece.marks if one.marks[i].kind == "loaded")
    place, begins = f"{mark.start}-{mark.end}", _begins(mark.start, mark.end, taken)
    return f'<a class="m" href="#{place}" data-m="{numbers}"{begins} title="{escape(mark.says)}">{html}</a>'


def data(one: Text, whole: str) -> str:
    """Return the numbers behind the page, as JSON that can be put into HTML; `whole` is the text with what is cut."""
    table: dict[str, Any] = {
        "doc": one.doc_id,
        "sha256": hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest(),
        "segments": [
            [
                row.start,
                row.end,
                PARTS.index(row.part),
                VOICES.index(row.voice),
                *([row.speaker, row.cue] * (row.voice in HEARD)),
            ]
            for row in one.segments
        ],
        "marks": [[row.start, row.end, row.entry, *([1] * row.negated)] for row in one.marks],
        "passages": [list(row) for row in one.passages],
        "words": steps(one.words),
    }
    return script_json(table)


def steps(words: Sequence[Span]) -> str:
    """Return where the words are, in about a letter for each: how far it is from one to the next, and how long that is.

    A small letter is a word of so many characters ("a" of one) after one character that is no word; any other is
    written as ``gap,length;``.

    >>> steps([(0, 3), (4, 9), (12, 13)])
    '0,3;e3,1;'
    """
    code, at = [], 0
    for start, end in words:
        gap, length = start - at, end - start
        code.append(chr(96 + length) if gap == 1 and length <= 26 else f"{gap},{length};")
        at = end
    return "".join(code)


def script_json(table: Any) -> str:
    """Return JSON that no HTML parser and no script takes for the end of anything."""
    said = json.dumps(table, separators=(",", ":"))
    return said.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def says(kind: str, title: str, voice: str, speaker: str) -> str:
    """Return what a mark says of itself to those who only point at it."""
    who = f", {visible(speaker)}" if speaker and voice != "author" else ""
    loaded = {"loaded": "loaded wording: ", "other": "", "name": "name: "}[kind]
    return f"{loaded}{title}; {VOICE_WORDS[voice]}{who}"
