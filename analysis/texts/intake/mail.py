"""E-mails: newsletters, articles that somebody sent, and what databases send; one message or a mailbox of many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses, parseaddr
from typing import Any

from analysis.texts.intake import markup, proquest
from analysis.texts.intake.article import Article, Block, LeftOut, Options, Reading
from analysis.texts.intake.encodings import decode
from analysis.texts.intake.files import File
from analysis.texts.intake.lines import flowing
from analysis.texts.readers.dates import read_date

_FIELD = re.compile(r"[!-9;-~]{2,60}:(?:\s|$)")
_SURE = ("message-id", "mime-version", "received", "content-type", "return-path", "delivered-to")
_SAVED_PAGE = ("snapshot-content-location", "x-snapshot-content-location")
_FROM_LINE = re.compile(rb"^From \S+ .{10,60}\d{4}\r?$", re.M)
_FORWARDED = re.compile(r"^(?:(?:fwd?|re|aw|wg|tr)\s*:\s*)+", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|max-height\s*:\s*0", re.I)
_AROUND = re.compile(
    r"unsubscribe|view (?:this email|it|online|in (?:your )?browser)|update your preferences|privacy policy|"
    r"manage (?:your )?(?:preferences|subscription)|you (?:are receiving|received) this",
    re.I,
)
_SHORT = 40  # words: a longer paragraph that has such words is one of the text


def recognises(file: File) -> bool:
    """Tell whether a file begins with the fields of a message, of which one is written by a program; no saved page."""
    lines = file.head.splitlines()
    names: list[str] = []
    for line in lines[1:] if lines and lines[0].startswith("From ") else lines:
        if not line.strip():
            break
        if line[0] in " \t" and names:
            continue
        if not _FIELD.match(line):
            return False
        names.append(line.split(":", 1)[0].lower())
    saved = any(name in _SAVED_PAGE for name in names) or "<Saved by" in file.head[:300]
    return "from" in names and any(name in _SURE for name in names) and not saved


def read(file: File, options: Options) -> Reading:
    """Return the articles of a message, or those of all messages of a mailbox."""
    starts = [found.start() for found in _FROM_LINE.finditer(file.data)] if file.data.startswith(b"From ") else [0]
    found = Reading("e-mail")
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(file.data)], strict=True), 1):
        data = file.data[start:end]
        message = message_from_bytes(
            data.split(b"\n", 1)[-1] if data.startswith(b"From ") else data, policy=policy.default
        )
        place = f"message {number}" if len(starts) > 1 else ""
        one = _message(message, file, options, place)
        found.articles += one.articles
        found.left_out += one.left_out
        found.notes += [note for note in one.notes if note not in found.notes]
        if len(starts) == 1:
            found.kind, found.announced = one.kind, one.announced
    return found


def _message(message: Any, file: File, options: Options, place: str) -> Reading:
    html, plain = _part(message, "text/html", file), _part(message, "text/plain", file)
    if html and proquest.is_page(html):
        return proquest.reading("ProQuest e-mail", proquest.pieces(html, file.name), options)
    found = Reading("e-mail")
    blocks = list(_page(html, file)) if html else _plain(message, plain, found)
    addresses = {address.lower() for _, address in getaddresses(_fields(message)) if "@" in address}
    shown = [block for block in blocks if not any(address in block.text.lower() for address in addresses)]
    if len(shown) < len(blocks):
        found.notes.append("paragraphs with the receiver's address were left out")
    title = _FORWARDED.sub("", str(message["subject"] or "")).strip()
    if not shown:
        found.left_out.append(LeftOut(place, title, "no text"))
        return found
    sender = parseaddr(str(message["from"] or ""))[0] if message["list-unsubscribe"] or message["list-id"] else ""
    date = read_date(str(message["date"] or ""), options.dates, place)
    found.articles.append(Article(shown, place, title=title, outlet=sender, date=date))
    return found


def _fields(message: Any) -> list[str]:
    names = ("to", "cc", "bcc", "delivered-to", "x-original-to", "return-path", "reply-to")
    return [str(value) for name in names for value in message.get_all(name, [])]


def _part(message: EmailMessage, kind: str, file: File) -> str:
    """Return the first part of a kind that is no attachment."""
    for part in message.walk():
        if part.get_content_type() == kind and part.get_content_disposition() != "attachment":
            data = part.get_payload(decode=True) or b""
            if not isinstance(data, bytes):
                continue
            charset = part.get_content_charset() or ""
            try:
                return data.decode(charset if charset not in ("us-ascii", "iso-8859-1") else "")
            except (LookupError, UnicodeDecodeError):
                return decode(data, file.name)[0]
    return ""


def _page(html: str, file: File) -> Iterator[Block]:
    """Yield the paragraphs of a page without what it hides; what is around every newsletter is furniture."""
    page = markup.html_of(html, file.name)
    for one in list(page.iter()):
        if isinstance(one.tag, str) and _HIDDEN.search(one.get("style") or "") and one.getparent() is not None:
            one.drop_tree()
    for block in markup.blocks([page]):
        around = _AROUND.search(block.text) and len(block.text.split()) < _SHORT
        yield block._replace(kind="furniture") if around else block


def _plain(message: Any, text: str, found: Reading) -> list[Block]:
    part = next((one for one in message.walk() if one.get_content_type() == "text/plain"), message)
    text = text.replace("\r\n", "\n")
    if part.get_param("format", "") == "flowed":
        text = flowed(text, deleted=str(part.get_param("delsp", "")).lower() == "yes")
        text = text.partition("\n-- \n")[0]
        return [Block(" ".join(line.split())) for line in text.split("\n") if line.strip()]
    text = re.sub(r"^>From ", "From ", text.partition("\n-- \n")[0], flags=re.M)
    blocks, joined = flowing(text)
    if joined:
        found.notes.append(f"words that were parted at the ends of lines: {', '.join(joined[:10])}")
    return blocks


def flowed(text: str, *, deleted: bool = False) -> str:
    r"""Return a text in "format=flowed" (RFC 3676) with its soft breaks undone; `deleted` where its blanks go, too.

    >>> flowed("The cease- \nfire holds. \n \nFrom today.")
    'The cease- fire holds.  From today.'
    >>> flowed("The cease- \nfire\n From today.", deleted=True)
    'The cease-fire\nFrom today.'
    """
    lines = []
    for line in text.split("\n"):
        bare = line[1:] if line.startswith(" ") else line
        soft = bare.endswith(" ") and bare != "-- "
        lines.append((bare[:-1] if soft and deleted else bare) + ("" if soft else "\n"))
    return "".join(lines).removesuffix("\n")
