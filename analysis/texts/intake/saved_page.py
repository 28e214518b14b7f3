"""A page that a browser has saved: one article, or none where it is a front page, a menu or an error."""

from __future__ import annotations

import codecs
import re

from analysis.schema import InputError
from analysis.texts.intake import markup, web
from analysis.texts.intake.article import Article, LeftOut, Options, Reading
from analysis.texts.intake.files import File
from analysis.texts.intake.page_body import body_of
from analysis.texts.intake.page_dates import dates_of
from analysis.texts.intake.page_facts import Facts
from analysis.texts.intake.transcript_page import turns_of
from analysis.texts.readers.installation import need

_HTML = re.compile(
    r"(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype\s+html|html|head|body|article|cite|main|title|meta|link)\b",
    re.I | re.S,
)
_CHARSET = re.compile(rb"""<meta[^>]{1,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_XML_ENCODING = re.compile(r"^\s*<\?xml[^>]*\?>")
_DATA = re.compile(r"data:[\w/+.-]*[^,\"'\s]{0,60},[A-Za-z0-9+/=%]{200,}")  # pictures within a page
_C1 = re.compile(r"&#(?:1(?:2[89]|[345]\d)|x[89][0-9a-f]);", re.I)  # as browsers read it: windows-1252
_WALL = re.compile(
    r"(?:subscribe|sign in|log in|register|create an account)\b.{0,60}\b"
    r"(?:to (?:continue|read|keep reading|unlock)|for full access)|to (?:continue|keep) reading|"
    r"this (?:article|content|story) is (?:only|exclusively|for|available)\b.{0,40}\bsubscribers",
    re.I,
)
_SENTENCE = re.compile(r"[.!?…][\"'”’)]*(?:\s|$)|[。।॥؟]")
LEAST = 20  # words of an article
_STUMP = 200  # words: a longer text is no teaser
_MORE = 7  # words of "Find out more here …"
_LINKED = 0.5  # of the words are links: a menu or a front page
_ERROR = 120  # words: a longer page is no message of a server
_NOT_FOUND = re.compile(
    r"(?:error\W*)?(?:40[0-9]|410|429|50[0-4])\W*(?:error|(?:page )?not found|forbidden|unauthori[sz]ed|gone)?\W*|"
    r"(?:(?:the )?page|file|article) (?:is )?(?:not found|unavailable).{0,30}|"
    r"(?:access )?(?:denied|forbidden)|just a moment\W*|attention required.{0,30}|are you (?:a robot|human)\W*|"
    r"service unavailable|too many requests|internal server error|bad gateway",
    re.I,
)
_SCRIPTS = re.compile(r"\b(?:enable|turn on|activate|requires?|needs?)\s+(?:\w+\s+){0,2}(?:javascript|cookies)\b", re.I)
NO_ARTICLE = "not an article page"
NOT_FOUND = "a message of the server in place of an article"
SCRIPTS = "asks for JavaScript or cookies in place of an article; save it with a browser once it is shown"


def recognises(file: File) -> bool:
    """Tell whether a file is a web page."""
    return bool(_HTML.match(file.head))


def read(file: File, options: Options) -> Reading:
    """Return the article of a page."""
    reading = Reading("saved page")
    found = article_of(page_text(file, file.charset), file.name, order=options.dates)
    if isinstance(found, Article) and web.is_address(file.name):
        found.url = found.url or file.name
    add(reading, found, options)
    return reading


def add(reading: Reading, found: Article | LeftOut, options: Options) -> None:
    """Put an article of a page with the others, or what is none with what is left out."""
    if isinstance(found, Article) and found.truncated and not options.truncated:
        found = LeftOut(found.place, found.title, f"{found.truncated}; --truncated takes it")
    if isinstance(found, Article):
        reading.articles.append(found)
    else:
        reading.left_out.append(found)


def page_text(file: File, charset: str = "") -> str:
    """Return a page as text: UTF-8 where it is that, else what it says that it is (Latin-1 means windows-1252)."""
    if not file.encoding:
        declared = charset or (found[1].decode("ascii") if (found := _CHARSET.search(file.data[:4096])) else "")
        try:
            name = codecs.lookup(declared).name if declared else ""
        except LookupError:
            name = ""
        if name and name not in ("utf-8", "iso8859-1", "cp1252", "ascii"):
            try:
                file.data.decode("utf-8")
            except UnicodeDecodeError:
                return file.data.decode(name, "replace")
    return file.text


def article_of(source: str, name: str, place: str = "", order: str = "") -> Article | LeftOut:
    """Return the article of a page, or why there is none.

    Parameters
    ----------
    source
        The page.
    name
        What a message calls it.
    place
        Where it is in a file that holds several.
    order
        What a date in figures alone means, ``dmy`` or ``mdy``.
    """
    need("trafilatura", extra="gather", what=name)
    from lxml import etree

    source = _C1.sub(_of_windows, _DATA.sub("data:,", _XML_ENCODING.sub("", source)))
    try:
        tree = markup.html_of(source, name)
    except InputError as error:
        return LeftOut(place, "", str(error).removeprefix(f"{name}: "), is_error=True)
    etree.strip_elements(tree, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    facts = Facts(tree, source)
    article = Article([], place, title=facts.title, outlet=facts.outlet, byline=facts.byline, section=facts.section)
    article.language, article.url = facts.language, facts.url
    article.date, article.page_date = dates_of(facts, order)
    turns = turns_of(tree, article.title)
    article.blocks, linked = (turns, 0.0) if turns else body_of(facts, (article.date, article.page_date))
    text = " ".join(block.text for block in article.blocks)
    size = max(len(text.split()), len(text) // 10)  # some scripts have no blanks between words
    if size < LEAST or linked > _LINKED or not _SENTENCE.search(text):
        return LeftOut(place, article.title, SCRIPTS if _SCRIPTS.search(tree.text_content()[:20_000]) else NO_ARTICLE)
    if size < _ERROR and _SCRIPTS.search(text):
        return LeftOut(place, article.title, SCRIPTS)
    heads = (article.title, *facts.h1, tree.findtext(".//title") or "")
    if size < _ERROR and any(_NOT_FOUND.fullmatch(head.strip()) for head in heads):
        return LeftOut(place, article.title, NOT_FOUND)
    last = article.blocks[-1].text
    is_cut = bool(_WALL.search(text[-400:])) or (last.endswith(("…", "...")) and len(last.split()) > _MORE)
    if size < _STUMP and (facts.is_closed or is_cut):
        article.truncated = "only the beginning: the rest is behind a paywall"
    return article


def _of_windows(entity: re.Match[str]) -> str:
    code = entity[0][2:-1].lower()
    return bytes([int(code[1:], 16) if code[0] == "x" else int(code)]).decode("cp1252", "ignore")
