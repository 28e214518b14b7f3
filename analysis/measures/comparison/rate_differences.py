"""Rates of groups of texts with their intervals, and the differences between groups with their tests (verb `rates`)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.measures.comparison.rate_counts import (
    BASES,
    PER_1000,
    RateBase,
    RateCounts,
    RateItem,
    rate_base,
    rate_unit,
)
from analysis.measures.counts import no_words
from analysis.measures.groups import group_labels, has_value, named_groups, quoted, without_value
from analysis.measures.stats.ratio_intervals import (
    Ratio,
    difference_bounds,
    difference_p,
    pooled_design,
    ratio_bounds,
    ratio_of,
)
from analysis.measures.stats.sample import sum_rows
from analysis.measures.stats.significance import benjamini_hochberg
from analysis.schema import COLUMNS, InputError

MOST_ROWS = 1_000_000
_CELLS = 2**21  # units times items that are worked on at once: 16 MB a table


def rates(
    counts: RateCounts,
    *,
    by: str = "source_type",
    target: str | None = None,
    reference: str | None = None,
    cluster: str | None = None,
) -> pd.DataFrame:
    """Return the rates of each group of texts with an interval over texts, and the differences with a test.

    Parameters
    ----------
    counts
        From `count_rates`: whose words, loaded words, kinds of speakers and of cues.
    by
        A column of the documents, ``doc_id`` too.
    target, reference
        Values of that column: `target` is compared with `reference`, or with all the rest. Without a target each group
        is compared with each other one.
    cluster
        A column of the documents that is the unit of interval and test in place of the document: outlet, say, where the
        texts of an outlet are alike. A cluster with texts in two groups is two units.

    Returns
    -------
    DataFrame
        Table `rates`, a row for each item and group, and after these of the item one for each comparison.
        ``measure, category, voice, part`` say what is counted, ``unit`` what a rate is in. Of the group: `n` among
        `total` in `docs` of the `n_docs` texts that have any; ``rate`` with ``rate_low, rate_high``, its 95 % interval
        over texts (`ratio_bounds`). In comparisons, of `compared_with` the same, with ``_other``; ``difference``, the
        group's rate less the other's, ``difference_low, difference_high`` (`difference_bounds`), ``p``
        (`difference_p`) and ``q`` (Benjamini & Hochberg 1995, over all p of the table). Intervals and p rest on
        `n_units` texts or clusters and are empty with fewer than five in a group, and for what no group contains or all
        consist of; p also for what is in too few of them. Measures in their order, categories by name, sums first;
        groups by name, those without a value last.

    Raises
    ------
    InputError
        If there is no such column or group, target and reference are the same, no text has a word, or groups are so
        many that there would be more than `MOST_ROWS` rows.

    Notes
    -----
    An interval is about other texts of the same kind, if these are a fair sample of them. It knows nothing of what the
    rules get wrong: a share of quoted words rests on what they take for a quotation. The shares of voices add up to 1,
    so that one difference brings another; q does not count them as one. Misleads where texts repeat each other: name
    the cluster.

    See Also
    --------
    count_rates : the counts.
    marker_rates, voice_findings : rates without a test.
    keyness : the same for each word.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> table = same.rates(same.count_rates(story.segments, story.documents, story.markers, story.sources))
    >>> table[["group", "compared_with", "n", "total", "n_units"]].head(3).values.tolist()
    [['advocacy', '', 1972, 4335, 4], ['newswire', '', 137, 297, 1], ['advocacy', 'newswire', 1972, 4335, 4]]
    """
    labels, clusters, found = _by_group(counts, by, cluster)
    groups, design = list(found), pooled_design([ratio for ratio, _ in found.values()])
    wanted = group_pairs(counts.documents, by, groups, target, reference)
    rows = len(counts.items) * (len(groups) + len(wanted))
    if rows > MOST_ROWS:
        raise InputError(
            f"{len(groups):,} groups make {len(wanted):,} pairs and {rows:,} rows, more than {MOST_ROWS:,}; name a "
            "target, or a column with fewer values"
        )
    for one, two in wanted:
        if two not in found:  # all but the target
            rest = (labels != one) & (labels != without_value(by))
            found[two] = _ratios(counts, rest, clusters)
    parts = [_group_rows(counts, group, *found[group], design) for group in groups]
    parts += _compared(counts, found, wanted, design)
    table = pd.concat(parts, ignore_index=True)
    table["q"] = benjamini_hochberg(table["p"])
    return _in_order(table)


def group_rates(
    counts: RateCounts, *, by: str = "source_type", cluster: str | None = None, design_by: str | None = None
) -> pd.DataFrame:
    """Return the rows of `rates` that are of one group, with intervals over texts, and compare nothing.

    The design effect, for groups that lack an item, is that of the groups of `design_by`; of those of `by` without it.
    """
    _, _, found = _by_group(counts, by, cluster)
    wider = found if design_by is None else _by_group(counts, design_by, cluster)[2]
    design = pooled_design([ratio for ratio, _ in wider.values()])
    table = pd.concat([_group_rows(counts, group, *found[group], design) for group in found], ignore_index=True)
    return _in_order(table)


def _in_order(table: pd.DataFrame) -> pd.DataFrame:
    table = table.sort_values(["item", "place"], kind="stable", ignore_index=True)
    whole = {column: "Int64" for column in table if column.endswith("_other") and column != "rate_other"}
    return table[list(COLUMNS["rates"])].astype(whole)


def with_text_bounds(table: pd.DataFrame, counts: RateCounts, *, by: str = "source_type") -> pd.DataFrame:
    """Return rates of markers with intervals over texts, wherever texts are enough for one.

    Parameters
    ----------
    table
        From `marker_rates_by_voice`.
    counts
        From `count_rates`, of the same texts and their body.
    by
        The column of the groups.

    Returns
    -------
    DataFrame
        The rows with ``n_docs``, the texts of the group with words of this voice; where these are enough,
        ``per_1000_low, per_1000_high`` over texts (`ratio_bounds`), and ``bounds``: whether they are over ``texts`` or
        ``words``. As it was, if no interval is over texts.
    """
    keys = ["group", "voice", "category"]
    found = group_rates(counts, by=by).query("measure == 'loaded words'").set_index(keys)
    found = found[["n_docs", "rate_low", "rate_high"]].reindex(pd.MultiIndex.from_frame(table[keys]))
    over_texts = found["rate_low"].notna().to_numpy()
    if not over_texts.any():
        return table
    return table.assign(
        n_docs=found["n_docs"].to_numpy(dtype=np.int64),
        per_1000_low=np.where(over_texts, found["rate_low"], table["per_1000_low"]),
        per_1000_high=np.where(over_texts, found["rate_high"], table["per_1000_high"]),
        bounds=np.where(over_texts, "texts", "words"),
    )


def _by_group(
    counts: RateCounts, by: str, cluster: str | None
) -> tuple[np.ndarray, np.ndarray | None, dict[str, tuple[Ratio, np.ndarray]]]:
    """Return the group of each document, its cluster if any, and what is known of each group with words, in order."""
    if not counts.totals.any():
        raise no_words(counts.part, "all")
    labels = group_labels(counts.documents, by)
    clusters = None if cluster is None else group_labels(counts.documents, cluster)
    groups = sorted(set(labels[counts.totals.any(axis=1)]), key=lambda name: (not has_value(name), name))
    return labels, clusters, {group: _ratios(counts, labels == group, clusters) for group in groups}


def group_pairs(
    documents: pd.DataFrame, by: str, groups: Sequence[str], target: str | None, reference: str | None
) -> list[tuple[str, str]]:
    """Return which groups are compared; the second may be all but the target."""
    values = named_groups(documents, by)
    if target is None:
        if reference is not None:
            raise InputError(f"the reference {reference!r} has no target; name one, or leave out the reference")
        return list(combinations([group for group in groups if has_value(group)], 2))
    for value in (target, reference):
        if value is not None and str(value) not in groups:
            raise InputError(f"no text with words has {str(value)!r} in the column {by!r}; there are: {quoted(groups)}")
    if str(target) == str(reference):
        raise InputError(f"target and reference are both {target!r}; choose two groups")
    if reference is not None:
        return [(str(target), str(reference))]
    others = [group for group in groups if group != str(target) and group in values]
    if not others:
        raise InputError(
            f"every text with words has {target!r} in the column {by!r}: there is nothing to compare it with"
        )
    return [(str(target), others[0] if len(others) == 1 else f"all but {target}")]


def _ratios(counts: RateCounts, here: np.ndarray, clusters: np.ndarray | None) -> tuple[Ratio, np.ndarray]:
    """Return what is known of the items in some documents, and how many documents have something to count among."""
    rows = np.flatnonzero(here)
    n, totals = counts.n[rows], counts.totals[rows]
    docs = np.bincount(n.indices, minlength=len(counts.items))
    unit = None if clusters is None else np.unique(clusters[rows].astype(str), return_inverse=True)[1]
    columns = (n if unit is None else sum_rows(n, unit, int(unit.max(initial=-1)) + 1)).tocsc()
    width, parts, order = max(1, _CELLS // max(1, len(rows))), [], []
    sizes = np.zeros(len(counts.items), dtype=np.int64)
    for base, of_base in items_by_base(counts.items).items():
        total = base_sizes(n, totals, counts.items, base)
        sizes[of_base] = np.count_nonzero(total > 0)
        total = total if unit is None else sum_rows(total, unit, columns.shape[0])
        for at in range(0, len(of_base), width):
            some = of_base[at : at + width]
            parts.append(ratio_of(columns[:, some].toarray(), total))
            order.append(some)
    every = Ratio.join(parts).take(np.argsort(np.concatenate(order)))
    return every, np.column_stack([docs, sizes])


def items_by_base(items: Sequence[RateItem]) -> dict[RateBase | RateItem, np.ndarray]:
    """Return what items are counted among, and the places of those that are counted among it."""
    places: dict[RateBase | RateItem, list[int]] = {}
    for place, item in enumerate(items):
        places.setdefault(rate_base(item), []).append(place)
    return {base: np.array(some) for base, some in places.items()}


def base_sizes(
    n: sparse.csr_array, totals: np.ndarray, items: tuple[RateItem, ...], base: RateBase | RateItem
) -> np.ndarray:
    """Return how many of a base each document has."""
    if isinstance(base, RateBase):
        return totals[:, BASES.index(base)]
    return n[:, [items.index(base)]].toarray()[:, 0]


def _group_rows(counts: RateCounts, group: str, ratio: Ratio, texts: np.ndarray, design: np.ndarray) -> pd.DataFrame:
    """Return the rows of one group."""
    scale = np.array([1000 if rate_unit(item) == PER_1000 else 1 for item in counts.items])
    low, high = ratio_bounds(ratio, design)
    columns: dict[str, Any] = {
        "item": np.arange(len(counts.items)),
        "place": 0,
        "measure": [item.measure for item in counts.items],
        "category": [item.category for item in counts.items],
        "voice": [item.voice for item in counts.items],
        "part": counts.part,
        "group": group,
        "compared_with": "",
        "unit": [rate_unit(item) for item in counts.items],
        "n": ratio.n.astype(np.int64),
        "total": ratio.total.astype(np.int64),
        "docs": texts[:, 0],
        "n_docs": texts[:, 1],
        "n_units": ratio.size,
        "rate": scale * ratio.rate,
        "rate_low": scale * low,
        "rate_high": scale * high,
    }
    return pd.DataFrame(columns).reindex(columns=["item", "place", *COLUMNS["rates"]])


def _compared(
    counts: RateCounts,
    found: dict[str, tuple[Ratio, np.ndarray]],
    wanted: Sequence[tuple[str, str]],
    design: np.ndarray,
) -> list[pd.DataFrame]:
    """Return the rows of the comparisons, all tested at once."""
    if not wanted:
        return []
    one, two = (Ratio.join([found[pair[side]][0] for pair in wanted]) for side in (0, 1))
    every = np.tile(design, len(wanted))
    low, high = difference_bounds(one, two, every)
    p, m = difference_p(one, two, every), len(counts.items)
    parts = []
    for place, (group, other) in enumerate(wanted):
        mine, its = (_group_rows(counts, name, *found[name], design) for name in (group, other))
        scale = np.where(mine["unit"] == PER_1000, 1000, 1)
        some = slice(place * m, (place + 1) * m)
        sizes = {f"{column}_other": its[column] for column in ("n", "total", "docs", "n_docs", "n_units", "rate")}
        parts.append(
            mine.assign(
                place=1,
                compared_with=other,
                difference=mine["rate"] - its["rate"],
                difference_low=scale * low[some],
                difference_high=scale * high[some],
                p=p[some],
                **sizes,
            )
        )
    return parts
