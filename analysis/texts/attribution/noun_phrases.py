"""The noun phrase that is the subject of a cue, before or after it, found by small words, capitals and commas."""

from __future__ import annotations

import re

from analysis.texts.attribution.word_classes import (
    ADVERBIAL_OPENERS,
    ADVERBS,
    AUXILIARIES,
    BREAKS,
    DETERMINERS,
    NOT_ADVERBS,
    NOT_PAST,
    PAST,
    PREPOSITIONS,
    PRONOUNS,
    TIME,
    cue_takes,
)
from analysis.texts.segmentation.document import Word

_LONGEST_NAME = 4  # words


def subject_before(text: str, sentence: list[Word], cue: int) -> tuple[int, int] | None:
    """Return the extent of the subject of the cue at position `cue`, looking to its left.

    The head is returned without what explains it: of "Ms. Roe, a member of the board, said" it is "Ms. Roe". Misleads
    in sentences whose subject is far away behind clauses with verbs of their own.
    """
    i = _skip_back(text, sentence, cue - 1)
    if i < 0:
        return None
    if sentence[i].low == "it" and {word.low for word in sentence[i + 1 : cue + 1]} & {"is", "was", "been"}:
        return None  # "it is noted that", "it is clear that": nobody is named
    if sentence[i].low in PRONOUNS - {"who", "you"}:
        return sentence[i].start, sentence[i].end
    following = sentence[i + 1].gap
    coordinated = sentence[i].low in {"and", "or", "but", "to"}
    participle = sentence[cue].low.endswith("ing")
    if "," in following and not coordinated and not participle:
        named = _name_aside(text, sentence[: i + 1])
        if named:
            return named
    if coordinated or participle or "," in following or ")" in following or "—" in following or "–" in following:
        return main_subject(text, sentence[: i + (not coordinated)], at_comma=not coordinated and not participle)
    if sentence[i].low in {"who", "which", "that"}:
        return subject_before(text, sentence, i) if i else None
    first = i
    while first > 0 and not _breaks(text, sentence, first):
        first -= 1
    if sentence[first].low in BREAKS and first < i:
        first += 1
    span = _trim(text, sentence[first : i + 1])
    if span is None or (
        first > 0 and sentence[first].low in {"a", "an", "another", "one"} and "," in sentence[first].gap
    ):
        outer = main_subject(text, sentence[:first], at_comma=True) if first else None
        return outer or span
    return span


def _name_aside(text: str, sentence: list[Word]) -> tuple[int, int] | None:
    """Return the name set off by commas at the end of "its leader, Ann Roe, …": it says who the role is."""
    commas = [k for k in range(1, len(sentence)) if "," in sentence[k].gap]
    if not commas or not 2 <= len(sentence) - commas[-1] <= _LONGEST_NAME:
        return None
    role = sentence[commas[-2] if len(commas) > 1 else 0 : commas[-1]]
    name = sentence[commas[-1] :]
    lower = any(not capital(text, word) and word.low not in DETERMINERS for word in role)
    opens = role[1] if len(role) > 1 and role[0].low in {"and", "but"} else role[0]
    if opens.low in DETERMINERS and lower and all(capital(text, word) for word in name):
        return name[0].start, name[-1].end
    return None


def subject_after(text: str, sentence: list[Word], first: int) -> tuple[int, int] | None:
    """Return the noun phrase that begins at position `first`: "said John Roe, a farmer, on Monday" gives "John Roe"."""
    last = first
    while last < len(sentence):
        word = sentence[last]
        if last > first and (
            word.low.split("'")[0] in PRONOUNS
            or re.search(r"[,;:.!?()—–“”\"…\n]", word.gap)
            or _ends_phrase(text, sentence, last)
        ):
            break
        if last == first and (word.low in PREPOSITIONS or word.low in BREAKS or word.low in AUXILIARIES):
            return None
        last += 1
    return _trim(text, sentence[first:last]) if last > first else None


def _ends_phrase(text: str, sentence: list[Word], i: int) -> bool:
    low = sentence[i].low
    joins = low in {"of", "for", "and"} and i + 1 < len(sentence)
    if low == "and":
        return not (joins and capital(text, sentence[i - 1]) and capital(text, sentence[i + 1]))
    return (low in PREPOSITIONS or low in BREAKS or low in AUXILIARIES or bool(TIME.fullmatch(low))) and not joins


