"""Where the content of a cue begins: behind who is told, and behind when, where or how it was said."""

from __future__ import annotations

from analysis.texts.attribution.complements import begins_clause, finite_between
from analysis.texts.attribution.content_ends import OPENS_CLAUSE
from analysis.texts.attribution.sentence import Sentence
from analysis.texts.attribution.subjects import subject_after
from analysis.texts.attribution.word_classes import DETERMINERS, PREPOSITIONS, PRONOUNS, TIME

_GOVERNS = PREPOSITIONS | {"and", "or"}
_BEFORE_NOUNS = _GOVERNS | DETERMINERS
_SUBJECTS = PRONOUNS - {"who", "you"}
_ASKS = frozenset({"how", "why", "whether"})
_OBJECTS = frozenset("to of about for against as".split())  # lead what is said, not when or where
_TELL = frozenset("tell tells told telling inform informs informed informing remind reminds reminded".split())


def past_listener(sentence: Sentence, first: int) -> int | None:
    """Step over who is told: "told reporters on Monday that …"; nobody is in "warned the deal would fail"."""
    words = sentence.words
    told = words[first - 1].low in _TELL
    for k in range(first, min(len(words), first + 10)):
        opens = words[k].low in OPENS_CLAUSE or words[k].low in {"to", "about", "not"}
        if k > first and (
            words[k].low in PRONOUNS or (words[k].low in DETERMINERS and words[k - 1].low not in _GOVERNS)
        ):
            opens = True
        if opens:
            return first if not told and finite_between(sentence, first, k) else k
        if words[k].low == "of" or (k > first and "," in words[k].gap):
            break
    if begins_clause(sentence, first):
        return _past_bare_listener(sentence, first) if told else first
    listener = subject_after(sentence.text, words, first)
    beyond = sentence.at(listener[1]) if listener else first
    if beyond >= len(words) or words[beyond].low in PREPOSITIONS or "," in words[beyond].gap:
        return first if not told else None
    return beyond


def _past_bare_listener(sentence: Sentence, first: int) -> int:
    """Step over the listener of "told voters taxes would rise" and "told Ann Roe taxes would rise"."""
    words, k = sentence.words, first
    if words[k].low in DETERMINERS:
        return k + 2
    while k + 1 < len(words) and words[k].capital and words[k + 1].capital:
        k += 1
    return k + 1


def past_time(sentence: Sentence, first: int, needs_clause: bool) -> int | None:
    """Step over when and where something was said: "said in Leeds on Monday that …"."""
    words = sentence.words
    if first >= len(words):
        return None
    while words[first].low.endswith("ly") and first + 1 < len(words) and words[first + 1].start < sentence.end:
        first += 1
    timed = TIME.match(sentence.text, words[first].start, sentence.end)
    if (
        not timed
        and words[first].low not in PREPOSITIONS
        and words[first].low not in {"reporters", "again", "recently"}
    ):
        return first
    for k in range(first, min(len(words), first + 14)):
        if words[k].low == "that":
            return k
    if timed:
        beyond = sentence.at(timed.end())
        return beyond if beyond < len(words) else None
    behind = _clause_behind(sentence, first) if words[first].low not in _OBJECTS else None
    if behind is None and needs_clause and words[first].low in {"in", "on", "at", "during"}:
        return None
    return behind or first


def _clause_behind(sentence: Sentence, first: int) -> int | None:
    """Return where a clause begins behind a phrase: "in a statement *it* would", "in detail *how* it works"."""
    words = sentence.words
    for k in range(first + 2, min(len(words), first + 9)):
        word, before = words[k], words[k - 1].low
        if word.start >= sentence.end or sentence.stop_before(k):
            return None
        if before in _BEFORE_NOUNS:
            continue
        if word.low in _ASKS or word.low in _SUBJECTS:
            return k
        if word.low in DETERMINERS and begins_clause(sentence, k):
            return k
    return None
