"""What happened to those that a number counts: "12 miners were killed", "killed at least 12", "a death toll of 17"."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np

from analysis.measures.framing.mentions.counted_nouns import Phrases
from analysis.measures.framing.mentions.number_words import begins_number
from analysis.texts.attribution.speaker_nouns import ROLES
from analysis.texts.readers.outcomes import Outcome, read_outcomes

_BEFORE, _BEHIND = 14, 18  # words around a number in which no word of the list means no outcome
_HAVE = frozenset("has have had having".split())
_BE = frozenset("is are was were be been being get gets got".split())
_LINKS = frozenset("found left reported confirmed declared pronounced gone went shot who that".split())
_NOT_QUITE = frozenset("nearly almost narrowly allegedly barely".split())
_ADVERBS = frozenset("also since later then already now still together all both".split())
_SKIPPED = frozenset("the another an a estimated total of all these those our its their his some other".split())
_NOT_SO = frozenset("not never without neither nor if unless whether could might would may attempted cannot".split())
_AMOUNTS = frozenset("dozens scores hundreds thousands many several others more some at".split())
_INSIDE_OTHERS = frozenset("of in from for with by to on against between near inside outside through under".split())
_DEADLY = frozenset("beaten stabbed burned burnt shot hacked crushed trampled starved tortured put".split())
_LOST = frozenset("claimed claims claiming cost costing took takes taking".split())
_FLED = frozenset("home homes house houses village villages fighting war violence homeland".split())
_CLOSING = frozenset(  # what may follow "12 miners killed" where nobody among them killed
    "in on by at during when after near since last yesterday today this from while as including overnight".split()
)
_NO_PEOPLE = frozenset(
    "time occasion block mile place town village city attack incident round bill deal proposal project job plan law "
    "amendment motion account company vessel ship boat car truck house building home file document letter bird tree "
    "programme program case talk goal idea business crop hope feature market share vehicle cow animal dog horse cat "
    "fish sheep cattle bear wolf computer device machine".split()
)
_TOLL = re.compile(
    r"(?:^| )((?:(death|body|fatality) (?:toll|count)|toll of (?:the )?(dead)|"
    r"number of (?:the )?(?:people |those )?(\w+))"
    r"((?: \w+){0,5}?) (?:of|to|at|is|was|reached|hit|topped|exceeded|passed|stands|stood|past))$"
)
_TOLL_WORDS = 10
_IN_PHRASE = frozenset("of from in on at near".split())
_NOT_IN_PHRASE = frozenset(
    "who whom that which where when while whose if as because after before and but or said says say told to by he she "
    "they it we i there than".split()
)
_PLURAL_VERBS = frozenset("were are have".split())
_LONGEST_PHRASE = 10
_ASIDES = frozenset("including among most mostly all some many".split())
_MIXED = "mixed"


_PERSONS = ROLES | frozenset(
    "person child boy girl woman man baby infant migrant refugee pupil student resident civilian guard crew american "
    "recruit conscript nun monk aide relative patient tourist hostage servant pilot cadet orphan body".split()
)
_PERSON_ENDINGS = ("man", "woman", "person", "child", "ist", "ian", "ner", "lor", "dier", "ger", "ker", "yee", "ier")


class Toll(NamedTuple):
    """Words before a number that say what it counts, such as "the death toll rose to": how many, noun and outcome."""

    n: int
    noun: str
    outcome: str


class OutcomeWords:
    """Where the words of outcomes are in some texts, and what they say of the numbers near them.

    Only the clause of the number is read, and nothing is returned where two outcomes are told of it, where it is told
    as possible or denied, or where somebody else may be meant.
    """

    def __init__(self, words: Phrases) -> None:
        self.words, self.known = words, read_outcomes()
        listed = np.array(
            [term in self.known or term in ("life", "lives", "death") for term in words.terms], dtype=bool
        )
        total = np.concatenate(([0], np.cumsum(listed[words.codes])))
        rows = np.arange(len(words.codes))
        last = np.minimum(rows + _BEHIND, len(rows))
        self._near = total[last] > total[np.maximum(rows - _BEFORE, 0)]

    def near(self, row: int) -> bool:
        """Return whether a word of an outcome is near a row at all."""
        return bool(self._near[row])

    def toll(self, begin: int) -> Toll | None:
        """Return the words before a number that make it a number of the dead, the wounded or others."""
        if not self.near(begin):
            return None
        found = _TOLL.search(" ".join(self.words.preceding(begin, _TOLL_WORDS)))
        if found is None:
            return None
        noun = "death" if found[2] else found[3] or found[4]
        what = self.known.get(noun)
        between = found[5].split()
        if what is None or any(begins_number(word) or word in self.known for word in between):
            return None
        plural = noun[:-1] if what.role == "noun" and noun.endswith("s") else noun
        return Toll(len(found[1].split()), plural, what.outcome)

    def of(self, rows: tuple[int, int, int], noun: str, *, none: bool) -> str:
        """Return what happened to those that a number counts, or nothing.

        Parameters
        ----------
        rows
            The first word of the number, with what says its bound; the last word of the number; the last of the phrase.
        noun
            What it counts, in the singular.
        none
            Whether it tells that there is none.
        """
        begin, number, last = rows
        if not self.near(begin) or noun in _NO_PEOPLE:
            return ""
        before = self.words.preceding(begin, 3)
        if any(word in _NOT_SO or word.endswith("n't") for word in before):
            return ""
        if noun == "life":
            return self._lives(last, before)
        told = {self._counted(noun, last), self._in_object(begin), self._behind(last, before, none=none)}
        told |= {self._word(row, ("done", "state")) for row in range(number + 1, last)}
        toll = self.toll(begin)
        told = (told | ({toll.outcome} if toll else set())) - {""}
        outcome = told.pop() if len(told) == 1 else ""
        if outcome == "missing" and not (_is_person(noun) or self._of_noun(noun) or toll):
            return ""
        return "" if outcome == _MIXED else outcome

    def _what(self, row: int) -> Outcome | None:
        return self.known.get(self.words.term(row))

    def _word(self, row: int, roles: tuple[str, ...]) -> str:
        what = self._what(row)
        return what.outcome if what and what.role in roles else ""

    def _of_noun(self, noun: str) -> str:
        what = self.known.get(noun)
        return what.outcome if what else ""

    def _counted(self, noun: str, last: int) -> str:
        """Return the outcome of what is counted itself, "six dead"; not of a sum: "six dead and wounded"."""
        outcome = self._of_noun(noun)
        return _MIXED if outcome and self._goes_on(last, outcome) else outcome

    def _goes_on(self, row: int, outcome: str) -> bool:
        """Return whether another outcome is joined to one, "killed or wounded", with no number of its own behind it."""
        ahead = self.words.following(row, 4)[1:]
        other = self.known.get(ahead[1]) if len(ahead) > 1 and ahead[0] in ("and", "or") else None
        own = len(ahead) > 2 and (begins_number(ahead[2]) or ahead[2] in _AMOUNTS)
        return other is not None and other.outcome != outcome and not own

    def _lives(self, last: int, before: list[str]) -> str:
        """Return what "11 lives" tell: lost, or claimed by something."""
        if "lost" in self.words.following(last, 5)[1:] or any(word in _LOST for word in before):
            return "killed"
        return "killed" if before[-2:] == ["loss", "of"] else ""

    def _in_object(self, begin: int) -> str:
        """Return the outcome of the verb, or the noun with "of", whose object the number is."""
        before, skipped = self.words.preceding(begin, 8), list[str]()
        while before and before[-1] in _SKIPPED and len(skipped) < 4:
            skipped.append(before.pop())
        what = self.known.get(before[-1]) if before else None
        if before[-1:] == ["lives"] and skipped[-1:] == ["of"]:
            return "killed" if _LOST.intersection(before[-4:]) else ""
        if before[-2:] == ["shot", "dead"]:
            return "killed" if not _BE.intersection(before[-4:]) else ""
        if what is None:
            return ""
        earlier = before[:-1]
        if earlier and any(word in _NOT_SO or word.endswith("n't") for word in earlier[-3:]):
            return ""
        if what.role == "noun" or (what.role == "doing" and skipped and skipped[-1] == "of"):
            return what.outcome if skipped and skipped[-1] == "of" else ""
        if what.role not in ("done", "doing") or before[-1] == "hurt" or (skipped and skipped[-1] == "of"):
            return ""
        while earlier and earlier[-1].endswith("ly"):
            earlier = earlier[:-1]
        if earlier and what.role == "done" and (earlier[-1] in _BE or earlier[-1] in _SKIPPED):
            return ""
        if len(earlier) > 1 and earlier[-1] in ("and", "or"):
            other = self.known.get(earlier[-2])
            if other and other.outcome != what.outcome:
                return _MIXED
        return what.outcome

    def _behind(self, last: int, before: list[str], *, none: bool) -> str:
        """Return the outcome of the verb or the state whose subject the number is."""
        if any(word in _INSIDE_OTHERS for word in self._prepositions(before)):
            return ""
        words, be, have, left = self.words, False, False, 8
        row, crosses = self._aside(last)
        while left and (crosses or words.joined(row)):
            row, left, crosses = row + 1, left - 1, False
            term = words.term(row)
            if term in _BE or term in _HAVE:
                be, have = be or term in _BE, have or term in _HAVE
            elif term in _DEADLY and words.following(row, 3)[1:] == ["to", "death"]:
                return "killed" if be or self._closes(row + 2) else ""
            elif term in self.known:
                return self._told(row, be=be, have=have, none=none)
            elif term in ("shot", "stabbed") and words.following(row, 2)[1:] == ["and"]:
                row += 1
            elif term in _NOT_QUITE or not (term in _LINKS or term in _ADVERBS or term.endswith("ly")):
                return ""
        return ""

    def _prepositions(self, before: list[str]) -> list[str]:
        """Return the word before a number that may make it part of another phrase: "relatives of the 12 miners"."""
        while before and before[-1] in _SKIPPED - {"of"}:
            before = before[:-1]
        return before[-1:]

    def _aside(self, last: int) -> tuple[int, bool]:
        """Return the row before the verb behind an aside, and whether a comma parts them.

        "52 people, including ten children, were killed": for the people, and for the children, who are in it.
        """
        words = self.words
        if not words.gap_is_comma(last):
            return self._over_phrase(last), False
        if "including" in words.preceding(last, 6):
            return last, words.term(last + 1) in _BE | _HAVE
        if words.term(last + 1) not in _ASIDES:
            return last, False
        for row in range(last + 1, min(last + 10, len(words.codes) - 2)):
            if words.gap_is_comma(row):
                goes_on = words.term(row + 1) in _BE | _HAVE or bool(self._word(row + 1, ("undergone",)))
                return (row, True) if goes_on else (last, False)
            if not words.joined(row):
                break
        return last, False

    def _over_phrase(self, last: int) -> int:
        """Return the row before the verb behind a phrase of the noun: "two boys of the town | were killed"."""
        words = self.words
        ahead = words.following(last, _LONGEST_PHRASE)[1:]
        if not ahead or ahead[0] not in _IN_PHRASE:
            return last
        for n, term in enumerate(ahead[1:], start=1):
            if term in _PLURAL_VERBS or self._word(last + 1 + n, ("undergone",)):
                return last + n
            if term in _NOT_IN_PHRASE or term in self.known or term in _BE | _HAVE:
                break
        return last

    def _told(self, row: int, *, be: bool, have: bool, none: bool) -> str:
        """Return the outcome of a word behind a number, if its form says that it happened to those counted."""
        words, what = self.words, self.known[self.words.term(row)]
        if what.role in ("doing", "noun") or (what.role == "done" and have and not be):
            return ""
        if what.role == "undergone" and words.term(row) in ("fled", "flee", "flees"):
            return what.outcome if any(word in _FLED for word in words.following(row, 5)) else ""
        if what.role in ("done", "state") and not be and not self._closes(row):
            return ""
        return _MIXED if not none and self._goes_on(row, what.outcome) else what.outcome

    def _closes(self, row: int) -> bool:
        """Return whether a participle behind its noun has no object: "12 miners killed in", not "killed three"."""
        ahead = self.words.following(row, 3)[1:]
        if not ahead:
            return True
        if ahead[0] in ("and", "or"):
            return len(ahead) > 1 and (begins_number(ahead[1]) or ahead[1] in _AMOUNTS)
        return ahead[0] in _CLOSING


def _is_person(noun: str) -> bool:
    """Return whether a noun in the singular is of people, as far as words that things are missing of need it."""
    return noun in _PERSONS or noun.endswith(_PERSON_ENDINGS)
