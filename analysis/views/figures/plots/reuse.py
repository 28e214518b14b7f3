"""The figure of which text feeds which: two texts as strips, what they share joined, an arrow where dates allow it."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Polygon, Rectangle

from analysis.views.figures.layout import annotate, inches, panel, room_for, shorten, stage
from analysis.views.figures.style import GREY, INK, SMALL, TEXT, styled
from analysis.views.tables.phrases import counted, decimal, listing, named, number, percent

_STRIP, _LINK, _HEAD, _GAP = 0.15, 0.5, 0.28, 0.2  # inches: a text, the room for joining, the line above, between pairs
_LINE, _SHOWN = 0.19, 3  # inches for a passage told in words, and how many are
_ARROW = 12  # words alike in one passage, from which on an arrow is drawn: a shorter one may be a formula of the trade
_NOTE = (
    "Strips: the words of each text, from first to last, to one scale. Joined: what both have. Where both texts are "
    f"dated, the earlier stands above; an arrow leads to the later if a passage has {_ARROW} words alike or more, for "
    "a shorter one may be a standing phrase. An earlier date does not prove copying: both may have a common source, "
    "and a date may be that of the page."
)


def reuse_title(table: pd.DataFrame) -> str:
    """Say how many pairs of texts share passages, which share most, how much that is, and which is dated earlier."""
    if table.empty:
        return "No two texts share a passage"
    row, first = table.iloc[0], _pairs(table)[0][1]
    share, of = max((row["pair_words"] / row[f"total_{side}"], row[f"doc_id_{side}"]) for side in "ab")
    pairs = counted(row["all_pairs"], "pair")
    return (
        f"{number(row['pairs'])} of {pairs} of texts share passages, most of all {row['doc_id_a']} and "
        f"{row['doc_id_b']}: {counted(row['pair_words'], 'word')} alike, {percent(share)} of {of}; {_order(first)}"
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
        From `feeds.feeds`.
    ax
        Axes to draw in; None for a new figure.
    """
    pairs = _pairs(table)
    heights = [2 * _STRIP + _LINK + 0.26 + _LINE * (min(len(rows), _SHOWN) + (len(rows) > _SHOWN)) for _, rows in pairs]
    height = max(sum(heights) + (_HEAD + _GAP) * len(pairs) - _GAP, _STRIP)
    top = stage(ax, title=reuse_title(table), note=_NOTE, height=height, sides=(0.1, 0.15, 0.1, 0.12))
    top.axis("off")
    wide, _ = inches(top)
    labels = [label for _, rows in pairs for side in "ab" for label in _label(rows.iloc[0], side)]
    left = room_for(labels, 2.4) + 0.12
    most = max(int(table[["total_a", "total_b"]].max().max()), 1) if len(table) else 1
    down = 0.0
    for (_, rows), high in zip(pairs, heights, strict=True):
        one = panel(top, (left, down + _HEAD, wide - left, high))
        one.set(xlim=(0, most), ylim=(high, 0))
        one.axis("off")
        _draw(one, rows, left)
        words = f"{counted(len(rows), 'passage')}, {counted(rows['n_words'].sum(), 'word')} alike; {_order(rows)}"
        annotate(one, shorten(words, wide, TEXT, "bold"), (0, 0), shift=(-left * 72, 10), look="head/left")
        told = [f"{named(_short(row.opening))} {_alike(row)}" for row in _longest(rows, _SHOWN)]
        told += [f"and {number(len(rows) - _SHOWN)} more"] * (len(rows) > _SHOWN)
        for at, line in enumerate(told):
            place = (0, 2 * _STRIP + _LINK + 0.3 + _LINE * at)
            annotate(one, shorten(line, wide, SMALL), place, shift=(-left * 72, 0), look="quiet/left")
        down += _HEAD + high + _GAP
    return top


def _draw(ax: Axes, rows: pd.DataFrame, left: float) -> None:
    """Draw two texts as strips, and join what both have; where one is dated earlier it stands above."""
    row = rows.iloc[0]
    above, below = ("b", "a") if row["earlier"] == "b" else ("a", "b")
    for side, base in ((above, 0.0), (below, _STRIP + _LINK)):
        strip: dict[str, Any] = {"facecolor": "#ececec", "edgecolor": GREY, "linewidth": 0.6, "clip_on": False}
        ax.add_patch(Rectangle((0, base), int(row[f"total_{side}"]), _STRIP, gid="text", **strip))
        name, size = _label(row, side)
        middle = base + _STRIP / 2
        annotate(ax, shorten(name, left - 0.08), (0, middle), shift=(-6, 0), look="plain/right")
        annotate(ax, shorten(size, left - 0.08, SMALL), (0, middle), shift=(-6, -12), look="quiet/right")
        for one in rows.itertuples():
            first, last = getattr(one, f"first_{side}"), getattr(one, f"last_{side}")
            ax.add_patch(Rectangle((first, base), last - first, _STRIP, facecolor=INK, linewidth=0, gid="place"))
    for one in rows.itertuples():
        (a0, a1), (b0, b1) = ((getattr(one, f"first_{side}"), getattr(one, f"last_{side}")) for side in (above, below))
        corners = [(a0, _STRIP), (a1, _STRIP), (b1, _STRIP + _LINK), (b0, _STRIP + _LINK)]
        ax.add_patch(Polygon(corners, closed=True, facecolor="#bdbdbd", edgecolor=INK, linewidth=0.6, gid="passage"))
    if row["earlier"] and _long(rows):
        arrow = {"arrowstyle": "-|>", "color": INK, "linewidth": 1.4, "shrinkA": 0, "shrinkB": 0}
        x = -0.3 * ax.get_xlim()[1] / inches(ax)[0]
        look: dict[str, Any] = {"arrowprops": arrow, "annotation_clip": False, "gid": "arrow"}
        ax.annotate("", (x, _STRIP + _LINK - 0.02), (x, _STRIP + 0.2), **look)


def _label(row: Any, side: str) -> tuple[str, str]:
    """Return the name of a text, and its date and size."""
    return str(row[f"doc_id_{side}"]), f"{row[f'date_{side}'] or 'no date'}, {counted(row[f'total_{side}'], 'word')}"


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
    name, size = _label(row, side)
    return f"{name} ({size})"


def _longest(rows: pd.DataFrame, n: int) -> list[Any]:
    return list(rows.sort_values("n_words", ascending=False, kind="stable").head(n).itertuples())


def _alike(row: Any) -> str:
    exact = "word for word" if row.similarity == 1 else f"similarity {decimal(row.similarity, 2)}"
    return f"({counted(row.n_words, 'word')}, {exact})"


def _short(opening: str) -> str:
    words = opening.split()
    return opening if len(words) <= 8 else f"{' '.join(words[:8])} …"
