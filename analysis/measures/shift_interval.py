"""How far each contribution of a word shift would move with other documents of the same kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from analysis.measures.quantities import Shift
    from analysis.measures.wordshift import Side


def shift_interval(sides: tuple[Side, Side], shift: Shift, *, alpha: float = 0.05) -> tuple[np.ndarray, np.ndarray]:
    """Return the lower and upper bound of each contribution, with the document as the unit.

    An item's share in a group is a ratio, ``p = Σ n_d / Σ N_d`` over the group's D documents. Its variance is
    linearised (Cochran 1977, section 6.3): ``D/(D-1) · Σ (n_d - p N_d)² / (Σ N_d)²``. A contribution ``w1 p1 - w2 p2``
    has ``w1² var(p1) + w2² var(p2)``, for the groups share no document. Where the centre is the reference's own mean it
    moves with the reference's documents; the residual of each is then ``w2 (n_d - p2 N_d) + (p1 - p2)(S_d - m N_d)``
    with S_d the sum of the document's scores and m the mean. The bounds are the contribution ∓ t · √variance, t of
    Student's distribution with the degrees of freedom of Welch (1947).

    Parameters
    ----------
    sides
        Target and reference, each of at least two documents, none in both.
    shift
        What `quantities` makes of them.
    alpha
        One minus the level; 0.05 for 95 %.

    Returns
    -------
    tuple of ndarray
        Low and high; NaN where the sum is not linear in the shares.

    Notes
    -----
    Each item by itself: with many items, some of the intervals miss by chance alone. Misleads for an item in a handful
    of documents, whose interval is too narrow where most of the variation has not been seen.
    """
    import numpy as np
    from scipy.special import stdtrit

    if shift.weights is None:
        return np.full(len(shift.contribution), np.nan), np.full(len(shift.contribution), np.nan)
    one, other = sides
    difference = one.n / one.total - other.n / other.total if shift.moves else np.zeros(len(one.n))
    first = _variance(one, shift.weights[0], np.zeros(len(one.n)), shift.score_target)
    second = _variance(other, shift.weights[1], difference, shift.score_reference)
    both = first + second
    share = np.divide(first, both, out=np.ones(len(both)), where=both > 0)
    freedom = 1 / (share**2 / (len(one.ids) - 1) + (1 - share) ** 2 / (len(other.ids) - 1))
    reach = stdtrit(freedom, 1 - alpha / 2) * np.sqrt(both)
    return shift.contribution - reach, shift.contribution + reach


def _variance(side: Side, weight: np.ndarray, of_mean: np.ndarray, score: np.ndarray) -> np.ndarray:
    """Return the variance of ``weight · p + of_mean · mean score`` over the documents of a group."""
    import numpy as np
    from scipy import sparse

    cells = sparse.coo_array(side.matrix)
    n_items, sizes = len(side.n), side.sizes.astype(float)
    p = side.n / side.total

    def total(values: np.ndarray) -> np.ndarray:
        return np.bincount(cells.col, values, minlength=n_items)

    here = sizes[cells.row]
    residual = cells.data - p[cells.col] * here
    # A document without the item has the residual -p N; what is left of all squared sizes is a difference of integers.
    squares = total(residual**2) + p**2 * ((sizes**2).sum() - total(here**2))
    result = weight**2 * squares
    if of_mean.any():
        scores = side.matrix @ score
        from_mean = scores - scores.sum() / side.total * sizes
        crossed = total(cells.data * from_mean[cells.row]) - p * (sizes * from_mean).sum()
        result = result + 2 * weight * of_mean * crossed + of_mean**2 * (from_mean**2).sum()
    documents = len(sizes)
    return np.maximum(result, 0) * documents / (documents - 1) / side.total**2
