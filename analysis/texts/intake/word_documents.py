"""A DOCX, ODT or RTF file of no database: one article, or several where that can be proven."""

from __future__ import annotations

from itertools import groupby

from analysis.schema import InputError
from analysis.texts.intake import docx, odt, rtf
from analysis.texts.intake.article import Article, Block, Options, Reading
from analysis.texts.intake.files import File
from analysis.texts.intake.lines import begins_with_title
from analysis.texts.intake.paragraphs import TITLE, Document, Paragraph
from analysis.texts.intake.several import Line, article, before, several, told, without_label

_KINDS = {"DOCX": (docx.is_docx, docx.document), "RTF": (rtf.is_rtf, rtf.document), "ODT": (odt.is_odt, odt.document)}
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind(file: File) -> str:
    """Return what a document is (``DOCX``, ``RTF``, ``ODT``), by what it holds; nothing where it is none of these."""
    return next((name for name, (is_one, _) in _KINDS.items() if is_one(file)), "")


def opened(file: File) -> Document:
    """Return the paragraphs of a file of a known `kind`."""
    return _KINDS[kind(file)][1](file)


def misnamed(file: File) -> list[str]:
    """Return a note where a document is of another kind than its name says."""
    found = kind(file)
    if file.ending in (f".{found.lower()}", ".fodt", ".docm", ".dotx", ".ott"):
        return []
    return [f"is {found} by its first bytes, and read as such, though its name ends in {file.ending or 'nothing'}"]


def recognises(file: File) -> bool:
    """Tell whether a file is a DOCX, ODT or RTF document, or one of Word before 2007."""
    return bool(kind(file)) or _is_old(file)


def read(file: File, options: Options) -> Reading:
    """Return a document as one article; its headline is the paragraph of that style, or a first line like one.

    Where headings, separators or labels prove that it holds several articles, it is split.

    Raises
    ------
    InputError
        If it is broken, has a password, or is of Word before 2007.
    """
    if _is_old(file):
        locked = "EncryptedPackage".encode("utf-16-le") in file.data
        why = "has a password; save it without" if locked else "is of Word before 2007; save it as DOCX"
        raise InputError(f"{file.name}: {why}")
    paragraphs, omitted = opened(file)
    notes = misnamed(file)
    if omitted:
        notes.append("no part of the text: " + ", ".join(f"{name} ({n:,})" for name, n in omitted.items()))
    placed = _lines(paragraphs)
    lines = [line for line, _, _ in placed]
    found = several(lines)
    notes += told(found, lines)
    if found:
        reading = Reading(kind(file), left_out=before(found, lines), notes=notes)
        for number, piece in enumerate(found.pieces, 1):
            one = article(piece, options, f"article {number}" if len(found.pieces) > 1 else "")
            one.blocks = _blocks(_split(_of_lines(placed[piece.start : piece.end])))
            reading.articles.append(one)
        if len(found.pieces) == 1:
            reading.articles[0].doc_id = file.stem
        return reading
    title, body = _parted([one for one in _split(paragraphs) if one.text])
    return Reading(kind(file), [Article(_blocks(body), title=title, doc_id=file.stem)], notes=notes)


def _blocks(paragraphs: list[Paragraph]) -> list[Block]:
    return [Block(one.text, "" if one.kind == TITLE else one.kind) for one in paragraphs if one.text]


def _lines(paragraphs: list[Paragraph]) -> list[tuple[Line, int, str]]:
    """Return the lines that are not empty, each with the number of its paragraph and the kind of that."""
    found = []
    is_parted = False
    for number, one in enumerate(paragraphs):
        is_parted |= one.on_new_page
        for k, text in enumerate(filter(None, map(str.strip, one.text.split("\n")))):
            found.append((Line(text, one.level, is_apart=k == 0, on_new_page=is_parted), number, one.kind))
            is_parted = False
    return found


def _of_lines(placed: list[tuple[Line, int, str]]) -> list[Paragraph]:
    """Return lines in the paragraphs that they are of; the first without the label that opens a text."""
    found = []
    for _, group in groupby(placed, key=lambda one: one[1]):
        lines = list(group)
        found.append(Paragraph("\n".join(line.text for line, _, _ in lines), lines[0][2]))
    return [one._replace(text=without_label(one.text)) if k == 0 else one for k, one in enumerate(found)]


def _is_old(file: File) -> bool:
    names = ("WordDocument", "EncryptedPackage")
    return file.data.startswith(_OLD_WORD) and any(name.encode("utf-16-le") in file.data for name in names)


def _split(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Return paragraphs without single breaks inside; two breaks part paragraphs."""
    return [Paragraph(" ".join(part.split()), one.kind) for one in paragraphs for part in one.text.split("\n\n")]


def _parted(paragraphs: list[Paragraph]) -> tuple[str, list[Paragraph]]:
    """Return the headline and what follows it.

    The headline is an early paragraph in the style of a title; else a heading, or a line of few words that does not end
    as a sentence does, where the document begins with it and goes on in longer paragraphs.
    """
    for number, one in enumerate(paragraphs[:5]):
        if one.kind == TITLE:
            return one.text, paragraphs[:number] + paragraphs[number + 1 :]
    first, rest = (paragraphs[0], paragraphs[1:]) if paragraphs else (Paragraph(""), [])
    longest = max((one.text for one in rest), key=len, default="")
    blocks = [Block(first.text), Block(longest)]
    if rest and (first.kind == "headline" or begins_with_title(f"{first.text}\n\n", blocks)):
        return first.text, rest
    return "", paragraphs
