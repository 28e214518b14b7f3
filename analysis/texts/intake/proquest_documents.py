"""Exports of ProQuest as DOCX, ODT or RTF: the fields of its texts, in paragraphs."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.schema import InputError
from analysis.texts.intake import proquest, word_documents
from analysis.texts.intake.article import Block, Options, Reading
from analysis.texts.intake.files import File

_SIGN = b"ProQuest document ID"
_PARTS = ("word/document.xml", "content.xml")


def recognises(file: File) -> bool:
    """Tell whether a document has the number that ProQuest gives to each article."""
    if not word_documents.kind(file):
        return False
    try:
        return any(_SIGN in file.member(part) for part in _PARTS if part in file.members) or _SIGN in file.data
    except InputError:  # the reader of documents says what is wrong with it
        return False


def read(file: File, options: Options) -> Reading:
    """Return the articles of a document."""
    paragraphs = (paragraph.text.strip() for paragraph in word_documents.opened(file).paragraphs)
    pieces = _pieces(Block(text) for text in paragraphs if text)
    return proquest.reading(f"ProQuest {word_documents.kind(file)}", pieces, options)


def _pieces(blocks: Iterable[Block]) -> list[list[Block]]:
    """Return the paragraphs of each article: it begins with its number or below a rule, and ends with its database."""
    found: list[list[Block]] = [[]]
    for block in blocks:
        if proquest.begins(block):
            found.append([])
        if not set(block.text) <= {"_"}:
            found[-1].append(block)
        if proquest.label_of(block) == "database":
            found.append([])
    return found
