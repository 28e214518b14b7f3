"""Figures about single words: the most frequent ones by group, and those that mark one text among the others.

The figure of where in each text chosen terms stand, and in whose voice.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from analysis.views.figures.layout import WIDTH, Panel, annotate, bar_panels, key, room_for, shorten, stage, width_of
from analysis.views.figures.style import RULE, SMALL, TEXT, VOICE_MARKS, point, source_marks, styled
from analysis.views.tables.phrases import KEYED, VOICE_WORDS, counted, decimal, left_out, listing, named


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
            VOICE_MARKS["all"],
        )
        for doc_id, rows in _groups(table, "doc_id")
    ]
    note = "Bars: TF-IDF weight. In brackets: how often here, and in how many of the texts the word stands at all."
    return bar_panels(panels, ax=ax, title=tfidf_title(table), note=note + left_out(table))


def _groups(table: pd.DataFrame, column: str) -> list[tuple[str, pd.DataFrame]]:
    return [(str(name), rows) for name, rows in table.groupby(column, sort=False, observed=True)]


def _first(rows: pd.DataFrame, n: int) -> list:
    return list(rows.head(n).itertuples())


_ROW = 0.2  # inches for the line of one text
_HEAD = 0.34  # inches for the line that names a term


def dispersion_title(table: pd.DataFrame) -> str:
    """Say which of the terms is most and which least often attributed to somebody."""
    found = table[table["position"].notna()]
    said = []
    for term, rows in found.groupby("term", sort=False, observed=True):
        others = int((rows["voice"] != "author").sum())
        said.append((others / len(rows), f"{named(term)} ({others} of {len(rows)} times"))
    if len(said) < 2:
        return f"Where {listing([named(term) for term in dict.fromkeys(table['term'])])} stands in each text"
    where = f"; in the {counted(table['doc_id'].nunique(), 'text')} drawn" if left_out(table) else ""
    said.sort(key=lambda one: -one[0])
    return f"Most often attributed to somebody: {said[0][1]}); least often: {said[-1][1]}){where}"


def dispersion_alt(table: pd.DataFrame) -> str:
    """Name each term's count, how many of them are the author's, its DPnorm and in how many texts it stands."""
    parts = []
    for term, rows in table.groupby("term", sort=False, observed=True):
        texts, found = rows.drop_duplicates("doc_id"), rows[rows["position"].notna()]
        parts.append(
            f"{named(term)} {counted(len(found), 'time')}, {(found['voice'] == 'author').sum()} of them the author's, "
            f"in {(texts['n'] > 0).sum()} of {counted(len(texts), 'text')}, DPnorm "
            f"{decimal(rows['dp_norm'].iloc[0], 2)}"
        )
    return (
        f"Strips, one for each word and text, with a mark where the word stands. {'; '.join(parts)}.{_left_out(table)}"
    )


@styled
def plot_dispersion(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw each occurrence of the terms on a line as long as its text, the mark telling the voice.

    Parameters
    ----------
    table
        From `positions.positions`: one row per occurrence, and one without a ``position`` for a text
        without the term.
    ax
        Axes to draw in; None for a new figure.
    """
    terms = list(dict.fromkeys(table["term"]))
    docs = table.drop_duplicates("doc_id")
    sizes = [counted(n, "word") for n in docs["n_words"]]
    left = room_for(docs["doc_id"], 1.7, SMALL) + max(map(width_of, sizes, [SMALL] * len(sizes)), default=0) + 0.25
    block = _HEAD + _ROW * len(docs)
    ax = stage(
        ax,
        title=dispersion_title(table),
        note="From the first word of a text (left) to its last (right). At the end of a line: times in the text."
        + _left_out(table),
        height=block * max(len(terms), 1),
        sides=(left, 0.45, 0.12, 0.38),
    )
    for at, term in enumerate(terms):
        rows = table[table["term"] == term]
        down = at * block
        dp_norm = decimal(rows["dp_norm"].iloc[0], 2)
        total = rows.drop_duplicates("doc_id")["n"].sum()
        words = f"{counted(total, 'time')}, DPnorm {dp_norm}"
        name = shorten(term, WIDTH - left - width_of(words, SMALL) - 0.6, TEXT, "bold")
        annotate(ax, name, (0, down + _HEAD * 0.6), look="head/left")
        annotate(ax, words, (1, down + _HEAD * 0.6), look="quiet/right")
        for line, (doc_id, size) in enumerate(zip(docs["doc_id"], sizes, strict=True)):
            y = down + _HEAD + _ROW * (line + 0.5)
            _line(ax, rows[rows["doc_id"] == doc_id], y)
            annotate(ax, size, (0, y), shift=(-5, 0), look="quiet/right")
            annotate(ax, shorten(doc_id, 1.7, SMALL), (0, y), shift=(-(left - 0.1) * 72, 0))
    ax.set_xlim(0, 1)
    ax.set_ylim(block * len(terms) or 1, 0)
    ax.axis("off")
    key(
        ax,
        {VOICE_WORDS[voice]: VOICE_MARKS[voice] for voice in KEYED if (table["voice"] == voice).any()},
        above=0.32,
        left=left - 0.1,
    )
    return ax


def _left_out(table: pd.DataFrame) -> str:
    return f"{left_out(table)} DPnorm is of all texts." if left_out(table) else ""


def _line(ax: Axes, rows: pd.DataFrame, y: float) -> None:
    """Draw one text's line, its marks, and how many they are."""
    ax.plot([0, 1], [y, y], color=RULE, linewidth=1, zorder=1)
    for voice, mark in VOICE_MARKS.items():
        here = rows[(rows["voice"] == voice) & rows["position"].notna()]
        if here.empty:
            continue
        ax.plot(
            ((here["position"] - 0.5) / here["n_words"]).astype(float), [y] * len(here), gid=voice, marker=mark.marker,
            markersize=4.8, clip_on=False, zorder=2, **point(mark),
        )  # fmt: skip
    n = int(rows["n"].iloc[0]) if len(rows) else 0
    annotate(ax, str(n), (1, y), shift=(8, 0), look="small/left" if n else "quiet/left")
