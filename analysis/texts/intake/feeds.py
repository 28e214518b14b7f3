"""RSS and Atom: every entry that has its text with it; a teaser is named and left out."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from analysis.schema import InputError
from analysis.texts.intake.article import Article, Block, LeftOut, Options, Reading
from analysis.texts.intake.files import File
from analysis.texts.intake.fragments import fragment
from analysis.texts.readers.dates import read_date
from analysis.texts.readers.installation import need

_FEED = re.compile(r"(?:<\?xml[^>]*\?>|<\?[\w-]+[^>]*\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>|\s)*<(?:rss|feed|rdf:RDF|channel)\b", re.S)  # fmt: skip # noqa: E501
_POINTER = re.compile(r"the post .{1,300} (?:appeared first|first appeared) on .{1,100}", re.I)
_CUT = re.compile(r"(?:\[?(?:…|\.\.\.)\]?|\b(?:read|see|view) (?:the )?(?:more|full (?:story|article))\W*|continue reading.{0,200})$", re.I)  # fmt: skip # noqa: E501
_ADDRESS = re.compile(r"\S+@\S+|[()]")
_ENTITY = re.compile(rb"<!ENTITY\s+[^%\s]")
TEASER = "a teaser, not the text"
_SHORT = 80  # words of one paragraph: a summary, where nothing says that it is the text


def recognises(file: File) -> bool:
    """Tell whether a file is a feed, from its first element."""
    return bool(_FEED.match(file.head))


def read(file: File, options: Options) -> Reading:
    """Return the entries of a feed.

    Raises
    ------
    InputError
        If it is broken before its first entry, or declares entities: a few lines of these can grow to gigabytes.
    """
    need("feedparser", extra="gather", what=str(file.name))
    import feedparser

    if _ENTITY.search(file.data):
        raise InputError(f"{file.name}: declares entities, which are not expanded; save it without")
    # As a stream: what is no feed could be taken for the address of one. Marks of figures are needed here.
    feed = feedparser.parse(io.BytesIO(file.data), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries and feed.bozo:
        raise InputError(f"{file.name}: a broken feed ({feed.bozo_exception}); fetch it again")
    reading = Reading("feed")
    for number, entry in enumerate(feed.entries, 1):
        place = f"item {number}"
        article = _article(entry, feed, place, file, options)
        if article.truncated and not options.truncated:
            reading.left_out.append(LeftOut(place, article.title, TEASER))
        elif not article.blocks:
            reading.left_out.append(LeftOut(place, article.title, "no text"))
        else:
            reading.articles.append(article)
    if feed.bozo and not isinstance(feed.bozo_exception, feedparser.CharacterEncodingOverride):
        reading.notes.append(f"not well-formed XML ({feed.bozo_exception}): look at its last item")
    return reading


def _article(entry: Any, feed: Any, place: str, file: File, options: Options) -> Article:
    blocks, is_summary = _text(entry, file)
    updated = dict.get(entry, "updated") or ""  # its own get() gives the day of publication where there is none
    published = entry.get("published") or ("" if feed.version.startswith("atom") else updated)
    article = Article(
        blocks,
        place,
        title=unescape(unescape(entry.get("title") or "")),
        outlet=unescape((entry.get("source") or {}).get("title", "") or feed.feed.get("title") or ""),
        date=read_date(published, options.dates, place),
        byline=", ".join(_authors(entry)),
        section=next((tag["term"] for tag in entry.get("tags", ()) if tag.get("term")), ""),
        language=(entry.get("language") or feed.feed.get("language") or "")[:2].lower(),
        url=entry.get("link") or "",
    )
    if published != updated:
        article.page_date = read_date(updated, options.dates, place)
    text = " ".join(block.text for block in blocks if not block.kind)
    if _CUT.search(text[-250:]) or (is_summary and len(blocks) < 2 and len(text.split()) < _SHORT):
        article.truncated = TEASER
    return article


def _text(entry: Any, file: File) -> tuple[list[Block], bool]:
    """Return the longest of the texts that an entry has, and whether it is but its summary.

    The caption of a picture may be among them, and where they are as long, the summary is the text cut and pointed to.
    """
    given = [one for one in entry.get("content", ()) if one.get("type", "text").startswith(("text", "application"))]
    texts = [list(_blocks(one.get("value"), file)) for one in given]
    summary = list(_blocks(entry.get("summary"), file))
    longest = max([*texts, summary], key=lambda blocks: sum(len(block.text) for block in blocks))
    return longest, longest == summary and longest not in texts


def _blocks(html: str | None, file: File) -> Iterator[Block]:
    if not html or not html.strip():
        return
    if "<" not in html:
        found = [Block(part) for part in re.split(r"\n\s*\n", unescape(html))]
    else:
        found = fragment(f"<div>{html}</div>", file.name)
    for block in found:
        text = " ".join(block.text.split())
        if text and not _POINTER.match(text):
            yield Block(text, block.kind)


def _authors(entry: Any) -> Iterator[str]:
    """Yield who wrote it, without addresses.

    feedparser 6.0 cuts an address after four letters of its last part, and what is left of it is in the name
    ("Ida Roth a", for ida@enz.media): where there is an address, what the feed says is read here.
    """
    whole = entry.get("author", "")
    given = [whole] if "@" in whole or not entry.get("authors") else [one.get("name", "") for one in entry.authors]
    for name in dict.fromkeys(given):
        if bare := " ".join(_ADDRESS.sub(" ", unescape(name)).split()):
            yield bare
