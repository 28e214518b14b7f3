"""The days of a web page: when its article was published, and when it was changed.

What the page says for machines comes first, then the line beside the headline, then the address. A date anywhere else
on a page may be that of another article, of the visit, or of an event, and is not taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from analysis.texts.intake.page_facts import Facts, headline_at, string
from analysis.texts.readers.dates import AmbiguousDate, read_date

_PUBLISHED = (
    "article:published_time og:article:published_time datepublished article.published parsely-pub-date "
    "sailthru.date pubdate publishdate publish-date publish_date publication_date published published_time "
    "published_on published-date date dc.date dc.date.issued dcterms.date dcterms.issued dcterms.created "
    "dcterms.available citation_publication_date citation_online_date prism.publicationdate originalpublicationdate "
    "rnews:datepublished cxenseparse:recs:publishtime cxenseparse:publishtime iso-8601-publish-date displaydate "
    "article_date_original article:publicationdate og:published_time bt:pubdate ptime eomportal-firstpublished"
).split()
_MODIFIED = (
    "article:modified_time og:updated_time datemodified lastmod last-modified article:updated_time dcterms.modified "
    "dc.date.modified rnews:datemodified modified-date modified-time"
).split()
_GREENWICH = re.compile(r"(?:Z|[+-]00:?00)$")
_CHANGED = re.compile(r"(?:last\s+)?(?:updated|modified|reviewed|edited|changed)", re.I)
_LABELS = re.compile(
    r"(?=\b(?:first|originally|last)?\s*(?:published|posted|updated|modified|reviewed|edited)\b)", re.I
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/-]|$)")
_SHORT_YEAR = re.compile(r"(?<!\d)\d{1,2}\.\d{1,2}\.\d\d(?!\d)")
_ELSEWHERE = frozenset("nav aside footer form figure figcaption".split())
_DATED = re.compile(
    r"(?:^|[\s_-]|(?<=[a-z])(?=[A-Z]))(?:date|dateline|timestamp|posted|pub(?:lish(?:ed)?|lication)?)(?![a-z])", re.I
)
_OF_OTHERS = re.compile(
    r"comment|relat|recommend|recent|latest|teaser|card|promo|trending|popular|event|more|next|current", re.I
)
_NEAR, _HIGHEST = 4, 6  # elements around the headline, and around a date
_BEFORE, _AFTER = 6, 90  # elements around the headline
_LINE = 90  # letters of a line that is a date and little else
_OTHERS = 5  # words with the month: who wrote it, how long it takes to read
_SAYS_SO = 10  # the same, where the line says that it is about the article
_SAYS = re.compile(r"\b(?:by|published|posted|updated|modified|reviewed|edited|date)\b", re.I)
_COMMENTS = re.compile(r"\d+ comments?\b|comments\b", re.I)
_LONG = 30  # words of a paragraph: the article has begun


def dates_of(facts: Facts, order: str = "") -> tuple[str, str]:
    """Return the days of publication and of the last change; `order` is that of figures alone (``dmy``, ``mdy``)."""
    stated = [_stated(facts, "datePublished", _PUBLISHED), _stated(facts, "dateModified", _MODIFIED)]
    printed, changed = _printed(facts, order)
    address = _from_address(facts.url)
    days = [next((day for text in texts if (day := _day(text, order))), "") for texts in stated]
    said = next((text for text in stated[0] if _day(text, order)), "")
    day = next((one for one in (printed, address) if one), "")
    if days[0] and day and day != days[1] and _GREENWICH.search(said) and _apart(day, days[0]) == 1:
        # The page gives machines the time at Greenwich, and readers that of where it is published.
        return day, days[1]
    if printed and "" < days[1] <= days[0] and printed < days[0]:
        return printed, days[1]  # what machines are told is when the page was last made
    if not (days[0] or day) and (only := _only_day(facts, order)) != days[1]:
        return only, days[1] or changed
    return days[0] or day, days[1] or changed


def _apart(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def _stated(facts: Facts, name: str, names: list[str]) -> list[str]:
    """Return what the page says for machines, the surest first."""
    given = [string(facts.article.get(name)), *(facts.meta[one][0] for one in names if one in facts.meta)]
    marked = facts.tree.xpath("//*[contains(concat(' ', @itemprop, ' '), $name)]", name=f" {name} ")
    given += [one.get("datetime") or one.get("content") or one.get("title") or "" for one in marked]
    if name == "datePublished":
        times = facts.tree.xpath("(//time[@pubdate] | //article//time[@datetime] | //header//time[@datetime])[1]")
        given += [str(one.get("datetime") or "") for one in times]
    return [text.strip() for text in given]


def _day(text: str, order: str = "") -> str:
    """Return a day that data of a page give: written for machines, else with the month in words."""
    if re.fullmatch(r"\d{10}|\d{13}", text):  # seconds or milliseconds since 1970
        import datetime

        at = datetime.datetime.fromtimestamp(int(text[:10]), datetime.UTC)
        return at.date().isoformat()
    return _read(text, order)


def _from_address(url: str) -> str:
    found = _IN_ADDRESS.search(urlsplit(url).path)
    return _read("-".join(found.groups()), "") if found else ""


def _printed(facts: Facts, order: str) -> tuple[str, str]:
    """Return the days in the lines beside the headline: of publication, and of the last change."""
    published = changed = ""
    for line in _lines(facts):
        for part in _LABELS.split(line):
            if day := _read(part, order):
                if _CHANGED.match(part.strip()):
                    changed = changed or day
                else:
                    published = published or day
        if published:
            break
    return published, changed


def _read(text: str, order: str) -> str:
    if not order and _SHORT_YEAR.search(text):
        return ""  # 11.03.17 is a day of March or of November
    try:
        return read_date(text, order)
    except AmbiguousDate:
        return ""


def _only_day(facts: Facts, order: str) -> str:
    """Return the day of the elements that are named as dates, where these are of one day and none is of the site."""
    elements = [one for one in facts.tree.iter() if isinstance(one.tag, str)]
    at = headline_at(elements, facts)
    if at is None:
        return ""
    above = set(islice(elements[at].iterancestors(), _NEAR))
    found: set[str] = set()
    for n, one in enumerate(elements):
        name = f"{one.get('class') or ''} {one.get('id') or ''}"
        if one.tag != "time" and not _DATED.search(name):
            continue
        parents = list(one.iterancestors())
        names = " ".join(f"{each.get('class') or ''} {each.get('id') or ''}" for each in (one, *parents[:_HIGHEST]))
        is_elsewhere = any(each.tag in ("nav", "footer", "form", "figure") for each in parents)
        is_near = n > at or any(each in above for each in parents if each.tag not in ("body", "html", "main"))
        if is_elsewhere or not is_near or _OF_OTHERS.search(names) or not (text := _short(one, _ELSEWHERE - {"aside"})):
            continue
        for part in _LABELS.split(text):
            if not _CHANGED.match(part.strip()) and (day := _read(part, order)):
                found.add(day)
    return found.pop() if len(found) == 1 else ""


def _lines(facts: Facts) -> Iterator[str]:
    """Yield the lines beside the headline that are a date and little else, those below it first."""
    elements = [one for one in facts.tree.iter() if isinstance(one.tag, str) and one.tag not in ("script", "style")]
    at = headline_at(elements, facts)
    if at is None:
        return
    head = elements[at]
    seen = set(head.iter())
    for one in elements[at + 1 : at + 1 + _AFTER + len(seen)]:
        text = None if one in seen else _short(one)
        if one.tag == "p" and text is None and len(one.text_content().split()) > _LONG:
            break
        if text and _COMMENTS.match(text):
            break
        if text:
            seen.update(one.iter())
            yield text
    around = [one for one in islice(head.iterancestors(), 2) if one.tag not in ("body", "html")]
    for one in reversed(elements[max(0, at - _BEFORE) : at]):
        if any(above in around for above in islice(one.iterancestors(), 2)) and (text := _short(one)):
            yield text
    if text := _short(head):
        yield text


def _short(one: Any, elsewhere: frozenset[str] = _ELSEWHERE) -> str | None:
    """Return the text of an element that is a date and little else; None where there is much more in it."""
    parts: list[str] = []
    size = 0
    for part in one.itertext():
        size += len(part.strip())
        if size > _LINE:
            return None
        parts.append(part)
    text = " ".join(" ".join(parts).split())
    words = _WORD.findall(text)
    if (
        not any(c.isdigit() for c in text)
        or len(words) > (_SAYS_SO if _SAYS.search(text) else _OTHERS)
        or (text.endswith((".", "?", "!")) and len(words) > 4)
    ):
        return ""
    return "" if any(above.tag in elsewhere for above in (one, *one.iterancestors())) else text
