"""A page saved with its pictures in one file (MHTML): the page is its first part of that kind."""

from __future__ import annotations

import re
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser

from analysis.schema import InputError
from analysis.texts.intake import saved_page
from analysis.texts.intake.article import Article, Options, Reading
from analysis.texts.intake.files import File
from analysis.texts.readers.dates import read_date

_HEADERS = re.compile(rb"\s*[A-Za-z-]{2,40}:[^\n]*\n")
_PAGES = ("text/html", "application/xhtml+xml")


def recognises(file: File) -> bool:
    """Tell whether a file is a message of parts that nobody has sent: browsers save pages so."""
    if not _HEADERS.match(file.data[:8192]):
        return False
    headers = BytesHeaderParser().parsebytes(file.data[:8192].lstrip())
    saved = headers.get("Snapshot-Content-Location") or "saved by" in str(headers.get("From", "")).lower()
    if headers.get_content_type() not in ("multipart/related", *_PAGES):
        return False
    return bool(saved) or not any(name in headers for name in ("To", "Received", "Message-ID", "Delivered-To"))


def read(file: File, options: Options) -> Reading:
    """Return the article of the page.

    Raises
    ------
    InputError
        If there is no page in the file.
    """
    message = BytesParser().parsebytes(file.data.lstrip())
    address = message.get("Snapshot-Content-Location", "").strip()
    pages = [part for part in message.walk() if part.get_content_type() in _PAGES]
    if not pages:
        raise InputError(f"{file.name}: holds no page; save it again as HTML")
    page = next((part for part in pages if address and part.get("Content-Location", "").strip() == address), pages[0])
    found = saved_page.article_of(_text(page, file), str(file.name), order=options.dates)
    if isinstance(found, Article):
        found.url = found.url or address
        found.page_date = found.page_date or read_date(message.get("Date", ""))
    reading = Reading("saved page (MHTML)")
    saved_page.add(reading, found, options)
    return reading


def _text(part: Message, file: File) -> str:
    data = part.get_payload(decode=True)
    page = File(file.name, data if isinstance(data, bytes) else b"", file.path.as_posix(), file.encoding)
    return saved_page.page_text(page, part.get_content_charset() or "")
