"""The signs by which captions say that somebody else speaks: a name with a colon, arrows (``>>``), a dash."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from analysis.texts.intake.caption_tags import Piece
from analysis.texts.intake.sound_descriptions import parted, tells_sound

_CAPITALISED = r"[^\W\d_a-z][\w.'’-]*"
_NAME = rf"{_CAPITALISED}(?: (?:{_CAPITALISED}|#?\d+|of|the|de|der|van|von|al|bin|and|&)){{0,5}}"
_NUMBERED = r"(?:[Ss]peaker|SPEAKER|[Ss]pk)[ _]?\d+"
_LABEL = re.compile(
    rf"(?:({_NUMBERED}|{_NAME}(?:, [^:\n]{{1,60}})?)|[\[(]({_NUMBERED}|{_NAME})[\])])"
    r"(?: ?([\[(][^\[\]()\n]{1,60}[\])]))? ?:(?:\s+|$)"
)
_BRACKETED = re.compile(rf"[\[(]({_NUMBERED}|{_NAME})[\])](?:\s+|$)")
_IS_NUMBERED = re.compile(_NUMBERED)
_SOUND = re.compile(r"(?:s|ing|ed)$", re.I)  # "[LAUGHS]", "[SIGHING]": told from names at the cost of some
_MARK = re.compile(r"(?:(>>>?)|[-‐‑–—](?![-‐‑–—>])(?=\s?(?:[\"'“‘¿¡(\[♪]|[^\W\d_])))\s*")
_ANOTHER = re.compile(r"(?<=\s)(?=>>>?(?:\s|[A-Z\[(]|$))|(?<=[.!?…]\s)(?=[A-Z][A-Z .'’-]{1,40}:\s)")
# What is before a colon in captions and names nobody.
_NO_NAMES = frozenset(
    "a address answer also and announcement attention because breaking but caption captions caution coming copyright "
    "credits date directed email example fact fax first finally headline here important info last link listen live "
    "location look music next no note now number okay ok one or photo place please point produced q question reason "
    "remember result score second sign so source subject subtitles summary text that then there third this time title "
    "today tomorrow tonight translation two update video visit warning weather website well what when where which who "
    "why wait written yes yesterday".split()
)


class Opening(NamedTuple):
    """How a line begins: with arrows or a dash (or neither), a name, what is in brackets with it; and where it goes on.

    `form` is that of the name: ``colon``, ``brackets`` without one, or ``number`` ("[SPEAKER_02]").
    """

    mark: str = ""
    name: str = ""
    aside: str = ""
    end: int = 0
    form: str = ""


class Signs(NamedTuple):
    """Which signs the captions of a file use.

    `dashes` says that a dash at the beginning of a line is one, `names` are the labels that are speakers, `capitals`
    says that a label in capitals is one, and `holds` that a name holds until the next sign.
    """

    dashes: bool
    names: frozenset[str]
    capitals: bool
    holds: bool

    def are_name(self, opening: Opening) -> bool:
        """Tell whether the label at the beginning of a line is a speaker."""
        name = opening.name
        sure = opening.mark or opening.form == "number" or name in self.names
        return bool(name) and bool(sure or (opening.form == "colon" and self.capitals and name.isupper()))


def opening_of(line: str) -> Opening:
    """Return how a line begins; what names nobody for certain ("Look:") is no name.

    >>> opening_of(">> ANN LEE (on phone): No.")[:3]
    ('arrows', 'ANN LEE', '(on phone)')
    """
    found = _MARK.match(line)
    mark = "" if not found else "arrows" if found[1] else "dash"
    start = found.end() if found else 0
    if match := _LABEL.match(line, start):
        name = match[1] or match[2]
        words = name.lower().split()
        if words[0] not in _NO_NAMES and words[-1] not in _NO_NAMES:
            return Opening(mark, name, match[3] or "", match.end(), "colon")
    elif match := _BRACKETED.match(line, start):
        name = match[1]
        if _IS_NUMBERED.fullmatch(name):
            return Opening(mark, name, "", match.end(), "number")
        if not tells_sound(name) and not _SOUND.search(name):
            return Opening(mark, name, "", match.end(), "brackets")
    return Opening(mark, "", "", start)


def segments(line: str) -> list[str]:
    """Return a line cut before arrows, and before what may be a name in capitals after a sentence.

    >>> segments("It did >> When? ANN LEE: In May.")
    ['It did', '>> When?', 'ANN LEE: In May.']
    """
    return [bare for one in _ANOTHER.split(line) if (bare := one.strip())]


def signs_of(captions: Sequence[Sequence[Piece]]) -> Signs:
    """Return which signs the captions of a file use, where they have no voice tags.

    A name and a colon begin a line. Behind arrows or a dash they are a speaker; in capitals, too, unless the file is in
    capitals throughout. In other letters, or with a name in brackets in place of the colon, they are one where half of
    the captions begin so; with a colon also where one in twenty does, and the label comes twice and has several words,
    or several labels come twice. Dashes are signs where a caption has
    two, or where two captions begin with one. A name holds until the next sign where it begins the first words that are
    said, or a fifth of the captions, and no dash is without a name: some captions name only whom one does not see.
    """
    lines = [found for one in captions if (found := [piece.text for piece in one if piece.voice is None])]
    openings = [[opening_of(part) for line in one for part in segments(line)] for one in lines]
    text = "".join(line for one in lines for line in one)
    plain = [[one.name for one in line if one.form == "colon" and not one.mark] for line in openings]
    again = [name for name, n in Counter(name for one in plain for name in one).items() if n > 1]
    again *= 20 * sum(map(bool, plain)) >= len(plain)
    first = sum(bool(one[0].name) for one in openings)
    if first > 1 and 2 * first >= len(openings):
        names = frozenset(one[0].name for one in openings)
    else:
        names = frozenset(again if len(again) > 1 else (name for name in again if " " in name))
    dashes = [[one for one in line if one.mark == "dash"] for line in openings]
    signs = Signs(
        any(len(one) > 1 for one in dashes) or sum(one[0].mark == "dash" for one in openings) > 1,
        names,
        sum(map(str.islower, text)) > sum(map(str.isupper, text)),
        holds=False,
    )
    named = [any(signs.are_name(one) for one in line) for line in openings]
    said = (k for k, one in enumerate(lines) if any(part.is_said for line in one for part in parted(line)))
    often = bool(named) and (named[next(said, 0)] or 5 * sum(named) >= len(named))
    return signs._replace(holds=often and all(one.name for line in dashes for one in line))
