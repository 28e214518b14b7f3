"""Who speaks where the cue table has no verb: names beside a quotation, and whom the sentence before is about."""

from __future__ import annotations

import re

from analysis.texts.attribution.cue_speaker import Attribution
from analysis.texts.attribution.finite_verbs import is_verb
from analysis.texts.attribution.subjects import main_subject, subject_after, subject_before
from analysis.texts.attribution.word_classes import AUXILIARIES, BREAKS, DETERMINERS, PREPOSITIONS, PRONOUNS
from analysis.texts.segmentation.document import ParsedText
from analysis.texts.segmentation.paragraphs import Span
from analysis.texts.segmentation.word_forms import Word

_WORD = r"[^\W\d_a-z][\w.'’-]*"
_NAME = rf"{_WORD}(?: (?:{_WORD}|of|the|de|der|van|von|al|bin)){{0,5}}"
_SIGNED = re.compile(
    rf"\s*([—–―-]{{1,2}}|:(?= ))[ \xa0]?({_NAME})(?:(?:,| \(| @| via | in | on )[^\n]{{0,100}})?\.?\s*"
)
_FROM = re.compile(rf"(?:[^\n]{{0,60}} )?([Ff]rom) (?:\w+ (?={_WORD} {_WORD}))?({_NAME})(?:, [^\n]{{1,60}})?:")
_NAME_ALONE = re.compile(rf"{_WORD}(?: {_WORD}){{0,3}}")
_RECITED = frozenset("line lines verse verses words sentence refrain".split())
_LONGEST_SIGNATURE = 160  # characters
_LONGEST_PLACE = 4  # words of "posted on social media"
_LONGEST_SUBJECT = 6  # words between a quotation and the verb that attributes it


def signature(reading: ParsedText, end: int, unit: int) -> Attribution | None:
    """Return the name after a dash or a colon that ends paragraph `unit`, or is the next: "“…” — Ann Roe, farmer"."""
    units = reading.paragraphs
    start, stop = end, units[unit][1] if unit >= 0 else 0
    if start >= stop and unit + 1 < len(units):
        start, stop = units[unit + 1]
    signed = _SIGNED.fullmatch(reading.text, start, stop) if stop - start < _LONGEST_SIGNATURE else None
    return Attribution(signed.span(2), signed.span(1), close=True) if signed else None


def sender(text: str, start: int, end: int) -> Attribution | None:
    """Return the name in a line that introduces a quotation without a verb: "And from Chairwoman Ann Roe:"."""
    named = _FROM.fullmatch(text, start, end)
    return Attribution(named.span(2), named.span(1), close=True) if named else None


def unknown_verb(text: str, sentence: list[Word]) -> Attribution | None:
    """Return who does what the words after a quotation say, whatever the verb: "“…,” Ann Roe laughed"."""
    first = sentence[0]
    if first.low in BREAKS | PREPOSITIONS:
        return None
    if not first.capital and first.low.endswith(("ed", "s")) and first.low not in PRONOUNS | DETERMINERS:
        speaker = subject_after(text, sentence, 1)
        return Attribution(speaker, (first.start, first.end), close=True) if speaker else None
    for k in range(1, min(len(sentence), _LONGEST_SUBJECT)):
        word, before = sentence[k], sentence[k - 1]
        if re.search(r"[.;:“”\"!?\n]", word.gap) or word.low in AUXILIARIES:
            return None
        acts = word.low.endswith("s") and not word.capital and (before.capital or before.low in PRONOUNS)
        if acts or is_verb(sentence, k):
            return Attribution(subject_before(text, sentence, k), (word.start, word.end), close=True)
    return None


def subject(text: str, before: list[Word], mark: int) -> Span | None:
    """Return the subject of the words before a quotation: a name, "he" or "she", or any before ":", "," or "that"."""
    verb = _recites(before)
    span = subject_before(text, before, verb) if verb else main_subject(text, before)
    if not span or text[slice(*span)].isupper() or not re.search(r"[^\W\d_]", text[slice(*span)]):
        return None
    copula = any(word.start == span[1] + 1 and word.low in {"is", "was", "are", "were"} for word in before)
    if copula and " " not in text[slice(*span)]:
        return None  # "Happiness is “a farm of our own”"
    sign = text[before[-1].end : mark].strip()[:1]
    led = sign == ":" or any(word.low == "that" for word in before)
    acts = is_verb(before, len(before) - 1) or (len(before) > 1 and before[-2].low in AUXILIARIES)
    led = led or (sign == "," and acts)
    return span if led or _is_person(text, span) else None


def _recites(before: list[Word]) -> int:
    """Return where the verb is whose object is words ("as Ann Roe sang the lines", "posted on X"), or 0."""
    for k in range(len(before) - 1, max(0, len(before) - _LONGEST_PLACE), -1):
        if before[k].low == "posted":
            return k
    if len(before) < 4 or before[-1].low not in _RECITED or before[-2].low not in DETERMINERS:
        return 0
    return len(before) - 3 if is_verb(before, len(before) - 3) else 0


def _is_person(text: str, span: Span) -> bool:
    """Tell a name, "he" and "she" from other subjects: they alone may speak without a verb that says so."""
    low = text[slice(*span)].lower()
    return low in {"he", "she"} or (low not in PRONOUNS | DETERMINERS and bool(_NAME_ALONE.fullmatch(text, *span)))
