"""The captions of WebVTT and SubRip files: their times and lines, and what else is in the file.

Damage is told by the number of the line, and no words are lost by it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

_CLOCK = r"(?:\d+:)?\d+:\d+(?:[.,]\d+)?"
_SETTINGS = r"(?:[ \t]+[A-Za-z][\w-]*:\S+)*"
_TIMES = re.compile(rf"[ \t]*({_CLOCK})[ \t]*-->[ \t]*({_CLOCK}){_SETTINGS}[ \t]*")
_ARROW = re.compile(rf"[ \t]*((?:\d\S*?)?)[ \t]*(?:-+ ?>|[–—] ?>)[ \t]*((?:\d\S*)?)(?:({_SETTINGS})[ \t]*$|(.*))")
_ALONE = re.compile(r"[ \t]*(?:(?:\d+:)?\d+:\d\d[.,]\d{3}[ \t]*){1,2}")
_CUT = re.compile(r"[ \t]*\d+:\d+:[\d:.,]*[ \t]*(?:-+>?[ \t]*[\d:.,]*)?[ \t]*")  # where a file breaks off
_MINUTES = re.compile(r"\d:\d")
_BLOCK = re.compile(r"(NOTE|STYLE|REGION)(?:[ \t].*)?$")
_FIELD = re.compile(r"(?:NOTE[ \t]+)?([A-Za-z-]{2,30})[ \t]*:[ \t]*(\S.*)")
_HEADER = re.compile(r"WEBVTT(?:[ \t](.*))?$")
_LONGEST_TIMES = 300  # characters of a line with times and settings
_LONGEST_NUMBER = 9  # digits of the number of a caption

UNREADABLE, UNTIMED, BACKWARDS = "times that cannot be read", "text without times", "an end before the beginning"


class Cue(NamedTuple):
    """A caption: when it is shown, in seconds (None where that cannot be read), and its lines as the file has them."""

    start: float | None
    end: float | None
    lines: list[str]


@dataclass
class Captions:
    """What a file of captions holds.

    `header` is what its header and notes say (``language``, ``kind``), `omitted` how often each thing occurs that is no
    part of the text, `before` the lines before the first caption that are nothing known, with their numbers, and
    `damaged` the numbers of the lines that show damage, by its kind.
    """

    is_webvtt: bool
    cues: list[Cue] = field(default_factory=list)
    header: dict[str, str] = field(default_factory=dict)
    omitted: Counter[str] = field(default_factory=Counter)
    before: list[tuple[int, str]] = field(default_factory=list)
    damaged: dict[str, list[int]] = field(default_factory=dict)


def captions_of(text: str, *, is_webvtt: bool = False) -> Captions:
    r"""Return the captions of a file, in its order; one with the times and lines of another is left out.

    A number, or in WebVTT any line, right before the times of a caption and after a blank line is its name. Without a
    blank line before it a number is one only where it follows the last; else it ends the caption before. Lines that a
    blank line parts from their caption are kept with it, and told.

    >>> found = captions_of("1\n00:00:01,000 --> 00:00:02,000\nThey counted\n112\n\n2\n00:03 --> 00:04\nNo.")
    >>> [cue.lines for cue in found.cues]
    [['They counted', '112'], ['No.']]
    """
    lines = text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    found = Captions(is_webvtt or bool(_HEADER.match(lines[first].strip())))
    times = times_of(lines)
    names = _names(lines, times, found.is_webvtt)
    inside, is_parted = "", False
    for number, line in enumerate(lines):
        if number in times:
            start, end, rest, fault = times[number]
            found.cues.append(Cue(start, end, [rest] if rest else []))
            if fault:
                found.damaged.setdefault(fault, []).append(number + 1)
            inside, is_parted = "", False
        elif number in names:
            found.omitted["names of captions"] += not names[number].isdigit()
        elif not line:
            inside, is_parted = "", True
        elif inside:
            _note(found, line)
        elif opened := _opened(lines, number, found.is_webvtt):
            inside = opened
            found.omitted[opened] += opened != "header"
            _note(found, line)
        elif line.strip() and not found.cues:
            found.before.append((number + 1, line.strip()))
        elif line.strip():
            if is_parted:
                found.damaged.setdefault(UNTIMED, []).append(number + 1)
            found.cues[-1].lines.append(line)
            is_parted = False
    _once(found)
    found.omitted = +found.omitted
    return found


def times_of(lines: list[str]) -> dict[int, tuple[float | None, float | None, str, str]]:
    """Return by line: beginning and end in seconds, the words behind them, and what is wrong."""
    found: dict[int, tuple[float | None, float | None, str, str]] = {}
    last = max((number for number, line in enumerate(lines) if line.strip()), default=0)
    for number, line in enumerate(lines):
        if ":" not in line or len(line) > _LONGEST_TIMES:
            continue
        if match := _TIMES.fullmatch(line):
            start, end = _seconds(match[1]), _seconds(match[2])
            found[number] = start, end, "", BACKWARDS if end < start else ""
        elif ">" in line and (match := _ARROW.match(line)):
            clocks = sum(bool(_MINUTES.search(match[side])) for side in (1, 2))
            if (clocks == 2 and not match[4]) or (clocks and _opens(lines, number)):
                found[number] = None, None, (match[4] or "").strip(), UNREADABLE
        elif (_ALONE.fullmatch(line) or (number == last and _CUT.fullmatch(line))) and _opens(lines, number):
            found[number] = None, None, "", UNREADABLE
    return found


def _opens(lines: list[str], number: int) -> bool:
    """Tell whether a line comes first in its block, or after a number that does."""
    if number and lines[number - 1].strip().isdigit():
        number -= 1
    return not number or not lines[number - 1].strip()


def _seconds(clock: str) -> float:
    found = 0.0
    for part in clock.replace(",", ".").split(":"):
        found = found * 60 + float(part)
    return found


def _names(lines: list[str], times: Collection[int], is_webvtt: bool) -> dict[int, str]:
    """Return which lines are names or numbers of the captions after them."""
    found: dict[int, str] = {}
    last: int | None = None
    for number in times:
        at = number - 1
        is_apart = at > 0 and not lines[at].strip()
        at -= is_apart
        bare = lines[at].strip() if at >= 0 and at not in times else ""
        is_first = at == 0 or (at > 0 and (not lines[at - 1].strip() or bool(_HEADER.match(lines[at - 1]))))
        is_number = bare.isascii() and bare.isdigit() and len(bare) <= _LONGEST_NUMBER
        follows = is_number and int(bare) == (last or 0) + 1 and (last is not None or is_first)
        if is_apart:
            is_name = is_first and follows
        else:
            is_name = follows or (is_first and (is_number or (is_webvtt and bool(bare) and not _HEADER.match(bare))))
        if is_name:
            found[at] = bare
            last = int(bare) if is_number else last
    return found | _without_times(lines, found)


def _without_times(lines: list[str], names: dict[int, str]) -> dict[int, str]:
    """Return the numbers of captions whose times are missing: alone in first lines, and between two known numbers.

    A file that breaks off ends with the next number, too.
    """
    found: dict[int, str] = {}
    known = [(at, int(name)) for at, name in names.items() if name.isdigit()]
    if known and (end := max(at for at, line in enumerate(lines) if line.strip())) > known[-1][0]:
        known.append((end + 1, known[-1][1] + 2))
    for (first, before), (last, after) in pairwise(known):
        due = before + 1
        for at in range(first + 1, last):
            if due < after and lines[at].strip() == str(due) and not lines[at - 1].strip():
                found[at] = str(due)
                due += 1
    return found


def _opened(lines: list[str], number: int, is_webvtt: bool) -> str:
    """Return what begins at a line that is no part of a caption; nothing elsewhere."""
    if not is_webvtt or (number and lines[number - 1].strip()):
        return ""
    if _HEADER.match(lines[number].strip()):  # of a part, too, where several were put together
        return "header"
    block = _BLOCK.match(lines[number])
    return block[1] if block else ""


def _note(found: Captions, line: str) -> None:
    header = _HEADER.match(line.strip())
    match = _FIELD.match(line.strip())
    if header and (words := (header[1] or "").strip(" -\t")):
        found.omitted[f"its header “{words[:80]}”"] += 1
    elif match:
        found.header.setdefault(match[1].lower(), match[2].strip())


def _once(found: Captions) -> None:
    """Leave out a caption that is listed twice, as parts of a stream have it that were put together."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for cue in found.cues:
        key = (cue.start, cue.end, *cue.lines)
        if cue.start is None or key not in seen:
            kept.append(cue)
        seen.add(key)
    found.omitted["captions listed twice"] += len(found.cues) - len(kept)
    found.cues = kept
