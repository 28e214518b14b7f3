"""What DOCX, ODT and RTF files have in common: paragraphs, each with what its style says it is."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

TITLE = "title"
_KINDS = {
    "title": TITLE,
    "subtitle": "headline",
    "caption": "caption",
    "illustration": "caption",
    "figure": "caption",
    "quote": "quote",
    "intense quote": "quote",
    "block text": "quote",
    "quotations": "quote",
    "toc heading": "furniture",
}
_HEADING = re.compile(r"heading \d|h[1-6]")
_CONTENTS = re.compile(r"toc \d|contents \d|contents heading")


class Paragraph(NamedTuple):
    r"""A paragraph of a document; a break inside it is ``\n``. `kind` is that of a `Block`, or ``title``."""

    text: str
    kind: str = ""


class Document(NamedTuple):
    """The paragraphs of a document, and how often what is no part of its text occurs: ``{"footnotes": 4}``."""

    paragraphs: list[Paragraph]
    omitted: Counter[str]


def kind_of(style: str) -> str:
    """Return what a style says that a paragraph is, by the name of the style in English.

    >>> [kind_of(style) for style in ("Title", "heading 2", "Body Text", "Quotations")]
    ['title', 'headline', '', 'quote']
    """
    name = style.lower().strip()
    if _HEADING.fullmatch(name):
        return "headline"
    return "furniture" if _CONTENTS.fullmatch(name) else _KINDS.get(name, "")
