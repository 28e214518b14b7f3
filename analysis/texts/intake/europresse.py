"""Pages of Europresse (Eureka): two layouts; a certificate of who was given it comes after each article."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from analysis.texts.intake import markup
from analysis.texts.intake.article import Article, Block, LeftOut, Options, Reading
from analysis.texts.intake.files import File
from analysis.texts.readers.dates import read_date

_ISSUE = re.compile(r",?\s*(?:no\.|n°|vol\.).*$", re.I)
_END = re.compile(r"©|Numéro de document|Document number", re.I)
_NUMBER = re.compile(r"(?:Numéro de document|Document number)\s*:\s*(\S+)", re.I)
_OTHER_NUMBER = re.compile(r"\b(news·\d{8}·\S+)")
_WORDS = re.compile(r"(?:19|20)\d\d,?\s+(\d[\d., ]{0,8}?)\s*(?:mots|words)\b")
_WEEKDAY = re.compile(r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\w{3,6}day", re.I)
_NEAR = 5  # elements around the name of an outlet
_MOST = 20  # parts of a header
_FRENCH = re.compile(r"\b\d{1,2}(?:er)?\s+[^\W\d_]")  # the day before the month
_ENGLISH = re.compile(r"day\b|\b(?:January|February|March|April|May|June|July|August|September|October)\b", re.I)


def recognises(file: File) -> bool:
    """Tell whether a file is a page with the class that Europresse gives the name of an outlet."""
    return file.head.startswith("<") and b"DocPublicationName" in file.data and b"titrearticlevisu" in file.data.lower()


def read(file: File, options: Options) -> Reading:
    """Return the articles of a page."""
    found = Reading("Europresse HTML")
    page = markup.html(file)
    for number, box in enumerate(_boxes(page), 1):
        place = f"article {number}"
        article = _article(box, options, place)
        if article.blocks:
            found.articles.append(article)
        else:
            found.left_out.append(LeftOut(place, article.title, "no text"))
    return found


def _boxes(page: Any) -> list[Any]:
    """Return the element of each article: that around its outlet which holds its headline, and no other outlet."""
    names = _named(page, "DocPublicationName")
    headed = {one for title in _named(page, "titreArticleVisu") for one in title.iterancestors()}
    near = [[one for one, _ in zip(name.iterancestors(), range(_NEAR), strict=False)] for name in names]
    shared = Counter(one for ancestors in near for one in ancestors)
    boxes: list[Any] = []
    for name, ancestors in zip(names, near, strict=True):
        box = next(name.iterancestors("article"), None)
        if box is None:
            box = next((one for one in ancestors if one in headed and shared[one] == 1), ancestors[0])
        if box not in boxes[-1:]:
            boxes.append(box)
    return boxes


def _named(element: Any, name: str) -> list[Any]:
    return [one for one in element.iter() if name.lower() in (one.get("class") or "").lower().split()]


def _article(box: Any, options: Options, place: str) -> Article:
    title = next(iter(_named(box, "titreArticleVisu")), None)
    header = " ".join("".join(one.text_content() for one in _named(box, "DocHeader")).split())
    parts = [part.strip() for part in header.split(",")]
    # The last place from which a day can be read is where it begins: "News, Tuesday, March 14, 2006, p. A1".
    dated = [n for n in range(min(len(parts), _MOST)) if read_date(", ".join(parts[n:]), options.dates, place)]
    section = [part for part in parts[: max(dated, default=0)] if not _WEEKDAY.fullmatch(part)]
    outlet = next(iter(_named(box, "DocPublicationName")), None)
    name = next((text.strip() for text in outlet.itertext() if text.strip()), "") if outlet is not None else ""
    sections = list(box.iter("section")) or _named(box, "docOcurrContainer") or _named(box, "DocText")
    byline, blocks = _in_sections(box, title, sections) if sections else _in_cell(box, title)
    text = " ".join(box.itertext())
    number, words = _NUMBER.search(text) or _OTHER_NUMBER.search(text), _WORDS.search(header)
    return Article(
        blocks,
        place,
        doc_id=number[1] if number else "",
        title=markup.words_of(title),
        outlet=_ISSUE.sub("", " ".join(name.split())),
        date=read_date(header, options.dates, place),
        byline=byline,
        section=", ".join(section),
        # The day is written in the language of the article.
        language="" if not header else "en" if _ENGLISH.search(header) else "fr" if _FRENCH.search(header) else "",
        stated_words=int("".join(c for c in words[1] if c.isdecimal())) if words else None,
    )


def _in_sections(box: Any, title: Any, sections: list[Any]) -> tuple[str, list[Block]]:
    """Return the author and the text of the newer layout: the author is the first bare division below the headline."""
    inside = {one for section in sections for one in section.iter()}
    elements = iter(box.iter())
    if title is not None:
        next(one for one in elements if one is title)
    authors = (one for one in elements if _may_name_author(one) and one not in inside)
    byline = next((words for one in authors if (words := markup.words_of(one))), "")
    return ("" if _END.match(byline) or "certificat" in byline else byline), markup.blocks(sections)


def _may_name_author(element: Any) -> bool:
    return (element.tag == "div" and not len(element)) or "sm-margin-bottomNews" in (element.get("class") or "")


def _in_cell(box: Any, title: Any) -> tuple[str, list[Block]]:
    """Return the author and the text of the older layout, where line breaks alone part them."""
    if title is None:
        return "", markup.blocks([box], no_text=(*markup.NO_TEXT, "table"))
    byline, at = "", title.getnext()
    while at is not None and at.tag == "br" and not (at.tail or "").strip():
        at = at.getnext()
    if at is not None and at.tag == "br" and at.getnext() is not None and at.getnext().tag == "br":
        byline, at.tail = " ".join(at.tail.split()), ""
    blocks, seen = [], False
    heading = markup.words_of(title)
    for block in markup.blocks([box], no_text=(*markup.NO_TEXT, "table")):
        if seen and _END.match(block.text):
            break
        if seen:
            blocks.append(block)
        seen = seen or block.text.split("\n")[-1] == heading
    return byline, blocks
