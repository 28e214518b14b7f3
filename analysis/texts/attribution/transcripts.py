"""Speech in transcripts and interviews: turns that begin with a name and a colon, or with Q and A."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass

from analysis.texts.attribution.word_classes import cue_takes
from analysis.texts.segmentation.document import ParsedText
from analysis.texts.segmentation.paragraphs import Span

# What stands before a colon in listings, notes and fact boxes: no speaker.
_LABELS = frozenset(
    "address admission advertisement age also analysis breaking byline caption cast caution clarification closes "
    "comment contact contributing copyright correction cost credit date dates deadline details director directions "
    "disclosure doors duration editor's email entry exclusive explainer fax feature file film filed for free gallery "
    "genre hours how image info information ingredients interview job key latest length live location map method "
    "more music name note notice obituary occupation online opens opinion organiser pay phone photo photograph photos "
    "picture pictured place plot podcast postscript preview price prices profile published rating read related result "
    "results review runtime running schedule score see serves showing source sources started starring stars summary "
    "tags tel telephone tickets time times tip topics transport update updated venue verdict video videos visit "
    "warning watch website what when where which who why wins writer written year".split()
)

_NAME = r"[^\W\d_a-z][\w.'’-]*(?: (?:[^\W\d_a-z][\w.'’-]*|\d+|of|the|de|der|van|von|al|bin|and|&)){0,5}"
_TURN = re.compile(
    r"[“\"'*_#]{0,3}(?:[\[(]?\d\d?:\d\d(?::\d\d)?[\])]?\s)?[*_]{0,2}"  # a mark, a time
    rf"(?:((?:Q|A|Question|Answer|QUESTION|ANSWER)\d?)(?:[:.][*_]{{0,2}}\s+|\s{{2,8}}|\t|(?<=Q) (?=[A-Z]))|({_NAME})"
    r"(?:, [^:\n“\"]{1,60}?)?(?: ?[(\[][^()\[\]\n]{1,60}[)\]])?:[*_]{0,2}\s+)(?=\S)"
)
_ASKS = frozenset("Q QUESTION".split())
_ANSWERS = frozenset("A ANSWER".split())
_FEWEST_TURNS = 3
PERSONAL = re.compile(r"\b(?:I|[Mm][ey]|[Ww]e|[Uu]s|[Oo]ur|[Yy]ours?|[Yy]ou)\b")
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm][ey])\b")
_SECOND_PERSON = re.compile(r"\b[Yy]ou(?:rs?)?\b")
_QUESTION = re.compile(r"\?[*_]{0,2}(?:</\w{1,6}>)?$")
_MARKS = frozenset("“\"‘'«»„")
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")


@dataclass(frozen=True)
class Speech:
    """One stretch of direct speech, with the extents of the mention of its speaker and of its cue, where there are.

    `named` is the speaker as the format of the text gives it.
    """

    start: int
    end: int
    speaker: Span | None = None
    cue: Span | None = None
    named: str = ""


@dataclass(frozen=True)
class _Turn:
    """A turn: where its label begins, the extent of the name in it, a key for the name, and what is said."""

    at: int
    name: Span
    key: str
    start: int
    end: int


def turns(reading: ParsedText) -> list[Speech]:
    """Return what is said in a transcript or an interview, in order; questions under "Q" are the author's.

    Notes
    -----
    A label is a speaker where its last word occurs again in the text, as in each turn of a conversation, and no listing
    has it ("Tickets: 4 euros"). A paragraph without a label goes on with a turn where it says "I", "we" or "you", else
    it is narration. Misleads where somebody goes on for paragraphs without one of these words.
    """
    labelled = _labelled(reading)
    capitals = [turn for turn in labelled if reading.text[slice(*turn.name)].isupper()]
    labelled = capitals if 2 * len(capitals) > len(labelled) else labelled
    if not _is_conversation(reading, labelled):
        return _answers(reading)
    found = []
    begins = [start for start, _ in reading.paragraphs]
    for turn, following in zip(labelled, [*labelled[1:], None], strict=True):
        if turn.key in _ASKS:
            continue
        mark = max(turn.name[1], reading.text.rfind(":", turn.name[1], turn.start))
        cue = (mark, mark + 1)
        found.append(Speech(turn.start, turn.end, turn.name, cue))
        last = bisect_left(begins, following.at) if following else len(begins)
        for start, end in reading.paragraphs[bisect_left(begins, turn.end) : last]:
            if _goes_on(reading.text[start:end]):
                found.append(Speech(start, end, turn.name, cue))
            elif reading.text[start] not in "([":  # "(Applause)"
                break
    return found


def _answers(reading: ParsedText) -> list[Speech]:
    """Return the answers of an interview whose questions are paragraphs of their own; nobody is named."""
    text, units = reading.text, reading.paragraphs
    if text.count("?") < _FEWEST_TURNS:
        return []
    apart = [(k, start, end) for k, (start, end) in enumerate(units) if text[start] not in _MARKS]
    asks = {k for k, start, end in apart if _QUESTION.search(text, max(start, end - 8), end)}
    asked = [k for k, _, _ in apart[:-1] if k in asks and k + 1 not in asks and text[units[k + 1][0]] not in _MARKS]
    you = sum(bool(_SECOND_PERSON.search(text, *units[k])) and not _FIRST_PERSON.search(text, *units[k]) for k in asked)
    i = sum(bool(_FIRST_PERSON.search(text, *units[k + 1])) for k in asked)
    if len(asked) < _FEWEST_TURNS or 2 * min(you, i) < len(asked) or _FIRST_PERSON.search(text, 0, units[asked[0]][0]):
        return []  # a column that asks its reader says "I" before its first question
    found = []
    for k, following in zip(asked, [*asked[1:], len(units)], strict=True):
        found.append(Speech(*units[k + 1]))
        for start, end in units[k + 2 : following]:
            if not _goes_on(text[start:end]):
                break
            found.append(Speech(start, end))
    return found


def _labelled(reading: ParsedText) -> list[_Turn]:
    """Return what looks like a turn: at the start of a paragraph, or of a sentence where the label is in capitals."""
    text, starts, found = reading.text, reading.sentence_starts, list[_Turn]()
    for begin, end in reading.paragraphs:
        colon = text.rfind(":", begin, end)
        at = [begin, *starts[bisect_right(starts, begin) : bisect_left(starts, end)]]
        # What has no colon behind it can be no name, but "Q" without one.
        at = [start for start in at if start < colon or text[start] in "QA" or not text[start].isalpha()]
        if not at:
            continue
        matches = [match for start in at if (match := _TURN.match(text, start, end)) and _is_name(match, begin)]
        for match, following in zip(matches, [*matches[1:], None], strict=False):
            name = match.span(1) if match.group(1) else match.span(2)
            label = text[slice(*name)] if match.group(2) else re.sub(r"\d+$", "", text[slice(*name)])
            key = label.rstrip(" .,;:*_-").split()[-1].upper()
            stop = following.start() if following else end
            said = match.end() + len(text[match.end() : stop].rstrip())
            found.append(_Turn(match.start(), name, key, match.end(), said))
    return [turn for turn in found if turn.start < turn.end]


def _is_name(match: re.Match[str], begin: int) -> bool:
    """Tell a label that may be a speaker from those of listings ("Price:") and from prose ("In Leeds, Roe said:")."""
    name = match.group(1) or match.group(2)
    return (
        (match.start() == begin or name.isupper())
        and (match.group(1) is not None or not is_label(name))
        and not any((word,) in cue_takes() for word in re.findall(r"[a-z'’]+", match.group()))
    )


def is_label(name: str) -> bool:
    """Tell whether what is before a colon names no speaker: "Tickets", "Editor’s note", "Q"."""
    words = name.replace("’", "'").lower().split()
    return words[0] in _LABELS or words[-1] in _LABELS or name in _ASKS | _ANSWERS


def turn_label(text: str, start: int, end: int, speaker: str) -> tuple[Span, int] | None:
    """Return the label of a paragraph that is known to be a turn, and where what is said begins; None without one.

    Where the speaker is known, only a label in capitals or with a word of that name is one, and "Q" or "A".
    """
    match = _TURN.match(text, start, end)
    if match is None:
        return None
    name = match.span(1) if match.group(1) else match.span(2)
    label = text[slice(*name)]
    if speaker:
        shared = {word.strip(".").lower() for word in label.split()} & set(speaker.replace(",", " ").lower().split())
        fits = bool(match.group(1) or shared or label.isupper())
    else:
        fits = _is_name(match, start)
    return (name, match.end()) if fits else None


def is_question(text: str, label: Span) -> bool:
    """Tell whether a label marks what the author asks: "Q"."""
    return text[slice(*label)].rstrip("0123456789").upper() in _ASKS


def _is_conversation(reading: ParsedText, labelled: list[_Turn]) -> bool:
    """Tell a transcript from a list: names that come again, at least two, and words that people say to each other."""
    keys = {turn.key for turn in labelled}
    if len(labelled) < 2 or len(keys) < 2:
        return False
    text = reading.text
    if keys <= _ASKS | _ANSWERS:
        return True
    seen = Counter(text[word.start : word.end].upper() for word in reading.words if word.capital)
    seen.update(turn.key for turn in labelled if turn.key.isdigit())  # "SPEAKER 1"
    known = sum(seen[turn.key] > 1 for turn in labelled)
    addressed = sum(
        "?" in said or bool(PERSONAL.search(said)) for said in (text[turn.start : turn.end] for turn in labelled)
    )
    fewest = 2 if all(text[slice(*turn.name)].isupper() for turn in labelled) else _FEWEST_TURNS
    if all(" " in text[slice(*turn.name)] for turn in labelled):  # "Ann Roe, baker: I voted": each may speak once
        known = max(known, 2 if addressed * 3 >= len(labelled) * 2 else 0)
    return known > 1 and len(labelled) >= fewest and addressed * 4 >= len(labelled)


def _goes_on(text: str) -> bool:
    """Tell whether a paragraph goes on with a turn, and is neither narration nor an aside ("(Applause)")."""
    return text[0] not in "([" and bool(PERSONAL.search(_QUOTED.sub("", text)))
