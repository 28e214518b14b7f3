"""The figure of which text feeds which: two texts as strips, what they share joined, an arrow where dates allow it."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Polygon, Rectangle

from analysis.views.figures.chart import ChartBlock, ChartRow, Scale, chart
from analysis.views.figures.style import GREY, INK, styled
from analysis.views.tables.phrases import counted, decimal, listing, named, number

_STRIP, _LINK = 0.15, 0.5  # inches: a text, the room for joining
_SHOWN = 3  # passages described in words
_ARROW = 12  # words alike in one passage, from which on an arrow is drawn: a shorter one may be a formula of the trade
_NOTE = (
    "Strips: the words of each text, from first to last, to one scale. Joined: what both have. Where both texts are "
    f"dated, the earlier is above; an arrow leads to the later if a passage has {_ARROW} words alike or more, for "
    "a shorter one may be a standing phrase. An earlier date does not prove copying: both may have a common source, "
    "and a date may be that of the page."
)


def reuse_title(table: pd.DataFrame) -> str:
    """Name the two texts that share most, how much that is, and how many pairs of texts share anything."""
    if table.empty:
        return "No two texts share a passage"
    row, pairs = table.iloc[0], counted(table["all_pairs"].iloc[0], "pair")
    return (
        f"{row['doc_id_a']} and {row['doc_id_b']} share most: {counted(row['pair_words'], 'word')}; "
        f"{number(row['pairs'])} of {pairs} share any"
    )


def reuse_alt(table: pd.DataFrame) -> str:
    """Name each pair with its dates and its passages."""
    parts = []
    for _, rows in _pairs(table):
        row = rows.iloc[0]
        said = [f"{named(_short(one.opening))} {_alike(one)}" for one in _longest(rows, 5)]
        more = f" and {number(len(rows) - 5)} more" if len(rows) > 5 else ""
        parts.append(f"{_text(row, 'a')} and {_text(row, 'b')}, {_order(rows)}: {listing(said)}{more}")
    return f"Two strips for each pair of texts, what they share joined. {'. '.join(parts) or 'There is none'}."


@styled
def plot_reuse(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw each pair of texts as two strips with their shared passages joined, the text with the earlier date above.

    Parameters
    ----------
    table
        From `shared_passages.shared_words_by_pair`.
    ax
        Axes to draw in; None for a new figure.
    """
    blocks = []
    most = max(int(table[["total_a", "total_b"]].max().max()), 1) if len(table) else 1
    for _, rows in _pairs(table):
        above, below = _sides(rows)
        told = [f"{named(_short(row.opening))} {_alike(row)}" for row in _longest(rows, _SHOWN)]
        told += [f"and {number(len(rows) - _SHOWN)} more"] * (len(rows) > _SHOWN)
        strips = ChartRow(_text(rows.iloc[0], above), high=2 * _STRIP + _LINK, draw=partial(_draw, rows=rows))
        words = f"{counted(len(rows), 'passage')}, {counted(rows['n_words'].sum(), 'word')} alike; {_order(rows)}"
        lines = [strips, ChartRow(_text(rows.iloc[0], below), high=0.0, under="; ".join(told))]
        blocks.append(ChartBlock(words, "", lines))
    note = _NOTE if blocks else ""
    return chart(ax, title=reuse_title(table), note=note, blocks=blocks, scale=Scale(limits=(0, most), above=True))


def _sides(rows: pd.DataFrame) -> tuple[str, str]:
    """Return which text is drawn above and which below: the one that is dated earlier above."""
    return ("b", "a") if rows["earlier"].iloc[0] == "b" else ("a", "b")


def _draw(ax: Axes, middle: float, *, rows: pd.DataFrame) -> None:
    """Draw two texts as strips, and join what both have."""
    row, (above, below), top = rows.iloc[0], _sides(rows), middle - _STRIP - _LINK / 2
    for side, base in ((above, top), (below, top + _STRIP + _LINK)):
        strip: dict[str, Any] = {"facecolor": "#ececec", "edgecolor": GREY, "linewidth": 0.6, "clip_on": False}
        ax.add_patch(Rectangle((0, base), int(row[f"total_{side}"]), _STRIP, gid="text", **strip))
        for one in rows.itertuples():
            first, last = getattr(one, f"first_{side}"), getattr(one, f"last_{side}")
            ax.add_patch(Rectangle((first, base), last - first, _STRIP, facecolor=INK, linewidth=0, gid="place"))
    ends = (top + _STRIP, top + _STRIP + _LINK)
    for one in rows.itertuples():
        (a0, a1), (b0, b1) = ((getattr(one, f"first_{side}"), getattr(one, f"last_{side}")) for side in (above, below))
        corners = [(a0, ends[0]), (a1, ends[0]), (b1, ends[1]), (b0, ends[1])]
        ax.add_patch(Polygon(corners, closed=True, facecolor="#bdbdbd", edgecolor=INK, linewidth=0.6, gid="passage"))
    if row["earlier"] and _long(rows):
        arrow = {"arrowstyle": "-|>", "color": INK, "linewidth": 1.4, "shrinkA": 0, "shrinkB": 0}
        x = 0.985 * ax.get_xlim()[1]
        look: dict[str, Any] = {"arrowprops": arrow, "annotation_clip": False, "gid": "arrow"}
        ax.annotate("", (x, ends[1] - 0.04), (x, ends[0] + 0.04), **look)


def _pairs(table: pd.DataFrame) -> list[tuple[Any, pd.DataFrame]]:
    return list(table.groupby(["doc_id_a", "doc_id_b"], sort=False))


def _order(rows: pd.DataFrame) -> str:
    """Say which of two texts is dated earlier, if that is known, and whether what they share is short."""
    row = rows.iloc[0]
    if not row["earlier"]:
        return "dates do not say which came first"
    short = "" if _long(rows) else "; perhaps a standing phrase"
    return f"{row['doc_id_' + row['earlier']]} is dated earlier{short}"


def _long(rows: pd.DataFrame) -> bool:
    """Return whether the longest passage of a pair is long enough for an arrow."""
    return int(rows["n_words"].max()) >= _ARROW


def _text(row: Any, side: str) -> str:
    date, size = row[f"date_{side}"] or "no date", counted(row[f"total_{side}"], "word")
    return f"{row[f'doc_id_{side}']} ({date}, {size})"


def _longest(rows: pd.DataFrame, n: int) -> list[Any]:
    return list(rows.sort_values("n_words", ascending=False, kind="stable").head(n).itertuples())


def _alike(row: Any) -> str:
    exact = "word for word" if row.similarity == 1 else f"similarity {decimal(row.similarity, 2)}"
    return f"({counted(row.n_words, 'word')}, {exact})"


def _short(opening: str) -> str:
    words = opening.split()
    return opening if len(words) <= 8 else f"{' '.join(words[:8])} …"
