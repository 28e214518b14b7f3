"""What a web page says about its article: headline, dates, outlet, byline; from JSON-LD, meta elements and its h1."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from analysis.texts.readers.dates import read_date

_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|Analysis|Opinion|Background)\w*$")
_COMMENT = re.compile(r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|/\*\s*\]\]>\s*\*/|//\s*\]\]>|\]\]>)\s*;?\s*$")  # fmt: skip # noqa: E501
_JOBS = (
    "editor correspondent reporter writer journalist columnist producer contributor analyst chief head staff "
    "critic presenter photographer commentator specialist fellow professor"
).split()
_BY = re.compile(r"^(?:written\s+by|words\s+by|by)\b[\s:]*", re.I)
_ADDRESS = re.compile(r"^https?://|^www\.|@")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->|^\s*url:\s*(https?://\S+)", re.M)
_MARKED = "//*[@rel='author' or contains(concat(' ', @itemprop, ' '), ' author ')][not(self::meta)]"
_SHARED = re.compile(r"[\W_]+")
_ENOUGH = 0.5  # of the words of one headline are in the other: they are of one article
_PARTED = re.compile(r"(\s+[|•·»–—-]\s+|\s*(?:\||::)\s*)")
_WORDS = 4  # of a headline that nothing else on the page confirms
_LONG = 25  # words of a paragraph of the article
_FEW = 4  # elements in a heading


@dataclass
class Facts:
    """A page, parsed, and what it says about itself.

    `tree` is the document as lxml has it, `source` its text.
    """

    tree: Any
    source: str
    meta: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for one in self.tree.iter("meta"):
            name = one.get("property") or one.get("name") or one.get("itemprop") or ""
            if value := " ".join(unescape(one.get("content") or "").split()):
                self.meta.setdefault(name.lower(), []).append(value)

    def first(self, names: Iterable[str]) -> str:
        """Return the first value that a meta element of one of these names has."""
        return next((self.meta[name][0] for name in names if name in self.meta), "")

    @cached_property
    def _linked(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for script in self.tree.iter("script"):
            if "ld+json" in (script.get("type") or "").lower() and script.text:
                try:
                    found += _nodes(json.loads(_COMMENT.sub("", script.text), strict=False))
                except (ValueError, RecursionError):
                    continue
        return found

    @cached_property
    def article(self) -> dict[str, Any]:
        """What JSON-LD says about the article; where it describes several, that of this page."""
        found = [node for node in self._linked if _is_article(node)]
        if len(found) < 2:
            return found[0] if found else {}
        address, heads = self.url, [*self.h1, self.first(["og:title"])]

        def fit(node: dict[str, Any]) -> tuple[bool, float, bool]:
            about = {string(node.get(name)) for name in ("url", "mainEntityOfPage", "@id")}
            title = string(node.get("headline"))
            return address in about, max(_alike(title, head) for head in heads), "datePublished" in node

        return max(found, key=fit)

    @cached_property
    def h1(self) -> list[str]:
        """The headings of the first level."""
        return [text for one in self.tree.iter("h1") if (text := " ".join(_shown(one).split()))]

    @cached_property
    def title(self) -> str:
        """The headline as readers of the page see it; without one, that for machines."""
        linked = self._bare(string(self.article.get("headline")))
        social = self._bare(self.first(["og:title", "twitter:title"]))
        named = self._bare(" ".join(unescape(self.tree.findtext(".//title") or "").split()))
        others = [one for one in (linked, social) if one] or [named]
        heads = [head for head in self.h1 if head.lower() != self.outlet.lower()]
        likeness = [max(_alike(head, other) for other in others) for head in heads]
        if likeness and max(likeness) >= _ENOUGH:
            head = heads[likeness.index(max(likeness))]
            return next((one for one in others if _is_dated(head, one)), head)
        return linked or self._heading(others) or social or named

    def _bare(self, title: str) -> str:
        """Return a headline for machines without the name of the publication behind it or before it."""
        site = shared(urlsplit(self.url).hostname or "")
        parts = _PARTED.split(title)
        for one, rest in ((parts[-1], parts[:-2]), (parts[0], parts[2:])) if len(parts) > 2 else ():
            name = shared(one)
            named = name in (shared(self.outlet), *map(shared, self.h1)) or (len(name) > 2 and name in site)
            others = "".join(rest)
            if name and (named or (parts[-2].strip() in "|•" and one is parts[-1])) and len(others.split()) > 2:
                return others
        return title

    def _heading(self, others: list[str]) -> str:
        """Return a heading that the page shows above its text and has nowhere else.

        Pages of the first decade have none of the first level: there it is what the title of the page begins with.
        """
        above = [text for text in self._above() if text.lower() != self.outlet.lower()]
        if above and len(above[0].split()) >= _WORDS:
            return above[0]
        marked = self.tree.xpath("//*[self::h2 or self::h3 or contains(@class, 'title') or contains(@class, 'head')]")
        shown = (" ".join(_shown(one).split()) for one in marked if len(one) < _FEW)
        begun = [text for text in shown if any(one.startswith(text) for one in others) and len(text.split()) > 2]
        return max(begun, key=len, default="")

    def _above(self) -> Iterator[str]:
        """Yield the headings of the first level before the paragraphs of the article."""
        long = 0
        for one in self.tree.iter("h1", "p"):
            if one.tag == "p":
                long += len(one.text_content().split()) > _LONG
            elif long < 2 and (text := " ".join(_shown(one).split())):
                yield text

    @cached_property
    def url(self) -> str:
        """The page's own address, else the one from which a browser saved it."""
        links = [
            one.get("href") or "" for one in self.tree.iter("link") if "canonical" in (one.get("rel") or "").split()
        ]
        saved = _SAVED_FROM.search(self.source[:4000])
        given = [*links, self.first(["og:url"]), (saved[1] or saved[2]) if saved else ""]
        return next((url.strip() for url in given if urlsplit(url.strip()).scheme in ("http", "https")), "")

    @cached_property
    def outlet(self) -> str:
        """The publication."""
        named = self.first(["og:site_name"]) or _names(self.article.get("publisher"), all_of_them=False)
        return named or self.first(["application-name", "dc.publisher", "citation_journal_title"])

    @cached_property
    def byline(self) -> str:
        """Who wrote it, without what they are; empty where it is only the publication."""
        marked = [one.text_content() for one in self.tree.xpath(_MARKED)]
        names = (
            _names(self.article.get("author"))
            or _names(self.meta.get("author"))
            or _names(self.meta.get("byl"))
            or _names(self.meta.get("article:author"))
            or _names(self.meta.get("parsely-author"))
            or _names([text for text in marked if 0 < len(text.split()) < 8][:1])
        )
        return "" if shared(names) == shared(self.outlet) else names

    @property
    def is_closed(self) -> bool:
        """Whether the page says that not everybody may read it."""
        return str(self.article.get("isAccessibleForFree")).lower() == "false"

    @property
    def is_live(self) -> bool:
        """Whether the page says that it is a live blog, whose entries have times of their own."""
        return "LiveBlogPosting" in str(self.article.get("@type"))

    @cached_property
    def section(self) -> str:
        """The part of the publication."""
        return self.first(["article:section"]) or string(self.article.get("articleSection"))

    @cached_property
    def language(self) -> str:
        """Two letters, in which the page says that it is written."""
        given = (
            self.tree.get("lang") or self.tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
            string(self.article.get("inLanguage")),
            self.first(["og:locale", "content-language", "dc.language"]),
        )
        return next((two.lower() for text in given if re.fullmatch("[A-Za-z]{2}", two := text.strip()[:2])), "")


