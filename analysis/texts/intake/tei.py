"""TEI, the XML of editions and corpora: the text of the body, with the marks of quotation that its tags stand for."""

from __future__ import annotations

from typing import Any

from analysis.texts.intake import markup
from analysis.texts.intake.article import Article, Block, LeftOut, Options, Reading
from analysis.texts.intake.files import File
from analysis.texts.intake.languages import language_code
from analysis.texts.intake.xml import attribute, tag
from analysis.texts.readers.dates import read_date

_KINDS = {
    "head": "headline",
    "byline": "byline",
    "docauthor": "byline",
    "opener": "",
    "closer": "",
    "signed": "byline",
    "dateline": "",
    "ab": "",
    "lg": "",
    "l": "",
    "item": "",
    "label": "",
    "seg": "",
    "cell": "",
    "row": "",
    "quote-of-paragraphs": "quote",
}
# What editors added or took out, and what a page has around the text. Of two readings the printed one stays.
_NO_TEXT = ("note", "fw", "figdesc", "gap", "del", "corr", "reg", "expan", "bibl", "teiheader", "pb", "desc", "speaker")
_MARKS = ("q", "said", "quote", "socalled")
_OPENING = "\"'“‘«„»‹"


def recognises(file: File) -> bool:
    """Tell whether a file is XML with TEI at its root, in the namespace or of an older version."""
    return markup.root_of(file) in ("tei", "teicorpus", "tei.2", "teicorpus.2")


def read(file: File, options: Options) -> Reading:
    """Return the texts of a file."""
    root = markup.xml(file)
    found = Reading("TEI")
    texts = markup.every(root, "tei", "tei.2")
    for number, text in enumerate(texts, 1):
        place = f"text {number}" if len(texts) > 1 else ""
        article = _article(text, options, place)
        if article.blocks:
            found.articles.append(article)
        else:
            found.left_out.append(LeftOut(place, article.title, "no text"))
    return found


def _article(tei: Any, options: Options, place: str) -> Article:
    header = markup.first(tei, "teiheader")
    header = tei if header is None else header
    statement = markup.first(header, "titlestmt")
    source, publication = markup.first(header, "sourcedesc"), markup.first(header, "publicationstmt")
    title = markup.words_of(markup.first(statement, "title")) if statement is not None else ""
    authors = [markup.words_of(one) for one in markup.every(statement, "author")] if statement is not None else []
    return Article(
        [block for block in _blocks(tei, header) if block != Block(title, "headline")],
        place,
        doc_id=attribute(tei, "id"),
        title=title,
        outlet=_outlet(source, publication),
        date=_date(source, options, place) or _date(publication, options, place),
        byline="; ".join(author for author in authors if author),
        language=language_code(attribute(tei, "lang")),
    )


def _outlet(source: Any, publication: Any) -> str:
    """Return the newspaper or journal that a text is from, or who published it."""
    titles = markup.every(source, "title") if source is not None else []
    inside = [one for one in titles if attribute(one, "level") in ("j", "m")]
    names = [*inside, *(markup.first(one, "publisher") for one in (source, publication) if one is not None)]
    return next((words for one in names if (words := markup.words_of(one))), "")


def _date(element: Any, options: Options, place: str) -> str:
    dates = markup.every(element, "date") if element is not None else []
    written = (attribute(one, "when") or attribute(one, "notBefore") or markup.words_of(one) for one in dates)
    return next((day for one in written if (day := read_date(one, options.dates, place))), "")


def _blocks(tei: Any, header: Any) -> list[Block]:
    text = markup.first(tei, "text")
    body = markup.first(text, "body") if text is not None else None
    if body is None:
        return []
    _mark(body)
    people = markup.every(header, "person")
    names = {attribute(one, "id"): markup.words_of(markup.first(one, "persname")) for one in people}
    kinds, speakers = markup.KINDS | _KINDS, {}
    for number, turn in enumerate(markup.every(body, "u", "sp")):
        turn.tag = f"turn-{number}"
        kinds[turn.tag] = turn.tag
        speakers[turn.tag] = _speaker(turn, names)
    return [
        block._replace(kind="turn", speaker=speakers[block.kind]) if block.kind in speakers else block
        for block in markup.blocks([body], kinds, _NO_TEXT)
    ]


def _speaker(turn: Any, names: dict[str, str]) -> str:
    label = markup.words_of(markup.first(turn, "speaker")).rstrip(".:")
    who = attribute(turn, "who").removeprefix("#")
    return label or names.get(who) or who


def _mark(body: Any) -> None:
    """Make one kind of tag of all that stand for marks of quotation, where none are printed beside them."""
    for one in body.iter():
        name = tag(one).lower()
        if name == "lb":
            one.tail = f" {one.tail or ''}" if attribute(one, "break") != "no" else (one.tail or "").lstrip()
        if name not in _MARKS:
            continue
        text = "".join(one.itertext()).strip()
        only = len(one) == 1 and tag(one[0]).lower() in _MARKS and not (one.text or one[0].tail or "").strip()
        if any(tag(inner).lower() in ("p", "l", "ab") for inner in one):
            one.tag = "quote-of-paragraphs"
        else:
            one.tag = "hi" if only or text[:1] in _OPENING or _is_marked(one) else "q"


def _is_marked(one: Any) -> bool:
    """Tell whether the text before a tag ends with the mark that the tag stands for."""
    previous = one.getprevious()
    before = previous.tail if previous is not None else one.getparent().text if one.getparent() is not None else ""
    return (before or "").rstrip()[-1:] in tuple(_OPENING)
