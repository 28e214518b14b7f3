"""The suite's own test: how often random groups of these documents would differ by so much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from analysis.measures.stats.documents_tail import documents_tail
from analysis.measures.stats.exact_tail import half_sizes, in_parts, tail_by_halves, tail_by_steps, tail_by_subsets
from analysis.measures.stats.few_dealt_tail import are_few_dealt, tail_of_few_dealt
from analysis.measures.stats.group_spread import Spread, spread
from analysis.measures.stats.lacking_sum import LackingSum
from analysis.measures.stats.length_strata import MANY, LengthStrata
from analysis.measures.stats.minimum_sizes import is_testable
from analysis.measures.stats.saddlepoint_tail import moments, tail_by_moments, tail_by_saddlepoint
from analysis.measures.stats.sample import Sample
from analysis.measures.stats.stratified_score import StratifiedScore
from analysis.measures.stats.unlike_bursts import UnlikeBursts

DOCUMENTS_WEIGHT = 0.1  # of the number of documents beside the score
_SUBSETS = 9  # documents with a term, up to which each subset of them is gone through
_HALF = 10  # the same of each half
_STEPS = 64  # the same on a line of steps
_ROUGH = 6.0  # moments do for a p above this, divided by the number of documents with the term
_PLAIN = 0.1  # and above this however many they are
_SKEWED = 0.5  # and above this whatever the skewness
_FAR = 0.01  # tail below which a saddlepoint would not see the lumps of its distribution
_TERMS = 8192  # at a time


@dataclass(frozen=True, eq=False)
class Deals:
    """What is known of the deals of labels to two groups of documents, whatever the term; worked out when needed.

    Attributes
    ----------
    target, reference
        The number of words of each document.
    """

    target: np.ndarray
    reference: np.ndarray

    @cached_property
    def strata(self) -> LengthStrata:
        """The strata within which labels are dealt out."""
        return LengthStrata.of(self.target, self.reference)

    @cached_property
    def lacking(self) -> LackingSum:
        """What documents add that lack a term."""
        return LackingSum.of(self.strata)


class Tails(NamedTuple):
    """What a p needs to know of each term: NaN for those that are not tested.

    The tail of the score and of the number of documents, the score from its mean over deals and its standard deviation
    over them, the side it leans to, and its ``φ r``.
    """

    score: np.ndarray
    documents: np.ndarray
    distance: np.ndarray
    spread: np.ndarray
    sign: np.ndarray
    burst: np.ndarray
    rate: np.ndarray

    @classmethod
    def of(cls, target: Sample, reference: Sample, deals: Deals) -> Tails:
        """Return it for terms that occur in one of the groups at least."""
        tested = np.flatnonzero(is_testable(target.documents + reference.documents, len(target), len(reference)))
        whole = cls(*np.full((len(cls._fields), target.matrix.shape[1]), np.nan))
        for begin in range(0, len(tested), _TERMS):
            here = tested[begin : begin + _TERMS]
            some = target.columns(here), reference.columns(here)
            score = StratifiedScore.of(*some, deals.strata)
            middle, error, skew = moments(score)
            found = (
                score_tail(score, deals.lacking, (middle, error, skew)),
                documents_tail(score),
                score.edge - middle,
                error,
                score.sign,
                score.burst,
                _rate_among_alike(*some, deals.strata),
            )
            for values, part in zip(whole, found, strict=True):
                values[here] = part
        return whole

    @classmethod
    def join(cls, parts: Sequence[Tails]) -> Tails:
        """Return what is known of some terms and of others after them."""
        return cls(*(np.concatenate(values) for values in zip(*parts, strict=True)))

    def take(self, terms: np.ndarray) -> Tails:
        """Return what is known of these terms, in this order."""
        return Tails(*(values[terms] for values in self))

    def p(self, deals: Deals, one: Spread, two: Spread) -> np.ndarray:
        """Return p of each term; the spreads are those of target and reference, of all terms that are compared."""
        bursts, tail = UnlikeBursts.of(one, two), self.score
        if bursts.gate:
            robust = bursts.tail(deals.strata, self.rate, self.burst, self.sign, self.distance, self.spread)
            tail = np.where(tail < 0.5, tail ** (1 - bursts.gate) * np.maximum(tail, robust) ** bursts.gate, tail)
        weight = DOCUMENTS_WEIGHT * (1 - bursts.gate)
        return combine(np.minimum(1, 2 * tail), np.minimum(1, 2 * self.documents), weight)


def _rate_among_alike(target: Sample, reference: Sample, strata: LengthStrata) -> np.ndarray:
    """Return the rate of each term, each document with the weight that its stratum has in a comparison.

    ``t (n - t) / n²`` in a stratum of n documents, t of them the target's: what documents are like that the other group
    has none of says nothing of the spread of a difference.
    """
    weight = strata.drawn * (strata.size - strata.drawn) / strata.size**2
    n, words = np.zeros(target.matrix.shape[1]), 0.0
    for group, stratum in ((target, strata.target), (reference, strata.reference)):
        n += group.by_term @ weight[stratum]
        words += float(group.units.lengths @ weight[stratum])
    return n / words if words else n


def combine(score: np.ndarray, documents: np.ndarray, weight: float) -> np.ndarray:
    """Return one p of two by Cauchy combination (Liu and Xie 2020), `weight` that of the second.

    ``p = ½ - atan(Σ weight tan(π (½ - p))) / π``, with each p of more than a half taken as a half, so that one that
    says nothing does not undo the other; where both are, their mean.
    """
    least = np.finfo(float).tiny
    with np.errstate(invalid="ignore"):
        sides = [
            share / np.tan(np.pi * np.clip(p, least, 0.5)) for p, share in ((score, 1 - weight), (documents, weight))
        ]
        joined = np.arctan2(1, sides[0] + sides[1]) / np.pi
        both = (score >= 0.5) & (documents >= 0.5)
        return np.where(both, (1 - weight) * score + weight * documents, np.maximum(joined, least))


def score_tail(
    score: StratifiedScore, lacking: LackingSum, known: tuple[np.ndarray, np.ndarray, np.ndarray]
) -> np.ndarray:
    """Return the chance of a score as large as each term's, to the side that it leans to; 1 where nothing differs.

    Parameters
    ----------
    score, lacking
        The scores, and what documents add that lack the term.
    known
        Mean, standard deviation and skewness of T (`moments`).
    """
    middle, error, skew = known
    count = np.diff(score.first)
    varies = (score.sign != 0) & (error > 0) & (count > 0)
    z = np.where(varies, score.edge - middle, 0) / np.where(varies, error, 1)
    with np.errstate(invalid="ignore"):
        tail = np.where(varies, tail_by_moments(z, skew), 1.0)
    rough = np.maximum(np.maximum(_PLAIN, _ROUGH / np.maximum(count, 1)), np.minimum(2 * np.abs(skew), _SKEWED))
    few_texts = score.strata.size.sum() <= MANY
    close = varies & (count > _SUBSETS) & ((2 * tail < rough) | few_texts)
    few = np.flatnonzero(varies & (count <= _SUBSETS))
    for number in np.unique(count[few]):
        for part in in_parts(few[count[few] == number], 2 ** int(number)):
            tail[part] = tail_by_subsets(score, lacking, part)
    halved = np.flatnonzero(close & (count <= 2 * _HALF))
    first, second = half_sizes(score, halved)
    size = np.maximum(first, second)
    for number in np.unique(size[size <= _HALF]):
        for part in in_parts(np.flatnonzero(size == number), 2 ** int(number + 1) + 2048):
            tail[halved[part]] = tail_by_halves(score, lacking, halved[part], first[part], second[part])
    if are_few_dealt(score.strata):
        for term in np.flatnonzero(close & (count > 2 * _HALF)):
            tail[term] = tail_of_few_dealt(score, int(term))
        close = close & (count <= 2 * _HALF)
    rest = np.concatenate([halved[size > _HALF], np.flatnonzero(close & (count > 2 * _HALF))])
    for part in in_parts(rest, int(count[rest].max()) if len(rest) else 1):
        tail[part] = tail_by_saddlepoint(score, part, middle[part], error[part])
    exact = np.zeros(len(tail), dtype=bool)
    exact[halved[size <= _HALF]] = True
    small = np.where(exact, 1e-9, np.where(count <= 2 * _HALF, 1, _FAR))
    for term in np.flatnonzero(close & (count <= _STEPS) & (tail < small)):
        tail[term] = tail_by_steps(score, lacking, int(term))
    return tail


def permutation_p(target: Sample, reference: Sample, deals: Deals | None = None) -> np.ndarray:
    """Return the two-sided p of each term: how often random groups of these documents would differ by so much.

    In the negative binomial model a document of w words has ``m = r w`` uses on average, with variance ``m (1 + φ m)``.
    With one rate r and one burstiness φ for all documents, estimated from both groups together, the score of a
    difference (Lawless 1987) is the sum over the target's documents

    ``T = Σ (x_i - m_i) / (1 + φ m_i)``,

    in which a long document weighs more than a short one, and the less so the more a term comes in bursts. ``r = Σ
    x_i/(1+φ m_i) / Σ w_i/(1+φ m_i)``, in steps from ``Σx/Σw``; ``φ = max(0, Σ((x_i - m_i)² - m_i) / Σm_i²)``.

    T is compared with what it would be if the labels of the groups were dealt out anew **within ten strata of document
    length** (`LengthStrata`), as many of each stratum to the target as it has. p is twice the share of the deals whose
    T is as large on the side to which T leans, at most 1. No deal is drawn: that share is worked out from every subset
    of the documents that hold the term (`exact_tail`), from every sum of the documents of a group of 20 or fewer
    (`few_dealt_tail`) or, where many hold the term, by a saddlepoint (`saddlepoint_tail`). Beside a million deals drawn
    at random (`benchmarks/permutation.py`) it is right within a factor of 1.3 for 98 % of terms.

    With it goes the p of the number of documents that hold the term, in the same deals (`documents_tail`), with a tenth
    of the weight, by Cauchy combination (`combine`): one document that holds a term forty times hides from T, not from
    this, that thirty others hold it here and none there.

    Where lengths differ within strata too, a deal prefers documents by their length, as the groups do; always so where
    a group of 20 or fewer is set beside many. Where words come in much stronger bursts in one group than in the other,
    all terms together (`UnlikeBursts`), T is studentised, and the number of documents, which differs at equal rates
    then, is left out.

    Parameters
    ----------
    target, reference
        The two groups; the same terms in both.
    deals
        Of the two groups' lengths, if they are known already.

    Returns
    -------
    ndarray
        One p per term, above 0; NaN where it is not tested (`minimum_sizes.is_testable`).

    Notes
    -----
    It asks whether documents of like length could be in random groups. **Where the groups have no documents of like
    length, p is 1**: nothing can be told from length there.
    Misleads where documents do not come one by one (one author, one wire, one text copied by many): then the cluster is
    the unit. A term that a single document carries can be flagged; read ``log_ratio_without_one`` with it. Unlike
    bursts are allowed for over all terms together: a single word in bursts in one group alone may be flagged for that.

    See Also
    --------
    log_ratio_interval : How large the difference may be; benjamini_hochberg : p of many terms.

    Examples
    --------
    >>> from scipy import sparse
    >>> words = np.full(5, 20)
    >>> often, never = Sample(sparse.csr_array([[9]] * 5), words), Sample(sparse.csr_array([[0]] * 5), words)
    >>> permutation_p(often, never).round(4).tolist()  # 2 of the 252 ways to choose five of ten documents
    [0.0079]
    """
    used = np.flatnonzero(target.documents + reference.documents)
    result = np.full(target.matrix.shape[1], np.nan)
    if len(used) and min(len(target), len(reference)):
        deals = deals or Deals(target.units.lengths, reference.units.lengths)
        one, two = target.columns(used), reference.columns(used)
        result[used] = Tails.of(one, two, deals).p(deals, spread(one), spread(two))
    return result
