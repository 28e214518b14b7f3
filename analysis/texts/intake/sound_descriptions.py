"""What captions describe and nobody says: "[applause]", "(MUSIC)", and songs between notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.texts.intake.caption_tags import Piece

NOTES = "♪♫♬♩🎵🎶"
_ABOUT = re.compile(
    r"\b(?:applau\w*|laugh\w*|chuckl\w*|giggl\w*|music\w*|cheer\w*|clap\w*|sigh\w*|gasp\w*|groan\w*|grunt\w*|cough\w*|"
    r"cry|cries|crying|sob|sobs|sobbing|scream\w*|shout\w*|whisper\w*|murmur\w*|chatter\w*|boo|booing|whistl\w*|sing|sings|"
    r"singing|hum|hums|humming|silence|pause|inaudible|indistinct|unintelligible|crosstalk|foreign|beep\w*|bell|bells|"
    r"ring|rings|ringing|noise|sound|sounds|static|bleep\w*|audio|video|theme|siren\w*|gunshot\w*|gunfire|explosion\w*|"
    r"speaking|speaks|interpreter|translat\w*|voice-?over|off-?screen|on phone)\b",
    re.I,
)
_BRACKETS = re.compile(r"(\[[^\[\]]{1,300}\]|\([^()]{1,300}\))[.,;:!?…]*")
_LETTER = re.compile(r"[^\W\d_]")
ENDS = re.compile(r"(?:[.!?…]|--|[—–])[\"'”’)\]]*$")  # a sentence
_GOES_ON = re.compile(r"[^\w\s]*[a-zß-ÿ]|[,.;:!?)]")
_SAID = re.compile(r"[.!?]\)$")  # "(I was there.)"
_LONGEST_SONG = 500  # characters of a song in one caption
_SONG = re.compile(f"[{NOTES}]")


class Part(NamedTuple):
    """A part of a line: what is said, or what a caption describes or has sung."""

    text: str
    is_said: bool


def tells_sound(text: str) -> bool:
    """Tell whether words name a sound, or how somebody speaks."""
    return bool(_ABOUT.search(text))


def parted(line: str) -> Iterator[Part]:
    """Yield the parts of a line of captions in order, what is said and what is not.

    Nobody says what is between notes, nor what is in brackets and names a sound or is the whole line; in square
    brackets, what comes before a sentence in its line or after one; in round ones, several words in capitals, or words
    in small letters before a sentence. Other brackets may be part of what is said ("the Union (EU)"), and those without
    a letter ("[ __ ]") are a word that was taken out.

    >>> [part.text for part in parted("(LAUGHS) We won [the cup] again. [applause]") if part.is_said]
    ['We won [the cup] again.']
    """
    at = 0
    for start, end in _extents(line):
        if said := line[at:start].strip():
            yield Part(said, True)
        yield Part(line[start:end].strip(), False)
        at = end
    if said := line[at:].strip():
        yield Part(said, True)


def _extents(line: str) -> list[tuple[int, int]]:
    if notes := [found.start() for found in _SONG.finditer(line)]:
        alone = notes[0] == notes[-1]
        start = 0 if alone and notes[0] else notes[0]
        end = len(line) if alone else notes[-1] + 1
        return [(start, end)]
    return [found.span() for found in _BRACKETS.finditer(line) if _is_description(line, *found.span(1))]


def _is_description(line: str, start: int, end: int) -> bool:
    inside = line[start:end]
    if not _LETTER.search(inside):
        return False
    before, after = line[:start].strip(" -–—>"), line[end:].strip()
    if tells_sound(inside) or not (before or after):
        return True
    if inside[0] == "[":
        return not (before or _GOES_ON.match(after)) or bool(not after and ENDS.search(before))
    is_shouted = inside.isupper() and " " in inside
    return is_shouted or (not before and inside[1].islower() and after[:1].isupper() and not _SAID.search(inside))


def whole_brackets(pieces: list[Piece]) -> list[Piece]:
    """Return the lines of a caption, those joined that share a bracket or a song."""
    found: list[Piece] = []
    for piece in pieces:
        if found and found[-1].voice == piece.voice and _is_open(found[-1].text, piece.text):
            found[-1] = Piece(f"{found[-1].text} {piece.text}", piece.voice)
        else:
            found.append(piece)
    return found


def _is_open(line: str, following: str) -> bool:
    for opening, closing in ("[]", "()"):
        if line.rfind(opening) > line.rfind(closing):
            before = following.partition(closing)
            return bool(before[1]) and opening not in before[0]
    return line[0] in NOTES and len(line) < _LONGEST_SONG and len(_SONG.findall(line)) == 1
