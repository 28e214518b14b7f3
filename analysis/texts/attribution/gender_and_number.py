"""Whether a mention can be "he", "she", "it" or "they": by its title, its noun, and what the text says of the name.

No list of first names: a sex is known only where the text tells it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from analysis.texts.attribution.speaker_nouns import (
    DOCUMENTS,
    ORGANISATIONS,
    OUTLETS,
    PERSON_TITLES,
    ROLES,
    UNNAMED,
    WIRES,
    can_speak,
    singular,
)
from analysis.texts.attribution.word_classes import (
    ADVERBIAL_OPENERS,
    ARTICLES,
    BREAKS,
    DETERMINERS,
    MONTHS,
    NAME_PARTICLES,
    PREPOSITIONS,
    PRONOUNS,
    TIME_OPENERS,
)
from analysis.texts.segmentation.paragraphs import Span

_FEMALE = frozenset(
    "mrs ms miss lady madam dame queen princess woman girl mother daughter sister wife aunt niece grandmother widow "
    "actress spokeswoman chairwoman congresswoman businesswoman policewoman councilwoman waitress nun".split()
)
_MALE = frozenset(
    "mr mister sir lord king prince man boy father son brother husband uncle nephew grandfather widower actor "
    "spokesman chairman congressman businessman policeman fireman councilman monk".split()
)
_FAMILY = frozenset(
    "uncle aunt nephew niece cousin grandmother grandfather widow widower boy girl victim driver farmer baker miner "
    "captain mec mla mep msp speaker pilot parent patient passenger pupil tenant trader neighbour neighbor".split()
)
_GROUPS = frozenset(
    "people some others many several few everyone someone police staff family crew crowd public couple duo pair trio "
    "majority most all both".split()
)
_PERSONS = (PERSON_TITLES | ROLES | UNNAMED | _FAMILY | _FEMALE | _MALE) - _GROUPS
_COMPANIES = frozenset(
    "oil gas steel marine motors energy airlines airways holdings industries systems technologies foods pharma plc "
    "gmbh ag sa nv llc media capital partners bros sons news water rail power city united town university "
    "security affairs relations defence defense intelligence trade finance health education".split()
)
_BODIES = ORGANISATIONS | OUTLETS | WIRES | _COMPANIES
_NO_PERSONS = _BODIES | DOCUMENTS
_SUBJECT = 3  # what "he" in the sentence of a name tells, against "his" or a pronoun in the next
_MOST = 3  # times as often as the other pronoun is
_SHORTEST_PARTICIPLE = 4  # letters
_LONGEST_ROLE = 4  # words
_DAYS = TIME_OPENERS - {month.lower() for month in MONTHS}
_NOT_TRADES = _BODIES | DOCUMENTS
_SMALL = DETERMINERS | PREPOSITIONS | PRONOUNS | BREAKS | ADVERBIAL_OPENERS | _DAYS
_NAME = r"[A-Z][\w’'-]*+\.?"
_PAIRS = re.compile(
    rf"([A-Z](?<!\w[A-Z])[\w’'-]*+\.?)\s(?:(?:{'|'.join(sorted(NAME_PARTICLES))})\s){{0,2}}(?=({_NAME}))"
)
_GENDERED = _FEMALE | _MALE
_PRONOUN_SEX = {"he": 0, "his": 0, "himself": 0, "she": 1, "her": 1, "herself": 1}
_BEFORE_CAPITAL = re.compile(r"\b([A-Za-z]++)\.?,?\s(?=[A-Z])")
_PLACING = frozenset("in from across near outside throughout".split())
_PLACE = re.compile(r"[A-Z][\w’'-]*")
_NAMES = re.compile(rf"(?:{_NAME}\s?){{1,4}}")
_BEFORE_COMMA = re.compile(rf"\b(?:{_NAME}\s){{0,3}}{_NAME}$")
_LONGEST_NAME = 200  # characters
_NOUN_AFTER = re.compile(rf",\s(?:\d+,\s)?(?:[\w’'-]+\s){{0,4}}?({'|'.join(sorted(_GENDERED))})\b")
_NO_LETTERS = re.compile(r"[’'](?:s|$)|[.,:]$")
# What the sex of a name is learned from: names, pronouns, and marks. Few places begin a pronoun, or may.
_TELLING = re.compile(r"[A-Z][\w’'-]*+(?: [A-Z][\w’'-]*+)*+|\b(?:s?he|his|her|(?:him|her)self)\b")
_MAY_BE_PRONOUN = re.compile(r"[hHsS](?<!\w[hs])(?:[eEiI]|(?<=[sS])[hH][eE])")
_MARK = re.compile(r"[“”\"!?\n.](?:(?<!\.)|(?<![A-Z]\.)(?<!Mr\.)(?<!Mrs\.)(?<!Ms\.)(?<!Dr\.))")
_HEAD_ENDS = re.compile(r"[,;(\[–—]|\s(?:who|whom|whose|which|that)\b")


class Agreement:
    """What a text tells of the names in it: whose they can be."""

    def __init__(self, text: str) -> None:
        self.people: set[str] = set()  # the words of names of two words or more
        self.surnames: set[str] = set()
        for first, second in _PAIRS.findall(text):
            if first.lower() not in _SMALL and not {first.lower(), second.lower()} & _BODIES:
                self.people |= {first, second}
                self.surnames.add(second)
        self.places: set[str] = set()
        self.guessed: list[tuple[str, bool]] = []
        self.female: dict[str, bool | None] = {}
        self._text = text
        self._learn_from(text)
        self.surnames -= self.places
        self.places -= self.people

    def _learn_from(self, text: str) -> None:
        """Note what is before a name ("Mrs. Roe", "in Leeds") and what is behind one ("Ann Roe, a mother").

        A pattern that begins with all these words would be tried at every word of the text.
        """
        end = place_end = 0
        for match in _BEFORE_CAPITAL.finditer(text):
            word = match.group(1)
            if word in _PLACING and match.end(1) + 1 == match.end() and match.start() >= place_end:
                place = _PLACE.match(text, match.end())
                assert place
                place_end = place.end()
                self.places.add(place.group())
            elif word.lower() in _GENDERED and match.start() >= end:
                name = _NAMES.match(text, match.end())
                assert name
                end = name.end()
                apart = "," in text[match.end(1) : match.end()]
                (self._guess if apart else self.learn)(name.group().strip(), word.lower() in _FEMALE)
        end = 0
        for match in _NOUN_AFTER.finditer(text):
            named = _BEFORE_COMMA.search(text, max(end, match.start() - _LONGEST_NAME), match.start())
            if named:
                end = match.end()
                self._guess(named.group(), match.group(1) in _FEMALE)

    def _guess(self, name: str, female: bool) -> None:
        """Note the sex that a noun after a comma tells: "Ann Roe, a mother of two", but "Roe, with his mother" too."""
        if " " in name:
            self.female.setdefault(name, female)
        self.guessed.append((name.rsplit(maxsplit=1)[-1], female))

    @cached_property
    def votes(self) -> dict[str, list[int]]:
        """How often "he" and "she" go with each surname that is the one name of their sentence or of the one before."""
        votes: dict[str, list[int]] = {}
        for name, female in self.guessed:
            votes.setdefault(name, [0, 0])[female] += _SUBJECT
        perhaps = [match.start() for match in _MAY_BE_PRONOUN.finditer(self._text)]
        if not perhaps or not self.people:
            return votes
        before: set[str] | list[Span] = []  # the names of the sentence before, or where they would be found
        k = 0
        for pieces, end in self._sentences():
            following = bisect_left(perhaps, end, k)
            opened, names = False, set[str]()
            if following == k or not any(bisect_left(perhaps, a) < bisect_left(perhaps, b) for a, b in pieces):
                k, before = following, pieces  # most sentences
                continue
            k = following
            if isinstance(before, list):
                before = {word for word, _ in self._told(before) if word in self.people}
            for word, low in self._told(pieces):
                if low not in _PRONOUN_SEX:
                    names |= {word} & self.people
                    continue
                opened = opened or not names
                about = names or before
                if len(about) == 1:
                    owns = low in {"his", "her"}
                    votes.setdefault(next(iter(about)), [0, 0])[_PRONOUN_SEX[low]] += (
                        1 if owns or not names else _SUBJECT
                    )
            before = names or (before if opened and self._text[end : end + 1] != "\n" else set())
        return votes

    def _sentences(self) -> Iterator[tuple[list[Span], int]]:
        """Yield the pieces of each sentence that are in no quotation marks, and where the mark is that ends it."""
        text, pieces = self._text, list[Span]()
        begin, quoted = 0, False
        for match in _MARK.finditer(text):
            at, mark = match.start(), match.group()
            if not quoted and begin < at:
                pieces.append((begin, at))
            begin = at + 1
            if mark in '“”"':
                quoted = mark == "“" or (mark == '"' and not quoted)
                continue
            quoted = quoted and mark != "\n"
            yield pieces, at
            pieces = []
        if not quoted and begin < len(text):
            pieces.append((begin, len(text)))
        yield pieces, len(text)

    def _told(self, pieces: list[Span]) -> Iterator[tuple[str, str]]:
        """Yield the last word of each name, and each pronoun, and the same in small letters."""
        for begin, end in pieces:
            for found in _TELLING.findall(self._text, begin, end):
                word = _NO_LETTERS.sub("", found.rsplit(maxsplit=1)[-1])
                yield word, word.lower()

    def learn(self, name: str, female: bool) -> None:
        """Note the sex of a name; of one that is used for both nothing is known."""
        for word in (name.strip(), name.rsplit(maxsplit=1)[-1]):
            self.female[word] = None if self.female.get(word, female) != female else female

    def fits(self, pronoun: str, mention: str) -> bool:
        """Tell whether a pronoun can go back to a mention."""
        words = _head(mention)
        if not words:
            return False
        first, joined, _ = mention.partition(" and ")
        if joined and not self._is_body(_head(first)):
            return pronoun == "they"
        person = self._is_person(words)
        if pronoun in {"he", "she"}:
            female = self._sex(words)
            return person and female in {None, pronoun == "she"}
        last = words[-1]
        if pronoun == "it" and person and len(words) == 1 and last.lower() not in _PERSONS:
            person = last in self.surnames  # else a land, a town or a firm
        if person or self._sex(words) is not None or not can_speak(" ".join(words)):
            return False
        if pronoun == "they" and singular(re.split(r"\W", mention)[-1]) in DOCUMENTS:
            return False
        plural = last.lower() in _GROUPS or ((last.lower() == last or len(words) == 1) and singular(last) != last)
        return plural or last.lower() in _BODIES or last[0].isupper() if pronoun == "they" else not plural

    def sex_of(self, mention: str) -> bool | None:
        """Return whether the text says that a mention is a woman, or None where it does not tell."""
        words = _head(mention)
        return self._sex(words) if words else None

    def _sex(self, words: list[str]) -> bool | None:
        low = [word.lower().rstrip(".") for word in words]
        if low[0] in _GENDERED or low[-1] in _GENDERED:
            return (low[0] if low[0] in _GENDERED else low[-1]) in _FEMALE
        name = " ".join(words) if " ".join(words) in self.female else words[-1]
        if name in self.female:
            return self.female[name]
        if words[-1] not in self.people and not any(words[-1] == guessed for guessed, _ in self.guessed):
            return None
        male, female = self.votes.get(words[-1], (0, 0))
        return None if max(male, female) < max(2, _MOST * min(male, female)) else female > male

    def _is_person(self, words: list[str]) -> bool:
        """Tell whether the head of a mention is one person: a name, or a noun for an office, a trade or a relation."""
        low = [word.lower().rstrip(".") for word in words]
        last = words[-1]
        if not last[0].isupper():
            short = len(words) <= _LONGEST_ROLE and low[0] in DETERMINERS
            trade = last.endswith(("ist", "ian", "man", "woman", "-year-old")) or (last.endswith("er") and short)
            return low[-1] in _PERSONS or (trade and last not in _NOT_TRADES and (last[0].isdigit() or can_speak(last)))
        name = next((k for k in range(len(words), 0, -1) if not _in_name(words[k - 1])), 0)
        if low[-1] in _PERSONS and (low[0] in DETERMINERS or len(words) == 1):
            return True  # "the King", "the US President"
        role = next((k for k in range(len(words) - 2, name - 1, -1) if low[k] in _PERSONS), -1)
        if self._is_body(words[max(name, role + 1) :]):
            return False
        before = low[name - 1] if name else ""
        if before in _PERSONS or set(low[name:-1]) & PERSON_TITLES:
            return True
        if name and (before in ARTICLES or before in _BODIES):
            return False
        return len(words) - name > 1 or last in self.people or not (last in self.places or _is_plural(last))

    def _is_body(self, words: list[str]) -> bool:
        last = words[-1] if words else ""
        return bool({word.lower() for word in words} & _BODIES) or (last.isupper() and 1 < len(last) <= 6)

    def is_surname(self, name: str) -> bool:
        """Tell whether a word is the last of a fuller name, or the text tells the sex of who has it."""
        return name in self.surnames or self.sex_of(name) is not None

    def is_known(self, mention: str) -> bool:
        """Tell whether the text shows that a mention is a person, by a title, a role or a fuller name."""
        words = _head(mention)
        return bool(words) and (len(words) > 1 or words[-1] in self.people)


def _is_plural(word: str) -> bool:
    """Tell whether a word that begins a sentence is a noun for several people: "Nurses", "Fishermen"."""
    low = word.lower()
    one = singular(low)
    return (
        low in _GROUPS
        or (word[:-1].isupper() and word[1:].endswith("s"))
        or (one != low and (one in _PERSONS or one.endswith(("er", "or", "ist", "ian", "man"))))
    )


def _in_name(word: str) -> bool:
    return (word[0].isupper() and word.lower() not in ARTICLES) or word in NAME_PARTICLES


def _head(mention: str) -> list[str]:
    """Return the words of a mention up to a comma, a preposition or a relative pronoun, without possessives before."""
    words = _HEAD_ENDS.split(mention, maxsplit=1)[0].split()
    ends = (
        k for k, word in enumerate(words) if k and (word.lower() in PREPOSITIONS or (k > 1 and _is_participle(word)))
    )
    end = next(ends, len(words))
    return [word if word.isalnum() else _NO_LETTERS.sub("", word) or word for word in words[:end]]


def _is_participle(word: str) -> bool:
    """Tell whether a word behind a noun says what was done with it: "a statement agreed by both"."""
    return word.endswith("ed") and len(word) > _SHORTEST_PARTICIPLE and word.islower()
