"""The names in a stretch of capitalised words: where one ends and the next begins, and what a title is."""

from __future__ import annotations

from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from analysis.measures.framing.mentions.capitals import POSSESSIVE
from analysis.measures.framing.mentions.compounds import is_adjective
from analysis.measures.framing.mentions.name_words import PLACES, classes_of, is_common, name_words
from analysis.measures.framing.mentions.possessives import is_owned

_KNOWN = 100_000  # stretches that are kept with what was found in them
_AFTER_HEAD = frozenset("of for on to in".split())
_OF_HEADS = frozenset(
    "republic kingdom state states gulf bay isle island islands strait straits sea city town cape port coast "
    "university bank ministry department house council board chamber church court institute college school federation "
    "association organization organisation union league committee commission center centre bureau office army party "
    "front movement campaign society academy museum order confederation congress community brotherhood forum fund "
    "foundation network alliance conference directorate government voice hall bill declaration treaty day book "
    "battle war cup prince duke tour festival palace cathedral company corporation club guild agency administration "
    "authority secretariat province district region territory territories mount lake valley knights sons daughters "
    "friends emirate sultanate duchy principality commonwealth international assembly parliament faculty "
    "coalition lords commons bishops conservation protection arts journal bridge mosque temple hospital royal "
    "star statue tower gate school law act".split()
)
_FOR_HEADS = frozenset(
    "institute center centre campaign movement committee organization organisation foundation agency commission party "
    "coalition council fund ministry association society front network alliance forum office department union "
    "group partnership initiative secretary people students citizens americans mothers doctors lawyers veterans women "
    "board bank".split()
)
_PAIRED = frozenset(
    "administration commission committee department ministry agency council bureau office service association union "
    "institute company corp co inc bank group sons brothers centre center authority board tobago".split()
)
_SPLIT_AFTER_PEOPLE = frozenset(
    "ministry parliament congress duma government cabinet senate embassy consulate police army navy president "
    "constitution treasury state division".split()
)
_PARTIES = frozenset(
    "party union league federation association alliance coalition movement front forum council congress society "
    "institute academy chamber confederation committee".split()
)
_LIKE_ADJECTIVES = frozenset("metropolitan general principal premier".split())
_LAWS = frozenset("act acts bill amendment".split())
_NO_PEOPLE_BEFORE = frozenset((*PLACES, "body", "place_head"))
_NAMED_LIKE_TITLES = frozenset(
    "king bishop major prince pope judge marshal dean duke earl khan shah baron priest guru don".split()
)
_FOREIGN = frozenset("de la du des del della dello der den y e i en et und le".split())
_NAMED_BY_LAND = frozenset("duke duchess prince princess earl countess marquess viscount archbishop".split())


class Part(NamedTuple):
    """A name in a stretch: its first and last word, and whether a title is before it."""

    first: int
    last: int
    titled: bool


class Unit(NamedTuple):
    """A word, or several that the lists have as one, with their classes."""

    first: int
    last: int
    classes: frozenset[str]


@lru_cache(_KNOWN)
def parts_of(
    terms: tuple[str, ...], capitals: tuple[bool, ...], gaps: tuple[int, ...], doubtful: tuple[bool, ...]
) -> tuple[Part, ...]:
    """Return the names in a stretch.

    Parameters
    ----------
    terms
        Its words.
    capitals
        Whether each has a capital.
    gaps
        What is between each and the next: a constant of `capitals`.
    doubtful
        Whether each may have its capital from its place alone.
    """
    units = _units(terms, capitals)
    pieces: list[list[Unit]] = [[]]
    k = 0
    while k < len(units):
        unit = units[k]
        piece = pieces[-1]
        if not capitals[unit.first] and unit.first == unit.last:
            n = 1
            while k + n < len(units) and not capitals[units[k + n].first]:
                n += 1
            link = tuple(terms[u.first] for u in units[k : k + n])
            rest = units[k + n :]
            leads = not piece and all("particle" in u.classes for u in units[k : k + n])
            apart = link == ("and",) and rest and is_adjective(terms[rest[0].last])  # "Nets and Oslo-led"
            if rest and not apart and (leads or _links(piece, link, rest, terms, capitals)):
                piece.extend(units[k : k + n])
            else:
                pieces.append([])
            k += n
            continue
        if piece and gaps[piece[-1].last] == POSSESSIVE:
            behind = [terms[one.first] for one in takewhile(lambda one: capitals[one.first], units[k:])]
            if not is_owned(terms[piece[0].first], terms[piece[-1].last], behind):
                pieces.append([])
        pieces[-1].append(unit)
        if is_adjective(terms[unit.last]):
            pieces.append([])
        k += 1
    found: list[Part] = []
    for piece in pieces:
        found += _names(piece, terms, capitals, gaps, doubtful)
    return tuple(found)


