"""The score of a difference between two groups, as a sum over the documents that the target is dealt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from analysis.measures.stats.length_strata import LengthStrata
from analysis.measures.stats.sample import Sample

_STEPS = 2  # of re-weighting; more change the rate by less than its error
_TIE = 1e-6  # of the most that a document adds: sums that differ by less are equal
_NOTHING = 1e-11  # of the whole, below which a difference is the error of its calculation


@dataclass(frozen=True, eq=False)
class StratifiedScore:
    """What decides the distribution of ``T = Σ a_i`` over the target's documents, for some terms.

    ``a_i = (x_i - m_i) / (1 + φ m_i)`` is what a document adds to the score (`permutation_p`), with its sign turned
    where the target under-uses the term. Within a stratum it is measured from the mean of the documents that lack the
    term. That changes nothing, since in every deal as many documents are drawn from the stratum; but then a document
    that lacks the term adds about 0, and only those that hold it are gone through one by one.

    Attributes
    ----------
    strata
        Those of the documents. What follows is of the strata that have documents of both groups alone.
    edge
        T of the groups as they are, less what is counted as a tie.
    smear
        The standard deviation of what the documents that lack the term add to T, with as many of them drawn from each
        stratum as are the target's; a little more than none where it is none.
    sign
        1 where the target over-uses the term, -1 where it under-uses it, 0 where there is no difference.
    term, stratum, value, inside, lean, document
        Of each document that holds a term: which term, which stratum, what it adds, whether it is the target's,
        `LengthStrata.lean`, and its place among all documents, the target's first. By term, then stratum.
    first
        Where the documents of each term begin, and at last where they end.
    held
        How many documents of each stratum hold each term: terms by strata.
    spread
        The variance of what documents of each stratum add that lack the term: terms by strata.
    seen
        How many documents of each stratum are the target's and hold each term: terms by strata.
    burst, rate
        ``φ r`` of each term, and its r.
    mean
        What a document adds on average that lacks the term, but for the factor -r: terms by strata.
    """

    strata: LengthStrata
    edge: np.ndarray
    smear: np.ndarray
    sign: np.ndarray
    term: np.ndarray
    stratum: np.ndarray
    value: np.ndarray
    inside: np.ndarray
    lean: np.ndarray
    document: np.ndarray
    first: np.ndarray
    held: np.ndarray
    spread: np.ndarray
    seen: np.ndarray
    burst: np.ndarray
    rate: np.ndarray
    mean: np.ndarray

    @classmethod
    def of(cls, target: Sample, reference: Sample, strata: LengthStrata) -> StratifiedScore:
        """Return the score of each term; each occurs in one of the groups at least."""
        shape = target.matrix.shape[1], len(strata.size)
        cells = target.cells, reference.cells
        of_cell = np.concatenate([strata.target[cells[0].unit], strata.reference[cells[1].unit]])
        term = np.concatenate([each.term for each in cells])
        key = term * shape[1] + of_cell
        order = _by_key(key, shape[0] * shape[1])
        x = np.concatenate([each.n for each in cells])[order]
        w = np.concatenate([own.units.lengths[each.unit] for own, each in zip((target, reference), cells, strict=True)])
        document = np.concatenate([cells[0].unit, len(target) + cells[1].unit])[order]
        lean = strata.lean[document]
        w, key, inside = w[order], key[order], order < len(cells[0].n)
        term, stratum = term[order], of_cell[order]

        def by_stratum(values: np.ndarray | None, only: np.ndarray | slice = slice(None)) -> np.ndarray:
            chosen = None if values is None else values[only]
            return np.bincount(key[only], chosen, minlength=shape[0] * shape[1]).reshape(shape)

        rate, burst = _null_model(term, x, w, (target, reference), strata)
        mine = w / (1 + burst[term] * w)
        adds = x * mine / w
        own = strata.own.by_stratum(strata.own.damped(burst))
        drawn = by_stratum(adds, inside)
        score, whole = (drawn - rate[:, None] * own).sum(axis=1), np.bincount(term, adds, minlength=shape[0])
        sign = np.where(np.abs(score) > 1e-9 * whole, np.sign(score), 0.0)
        held, mixed = by_stratum(None), strata.mixed
        lacking = strata.size - held
        damped = strata.every.damped(burst)
        some = np.maximum(lacking, 1)
        whole_sum = strata.every.by_stratum(damped)
        mean = np.where(lacking > 0, (whole_sum - by_stratum(mine)) / some, whole_sum / strata.size)
        spread = (strata.every.by_stratum(damped**2) - by_stratum(mine**2)) / some - mean**2
        spread = np.where((lacking > 1) & (spread > _NOTHING * mean**2), spread, 0) * (rate**2)[:, None] * mixed
        within = (mixed * (drawn - rate[:, None] * (own - strata.drawn * mean))).sum(axis=1)
        keep = np.flatnonzero(mixed[stratum])
        value = (adds - rate[term] * (mine - mean[term, stratum])) * sign[term]
        held, seen = held * mixed, by_stratum(None, inside) * mixed
        first = np.concatenate([[0], np.cumsum(held.sum(axis=1))])
        most = np.maximum.reduceat(np.abs(value), np.searchsorted(term, np.arange(shape[0])))
        left = np.clip(strata.drawn - seen, 0, lacking)
        if strata.leans:  # those that lack the term are then not of the mean length of their stratum
            drift = strata.every.by_stratum(damped * strata.drift) - whole_sum / strata.size * strata.every.by_stratum(
                strata.drift[None, :]
            )
            within = within + (mixed * left * rate[:, None] * drift / strata.drawn.clip(1)).sum(axis=1)
        smear = (left * (lacking - left) / np.maximum(lacking - 1, 1) * spread).sum(axis=1)
        return cls(
            strata,
            within * sign - _TIE * most,
            np.sqrt(smear + (_TIE / 8 * most) ** 2),
            sign,
            term[keep],
            stratum[keep],
            value[keep],
            inside[keep],
            lean[keep],
            document[keep],
            first,
            held,
            spread,
            seen,
            burst,
            rate,
            mean,
        )


def _by_key(key: np.ndarray, kinds: int) -> np.ndarray:
    """Return the order by a whole number; ties stay in order. Counts, and so takes less time than sorting does."""
    places = np.arange(len(key))
    return sparse.coo_array((places, (key, places)), shape=(kinds, len(key))).tocsr().data


def _null_model(
    term: np.ndarray, x: np.ndarray, w: np.ndarray, groups: tuple[Sample, Sample], strata: LengthStrata
) -> tuple[np.ndarray, np.ndarray]:
    """Return r and ``φ r`` of each term, as `permutation_p` describes them."""
    n_terms = groups[0].matrix.shape[1]
    length = float(sum(group.total for group in groups))
    squared = float(sum((group.units.lengths**2).sum() for group in groups))
    n, squares, along = (np.bincount(term, values, minlength=n_terms) for values in (x, x * x, x * w))
    rate = n / length
    for step in range(_STEPS + 1):
        off = squares - 2 * rate * along + rate**2 * squared
        burst = np.maximum(0, (off - rate * length) / (rate**2 * squared)) * rate
        if step < _STEPS:
            damped = strata.whole.by_stratum(strata.whole.damped(burst))[:, 0]
            rate = np.bincount(term, x / (1 + burst[term] * w), minlength=n_terms) / damped
    return rate, burst
