"""Which texts a figure shows where it cannot show all of them, and what it calls them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.views.tables.phrases import label

MANY_GROUPS, MOST_GROUPS = 4, 12  # more are not all named in a title; are not all drawn
LONG_ID, LONG_TITLE, LONG_OUTLET = 32, 40, 24  # characters
ABOUT = ("title", "outlet", "date")
_NUMBERED = re.compile(r"[0-9a-f-]{16,}|.*\d{4,}", re.IGNORECASE)  # a hash, or a running number


def largest_groups(table: pd.DataFrame, sizes: Mapping[str, int]) -> pd.DataFrame:
    """Return the rows of the `MOST_GROUPS` groups with most texts; ``attrs["groups"]`` is how many there are, if more.

    Parameters
    ----------
    table
        A table with a column ``group``.
    sizes
        The texts of each group.
    """
    if len(sizes) <= MOST_GROUPS:
        return table
    largest = sorted(sizes, key=lambda group: (-sizes[group], group))[:MOST_GROUPS]
    kept = table[table["group"].isin(largest)].reset_index(drop=True)
    kept.attrs["groups"] = len(sizes)
    return kept


def balanced(doc_ids: Sequence[str], groups: Sequence[str], most: int) -> list[str]:
    """Return at most so many texts, as many of each group as there can be, evenly spaced in the order given.

    Where the places do not come out even, groups with more texts have more of them. No text is chosen for its length or
    for what it says.

    >>> balanced(["a", "b", "c", "d", "e", "f"], ["x", "x", "x", "x", "x", "y"], 3)
    ['b', 'd', 'f']
    """
    if len(doc_ids) <= most:
        return list(doc_ids)
    of: dict[str, list[str]] = {}
    for doc_id, group in zip(doc_ids, groups, strict=True):
        of.setdefault(group, []).append(doc_id)
    places, left = dict.fromkeys(sorted(of, key=lambda group: -len(of[group])), 0), most
    while left:
        for group in places:
            if left and places[group] < len(of[group]):
                places[group], left = places[group] + 1, left - 1
    chosen = {of[group][(2 * n + 1) * len(of[group]) // (2 * k)] for group, k in places.items() for n in range(k)}
    return [doc_id for doc_id in doc_ids if doc_id in chosen]


def text_labels(documents: pd.DataFrame) -> dict[str, str]:
    """Return what figures call texts whose ids tell a reader nothing: title, outlet and date, as far as there are any.

    These are ids of more than `LONG_ID` characters, and hashes and running numbers where there is a title. All other
    texts go by their id, and are not in what comes back. Texts of the same name are numbered.
    """
    names: dict[str, str] = {}
    seen: Counter[str] = Counter()
    columns = [documents[name].astype(object).fillna("") if name in documents else "" for name in ABOUT]
    rows = pd.DataFrame(dict(zip(ABOUT, columns, strict=True)), index=documents.index)
    for doc_id, title, outlet, date in zip(
        documents["doc_id"], rows["title"], rows["outlet"], rows["date"], strict=True
    ):
        where = ", ".join(label(one, LONG_OUTLET) for one in (outlet, date) if str(one).strip())
        if len(doc_id) > LONG_ID or (str(title).strip() and _NUMBERED.fullmatch(doc_id)):
            name = f"{_cut(title)} ({where})" if str(title).strip() and where else _cut(title) or where
            name = name or label(doc_id, LONG_ID)
            seen[name] += 1
            names[doc_id] = f"{name} ({seen[name]})" if seen[name] > 1 else name
    return names


def _cut(title: object) -> str:
    """Return a title, its end cut off between words where it is longer than `LONG_TITLE`."""
    line = label(title, 400)
    if len(line) <= LONG_TITLE:
        return line
    return f"{line[:LONG_TITLE].rsplit(' ', 1)[0].rstrip(' ,;:.–-')}…"
