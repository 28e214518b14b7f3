"""The bootstrap: how far a figure would move with other texts of the same kind, or with other passages of these texts.

Three ways of drawing, one percentile rule (`percentiles`). Documents have Poisson weights (`poisson_weights`), which
add up over parts of a corpus, or as many are drawn as there are (`resamples`). Where there are too few documents, each
text is rebuilt from as many of its own blocks of sentences, drawn with replacement (`block_draws`; fixed blocks:
Carlstein 1986; the block bootstrap: Künsch 1989). Blocks hold together the words that come in bursts; how far a figure
moves then says whether it rests on a few passages. It says nothing about other texts, however many sentences there are,
and so nothing about a source or a type of source.

scipy.stats.bootstrap is not used: it draws afresh in each version of NumPy and holds all resamples at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.measures.stats.association import log_ratio
from analysis.measures.stats.minimum_sizes import LEAST_BLOCKS
from analysis.measures.stats.reproducible_random import below, poisson, python_randrange, raw_numbers
from analysis.measures.stats.sample import Sample

TIMES, SEED = 2000, 0
_CELLS = 2**18  # of a block of terms in all resamples: 2 MB a table
_COLUMNS = 250  # resamples at a time: the weights of these stay near the processor


def poisson_weights(keys: Sequence[object] | np.ndarray, *, times: int = TIMES, seed: int = SEED) -> np.ndarray:
    """Return how often each document is drawn in each resample: uint8, documents by resamples.

    Each number is drawn by itself from a Poisson distribution with mean 1, in place of dealing out a fixed number of
    draws (Hanley & MacGibbon 2006; Chamandy et al. 2012). It follows from the key and the seed alone (`raw_numbers`),
    so sums over parts of a corpus add up to those over the whole, in any order and on any machine. Equal keys have
    equal weights; the first resamples of many are those of few.
    """
    rows = np.empty((len(keys), times), dtype=np.uint8)
    for row, key in zip(rows, keys, strict=True):
        row[:] = poisson(raw_numbers(key, times, seed=seed))
    return rows


def bootstrap_interval(
    target: Sample, reference: Sample, *, times: int = TIMES, seed: int = SEED, alpha: float = 0.05
) -> tuple[np.ndarray, np.ndarray]:
    """Return the bounds of the log ratio of each term, from resamples of whole documents.

    Parameters
    ----------
    target, reference
        The two groups, with the same terms. Their ids say what is drawn: units of the same id are drawn together.
    times, seed
        Number of resamples, and which ones.
    alpha
        One minus the level; 0.05 for 95 %.

    Returns
    -------
    tuple of ndarray
        Low and high: the `percentiles` of the log ratios of the resamples (percentile interval; Efron & Tibshirani
        1993, ch. 13; Davison & Hinkley 1997, ch. 5). A resampled count of 0 is taken as `log_ratio` does. Where
        the term is in no document of the target, low is -inf; in none of the reference, high is inf. NaN where it is in
        neither, and for all terms where a group has fewer than two different ids: one document does not show how
        documents differ. A resample in which a group has no document at all is left out.

    Notes
    -----
    It is about other documents of the same kind, so it holds as far as these were drawn from that kind and
    independently of one another; where they come in clusters (one outlet, one agency's text in many papers), give the
    clusters as ids. A cluster with documents in both groups is drawn for both at once, so what it brings to both
    cancels. The interval is a little too narrow below some 20 documents a group. A term in k documents of a group is in
    none that are drawn in a share e⁻ᵏ of the resamples: from four down that is more than 1 %, and the bound depends on
    how a zero is taken.
    """
    groups = target.clustered(target.ids), reference.clustered(reference.ids)
    if min(map(len, groups)) < 2:
        return np.full(target.matrix.shape[1], np.nan), np.full(target.matrix.shape[1], np.nan)
    drawn = [poisson_weights(group.ids, times=times, seed=seed) for group in groups]
    return drawn_interval(groups, (drawn[0], drawn[1]), alpha=alpha)


def drawn_interval(
    groups: tuple[Sample, Sample], drawn: tuple[np.ndarray, np.ndarray], *, alpha: float = 0.05
) -> tuple[np.ndarray, np.ndarray]:
    """Return the bounds of each term's log ratio from how often each unit of both groups is drawn: units by resamples.

    What comes back is as in `bootstrap_interval`.
    """
    words = [resampled_sums(group.words[None, :], each)[0] for group, each in zip(groups, drawn, strict=True)]
    by_term = [group.matrix.T.tocsr() for group in groups]
    low, high = np.full((2, by_term[0].shape[0]), np.nan)
    for block in blocks(len(low), len(words[0])):
        sums = [resampled_sums(matrix[block], each) for matrix, each in zip(by_term, drawn, strict=True)]
        seen = groups[0].n[block], groups[1].n[block]
        low[block], high[block] = log_ratio_bounds((sums[0], sums[1]), (words[0], words[1]), seen, alpha=alpha)
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
    sums = np.empty((counts.shape[0], drawn.shape[1]))
    exact = counts.astype(np.float64)
    for first in range(0, drawn.shape[1], _COLUMNS):
        here = slice(first, first + _COLUMNS)
        sums[:, here] = exact @ drawn[:, here].astype(np.float64)
    return sums


def log_ratio_bounds(
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
    filled = (words[0] > 0) & (words[1] > 0)
    if not filled.all():
        sums, words = (sums[0][:, filled], sums[1][:, filled]), (words[0][filled], words[1][filled])
    low, high = percentiles(log_ratio(*sums, *words), alpha)
    low = np.where((observed[0] > 0) | np.isnan(low), low, -np.inf)
    high = np.where((observed[1] > 0) | np.isnan(high), high, np.inf)
    neither = (observed[0] == 0) & (observed[1] == 0)
    return np.where(neither, np.nan, low), np.where(neither, np.nan, high)


def percentiles(values: np.ndarray, alpha: float = 0.05) -> np.ndarray:
    """Return low and high of each row: the ``⌊(n + 1) alpha / 2⌋``-th of its n values, from below and from above.

    NaN are no values; where that rank is 0 there are too few, and both ends are NaN.
    """
    n = (~np.isnan(values)).sum(axis=1)
    sizes, row = np.unique(n, return_inverse=True)
    rank = np.array([int((m + 1) * Fraction(str(alpha)) / 2) for m in sizes.tolist()], dtype=np.int64)[row]  # exact
    if not values.size:
        return np.full((2, len(values)), np.nan)
    at = np.clip([rank - 1, n - rank], 0, values.shape[1] - 1)
    ordered = np.partition(values, np.unique(at), axis=1)
    return np.where(rank > 0, np.take_along_axis(ordered, at.T, axis=1).T, np.nan)


SHARE_RESAMPLES = 1000
_PUBLISHED = [24, 974]  # of the sorted figures, from 0; by `percentiles` the upper end would be one place higher
_BLOCK = 4_000_000


def share_interval(counts: np.ndarray, figure: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """Return the 95 % intervals of figures that are computed from sums over texts.

    Parameters
    ----------
    counts
        One row per text, one column per thing counted.
    figure
        Takes sums of the columns, shape (resamples, columns), and returns the figures, shape (resamples, figures).

    Returns
    -------
    array
        Two rows, low and high, and a column per figure: the 25th and the 975th of its values, in order, in
        `SHARE_RESAMPLES` resamples of as many texts as there are, drawn with replacement (percentile bootstrap; Efron
        and Tibshirani 1993, ch. 13). NaN where there is one text: it does not show how texts differ.

    Notes
    -----
    It covers the choice of texts alone, not of the people who annotated them, and is too narrow below some 20 texts.
    """
    exact = counts.astype(float)  # whole numbers below 2 ** 53: sums are exact in any order
    if len(counts) < 2:
        return np.full((2, figure(exact[:1]).shape[1]), np.nan)
    figures = np.concatenate([figure(times @ exact) for times in resamples(len(counts))])
    return np.sort(figures, axis=0)[_PUBLISHED]


def resamples(n: int) -> Iterator[np.ndarray]:
    """Yield, in blocks of rows, how often each of `n` texts is drawn in each of the `SHARE_RESAMPLES` resamples."""
    rows = max(1, _BLOCK // n)
    sizes = [n * min(rows, SHARE_RESAMPLES - first) for first in range(0, SHARE_RESAMPLES, rows)]
    for drawn in python_randrange(n, sizes):
        yield _times_drawn(drawn, n).astype(float)


def _times_drawn(drawn: np.ndarray, n: int) -> np.ndarray:
    """Return how often each of n units is drawn in each resample, a row for every n draws."""
    cells = drawn.reshape(-1, n) + n * np.arange(len(drawn) // n)[:, None]
    return np.bincount(cells.ravel(), minlength=len(drawn)).reshape(-1, n)


BLOCK, BLOCK_RESAMPLES = 5, 1000
ABOUT_TEXTS = "these texts only: says nothing about other texts of their kind"


def block_draws(texts: Sequence[object] | np.ndarray, *, times: int = BLOCK_RESAMPLES, seed: int = SEED) -> np.ndarray:
    """Return how often each block is drawn in each resample: blocks by resamples.

    Parameters
    ----------
    texts
        The doc_id of each block. In each resample, as many blocks are drawn from a text as it has; which ones follows
        from its doc_id and the seed alone.
    times, seed
        Number of resamples, and which ones.
    """
    number, names = pd.factorize(np.asarray(texts, dtype=object))
    drawn = np.zeros((len(number), times), dtype=np.uint16)
    for i, name in enumerate(names):
        rows = np.flatnonzero(number == i)
        m = len(rows)
        drawn[rows] = _times_drawn(below(raw_numbers(f"blocks of {name}", times * m, seed=seed), m), m).T
    return drawn


def within_text_interval(
    counts: sparse.csr_array | np.ndarray,
    texts: Sequence[object] | np.ndarray,
    figure: Callable[[np.ndarray], np.ndarray],
    *,
    times: int = BLOCK_RESAMPLES,
    seed: int = SEED,
) -> np.ndarray:
    """Return the 95 % intervals of figures that are computed from sums over blocks of the same texts.

    Parameters
    ----------
    counts
        One row per block, one column per thing counted.
    texts
        The doc_id of each block.
    figure
        Takes sums of the columns, shape (resamples, columns), and returns the figures, shape (resamples, figures), NaN
        where there is none.
    times, seed
        As in `block_draws`.

    Returns
    -------
    array
        Two rows, low and high, and a column per figure: the `percentiles` of its values in the resamples that have one.
        NaN for all figures where a text has fewer than `LEAST_BLOCKS` blocks.

    Notes
    -----
    A percentile interval from few blocks is too narrow. A figure that rests on what is in none of the blocks, such as a
    count of 0, does not move at all, which is no sign of firmness.
    """
    if too_few_blocks(texts):
        return np.full((2, figure(np.asarray(counts.sum(axis=0), dtype=float)[None, :]).shape[1]), np.nan)
    return percentiles(figure(resampled_sums(counts.T, block_draws(texts, times=times, seed=seed)).T).T)


def too_few_blocks(texts: Sequence[object] | np.ndarray) -> dict[str, int]:
    """Return the texts that have too few blocks to be resampled, with how many they have."""
    n = pd.Series(list(texts), dtype=object).value_counts(sort=False)
    return {str(doc_id): int(blocks) for doc_id, blocks in n.items() if blocks < LEAST_BLOCKS}
