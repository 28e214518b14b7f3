"""The text of a saved page: trafilatura finds it, and what is known to go wrong there is set right before and after.

Before: speech in ``<q>`` gets its marks, which extractors lose; a ``<div>`` beside paragraphs becomes one, since in a
longer article it is dropped; list items that hold headings and paragraphs are taken apart. After: the headline and what
is above it go, with invitations to read or sign up elsewhere; captions, subheads and block quotations are told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from analysis.texts.intake.article import Block
from analysis.texts.intake.page_facts import Facts, shared
from analysis.texts.intake.page_parts import ASIDE, LINES, cards, drop_hidden, standfirst, whole
from analysis.texts.readers.dates import read_date

_BLOCK = frozenset(
    "address article aside blockquote dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li "
    "main nav ol p pre section table tbody td tfoot th thead tr ul video".split()
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# What may be a caption or a credit; the patterns tell.
_NAMED = (
    "//figcaption | //*["
    + " or ".join(
        f"contains(@{name}, '{part}')" for name in ("class", "itemprop") for part in ("aption", "redit", "opyright")
    )
    + "]"
)
_CAPTION = re.compile(r"(?:^|[\s_-]|image|photo|img|media|picture)caption(?:$|[\s_-]|text)", re.I)
_CREDIT = re.compile(r"(?:^|[\s_-]|image|photo|img|media|picture)(?:credit|copyright)(?:$|[\s_-])", re.I)
_APART = ("p", "head", "quote", "list", "item", "table", "row", "div")  # in what trafilatura hands on
_KINDS = {"head": "headline", "quote": "quote"}
_OPENING = "“‘\"'«„"
# Lines that belong to the page and not to the article. They are looked for in short paragraphs alone.
_FURNITURE = re.compile(
    "|".join(
        (
            r"advertise(?:ment|here)|article content|loading\W*|popular|join our commenting forum|subscribe now\W*",
            r"story continues below.*|continue reading.*|share this.*|read more\W*|more from .*",
            r"most (?:read|popular).*",
            r"(?:recommended|related)(?: \w+)?\W*|(?:top|trending) stories|all rights reserved\W*|(?:copyright )?©.*",
            r"(?:sign up|subscribe)\b.*(?:newsletters?|inbox|e?mails?|alerts?|now|today|account|more)\W*.*",
            r"get (?:the |our |your )?(?:latest|daily|breaking|top)\b.*(?:news|inbox|newsletter)\W*",
            r"follow .{1,60} on (?:twitter|x|facebook|instagram|google news|whatsapp)\b.*",
            r"for (?:the latest|more)\b.{0,90}\b(?:sign up|newsletters?|news page|check our)\b.*",
            r"got a (?:story|tip)\?.*|get in touch with .{0,60} by email.*|log in or create an account.*",
            r"(?:you must confirm your public display name|please log ?out and then log ?in).*",
            r"please read our comment policy.*|would you like to comment on this article.*",
            r"(?:do you )?have a (?:story|news tip|tip)\b.*|comments\W*|you (?:may|might) also like\W*",
            r"\d+ min(?:ute)?s?\.? read\W*|click here to (?:subscribe|sign up)\b.*|enjoying our latest content\?.*",
            r"our standards: the thomson reuters trust principles\W*",
        )
    ),
    re.I,
)
_ELSEWHERE = re.compile(r"(?:(?:also )?read(?: more| next| also| this)?|more|see also|related|watch|recommended|don['’]t miss|listen)\s*[:|]", re.I)  # fmt: skip # noqa: E501
_PART = 0.2  # of the letters of all paragraphs: what has more may be the article
_SENTENCE = re.compile(r"[.!?…:;][\"'”’)]*$")
_MARKUP = re.compile(r"^\+\+\+.*$|\{:[^}\n]{0,200}\}|\[#[^\]\n]{0,300}\]|\]\([^)\s]{1,500}\)", re.M)  # of articleBody
_HEAD = 3  # paragraphs among which the line with the day may be
_DAY = 7  # words of that line, with the weekday, the time and where it is
_KICKER = 8  # words above the headline
_SHORT = 45  # words of a line of the page's own
_FULL = 0.85  # of a text is in another: they are the same text
_MUCH_LONGER = 1.25


def body_of(facts: Facts, days: tuple[str, str] = ("", "")) -> tuple[list[Block], float]:
    """Return the paragraphs of a page's article, and the share of them that are links; the page's tree is changed.

    `days` are those of publication and of the last change: a line of these alone is no text.
    """
    import trafilatura

    tree = facts.tree
    drop_hidden(tree)
    _prepare(tree)
    times = set(_times(tree)) if facts.is_live else set()
    kinds = dict(_kinds(tree, facts)) | dict.fromkeys(times, "furniture")
    links = set(_link_lines(tree))
    beside = set(_beside(tree))
    stated = _stated(facts)
    paragraphs = list(_leaves(tree))
    found: Any = trafilatura.bare_extraction(tree, include_comments=False, deduplicate=False, with_metadata=False)
    blocks = list(_blocks(found.body)) if found is not None and found.body is not None else []
    blocks = whole(blocks, tree)
    blocks = _apart(blocks, paragraphs)
    blocks = [block for block in blocks if not (_packed(block.text) in links and _is_elsewhere(block))]
    blocks = [block for block in blocks if _packed(block.text) not in beside]
    blocks = _without_head(blocks, facts)
    blocks = [block for block in blocks if not _is_furniture(block.text)]
    blocks = [block for n, block in enumerate(blocks) if n > _HEAD or not _is_day(block.text, days)]
    blocks = _as_stated(blocks, stated, paragraphs)
    letters = "".join(shared(block.text) for block in blocks)
    links_there = {key for one in tree.iter("a") if len(key := shared(one.text_content())) > 9 and key in letters}
    blocks = [Block(block.text, kinds.get(shared(block.text), block.kind)) for block in blocks]
    if blocks and (above := standfirst(facts, letters)):
        blocks.insert(0, Block(above, "headline"))
    return blocks, sum(map(len, links_there)) / max(1, len(letters))


def _apart(blocks: list[Block], paragraphs: list[tuple[str, str]]) -> list[Block]:
    """Return the blocks, a single one that holds all paragraphs of a short page taken apart."""
    if len(blocks) != 1:
        return blocks
    letters = shared(blocks[0].text)
    inside = [(text, key) for text, key in paragraphs if key in letters]
    whole = len(inside) > 1 and sum(len(key) for _, key in inside) >= _FULL * len(letters)
    return [Block(text) for text, _ in inside] if whole else blocks


def _prepare(tree: Any) -> None:
    spoken = [(one, "".join(one.itertext()).strip(), next(one.iterancestors("q"), None)) for one in tree.iter("q")]
    for one, text, around in spoken:
        if text and text[0] not in _OPENING:
            opening, closing = "“”" if around is None else "‘’"
            one.text = opening + (one.text or "").lstrip()
            if len(one):
                one[-1].tail = (one[-1].tail or "").rstrip() + closing
            else:
                one.text = one.text.rstrip() + closing
    for one, _, _ in spoken:
        one.drop_tag()
    for one in list(tree.iter("li")):
        if any(child.tag in (*_HEADINGS, "p") for child in one):
            one.tag = "div"
            above = one.getparent()
            if above is not None and above.tag in ("ul", "ol"):
                above.tag = "div"
    for one in list(tree.iter("div")):
        above = one.getparent()
        if above is None or ((one.text or "").strip() == "" and len(one) == 0):
            continue
        if any(inner.tag in _BLOCK for inner in one.iterdescendants() if isinstance(inner.tag, str)):
            continue
        if any(beside.tag == "p" for beside in above) and len("".join(one.itertext()).split()) > 3:
            one.tag = "p"


def _times(tree: Any) -> Iterator[str]:
    """Make the times of a live blog paragraphs, which else are dropped, and yield their letters."""
    for one in tree.xpath(
        "//time[not(ancestor::p or ancestor::header or ancestor::h1 or ancestor::h2 or ancestor::h3)]"
    ):
        if key := shared(one.text_content()):
            one.tag = "p"
            yield key


def _kinds(tree: Any, facts: Facts) -> Iterator[tuple[str, str]]:
    """Yield what captions, credits and bylines of the page are, by their letters."""
    for one in tree.xpath(_NAMED):
        named = f"{one.get('class') or ''} {one.get('itemprop') or ''}"
        if one.tag == "figcaption" or _CAPTION.search(named):
            kind = "caption"
        elif _CREDIT.search(named):
            kind = "furniture"
        else:
            continue
        for text in {"".join(one.itertext()), *(inner.text_content() for inner in one.iter("p", "span", "div"))}:
            if 0 < len(text.split()) < 120:
                yield shared(text), kind
    for name in facts.byline.split(", "):
        yield shared(name), "byline"
    yield shared(facts.byline), "byline"
    yield shared(f"by {facts.byline}"), "byline"


def _link_lines(tree: Any) -> Iterator[str]:
    """Yield the paragraphs and headings that are links and little else, without their blanks."""
    for link in tree.iter("a"):
        size = len(_packed(link.text_content()))
        for above in islice(link.iterancestors(), 3) if size else ():
            if above.tag in LINES:
                text = _packed(above.text_content())
                if size < 0.6 * len(text):
                    break
                yield text


def _packed(text: str) -> str:
    return "".join(text.split())


def _beside(tree: Any) -> Iterator[str]:
    """Yield the paragraphs of what is beside the article: cards of other articles, forms, who the author is."""
    size = sum(len(one.text_content()) for one in tree.iter("p"))
    for one in tree.iter("a", "aside", "div", "section", "ul"):
        if one.tag == "a":
            apart = any(inner.tag in ("p", *_HEADINGS) for inner in one.iterdescendants())
        else:
            apart = bool(ASIDE.search(f"{one.get('class') or ''} {one.get('id') or ''}"))
        if apart and len(one.text_content()) < _PART * size:
            yield from (_packed(inner.text_content()) for inner in one.iter(*LINES))
    for one in cards(tree):
        yield from (_packed(inner.text_content()) for inner in one.iter(*LINES))


def _is_elsewhere(block: Block) -> bool:
    """Tell whether a line that is a link names another article: it is no sentence, or says so."""
    return not block.kind and (bool(_ELSEWHERE.match(block.text)) or not _SENTENCE.search(block.text))


def _is_furniture(text: str) -> bool:
    return len(text.split()) <= _SHORT and bool(_FURNITURE.fullmatch(text))


def _is_day(text: str, days: tuple[str, str]) -> bool:
    return len(text.split()) <= _DAY and bool(day := read_date(text, "dmy")) and day in days


def _leaves(tree: Any) -> Iterator[tuple[str, str]]:
    """Yield each paragraph and heading of the page with its letters."""
    for one in tree.iter("p", "li", "blockquote", "figcaption", *_HEADINGS):
        if not any(inner.tag in _BLOCK for inner in one.iterdescendants() if isinstance(inner.tag, str)):
            text = " ".join(one.text_content().split())
            if text:
                yield text, shared(text)


def _stated(facts: Facts) -> str:
    """Return the text of the article as the page gives it to machines, or nothing."""
    from lxml import html

    text = facts.article.get("articleBody")
    if isinstance(text, list):
        text = "\n\n".join(part for part in text if isinstance(part, str))
    if not isinstance(text, str) or not text.strip():
        return ""
    if re.search(r"<(?:p|br|div)\b", text):
        text = re.sub(r"</p>|<br\s*/?>|</div>", "\n\n", text)
        text = html.fromstring(f"<div>{text}</div>").text_content()
    return _MARKUP.sub("", text)


def _as_stated(blocks: list[Block], stated: str, paragraphs: list[tuple[str, str]]) -> list[Block]:
    """Return the blocks as the page's own full text has them, where it has one."""
    letters = shared(stated)
    if len(letters) < 200 or not blocks:
        return blocks
    there = [shared(block.text) for block in blocks]
    size = sum(map(len, there))
    inside = sum(len(one) for one in there if one in letters)
    # The page shows the beginning, or part of it is lost, or all of it is one paragraph.
    is_other = len(letters) > _MUCH_LONGER * size or max(map(len, there)) > _FULL * len(letters)
    if is_other and inside >= 0.5 * size:
        own = {key: text for text, key in reversed(paragraphs) if key in letters}
        if sum(map(len, own)) >= _FULL * len(letters):
            return [Block(text) for text in reversed(own.values())]
        return [Block(" ".join(part.split())) for part in re.split(r"\n\s*\n|\n", stated) if part.strip()]
    if inside >= 0.9 * size or (inside >= _FULL * size and len(letters) <= 1.1 * inside):
        return [block for block, key in zip(blocks, there, strict=True) if key in letters or block.kind]
    return blocks


def _without_head(blocks: list[Block], facts: Facts) -> list[Block]:
    """Return the blocks below the headline."""
    titles = {shared(title) for title in (facts.title, *facts.h1, facts.first(["og:title"]))}
    for at, block in enumerate(blocks[:6]):
        if shared(block.text) in titles:
            above = blocks[:at]
            return [one for one in above if len(one.text.split()) > _KICKER] + blocks[at + 1 :]
    return blocks


def _blocks(body: Any) -> Iterator[Block]:
    """Yield the paragraphs of what trafilatura hands on."""
    from lxml import etree

    for one in body:
        pieces: list[str] = []
        for event, inner in etree.iterwalk(one, events=("start", "end")):
            apart = inner.tag in _APART
            if event == "start":
                pieces += ["\n\n" if apart else "\n" if inner.tag == "lb" else " " if inner.tag == "cell" else ""]
                pieces += [(inner.text or "").replace("\n", " ")]
            else:
                pieces += ["\n\n" if apart else "", (inner.tail or "").replace("\n", " ")]
        for part in re.split(r"\n\s*\n\s*", "".join(pieces)):
            if text := " ".join(part.split()):
                yield Block(text, _KINDS.get(one.tag, ""))
