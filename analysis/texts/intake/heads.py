"""The lines that stand around a headline where people paste articles: day, author, outlet, address, with labels or not.

They say which article a text is, and are no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.texts.readers.dates import AmbiguousDate, read_date

# What a label in front of a colon says; some do not lead a line of ordinary text, those in _SURE.
_LABELS = {
    "title": "title headline titel titre",
    "date": "date published publication-date date-published published-on datum date-of-publication",
    "outlet": "source publication newspaper outlet publisher medium journal quelle publication-title",
    "byline": "author authors by byline writer journalist reporter autor",
    "url": "url link web-address address permalink",
    "section": "section page pages seite",
    "language": "language",
    "words": "words word-count length",
    "text": "text body full-text article content fulltext",
}
_FIELD = {label: field for field, labels in _LABELS.items() for label in labels.split()}
_LABEL = re.compile(r"\s*(?:\*\*)?([A-Za-z][A-Za-z -]{1,20}?)\s?(?:\*\*)?:(?:\*\*)?(?:\s+|$)")
_BYLINE = re.compile(r"(?:By|BY|Von|Par)\s+(?=[A-Z])")
_ADDRESS = re.compile(r"<?(https?://\S+|www\.\S+)>?")
_DAY = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?(?:"
    r"\d{1,2}(?:st|nd|rd|th)?\.?\s+(?:of\s+)?[^\W\d_]{3,10}\.?,?\s+\d{4}|[^\W\d_]{3,10}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?!\d)",
    re.I,
)
_BESIDE = re.compile(
    r"\b(?:published|posted|first published|last updated|updated|modified|on|at|date|dated|\d{1,2}[:.]\d\d"
    r"(?:\s?[ap]\.?m\.?)?|[ap]\.?m\.?|[ECMP][SD]T|CES?T|BST|GMT|UTC|edition|p(?:age|g)?\.? ?\w{0,4}\d"
    r"|\d+ min(?:ute)?s? read)\b\.?",
    re.I,
)
_PARTS = re.compile(r"\s*[|•·–—/;,]\s*|\s+-\s+")
_OUTLET = re.compile(
    r"\b(?:post|times|news|guardian|bbc|cnn|daily|herald|tribune|journal|telegraph|reuters|independent|mirror|observer|"
    r"gazette|chronicle|express|mail|star|sun|standard|press|globe|record|today|inquirer|examiner|bulletin|courier|echo|"
    r"argus|afp|npr|nbc|abc|cbs|sky|jazeera|bloomberg|politico|economist|atlantic|magazine|review|weekly|sentinel)\b|"
    r"\.(?:com|org|net|co\.uk)\b",
    re.I,
)
_ENDS = re.compile(r"[.!?:;,…][\"”’')\]]*$")
_SENTENCE = re.compile(r"[.!?:;,…][\"”’')\]]*$")
_STATE = re.compile(r",\s+(?:[A-Z]\.\s?[A-Z]|[A-Z][a-z]{1,5})\.$")
_SHORTENED = re.compile(r"\b[ap]\.m\.$", re.I)
_LONGEST = 14  # words of such a line
MOST_LINES = 6


class Head(NamedTuple):
    """What the lines below a headline say, and how many there are."""

    about: dict[str, str]
    lines: int


def label_of(line: str) -> tuple[str, str] | None:
    """Return the field that a labelled line gives, and its value.

    >>> label_of("Source: The Estuary Post"), label_of("Mayor: no comment")
    (('outlet', 'The Estuary Post'), None)
    """
    match = _LABEL.match(line)
    field = _FIELD.get(match[1].lower().replace(" ", "-")) if match else None
    return (field, line[match.end() :].strip(" *")) if match and field else None


def is_title_like(line: str) -> bool:
    """Tell a line that may be a headline: short, no sentence, and nothing about the article.

    >>> [is_title_like(line) for line in ("Ferry late again", "The ferry was late.", "By Ann Lee", "3 May 2024")]
    [True, False, False, False]
    """
    line = line.strip()
    return (
        1 < len(line.split()) <= 30
        and len(line) <= 150
        and not line[0].islower()
        and not re.search(r"[.:;,…]$", line)
        and not label_of(line)
        and not about_line(line)
    )


def about_line(line: str) -> dict[str, str]:
    """Return what a line without a label says about an article, if it says nothing else.

    >>> about_line("By Ann Lee"), about_line("The Estuary Post, 3 May 2024"), about_line("It sank on 3 May 2024.")
    ({'byline': 'Ann Lee'}, {'outlet': 'The Estuary Post', 'date': '3 May 2024'}, {})
    """
    bare = line.strip()
    if not bare or len(bare.split()) > _LONGEST:
        return {}
    if match := _ADDRESS.fullmatch(bare):
        return {"url": match[1]}
    found: dict[str, str] = {}
    day = _day(bare)
    rest = bare.replace(day, " | ", 1) if day else bare
    if _ENDS.search(bare) and not _SHORTENED.search(bare):
        return {}
    if day:
        found["date"] = day
    unknown = []
    for part in _PARTS.split(rest):
        name = " ".join(_BESIDE.sub(" ", part).split()) if day else part.strip()
        if not name.strip(" .:"):
            continue
        if _BYLINE.match(name):
            found["byline"] = _BYLINE.sub("", name, count=1)
        elif found.get("byline") and not day:
            found["byline"] += f", {name}"
        elif day and "outlet" not in found and _OUTLET.search(name) and not _ENDS.search(name):
            found["outlet"] = name
        else:
            unknown.append(name)
    if sum(len(one.split()) for one in unknown) > (4 if day else 0) or not (day or "byline" in found):
        return {}
    if unknown and "outlet" not in found and not unknown[0].isupper():
        found["other"] = unknown[0]
    return {"outlet": found["outlet"], **found} if "outlet" in found else found


def is_outlet(line: str) -> bool:
    """Tell a line that is the name of an outlet, as outlets are often called."""
    return len(line.split()) <= 5 and bool(_OUTLET.search(line)) and not _ENDS.search(line.strip())


def head_below(lines: Sequence[str]) -> Head:
    """Return what the lines below a headline say; it ends where the text begins."""
    about: dict[str, str] = {}
    at = 0
    while at < min(len(lines), MOST_LINES):
        line = lines[at]
        if label := label_of(line):
            field, value = label
            if field == "text":
                break
            found = {field: value}
        else:
            found = about_line(line) or _beside(lines, at)
        if not found:
            break
        for field, value in found.items():
            known = about.setdefault(field, value)
            if known != value:  # nothing that stands there is lost
                about["other"] = "; ".join(filter(None, (about.get("other"), value)))
        at += 1
    return Head(about, at)


def _beside(lines: Sequence[str], at: int) -> dict[str, str]:
    """Return what a line is that says nothing itself, by the lines beside it."""
    line = lines[at].strip()
    if is_outlet(line) and any(map(_says, [*lines[max(0, at - 1) : at], *lines[at + 1 : at + 3]])):
        return {"outlet": line}
    if not _is_short(line) or not any(map(_dates, lines[at + 1 : at + 3])):
        return {}
    byline = re.match(r"By\s+", line)  # between a headline and a day
    return {"byline": line[byline.end() :]} if byline else {"other": line}


def _is_short(line: str) -> bool:
    """Tell a line that is no sentence; a state or a county may be shortened at its end."""
    bare = _STATE.sub("", line.strip())
    return len(bare.split()) <= 2 * _LONGEST and not _SENTENCE.search(bare)


def _dates(line: str) -> bool:
    return "date" in about_line(line) or (label_of(line) or ("", ""))[0] == "date"


def _says(line: str) -> bool:
    return bool(label_of(line) or about_line(line))


def _day(line: str) -> str:
    """Return the day that a line names, as it is written there."""
    match = _DAY.search(line)
    try:
        return match[0] if match and read_date(match[0]) else ""
    except AmbiguousDate:
        return match[0] if match else ""
