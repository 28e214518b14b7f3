"""NITF, the XML of many newspapers and agencies: with and without a namespace, and with the blocks of one archive."""

from __future__ import annotations

import re
from typing import Any

from analysis.texts.intake import markup, wires
from analysis.texts.intake.article import Article, Block, LeftOut, Options, Reading
from analysis.texts.intake.files import File
from analysis.texts.intake.languages import language_code
from analysis.texts.intake.xml import attribute
from analysis.texts.readers.dates import read_date

KINDS = markup.KINDS | {
    "hl2": "headline",
    "bq": "quote",
    "media": "caption",
    "media-caption": "caption",
    "media-producer": "byline",
    "credit": "byline",
    "tagline": "byline",
    "block": "",
    "lead": "",
}
NO_TEXT = (*markup.NO_TEXT, "media-metadata", "media-reference", "media-object", "note", "byttl")
_LEAD = re.compile(r"LEAD:\s*")


def recognises(file: File) -> bool:
    """Tell whether a file is XML with NITF at its root."""
    return markup.root_of(file) == "nitf"


def read(file: File, options: Options) -> Reading:
    """Return the one article of a file."""
    article = article_of(markup.xml(file), options, "")
    if article.blocks:
        return Reading("NITF", [article])
    return Reading("NITF", [], [LeftOut("", article.title, "no text")])


def article_of(nitf: Any, options: Options, place: str) -> Article:
    """Return an article by an element `nitf`."""
    head, publication = markup.first(nitf, "body.head"), markup.first(nitf, "pubdata")
    correction = " ".join(markup.words_of(one) for one in _parts(nitf, "correction_text"))
    names = [
        attribute(publication, "name") if publication is not None else "",
        markup.words_of(markup.first(nitf, "distributor")),
        _attribute(nitf, "doc.copyright", "holder"),
        _attribute(nitf, "doc-id", "regsrc"),
    ]
    sections = [one.get("content", "") for one in markup.every(nitf, "meta") if one.get("name") == "online_sections"]
    return Article(
        blocks_of(nitf),
        place,
        doc_id=_attribute(nitf, "doc-id", "id-string"),
        title=markup.words_of(markup.first(nitf, "hl1")) or markup.words_of(markup.first(nitf, "title")),
        outlet=next((name for name in names if name), ""),
        date=_date(nitf, options, place),
        byline=byline_of(head if head is not None else nitf),
        section=sections[0] if sections else "",
        language=language_code(attribute(nitf, "baselang") or attribute(nitf, "lang")),
        url=_attribute(nitf, "pubdata", "ex-ref"),
        correction=correction,
    )


def _attribute(nitf: Any, element: str, name: str) -> str:
    found = markup.first(nitf, element)
    return attribute(found, name).strip() if found is not None else ""


def _date(nitf: Any, options: Options, place: str) -> str:
    """Return the day of publication, or that on which it may be or was sent."""
    for element, name in (
        ("pubdata", "date.publication"),
        ("date.release", "norm"),
        ("date.issue", "norm"),
        ("story.date", "norm"),
    ):
        if day := read_date(_attribute(nitf, element, name), options.dates, place):
            return day
    return ""


def byline_of(element: Any) -> str:
    """Return who wrote it, without the word "By" and without their office."""
    bylines = markup.every(element, "byline", "by")
    printed = [one for one in bylines if one.get("class") == "print_byline"] or bylines
    words = " ".join(block.text for block in markup.blocks(printed[:1], {}, NO_TEXT)).replace("\n", " ")
    return re.sub(r"^By:?\s+", "", words, flags=re.I)


def _parts(nitf: Any, name: str) -> list[Any]:
    return [one for one in markup.every(nitf, "block") if one.get("class") == name]


def blocks_of(nitf: Any) -> list[Block]:
    """Return the text; of blocks that repeat each other the full one."""
    wires.spread(nitf)
    if full := _parts(nitf, "full_text"):
        return _without_lead(markup.blocks(full, KINDS, NO_TEXT))
    # A note in the head has a body.content of its own.
    bodies = [one for one in markup.every(nitf, "body.content") if not any(True for _ in one.iterancestors("{*}note"))]
    for repeated in [
        one for body in bodies for one in body if (one.get("class") or "") in ("lead_paragraph", "correction_text")
    ]:
        repeated.getparent().remove(repeated)
    return markup.blocks([*bodies, *markup.every(nitf, "tagline")], KINDS, NO_TEXT)


def _without_lead(blocks: list[Block]) -> list[Block]:
    """Leave out a first paragraph that an archive made of the beginning of the text, with a label of its own."""
    if not blocks or not _LEAD.match(blocks[0].text):
        return blocks
    lead = _LEAD.sub("", blocks[0].text, count=1)
    if len(blocks) > 1 and blocks[1].text[:40] == lead[:40]:
        return blocks[1:]
    return [blocks[0]._replace(text=lead), *blocks[1:]]
