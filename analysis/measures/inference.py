"""What a difference between two groups could mean beyond their texts: intervals, tests, and when there is none."""

from __future__ import annotations

from math import comb
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike
    from scipy import sparse

LEAST_DOCUMENTS = 5  # in each group, before there is a test


def log_ratio_interval(
    a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike, *, alpha: float = 0.05
) -> tuple[np.ndarray, np.ndarray]:
    """Return the lower and upper bound of the log ratio, from the words of these texts alone (Evert 2022).

    The exact (Clopper & Pearson 1934) interval of ``a / (a+b)`` at ``alpha / 2`` on each side, each bound p mapped to
    ``log2[(d/c) · p / (1-p)]``. Uncorrected: with many terms, alpha of the intervals miss by chance alone; give ``alpha
    / m`` for m terms.

    Parameters
    ----------
    a, b
        Counts in target and reference.
    c, d
        Numbers of words, above 0.
    alpha
        One minus the level; 0.05 for 95 %.

    Returns
    -------
    tuple of ndarray
        Low and high; low is -inf where a is 0, high is inf where b is 0.

    Notes
    -----
    Says how far the log ratio might move if the same two sources had drawn their words one by one. **It says nothing
    about other texts**: words come in bursts, and with documents as they are a 95 % interval of this kind holds the
    truth in about 67 % of cases.
    """
    import numpy as np
    from scipy.special import betainccinv, betaincinv

    a, b, c, d = (np.asarray(x, dtype=float) for x in (a, b, c, d))
    scale = np.log2(d) - np.log2(c)

    def bound(inverse_p: np.ufunc, inverse_q: np.ufunc, first: np.ndarray, second: np.ndarray) -> np.ndarray:
        # 1 - p is worked out by itself, so that no digit is lost where p is near 1.
        return np.log2(inverse_p(first, second, alpha / 2)) - np.log2(inverse_q(second, first, alpha / 2))

    some_a, some_b = np.maximum(a, 1), np.maximum(b, 1)  # where the count is 0 the bound is infinite all the same
    low = np.where(a > 0, scale + bound(betaincinv, betainccinv, some_a, b + 1), -np.inf)
    high = np.where(b > 0, scale + bound(betainccinv, betaincinv, a + 1, some_b), np.inf)
    return low, high


def conservative_log_ratio(
    a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike, *, alpha: float = 0.05
) -> np.ndarray:
    """Return LRC: the bound of `log_ratio_interval` that is nearer to 0, or 0 if the interval holds 0 (Evert 2022)."""
    import numpy as np

    low, high = log_ratio_interval(a, b, c, d, alpha=alpha)
    return np.maximum(low, 0) + np.minimum(high, 0)


def welch_p(target: sparse.sparray | np.ndarray, reference: sparse.sparray | np.ndarray) -> np.ndarray:
    """Return the two-sided p of Welch's t-test on each term's rates per document (Welch 1947).

    Parameters
    ----------
    target, reference
        Rates, documents by terms, sparse or dense; the same terms in both.

    Returns
    -------
    ndarray
        One p per term. NaN for all terms if a group has fewer than `LEAST_DOCUMENTS` documents, and for a term whose
        rate is constant within both groups.

    Notes
    -----
    Each document counts alike, however long. Misleads where documents are not independent (one author, one wire, one
    text copied by many) and, with few documents, for rare terms, whose rates are mostly 0.
    """
    import numpy as np
    from scipy.special import stdtr

    sizes = target.shape[0], reference.shape[0]
    result = np.full(target.shape[1], np.nan)
    if min(sizes) < LEAST_DOCUMENTS or not len(result):
        return result
    (mean_1, var_1), (mean_2, var_2) = _moments(target), _moments(reference)
    v1, v2 = var_1 / sizes[0], var_2 / sizes[1]
    varies = v1 + v2 > 0
    v1, v2, difference = v1[varies], v2[varies], (mean_1 - mean_2)[varies]
    w1, w2 = v1 / (v1 + v2), v2 / (v1 + v2)  # shares, because squares of tiny variances underflow
    freedom = 1 / (w1**2 / (sizes[0] - 1) + w2**2 / (sizes[1] - 1))
    result[varies] = 2 * stdtr(freedom, -np.abs(difference) / np.sqrt(v1 + v2))
    return result


def _moments(rates: sparse.sparray | np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return mean and sample variance of each column; the variance of a constant column is exactly 0."""
    import numpy as np
    from scipy import sparse

    cells = sparse.csc_array(rates)
    n, n_terms = cells.shape
    mean = cells.sum(axis=0) / n
    stored = np.diff(cells.indptr)
    column = np.repeat(np.arange(n_terms), stored)
    squares = np.bincount(column, (cells.data - mean[column]) ** 2, minlength=n_terms) + (n - stored) * mean**2
    constant = cells.max(axis=0).toarray() == cells.min(axis=0).toarray()
    return mean, np.where(constant, 0.0, squares / (n - 1))


def benjamini_hochberg(p: ArrayLike) -> np.ndarray:
    """Return q: the smallest false discovery rate at which each p is a finding (Benjamini & Hochberg 1995).

    ``q_(i) = min over k >= i of m · p_(k) / k``, at most 1, over the m values that are not NaN; NaN stays NaN.
    """
    import numpy as np

    p = np.asarray(p, dtype=float)
    result, known = np.full(p.shape, np.nan), ~np.isnan(p)
    if known.any():
        from scipy.stats import false_discovery_control

        result[known] = false_discovery_control(p[known], method="bh")
    return result


def smallest_permutation_p(n_target: int, n_reference: int) -> float:
    """Return the smallest one-sided p that dealing the documents out anew could give: ``1 / C(n1 + n2, n1)``."""
    return 1 / comb(n_target + n_reference, n_target)


def why_no_test(n_target: int, n_reference: int) -> str:
    """Return one sentence that says why `p` and `q` are empty, or "" where there are enough documents for a test.

    Parameters
    ----------
    n_target, n_reference
        Numbers of documents with words, as in the columns ``n_docs_target`` and ``n_docs_reference`` of keyness.
    """
    if min(n_target, n_reference) >= LEAST_DOCUMENTS:
        return ""
    ways = comb(n_target + n_reference, n_target)
    return (
        f"No p-value: the test compares documents and needs at least {LEAST_DOCUMENTS} in each group, but there are "
        f"{n_target} against {n_reference}; of the {ways:,} ways to deal these documents out to two such groups even "
        f"the most extreme has a one-sided p of {smallest_permutation_p(n_target, n_reference):.2g}, before any "
        "correction for the number of terms."
    )
