"""Every rate as a series: by group and by day, week, month, quarter or year, with intervals over texts."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd

from analysis.measures.comparison.rate_counts import RateCounts, rate_unit
from analysis.measures.comparison.rate_differences import MOST_ROWS, group_rates
from analysis.measures.counts import no_words
from analysis.measures.framing.frame_rates import BETWEEN
from analysis.measures.framing.series.periods import (
    AUTO,
    NOT_KNOWN,
    PERIODS,
    choose_period,
    dates_of,
    explain_undated,
    period_name,
    period_numbers,
)
from analysis.measures.groups import ONE_GROUP, group_labels, has_value
from analysis.measures.stats.minimum_sizes import LEAST_DOCUMENTS
from analysis.schema import COLUMNS, InputError

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
    by chance alone; whether there is a trend is for a test over texts. Several texts on one event are not independent:
    name the cluster.

    See Also
    --------
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
    groups = _groups_of(counts.documents, by)
    dates, length, numbers = _placed(counts, groups, period, date, cluster)
    there = (numbers != NOT_KNOWN) & counts.totals.any(axis=1)
    if not there.any():
        raise _nothing_left(dates, counts, length, date)
    names = sorted(set(groups[there]), key=lambda name: (not has_value(name), name))
    first, last = int(numbers[there].min()), int(numbers[there].max())
    size = len(counts.items) * len(names) * (last - first + 1)
    if size > MOST_ROWS:
        raise InputError(
            f"from {period_name(first, length)} to {period_name(last, length)} there would be {size:,} rows, more than "
            f"{MOST_ROWS:,}; take longer periods or fewer groups, and look whether all dates are right"
        )
    cells = list(product(range(len(names)), range(last - first + 1)))
    at = pd.Index(names).get_indexer(groups) * (last - first + 1) + numbers - first
    found = _rates_of(counts, there, at, groups, cluster)
    table = _with_gaps(counts, found, [(names[group], period_name(first + k, length)) for group, k in cells])
    table = table.assign(why=_reasons(table, "text" if cluster is None else "cluster"))[list(COLUMNS["series"])]
    table.attrs |= {"period": length, "left_out": explain_undated(counts.documents, length, date)}
    return table


def _groups_of(documents: pd.DataFrame, by: str | None) -> np.ndarray:
    return np.full(len(documents), ONE_GROUP, dtype=object) if by is None else group_labels(documents, by)


def _placed(
    counts: RateCounts, groups: np.ndarray, period: str, date: str, cluster: str | None
) -> tuple[list[str], str, np.ndarray]:
    """Return the date of each text, the length of the periods, and the number of each text's."""
    if period not in (*PERIODS, AUTO):
        raise InputError(f"there is no period {period!r}; there are: {', '.join((*PERIODS, AUTO))}")
    documents, worded = counts.documents, counts.totals.any(axis=1)
    if not worded.any():
        raise no_words(counts.part, "all")
    dates = dates_of(documents, date)
    if period == AUTO:
        units = group_labels(documents, "doc_id" if cluster is None else cluster)
        rows = np.flatnonzero(worded).tolist()
        period = choose_period([dates[k] for k in rows], groups[rows].tolist(), units[rows].tolist())
    return dates, period, period_numbers(dates, period)


def _nothing_left(dates: list[str], counts: RateCounts, period: str, date: str) -> InputError:
    if any(dates[k] for k in np.flatnonzero(counts.totals.any(axis=1)).tolist()):
        return InputError(f"no date in the column {date!r} says in which {period} a text is; take a longer period")
    return InputError(f"no text with words has a date in the column {date!r}")


def _rates_of(
    counts: RateCounts, there: np.ndarray, at: np.ndarray, groups: np.ndarray, cluster: str | None
) -> pd.DataFrame:
    """Return the rates of the cells (group and period) that have texts, the number of the cell as their group."""
    rows = np.flatnonzero(there)
    documents = counts.documents.iloc[rows].reset_index(drop=True)
    documents = documents.assign(**{_CELL: at[rows].astype(str), _GROUP: groups[rows]})
    placed = replace(counts, documents=documents, n=counts.n[rows], totals=counts.totals[rows])
    return group_rates(placed, by=_CELL, cluster=cluster, design_by=_GROUP)


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
        category=[category.replace(BETWEEN, ": ") for category in rows["category"]],
        unit=np.repeat([rate_unit(item) for item in counts.items], n),
        group=[group for group, _ in cells] * m,
        period=[name for _, name in cells] * m,
        value=rows["rate"],
        low=rows["rate_low"],
        high=rows["rate_high"],
    )


def _reasons(table: pd.DataFrame, unit: str) -> np.ndarray:
    """Say of each row why it has no value or no interval; nothing where it has both."""
    units = table["n_units"].to_numpy()
    few = {n: f"{n} {unit}{'s' * (n != 1)}: an interval takes {LEAST_DOCUMENTS}" for n in range(LEAST_DOCUMENTS)}
    reasons = np.array([few.get(int(n), "") for n in units], dtype=object)
    reasons[(units >= LEAST_DOCUMENTS) & table["low"].isna().to_numpy()] = _NOT_IN_ANY
    reasons[table["denominator"].to_numpy() == 0] = _NOTHING
    reasons[table["gap"].to_numpy(dtype=bool)] = NO_TEXT
    return reasons
