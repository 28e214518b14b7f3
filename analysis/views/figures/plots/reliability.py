"""Figures of how far the tests can be trusted: false alarms beside power, and intervals beside their promise.

The figure of how far voices and markers agree with people, beside other programs and people among themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis.views.figures.layout import annotate, inches, key, label_rows, panel, room_for, shorten, stage, width_of
from analysis.views.figures.style import INK, RULE, SMALL, TEXT, Mark, point, styled
from analysis.views.tables.phrases import counted, decimal, number, percent, span

_ROW, _HEAD, _GAP = 0.24, 0.62, 0.12  # inches: a test, the lines over its panel, between panels
_UNITS = {"document": Mark("#1f4e79", "", "o", "#ffffff"), "word": Mark("#e69f00", "", "D", INK)}
_UNITS["cluster"] = Mark("#b4d5e6", "", "^", INK)
_DRAWS = {"document": "draws texts", "word": "draws words one by one"}
_COUNTS = {"document": "compares texts", "word": "counts words one by one", "cluster": "compares clusters"}
_UNIT_WORDS = {"document": "text"}
_TEST_WORDS = {
    "permutation of documents": "permutation of texts: the suite's",
    "bootstrap of documents": "bootstrap of texts",
    "interval of the suite": "interval of texts: the suite's",
}
_DATA_WORDS = {
    "polnear": "news articles (polnear)",
    "simulated": "simulated wire",
    "simulated pairs": "simulated pairs of groups, true ratios known",
}
_PANELS = (
    ("flagged_share", "flagged_low", "flagged_high", "splits with a false alarm"),
    ("power_planted", "power_low_planted", "power_high_planted", "found: words doubled"),
    ("power_spread", "power_low_spread", "power_high_spread", "found: in more texts too"),
)
_LEVEL, _PROMISE = 0.05, 0.95
_BAND = (0.93, 0.97)


def alarms_title(table: pd.DataFrame) -> str:
    """Say in how many splits tests of words cry wolf, and the suite's test, the first that compares texts."""
    first = table.loc[table["unit"] == "document", "test"].head(1)
    ours = table[table["test"].isin(first) & (table["unit"] == "document")]
    parts = []
    for words, rows in (("tests of words", table[table["unit"] == "word"]), ("the suite's test", ours)):
        shares = rows["flagged_share"].dropna()
        if len(shares):
            parts.append(f"{words} in {span(shares.min(), shares.max())}")
    if not parts:
        return "No test was tried"
    return f"“Key” words between random halves of one source: by {', by '.join(parts)} of the splits"


def alarms_alt(table: pd.DataFrame) -> str:
    """Name false alarms and power of every test, by data."""
    parts = []
    for data, rows in table.groupby("data", sort=False):
        tests = [
            f"{_test(row.test)} ({_UNIT_WORDS.get(row.unit, row.unit)}) false alarms "
            f"{_share(row, 'flagged_share', 'flagged_low', 'flagged_high')}, "
            f"finds {percent(row.power_planted)} of words doubled, {percent(row.power_spread)} of those in more texts"
            for row in rows.itertuples()
        ]
        parts.append(f"{_data(data)}, {_sizes(rows.iloc[0])}: {'; '.join(tests)}")
    return f"Points from 0 to 100 %, a row for each test, three columns. {'. '.join(parts) or 'There are none'}."


