"""How firmly a figure stands within the texts at hand: their blocks of sentences, drawn anew.

A text is cut into blocks of consecutive sentences, which keep together the words that come in bursts (fixed blocks:
Carlstein 1986; the block bootstrap: Künsch 1989). Each text is then written anew, again and again, from as many of its
own blocks, drawn with replacement. How far a figure moves says whether it rests on a few passages. It says nothing
about other texts, however many sentences there are, and so nothing about a source or a type of source.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from analysis.measures.groups import chosen
from analysis.measures.stats.bootstrap import SEED, rank_of_bound, resampled_sums
from analysis.measures.stats.minimum_sizes import LEAST_BLOCKS
from analysis.measures.stats.reproducible_random import below, raw_numbers
from analysis.schema import InputError

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from scipy import sparse

BLOCK, TIMES = 5, 1000
ABOUT = "these texts only: says nothing about other texts of their kind"


def sentence_blocks(
    tokens: pd.DataFrame, segments: pd.DataFrame, *, part: str = "body", block: int = BLOCK
) -> tuple[np.ndarray, np.ndarray]:
    """Return the block of each word, and the text of each block.

    Parameters
    ----------
    tokens, segments
        Tables of that name, of the same texts.
    part
        The part whose sentences make the blocks; "all" takes every one.
    block
        Sentences in a block.

    Returns
    -------
    tuple of ndarray
        The number of the block of each row of `tokens`, -1 outside the part; the doc_id of each block. Of the n
        sentences of a text that have words in the part, ``max(n / block rounded, min(n, 5))`` blocks are made, as even
        as can be: a short text has shorter blocks, at least one sentence each. Blocks are those of all voices, so that
        figures of different voices can be compared.

    Raises
    ------
    InputError
        If `block` is less than 1, or there is no such part, or it has no word.
    """
    import numpy as np

    if block < 1:
        raise InputError(f"a block needs at least 1 sentence, not {block}")
    here = np.flatnonzero(chosen(segments, part=part)[tokens["segment"].to_numpy()] if len(tokens) else [])
    if not len(here):
        raise InputError(f"no text has a word in part {part}; choose another part")
    doc_ids = tokens["doc_id"].to_numpy(dtype=object)
    _, first, sentence = np.unique(tokens["sentence"].to_numpy()[here], return_index=True, return_inverse=True)
    begins = np.flatnonzero(np.append(True, doc_ids[here][first][1:] != doc_ids[here][first][:-1]))
    n = np.diff(np.append(begins, len(first)))
    n_blocks = np.maximum((2 * n + block) // (2 * block), np.minimum(n, LEAST_BLOCKS))
    place = np.arange(len(first)) - np.repeat(begins, n)
    of_sentence = np.repeat(np.cumsum(n_blocks) - n_blocks, n) + place * np.repeat(n_blocks, n) // np.repeat(n, n)
    of_token = np.full(len(tokens), -1, dtype=np.int64)
    of_token[here] = of_sentence[sentence]
    return of_token, np.repeat(doc_ids[here][first][begins], n_blocks)


def block_draws(texts: Sequence[object] | np.ndarray, *, times: int = TIMES, seed: int = SEED) -> np.ndarray:
    """Return how often each block is drawn in each resample: blocks by resamples.

    Parameters
    ----------
    texts
        The doc_id of each block. In each resample, as many blocks are drawn from a text as it has; which ones follows
        from its doc_id and the seed alone.
    times, seed
        Number of resamples, and which ones.
    """
    import numpy as np
    import pandas as pd

    number, names = pd.factorize(np.asarray(texts, dtype=object))
    drawn = np.zeros((len(number), times), dtype=np.uint16)
    for i, name in enumerate(names):
        rows = np.flatnonzero(number == i)
        m = len(rows)
        cells = below(raw_numbers(f"blocks of {name}", times * m, seed=seed), m).reshape(times, m)
        cells += m * np.arange(times)[:, None]
        drawn[rows] = np.bincount(cells.ravel(), minlength=times * m).reshape(times, m).T
    return drawn


def within(
    counts: sparse.csr_array | np.ndarray,
    texts: Sequence[object] | np.ndarray,
    figure: Callable[[np.ndarray], np.ndarray],
    *,
    times: int = TIMES,
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
        Two rows, low and high, and a column per figure: of its values in the resamples that have one, in order, the
        ``⌊(n + 1) · 0.025⌋``-th from below and from above. NaN for all figures where a text has fewer than
        `LEAST_BLOCKS` blocks.

    Notes
    -----
    A percentile interval from few blocks is too narrow. A figure that rests on what is in none of the blocks, such as a
    count of 0, does not move at all, which is no sign that it stands firm.
    """
    import numpy as np

    if few_blocks(texts):
        return np.full((2, figure(np.asarray(counts.sum(axis=0), dtype=float)[None, :]).shape[1]), np.nan)
    values = np.sort(figure(resampled_sums(counts.T, block_draws(texts, times=times, seed=seed)).T), axis=0)
    n = (~np.isnan(values)).sum(axis=0)
    ranks = np.array([rank_of_bound(int(each)) for each in n])
    bounds = np.take_along_axis(values, np.maximum([ranks - 1, n - ranks], 0), axis=0)
    return np.where(ranks > 0, bounds, np.nan)


def few_blocks(texts: Sequence[object] | np.ndarray) -> dict[str, int]:
    """Return the texts that have too few blocks to be written anew, with how many they have."""
    import pandas as pd

    n = pd.Series(list(texts), dtype=object).value_counts(sort=False)
    return {str(doc_id): int(blocks) for doc_id, blocks in n.items() if blocks < LEAST_BLOCKS}
