"""The figure of how far voices and markers agree with people, beside other programs and people among themselves."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any

from analysis.views.figures.layout import inches, key, label_rows, panel, room_for, say, shorten, stage, width_of
from analysis.views.figures.style import INK, SMALL, TEXT, Mark, point, styled
from analysis.views.tables.phrases import decimal, number

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

ROW, HEAD = 0.21, 0.36  # inches for a row, and for the name of a measure over its rows
MARKS = {
    "suite": Mark(INK, "", "o", "#ffffff"),
    "program": Mark("#9a9a9a", "", "s", INK),
    "people": Mark("#e69f00", "", "D", INK),
    "limit": Mark("#ffffff", "", "^", INK),
}
KINDS = {"suite": "the suite", "program": "other programs", "people": "people", "limit": "the most a list can reach"}
NOTE = (
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
        From `baselines.trust`.
    ax
        Axes to draw in; None for a new figure.
    """
    panels = list(table.groupby("title", sort=False))
    height = sum(HEAD + ROW * len(rows) for _, rows in panels) + 0.3
    top = stage(ax, title=trust_title(table), note=NOTE, height=height, sides=(0.1, 0.1, 0.1, 0.4))
    top.axis("off")
    wide, _ = inches(top)
    labels = [row.who for row in table.itertuples()]
    sizes = [_size(row) for row in table.itertuples()]
    left, right = room_for(labels, 2.6) + 0.15, room_for(sizes, 1.9, SMALL) + 0.15
    down = 0.0
    for at, (title, rows) in enumerate(panels):
        one = panel(top, (left, down + HEAD, max(wide - left - right, 0.8), ROW * len(rows)))
        label_rows(one, rows["who"], left - 0.1)
        one.set_xlim(0, 1)
        one.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "", "0.5", "", "1"] if at == len(panels) - 1 else [""] * 5)
        one.grid(axis="x")
        head = shorten(title, wide - 0.1, TEXT, "bold")
        say(one, head, (0, -0.5), shift=(-(left - 0.05) * 72, 9), look="head/left")
        for y, row in enumerate(rows.itertuples()):
            mark = MARKS[row.kind]
            if isfinite(row.low) and isfinite(row.high):
                one.plot([row.low, row.high], [y, y], color=mark.fill, linewidth=2, zorder=2, gid="interval")
            one.plot(row.value, y, marker=mark.marker, markersize=6, clip_on=False, gid="value", **point(mark))
            _value(one, row, y)
            size = shorten(_size(row), right - 0.1, SMALL)
            say(one, size, (1, y), shift=((right - 0.03) * 72, 0), look="quiet/right")
        down += HEAD + ROW * len(rows)
    key(top, {words: MARKS[kind] for kind, words in KINDS.items() if (table["kind"] == kind).any()}, above=0.3)
    return top


def _value(ax: Axes, row: Any, y: int) -> None:
    """Write the value beside the point or its interval: at the left where there is no room at the right."""
    ends = (row.low, row.high) if isfinite(row.low) and isfinite(row.high) else (row.value, row.value)
    words = decimal(row.value, 2)
    if (1 - ends[1]) * inches(ax)[0] > width_of(words, SMALL) + 0.15:
        say(ax, words, (ends[1], y), shift=(7, 0), look="small/left")
    else:
        say(ax, words, (ends[0], y), shift=(-7, 0), look="small/right")


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
