"""Noun phrases: where one begins and ends, found by small words, capitals and commas."""

from __future__ import annotations

import re

from analysis.texts.attribution.speaker_nouns import can_speak
from analysis.texts.attribution.word_classes import (
    ADVERBIAL_OPENERS,
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    BREAKS,
    DETERMINERS,
    DIRECTIONS,
    MONTHS,
    NAME_PARTICLES,
    NOT_ADVERBS,
    NOT_PAST,
    PAST,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    TIME,
    TIME_OPENERS,
    TIME_UNITS,
    cue_takes,
)
from analysis.texts.segmentation.document import Word

Span = tuple[int, int]
_LONGEST_NAME = 5  # words
_LONGEST_MENTION = 14  # words
_STOP = re.compile(r"[;:!?()—–“”\"…\n]|,(?!$)|\.(?=\s)|\s--?\s")
_JOINS = frozenset("and or".split())
_SUBORDINATES = frozenset("as after before since until like".split())  # a clause or a noun phrase follows
_DAYS_AS_ADVERBS = frozenset("today yesterday tonight".split())
_ENDS_HEAD = frozenset("who which that whose whom he she they we i".split())  # "the look he gave me"
_DEICTIC = frozenset("last this next".split())
_PREDETERMINERS = frozenset("all both half than not".split())
_PLURALS = frozenset("police people men women children".split())
# The classes that are asked about together: to join them for each word would take longer than all the rest.
_BEFORE_PARTICIPLES = DETERMINERS | QUANTIFIERS | PREPOSITIONS
_NO_NOUNS = PRONOUNS | BREAKS
_BEGINS_NO_PHRASE = PREPOSITIONS | BREAKS
_ENDS_NO_PHRASE = PREPOSITIONS | ADVERBS | BREAKS
_FOLLOWS_VERB = PREPOSITIONS | DETERMINERS | PRONOUNS | ADVERBIAL_OPENERS
_OPENS_ADVERBIAL = ADVERBIAL_OPENERS - _DEICTIC
_SMALL = DETERMINERS | AUXILIARIES | {"not", "there", "here"}
_BEGINS_PHRASE = DETERMINERS | {"he", "she", "they"}
_GOVERNS = PREPOSITIONS | _JOINS | _PREDETERMINERS
_GOVERNS_OR_DETERMINES = PREPOSITIONS | _JOINS | DETERMINERS
_GOES_ON = PREPOSITIONS | _JOINS | AUXILIARIES
# Endings of the adjectives that adverbs are made of: "final" in "finally", while "Kelly" and "Emily" have none.
_ADVERB = re.compile(
    r"(?=\w{5,}ly$)\w*(?:al|[ae]nt|ous|ive|ed|ing|ful|less|ar|[aiu]b|ate|ic|ect|id|ior|[iu]re|ext|ight|ain|en|ish|"
    r"[iu]se|ide|ke|[ia]ne|ck|st|rm|ft|ort|ong|ue)ly$|\w{4,}ily$|"
    r"(?:sad|odd|late|sure|rare|main|near|real|part|most|last|first|true|brief|quiet|open|clear|most|on)ly$",
    re.IGNORECASE,
)


def capital(text: str, word: Word) -> bool:
    """Tell whether a word begins with a capital."""
    return text[word.start].isupper()


def stops(sentence: list[Word], k: int) -> bool:
    """Tell whether a mark before word `k` ends a phrase; a point after an initial and a comma in a number do not."""
    gap = sentence[k].gap
    if gap == " " or not _STOP.search(gap):
        return False
    return not (gap.strip() == "." and k and (len(sentence[k - 1].low) == 1 or sentence[k].low.isdigit()))


def is_verb(text: str, phrase: list[Word], i: int) -> bool:
    """Tell whether word `i` has the form of a verb that ends a noun phrase: a guess from its ending and neighbour."""
    word = phrase[i]
    if capital(text, word) and (i or (phrase[1:] and capital(text, phrase[1]) and not word.low.endswith("ed"))):
        return False  # "Rose Lane", "Will Young"
    before = phrase[i - 1].low if i else ""
    past = word.low.endswith("ed") and len(word.low) > 4 and word.low not in NOT_PAST
    if past:
        return before not in _BEFORE_PARTICIPLES and not before.isdigit()
    if before in DETERMINERS and before not in {"that", "this"}:
        return False
    return word.low in AUXILIARIES or word.low in PAST or (word.low,) in cue_takes()


