"""Agents and patients that are nobody: "no officer", "nobody", "not one of the guards"."""

from __future__ import annotations

import re

_NOBODY = re.compile(
    r"(?:nobody|no[ -]one|none|nothing|neither|no(?![\s.]*\d|\s+(?:fewer|less|more)\s+than\b))\b", re.IGNORECASE
)
_BEFORE = re.compile(r"\b(?:no|neither|(?<!or )not)\s+(?:one\s+|a\s+single\s+)?$", re.IGNORECASE)
_REACH = 20  # characters before a phrase in which "not a single" has room


def tells_none(text: str, start: int, end: int) -> bool:
    """Return whether what is in ``[start, end)`` is said to be nobody or nothing, by its own words or those before it.

    Parameters
    ----------
    text
        The text.
    start, end
        Where the phrase is in it.

    Examples
    --------
    >>> tells_none("No officer was charged.", 3, 10), tells_none("The officer was charged.", 4, 11)
    (True, False)
    """
    return bool(_NOBODY.match(text, start, end) or _BEFORE.search(text[max(start - _REACH, 0) : start]))
