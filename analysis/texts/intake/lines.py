"""Text in lines to paragraphs: wrapped lines are joined, and the words that were parted at their ends."""

from __future__ import annotations

import re

from analysis.texts.intake.article import Block
from analysis.texts.segmentation.paragraphs import paragraphs

_PARTED = re.compile(r"(?<=[^\W\d_])[-\u2010]\n\s*(?=[^\W\d_])")
_STOP_APART = re.compile(r"(?<=\w)[^\S\n]*\n[^\S\n]*(?=[.,;][\"”’]*(?:\s|$))")  # as databases wrap
_LONGEST_WORD = 40  # letters
_SECOND = re.compile(rf"[^\W\d_]{{1,{_LONGEST_WORD}}}")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# First parts of words that keep their hyphen: "long-term", "well-known", "ex-minister".
_COMPOUND = frozenset(
    "all anti co cross double ex first five four full half hard high ill left long low mid multi near non off old one "
    "part post pre pro right second self semi short single six so soft state ten third three two up vice well "
    "year".split()
)
_LONGEST_TITLE = 150  # characters
_STOPS = re.compile(r"[.:;,)\]–—-]$|[.!?][\"'”’]$")
_ABOUT = re.compile(r"(?:by|von|par|from|date|source|author|published|updated|page|section)\b|https?:|.*\d{4}$", re.I)


def flowing(text: str) -> tuple[list[Block], list[str]]:
    r"""Return the paragraphs of a text whose lines may be wrapped, and the words that were parted at line ends.

    >>> flowing("The ferry is over-\ndue, and it waits\nfor a crew from the\nharbour.\n\nIt sails on Monday.")[1]
    ['overdue']
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    known: frozenset[str] = frozenset()
    if _PARTED.search(text):
        known = frozenset(_WORD.findall(text.lower()))
    found, joined = [], []
    for start, end in paragraphs(text):
        paragraph, words = join(text[start:end], known)
        found.append(Block(paragraph))
        joined += words
    return found, joined


def join(lines: str, known: frozenset[str] = frozenset()) -> tuple[str, list[str]]:
    """Return lines as one, and the words that were parted between them.

    A word keeps its hyphen where the text has it so elsewhere (`known`, in small letters), where it begins as compounds
    do, or where a capital follows; else the hyphen is one that parted it.
    """
    if "\n" not in lines:
        return lines, []
    joined: list[str] = []

    def hyphen(found: re.Match[str]) -> str:
        start, end = found.span()
        begin = start - 1
        while begin and start - begin < _LONGEST_WORD and lines[begin - 1].isalpha():
            begin -= 1
        first = lines[begin:start]
        second = _SECOND.match(lines, end)[0]  # type: ignore[index]
        whole, hyphened = f"{first}{second}", f"{first}-{second}"
        keeps = hyphened.lower() in known or first.lower() in _COMPOUND or not second[0].islower()
        keeps = keeps and whole.lower() not in known
        joined.append(hyphened if keeps else whole)
        return "-" if keeps else ""

    whole = _PARTED.sub(hyphen, _STOP_APART.sub("", lines))
    return " ".join(bare for line in whole.split("\n") if (bare := line.strip())), joined


def begins_with_title(text: str, blocks: list[Block]) -> bool:
    """Tell whether the first line is a headline: short, apart, no sentence, and nothing about the article."""
    first, _, rest = text.partition("\n")
    if len(blocks) < 2 or not rest.startswith("\n") or blocks[0].text != first.strip():
        return False
    line = blocks[0].text
    return (
        len(line.split()) > 1
        and len(line) <= min(_LONGEST_TITLE, len(blocks[1].text))
        and not line[0].islower()
        and not _STOPS.search(line)
        and not _ABOUT.match(line)
    )
