"""What kind of source a mention names: a person, an organisation, an outlet, or somebody who is not named.

The rules look at the shape and the words of the mention alone, and are the same for every side: no list of names of
people or parties, no judgement of who can be trusted.
"""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.texts.attribution.speaker_nouns import (
    ORGANISATIONS,
    OUTLETS,
    PERSON_TITLES,
    ROLES,
    UNNAMED,
    WIRES,
    singular,
)
from analysis.texts.attribution.word_classes import DEMONSTRATIVES, PRONOUNS

SPEAKER_PRONOUNS = PRONOUNS | DEMONSTRATIVES | frozenset("him her them his their its".split())

_SOME = frozenset("a an one another some any other many several few two three four five most all no".split())
_SUFFIXES = frozenset("Jr Sr II III IV".split())
_STATES = frozenset("U.S U.N U.K E.U".split())
_OUTLET_PAIRS = {("news", "agency"), ("press", "agency"), ("news", "network"), ("news", "site")}
_END = re.compile(
    r"\s*[,;:(\[–—]|\s+-\s|\s+(?:of|for|from|in|at|with|on|by|to|near|about|who|whom|whose|which|that|"
    r"close|familiar|loyal|opposed|affiliated|linked)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_](?:[\w.’'‘&/-]*\w)?")
_DEFINITE = re.compile(r"(?:the|this|that|his|her|its|their|our|my|your)\b|\S+(?:['’]s|s['’])\s", re.IGNORECASE)
_NAME_PARTS = frozenset("al el bin ibn abu von van de del della da di du la le ben den der ter dos zu".split())
_ARTICLED = re.compile(r"(?:al|el|as|ash|an|ad|ar|az)[-‐‑]\w", re.IGNORECASE)
_TITLED = re.compile(rf"(?=[A-Z])\b(?:{'|'.join(sorted(title.capitalize() for title in PERSON_TITLES))})\.?\s+")
_MENTIONS = 10_000  # that are remembered: speakers come up again and again
_LONGEST_NAMES = 150  # characters after a title that are read
_NAMES = re.compile(r"(?:[^\W\d_][\w.’'-]*\s+){0,2}[^\W\d_][\w’'-]*")


@lru_cache(maxsize=_MENTIONS)
def head_noun(mention: str) -> str:
    """Return the part of a mention that names the source: before a comma, a bracket, a preposition or "who".

    >>> head("Mansour Haghighatpour, Deputy Chair of the committee")
    'Mansour Haghighatpour'
    """
    text = mention.strip()
    cut = _END.search(text, 1) if text else None
    return text[: cut.start()] if cut else text