def _skip_back(text: str, sentence: list[Word], i: int) -> int:
    """Step over auxiliaries, adverbs and a time phrase in front of a cue."""
    moved = True
    while moved and i >= 0:
        moved = False
        low = sentence[i].low
        if low in AUXILIARIES or low in ADVERBS or _adverb(text, sentence[i]):
            i, moved = i - 1, True
            continue
        for n in range(min(6, i), 0, -1):
            phrase = text[sentence[i - n + 1].start : sentence[i].end]
            if TIME.fullmatch(phrase):
                i, moved = i - n, True
                break
    return i


def _breaks(text: str, sentence: list[Word], i: int) -> bool:
    """Tell whether a noun phrase that ends after `i` cannot reach to the left of word `i`."""
    word = sentence[i]
    if re.search(r"[,;:.!?()—–“”\"…\n]", word.gap):
        return True
    if word.low == "and":
        return not (capital(text, sentence[i - 1]) and i + 1 < len(sentence) and capital(text, sentence[i + 1]))
    return word.low in BREAKS or word.low in AUXILIARIES


def main_subject(text: str, sentence: list[Word], *, at_comma: bool = False) -> tuple[int, int] | None:
    """Return the first noun phrase of a sentence that is not inside an adverbial: the subject of its first verb."""
    if not sentence:
        return None
    start = (
        1
        if len(sentence) > 1 and sentence[0].low.isdigit() and sentence[1].gap.strip(" \xa0") in {".", ")", "–"}
        else 0
    )
    chunk_starts = [i for i in range(start, len(sentence)) if i == start or re.search(r"[,;:()—–]", sentence[i].gap)]
    clause = 0
    if at_comma:  # the clause that the comma belongs to may begin after "but" or "that"
        breaks = [i for i in range(start + 1, len(sentence)) if sentence[i].low in {"but", "that", "while", "because"}]
        clause = breaks[-1] + 1 if breaks and sentence[breaks[-1] - 1].low != "so" else 0
    ends = [*chunk_starts[1:], len(sentence)]
    for first, last in zip(chunk_starts, ends, strict=True):
        if last <= clause:
            continue
        first = max(first, clause)
        span = _trim(text, sentence[first:last], cut_at_verb=True)
        if span:
            return span
    return None


def _trim(text: str, phrase: list[Word], *, cut_at_verb: bool = False) -> tuple[int, int] | None:
    """Take an adverbial from the front of a phrase and a verb with its objects from its end."""
    while phrase and (phrase[0].low in {"and", "but", "so", "yet", "then", "also", "however"}):
        phrase = phrase[1:]
    if phrase:
        low = phrase[0].low
        opens = low in ADVERBIAL_OPENERS or (low.endswith("ing") and len(phrase) > 1 and cut_at_verb)
        if opens or low.isdigit() or (low.endswith("ly") and low not in NOT_ADVERBS):
            phrase = _after_time(text, phrase)
    for i, word in enumerate(phrase):
        if cut_at_verb and i and is_verb(text, phrase, i):
            phrase = phrase[:i]
            break
        if i and word.low in {"who", "which", "that", "whose", "as"}:
            phrase = phrase[:i]
            break
    while phrase and (phrase[-1].low in PREPOSITIONS or phrase[-1].low in ADVERBS or _adverb(text, phrase[-1])):
        phrase = phrase[:-1]
    if not phrase or all(word.low in DETERMINERS for word in phrase) or phrase[0].low in PREPOSITIONS:
        return None
    return phrase[0].start, phrase[-1].end


def _after_time(text: str, phrase: list[Word]) -> list[Word]:
    """Drop a time phrase from the front ("On July 5 Awad …"); a phrase with another adverbial is dropped whole."""
    for n in range(min(7, len(phrase)), 0, -1):
        if TIME.fullmatch(text[phrase[0].start : phrase[n - 1].end]):
            return phrase[n:]
    return []


def is_verb(text: str, phrase: list[Word], i: int) -> bool:
    """Tell whether word `i` has the form of a verb that ends a noun phrase: a guess from its ending and neighbour."""
    word = phrase[i]
    if capital(text, word):
        return False
    past = (
        word.low.endswith("ed")
        and len(word.low) > 4
        and word.low not in NOT_PAST
        and phrase[i - 1].low not in DETERMINERS
    )
    return past or word.low in AUXILIARIES or word.low in PAST or (word.low,) in cue_takes()


def _adverb(text: str, word: Word) -> bool:
    return word.low.endswith("ly") and word.low not in NOT_ADVERBS and not capital(text, word)


def capital(text: str, word: Word) -> bool:
    """Tell whether a word begins with a capital."""
    return text[word.start].isupper()
