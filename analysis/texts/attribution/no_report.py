"""Cues that report nothing where they stand: nouns, labels, titles of works, what was not said."""

from __future__ import annotations

import re
from itertools import pairwise

from analysis.texts.attribution.complements import QUESTIONS
from analysis.texts.attribution.cue_speaker import is_noun, made_by
from analysis.texts.attribution.sentence import Sentence
from analysis.texts.attribution.speaker_nouns import DOCUMENTS, names_speaker, singular
from analysis.texts.attribution.subjects import subject_after
from analysis.texts.attribution.transcripts import is_label
from analysis.texts.attribution.word_classes import (
    ARTICLES,
    AUXILIARIES,
    POSSESSIVES,
    PREPOSITIONS,
    cue_at,
    cue_kinds,
    cue_subjects,
    cue_takes,
)
from analysis.texts.segmentation.word_forms import Word

_UNNAMED = (["not", "to", "be"], ["to", "remain", "anonymous"], ["on", "condition", "of"])
_NOUN_FOLLOWS = ARTICLES | POSSESSIVES
_SAYS_OF_IT = AUXILIARIES | {"as"}
_ASKED = frozenset({"asked", "told"})
_LEADS_ANSWER = frozenset("when and but later again also then repeatedly".split())
_NEGATIONS = frozenset("not never nor neither cannot".split())
_REFUSALS = [[word] for word in "declined declines declining refused refuses refusing".split()]
_GOVERNS_ACTIVITY = frozenset("about against from into of on to upon with".split())
_MODALS = frozenset("will would may might could should".split())
SAYINGS = frozenset("accusations allegations comments reports statements".split())  # say something, whoever's they are
_FACTUAL = frozenset({"neutral", "endorsing"})


def is_no_report(sentence: Sentence, i: int, n: int) -> bool:
    """Tell from its neighbours that the cue of `n` words at word `i` is no report, whoever its subject is."""
    words = sentence.words
    form = tuple(word.low for word in words[i : i + n])
    takes = cue_takes()[form]
    if {"noun", "phrase"} <= takes and form[0] not in SAYINGS and not (_is_owned(words, i) or made_by(words, i)):
        return True  # "dodged questions about", "a crackdown on criticism of"
    if form[0] in {"questioned", "questioning"} and _is_interview(sentence, i + n):
        return True  # "questioned Ann Roe about", "After questioning the boy"
    if form == ("see",) and i and words[i - 1].low in _MODALS:
        return True  # "workers will see cuts": they undergo them
    if i > 1 and words[i - 2].low == "whose" and cue_subjects()[form] and not names_speaker(words[i - 1].low):
        return True  # "two men whose feud threatened to split the party"
    if _is_gerund_of_attitude(words, i, form):
        return True  # "the cost of defending the coast"
    if n == 1 and "noun" not in takes and is_noun(words, i):
        return True
    if n > 1 and "noun" not in takes and i and words[i - 1].low in _NOUN_FOLLOWS:
        return True  # "the point to", "in the states that matter"
    if (
        n == 1
        and form[0].endswith("ed")
        and i
        and ((words[i - 1].low in PREPOSITIONS and words[i - 1].low != "as") or words[i - 1].low[-1].isdigit())
    ):
        return True  # "of reported losses"
    before, following = words[i - 1].low if i else "", words[i + n].low if i + n < len(words) else ""
    if before == "as" and following != "by" and form != ("according", "to"):
        return True  # "as mentioned above"
    if i == 0 and is_label(words[0].low) and i + n < len(words) and words[i + n].gap.startswith(":"):
        return True  # "Warning: wet floor"
    if before == "to" and any(
        word.low.startswith(("it's", "it’s")) or word.low == "it" for word in words[max(0, i - 4) : i]
    ):
        return True  # "it is important to note that"
    if i == 0 and n == 1 and form[0].endswith("s") and cue_at(words, 1):
        return True  # "Reports say", "Claims made"
    if (i == 0 and _in_capitals(sentence.text, words[0])) or _is_scare_quoted(sentence, i, n):
        return True  # "WARNING Graphic images", "Roe ‘congratulates’ rivals"
    if _leads_to_answer(words, i, form) or (following in QUESTIONS and _is_denied(words, i, form)):
        return True  # "Asked whether it was true, …": the writer's; "has not said whether": nothing was said
    if _names_title(sentence, i + n):
        return True  # "wrote “The Mill” in May": what was written, not what it says
    if [word.low for word in words[i + n : i + n + 3]] in _UNNAMED:
        return True  # "who asked not to be named" says why there is no name
    # "quoted X as saying": the second cue has the content
    return form[-1] in {"quoted", "quotes", "quoting", "cited", "citing"} and _says_as(words, i + n)


