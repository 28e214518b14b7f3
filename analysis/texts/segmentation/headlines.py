"""Headlines: the headline of a page, and what is above and below it down to the first sentence."""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.texts.segmentation.bylines import is_byline, is_date

LONGEST_PLAIN = 300  # characters; a longer paragraph is no headline
LONGEST_TITLE = 600  # characters of a title that is known
LONGEST_HEADLINE = 30  # words
LONGEST_UNTITLED = 20  # words of a first line that is taken for the headline where none is given
LONGEST_QUESTION = 8  # words of such a line that ends in ? or !
LONGEST_BELOW = 15  # words of a second headline in a text that has few stops
LEAST_SHARED = 0.6  # of the title's words, in a line that is another version of it
MOST_BELOW = 6  # second headlines; more lines without a stop are a list

_CRUMB = re.compile(r"\s(?:»|›|>|→|::)\s|(?<=\w)\s?[»›]\s?(?=\w)")
_STOPS, _PAUSES = frozenset(".!?…。！？؟۔।"), frozenset(":;,：；，、،؛")  # full stops and the like in any script
_WORD = re.compile(r"\w[\w’'-]*")
_PLAIN = re.compile(r"\w+")
_INNER_STOP = re.compile(r"[^\W\d_]{3}[.!?…][\"'”’»)\]]*\s+[\"'“‘«(]?(?:[-–—―] ?)?[A-Z]")
_GOES_ON = re.compile(r"(?:And|But|Or|So)\b")
_SMALL_WORDS = re.compile(r"\b(?:the|a|an|was|were|had|has|have|that|would|could|he|she|it|his|her|their|who)\b")


class Unit(NamedTuple):
    """A paragraph: as it is, as bare words in small letters, its number of words, and how it ends."""

    line: str
    plain: str
    words: int
    stops: bool
    marked: bool  # it ends with a mark, if only a colon or a comma
    apart: bool  # a blank line is before it


def unit_of(line: str, *, apart: bool) -> Unit:
    """Return what the rules ask of a paragraph."""
    words = line.count(" ") + 1 + len(line) // LONGEST_PLAIN
    short = words <= LONGEST_HEADLINE
    if short:
        words = len(_WORD.findall(line))
    ending = line[-8:].rstrip("\"'”’»)]")[-1:]
    stops = ending in _STOPS
    return Unit(line, plain(line) if short else "", words, stops, stops or ending in _PAUSES, apart)


def plain(line: str) -> str:
    """Return the words of a line in small letters, with a space between them."""
    return " ".join(_PLAIN.findall(line)).lower()


def label_top(page: list[Unit], labels: list[str], title: str, *, prose: bool) -> int:
    """Label what is above the first sentence (page dates, breadcrumbs, headlines, bylines); return where that is.

    `prose` says that paragraphs of the text end with stops, so that a line without one is no sentence.
    """
    wanted = plain(title[:LONGEST_TITLE])
    readings = [unit.plain or plain(unit.line[:LONGEST_TITLE]) for unit in page[:12]]
    top = readings.index(wanted) if wanted and wanted in readings else None
    if top is None:
        top = _find_variant(page, _long_words(wanted))
    if top is None:
        top = _find_headline(page, labels, titled=bool(wanted))
    if top is None:
        return 0
    for i, unit in enumerate(page):
        if i < top and labels[i] == "body":
            labels[i] = "furniture" if _is_above(page, i) or wanted else "body"
        elif i == top:
            labels[i] = "headline"
        elif unit.plain and unit.plain == page[top].plain:
            labels[i] = "furniture"
    below: list[int] = []
    lead = top
    for lead in range(top + 1, len(page)):
        unit = page[lead]
        if labels[lead] != "body":
            continue
        if lead == len(page) - 1:
            break
        if is_date(unit.line) or is_byline(unit.line):
            labels[lead] = "byline"
        elif _is_above(page, lead):
            labels[lead] = "furniture"
        elif may_be_headline(unit) and (prose or (unit.words <= LONGEST_BELOW and _has_gap(page, labels, lead))):
            below.append(lead)
        else:
            break
    if len(below) > MOST_BELOW:
        return below[0]
    for i in below:
        labels[i] = "headline"
    return lead


