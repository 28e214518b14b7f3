"""Who acts or is acted upon by the word before a noun for an act: "police violence", "the camp attack"."""

from __future__ import annotations

from analysis.measures.framing.agency.clause_words import NO_QUOTE, ClauseWords
from analysis.measures.framing.agency.possessives import owns
from analysis.measures.framing.mentions.name_words import classes_of

Rows = tuple[int, int]

# Bodies with power: what is named after them is their act.
_POWERS = frozenset(
    "army cabinet council court government junta military ministry navy parliament police regime senate state union "
    "coalition congress militia paramilitary".split()
)
# People who act in groups; also acted upon ("rebel massacre"), so that only some nouns let them act.
_GROUPS = frozenset(
    "civilian commando crowd extremist farmer fighter force forces gang guerrilla gunman guard insurgent islamist "
    "jihadi jihadist militant mob nationalist opposition rebel separatist settler soldier student teacher terrorist "
    "troop troops vigilante worker".split()
)
_BEFORE = frozenset("armed border government military riot secret security special state".split())  # "riot police"
_UNIONS = frozenset("EU NATO UK UN US USA U.S U.K U.N U.S.".split())
_TARGETS = frozenset(
    "airport base bank barracks bazaar camp capital cathedral checkpoint church clinic convoy consulate embassy "
    "factory hospital hotel mall market monastery mosque nightclub outpost palace pipeline refinery restaurant "
    "school shrine station synagogue temple town village".split()
)
_AIMED = frozenset("attack bomb raid shell ambush besiege storm strike".split())  # acts that aim at a place


def modifiers(
    first: int, *, of: str, possessive: str, verb: str, patient: Rows | None, words: ClauseWords
) -> tuple[Rows | None, Rows | None]:
    """Return agent and patient as the word right before a noun for an act names them; None where it is not plain.

    Parameters
    ----------
    first
        The first row of the noun.
    of, possessive, verb
        What "of" and a possessive lead to at this noun, and the verb of its act.
    patient
        Who is acted upon, as the words after the noun say.
    words
        The words.

    Notes
    -----
    A body with power acts in all that is somebody's act ("police violence"), other groups and peoples where the noun
    has no "of" of its own ("rebel attack"), or where the words after it say who is acted upon ("the Danish invasion
    of"). So "the Armenian genocide" and "police killings" stay open. A place is what an attack is aimed at.
    """
    row = first - 1
    if row < words.sentence_start(first) or words.signs[row] & NO_QUOTE or owns(row, words):
        return None, None
    term = words.term(row)
    if verb in _AIMED and term in _TARGETS and not words.names[row]:
        return None, (row, row) if patient is None else None
    if not possessive and of != "agent":
        return None, None
    single = term.removesuffix("s") if term.removesuffix("s") in _GROUPS else term
    acts = term in _POWERS and (possessive == "agent" or patient is not None)
    acts |= single in _GROUPS and (patient is not None or (possessive == "agent" and of != "patient"))
    acts |= patient is not None and possessive == "agent" and _is_people(row, words)
    return (_whole(row, words), None) if acts else (None, None)


def _is_people(row: int, words: ClauseWords) -> bool:
    """Return whether a word is the adjective of a people or a country, or the letters of a union of states."""
    return bool(words.capitals[row]) and (words.word(row) in _UNIONS or "nationality" in classes_of(words.term(row)))


def _whole(row: int, words: ClauseWords) -> Rows:
    """Return the rows of a group with the word that says which one it is: "riot police", "Danish troops"."""
    before = row - 1
    more = before >= words.sentence_start(row) and not words.signs[before] & NO_QUOTE and not owns(before, words)
    known = more and not _is_people(row, words) and (words.term(before) in _BEFORE or _is_people(before, words))
    return (before, row) if known else (row, row)