def is_reduced(text: str, phrase: list[Word], i: int) -> bool:
    """Tell whether the verb at `i` only describes the noun before it: "soldiers stationed at the base"."""
    if not 0 < i < len(phrase) - 1 or phrase[i].low in AUXILIARIES or phrase[i - 1].low in _NO_NOUNS:
        return False
    if (phrase[i].low,) in cue_takes() and phrase[i + 1].low not in {"by", "upon"}:
        return False  # "asked for answers" has a subject of its own
    return phrase[i].low.endswith(("ed", "wn", "en", "held", "led", "born")) and phrase[i + 1].low in PREPOSITIONS


def _is_present(text: str, phrase: list[Word], k: int) -> bool:
    """Tell whether word `k` is the verb of a name: "Ann Lee lives below the dam", but "Norsk Oil workers in Leeds"."""
    low = phrase[k].low
    if not low.endswith("s") or low.endswith("ss") or capital(text, phrase[k]) or not capital(text, phrase[k - 1]):
        return False
    if k + 1 == len(phrase) or phrase[k].gap.startswith(("’", "'")) or can_speak(low):
        return False
    return phrase[k + 1].low in _FOLLOWS_VERB


def is_adverb(text: str, word: Word) -> bool:
    """Tell whether a word is an adverb in "-ly"; "Kelly" and "Emily" are none."""
    if not word.low.endswith("ly") or word.low in NOT_ADVERBS:
        return False
    return not capital(text, word) or bool(_ADVERB.match(word.low))


def is_time(text: str, phrase: list[Word]) -> bool:
    """Tell whether a phrase says when; "May" alone is a person, "in May" and "May 3" are times."""
    last = phrase[-1].low
    if not last[0].isdigit() and last.lower().rstrip(".") not in TIME_OPENERS:
        return False  # nearly all phrases, and quicker than the pattern
    alone = len(phrase) == 1 and text[phrase[0].start : phrase[0].end] in MONTHS
    return not alone and TIME.fullmatch(text[phrase[0].start : phrase[-1].end]) is not None


def is_name(text: str, phrase: list[Word]) -> bool:
    """Tell whether a phrase is a name and nothing else: a few words with capitals, and particles."""
    if not phrase or len(phrase) > _LONGEST_NAME or phrase[0].low in DETERMINERS:
        return False
    return capital(text, phrase[-1]) and all(capital(text, word) or word.low in NAME_PARTICLES for word in phrase)


def noun_phrase(text: str, phrase: list[Word], *, adjacent: bool = False) -> Span | None:
    """Return the noun phrase that a piece of a sentence begins with, after its adverbials, up to its verb.

    With `adjacent` the piece ends right before a cue: there must be a subject in it, and it is the last noun phrase.
    """
    rest = _after_fronted(text, phrase, adjacent=adjacent)
    if not rest and adjacent and phrase and phrase[0].low in _SUBORDINATES:
        rest = phrase[1:]
    if not rest:
        return None
    if rest[0].low in PRONOUNS and not adjacent:
        return rest[0].start, rest[0].end
    for k in range(1, len(rest)):
        own = (is_verb(text, rest, k) and not is_reduced(text, rest, k)) or _is_present(text, rest, k)
        if own or rest[k].low in _ENDS_HEAD:
            rest = rest[:k]
            break
    if adjacent:
        owned = next((k for k, word in enumerate(rest) if word.gap.startswith(("’s", "'s"))), len(rest))
        for k in range(len(rest) - 1, 0, -1):
            if k < owned and _begins_phrase(rest, k):  # "the party's organ the Daily" is one
                rest = rest[k:]
                break
    return trimmed(text, rest)


def trimmed(text: str, phrase: list[Word]) -> Span | None:
    """Return the extent of a phrase without prepositions and adverbs at its end; None where no noun is in it."""
    while phrase and (phrase[-1].low in _ENDS_NO_PHRASE or is_adverb(text, phrase[-1])):
        phrase = phrase[:-1]
    if not phrase or phrase[0].low in _BEGINS_NO_PHRASE:
        return None
    if all(word.low in _SMALL for word in phrase):
        return None
    if len(phrase) > _LONGEST_MENTION:  # with a clause in it: its head alone
        phrase = phrase[: next((k for k in range(1, len(phrase)) if phrase[k].low in PREPOSITIONS), len(phrase))]
    return phrase[0].start, phrase[-1].end


