"""Attribution: the cue in a stretch of words, and the speaker that it attributes to."""

from __future__ import annotations

from typing import NamedTuple

from analysis.texts.attribution.finite_verbs import is_verb
from analysis.texts.attribution.subjects import subject_after, subject_before
from analysis.texts.attribution.word_classes import DETERMINERS, POSSESSIVES, PREPOSITIONS, cue_at, cue_takes
from analysis.texts.segmentation.document import ParsedText
from analysis.texts.segmentation.word_forms import Word

_ALSO_NOUNS = frozenset(
    "reports claims comments demands charges promises shows tweets hopes fears calls warns notes".split()
)
_AFTER_NOUNS = frozenset("and or of from about on in by as for".split())
_BEFORE_NOUNS = DETERMINERS - {"that", "this", "one"}
_PARTICIPLES = frozenset("said told thought known seen felt found shown proven written taught".split())
_QUOTED = frozenset("quoted cited heard".split())  # "was quoted as saying": the one spoken of speaks
_GOES_ON = frozenset("continued continues".split())
_STEMS = "air cit echo express issu mak offer rais reiterat renew repeat shar utter voic".split()
_MAKES = frozenset(["made", *(stem + ending for stem in _STEMS for ending in ("", "e", "s", "es", "ed", "ing"))])
NEAR_COLON = 60  # characters: a cue this near to a colon introduces the lines below it
LONGEST_CONTEXT = 600  # characters of a sentence that are read on either side of a quotation


class Attribution(NamedTuple):
    """An attribution: extents of the speaker and the cue, and whether the cue is right next to the quotation."""

    speaker: tuple[int, int] | None
    cue: tuple[int, int]
    close: bool


def last_cue(text: str, sentence: list[Word], end: int, *, close: bool) -> Attribution | None:
    """Return the attribution by the last cue of the words before a quotation.

    With `close`, only a cue that nothing but a comma, a colon, "that" or a short phrase of time separates from it.
    """
    weak, first = None, len(sentence)  # an intention or a noun, if no cue is before it in its clause
    for k in range(len(sentence) - 1, -1, -1):
        n = cue_at(sentence, k)
        if not n:
            continue
        for longer in (k - 1, k - 2):  # "as saying" ends with "saying"
            if longer >= 0 and longer + cue_at(sentence, longer) >= k + n:
                k, n = longer, cue_at(sentence, longer)
        between = text[sentence[k + n - 1].end : end]
        near = len(between.split()) <= 1 or between.rstrip().endswith(":")
        if close and not near:
            return None
        takes = cue_takes()[tuple(word.low for word in sentence[k : k + n])]
        if takes == {"noun", "phrase"} or (n == 1 and is_noun(sentence, k)):
            continue  # "support for", "the report": what follows is a topic, not what was said
        if takes == {"quoted"} and (
            not near or (sentence[k].low in _GOES_ON and between.lstrip()[:1] not in {",", ":"})
        ):
            continue  # "the work continued “day and night”"
        if "noun" in takes and k + n < len(sentence) and is_verb(sentence, k + n):
            continue  # "a charge that factors in phones"
        found = _outermost(text, sentence, k, active(text, sentence, k, n))._replace(close=near)
        if weak and (any("," in word.gap for word in sentence[k + n : first + 1]) or sentence[first - 1].low == "and"):
            return weak
        if not _is_weak(sentence, k, n, takes, found):
            return found
        if close:
            return None
        weak, first = weak or found, min(first, k)
    return weak


def _is_weak(sentence: list[Word], k: int, n: int, takes: frozenset[str], found: Attribution) -> bool:
    """Tell a cue that one before it in the sentence outweighs: "Roe said the town decided to", "a fear that"."""
    if "noun" in takes:
        return found.speaker is None and sentence[k - 1].low not in POSSESSIVES
    last = sentence[k + n - 1 : k + n + 1]
    return any(word.low == "to" for word in last) and sentence[k].low not in {"according", "responded"}


def _outermost(text: str, sentence: list[Word], k: int, found: Attribution) -> Attribution:
    """Return the attribution with the speaker of the report around it, if its own is a pronoun: "Roe said he fears"."""
    own = next((j for j in range(k) if found.speaker and sentence[j].start == found.speaker[0]), 0)
    if not own or sentence[own].low.partition("'")[0] not in {"he", "she"}:
        return found
    j = own - (sentence[own - 1].low == "that") - 1
    if j < 1 or cue_at(sentence, j) != 1 or "person" in cue_takes()[(sentence[j].low,)]:
        return found
    outer = active(text, sentence, j, 1).speaker
    return found._replace(speaker=outer or found.speaker)


