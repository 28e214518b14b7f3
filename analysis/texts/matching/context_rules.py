"""The context that decides whether a word of the lexicon counts: a small language, read from a cell of the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from analysis.schema import InputError, listed, shown
from analysis.texts.matching.matcher import wildcards
from analysis.texts.segmentation.words import term, words

CLASSES: Mapping[str, str] = MappingProxyType(
    {
        "be": "is are was were be been being am",
        "determiner": "a an the this these those any no every each some such another his her its their our my your "
        "whose",
        "modal": "will would can could may might must shall should cannot",
        "number": "one two three four five six seven eight nine ten dozen dozens hundreds thousands millions 0* 1* 2* "
        "3* 4* 5* 6* 7* 8* 9*",
    }
)
COVERS = "covers"
SMALL, FIRST = "small", "first"  # how and where the entry is written
_KINDS = ("preceded by", "followed by", "with")
_SIGNS = (",", "'s")
_NOTHING = re.compile("")
_CHARACTER = "(?:[^ ,]|,(?=[0-9]))"  # of a word; a comma only in a number
_STAR, _CLASS = "\ua015", re.compile(r"<([a-z]*)>")


@dataclass(frozen=True)
class Clause:
    """One condition: what is before, after, or anywhere in the sentence (`kind`), and whether it must or must not.

    Of the kinds `SMALL` and `FIRST` only the kind says something.

    `pattern` is searched in the terms of that side, joined by spaces, with the signs that are between them; it needs
    no more than `reach` words of them.
    """

    kind: str
    wanted: bool
    pattern: re.Pattern[str]
    reach: int


@cache
def compile_context(cell: str) -> tuple[tuple[Clause, ...], ...]:
    """Return the conditions of a cell `context`, in groups of which one must hold in full; none for an empty cell.

    Parameters
    ----------
    cell
        Conditions separated by ``;``, all of which must hold, or several such groups separated by ``||``, of which one
        must. A condition is ``preceded by:``, ``followed by:`` or ``with:`` (anywhere in the sentence), each also with
        ``not`` before it, and then words or phrases separated by ``|``. ``*`` stands for any run of characters of a
        word, ``,`` for punctuation, ``'s`` for a possessive ending, ``<be>``, ``<determiner>``, ``<modal>`` and
        ``<number>`` for the words of `CLASSES`. ``small`` says that the entry has no capital, or capitals alone;
        ``first`` that its sentence begins with it: "May" is no month and nobody's name there only with a verb after
        it. ``covers`` alone is no condition: it says that the entry takes in what
        it is said of ("so-called experts").

    Raises
    ------
    InputError
        If a condition is none of these.
    """
    groups = [tuple(_clauses(group)) for group in cell.split("||")]
    if len(groups) > 1 and not all(groups):
        raise InputError(f"{shown(cell)} holds an empty group; write conditions on both sides of '||'")
    return tuple(filter(None, groups))


def _clauses(group: str) -> Iterator[Clause]:
    for part in filter(None, map(str.strip, group.split(";"))):
        if part == COVERS:
            continue
        if part in (SMALL, FIRST):
            yield Clause(part, True, _NOTHING, 0)
            continue
        head, colon, tail = part.partition(":")
        wanted, kind = not head.strip().startswith("not "), head.strip().removeprefix("not ").strip()
        if not colon or kind not in _KINDS:
            raise InputError(
                f"{shown(part)} is not a condition; write 'covers', 'small', 'first', or one of {', '.join(_KINDS)} "
                "and a colon"
            )
        phrases = "|".join(_phrase(phrase, part) for phrase in tail.split("|"))
        before, after = "^" if kind == "followed by" else "(?:^| )", "$" if kind == "preceded by" else "(?: |$)"
        reach = max(len(phrase.split()) for phrase in tail.split("|"))
        yield Clause(kind, wanted, re.compile(f"{before}(?:{phrases}){after}"), reach)


@cache
def covers(cell: str) -> bool:
    """Return whether the cell says that the entry takes in what it is said of."""
    return COVERS in map(str.strip, re.split(r";|\|\|", cell))


def _phrase(phrase: str, part: str) -> str:
    found = [_word(word, part) for word in phrase.split()]
    if not found:
        raise InputError(f"{shown(part)} holds an empty phrase; take one '|' out")
    return " ".join(found)


def _word(word: str, part: str) -> str:
    if word in _SIGNS:
        return word
    if match := _CLASS.fullmatch(word):
        if match[1] not in CLASSES:
            classes = ", ".join(f"<{name}>" for name in CLASSES)
            raise InputError(f"{shown(part)}: there is no class {listed([word])}; use one of {classes}")
        return f"(?:{'|'.join(_word(member, part) for member in CLASSES[match[1]].split())})"
    marked = word.replace("*", _STAR)
    if words(marked) != [(0, len(marked))]:
        raise InputError(f"{shown(part)}: {shown(word)} is not one word; write words with a space between them")
    return wildcards([re.escape(piece) for piece in term(marked).split(_STAR)], _CHARACTER)
