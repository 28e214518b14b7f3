"""Figures that set texts against each other: how alike their wording is, and which words set two groups apart."""

from __future__ import annotations

from math import inf, isfinite, isinf, isnan
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.views.figures.layout import annotate, inches, key, label_rows, panel, room_for, shorten, stage
from analysis.views.figures.style import GREY, RULE, SMALL, VOICE_MARKS, bar, point, source_marks, styled
from analysis.views.tables.phrases import KEYED, VOICE_WORDS, counted, decimal, named, number, percent

_SAME = "within one kind of source"
_ACROSS = "between two kinds of source"
_OF_TEXTS, _OF_WORDS = ("log_ratio_low", "log_ratio_high"), ("log_ratio_low_words", "log_ratio_high_words")
_USES = {"author": "n_own", "direct": "n_direct", "indirect": "n_indirect"}


def similarity_title(table: pd.DataFrame) -> str:
    """Name the two texts that are most alike, and the cosines between kinds of source."""
    if table.empty:
        return "There is no pair of texts to compare"
    first = table.iloc[0]
    title = f"Most alike in wording: {first['doc_id_a']} and {first['doc_id_b']} (cosine {decimal(first['cosine'], 2)})"
    across = table[table["group_a"] != table["group_b"]]["cosine"]
    if across.empty:
        return title
    return f"{title}; between kinds of source {decimal(across.min(), 2)} to {decimal(across.max(), 2)}"


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
    pairs = [f"{row.doc_id_a}  ·  {row.doc_id_b}" for row in table.itertuples()]
    sizes = [f"{number(row.words_a)} · {number(row.words_b)} words" for row in table.itertuples()]
    left, right = room_for(pairs, 3.3) + 0.2, room_for(sizes, 1.6, SMALL) + 0.6
    ax = stage(
        ax,
        title=similarity_title(table),
        note="Cosine of the TF-IDF weights: 0 without a shared word, 1 with the same words in the same proportions.",
        height=0.28 * max(len(pairs), 1),
        sides=(left, right, 0.3, 0.4),
    )
    label_rows(ax, pairs, left - 0.15)
    marks = {_SAME: VOICE_MARKS["all"], _ACROSS: source_marks(["newswire"])["newswire"]}
    for row, one in enumerate(table.itertuples()):
        mark = marks[_SAME if one.group_a == one.group_b else _ACROSS]
        ax.plot([0, one.cosine], [row, row], color=RULE, linewidth=2, zorder=1)
        ax.plot(one.cosine, row, marker=mark.marker, markersize=8, clip_on=False, gid="pair", **point(mark))
        annotate(ax, decimal(one.cosine, 2), (one.cosine, row), shift=(8, 0))
        annotate(ax, sizes[row], (1, row), shift=((right - 0.1) * 72, 0), look="quiet/right")
    ax.set_xlim(0, 1)
    ax.set_xticks([0, 0.5, 1])
    ax.spines["left"].set_visible(False)
    key(ax, marks, above=0.3, left=left - 0.1)
    return ax


def bounds(table: pd.DataFrame) -> tuple[str, str]:
    """Return the columns of the interval to show: over texts where there are enough of them, else over words."""
    return _OF_TEXTS if _OF_TEXTS[0] in table and table[_OF_TEXTS[0]].notna().any() else _OF_WORDS


def keyness_title(table: pd.DataFrame) -> str:
    """Say how many intervals lie above 0, in all voices and in the author's, and what share is not theirs."""
    every, own = (table[table["voice"] == voice] for voice in ("all", "author"))
    if every.empty:
        return "No word is more frequent on one side than on the other"
    low, _ = bounds(table)
    clear, still = _have((every[low] > 0).sum()), _still(own[low])
    uses = every["n_target"].sum()
    lost = percent(1 - own["n_target"].sum() / uses) if uses else "no part"
    return (
        f"Of the {counted(len(every), 'word')} that most mark {every['target'].iloc[0]}, {clear} the whole "
        f"interval above “same”; in the authors' own voice {still}, and {lost} of the uses are attributed to "
        f"somebody{_how(every)}"
    )


def _how(every: pd.DataFrame) -> str:
    """Say how much of what is somebody else's is quoted, and how much is paraphrased, where both are there."""
    quoted, told = every["n_direct"].sum(), every["n_indirect"].sum()
    return f" ({number(quoted)} quoted, {number(told)} paraphrased)" if quoted and told else ""


