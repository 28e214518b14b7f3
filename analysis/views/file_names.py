"""Names of files for texts, which may be called anything."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LONGEST_NAME = 80  # characters
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def file_names(doc_ids: Iterable[str]) -> list[str]:
    """Return a name for each text that every system takes, no two alike even where capitals make no difference."""
    names: list[str] = []
    seen: set[str] = set()
    for doc_id in doc_ids:
        plain = unicodedata.normalize("NFKD", str(doc_id)).encode("ascii", "ignore").decode()
        base = _UNSAFE.sub("-", plain).strip("-.")[:LONGEST_NAME] or "text"
        name, number = base, 2
        while name.lower() in seen:
            name, number = f"{base}-{number}", number + 1
        seen.add(name.lower())
        names.append(name)
    return names
