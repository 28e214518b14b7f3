"""The plot of the explorer as a picture, for where nothing can be clicked: each term at its rate in both groups."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, NullLocator

from analysis.views.figures.layout import inches, stage, width_of
from analysis.views.figures.style import GREY, SMALL, source_marks, styled
from analysis.views.tables.phrases import counted, decimal, visible

ROW = 0.15  # inches that a name takes in height


def rates_alt(table: pd.DataFrame, target: str, reference: str) -> str:
    """Say what the plot shows, and name the first terms of each side with their rates."""
    sides = []
    for name, rows in ((target, table[table["log_ratio"] > 0]), (reference, table[table["log_ratio"] < 0])):
        first = [
            f"{visible(row.term)} ({decimal(row.per_1000_target)} against {decimal(row.per_1000_reference)})"
            for row in rows.head(5).itertuples()
        ]
        sides.append(f"more in {name}: {', '.join(first) or 'none'}")
    return (
        f"Plot of {counted(len(table), 'term')} by rate per 1,000 words, {target} upwards, {reference} to the right. "
        f"{'; '.join(sides)}."
    )


@styled
def plot_rates(table: pd.DataFrame, target: str, reference: str, *, ax: Axes | None = None) -> Axes:
    """Draw each term as a point, at its rate in the reference to the right and in the target upwards, on log scales.

    Parameters
    ----------
    table
        Rows of table `keyness`, those to be named first at the top. A rate of 0 is drawn at the edge.
    target, reference
        What the groups are called.
    ax
        Axes to draw in; None for a new figure.
    """
    rates = table[["per_1000_reference", "per_1000_target"]].to_numpy(dtype=float)
    least, most = rates[rates > 0].min(), rates.max()
    floor = least / 2.2
    axes = stage(
        ax,
        title=f"The {counted(len(table), 'term')} that set {target} and {reference} apart most clearly",
        note="Uses per 1,000 words, on log scales; on the dashed line both are the same. At the edge: not used at all.",
        height=4.2,
        sides=(0.62, 0.15, 0.55, 0.12),
    )
    limits = (floor / 1.25, most * 1.5)
    axes.set(xscale="log", yscale="log", xlim=limits, ylim=limits, xlabel=reference, ylabel=target)
    ticks = [10.0**power for power in range(-3, 4) if floor * 1.5 < 10.0**power <= limits[1]]
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_ticks([floor, *ticks])
        axis.set_major_formatter(FuncFormatter(lambda value, _: "0" if value <= floor else f"{value:g}"))
        axis.set_minor_locator(NullLocator())
    axes.plot(limits, limits, color=GREY, linestyle="dashed", linewidth=0.8)
    marks = dict(zip((1, -1), source_marks([target, reference]).values(), strict=False))
    for side, mark in marks.items():
        rows = rates[(table["log_ratio"] * side > 0).to_numpy()].clip(min=floor)
        axes.plot(*rows.T, mark.marker, markersize=4, markerfacecolor="none", markeredgecolor=mark.fill)
    _name(axes, table["term"].tolist(), rates.clip(min=floor))
    return axes


def _name(axes: Axes, terms: list[str], places: np.ndarray) -> None:
    """Write the terms beside their points, each where no earlier one is."""
    wide, high = inches(axes)
    taken: list[tuple[float, float, float]] = []
    for term, place in zip(terms, places, strict=False):
        across, up = axes.transLimits.transform(axes.transScale.transform(place))
        x, y, width = across * wide + 0.06, up * high, width_of(visible(term), SMALL)
        left = x if x + width <= wide else x - 0.12 - width
        if any(left < b + w and b < left + width and abs(y - d) < ROW for b, d, w in taken):
            continue
        taken.append((left, y, width))
        axes.text(left / wide, y / high, visible(term), size=SMALL, va="center", transform=axes.transAxes)
