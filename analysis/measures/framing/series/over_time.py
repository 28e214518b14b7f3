"""What the figure of rates over time shows: two rates by period and group, and whether each rises or falls."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis.measures.comparison.rate_counts import ATTRIBUTED, RateCounts, RateItem
from analysis.measures.framing.series.periods import AUTO
from analysis.measures.framing.series.series import series
from analysis.measures.framing.series.trends import trends

SHOWN = (RateItem("share of words", ATTRIBUTED, "all"), RateItem("loaded words", "all", "author"))
_OF_TREND = ["change", "change_low", "change_high", "p", "q"]


def over_time(
    counts: RateCounts, *, by: str | None = None, period: str = AUTO, date: str = "date", cluster: str | None = None
) -> pd.DataFrame:
    """Return the attributed share of words and the loaded words of the authors by period, with the trend of each.

    Parameters
    ----------
    counts
        From `count_rates`.
    by, period, date, cluster
        As in `series`.

    Returns
    -------
    DataFrame
        The rows of table `series` of the two, and of table `trends` in each the columns ``change, change_low,
        change_high, p, q`` and ``no_trend``, which is the column ``why`` of that table. q counts these trends alone.
        ``attrs["texts"]`` is how many texts there are, ``attrs["placed"]`` how many of them are in a period.

    Raises
    ------
    InputError
        As `series` does.
    """
    some = [counts.items.index(item) for item in SHOWN]
    two = replace(counts, items=SHOWN, n=counts.n[:, some])
    table = series(two, by=by, period=period, date=date, cluster=cluster)
    lines = trends(two, by=by, period=table.attrs["period"], date=date, cluster=cluster).rename(
        columns={"why": "no_trend"}
    )
    keys = ["measure", "group"]
    found = table.merge(lines[[*keys, *_OF_TREND, "no_trend"]], on=keys, how="left")
    placed = int(table.loc[table["measure"] == SHOWN[0].measure, "n_docs"].sum())
    found.attrs = {"period": table.attrs["period"], "texts": int(counts.totals.any(axis=1).sum()), "placed": placed}
    return found
