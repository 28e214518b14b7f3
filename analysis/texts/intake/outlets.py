"""Names of outlets that are perhaps one outlet: they differ by edition, spaces, case, "The" or what is in brackets."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_ARTICLE = re.compile(r"\Athe\s+(?=\w)")
_KIND = "print|web|digital|internet|online|final|late|early|first|second|city|metro|national|regional|weekend|main"
_EDITION = re.compile(rf"(?:(?:{_KIND})*edition(?:{_KIND})*|online)+$")


def outlet_key(name: str) -> str:
    """Return what the names of the editions of an outlet share; empty where the name is.

    >>> [outlet_key(name) for name in ("The Estuary Post - Final Edition", "estuary post (Onlin e)", "Estuary  Times")]
    ['estuarypost', 'estuarypost', 'estuarytimes']
    """
    folded = unicodedata.normalize("NFKC", name).casefold().strip()
    bare = _ARTICLE.sub("", _BRACKETS.sub(" ", folded).strip(), count=1)
    squeezed = "".join(sign for sign in bare if sign.isalnum())
    return _EDITION.sub("", squeezed) or squeezed or folded


def alike_outlets(names: Iterable[str]) -> list[list[str]]:
    """Return the names that are perhaps of one outlet, together; in each group those of most texts come first.

    >>> alike_outlets(["Estuary Post", "The Estuary Post", "Estuary Post", "Gazette", ""])
    [['Estuary Post', 'The Estuary Post']]
    """
    groups: dict[str, list[str]] = {}
    for name, _ in Counter(name for name in names if name).most_common():
        groups.setdefault(outlet_key(name), []).append(name)
    return [group for group in groups.values() if len(group) > 1]
