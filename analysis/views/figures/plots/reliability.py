"""Figures of how far to trust the suite: false alarms and power, intervals against their promise, agreement."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis.views.figures.chart import ChartBlock, ChartRow, Dot, Key, Scale, chart
from analysis.views.figures.style import INK, RULE, Mark, styled
from analysis.views.tables.phrases import counted, decimal, listing, number, percent, span

_UNITS = {
    "document": Mark("#1f4e79", "", "o", "#ffffff"),
    "word": Mark("#e69f00", "", "D", INK),
    "cluster": Mark("#b4d5e6", "", "^", INK),
}
_DRAWS = {"document": "draws texts", "word": "draws words one by one"}
_COUNTS = {"document": "compares texts", "word": "counts words one by one", "cluster": "compares clusters"}
_TEST_WORDS = {
    "permutation of documents": "permutation (the suite's)",
    "permutation of residuals": "permutation, first edition",
    "bootstrap of documents": "bootstrap of texts",
    "interval of the suite": "interval of texts (the suite's)",
}
_DATA_WORDS = {
    "polnear": "articles of United States news",
    "simulated": "simulated wire",
    "simulated pairs": "simulated pairs of groups, true ratios known",
    "polnear_dev": "articles used in development",
    "polnear_more": "other articles",
    "babe_dev": "sentences used in development",
    "PolNeAR test": "articles (PolNeAR test)",
    "PolNeAR": "articles (PolNeAR)",
    "BABE": "sentences (BABE)",
}
_PANELS = {
    "flagged": "splits with a false alarm",
    "planted": "words doubled: share found",
    "spread": "words made twice as frequent, in more texts too: share found",
}
_LEVEL, _BAND = 0.05, (0.93, 0.97)
_MARKS = {
    "suite": Mark(INK, "", "o", "#ffffff"),
    "program": Mark("#9a9a9a", "", "s", INK),
    "people": Mark("#e69f00", "", "D", INK),
    "limit": Mark("#ffffff", "", "^", INK),
}
_KINDS = {"suite": "Same Story", "program": "other programs", "people": "people", "limit": "the most a list can reach"}


def alarms_title(table: pd.DataFrame) -> str:
    """Say in how many splits tests of words cry wolf, and the suite's test, the first that compares texts."""
    first = table.loc[table["unit"] == "document", "test"].head(1)
    ours = table[table["test"].isin(first) & (table["unit"] == "document")]
    parts = []
    for words, rows in (("tests that count words", table[table["unit"] == "word"]), ("the suite's", ours)):
        shares = rows["flagged_share"].dropna()
        if len(shares):
            parts.append(f"{words} in {span(shares.min(), shares.max())} of splits")
    return f"False alarms: {', '.join(parts)}" if parts else "No test was tried"


def alarms_alt(table: pd.DataFrame) -> str:
    """Name false alarms and power of every test, by data."""
    parts = []
    for data, rows in table.groupby("data", sort=False):
        tests = [
            f"{_test(row.test)} ({'text' if row.unit == 'document' else row.unit}) false alarms "
            f"{_share(row, 'flagged_share', 'flagged_low', 'flagged_high')}, "
            f"finds {percent(row.power_planted)} of words doubled, {percent(row.power_spread)} of those in more texts"
            for row in rows.itertuples()
        ]
        parts.append(f"{_data(data)}, {_sizes(rows.iloc[0])}: {'; '.join(tests)}")
    return f"Points from 0 to 100 %, a row for each test, in three blocks. {'. '.join(parts) or 'There are none'}."


