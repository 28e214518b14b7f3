"""Elections that are named by their year: "2004 Canadian federal election", "February 1974 United Kingdom election"."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ELECTIONS = frozenset("election elections by-election by-elections referendum referendums primary primaries".split())
_OF = frozenset(
    "general federal presidential parliamentary legislative local regional provincial state municipal mayoral national "
    "gubernatorial midterm mid-term congressional senate house leadership special snap early "
    "democratic republican".split()
)
_MONTHS = frozenset("january february march april may june july august september october november december".split())
_YEAR = re.compile(r"(?:1[89]\d\d|20[0-4]\d)", re.ASCII)
_REACH = 4  # words behind the name, at most


def named_election(terms: Sequence[str], gaps: Sequence[int], first: int, last: int, space: int) -> tuple[int, int]:
    """Return the first and last row of the election that a name is part of, or the name's own.

    Parameters
    ----------
    terms
        The words.
    gaps
        What is between each word and the next.
    first, last
        Rows of the first and last word of the name.
    space
        The value of `gaps` for a space.

    Examples
    --------
    >>> words = "the May 2004 Swedish local election was".split()
    >>> named_election(words, [1] * len(words), 3, 3, 1)
    (1, 5)
    >>> named_election(words, [1] * len(words), 4, 4, 1)
    (4, 4)
    """
    year = first - 1
    if year < 0 or gaps[year] != space or not _YEAR.fullmatch(terms[year]):
        return first, last
    begin = year - 1 if year and gaps[year - 1] == space and terms[year - 1] in _MONTHS else year
    for row in range(last, min(last + _REACH + 1, len(terms))):
        if row > last and terms[row] in _ELECTIONS:
            return begin, row
        if gaps[row] != space or (row > last and terms[row] not in _OF):
            break
    return first, last
