"""What is no text of one article, though it is listed as one: markup, packed documents, exports of many articles.

Counted as they are, the tags of a page become its most frequent words, and a whole export one document.
"""

from __future__ import annotations

import re

_FIRST_BYTES = (
    (b"PK\x03\x04", "a packed document, as DOCX and ZIP are"),
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "RTF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of an office program"),
    (b"PAR1", "Parquet"),
    (b"\x1f\x8b", "packed with gzip"),
)
_PAGE = re.compile(
    r"\ufeff?\s*<(?:!doctype\s|html[\s>]|\?xml\s|rss\s|feed\s|nitf[\s>]|newsitem\s|newsml[\s>]|tei[\s>])", re.I
)
_ELEMENT = re.compile(r"\ufeff?\s*<([A-Za-z][\w.:-]{0,60})(?:\s[^<>]{0,2000})?>")  # what XML of any kind begins with
_TAG = re.compile(r"</?(?:p|div|span|a|li|script|meta|td|body|head|html)(?:\s[^<>]{0,300})?/?>", re.I)
_LEFT_IN_CELLS = frozenset(
    "a b blockquote br div em font h1 h2 h3 h4 i li ol p span strong u ul".split()
)  # tags of prose
MOST_TAGS = 20  # in a text; somebody who writes about HTML uses fewer
_NUMBERED = re.compile(r"^[^\S\n]*(?:Document \d+ of \d+|\d+ of \d+ DOCUMENTS?|End of Document)[^\S\n]*$", re.M)


def not_text(data: bytes) -> str:
    """Return what the first bytes of a file say that it is, if that is no text; else nothing."""
    return next((kind for first, kind in _FIRST_BYTES if data.startswith(first)), "")


def not_one_text(text: str, *, listed: bool = True) -> str:
    r"""Return what is wrong with a text that is to be one article: nothing, where nothing is.

    Tags in a text that a table holds are left to the warning of `voices` (what is beside prose); a `listed` file that
    is full of them is a saved page.

    >>> not_one_text("<!DOCTYPE html><p>It waits.</p>"), not_one_text("The ferry waits.")
    ('HTML or XML, whose tags would be counted as words', '')
    >>> not_one_text("Document 1 of 2\nIt waits.\nDocument 2 of 2\nIt sails.")
    'an export of 2 articles, which would be counted as one text'
    """
    if (
        _PAGE.match(text)
        or _is_element(text, listed=listed)
        or (listed and "</" in text and len(_TAG.findall(text)) > MOST_TAGS)
    ):
        return "HTML or XML, whose tags would be counted as words"
    marks = len(_NUMBERED.findall(text)) if "Document" in text or "DOCUMENT" in text else 0
    return f"an export of {marks:,} articles, which would be counted as one text" if marks > 1 else ""


def _is_element(text: str, *, listed: bool) -> bool:
    """Tell whether a text is one element of XML from its first sign to its last, as a part of a document is.

    Paragraphs of a page in the cell of a table are what an export leaves there, and are read.
    """
    first = _ELEMENT.match(text)
    if first is None or (not listed and first[1].lower() in _LEFT_IN_CELLS):
        return False
    return text.rstrip().endswith(f"</{first[1]}>")