def opens_adverbial(text: str, phrase: list[Word]) -> bool:
    """Tell whether a piece of a sentence begins with an adverb, a preposition, a participle or a conjunction."""
    low = phrase[0].low
    if low in _OPENS_ADVERBIAL or is_adverb(text, phrase[0]):
        return True
    if len(phrase) > 1 and low.endswith("ing"):
        return True
    return len(phrase) > 1 and is_verb(text, phrase, 0) and phrase[1].low in _BEGINS_NO_PHRASE


def _after_fronted(text: str, phrase: list[Word], *, adjacent: bool) -> list[Word]:
    """Drop what is in front of the subject: "On July 5 Awad", "Later the mayor", "After the raid a spokesman"."""
    while phrase:
        low = phrase[0].low
        if low in {"and", "but", "so", "yet", "or", "then", "also", "however"}:
            phrase = phrase[1:]
            continue
        n = _time_length(text, phrase)
        if n:
            phrase = phrase[n:]
            continue
        if low in PREPOSITIONS and low != "according":
            phrase = phrase[_end_of_fronted(text, phrase, adjacent=adjacent) :]
            continue
        if low in BREAKS or low == "asked":
            return []
        if low in _OPENS_ADVERBIAL or is_adverb(text, phrase[0]):
            phrase = phrase[1:]
            continue
        return [] if not adjacent and opens_adverbial(text, phrase) else phrase
    return phrase


def _time_length(text: str, phrase: list[Word]) -> int:
    """Return how many words at the front say when: "On July 5", "Last week", "A week later"."""
    for k in range(1, min(5, len(phrase))):
        if (
            phrase[k].low in {"later", "earlier", "ago", "before", "after"}
            and phrase[k - 1].low.rstrip("s") in TIME_UNITS
        ):
            return k + (phrase[k].low not in PREPOSITIONS)
    first = phrase[0].low
    may_be = first[0] in "12" or first.lower().rstrip(".") in TIME_OPENERS
    for n in range(min(7, len(phrase)) if may_be else 0, 0, -1):
        if is_time(text, phrase[:n]):
            after = phrase[n] if n < len(phrase) else None
            if after and n == 1 and capital(text, phrase[0]) and phrase[0].low not in _DAYS_AS_ADVERBS:
                return 0  # "Friday prayer", "Sunday Holm"
            if after and phrase[0].low in ARTICLES and not (capital(text, after) or after.low in DETERMINERS):
                return 0  # "the night manager"
            return 0 if after and after.gap.startswith(("’", "'")) else n
    return 0


def _begins_phrase(phrase: list[Word], k: int) -> bool:
    """Tell whether a new noun phrase begins at word `k`: at a determiner that no preposition governs."""
    low, before = phrase[k].low, phrase[k - 1].low
    return low in _BEGINS_PHRASE and before not in _GOVERNS


def _end_of_fronted(text: str, phrase: list[Word], *, adjacent: bool) -> int:
    """Return where the phrase ends that begins with a preposition, and the subject begins."""
    articled = False
    for k in range(1, len(phrase)):
        word, before = phrase[k], phrase[k - 1]
        governed = before.low in _GOVERNS_OR_DETERMINES
        articled = before.low in DETERMINERS or (articled and before.low not in PREPOSITIONS)
        if k == 1 or governed or word.low in _GOES_ON or before.low in DIRECTIONS:
            continue
        if word.gap.startswith(("’", "'")):
            continue
        large, large_before = capital(text, word), capital(text, before)
        if _begins_phrase(phrase, k) or (large and not large_before and not before.low.isdigit()):
            return k
        if adjacent and large_before and not large and not articled:
            return k
        if large and before.low.endswith("day") and is_time(text, [before]):
            return k
    last = phrase[-1].low
    if adjacent and not capital(text, phrase[-1]) and len(phrase) > 2 and phrase[-2].low not in _GOVERNS_OR_DETERMINES:
        if last in _PLURALS or (last.endswith("s") and not last.endswith("ss")):
            return len(phrase) - 1
    return len(phrase)