def _units(terms: tuple[str, ...], capitals: tuple[bool, ...]) -> list[Unit]:
    """Join the words that are one entry of the lists."""
    listed, units, k = name_words().phrases, [], 0
    bare = [word.rstrip(".") for word in terms]
    while k < len(terms):
        for phrase, kind in listed.get(bare[k], ()):
            n = len(phrase)
            if tuple(bare[k : k + n]) == phrase and capitals[k] and capitals[k + n - 1]:
                kinds = {kind} | {other for words, other in listed[bare[k]] if words == phrase}
                units.append(Unit(k, k + n - 1, frozenset(kinds)))
                k += n
                break
        else:
            units.append(Unit(k, k, classes_of(terms[k])))
            k += 1
    return units


def _links(
    piece: list[Unit], link: tuple[str, ...], rest: list[Unit], terms: tuple[str, ...], capitals: tuple[bool, ...]
) -> bool:
    """Return whether small words link what is before them to what is after them, as one name."""
    if not piece:
        return False
    before = terms[piece[-1].last].rstrip(".")
    after = rest[0]
    if link[0] in _AFTER_HEAD:
        heads = _OF_HEADS if link[0] == "of" else _FOR_HEADS
        if link[0] in ("in", "to"):
            return False
        if len(link) > 1 and link[1] not in ("the", "el", "al"):
            return False
        if (
            link == ("of",)
            and is_common(before)
            and "title" not in piece[-1].classes
            and _is_law(rest, terms, capitals)
        ):
            return True
        owner = any(terms[unit.first].rstrip(".") in heads for unit in piece)
        if owner and after.classes & PLACES and any(terms[unit.first] in ("of", "for") for unit in piece):
            return True
        return before in heads and not ("title" in piece[-1].classes and len(piece) > 1)
    if link[0] == "and" and len(link) == 1:
        run = []
        for unit in rest:
            if not capitals[unit.first]:
                break
            run.append(unit)
        last = terms[run[-1].last].rstrip(".")
        owner = any(terms[unit.first] in ("of", "for", "on") for unit in piece)
        if owner and not after.classes & (PLACES | {"nationality", "given_name", "body", "title"}):
            return True
        known = any(
            unit.classes & (PLACES | {"nationality", "given_name", "surname", "body", "title"}) for unit in piece
        )
        return (
            (last in _PAIRED or last == "party")
            and len(run) <= 3
            and len(piece) <= 2
            and not known
            and not after.classes & {"given_name", "title"}
        )
    if not all("particle" in classes_of(word) or word in _FOREIGN for word in link):
        return False
    return "nationality" not in piece[-1].classes and "title" not in piece[-1].classes


def _is_law(rest: list[Unit], terms: tuple[str, ...], capitals: tuple[bool, ...]) -> bool:
    """Return whether a law ends the words with capitals: "Freedom of | Information Act"."""
    run = list(takewhile(lambda unit: capitals[unit.first], rest))
    return 1 < len(run) < 4 and terms[run[-1].last] in _LAWS


