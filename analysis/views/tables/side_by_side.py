"""Shared passages for people: both texts beside each other, the words that differ underlined and listed."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from analysis.views.tables.display import MISSING
from analysis.views.tables.phrases import counted, decimal

if TYPE_CHECKING:
    import pandas as pd

Piece = tuple[str, bool]  # words as written, and whether they are this text's alone


@dataclass(frozen=True)
class SideBySide:
    """Passages made ready to be read: HTML in a notebook or on a page, plain text elsewhere.

    Attributes
    ----------
    passages
        For each passage its caption, the two names, the pieces of either side, and the words that differ, in pairs.
    left_out
        How many passages are not shown.
    """

    passages: tuple[tuple[str, tuple[str, str], tuple[list[Piece], list[Piece]], list[tuple[str, str]]], ...]
    left_out: int = 0

    def _repr_html_(self) -> str:
        """Return the passages as HTML: what differs is underlined in a mark, and listed below; all text is escaped."""
        parts = []
        for caption, names, sides, differences in self.passages:
            heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
            cells = "".join(f"<td>{''.join(_marked(piece) for piece in side)}</td>" for side in sides)
            told = "; ".join(f"{escape(a)} | {escape(b)}" for a, b in differences)
            foot = f'<p class="ss-rest">Differ: {told}</p>' if told else ""
            parts.append(
                f'<div class="ss-table mathjax_ignore" role="region" tabindex="0" aria-label="{escape(caption)}">\n'
                f"<table><caption>{escape(caption)}</caption>\n<thead><tr>{heads}</tr></thead>\n"
                f"<tbody><tr>{cells}</tr></tbody></table>{foot}</div>"
            )
        return "\n".join([*parts, *([f'<p class="ss-rest">{self._rest}</p>'] if self._rest else [])])

    def __repr__(self) -> str:
        """Return the passages as plain text, what differs in square brackets."""
        parts = []
        for caption, names, sides, _ in self.passages:
            texts = ["".join(f"[{words}]" if own else words for words, own in side) for side in sides]
            parts.append("\n".join([caption, *(f"{name}: {text}" for name, text in zip(names, texts, strict=True))]))
        return "\n\n".join([*parts, *([self._rest] if self._rest else [])])

    @property
    def _rest(self) -> str:
        return f"{counted(self.left_out, 'more passage')} not shown." if self.left_out else ""


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
    """
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    shown = passages if limit is None else passages.head(limit)
    of_passage = dict(list(steps.groupby("passage", sort=False)))
    parts = []
    for index, row in zip(shown.index, shown.itertuples(), strict=True):
        names = str(row.doc_id_a), str(row.doc_id_b)
        whole = texts[row.doc_id_a], texts[row.doc_id_b]
        mine = of_passage[index]
        alike = "word for word" if row.similarity == 1 else f"similarity {decimal(row.similarity, 2)}"
        sides = tuple(_pieces(text, mine, side) for text, side in zip(whole, "ab", strict=True))
        differences = [
            (_words(whole[0], one.start_a, one.end_a), _words(whole[1], one.start_b, one.end_b))
            for one in mine[mine["step"] != "equal"].itertuples()
        ]
        parts.append((f"{counted(row.n_words, 'word')} alike, {alike}", names, (sides[0], sides[1]), differences))
    return SideBySide(tuple(parts), len(passages) - len(shown))


def _pieces(text: str, steps: pd.DataFrame, side: str) -> list[Piece]:
    """Return the passage as written, cut where words begin or end to be this text's alone."""
    pieces: list[Piece] = []
    at = None
    for step, start, end in zip(steps["step"], steps[f"start_{side}"], steps[f"end_{side}"], strict=True):
        if start == end:
            continue
        if at is not None:
            pieces.append((_flat(text[at:start]), False))
        pieces.append((_flat(text[start:end]), step != "equal"))
        at = end
    return pieces


def _words(text: str, start: int, end: int) -> str:
    return _flat(text[start:end]) or MISSING


def _flat(text: str) -> str:
    """Return a text on one line, its spaces kept at either end as one."""
    flat = " ".join(text.split())
    if not flat:
        return " " if text else ""
    return f"{' ' * text[0].isspace()}{flat}{' ' * text[-1].isspace()}"


def _marked(piece: Piece) -> str:
    words, own = piece
    return f"<mark><u>{escape(words)}</u></mark>" if own else escape(words)
