"""How strongly a term goes with one of two groups, from its counts and the groups' sizes.

Throughout, `a` and `b` are a term's counts in target and reference, `c` and `d` the numbers of words there, above 0.
All functions take arrays or single numbers, and a positive value means over-used in the target. They treat each word as
drawn by itself, which words are not: they come in bursts, document by document (Kilgarriff 2005). So none of them says
whether other texts would show the same.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import xlog1py


def g2(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> np.ndarray:
    """Return the log-likelihood ratio of the four-cell table, ``G2 = 2 Σ O ln(O/E)`` (Dunning 1993).

    The cells are a, b, c - a and d - b; a cell of 0 adds 0. Unsigned, from 0 up. The two-cell form of Rayson & Garside
    (2000) leaves out the other words and comes out lower.

    Misleads as a test: with tokens as its unit it finds "key" words in 97 % of random halves of one newswire. It grows
    with the size of the texts, so it ranks frequent words first; read it together with the log ratio. Our own code:
    scipy's chi2_contingency takes one table at a time and refuses a term that every text lacks.

    See Also
    --------
    keyness : The table of all terms, with this column.

    Examples
    --------
    >>> g2(7, 2, 10, 9).round(4)
    np.float64(4.5349)
    """
    a, b, c, d = (np.asarray(x, dtype=float) for x in (a, b, c, d))
    n, both = c + d, a + b
    # O - E is the same in all four cells but for its sign. With t = O/E - 1 a cell adds E ((1+t) ln(1+t) - t), which
    # is never negative and keeps its digits where O is near E.
    difference = (a * d - b * c) / n
    total = np.zeros(np.broadcast_shapes(a.shape, b.shape, c.shape, d.shape))
    for expected, sign in ((both * c, 1), (both * d, -1), ((n - both) * c, -1), ((n - both) * d, 1)):
        e = np.broadcast_to(expected / n, total.shape)
        t = np.maximum(np.divide(sign * difference, e, out=np.zeros_like(total), where=e > 0), -1.0)
        total += e * np.maximum(xlog1py(1 + t, t) - t, 0)
    return 2 * total


def log_ratio(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> np.ndarray:
    """Return ``log2[(a/c) / (b/d)]`` (Hardie 2014); a zero count is taken by the size of its group.

    1 means twice the rate in the target, -1 half of it. The sign is that of the difference of the rates, and a higher
    count in the target never gives a lower value.

    A count of 0 is taken as 0.5 (Hardie 2014), and the same rate is added to the other group: where the target lacks
    the term, ``log2[(0.5/c) / (b/d + 0.5/c)] = -log2(1 + 2e)``, with ``e = b c / d`` uses expected in the target at the
    rate of the reference; where the reference lacks it, ``log2(1 + 2e)`` with ``e = a d / c``; 0 where both do. What is
    added is in proportion to the groups' sizes, as Sweeting, Sutton & Lambert (2004) advise: 0.5 in one group alone
    would be a high rate in a small group, and make a word that it never uses one that marks it. Where many uses were
    expected the value is near to Hardie's ``log2(2e)``; where fewer than one was, the lack says little, and the value
    is near 0.

    Misleads for rare terms, which head any list by log ratio: read the counts and the interval. With a zero count it
    says how surprising the lack is at these sizes, not how large the true ratio is, which may be without end.

    See Also
    --------
    log_ratio_interval, word_interval : How far it could move.

    Examples
    --------
    >>> log_ratio([4, 1, 0, 0], [2, 1, 4, 1], 8, 16).round(2).tolist()
    [2.0, 1.0, -2.32, -1.0]
    """
    a, b, c, d = (np.asarray(x, dtype=float) for x in (a, b, c, d))
    no_a, no_b = a == 0, b == 0
    more_a = np.where(no_a, 0.5, np.where(no_b, 0.5 * c / d, 0.0))
    more_b = np.where(no_b, 0.5, np.where(no_a, 0.5 * d / c, 0.0))
    return np.where(no_a & no_b, 0.0, np.log2((a + more_a) * d) - np.log2((b + more_b) * c))


def percent_difference(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> np.ndarray:
    """Return %DIFF, ``100 · (a/c - b/d) / (b/d)``; infinite where b alone is 0 (Gabrielatos & Marchi 2011).

    100 means twice the rate in the target, -50 half of it. It is not symmetric: with the groups exchanged 100 becomes
    -50. Says the same as the log ratio, on a scale that runs from -100 to no end, but for a zero count: it is -100 or
    infinite then, at whatever sizes. NaN where both counts are 0.

    See Also
    --------
    log_ratio : Symmetric in the two groups.

    Examples
    --------
    >>> percent_difference([2, 1, 3], [1, 2, 0], 4, 4).tolist()
    [100.0, -50.0, inf]
    """
    a, b, c, d = (np.asarray(x, dtype=float) for x in (a, b, c, d))
    endless = np.where(np.broadcast_to(a > 0, np.broadcast_shapes(a.shape, b.shape)), np.inf, np.nan)
    ratio = np.divide(a * d, b * c, out=endless, where=b > 0)
    return 100 * (ratio - 1)


def weighted_log_odds(
    a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike, *, prior: ArrayLike = 0.01
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the weighted log-odds of all terms: difference, variance, and z (Monroe, Colaresi & Quinn 2008).

    ``delta = ln[(a+α) / (c+α0-a-α)] - ln[(b+α) / (d+α0-b-α)]``, ``variance = 1/(a+α) + 1/(b+α)``, ``z = delta /
    √variance``, with the flat prior α for each of the V terms given and α0 = V·α. So pass every term that either group
    holds, and no other.

    Parameters
    ----------
    a, b
        Counts of each term.
    c, d
        Numbers of words.
    prior
        α, in pseudo-words per term; or one for each term, an informative prior, and then α0 is their sum.

    Returns
    -------
    tuple of ndarray
        delta, variance, z. NaN where there is one term only and so nothing to weigh it against.

    Notes
    -----
    Misleads as a test: in 77 % of random halves of one newswire, z found "key" words at a 5 % false discovery rate.
    It prefers frequent terms, as G2 does.

    See Also
    --------
    permutation_p : A test whose unit is the document.

    Examples
    --------
    >>> delta, variance, z = weighted_log_odds([4, 3], [1, 5], 7, 6)
    >>> z.round(2).tolist()
    [1.7, -2.59]
    """
    a, b, c, d = (np.asarray(x, dtype=float) for x in (a, b, c, d))
    prior = np.asarray(prior, dtype=float)
    every = prior.sum() if prior.ndim else prior * np.size(a)

    def log_odds(count: np.ndarray, size: np.ndarray) -> np.ndarray:
        rest = size + every - count - prior
        return np.log(count + prior) - np.log(np.where(rest > 1e-12, rest, np.nan))

    delta = log_odds(a, c) - log_odds(b, d)
    variance = 1 / (a + prior) + 1 / (b + prior)
    return delta, variance, delta / np.sqrt(variance)
