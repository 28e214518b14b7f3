"""The tags inside captions: voices part what is said, line breaks part lines, and all others leave no trace."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from typing import NamedTuple

from analysis.texts.intake.cleaning import ENTITY

_TAG = re.compile(
    r"<(/?)(b|br|c|div|em|font|i|lang|p|rp|rt|ruby|s|span|strong|tt|u|v)((?:[.\s][^<>]*)?)/?>|"
    r"<\d[\d:.,]*>|\{\\[^{}\n]*\}|\\N",
    re.I,
)
HAS_WORD_TIMES = re.compile(r"<\d+:[\d:.,]*>")
_BLANKS = ("rp", "rt")
_BREAKS = ("br", "div", "p")


class Piece(NamedTuple):
    """A line of a caption, or a part of one: what it says, and whose voice its tag names, None without a tag."""

    text: str
    voice: str | None = None


def pieces_of(lines: Iterable[str]) -> list[Piece]:
    r"""Return the lines of a caption without tags, each cut where a voice begins or ends.

    A voice holds from its tag to its end, or that of the caption. Tags are taken out as a player does, so words that
    they stand between stay as they are written: only a break of the line makes a blank.

    >>> pieces_of(["<v Ann Lee>It <i>wai</i>ts.</v>", "<v Bo>No &amp; no."])
    [Piece(text='It waits.', voice='Ann Lee'), Piece(text='No & no.', voice='Bo')]
    """
    text = "\n".join(lines)
    found: list[Piece] = []
    voice: str | None = None
    part, at = "", 0
    for tag in _TAG.finditer(text):
        part += text[at : tag.start()]
        at = tag.end()
        name = (tag[2] or "").lower()
        if name == "v":
            found += _pieces(part, voice)
            part = ""
            voice = None if tag[1] else _words(tag[3].partition(" ")[2])
        elif name in _BREAKS or tag[0] == "\\N":
            part += "\n"
        elif name in _BLANKS:
            part += " "
    return found + _pieces(part + text[at:], voice)


def _pieces(text: str, voice: str | None) -> list[Piece]:
    return [Piece(words, voice) for line in text.split("\n") if (words := _words(line))]


def _words(text: str) -> str:
    return " ".join(ENTITY.sub(lambda found: unescape(found[0]), text).split())
