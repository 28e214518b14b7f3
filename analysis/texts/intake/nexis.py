"""Exports of Nexis and Lexis: DOCX, RTF, ODT, TXT and HTML, from 1986 to Nexis Uni."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from analysis.texts.intake import word_documents
from analysis.texts.intake.article import LeftOut, Options, Reading
from analysis.texts.intake.files import File
from analysis.texts.intake.nexis_document import Export, Mended, article
from analysis.texts.intake.nexis_labels import CAPITAL, ENDS, field_of, is_copyright, opens_text, style_of
from analysis.texts.intake.xml import tag
from analysis.texts.readers.installation import need

_NUMBERED = re.compile(
    r"(?:(\d+) of \d+ DOCUMENTS?|LEVEL \d+ - (\d+) OF \d+ STOR(?:Y|IES)|Dokument (\d+) von \d+|Document (\d+) de \d+)"
    r"(?![\w-])"
)
_ANCHOR = "DOC_ID"  # stands for what parts the documents of a page
_LABELS = re.compile(r"\b(?:LENGTH|L(?:Ä|&Auml;)NGE|LONGUEUR|LOAD-DATE|Length|Länge|Longueur|Load-Date) ?:")
_SELECTED = re.compile(r"(?:Selected Items: |^Documents? \(|^Dokumente? \()(\d[\d, -]*)")
_DECLARED = re.compile(r'<meta [^<>]{0,99}documents="(\d+)"', re.I)
_SPAN = re.compile(r"(\d+)(?:-(\d+))?")
_ERROR = re.compile(r"error in this document|not possible to display")
_SPACES = re.compile(r"[ \t\r\n]+")
_BLANK = re.compile(r"\n(?:[^\S\n]*\n)+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MARK = re.compile(r'(?:^|[\s(\[])"\w|(?P<closing>[\w.,!?]"(?=$|[\s).,;]))')
_SHORT = 15  # paragraphs: a document of these may be an error page
_LOST = 0.02  # of the paragraphs with quotation marks: fewer are slips
_PIECES = frozenset("p div tr li h1 h2 h3 a body".split())
_NO_TEXT = frozenset("style script table head title".split())


def recognises(file: File) -> bool:
    """Tell whether a file is an export of Nexis: by how it counts or ends its documents, and by its labels."""
    if kind := word_documents.kind(file):
        source = _source(file, kind)
        return bool(_LABELS.search(source)) and bool(any(end in source for end in ENDS) or _NUMBERED.search(source))
    if b"\0" in file.data[:1000] and file.data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return False
    if file.head.startswith("<"):
        return "DOC_ID_" in file.text and bool(_NUMBERED.search(file.text)) and bool(_LABELS.search(file.text))
    lines = file.text[:200_000].splitlines()
    lines = [line.strip() for line in lines]
    opens = any(map(opens_text, lines))
    labels = sum(bool(_LABELS.match(line)) for line in lines)
    return labels > 0 and ((labels > 1 and opens) or any(line in ENDS or _NUMBERED.fullmatch(line) for line in lines))


def _source(file: File, kind: str) -> str:
    """Return where to look for signs."""
    if kind == "RTF" or not file.members:
        return file.data.decode("latin-1")
    part = next((name for name in sorted(file.members) if name.startswith("word/document")), "content.xml")
    return file.member(part).decode("utf-8", "replace")


def read(file: File, options: Options) -> Reading:
    """Return the articles of an export."""
    kind = word_documents.kind(file)
    notes = word_documents.misnamed(file) if kind else []
    known: frozenset[str] = frozenset()
    if kind:
        paragraphs = [one.text for one in word_documents.opened(file).paragraphs]
    elif file.head.startswith("<"):
        kind, paragraphs = "HTML", _of_html(file)
    else:
        text = file.text.replace("\r\n", "\n")
        kind, paragraphs = "TXT", [part for one in _BLANK.split(text) for part in (one, "")]
        known = frozenset(_WORD.findall(text.lower()))
    style = style_of(line.strip() for one in paragraphs for line in one.split("\n"))
    lines = [line.strip(" \n\t\r") for one in paragraphs for line in _labels_apart(one, style)]
    is_numbered = any(_NUMBERED.fullmatch(line) for line in lines)
    export = Export(style, is_numbered, kind == "TXT", known, options.dates)
    reading = Reading(f"Nexis {kind}", announced=_announced(file, kind, lines), notes=notes)
    mended = Mended(Counter(), [])
    for place, document in _documents(lines, style):
        if len(document) < _SHORT and any(_ERROR.search(one) for one in document):
            reading.left_out.append(LeftOut(place, "", f"the database gave an error instead of {place}"))
        else:
            reading.articles.append(article(document, export, place, mended))
    if paragraphs_joined := mended.paragraphs.total():
        notes.append(f"paragraphs broken in the middle of a sentence, and joined: {paragraphs_joined:,}")
    if mended.words:
        few = ", ".join(dict.fromkeys(mended.words[:8]))
        notes.append(f"words that were parted at line ends and joined, {len(mended.words):,} in all: {few}")
    if is_numbered:
        _tell_lost_marks(reading)
    return reading


def _labels_apart(paragraph: str, style: str) -> list[str]:
    """Return a paragraph in parts: a line with a label begins one, and so does what follows that of the length."""
    found: list[list[str]] = [[]]
    before = None
    for line in paragraph.split("\n"):
        bare = line.strip()
        field = field_of(bare, style)
        if found[-1] and ((field and field.is_sure) or opens_text(bare) or (before and before.name == "length")):
            found.append([])
        found[-1].append(line)
        before = field
    return ["\n".join(lines) for lines in found]


def _documents(lines: list[str], style: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each document's place and paragraphs; what is before the first, and after the last, is none."""
    document: list[str] = []
    number = 0
    for line in lines:
        if line == _ANCHOR:
            yield from _apart(document, style, number)
            document, number = [], number + 1
        elif match := _NUMBERED.fullmatch(line):
            yield from _apart(document, style, number)
            document, number = [], _first(match)
        elif line in ENDS:
            number += 1
            yield from _apart(document, style, number)
            document = []
        else:
            document.append(line)
    yield from _apart(document, style, number)


