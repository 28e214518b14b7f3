"""The words that figures of agreement are counted in, and which of them lie in a span.

A word here is a longest run of letters and digits with inner apostrophes and hyphens. It is a plainer rule than that of
`segmentation.words`, so that other tools' output can be measured with it too. A word belongs to the span in which its
first character lies.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.measures.stats.bootstrap import share_interval
from analysis.schema import COLUMNS, numbers

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True)
class Words:
    """The words of the texts.

    Attributes
    ----------
    table
        ``doc_id, start, end`` of each word, in the order of the texts.
    doc
        The position of each word's text in `order`.
    order
        The position of each text, by its ``doc_id``.
    """

    table: pd.DataFrame
    doc: np.ndarray
    order: Mapping[str, int]

    @classmethod
    def of(cls, documents: pd.DataFrame) -> Words:
        """Return the words of table `documents` (``doc_id, text``)."""
        found = [[match.span() for match in WORD.finditer(text)] for text in documents["text"]]
        spans = np.array([span for spans in found for span in spans], dtype=np.int64).reshape(-1, 2)
        doc = np.repeat(np.arange(len(found)), [len(spans) for spans in found])
        doc_ids = documents["doc_id"].to_numpy(dtype=object)
        table = pd.DataFrame({"doc_id": doc_ids[doc], "start": spans[:, 0], "end": spans[:, 1]})
        return cls(table, doc, {doc_id: position for position, doc_id in enumerate(doc_ids)})

    def by_text(self, chosen: np.ndarray) -> np.ndarray:
        """Return how many of the chosen words each text has."""
        return np.bincount(self.doc[chosen], minlength=len(self.order))


Ratio = tuple["np.ndarray", "np.ndarray"]


def agreement(gold: np.ndarray, suite: np.ndarray, words: Words) -> dict[str, list[Ratio]]:
    """Return F1, precision and recall of the words marked by the suite, as counts by text: ``(hits, of)``.

    F1 is 2 x both / (gold + suite), precision both / suite, recall both / gold (van Rijsbergen 1979, ch. 7).
    """
    both, marked, wanted = (words.by_text(chosen) for chosen in (gold & suite, suite, gold))
    return {"f1": [(2 * both, marked + wanted)], "precision": [(both, marked)], "recall": [(both, wanted)]}


def agreement_table(
    task: str,
    measures: Mapping[str, Sequence[Ratio]],
    groups: Sequence[tuple[str, str, np.ndarray]],
    *,
    partial: Collection[str] = (),
) -> pd.DataFrame:
    """Return table `validation`: each measure in each group of texts.

    Parameters
    ----------
    task
        What the column `task` says.
    measures
        By name, the counts ``(hits, of)`` of each text. The figure is the sum of hits over the sum of `of`; of several
        pairs, the mean of these.
    groups
        ``group_by, group`` and which texts are in it.
    partial
        The measures to which a text belongs only where its `of` is not 0: their `n` and resamples leave out the others.

    Returns
    -------
    DataFrame
        One row per group and measure. `value`, `low` and `high` are empty where there is nothing to measure (`of` is
        0); `hits` and `of` are empty for a mean of several figures. In a resample, 0 of 0 is 0.
    """
    rows = []
    everywhere = [name for name in measures if name not in partial]
    for group_by, group, chosen in groups:
        found = {}
        for names in ([everywhere] if everywhere else []) + [[name] for name in measures if name in partial]:
            counts, columns = _columns([measures[name] for name in names], chosen)
            if names != everywhere:
                counts = counts[counts[:, columns[0][1]].any(axis=1)]
            total = counts.sum(axis=0, keepdims=True)
            values, (low, high) = _ratios(total, columns)[0], _intervals(counts, columns)
            for i, (name, (hits, of)) in enumerate(zip(names, columns, strict=True)):
                sizes = (int(total[0, hits[0]]), int(total[0, of[0]])) if len(hits) == 1 else (pd.NA, pd.NA)
                shown = (values[i], low[i], high[i]) if total[0, of].any() else (np.nan,) * 3
                found[name] = (task, name, group_by, group, *shown, *sizes, len(counts))
        rows += [found[name] for name in measures]
    return pd.DataFrame(rows, columns=list(COLUMNS["validation"])).astype(numbers("validation"))


def groups_of(documents: pd.DataFrame) -> list[tuple[str, str, np.ndarray]]:
    """Return all texts, then those of each outlet type and of each outlet; a text without one is in none."""
    groups = [("all", "all", np.ones(len(documents), dtype=bool))]
    for column in ("outlet_type", "outlet"):
        if column in documents.columns:
            values = documents[column].fillna("").to_numpy(dtype=object)
            groups += [(column, value, values == value) for value in sorted(set(values) - {""})]
    return groups


_Columns = list[tuple[list[int], list[int]]]


def _columns(measures: Sequence[Sequence[Ratio]], chosen: np.ndarray) -> tuple[np.ndarray, _Columns]:
    """Set the counts of all measures side by side; say which columns are the hits of each, and which the `of`."""
    sides: list[np.ndarray] = []
    columns: _Columns = []
    for ratios in measures:
        at = range(len(sides), len(sides) + 2 * len(ratios))
        columns.append((list(at[::2]), list(at[1::2])))
        sides += [side for ratio in ratios for side in ratio]
    return np.stack(sides, axis=1)[chosen], columns


def _ratios(sums: np.ndarray, columns: _Columns) -> np.ndarray:
    return np.stack([(sums[:, hits] / np.maximum(sums[:, of], 1)).mean(axis=1) for hits, of in columns], axis=1)


def _intervals(counts: np.ndarray, columns: _Columns) -> np.ndarray:
    return share_interval(counts, lambda sums: _ratios(sums, columns))
