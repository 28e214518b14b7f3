"""Could chance alone have dealt the documents so? The test of keyness, whose unit is the document.

The tests that keyness was chosen from: each takes two groups and gives a p for every term.

`benchmarks/calibration.py` sets them against each other on random halves of one source and on planted words; its
figures are in data/calibration/. The first is the suite's own. Tests of words are here to show what they do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import sparse
from scipy.special import chdtrc, gammaincc, ndtr, stdtr

from analysis.measures.stats.association import g2, log_ratio, weighted_log_odds
from analysis.measures.stats.bootstrap import poisson_weights, resampled_sums
from analysis.measures.stats.minimum_sizes import is_testable, smallest_p
from analysis.measures.stats.sample import Sample

_CELLS = 4_000_000  # documents times terms in one block: about 30 MB a table
_STEPS = 2  # of re-weighting; more change the rate by less than its error
_STRAIGHT = 1e-3  # skewness below which the tail is taken from the normal curve


def permutation_p(target: Sample, reference: Sample) -> np.ndarray:
    """Return the two-sided p of each term: how often a random deal of the documents would set the groups so far apart.

    In the negative binomial model a document of w words has ``m = r w`` uses on average, with variance ``m (1 + φ m)``.
    With one rate r and one burstiness φ for all documents, estimated from both groups together, each document gets a
    residual, and with them the score statistic of a difference between the groups (Lawless 1987) is

    ``U = Σ a_i s_i``, ``s_i = (x_i - m_i) / √(m_i (1 + φ m_i))``, ``a_i = √ω_i · (t_i - f)``,

    where ``ω_i = m_i / (1 + φ m_i)``, t is 1 in the target, else 0, and f the target's share of all weights ω. So a
    long document weighs more than a short one, and the less so the more a term comes in bursts. ``r = Σ x_i/(1+φ m_i) /
    Σ w_i/(1+φ m_i)``, in steps from ``Σx/Σw``; ``φ = max(0, Σ((x_i - m_i)² - m_i) / Σm_i²)``.

    U is compared with what it would be if the residuals were dealt out to the documents at random (Freedman and Lane
    1983). The moments of that are known exactly (N documents, a and s centred; Hoeffding 1951):

    ``var = Σa² Σs² / (N-1)``, ``μ₃ = N / ((N-1)(N-2)) · Σa³ Σs³``.

    p is twice the tail of the Pearson type III curve with these moments (Mielke and Berry 2007, ch. 2) on the side that
    it leans to, of the normal curve on the other, and never less than `small_numbers.smallest_p`. With documents of one
    length it is the permutation test of their counts.

    Parameters
    ----------
    target, reference
        The two groups; the same terms in both.

    Returns
    -------
    ndarray
        One p per term, above 0; NaN where it is not tested (`small_numbers.may_test`).

    Notes
    -----
    It asks whether the documents could have been dealt out at random, not whether rates are equal. **A small group
    whose words come in much stronger bursts is flagged at equal rates**: in simulations with 20 documents of shape .2
    against 200 of shape 3 in 15 of 40 comparisons, with 10 of .1 against 200 of 5 in 33 of 40.
    Misleads too where documents do not come one by one (one author, one wire, one text copied by many): then the
    cluster is the unit. The p of a term that one enormous document carries can be some times too small; read
    ``log_ratio_without_one`` beside it.
    """
    docs, sizes = target.documents + reference.documents, (len(target), len(reference))
    chosen = np.flatnonzero(is_testable(docs, *sizes))
    result = np.full(len(docs), np.nan)
    cells = sparse.vstack([target.matrix, reference.matrix], format="csc")[:, chosen]
    words = np.concatenate([target.words, reference.words]).astype(float)
    width = max(1, _CELLS // max(1, sum(sizes)))
    for first in range(0, len(chosen), width):
        block = slice(first, first + width)
        residuals, weights = null_model(cells[:, block].toarray(), words)
        z, skew = leverage(residuals, group_contrast(weights, sizes[0]))
        over, under = np.where(z > 0, *sizes), np.where(z > 0, *sizes[::-1])
        floor = smallest_p(docs[chosen[block]], over, under)
        least = np.maximum(floor, np.finfo(float).tiny)
        result[chosen[block]] = np.clip(2 * _tail(np.abs(z), skew * np.sign(z)), least, 1)
    return result


def null_model(counts: np.ndarray, words: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the residual and the weight of each document for each term, as `permutation_p` describes them.

    Parameters
    ----------
    counts
        Documents by terms, dense; each term occurs.
    words
        Words of each document.
    """
    rate = counts.sum(axis=0) / words.sum()
    for step in range(_STEPS + 1):
        expected = words[:, None] * rate
        off = counts - expected
        burst = np.maximum(0, (off**2 - expected).sum(axis=0) / (expected**2).sum(axis=0))
        damped = 1 / (1 + burst * expected)
        if step < _STEPS:
            rate = (counts * damped).sum(axis=0) / (words[:, None] * damped).sum(axis=0)
    weights = expected * damped
    return off * damped / np.sqrt(weights), weights


