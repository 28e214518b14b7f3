"""A text file: one article, in paragraphs parted by blank lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.texts.intake.article import Article, Block, Options, Reading
from analysis.texts.intake.files import File
from analysis.texts.intake.lines import begins_with_title, flowing
from analysis.texts.intake.several import Line, article, before, several, told, without_label

_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def recognises(file: File) -> bool:
    """Tell whether a file is text at all: every other reader has been asked before."""
    head = file.data[:8192]
    controls = len(_BINARY.findall(head))
    return (controls * 100 < len(head) and b"\0" not in head) or head[:2] in (b"\xff\xfe", b"\xfe\xff")


def read(file: File, options: Options) -> Reading:
    """Return the file as one article; its first line is its title where it is one."""
    text = file.text.replace("\r\n", "\n").strip()
    if file.about:  # a text of a corpus that the suite reads is taken as it is
        return Reading("text", [Article(_as_laid_out(file.text, file.layout), doc_id=file.stem)])
    if reading := _of_several(text, file, options):
        return reading
    blocks, joined = flowing(text)
    title = blocks[0].text if begins_with_title(text, blocks) else ""
    notes = told(None, [line for line, _ in _lines(text)]) + _said(joined)
    return Reading("text", [Article(blocks[1:] if title else blocks, doc_id=file.stem, title=title)], notes=notes)


def _of_several(text: str, file: File, options: Options) -> Reading | None:
    """Return the articles of a text that holds several, or one below labels."""
    placed = _lines(text)
    lines = [line for line, _ in placed]
    if not (found := several(lines)):
        return None
    reading = Reading("text", left_out=before(found, lines), notes=told(found, lines))
    joined: list[str] = []
    for number, piece in enumerate(found.pieces, 1):
        one = article(piece, options, f"article {number}" if len(found.pieces) > 1 else "")
        start = placed[piece.start][1] if piece.start < len(placed) else len(text)
        end = placed[piece.end][1] if piece.end < len(placed) else len(text)
        first, _, rest = text[start:end].partition("\n")
        one.blocks, words = flowing(f"{without_label(first)}\n{rest}")
        joined += words
        reading.articles.append(one)
    if len(found.pieces) == 1:
        reading.articles[0].doc_id = file.stem
    reading.notes += _said(joined)
    return reading


def _lines(text: str) -> list[tuple[Line, int]]:
    """Return the lines that are not empty, with their offsets."""
    found = []
    at, is_apart = 0, True
    for line in text.split("\n"):
        if line.strip("\f \t\r"):
            found.append((Line(line.strip(), is_apart=is_apart, on_new_page="\f" in line), at))
        is_apart = not line.strip("\f \t\r")
        at += len(line) + 1
    return found


def _said(joined: list[str]) -> list[str]:
    few = ", ".join(dict.fromkeys(joined[:8]))
    return [f"words that were parted at line ends and joined, {len(joined):,} in all: {few}"] if joined else []


def _as_laid_out(text: str, layout: Sequence[tuple[int, int, str, str]]) -> list[Block]:
    """Return a text in blocks: those paragraphs about which its layout says something, and what is between them."""
    found: list[Block] = []
    at = 0
    for start, end, kind, speaker in sorted(layout):
        whole = text[:start].endswith("\n\n") or not start, text.startswith("\n\n", end) or end == len(text)
        if at <= start < end <= len(text) and all(whole):
            found += [Block(text[at:start]), Block(text[start:end], kind, speaker)]
            at = end
    return [*found, Block(text[at:])]
