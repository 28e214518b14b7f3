"""Could chance alone have dealt the documents so? The test of keyness, whose unit is the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.measures.small_numbers import may_test, smallest_p

if TYPE_CHECKING:
    import numpy as np

    from analysis.measures.samples import Sample

_CELLS = 4_000_000  # documents times terms in one block: about 30 MB a table
_STRAIGHT = 1e-3  # skewness below which the tail is taken from the normal curve


def permutation_p(target: Sample, reference: Sample) -> np.ndarray:
    """Return the two-sided p of each term: how often a random deal of the documents would set the groups so far apart.

    Each document gets a score for each term, which knows of no groups: how far its count is from what its length lets
    expect, bounded where the term comes in bursts,

    ``e_i = (x_i - m_i) / (1 + φ m_i)``, with ``m_i = w_i Σx / Σw`` and ``φ = max(0, Σ((x_i - m_i)² - m_i) / Σm_i²)``.

    It is the score of a rate in the negative binomial model (Dean 1992), with φ by moments. The statistic is the sum of
    the scores in the target. If documents are dealt out at random, the mean, variance and third moment of that sum are
    known exactly (sampling without replacement from N documents, n in the target, scores centred):

    ``var = n(N-n) / (N(N-1)) · Σe²``, ``μ₃ = n(N-n)(N-2n) / (N(N-1)(N-2)) · Σe³``.

    p is twice the tail of the Pearson type III curve with these moments (Mielke and Berry 2007, ch. 2) on the side that
    it leans to, of the normal curve on the other, and never less than the smallest p there is (`small_numbers`).

    Parameters
    ----------
    target, reference
        The two groups; the same terms in both.

    Returns
    -------
    ndarray
        One p per term; NaN where it is not tested (`small_numbers.may_test`).

    Notes
    -----
    The model only weighs the documents: if it is wrong, the test loses power, not its error rate, for the deal is what
    it compares with. Misleads where documents do not come one by one (one author, one wire, one text copied by many):
    then the cluster is the unit. It asks whether the groups are alike; where they have equal rates but one is far more
    uneven than the other, and they differ much in size, a few more terms than the level allows come out.
    """
    import numpy as np
    from scipy import sparse

    docs, sizes = target.documents + reference.documents, (len(target), len(reference))
    chosen = np.flatnonzero(may_test(docs, *sizes))
    result = np.full(len(docs), np.nan)
    cells = sparse.vstack([target.matrix, reference.matrix], format="csc")[:, chosen]
    words = np.concatenate([target.words, reference.words]).astype(float)
    width = max(1, _CELLS // max(1, sum(sizes)))
    for first in range(0, len(chosen), width):
        block = slice(first, first + width)
        z, skew = _standing(scores(cells[:, block].toarray(), words), sizes[0])
        over, under = np.where(z > 0, *sizes), np.where(z > 0, *sizes[::-1])
        floor = smallest_p(docs[chosen[block]], over, under)
        result[chosen[block]] = np.clip(2 * _tail(np.abs(z), skew * np.sign(z)), floor, 1)
    return result


def scores(counts: np.ndarray, words: np.ndarray) -> np.ndarray:
    """Return the score of each document for each term, as `permutation_p` describes it.

    Parameters
    ----------
    counts
        Documents by terms, dense; each term occurs.
    words
        Words of each document.
    """
    import numpy as np

    expected = words[:, None] * (counts.sum(axis=0) / words.sum())
    off = counts - expected
    burst = np.maximum(0, (off**2 - expected).sum(axis=0) / (expected**2).sum(axis=0))
    return off / (1 + burst * expected)


def _standing(scores: np.ndarray, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the sum over the first n rows in standard deviations of a random deal, and the skewness of that sum."""
    import numpy as np

    size = len(scores)
    rest = size - n
    centred = scores - scores.mean(axis=0)
    squared = centred * centred
    squares = squared.sum(axis=0)
    variance = n * rest / (size * (size - 1)) * squares
    third = (
        n * rest * (rest - n) / (size * (size - 1) * (size - 2)) * (squared * centred).sum(axis=0)
    )  # a power would take ten times as long
    moves = squares > 1e-12 * np.maximum(1, (scores**2).sum(axis=0))  # else all documents score alike
    scale = np.sqrt(np.where(moves, variance, 1))
    return np.where(moves, centred[:n].sum(axis=0) / scale, 0), np.where(moves, third / scale**3, 0)


def _tail(z: np.ndarray, skew: np.ndarray) -> np.ndarray:
    """Return the chance of z or more; `skew` is positive where the long tail is on that side."""
    import numpy as np
    from scipy.special import gammaincc, ndtr

    leans = skew > _STRAIGHT
    shape = 4 / np.where(leans, skew, 1) ** 2
    return np.where(leans, gammaincc(shape, shape + z * np.sqrt(shape)), ndtr(-z))
