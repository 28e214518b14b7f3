"""Extents of indirect speech: where the content of a cue begins and ends in its sentence.

A sentence as the rules of indirect speech read it, and where a clause or a noun phrase in it ends.
"""

from __future__ import annotations

import re
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
from analysis.texts.attribution.content_ends import ENDS_TAIL, OPENS_CLAUSE, STOPS, clause_end, phrase_end
from analysis.texts.attribution.content_starts import past_listener, past_time
from analysis.texts.attribution.cue_speaker import Attribution, is_passive
from analysis.texts.attribution.finite_verbs import capital, is_verb
from analysis.texts.attribution.sentence import Sentence
from analysis.texts.attribution.speaker_nouns import can_speak
from analysis.texts.attribution.subjects import subject_after, subject_before
from analysis.texts.attribution.word_classes import (
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    TIME,
    cue_subjects,
)
from analysis.texts.segmentation.document import Word
from analysis.texts.segmentation.paragraphs import Span

_LONGEST_SUBJECT = 14  # words between the content and its cue
_LONGEST_ADVERBIAL = 12  # words in front of a subject that may be an adverbial
_ASPECTS = frozenset(  # verbs with "to" that say how far, or how surely, something is said
    "continue continues continued begin begins began start starts started on used appear appears appeared seem seems "
    "seemed".split()
)
_SEEMS = frozenset("appear appears appeared seem seems seemed".split())
_FRONTED = frozenset("although though while when as if after before because since".split())
_RELATIVES = frozenset("which who whom because if but while although though".split())
_ARTICLED = DETERMINERS - {"that"}
_OPENS_TAIL = PREPOSITIONS | ENDS_TAIL
_SUBORDINATES = frozenset("that which because if while but when whether as".split())
_LEADS_CLAUSE = _SUBORDINATES | _RELATIVES


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


def before_cue(sentence: Sentence, i: int, n: int, takes: frozenset[str]) -> tuple[list[Span], Span | None]:
    """Return the content in front of a cue or around it, and its speaker.

    "…, X said" and "…, said X" are behind their content, "The plan, X said, is …" inside it.
    """
    words, last = sentence.words, i + n
    if last < len(words) and re.search(r"[:“\"‘]", words[last].gap):
        return [], None  # what was said follows
    inverted = _inverted(sentence, i, last) if "person" not in takes else []
    if inverted:
        return inverted, subject_after(sentence.text, words, i + n)
    lead = _lead(sentence, i)
    if lead is None or (sentence.quoted[lead - 1] and (sentence.quoted[0] or sentence.quoted.count(True) == lead)):
        return [], None
    adverbial = (
        lead <= _LONGEST_ADVERBIAL and words[0].low in PREPOSITIONS and not _has_a_verb(sentence, lead)
    )  # "After the flood, Ms. Lee asked for"
    if "person" in takes and last < len(words):
        listener = subject_after(sentence.text, words, last)
        last = sentence.at(listener[1]) if listener else last
    told, last = last, _past_occasion(sentence, last)
    if last > told and not finite_between(sentence, last, len(words)):
        last = told  # "…, he said in Paris, France"
    whole = subject_before(sentence.text, words, i) if words[lead].low in {"a", "an"} else None
    apart = whole is not None and whole[0] < words[lead].start and sentence.text[whole[0]].isupper()
    if whole and apart and not finite_between(sentence, sentence.at(whole[0]), lead):
        lead = sentence.at(whole[0])
    if not lead:
        return [], None
    front = (sentence.start, sentence.edge(lead))
    speaker = subject_before(sentence.text, words[lead:], i - lead)
    if speaker is None or _leads_to_quotation(sentence, lead):
        return [], None
    goes_on = last < len(words) and sentence.stop_before(last) == "," and words[last].start < sentence.end
    if goes_on and not (words[last].low.endswith("ing") and not finite_between(sentence, last + 1, last + 5)):
        rest = (sentence.edge(last) + 1, sentence.end)
        return [rest] if adverbial else [front, rest], speaker
    return ([front], speaker) if lead > 2 and not adverbial and _is_tail(sentence, last) else ([], None)


