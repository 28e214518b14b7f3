"""Words that deny what somebody said, such as "dismissed", "not true", "no such", and what only looks like them."""

from __future__ import annotations

import re
from typing import NamedTuple

_REACH = 400  # characters around a word that are read; a "sentence" may be a page without a stop
_VERBS = (
    "deny denies denied denying dismiss dismisses dismissed dismissing reject rejects rejected rejecting refute "
    "refutes refuted refuting rebut rebuts rebutted rebutting contradict contradicts contradicted contradicting "
    "dispute disputes disputed disputing debunk debunks debunked debunking repudiate repudiates repudiated repudiating "
    "denial denials"
).split()
_NOT_SO = (
    "true false untrue baseless unfounded groundless fabricated fabrication fabrications lie lies hoax nonsense "
    "incorrect wrong invented invention inaccurate"
).split()
FORMS = (*_VERBS, *_NOT_SO, "no such", "no truth", "no basis", "no substance", "no foundation")
"""The entries that are looked up; `denial_at` says which of their uses deny something."""

SAID = (
    "claims?|reports?|allegations?|accusations?|charges?|assertions?|statements?|stor(?:y|ies)|rumou?rs?|suggestions?|"
    "figures?|numbers?|notions?|accounts?|estimates?|versions?|insinuations?|news|talk|tolls?|tall(?:y|ies)|assumptions?|"
    "ideas?|tales?|counts?|testimon(?:y|ies)"
)
"""Words for what was said, as a pattern."""

