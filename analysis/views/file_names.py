"""Names of files for texts, which may be called anything."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LONGEST_NAME = 80  # characters
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)  # devices, on Windows


def file_names(doc_ids: Iterable[str]) -> list[str]:
    """Return a name for each text that every system takes, no two alike even where capitals make no difference."""
    names: list[str] = []
    seen: set[str] = set()
    last: dict[str, int] = {}  # the number of the last name of each kind: thousands may be written in no Latin letter
    for doc_id in doc_ids:
        plain = unicodedata.normalize("NFKD", str(doc_id)).encode("ascii", "ignore").decode()
        base = _UNSAFE.sub("-", plain).strip("-.")[:LONGEST_NAME] or "text"
        base = f"text-{base}" if _RESERVED.match(base) else base
        name, number = base, last.get(base.lower(), 1)
        while name.lower() in seen:
            number += 1
            name = f"{base}-{number}"
        last[base.lower()] = number
        seen.add(name.lower())
        names.append(name)
    return names
