"""Capitals that name nothing: lone letters, common words, and roles without whoever has them."""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.measures.framing.mentions.name_words import CONNECTORS, classes_of, is_common, name_words
from analysis.texts.attribution.speaker_nouns import ROLES
from analysis.texts.segmentation.words import term

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_COMMON = frozenset(("common_word",))
_KNOWN = 100_000
_ROLES = ROLES | frozenset("advisor adviser envoy rapporteur counsel delegate general inspector supervisor".split())


@lru_cache(_KNOWN)
def names_nothing(written: str) -> bool:
    """Return whether words with capitals name nothing by themselves.

    It is asked where no title is before them and no longer name of the text has them. One letter;
    letters alone, as in the head of a table ("W L PCT"); one common word that is in no other class
    ("Comment"); common words whose last is a role ("Special Adviser").

    >>> [names_nothing(words) for words in ("W L PCT", "Comment", "Special Adviser", "Otto Lund", "Senate")]
    [True, True, True, False, False]
    """
    words = [word.lower() for word in _WORD.findall(written)]
    letters = sum(len(word) == 1 for word in words)
    if letters == len(words) or (letters > 1 and 2 * letters >= len(words)):
        return not any(sign in written for sign in "&.") or len(written.rstrip(".")) < 2
    if len(words) == 1:
        return classes_of(term(written)) == _COMMON  # "US" is not "us"
    whole = tuple(words)
    listed = any(phrase == whole for phrase, _ in name_words().phrases.get(words[0], ()))
    if listed or not CONNECTORS.isdisjoint(words):  # "Department of Justice"
        return False
    return words[-1] in _ROLES and all(is_common(word) for word in words)