def _find_variant(page: list[Unit], wanted: set[str]) -> int | None:
    """Return the line above that has most of the title's words, as where a page shortens its own headline."""
    for i, unit in enumerate(page[:12]):
        if unit.stops and unit.line[-1] not in "?!":
            return None
        shared = len(wanted & _long_words(unit.plain))
        if unit.words <= LONGEST_HEADLINE and shared > 2 and shared >= LEAST_SHARED * len(wanted):
            return i
    return None


def _long_words(plain: str) -> set[str]:
    return {word for word in plain.split() if len(word) > 3}


def may_be_headline(unit: Unit) -> bool:
    """Tell whether a line has the shape of a second headline or a subhead."""
    fits = not unit.marked and 0 < unit.words <= LONGEST_HEADLINE and not unit.line[0].islower()
    return fits and not _is_clause(unit) and not _INNER_STOP.search(unit.line)


def _find_headline(page: list[Unit], labels: list[str], *, titled: bool) -> int | None:
    """Return the first line if it has the shape of a headline and prose follows."""
    for i, unit in enumerate(page[:12]):
        if labels[i] != "body" or _is_above(page, i):
            continue
        rest = [other for other, label in zip(page[i + 1 :], labels[i + 1 :], strict=True) if label == "body"]
        prose = any(other.marked or len(other.line) > len(unit.line) for other in rest if not is_date(other.line))
        if not (prose and _has_gap(page, labels, i) and 0 < unit.words <= LONGEST_HEADLINE):
            return None
        if not unit.marked:
            good = (unit.words <= LONGEST_UNTITLED or title_case(unit.line)) and not _is_clause(unit)
        elif unit.line[-1] in "?!":
            signed = labels[i + 1] == "byline" or is_byline(page[i + 1].line)
            alone = not titled and unit.words <= LONGEST_QUESTION and not _GOES_ON.match(unit.line)
            good = signed or title_case(unit.line) or alone
        else:
            good = title_case(unit.line) and not _INNER_STOP.search(unit.line)
        return i if good else None
    return None


def _is_clause(unit: Unit) -> bool:
    """Tell whether a line that ends in a quotation or in brackets is a sentence, by the small words headlines spare."""
    return unit.words >= 12 and unit.line[-1] in "\"'”’»)]" and small_words(unit.line) > 2


def small_words(line: str) -> int:
    """Return how many words of a line are small words that headlines spare."""
    return len(_SMALL_WORDS.findall(line))


def _is_above(page: list[Unit], i: int) -> bool:
    """Tell whether a line is of the kind that is above a headline: a date, a breadcrumb, a glued headline."""
    unit = page[i]
    if is_date(unit.line):
        return True
    if unit.marked or not unit.plain:
        return False
    crumbs = len(_CRUMB.findall(unit.line))
    if crumbs > 1 or (crumbs and unit.plain.startswith("home")):
        return True
    later = [other.plain for other in page[i + 1 : i + 5]]
    return any(len(plain) > 12 and unit.plain != plain and unit.plain.endswith(plain) for plain in later)


def title_case(line: str) -> bool:
    """Tell whether the longer words of a line begin with capitals."""
    long = [word for word in _WORD.findall(line) if len(word) > 3]
    return len(long) > 3 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


def _has_gap(page: list[Unit], labels: list[str], i: int) -> bool:
    """Tell whether a blank line follows, or a line that is clearly of another kind (longer, a date, a byline)."""
    if i + 1 >= len(page):
        return False
    after = page[i + 1]
    other = labels[i + 1] not in ("body", "headline") or is_date(after.line)
    return after.apart or other or len(after.line) > 1.5 * len(page[i].line)
