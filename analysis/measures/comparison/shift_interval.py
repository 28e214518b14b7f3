"""How far a word shift, and each contribution to it, would move with other documents of the same kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from scipy import sparse

    from analysis.measures.comparison.quantities import Shift
    from analysis.measures.comparison.wordshift import Side


class Bounds(NamedTuple):
    """Lower and upper bound of each contribution, and of the difference, which is their sum."""

    low: np.ndarray
    high: np.ndarray
    difference: tuple[float, float]


def shift_interval(sides: tuple[Side, Side], shift: Shift, *, alpha: float = 0.05) -> Bounds:
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
    import numpy as np

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
        sign * larger * (values - values.sum() / side.total * side.sizes) / side.total
        for side, values, sign, larger in zip(sides, sums, (1, -1), held, strict=True)
    ]
    if set(one.ids) & set(other.ids):
        ids = {name: place for place, name in enumerate(dict.fromkeys([*one.ids, *other.ids]))}
        rows = [np.array([ids[name] for name in side.ids]) for side in sides]
        variance, of_sum = _together(parts, rows, len(ids)), np.zeros(len(ids))
        for row, values in zip(rows, moved, strict=True):
            of_sum[row] += values
        factor, freedom = (len(ids) - 1) / len(ids), np.array(min(map(_freedom, sides)))
        reach = _reach(variance * factor, freedom, alpha)
        whole = float(_reach((of_sum**2).sum() * factor, freedom, alpha))
    else:
        sizes, freedoms = [len(side.ids) for side in sides], [_freedom(side) for side in sides]
        separate = [
            _together([part], [np.arange(size)], size) * (size - 1) / size
            for part, size in zip(parts, sizes, strict=True)
        ]
        reach = _welch(separate, freedoms, alpha)
        of_sums = [np.array([(v**2).sum() * (size - 1) / size]) for v, size in zip(moved, sizes, strict=True)]
        whole = float(_welch(of_sums, freedoms, alpha)[0])
    total = float(shift.contribution.sum())
    return Bounds(shift.contribution - reach, shift.contribution + reach, (total - whole, total + whole))


def _held_larger(sides: tuple[Side, Side]) -> list[np.ndarray]:
    """Return ``1 / (1 - h)`` of each document, h its share of its group, or the larger of its two shares."""
    import numpy as np

    shares: dict[object, float] = {}
    for side in sides:
        for name, size in zip(side.ids, side.sizes, strict=True):
            shares[name] = max(shares.get(name, 0.0), float(size) / side.total)
    return [np.array([1 / max(1 - shares[name], 1e-9) for name in side.ids]) for side in sides]


def _freedom(side: Side) -> float:
    """Return how many documents of one size would weigh as much as these, less 1; at least 1."""
    sizes = side.sizes.astype(float)
    return max(1.0, float(sizes.sum() ** 2 / (sizes**2).sum()) - 1)


class Part(NamedTuple):
    """What the documents of a group move: a sparse matrix less the product of documents and items.

    ``matrix[d, i] - Σ_k by_document[d, k] · by_item[k, i]``
    """

    matrix: sparse.csr_array
    by_document: np.ndarray
    by_item: np.ndarray


def _part(side: Side, weight: np.ndarray, of_mean: np.ndarray, score: np.ndarray, held: np.ndarray) -> Part:
    """Return how much each document moves ``weight · p + of_mean · mean score``, times how much larger it is held."""
    import numpy as np
    from scipy import sparse

    sizes = side.sizes.astype(float)
    scores = side.matrix @ score
    from_mean = scores - scores.sum() / side.total * sizes
    matrix = sparse.csr_array(sparse.diags_array(held) @ side.matrix @ sparse.diags_array(weight / side.total))
    by_item = np.vstack([weight * (side.n / side.total) / side.total, -of_mean / side.total])
    return Part(matrix, np.column_stack([sizes, from_mean]) * held[:, None], by_item)


def _together(parts: list[Part], rows: list[np.ndarray], n: int) -> np.ndarray:
    """Return, for each item, the sum over n documents of the square of what all parts together move.

    Worked out from the counts that are not zero: ``Σ (x - y)² = Σ_x≠0 ((x - y)² - y²) + Σ y²``, with y of low rank.
    """
    import numpy as np
    from scipy import sparse

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
    import numpy as np

    both = variances[0] + variances[1]
    share = np.divide(variances[0], both, out=np.ones(len(both)), where=both > 0)
    freedom = 1 / (share**2 / freedoms[0] + (1 - share) ** 2 / freedoms[1])
    return _reach(both, freedom, alpha)


def _reach(variance: np.ndarray, freedom: np.ndarray, alpha: float) -> np.ndarray:
    import numpy as np
    from scipy.special import stdtrit

    return stdtrit(freedom, 1 - alpha / 2) * np.sqrt(variance)