def _first(match: re.Match[str]) -> int:
    return int(next(filter(None, match.groups())))


def _apart(lines: list[str], style: str, number: int) -> Iterator[tuple[str, list[str]]]:
    """Yield the documents between two marks: more than one where the export has forgotten a mark, or none.

    Each has one line with its length; between two of these the first document ends with its last label.
    """
    fields = [field_of(line, style) for line in lines]
    if not any(field and field.name in ("length", "page_date") for field in fields) and not any(
        map(_ERROR.search, lines)
    ):
        return
    start, length, last = 0, -1, -1
    place = f"document {number}" if number else "before document 1"
    for at, (line, field) in enumerate(zip(lines, fields, strict=True)):
        if field and field.name == "length":
            if 0 <= length < last:
                yield place, lines[start : last + 1]
                start, place = last + 1, f"after document {number}"
            length = at
        elif (field and field.name in ("page_date", "language", "publication_type")) or (
            style == CAPITAL and is_copyright(line)
        ):
            last = at
    yield place, lines[start:]


def _announced(file: File, kind: str, lines: list[str]) -> int | None:
    """Return how many documents an export says that it holds."""
    if kind == "HTML" and (match := _DECLARED.search(file.text)):
        return int(match[1])
    for line in lines[:2000]:
        if match := _SELECTED.search(line):
            spans = [(int(first), int(last or first)) for first, last in _SPAN.findall(match[1])]
            return sum(last - first + 1 for first, last in spans) if "Items" in line else spans[0][0]
    numbers = [_first(m) for line in lines if (m := _NUMBERED.fullmatch(line))]
    return max(numbers) - min(numbers) + 1 if numbers else None


def _of_html(file: File) -> list[str]:
    """Return the paragraphs of a page of old Nexis; tables are none."""
    need("lxml", extra="gather", what=file.name)
    from lxml import etree, html

    found: list[list[str]] = [[]]
    walk = etree.iterwalk(html.document_fromstring(file.text), events=("start", "end", "comment"))
    for event, element in walk:
        name = tag(element)
        if name in _PIECES:
            found.append([])
        if event == "start" and name == "a" and str(element.get("name", "")).startswith("DOC_ID_"):
            found += [[_ANCHOR], []]
        if event == "start":
            if name in _NO_TEXT:
                walk.skip_subtree()
            else:
                found[-1].append("\n" if name == "br" else _one_line(element.text))
        else:
            found[-1].append(_one_line(element.tail))
    return ["".join(one) for one in found]


def _one_line(text: str | None) -> str:
    return _SPACES.sub(" ", text or "")


def _tell_lost_marks(reading: Reading) -> None:
    """Add a note where quotations end that never begin, as in old exports."""
    marked = [marks for one in reading.articles for block in one.blocks if (marks := _MARK.search(block.text))]
    closing = sum(bool(marks["closing"]) for marks in marked)
    if closing > _LOST * len(marked):
        reading.notes.append(
            f"in {closing:,} paragraphs a quotation ends that did not begin: the database has lost marks; none is added"
        )
