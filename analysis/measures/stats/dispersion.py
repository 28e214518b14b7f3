"""How evenly a term is spread over the parts of a group.

DP, DPnorm and KL grow with unevenness, from 0, as even as the parts' sizes allow; D, S and D2 grow with evenness, up to
1; the range counts the parts with the term. Parameters and errors of all are those of `dp`: parts by terms, and the
parts' numbers of words. A term that does not occur has NaN, and so have all where there is but one part. No library of
ours has these measures.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from analysis.measures.stats.sample import Sample
from analysis.schema import InputError


def dp(counts_by_part: sparse.sparray | np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Return the deviation of proportions of each term (Gries 2008).

    ``DP = 1/2 · Σ |v_i/f - s_i|``, where v_i of the term's f occurrences are in part i, which holds the share s_i of
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
    Misleads for rare terms: a term that occurs once is in one part, and so counts as unevenly spread whatever it means.
    """
    cells = nonzero_counts(counts_by_part, sizes)
    result = deviation(cells.n, cells.size / cells.total, cells.term, len(cells.f))
    result[cells.f == 0] = np.nan
    return result


def dp_norm(counts_by_part: sparse.sparray | np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Return DPnorm of each term, ``DP / (1 - min(s))``, from 0 to 1 (Lijffijt & Gries 2012).

    NaN for a term that does not occur, and for all terms where there is but one part. Parameters, errors and what
    misleads are those of `dp`.
    """
    return normed(dp(counts_by_part, sizes), smallest_share(sizes))


def sample_dp_norm(sample: Sample) -> np.ndarray:
    """Return `dp_norm` of a sample, whose units are the parts."""
    cells, units = sample.cells, sample.units
    result = deviation(cells.n, units.shares[cells.unit], cells.term, len(sample.n))
    result[sample.n == 0] = np.nan
    return normed(result, float(units.shares.min()))


def parts_range(counts_by_part: sparse.sparray | np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Return the range of each term: in how many parts it occurs at all (Juilland & Chang-Rodríguez 1964).

    Whole numbers from 0 to the number of parts; 0 for a term that does not occur. Parameters and errors are those of
    `dp`. Misleads where parts differ in size, for it counts a part of ten words like one of ten thousand, and for rare
    terms, whose range cannot be larger than their frequency.
    """
    cells = nonzero_counts(counts_by_part, sizes)
    return np.bincount(cells.term, minlength=len(cells.f))


def kl(counts_by_part: sparse.sparray | np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Return the divergence of each term's parts from the parts' sizes, in bits (Kullback & Leibler 1951).

    ``KL = Σ (v_i/f) · log2((v_i/f) / s_i)``, ``0 · log2 0 = 0``, with the shares of `dp`; as a measure of dispersion in
    Gries (2020). From 0, as even as the sizes allow, to ``log2(1 / min(s))``, all in the smallest part. NaN for a term
    that does not occur, and for all terms where there is but one part. Parameters and errors are those of `dp`.

    Misleads when compared between groups: its upper end grows with the number of parts. For rare terms it is high
    whatever they mean, as `dp` is.
    """
    cells = nonzero_counts(counts_by_part, sizes)
    of_term = cells.n / cells.f[cells.term]
    bits = of_term * np.log2(of_term * (cells.total / cells.size))
    return cells.only_where_spread(np.maximum(np.bincount(cells.term, bits, minlength=len(cells.f)), 0))


@dataclass(frozen=True, eq=False)
class NonZeroCounts:
    """The counts that are not zero, each with its part's size: what every measure of dispersion is worked out from.

    Attributes
    ----------
    n, size, term
        One value per count: how often the term occurs in the part, the part's number of words, the term's number.
    f
        Occurrences of each term in all parts.
    parts, total
        Number of parts, and of their words.
    """

    n: np.ndarray
    size: np.ndarray
    term: np.ndarray
    f: np.ndarray
    parts: int
    total: float

    def only_where_spread(self, values: np.ndarray) -> np.ndarray:
        """Return one value per term; NaN for a term that does not occur, and for all where there is but one part."""
        return np.where((self.f > 0) & (self.parts > 1), values, np.nan)


def nonzero_counts(counts_by_part: sparse.sparray | np.ndarray, sizes: np.ndarray) -> NonZeroCounts:
    """Return the counts that are not zero.

    Raises
    ------
    InputError
        If a part has no words.
    """
    sizes = np.asarray(sizes, dtype=float)
    if not (sizes > 0).all():
        raise InputError(f"part {int(np.argmin(sizes > 0))} has no words; dispersion is over parts that have some")
    matrix = sparse.coo_array(counts_by_part)
    there = matrix.data != 0
    n, term = matrix.data[there].astype(float), matrix.col[there]
    f = np.bincount(term, n, minlength=matrix.shape[1]).astype(float)
    return NonZeroCounts(n, sizes[matrix.row[there]], term, f, len(sizes), float(sizes.sum()))


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
    n = np.asarray(n, dtype=float)
    f = np.bincount(cell, n, minlength=n_cells)
    of_term = n / np.where(f > 0, f, 1)[cell]
    return np.bincount(cell, np.maximum(of_term - share, 0), minlength=n_cells).astype(float)


def smallest_share(sizes: np.ndarray) -> float:
    """Return the share of all words that the smallest part holds."""
    return float(min(sizes) / sum(sizes))


def normed(values: np.ndarray, smallest: np.ndarray | float) -> np.ndarray:
    """Return DP divided by its largest possible value; NaN where that is 0, as with one part."""
    room = np.broadcast_to(1 - np.asarray(smallest, dtype=float), np.shape(values))
    return np.divide(values, room, out=np.full(np.shape(values), np.nan), where=room > 0)


def juilland_d(counts_by_part: sparse.sparray | np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Return Juilland's D of each term (Juilland & Chang-Rodríguez 1964).

    ``D = 1 - (sd / mean) / √(n - 1)`` over the term's rates in the n parts, ``v_i / size_i``, with the population's
    standard deviation; rates and counts give the same where the parts are of one size. From 0, all in one part, to 1,
    the same rate in each.

    Misleads with many parts: the root pulls every D towards 1, so D compares terms within one division and says
    nothing between two. A tiny part weighs as much as a long one.
    """
    cells = nonzero_counts(counts_by_part, sizes)
    rate = cells.n / cells.size
    n_terms = len(cells.f)
    mean = np.bincount(cells.term, rate, minlength=n_terms) / cells.parts
    without = cells.parts - np.bincount(cells.term, minlength=n_terms)
    squares = np.bincount(cells.term, (rate - mean[cells.term]) ** 2, minlength=n_terms) + without * mean**2
    varies = np.divide(np.sqrt(squares / cells.parts), mean, out=np.zeros(n_terms), where=mean > 0)
    return cells.only_where_spread(np.clip(1 - varies / np.sqrt(max(cells.parts - 1, 1)), 0, 1))


def rosengren_s(counts_by_part: sparse.sparray | np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Return Rosengren's S of each term (Rosengren 1971).

    ``S = (Σ √(s_i · v_i))² / f``, where v_i of the term's f occurrences are in part i, which holds the share s_i of
    all words. From ``min(s)``, all in the smallest part, to 1, as even as the sizes allow.

    Misleads when compared between groups: its lower end moves with the number of parts and the smallest of them.
    """
    cells = nonzero_counts(counts_by_part, sizes)
    roots = np.sqrt(cells.size / cells.total * (cells.n / cells.f[cells.term]))
    return cells.only_where_spread(np.clip(np.bincount(cells.term, roots, minlength=len(cells.f)) ** 2, 0, 1))


def carroll_d2(counts_by_part: sparse.sparray | np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Return Carroll's D2 of each term (Carroll 1970).

    ``D2 = -Σ p_i · log2 p_i / log2 n`` with ``p_i`` the term's rate in part i, ``v_i / size_i``, over the sum of its
    rates in all n parts. From 0, all in one part, to 1, the same rate in each.

    Misleads where parts differ much in size: the rate of a tiny part, however chancy, counts like that of a long one.
    """
    cells = nonzero_counts(counts_by_part, sizes)
    rate = cells.n / cells.size
    p = rate / np.bincount(cells.term, rate, minlength=len(cells.f))[cells.term]
    bits = np.bincount(cells.term, -p * np.log2(p), minlength=len(cells.f))
    return cells.only_where_spread(np.clip(bits / np.log2(max(cells.parts, 2)), 0, 1))
