"""PDF: the lines of its pages in the order of the file, without what stands at the head and foot of every page."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise
from statistics import median
from typing import Any, NamedTuple

from analysis.schema import InputError, listed
from analysis.texts.intake.article import Article, Block, LeftOut, Options, Reading
from analysis.texts.intake.files import File
from analysis.texts.intake.lines import begins_with_title, flowing
from analysis.texts.intake.nexis_labels import ENDS
from analysis.texts.readers.installation import need

MOST_PAGES = 5_000
LARGER = 1.25  # a headline by the size of most letters
WIDER = 1.35  # a gap between paragraphs by that between most lines
_MARGIN = 2  # lines at the head and the foot of a page that may be on every page
_LONGEST_TITLE = 40  # words
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page|p\.|seite)?\s*[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:of|/|von)\s*\d{1,4})?", re.I)
_COUNTED = re.compile(r"\d+ of \d+ DOCUMENTS?")
_WORD = re.compile(r"[^\W\d_]+")
_WORDS_ALONE = "AIO"
DROP_CAP = 1.8  # the size of a first letter that is set over several lines, by that of the text


class Line(NamedTuple):
    """A line of a page: where it begins, and how large its letters are."""

    text: str
    x: float
    y: float
    size: float
    page: int


def recognises(file: File) -> bool:
    """Tell a PDF by its mark, which may follow a few other bytes."""
    return b"%PDF-" in file.data[:1024]


def read(file: File, _: Options) -> Reading:
    """Return the file as one article, in paragraphs as its lines are set.

    Raises
    ------
    InputError
        If it is broken, has a password, holds pictures of pages, or is an export of a database.
    """
    reading = Reading("PDF")
    pages = list(_pages(file, reading))
    running = _running(pages)
    lines = [line for page in pages for line in _body(page, running)]
    if not lines:
        raise InputError(
            f"{file.name}: holds pictures of pages and no text; run text recognition (OCR) and give that file"
        )
    if documents := sum(_of_nexis(line.text.strip()) for page in pages for line in page):
        raise InputError(
            f"{file.name}: an export of Nexis ({documents:,} documents) whose pages do not say what a headline is; "
            "download it as DOCX or RTF"
        )
    body = _body_size(lines)
    title, lines = _title(_with_drop_caps(lines, body), body)
    article = Article([], doc_id=file.stem, title=title)
    joined: list[str] = []
    for large, group in groupby(lines, key=lambda line: line.size > LARGER * body):
        stretch = list(group)
        text = _with_gaps(stretch)
        blocks, words = flowing(text)
        if not article.blocks and not title and begins_with_title(text, blocks):
            article.title = title = blocks.pop(0).text
        is_subhead = large and sum(len(block.text.split()) for block in blocks) <= _LONGEST_TITLE
        article.blocks += [Block(block.text, "headline") for block in blocks] if is_subhead else blocks
        joined += words
    reading.articles = [article]
    if running:
        reading.notes.append(f"left out as on every page: {listed(sorted(running)[:4])}")
    if joined:
        few = listed(list(dict.fromkeys(joined))[:8])
        reading.notes.append(f"words that were parted at line ends and joined, {len(joined):,} in all: {few}")
    return reading


def _of_nexis(line: str) -> bool:
    return line in ENDS or _COUNTED.fullmatch(line) is not None


def _pages(file: File, reading: Reading) -> Iterator[list[Line]]:
    need("pypdf", extra="gather", what=file.name)
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it says on standard error what it has mended
    try:
        pdf = PdfReader(io.BytesIO(file.data))
        if pdf.is_encrypted and not pdf.decrypt(""):
            raise InputError(f"{file.name}: has a password; save it without")
        count = len(pdf.pages)
    except InputError:
        raise
    except Exception as error:  # as many classes as kinds of damage
        raise InputError(f"{file.name}: a broken PDF ({error}); fetch or save it again") from None
    if count > MOST_PAGES:
        raise InputError(f"{file.name}: {count:,} pages; give those with the article")
    for number in range(count):
        place = f"page {number + 1}"
        try:
            lines = _lines(pdf.pages[number], number)
        except Exception as error:
            reading.left_out.append(LeftOut(place, "", f"cannot be read ({error})", is_error=True))
            continue
        if not lines:
            reading.left_out.append(LeftOut(place, "", "no text on the page: a picture, or blank"))
        yield lines


def _lines(page: Any, number: int) -> list[Line]:
    """Return the lines of a page, in the order of the file."""
    pieces: list[Line] = []
    lines: list[Line] = []

    def end() -> None:
        text = "".join(piece.text for piece in pieces).strip()
        if text:
            written = [piece for piece in pieces if piece.text.strip()]
            size = max(written, key=lambda piece: len(piece.text)).size
            lines.append(Line(text, written[0].x, written[0].y, size, number))
        pieces.clear()

    def visit(text: str, cm: list[float], tm: list[float], _: Any, font_size: float) -> None:
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        size = abs(font_size * (tm[3] or tm[1]) * (cm[3] or cm[1]))
        for k, part in enumerate(text.split("\n")):
            if k:
                end()
            shadow = (
                pieces
                and pieces[-1].text == part
                and abs(x - pieces[-1].x) < size / 2
                and abs(y - pieces[-1].y) < size / 2
            )
            if part and not shadow:
                pieces.append(Line(part, x, y, size, number))

    page.extract_text(visitor_text=visit)
    end()
    return lines


def _running(pages: list[list[Line]]) -> set[str]:
    """Return what is at the head or the foot of most pages, with # for its numbers."""
    seen = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
    return {key for key, n in seen.items() if n > 1 and n * 2 > len(pages)}


