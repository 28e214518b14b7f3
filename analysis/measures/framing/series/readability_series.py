"""How the texts read over time: means of the measures of readability by period and group, and their trends."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.measures.framing.readability.group_readability import ITEMS, cluster_means, text_values
from analysis.measures.framing.series.periods import AUTO
from analysis.measures.framing.series.placed import Places, place_texts
from analysis.measures.framing.series.series import explain_missing
from analysis.measures.framing.series.trends import explain_missing_trend
from analysis.measures.stats.means import mean_bounds, mean_of
from analysis.measures.stats.significance import benjamini_hochberg
from analysis.measures.stats.slopes import slope_bounds, slope_of, slope_p
from analysis.schema import COLUMNS, InputError, check

_UNITS = {
    "words_per_sentence": "words",
    "syllables_per_word": "syllables",
    "long_words": "share",
    "flesch_reading_ease": "points",
    "flesch_kincaid_grade": "grades",
    "mattr": "share",
    "mtld": "words",
}


class _Scores:
    """The scores of the texts that are in a period, and the sentences and words that they are of."""

    def __init__(self, table: pd.DataFrame, documents: pd.DataFrame, **asked: Any) -> None:
        check(table, "readability")
        values = text_values(table, documents)
        if np.isnan(values).all():
            raise InputError("no text has 100 words in sentences that end with a stop: too few for a score")
        self.places: Places = place_texts(documents, ~np.isnan(values).all(axis=1), **asked)
        some = [k for k, (whose, _) in enumerate(ITEMS) if (table["voice"] == whose).any()]
        self.items = [ITEMS[k] for k in some]
        self.values = values[self.places.rows][:, some]
        sizes = table.pivot_table(index="doc_id", columns="voice", values=["sentences", "words"], aggfunc="sum")
        sizes = sizes.reindex(documents["doc_id"].iloc[self.places.rows]).fillna(0)
        self.sentences, self.words = (
            np.where(np.isnan(self.values), 0, np.column_stack([sizes[what, whose] for whose, _ in self.items]))
            for what in ("sentences", "words")
        )

    def labels(self) -> dict[str, list[str]]:
        """Return the columns that say what the items are."""
        return {
            "measure": ["readability"] * len(self.items),
            "category": [measure for _, measure in self.items],
            "voice": [whose for whose, _ in self.items],
            "unit": [_UNITS[measure] for _, measure in self.items],
        }

    def counted(self, rows: np.ndarray) -> dict[str, np.ndarray]:
        """Return the sentences, words and texts of each item in some texts."""
        docs = (~np.isnan(self.values[rows])).sum(axis=0)
        sums = (column[rows].sum(axis=0).astype(np.int64) for column in (self.sentences, self.words))
        return dict(zip(("numerator", "denominator"), sums, strict=True)) | {"docs": docs, "n_docs": docs}


def readability_series(
    table: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    by: str | None = None,
    period: str = AUTO,
    date: str = "date",
    cluster: str | None = None,
) -> pd.DataFrame:
    """Return the mean readability of the texts of each period, with an interval over texts.

    Parameters
    ----------
    table
        From `readability`; of one voice or more.
    documents
        Table `documents`, of the same texts.
    by, period, date, cluster
        As in `series`. The value of a cluster is the mean of its texts.

    Returns
    -------
    DataFrame
        Table `series`: ``measure`` is readability, ``category`` which measure of table `readability`. ``value`` is the
        mean over the texts that have a score in this voice, each counted once, with its 95 % interval over texts
        (`mean_bounds`); ``numerator`` and ``denominator`` are the sentences and words that these scores are of, and not
        what the value is made of. ``part`` is empty: it is that of `table`.

    Raises
    ------
    InputError
        As `series` does; and if no text has a score.

    See Also
    --------
    readability_trends : whether they rise or fall.
    readability_by_group : the same by group alone.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> table = same.readability_series(story.readability, story.documents, period="year")
    >>> table.loc[table["category"] == "words_per_sentence", ["period", "n_docs", "why"]].values.tolist()[1]
    ['2013', 0, 'no text in this period']
    """
    scores = _Scores(table, documents, by=by, period=period, date=date, cluster=cluster)
    at, cells = scores.places.cells(len(scores.items))
    parts = []
    for cell, (group, name) in enumerate(cells):
        rows = np.flatnonzero(at == cell)
        values, clusters = scores.values[rows], scores.places.clusters
        mean = mean_of(values if clusters is None or not len(rows) else cluster_means(values, clusters[rows]))
        low, high = mean_bounds(mean)
        found = {"group": group, "period": name, "n_units": mean.size, "value": mean.mean, "low": low, "high": high}
        columns = scores.labels() | scores.counted(rows) | found
        parts.append(pd.DataFrame(columns).assign(item=range(len(scores.items)), gap=not len(rows), part=""))
    result = pd.concat(parts).sort_values("item", kind="stable", ignore_index=True)
    result = result.assign(why=explain_missing(result, "text" if cluster is None else "cluster"))
    result = result[list(COLUMNS["series"])]
    result.attrs = {"period": scores.places.period, "left_out": scores.places.left_out}
    return result


def readability_trends(
    table: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    by: str | None = None,
    period: str = AUTO,
    date: str = "date",
    cluster: str | None = None,
) -> pd.DataFrame:
    """Return by how much the readability of the texts changes from the first period to the last.

    Parameters
    ----------
    table, documents, by, period, date, cluster
        As in `readability_series`.

    Returns
    -------
    DataFrame
        Table `trends`, with the counts of `readability_series`. The line goes through the scores of the texts, each
        counted once, by least squares; its interval and test are those of `trends`.

    Raises
    ------
    InputError
        As `readability_series` does.

    See Also
    --------
    trends : of rates; how interval and test are made.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> table = same.readability_trends(story.readability, story.documents)
    >>> table["why"].tolist()[0]
    '2 periods with texts: a trend takes 3'
    """
    scores = _Scores(table, documents, by=by, period=period, date=date, cluster=cluster)
    unit = "text" if cluster is None else "cluster"
    parts = [_group_trends(scores, group, unit) for group in scores.places.names]
    result = pd.concat(parts, ignore_index=True).assign(part="")
    result["q"] = benjamini_hochberg(result["p"])
    result = result.sort_values("item", kind="stable", ignore_index=True)[list(COLUMNS["trends"])]
    result.attrs = {"period": scores.places.period, "left_out": scores.places.left_out}
    return result


def _group_trends(scores: _Scores, group: str, unit: str) -> pd.DataFrame:
    """Return the trends of one group."""
    places = scores.places
    rows = np.flatnonzero(places.groups == group)
    clusters = None if places.clusters is None else places.clusters[rows].astype(str)
    lines = [_line(scores.values[rows, k], places.numbers[rows], clusters) for k in range(len(scores.items))]
    table = pd.DataFrame({**scores.labels(), **scores.counted(rows)})
    table = pd.concat([table, pd.DataFrame(lines)], axis=1).assign(group=group, item=range(len(scores.items)))
    for end in ("first", "last"):
        table[end] = [places.name(at) if n else "" for at, n in zip(table[end], table["n_docs"], strict=True)]
    return table.assign(why=[_why(row, unit) for row in table.itertuples()])


def _line(values: np.ndarray, numbers: np.ndarray, clusters: np.ndarray | None) -> dict[str, Any]:
    """Return the line through the scores of some texts, as a row of table `trends`."""
    there = ~np.isnan(values)
    known = values[there] if there.any() else np.zeros(1)
    low, wide = known.min(), np.ptp(known)
    # A count lies between 0 and its total, here 1; where these two are makes no difference to a line.
    counts = np.where(there, (values - low) / (wide or 1), 0)[:, None]
    line = slope_of(counts, there.astype(float), numbers, clusters)
    first, last = (numbers[there].min(), numbers[there].max()) if there.any() else (0, 0)
    names = ("change", "change_low", "change_high")
    ends = zip(names, (line.slope, *slope_bounds(line)), strict=True)
    change = {name: float(one[0]) * wide * (last - first) for name, one in ends}
    sizes = {"n_units": int(line.size[0]), "periods": int(line.times[0])}
    lacking = {"holding": int(line.holding[0]), "lacking": int(line.lacking[0])}
    return {"first": first, "last": last, **change, "p": float(slope_p(line)[0]), **sizes, **lacking}


def _why(row: Any, unit: str) -> str:
    """Say why there is no p; that many texts have the lowest score, or the highest, is a reason of its own."""
    said = explain_missing_trend(row, unit)
    return "too many texts have the very same score" if ": a test takes 5" in said else said
