"""What follows a cue, and whether the cue reports with it: "recalled that …" reports, "recalled 900 cars" does not."""

from __future__ import annotations

from collections.abc import Callable

from analysis.texts.attribution.sentence import Sentence
from analysis.texts.attribution.speaker_nouns import can_speak
from analysis.texts.attribution.word_classes import (
    AUXILIARIES,
    DEMONSTRATIVES,
    DETERMINERS,
    PAST,
    PREPOSITIONS,
    PRONOUNS,
)

QUESTIONS = frozenset("how why whether what if where who when which whose".split())
CLAUSES = frozenset({"that", "bare", "wh", "quotation"})  # whoever is the subject, what follows is reported

# Nouns for what is said or thought: who rejects one of these answers somebody, who rejects a bill votes.
SAYABLE = frozenset(
    "accusation allegation analysis apology appeal argument assertion assessment assumption belief call "
    "characterisation characterization charge claim comment comparison complaint conclusion concern contention "
    "criticism critic demand description fear finding guilt idea implication insinuation interpretation involvement "
    "judgment judgement knowledge label lie link narrative notion objection offer opinion point premise question "
    "reason remark report request responsibility rhetoric role rumour rumor speculation statement suggestion talk "
    "theory view warning worry wrongdoing".split()
)
_OPENS = frozenset("he she they we i there nobody everybody everyone nothing".split())
_STOPS = frozenset(
    "that which who whose whom by to and or as when while after before since because although though if than".split()
)
_NOT_PARTICIPLES = frozenset("nothing something anything everything king spring morning evening building thing".split())
FINITE = AUXILIARIES - {"be", "been", "being", "having"}
# The classes that are asked about together: to join them for each word would take longer than all the rest.
_DEFINITE = DETERMINERS - {"a", "an"}
_BEFORE_NOUNS = DETERMINERS | PREPOSITIONS
_BEGINS_PHRASE = (_BEFORE_NOUNS | PRONOUNS) - {"like", "near"}
_BEGINS_OBJECT = DETERMINERS | PRONOUNS | DEMONSTRATIVES | {"him", "them", "not", "no", "to"}
_GOVERNS = PREPOSITIONS | {"and", "or"}
_ENDS_NAME = PREPOSITIONS | _STOPS
_LONGEST = 14  # words of a subject that a clause without "that" may begin with
_PHRASE = 8  # words of an object that are looked at
_OBJECT_PRONOUNS = frozenset("him her it them this himself herself itself themselves me us".split())
_ADJECTIVES = ("ful", "ive", "ous", "able", "ible", "less", "fair", "wrong", "false", "true", "untrue")
_ENDED = frozenset(",;:—–(.)")


def reports(takes: frozenset[str], complement: str, subject: Callable[[], str | None], asked: str) -> bool:
    """Tell whether a cue with this complement reports.

    Parameters
    ----------
    takes
        The cue's complements, as the cue table gives them; ``clause`` and ``phrase`` stand for any.
    complement
        What follows it, as `complement_of` names it.
    subject
        Gives who is its subject, as written; None where none is found, which forbids nothing.
    asked
        ``speaker`` or ``source`` where only somebody or something that can speak makes it a report, else empty.
    """
    if complement not in takes | {"quotation"} and not takes & {"clause", "phrase"}:
        return False
    if not asked or complement in CLAUSES:
        return True
    who = subject()
    return who is None or can_speak(who)


def complement_of(sentence: Sentence, first: int, takes: frozenset[str]) -> str:
    """Return what begins at word `first`.

    ``that``, ``bare`` (a clause without "that"), ``wh`` (a question), ``to`` (with a verb), ``ing``, ``quotation``,
    ``object`` (a noun phrase), ``definite`` (one with "the", "his" or a name), ``said`` (one for something said),
    ``predicate`` (one with what it is said to be: "called the plan a fraud"), or the preposition that leads a phrase.
    A noun phrase with "as a …" or "for …ing" behind it is ``as`` or ``for`` where the cue takes that: "attacked it as a
    fraud".
    """
    words = sentence.words
    word = words[first]
    low = word.low
    if sentence.quoted[first] or sentence.text[word.start - 1 : word.start] in {"“", '"', "‘"}:
        return "quotation"
    if low == "that":
        return "that"
    if low in QUESTIONS:
        return "wh"
    if low == "to" or (low == "not" and first + 1 < len(words) and words[first + 1].low == "to"):
        return "to" if is_infinitive(sentence, first + (low == "not")) else "to a noun"
    if low in PREPOSITIONS and not (low in {"about", "around", "over"} and begins_clause(sentence, first)):
        return "" if low == "after" else low  # the word `after` of the cue table is about the place of the content
    if low.endswith("ing") and len(low) > 4 and low not in _NOT_PARTICIPLES and not word.capital:
        return "ing"
    if begins_clause(sentence, first):
        return "bare"
    if "predicate" in takes and _is_predicate(sentence, first):
        return "predicate"
    if takes & {"clause", "phrase", "object"}:
        return "object"
    if "definite" in takes and (low in _DEFINITE or word.capital):
        return "definite"
    return _after_object(sentence, first, takes)