@styled
def plot_alarms(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the share of random splits with a false alarm, and of planted words found, a row for each test.

    Parameters
    ----------
    table
        From `calibrate.alarms_and_power`.
    ax
        Axes to draw in; None for a new figure.
    """
    blocks, behind = [], {"flagged": _level}
    for data, rows in table.groupby("data", sort=False):
        for what, words in _PANELS.items():
            names = ("flagged_share", "flagged_low", "flagged_high")
            if what != "flagged":
                names = (f"power_{what}", f"power_low_{what}", f"power_high_{what}")
            lines = [_row(row, names, _UNITS[row.unit]) for row in rows.itertuples()]
            if what != "flagged":
                lines = [_strict(line, row, what) for line, row in zip(lines, rows.itertuples(), strict=True)]
            blocks.append(ChartBlock(f"{_data(data)}: {_sizes(rows.iloc[0])}", words, lines, (), behind.get(what)))
    return chart(
        ax,
        title=alarms_title(table),
        note="Lines: 95 % intervals. Dashed: 5 %, the false discovery rate that was asked for. White: the same test, "
        "made so strict that it raises no more false alarms than the suite's, the first of the list.",
        blocks=blocks,
        keys=[_key(table, _COUNTS)],
        scale=Scale(limits=(0, 1), ticks={0: "0", 0.5: "50", 1: "100 %"}),
    )


def coverage_title(table: pd.DataFrame) -> str:
    """Say how often the intervals of either unit hold the truth."""
    parts = []
    for unit, words in (("word", "from words"), ("document", "from texts")):
        shares = table.loc[table["unit"] == unit, "covered"].dropna()
        if len(shares):
            parts.append(f"{span(shares.min(), shares.max())} {words}")
    return f"How often “95 %” intervals hold the truth: {', '.join(parts)}" if parts else "No interval was tried"


def coverage_alt(table: pd.DataFrame) -> str:
    """Name how often each interval held the truth, by data."""
    parts = []
    for data, rows in _settings(table):
        held = [
            f"{_test(row.test)} {_share(row, 'covered', 'covered_low', 'covered_high')}" for row in rows.itertuples()
        ]
        parts.append(f"{data}: {', '.join(held)}")
    return (
        "Points up to 100 %, a row for each interval, on a band from 93 to 97 %. "
        f"{'. '.join(parts) or 'There are none'}."
    )


@styled
def plot_coverage(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the share of words whose 95 % interval held the truth, a row for each kind of interval.

    Parameters
    ----------
    table
        From `calibrate.coverage_summary`.
    ax
        Axes to draw in; None for a new figure.
    """
    blocks = [
        ChartBlock(
            head,
            "",
            [_row(row, ("covered", "covered_low", "covered_high"), _UNITS[row.unit]) for row in rows.itertuples()],
            behind=_promise,
        )
        for head, rows in _settings(table)
    ]
    least = min(0.6, float(table["covered_low"].min()) - 0.02) if len(table) else 0.6
    places = (0.6, 0.7, 0.8, 0.9, 1.0)
    return chart(
        ax,
        title=coverage_title(table),
        note=f"Lines: 95 % intervals over splits or pairs. The band, {span(*_BAND)}: the promised 95 %, give or take 2 "
        f"points. The axis starts at {percent(least)}, not at 0. Words in at least 10 texts of each group.",
        blocks=blocks,
        keys=[_key(table, _DRAWS)],
        scale=Scale(
            limits=(least, 1.0), ticks={at: f"{100 * at:.0f}{' %' * (at == 1)}" for at in places if at >= least}
        ),
    )


def _level(ax: Axes) -> None:
    ax.axvline(_LEVEL, color=INK, linewidth=0.9, linestyle=(0, (3, 2)), gid="level", zorder=1)


def _promise(ax: Axes) -> None:
    ax.axvspan(*_BAND, color=RULE, linewidth=0, zorder=0, gid="promise")


def _row(row: Any, names: tuple[str, ...], mark: Mark) -> ChartRow:
    """Return the row of a test: its share with the interval."""
    value, low, high = (float(getattr(row, name)) for name in names)
    said = percent(value) if isfinite(value) else "not tested"
    return ChartRow(_test(row.test), (said,), dots=[Dot(value, mark, "share", low, high)] if isfinite(value) else ())


def _strict(line: ChartRow, row: Any, what: str) -> ChartRow:
    """Add, hollow, the power that is left of a test which cries wolf too often, once it is made strict."""
    same, value = (float(getattr(row, f"power{name}_{what}", float("nan"))) for name in ("_same_alarms", ""))
    if not same < value:
        return line
    return line._replace(dots=[Dot(same, _UNITS[row.unit]._replace(fill="#ffffff"), "strict"), *line.dots])


def _key(table: pd.DataFrame, said: Mapping[str, str]) -> Key:
    return Key({words: _UNITS[unit] for unit, words in said.items() if (table["unit"] == unit).any()})


def _settings(table: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    by = ["data", "n_docs_a", "n_docs_b", "cluster"]
    found = []
    for (data, *_, cluster), rows in table.groupby(by, sort=False):
        whole = f", texts of one {cluster} together" if cluster else ""
        found.append((f"{_data(data)}: {_sizes(rows.iloc[0])}{whole}", rows))
    return found


def _test(name: str) -> str:
    return _TEST_WORDS.get(name, name)


def _data(name: str) -> str:
    return _DATA_WORDS.get(name, name)


def _sizes(row: Any) -> str:
    return f"{number(row.n_docs_a)} against {counted(row.n_docs_b, 'text')}"


def _share(row: Any, value: str, low: str, high: str) -> str:
    ends = getattr(row, low), getattr(row, high)
    said = percent(getattr(row, value))
    return f"{said} ({span(*ends)})" if all(map(isfinite, ends)) else said


def trust_title(table: pd.DataFrame) -> str:
    """Say in how many tasks people's best score is above the suite's best, and in which it is not."""
    reached, tasks = [], 0
    for title, rows in table.groupby("title", sort=False):
        ours, theirs = (rows.loc[rows["kind"] == kind, "value"] for kind in ("suite", "people"))
        if len(ours) and len(theirs):
            tasks += 1
            reached += [_short(title)] if ours.max() >= theirs.max() else []
    if not tasks:
        return "No measure is there for the suite and for people"
    others = f"; not in {listing(reached)}" if reached else ""
    return f"People score higher than the suite in {tasks - len(reached)} of {counted(tasks, 'task')}{others}"


def trust_alt(table: pd.DataFrame) -> str:
    """Name every value, the suite's with its interval, by measure."""
    parts = []
    for title, rows in table.groupby("title", sort=False):
        values = [f"{row.who} on {_texts(row)} {decimal(row.value, 2)}{_bounds(row)}" for row in rows.itertuples()]
        parts.append(f"{title}: {', '.join(values)}")
    return f"Points from 0 to 1, by measure, the highest first. {'. '.join(parts) or 'There are none'}."


@styled
def plot_trust(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw each figure as a point from 0 to 1, one block for each measure.

    Parameters
    ----------
    table
        From `baselines.beside_baselines`.
    ax
        Axes to draw in; None for a new figure.
    """
    blocks = []
    for title, rows in table.groupby("title", sort=False):
        lines = [
            ChartRow(
                f"{row.who}, {_texts(row)}",
                (decimal(row.value, 2),),
                dots=[Dot(row.value, _MARKS[row.kind], "value", row.low, row.high)],
                high=0.2,
            )
            for row in rows.itertuples()
        ]
        blocks.append(ChartBlock(title, "", lines))
    return chart(
        ax,
        title=trust_title(table),
        note="1: the same everywhere. Lines: 95 % intervals of the suite's figures, from resampled texts. Compare rows "
        "of the same texts.",
        blocks=blocks,
        keys=[Key({words: _MARKS[kind] for kind, words in _KINDS.items() if (table["kind"] == kind).any()})],
        scale=Scale(limits=(0, 1), ticks={0: "0", 0.5: "0.5", 1: "1"}),
    )


def _short(title: str) -> str:
    name = title.partition(" (")[0]
    return name[:1].lower() + name[1:]


def _texts(row: Any) -> str:
    """Say on which texts, and of the suite's own figures on how many."""
    return f"{number(row.n)} {_data(row.data)}" if row.kind == "suite" else _data(row.data)


def _bounds(row: Any) -> str:
    known = isfinite(row.low) and isfinite(row.high)
    return f" ({decimal(row.low, 2)} to {decimal(row.high, 2)})" if known else ""
