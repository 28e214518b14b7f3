"""Bylines, signatures, datelines and date lines: who wrote a text, where and when, by their shape alone."""

from __future__ import annotations

import re

from analysis.texts.segmentation.line_kinds import AGENCY, CAPITAL, CLOCK, DATE, MONTH, NAME, WEEKDAY

LONGEST_LINE = 200  # characters; a date with every word spelled out has 70
MOST_SPACES = 15  # in such a line
LONGEST_DATELINE = 120  # characters

_COUNT = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+)"
_AGO = rf"\b{_COUNT}\s*(?:h|hrs?|m|mins?|d|hours?|minutes?|days?|weeks?|months?|years?)\s+ago\b|\bjust now\b"
_READING = r"\b\d+[- ]min(?:ute)?s?(?:[- ]read\b|\b)"
_TIME = re.compile(rf"{DATE}|{CLOCK}|{_AGO}|{_READING}", re.IGNORECASE)
_TIME_WORDS = re.compile(
    rf"\b(?:{WEEKDAY}|(?:first |last |originally )?(?:published|posted|updated|modified|created|issued|filed)"
    r"|date|on|at|reading time|estimated|read|GMT|BST|UTC|CES?T|E[SD]?T|P[SD]T|IST|AE[SD]T)(?![^\W\d_])",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d|\bago\b|\bnow\b")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_REST = re.compile(rf"\W*(?:by )?{CAPITAL}(?:[\s,|/•&–-]+(?:(?:of|and|for|the|in|de|van|von|al) )?{CAPITAL}){{0,7}}\W*")
_PLACE = rf"{CAPITAL}(?:[ ,/]+{CAPITAL}){{0,3}}"
_BYLINE = re.compile(
    rf"{NAME}(?:(?:,? and |,? & |, ){NAME}){{0,4}}(?: and agencies)?"
    rf"(?: (?:in|for) {_PLACE}(?: and {NAME} in {_PLACE})?)?"
    r"(?: (?:correspondent|editor|reporter|writer|columnist|critic))?"
    rf"(?:(?:,| \||,? [–—-]) ?[^\d.!?:][^.!?:]{{1,60}})?"
)
_SIGNATURE = re.compile(
    rf"(?:[-–—]{{1,2}}\s*)?(?P<name>{NAME})(?: and {NAME})?(?P<place>(?:, [^.!?:;]{{2,60}}| \([^()]{{2,40}}\))?)"
)

_SMALL_WORD = re.compile(
    r"(?:The|An?|In|On|At|By|From|For|To|Of|After|Before|With|And|But|If|When|As|It|He|She|We|They|This|That|These|Those"
    r"|How|Why|What|Who|Where|Our|My|Your|His|Her|Their|No|Not|More|Most|All)(?![\w.])"
)  # no name begins so

_CAPS = r"[^\W\d_a-zß-öø-ÿ][^\W\d_a-zß-öø-ÿ.’']+(?:-[^\W\d_a-z]+){0,3}"
_WHEN = rf",?\s+(?:\d{{1,2}}\.?\s+{MONTH}|{MONTH}\s+\d{{1,2}})(?:,?\s+\d{{4}})?"
_IN_BRACKETS = r"(?:,?\s*\((?:[A-Z]|dpa)[^()\n]{0,40}\)|\s+/[A-Z][^/\n]{1,40}/)"
_AFTER = r"(?=[\"'“‘«(\[]?[A-Z0-9])"
_DATELINE = re.compile(
    rf"(?:{_CAPS}(?:[ /,]+{_CAPS}){{0,4}}(?:,\s+[A-Z][\w.’'-]+(?:\s[\w.’'-]+){{0,3}}){{0,2}}(?:(?i:{_WHEN}))?"  # PLACE
    rf"(?:{_IN_BRACKETS}\s*(?:—|–|--?|_|\||\.\.\.|…|:)\s+|(?:\.?\s*—\s*|\s*(?:—|–|--?|_|\||•)\s+){_AFTER}|:\s+{_AFTER})"
    rf"|{_PLACE}(?:(?i:{_WHEN}))?{_IN_BRACKETS}\s*(?:—|–|--?|_|\||\.\.\.|…|:)\s+"  # Place (AGENCY)
    rf"|{_PLACE}(?i:{_WHEN})\s*(?:—|–|--?|_|\||:)\s+{_AFTER}"  # Place, month day
    rf"|\([A-Z][^()\n]{{1,40}}\)\s*(?:—|–|--?|_)\s+|\([A-Z]{{2,6}}\)\s*{_AFTER})"  # (AGENCY)
)
_LABELS = re.compile(r"(?:Q|A|NOTE|WATCH|LISTEN|MORE|LIVE|WARNING|UPDATE|BREAKING|EXCLUSIVE|OPINION|ANALYSIS|REVIEW)\b")
_TAIL = re.compile(rf"(?<=[.!?…\"”’)])\s*(?:[-–—]\s*{AGENCY}|\({AGENCY}\)|[-–—]\s*\({AGENCY}\))$", re.IGNORECASE)


def is_date(line: str) -> bool:
    """Tell whether a line holds nothing but a date or a time, with what is usually said of one ("Updated on")."""
    if len(line) > LONGEST_LINE or line.count(" ") > MOST_SPACES or not (_DIGIT.search(line) and _TIME.search(line)):
        return False
    return not _LETTER_OR_DIGIT.search(_TIME_WORDS.sub("", _TIME.sub("", line)))


def is_byline(line: str) -> bool:
    """Tell whether a line below a headline says who wrote: a name, alone or with a place, a role or a date."""
    if len(line) > LONGEST_LINE or line[-1] in ".!?:;,":
        return False
    bare = _TIME_WORDS.sub("", _TIME.sub("", line)).strip()
    if bare != line and _TIME.search(line) and _REST.fullmatch(bare):
        return True
    return _BYLINE.fullmatch(line) is not None and not _SMALL_WORD.match(line)


def is_signature(line: str, *, placed: bool = False) -> bool:
    """Tell whether a line below a text is a name, alone or with a place; `placed` asks for the place."""
    found = _SIGNATURE.fullmatch(line) if len(line) <= LONGEST_LINE else None
    if found is None or _SMALL_WORD.match(found["name"]):
        return False
    return not placed or found["place"][2:3].isupper()


def dateline_end(text: str, start: int, end: int) -> int:
    """Return where the dateline ends that opens the paragraph ``text[start:end]``; `start` if there is none."""
    found = _DATELINE.match(text, start, min(end, start + LONGEST_DATELINE))
    return found.end() if found and found.end() < end and not _LABELS.match(text, start) else start


def credit_start(text: str, start: int, end: int) -> int:
    """Return where the agency's name begins that closes the paragraph ``text[start:end]``; `end` if there is none."""
    if not (text[end - 1].isalpha() or text[end - 1] == ")"):
        return end
    found = _TAIL.search(text, max(start, end - 60), end)
    return found.start() if found and found.start() > start else end
