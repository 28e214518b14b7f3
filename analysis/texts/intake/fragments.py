"""HTML in a cell or a record: the body of an article, without the page around it."""

from __future__ import annotations

import re

from analysis.texts.intake.article import Block
from analysis.texts.intake.markup import KINDS, blocks, html_of

_TAG = re.compile(
    r"<(?:p|div|br|h[1-6]|figure|figcaption|blockquote|ul|ol|aside|article|section)(?:\s[^<>]{0,500})?/?>", re.I
)
# What the Guardian's page has between the paragraphs of its text, by class.
_BESIDE = re.compile(
    r"element-rich-link|element-pullquote|block-time|block-share|related|advert|newsletter|byline-", re.I
)
_FURNITURE = "samestory-furniture"


def is_fragment(text: str) -> bool:
    """Tell whether a text is marked up in paragraphs."""
    return bool(_TAG.search(text))


def fragment(text: str, name: str) -> list[Block]:
    """Return the paragraphs of HTML; links to other articles and the times of a live blog are furniture.

    Raises
    ------
    InputError
        If it holds nothing, or more tags within each other than can be read; `name` is that of its file.
    """
    if _is_comment(text.strip()):
        return []
    tree = html_of(text, name)
    for element in tree.iter():
        if isinstance(element.tag, str) and _BESIDE.search(element.get("class") or ""):
            element.tag = _FURNITURE
            for below in element.iterdescendants("figcaption", "h1", "h2", "h3", "h4", "blockquote"):
                below.tag = "p"
    return blocks([tree], {**KINDS, _FURNITURE: "furniture"})


def _is_comment(text: str) -> bool:
    """Tell whether there is nothing but a comment: "Redistribution rights for this field are unavailable"."""
    return text.startswith("<!--") and text.find("-->") == len(text) - 3
