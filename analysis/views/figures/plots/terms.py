"""Figures about single words: the most frequent ones by group, and those that mark one text among the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.views.figures.panels import Panel, bar_panels
from analysis.views.figures.style import VOICES, source_marks, styled
from analysis.views.tables.phrases import counted, decimal, left_out, listing, named

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


def frequent_title(table: pd.DataFrame) -> str:
    """Name the first words of each group, and how many of the words shown the groups share."""
    groups = _groups(table, "group")
    first = listing([f"{named(rows['term'].iloc[0])} in {group}" for group, rows in groups])
    if len(groups) < 2:
        return f"The most frequent word: {first}"
    shared = set.intersection(*(set(rows["term"]) for _, rows in groups))
    most = max(len(rows) for _, rows in groups)
    return f"Most frequent: {first}; the lists share {len(shared)} of {most} words"


def frequent_alt(table: pd.DataFrame) -> str:
    """Name the five most frequent words of each group with rate, count and number of texts."""
    parts = [
        f"{group} ({counted(rows['total'].iloc[0], 'word')} in {counted(rows['n_docs'].iloc[0], 'text')}): "
        + ", ".join(f"{row.term} {decimal(row.per_1000)} ({row.n} times, in {row.docs})" for row in _first(rows, 5))
        for group, rows in _groups(table, "group")
    ]
    return f"Bars of words per 1,000 words, by group. {'. '.join(parts)}."


@styled
def plot_frequent(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the words of each group as bars of their rate per 1,000 words, with counts and numbers of texts beside.

    Parameters
    ----------
    table
        Table `terms`: the rows to show, in the order to show them.
    ax
        Axes to draw in; None for a new figure.
    """
    groups = _groups(table, "group")
    marks = source_marks([group for group, _ in groups])
    panels = [
        Panel(
            group,
            f"{counted(rows['total'].iloc[0], 'word')} in {counted(rows['n_docs'].iloc[0], 'text')}",
            rows["term"].tolist(),
            rows["per_1000"].tolist(),
            [f"{decimal(row.per_1000)}  ({row.n}×, {row.docs} of {row.n_docs})" for row in rows.itertuples()],
            marks[group],
        )
        for group, rows in groups
    ]
    note = "Bars: times per 1,000 words. In brackets: how often, and in how many of the texts."
    return bar_panels(panels, ax=ax, title=frequent_title(table), note=note)


def tfidf_title(table: pd.DataFrame) -> str:
    """Name the word with the highest weight in each text."""
    texts = _groups(table, "doc_id")
    if len(texts) > 6:
        return f"What marks each of {len(texts)} texts among the others"
    first = [str(rows["term"].iloc[0]) for _, rows in texts]
    words = [f"{named(word)}{f' ({n} texts)' if (n := first.count(word)) > 1 else ''}" for word in dict.fromkeys(first)]
    return f"What marks each text: {listing(words)}"


def tfidf_alt(table: pd.DataFrame) -> str:
    """Name the three words with the highest weight in each text, with weight and count."""
    parts = [
        f"{doc_id}: " + ", ".join(f"{row.term} {decimal(row.tf_idf, 2)} ({row.n} times)" for row in _first(rows, 3))
        for doc_id, rows in _groups(table, "doc_id")
    ]
    return f"Bars of TF-IDF weights, by text. {'. '.join(parts)}.{left_out(table)}"


@styled
def plot_tfidf(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the words with the highest TF-IDF weight in each text, one panel for each text.

    Parameters
    ----------
    table
        Table `tfidf`: the rows to show, in the order to show them, with ``docs`` and ``total``.
    ax
        Axes to draw in; None for a new figure.
    """
    panels = [
        Panel(
            doc_id,
            counted(rows["total"].iloc[0], "word"),
            rows["term"].tolist(),
            rows["tf_idf"].tolist(),
            [f"{decimal(row.tf_idf, 2)}  ({row.n}×, {counted(row.docs, 'text')})" for row in rows.itertuples()],
            VOICES["all"],
        )
        for doc_id, rows in _groups(table, "doc_id")
    ]
    note = "Bars: TF-IDF weight. In brackets: how often here, and in how many of the texts the word stands at all."
    return bar_panels(panels, ax=ax, title=tfidf_title(table), note=note + left_out(table))


def _groups(table: pd.DataFrame, column: str) -> list[tuple[str, pd.DataFrame]]:
    return [(str(name), rows) for name, rows in table.groupby(column, sort=False, observed=True)]


def _first(rows: pd.DataFrame, n: int) -> list:
    return list(rows.head(n).itertuples())
