"""Parts of a page told from its tags and classes: what is hidden, what leads elsewhere, what holds the article."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any

from analysis.texts.intake.article import Block
from analysis.texts.intake.page_facts import Facts, headline_at, shared, string

# Parts of a page that are not the article's, by their class or id.
ASIDE = re.compile(
    r"(?:^|[\s_-])(?:author[_-]*(?:bio|biography|info)\w*|about[_-]*(?:the[_-]*)?author|newsletter|"
    r"related(?:[_-]*(?:articles?|stories|content|posts|links))?|(?:show|user)[_-]*comments|most[_-]*(?:read|popular)|"
    r"(?:read|more)[_-]*(?:more|from)|recommend(?:ed|ations?)|sign[_-]*up|trending)(?:$|[\s_-])",
    re.I,
)
_COMMENTS = re.compile(r"(?:^|[\s_-])(?:comments?|disqus\w*|comment-?list|respond)(?:$|[\s_-])", re.I)
_STANDFIRST = re.compile(
    r"(?:^|[\s_-]|article|content|header)(?:dek|standfirst|stand-first|sub-?title|sub-?head(?:line|ing)?|strapline|chapo|"
    r"lead-?text|lede|summary|excerpt|deck|abstract|kicker-?text|article-?description|sub-?deck)(?:$|[\s_-])",
    re.I,
)
_NEAR = 60  # elements below the headline
_SHORTEST, _LONGEST = 5, 80  # words of a standfirst
_SAID = 30  # letters of a description that is no label
_MISSED = 0.2  # of the long paragraphs of the article are not in what was found
LINES = ("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6")
_MENUS = frozenset("nav aside footer form script style noscript template head".split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_LONG = 12  # words of a paragraph that is no label
_MOST = 0.85  # of the article is in one element
_PART = 0.2  # of the letters of a page: what has more may be the article
_CARD = 600  # letters of what leads to another article
_CARDS = 3
_ALL = 0.35  # of the letters of a page: a page whose cards have more is about them


def drop_hidden(tree: Any) -> None:
    """Take out what the page hides, unless it may be the article, which scripts can show later."""
    sizes = _sizes(tree)
    for one in tree.xpath("//*[@hidden or contains(@style, 'isplay') or contains(@style, 'isibility')]"):
        is_hidden = one.get("hidden") is not None or _HIDDEN.search(one.get("style") or "")
        if is_hidden and one.getparent() is not None and sizes[one] < _PART * sizes[tree]:
            one.drop_tree()


def standfirst(facts: Facts, found: str) -> str:
    """Return the lines between the headline and the byline that say what the article is about.

    They are part of what the publication printed, and extractors leave them out with the head of the page. They are
    known by their class, or because the page gives them to machines as its description.
    """
    elements = [one for one in facts.tree.iter() if isinstance(one.tag, str) and one.tag not in ("script", "style")]
    at = headline_at(elements, facts)
    said = shared(facts.first(["og:description", "description", "twitter:description"]))
    said = said or shared(string(facts.article.get("description")))
    if at is None:
        return ""
    for one in elements[at + 1 : at + 1 + _NEAR]:
        if one.tag not in ("p", "h2", "h3", "h4", "div", "span", "strong", "li") or sum(1 for _ in islice(one, 6)) > 5:
            continue
        text = " ".join(one.text_content().split())
        key = shared(text)
        if one.tag == "p" and key in found and len(text.split()) > _LONG:
            break
        named = " ".join(str(each.get(name) or "") for each in (one, one.getparent()) for name in ("class", "id"))
        is_one = _STANDFIRST.search(named) or (len(key) > _SAID and (key == said or (said and said.startswith(key))))
        if is_one and _SHORTEST <= len(text.split()) <= _LONGEST and key not in found:
            return text
    return ""


def cards(tree: Any) -> Iterator[Any]:
    """Yield elements that each lead to another article: several beside each other, with a heading that is a link."""
    sizes = _sizes(tree)
    alike: dict[tuple[Any, str, str], dict[Any, None]] = defaultdict(dict)
    for heading in tree.iter("h2", "h3", "h4", "h5", "h6"):
        links = sum(sizes[link] for link in heading.iter("a"))
        if not any(one.tag == "a" for one in islice(heading.iterancestors(), 2)) and links < 0.8 * sizes[heading]:
            continue
        for one in islice(heading.iterancestors(), 3):
            if one.tag in ("li", "div", "article", "section", "td", "a"):
                alike[one.getparent(), one.tag, one.get("class") or ""][one] = None
    for found in alike.values():
        small = all(sizes[one] < _CARD for one in found) and sum(sizes[one] for one in found) < _ALL * sizes[tree]
        if len(found) >= _CARDS and small:
            yield from found


def whole(blocks: list[Block], tree: Any) -> list[Block]:
    """Return the blocks, with the parts of the article that are in other elements like those of what was found.

    Advertisements cut an article in two, and one part of it may be taken for all.
    """
    paragraphs = _article_in(tree)
    keys = {shared(block.text): None for block in blocks}
    found = "".join(keys)
    size = sum(len(key) for _, key in paragraphs)
    inside = {one for one, key in paragraphs if key in keys or key in found}
    like = {_like(one) for one in inside if one.getparent().get("class")}
    around = {one.getparent() for one in inside}
    missed = [
        (one, key)
        for one, key in paragraphs
        if one not in inside and _like(one) in like and one.getparent() not in around
    ]
    if not missed or sum(len(key) for _, key in missed) < _MISSED * size:
        return blocks
    lines = tree.iter(*(name for name in LINES if name != "div"), "blockquote")
    places = {key: n for n, key in enumerate(shared(one.text_content()) for one in lines)}
    rest = [(places[key], Block(" ".join(one.text_content().split()))) for one, key in missed]
    merged: list[Block] = []
    for block in blocks:
        at = places.get(shared(block.text))
        while at is not None and rest and rest[0][0] < at:
            merged.append(rest.pop(0)[1])
        merged.append(block)
    return merged + [block for _, block in rest]


def _like(paragraph: Any) -> tuple[str, str, int]:
    above = paragraph.getparent()
    return above.tag, above.get("class") or "", sum(1 for _ in islice(above.iterancestors(), 99))


def _article_in(tree: Any) -> list[tuple[Any, str]]:
    """Return the long paragraphs of the element that holds most of them, with their letters."""
    outside: set[Any] = set()
    own: dict[Any, str] = {}
    order = [one for one in tree.iter() if isinstance(one.tag, str)]
    for one in order:
        if one.getparent() in outside or one.tag in _MENUS or _is_beside(one):
            outside.add(one)
        elif one.tag in ("p", "li", "blockquote") and next(one.iterdescendants("p", "li"), None) is None:
            text = one.text_content()
            if len(text.split()) >= _LONG and sum(len(link.text_content()) for link in one.iter("a")) < len(text) / 2:
                own[one] = shared(text)
    weights: dict[Any, int] = defaultdict(int, {one: len(key) for one, key in own.items()})
    for one in reversed(order):
        weights[one.getparent()] += weights[one]
    at = tree
    while (inner := next((one for one in at if weights[one] > _MOST * max(1, weights[at])), None)) is not None:
        at = inner
    inside = set(at.iter())
    return [(one, key) for one, key in own.items() if one in inside]


def _is_beside(element: Any) -> bool:
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag not in ("body", "html") and bool(ASIDE.search(named) or _COMMENTS.search(named))


def _sizes(tree: Any) -> dict[Any, int]:
    """Return how many letters are in each element."""
    sizes: dict[Any, int] = defaultdict(int)
    for one in reversed(list(tree.iter())):
        if one.tag not in ("script", "style") and isinstance(one.tag, str):
            sizes[one] += len((one.text or "").strip())
        above = one.getparent()
        if above is not None:
            sizes[above] += sizes[one] + len((one.tail or "").strip())
    return sizes
