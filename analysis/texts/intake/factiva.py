"""Pages of Factiva: with rows without labels above each text, or with fields of two letters in a table; and its XML."""

from __future__ import annotations

import re
from typing import Any

from analysis.texts.intake import markup
from analysis.texts.intake.article import Article, Block, LeftOut, Options, Reading
from analysis.texts.intake.factiva_fields import NUMBER, TAGS, from_rows, from_tags
from analysis.texts.intake.files import File
from analysis.texts.intake.wires import unwrapped

_ARTICLE = re.compile(rb"""class=["']?(?:article )?[a-z]{2}Article\b""")
_ELEMENTS = {"HD": "headline", "PD": "publicationdate", "SN": "sourcename", "WC": "wordcount", "LA": "baselanguage"} | {
    "AN": "accessionno",
    "BY": "byline",
    "SE": "sectionname",
}
_XML = "ppsresponse"
_COUNTED = re.compile(r"\d+\)\s+")


def recognises(file: File) -> bool:
    """Tell whether a file is a page with the classes that Factiva gives its articles, or its XML."""
    return markup.root_of(file) == _XML or (file.head.startswith("<") and bool(_ARTICLE.search(file.data)))


def read(file: File, options: Options) -> Reading:
    """Return the articles of a page, or of XML."""
    if markup.root_of(file) == _XML:
        return _from_xml(file, options)
    found, captioned = Reading("Factiva HTML"), 0
    boxes = [one for one in markup.html(file).iter("div") if "article" in _classes(one)]
    around = {outer for one in boxes for outer in one.iterancestors("div") if "article" in _classes(outer)}
    for number, box in enumerate((one for one in boxes if one not in around), 1):  # each box is in a box
        place = f"article {number}"
        article, below = _from_table(box, options, place) or _from_rows(box, options, place)
        captioned += below
        if article.blocks:
            found.articles.append(article)
        else:
            found.left_out.append(LeftOut(place, article.title, "no text"))
    if captioned:
        found.notes.append(f"lines below the texts of {captioned} articles are not taken: captions, contacts")
    return found


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").split()


def _is_text(element: Any) -> bool:
    return element.tag == "pre" or any("articleparagraph" in name.lower() for name in _classes(element))


def _from_table(box: Any, options: Options, place: str) -> tuple[Article, bool] | None:
    fields: dict[str, str] = {}
    blocks: list[Block] = []
    for row in box.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        tag = markup.words_of(cells[0]).strip() if len(cells) == 2 else ""
        if tag in ("LP", "TD"):
            blocks += markup.blocks([cells[1]])
        elif tag in TAGS:
            fields[tag] = markup.words_of(cells[1])
    return (from_tags(fields, blocks, options, place), "ART" in fields) if fields else None


def _from_rows(box: Any, options: Options, place: str) -> tuple[Article, bool]:
    """Return an article, and whether there is more below its text than the publisher and its number."""
    rows: list[str] = []
    text, end, headline = [], [], 0
    for part in box:
        words = markup.words_of(part) if isinstance(part.tag, str) else ""
        if not words:
            continue
        if _is_text(part):
            text.append(part)
        elif part.tag != "div":  # after the text: captions, the publisher, the number
            end.append(part)
        elif not text:
            if part.get("id") == "hd" or any(
                name.endswith("Headline") for one in part.iter() for name in _classes(one)
            ):
                headline = len(rows)
                counted = any("counted" in _classes(one) for one in part.iter())
                words = _COUNTED.sub("", words, count=1) if counted else words
            rows.append(words)
    article = from_rows(rows or [""], headline, markup.blocks(text), options, place)
    number = NUMBER.search(markup.words_of(end[-1])) if end else None
    outer = next((one.get("id") for one in (box, box.getparent()) if (one.get("id") or "").startswith("article-")), "")
    article.doc_id = number[1] if number else outer.removeprefix("article-")
    return article, len(end) > 2


def _from_xml(file: File, options: Options) -> Reading:
    root = markup.xml(file)
    results = markup.first(root, "ppsarticleresultset")
    announced = results.get("count", "") if results is not None else ""
    found = Reading("Factiva XML", announced=int(announced) if announced.isdecimal() else None)
    for number, item in enumerate(markup.every(root, "ppsarticle"), 1):
        known = {tag: markup.words_of(markup.first(item, name)) for tag, name in _ELEMENTS.items()}
        parts = markup.every(item, "leadparagraph", "tailparagraphs")
        blocks = [
            block
            for part in parts
            for block in (markup.blocks([part], {"paragraph": ""}) if len(part) else unwrapped(part.text or ""))
        ]
        article = from_tags(known, blocks, options, f"article {number}")
        article.doc_id = known["AN"]
        if blocks:
            found.articles.append(article)
        else:
            found.left_out.append(LeftOut(f"article {number}", article.title, "no text"))
    missing = range(len(found.articles) + len(found.left_out) + 1, (found.announced or 0) + 1)
    found.left_out += [LeftOut(f"article {n}", "", "announced, and not in the file", True) for n in missing]
    return found