def group_contrast(weights: np.ndarray, n: int) -> np.ndarray:
    """Return what each document's residual counts in the statistic; the first n rows are the target."""
    share = weights[:n].sum(axis=0) / weights.sum(axis=0)
    inside = np.arange(len(weights)) < n
    return (inside[:, None] - share) * np.sqrt(weights)


def leverage(residuals: np.ndarray, contrasts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return ``Σ a_i s_i`` in standard deviations of a random deal of the residuals, and the skewness of that sum."""
    size = len(residuals)
    s, a = residuals - residuals.mean(axis=0), contrasts - contrasts.mean(axis=0)
    s2, a2 = s * s, a * a
    spread, room = s2.sum(axis=0), a2.sum(axis=0)
    moves = (spread > 1e-12 * np.maximum(1, (residuals**2).sum(axis=0))) & (room > 0)  # else all documents are alike
    scale = np.sqrt(np.where(moves, spread * room / (size - 1), 1))
    third = size / ((size - 1) * (size - 2)) * (s2 * s).sum(axis=0) * (a2 * a).sum(axis=0)
    return np.where(moves, (a * s).sum(axis=0) / scale, 0), np.where(moves, third / scale**3, 0)


def _tail(z: np.ndarray, skew: np.ndarray) -> np.ndarray:
    """Return the chance of z or more; `skew` is positive where the long tail is on that side."""
    leans = skew > _STRAIGHT
    shape = 4 / np.where(leans, skew, 1) ** 2
    return np.where(leans, gammaincc(shape, shape + z * np.sqrt(shape)), ndtr(-z))


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
    """

    unit: str
    p: Callable[[Sample, Sample], np.ndarray]

    def __call__(self, target: Sample, reference: Sample) -> np.ndarray:
        """Return the two-sided p of each term."""
        return self.p(target, reference)


def welch_p(target: Sample, reference: Sample) -> np.ndarray:
    """Return the p of Welch's t-test on each term's rates per document (Welch 1947).

    NaN for a term whose rate is constant within both groups. Each document counts alike, however long. Misleads badly
    where the groups differ in size: a small group that happens to lack a rare term shows no spread at all.
    """
    sizes = len(target), len(reference)
    result = np.full(target.matrix.shape[1], np.nan)
    if min(sizes) < 2 or not len(result):
        return result
    (mean_1, var_1), (mean_2, var_2) = _moments(target), _moments(reference)
    v1, v2 = var_1 / sizes[0], var_2 / sizes[1]
    varies = v1 + v2 > 0
    v1, v2, difference = v1[varies], v2[varies], (mean_1 - mean_2)[varies]
    w1, w2 = v1 / (v1 + v2), v2 / (v1 + v2)  # shares, because squares of tiny variances underflow
    freedom = 1 / (w1**2 / (sizes[0] - 1) + w2**2 / (sizes[1] - 1))
    result[varies] = 2 * stdtr(freedom, -np.abs(difference) / np.sqrt(v1 + v2))
    return result


def _moments(sample: Sample) -> tuple[np.ndarray, np.ndarray]:
    """Return mean and sample variance of each term's rate; the variance of a constant rate is exactly 0."""
    cells, n = sample.rates.tocsc(), len(sample)
    n_terms = cells.shape[1]
    mean = cells.sum(axis=0) / n
    stored = np.diff(cells.indptr)
    column = np.repeat(np.arange(n_terms), stored)
    squares = np.bincount(column, (cells.data - mean[column]) ** 2, minlength=n_terms) + (n - stored) * mean**2
    constant = cells.max(axis=0).toarray() == cells.min(axis=0).toarray()
    return mean, np.where(constant, 0.0, squares / (n - 1))


def rank_sum_p(target: Sample, reference: Sample) -> np.ndarray:
    """Return the p of the rank sum of the documents' rates, by its normal curve with ties (Mann and Whitney 1947).

    NaN for a term with the same rate everywhere. Most documents lack most terms, so most ranks are tied: the test then
    asks for little more than in how many documents a term is.
    """
    n, rest = len(target), len(reference)
    size, terms = n + rest, target.matrix.shape[1]
    cells = sparse.vstack([target.rates, reference.rates]).tocoo()
    kept = cells.data > 0
    row, column, rate = cells.row[kept], cells.col[kept], cells.data[kept]
    order = np.lexsort((rate, column))
    row, column, rate = row[order], column[order], rate[order]
    stored = np.bincount(column, minlength=terms)
    place = np.arange(len(rate)) - np.repeat(np.cumsum(stored) - stored, stored)
    begins = np.ones(len(rate), dtype=bool)
    begins[1:] = (column[1:] != column[:-1]) | (rate[1:] != rate[:-1])
    tie = np.cumsum(begins) - 1
    tied = np.bincount(tie)
    lacking = size - stored
    ranks = lacking[column] + place[begins][tie] + (tied[tie] + 1) / 2
    first = row < n
    sums = np.bincount(column[first], ranks[first], minlength=terms).astype(float)
    sums += (n - np.bincount(column[first], minlength=terms)) * (lacking + 1) / 2
    ties = np.bincount(column[begins], (tied**3 - tied).astype(float), minlength=terms) + (lacking**3.0 - lacking)
    variance = n * rest / 12 * (size + 1 - ties / (size * (size - 1)))
    off = np.abs(sums - n * (size + 1) / 2)
    off = np.maximum(0, off - 0.5)  # the correction for continuity
    moves = variance > 0
    result = np.full(terms, np.nan)
    result[moves] = np.minimum(1, 2 * ndtr(-off[moves] / np.sqrt(variance[moves])))
    return result


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
    parts = []
    for name, sample in (("target", target), ("reference", reference)):
        drawn = poisson_weights([f"{name} {row}" for row in range(len(sample))], times=RESAMPLES)
        parts += [resampled_sums(sample.matrix.T.tocsr(), drawn), resampled_sums(sample.words[None, :], drawn)]
    with np.errstate(divide="ignore", invalid="ignore"):  # a resample without a document of one group says nothing
        error = np.nanstd(
            np.where(parts[1] * parts[3] > 0, log_ratio(*(parts[i] for i in (0, 2, 1, 3))), np.nan), axis=1
        )
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
    "Welch's t on rates": DocumentTest("document", welch_p),
    "rank sum of rates": DocumentTest("document", rank_sum_p),
    "document frequency": DocumentTest("document", document_frequency_p),
    "bootstrap of documents": DocumentTest("document", bootstrap_p),
    "G2": DocumentTest("word", g2_p),
    "weighted log-odds": DocumentTest("word", log_odds_p),
}


def benjamini_hochberg(p: ArrayLike) -> np.ndarray:
    """Return q: the smallest false discovery rate at which each p is a finding (Benjamini & Hochberg 1995).

    ``q_(i) = min over k >= i of m · p_(k) / k``, at most 1, over the m values that are not NaN; NaN stays NaN.
    """
    p = np.asarray(p, dtype=float)
    result, known = np.full(p.shape, np.nan), ~np.isnan(p)
    if known.any():
        from scipy.stats import false_discovery_control

        result[known] = false_discovery_control(p[known], method="bh")
    return result
