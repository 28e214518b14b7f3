"""The two collections of Reuters for research: RCV1, an XML file per item, and Reuters-21578, many in an SGML file."""

from __future__ import annotations

import re

from analysis.texts.intake import markup
from analysis.texts.intake.article import Article, Block, LeftOut, Options, Reading
from analysis.texts.intake.files import File
from analysis.texts.intake.languages import language_code
from analysis.texts.intake.wires import unwrapped
from analysis.texts.intake.xml import attribute
from analysis.texts.readers.dates import read_date

_ATTRIBUTE = re.compile(r'([A-Z]+)="([^"]*)"')
_SIGN = re.compile(r"&lt;(?=[A-Za-z]+>)")
_SIGNED = re.compile(r"\breuters?$", re.I)


def recognises(file: File) -> bool:
    """Tell whether a file has items of one of these collections."""
    return "<REUTERS " in file.head or (markup.root_of(file) == "newsitem" and "itemid=" in file.head)


def read(file: File, options: Options) -> Reading:
    """Return the articles of a file."""
    return _many(file, options) if "<REUTERS " in file.head else _one(file, options)


def _one(file: File, options: Options) -> Reading:
    item = markup.xml(file)
    every = markup.every(item, "dc")
    article = Article(
        markup.blocks(markup.every(item, "text"), {}),
        doc_id=attribute(item, "itemid"),
        title=markup.words_of(markup.first(item, "headline", "title")),
        outlet=next((attribute(one, "value") for one in every if attribute(one, "element") == "dc.source"), ""),
        date=read_date(attribute(item, "date"), options.dates),
        source_type="newswire",
        byline=markup.words_of(markup.first(item, "byline")),
        language=language_code(attribute(item, "lang")),
    )
    if article.blocks:
        return Reading("RCV1", [article])
    return Reading("RCV1", [], [LeftOut("", article.title, "no text")])


def _many(file: File, options: Options) -> Reading:
    found = Reading("Reuters-21578")
    items = file.text.replace("\r\n", "\n").split("<REUTERS ")[1:]
    for number, item in enumerate(items, 1):
        attributes, _, inside = item.partition("</REUTERS>")[0].partition(">")
        about = dict(_ATTRIBUTE.findall(attributes))
        place = f"item {number}"
        blocks = unwrapped(_element(inside, "BODY") or _loose(inside))
        if blocks and (signature := _SIGNED.search(blocks[-1].text)):
            text = blocks[-1].text[: signature.start()].rstrip()
            blocks[-1:] = [*([Block(text)] if text else []), Block(signature[0], "byline")]
        title = " ".join(_element(inside, "TITLE").split())
        if not blocks or all(block.kind for block in blocks):
            found.left_out.append(LeftOut(place, title, "no text: a headline alone"))
            continue
        found.articles.append(
            Article(
                blocks,
                place,
                doc_id=about.get("NEWID", ""),
                title=title,
                date=read_date(_element(inside, "DATE"), options.dates, place),
                source_type="newswire",
                byline=re.sub(r"^\s*by\s+", "", _element(inside, "AUTHOR"), flags=re.I).strip(" ,\n"),
            )
        )
    return found


def _element(inside: str, name: str) -> str:
    begin, end = inside.find(f"<{name}>"), inside.find(f"</{name}>")
    return _mended(inside[begin + len(name) + 2 : end]) if 0 <= begin < end else ""


def _loose(inside: str) -> str:
    """Return the text of an item whose text has no parts."""
    begin = inside.find('<TEXT TYPE="UNPROC">')
    return _mended(inside[begin + 20 :].partition("</TEXT>")[0]) if begin >= 0 else ""


def _mended(text: str) -> str:
    """Return a text without control characters; the sign of a company, "&lt;I>", is kept from being taken for a tag."""
    return _SIGN.sub("<\u2060", re.sub(r"&#[23];", "", text))
