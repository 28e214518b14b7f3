"""A text file: one article, in paragraphs parted by blank lines."""

from __future__ import annotations

import re

from analysis.texts.intake.article import Article, Block, Options, Reading
from analysis.texts.intake.files import File

_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def recognises(file: File) -> bool:
    """Tell whether a file is text at all: every other reader has been asked before."""
    return not _BINARY.search(file.data[:8192]) or file.data[:2] in (b"\xff\xfe", b"\xfe\xff")


def read(file: File, options: Options) -> Reading:
    """Return the file as one article."""
    text = file.text.replace("\r\n", "\n").strip()
    article = Article([Block(paragraph) for paragraph in _BLANK.split(text)], doc_id=file.stem)
    return Reading("text", [article])
