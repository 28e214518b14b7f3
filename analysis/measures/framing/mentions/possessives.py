"""Possessives that are within the name of a body: "People's Party", "Dockers' Union"."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.measures.framing.mentions.name_words import PLACES, classes_of, is_common

_OWNERS = frozenset("people women men children king queen workers farmers teachers veterans".split())
_SAINTS = frozenset("st saint moody lloyd".split())  # "St. John's University", "Moody's Investors"
_BODIES = frozenset(
    "union unions association party front league federation confederation council congress guild society alliance "
    "club cooperative co-operative brotherhood syndicate coalition movement network forum committee".split()
)
_NAMES = PLACES | {"nationality", "given_name", "surname", "body", "body_head", "title"}
_BETWEEN = 2  # common words between owners and body: "Dockers' Trade Union"


def is_owned(first: str, owner: str, behind: Sequence[str]) -> bool:
    """Return whether a possessive is within a name, and does not end it.

    It is behind some words, "St.", and behind a plural that is no name of the lists where a word for a body follows.

    Parameters
    ----------
    first, owner
        The first word of the name so far, and the one with the possessive.
    behind
        The words with capitals behind it.

    >>> [is_owned(owner, owner, [body]) for owner, body in (("dockers", "union"), ("lee", "party"), ("james", "party"))]
    [True, False, False]
    """
    if owner in _OWNERS:
        return True
    if first.rstrip(".") in _SAINTS and len(behind) < 4:
        return True
    if not owner.endswith("s") or owner.endswith("ss") or classes_of(owner) & _NAMES:
        return False
    body = next((k for k, word in enumerate(behind[: _BETWEEN + 1]) if word in _BODIES), -1)
    return body >= 0 and all(is_common(word) for word in behind[:body])
