"""Figures of how far the tests can be trusted: false alarms beside power, and intervals beside their promise."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any

from analysis.views.figures.layout import inches, key, label_rows, panel, room_for, say, shorten, stage, width_of
from analysis.views.figures.style import INK, RULE, SMALL, TEXT, Mark, point, styled
from analysis.views.tables.phrases import counted, number, percent, span

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.axes import Axes

ROW, HEAD, GAP = 0.24, 0.62, 0.12  # inches: a test, the lines over its panel, between panels
UNITS = {"document": Mark("#1f4e79", "", "o", "#ffffff"), "word": Mark("#e69f00", "", "D", INK)}
UNITS["cluster"] = Mark("#b4d5e6", "", "^", INK)
DRAWS = {"document": "draws texts", "word": "draws words one by one"}
COUNTS = {"document": "compares texts", "word": "counts words one by one", "cluster": "compares clusters"}
UNIT_WORDS = {"document": "text"}
TEST_WORDS = {
    "permutation of documents": "permutation of texts: the suite's",
    "bootstrap of documents": "bootstrap of texts",
    "interval of the suite": "interval of texts: the suite's",
}
DATA_WORDS = {
    "polnear": "news articles (polnear)",
    "simulated": "simulated wire",
    "simulated pairs": "simulated pairs of groups, true ratios known",
}
PANELS = (
    ("flagged_share", "flagged_low", "flagged_high", "splits with a false alarm"),
    ("power_planted", "power_low_planted", "power_high_planted", "found: words doubled"),
    ("power_spread", "power_low_spread", "power_high_spread", "found: in more texts too"),
)
LEVEL, PROMISE = 0.05, 0.95
BAND = (0.93, 0.97)


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
            f"{_test(row.test)} ({UNIT_WORDS.get(row.unit, row.unit)}) false alarms "
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
    height = max(sum(HEAD + ROW * len(rows) for _, rows in groups) + GAP * (len(groups) - 1) + 0.25, ROW)
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
    each = max((wide - left) / len(PANELS), 0.6)
    down = 0.0
    for at, (data, rows) in enumerate(groups):
        for number_, (value, low, high, words) in enumerate(PANELS):
            box = (left + each * number_, down + HEAD, each - 0.36, ROW * len(rows))
            one = panel(top, box)
            label_rows(one, map(_test, rows["test"]) if not number_ else [""] * len(rows), left - 0.1)
            _axis(one, (0.0, 1.0), (0, 0.5, 1), last=at == len(groups) - 1)
            if not number_:
                one.axvline(LEVEL, color=INK, linewidth=0.9, linestyle=(0, (3, 2)), gid="level", zorder=1)
            for y, row in enumerate(rows.itertuples()):
                _draw(one, y, row, (value, low, high))
                _strict(one, y, row, value)
            say(one, shorten(words, each - 0.1, SMALL), (0, -0.5), shift=(-3, 8), look="quiet/left")
            if not number_:
                head = shorten(f"{_data(data)}: {_sizes(rows.iloc[0])}", wide - 0.1, TEXT, "bold")
                say(one, head, (0, -0.5), shift=(-left * 72, 24), look="head/left")
        down += HEAD + ROW * len(rows) + GAP
    _key(top, table, COUNTS)
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
    height = max(sum(0.34 + ROW * len(rows) for _, rows in groups) + 0.3, ROW)
    least = min(0.6, float(table["covered_low"].min()) - 0.02) if len(table) else 0.6
    note = (
        f"Lines: 95 % intervals over splits or pairs. The band, {span(*BAND)}: the promised 95 %, give or take 2 "
        f"points. The axis starts at {percent(least)}, not at 0. Words in at least 10 texts of each group."
    )
    top = stage(ax, title=coverage_title(table), note=note, height=height, sides=(0.1, 0.15, 0.15, 0.4))
    top.axis("off")
    wide, _ = inches(top)
    left = room_for(map(_test, table["test"]), 2.4) + 0.15
    down = 0.0
    for at, (head, rows) in enumerate(groups):
        one = panel(top, (left, down + 0.34, max(wide - left - 0.1, 0.8), ROW * len(rows)))
        label_rows(one, map(_test, rows["test"]), left - 0.1)
        _axis(one, (least, 1.0), (0.6, 0.7, 0.8, 0.9, 1), last=at == len(groups) - 1)
        one.axvspan(*BAND, color=RULE, linewidth=0, zorder=0, gid="promise")
        for y, row in enumerate(rows.itertuples()):
            _draw(one, y, row, ("covered", "covered_low", "covered_high"))
        say(one, shorten(head, wide - 0.1, TEXT, "bold"), (least, -0.5), shift=(-left * 72, 8), look="head/left")
        down += 0.34 + ROW * len(rows)
    _key(top, table, DRAWS)
    return top


def _draw(ax: Axes, y: int, row: Any, names: tuple[str, str, str]) -> None:
    """Draw one share with its interval, and write it at the side where there is room."""
    value, low, high = (float(getattr(row, name)) for name in names)
    mark = UNITS[row.unit]
    if not isfinite(value):
        say(ax, "not tested", (ax.get_xlim()[0], y), shift=(4, 0), look="quiet/left")
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
        say(ax, words, (max(high, value), y), shift=(7, 0), look="small/left")
    else:
        say(ax, words, (min(low, value), y), shift=(-7, 0), look="small/right")


def _strict(ax: Axes, y: int, row: Any, value: str) -> None:
    """Draw, hollow, the power that is left of a test which cries wolf too often, once it is made strict."""
    same = float(getattr(row, value.replace("power", "power_same_alarms"), float("nan")))
    if value.startswith("power") and isfinite(same) and same < getattr(row, value):
        look = {**point(UNITS[row.unit]), "color": "#ffffff"}
        ax.plot(same, y, marker=UNITS[row.unit].marker, markersize=6, clip_on=False, zorder=2, gid="strict", **look)


def _axis(ax: Axes, limits: tuple[float, float], ticks: tuple[float, ...], *, last: bool) -> None:
    ax.set_xlim(*limits)
    there = [tick for tick in ticks if limits[0] <= tick <= limits[1]]
    ends = [percent(tick) if tick == there[-1] else f"{tick:.0%}".removesuffix("%") for tick in there]
    ax.set_xticks(there, ends if last else [""] * len(there))
    ax.grid(axis="x")


def _key(ax: Axes, table: pd.DataFrame, said: Mapping[str, str]) -> None:
    key(ax, {words: UNITS[unit] for unit, words in said.items() if (table["unit"] == unit).any()}, above=0.3)


def _settings(table: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    by = ["data", "n_docs_a", "n_docs_b", "cluster"]
    found = []
    for (data, *_, cluster), rows in table.groupby(by, sort=False):
        whole = f", texts of one {cluster} together" if cluster else ""
        found.append((f"{_data(data)}: {_sizes(rows.iloc[0])}{whole}", rows))
    return found


def _test(name: str) -> str:
    return TEST_WORDS.get(name, name)


def _data(name: str) -> str:
    return DATA_WORDS.get(name, name)


def _sizes(row: Any) -> str:
    return f"{number(row.n_docs_a)} against {counted(row.n_docs_b, 'text')}"


def _share(row: Any, value: str, low: str, high: str) -> str:
    ends = getattr(row, low), getattr(row, high)
    said = percent(getattr(row, value))
    return f"{said} ({span(*ends)})" if all(map(isfinite, ends)) else said
