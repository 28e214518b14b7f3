"""The fullest mention, in the same text, of what a short form means: "Ann Lee" for "Lee"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from functools import cached_property
from typing import NamedTuple

from analysis.measures.sources.speaker_kind import (
    ORGANISATIONS,
    OUTLETS,
    PERSON_TITLES,
    ROLES,
    UNNAMED,
    head_noun,
    kind_of,
)

_TOKEN = r"(?:(?:[Aa]l|[Ee]l|[Aa]sh?)[-‐‑])?[^\W\d_a-z][\w’'-]*\.?"
_RUN = re.compile(
    rf"(?=[^\W\d_b-df-z]){_TOKEN}(?:[ \xa0](?:(?:al|el|bin|ibn|van|von|de|der|da|di|la)[ \xa0])?{_TOKEN})+"
)
_ABBREVIATED = re.compile(r"\(([A-Z]{2,8})\b")
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_PARTICLE = re.compile(r"(?:al|el|as|ash)[-‐‑ ]", re.IGNORECASE)
_INSIDE = re.compile(r"\b(?:in|into|inside) ([^\W\d_a-z][\w’'-]*)")
_EXPLAINS = re.compile(r" the |, ")
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")
_MAY_BE_POSSESSIVE = frozenset("s'’")
_LONGEST_NAME = 3

# Capitalised at the head of a sentence, or said of people: no part of a name.
NO_NAME = frozenset(
    "the a an and but or if when while as in on at by for from with after before since because although though to of "
    "he she it they we you his her its their our this that these those then now so yet not no former ex meanwhile "
    "unlike like democrat republican democratic monday tuesday wednesday thursday friday saturday sunday january "
    "february march april may june july august september october november december".split()
)

# The first word of a place or of an outlet, but of nobody's name.
_PLACES = frozenset("new north south east west northern southern eastern western latin central united great".split())

# Bodies whose bare name is a name of its own: "the House" is not "the White House".
_OWN_NAME = frozenset("house senate congress parliament majlis state states government party nations".split())


class Mention(NamedTuple):
    """A mention of a speaker, and where what it says begins in the text."""

    at: int
    name: str


class FullNames:
    """The names of one text, by their last word, and what its abbreviations stand for.

    Parameters
    ----------
    text
        The text.
    mentions
        The mentions of its speakers, in order.
    """

    def __init__(self, text: str, mentions: list[Mention]) -> None:
        self.text, self.mentions = text, mentions
        self._known: dict[str, str] = {}

    def full(self, mention: str, at: int) -> str:
        """Return the fullest mention of what the one at `at` means, empty where it is no short form or nothing tells.

        1. An abbreviation ("the NCRI") is what is before it in brackets somewhere in the text, where the initials
           fit ("National Council of Resistance of Iran (NCRI)").
        2. One capitalised word, titles and articles put aside ("Mrs. Lee", "the Post"), is the name in the text that
           ends in it. Of two names with other first words the more frequent one, of two as frequent none; of two with
           the same first word the longest.
        3. A definite noun ("the source") is the last speaker before it whose head ends in that noun and says more ("a
           security source in Diala").
        4. A mention that an earlier one takes up and explains ("the mouthpiece", "the mouthpiece the Dawn daily") is
           that.

        Notes
        -----
        Misleads where a text names two people of one surname and means the less frequent one.
        """
        part = head_noun(mention)
        words = _ARTICLE.sub("", part, count=1).split()
        explained = self._explained(mention, at)
        if not words or explained:
            return explained
        if len(words) == 1 and _bare(words[0]).isupper() and len(_bare(words[0])) > 1:
            return self._abbreviations.get(_bare(words[0]), "")
        while len(words) > 1 and words[0].lower().rstrip(".") in PERSON_TITLES:
            words = words[1:]
        last = _bare(words[-1])
        if len(words) == 1 and last[:1].isupper() and not {last.lower(), last.lower().rstrip("s")} & _NOT_SHORT:
            return self._named(last)
        definite = part[:4].lower() == "the " and len(words) == 1
        return self._before(last.lower(), at) if definite and last.lower() in _NOUNS else ""

    @cached_property
    def _names(self) -> dict[str, Counter[str]]:
        """Names of two words and more by their last word, without an Arabic article."""
        found: dict[str, Counter[str]] = {}
        for run in _RUN.finditer(self.text):
            name: list[str] = []
            for token in run.group().split():
                word = _bare(token.rstrip("."))
                ends = token.endswith(".") and len(word) > 1
                if word.lower() in _IN_NO_NAME or (word.isupper() and len(word) > 1):
                    name = []
                    continue
                name = [*name, word][-_LONGEST_NAME:]
                if len(name) > 1 and len(word) > 1:
                    found.setdefault(_PARTICLE.sub("", word), Counter())[" ".join(_initials(name))] += 1
                if ends or word != token.rstrip("."):
                    name = []
        return found

    @cached_property
    def _abbreviations(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for match in _ABBREVIATED.finditer(self.text):
            letters = match.group(1)
            words = self.text[max(0, match.start() - 150) : match.start()].split()[-2 * len(letters) :]
            for first in range(len(words) - 1, -1, -1):
                if words[first][0] == letters[0] and "".join(w[0] for w in words[first:] if w[0].isupper()) == letters:
                    found.setdefault(letters, " ".join(words[first:]))
                    break
        return found

    @cached_property
    def _places(self) -> set[str]:
        """What the text has after "in": "in Redland-Sud" has both "Redland-Sud" and "Redland"."""
        words = {match.group(1) for match in _INSIDE.finditer(self.text)}
        return {word[: edge.start()] for word in words for edge in re.finditer(r"\b", word)}

    @cached_property
    def _more(self) -> dict[str, list[Mention]]:
        """The mentions that say more than their head noun, by that noun."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            words = head_noun(mention.name).lower().split()
            if words and words not in (words[-1:], ["the", words[-1]]) and words[0] != "another":
                found[words[-1]].append(mention)
        return found

    @cached_property
    def _explaining(self) -> dict[str, list[Mention]]:
        """The mentions that take up another one and explain it, by that other: "the paper, …", "the paper the Dawn"."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            for joint in _EXPLAINS.finditer(mention.name):
                found[mention.name[: joint.start()]].append(mention)
        return found

    def _named(self, last: str) -> str:
        if last not in self._known:
            self._known[last] = self._find_named(last)
        return self._known[last]

    def _find_named(self, last: str) -> str:
        names = self._names.get(_PARTICLE.sub("", last), Counter())
        outlet = last.lower() in _BODIES
        if last in self._places:
            names = Counter({name: n for name, n in names.items() if name.endswith(f" {last}")})  # al-Redland
        fitting = {name: n for name, n in names.items() if outlet or _is_person(name)}
        if not fitting:
            return ""
        by_first = Counter[str]()
        for name, n in fitting.items():
            by_first[name.split()[0]] += n
        (first, most), *others = by_first.most_common()
        if others and others[0][1] == most:
            return ""
        return max((name for name in fitting if name.split()[0] == first), key=len)

    def _before(self, noun: str, at: int) -> str:
        return _last_before(self._more.get(noun, []), at)

    def _explained(self, mention: str, at: int) -> str:
        return _last_before(self._explaining.get(mention, []), at) if " " in mention else ""


def _last_before(mentions: list[Mention], at: int) -> str:
    k = bisect_left(mentions, (at, ""))
    return mentions[k - 1].name if k else ""


_IN_NO_NAME = NO_NAME | PERSON_TITLES | ROLES | UNNAMED
_BODIES = OUTLETS | ORGANISATIONS
_NOT_SHORT = _OWN_NAME | NO_NAME
_NOUNS = UNNAMED | ROLES | OUTLETS | (ORGANISATIONS - _OWN_NAME)


def _is_person(name: str) -> bool:
    return kind_of(name) == "person" and name.split(maxsplit=1)[0].lower() not in _PLACES


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word) if word[-1:] in _MAY_BE_POSSESSIVE else word


def _initials(name: list[str]) -> list[str]:
    return [f"{word}." if len(word) == 1 else word for word in name]
