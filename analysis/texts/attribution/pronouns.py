"""Who a pronoun means: the mentions of speakers in the order of a text, pronouns replaced where that is safe."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from analysis.texts.attribution.subjects import main_subject
from analysis.texts.attribution.word_classes import ARTICLES, DEMONSTRATIVES, PRONOUNS
from analysis.texts.segmentation.document import ParsedText
from analysis.texts.segmentation.paragraphs import Span

_NOBODY = DEMONSTRATIVES | frozenset("i we you who".split())
_REACH = 600  # characters of the sentence before that are read
_TITLED = re.compile(r"\b(?:Mrs?|Ms|Miss|Mister|Sir|Lady|Madam|Queen|King)\b\.?\s+(?:[A-Z][\w’'-]*\s*){1,4}")
_FEMALE = re.compile(r"(?:Mrs|Ms|Miss|Lady|Madam|Queen)\b")


def speakers(reading: ParsedText, mentions: list[Span | None]) -> list[str]:
    """Return each mention as written; "he", "she", "it" and "they" become the full mention that they go back to.

    Parameters
    ----------
    reading
        The text.
    mentions
        The extents of the mentions, in the order of what they attribute; None where there is none.

    Notes
    -----
    A pronoun goes back to the speaker before it, in this paragraph or the one before; "it" and "they" to the subject of
    the sentence before, where that is newer and a name. "she" passes over "Mr. Roe", "he" over "Mrs. Roe". Where
    nothing fits it is empty. Misleads where two people without a title that helps are named in turn.
    """
    unit_starts = [start for start, _ in reading.body[0]]
    titled = [(match.start(), match.group().strip()) for match in _TITLED.finditer(reading.text)]
    named: list[tuple[int, str]] = []
    found = []
    for mention in mentions:
        name = reading.text[slice(*mention)] if mention else ""
        if mention and name.lower() in PRONOUNS | _NOBODY:
            unit = bisect_right(unit_starts, mention[0]) - 1
            near = unit_starts[max(0, unit - 1)] if unit >= 0 else 0
            name = "" if name.lower() in _NOBODY else _meant(reading, mention[0], name.lower(), near, [named, titled])
        if mention and name:
            named.append((mention[0], name))
        found.append(name)
    return found


def _meant(reading: ParsedText, at: int, pronoun: str, near: int, known: list[list[tuple[int, str]]]) -> str:
    """Return what a pronoun means, among those named as speakers or with a title; each list is in order."""
    named, titled = known
    last = next(
        (person for person in reversed(named[-4:]) if near <= person[0] < at and _fits(pronoun, person[1])), None
    )
    subject = _subject_before(reading, at, near)
    newer = last is None or (subject is not None and pronoun in {"it", "they"} and subject[0] > last[0])
    if subject and newer and _fits(pronoun, subject[1]):
        last = subject
    if pronoun in {"he", "she"} and (last is None or last is subject):  # a title names a person more surely
        k = bisect_left(titled, (at, ""))
        fitting = [person for person in titled[max(0, k - 8) : k] if person[0] >= near and _fits(pronoun, person[1])]
        last = fitting[-1] if fitting else last
    return last[1] if last else ""


def _subject_before(reading: ParsedText, at: int, near: int) -> tuple[int, str] | None:
    """Return the subject of the sentence before, if it is a name or a body and no pronoun."""
    sentences = reading.body[1]
    k = bisect_right(sentences, (at, len(reading.text))) - 1
    if k < 1 or sentences[k - 1][0] < near or reading.text[sentences[k - 1][0]] in "([":
        return None
    start, end = sentences[k - 1]
    span = main_subject(reading.text, reading.between(max(start, end - _REACH), end))
    name = reading.text[slice(*span)] if span else ""
    if not span or name.lower() in PRONOUNS or not re.search(r"[A-Z]", name[1:] if name[:4] == "The " else name):
        return None
    return span[0], name


def _fits(pronoun: str, name: str) -> bool:
    title = _TITLED.match(name)
    if not title:
        words = name.split()
        return pronoun in {"it", "they"} or (words[0].lower() not in ARTICLES and words[-1][:1].isupper())
    if pronoun in {"it", "they"}:
        return False
    return bool(_FEMALE.match(name)) == (pronoun == "she")
