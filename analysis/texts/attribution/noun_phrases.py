"""Noun phrases: where one begins and ends, found by small words, capitals and commas."""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.texts.attribution.finite_verbs import is_verb, own_verb
from analysis.texts.attribution.speaker_nouns import names_speaker
from analysis.texts.attribution.word_classes import (
    ADVERBIAL_OPENERS,
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    BREAKS,
    DEMONSTRATIVES,
    DETERMINERS,
    DIRECTIONS,
    MONTHS,
    NAME_PARTICLES,
    NOT_ADVERBS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    TIME,
    TIME_ENDS,
    TIME_OPENERS,
    TIME_UNITS,
    cue_takes,
)
from analysis.texts.segmentation.word_forms import Word

Span = tuple[int, int]
_LONGEST_NAME = 5  # words
_LONGEST_MENTION = 14  # words
_KNOWN = 20_000  # words that are kept with what was found of them: most come again
_STOP = re.compile(r"[;:!?()—–“”\"…\n]|,(?!$)|\.(?=\s)|\s--?\s")
_HANDLE = re.compile(r"[.\d]")  # in "bus4all", "weather.org", "68"
_JOINS = frozenset("and or".split())
_SUBORDINATES = frozenset("as after before since until like".split())  # a clause or a noun phrase follows
_DAYS_AS_ADVERBS = frozenset("today yesterday tonight".split())
_ENDS_HEAD = frozenset("who which that whose whom he she they we i".split())  # "the look he gave me"
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_DEICTIC = frozenset("last this next".split())
_PLACE_OR_TIME = frozenset("back now here there yesterday today tonight away together however".split())
_PREDETERMINERS = frozenset("all both half than not just only almost nearly".split())
_PLURALS = frozenset("police people men women children".split())
# The classes that are asked about together: to join them for each word would take longer than all the rest.
_BEGINS_NO_PHRASE = PREPOSITIONS | BREAKS
_ENDS_NO_PHRASE = (
    PREPOSITIONS | (ADVERBS - {"first", "last"}) | (BREAKS - {"so"}) | ARTICLES | POSSESSIVES | _PLACE_OR_TIME
)
_ENDS_HEAD_NOUN = (_ENDS_NO_PHRASE | _ENDS_HEAD) - _JOINS
_OPENS_PHRASE = (
    DETERMINERS
    | QUANTIFIERS
    | frozenset("both each every everyone everybody anyone anybody someone others either neither none any".split())
)
_OBJECTS = frozenset("him them me us myself himself herself itself themselves".split())
_LEADS = frozenset("said says perhaps maybe".split())
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


def stops(sentence: list[Word], k: int) -> bool:
    """Tell whether a mark before word `k` ends a phrase; a point after an initial and a comma in a number do not."""
    gap = sentence[k].gap
    if gap == " " or not _STOP.search(gap):
        return False
    return not (gap.strip() == "." and k and (len(sentence[k - 1].low) == 1 or sentence[k].low.isdigit()))


def is_adverb(word: Word) -> bool:
    """Tell whether a word is an adverb in "-ly"; "Kelly" and "Emily" are none."""
    if not word.low.endswith("ly") or word.low in NOT_ADVERBS:
        return False
    return not word.capital or bool(_ADVERB.match(word.low))


@lru_cache(_KNOWN)
def ends_time(low: str) -> bool:
    """Tell whether a word may end a phrase that says when."""
    return low[0].isdigit() or low.lower().rstrip(".") in TIME_ENDS


def is_time(text: str, phrase: list[Word]) -> bool:
    """Tell whether a phrase says when; "May" alone is a person, "in May" and "May 3" are times."""
    if not ends_time(phrase[-1].low):
        return False  # nearly all phrases, and quicker than the pattern
    alone = len(phrase) == 1 and text[phrase[0].start : phrase[0].end] in MONTHS
    return not alone and TIME.fullmatch(text[phrase[0].start : phrase[-1].end]) is not None


def is_name(phrase: list[Word]) -> bool:
    """Tell whether a phrase is a name and nothing else: a few words with capitals, and particles."""
    if not phrase or len(phrase) > _LONGEST_NAME or phrase[0].low in DETERMINERS:
        return False
    return phrase[-1].capital and all(word.capital or word.low in NAME_PARTICLES for word in phrase)


def noun_phrase(text: str, phrase: list[Word], *, adjacent: bool = False) -> Span | None:
    """Return the noun phrase that a piece of a sentence begins with, after its adverbials, up to its verb.

    With `adjacent` the piece ends right before a cue: there must be a subject in it, and it is the last noun phrase.
    """
    rest = _after_fronted(text, phrase, adjacent=adjacent)
    if not rest and adjacent and phrase and phrase[0].low in _SUBORDINATES:
        rest = phrase[1:]
    if not rest:
        return None
    pronoun = rest[0].low.partition("'")[0]
    if pronoun in PRONOUNS and (not adjacent or pronoun != rest[0].low):
        return rest[0].start, rest[0].start + len(pronoun)
    end = _own_verb_in(rest, _ENDS_HEAD)
    rest = rest[:end]
    if adjacent:
        owned = next((k for k, word in enumerate(rest) if word.gap.startswith(("’s", "'s"))), len(rest))
        for k in range(len(rest) - 1, 0, -1):
            if k < owned and _begins_phrase(rest, k):  # "the party's organ the Daily" is one
                rest = rest[k:]
                break
    return trimmed(text, rest)


