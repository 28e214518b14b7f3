"""Exports of ProQuest: texts with a rule between articles, pages and e-mails with the same fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from analysis.texts.intake.article import Article, Block, LeftOut, Options, Reading
from analysis.texts.intake.dates import read_date
from analysis.texts.intake.files import File
from analysis.texts.intake.languages import language_code

_RULE = re.compile(r"^_{60,}[ \t\r]*$", re.M)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_NUMBER = re.compile(r"(?:Document|Email)\s+(\d+)\s+of\s+(\d+)")
_LABEL = re.compile(r"([A-Z][A-Za-z/ ]{2,40}):(?:\s|$)")
# As they are printed, without blanks: exports break them anywhere ("Place ofpublication", "Documenttype").
_BEFORE = frozenset(("author", "publicationinfo", "abstract", "links", "fulltext", "proquestdocumentlink"))
_AFTER = frozenset(
    "subject businessindexingterm location people company/organization classification identifier/keyword title "
    "alternatetitle titleannotation author publicationtitle volume issue pages firstpage numberofpages numofpages "
    "publicationyear publicationdate year dateline section column publisher placeofpublication countryofpublication "
    "publicationsubject issn e-issn sourcetype languageofpublication documenttype documentfeature proquestdocumentid "
    "documenturl copyright lastupdated database supplement narrowsubject broadsubject url firstpublished "
    "accessionnumber sourceattribution subfile product/processname".split()
)
_ID = re.compile(r"docview/(\d+)")
_CAPTION = re.compile(r"(?:CAPTION|Caption):(?:\s|$)|Illustration:?$|Illustration Caption:")
_CREDIT = re.compile(r"CREDIT:\s*;?\s*")
_NONE = ("", "not available.", "none available.", "not available", "full text not available")
_BROKEN_DATE = re.compile(r"([A-Za-z]{3,9})\.?(\d{1,2}),(\d{4})$")
_NO_ARTICLE = ("contact us at", "table of contents", "bibliography", "database copyright", "citation style")


def recognises(file: File) -> bool:
    """Tell whether a file is a text with the rules and the labels of ProQuest."""
    head = file.head
    rule = _RULE.search(head)
    labels = ("\nFull text:", "\nAbstract:", "\nPublication info:", "\nLinks:", "\nProQuest document", "\nFull Text:")
    return bool(rule) and not head.startswith(("<", "{")) and any(label in head for label in labels)


def read(file: File, options: Options) -> Reading:
    """Return the articles of an export as text."""
    pieces = _RULE.split(file.text.replace("\r\n", "\n"))
    return reading("ProQuest text", [_BLANK_LINE.split(piece.strip()) for piece in pieces], options)


def reading(kind: str, pieces: Iterable[Sequence[str]], options: Options) -> Reading:
    """Return the articles of pieces of an export, each of them in paragraphs, with its fields among these."""
    found = Reading(kind)
    numbers: set[int] = set()
    announced = count = 0
    for piece in pieces:
        paragraphs = [paragraph for paragraph in piece if paragraph.strip()]
        number = _NUMBER.match(paragraphs[0].strip()) if paragraphs else None
        if number:
            rest = paragraphs[0].strip()[number.end() :].strip()
            paragraphs[:1] = [rest] if rest else []
            announced = max(announced, int(number[2]))
        if not paragraphs or (not number and paragraphs[0].strip().lower().startswith(_NO_ARTICLE)):
            continue
        count = int(number[1]) if number else count + 1
        numbers.add(count)
        article = _article(paragraphs, options, f"document {count}")
        if isinstance(article, Article):
            found.articles.append(article)
        else:
            found.left_out.append(article)
    if announced:
        found.announced = announced
        missing = sorted({*range(1, announced + 1)} - numbers) if len(numbers) > 1 else []
        found.left_out += [LeftOut(f"document {n}", "", "announced, and not in the file", True) for n in missing]
    return found


def _article(paragraphs: list[str], options: Options, place: str) -> Article | LeftOut:
    labels = [_label(paragraph) for paragraph in paragraphs]
    title = paragraphs[0].strip() if labels[0] not in _BEFORE | _AFTER else ""
    begin = labels.index("fulltext") if "fulltext" in labels else len(labels)
    end = len(labels)
    while end > begin + 1 and (labels[end - 1] in _AFTER or _is_field(paragraphs[end - 1])):
        end -= 1
    while end < len(labels) and labels[end] not in _AFTER:  # what only looks like a field ends the text
        end += 1
    fields: dict[str, str] = {}
    for label, paragraph in zip(labels[:begin] + labels[end:], paragraphs[:begin] + paragraphs[end:], strict=True):
        if label in _BEFORE | _AFTER:
            fields.setdefault(label, " ".join(paragraph.split(":", 1)[1].split()))
    title = fields.get("title") or title
    text = [paragraphs[begin].split(":", 1)[1], *paragraphs[begin + 1 : end]] if begin < len(labels) else []
    blocks = list(_blocks(line.strip() for paragraph in text for line in paragraph.split("\n")))
    if not blocks or " ".join(block.text for block in blocks).strip().lower() in _NONE:
        if not fields:
            return LeftOut(place, title, "no field of an article is in it", True)
        return LeftOut(place, title, "full text not available")
    published = fields.get("publicationdate", "")
    linked = _ID.search(fields.get("documenturl", "").replace(" ", ""))
    number = fields.get("proquestdocumentid", "").replace(" ", "") or (linked[1] if linked else "")
    return Article(
        blocks,
        place,
        doc_id=number,
        title=" ".join(title.split()),
        outlet=fields.get("publicationtitle", fields.get("publicationinfo", "")).split(";")[0].strip(),
        date=_date(published, options, place) or _date(fields.get("publicationinfo", ""), options, place),
        page_date=_date(fields.get("lastupdated", ""), options, place),
        source_type=fields.get("sourcetype", ""),
        byline=fields.get("author", ""),
        section=fields.get("section", ""),
        language=language_code(fields.get("languageofpublication", "")),
        # The address in the file leads through a library's server and names its account.
        url=f"https://www.proquest.com/docview/{number}" if number else "",
    )


def _label(paragraph: str) -> str:
    found = _LABEL.match(paragraph.lstrip())
    return found[1].replace(" ", "").lower() if found else ""


def _is_field(paragraph: str) -> bool:
    """Tell whether a paragraph looks like a field of a name that is not known."""
    found = _LABEL.match(paragraph)
    return found is not None and "\n" not in paragraph and found[1].count(" ") < 4 and not found[1].isupper()


def _date(field: str, options: Options, place: str) -> str:
    """Return a day; blanks may be anywhere in it ("Ju n 12, 2024")."""
    joined = field.replace(" ", "")
    broken = _BROKEN_DATE.match(joined)
    written = f"{broken[1]} {broken[2]}, {broken[3]}" if broken else joined if joined[:4].isdecimal() else field
    return read_date(written, options.dates, place)


def _blocks(lines: Iterable[str]) -> Iterable[Block]:
    """Yield the paragraphs of a text; what follows the label of a caption or a credit is one to the end."""
    kind = ""
    for line in lines:
        if _CREDIT.match(line):
            kind, text = "byline", _CREDIT.sub("", line, count=1)
        elif _CAPTION.match(line):
            kind, text = "caption", _CAPTION.sub("", line, count=1)
        else:
            text = line
        if text.strip():
            yield Block(text.strip(), kind)
