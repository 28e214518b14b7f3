"""Indirect speech: what a text reports in its own words as somebody else's.

The cue table says where the content of each cue is (column `takes`), `clause_extents` and `parentheticals` find its
ends. One sentence is read at a time, and what is in direct speech is left to it.
"""

from __future__ import annotations

import heapq
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from analysis.texts.attribution.clause_extents import (
    according_to,
    after_cue,
    passive_with_agent,
)
from analysis.texts.attribution.cue_speaker import Attribution, attribution, is_passive
from analysis.texts.attribution.no_report import SAYINGS, is_no_report
from analysis.texts.attribution.parentheticals import as_clause, before_cue
from analysis.texts.attribution.sentence import Sentence
from analysis.texts.attribution.speaker_nouns import can_speak
from analysis.texts.attribution.transcripts import is_label
from analysis.texts.attribution.word_classes import (
    ARTICLES,
    PREPOSITIONS,
    cue_at,
    cue_kinds,
    cue_lemmas,
    cue_subjects,
    cue_takes,
    may_be_cues,
)
from analysis.texts.segmentation.document import ParsedText
from analysis.texts.segmentation.paragraphs import Span
from analysis.texts.segmentation.word_forms import Word

LONGEST_SENTENCE = 3000  # characters: what is longer is a table or a list, and is left to the author
_HEADLINE_LONGEST = 160  # characters
_POLL = re.compile(
    r"In ((?:an?|the|this|another|its|most|recent|national)\b(?: [^\s,;:.]+){0,8}? (polls?|surveys?))\b"
    r"(?: (?:released|conducted|taken|published|this|last|of) [^,;:.]{1,40})?"
)
_HEADLINE = re.compile(r"((?:[A-Z][\w.’'&-]*)(?: [A-Z][\w.’'&-]*){0,3}):\s+(?=[\w“‘'\"])")
_TOPIC = {"noun", "phrase"}  # "support for": inside a report it is part of the report
_THINGS = frozenset("it this that these those which".split())
_NARRATORS = frozenset({"i", "we", "you"})
_LEADS_IMPERATIVE = frozenset("don't don’t never please always do not just and but so then now".split())
_LEADS_CONDITION = frozenset("if when before unless to while whenever should after".split())
_TOLD = frozenset("said thought believed reported known alleged rumoured rumored".split())  # "to": of whom it is said
_SAID = frozenset({"neutral", "endorsing", "doubting", "denying", "arguing"})


class Report(NamedTuple):
    """A stretch of indirect speech and what attributes it.

    `said` is false for what somebody thinks, wants or praises: inside a report it is part of the report.
    """

    start: int
    end: int
    attribution: Attribution
    said: bool = True


def reported(reading: ParsedText, quoted: list[Span]) -> list[Report]:
    """Return the indirect speech of a text, in the order of its cues; stretches may overlap each other.

    Parameters
    ----------
    reading
        The text.
    quoted
        The extents of its direct speech, in order.

    Notes
    -----
    Content before the cue runs from the start of the sentence ("…, she said"), content after it to the end of the
    clause: a semicolon or a contrast ("but", "while") ends it, a noun phrase ends earlier, at the next comma or at when
    and where. Misleads where a writer goes on reporting in the next sentence without a cue.
    """
    found: list[Report] = []
    at = may_be_cues(reading.lows)
    begins = [reading.word_starts[i] for i in at]
    k = 0
    for start, end in reading.sentences:
        first, k = bisect_left(begins, start, k), bisect_left(begins, end, k)
        may_be = at[first:k]
        polled = reading.text.startswith("In ", start, end) and _POLL.match(reading.text, start, end)
        if end - start > LONGEST_SENTENCE or not (may_be or polled):
            continue  # most sentences
        first = bisect_right(quoted, (start, start))
        near = quoted[max(0, first - 1) : bisect_left(quoted, (end, end))]
        sentence = Sentence(reading, start, end, near)
        found += _polled(sentence) if polled else []
        here: list[Report] = []
        after, before = 0, bisect_left(reading.word_starts, start)
        for i in [i - before for i in may_be]:
            n = cue_at(sentence.words, i) if i >= after and not sentence.quoted[i] else 0
            if n:
                given = [report for report in _report(sentence, i, n) if report.start < report.end]
                here += given
                speakers = [report.attribution.speaker[1] for report in given if report.attribution.speaker]
                after = max(i + n, *(sentence.at(end) for end in speakers), 0)  # "…, say two reports"
        found += _without_asides(here)
    return found + _headlined(reading)


