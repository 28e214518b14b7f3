"""Figures of single words: the most frequent, those that mark one text among the others, and where words occur."""

from __future__ import annotations

from functools import partial

import pandas as pd
from matplotlib.axes import Axes

from analysis.views.figures.chart import Bar, ChartBlock, ChartRow, Key, Scale, chart
from analysis.views.figures.choice import MANY_GROUPS
from analysis.views.figures.style import MARKS_OF_GROUPS, RULE, VOICE_MARKS, Mark, source_marks, styled
from analysis.views.tables.phrases import (
    KEYED,
    VOICE_WORDS,
    counted,
    decimal,
    groups_left_out,
    left_out,
    listing,
    most_often,
    named,
    number,
)

_LINES = {  # of an occurrence, from where to where in inches: the author's rise above the line, others' hang below it
    "author": (-0.085, 0.0, VOICE_MARKS["author"].fill),
    "direct": (0.0, 0.085, VOICE_MARKS["direct"].fill),
    "indirect": (0.0, 0.05, "#4c93b8"),
}


def frequent_title(table: pd.DataFrame) -> str:
    """Name the first words of each group, and how many of the words shown the groups share."""
    groups = _groups(table, "group")
    first = listing([f"{named(rows['term'].iloc[0])} in {group}" for group, rows in groups])
    if len(groups) > MANY_GROUPS:
        first = most_often(named(rows["term"].iloc[0]) for _, rows in groups)
    if len(groups) < 2:
        return f"The most frequent word: {first}"
    shared = set.intersection(*(set(rows["term"]) for _, rows in groups))
    most = max(len(rows) for _, rows in groups)
    return f"Most frequent: {first}; the lists share {len(shared)} of {counted(most, 'word')}"


def frequent_alt(table: pd.DataFrame) -> str:
    """Name the five most frequent words of each group with rate, count and number of texts."""
    parts = [
        f"{group} ({counted(rows['total'].iloc[0], 'word')} in {counted(rows['n_docs'].iloc[0], 'text')}): "
        + ", ".join(
            f"{row.term} {decimal(row.per_1000)} ({counted(row.n, 'time')}, in {row.docs})"
            for row in rows.head(5).itertuples()
        )
        for group, rows in _groups(table, "group")
    ]
    return f"Bars of words per 1,000 words, by group. {'. '.join(parts)}."


