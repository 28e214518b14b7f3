"""Exports of ProQuest: texts with a rule between articles, and pages (in e-mails, too) with the same fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from analysis.texts.intake import markup
from analysis.texts.intake.article import Article, Block, LeftOut, Options, Reading
from analysis.texts.intake.files import File
from analysis.texts.intake.languages import language_code
from analysis.texts.readers.dates import read_date

_RULE = re.compile(r"^_{60,}[ \t\r]*$", re.M)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_NUMBER = re.compile(r"Document\s+(\d+)\s+of\s+(\d+)")
_LABEL = re.compile(r"([A-Z][A-Za-z/ ]{2,40}):(?:\s|$)")
# As they are printed, without blanks: exports break them anywhere ("Place ofpublication", "Documenttype").
_BEFORE = frozenset(("author", "publicationinfo", "abstract", "links", "fulltext", "proquestdocumentlink"))
_AFTER = frozenset(
    "subject businessindexingterm location people company/organization classification identifier/keyword title "
    "alternatetitle titleannotation author publicationtitle volume issue pages firstpage numberofpages numofpages "
    "publicationyear publicationdate year dateline section column publisher placeofpublication countryofpublication "
    "publicationsubject issn e-issn sourcetype languageofpublication documenttype documentfeature proquestdocumentid "
    "documenturl copyright lastupdated database supplement narrowsubject broadsubject url firstpublished "
    "accessionnumber sourceattribution subfile coden product/processname".split()
)
_SURE = ("publicationtitle", "publicationyear", "publicationdate", "proquestdocumentid")
_NEAR = 10  # fields
_ANCHOR = re.compile(r"name=[\"']?DocID_\w+[\"']?")
_COUNTED = re.compile(r">\s*Document 1 of \d+\s*<")
_PAGE = re.compile(r"<text\b[^<>]{0,300}>\s*html&gt;|</?(?:html|body|head|text)\b[^<>]{0,2000}>", re.I)
_BEGIN = "\uf8ff"  # stands for the name of a document in its page
_ID = re.compile(r"docview/(\d+)")
_CAPTION = re.compile(r"(?:CAPTION|Caption):(?:\s|$)|Illustration:?$|Illustration Caption:")
_CREDIT = re.compile(r"(?:CREDIT|Credit):\s*;?\s*")
_NONE = ("", "not available.", "none available.", "not available", "full text not available")
_BROKEN_DATE = re.compile(r"([A-Za-z]{3,9})\.?(\d{1,2}),(\d{4})$")
_NO_ARTICLE = ("contact us at", "table of contents", "bibliography", "database copyright", "citation style")


def recognises(file: File) -> bool:
    """Tell whether a file is a text with the rules and labels of ProQuest, or a page with names of its documents."""
    head = file.head
    if head.startswith("<"):
        return is_page(file.text) if b"ProQuest" in file.data else False
    labels = ("\nFull text:", "\nAbstract:", "\nPublication info:", "\nLinks:", "\nProQuest document", "\nFull Text:")
    return bool(_RULE.search(head)) and not head.startswith("{") and any(label in head for label in labels)


def is_page(text: str) -> bool:
    """Tell whether the text of a page is an export: it has the name of a document, or its number of how many."""
    return bool(_ANCHOR.search(text) or _COUNTED.search(text))


def read(file: File, options: Options) -> Reading:
    """Return the articles of an export."""
    if file.head.startswith("<"):
        return reading("ProQuest HTML", pieces(file.text, file.name), options)
    texts = _RULE.split(file.text.replace("\r\n", "\n"))
    split = ([Block(paragraph) for paragraph in _BLANK_LINE.split(text.strip())] for text in texts)
    return reading("ProQuest text", split, options)


def pieces(text: str, name: str) -> list[list[Block]]:
    """Return the paragraphs of each document of a page; `name` is what a message calls it."""
    # Each text in it is a page of its own, some with a broken first tag: a parser would end the page there.
    page = markup.html_of(_PAGE.sub("", text), name)
    for one in list(page.iter("a", "div")):
        if _ANCHOR.fullmatch(f'name="{one.get("name")}"'):
            one.tag, one.text = "p", _BEGIN
        elif "sr-only" in (one.get("class") or ""):  # "Enlarge this image"
            one.drop_tree()
        elif "document_view_caption" in (one.get("class") or ""):
            one.tag = "figcaption"
    found: list[list[Block]] = [[]]
    for block in markup.blocks([page], {"figcaption": "caption"}):
        if block.text == _BEGIN or _NUMBER.fullmatch(block.text):
            found.append([])
        if block.text != _BEGIN:
            found[-1].append(block)
    return found[1:]


def reading(kind: str, pieces: Iterable[Sequence[Block]], options: Options) -> Reading:
    """Return the articles of pieces of an export, each of them in paragraphs, with its fields among these."""
    found = Reading(kind)
    numbers: set[int] = set()
    announced = count = 0
    for piece in pieces:
        paragraphs = [block._replace(text=block.text.strip()) for block in piece if block.text.strip()]
        number = _NUMBER.match(paragraphs[0].text) if paragraphs else None
        if number:
            rest = paragraphs[0].text[number.end() :].strip()
            paragraphs[:1] = [Block(rest)] if rest else []
            announced = max(announced, int(number[2]))
        if not paragraphs or (not number and paragraphs[0].text.lower().startswith(_NO_ARTICLE)):
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


def _article(paragraphs: list[Block], options: Options, place: str) -> Article | LeftOut:
    labels = [label_of(paragraph) for paragraph in paragraphs]
    title = paragraphs[0].text if labels[0] not in _BEFORE | _AFTER else ""
    if not {*labels} & (_BEFORE | _AFTER) and len(paragraphs) > 1:
        return Article(paragraphs[1:], place, title=title)
    begin = labels.index("fulltext") if "fulltext" in labels else len(labels)
    end = _end_of_text(paragraphs, labels, begin)
    fields: dict[str, str] = {}
    for label, paragraph in zip(labels[:begin] + labels[end:], paragraphs[:begin] + paragraphs[end:], strict=True):
        if label in _BEFORE | _AFTER:
            fields.setdefault(label, " ".join(paragraph.text.split(":", 1)[1].split()))
    title = fields.get("title") or title
    blocks = []
    if begin < len(labels):
        first = paragraphs[begin]._replace(text=paragraphs[begin].text.split(":", 1)[1])
        blocks = list(_blocks([first, *paragraphs[begin + 1 : end]]))
    if not blocks or " ".join(block.text for block in blocks).lower() in _NONE:
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


def _end_of_text(paragraphs: list[Block], labels: list[str], begin: int) -> int:
    """Return where the fields below the text begin: those without a gap above the name of the outlet, or at the end."""
    sure = [n for n in range(begin + 1, len(labels)) if labels[n] in _SURE]
    end = next((n for n, m in pairwise(sure) if m - n < _NEAR), len(labels))
    while end > begin + 1 and (labels[end - 1] in _AFTER or _is_field(paragraphs[end - 1].text)):
        end -= 1
    while end < len(labels) and labels[end] not in _AFTER:  # what only looks like a field ends the text
        end += 1
    return end


def begins(block: Block) -> bool:
    """Tell whether a paragraph is the number of a document or a rule."""
    return bool(_NUMBER.match(block.text)) or set(block.text) == {"_"}


def label_of(paragraph: Block) -> str:
    """Return the name of a field as it is printed, in small letters without blanks; nothing for other paragraphs."""
    found = _LABEL.match(paragraph.text) if not paragraph.kind else None
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


def _blocks(paragraphs: Iterable[Block]) -> Iterable[Block]:
    """Yield the lines of a text; what follows the label of a caption or a credit is one to the end."""
    kind = ""
    for paragraph in paragraphs:
        for line in paragraph.text.split("\n"):
            text = line.strip()
            if _CREDIT.match(text):
                kind, text = "byline", _CREDIT.sub("", text, count=1)
            elif _CAPTION.match(text):
                kind, text = "caption", _CAPTION.sub("", text, count=1)
            if text.strip():
                yield Block(text.strip(), kind or paragraph.kind)
