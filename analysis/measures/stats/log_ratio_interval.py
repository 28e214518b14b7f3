"""The interval of a log ratio over documents: how far the words of each swing from one document to the next."""

from __future__ import annotations

import numpy as np
from scipy.special import stdtrit

from analysis.measures.stats.group_spread import Spread, spread
from analysis.measures.stats.intervals import word_interval
from analysis.measures.stats.minimum_sizes import LEAST_DOCUMENTS
from analysis.measures.stats.sample import Sample
from analysis.measures.stats.unlike_bursts import UnlikeBursts


def log_ratio_interval(target: Sample, reference: Sample, *, alpha: float = 0.05) -> tuple[np.ndarray, np.ndarray]:
    """Return the bounds of each term's log ratio, with the document as the unit.

    The rate of a group is a ratio of two sums over its documents. Its variance is linearised (Cochran 1977, ch. 6):
    with ``e_i = x_i - r w_i`` and ``h_i = w_i / Σw``, that of ``ln r`` is ``(n-1)/n · Σ(e_i / (1 - h_i))² / (Σx)²``,
    the jackknife's: a long document draws r to itself, so what is left of it must be held larger. But it is no less
    than what the burstiness φ of both groups together gives, ``1/Σx + φ Σw_i² / (Σw)²``, since a small group often
    shows too few bursts; or, where words come in much stronger bursts in one group, all terms together, than what the φ
    of each gives (`UnlikeBursts`). Then ``log ratio ± t · sqrt(v1 + v2) / ln 2``, with Satterthwaite's degrees of
    freedom, where a group of unequal documents counts as ``(Σw)² / Σw²`` of them.

    Where fewer than `LEAST_DOCUMENTS` documents of a group have the term, or none, that curve does not fit. There it is
    the exact interval of `word_interval`, with both counts divided by the design effect, ``(v1 (Σx1)² + v2 (Σx2)²) /
    (Σx1 + Σx2)``: as many words as would be left if they were independent (after Korn and Graubard 1998, without their
    adjustment for degrees of freedom).

    Parameters
    ----------
    target, reference
        The two groups; the same terms in both, each in one of them at least.
    alpha
        One minus the level; 0.05 for 95 %. Uncorrected: of many intervals, alpha miss by chance.

    Returns
    -------
    tuple of ndarray
        Low and high; low is -inf for a term that the target lacks, high is inf for one that the reference lacks. NaN
        for all terms if a group has fewer than `LEAST_DOCUMENTS` documents.

    Notes
    -----
    Holds for other documents of the same kind as far as these were drawn at random and one by one. In simulated corpora
    whose words come in bursts (`benchmarks/calibration.py`) 93 to 97 % of such intervals contain the true value for
    terms in ten documents of each group, and somewhat fewer for terms in five to nine documents.

    See Also
    --------
    word_interval : From the words of these texts alone; permutation_p : the test of the same difference.

    Examples
    --------
    >>> from scipy import sparse
    >>> words = np.full(6, 10)
    >>> target = Sample(sparse.csr_array([[1], [1], [1], [5], [5], [5]]), words)
    >>> reference = Sample(sparse.csr_array([[1], [1], [1], [1], [1], [4]]), words)
    >>> low, high = log_ratio_interval(target, reference)
    >>> low.round(2).tolist(), high.round(2).tolist()
    ([-0.48], [2.48])
    """
    return spread_interval(spread(target), spread(reference), alpha=alpha)


def spread_interval(one: Spread, two: Spread, *, alpha: float = 0.05) -> tuple[np.ndarray, np.ndarray]:
    """Return the bounds of `log_ratio_interval` from what is known of target and reference."""
    if min(one.size, two.size) < LEAST_DOCUMENTS:
        return np.full(len(one.n), np.nan), np.full(len(one.n), np.nan)
    model = one.model + two.model
    extra = one.squares - one.n + two.squares - two.n
    burst = np.maximum(0, np.divide(extra, model, out=np.zeros_like(model), where=model > 0))
    unlike = UnlikeBursts.of(one, two)
    bursts = [(1 - unlike.gate) * burst + unlike.gate * unlike.shape * level for level in unlike.level]
    groups = zip((one, two), bursts, strict=True)
    variances = [np.maximum(group.held_larger, group.n + own * group.model) for group, own in groups]
    design = np.maximum(1, (variances[0] + variances[1]) / np.maximum(1, one.n + two.n))
    many = (one.documents >= LEAST_DOCUMENTS) & (two.documents >= LEAST_DOCUMENTS)
    low, high = np.empty(len(many)), np.empty(len(many))
    counts = (one.n / design)[~many], (two.n / design)[~many]
    low[~many], high[~many] = word_interval(*counts, one.total, two.total, alpha=alpha)
    a, b = one.n[many], two.n[many]
    v1, v2 = variances[0][many] / a**2, variances[1][many] / b**2
    freedom = (v1 + v2) ** 2 / (v1**2 / one.freedom + v2**2 / two.freedom)
    middle = np.log2(a / one.total) - np.log2(b / two.total)
    half = stdtrit(freedom, 1 - alpha / 2) * np.sqrt(v1 + v2) / np.log(2)
    low[many], high[many] = middle - half, middle + half
    return low, high
