"""Which reader takes a file: told by what the file holds, never by its ending alone."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol

from analysis.schema import InputError
from analysis.texts.intake.article import Options, Reading
from analysis.texts.intake.files import File

# In this order: the surer a sign, the earlier it is looked for. Each module has `recognises` and `read`.
READERS = (
    "pdf",
    "mhtml",
    "web_archives",
    "captions",
    "factiva_text",
    "nexis",
    "proquest_documents",
    "word_documents",
    "sheets",
    "references",
    "mail",
    "ninjs",
    "transcript_json",
    "records",
    "factiva",
    "europresse",
    "proquest",
    "reuters",
    "newsml",
    "nitf",
    "tei",
    "vertical",
    "delimited",
    "feeds",
    "saved_page",
    "plain_text",
)


# What holds no text that could be read, by its first bytes, and what to do instead.
_OTHERS = (
    ((b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*", b"BM"), "a picture; run text recognition (OCR) on it"),
    (
        (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd"),
        "a packed archive; unpack it and give the folder",
    ),
    ((b"ID3", b"OggS", b"\0\0\0\x18ftyp", b"\0\0\0\x20ftyp", b"\x1aE\xdf\xa3"), "a recording; give a transcript"),
    ((b"SQLite format 3",), "a database; export its table as CSV"),
)
_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARTS = (
    ("PowerPoint Document", "a set of slides; save them as PDF or text"),
    ("__substg1.0", "an e-mail of Outlook; save it as EML or text"),
)


class Reader(Protocol):
    """A module that reads one kind of file."""

    def recognises(self, file: File) -> bool:
        """Tell whether a file is of this kind, from its first bytes or its members."""

    def read(self, file: File, options: Options) -> Reading:
        """Return the articles of a file; `InputError` where it is broken or holds no text at all."""


def reader_of(file: File) -> Reader:
    """Return the reader for a file.

    Raises
    ------
    InputError
        If it is of no kind that is known.
    """
    for name in READERS:
        reader: Reader = import_module(f"analysis.texts.intake.{name}")
        if reader.recognises(file):
            return reader
    raise InputError(f"{file.name}: {_other(file)}")


def _other(file: File) -> str:
    """Return what a file is that no reader takes, and what to do."""
    if file.data.startswith(_OFFICE):
        kinds = [what for part, what in _PARTS if part.encode("utf-16-le") in file.data]
    elif any(name.startswith("ppt/") for name in file.members):
        kinds = [_PARTS[0][1]]
    else:
        kinds = [what for signs, what in _OTHERS if file.data.startswith(signs)]
    what = next(iter(kinds), "")
    return f"is {what}" if what else "of no kind that can be read; save it as text, HTML, DOCX or CSV"