def _leads_to_quotation(sentence: Sentence, lead: int) -> bool:
    """Tell whether the words in front lead to a quotation behind a dash: "He had one word – “nonsense”, he said"."""
    if not sentence.quoted[lead - 1]:
        return False
    return re.search("[-–—:.!?]", sentence.words[sentence.quoted.index(True)].gap) is not None


def as_clause(sentence: Sentence, i: int, n: int) -> tuple[list[Span], Span | None]:
    """Return the content around a clause with "as" and a cue, and its speaker: "As Roe said, the farm is sold"."""
    opened = _opened_by_as(sentence, i, i + n)
    if opened is None:
        return [], None
    front = [(sentence.start, sentence.edge(opened))] if opened > 1 else []
    speaker = subject_before(sentence.text, sentence.words[opened + 1 :], i - opened - 1)
    return [*front, (sentence.edge(i + n) + 1, sentence.end)], speaker


def _opened_by_as(sentence: Sentence, i: int, last: int) -> int | None:
    """Return the position of the "as" that opens the clause of a cue with a comma behind it."""
    words = sentence.words
    if last >= len(words) or sentence.stop_before(last) != "," or words[last].start >= sentence.end:
        return None
    for k in range(i - 2, max(-1, i - _LONGEST_SUBJECT), -1):
        if words[k].low == "as":
            opens = k == 0 or "," in words[k].gap or (k == 1 and words[0].low in {"and", "but", "yet"})
            return k if opens else None
        if words[k].low in _LEADS_CLAUSE:
            return None
    return None


def _past_occasion(sentence: Sentence, last: int) -> int:
    """Step over when or where something was said, up to a comma: "The plan, he said on Monday, is …"."""
    words = sentence.words
    if last >= len(words) or not (
        words[last].low in PREPOSITIONS or TIME.match(sentence.text, words[last].start, sentence.end)
    ):
        return last
    for k in range(last + 1, min(len(words), last + 7)):
        if words[k].start >= sentence.end or words[k].low in OPENS_CLAUSE or sentence.quoted[k]:
            break
        if "," in words[k].gap:
            return k
    return last


def _inverted(sentence: Sentence, i: int, last: int) -> list[Span]:
    """Return the content of "…, said X" and of "The plan, said X, a farmer, is …"."""
    words = sentence.words
    if "," not in words[i].gap or last >= len(words) or words[i].low.endswith("ing") or words[last].gap != " ":
        return []
    speaker = subject_after(sentence.text, words, last)
    if speaker is None or not _has_a_verb(sentence, i):
        return []  # "her uncle, Jan Vos, confirmed the arrest"
    if not (words[last].low in _ARTICLED or capital(sentence.text, words[last])):
        return []
    beyond = sentence.at(speaker[1])
    if any(is_verb(sentence.text, words[last:beyond], k) for k in range(1, beyond - last)):
        return []
    ends = beyond >= len(words) or words[beyond].start >= sentence.end
    stop = "" if ends else sentence.stop_before(beyond)
    timed = not ends and TIME.match(sentence.text, words[beyond].start, sentence.end)
    if not (ends or stop in STOPS or timed or words[beyond].low in _OPENS_TAIL) or _has_verb(sentence, beyond):
        return []
    front = (sentence.start, sentence.edge(i))
    commas = [k for k in range(beyond, len(words)) if "," in words[k].gap and words[k].start < sentence.end]
    if len(commas) > 1 and words[commas[1]].low not in {"who", "which", "and", "a", "an", "the"}:
        return [front, (sentence.edge(commas[1]) + 1, sentence.end)]
    return [front] if i > 2 else []


def _has_a_verb(sentence: Sentence, end: int) -> bool:
    return any(is_verb(sentence.text, sentence.words, k) for k in range(1, end))


def _has_verb(sentence: Sentence, first: int) -> bool:
    """Tell whether a finite verb follows before the next mark: "…, said the farm in Leeds was sold" has its own."""
    for k in range(first, min(len(sentence.words), first + 12)):
        word = sentence.words[k]
        if sentence.stop_before(k) or word.low in OPENS_CLAUSE or word.low in ENDS_TAIL or word.low == "as":
            return False
        if word.low in AUXILIARIES:
            return True
    return False


