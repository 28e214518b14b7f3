"""Figures that set texts against each other: how similar their wording is, and which words set two groups apart."""

from __future__ import annotations

from math import ceil, floor, inf, isfinite, isnan, nan
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis.measures.stats.minimum_sizes import LEAST_DOCUMENTS, LEVEL
from analysis.views.figures.chart import Bar, ChartBlock, ChartRow, Dot, Key, Scale, chart
from analysis.views.figures.layout import shorten
from analysis.views.figures.style import GREY, VOICE_MARKS, Mark, source_marks, styled
from analysis.views.figures.ticks import doublings
from analysis.views.tables.phrases import (
    GROUP,
    KEYED,
    KIND,
    VOICE_WORDS,
    counted,
    decimal,
    factor,
    named,
    number,
    percent,
    small,
)

_WITHIN, _ACROSS = VOICE_MARKS["all"], source_marks(["newswire"])["newswire"]
_HALF = 2.9  # inches: the name of one text of a pair, on a line of its own
_OF_TEXTS, _OF_WORDS = ("log_ratio_low", "log_ratio_high"), ("log_ratio_low_words", "log_ratio_high_words")
_USES = {"author": "n_own", "direct": "n_direct", "indirect": "n_indirect"}
_REFERENCE = Mark("#1a1a1a", "", "s", "#ffffff")


def similarity_title(table: pd.DataFrame) -> str:
    """Name the two texts that are most similar, and how similar."""
    if table.empty:
        return "There is no pair of texts to compare"
    first = table.iloc[0]
    return f"Most alike in wording: {first['doc_id_a']} and {first['doc_id_b']} ({decimal(first['cosine'], 2)} of 1)"


def similarity_alt(table: pd.DataFrame) -> str:
    """Name each pair with its cosine."""
    pairs = [f"{row.doc_id_a} and {row.doc_id_b} {decimal(row.cosine, 2)}" for row in table.itertuples()]
    return f"Dots of the similarity of {counted(len(table), 'pair')} of texts, from 0 to 1: {'; '.join(pairs)}."