def _without_asides(reports: list[Report]) -> list[Report]:
    """Cut who says it out of what other cues report: "…, a clerk said," inside "found that …"."""
    asides = {
        (min(who[0], cue[0]), max(who[1], cue[1]))
        for report in reports
        if len(reports) > 1 and (who := report.attribution.speaker) and (cue := report.attribution.cue)
        if report.end <= min(who[0], cue[0])
    }
    for start, end in sorted(asides):
        cut = [report for report in reports if report.start < start and end <= report.end]
        reports = [report for report in reports if report not in cut]
        reports += [piece for report in cut for piece in (report._replace(end=start), report._replace(start=end))]
    return [report for report in reports if report.start < report.end]


def _polled(sentence: Sentence) -> list[Report]:
    """Return what a poll found: "In a new poll, …"."""
    text = sentence.text
    opening = _POLL.match(text, sentence.start, sentence.end)
    if opening and text[opening.end() : opening.end() + 1] == ",":
        return [Report(opening.end() + 1, sentence.end, Attribution(opening.span(1), opening.span(2), True))]
    return []


def _headlined(reading: ParsedText) -> list[Report]:
    """Return what a headline gives to a name in front of a colon: "Roe: Farm Was Sold", where the text has the name."""
    if not reading.paragraphs:
        return []
    start, end = reading.paragraphs[0]
    named = _HEADLINE.match(reading.text, start, end)
    if not named or reading.sentences[0][1] < end or end - start > _HEADLINE_LONGEST or is_label(named.group(1)):
        return []
    name = named.group(1).split()
    forms = [name[-1], name[-1].lower()] if len(name) == 1 else name[-1:]
    if len(reading.paragraphs) > 1 and all(reading.text.find(form, named.end()) < 0 for form in forms):
        return []
    return [Report(named.end(), end, Attribution(named.span(1), (named.end(1), named.end(1) + 1), True))]


def _report(sentence: Sentence, i: int, n: int) -> list[Report]:
    words = sentence.words
    form = tuple([word.low for word in words[i : i + n]])
    takes = cue_takes()[form]
    if is_no_report(sentence, i, n) or _is_imperative(sentence, i, form):
        return []  # "See the list below": the writer speaks
    if "noun" in takes and _is_unheld(words, i):
        return []  # "the last hope that": nobody's
    source = _Source(sentence, i, form)
    spans: list[Span] = []
    speaker: Span | None = None
    following = words[i + n].low if i + n < len(words) else ""
    if form == ("according", "to") or following == "by":
        found_cue = source.attribution
        if found_cue is None:
            return []
        if form == ("according", "to"):
            spans = according_to(sentence, i, found_cue)
        else:
            found_cue, spans = passive_with_agent(sentence, i, n, found_cue)
    else:
        spans, speaker = as_clause(sentence, i, n)
        if not spans and "after" in takes:
            spans, speaker = before_cue(sentence, i, n, takes)
        around = bool(spans)
        if not spans and takes - {"after", "person", "quoted"}:
            spans = after_cue(sentence, i, n, takes, source.subject)
        # Who speaks is looked for last: most cues that report nothing have no content either.
        found_cue = source.attribution if spans else None
        if found_cue is None:
            return []
        found_cue = found_cue._replace(speaker=speaker) if around else found_cue
    said = cue_kinds()[form] in _SAID and takes != _TOPIC and not _is_things(sentence, form, found_cue)
    return [Report(*span, found_cue, said=said) for span in spans]