def _lead(sentence: Sentence, i: int) -> int | None:
    """Return the position of the first word after the comma that separates content in front from subject and cue."""
    words = sentence.words
    first = i
    if "," in words[i].gap:  # an apposition comes before the cue: "…, X, a farmer, said"
        first -= 1
        while first > 0 and "," not in words[first].gap:
            first -= 1
        if first <= 0 or i - first > _LONGEST_SUBJECT:
            return None
    for k in range(first - 1, max(0, first - _LONGEST_SUBJECT), -1):
        gap = words[k].gap
        if words[k].low in _RELATIVES and (words[k].low != "who" or "," in gap):
            return None  # but "…, clerks who had seen it said"
        if "," in gap or "—" in gap or "–" in gap or gap.strip() in {"-", "--", "”", '"'}:
            return k
        if words[k].low in _SUBORDINATES:
            return None
    return None


def _is_tail(sentence: Sentence, last: int) -> bool:
    """Tell whether nothing but a time, a place or a listener follows a cue."""
    rest = [word for word in sentence.words[last:] if word.start < sentence.end]
    if not rest or sentence.stop_before(last) in {",", ";", "—", "–"}:
        return True
    low = [word.low for word in rest]
    if low[0] == "to" or begins_clause(sentence, last) or any(word in OPENS_CLAUSE for word in low[:5]):
        return False
    timed = TIME.match(sentence.text, rest[0].start, sentence.end)
    return low[0] in _OPENS_TAIL or timed is not None or low[0] in {"as", "citing"} or len(low) <= 2


def after_cue(sentence: Sentence, i: int, n: int, takes: frozenset[str], found_cue: Attribution) -> list[Span]:
    """Return the content that follows a cue, where it reports with what follows."""
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
    form = tuple(word.low for word in words[i:last])
    if not _reports(sentence, i, form, first, takes, found_cue):
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
    sentence: Sentence, i: int, form: tuple[str, ...], first: int, takes: frozenset[str], found_cue: Attribution
) -> bool:
    if "noun" in takes:
        return form[-1] != "to" or is_infinitive(sentence, first - 1)
    subject = sentence.text[slice(*found_cue.speaker)] if found_cue.speaker else None
    if cue_subjects()[form] == "source" and not _is_source(sentence, i, subject):
        return False  # "the smell suggests that": an inference
    if form[-1] == "that" and len(form) > 1:
        return "quoted" not in takes
    complement = "to" if form[-1] == "to" else complement_of(sentence, first, takes)
    purpose = (
        i > 0 and sentence.words[i - 1].low == "to" and sentence.words[max(0, i - 2)].low not in _ASPECTS
    )  # "tests to confirm the names" tells what for
    if purpose and complement not in CLAUSES:
        return False
    if form[-1] == "to" and len(form) > 1 and "clause" in takes and not is_infinitive(sentence, first - 1):
        return False
    return reports(takes, complement, subject, cue_subjects()[form])


def _is_source(sentence: Sentence, i: int, subject: str | None) -> bool:
    """Tell whether the subject of a verb like "suggest" can speak; what only seems to suggest is the writer's."""
    words = sentence.words
    if subject is None:
        return not words[i].low.endswith("ing")
    if subject.lower() in {"it", "this"}:
        return words[max(0, i - 2)].low not in _SEEMS
    noun = takewhile(lambda word: word.lower() not in PREPOSITIONS and not word.endswith("ed"), subject.split())
    return can_speak(" ".join(noun) or subject)


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
    lead = _lead(sentence, i) if takes & {"after", "quoted"} else None
    return lead is not None and sentence.quoted[lead - 1]


def _is_passive(sentence: Sentence, i: int, last: int) -> bool:
    ended = sentence.words[i].low.endswith("ed")
    return (
        ended
        and is_passive(sentence.words, i)
        and sentence.words[last].low not in {"that", "to", "as", "how", "whether"}
    )