def _own_verb_in(phrase: list[Word], heads_end: frozenset[str] = frozenset()) -> int:
    """Return where the verb of a phrase is, or one of the words that end its head; its length where there is none."""
    for k in range(1, len(phrase)):
        if phrase[k].low in heads_end or own_verb(phrase, k):
            return k
    return len(phrase)


def trimmed(text: str, phrase: list[Word]) -> Span | None:
    """Return the extent of a phrase up to its own verb, without what cannot end it; None where it is no noun phrase."""
    while len(phrase) > 1 and phrase[0].low in _LEADS:
        phrase = phrase[1:]  # "said Roe", where another cue follows
    phrase = _without_end(text, phrase[: _own_verb_in(phrase)])
    if not phrase or phrase[0].low in _BEGINS_NO_PHRASE:
        return None
    if len(phrase) > _LONGEST_MENTION:  # with a clause in it: its head alone
        phrase = phrase[: next((k for k in range(1, len(phrase)) if phrase[k].low in PREPOSITIONS), len(phrase))]
    if len(phrase) > _LONGEST_MENTION or not _has_head(phrase):
        return None
    return phrase[0].start, phrase[-1].end


def _without_end(text: str, phrase: list[Word]) -> list[Word]:
    """Drop prepositions, determiners, adverbs and times at the end: "Holm back in May" is "Holm"."""
    while phrase:
        low = phrase[-1].low
        if (low in _ENDS_NO_PHRASE and not phrase[-1].capital) or is_adverb(phrase[-1]):
            phrase = phrase[:-1]
            continue
        longest = min(5, len(phrase) - 1) if ends_time(phrase[-1].low) else 0
        when = next((n for n in range(longest, 0, -1) if is_time(text, phrase[-n:])), 0)
        if when == 1 and low.lower() not in _WEEKDAYS:
            when = 0  # "Theresa May", "the following year", "USA Today"
        if when == 0 or (when == 1 and phrase[-2].low in _BEGINS_PHRASE):
            return phrase
        phrase = phrase[:-when]
    return phrase


def _has_head(phrase: list[Word]) -> bool:
    """Tell whether a phrase has a noun that it is about: no verb form, adjective or number alone."""
    first = phrase[0]
    small = first.low in _SMALL or not first.low[0].isalpha()
    if small and all(word.low in _SMALL or word.low.replace(",", "").isdigit() for word in phrase):
        return False
    last = next((k for k in range(1, len(phrase)) if phrase[k].low in _ENDS_HEAD_NOUN), len(phrase)) - 1
    head = phrase[last]
    if first.low in AUXILIARIES and not (len(phrase) == 1 or phrase[1].capital):
        return False  # "Can you", but "Will Roe"
    if not first.capital and (
        first.low in _OBJECTS or (len(phrase) > 1 and _is_cue(first) and not names_speaker(first.low))
    ):
        return False  # "describes Roe"
    if any(names_speaker(word.low) for word in phrase[: last + 1]) or (head.capital and last):
        return True
    if first.low.endswith(("ing", "ed", "wn")) and len(phrase) > 1 and last == 0 and phrase[1].low != "of":
        return False  # "Driven by the wind", "referring to a charge"
    if len(phrase) == 1 and (first.low in ADVERBS or first.low.partition("'")[0] in DEMONSTRATIVES):
        return False  # "First", "That’s"
    if first.capital or first.low in _OPENS_PHRASE or _HANDLE.search(first.low):
        return True
    if _is_cue(first):
        return False
    if len(phrase) > 1 and phrase[1].low in _BEGINS_PHRASE:
        return False  # "allows her to", "represents a"
    return head.low.endswith("s") and not head.low.endswith(("ss", "us"))


def _is_cue(word: Word) -> bool:
    return (word.low,) in cue_takes()


def opens_adverbial(phrase: list[Word]) -> bool:
    """Tell whether a piece of a sentence begins with an adverb, a preposition, a participle or a conjunction."""
    low = phrase[0].low
    if low in _OPENS_ADVERBIAL or is_adverb(phrase[0]):
        return True
    if len(phrase) > 1 and low.endswith("ing"):
        return True
    return len(phrase) > 1 and is_verb(phrase, 0) and phrase[1].low in _BEGINS_NO_PHRASE


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
        if low in {"about", "over", "under"} and len(phrase) > 1 and phrase[1].low.isdigit():
            return phrase[1:]  # "About 3 in 10 voters"
        if low in PREPOSITIONS and low != "according":
            phrase = phrase[_end_of_fronted(text, phrase, adjacent=adjacent) :]
            continue
        if low in BREAKS or low == "asked":
            return []
        if low in _OPENS_ADVERBIAL or is_adverb(phrase[0]):
            phrase = phrase[1:]
            continue
        return [] if not adjacent and opens_adverbial(phrase) else phrase
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
            if after and n == 1 and phrase[0].capital and phrase[0].low not in _DAYS_AS_ADVERBS:
                return 0  # "Friday prayer", "Sunday Holm"
            if after and phrase[0].low in ARTICLES and not (after.capital or after.low in DETERMINERS):
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
        large, large_before = word.capital, before.capital
        if _begins_phrase(phrase, k) or (large and not large_before and not before.low.isdigit()):
            return k
        if adjacent and large_before and not large and not articled and not word.low.isdigit():
            return k
        if large and before.low.endswith("day") and is_time(text, [before]):
            return k
    last = phrase[-1].low
    if adjacent and not phrase[-1].capital and len(phrase) > 2 and phrase[-2].low not in _GOVERNS_OR_DETERMINES:
        if last in _PLURALS or (last.endswith("s") and not last.endswith("ss")):
            return len(phrase) - 1
    return len(phrase)