def attribution(text: str, sentence: list[Word], k: int, n: int) -> Attribution:
    """Return the cue of `n` words at position `k` with its speaker, who is on the side that the cue asks for."""
    forms = tuple(word.low for word in sentence[k : k + n])
    cue = (sentence[k].start, sentence[k + n - 1].end)
    if forms == ("according", "to"):
        return Attribution(subject_after(text, sentence, k + n), cue, close=True)
    if forms == ("as", "saying"):
        for j in range(k - 1, -1, -1):
            if sentence[j].low in {"quoted", "quoting", "cited", "citing", "quotes", "cites"}:
                if j + 1 < k and not (j and sentence[j - 1].low in {"was", "were", "is", "are", "been"}):
                    return Attribution(_quoted_person(text, sentence, j + 1, k), cue, close=True)
                return Attribution(subject_before(text, sentence, j), cue, close=True)
    if forms[0] in {"quoting", "citing"} and k + 1 < len(sentence):
        return Attribution(subject_after(text, sentence, k + 1), cue, close=True)
    if "noun" in cue_takes().get(forms, ()) and (verb := made_by(sentence, k)):
        return Attribution(subject_before(text, sentence, verb), cue, close=True)
    if "noun" in cue_takes().get(forms, ()):  # whose claim it is comes between the verb before and the noun
        verbs = [j for j in range(1, k) if is_verb(sentence, j)]
        first = verbs[-1] + 1 if verbs else 0
        owners = [j for j in range(first + 1, k + 1) if sentence[j].gap.startswith(("’", "'"))]
        if owners:  # "Roe’s new promise to", "the mayor’s promise to"
            k = owners[-1]
            lower = (j for j in range(k - 1, first - 1, -1) if not sentence[j].capital)
            first = max(first, next(lower, -1) + 1) if sentence[k - 1].capital else first
        elif verbs and _determined_by(sentence, first, k) in POSSESSIVES | {"a", "an"}:  # "gave her promise to"
            first, k = 0, verbs[-1]
        return Attribution(subject_before(text, sentence[first:], k - first), cue, close=True)
    return Attribution(subject_before(text, sentence, k), cue, close=True)


def made_by(words: list[Word], i: int) -> int:
    """Return the position of the verb by which somebody utters the noun at `i` ("voiced strong support for"), or 0."""
    for k in range(i - 1, max(0, i - 4), -1):
        if words[k].low in _MAKES:
            return k
        if words[k].gap.startswith(("'", "’")) or words[k].low in PREPOSITIONS:
            return 0
    return 0


def is_passive(words: list[Word], i: int) -> bool:
    """Tell whether the cue at this position is a participle after a form of "be": "is said", "were widely told"."""
    if not (words[i].low.endswith("ed") or words[i].low in _PARTICIPLES):
        return False
    k = i - 1
    while k >= 0 and (words[k].low in {"also", "still", "not", "never", "now", "being"} or words[k].low.endswith("ly")):
        k -= 1
    return k >= 0 and words[k].low in {"is", "was", "were", "are", "been", "being", "be"}


def active(text: str, sentence: list[Word], k: int, n: int) -> Attribution:
    """Return the attribution of the cue at position `k`; in the passive the speaker is who comes after "by", or nobody.

    "The town was told “…”" names no speaker, nor does "is seen as “…”".
    """
    found = attribution(text, sentence, k, n)
    reduced = sentence[k].low.endswith("ed") and [word.low for word in sentence[k + n : k + n + 1]] == ["by"]
    judged = n == 1 or sentence[k + n - 1].low == "as"
    if not judged or sentence[k].low in _QUOTED or not (reduced or is_passive(sentence, k)):
        return found
    after_by = sentence[k + n + 1 :] if reduced else []
    agent = subject_after(text, after_by, 0) if after_by and after_by[0].low not in {"whichever", "whoever"} else None
    if agent and any(word.low == "that" and word.start == agent[1] + 1 for word in after_by):
        agent = None  # "by the fact that"
    return found._replace(speaker=agent)


def _determined_by(sentence: list[Word], first: int, k: int) -> str:
    """Return the determiner that is nearest before word `k`."""
    return next((sentence[j].low for j in range(k - 1, first - 1, -1) if sentence[j].low in DETERMINERS), "")


def _quoted_person(text: str, sentence: list[Word], first: int, last: int) -> tuple[int, int] | None:
    """Return who is quoted in "quoted a well-known agent, John Roe, as saying": the name, where one is set off."""
    chunks: list[list[Word]] = [[]]
    for word in sentence[first:last]:
        if chunks[-1] and "," in word.gap:
            chunks.append([])
        chunks[-1].append(word)
    chunks = [chunk for chunk in chunks if chunk]
    named = [chunk for chunk in chunks if all(word.capital for word in chunk) and len(chunk) > 1]
    best = (named or chunks)[:1]
    return (best[0][0].start, best[0][-1].end) if best else None


def is_noun(sentence: list[Word], k: int) -> bool:
    """Tell whether a form that may be a noun is where only a noun can ("the claims", "his report")."""
    if k == 0:
        return False
    following = sentence[k + 1].low if k + 1 < len(sentence) else ""
    if sentence[k].low in _ALSO_NOUNS and following in _AFTER_NOUNS:
        return True
    return sentence[k - 1].low in _BEFORE_NOUNS or sentence[k].gap.startswith(("’s", "'s"))


def cue_ends(reading: ParsedText, start: int, end: int) -> bool:
    """Return whether the end of ``text[start:end]`` attributes what follows: a cue, then a comma or colon."""
    start = max(start, end - LONGEST_CONTEXT)
    if not reading.text[start:end].rstrip().endswith((",", ":")):
        return False
    sentence = reading.between(start, end)
    return any(cue_at(sentence, i) for i in range(max(0, len(sentence) - 6), len(sentence)))
