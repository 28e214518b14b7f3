"""The figure of how the texts read: how long the sentences of each voice are, and beside it how easy and how varied."""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis.views.figures.chart import ChartBlock, ChartRow, Dot, Key, Scale, chart
from analysis.views.figures.choice import MANY_GROUPS
from analysis.views.figures.style import VOICE_MARKS, styled
from analysis.views.figures.ticks import round_ticks
from analysis.views.tables.phrases import KEYED, VOICE_WORDS, counted, decimal, extremes, groups_left_out, number

_SAID = {"author": "own", "direct": "quoted", "indirect": "paraphrased"}
_SENTENCES = {"author": "sentence of the authors' own", "direct": "quoted sentence", "indirect": "paraphrased sentence"}
_COLUMNS = ("words a\nsentence", "reading\nease", "varied\nwords", "\ntexts")


def readability_title(table: pd.DataFrame) -> str:
    """Say how many words an average sentence of the authors' own has, by group of texts, and of how many texts it is.

    Of texts where no author has words enough for a score, it is a quoted sentence, or one in paraphrase.
    """
    scored = table[table["n_docs"] > 0]
    voice = next((one for one in KEYED if (scored["voice"] == one).any()), "")
    if not voice:
        return "No text has words enough for a score"
    rows, said = scored[scored["voice"] == voice], f"Words in an average {_SENTENCES[voice]}"
    if rows["group"].nunique() > MANY_GROUPS:
        return f"{said}: {extremes(rows.set_index('group')['words_per_sentence'].to_dict(), decimal)}"
    parts = [
        f"{decimal(row.words_per_sentence)} in {row.group} ({counted(row.n_docs, 'text')})" for row in rows.itertuples()
    ]
    return f"{said}: {', '.join(parts)}"


def readability_alt(table: pd.DataFrame) -> str:
    """Name the sentence length with its bounds, the reading ease and the texts, by group and voice."""
    parts = []
    for row in table.itertuples():
        whose = f"{row.group}, {VOICE_WORDS[row.voice]}, {number(row.n_docs)} of {counted(row.group_docs, 'text')}"
        if not row.n_docs:
            parts.append(f"{whose}: no score")
            continue
        bounds = f" ({decimal(row.low)} to {decimal(row.high)})" if row.bounds else ""
        ease = f"reading ease {decimal(row.flesch_reading_ease)}"
        parts.append(f"{whose}: {decimal(row.words_per_sentence)} words a sentence{bounds}, {ease}")
    return f"Points with lines: words in a sentence, by group and voice. {'. '.join(parts)}."


@styled
def plot_readability(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how long the sentences of each voice are in each group, with reading ease and varied words beside them.

    Parameters
    ----------
    table
        From `readability_by_voice`: every voice of every group.
    ax
        Axes to draw in; None for a new figure.
    """
    blocks = [
        ChartBlock(
            str(group),
            counted(rows["group_docs"].iloc[0], "text"),
            [_line(row) for voice in KEYED for row in rows[rows["voice"] == voice].itertuples()],
            _COLUMNS,
        )
        for group, rows in table.groupby("group", sort=False)
    ]
    there = {VOICE_WORDS[one]: VOICE_MARKS[one] for one in KEYED if (table["voice"] == one).any()}
    most = max((end for end in (*table["high"], *table["words_per_sentence"]) if isfinite(end)), default=1.0) * 1.04
    return chart(
        ax,
        title=readability_title(table),
        note=_bounds_of(table)
        + "Reading ease: the higher, the easier. Varied words: share of different ones among 50 in a row. Texts: those "
        "with 100 words or more in sentences of the voice; of no others is there a score." + groups_left_out(table),
        blocks=blocks,
        keys=[Key(there)],
        scale=Scale(limits=(0, most), ticks=round_ticks(most), axis="words in a sentence"),
    )


def _line(row: Any) -> ChartRow:
    """Return the row of a voice; one without a text that has a score says so by its number of texts."""
    said = (decimal(row.words_per_sentence), decimal(row.flesch_reading_ease), decimal(row.mattr, 2))
    low, high = (row.low, row.high) if row.bounds else (float("nan"),) * 2
    dots = [Dot(row.words_per_sentence, VOICE_MARKS[row.voice], "length", low, high)] if row.n_docs else []
    return ChartRow(_SAID[row.voice], (*said, number(row.n_docs)), dots=dots, high=0.17)


def _bounds_of(table: pd.DataFrame) -> str:
    """Say what the lines are, with a space after it, or "" where there is none."""
    kinds: Iterable[str] = set(table["bounds"])
    few = "the range of the texts, fewer than five"
    if "95 % interval" in kinds:
        return f"Lines: 95 % intervals over texts{f'; with fewer than five, {few[:22]}' if 'range' in kinds else ''}. "
    return f"Lines: {few}. " if "range" in kinds else ""
