"""Every rate as a series: by group and by day, week, month, quarter or year, with intervals over texts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.measures.comparison.rate_counts import RateCounts, rate_unit
from analysis.measures.comparison.rate_differences import group_rates
from analysis.measures.framing.series.periods import AUTO
from analysis.measures.framing.series.placed import Placed, category_words, place
from analysis.measures.stats.minimum_sizes import LEAST_DOCUMENTS
from analysis.schema import COLUMNS

NO_TEXT = "no text in this period"
_NOTHING, _NOT_IN_ANY = (
    "nothing to count it among in this period",
    "no group contains it in any period, or all consist of it",
)
_OF_ITEM = ("measure", "category", "voice")
_CELL, _GROUP = "group and period", "group of the series"


def series(
    counts: RateCounts,
    *,
    by: str | None = None,
    period: str = AUTO,
    date: str = "date",
    cluster: str | None = None,
    voice: str | None = None,
) -> pd.DataFrame:
    """Return every rate of these texts by period, with an interval over the texts of the period.

    Parameters
    ----------
    counts
        From `count_rates` or `count_frames`: what is counted in each text.
    by
        A column of the documents, for a series of each of its values; None takes all texts together.
    period
        ``day``, ``week`` (ISO 8601, from Monday), ``month``, ``quarter``, ``year``, or ``auto``: the shortest in which
        half of the groups' periods with texts have five or more, that makes two to 60 periods and leaves out one in ten
        of the dated texts at most; the year where none does.
    date
        The column of the dates: ``date``, or ``page_date``, which is that of the saved page and not of the text.
    cluster
        A column of the documents that is the unit of the interval in place of the text: the event that texts are about,
        or their outlet.
    voice
        What is counted in this voice alone, ``all`` (whose words they are is not asked) or ``attributed`` too.

    Returns
    -------
    DataFrame
        Table `series`, a row for each item, group and period: what is counted (``measure, category, voice, part``),
        ``numerator`` among ``denominator``, in ``docs`` of the ``n_docs`` texts that have anything to count it among;
        ``value``, in ``unit``; ``low, high``, its 95 % interval over `n_units` texts or clusters (`ratio_bounds`);
        ``why``, where there is no value or no interval. A period without a text between the first and the last has a
        row without a value: it is a gap, and never 0. Items in the order of table `rates`, then groups by name, then
        periods in time. ``attrs["period"]`` is the length of the periods, ``attrs["left_out"]`` says in a sentence
        which texts are in none.

    Raises
    ------
    InputError
        If there is no such column or period, no text with words has a date that is exact enough, or there would be more
        than a million rows.

    Notes
    -----
    With one period the values and intervals are those of `rates`. Counts add up: those of a year are the sums of those
    of its months, where all dates are days. Misleads where the texts of some periods are of another kind (an outlet
    that joins the corpus moves the series, and nothing has changed): name it with `by`. Neighbouring periods may differ
    by chance alone; `trends` tests whether they rise or fall. Several texts on one event are not independent: name the
    cluster.

    See Also
    --------
    trends : whether they rise or fall, with a test over texts.
    rates : the same by group alone, with tests.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> table = same.series(story.rate_counts, period="year")
    >>> quoted = table.query("measure == 'share of words' and category == 'attributed'")
    >>> quoted[["period", "numerator", "denominator", "n_docs", "why"]].values.tolist()[1]
    ['2013', 0, 0, 0, 'no text in this period']
    >>> table.attrs["left_out"][:27]
    '2 of 5 texts are left out: '
    """
    placed = place(counts, by=by, period=period, date=date, cluster=cluster, voice=voice)
    at, cells = placed.cells(len(placed.counts.items))
    table = _with_gaps(placed.counts, _rates_of(placed, at, cluster), cells)
    table = table.assign(why=explain_missing(table, "text" if cluster is None else "cluster"))[list(COLUMNS["series"])]
    table.attrs |= {"period": placed.period, "left_out": placed.left_out}
    return table


def _rates_of(placed: Placed, at: np.ndarray, cluster: str | None) -> pd.DataFrame:
    """Return the rates of the cells (group and period) that have texts, the number of the cell as their group."""
    documents = placed.counts.documents.assign(**{_CELL: at.astype(str), _GROUP: placed.groups})
    return group_rates(replace(placed.counts, documents=documents), by=_CELL, cluster=cluster, design_by=_GROUP)


def _with_gaps(counts: RateCounts, found: pd.DataFrame, cells: list[tuple[str, str]]) -> pd.DataFrame:
    """Return a row for each item and cell, those without a text too."""
    m, n = len(counts.items), len(cells)
    known = found.set_index([*_OF_ITEM, "group"])
    keys = [(*item, str(cell)) for item in counts.items for cell in range(n)]
    rows = known.reindex(pd.MultiIndex.from_tuples(keys, names=known.index.names)).reset_index()
    whole = {"n": "numerator", "total": "denominator", "docs": "docs", "n_docs": "n_docs", "n_units": "n_units"}
    numbers = {new: rows[old].fillna(0).astype(np.int64) for old, new in whole.items()}
    return rows.assign(
        **numbers,
        gap=rows["n_docs"].isna(),
        part=counts.part,
        category=category_words(rows["category"]),
        unit=np.repeat([rate_unit(item) for item in counts.items], n),
        group=[group for group, _ in cells] * m,
        period=[name for _, name in cells] * m,
        value=rows["rate"],
        low=rows["rate_low"],
        high=rows["rate_high"],
    )


def explain_missing(table: pd.DataFrame, unit: str) -> np.ndarray:
    """Say of each row why it has no value or no interval; nothing where it has both."""
    units = table["n_units"].to_numpy()
    few = {n: f"{n} {unit}{'s' * (n != 1)}: an interval takes {LEAST_DOCUMENTS}" for n in range(LEAST_DOCUMENTS)}
    reasons = np.array([few.get(int(n), "") for n in units], dtype=object)
    reasons[(units >= LEAST_DOCUMENTS) & table["low"].isna().to_numpy()] = _NOT_IN_ANY
    reasons[table["denominator"].to_numpy() == 0] = _NOTHING
    reasons[table["gap"].to_numpy(dtype=bool)] = NO_TEXT
    return reasons
