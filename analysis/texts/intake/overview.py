"""A gathered corpus at a glance: what looks odd, how many texts each outlet has in each month, and some to look at."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from analysis.texts.readers.layout import parse_layout
from analysis.texts.segmentation.beside_prose import beside_prose
from analysis.texts.segmentation.document import ParsedText, is_english
from analysis.texts.segmentation.known_stretches import QUOTE, TURN, Known
from analysis.texts.segmentation.words import words

SHORT, LONG = 50, 5000  # words: fewer are rarely an article, more are perhaps several
LONGEST_PARAGRAPH = 400  # words of a text in one paragraph: its breaks are probably lost
MOST_MONTHS = 36  # in a table; then it counts years
MOST_OUTLETS = 6
UNKNOWN = "not known"


class Oddity(NamedTuple):
    """Something to look at: what it is, what to do, and the texts by their numbers, with what is seen in each."""

    what: str
    advice: str
    texts: list[int]
    seen: list[str]


class Piece(NamedTuple):
    """A part of a page, a block quotation or a turn, who speaks there, and whether the file says so."""

    text: str
    kind: str
    speaker: str
    is_known: bool


class _Text(NamedTuple):
    """A text of the corpus with what its row says, and its words, which are found once."""

    row: dict[str, str]
    spans: list[tuple[int, int]]

    @property
    def text(self) -> str:
        return self.row["text"]


def oddities(documents: pd.DataFrame) -> list[Oddity]:
    """Return what looks odd in a gathered corpus, each kind with the texts that show it; kinds that none shows are not.

    Parameters
    ----------
    documents
        Table `documents` as `gather` returns it.

    Notes
    -----
    Nothing is judged to be wrong: a short text may be a letter. Misleads for poems, lists and quotations of code.
    """
    rows = documents.fillna("").to_dict("records")
    texts = [_Text(row, words(row["text"])) for row in rows]
    found = []
    for what, advice, look in _LOOKS:
        seen = [(number, shown) for number, text in enumerate(texts) if (shown := look(text))]
        if seen:
            found.append(Oddity(what, advice, [number for number, _ in seen], [shown for _, shown in seen]))
    return found


def by_outlet_and_month(documents: pd.DataFrame) -> pd.DataFrame:
    """Return how many texts each outlet has in each month, or year where there are many months.

    The columns are the months, all texts, then the outlets with most texts, the others together, and texts without one.
    """
    dates, outlets = documents["date"].fillna(""), documents["outlet"].fillna("").replace("", UNKNOWN)
    months = dates.str[:7]
    whole = months if months[months.ne("")].nunique() <= MOST_MONTHS else dates.str[:4]
    whole = whole.replace("", UNKNOWN)
    counts = outlets.value_counts(sort=False)
    order = sorted(set(counts.index) - {UNKNOWN}, key=lambda name: (-counts[name], name))
    kept = order if len(order) <= MOST_OUTLETS + 1 else order[:MOST_OUTLETS]
    rest = f"{len(order) - len(kept):,} others"
    columns = outlets.where(outlets.isin([*kept, UNKNOWN]), rest)
    table = pd.crosstab(whole, columns)
    table = table[[name for name in (*kept, rest, UNKNOWN) if name in table]]
    table.insert(0, "all", table.sum(axis=1))
    table.loc["all"] = table.sum()
    table = table.rename_axis(None, axis=1).rename_axis("when").reset_index()
    return table.sort_values("when", key=lambda names: names.map(_month_key), kind="stable").reset_index(drop=True)


def _month_key(name: str) -> tuple[int, str]:
    return {UNKNOWN: 1, "all": 2}.get(name, 0), name


def drawn(documents: pd.DataFrame, n: int = 3) -> list[int]:
    """Return the numbers of `n` texts, drawn by the hash of what they hold: by chance, and the same each time."""
    keys = sorted((hashlib.sha256(text.encode()).hexdigest(), k) for k, text in enumerate(documents["text"]))
    return [k for _, k in keys[:n]]


def pieces(text: str, title: str, layout: str) -> list[Piece]:
    """Return a text cut into its parts, block quotations and turns, in order."""
    known = parse_layout(layout, text, "layout")
    reading = ParsedText(text, None, title, known)
    found: list[Piece] = []
    said = iter([*known, Known(len(text), len(text), "")])
    one = next(said)
    for start, end, part in reading.parts:
        at = start
        while at < end:
            while one.end <= at < len(text):
                one = next(said)
            inside = one.start <= at
            stop = min(end, one.end if inside else one.start)
            kind = one.kind if inside and one.kind in (QUOTE, TURN) else part
            piece = Piece(text[at:stop], kind, one.speaker if inside else "", inside)
            if found and (not piece.text.strip() or found[-1][1:] == piece[1:]):
                found[-1] = found[-1]._replace(text=found[-1].text + piece.text)
            else:
                found.append(piece)
            at = stop
    return found


def _length(text: _Text) -> str:
    return text.row.get("notes", "") if text.row.get("words_stated") else ""


def _one_paragraph(text: _Text) -> str:
    n = len(text.spans)
    return f"{n:,} words" if n > LONGEST_PARAGRAPH and not re.search(r"\n\s*\n", text.text) else ""


def _without(column: str) -> Callable[[_Text], str]:
    return lambda text: "" if text.row.get(column) else "not known"


def _before_published(text: _Text) -> str:
    date, loaded = text.row["date"], text.row["page_date"]
    return f"{loaded}, published {date}" if date and loaded and loaded < date else ""


def _repeats(text: _Text) -> str:
    story = text.row.get("story", "")
    return f"as {story}" if story and story != text.row["doc_id"] else ""


def _bounded(shortest: int, longest: float) -> Callable[[_Text], str]:
    return lambda text: f"{len(text.spans):,} words" if shortest <= len(text.spans) < longest else ""


def _foreign(text: _Text) -> str:
    return "" if is_english(text.text, text.spans) else " ".join(text.text[:60].split())


_LOOKS: list[tuple[str, str, Callable[[_Text], str]]] = [
    ("of another length than the file says", "look whether the text is cut, or holds more than the article", _length),
    (
        "cut by the database or page",
        "get the whole text, or leave these out",
        lambda text: text.row.get("truncated", ""),
    ),
    (f"shorter than {SHORT} words", "look whether these are articles", _bounded(0, SHORT)),
    (f"longer than {LONG:,} words", "look whether several articles are in one", _bounded(LONG + 1, float("inf"))),
    ("in one long paragraph", "look whether line breaks were lost; quotations are found by paragraph", _one_paragraph),
    ("in another language than English", "leave these out: voices and markers know English alone", _foreign),
    (
        "with signs that are no prose",
        "look at these, or gather them from a better source",
        lambda text: ", ".join(beside_prose(text.text)),
    ),
    ("told elsewhere in the corpus, too", "count each story once: --cluster story", _repeats),
    ("loaded or changed before publication", "check the date", _before_published),
    ("without a date", "add the dates to SOURCES.csv, if you know them", _without("date")),
    ("without an outlet", "add the outlets to SOURCES.csv, if you know them", _without("outlet")),
    ("without a headline", "add the headlines to SOURCES.csv, if you know them", _without("title")),
]
