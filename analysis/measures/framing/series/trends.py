"""Whether rates rise or fall over time: a line through the texts, with its interval and a test over texts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.measures.comparison.rate_counts import PER_1000, RateCounts, rate_unit
from analysis.measures.comparison.rate_differences import MOST_ROWS
from analysis.measures.framing.series.periods import AUTO
from analysis.measures.framing.series.placed import Placed, category_words, place
from analysis.measures.stats.minimum_sizes import LEAST_DOCUMENTS, LEAST_TEXTS
from analysis.measures.stats.significance import benjamini_hochberg
from analysis.measures.stats.slopes import LEAST_TIMES, slope_bounds, slope_of, slope_p
from analysis.schema import COLUMNS, InputError


def trends(
    counts: RateCounts,
    *,
    by: str | None = None,
    period: str = AUTO,
    date: str = "date",
    cluster: str | None = None,
    voice: str | None = None,
) -> pd.DataFrame:
    """Return by how much each rate changes from the first period to the last, along a line through the texts.

    Parameters
    ----------
    counts, by, period, date, cluster, voice
        As in `series`. The time of a text is its period.

    Returns
    -------
    DataFrame
        Table `trends`, a row for each item and group: the counts of all its periods (``numerator, denominator, docs,
        n_docs``); ``first, last``, the first and the last period with a text that has anything to count among, of
        ``periods`` that have one; ``change``, by how much the line rises or falls between these two, in ``unit``,
        with ``change_low, change_high``, its 95 % interval over ``n_units`` texts or clusters (`slope_bounds`);
        ``p`` (`slope_p`) and ``q`` (Benjamini & Hochberg 1995, over all p of the table); ``why``, where there is no
        p: it takes ten texts or clusters of three periods, and the item, and anything else, in five. In the order of
        table `series`. ``attrs`` as there.

    Raises
    ------
    InputError
        As `series` does.

    Notes
    -----
    The line is fitted to the counts of the texts by weighted least squares, a text weighing as much as it has to count
    among; the interval goes by what the texts show (`slope_of`), so they need not be alike in length or spread. It
    finds what goes one way: what rises and falls again may have no slope. It says nothing of why: an outlet that joins
    the corpus, or a subject that changes, makes a trend. Events bring many texts at once that are not independent:
    name the cluster. Shares of voices add up to 1, so that one trend brings another.

    See Also
    --------
    series : the rate of each period.
    rates : differences between groups.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> table = same.trends(story.rate_counts)
    >>> table[["first", "last", "periods", "n_docs", "why"]].values.tolist()[0]
    ['2012', '2014', 2, 3, '2 periods with texts: a trend takes 3']
    """
    placed = place(counts, by=by, period=period, date=date, cluster=cluster, voice=voice)
    if (size := len(placed.counts.items) * len(placed.names)) > MOST_ROWS:
        raise InputError(f"there would be {size:,} rows, more than {MOST_ROWS:,}; take fewer groups")
    unit = "text" if cluster is None else "cluster"
    table = pd.concat([_rows_of(placed, group, unit) for group in placed.names], ignore_index=True)
    table["q"] = benjamini_hochberg(table["p"])
    table = table.sort_values("item", kind="stable", ignore_index=True)[list(COLUMNS["trends"])]
    table.attrs |= {"period": placed.period, "left_out": placed.left_out}
    return table


def _rows_of(placed: Placed, group: str, unit: str) -> pd.DataFrame:
    """Return the rows of one group."""
    rows = np.flatnonzero(placed.groups == group)
    clusters = None if placed.clusters is None else placed.clusters[rows].astype(str)
    found = [_some(placed, rows, clusters, *some) for some in placed.by_base(rows)]
    table = pd.concat(found).sort_values("item", kind="stable", ignore_index=True)
    items = placed.counts.items
    table = table.assign(
        group=group,
        measure=[item.measure for item in items],
        category=category_words(pd.Series([item.category for item in items])),
        voice=[item.voice for item in items],
        part=placed.counts.part,
        unit=[rate_unit(item) for item in items],
    )
    for column in ("change", "change_low", "change_high"):
        table[column] *= np.where(table["unit"] == PER_1000, 1000, 1)
    return table.assign(why=[explain_missing_trend(row, unit) for row in table.itertuples()])


def _some(
    placed: Placed, rows: np.ndarray, clusters: np.ndarray | None, items: np.ndarray, n: np.ndarray, total: np.ndarray
) -> pd.DataFrame:
    """Return the trends of some items that are counted among the same."""
    numbers = placed.numbers[rows]
    line = slope_of(n, total, numbers, clusters)
    there = numbers[total > 0]
    first, last = (int(there.min()), int(there.max())) if len(there) else (0, 0)
    change, low, high = ((last - first) * one for one in (line.slope, *slope_bounds(line)))
    columns: dict[str, Any] = {
        "item": items,
        "numerator": n.sum(axis=0),
        "denominator": int(total.sum()),
        "docs": (n > 0).sum(axis=0),
        "n_docs": len(there),
        "n_units": line.size,
        "periods": line.times,
        "first": placed.name(first) if len(there) else "",
        "last": placed.name(last) if len(there) else "",
        "change": change,
        "change_low": np.maximum(low, np.minimum(change, -1)),  # no rate can fall or rise by more than 1
        "change_high": np.minimum(high, np.maximum(change, 1)),
        "p": slope_p(line),
        "holding": line.holding,
        "lacking": line.lacking,
    }
    return pd.DataFrame(columns)


def explain_missing_trend(row: Any, unit: str) -> str:
    """Say why there is no p; nothing where there is one."""
    if not np.isnan(row.p):
        return ""
    if row.periods < LEAST_TIMES:
        return f"{row.periods} period{'s' * (row.periods != 1)} with texts: a trend takes {LEAST_TIMES}"
    if row.n_units < LEAST_TEXTS:
        return f"{row.n_units} {unit}s: a test takes {LEAST_TEXTS}"
    if row.holding < LEAST_DOCUMENTS:
        return f"in {row.holding} {unit}{'s' * (row.holding != 1)}: a test takes {LEAST_DOCUMENTS}"
    if row.lacking < LEAST_DOCUMENTS:
        return f"anything else in {row.lacking} {unit}{'s' * (row.lacking != 1)}: a test takes {LEAST_DOCUMENTS}"
    return "one text alone holds the line" if unit == "text" else "one cluster alone holds the line"
