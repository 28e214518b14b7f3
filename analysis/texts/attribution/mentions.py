"""Mentions: the people, bodies and documents that a sentence names, and which of them are subjects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from analysis.texts.attribution.noun_phrases import is_adverb, is_time, is_verb, stops
from analysis.texts.attribution.speaker_nouns import DOCUMENTS, ORGANISATIONS, can_speak, singular
from analysis.texts.attribution.word_classes import (
    ADVERBIAL_OPENERS,
    ADVERBS,
    AUXILIARIES,
    BREAKS,
    DETERMINERS,
    MONTHS,
    NAME_PARTICLES,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
)
from analysis.texts.segmentation.word_forms import Word

_SUBORDINATES = frozenset("as after before since until".split())
_PLACE = frozenset("in at near across outside inside throughout into around".split())
_GOVERNS = PREPOSITIONS - _SUBORDINATES
_FOLLOWS_VERB = DETERMINERS | frozenset("to why whether how what if".split())
_LONGEST = 7  # words
_BEGINS_NO_NAME = PREPOSITIONS | BREAKS | PRONOUNS | AUXILIARIES | DETERMINERS | ADVERBIAL_OPENERS | ADVERBS
_ENDS_PHRASE = PREPOSITIONS | BREAKS | PRONOUNS | AUXILIARIES | ADVERBS
_NO_NOUNS = _ENDS_PHRASE | DETERMINERS | QUANTIFIERS
_OPENS_PHRASE = (DETERMINERS | QUANTIFIERS) - {"that"}
_NO_PEOPLE = ORGANISATIONS | DOCUMENTS


class Mention(NamedTuple):
    """A mention of somebody or something: its extent, and whether it is a ``subject``, ``object`` or ``owner``."""

    start: int
    end: int
    role: str


def mentions(text: str, sentence: list[Word]) -> list[Mention]:
    """Return the names, and the noun phrases for people and bodies, in the words of a sentence, in order.

    What explains a mention in commas ("Ann Roe, a nurse", "its head, Ann Roe") is no other one: the name stays.
    """
    found: list[Mention] = []
    named = False
    for first, end in _phrases(text, sentence):
        name = sentence[first].capital and sentence[end - 1].capital and sentence[first].low != "the"
        explains = bool(found) and found[-1].end == sentence[first].start - len(sentence[first].gap)
        if explains and sentence[first].gap.strip() == "," and named != name:
            if name:
                found[-1] = found[-1]._replace(start=sentence[first].start, end=sentence[end - 1].end)
            named = True
            continue
        found.append(Mention(sentence[first].start, sentence[end - 1].end, _role(sentence, first, end)))
        named = name
    return found


def own_verb(sentence: list[Word], k: int) -> bool:
    """Tell whether word `k` ends a noun phrase as its verb: "praised", "is", and "includes" before "a map"."""
    if is_verb(sentence, k):
        return True
    low = sentence[k].low
    if sentence[k].capital or not low.endswith("s") or low.endswith("ss") or k + 1 >= len(sentence):
        return False
    return sentence[k + 1].low in _FOLLOWS_VERB and not stops(sentence, k + 1) and not can_speak(low)


def _phrases(text: str, sentence: list[Word]) -> Iterator[tuple[int, int]]:
    """Yield the first word of each mention and the one after its last."""
    k = 0
    while k < len(sentence):
        end = _end_of_name(text, sentence, k)
        if end > k:
            alone = k == 0 and end == 1 and sentence[0].low.islower()  # "Speaking": the capital of the sentence
            if not (alone or (k and sentence[k - 1].low in _PLACE) or _describes(text, sentence, end)):
                yield k, end
        else:
            end = _end_of_phrase(text, sentence, k)
            if end > k:
                yield k, end
        k = max(end, k + 1)


def _owner(sentence: list[Word], k: int) -> bool:
    """Tell whether the word before `k` owns what follows: "Roe’s"."""
    return sentence[k - 1].low.endswith(("'s", "s'")) or sentence[k].gap.startswith(("’", "'"))


def _end_of_name(text: str, sentence: list[Word], k: int) -> int:
    word = sentence[k]
    if not word.capital or word.low in _BEGINS_NO_NAME or is_adverb(word) or is_time(text, [word]):
        return k
    if word.low.partition("'")[0] in PRONOUNS:
        return k
    if k and sentence[k - 1].low in PREPOSITIONS and text[word.start : word.end] in MONTHS:
        return k
    end = k + 1
    while end < len(sentence) and not stops(sentence, end) and not _owner(sentence, end):
        particle = sentence[end].low in NAME_PARTICLES and end + 1 < len(sentence) and sentence[end + 1].capital
        if not (particle or sentence[end].capital):
            break
        end += 1
    return end


def _describes(text: str, sentence: list[Word], end: int) -> bool:
    """Tell whether a name only describes the noun after it: "the Lund news agency", "Roe supporters"."""
    if end >= len(sentence) or stops(sentence, end) or _owner(sentence, end) or own_verb(sentence, end):
        return False
    low = sentence[end].low
    small = low in _NO_NOUNS or low.endswith("ing") or is_adverb(sentence[end])
    return not small and not is_time(text, [sentence[end]])


def _end_of_phrase(text: str, sentence: list[Word], k: int) -> int:
    """Return where "the old farmer", "his mother" or "nurses" ends, or `k` where no noun for a speaker ends it."""
    low = sentence[k].low
    if low not in _OPENS_PHRASE:
        one = singular(low)
        plural = one != low and one not in _NO_PEOPLE and can_speak(low)
        return k + 1 if plural or low in {"people", "police"} else k
    end = k + 1
    while end < min(len(sentence), k + _LONGEST) and not (end > k + 1 and stops(sentence, end)):
        if sentence[end].low in _ENDS_PHRASE or own_verb(sentence, end):
            break
        end += 1
    phrase = text[sentence[min(k + 1, end - 1)].start : sentence[end - 1].end]
    return end if end > k + 1 and not stops(sentence, k + 1) and can_speak(phrase) else k


def _role(sentence: list[Word], first: int, end: int) -> str:
    if sentence[end - 1].low.endswith(("'s", "s'")) or (end < len(sentence) and _owner(sentence, end)):
        return "owner"
    before = sentence[first - 1]
    if first == 0 or before.low in BREAKS:
        return "subject"
    if before.low in AUXILIARIES and first > 1 and sentence[first - 2].low == "it":
        return "subject"  # "it was Ann Roe who came"
    acts = end < len(sentence) and not stops(sentence, end) and own_verb(sentence, end)
    if before.low in _GOVERNS or own_verb(sentence, first - 1):
        return "object"
    return "subject" if acts else "object"
