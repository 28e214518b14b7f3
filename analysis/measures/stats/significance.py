"""Tests of a difference between two groups of documents, and the correction for many of them.

The suite's own is `permutation_p` (`permutation_test`), whose unit is the document. `TESTS` holds it, the one in whose
place it came, and those that it was chosen from; `benchmarks/calibration.py` sets them against each other on random
halves of one source and on planted words (its figures are in data/calibration/). Tests of words are here to show what
they do. scipy.stats does the classical ones; it has no permutation test within strata whose tail is worked out, nor
Poisson resamples, so these are our own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import sparse
from scipy.special import chdtrc, ndtr

from analysis.measures.stats.association import g2, log_ratio, weighted_log_odds
from analysis.measures.stats.bootstrap import poisson_weights, resampled_sums
from analysis.measures.stats.minimum_sizes import is_testable, smallest_p
from analysis.measures.stats.permutation_test import permutation_p
from analysis.measures.stats.sample import Sample
from analysis.measures.stats.score_statistic import SumsOverLengths, score_statistic
from analysis.measures.stats.unlike_bursts import pearson_tail

_CELLS = 2**17  # documents times terms in one block: a table of 1 MB stays near the processor


def residual_p(target: Sample, reference: Sample, over_lengths: SumsOverLengths | None = None) -> np.ndarray:
    """Return the p of a score whose residuals are permuted over the documents (Freedman and Lane 1983).

    The suite's own test in its first edition, kept to show what it does. With ω_i and a_i as in
    `permutation_p`, each document has a residual ``s_i = (x_i - m_i) / √(m_i (1 + φ m_i))``, and the score is
    ``U = Σ √ω_i (t_i - f) s_i``, where t is 1 in the target, else 0, and f the target's share of all ``ω_i = m_i / (1 +
    φ m_i)``. p is twice the tail of the Pearson type III curve with the moments of that over permutations (Hoeffding
    1951; Mielke and Berry 2007, ch. 2) on the side that it leans to, of the normal curve on the other, and never less
    than `minimum_sizes.smallest_p`.

    Misleads in three ways. The curve has a longer tail than the sum of a few lumps, so that p of a rare word is several
    times too large; a rare word makes a large residual in a short document, so that groups of unlike lengths
    differ by that alone; and a small group whose words come in much stronger bursts is flagged at equal rates.
    """
    docs, sizes = target.documents + reference.documents, (len(target), len(reference))
    chosen = np.flatnonzero(is_testable(docs, *sizes))
    result = np.full(len(docs), np.nan)
    if len(chosen):
        z, skew = score_statistic(target.columns(chosen), reference.columns(chosen), over_lengths)
        over, under = np.where(z > 0, *sizes), np.where(z > 0, *sizes[::-1])
        least = np.maximum(smallest_p(docs[chosen], over, under), np.finfo(float).tiny)
        result[chosen] = np.clip(2 * pearson_tail(np.abs(z), skew * np.sign(z)), least, 1)
    return result


def _dense(target: Sample, reference: Sample) -> Iterator[tuple[slice, np.ndarray]]:
    """Yield the counts of both groups, one after the other, documents by terms, so many terms at a time."""
    cells = sparse.vstack([target.matrix, reference.matrix], format="csc")
    width = max(1, _CELLS // max(1, cells.shape[0]))
    for first in range(0, cells.shape[1], width):
        block = slice(first, first + width)
        yield block, cells[:, block].toarray()


RESAMPLES = 200  # for a standard error, which needs far fewer than a quantile does


@dataclass(frozen=True)
class DocumentTest:
    """A test and what it takes as drawn by chance.

    Attributes
    ----------
    unit
        ``document``, or ``word`` where it counts words as if they were drawn one by one.
    p
        Two samples with the same terms -> the two-sided p of each term, NaN where it does not test.

    Examples
    --------
    >>> {name: test.unit for name, test in TESTS.items() if test.unit == "word"}
    {'G2': 'word', 'weighted log-odds': 'word'}
    """

    unit: str
    p: Callable[[Sample, Sample], np.ndarray]

    def __call__(self, target: Sample, reference: Sample) -> np.ndarray:
        """Return the two-sided p of each term."""
        return self.p(target, reference)


def welch_p(target: Sample, reference: Sample) -> np.ndarray:
    """Return the p of Welch's t-test on each term's rates per document (Welch 1947; scipy.stats).

    NaN for a term whose rate is constant within both groups. Each document counts once, however long. Misleads badly
    where the groups differ in size: a small group that happens to lack a rare term shows no spread at all.
    """
    from scipy.stats import ttest_ind_from_stats

    result = np.full(target.matrix.shape[1], np.nan)
    if min(len(target), len(reference)) < 2:
        return result
    for block, *rates in _rates(target, reference):
        spread = [np.where(np.ptp(rate, axis=0) > 0, rate.std(axis=0, ddof=1), 0.0) for rate in rates]
        varies = (spread[0] > 0) | (spread[1] > 0)
        moments = [(rate.mean(axis=0)[varies], s[varies], len(rate)) for rate, s in zip(rates, spread, strict=True)]
        result[block][varies] = ttest_ind_from_stats(*moments[0], *moments[1], equal_var=False).pvalue
    return result


def rank_sum_p(target: Sample, reference: Sample) -> np.ndarray:
    """Return the p of the rank sum of the documents' rates, by its normal curve with ties (Mann and Whitney 1947).

    With the correction for continuity, as scipy.stats.mannwhitneyu has it; that one ranks every document for every
    term, while here those that lack a term share one rank, and are not looked at one by one. NaN for a term with the
    same rate everywhere. Most documents lack most terms, so most ranks are tied: the test then asks for little more
    than in how many documents a term is.
    """
    cells = sparse.vstack([target.matrix, reference.matrix], format="csc")
    cells.eliminate_zeros()
    n1, n2 = len(target), len(reference)
    n, n_terms, held = n1 + n2, cells.shape[1], np.diff(cells.indptr)
    rates = cells.data / np.concatenate([target.words, reference.words])[cells.indices]
    term = np.repeat(np.arange(n_terms), held)
    order = np.lexsort((rates, term))
    rates, inside = rates[order], cells.indices[order] < n1
    first = np.flatnonzero(np.append(True, (np.diff(rates) != 0) | (np.diff(term) != 0))[: len(rates)])
    tied = np.diff(np.append(first, len(rates)))
    lacking = n - held  # the lowest rate, shared
    rank = np.repeat((lacking - cells.indptr[:-1])[term[first]] + first + (tied + 1) / 2, tied)
    lacking_inside = n1 - np.bincount(term[inside], minlength=n_terms)
    ranks = np.bincount(term[inside], rank[inside], minlength=n_terms) + lacking_inside * (lacking + 1) / 2
    ties = np.bincount(term[first], tied**3 - tied, minlength=n_terms) + lacking**3 - lacking
    u = ranks - n1 * (n1 + 1) / 2
    varies = ties < n**3 - n
    spread = np.sqrt(n1 * n2 / 12 * ((n + 1) - ties[varies] / (n * (n - 1))))
    result = np.full(n_terms, np.nan)
    result[varies] = np.clip(2 * ndtr(-(np.maximum(u, n1 * n2 - u)[varies] - n1 * n2 / 2 - 0.5) / spread), 0, 1)
    return result


def _rates(target: Sample, reference: Sample) -> Iterator[tuple[slice, np.ndarray, np.ndarray]]:
    """Yield the rates of both groups, documents by terms, so many terms at a time."""
    words = np.concatenate([target.words, reference.words])[:, None]
    for block, counts in _dense(target, reference):
        rates = counts / words
        yield block, rates[: len(target)], rates[len(target) :]


def document_frequency_p(target: Sample, reference: Sample) -> np.ndarray:
    """Return the p of chi-square on how many documents hold each term.

    Text dispersion keyness, after Egbert and Biber (2019), who take the log-likelihood ratio of the same table. NaN for
    a term in every document. It sees whether a document has a term, never how often.
    """
    a, b, c, d = target.documents, reference.documents, len(target), len(reference)
    held, lacking = (a + b).astype(float), (c + d - a - b).astype(float)
    cells = held * lacking * c * d
    chi = np.divide((c + d) * (a * d - b * c) ** 2.0, cells, out=np.full(len(a), np.nan), where=cells > 0)
    return chdtrc(1, chi)


def bootstrap_p(target: Sample, reference: Sample) -> np.ndarray:
    """Return the p of the log ratio over its standard error from `RESAMPLES` Poisson resamples of the documents."""
    sums, words = [], []
    for name, sample in (("target", target), ("reference", reference)):
        drawn = poisson_weights([f"{name} {row}" for row in range(len(sample))], times=RESAMPLES)
        sums.append(resampled_sums(sample.matrix.T.tocsr(), drawn))
        words.append(resampled_sums(sample.words[None, :], drawn))
    with np.errstate(divide="ignore", invalid="ignore"):  # a resample without a document of one group says nothing
        error = np.nanstd(np.where(words[0] * words[1] > 0, log_ratio(*sums, *words), np.nan), axis=1)
        ratio = np.abs(log_ratio(target.n, reference.n, target.total, reference.total)) / error
    return np.where(error > 0, 2 * ndtr(-ratio), np.nan)


def g2_p(target: Sample, reference: Sample) -> np.ndarray:
    """Return the p of G2 (Dunning 1993) by chi-square with one degree of freedom."""
    return chdtrc(1, g2(target.n, reference.n, target.total, reference.total))


def log_odds_p(target: Sample, reference: Sample) -> np.ndarray:
    """Return the p of the weighted log-odds (Monroe, Colaresi and Quinn 2008; flat prior .01) by the normal curve."""
    return 2 * ndtr(-np.abs(weighted_log_odds(target.n, reference.n, target.total, reference.total)[2]))


TESTS = {
    "permutation of documents": DocumentTest("document", permutation_p),
    "permutation of residuals": DocumentTest("document", residual_p),
    "Welch's t on rates": DocumentTest("document", welch_p),
    "rank sum of rates": DocumentTest("document", rank_sum_p),
    "document frequency": DocumentTest("document", document_frequency_p),
    "bootstrap of documents": DocumentTest("document", bootstrap_p),
    "G2": DocumentTest("word", g2_p),
    "weighted log-odds": DocumentTest("word", log_odds_p),
}


def benjamini_hochberg(p: ArrayLike) -> np.ndarray:
    """Return q: the smallest false discovery rate at which each p is a finding (Benjamini & Hochberg 1995).

    ``q_(i) = min over k >= i of m · p_(k) / k``, at most 1, over the m values that are not NaN; NaN stays NaN. The same
    as scipy.stats.false_discovery_control, which takes a second to load.

    See Also
    --------
    compare : q over the terms of several comparisons.

    Examples
    --------
    >>> benjamini_hochberg([0.02, 0.5, 0.01, np.nan]).round(3).tolist()
    [0.03, 0.5, 0.03, nan]
    """
    p = np.asarray(p, dtype=float)
    result, known = np.full(p.shape, np.nan), ~np.isnan(p)
    if known.any():
        order = np.flatnonzero(known)[np.argsort(p[known])]
        steps = p[order] * (len(order) / np.arange(1, len(order) + 1))
        result[order] = np.clip(np.minimum.accumulate(steps[::-1])[::-1], 0, 1)
    return result
