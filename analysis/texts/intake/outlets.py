"""Names of outlets that are perhaps one outlet: they differ by edition, spaces, case, "The" or what is in brackets.

Nobody but a person knows whether they are one: `outlets_table` proposes, and `renamed` does what a person says.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.schema import COLUMNS, InputError, listed, shown
from analysis.texts.readers.tables import read_records

AS_WRITTEN = "outlet_as_written"
_MOST = 3  # groups of names that a note lists

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


def read_outlets(file: str | Path) -> dict[str, str]:
    """Return the name to use for each outlet, from a table with the columns `outlet` and `use_as`.

    A row whose `use_as` is empty says that the name stays.

    Raises
    ------
    InputError
        If the file cannot be read, a column is missing, or two rows give one outlet different names.
    """
    found: dict[str, str] = {}
    for place, cells in read_records(Path(file)):
        if missing := [name for name in ("outlet", "use_as") if name not in cells]:
            raise InputError(f"{file}: has no column {missing[0]}; give a table with the columns outlet and use_as")
        outlet, use_as = (" ".join(str(cells[name] or "").split()) for name in ("outlet", "use_as"))
        if found.setdefault(outlet, use_as or outlet) != (use_as or outlet):
            raise InputError(f"{file}, {place}: {shown(outlet)} has two names to use; remove a row")
    return found


def renamed(rows: list[dict[str, Any]], names: Mapping[str, str]) -> tuple[list[dict[str, Any]], list[str]]:
    """Return rows with the names of outlets that a person says, and what to tell about it.

    The name that a file has stays in the column ``outlet_as_written``, which is there where any name was changed.
    """
    there = Counter(row["outlet"] for row in rows)
    changed = [name for name in there if name and names.get(name, name) != name]
    notes = []
    if changed:
        rows = [{AS_WRITTEN: row["outlet"], **row, "outlet": names.get(row["outlet"], row["outlet"])} for row in rows]
        told = listed([f"{name} as {names[name]}" for name in changed], _MOST)
        n = sum(there[name] for name in changed)
        notes.append(f"outlets that were given the names of --outlets, {n:,} texts in all: {told}")
    if unknown := [name for name in names if name not in there]:
        notes.append(f"outlets named in --outlets that no text has: {listed(unknown, _MOST)}")
    return rows, notes


def ask(names: Iterable[str], confirmed: Iterable[str]) -> list[str]:
    """Return a question to the person where names are perhaps of one outlet and are not `confirmed` to be others."""
    sure = set(confirmed)
    groups = [group for group in alike_outlets(names) if not sure.issuperset(group)]
    if not groups:
        return []
    told = "; ".join(listed(group) for group in groups[:_MOST])
    more = f"; and {len(groups) - _MOST:,} more" if len(groups) > _MOST else ""
    return [
        f"one outlet? {told}{more}: correct the names in outlets.csv, and gather again with "
        "--outlets FOLDER/outlets.csv"
    ]


def _are_places(group: Iterable[str]) -> bool:
    """Tell names that differ in what is in brackets, where that is no edition."""
    inside = [part.casefold() for one in group for part in _BRACKETS.findall(one)]
    places = {"".join(sign for sign in part if sign.isalnum()) for part in inside}
    return len({place for place in places if not _EDITION.fullmatch(place)}) > 1


def outlets_table(documents: pd.DataFrame, names: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Return the names of the outlets as the files have them, with the one that is to be used.

    Returns
    -------
    DataFrame
        The columns of table `outlets`, a row for each name: the one in `names` is used; of names that look alike the
        most frequent is proposed, unless they name different places: The Times (London), The Times (South Africa).
    """
    column = documents["outlet"]
    if AS_WRITTEN in documents:
        column = documents[AS_WRITTEN].where(documents[AS_WRITTEN].ne(""), column)
    found = Counter(name for name in column if name)
    use_as = {name: group[0] for group in alike_outlets(column) if not _are_places(group) for name in group}
    use_as |= dict(names or {})
    rows = [(name, n, use_as.get(name, name)) for name, n in found.most_common()]
    return pd.DataFrame(rows, columns=list(COLUMNS["outlets"])).astype({"texts": int})