@styled
def plot_frequent(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the words of each group as bars of their rate per 1,000 words, with counts and numbers of texts.

    Parameters
    ----------
    table
        Table `terms`: the rows to show, in the order to show them.
    ax
        Axes to draw in; None for a new figure.
    """
    names = [group for group, _ in _groups(table, "group")]
    plain = dict.fromkeys(names, VOICE_MARKS["all"])  # more than there are marks: the heads alone tell them apart
    marks = plain if len(names) > MARKS_OF_GROUPS else source_marks(names)
    blocks = []
    for group, rows in _groups(table, "group"):
        words = [
            ChartRow(
                row.term, (decimal(row.per_1000), number(row.n), number(row.docs)), [Bar(row.per_1000, marks[group])]
            )
            for row in rows.itertuples()
        ]
        size = f"{counted(rows['total'].iloc[0], 'word')} in {counted(rows['n_docs'].iloc[0], 'text')}"
        blocks.append(ChartBlock(group, size, words, ("per 1,000", "times", "texts")))
    note = "Bars: times per 1,000 words. Texts: how many of them have the word."
    note += groups_left_out(table)
    return chart(ax, title=frequent_title(table), note=note, blocks=blocks)


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
        f"{doc_id}: "
        + ", ".join(
            f"{row.term} {decimal(row.tf_idf, 2)} ({counted(row.n, 'time')})" for row in rows.head(3).itertuples()
        )
        for doc_id, rows in _groups(table, "doc_id")
    ]
    return f"Bars of TF-IDF weights, by text. {'. '.join(parts)}.{left_out(table)}"


@styled
def plot_tfidf(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the words with the highest TF-IDF weight in each text, one block for each text.

    Parameters
    ----------
    table
        Table `tfidf`: the rows to show, in the order to show them, with ``docs`` and ``total``.
    ax
        Axes to draw in; None for a new figure.
    """
    blocks = []
    for doc_id, rows in _groups(table, "doc_id"):
        words = [
            ChartRow(row.term, (decimal(row.tf_idf, 2), number(row.n), number(row.docs)), [bar], high=0.19)
            for row, bar in ((row, Bar(row.tf_idf, VOICE_MARKS["all"])) for row in rows.itertuples())
        ]
        blocks.append(ChartBlock(doc_id, counted(rows["total"].iloc[0], "word"), words, ("weight", "times", "texts")))
    note = "Bars: TF-IDF weight, high for a word that is frequent here and in few texts. Texts: how many have it."
    return chart(ax, title=tfidf_title(table), note=note + left_out(table), blocks=blocks)


def _groups(table: pd.DataFrame, column: str) -> list[tuple[str, pd.DataFrame]]:
    return [(str(name), rows) for name, rows in table.groupby(column, sort=False, observed=True)]


def dispersion_title(table: pd.DataFrame) -> str:
    """Say which of the terms is most and which least often attributed to somebody."""
    said = []
    for term, rows in table[table["position"].notna()].groupby("term", sort=False, observed=True):
        others = int((rows["voice"] != "author").sum())
        said.append((others / len(rows), named(term), f"({others} of {len(rows)}"))
    if len(said) < 2:
        return f"Where {listing([named(term) for term in dict.fromkeys(table['term'])])} occurs in each text"
    where = f"; in the {counted(table['doc_id'].nunique(), 'text')} drawn" if left_out(table) else ""
    (_, most, of), *_, (_, least, few) = sorted(said, key=lambda one: -one[0])
    return f"{most} is most often somebody else's word {of} uses), {least} least often {few}){where}"


def dispersion_alt(table: pd.DataFrame) -> str:
    """Name each term's count, how many of them are the author's, its DPnorm and in how many texts it occurs."""
    parts = []
    for term, rows in table.groupby("term", sort=False, observed=True):
        texts, found = rows.drop_duplicates("doc_id"), rows[rows["position"].notna()]
        parts.append(
            f"{named(term)} {counted(len(found), 'time')}, {(found['voice'] == 'author').sum()} of them the author's, "
            f"in {(texts['n'] > 0).sum()} of {counted(len(texts), 'text')}, DPnorm "
            f"{decimal(rows['dp_norm'].iloc[0], 2)}"
        )
    return f"A line for each word and text, with a stroke where the word occurs. {'; '.join(parts)}.{_left_out(table)}"


@styled
def plot_dispersion(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw each occurrence of the terms as a stroke on a line as long as its text.

    The author's own rise above the line. What is attributed to somebody goes below it, quotation further than
    paraphrase.

    Parameters
    ----------
    table
        From `concordance.positions`: one row per occurrence, and one without a ``position`` for a text
        without the term.
    ax
        Axes to draw in; None for a new figure.
    """
    blocks = []
    for term, rows in table.groupby("term", sort=False, observed=True):
        total, texts = rows.drop_duplicates("doc_id")["n"].sum(), rows.groupby("doc_id", sort=False, observed=True)
        lines = [
            ChartRow(
                str(doc_id),
                (number(some["n"].iloc[0]), number(some["n_words"].iloc[0])),
                high=0.22,
                draw=partial(_strokes, rows=some),
            )
            for doc_id, some in texts
        ]
        size = f"{counted(total, 'time')}, DPnorm {decimal(rows['dp_norm'].iloc[0], 2)}"
        blocks.append(ChartBlock(str(term), size, lines, ("times", "of words")))
    up, down = "▲ above the line: ", "▼ below: "
    words = {f"{down if voice != 'author' else up}{VOICE_WORDS[voice]}": voice for voice in KEYED}
    there = {said: Mark(_LINES[voice][2], "", "|", "") for said, voice in words.items() if _has(table, voice)}
    note = "From the first word of a text (left) to its last (right). DPnorm: 0 is evenly spread over the texts, 1 is "
    note += f"all in the smallest.{_left_out(table)}"
    title = dispersion_title(table)
    return chart(ax, title=title, note=note, blocks=blocks, keys=[Key(there, bars=True)], scale=Scale(limits=(0, 1)))


def _has(table: pd.DataFrame, voice: str) -> bool:
    return bool((table["voice"] == voice).any())


def _left_out(table: pd.DataFrame) -> str:
    return f"{left_out(table)} DPnorm is of all texts." if left_out(table) else ""


def _strokes(ax: Axes, y: float, *, rows: pd.DataFrame) -> None:
    """Draw one text's line and a stroke for each occurrence."""
    ax.plot([0, 1], [y, y], color=RULE, linewidth=1, zorder=1)
    for voice, (top, end, colour) in _LINES.items():
        here = rows[(rows["voice"] == voice) & rows["position"].notna()]
        places = ((here["position"] - 0.5) / here["n_words"]).astype(float)
        if len(here):
            ax.vlines(places, y + top, y + end, color=colour, linewidth=1.5, gid=voice, clip_on=False)
