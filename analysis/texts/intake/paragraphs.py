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
    r"""A paragraph of a document; a break inside it is ``\n``. `kind` is that of a `Block`, or ``title``.

    `level` is 1 for a title, 2 for a heading of the first level and so on; `on_new_page` tells whether a new page, or a
    rule, comes before it.
    """

    text: str
    kind: str = ""
    level: int = 0
    on_new_page: bool = False


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


def level_of(style: str) -> int:
    """Return the level of a heading by the name of its style in English: 1 for a title, 2 for the first level.

    >>> [level_of(style) for style in ("Title", "heading 1", "Heading 2", "Body Text")]
    [1, 2, 3, 0]
    """
    name = style.lower().strip()
    if name == "title":
        return 1
    return int(name[-1]) + 1 if _HEADING.fullmatch(name) else 0
