"""How far a log ratio would move with other documents: the document bootstrap with Poisson weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from analysis.measures.stats.association import log_ratio
from analysis.measures.stats.reproducible_random import poisson, raw_numbers

if TYPE_CHECKING:
    import numpy as np
    from scipy import sparse

TIMES, SEED = 2000, 0
_CELLS = 4_000_000  # of a block of terms in all resamples: 32 MB
_COLUMNS = 250  # resamples at a time: the weights of these stay near the processor


@dataclass(frozen=True, eq=False)
class Group:
    """The documents of one group.

    Attributes
    ----------
    matrix
        Sparse counts, documents by terms.
    words
        Number of words of each document.
    keys
        What is drawn: the doc_id of each document, or the name of its cluster (an outlet, a day). Documents with the
        same key are drawn together.
    """

    matrix: sparse.csr_array
    words: np.ndarray
    keys: Sequence[object] | np.ndarray


def weights(keys: Sequence[object] | np.ndarray, *, times: int = TIMES, seed: int = SEED) -> np.ndarray:
    """Return how often each document is drawn in each resample: uint8, documents by resamples.

    Each number is drawn by itself from a Poisson distribution with mean 1, in place of dealing out a fixed number of
    draws (Hanley & MacGibbon 2006; Chamandy et al. 2012). It follows from the key and the seed alone
    (`raw_numbers`), so sums over parts of a corpus add up to those over the whole, in whatever order and on whatever
    machine. Equal keys have equal weights; the first resamples of many are those of few.
    """
    import numpy as np

    rows = np.empty((len(keys), times), dtype=np.uint8)
    for row, key in zip(rows, keys, strict=True):
        row[:] = poisson(raw_numbers(key, times, seed=seed))
    return rows


def bootstrap_interval(
    target: Group, reference: Group, *, times: int = TIMES, seed: int = SEED, alpha: float = 0.05
) -> tuple[np.ndarray, np.ndarray]:
    """Return the bounds of the log ratio of each term, from resamples of whole documents.

    Parameters
    ----------
    target, reference
        The two groups, with the same terms.
    times, seed
        Number of resamples, and which ones.
    alpha
        One minus the level; 0.05 for 95 %.

    Returns
    -------
    tuple of ndarray
        Low and high: of the log ratios of the resamples, in order, the ``⌊(times + 1) alpha / 2⌋``-th from below and
        from above (percentile interval; Efron & Tibshirani 1993, ch. 13; Davison & Hinkley 1997, ch. 5). As in
        `log_ratio`, a resampled count of 0 is taken as 0.5. Where the term is in no document of the target, low is
        -inf; in none of the reference, high is inf. NaN where it is in neither, and for all terms where a group has
        fewer than two different keys: one document does not tell how documents differ. A resample in which a group has
        no document at all is left out.

    Notes
    -----
    It asks for other documents of the same kind, so it holds as far as these were drawn from that kind and
    independently of one another; where they come in clusters (one outlet, one agency's text in many papers), give the
    clusters as keys. A cluster with documents in both groups is drawn for both at once, so what it brings to both
    cancels. The interval is a little too narrow below some 20 documents a group. A term in k documents of a group is in
    none that are drawn in a share e⁻ᵏ of the resamples: from four down that is more than 1 %, and the bound hangs on
    the 0.5.
    """
    import numpy as np

    groups = [together(group) for group in (target, reference)]
    n_terms = target.matrix.shape[1]
    low, high = np.full(n_terms, np.nan), np.full(n_terms, np.nan)
    drawn = [weights(group.keys, times=times, seed=seed) for group in groups]
    words = [resampled_sums(group.words[None, :], each)[0] for group, each in zip(groups, drawn, strict=True)]
    by_term = [group.matrix.T.tocsr() for group in groups]
    observed = [matrix.sum(axis=1) for matrix in by_term]
    if min(len(group.keys) for group in groups) < 2:
        return low, high
    for block in blocks(n_terms, times):
        sums = [resampled_sums(matrix[block], each) for matrix, each in zip(by_term, drawn, strict=True)]
        seen = observed[0][block], observed[1][block]
        low[block], high[block] = percentile_bounds((sums[0], sums[1]), (words[0], words[1]), seen, alpha=alpha)
    return low, high


def blocks(n_terms: int, times: int) -> Iterator[slice]:
    """Yield the terms in blocks that fit into memory with all their resamples."""
    size = max(1, _CELLS // max(1, times))
    for first in range(0, n_terms, size):
        yield slice(first, min(first + size, n_terms))


def resampled_sums(counts: sparse.csr_array | np.ndarray, drawn: np.ndarray) -> np.ndarray:
    """Return ``counts @ drawn`` as float64: counts are terms by documents, drawn is documents by resamples.

    Counts and weights are whole numbers and their sums stay below 2⁵³, so the result is exact in any order of adding.
    """
    import numpy as np

    sums = np.empty((counts.shape[0], drawn.shape[1]))
    exact = counts.astype(np.float64)
    for first in range(0, drawn.shape[1], _COLUMNS):
        here = slice(first, first + _COLUMNS)
        sums[:, here] = exact @ drawn[:, here].astype(np.float64)
    return sums


def percentile_bounds(
    sums: tuple[np.ndarray, np.ndarray],
    words: tuple[np.ndarray, np.ndarray],
    observed: tuple[np.ndarray, np.ndarray],
    *,
    alpha: float = 0.05,
) -> tuple[np.ndarray, np.ndarray]:
    """Return low and high of each term from its resampled counts.

    Parameters
    ----------
    sums
        Of target and reference: terms by resamples.
    words
        Of target and reference: the words of each resample.
    observed
        Of target and reference: the count of each term as it is.
    alpha
        As in `bootstrap_interval`, which says what comes back.
    """
    import numpy as np

    filled = (words[0] > 0) & (words[1] > 0)
    n = int(filled.sum())
    rank = rank_of_bound(n, alpha)
    if not rank:
        return np.full(len(sums[0]), np.nan), np.full(len(sums[0]), np.nan)
    if n < len(filled):
        sums, words = (sums[0][:, filled], sums[1][:, filled]), (words[0][filled], words[1][filled])
    ratios = log_ratio(*sums, *words)
    ratios.partition((rank - 1, n - rank), axis=1)
    low = np.where(observed[0] > 0, ratios[:, rank - 1], -np.inf)
    high = np.where(observed[1] > 0, ratios[:, n - rank], np.inf)
    neither = (observed[0] == 0) & (observed[1] == 0)
    return np.where(neither, np.nan, low), np.where(neither, np.nan, high)


def rank_of_bound(n: int, alpha: float = 0.05) -> int:
    """Return ``⌊(n + 1) alpha / 2⌋``: which of n values, in order, is the bound, from below and from above."""
    return int((n + 1) * Fraction(str(alpha)) / 2)  # a fraction, for 0.05 / 2 as a float is not 0.025


def together(group: Group) -> Group:
    """Return the group with one row for each key: what is drawn together is added up first."""
    import numpy as np
    from scipy import sparse

    number: dict[str, int] = {}
    row = np.array([number.setdefault(str(key), len(number)) for key in group.keys], dtype=np.int64)
    if len(number) == len(row):
        return group
    gather = sparse.csr_array((np.ones(len(row), dtype=np.int64), (row, np.arange(len(row)))))
    return Group(sparse.csr_array(gather @ group.matrix), gather @ np.asarray(group.words), list(number))
