"""Lists of references, as Zotero, EndNote and databases export them: they hold no texts."""

from __future__ import annotations

import re

from analysis.schema import InputError
from analysis.texts.intake.article import Options, Reading
from analysis.texts.intake.files import File

_RIS = re.compile(r"(?:[^\n]{0,200}\n){0,3}?TY {1,2}- [A-Z]{3,6}\s")
_ENDNOTE = re.compile(r"%0 [A-Z][\w ]{2,40}\n%[A-Z0-9@]")
_BIBTEX = re.compile(r"(?:[^\n]{0,200}\n){0,3}?@[A-Za-z]{4,14}\s?\{\s?[^\s,{}]{0,100},\s")
_ABSTRACT = re.compile(r"^(?:(?:AB|N2) {1,2}- \S|%X \S|\s*abstract\s*=)", re.M | re.I)


def recognises(file: File) -> bool:
    """Tell RIS, EndNote and BibTeX by their first entry."""
    return any(kind.match(file.head) for kind in (_RIS, _ENDNOTE, _BIBTEX))


def read(file: File, _: Options) -> Reading:
    """Say what to give in its place."""
    abstracts = len(_ABSTRACT.findall(file.text))
    count = {0: "", 1: " (one abstract)"}.get(abstracts, f" ({abstracts:,} abstracts)")
    raise InputError(
        f"{file.name}: holds references, no texts{count}; Zotero keeps the saved pages in its storage folder: give that"
    )
