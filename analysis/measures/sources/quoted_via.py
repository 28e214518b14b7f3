"""Chains of reports: the outlet or person in whose report somebody else is quoted."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from analysis.measures.sources.speaker_kind import OUTLETS, SPEAKER_PRONOUNS, head_noun, kind_of
from analysis.texts.attribution.subjects import main_subject
from analysis.texts.attribution.word_classes import cue_kinds
from analysis.texts.segmentation.document import ParsedText
from analysis.texts.segmentation.sentences import sentences

_REACH = 400  # characters before what is said: where its cue is looked for
_LONG = 4000  # characters of a paragraph
_NEAR = 120  # characters after it
_TELL = frozenset("told tells telling".split())
_QUOTED = frozenset("quoted quotes quoting cited cites citing".split())
_REPORTING = frozenset({"neutral", "endorsing", "doubting", "arguing"})  # who denies a claim does not report it
_EXPLAINED = re.compile(r",\s([A-Z][\w.-]*(?: [A-Z][\w.-]*){0,2}),")
_BRACKET = re.compile(r"[\s.”\"’]{0,4}\(([^()]{2,120})\)")
_NAME = r"(?:[A-Z][\w.-]*|al-\w+)"
_TOLD = re.compile(rf"\b(?:told|tells|telling)\s+((?:the\s+)?{_NAME}(?:\s+(?:{_NAME}|[a-z]+)){{0,4}})")
_DATED = re.compile(r"\s*(?:\s[–—-]|,\s+(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b))\s*.*$")


class AttributedStretch(NamedTuple):
    """An attributed stretch of a text, with the mention of its speaker and its cue."""

    start: int
    end: int
    speaker: str
    cue: str


def quoted_via(reading: ParsedText, said: list[AttributedStretch], k: int) -> str:
    """Return in whose report the `k`-th attributed stretch is, empty where nothing tells.

    Parameters
    ----------
    reading
        The text.
    said
        Its attributed stretches, in order.

    Notes
    -----
    1. The cue quotes somebody who speaks ("the agency reported it, quoting Roe"; "the paper quoted Roe as saying"): the
       subject of that sentence.
    2. The stretch right before it in the sentence is another's report and holds the speaker ("The paper wrote that Roe
       had denied it"): that other.
    3. The outlet spoken to ("Roe told Dawn news agency").
    4. An outlet in brackets right after a quotation ("(Dawn news agency – 7 January)"), where the speaker is not an
       outlet already.

    Misleads where a bracket names a place to read on. Only the nearest step of the chain is returned.
    """
    one = said[k]
    cue = one.cue.lower()
    if cue in {"as saying", "quoting", "citing"}:
        return _quoting(reading, _sentence_start(reading, one), one)
    if k and _is_report_of(said[k - 1], one, reading):
        return said[k - 1].speaker
    if cue in _TELL:
        before = reading.text[_sentence_start(reading, one) : one.start]
        told = _TOLD.search(before + reading.text[one.end : one.end + _NEAR].split("\n")[0])
        if told and (outlet := _addressed(told.group(1))):
            return outlet
    bracket = _BRACKET.match(reading.text, one.end)
    if bracket and kind_of(one.speaker) != "outlet":
        name = _DATED.sub("", bracket.group(1))
        return name if _is_outlet(name) else ""
    return ""


def _sentence_start(reading: ParsedText, one: AttributedStretch) -> int:
    at = max(one.start - 1, 0)
    row = bisect_right(reading.paragraphs, (at, len(reading.text))) - 1
    start, end = reading.paragraphs[row] if row >= 0 else (0, 0)
    if end - start > _LONG:  # its sentences are to be found once
        return max(reading.sentence_start(at), one.start - _REACH)
    starts = [begin for begin, _ in sentences(reading.text, [(start, end)]) if begin <= at]
    return max([0, one.start - _REACH, *starts[-1:]])


def _is_report_of(outer: AttributedStretch, one: AttributedStretch, reading: ParsedText) -> bool:
    """Tell whether a stretch is right before the other in its sentence, and reports its speaker and cue."""
    if outer.end > one.start or reading.text[outer.end : one.start].strip() or outer.speaker == one.speaker:
        return False
    if not (_reports(outer.cue) and _is_somebody(one.speaker) and _is_somebody(outer.speaker)):
        return False
    _, named, after = reading.text[outer.start : outer.end].partition(one.speaker)
    return bool(named) and one.cue in after and _sentence_start(reading, one) <= outer.end


def _reports(cue: str) -> bool:
    return cue_kinds().get(tuple(cue.lower().split()), "") in _REPORTING


def _quoting(reading: ParsedText, begin: int, one: AttributedStretch) -> str:
    words = reading.between(begin, one.start)
    at = [k for k, word in enumerate(words) if word.low in _QUOTED]
    if not at:
        return ""
    span = main_subject(reading.text, words[: at[-1]])
    name = reading.text[slice(*span)] if span else ""
    if not span or not _is_somebody(name) or name == one.speaker:
        return ""
    explained = _EXPLAINED.match(reading.text, span[1])
    return reading.text[span[0] : explained.end(1)] if explained else name


def _addressed(words: str) -> str:
    """Return the longest beginning of what follows "told" that names an outlet, empty if none does."""
    pieces = words.split()
    names = (head_noun(" ".join(pieces[:n])).rstrip(".") for n in range(len(pieces), 0, -1))
    return next((name for name in names if kind_of(name) == "outlet"), "")


def _is_somebody(name: str) -> bool:
    """Tell a mention that names a speaker, by its kind or as one capitalised word, from a pronoun or another phrase."""
    alone = len(name.split()) == 1 and name[:1].isupper() and name.lower() not in SPEAKER_PRONOUNS
    return alone or kind_of(name) != ""


def _is_outlet(words: str) -> bool:
    small = {word.lower().strip(",.") for word in words.split()}
    return kind_of(words) == "outlet" or bool(small & OUTLETS)
