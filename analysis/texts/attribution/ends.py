"""A sentence as the rules of indirect speech read it, and where a clause or a noun phrase in it ends."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from analysis.texts.attribution.noun_phrases import subject_after
from analysis.texts.attribution.word_classes import AUXILIARIES, DETERMINERS, PREPOSITIONS, PRONOUNS, TIME
from analysis.texts.segmentation.document import Reading

Span = tuple[int, int]
_FINAL = re.compile(r"[.!?…]+[\"'”’)\]]*\s*$")
STOPS = (",", ";", "—", "–", ":", "(")
OPENS_CLAUSE = frozenset("that how why whether what if where who when".split())
_CONTRASTS = frozenset("but while although though whereas".split())
ENDS_TAIL = frozenset(
    "when while after before because during since although until monday tuesday wednesday thursday friday saturday "
    "sunday".split()
)
_ENDS_PHRASE = ENDS_TAIL | frozenset("is was were are has had have will would could".split())


class Sentence:
    """A sentence with its words, and for each word whether it stands in direct speech."""

    def __init__(self, reading: Reading, start: int, end: int, quoted: list[Span]) -> None:
        text = reading.text
        self.text, self.start = text, start
        final = _FINAL.search(text[max(start, end - 12) : end])
        self.end = max(start, end - 12) + final.start() if final else end
        self.words = reading.between(start, end)
        self.quoted = [False] * len(self.words)
        begins = [begin for begin, _ in quoted]
        for i, word in enumerate(self.words if quoted else ()):
            k = bisect_right(begins, word.start) - 1
            self.quoted[i] = k >= 0 and word.start < quoted[k][1]

    def stop_before(self, i: int) -> str:
        """Return the first mark between word `i` and the one before it."""
        return self.words[i].gap.strip(" \xa0\n")[:1]

    def edge(self, i: int) -> int:
        """Return where the word before `i` ends."""
        return self.words[i].start - len(self.words[i].gap)

    def at(self, offset: int) -> int:
        """Return the position of the first word that begins at `offset` or after it."""
        return bisect_left(self.words, offset, key=lambda word: word.start)


def past_listener(sentence: Sentence, first: int) -> int | None:
    """Step over who is told: "told reporters on Monday that …"."""
    words = sentence.words
    for k in range(first, min(len(words), first + 10)):
        if words[k].low in OPENS_CLAUSE or words[k].low in {"to", "about", "not"}:
            return k
        if k > first and (
            words[k].low in PRONOUNS
            or (words[k].low in DETERMINERS and words[k - 1].low not in PREPOSITIONS | {"and", "or"})
        ):
            return k
        if words[k].low == "of" or (k > first and "," in words[k].gap):
            break
    listener = subject_after(sentence.text, words, first)
    beyond = sentence.at(listener[1]) if listener else first
    if beyond >= len(words) or words[beyond].low in PREPOSITIONS or "," in words[beyond].gap:
        return first if "told" not in words[first - 1].low else None
    return beyond


def past_time(sentence: Sentence, first: int, needs_clause: bool) -> int | None:
    """Step over when and where something was said: "said in Leeds on Monday that …"."""
    words = sentence.words
    if first >= len(words):
        return None
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
    return None if needs_clause and words[first].low in {"in", "on", "at", "during"} else first


def clause_end(sentence: Sentence, first: int) -> int:
    """Return where a reported clause ends: at a semicolon or a contrast with its own subject, or with the sentence."""
    for k in range(first + 2, len(sentence.words)):
        word = sentence.words[k]
        if word.start >= sentence.end:
            break
        if ";" in word.gap or ("," in word.gap and word.low in _CONTRASTS and not _goes_on(sentence, k + 1)):
            return sentence.edge(k)
    return sentence.end


def _goes_on(sentence: Sentence, k: int) -> bool:
    """Tell whether a contrast has no subject of its own: "said it was dear, but could be sold"."""
    if k >= len(sentence.words):
        return False
    low = sentence.words[k].low
    return low in AUXILIARIES or low in {"not", "that", "still", "also"} or low.endswith("ing")


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