def _edges(page: list[Line]) -> list[Line]:
    by_height = sorted(page, key=lambda line: line.y)
    return by_height[:_MARGIN] + by_height[_MARGIN:][-_MARGIN:]


def _key(line: Line) -> str:
    return _NUMBER.sub("#", line.text)


def _body(page: list[Line], running: set[str]) -> list[Line]:
    edges = set(_edges(page))
    return [
        line
        for line in page
        if line not in edges or (_key(line) not in running and not _PAGE_NUMBER.fullmatch(line.text))
    ]


def _body_size(lines: list[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0]


def _title(lines: list[Line], body: float) -> tuple[str, list[Line]]:
    """Return the headline, the largest lines of the first page where they are larger than the text, and the others."""
    first = [line for line in lines if line.page == lines[0].page and len(line.text) > 1]
    largest = max((line.size for line in first), default=0)
    title = [line for line in first if line.size > 0.95 * largest]
    at = lines.index(title[0])
    together = lines[at : at + len(title)]
    words = " ".join(line.text for line in together).split()
    if largest <= LARGER * body or together != title or not 1 < len(words) <= _LONGEST_TITLE:
        return "", lines
    return " ".join(words), lines[:at] + lines[at + len(title) :]


def _with_gaps(lines: list[Line]) -> str:
    """Return lines with a blank one where the page shows that a paragraph ends: a wide gap, or a first line set in."""
    steps = [_step(a, b) for a, b in pairwise(lines)]
    leading = median([step for step in steps if step > 0] or [0.0])
    left = Counter(round(line.x) for line in lines)
    text = [lines[0].text]
    for before, line, step in zip(lines, lines[1:], steps, strict=False):
        gap = leading and step > WIDER * leading
        set_in = 0 < line.x - before.x < 4 * line.size and left[round(before.x)] > left[round(line.x)]
        text.append("\n\n" if gap or (set_in and step > 0) else "\n")
        text.append(line.text)
    return "".join(text)


def _step(before: Line, line: Line) -> float:
    """Return how far down the next line is; nothing where it is in another column or on another page."""
    return before.y - line.y if before.page == line.page else 0.0


def _with_drop_caps(lines: list[Line], body: float) -> list[Line]:
    """Return lines with each large first letter before the line that goes on with it, wherever the file has it."""
    words: Counter[str] = Counter()
    found = list(lines)
    for cap in lines:
        if not (len(cap.text) == 1 and cap.text.isupper() and cap.size > DROP_CAP * body):
            continue
        beside = [
            line
            for line in found
            if line.page == cap.page
            and 0 < line.x - cap.x < 2 * cap.size
            and -0.2 * cap.size < line.y - cap.y < cap.size
            and line.size < cap.size
        ]
        if not beside:
            continue
        line = max(beside, key=lambda line: line.y)
        words = words or Counter(word for one in lines for word in _WORD.findall(one.text))
        rest = _WORD.match(line.text)
        alone = cap.text in _WORDS_ALONE and (not rest or words[rest[0]] > 1)  # "A ferry", "After"
        text = f"{cap.text}{' ' if alone else ''}{line.text}"
        found[found.index(line)] = line._replace(text=text)
        found.remove(cap)
    return found