@styled
def plot_similarity(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the similarity of each pair of texts as a dot on a line from 0 to 1.

    Parameters
    ----------
    table
        Table `similarity` with ``group_a, group_b, words_a, words_b``, in the order to show.
    ax
        Axes to draw in; None for a new figure.
    """
    group = table.attrs.get("group", GROUP)
    things = "kinds of source" if group == KIND else f"{group}s"
    keys = {f"within one {group}": _WITHIN, f"between two {things}": _ACROSS}
    rows = []
    for row in table.itertuples():
        dot = Dot(row.cosine, _WITHIN if row.group_a == row.group_b else _ACROSS, "pair", 0.0, row.cosine)
        sizes = f"{number(row.words_a)} · {number(row.words_b)}"
        rows.append(
            ChartRow(
                f"{shorten(row.doc_id_a, _HALF)} · {shorten(row.doc_id_b, _HALF)}",
                (decimal(row.cosine, 2), sizes),
                dots=[dot],
                high=0.16,
            )
        )
    return chart(
        ax,
        title=similarity_title(table),
        note="Similarity: cosine of the TF-IDF weights, 0 without a shared word, 1 with the same words in the same "
        "proportions.",
        blocks=[ChartBlock("", "", rows, ("similarity", "words"))],
        keys=[Key(keys)],
        scale=Scale(limits=(0, 1), ticks={0: "0", 0.5: "0.5", 1: "1"}, above=True),
    )


def bounds(table: pd.DataFrame) -> tuple[str, str]:
    """Return the columns of the interval to show: over texts where there are enough of them, else over words."""
    return _OF_TEXTS if _OF_TEXTS[0] in table and table[_OF_TEXTS[0]].notna().any() else _OF_WORDS


def is_over_texts(table: pd.DataFrame) -> bool:
    """Return whether there are texts enough for intervals over them."""
    return bounds(table) == _OF_TEXTS


def keyness_title(table: pd.DataFrame) -> str:
    """Say what share of the uses of the words that most mark the target are attributed to somebody.

    Of words with an interval over texts it says so if none is surely more frequent: by its interval and its q.
    """
    every, own = (table[table["voice"] == voice] for voice in ("all", "author"))
    if every.empty:
        return "No word is more frequent on one side than on the other"
    if is_over_texts(table) and not ((every[_OF_TEXTS[0]] > 0) & (every["q"] < LEVEL)).any():
        first = every.iloc[0]
        return f"No word is surely more frequent in {first['target']} than in {first['reference']}"
    most = "most surely" if is_over_texts(table) else "most"
    uses = every["n_target"].sum()
    lost = percent(1 - own["n_target"].sum() / uses) if uses else "no part"
    return (
        f"{lost} of the uses of the {counted(len(every), 'word')} that {most} mark {every['target'].iloc[0]} "
        "are somebody else's words"
    )


def keyness_alt(table: pd.DataFrame) -> str:
    """Name the first five words with ratio, interval and counts, in all voices and in the author's."""
    words, ends = [], bounds(table)
    over = " over texts" * (ends == _OF_TEXTS)
    for term, rows in list(table.groupby("term", sort=False, observed=True))[:5]:
        sides = [
            f"{VOICE_WORDS[row.voice]} {_factor(row.log_ratio)}, {_between(row, ends)}, "
            f"counts {row.n_target} and {row.n_reference}"
            for row in rows.itertuples()
        ]
        if over:
            sides[0] += f", q {small(rows.iloc[0]['q'])}"
        one = rows.iloc[0]
        split = f"of these {one['n_own']} own, {one['n_direct']} quoted, {one['n_indirect']} paraphrased"
        words.append(f"{named(term)}: {'; '.join(sides)}; {split}")
    drawn = "Bars of rates per 1,000 words, cut by voice, with how many times as frequent and the interval"
    if over:
        drawn = "Points of how many times as frequent, with the interval over texts, in all voices and the author's own"
    return f"{drawn}, for {counted(table['term'].nunique(), 'word')}. The first: {'. '.join(words)}."


@styled
def plot_keyness(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how frequent each word is in the target, in whose voice, and over a thin bar in the reference.

    At the right: the counts on both sides, and how many times as frequent the word is in the target, in all voices and
    in the author's. The interval is written, not drawn: where one side lacks the word it has one end only.

    With texts enough for an interval over texts that is what is drawn, in doublings, and q, the number of texts and the
    authors' own share are beside it.

    Parameters
    ----------
    table
        From `keyness.keyness_by_voice`, with the voices ``all`` and ``author``.
    ax
        Axes to draw in; None for a new figure.
    """
    target, reference = (str(table[side].iloc[0]) if len(table) else side for side in ("target", "reference"))
    ends, rows = bounds(table), []
    if is_over_texts(table):
        return _plot_over_texts(table, ax)
    for term, found in table.groupby("term", sort=False, observed=True):
        first, times = found.iloc[0], {row.voice: _times(row, ends) for row in found.itertuples()}
        bars = [
            Bar(first["per_1000_target"] * first[column] / max(first["n_target"], 1), VOICE_MARKS[voice], voice)
            for voice, column in _USES.items()
        ]
        counts = f"{number(first['n_target'])} : {number(first['n_reference'])}"
        rows.append(ChartRow(str(term), (counts, times.get("all", ""), times.get("author", "")), bars, high=0.19))
        rows.append(ChartRow("", (), [Bar(first["per_1000_reference"], _REFERENCE, "reference")], high=0.09, gap=0.06))
    there = [voice for voice in KEYED if len(table) and table[_USES[voice]].any()]
    named_marks = {f"{target}, {VOICE_WORDS[voice]}": VOICE_MARKS[voice] for voice in there}
    columns = ("uses", "times as frequent\nall voices", "\nown voice")
    return chart(
        ax,
        title=keyness_title(table),
        note=_sizes(table),
        blocks=[ChartBlock("", "per 1,000 words", rows, columns)],
        keys=[Key({**named_marks, reference: _REFERENCE}, bars=True)],
    )


def _plot_over_texts(table: pd.DataFrame, ax: Axes | None) -> Axes:
    """Draw how many times as frequent each word is, with its interval over texts, in all voices and in the author's."""
    rows = []
    for term, found in table.groupby("term", sort=False, observed=True):
        first = found.iloc[0]
        cells = (
            f"{number(first['n_target'])} : {number(first['n_reference'])}",
            f"{number(first['docs_target'])} : {number(first['docs_reference'])}",
            percent(first["n_own"] / max(first["n_target"], 1)),
            small(first["q"]),
        )
        for row in found.itertuples():
            low, high = (getattr(row, end) for end in _OF_TEXTS)
            value = nan if isnan(low) or isnan(high) else row.log_ratio
            dot = Dot(value, VOICE_MARKS[row.voice], str(row.voice), low, high)
            last = row.voice == found["voice"].iloc[-1]
            named_row = row.voice == found["voice"].iloc[0]
            rows.append(
                ChartRow(
                    str(term) if named_row else "", cells if named_row else (), dots=[dot], high=0.1, gap=0.08 * last
                )
            )
    low, high = _range(table)
    marks = {VOICE_WORDS[str(voice)]: VOICE_MARKS[str(voice)] for voice in dict.fromkeys(table["voice"])}
    return chart(
        ax,
        title=keyness_title(table),
        note=_sizes(table),
        blocks=[ChartBlock("", "", rows, ("uses", "texts", "own", "q"), _as_frequent)],
        keys=[Key(marks)],
        scale=Scale((low, high), doublings(low, high), "times as frequent"),
    )


def _as_frequent(ax: Axes) -> None:
    ax.axvline(0, color=GREY, linewidth=1, zorder=0)


_BEYOND = 3  # doublings that an interval may reach beyond all points; a longer one ends in an arrow


def _range(table: pd.DataFrame) -> tuple[float, float]:
    """Return the ends of the axis, in whole doublings."""
    known = table[table[_OF_TEXTS[0]].notna()]
    points = [0.0, *known["log_ratio"]]
    low, high = (
        max(known[_OF_TEXTS[0]].min(), min(points) - _BEYOND),
        min(known[_OF_TEXTS[1]].max(), max(points) + _BEYOND),
    )
    return floor(min(low, *points) - 0.25), ceil(max(high, *points) + 0.25)


def _times(row: Any, ends: tuple[str, str]) -> str:
    """Return between which factors a word is as frequent, or from which on where there is no upper end."""
    low, high = (getattr(row, end) for end in ends)
    if isnan(low) or isnan(high):
        return "–"
    if high == inf:
        return f"≥ {factor(low)}×"
    return f"{factor(low)} to {factor(high)}×"


def _between(row: Any, ends: tuple[str, str]) -> str:
    """Return the ends of an interval as factors."""
    low, high = (getattr(row, end) for end in ends)
    if ends == _OF_TEXTS and isnan(low):
        return "no interval"
    return f"{_factor(low)} to {_factor(high)}"


def _factor(log_ratio: float) -> str:
    """Return a log ratio as a factor to three digits: −1 is ``0.5×``."""
    return f"{2.0**log_ratio:.3g}×" if isfinite(log_ratio) else {inf: "no end", -inf: "0×"}.get(log_ratio, "no ratio")


def _sizes(table: pd.DataFrame) -> str:
    """Say how large the texts behind both voices are, and what the interval is."""
    if table.empty:
        return ""
    parts = [
        f"{VOICE_WORDS[str(rows['voice'].iloc[0])]}: {counted(rows['total_target'].iloc[0], 'word')} in "
        f"{counted(rows['n_docs_target'].iloc[0], 'text')} of {rows['target'].iloc[0]}, "
        f"{counted(rows['total_reference'].iloc[0], 'word')} in {counted(rows['n_docs_reference'].iloc[0], 'text')} of "
        f"{rows['reference'].iloc[0]}"
        for _, rows in table.groupby("voice", sort=False)
    ]
    one = table.iloc[0]
    if is_over_texts(table):
        return (
            f"Counted: {'; '.join(parts)}. Uses, texts: {one['target']} : {one['reference']}. Own: the share of the "
            f"uses in {one['target']} that are in an author's own voice. Lines: {_lines(table)}; an arrow: the line "
            "goes on, without end where one side lacks the word. q: of the test over texts, all voices, corrected for "
            "the number of words."
        )
    return (
        f"Counted: {'; '.join(parts)}. Uses: {one['target']} : {one['reference']}. Times as frequent: {_lines(table)}. "
        "≥: at least, where one side lacks the word; below 1× it may be less frequent."
    )


def _lines(table: pd.DataFrame) -> str:
    """Say what the intervals are."""
    if not is_over_texts(table):
        return "95 % intervals, as if each word were drawn by itself; they say nothing about other texts"
    few = "; none in a voice that has words in fewer than five texts of a side" * bool(table[_OF_TEXTS[0]].isna().any())
    return (
        f"95 % intervals over texts, for each word by itself{few}; of the words in {LEAST_DOCUMENTS} of these texts "
        "(in a small group half of them) the first by lower end in all voices, those with q < 0.05 before others"
    )