# A word for what was said, not a claim for money, nor a charge in court, nor "a number of offers".
_WORDS_SAID = re.compile(
    rf"(?<!-)\b(?:{SAID})\b(?!-)(?!\s+(?:for\b(?!\s+example)|card\b))(?<!\ba number)(?!\s+against\b)", re.IGNORECASE
)
# What is kept from somebody, or disowned: nothing that was said.
_WITHHELD = re.compile(
    r"\b(?:entry|entrance|access|visas?|permission|permits?|bail|parole|asylum|treatment|aid|help|relief|boarding|leave|"
    r"rights?|services?|food|water|medicines?|care|shelter|passage|credit|loans?|licen[cs]es?|citizenship|justice|benefits?|"
    r"admission|passports?|promotions?|pensions?|coverage|requests?|applications?|appeals?|motions?|petitions?|opportunit\w+|"
    r"chances?|responsibility|involvement|knowledge|wrongdoing|guilt|liability|blame|tenure|custody|refunds?|compensation|representation|membership|freedoms?|education)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"(?:\bnot|n['’]t|\bcannot|\bnever|\bnor|\bneither|\bwithout|\bhardly|\b(?:refus|declin|fail)\w*\s+to|"
    r"\b(?:hard|difficult|impossible)\s+to)\s+(?:\w+ly\s+|even\s+|be\s+)?$",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"\b(?:nobody|no\s+one|none|few)\b(?:\s+of\s+\w+(?:\s+\w+)?)?\s+\w*\s*$", re.IGNORECASE)
_ASKED = re.compile(r"\b(?:if|whether)\b[^.;!?]*$", re.IGNORECASE)
_PASSIVE = re.compile(
    r"\b(?:am|is|are|was|were|be|been|being|get|gets|got)(?:n['’]t)?(?:\s+\w+ly|\s+also|\s+since)?\s+$", re.IGNORECASE
)
_AGENT = re.compile(
    r"\s(?:\w+\s+){0,4}?by\s+((?!\w+ing\b)[^,.;:!?()]+?)(?=\s+(?:on|in|at|as|who|after|when)\b|[,.;:!?()]|$)"
)
_POINTER = re.compile(r"\s*(?:it|this|that|them)\b(?=\s*(?:[,.;:!?”\"]|$|as\b|on\b|in\b|and\b|but\b))", re.IGNORECASE)
_THAT = re.compile(r"\s+that\b", re.IGNORECASE)
_THAT_CLAUSE = re.compile(
    r"\s+that\s+(?:there|the|any|no|it|he|she|they|his|her|its|their|some|\d[\d,]*|two|three|four|five|six|seven|eight|"
    r"nine|ten|eleven|twelve|\w+teen|\w+ty)\b",
    re.IGNORECASE,
)
# "the claim, which the minister denied": the words for what was said, what is told of it, and who denies it.
_RELATED = re.compile(
    rf"\b(?:{SAID})\b([^;.]*?),?\s+(?:which|that)\s+((?:\w+\s+)*?\w+?)\s+(?:ha[sd]\s+)?$", re.IGNORECASE
)
_BE = "had|has|have|was|were|are|is|did|do|does|will|would|can|could"
_GIVEN = re.compile(  # "denied the guards a funeral"
    rf"\s+(?:the|these|those|his|her|its|their)\s+(?:(?!(?:{_BE})\b)\w+\s+){{1,3}}(?:an?|their|his|her|its)\s",
    re.IGNORECASE,
)
_NOUN_BEFORE = re.compile(r"\b(?:a|an|the|this|any|his|her|their|its|our|no|of|in|over|under|\w+['’]s)\s+(?:\w+\s+)?$")
_LINK = re.compile(
    r"\b(?:is|are|was|were|be|been|being|as|it['’]s|that['’]s|(?:is|are|was|were)n['’]t)\s+"
    r"(?:(?:not|never|simply|just|all|plain|pure|completely|entirely|\w+ly|a|an|the|pack|of|total|complete|outright|far|"
    r"from|\w+(?:,|\s+and|\s+or))\s+){0,4}$",
    re.IGNORECASE,
)
_CALLED = re.compile(r"\b(?:call|brand|label|deem|declar|term|consider|prov)\w*\b", re.IGNORECASE)
_ARTICLES = re.compile(
    r"(?:^|\s)(?:(?:an?|the|completely|entirely|totally|\w+ly|pure|plain|outright)\s+)*$", re.IGNORECASE
)
_NOT = re.compile(r"(?:\b(not|never|far\s+from)\s+|(n['’]t)\s+)(?:\w+ly\s+|at\s+all\s+)?$", re.IGNORECASE)
_SUBJECT = re.compile(r"\b(?:it|this|that|which)\b", re.IGNORECASE)
_MORE = re.compile(
    r"\s*(?:of|that|about|on|regarding|concerning|over|from|by|in)\b(?!\s+(?:\w+day|purpose)\b)", re.IGNORECASE
)


class Denying(NamedTuple):
    """A use of a word that denies something.

    Attributes
    ----------
    start, end
        Where it is in its text; a "not" right before it belongs to it.
    first, last
        Where the words are that may repeat what is denied.
    points_back
        Whether it denies what the sentence before it told: "denied it", "dismissed the report".
    agent
        Who denies it, where the sentence says so after "by".
    is_verb
        Whether it is a verb with its subject before it.
    """

    start: int
    end: int
    first: int
    last: int
    points_back: bool = False
    agent: str = ""
    is_verb: bool = False


def denial_at(text: str, sentence: tuple[int, int], start: int, end: int) -> Denying | None:
    """Return the denial that a form makes at a place of a sentence; None where it denies nothing that was said.

    >>> said = "The port denied the report of armed guards."
    >>> denial_at(said, (0, len(said)), 9, 15).points_back
    False
    >>> denial_at("The port denied entry to guards.", (0, 32), 9, 15)
    """
    sentence = (max(sentence[0], start - _REACH), min(sentence[1], end + _REACH))
    word, before, behind = text[start:end].lower(), text[sentence[0] : start], text[end : sentence[1]]
    if word == "no such":
        noun = _THREE_WORDS.match(behind)
        return Denying(start, end, start, end + (noun.end() if noun else 0))
    if word.startswith("no "):
        return _no_truth(behind, (start, end), sentence)
    if word in _NOT_SO:
        return _not_so(text, sentence, start, end)
    if _NEGATED.search(before) or _NOBODY.search(before) or _ASKED.search(before):
        return None
    if word.startswith("denial"):
        return _noun(before, behind, (start, end), sentence)
    if _PASSIVE.search(before):
        said = _WORDS_SAID.search(before) or re.search(r"\bit\b", before, re.IGNORECASE)
        agent = _AGENT.match(behind)
        if said is None:
            return None
        back = not _MORE.match(before[said.end() :])
        return Denying(start, end, sentence[0] + said.start(), sentence[1], back, agent[1] if agent else "")
    if word in ("dispute", "disputes") and _NOUN_BEFORE.search(before):
        return None
    related = _RELATED.search(before) if re.match(r"\s*(?:[,.;!?”\"]|$)", behind) else None
    if related:
        back = not _MORE.match(related[1])
        return Denying(start, end, sentence[0] + related.start(), sentence[1], back, related[2])
    pointed = _POINTER.match(behind)
    if pointed is None and not _denies(word, behind):
        return None
    said = _WORDS_SAID.search(behind[:60])
    back = pointed is not None or (said is not None and _is_short(behind, said))
    return Denying(start, end, start, sentence[1], back, is_verb=True)


def _no_truth(behind: str, place: tuple[int, int], sentence: tuple[int, int]) -> Denying:
    """Return the denial of "no truth": it points back where nothing more is told of the claim."""
    of = re.match(r"\s+(?:to|in|for)\b", behind)
    rest = behind[of.end() :] if of else behind
    said = _WORDS_SAID.search(rest[:60])
    return Denying(*place, place[0], sentence[1], bool(_POINTER.match(rest) or (said and _is_short(rest, said))))


def _noun(before: str, behind: str, place: tuple[int, int], sentence: tuple[int, int]) -> Denying | None:
    of = re.match(r"\s+(?:of|to)\b.{0,25}", behind)
    if re.search(r"\bin\s+$", before) or (of and _WITHHELD.search(of[0])):
        return None
    return Denying(*place, place[0], sentence[1], is_verb=True)


def _denies(word: str, behind: str) -> bool:
    """Return whether what follows a verb is something said: for "deny" anything but what is withheld from somebody."""
    near = " ".join(behind.split()[:7])
    said = _WORDS_SAID.search(near)
    if not word.startswith("den"):
        that = _THAT if word.startswith(("disput", "refut")) else _THAT_CLAUSE
        return said is not None or that.match(behind) is not None
    if _GIVEN.match(behind) and not _THAT.match(behind):
        return False
    if re.match(r"(?:them|him|us|me|you)\b", near) and not _THAT.match(behind):
        return False
    withheld = _WITHHELD.search(near)
    told = re.search(r"\bthat\b", near)
    marks = [found.start() for found in (said, told) if found]
    return withheld is None or bool(marks and min(marks) < withheld.start())


def _is_short(behind: str, said: re.Match[str]) -> bool:
    """Return whether an object is a word for what was said and nothing more: "the report", "these claims"."""
    lead = [word for word in behind[: said.start()].split() if not _OWNER.search(word)]
    return len(lead) <= 2 and all(word.lower() in _DEFINITE for word in lead) and not _MORE.match(behind[said.end() :])


_THREE_WORDS = re.compile(r"(?:\s+[\w-]+){1,3}")
_OWNER = re.compile(r"['’]s?$")
_DEFINITE = frozenset("the these those this that such all both his her its their".split())


def _not_so(text: str, sentence: tuple[int, int], start: int, end: int) -> Denying | None:
    """Return the denial that says of something said that it is not true, false, or a lie."""
    before = text[sentence[0] : start]
    negated = _NOT.search(before)
    if (text[start:end].lower() == "true") != bool(negated) or _ASKED.search(before):
        return None
    said = _WORDS_SAID.search(before)
    subject = said or (None if text[start:end].lower() in ("wrong", "incorrect") else _SUBJECT.search(before))
    linked = _LINK.search(before) if subject else None
    called = _CALLED.search(before[: said.start()]) if said else None
    if subject is None or not (linked or (called and _ARTICLES.search(before))):
        return None
    behind = text[end : sentence[1]]
    back = not _MORE.match(before[subject.end() :]) and not _THAT.match(behind)
    first = sentence[0] + subject.start()
    begin = start - len(before) + negated.start(1) if negated and negated[1] else start
    return Denying(begin, end, first, sentence[1], back)
