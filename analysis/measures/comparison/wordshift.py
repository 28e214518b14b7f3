"""Differences that add up: what each word contributes to the difference between two groups of texts (word shifts)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysis.measures.comparison.quantities import MeanScore
from analysis.measures.comparison.shift_interval import shift_interval
from analysis.measures.groups import two_groups
from analysis.measures.stats.minimum_sizes import LEAST_DOCUMENTS, there_are
from analysis.schema import COLUMNS, InputError

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from scipy import sparse

    from analysis.measures.comparison.quantities import Items, Quantity, Shift
    from analysis.measures.counts import Counts


@dataclass(frozen=True, eq=False)
class Side:
    """One group: documents by items, each document's size and doc_id, and both summed over the documents."""

    matrix: sparse.csr_array
    sizes: np.ndarray
    ids: np.ndarray
    n: np.ndarray
    total: int


def wordshift(
    counts: Counts, quantity: Quantity, *, by: str = "source_type", target: str, reference: str | None = None
) -> pd.DataFrame:
    """Return what each item contributes to the difference between two groups of texts, or two voices.

    Parameters
    ----------
    counts
        Of the part and voice in question (`Counts.where`), not yet by document.
    quantity
        What is compared: a `MarkerRate`, a `MeanScore` or a `WordUse` (`comparison.quantities`).
    by
        A column of the documents, ``doc_id`` too, or ``voice`` or ``part`` where the documents have no such column.
    target, reference
        Values of that column; without `reference` it is all the rest.

    Returns
    -------
    DataFrame
        ``item``; of each group ``n_`` occurrences among ``total_``, all words (of a `MeanScore` all words that have a
        score), and ``per_1000_`` of these; ``score_target, score_reference`` and ``score_centre``, from which higher
        and lower are told, empty where there are no scores; ``contribution`` in the unit of the quantity, positive
        where the item raises the target above the reference, with its 95 % bounds ``contribution_low,
        contribution_high`` (`shift_interval.shift_interval`); ``share`` of the difference, which is below 0 where the
        item goes against it, and NaN where there is no difference; ``kind``: whether the target has it ``more``,
        ``less`` or the ``same``, and, where there are scores, whether its score is ``higher`` or ``lower`` than the
        centre (``more_higher``); ``docs_`` documents with the item among ``n_docs_`` documents with words.

        All contributions add up to ``difference``, the same in each row, with its 95 % bounds ``difference_low,
        difference_high``. Items of neither group are left out. Sorted by size of contribution descending, item. The
        bounds are empty with fewer than five documents in a group, of a contribution also where fewer than five hold
        the item, and for entropy and divergence. Two voices or parts of the same documents are compared within these.

    Raises
    ------
    InputError
        If there is no such column or group, if the two are one, if a group has no words (or none with a score), or if
        a document has no value in the column.

    Notes
    -----
    Misleads where one text makes a group, or one text an item: compare ``docs_`` with ``n_docs_``. The list is of the
    largest contributions, so each is a little larger than it would be in other texts of the same kind, and the bounds
    know nothing of that. That the parts add up says nothing on how sure they are.
    """
    import numpy as np
    import pandas as pd

    items = quantity.items(counts)
    sides = [_side(items, counts.rows, at) for at in _rows(counts, by, target, reference)]
    for name, side in zip((target, reference or f"all but {target}"), sides, strict=True):
        if side.total == 0:
            none = (
                "none of the scored terms stands" if isinstance(quantity, MeanScore) else "there is nothing to compare"
            )
            raise InputError(f"{none} in group {name}, {counts.place}; choose another group, part or voice")
    used = np.flatnonzero(sides[0].n + sides[1].n)
    names = items.names[used]
    one, other = (replace(side, matrix=side.matrix[:, used], n=side.n[used]) for side in sides)
    shift = quantity.shift(names, one.n / one.total, other.n / other.total)
    low, high = np.full((2, len(used)), np.nan)
    ends = np.nan, np.nan
    if min(len(one.ids), len(other.ids)) >= LEAST_DOCUMENTS:
        low, high, ends = shift_interval((one, other), shift)
        low[few := _documents(one, other) < LEAST_DOCUMENTS] = np.nan
        high[few] = np.nan
    noise = 1e-12 * np.abs(shift.contribution).sum()  # what is no more than this is what rounding leaves of 0
    low, high, difference = (
        np.where(np.abs(value) <= noise, 0.0, value)
        for value in (low, high, np.array([shift.contribution.sum(), *ends]))
    )
    whole = difference[0]
    columns = {
        "item": names,
        "score_target": shift.score_target,
        "score_reference": shift.score_reference,
        "score_centre": shift.centre,
        "contribution": shift.contribution,
        "contribution_low": low,
        "contribution_high": high,
        "share": shift.contribution / whole if whole else np.nan,
        "kind": _kinds(one, other, shift),
        "difference": whole,
        "difference_low": difference[1],
        "difference_high": difference[2],
    }
    for name, side in (("target", one), ("reference", other)):
        columns[f"n_{name}"] = side.n
        columns[f"total_{name}"] = side.total
        columns[f"per_1000_{name}"] = 1000 * side.n / side.total
        columns[f"docs_{name}"] = np.bincount(side.matrix.indices[side.matrix.data != 0], minlength=len(used))
        columns[f"n_docs_{name}"] = len(side.ids)
    table = pd.DataFrame(columns, columns=list(COLUMNS["wordshift"]))
    order = np.lexsort((np.argsort(np.argsort(names)), -np.round(np.abs(shift.contribution), 12)))
    return table.iloc[order].reset_index(drop=True)


