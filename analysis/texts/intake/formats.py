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
    "factiva_text",
    "nexis",
    "proquest_documents",
    "word_documents",
    "sheets",
    "references",
    "mail",
    "ninjs",
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
    raise InputError(f"{file.name}: of no kind that can be read; save it as text, HTML, DOCX or CSV")
