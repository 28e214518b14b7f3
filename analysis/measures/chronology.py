"""Which of several texts comes first: by their dates where these are known, else by their place in the table."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import numpy as np
import pandas as pd

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def sort_key(date: object) -> str:
    """Return a date in a form that sorts by time, or "" where it is not known.

    Known is a year, a month, a day or a day with its time, as ISO 8601 writes it ("2014", "2014-07", "2014-07-13",
    "2014-07-13T10:00+02:00"). A time without a zone is taken as UTC. Any other wording is taken as not known.
    """
    written = str(date).strip() if isinstance(date, str) else ""
    if _DAY.fullmatch(written):
        return written
    try:
        read = datetime.fromisoformat(written)
    except ValueError:
        return ""
    if read.tzinfo is not None:
        read = read.astimezone(UTC)
    return read.replace(tzinfo=None).isoformat()


def earlier_of(a: object, b: object) -> str:
    """Return which of two dates is earlier: "a", "b", or "" where that is not known.

    It is not known where a date is missing, where both are the same, and where one is less exact and holds the other
    ("2014-07" and "2014-07-13").
    """
    first, second = sort_key(a), sort_key(b)
    if not first or not second or first.startswith(second) or second.startswith(first):
        return ""
    return "a" if first < second else "b"


def describe_order(documents: pd.DataFrame) -> str:
    """Return in words what `chronological_order` goes by for these documents."""
    dates = documents["date"] if "date" in documents.columns else []
    known = sum(bool(sort_key(date)) for date in dates)
    if not known:
        return "no dates: in the order of the file"
    others = len(documents) - known
    return "by date" if not others else f"by date; {others:,} without one {'come' if others > 1 else 'comes'} last"


def chronological_order(documents: pd.DataFrame) -> np.ndarray:
    """Return the positions of the documents with the first text first.

    Texts with a date come in the order of their dates, ties in the documents' order; after them come the texts whose
    date is not known, in the documents' order. Without a column ``date`` it is the documents' order.
    """
    known = [sort_key(date) for date in documents["date"]] if "date" in documents.columns else [""] * len(documents)
    return np.array(sorted(range(len(known)), key=lambda at: (not known[at], known[at], at)), dtype=np.int64)
