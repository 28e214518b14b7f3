"""A text file: one article, in paragraphs parted by blank lines."""

from __future__ import annotations

import re

from analysis.texts.intake.article import Article, Block, Options, Reading
from analysis.texts.intake.files import File
from analysis.texts.intake.lines import flowing

_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LONGEST_TITLE = 150  # characters
_STOPS = re.compile(r"[.:;,)\]–—-]$|[.!?][\"'”’]$")
_ABOUT = re.compile(r"(?:by|von|par|from|date|source|author|published|updated|page|section)\b|https?:|.*\d{4}$", re.I)


def recognises(file: File) -> bool:
    """Tell whether a file is text at all: every other reader has been asked before."""
    head = file.data[:8192]
    controls = len(_BINARY.findall(head))
    return (controls * 100 < len(head) and b"\0" not in head) or head[:2] in (b"\xff\xfe", b"\xfe\xff")


def read(file: File, options: Options) -> Reading:
    """Return the file as one article; its first line is its title where it is one."""
    text = file.text.replace("\r\n", "\n").strip()
    if file.about:  # a text of a corpus that the suite reads is taken as it is
        return Reading("text", [Article([Block(text)], doc_id=file.stem)])
    blocks, joined = flowing(text)
    title = blocks[0].text if _begins_with_title(text, blocks) else ""
    reading = Reading("text", [Article(blocks[1:] if title else blocks, doc_id=file.stem, title=title)])
    if joined:
        few = ", ".join(dict.fromkeys(joined[:8]))
        reading.notes.append(f"words that were parted at line ends and joined, {len(joined):,} in all: {few}")
    return reading


def _begins_with_title(text: str, blocks: list[Block]) -> bool:
    """Tell whether the first line is a headline: short, apart, no sentence, and nothing about the article."""
    first, _, rest = text.partition("\n")
    if len(blocks) < 2 or not rest.startswith("\n") or blocks[0].text != first.strip():
        return False
    line = blocks[0].text
    return (
        len(line.split()) > 1
        and len(line) <= min(_LONGEST_TITLE, len(blocks[1].text))
        and not line[0].islower()
        and not _STOPS.search(line)
        and not _ABOUT.match(line)
    )
