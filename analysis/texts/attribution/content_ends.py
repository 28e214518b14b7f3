"""Where the content of a cue ends: with its clause or noun phrase, and before what the writer goes on to tell."""

from __future__ import annotations

from analysis.texts.attribution.complements import FINITE, finite_between
from analysis.texts.attribution.sentence import Sentence
from analysis.texts.attribution.word_classes import AUXILIARIES, PAST, PRONOUNS, TIME, cue_at, cue_kinds

STOPS = (",", ";", "—", "–", ":", "(")
OPENS_CLAUSE = frozenset("that how why whether what if where who when".split())
_CONTRASTS = frozenset("but while although though whereas".split())
ENDS_TAIL = frozenset(
    "when while after before because during since although until monday tuesday wednesday thursday friday saturday "
    "sunday".split()
)
_ENDS_PHRASE = ENDS_TAIL | frozenset("is was were are has had have will would could".split())
_VERBS = FINITE | PAST
_SKIPPED = frozenset("then later also just soon finally once twice never still quickly simply".split())
# Verbs of events in the past tense, besides those in "-ed": with them a writer goes on to tell what was done.
_DID = PAST - frozenset(
    "put cut set let hit read hosts faces seeks wants plans has based affiliated located known".split()
)
_DID |= frozenset(
    "left drove walked ran rode flew swam fled fought threw caught bought sold lent built broke chose drank ate froze "
    "hid hung laid lit lost quit rang sang sank shook shot slept slid sped sprang stole struck swept swung tore wore "
    "won wound became bit blew burst clung crept dealt dug crossed turned stepped".split()
)
_STATES = frozenset(
    "wanted needed liked loved hated owned lacked owed belonged deserved seemed looked appeared remained depended "
    "required contained consisted lived used supposed mattered stayed".split()
)
_HELD_BACK = frozenset({"thinking"})  # kinds of cue that are as often part of what is reported: "… and hoped to win"
GESTURES = frozenset(
    "gesturing gesticulating pointing nodding smiling grinning laughing giggling chuckling shrugging sighing sobbing "
    "weeping shaking waving frowning wincing winking blushing smirking".split()
)
_GIVING = frozenset("giving offering providing naming elaborating specifying identifying going commenting".split())
_SUBORDINATES = OPENS_CLAUSE | {"which"}
_THIRD = FINITE - {"do", "have"}
_LONGEST_SUBJECT = 4  # words of the subject of a coordinated clause


def clause_end(sentence: Sentence, first: int, *, clause: bool = True) -> int:
    """Return where a reported clause ends.

    It ends with the sentence, or before: a semicolon; a contrast with a subject of its own after a comma; a new cue
    after a comma or "and" (", adding that …", "and urged …", "but would not say"); and, where its first verb is an
    auxiliary, a coordinated verb of the past ("taxes would fall and walked out", "… but nobody believed him"). Misleads
    where the one who speaks tells of events in the simple past after an auxiliary.
    """
    words = sentence.words
    for k in range(first + 2, len(words)):
        word = words[k]
        if word.start >= sentence.end:
            break
        if ";" in word.gap:
            return sentence.edge(k)
        if "," in word.gap and (
            (word.low in _CONTRASTS and not _goes_on(sentence, k + 1))
            or (word.low.endswith("ing") and (word.low in GESTURES or _opens_report(sentence, k)))
            or (word.low == "according" and k + 1 < len(words) and words[k + 1].low == "to")
        ):
            return sentence.edge(k)
        if word.low == "without" and k + 1 < len(words) and words[k + 1].low in _GIVING:
            return sentence.edge(k)
        if word.low in {"and", "but", "then"} and _is_told_by_writer(sentence, first, k, clause=clause):
            return sentence.edge(k)
    return sentence.end


def _goes_on(sentence: Sentence, k: int) -> bool:
    """Tell whether a contrast has no subject of its own: "said it was dear, but could be sold"."""
    if k >= len(sentence.words):
        return False
    low = sentence.words[k].low
    return low in AUXILIARIES or low in {"not", "that", "still", "also"} or low.endswith("ing")


def _is_told_by_writer(sentence: Sentence, first: int, joint: int, *, clause: bool) -> bool:
    """Tell whether the verb phrase or clause after "and", "but" or "then" is the writer's own.

    Beside a noun phrase or an infinitive a finite verb is the writer's: "denied the claim and filed a suit".
    """
    words = sentence.words
    k = joint + 1
    while k < len(words) and words[k].low in _SKIPPED:
        k += 1
    if k >= len(words) or words[k].start >= sentence.end:
        return False
    plain = not clause and not any(word.low in _SUBORDINATES for word in words[first:joint])
    plain = plain and not finite_between(sentence, first, joint)
    if plain:
        if words[k].low in _THIRD or (words[k].low.endswith("ed") and cue_at(words, k)):
            return True
        return (
            _is_event(sentence, k)
            and not _is_participle(sentence, first, joint)
            and not words[joint - 1].low.endswith("ed")
        )
    if not finite_between(sentence, first, joint):
        return False
    if words[k].low in {"did", "does", "would", "could", "has", "had"}:  # "but did not say", "but would not say"
        negated = k + 2 < len(words) and words[k + 1].low == "not"
        return negated and cue_at(words, k + 2) > 0
    if _is_participle(sentence, first, joint):
        return False
    past = _is_event(sentence, k)
    if words[k].low.endswith(("ed", "said", "told", "wrote")) and cue_at(words, k):
        return _opens_report(sentence, k) and words[k].low not in _STATES
    auxiliary = next((word.low in FINITE for word in words[first:joint] if word.low in _VERBS), False)
    if past:
        return auxiliary
    if words[joint].low != "but" or words[k].low in PRONOUNS:
        return False
    for verb in range(k + 1, min(len(words), k + 1 + _LONGEST_SUBJECT)):
        if words[verb].low in AUXILIARIES or sentence.stop_before(verb):
            return False
        if _is_event(sentence, verb):
            return auxiliary
    return False


def _opens_report(sentence: Sentence, k: int) -> bool:
    """Tell whether a cue begins here that is seldom itself a part of what is reported."""
    n = cue_at(sentence.words, k)
    form = tuple(word.low for word in sentence.words[k : k + n])
    return n > 0 and form != ("according", "to") and cue_kinds()[form] not in _HELD_BACK


def _is_event(sentence: Sentence, k: int) -> bool:
    word = sentence.words[k]
    if word.capital or word.low in _STATES:
        return False
    return word.low in _DID or (word.low.endswith("ed") and len(word.low) > 4)


def _is_participle(sentence: Sentence, first: int, joint: int) -> bool:
    """Tell whether the words before a joint end in a participle that another may join: "was searched and closed"."""
    words = sentence.words
    last = next((k for k in range(joint - 1, first - 1, -1) if words[k].low in AUXILIARIES), None)
    if last is None:
        return False
    after = [word.low for word in words[last + 1 : min(joint, last + 4)]]
    return any(low.endswith(("ed", "en")) or low in _DID for low in after)


def phrase_end(sentence: Sentence, first: int) -> int:
    """Return where a noun phrase after a cue ends: at the next mark, at when it was said, or at a verb."""
    for k in range(first + 1, len(sentence.words)):
        word = sentence.words[k]
        if word.start >= sentence.end:
            break
        at_time = word.low == "on" and TIME.match(sentence.text, word.start, sentence.end)
        if sentence.stop_before(k) in STOPS or at_time or (k > first + 1 and word.low in _ENDS_PHRASE):
            return sentence.edge(k)
    return sentence.end
