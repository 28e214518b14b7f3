"""Verbs: which word of a phrase is a finite verb, so that the noun phrase before it ends there."""

from __future__ import annotations

from functools import lru_cache

from analysis.texts.attribution.speaker_nouns import can_speak, names_speaker
from analysis.texts.attribution.word_classes import (
    ADVERBIAL_OPENERS,
    ADVERBS,
    AUXILIARIES,
    BREAKS,
    DETERMINERS,
    NOT_ADVERBS,
    NOT_PAST,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    cue_takes,
    verb_forms,
)
from analysis.texts.segmentation.word_forms import Word

# The classes that are asked about together: to join them for each word would take longer than all the rest.
_BEFORE_PARTICIPLES = DETERMINERS | QUANTIFIERS | PREPOSITIONS
_BEFORE_NOUNS = DETERMINERS - {"that", "this"}
_NO_NOUNS = PRONOUNS | BREAKS
_FOLLOWS_VERB = PREPOSITIONS | DETERMINERS | PRONOUNS | ADVERBIAL_OPENERS
_ENDS_HEAD = PREPOSITIONS | BREAKS
_PLURALS = frozenset("police people men women children".split())
_KNOWN = 20_000  # words that are kept with what was found of them: most come again


@lru_cache(_KNOWN)
def _verbal(low: str) -> str:
    """Return what form of a verb a word may be, whatever its neighbours: a past in "-ed", another form, or none."""
    if low.endswith("ed") and len(low) > 4 and low not in NOT_PAST:
        return "past"
    return "form" if low in verb_forms() else ""


def is_verb(phrase: list[Word], i: int) -> bool:
    """Tell whether word `i` has the form of a verb that ends a noun phrase: a guess from its ending and neighbour."""
    word = phrase[i]
    form = _verbal(word.low)
    if not form:
        return False  # most words
    if word.capital and (i or (phrase[1:] and phrase[1].capital and not word.low.endswith("ed"))):
        return False  # "Rose Lane", "Will Young"
    before = phrase[i - 1].low if i else ""
    if form == "past":
        if i > 1 and before.endswith("ly") and before not in NOT_ADVERBS and phrase[i - 2].low in DETERMINERS:
            return False  # "a deeply divided party"
        return before not in _BEFORE_PARTICIPLES and not before.isdigit()
    return before not in _BEFORE_NOUNS


def is_reduced(phrase: list[Word], i: int) -> bool:
    """Tell whether the verb at `i` only describes the noun before it: "soldiers stationed at the base"."""
    if not 0 < i < len(phrase) - 1 or phrase[i].low in AUXILIARIES or phrase[i - 1].low in _NO_NOUNS:
        return False
    if (phrase[i].low,) in cue_takes() and phrase[i + 1].low not in {"by", "upon"}:
        return False  # "asked for answers" has a subject of its own
    return phrase[i].low.endswith(("ed", "wn", "en", "held", "led", "born")) and phrase[i + 1].low in PREPOSITIONS


def _is_present(phrase: list[Word], k: int) -> bool:
    """Tell whether word `k` is the verb of a name: "Ann Lee lives below the dam", but "Norsk Oil workers in Leeds"."""
    low = phrase[k].low
    if not low.endswith("s") or low.endswith("ss") or phrase[k].capital or not phrase[k - 1].capital:
        return False
    if k + 1 == len(phrase) or phrase[k].gap.startswith(("’", "'")) or can_speak(low):
        return False
    return phrase[k + 1].low in _FOLLOWS_VERB


def own_verb(phrase: list[Word], k: int) -> bool:
    """Tell whether word `k` is, or leads to, the verb of which the words before it are the subject.

    A noun of people or a name before it tells a verb from a noun: "Both candidates face questions", "The ad uses old
    film", but "the candidates' aides" and "the council sales figures", whose head can speak itself. Misleads where
    a noun that cannot speak ends a compound ("the workers canteen").
    """
    word, before = phrase[k], phrase[k - 1]
    low, named = word.low, before.capital
    if is_verb(phrase, k):
        some = named and (k > 1 or not (before.low.endswith("s") or names_speaker(before.low)))
        return some or not is_reduced(phrase, k)  # "Ann Roe moved to", "Tension rose in"
    if word.capital or word.gap.startswith(("’", "'")):
        return False
    in_s = low[-1] == "s"
    if not (in_s or named or names_speaker(before.low)):
        return False  # most words
    if in_s and _is_present(phrase, k):
        return True
    following = phrase[k + 1].low if k + 1 < len(phrase) else ""
    third = in_s and not low.endswith(("ss", "us")) and not names_speaker(low)
    if third and following in DETERMINERS and before.low not in _BEFORE_PARTICIPLES:
        return True
    if before.low in DETERMINERS or not (named or names_speaker(before.low)):
        return False
    if low in ADVERBS or (low.endswith("ly") and low not in NOT_ADVERBS):
        return True
    several = not named and (before.low.endswith("s") or before.low in _PLURALS)
    if following in _ENDS_HEAD or names_speaker(low) or low in _ENDS_HEAD or not (third or several):
        return False
    if third:
        return bool(following) and not several and not _head_speaks(phrase, k)
    return not low.endswith(("ing", "ed", "s")) and not _head_speaks(phrase, k)


def _head_speaks(phrase: list[Word], k: int) -> bool:
    """Tell whether the last noun before a preposition can speak: the head of a phrase that goes on with word `k`."""
    last = next((j for j in range(k + 1, len(phrase)) if phrase[j].low in _ENDS_HEAD), len(phrase)) - 1
    return phrase[last].capital or names_speaker(phrase[last].low)
