"""The tests that keyness was chosen from: each takes two groups and gives a p for every term.

`benchmarks/calibration.py` sets them against each other on random halves of one source and on planted words; its
figures are in data/calibration/. The first is the suite's own. Tests of words are here to show what they do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.measures.stats.association import g2, log_ratio, weighted_log_odds
from analysis.measures.stats.sample import Sample
from analysis.measures.stats.significance import permutation_p

if TYPE_CHECKING:
    import numpy as np

__all__ = ["TESTS", "DocumentTest", "Sample"]

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
    import numpy as np
    from scipy.special import stdtr

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
    import numpy as np

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
    import numpy as np
    from scipy import sparse
    from scipy.special import ndtr

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
    import numpy as np
    from scipy.special import chdtrc

    a, b, c, d = target.documents, reference.documents, len(target), len(reference)
    held, lacking = (a + b).astype(float), (c + d - a - b).astype(float)
    cells = held * lacking * c * d
    chi = np.divide((c + d) * (a * d - b * c) ** 2.0, cells, out=np.full(len(a), np.nan), where=cells > 0)
    return chdtrc(1, chi)


def bootstrap_p(target: Sample, reference: Sample) -> np.ndarray:
    """Return the p of the log ratio over its standard error from `RESAMPLES` Poisson resamples of the documents."""
    import numpy as np
    from scipy.special import ndtr

    from analysis.measures.stats.bootstrap import resampled_sums, weights

    parts = []
    for name, sample in (("target", target), ("reference", reference)):
        drawn = weights([f"{name} {row}" for row in range(len(sample))], times=RESAMPLES)
        parts += [resampled_sums(sample.matrix.T.tocsr(), drawn), resampled_sums(sample.words[None, :], drawn)]
    with np.errstate(divide="ignore", invalid="ignore"):  # a resample without a document of one group says nothing
        error = np.nanstd(
            np.where(parts[1] * parts[3] > 0, log_ratio(*(parts[i] for i in (0, 2, 1, 3))), np.nan), axis=1
        )
        ratio = np.abs(log_ratio(target.n, reference.n, target.total, reference.total)) / error
    return np.where(error > 0, 2 * ndtr(-ratio), np.nan)


def g2_p(target: Sample, reference: Sample) -> np.ndarray:
    """Return the p of G2 (Dunning 1993) by chi-square with one degree of freedom."""
    from scipy.special import chdtrc

    return chdtrc(1, g2(target.n, reference.n, target.total, reference.total))


def log_odds_p(target: Sample, reference: Sample) -> np.ndarray:
    """Return the p of the weighted log-odds (Monroe, Colaresi and Quinn 2008; flat prior .01) by the normal curve."""
    import numpy as np
    from scipy.special import ndtr

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
