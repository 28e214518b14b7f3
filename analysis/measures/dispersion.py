"""How evenly a term is spread over the parts of a group: 0 as evenly as their sizes allow, 1 all in the smallest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.schema import InputError

if TYPE_CHECKING:
    import numpy as np
    from scipy import sparse


def dp(counts_by_part: sparse.sparray | np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Return the deviation of proportions of each term (Gries 2008).

    ``DP = 1/2 · Σ |v_i/f - s_i|``, where v_i of the term's f occurrences stand in part i, which holds the share s_i of
    all words. Both shares add up to 1, so this is the sum of the positive differences alone, to which only parts with
    the term can add: the cost grows with the counts that are not zero.

    Parameters
    ----------
    counts_by_part
        Parts by terms, sparse or dense.
    sizes
        Number of words of each part, all above 0.

    Returns
    -------
    ndarray
        One number per term, from 0 to ``1 - min(s)``; NaN for a term that does not occur.

    Raises
    ------
    InputError
        If a part has no words.

    Notes
    -----
    Misleads for rare terms: a term that occurs once is in one part, and so counts as badly spread whatever it means.
    """
    import numpy as np
    from scipy import sparse

    sizes = np.asarray(sizes, dtype=float)
    if not (sizes > 0).all():
        raise InputError(f"part {int(np.argmin(sizes > 0))} has no words; dispersion is over parts that have some")
    cells = sparse.coo_array(counts_by_part)
    result = deviation(cells.data, (sizes / sizes.sum())[cells.row], cells.col, cells.shape[1])
    result[np.bincount(cells.col, cells.data, minlength=cells.shape[1]) == 0] = np.nan
    return result


def dp_norm(counts_by_part: sparse.sparray | np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Return DPnorm of each term, ``DP / (1 - min(s))``, from 0 to 1 (Lijffijt & Gries 2012).

    NaN for a term that does not occur, and for all terms where there is but one part. Parameters, errors and what
    misleads are those of `dp`.
    """
    return normed(dp(counts_by_part, sizes), smallest_share(sizes))


def deviation(n: np.ndarray, share: np.ndarray, cell: np.ndarray, n_cells: int) -> np.ndarray:
    """Return DP of many terms, or of terms in many groups, from their counts that are not zero.

    Parameters
    ----------
    n
        Occurrences of a term in a part, one per pair of both.
    share
        That part's share of all words.
    cell
        Number of the term (or of the term and group) to which the pair belongs.
    n_cells
        How many there are; one that no pair belongs to comes out as 0.
    """
    import numpy as np

    n = np.asarray(n, dtype=float)
    f = np.bincount(cell, n, minlength=n_cells)[cell]
    of_term = np.divide(n, f, out=np.zeros_like(n), where=f > 0)
    return np.bincount(cell, np.maximum(of_term - share, 0), minlength=n_cells).astype(float)


def smallest_share(sizes: np.ndarray) -> float:
    """Return the share of all words that the smallest part holds."""
    return float(min(sizes) / sum(sizes))


def normed(values: np.ndarray, smallest: np.ndarray | float) -> np.ndarray:
    """Return DP divided by its largest possible value; NaN where that is 0, as with one part."""
    import numpy as np

    room = np.broadcast_to(1 - np.asarray(smallest, dtype=float), np.shape(values))
    return np.divide(values, room, out=np.full(np.shape(values), np.nan), where=room > 0)
