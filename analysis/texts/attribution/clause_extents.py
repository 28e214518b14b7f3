"""Extents of indirect speech: where the content of a cue begins and ends in its sentence.

A sentence as the rules of indirect speech read it, and where a clause or a noun phrase in it ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import takewhile

from analysis.texts.attribution.complements import (
    CLAUSES,
    FINITE,
    begins_clause,
    complement_of,
    finite_between,
    is_infinitive,
    reports,
)
from analysis.texts.attribution.content_ends import OPENS_CLAUSE, clause_end, phrase_end
from analysis.texts.attribution.content_starts import past_listener, past_time
from analysis.texts.attribution.cue_speaker import Attribution, is_passive
from analysis.texts.attribution.parentheticals import lead_of
from analysis.texts.attribution.sentence import Sentence
from analysis.texts.attribution.speaker_nouns import can_speak
from analysis.texts.attribution.subjects import subject_after
from analysis.texts.attribution.word_classes import (
    AUXILIARIES,
    PREPOSITIONS,
    cue_subjects,
)
from analysis.texts.segmentation.paragraphs import Span
from analysis.texts.segmentation.word_forms import Word

_ASPECTS = frozenset(  # verbs with "to" that say how far, or how surely, something is said
    "continue continues continued begin begins began start starts started on used appear appears appeared seem seems "
    "seemed".split()
)
_SEEMS = frozenset("appear appears appeared seem seems seemed".split())
_VENUES = frozenset("cinema exhibition gallery museum theatre zoo".split())
_FRONTED = frozenset("although though while when as if after before because since".split())


def passive_with_agent(sentence: Sentence, i: int, n: int, found_cue: Attribution) -> tuple[Attribution, list[Span]]:
    """Return the content of "as reported by X, …" and "…, as reported by X"."""
    agent = subject_after(sentence.text, sentence.words, i + n + 1)
    if agent is None or not i or sentence.words[i - 1].low != "as":
        return found_cue, []
    found_cue = found_cue._replace(speaker=agent)
    if i == 1 or (i == 2 and sentence.words[0].low.isdigit()):
        comma = sentence.text.find(",", agent[1], sentence.end)
        return found_cue, [(comma + 1, sentence.end)] if comma > 0 else []
    return found_cue, [(sentence.start, sentence.edge(i - 1))]


def according_to(sentence: Sentence, i: int, found_cue: Attribution) -> list[Span]:
    """Return the content of "according to X, …", of "…, according to X", and of both sides where it is between."""
    if found_cue.speaker is None:
        return []
    beyond = found_cue.speaker[1]
    if i <= 1:
        comma = re.compile(r"[^,]{0,120},\s*").match(sentence.text, beyond, sentence.end)
        return [(comma.end(), sentence.end)] if comma else []
    front = (sentence.start, sentence.edge(i))
    inserted = sentence.text[beyond : beyond + 1] == ","
    k = sentence.at(beyond)
    if inserted and k < len(sentence.words) and sentence.words[k].low in {"who", "which", "whose", "a", "an"}:
        beyond = sentence.text.find(",", beyond + 1, sentence.end)  # an apposition
        inserted = beyond > 0
    rest = sentence.words[sentence.at(beyond) :]  # an apposition does not go on: "according to Ann Roe, the head"
    phrase = bool(rest) and rest[0].low in PREPOSITIONS
    goes_on = inserted and (phrase or finite_between(sentence, sentence.at(beyond), len(sentence.words)))
    return [front, (beyond + 1, sentence.end)] if goes_on else [front]


def after_cue(
    sentence: Sentence, i: int, n: int, takes: frozenset[str], subject: Callable[[], str | None]
) -> list[Span]:
    """Return the content that follows a cue, where it reports with what follows.

    `subject` gives the speaker as written, and is called where that matters.
    """
    words, last = sentence.words, i + n
    if last >= len(words) or words[last].start >= sentence.end or _belongs_to_quotation(sentence, i, last, takes):
        return []
    stop = sentence.stop_before(last)
    if stop == "," and words[last].low != "that":
        later = next(
            (k for k in range(last, min(len(words), last + 12)) if words[k].low == "that" and "," in words[k].gap), None
        )
        return [(words[later].start, clause_end(sentence, later))] if later else []
    if stop in {";", ".", ")"} or _is_passive(sentence, i, last):
        return []
    first = past_listener(sentence, last) if "person" in takes else last
    first = (
        past_time(sentence, first, "after" in takes)
        if first is not None and "noun" not in takes and words[last - 1].low != "that"
        else first
    )
    if (
        first is None
        or first >= len(words)
        or (first > last and sentence.stop_before(first) == "," and words[first].low != "that")
    ):
        return []
    if words[first].low in {"and", "or"}:
        return []  # "The guards fired back and the raiders ran"
    form = tuple(word.low for word in words[i:last])
    if not _reports(sentence, i, form, first, takes, subject):
        return []
    start = words[first].start
    if sentence.text[start - 1 : start] in {"“", '"', "‘", "'"}:
        start -= 1
    clause = words[first].low in OPENS_CLAUSE or words[first].low == "to" or words[last - 1].low in {"that", "to"}
    end = (
        phrase_end(sentence, first) if "phrase" in takes and not clause else clause_end(sentence, first, clause=clause)
    )
    if i <= 1 and words[i].low.endswith("ed") and (i == 0 or words[0].low in {"when", "once"}):
        end = next((sentence.edge(k) for k in range(first, sentence.at(end)) if "," in words[k].gap), end)
    if words[0].low in _FRONTED and not any("," in word.gap for word in words[1:i]):  # "Although Roe said …, he left"
        rest = range(first + 2, sentence.at(end))
        end = next((sentence.edge(k) for k in rest if "," in words[k].gap and begins_clause(sentence, k)), end)
    if _in_relative(words, i):  # "Roe, who said that he liked it, will have to wait"
        end = next((sentence.edge(k) for k in range(first, sentence.at(end)) if _resumes(sentence, k)), end)
    return [(start, end)]  # "Asked whether it was true, …" and its comma lead to what somebody said


def _reports(
    sentence: Sentence,
    i: int,
    form: tuple[str, ...],
    first: int,
    takes: frozenset[str],
    subject: Callable[[], str | None],
) -> bool:
    if "noun" in takes:
        return form[-1] != "to" or is_infinitive(sentence, first - 1)
    asked = cue_subjects()[form]
    if asked == "source" and not _is_source(sentence, i, subject()):
        return False  # "the smell suggests that": an inference
    if form[-1] == "that" and len(form) > 1:
        return "quoted" not in takes
    complement = "to" if form[-1] == "to" else complement_of(sentence, first, takes)
    if asked == "source" and complement == "object" and _is_venue(subject()):
        return False  # "the gallery shows forty drawings"
    purpose = (
        i > 0 and sentence.words[i - 1].low == "to" and sentence.words[max(0, i - 2)].low not in _ASPECTS
    )  # "tests to confirm the names" tells what for
    if purpose and complement not in CLAUSES:
        return False
    if form[-1] == "to" and len(form) > 1 and "clause" in takes and not is_infinitive(sentence, first - 1):
        return False
    return reports(takes, complement, subject, asked)


def _is_venue(subject: str | None) -> bool:
    return subject is not None and not _VENUES.isdisjoint(subject.lower().split())


def _is_source(sentence: Sentence, i: int, subject: str | None) -> bool:
    """Tell whether the subject of a verb like "suggest" can speak; what only seems to suggest is the writer's."""
    words = sentence.words
    if subject is None:
        return not words[i].low.endswith("ing")
    if subject.lower() in {"it", "this"}:
        return words[max(0, i - 2)].low not in _SEEMS
    noun = takewhile(lambda word: word.lower() not in PREPOSITIONS and not word.endswith("ed"), subject.split())
    head = " ".join(noun)
    several = subject.split(" of the ")[-1] if head == "One" else subject  # "One of the first clues"
    return can_speak(several if head in {"", "One"} else head)


def _in_relative(words: list[Word], i: int) -> bool:
    k = i - 1
    while k > 0 and (words[k].low in AUXILIARIES or words[k].low.endswith("ly")):
        k -= 1
    return k >= 0 and words[k].low in {"who", "which"}


def _resumes(sentence: Sentence, k: int) -> bool:
    return "," in sentence.words[k].gap and sentence.words[k].low in FINITE


def _belongs_to_quotation(sentence: Sentence, i: int, last: int, takes: frozenset[str]) -> bool:
    """Tell whether a cue only attributes the quotation before it: “…,” said X; “…,” X said."""
    if "noun" in takes or sentence.words[last].low == "that":
        return False
    if i and sentence.quoted[i - 1]:
        return True
    lead = lead_of(sentence, i) if takes & {"after", "quoted"} else None
    return lead is not None and sentence.quoted[lead - 1]


def _is_passive(sentence: Sentence, i: int, last: int) -> bool:
    ended = sentence.words[i].low.endswith("ed")
    return (
        ended
        and is_passive(sentence.words, i)
        and sentence.words[last].low not in {"that", "to", "as", "how", "whether"}
    )