def _still(low: pd.Series) -> str:
    few = low.name in _OF_TEXTS and low.isna().all()
    return "there are too few texts for an interval" if few else _have((low > 0).sum())


def _have(n: int) -> str:
    return "none has" if n == 0 else "1 has" if n == 1 else f"{n} have"


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
        one = rows.iloc[0]
        split = f"of these {one['n_own']} own, {one['n_direct']} quoted, {one['n_indirect']} paraphrased"
        words.append(f"{named(term)}: {'; '.join(sides)}; {split}")
    return (
        f"Points with intervals{over}: how many times as frequent, for "
        f"{counted(table['term'].nunique(), 'word')}. The first: {'. '.join(words)}."
    )


@styled
def plot_keyness(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how many times as frequent each word is in the target, and how much of that is the author's.

    Left: log ratios with their intervals, in all voices and in the author's alone. An interval with no end runs to the
    edge with an arrow, and the point, which then rests on a correction for the missing word, is hollow. Right: how
    often the word stands in the target, and how often of that in each voice.

    Parameters
    ----------
    table
        From `rates.keyness_by_voice`, with the voices ``all`` and ``author``.
    ax
        Axes to draw in; None for a new figure.
    """
    terms = list(dict.fromkeys(table["term"]))
    target = table["target"].iloc[0] if len(table) else "the target"
    left = room_for(terms, 1.6) + 0.2
    height = 0.4 * max(len(terms), 1)
    top = stage(ax, title=keyness_title(table), note=_sizes(table), height=height + 0.6, sides=(0.05, 0.05, 0.1, 0.62))
    wide, _ = inches(top)
    room = 0.72 if wide > 5 else 0.5
    forest = panel(top, (left, 0.25, (wide - left) * 0.6 - room, height))
    uses = panel(top, (left + (wide - left) * 0.6 + 0.25, 0.25, (wide - left) * 0.4 - 0.35, height))
    label_rows(forest, terms, left - 0.12)
    low, high = _range(table)
    for row in table.itertuples():
        y = terms.index(row.term) + (0.19 if row.voice == "author" else -0.19)
        found = [getattr(row, end) for end in bounds(table)]
        _interval(forest, row, found, y, (low, high), room)
    ticks = [tick for tick in range(-20, 21, 2) if low <= tick <= high]
    forest.axvline(0, color=GREY, linewidth=1, zorder=0)
    forest.set_xlim(low, high)
    forest.set_xticks(ticks, [_tick(tick) for tick in ticks])
    forest.set_xlabel(shorten(f"times as frequent in {target}", 3.4), parse_math=False)
    forest.spines["left"].set_visible(False)
    forest.grid(axis="x")
    annotate(forest, "times", (high, -0.5), shift=(room * 72, 8), look="quiet/right")
    annotate(uses, shorten(f"uses in {target}", inches(uses)[0], SMALL), (0, -0.5), shift=(0, 8), look="quiet/left")
    _uses(uses, table, terms)
    key(top, {VOICE_WORDS[voice]: VOICE_MARKS[voice] for voice in ("all", "author")}, above=0.52, left=-0.05)
    there = [voice for voice in KEYED if len(table) and table[_USES[voice]].any()]
    key(top, {VOICE_WORDS[voice]: VOICE_MARKS[voice] for voice in there}, above=0.3, left=-0.05, bars=True)
    return top


def _interval(ax: Axes, row: Any, found: list[float], y: float, ends: tuple[float, float], room: float) -> None:
    """Draw one log ratio with its interval, and the counts behind it."""
    mark = VOICE_MARKS[row.voice]
    if not any(map(isnan, found)):
        span = [min(max(bound, ends[0]), ends[1]) for bound in found]
        ax.plot(span, [y, y], color=mark.fill, linewidth=2, solid_capstyle="butt", gid="interval")
        for end, value, arrow in zip(span, found, "<>", strict=True):
            if isinf(value):
                ax.plot(end, y, marker=arrow, color=mark.fill, markersize=6, clip_on=False, gid="open")
    if isfinite(row.log_ratio):
        look = point(mark)
        if not (row.n_target and row.n_reference):
            look |= {"markerfacecolor": "white", "markeredgecolor": mark.fill, "markeredgewidth": 1.2}
        ax.plot(row.log_ratio, y, marker=mark.marker, markersize=6, gid="ratio", **look)
    count = f"{number(row.n_target)} : {number(row.n_reference)}"
    annotate(ax, count, (ends[1], y), shift=(room * 72, 0), look="small/right" if row.n_target else "quiet/right")


def _uses(ax: Axes, table: pd.DataFrame, terms: list[str]) -> None:
    """Draw how often each word stands in the target, the uses in each voice end to end, the author's own first."""
    first = table.drop_duplicates("term")
    at, before = [terms.index(term) for term in first["term"]], first["n_target"] * 0
    for voice in KEYED:
        ax.barh(at, first[_USES[voice]], 0.62, left=before, gid=voice, **bar(VOICE_MARKS[voice]))
        before = before + first[_USES[voice]]
    for row in first.itertuples():
        words = f"{percent(row.n_own / row.n_target)} own" if row.n_target else "no use"
        annotate(ax, words, (row.n_target, terms.index(row.term)), shift=(4, 0), look="quiet/left")
    most = table["n_target"].max() if len(table) else 1
    ax.set_xlim(0, most * inches(ax)[0] / max(inches(ax)[0] - 0.75, 0.3) or 1)
    ax.set_ylim(max(len(terms), 1) - 0.5, -0.5)
    ax.set_xticks([])
    ax.set_yticks([])
    ax.spines["bottom"].set_visible(False)


def _between(row: Any, ends: tuple[str, str]) -> str:
    """Return the ends of an interval as factors."""
    low, high = (getattr(row, end) for end in ends)
    if ends == _OF_TEXTS and isnan(low):
        return "no interval"
    return f"{_factor(low)} to {_factor(high)}"


def _factor(log_ratio: float) -> str:
    """Return a log ratio as a factor to three digits: −1 is ``0.5×``."""
    return f"{2.0**log_ratio:.3g}×" if isfinite(log_ratio) else {inf: "no end", -inf: "0×"}.get(log_ratio, "no ratio")


def _tick(log_ratio: int) -> str:
    """Return a whole log ratio as a factor: 3 is ``8×``, −1 is ``1/2×``, 0 is ``same``."""
    factor = f"{2 ** abs(log_ratio):,}×"
    return "same" if log_ratio == 0 else factor if log_ratio > 0 else f"1/{factor}"


def _range(table: pd.DataFrame) -> tuple[float, float]:
    """Return the ends of the axis: room for every finite number, and a step more where an interval is open."""
    values = table[["log_ratio", *bounds(table)]].to_numpy(dtype=float)
    finite = values[np.isfinite(values)]
    low, high = min([0.0, *finite]), max([1.0, *finite])
    return low - 0.5 - np.isneginf(values).any(), high + 0.5 + np.isposinf(values).any()


def _sizes(table: pd.DataFrame) -> str:
    """Say how large the texts behind both voices are, and what the interval is."""
    parts = [
        f"{VOICE_WORDS[str(rows['voice'].iloc[0])]}: {counted(rows['total_target'].iloc[0], 'word')} in "
        f"{counted(rows['n_docs_target'].iloc[0], 'text')} of {rows['target'].iloc[0]}, "
        f"{counted(rows['total_reference'].iloc[0], 'word')} in {counted(rows['n_docs_reference'].iloc[0], 'text')} of "
        f"{rows['reference'].iloc[0]}"
        for _, rows in table.groupby("voice", sort=False)
    ]
    return (
        f"Counted: {'; '.join(parts)}. Times: uses in the one and in the other. Lines: {_lines(table)}. "
        "Arrow: no end, for one side lacks the word; the point (hollow) then rests on a count of 0.5 in its place."
    )


def _lines(table: pd.DataFrame) -> str:
    """Say what the intervals are."""
    if bounds(table) == _OF_WORDS:
        return "95 % intervals, as if each word were drawn by itself; they say nothing about other texts"
    few = "; none in a voice that has words in fewer than five texts of a side" * bool(table[_OF_TEXTS[0]].isna().any())
    return f"95 % intervals over texts, for each word by itself, of words that were picked for their ratio{few}"