def headline_at(elements: list[Any], facts: Facts) -> int | None:
    """Return which of the elements of a page is its headline: a heading of the first level, else the first that is."""
    key = shared(facts.title)
    found = None
    for n, one in enumerate(elements):
        own = one.text_content() if one.tag in ("h1", "h2", "h3", "h4") else one.text or ""
        if key and own and one.tag != "title" and key in shared(own[: 3 * len(facts.title) + 100]):
            if one.tag == "h1":
                return n
            found = n if found is None else found
    return found


def shared(text: str) -> str:
    """Return the letters and figures of a text alone, in small letters, for telling one from another."""
    return _SHARED.sub("", text.lower())


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    left = [data]
    while left:
        one = left.pop(0)
        if isinstance(one, list):
            left[:0] = one
        elif isinstance(one, dict):
            yield one
            left[:0] = [one[name] for name in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart") if name in one]


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and _ARTICLE.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def string(value: Any) -> str:
    """Return the text of what JSON-LD has for a name, however it is wrapped."""
    if isinstance(value, list):
        value = next((one for one in value if one), "")
    if isinstance(value, dict):
        value = value.get("@value") or value.get("@id") or value.get("name") or value.get("url") or ""
    return " ".join(unescape(value).split()) if isinstance(value, str) else ""


def _shown(element: Any) -> str:
    """Return the text of an element without what is no text."""
    return "".join(
        part for part in element.xpath(".//text()[not(ancestor::script or ancestor::style or ancestor::svg)]")
    )


def _alike(one: str, other: str) -> float:
    """Return the share of the shorter headline's words that are in the other."""
    first, second = set(re.findall(r"\w+", one.lower())), set(re.findall(r"\w+", other.lower()))
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


def _is_dated(head: str, other: str) -> bool:
    """Tell whether a heading is a headline and, with it, the day."""
    return bool(other) and other in head and bool(read_date(head.replace(other, " ", 1), "dmy"))


def _names(value: Any, *, all_of_them: bool = True) -> str:
    """Return the names of people, or of the publisher, without their jobs and addresses."""
    values = value if isinstance(value, list) else [value]
    found: list[str] = []
    for one in values:
        named = one.get("name") if isinstance(one, dict) else one
        for name in named if isinstance(named, list) else [named]:
            text = _BY.sub("", string(name))
            parts = [part.strip() for part in re.split(r"\s*[,|;]\s*", text)] if all_of_them else [text]
            parts = [part for n, part in enumerate(parts) if part and not (n and _is_job(part))]
            kept = [part for part in parts if not _ADDRESS.search(part) and part[0].isalpha()]
            found += [part for part in kept if part not in found]
    return ", ".join(found if all_of_them else found[:1])


def _is_job(text: str) -> bool:
    words = text.lower().split()
    return words[-1] in _JOBS or words[0] in ("chief", "senior", "head")