@lru_cache(maxsize=_MENTIONS)
def kind_of(mention: str) -> str:
    """Return ``person``, ``organisation``, ``outlet``, ``anonymous``, or empty where nothing tells.

    The last word of the head decides ("Iranian Intelligence *Ministry*", "the state-run Qods *daily*"; the head of "the
    *spokesman* for the army" is "the spokesman"):

    1. after a title, a capitalised word is a person's name ("Mrs Rajavi", "Brigadier General Esmail Koathari"); so it
       is after an office or trade in small letters ("committee spokesman Hossein Naghavi");
    2. a word for outlets (daily, TV, website, "news agency" …; also before a name: "the newspaper Dawn") or a known
       wire or broadcaster: outlet;
    3. a word for sources without a name (source, official, analyst, witness, expert …, one or many): anonymous;
    4. a word for bodies (committee, ministry, government, party, police …) or an abbreviation: organisation;
    5. an office or trade without a name: person where there can be only one ("the foreign minister"), else anonymous
       ("a spokesman", "lawmakers");
    6. two to four capitalised words, none of them of the lists above: person;
    7. one capitalised word, explained after a comma by an office or trade: person.

    Misleads where a body or a place is named like a person ("Goldman Sachs", "Hong Kong" are taken for persons), and
    where a person is named by one word that nothing explains ("Flynn": empty). A country ("Iran") is empty.

    >>> kind_of("a source close to the talks"), kind_of("Mehr news agency"), kind_of("")
    ('anonymous', 'outlet', '')
    """
    part = head_noun(mention)
    words = [_bare(word) for word in _WORD.findall(part)]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    if not words or (len(words) == 1 and words[0].lower() in SPEAKER_PRONOUNS):
        return ""
    small = [word.lower().rstrip(".") for word in words]
    last = {small[-1], singular(small[-1])}
    name = _name_length(words)
    before = small[-name - 1] if name < len(words) else ""
    if name and not last & (OUTLETS | WIRES | ORGANISATIONS | UNNAMED | ROLES):
        if before in (PERSON_TITLES | ROLES | UNNAMED) - _SOME or set(small[-name:-1]) & (PERSON_TITLES | ROLES):
            return "person"
        last |= {before} & (OUTLETS | ORGANISATIONS)
    if last & (OUTLETS | WIRES) or tuple(small[-2:]) in _OUTLET_PAIRS:
        return "outlet"
    if last & ORGANISATIONS or (_is_abbreviation(words[-1]) and not last & ROLES):
        return "organisation"
    if last & UNNAMED and name < 2:
        return "anonymous"
    if last & (ROLES | PERSON_TITLES):
        only_one = small[-1] in last & (ROLES | PERSON_TITLES) and small[0] not in _SOME
        return "person" if only_one and (_DEFINITE.match(part) or words[0][0].isupper()) else "anonymous"
    if 2 <= name == len(words) <= 4 and not set(small) & (OUTLETS | ORGANISATIONS):
        return "person"
    rest = mention.strip()[len(part) :]
    if name == len(words) == 1 and rest.startswith(","):
        explained = {word.lower() for word in _WORD.findall(head_noun(rest[1:]))}
        if explained & (ROLES | PERSON_TITLES):
            return "person"
    first, joined, _ = part.partition(" and ")
    return kind_of(first) if joined else ""


def name_in(mention: str) -> str:
    """Return the name in a mention, without article, title and office; empty where it holds none.

    >>> name_in("Mayor Ann Lee, a baker"), name_in("the United Nations"), name_in("the foreign minister")
    ('Ann Lee', 'United Nations', '')
    """
    part, whole = (re.sub(r"^the\s+", "", one.strip(), flags=re.IGNORECASE) for one in (head_noun(mention), mention))
    words = [_bare(word) for word in _WORD.findall(part)]
    if not words or not words[-1][0].isupper():
        return ""
    if kind_of(mention) in ("organisation", "outlet"):
        return whole
    length = _name_length(words)
    titled = [k for k, word in enumerate(words) if word.lower().rstrip(".") in PERSON_TITLES | ROLES]
    return " ".join(words[max(len(words) - length, titled[-1] + 1 if titled else 0) :]) if length else ""


@lru_cache(maxsize=_MENTIONS)
def surname(mention: str) -> str:
    """Return the last word of a mention's head, without a possessive ending; empty where there is none."""
    words = _WORD.findall(head_noun(mention))
    return _bare(words[-1]) if words else ""


def titled_names(text: str) -> set[str]:
    """Return the words that a title comes before in a text, with up to two between: "Sanders" in "Sen. Bernie Sanders".

    Of a word with a mark inside, the part before the mark is one too: "Smith" in "Ms. Smith-Roe".
    """
    after = [text[match.end() : match.end() + _LONGEST_NAMES] for match in _TITLED.finditer(text)]
    words = {word for names in after if (found := _NAMES.match(names)) for word in found.group().split()}
    return {word[: edge.start()] for word in words for edge in re.finditer(r"(?<!^)\b", word)}


def _bare(word: str) -> str:
    return re.sub(r"['’]s$|(?<=s)['’]$", "", word)


def _is_abbreviation(word: str) -> bool:
    letters = [c for c in word if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters) and len(letters) <= 6


def _name_length(words: list[str]) -> int:
    """Return how many words at the end have the shape of a name; particles ("al", "van") count inside it."""
    length = 0
    for word in reversed(words):
        is_name = word[0].isupper() and not _is_abbreviation(word) and word.lower() != "the"
        is_initials = "." in word and word not in _STATES and len(word) < 6
        if not is_name and not _ARTICLED.match(word) and not (length and (is_initials or word.lower() in _NAME_PARTS)):
            break
        length += 1
    while length and words[-length].lower() in _SOME:
        length -= 1
    return length
