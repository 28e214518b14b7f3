"""NewsML-G2 and NewsML 1: items of news agencies; those of pictures, videos and packages hold no text."""

from __future__ import annotations

import re
from typing import Any

from analysis.texts.intake import markup, nitf, wires
from analysis.texts.intake.article import Article, Block, LeftOut, Options, Reading
from analysis.texts.intake.files import File
from analysis.texts.intake.languages import language_code
from analysis.texts.intake.xml import attribute, tag
from analysis.texts.readers.dates import read_date

_ROOTS = ("newsmessage", "newsitem", "newsml", "packageitem", "conceptitem", "knowledgeitem", "planningitem")
_CONTENT = ("inlinexml", "inlinedata", "datacontent")
_ITEM_OF_ONE = re.compile(rb"<(?:\w+:)?newsitem\s[^>]{0,500}itemid=", re.I)
_TAGGED = re.compile(r"<(?:p|br|div)\b[^<>]{0,200}>", re.I)


def recognises(file: File) -> bool:
    """Tell whether a file is XML with an item, a message or a package of NewsML at its root."""
    return markup.root_of(file) in _ROOTS and not _ITEM_OF_ONE.search(file.data[:8192])


def read(file: File, options: Options) -> Reading:
    """Return the articles of a file."""
    root = markup.xml(file)
    found = Reading("NewsML-G2" if not markup.every(root, "newsidentifier") else "NewsML")
    items = markup.every(root, "newsitem", "packageitem", "conceptitem", "knowledgeitem", "planningitem")
    for number, item in enumerate(items, 1):
        place = f"item {number}"
        article = _article(item, options, place)
        if article.blocks:
            found.articles.append(article)
        else:
            found.left_out.append(LeftOut(place, article.title, _why(item)))
    return found


def _why(item: Any) -> str:
    kind = attribute(markup.first(item, "itemclass"), "qcode") if markup.first(item, "itemclass") is not None else ""
    name = tag(item).lower().removesuffix("item") if tag(item).lower() != "newsitem" else kind.rpartition(":")[2]
    return "no text" if name in ("", "text") else f"no text: a {name}"


def _article(item: Any, options: Options, place: str) -> Article:
    contents = markup.every(item, *_CONTENT)
    inner = next((one for content in contents for one in markup.every(content, "nitf")), None)
    known = nitf.article_of(inner, options, place) if inner is not None else None
    blocks = next((text for content in contents if (text := _blocks(content))), [])
    created = _first_day(item, options, place, "firstcreated", "contentcreated", "versioncreated", "dateid")
    changed = _first_day(item, options, place, "versioncreated", "thisrevisioncreated")
    article = Article(
        blocks,
        place,
        doc_id=attribute(item, "guid") or markup.words_of(markup.first(item, "publicidentifier")),
        title=_headline(item) or (known.title if known else ""),
        outlet=_provider(item) or (known.outlet if known else ""),
        date=created or (known.date if known else ""),
        page_date=changed if changed > created else "",
        source_type="newswire",
        byline=_byline(item) or (known.byline if known else ""),
        language=_language(item),
    )
    return wires.marked(article)


def _first_day(item: Any, options: Options, place: str, *names: str) -> str:
    for name in names:
        if day := read_date(markup.words_of(markup.first(item, name)), options.dates, place):
            return day
    return ""


def _headline(item: Any) -> str:
    """Return the main one of several headlines."""
    headlines = [(attribute(one, "role").lower(), markup.words_of(one)) for one in markup.every(item, "headline")]
    main = [words for role, words in headlines if words and (not role or "main" in role)]
    return next(iter([*main, *(words for _, words in headlines if words)]), "")


def _provider(item: Any) -> str:
    provider = markup.first(item, "provider")
    if provider is None:
        return markup.words_of(markup.first(item, "providerid"))
    party = markup.first(provider, "party")
    name = attribute(party, "FormalName") if party is not None else markup.words_of(markup.first(provider, "name"))
    return name or attribute(provider, "literal") or attribute(provider, "qcode").rpartition(":")[2]


def _byline(item: Any) -> str:
    lines = (re.sub(r"^By:?\s+", "", markup.words_of(one), flags=re.I) for one in markup.every(item, "by", "byline"))
    return next((line for line in lines if line), "")


def _language(item: Any) -> str:
    named = markup.first(item, "language")
    said = (attribute(named, "tag") or attribute(named, "FormalName")) if named is not None else ""
    return language_code(attribute(item, "lang") or said)


def _blocks(content: Any) -> list[Block]:
    if (inner := markup.first(content, "nitf")) is not None:
        return nitf.blocks_of(inner)
    if len(content):
        body = markup.first(content, "body.content", "body")
        return _paragraphs(content if body is None else body)
    text = content.text or ""
    if "base64" in (attribute(content, "encoding"), attribute(content, "Encoding")):
        return []
    return _paragraphs(markup.html_of(text, "the text of an item")) if _TAGGED.search(text) else wires.unwrapped(text)


def _paragraphs(body: Any) -> list[Block]:
    wires.spread(body)
    return markup.blocks([body], nitf.KINDS, (*nitf.NO_TEXT, "header", "footer", "aside", "nav"))
