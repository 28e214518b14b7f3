"""The tail of a permutation distribution by going through all deals of the documents that hold a term.

What the documents that lack it add is taken from `LackingSum`. Each function returns the chance of a score as
large as that of the groups as they are, to the side that it leans to.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from scipy.special import gammaln

from analysis.measures.stats.lacking_sum import LackingSum
from analysis.measures.stats.stratified_score import StratifiedScore

MOST_AT_ONCE = 2**18  # numbers in one table
_BINS = 1024  # steps of the sum of both halves
_ROOM = 1080  # for them and their rounding
_STEPS = 1024  # steps of the sum document by document


def in_parts(terms: np.ndarray, width: int) -> Iterator[np.ndarray]:
    """Yield the terms, so many at a time that a table of them by `width` numbers stays small."""
    many = max(1, MOST_AT_ONCE // width)
    for begin in range(0, len(terms), many):
        yield terms[begin : begin + many]


def _subsets(
    score: StratifiedScore, stratum: np.ndarray, value: np.ndarray, sooner: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the chance of each subset of the documents of a row to be drawn, and its sum: rows by 2^documents.

    Documents of a stratum are next to each other. Each is drawn in turn, with the chance that is left after those of
    its stratum before it, times `sooner`: 1 where that does not depend on length, 0 where there is no document.
    """
    size, drawn = score.strata.size, score.strata.drawn
    rows = len(stratum)
    chance, total, taken, before = np.ones((rows, 1)), np.zeros((rows, 1)), np.zeros((rows, 1)), np.zeros((rows, 1))
    for place in range(stratum.shape[1]):
        own = stratum[:, place]
        if place:
            new = (own != stratum[:, place - 1])[:, None]
            taken, before = np.where(new, 0, taken), np.where(new, 0, before)
        odds = (drawn[own][:, None] - taken) / np.maximum(size[own][:, None] - before, 1)
        with_it = chance * np.minimum(np.maximum(odds, 0), 1)
        without = chance - with_it * (sooner[:, [place]] > 0)
        chance = np.concatenate([without, with_it * sooner[:, [place]]], axis=1)
        total = np.concatenate([total, total + value[:, [place]]], axis=1)
        taken = np.concatenate([taken, taken + 1], axis=1)
        before = before + 1
    return chance / chance.sum(axis=1)[:, None], total


def tail_by_subsets(score: StratifiedScore, lacking: LackingSum, terms: np.ndarray) -> np.ndarray:
    """Return the tail of terms that equally many documents hold, eight or so, from each subset of these."""
    cell = score.first[terms][:, None] + np.arange(score.first[terms[0] + 1] - score.first[terms[0]])
    chance, total = _subsets(score, score.stratum[cell], score.value[cell], np.exp(score.lean[cell]))
    lack = (total - score.edge[terms][:, None]) / score.smear[terms][:, None]
    rows = lacking.rows(score.burst[terms], score.sign[terms])
    return (chance * lacking.at_least(rows, lack)).sum(axis=1)