def is_infinitive(sentence: Sentence, to: int) -> bool:
    """Tell whether the "to" at this position leads a verb, as far as the next word tells."""
    if to + 1 >= len(sentence.words):
        return False
    word = sentence.words[to + 1]
    plural = word.low.endswith("s") and not word.low.endswith(("ss", "us"))
    noun = word.low in _BEGINS_PHRASE or word.low[0].isdigit() or (word.capital and not sentence.words[to].capital)
    return not (plural or noun)


def finite_between(sentence: Sentence, first: int, last: int) -> bool:
    """Tell whether there is a finite verb among the words from `first` up to `last`."""
    return any(
        sentence.words[k].low in FINITE or (k > first and _is_finite(sentence, k, sentence.words[k + 1].low))
        for k in range(first, min(last, len(sentence.words) - 1))
    )


def begins_clause(sentence: Sentence, first: int) -> bool:
    """Tell whether a clause of its own begins at a word: a subject, and a finite verb before the next mark."""
    words = sentence.words
    if words[first].low.split("'")[0] in _OPENS:
        return True
    for k in range(first + 1, min(len(words), first + _LONGEST)):
        word = words[k]
        if word.start >= sentence.end or sentence.stop_before(k) in _ENDED or word.low in _STOPS:
            return False
        if word.low in FINITE and not word.capital:
            return True
        after = words[k + 1] if k + 1 < len(words) and words[k + 1].start < sentence.end else None
        if _is_finite(sentence, k, after.low if after and not sentence.stop_before(k + 1) else ""):
            return True
    return False


def _is_finite(sentence: Sentence, k: int, after: str) -> bool:
    """Tell whether a word in small letters has the shape of a finite verb and its neighbours leave it one."""
    word, before = sentence.words[k], sentence.words[k - 1].low
    if word.capital or before in _BEFORE_NOUNS:
        return False
    if word.low in PAST:
        return after != "by"
    object_follows = after in _BEGINS_OBJECT
    if word.low.endswith("ed") and len(word.low) > 4:
        return object_follows
    third = word.low.endswith("s") and not word.low.endswith(("ss", "us", "'s", "’s")) and not before.endswith("s")
    return third and object_follows and after != "to"


def _is_predicate(sentence: Sentence, first: int) -> bool:
    """Tell whether somebody or something is given a name here: "her a liar", "the cap unfair", "Roe unfit"."""
    words = sentence.words
    low = words[first].low
    if low in _OBJECT_PRONOUNS:
        return True
    named = words[first].capital
    for k in range(first + 1, min(len(words), first + _PHRASE + 2)):
        word = words[k]
        if word.start >= sentence.end or sentence.stop_before(k) in _ENDED:
            return False
        if sentence.quoted[k]:
            return True
        if words[k - 1].low in _GOVERNS:
            continue
        if word.low in {"a", "an"} or (low in _DEFINITE and word.low.endswith(_ADJECTIVES)):
            return True
        if named and not word.capital:
            return word.low not in _ENDS_NAME and not word.gap.startswith(("'s", "’s"))
    return False


def _after_object(sentence: Sentence, first: int, takes: frozenset[str]) -> str:
    """Return what makes a report of a noun phrase: a quotation in it, "as a …", "for …ing", or its noun."""
    words = sentence.words
    for k in range(first, min(len(words), first + _PHRASE)):
        low = words[k].low
        if words[k].start >= sentence.end or (k > first and sentence.stop_before(k) in _ENDED):
            break
        after = words[k + 1].low if k + 1 < len(words) else ""
        if sentence.quoted[k]:
            return "quotation"
        if (
            low == "as"
            and "as" in takes
            and (after in {"a", "an", "being"} or after.endswith(("ed", "ing", "ive", "ous")))
        ):
            return "as"
        if low == "for" and "for" in takes and (after.endswith("ing") or after in {"his", "her", "its", "their"}):
            return "for"
        if "said" in takes and (low.removesuffix("s") in SAYABLE or after == "claim"):
            return "said"
        if low in {"that", "which", "who"}:
            break
    return "object"