def why_no_interval(n_target: int, n_reference: int) -> str:
    """Return why a word shift has no bounds, in a sentence, or "" if there are documents enough."""
    if min(n_target, n_reference) >= LEAST_DOCUMENTS:
        return ""
    return (
        f"No bounds: they compare texts and need at least {LEAST_DOCUMENTS} in each group, but {there_are(n_target)} "
        f"against {n_reference}; the contributions are of these texts alone."
    )


def _rows(counts: Counts, by: str, target: str, reference: str | None) -> list[np.ndarray]:
    """Return which rows of the counts are of either group."""
    if by in ("voice", "part") and by in counts.rows.columns:
        if by in counts.documents.columns:
            theirs = counts.documents.set_index("doc_id")[by]
            counts = replace(counts, rows=counts.rows.assign(**{by: counts.rows["doc_id"].map(theirs)}))
        else:
            counts = replace(counts, documents=counts.rows)
    return two_groups(counts, by, target, reference)


def _side(items: Items, rows: pd.DataFrame, at: np.ndarray) -> Side:
    """Return the rows of a group, put together by document."""
    import numpy as np
    import pandas as pd
    from scipy import sparse

    document, ids = pd.factorize(rows["doc_id"].to_numpy(dtype=object)[at])
    shape = (len(ids), len(at))
    gather = sparse.csr_array((np.ones(len(at), dtype=np.int64), (document, np.arange(len(at)))), shape=shape)
    matrix, sizes = gather @ items.matrix[at], gather @ items.sizes[at]
    return Side(matrix, sizes, ids, np.asarray(matrix.sum(axis=0), dtype=np.int64), int(sizes.sum()))


def _documents(one: Side, other: Side) -> np.ndarray:
    """Return how many documents hold each item, in either group; one with it in both counts once."""
    import numpy as np
    import pandas as pd

    cells = []
    for side in (one, other):
        matrix = side.matrix.tocoo()
        there = matrix.data != 0
        cells.append(pd.DataFrame({"item": matrix.col[there], "doc_id": side.ids[matrix.row[there]]}))
    every = pd.concat(cells).drop_duplicates()
    return np.bincount(every["item"], minlength=len(one.n))


def _kinds(one: Side, other: Side, shift: Shift) -> np.ndarray:
    """Return the kind of each item: how its use differs and, where there are scores, on which side of the centre."""
    import numpy as np

    use = np.sign(one.n * other.total - other.n * one.total)
    kinds = np.array(["less", "same", "more"], dtype=object)[use + 1]
    if shift.moves or (shift.weights is not None and not np.isnan(shift.centre)):
        score = (shift.score_target + shift.score_reference) / 2
        kinds = (
            kinds
            + np.array(["_lower", "_equal", "_higher"], dtype=object)[
                np.sign(np.round(score - shift.centre, 12)).astype(int) + 1
            ]
        )
    return kinds