def half_sizes(score: StratifiedScore, terms: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return how many documents that hold a term are in the first strata and how many in the others, about as many."""
    upto = np.cumsum(score.held[terms], axis=1)
    nearest = np.argmin(np.abs(2 * upto - upto[:, -1:]), axis=1)
    first = upto[np.arange(len(terms)), nearest]
    return first, upto[:, -1] - first


def tail_by_halves(
    score: StratifiedScore, lacking: LackingSum, terms: np.ndarray, first: np.ndarray, second: np.ndarray
) -> np.ndarray:
    """Return the tail of terms, from each subset of one half of the documents with each of the other.

    Values are rounded to 1/480 of their sum or a little more, in the groups as they are too, and the sums of both
    halves added by Fourier transform: right to about 1e-14.
    """
    many, size = len(terms), int(max(first.max(), second.max()))
    place = np.arange(size)
    begin = np.concatenate([score.first[terms], score.first[terms] + first])
    real = place < np.concatenate([first, second])[:, None]
    cell = np.minimum(begin[:, None] + place, len(score.value) - 1)
    value = np.where(real, score.value[cell], 0)
    reach = np.abs(value).sum(axis=1)
    smallest = np.where(real, np.abs(value), np.inf).min(axis=1)
    step = _step(np.minimum(smallest[:many], smallest[many:]), (reach[:many] + reach[many:]) / _BINS)
    steps = value / np.tile(step, 2)[:, None]
    whole = np.rint(steps)
    moved = ((whole - steps) * (real & score.inside[cell])).sum(axis=1)
    edge = score.edge[terms] / step + moved[:many] + moved[many:]
    chance, total = _subsets(score, score.stratum[cell], whole, real * np.exp(score.lean[cell]))
    lowest = np.minimum(whole, 0).sum(axis=1)[:, None]
    where = (total - lowest).astype(np.int64) + np.arange(2 * many)[:, None] * _ROOM
    halves = np.bincount(where.ravel(), chance.ravel(), minlength=2 * many * _ROOM).reshape(2 * many, _ROOM)
    waves = np.fft.rfft(halves, axis=1)
    both = np.fft.irfft(waves[:many] * waves[many:], _ROOM, axis=1)[:, : _BINS + 2 * size + 2].clip(0)
    sums = np.arange(both.shape[1]) + lowest[:many] + lowest[many:]
    lack = (sums - edge[:, None]) * (step / score.smear[terms])[:, None]
    rows = lacking.rows(score.burst[terms], score.sign[terms])
    return (both * lacking.at_least(rows, lack)).sum(axis=1)


def tail_by_steps(score: StratifiedScore, lacking: LackingSum, term: int) -> float:
    """Return the tail of a term, document by document on a line of steps, right to the last of its digits."""
    here = slice(score.first[term], score.first[term + 1])
    stratum, value = score.stratum[here], score.value[here]
    size = np.abs(value)
    step = float(_step(size.min(), size.sum() / _STEPS))
    shift = np.rint(value / step).astype(np.int64)
    low = int(np.minimum(shift, 0).sum())
    sums = np.zeros(int(np.abs(shift).sum()) + 1)
    sums[-low] = 1
    edge = score.edge[term] + ((shift * step - value) * score.inside[here]).sum()
    for own in np.flatnonzero(score.held[term]):
        size, drawn, by = score.strata.size[own], score.strata.drawn[own], shift[stratum == own]
        taken = np.zeros((min(len(by), int(drawn)) + 1, len(sums)))  # by how many of these are drawn
        taken[0] = sums
        sooner = np.exp(score.lean[here][stratum == own]).tolist() if score.strata.leans else None
        for number, move in enumerate(by.tolist()):
            top = min(number + 1, len(taken) - 1)
            new = taken[:top, max(0, -move) : len(sums) - max(0, move)]
            taken[1 : top + 1, max(0, move) : len(sums) + min(0, move)] += (
                new if sooner is None else new * sooner[number]
            )
        ways = _ways_left(int(size), int(drawn), len(by), len(taken))
        sums = (ways[:, None] * taken).sum(axis=0)
    lack = ((np.arange(len(sums)) + low) * step - edge) / score.smear[term]
    rows = lacking.rows(score.burst[[term]], score.sign[[term]])
    return float((sums * lacking.at_least(rows, lack[None, :])[0]).sum() / sums.sum())


def _step(smallest: np.ndarray, least: np.ndarray) -> np.ndarray:
    """Return a step of at least so much of which the smallest value is a multiple, as are all where lengths are equal.

    So sums that are equal stay equal where values are rounded to steps.
    """
    times = np.floor(smallest / least)
    return np.where(times > 0, smallest / np.maximum(times, 1), least)


@lru_cache(maxsize=4096)
def _ways_left(size: int, drawn: int, held: int, most: int) -> np.ndarray:
    """Return the share of all ways to draw from a stratum in which given ones of `held` are drawn, by their number."""
    others, left = size - held, drawn - np.arange(most)
    possible = left <= others
    ways = log_choose(others, np.where(possible, left, 0)) - log_choose(size, drawn)
    return np.where(possible, np.exp(ways), 0)


def log_choose(n: np.ndarray | float, k: np.ndarray | float) -> np.ndarray:
    """Return the logarithm of the number of ways to choose k of n."""
    return gammaln(np.asarray(n) + 1.0) - gammaln(np.asarray(k) + 1.0) - gammaln(np.asarray(n) - np.asarray(k) + 1.0)