@styled
def plot_alarms(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the share of random splits with a false alarm, and of planted words found, a row for each test.

    Parameters
    ----------
    table
        From `calibration_beside.alarms_and_power`.
    ax
        Axes to draw in; None for a new figure.
    """
    groups = list(table.groupby("data", sort=False))
    height = max(sum(_HEAD + _ROW * len(rows) for _, rows in groups) + _GAP * (len(groups) - 1) + 0.25, _ROW)
    note = (
        "Lines: 95 % intervals. Dashed: 5 %, which is what a false discovery rate of 5 % allows where nothing is "
        "there. Words doubled: written twice wherever they stood; “in more texts too”: used twice as often, also in "
        "texts that lacked them. White: the same test, made so strict that it cries wolf no oftener than the suite's, "
        "the first of the list."
    )
    top = stage(ax, title=alarms_title(table), note=note, height=height, sides=(0.1, 0.15, 0.1, 0.4))
    top.axis("off")
    wide, _ = inches(top)
    left = room_for(map(_test, table["test"]), 2.2) + 0.15
    each = max((wide - left) / len(_PANELS), 0.6)
    down = 0.0
    for at, (data, rows) in enumerate(groups):
        for number_, (value, low, high, words) in enumerate(_PANELS):
            box = (left + each * number_, down + _HEAD, each - 0.36, _ROW * len(rows))
            one = panel(top, box)
            label_rows(one, map(_test, rows["test"]) if not number_ else [""] * len(rows), left - 0.1)
            _axis(one, (0.0, 1.0), (0, 0.5, 1), last=at == len(groups) - 1)
            if not number_:
                one.axvline(_LEVEL, color=INK, linewidth=0.9, linestyle=(0, (3, 2)), gid="level", zorder=1)
            for y, row in enumerate(rows.itertuples()):
                _draw(one, y, row, (value, low, high))
                _strict(one, y, row, value)
            annotate(one, shorten(words, each - 0.1, SMALL), (0, -0.5), shift=(-3, 8), look="quiet/left")
            if not number_:
                head = shorten(f"{_data(data)}: {_sizes(rows.iloc[0])}", wide - 0.1, TEXT, "bold")
                annotate(one, head, (0, -0.5), shift=(-left * 72, 24), look="head/left")
        down += _HEAD + _ROW * len(rows) + _GAP
    _key(top, table, _COUNTS)
    return top


def coverage_title(table: pd.DataFrame) -> str:
    """Say how often the intervals of either unit hold the truth."""
    parts = []
    for unit, words in (("word", "drawn from words"), ("document", "drawn from texts")):
        shares = table.loc[table["unit"] == unit, "covered"].dropna()
        if len(shares):
            parts.append(f"{words} in {span(shares.min(), shares.max())} of cases")
    return f"“95 %” intervals hold the truth: those {', those '.join(parts)}" if parts else "No interval was tried"


def coverage_alt(table: pd.DataFrame) -> str:
    """Name how often each interval held the truth, by data."""
    parts = []
    for data, rows in _settings(table):
        held = [
            f"{_test(row.test)} {_share(row, 'covered', 'covered_low', 'covered_high')}" for row in rows.itertuples()
        ]
        parts.append(f"{data}: {', '.join(held)}")
    return (
        "Points up to 100 %, a row for each interval, beside a band from 93 to 97 %. "
        f"{'. '.join(parts) or 'There are none'}."
    )


@styled
def plot_coverage(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the share of words whose 95 % interval held the truth, a row for each kind of interval.

    Parameters
    ----------
    table
        From `calibration_beside.coverage_beside`.
    ax
        Axes to draw in; None for a new figure.
    """
    groups = _settings(table)
    height = max(sum(0.34 + _ROW * len(rows) for _, rows in groups) + 0.3, _ROW)
    least = min(0.6, float(table["covered_low"].min()) - 0.02) if len(table) else 0.6
    note = (
        f"Lines: 95 % intervals over splits or pairs. The band, {span(*_BAND)}: the promised 95 %, give or take 2 "
        f"points. The axis starts at {percent(least)}, not at 0. Words in at least 10 texts of each group."
    )
    top = stage(ax, title=coverage_title(table), note=note, height=height, sides=(0.1, 0.15, 0.15, 0.4))
    top.axis("off")
    wide, _ = inches(top)
    left = room_for(map(_test, table["test"]), 2.4) + 0.15
    down = 0.0
    for at, (head, rows) in enumerate(groups):
        one = panel(top, (left, down + 0.34, max(wide - left - 0.1, 0.8), _ROW * len(rows)))
        label_rows(one, map(_test, rows["test"]), left - 0.1)
        _axis(one, (least, 1.0), (0.6, 0.7, 0.8, 0.9, 1), last=at == len(groups) - 1)
        one.axvspan(*_BAND, color=RULE, linewidth=0, zorder=0, gid="promise")
        for y, row in enumerate(rows.itertuples()):
            _draw(one, y, row, ("covered", "covered_low", "covered_high"))
        annotate(one, shorten(head, wide - 0.1, TEXT, "bold"), (least, -0.5), shift=(-left * 72, 8), look="head/left")
        down += 0.34 + _ROW * len(rows)
    _key(top, table, _DRAWS)
    return top


def _draw(ax: Axes, y: int, row: Any, names: tuple[str, str, str]) -> None:
    """Draw one share with its interval, and write it at the side where there is room."""
    value, low, high = (float(getattr(row, name)) for name in names)
    mark = _UNITS[row.unit]
    if not isfinite(value):
        annotate(ax, "not tested", (ax.get_xlim()[0], y), shift=(4, 0), look="quiet/left")
        return
    if isfinite(low) and isfinite(high):
        ax.plot([low, high], [y, y], color=mark.fill, linewidth=2, zorder=2, gid="interval")
    else:
        low = high = value
    ax.plot(value, y, marker=mark.marker, markersize=6, clip_on=False, zorder=3, gid="share", **point(mark))
    words = percent(value)
    least, most = ax.get_xlim()
    room = (most - max(high, value)) / (most - least) * inches(ax)[0]
    if room > width_of(words, SMALL) + 0.12:
        annotate(ax, words, (max(high, value), y), shift=(7, 0), look="small/left")
    else:
        annotate(ax, words, (min(low, value), y), shift=(-7, 0), look="small/right")


def _strict(ax: Axes, y: int, row: Any, value: str) -> None:
    """Draw, hollow, the power that is left of a test which cries wolf too often, once it is made strict."""
    same = float(getattr(row, value.replace("power", "power_same_alarms"), float("nan")))
    if value.startswith("power") and isfinite(same) and same < getattr(row, value):
        look = {**point(_UNITS[row.unit]), "color": "#ffffff"}
        ax.plot(same, y, marker=_UNITS[row.unit].marker, markersize=6, clip_on=False, zorder=2, gid="strict", **look)


def _axis(ax: Axes, limits: tuple[float, float], ticks: tuple[float, ...], *, last: bool) -> None:
    ax.set_xlim(*limits)
    there = [tick for tick in ticks if limits[0] <= tick <= limits[1]]
    ends = [percent(tick) if tick == there[-1] else f"{tick:.0%}".removesuffix("%") for tick in there]
    ax.set_xticks(there, ends if last else [""] * len(there))
    ax.grid(axis="x")


def _key(ax: Axes, table: pd.DataFrame, said: Mapping[str, str]) -> None:
    key(ax, {words: _UNITS[unit] for unit, words in said.items() if (table["unit"] == unit).any()}, above=0.3)


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


_AGREEMENT_ROW, _AGREEMENT_HEAD = 0.21, 0.36  # inches for a row, and for the name of a measure over its rows
_MARKS = {
    "suite": Mark(INK, "", "o", "#ffffff"),
    "program": Mark("#9a9a9a", "", "s", INK),
    "people": Mark("#e69f00", "", "D", INK),
    "limit": Mark("#ffffff", "", "^", INK),
}
_KINDS = {"suite": "the suite", "program": "other programs", "people": "people", "limit": "the most a list can reach"}
_NOTE = (
    "Lines: 95 % intervals of the suite's figures, from resampled texts. At the right: the texts, and for the suite "
    "how many. Compare rows of the same texts."
)


def trust_title(table: pd.DataFrame) -> str:
    """Say what the suite and people reach in each measure that has both."""
    parts = []
    for title, rows in table.groupby("title", sort=False):
        ours, theirs = (rows.loc[rows["kind"] == kind, "value"] for kind in ("suite", "people"))
        if len(ours) and len(theirs):
            parts.append(f"{_short(title)} {_range(ours)} (people {_range(theirs)})")
    return f"Agreement with people: {'; '.join(parts)}" if parts else "No measure is there for the suite and for people"


def trust_alt(table: pd.DataFrame) -> str:
    """Name every value, the suite's with its interval, by measure."""
    parts = []
    for title, rows in table.groupby("title", sort=False):
        values = [f"{row.who} on {row.data} {decimal(row.value, 2)}{_bounds(row)}" for row in rows.itertuples()]
        parts.append(f"{title}: {', '.join(values)}")
    return f"Points from 0 to 1, by measure, the highest first. {'. '.join(parts) or 'There are none'}."


@styled
def plot_trust(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw each figure as a point from 0 to 1, one panel for each measure.

    Parameters
    ----------
    table
        From `baselines.beside_baselines`.
    ax
        Axes to draw in; None for a new figure.
    """
    panels = list(table.groupby("title", sort=False))
    height = sum(_AGREEMENT_HEAD + _AGREEMENT_ROW * len(rows) for _, rows in panels) + 0.3
    top = stage(ax, title=trust_title(table), note=_NOTE, height=height, sides=(0.1, 0.1, 0.1, 0.4))
    top.axis("off")
    wide, _ = inches(top)
    labels = [row.who for row in table.itertuples()]
    sizes = [_size(row) for row in table.itertuples()]
    left, right = room_for(labels, 2.6) + 0.15, room_for(sizes, 1.9, SMALL) + 0.15
    down = 0.0
    for at, (title, rows) in enumerate(panels):
        one = panel(top, (left, down + _AGREEMENT_HEAD, max(wide - left - right, 0.8), _AGREEMENT_ROW * len(rows)))
        label_rows(one, rows["who"], left - 0.1)
        one.set_xlim(0, 1)
        one.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "", "0.5", "", "1"] if at == len(panels) - 1 else [""] * 5)
        one.grid(axis="x")
        head = shorten(title, wide - 0.1, TEXT, "bold")
        annotate(one, head, (0, -0.5), shift=(-(left - 0.05) * 72, 9), look="head/left")
        for y, row in enumerate(rows.itertuples()):
            mark = _MARKS[row.kind]
            if isfinite(row.low) and isfinite(row.high):
                one.plot([row.low, row.high], [y, y], color=mark.fill, linewidth=2, zorder=2, gid="interval")
            one.plot(row.value, y, marker=mark.marker, markersize=6, clip_on=False, gid="value", **point(mark))
            _value(one, row, y)
            size = shorten(_size(row), right - 0.1, SMALL)
            annotate(one, size, (1, y), shift=((right - 0.03) * 72, 0), look="quiet/right")
        down += _AGREEMENT_HEAD + _AGREEMENT_ROW * len(rows)
    key(top, {words: _MARKS[kind] for kind, words in _KINDS.items() if (table["kind"] == kind).any()}, above=0.3)
    return top


def _value(ax: Axes, row: Any, y: int) -> None:
    """Write the value beside the point or its interval: at the left where there is no room at the right."""
    ends = (row.low, row.high) if isfinite(row.low) and isfinite(row.high) else (row.value, row.value)
    words = decimal(row.value, 2)
    if (1 - ends[1]) * inches(ax)[0] > width_of(words, SMALL) + 0.15:
        annotate(ax, words, (ends[1], y), shift=(7, 0), look="small/left")
    else:
        annotate(ax, words, (ends[0], y), shift=(-7, 0), look="small/right")


def _short(title: str) -> str:
    name = title.partition(" (")[0]
    return name[:1].lower() + name[1:]


def _range(values: pd.Series) -> str:
    low, high = decimal(values.min(), 2), decimal(values.max(), 2)
    return low if low == high else f"{low} to {high}"


def _size(row: Any) -> str:
    return f"{row.data} ({number(row.n)})" if row.kind == "suite" else str(row.data)


def _bounds(row: Any) -> str:
    known = isfinite(row.low) and isfinite(row.high)
    return f" ({decimal(row.low, 2)} to {decimal(row.high, 2)})" if known else ""