def _is_owned(words: list[Word], i: int) -> bool:
    """Tell whether a noun has an owner before it: "his strong support for", "the mayor's criticism of"."""
    return any(
        words[k].low in POSSESSIVES or words[k].gap.startswith(("'s ", "’s ", "' ", "’ "))
        for k in range(max(0, i - 2), i + 1)
    )


def _is_interview(sentence: Sentence, first: int) -> bool:
    """Tell whether people, not claims, are questioned, or "questioning" is a noun: "ducked questioning since"."""
    words = sentence.words
    if first >= len(words) or words[first].low in PREPOSITIONS:
        return not any(word.low == "whether" for word in words[first : first + 6])
    listener = subject_after(sentence.text, words, first)
    if listener is None or re.match("['’]", sentence.text[listener[1] : listener[1] + 1]):
        return False
    subject = sentence.text[slice(*listener)].split()
    if (
        words[first].low in QUESTIONS
        or not PREPOSITIONS.isdisjoint(subject)
        or singular(subject[-1].lower()) in DOCUMENTS
    ):
        return False
    named = all(part[0].isupper() for part in subject)
    return named or names_speaker(subject[-1].lower())


def _is_gerund_of_attitude(words: list[Word], i: int, form: tuple[str, ...]) -> bool:
    """Tell whether a preposition governs what somebody thinks or wants: an activity like others, not an utterance."""
    return (
        i > 0
        and form[0].endswith("ing")
        and cue_kinds()[form] in {"thinking", "judging"}
        and words[i - 1].low in _GOVERNS_ACTIVITY
    )


def _in_capitals(text: str, word: Word) -> bool:
    return text[word.start : word.end].isupper() and len(word.low) > 1


def _is_scare_quoted(sentence: Sentence, i: int, n: int) -> bool:
    """Tell whether the cue alone is in quotation marks: then it is what somebody calls an act, or a joke."""
    words = sentence.words
    opened = words[i].gap[-1:] in set("“\"‘'«„") and words[i].gap != ""
    return opened and i + n < len(words) and words[i + n].gap[:1] in set("”\"’'»“")


def _leads_to_answer(words: list[Word], i: int, form: tuple[str, ...]) -> bool:
    """Tell whether a participle opens the sentence and leads to what somebody answers: "When asked if …, Roe said"."""
    lead = {word.low for word in words[:i]}
    return form[-1] in _ASKED and lead <= _LEADS_ANSWER and any("," in word.gap for word in words[i + 1 :])


def _is_denied(words: list[Word], i: int, form: tuple[str, ...]) -> bool:
    """Tell whether nothing was said: "has not yet said", "declined to say"."""
    before = [word.low for word in words[max(0, i - 3) : i]]
    negated = any(low in _NEGATIONS or low.endswith(("n't", "n’t")) for low in before)
    refused = before[-1:] == ["to"] and before[-2:-1] in _REFUSALS
    return cue_kinds()[form] in _FACTUAL and (negated or refused)


def _names_title(sentence: Sentence, first: int) -> bool:
    """Tell whether a quotation that is no speech follows, and nothing is said of it ("“The Mill” is old", "as old")."""
    words = sentence.words
    if first >= len(words) or sentence.quoted[first] or words[first].gap.strip() not in set("“\"‘'«„"):
        return False
    k = next((k for k in range(first + 1, len(words)) if re.search(r"[”\"’'»“]", words[k].gap)), len(words))
    return k == len(words) or "," in words[k].gap or words[k].low not in _SAYS_OF_IT


def _says_as(words: list[Word], first: int) -> bool:
    return any(a.low == "as" and b.low == "saying" for a, b in pairwise(words[first : first + 20]))
