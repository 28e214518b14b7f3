"""Shared passages for people: both texts next to each other, the words that differ underlined and listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

import pandas as pd

from analysis.views.tables.display import LEFT, MISSING, not_shown, region
from analysis.views.tables.phrases import counted, decimal, label, visible


@dataclass(frozen=True)
class SideBySide:
    """Passages made ready to be read: HTML in a notebook or on a page, plain text elsewhere."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        """Return the passages as HTML: what differs is underlined in a mark, and listed below; all text is escaped."""
        return self.html

    def __repr__(self) -> str:
        """Return the passages as plain text, what differs in square brackets."""
        return self.text


def side_by_side(
    passages: pd.DataFrame, steps: pd.DataFrame, documents: pd.DataFrame, *, limit: int | None = 10
) -> SideBySide:
    """Return shared passages made ready to be read; put it last in a notebook's cell to show it.

    Parameters
    ----------
    passages
        Table `reuse`, or some rows of it.
    steps
        Table `alignment` of these passages.
    documents
        Table `documents`: ``doc_id, text``.
    limit
        The first so many passages are shown and the rest is counted below them; None shows all.

    Raises
    ------
    KeyError
        If a passage is of a text that the documents lack.

    See Also
    --------
    reuse : Finds the passages.
    alignment : Finds the steps.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> steps = same.alignment(story.passages, story.segments)
    >>> str(same.side_by_side(story.passages, steps, story.documents, limit=1)).splitlines()[0]
    '10 shared words, similarity 0.83'
    """
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    shown = passages if limit is None else passages.head(limit)
    of_passage = dict(list(steps.groupby("passage", sort=False)))
    parts, lines = [], []
    for index, row in zip(shown.index, shown.itertuples(), strict=True):
        names = label(row.doc_id_a), label(row.doc_id_b)
        a, b, mine = texts[row.doc_id_a], texts[row.doc_id_b], of_passage[index]
        how = "word for word" if row.similarity == 1 else f"similarity {decimal(row.similarity, 2)}"
        caption = f"{counted(row.n_words, 'shared word')}, {how}"
        sides = list(_pieces(a, mine, "a")), list(_pieces(b, mine, "b"))
        cells = ("".join(f"<mark><u>{escape(w)}</u></mark>" if own else escape(w) for w, own in one) for one in sides)
        differ = "; ".join(
            f"{_word(a[one.start_a : one.end_a])} | {_word(b[one.start_b : one.end_b])}"
            for one in mine[mine["step"] != "equal"].itertuples()
        )
        body = "".join(f"<td{LEFT}>{cell}</td>" for cell in cells)
        parts.append(region(caption, (LEFT, LEFT), names, [body], f"Differ: {differ}" if differ else ""))
        plain = ("".join(f"[{w}]" if own else w for w, own in one) for one in sides)
        lines.append("\n".join([caption, *map("{}: {}".format, names, plain)]))
    if rest := not_shown(len(passages) - len(shown), "passage"):
        parts.append(f'<p class="ss-rest">{rest}</p>')
        lines.append(rest)
    return SideBySide("\n".join(parts), "\n\n".join(lines))


def _pieces(text: str, steps: pd.DataFrame, side: str) -> Iterator[tuple[str, bool]]:
    """Yield the passage as written, in pieces, and whether the words of each are in this text alone."""
    at = None
    for step, start, end in zip(steps["step"], steps[f"start_{side}"], steps[f"end_{side}"], strict=True):
        if start == end:
            continue
        if at is not None:
            yield _flat(text[at:start]), False
        yield _flat(text[start:end]), step != "equal"
        at = end


def _flat(text: str) -> str:
    """Return a text on one line, with one space at either end where it has any."""
    flat = visible(" ".join(text.split()))
    if not flat:
        return " " if text else ""
    return f"{' ' * text[0].isspace()}{flat}{' ' * text[-1].isspace()}"


def _word(text: str) -> str:
    return escape(_flat(text) or MISSING)
