"""Several articles in one document of no database, as people paste them: told apart only where that can be proven.

The same shape has to repeat: headings of one level, separators, labels or headlines, and below each headline a line
that says who wrote the article, when, or for whom. A single article with subheads has no such lines below these.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.texts.intake.article import Article, LeftOut, Options
from analysis.texts.intake.heads import MOST_LINES, about_line, head_below, is_outlet, is_title_like, label_of
from analysis.texts.intake.languages import language_code
from analysis.texts.readers.dates import read_date

_RULE = re.compile(
    r"\s*(?:[*_=~#•·—–-]\s?){3,}\s*|(?:article|text|story|document|item) *(?:no\.? *)?#?\d{1,3}[.:]?", re.I
)
_NUMBERED = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")
MANY = 1500  # words: an article of more rarely has headings of the first level
LEAST = 25  # words of an article
_KNOWN = 0.9  # share of the pieces with a line about the article below their headline
_LEAST_SHAPES = 3  # pieces, where nothing but the shape parts them
_SURE = frozenset(("date", "url"))  # an author alone may have a box at the end of an article, too
_WIDE = 70  # characters: a shorter line is not wrapped
_STOP = re.compile(r"[.!?…][\"”’')\]]*$")
_LEAST_HINTS = 3  # lines about articles, for saying that a text looks like several


class Line(NamedTuple):
    """A line of a document that is not empty.

    `level` is 1 for the style of titles, 2 for headings of the first level and so on, 0 for other lines; `is_apart`
    tells whether a paragraph begins with it, `on_new_page` whether a page or a rule comes before it.
    """

    text: str
    level: int = 0
    is_apart: bool = True
    on_new_page: bool = False


class Piece(NamedTuple):
    """An article of several: its headline, what is said about it, and the lines of its text, ``[start, end)``."""

    title: str
    about: dict[str, str]
    start: int
    end: int


class Several(NamedTuple):
    """The articles of a document, how they were told apart, and where the first begins."""

    pieces: list[Piece]
    how: str
    start: int


def several(lines: Sequence[Line]) -> Several | None:
    """Return the articles of a document; None where it cannot be proven that there are several, or one with labels."""
    for look in (_by_labels, _by_headings, _by_rules, _by_pages, _by_shape):
        if found := look(lines):
            return found
    return None


def looks_like_several(lines: Sequence[Line]) -> int:
    """Return how many lines say who wrote an article and when, as if several were there; 0 where few do."""
    n = sum(bool(about_line(line.text).keys() & {"date", "byline"}) and line.is_apart for line in lines)
    return n if n >= _LEAST_HINTS else 0


def _by_labels(lines: Sequence[Line]) -> Several | None:
    runs = _runs(lines)
    if not runs or _words(lines, 0, runs[0].start) > LEAST:
        return None
    if len(runs) < _LEAST_SHAPES and not all(
        "url" in one.about or about_line(one.about.get("date", "")) for one in runs
    ):
        return None
    if len({run.first for run in runs}) > 1 or any(run.is_titled != runs[0].is_titled for run in runs):
        return None
    pieces = []
    ends = [run.start for run in runs[1:]] + [len(lines)]
    for run, end in zip(runs, ends, strict=True):
        last = _before_rule(lines, run.end, end)
        pieces.append(Piece(run.about.get("title", "") or run.title, run.about, run.end, last))
    if len(pieces) > 1 and min(_words(lines, one.start, one.end) for one in pieces) == 0:
        return None
    return Several(pieces, "lines with labels, such as “Date:”", runs[0].start)


class _Run(NamedTuple):
    start: int
    end: int
    first: str
    is_titled: bool
    about: dict[str, str]
    title: str


def _runs(lines: Sequence[Line]) -> list[_Run]:
    """Return where lines with labels follow each other that say what an article is called, or when and where it was."""
    found: list[_Run] = []
    at = 0
    while at < len(lines):
        if not (label := label_of(lines[at].text)):
            at += 1
            continue
        start, about = at, {}
        while at < len(lines) and (label := label_of(lines[at].text)) and label[0] not in about:
            about[label[0]] = label[1]
            at += 1
            if label[0] == "text":
                break
        is_titled = "title" in about
        before = lines[start - 1] if start else Line("")
        title = before.text.strip() if not is_titled and before.level + is_title_like(before.text) else ""
        if (is_titled and len(about) > 1) or ({"date", "outlet"} <= about.keys() and title):
            first = next(iter(about))
            if about.get("text"):  # the text begins in the line of its label
                at -= 1
            found.append(_Run(start - bool(title), at, first, is_titled, about, title))
    return found


def _by_headings(lines: Sequence[Line]) -> Several | None:
    levels = sorted({line.level for line in lines if line.level})
    for level in levels[:3]:
        starts = [at for at, line in enumerate(lines) if line.level == level]
        starts = [at for at in starts if at - 1 not in starts]  # a headline in two paragraphs
        if len(starts) > 1:
            style = "the style Title" if level == 1 else f"headings of level {level - 1}"
            return _checked(lines, starts, style)
    return None


def _by_rules(lines: Sequence[Line]) -> Several | None:
    marks = [at for at, line in enumerate(lines) if _RULE.fullmatch(line.text)]
    return _checked(lines, _after(lines, marks), "lines of asterisks or dashes")


def _by_pages(lines: Sequence[Line]) -> Several | None:
    return _checked(lines, _after(lines, [at for at, line in enumerate(lines) if line.on_new_page]), "page breaks")


def _after(lines: Sequence[Line], marks: Sequence[int]) -> list[int]:
    """Return where pieces begin: at the first line, and at the first after each mark."""
    starts = []
    for mark in [0, *marks]:
        at = mark
        while at < len(lines) and _RULE.fullmatch(lines[at].text):
            at += 1
        if at < len(lines) and at not in starts:
            starts.append(at)
    return starts if len(starts) > 1 else []


def _by_shape(lines: Sequence[Line]) -> Several | None:
    """Tell articles apart by their headlines alone: each has a line about the article below it."""
    starts: list[int] = []
    for at, line in enumerate(lines):
        about = about_line(line.text).keys() & {"date", "byline"}
        start = at - 1
        while start > 0 and at - start < MOST_LINES and not _STOP.search(lines[start - 1].text):
            start -= 1
        if not about or start < 0 or start in starts or not lines[start].is_apart:
            continue
        if not is_title_like(lines[start].text):
            continue
        if not starts or _words(lines, starts[-1] + 1, start) >= LEAST:
            starts.append(start)
    if len(starts) < _LEAST_SHAPES or starts[0] > 1:
        return None
    below = {start + n for start in starts for n in range(1, MOST_LINES + 1)}
    if any("date" in about_line(line.text) for at, line in enumerate(lines) if at not in below):
        return None  # a day that stands below no headline: the shape is another
    return _checked(lines, starts, "headlines with a day below each", share=1.0, signs=_SURE)


def _checked(
    lines: Sequence[Line],
    starts: Sequence[int],
    how: str,
    share: float = _KNOWN,
    signs: frozenset[str] = frozenset(("date", "byline", "outlet", "url")),
) -> Several | None:
    """Return the pieces that begin at these lines, if each is an article by its headline, what is below, and a text."""
    if len(starts) < 2 or starts[0] > 5:
        return None
    if len(starts) < _LEAST_SHAPES and not lines[starts[0]].level:
        signs = _SURE
    pieces = []
    known = 0
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        if not (lines[start].level or is_title_like(lines[start].text)):
            return None
        begin = _after_title(lines, start, end)
        head = head_below([line.text for line in lines[begin : min(end, begin + MOST_LINES)]])
        known += not signs.isdisjoint(head.about)
        last = _before_rule(lines, begin + head.lines, end)
        if _words(lines, begin + head.lines, last) < LEAST:
            return None
        title = " ".join(line.text.strip() for line in lines[start:begin])
        pieces.append(Piece(title, head.about, begin + head.lines, last))
    return Several(_with_outlets(_unnumbered(pieces)), how, starts[0]) if known >= share * len(pieces) else None


def _with_outlets(pieces: list[Piece]) -> list[Piece]:
    """Return pieces with the name beside a day as outlet, where that of a third of them is called like an outlet."""
    known = sum("outlet" in one.about for one in pieces)
    if 3 * known < len(pieces):
        return pieces
    return [
        one._replace(about={"outlet": one.about["other"], **one.about}) if "other" in one.about else one
        for one in pieces
    ]


def _unnumbered(pieces: list[Piece]) -> list[Piece]:
    """Return pieces without the numbers before their headlines, where these count them."""
    numbers = [_NUMBERED.match(one.title) for one in pieces]
    if [int(match[1]) for match in numbers if match] != list(range(1, len(pieces) + 1)):
        return pieces
    return [one._replace(title=_NUMBERED.sub("", one.title, count=1)) for one in pieces]


def _after_title(lines: Sequence[Line], start: int, end: int) -> int:
    """Return where a headline ends that may be in two headings, or wrapped into lines."""
    at = start + 1
    while at < min(end, start + 3) and not head_below([lines[at].text]).lines:
        wide = len(lines[start].text) > _WIDE and not is_outlet(lines[at].text)
        goes_on = lines[at].text[0].islower() or wide
        wrapped = goes_on and not lines[at].level and not lines[at].is_apart and is_title_like(f"A {lines[at].text}")
        if not wrapped and not (lines[at].level and lines[at].level == lines[start].level):
            break
        at += 1
    return at


def _before_rule(lines: Sequence[Line], start: int, end: int) -> int:
    while end > start and _RULE.fullmatch(lines[end - 1].text):
        end -= 1
    return end


def _words(lines: Sequence[Line], start: int, end: int) -> int:
    return sum(len(line.text.split()) for line in lines[start:end])


def article(piece: Piece, options: Options, place: str) -> Article:
    """Return an article without its text: what its headline and the lines beside it say."""
    about = piece.about
    found = Article([], place, title=piece.title, outlet=about.get("outlet", ""), url=about.get("url", ""))
    found.section, found.language = about.get("section", ""), language_code(about.get("language", ""))
    found.byline = re.sub(r"^by\s+", "", about.get("byline", ""), flags=re.I)
    if written := about.get("date", ""):
        found.date = read_date(written, options.dates, place)
        if not found.date:
            found.more["date_as_written"] = written
    if other := about.get("other"):
        found.more["below_headline"] = other
    if match := re.match(r"[\d,.]+", about.get("words", "")):
        found.stated_words = int(re.sub(r"\D", "", match[0]) or 0) or None
    return found


def told(found: Several | None, lines: Sequence[Line]) -> list[str]:
    """Return what to tell the person about the articles of a document."""
    if found and len(found.pieces) > 1:
        return [f"articles told apart by {found.how}: {len(found.pieces):,}"]
    tops = [line for line in lines if line.level == 2]
    if not found and len(tops) >= _LEAST_HINTS and _words(lines, 0, len(lines)) > MANY:
        return [
            f"headings of level 1: {len(tops):,}, and read as one text; if each begins an article, write its day below "
            "the heading"
        ]
    if not found and (n := looks_like_several(lines)):
        return [
            f"looks like several articles ({n:,} lines that name a day or an author), and is read as one: begin each "
            "with a heading of level 1 and the day below it, or give each a file"
        ]
    return []


def without_label(line: str) -> str:
    """Return the first line of a text without the label that opens it ("Text:")."""
    label = label_of(line)
    return label[1] if label and label[0] == "text" else line


def before(found: Several, lines: Sequence[Line]) -> list[LeftOut]:
    """Return what comes before the first article, as left out."""
    text = " ".join(line.text.strip() for line in lines[: found.start])
    return [LeftOut("before article 1", text[:200], "comes before the first article")] if text else []
