"""A text file: one article, in paragraphs parted by blank lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.texts.intake.article import Article, Block, Options, Reading
from analysis.texts.intake.files import File
from analysis.texts.intake.lines import begins_with_title, flowing

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
    blocks, joined = flowing(text)
    title = blocks[0].text if begins_with_title(text, blocks) else ""
    reading = Reading("text", [Article(blocks[1:] if title else blocks, doc_id=file.stem, title=title)])
    if joined:
        few = ", ".join(dict.fromkeys(joined[:8]))
        reading.notes.append(f"words that were parted at line ends and joined, {len(joined):,} in all: {few}")
    return reading


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
