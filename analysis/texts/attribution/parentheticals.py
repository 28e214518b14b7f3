"""Parentheticals: reporting clauses behind or inside what they report: "…, X said", "…, said X", "As X said, …"."""

from __future__ import annotations

import re

from analysis.texts.attribution.complements import begins_clause, finite_between
from analysis.texts.attribution.content_ends import ENDS_TAIL, OPENS_CLAUSE, STOPS
from analysis.texts.attribution.finite_verbs import is_verb
from analysis.texts.attribution.sentence import Sentence
from analysis.texts.attribution.speaker_nouns import can_speak, names_speaker
from analysis.texts.attribution.subjects import subject_after, subject_before
from analysis.texts.attribution.word_classes import AUXILIARIES, DETERMINERS, PREPOSITIONS, TIME
from analysis.texts.segmentation.paragraphs import Span

_LONGEST_SUBJECT = 14  # words between the content and its cue
_LONGEST_ADVERBIAL = 12  # words in front of a subject that may be an adverbial
_RELATIVES = frozenset("which who whom because if but while although though".split())
_SHORT = 4  # words of a subject that ends its sentence
_ARTICLED = DETERMINERS - {"that"}
_OPENS_TAIL = PREPOSITIONS | ENDS_TAIL
_SUBORDINATES = frozenset("that which because if while but when whether as".split())
_LEADS_CLAUSE = _SUBORDINATES | _RELATIVES


def before_cue(sentence: Sentence, i: int, n: int, takes: frozenset[str]) -> tuple[list[Span], Span | None]:
    """Return the content in front of a cue or around it, and its speaker.

    "…, X said" and "…, said X" are behind their content, "The plan, X said, is …" inside it.
    """
    words, last = sentence.words, i + n
    if last < len(words) and re.search(r"[:“\"‘]", words[last].gap):
        return [], None  # what was said follows
    inverted = _inverted(sentence, i, last) if "person" not in takes else []
    if inverted:
        return inverted, _inverted_subject(sentence, last)
    lead = lead_of(sentence, i)
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
    speaker = _inverted_subject(sentence, last)
    if speaker is None or not _has_a_verb(sentence, i):
        return []  # "her uncle, Jan Vos, confirmed the arrest"
    named = words[last].low in _ARTICLED or words[last].capital
    if not (named or can_speak(sentence.text[slice(*speaker)])):
        return []
    beyond = sentence.at(speaker[1])
    ends = beyond >= len(words) or words[beyond].start >= sentence.end
    if any(is_verb(words[last:beyond], k) for k in range(1, beyond - last - ends)):
        return []
    stop = "" if ends else sentence.stop_before(beyond)
    timed = not ends and TIME.match(sentence.text, words[beyond].start, sentence.end)
    relative = (
        not ends
        and i > _SHORT
        and words[last].low in {"a", "an"}
        and (words[beyond].low in {"that", "which"} or words[beyond].low.endswith("ing"))
    )
    if not (ends or stop in STOPS or timed or relative or words[beyond].low in _OPENS_TAIL) or _has_verb(
        sentence, beyond
    ):
        return []
    front = (sentence.start, sentence.edge(i))
    commas = [k for k in range(beyond, len(words)) if "," in words[k].gap and words[k].start < sentence.end]
    goes_on = len(commas) > 1 and words[commas[1]].low not in {"who", "which", "and", "a", "an", "the"}
    if goes_on and (finite_between(sentence, commas[1], len(words)) or not finite_between(sentence, 0, i)):
        return [front, (sentence.edge(commas[1]) + 1, sentence.end)]
    return [front] if i > 2 else []


def _inverted_subject(sentence: Sentence, first: int) -> Span | None:
    """Return the subject behind a cue; a short one that ends the sentence is whole: "…, say two reports"."""
    rest = [word for word in sentence.words[first:] if word.start < sentence.end]
    apart = any(sentence.stop_before(first + k) for k in range(1, len(rest)))
    if 0 < len(rest) <= _SHORT and not apart and rest[0].low not in PREPOSITIONS and names_speaker(rest[-1].low):
        return rest[0].start, rest[-1].end
    return subject_after(sentence.text, sentence.words, first)


def _has_a_verb(sentence: Sentence, end: int) -> bool:
    return any(is_verb(sentence.words, k) for k in range(1, end))


def _has_verb(sentence: Sentence, first: int) -> bool:
    """Tell whether a finite verb follows before the next mark: "…, said the farm in Leeds was sold" has its own."""
    for k in range(first, min(len(sentence.words), first + 12)):
        word = sentence.words[k]
        if sentence.stop_before(k) or word.low in OPENS_CLAUSE or word.low in ENDS_TAIL or word.low == "as":
            return False
        if word.low in AUXILIARIES:
            return True
    return False


def lead_of(sentence: Sentence, i: int) -> int | None:
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