class _Source:
    """Whose words a cue reports, looked for when it is asked for."""

    def __init__(self, sentence: Sentence, i: int, form: tuple[str, ...]) -> None:
        self._sentence, self._i, self._form = sentence, i, form

    @cached_property
    def attribution(self) -> Attribution | None:
        """The cue and its speaker, None where the writer speaks or nobody does."""
        sentence, i, form, n = self._sentence, self._i, self._form, len(self._form)
        words, takes = sentence.words, cue_takes()[form]
        found_cue = attribution(sentence.text, words, i, n)
        if _is_narrator(sentence, found_cue):
            return None  # "I ask whether he sleeps well"
        if takes >= _TOPIC and not _is_somebody(sentence, found_cue.speaker):
            if form[0] not in SAYINGS:
                return None  # "the blast raised questions about": nobody asks
            found_cue = found_cue._replace(speaker=None)  # "a change that comes amid reports of"
        emotion = cue_lemmas()[form].startswith("be ")
        if emotion and found_cue.speaker is None:
            return None  # "it is clear that": the writer's own judgement
        following = words[i + n].low if i + n < len(words) else ""
        if following != "by" and (
            (is_passive(words, i) and not emotion) or (following == "to" and _is_told(form, takes))
        ):
            found_cue = found_cue._replace(speaker=None)  # of whom something is said, or who is told, is no source
        return found_cue

    def subject(self) -> str | None:
        """Return the speaker as written."""
        found_cue = self.attribution
        return self._sentence.text[slice(*found_cue.speaker)] if found_cue and found_cue.speaker else None


def _is_somebody(sentence: Sentence, speaker: Span | None) -> bool:
    """Tell whether a noun's owner or maker is somebody; "it" and "this move" raise questions as things do."""
    if speaker is None or sentence.words[sentence.at(speaker[0])].low in _THINGS:
        return False
    return can_speak(sentence.text[slice(*speaker)])


def _is_unheld(words: list[Word], i: int) -> bool:
    """Tell whether a noun begins a sentence or clause as nobody's: "the last hope that", "after the claim that"."""
    for k in range(i - 1, max(-1, i - 4), -1):
        if words[k].low in ARTICLES:
            return k == 0 or "," in words[k].gap or (k == 1 and words[0].low in PREPOSITIONS)
        if words[k].gap.startswith(("'s", "’s")):
            return False
    return False


def _is_things(sentence: Sentence, form: tuple[str, ...], found_cue: Attribution) -> bool:
    """Tell whether a thing does what only people and papers report with: "they say it describes her better"."""
    subject = sentence.text[slice(*found_cue.speaker)].lower() if found_cue.speaker else ""
    return bool(cue_subjects()[form]) and subject == "it"


def _is_narrator(sentence: Sentence, found_cue: Attribution) -> bool:
    if found_cue.speaker is None or sentence.text[slice(*found_cue.speaker)].lower() not in _NARRATORS:
        return False
    return not sentence.quoted[sentence.at(found_cue.speaker[0])]


def _is_told(form: tuple[str, ...], takes: frozenset[str]) -> bool:
    """Tell whether a form before "to" is a participle: "Roe, thought to be 60", "residents urged to leave"."""
    told = form[-1].endswith("ed") and "person" in takes and not takes & {"for", "of"}
    return form[-1] in _TOLD or form == ("told",) or (told and "after" not in takes)


def _is_imperative(sentence: Sentence, i: int, form: tuple[str, ...]) -> bool:
    """Tell whether a cue has the form of a command: "Ask your chemist", "Never believe a price", "If ill, tell us"."""
    words = sentence.words
    if form[0] != cue_lemmas()[form].split()[0] or form[0] == "according":
        return False
    lead = [word.low for word in words[:i]]
    if lead and lead[0][0].isdigit():
        lead = lead[1:]
    return set(lead) <= _LEADS_IMPERATIVE or (lead[0] in _LEADS_CONDITION and "," in words[i].gap)


def innermost(reports: list[Report]) -> Iterator[tuple[int, int, Attribution]]:
    """Yield the stretches of the reports in order and apart.

    Where several overlap, the shortest counts, and what was said comes before what was thought, wanted or praised.
    """
    waiting = sorted(reports, key=lambda report: report.start)
    points = sorted({edge for report in reports for edge in (report.start, report.end)})
    heap: list[tuple[bool, int, int]] = []
    k = 0
    held: tuple[int, int, Attribution] | None = None
    for point, following in pairwise(points):
        while k < len(waiting) and waiting[k].start <= point:
            heapq.heappush(heap, (not waiting[k].said, waiting[k].end - waiting[k].start, k))
            k += 1
        while heap and waiting[heap[0][2]].end <= point:
            heapq.heappop(heap)
        found_cue = waiting[heap[0][2]].attribution if heap else None
        if held and found_cue is held[2] and held[1] == point:
            held = (held[0], following, held[2])
            continue
        if held:
            yield held
        held = (point, following, found_cue) if found_cue else None
    if held:
        yield held
