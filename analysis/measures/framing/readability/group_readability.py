"""Readability of groups of texts with intervals over texts, and the differences between groups with their tests."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.measures.comparison.rate_differences import MOST_ROWS, group_pairs
from analysis.measures.framing.readability.text_readability import MEASURES
from analysis.measures.groups import group_labels, has_value, without_value
from analysis.measures.stats.means import Mean, mean_bounds, mean_difference, mean_of
from analysis.measures.stats.significance import benjamini_hochberg
from analysis.schema import COLUMNS, VOICES, InputError, check

ITEMS = tuple((voice, measure) for voice in ("all", *VOICES) for measure in MEASURES)


def readability_by_group(
    table: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    by: str = "source_type",
    target: str | None = None,
    reference: str | None = None,
    cluster: str | None = None,
) -> pd.DataFrame:
    """Return the mean readability of each group of texts with an interval over texts, and the differences with a test.

    Parameters
    ----------
    table
        From `readability`.
    documents
        Table `documents`, of the same texts.
    by, target, reference, cluster
        As in `rates`. The value of a cluster is the mean of its texts.

    Returns
    -------
    DataFrame
        Table `readability_groups`, a row for each voice, measure and group, and after these one for each comparison.
        ``mean`` is that of the `n_docs` texts that have a score in this voice, each text counted once, however long;
        ``mean_low, mean_high`` its 95 % interval over texts (`mean_bounds`). In comparisons, of `compared_with` the
        same, with ``_other``; ``difference``, the group's mean less the other's, ``difference_low, difference_high``
        and ``p`` (`mean_difference`), and ``q`` (Benjamini & Hochberg 1995, over all p of the table). Intervals and p
        rest on `n_units` texts or clusters and are empty with fewer than five in a group. Voices and measures in their
        order; groups by name, those without a value last.

    Raises
    ------
    InputError
        As `rates` does; and if no text has a score.

    Notes
    -----
    Texts with fewer than 100 words in the sentences of a voice have no score, so that the means of direct and reported
    speech are those of texts that quote or report much. The measures go together (both formulas are made of the first
    two), so that one difference brings others; q does not count them as one. Misleads where texts repeat each other:
    name the cluster.

    See Also
    --------
    readability : of each text.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> groups = same.readability_by_group(story.readability, story.documents)
    >>> groups[["voice", "measure", "group", "n_docs"]].head(1).values.tolist()
    [['all', 'words_per_sentence', 'advocacy', 4]]
    """
    check(table, "readability")
    values = text_values(table, documents)
    if np.isnan(values).all():
        raise InputError("no text has 100 words in sentences that end with a stop: too few for a score")
    labels = group_labels(documents, by)
    clusters = None if cluster is None else group_labels(documents, cluster)
    scored = ~np.isnan(values).all(axis=1)
    groups = sorted(set(labels[scored]), key=lambda name: (not has_value(name), name))
    wanted = group_pairs(documents, by, groups, target, reference)
    if (rows := len(ITEMS) * (len(groups) + len(wanted))) > MOST_ROWS:
        raise InputError(
            f"{len(groups):,} groups make {rows:,} rows, more than {MOST_ROWS:,}; name a target, or a column with "
            "fewer values"
        )
    found = {group: _known(values[labels == group], clusters, labels == group) for group in groups}
    for one, two in wanted:
        if two not in found:  # all but the target
            rest = (labels != one) & (labels != without_value(by))
            found[two] = _known(values[rest], clusters, rest)
    parts = [_group_rows(group, *found[group]) for group in groups]
    parts += [_compared_rows(one, two, found) for one, two in wanted]
    result = pd.concat(parts, ignore_index=True)
    result["q"] = benjamini_hochberg(result["p"])
    result = result.sort_values(["item", "place"], kind="stable", ignore_index=True)
    whole = {"n_docs_other": "Int64", "n_units_other": "Int64"}
    return result[list(COLUMNS["readability_groups"])].astype(whole)


def text_values(table: pd.DataFrame, documents: pd.DataFrame) -> np.ndarray:
    """Return the readability of each document: documents by `ITEMS`, NaN where a text has no score."""
    place = pd.Index(documents["doc_id"]).get_indexer(table["doc_id"])
    if (place < 0).any():
        raise InputError(f"the document {table['doc_id'].to_numpy()[place < 0][0]} is in the readability table alone")
    values = np.full((len(documents), len(ITEMS)), np.nan)
    for number, (voice, measure) in enumerate(ITEMS):
        rows = (table["voice"] == voice).to_numpy()
        values[place[rows], number] = table[measure].to_numpy(dtype=float)[rows]
    return values


def cluster_means(values: np.ndarray, names: np.ndarray) -> np.ndarray:
    """Return the mean of the values that each cluster has, clusters by items."""
    _, unit = np.unique(names.astype(str), return_inverse=True)
    sums, sizes = np.zeros((2, unit.max(initial=-1) + 1, values.shape[1]))
    np.add.at(sums, unit, np.nan_to_num(values))
    np.add.at(sizes, unit, ~np.isnan(values))
    return np.divide(sums, sizes, out=np.full(sums.shape, np.nan), where=sizes > 0)


def _known(values: np.ndarray, clusters: np.ndarray | None, here: np.ndarray) -> tuple[Mean, np.ndarray]:
    """Return what is known of the means of a group, and how many texts have a score."""
    units = values if clusters is None else cluster_means(values, clusters[here])
    return mean_of(units), (~np.isnan(values)).sum(axis=0)


def _group_rows(group: str, mean: Mean, texts: np.ndarray) -> pd.DataFrame:
    low, high = mean_bounds(mean)
    columns: dict[str, Any] = {
        "item": np.arange(len(ITEMS)),
        "place": 0,
        "voice": [voice for voice, _ in ITEMS],
        "measure": [measure for _, measure in ITEMS],
        "group": group,
        "compared_with": "",
        "n_docs": texts,
        "n_units": mean.size,
        "mean": mean.mean,
        "mean_low": low,
        "mean_high": high,
    }
    return pd.DataFrame(columns).reindex(columns=["item", "place", *COLUMNS["readability_groups"]])


def _compared_rows(one: str, two: str, found: dict[str, tuple[Mean, np.ndarray]]) -> pd.DataFrame:
    (mine, _), (its, texts) = found[one], found[two]
    low, high, p = mean_difference(mine, its)
    return _group_rows(one, *found[one]).assign(
        place=1,
        compared_with=two,
        n_docs_other=texts,
        n_units_other=its.size,
        mean_other=its.mean,
        difference=mine.mean - its.mean,
        difference_low=low,
        difference_high=high,
        p=p,
    )
