"""Texts placed in time: their counts, groups, clusters and periods, as series and trends take them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.measures.comparison.rate_counts import RateCounts
from analysis.measures.comparison.rate_differences import MOST_ROWS, base_sizes, items_by_base
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
from analysis.schema import InputError

_CELLS = 2**21  # texts times items that are worked on at once: 16 MB a table


@dataclass(frozen=True, eq=False)
class Places:
    """The texts that are in a period.

    Attributes
    ----------
    rows
        Their places among the documents; all that follows is of these texts alone.
    groups, numbers
        The group and the number of the period (`period_numbers`) of each text.
    clusters
        The cluster of each; None where the text is the unit.
    names
        The groups, by name, those without a value last.
    period
        The length of a period.
    left_out
        Which texts are in none, in a sentence; empty where each is in one.
    """

    rows: np.ndarray
    groups: np.ndarray
    numbers: np.ndarray
    clusters: np.ndarray | None
    names: tuple[str, ...]
    period: str
    left_out: str

    def name(self, number: int) -> str:
        """Return what a period is called."""
        return period_name(int(number), self.period)

    def cells(self, items: int) -> tuple[np.ndarray, list[tuple[str, str]]]:
        """Return the number of each text's cell, and the group and the period of every cell, gaps too.

        Raises
        ------
        InputError
            If the cells of so many items would be more than `MOST_ROWS`.
        """
        first, last = int(self.numbers.min()), int(self.numbers.max())
        n = last - first + 1
        if (size := items * len(self.names) * n) > MOST_ROWS:
            raise InputError(
                f"from {self.name(first)} to {self.name(last)} there would be {size:,} rows, more than {MOST_ROWS:,}; "
                "take longer periods or fewer groups, and look whether all dates are right"
            )
        at = pd.Index(self.names).get_indexer(self.groups) * n + self.numbers - first
        return at, [(group, self.name(first + k)) for group in self.names for k in range(n)]


@dataclass(frozen=True, eq=False)
class Placed(Places):
    """The texts that are in a period, and what is counted in each.

    Attributes
    ----------
    counts
        Of these texts alone.
    """

    counts: RateCounts

    def by_base(self, rows: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
        """Yield, for some texts, the places of some items, their counts, and among what these are counted."""
        n, totals = self.counts.n[rows], self.counts.totals[rows]
        columns, width = n.tocsc(), max(1, _CELLS // max(1, len(rows)))
        for base, of_base in items_by_base(self.counts.items).items():
            total = base_sizes(n, totals, self.counts.items, base)
            for at in range(0, len(of_base), width):
                some = of_base[at : at + width]
                yield some, columns[:, some].toarray(), total


def place(
    counts: RateCounts, *, by: str | None, period: str, date: str, cluster: str | None, voice: str | None
) -> Placed:
    """Return the texts that have words and are in a period; of the items those of one voice, if it is named.

    Raises
    ------
    InputError
        As `series` does.
    """
    counts = _of_voice(counts, voice)
    worded = np.asarray(counts.totals.any(axis=1))
    if not worded.any():
        raise no_words(counts.part, "all")
    places = place_texts(counts.documents, worded, by=by, period=period, date=date, cluster=cluster)
    here = counts.documents.iloc[places.rows].reset_index(drop=True)
    of_these = replace(counts, documents=here, n=counts.n[places.rows], totals=counts.totals[places.rows])
    return Placed(**vars(places), counts=of_these)


def place_texts(
    documents: pd.DataFrame, worded: np.ndarray, *, by: str | None, period: str, date: str, cluster: str | None
) -> Places:
    """Return the documents that are in a period, of those that have anything to count.

    Raises
    ------
    InputError
        As `series` does.
    """
    if period not in (*PERIODS, AUTO):
        raise InputError(f"there is no period {period!r}; there are: {', '.join((*PERIODS, AUTO))}")
    dates = dates_of(documents, date)
    groups = np.full(len(documents), ONE_GROUP, dtype=object) if by is None else group_labels(documents, by)
    units = group_labels(documents, "doc_id" if cluster is None else cluster)
    if period == AUTO:
        some = np.flatnonzero(worded).tolist()
        period = choose_period([dates[k] for k in some], groups[some].tolist(), units[some].tolist())
    numbers = period_numbers(dates, period)
    rows = np.flatnonzero((numbers != NOT_KNOWN) & worded)
    if not len(rows):
        raise _nothing_left([dates[k] for k in np.flatnonzero(worded)], period, date)
    return Places(
        rows,
        groups[rows],
        numbers[rows],
        None if cluster is None else units[rows],
        tuple(sorted(set(groups[rows]), key=lambda name: (not has_value(name), name))),
        period,
        explain_undated(documents, period, date),
    )


def _of_voice(counts: RateCounts, voice: str | None) -> RateCounts:
    """Return the counts of one voice alone, if one is named."""
    if voice is None:
        return counts
    some = [k for k, item in enumerate(counts.items) if item.voice == voice]
    if not some:
        there = ", ".join(sorted({item.voice for item in counts.items}))
        raise InputError(f"nothing is counted in the voice {voice!r} alone; there are: {there}")
    return replace(counts, items=tuple(counts.items[k] for k in some), n=counts.n[:, some])


def _nothing_left(dates: list[str], period: str, date: str) -> InputError:
    if any(dates):
        return InputError(f"no date in the column {date!r} says in which {period} a text is; take a longer period")
    return InputError(f"no text with words has a date in the column {date!r}")


def category_words(categories: pd.Series) -> list[str]:
    """Return the categories of items as people read them: scheme and frame with a colon between."""
    return [category.replace(BETWEEN, ": ") for category in categories]
