"""Word shifts: what each word adds to the difference between two groups of texts, with an interval over documents."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.special import stdtrit

from analysis.measures.comparison.quantities import Items, MeanScore, Quantity, Shift
from analysis.measures.counts import Counts, split_groups
from analysis.measures.stats.minimum_sizes import LEAST_DOCUMENTS
from analysis.measures.stats.sample import Sample, sum_rows
from analysis.schema import COLUMNS, InputError


def wordshift(
    counts: Counts, quantity: Quantity, *, by: str = "source_type", target: str, reference: str | None = None
) -> pd.DataFrame:
    """Return what each item contributes to the difference between two groups of texts, or two voices.

    Parameters
    ----------
    counts
        Of the part and voice in question (`Counts.select`), not yet by document.
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
        and lower are measured, empty where there are no scores; ``contribution`` in the unit of the quantity, positive
        where the item raises the target above the reference, with its 95 % bounds ``contribution_low,
        contribution_high`` (`shift_interval`); ``share`` of the difference, which is below 0 where the
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
        If there is no such column or group, if the two are the same, or if a group has no words (or none with a score).

    Notes
    -----
    Misleads where one text makes a group, or one text an item: compare ``docs_`` with ``n_docs_``. The list is of the
    largest contributions, so each is a little larger than it would be in other texts of the same kind, and the bounds
    do not allow for that. That the parts add up does not make them certain.

    See Also
    --------
    MarkerRate, MeanScore, WordUse : What can be compared.
    keyness : Terms one by one, with a test.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story()
    >>> table = same.wordshift(story.counts.select(), same.WordUse("proportion"), target="advocacy")
    >>> table[["item", "contribution"]].head(2).round(1).to_numpy().tolist()
    [['in', -22.0], ['and', 16.2]]
    """
    items = quantity.items(counts)
    sides = [_side(items, counts.rows, at) for at in _rows(counts, by, target, reference)]
    for name, side in zip((target, reference or f"all but {target}"), sides, strict=True):
        if side.total == 0:
            scored = isinstance(quantity, MeanScore)
            none = "none of the scored terms stands" if scored else "there is nothing to compare"
            raise InputError(f"{none} in group {name}, {counts.place}; choose another group, part or voice")
    used = np.flatnonzero(sides[0].n + sides[1].n)
    names = items.names[used]
    one, other = (side.columns(used) for side in sides)
    shift = quantity.shift(names, one.n / one.total, other.n / other.total)
    low, high = np.full((2, len(used)), np.nan)
    ends = np.nan, np.nan
    if min(len(one), len(other)) >= LEAST_DOCUMENTS:
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
        columns[f"docs_{name}"] = side.documents
        columns[f"n_docs_{name}"] = len(side)
    table = pd.DataFrame(columns, columns=list(COLUMNS["wordshift"]))
    order = np.lexsort((np.argsort(np.argsort(names)), -np.round(np.abs(shift.contribution), 12)))
    return table.iloc[order].reset_index(drop=True)


def _rows(counts: Counts, by: str, target: str, reference: str | None) -> list[np.ndarray]:
    """Return which rows of the counts are of either group."""
    if by in ("voice", "part") and by in counts.rows.columns:
        if by in counts.documents.columns:
            theirs = counts.documents.set_index("doc_id")[by]
            counts = replace(counts, rows=counts.rows.assign(**{by: counts.rows["doc_id"].map(theirs)}))
        else:
            counts = replace(counts, documents=counts.rows)
    return split_groups(counts, by, target, reference)


def _side(items: Items, rows: pd.DataFrame, at: np.ndarray) -> Sample:
    """Return the rows of a group, put together by document."""
    document, ids = pd.factorize(rows["doc_id"].to_numpy(dtype=object)[at])
    matrix, sizes = (sum_rows(values[at], document, len(ids)) for values in (items.matrix, items.sizes))
    return Sample(matrix, sizes, ids)


def _documents(one: Sample, other: Sample) -> np.ndarray:
    """Return how many documents hold each item, in either group; one with it in both counts once."""
    cells = []
    for side in (one, other):
        matrix = side.matrix.tocoo()
        there = matrix.data != 0
        cells.append(pd.DataFrame({"item": matrix.col[there], "doc_id": side.ids[matrix.row[there]]}))
    every = pd.concat(cells).drop_duplicates()
    return np.bincount(every["item"], minlength=len(one.n))


def _kinds(one: Sample, other: Sample, shift: Shift) -> np.ndarray:
    """Return the kind of each item: how its use differs and, where there are scores, on which side of the centre."""
    use = np.sign(one.n * other.total - other.n * one.total)
    kinds = np.array(["less", "same", "more"], dtype=object)[use + 1]
    if shift.moves or (shift.weights is not None and not np.isnan(shift.centre)):
        score = (shift.score_target + shift.score_reference) / 2
        place = np.sign(np.round(score - shift.centre, 12)).astype(int)
        kinds = kinds + np.array(["_lower", "_equal", "_higher"], dtype=object)[place + 1]
    return kinds


class Bounds(NamedTuple):
    """Lower and upper bound of each contribution, and of the difference, which is their sum."""

    low: np.ndarray
    high: np.ndarray
    difference: tuple[float, float]


def shift_interval(sides: tuple[Sample, Sample], shift: Shift, *, alpha: float = 0.05) -> Bounds:
    """Return the bounds of each contribution and of the difference, with the document as the unit.

    An item's share in a group is a ratio of sums over documents, ``p = Σ n_d / Σ N_d``. Linearised (Cochran 1977,
    section 6.3) a document moves it by ``(n_d - p N_d) / Σ N_d``, so it moves a contribution ``w1 p1 - w2 p2`` by w1 or
    -w2 times that. Where the centre is the reference's own mean m, its documents move that too, by ``(S_d - m N_d) / Σ
    N_d`` with S_d the sum of the document's scores, and with it the contribution by -(p1 - p2) times that. A document
    that holds the share h of its group draws the group to itself, so what it moves is divided by 1 - h, as leaving it
    out would (the jackknife). The variance is the sum of squares of that over the D documents of a group, times
    ``(D-1)/D``. Two groups of different documents have the sum of both variances, with the degrees of freedom of Welch
    (1947), a group counting as ``(Σ N_d)² / Σ N_d²`` documents. Two voices of the same documents are compared within
    each: what a document moves is then the sum over both voices, h the larger of its two shares, and the degrees of
    freedom are those of the voice with the fewer such documents. The bounds are the contribution ∓ t · √variance, t of
    Student's distribution.

    Parameters
    ----------
    sides
        Target and reference, each of at least two documents.
    shift
        What `quantities` makes of them.
    alpha
        One minus the level; 0.05 for 95 %.

    Returns
    -------
    Bounds
        NaN where the sum is not linear in the shares.

    Notes
    -----
    Each item by itself: with many items, some of the intervals miss by chance alone. Misleads for an item in a handful
    of documents, whose interval is too narrow where most of the variation has not been seen, and where documents are
    copies of each other.
    """
    n_items = len(shift.contribution)
    if shift.weights is None:
        return Bounds(np.full(n_items, np.nan), np.full(n_items, np.nan), (np.nan, np.nan))
    one, other = sides
    centre = one.n / one.total - other.n / other.total if shift.moves else np.zeros(n_items)
    held = _held_larger(sides)
    parts = [
        _part(one, shift.weights[0], np.zeros(n_items), shift.weights[0], held[0]),
        _part(other, -shift.weights[1], -centre, shift.weights[1], held[1]),
    ]
    sums = [side.matrix @ weight for side, weight in zip(sides, shift.weights, strict=True)]
    moved = [
        sign * larger * (values - values.sum() / side.total * side.words) / side.total
        for side, values, sign, larger in zip(sides, sums, (1, -1), held, strict=True)
    ]
    if set(one.ids) & set(other.ids):
        ids = {name: place for place, name in enumerate(dict.fromkeys([*one.ids, *other.ids]))}
        rows = [np.array([ids[name] for name in side.ids]) for side in sides]
        variance, of_sum = _together(parts, rows, len(ids)), np.zeros(len(ids))
        for row, values in zip(rows, moved, strict=True):
            of_sum[row] += values
        factor, freedom = (len(ids) - 1) / len(ids), np.array(min(side.freedom for side in sides))
        reach = _reach(variance * factor, freedom, alpha)
        whole = float(_reach((of_sum**2).sum() * factor, freedom, alpha))
    else:
        sizes, freedoms = [len(side) for side in sides], [side.freedom for side in sides]
        separate = [
            _together([part], [np.arange(size)], size) * (size - 1) / size
            for part, size in zip(parts, sizes, strict=True)
        ]
        reach = _welch(separate, freedoms, alpha)
        of_sums = [np.array([(v**2).sum() * (size - 1) / size]) for v, size in zip(moved, sizes, strict=True)]
        whole = float(_welch(of_sums, freedoms, alpha)[0])
    total = float(shift.contribution.sum())
    return Bounds(shift.contribution - reach, shift.contribution + reach, (total - whole, total + whole))


def _held_larger(sides: tuple[Sample, Sample]) -> list[np.ndarray]:
    """Return ``1 / (1 - h)`` of each document, h its share of its group, or the larger of its two shares."""
    shares: dict[object, float] = {}
    for side in sides:
        for name, size in zip(side.ids, side.words, strict=True):
            shares[name] = max(shares.get(name, 0.0), float(size) / side.total)
    return [np.array([1 / max(1 - shares[name], 1e-9) for name in side.ids]) for side in sides]


class Part(NamedTuple):
    """What the documents of a group move: a sparse matrix less the product of documents and items.

    ``matrix[d, i] - Σ_k by_document[d, k] · by_item[k, i]``
    """

    matrix: sparse.csr_array
    by_document: np.ndarray
    by_item: np.ndarray


def _part(side: Sample, weight: np.ndarray, of_mean: np.ndarray, score: np.ndarray, held: np.ndarray) -> Part:
    """Return how much each document moves ``weight · p + of_mean · mean score``, times how much larger it is held."""
    sizes = side.words.astype(float)
    scores = side.matrix @ score
    from_mean = scores - scores.sum() / side.total * sizes
    matrix = sparse.csr_array(sparse.diags_array(held) @ side.matrix @ sparse.diags_array(weight / side.total))
    by_item = np.vstack([weight * (side.n / side.total) / side.total, -of_mean / side.total])
    return Part(matrix, np.column_stack([sizes, from_mean]) * held[:, None], by_item)


def _together(parts: list[Part], rows: list[np.ndarray], n: int) -> np.ndarray:
    """Return, for each item, the sum over n documents of the square of what all parts together move.

    Worked out from the counts that are not zero: ``Σ (x - y)² = Σ_x≠0 ((x - y)² - y²) + Σ y²``, with y of low rank.
    """
    n_items = parts[0].matrix.shape[1]
    wide = []
    for part, row in zip(parts, rows, strict=True):
        own = part.matrix.tocoo()
        wide.append(sparse.csr_array((own.data, (row[own.row], own.col)), shape=(n, n_items)))
    by_document = np.zeros((n, 2 * len(parts)))
    for at, (part, row) in enumerate(zip(parts, rows, strict=True)):
        by_document[row, 2 * at : 2 * at + 2] = part.by_document
    by_item = np.vstack([part.by_item for part in parts])
    cells = sparse.coo_array(sum(wide[1:], wide[0]))
    y = np.einsum("ck,kc->c", by_document[cells.row], by_item[:, cells.col])
    there = np.bincount(cells.col, (cells.data - y) ** 2, minlength=n_items)
    products = np.einsum("dk,dl->kl", by_document, by_document)
    elsewhere = np.einsum("ki,kl,li->i", by_item, products, by_item)
    elsewhere -= np.bincount(cells.col, y**2, minlength=n_items)
    elsewhere[np.bincount(cells.col, minlength=n_items) == n] = 0  # not what rounding leaves of it
    return there + np.maximum(elsewhere, 0)


def _welch(variances: list[np.ndarray], freedoms: list[float], alpha: float) -> np.ndarray:
    both = variances[0] + variances[1]
    share = np.divide(variances[0], both, out=np.ones(len(both)), where=both > 0)
    freedom = 1 / (share**2 / freedoms[0] + (1 - share) ** 2 / freedoms[1])
    return _reach(both, freedom, alpha)


def _reach(variance: np.ndarray, freedom: np.ndarray, alpha: float) -> np.ndarray:
    return stdtrit(freedom, 1 - alpha / 2) * np.sqrt(variance)