def _names(
    piece: list[Unit],
    terms: tuple[str, ...],
    capitals: tuple[bool, ...],
    gaps: tuple[int, ...],
    doubtful: tuple[bool, ...],
) -> list[Part]:
    """Return the names in some words without a break: titles parted from names, peoples from who belongs to them."""
    while piece and _drops(piece, doubtful, terms):
        piece = piece[1:]
    while piece and not capitals[piece[-1].last]:
        piece = piece[:-1]
    if not piece:
        return []
    at = [k for k, unit in enumerate(piece) if capitals[unit.first] and _is_title(k, piece, terms)]
    if at:
        k = at[0]
        n = k
        while n + 1 < len(piece) and "title" in piece[n + 1].classes and n + 2 < len(piece):
            n += 1
        if k == n == len(piece) - 1 and k and _may_be_surname(piece[k], piece[:k], terms):
            return [Part(piece[0].first, piece[-1].last, False)]
        if _is_whole(piece, terms):
            return [Part(piece[0].first, piece[-1].last, False)]
        before = _names(piece[:k], terms, capitals, gaps, doubtful) if k else []
        rest = piece[n + 1 :]
        linked = bool(rest) and terms[rest[0].first] in _AFTER_HEAD  # "King of Spain", "Secretary for Health"
        if linked and k == n and terms[piece[k].last] in _NAMED_BY_LAND:
            return [*before, Part(piece[k].first, piece[-1].last, True)]
        after = _names(rest[linked:], terms, capitals, gaps, doubtful)
        if after and after[0].first == rest[0].first:
            after[0] = after[0]._replace(titled=True)
        return before + after
    if len(piece) > 1 and _are_people(piece[-1], terms) and not _NO_PEOPLE_BEFORE.isdisjoint(piece[0].classes):
        return [*_names(piece[:-1], terms, capitals, gaps, doubtful), Part(piece[-1].first, piece[-1].last, False)]
    if len(piece) > 1 and "nationality" in piece[0].classes and not _is_whole(piece, terms):
        if not _heads(piece, terms) and not ("nationality" in piece[1].classes and len(piece) == 2):
            return [Part(piece[0].first, piece[0].last, False), *_names(piece[1:], terms, capitals, gaps, doubtful)]
    return [Part(piece[0].first, piece[-1].last, False)]


def _is_title(k: int, piece: list[Unit], terms: tuple[str, ...]) -> bool:
    """Return whether a word is a title here, and not what a body is for or like: "Department of Justice"."""
    if "title" not in piece[k].classes:
        return False
    last = k + 1 == len(piece)
    if last and k > 1 and terms[piece[k - 1].last] in _AFTER_HEAD:
        return False
    return last or terms[piece[k].last] not in _LIKE_ADJECTIVES or "body_head" not in piece[k + 1].classes


def _are_people(unit: Unit, terms: tuple[str, ...]) -> bool:
    """Return whether a word is of a people in the plural: "Camp Elm | Norwegians", "Senate | Democrats"."""
    if terms[unit.first - 1] in ("north", "south", "east", "west"):
        return False
    return "nationality" in unit.classes and terms[unit.last].endswith("s") and "body" not in unit.classes


def _heads(piece: list[Unit], terms: tuple[str, ...]) -> bool:
    """Return whether the noun behind a people makes one name with it: "Liberal Party of", "Norwegian Fishing Union"."""
    until = next((k for k, unit in enumerate(piece) if terms[unit.first] in _AFTER_HEAD), len(piece))
    head = piece[until - 1]
    word = terms[head.last].rstrip(".")
    if until == 1 or word in _SPLIT_AFTER_PEOPLE:
        return False
    classes = head.classes if head.classes & PLACES else head.classes | classes_of(word)
    joins = classes & {"body_head", "other_head", "place_head"}
    return bool(joins) and (until == len(piece) or word in _PARTIES)


def _drops(piece: list[Unit], doubtful: tuple[bool, ...], terms: tuple[str, ...]) -> bool:
    """Return whether the first word is no part of a name: a common word that has its capital from its place."""
    unit = piece[0]
    word = terms[unit.first]
    if unit.first != unit.last or not doubtful[unit.first] or not is_common(word):
        return False
    if "given_name" in unit.classes and len(piece) > 1 and not is_common(terms[piece[1].first]):
        return False
    last = piece[-1].classes
    if len(piece) > 1 and last & {"body_head", "place_head", "title"} and word not in _FUNCTION:
        return False
    return "title" not in unit.classes


_FUNCTION = frozenset(
    "the a an and but or if when while as in on at by for from with after before since because although though to he "
    "she it they we you his her its their our this that these those then now so yet not no former other most some many "
    "all both each several every any such another only even still".split()
)


def _may_be_surname(unit: Unit, before: list[Unit], terms: tuple[str, ...]) -> bool:
    own = before[-1].classes
    if terms[unit.last] not in _NAMED_LIKE_TITLES:
        return False
    return "given_name" in own or not (own or is_common(terms[before[-1].last]))


def _is_whole(piece: list[Unit], terms: tuple[str, ...]) -> bool:
    """Return whether the words are a body that has a title or a people in its name."""
    del terms
    return len(piece) == 1 and bool(piece[0].classes & {"body", "country", "city", "region", "other_head"})
