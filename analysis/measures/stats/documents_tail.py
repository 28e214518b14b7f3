"""The tail of the number of a group's documents that hold a term, with labels dealt out within strata."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from analysis.measures.stats.exact_tail import in_parts, log_choose
from analysis.measures.stats.few_dealt_tail import are_few_dealt, tail_of_few_dealt
from analysis.measures.stats.saddlepoint_tail import moments, tail_by_moments, tail_by_saddlepoint
from analysis.measures.stats.stratified_score import StratifiedScore

_FEW = 64  # documents that hold a term, up to which the distribution is worked out number by number
_SMALL = 0.02  # below which the tail of a normal curve with a skewness does not do


def documents_tail(score: StratifiedScore) -> np.ndarray:
    """Return the chance of as many documents with each term, or as few, to the side that its score leans to.

    Fisher's (1935) exact test within strata: the number is a sum of hypergeometric ones. It is worked out where it is
    small, number by number, or by the saddlepoint with a correction for whole numbers where more than 64 documents hold
    the term and neither group is small; elsewhere it is taken from its moments.
    """
    strata, held = score.strata, score.held
    n, t = strata.size, strata.drawn
    edge = score.sign * score.seen.sum(axis=1) - 0.5
    counted = replace(score, value=score.sign[score.term], spread=np.zeros_like(score.spread), edge=edge)
    if strata.leans:
        middle, spread, _ = moments(counted)
        skew = np.zeros(len(edge))
    else:
        middle = score.sign * (held * (t / n)).sum(axis=1)
        parts = held * (n - held) * (t * (n - t) / (n * n * np.maximum(n - 1, 1)))
        spread = np.sqrt(parts.sum(axis=1))
        third = (parts * (n - 2 * held) * ((n - 2 * t) / (n * np.maximum(n - 2, 1)))).sum(axis=1)
        skew = score.sign * third / np.where(spread > 0, spread, 1) ** 3
    count = score.first[1:] - score.first[:-1]
    varies = (score.sign != 0) & (spread > 0)
    tail = np.ones(len(count))
    tail[varies] = tail_by_moments((edge - middle)[varies] / spread[varies], skew[varies])
    small = varies & (tail < _SMALL)
    for most in 2 ** np.arange(3, _FEW.bit_length()):
        terms = np.flatnonzero(small & (count <= most) & ((count > most // 2) | (most == 8)))
        if len(terms):
            tail[terms] = _tail_of_few(score, terms)
    many = np.flatnonzero(small & (count > _FEW))
    if are_few_dealt(strata):
        alike = replace(counted, rate=np.zeros_like(score.rate))  # those that lack the term add nothing
        tail[many] = [tail_of_few_dealt(alike, int(term)) for term in many]
        return tail
    for part in in_parts(many, int(count[many].max()) if len(many) else 1):
        tail[part] = tail_by_saddlepoint(counted, part, middle[part], spread[part])
    return tail


def _tail_of_few(score: StratifiedScore, terms: np.ndarray) -> np.ndarray:
    """Return the tail from the chance of each number, stratum after stratum."""
    strata, held = score.strata, score.held[terms]
    most = int(held.sum(axis=1).max())
    sooner = np.ones(held.shape)
    if strata.leans:
        lean = np.bincount(score.term * held.shape[1] + score.stratum, score.lean, minlength=score.held.size).reshape(
            score.held.shape
        )[terms]
        sooner = np.exp(lean / np.maximum(held, 1))
    chance = np.zeros((len(terms), most + 1))
    chance[:, 0] = 1
    for own in np.flatnonzero(strata.mixed & held.any(axis=0)):
        here = held[:, own]
        table = _hypergeometric(strata.size[own], strata.drawn[own], int(here.max()))[here]
        if strata.leans:
            table = table * sooner[:, [own]] ** np.arange(table.shape[1])
        after = chance * table[:, :1]
        for number in range(1, table.shape[1]):
            after[:, number:] += chance[:, :-number] * table[:, [number]]
        chance = after
    sign = score.sign[terms][:, None]
    as_many = sign * np.arange(most + 1) >= sign * score.seen[terms].sum(axis=1)[:, None]
    return (chance * as_many).sum(axis=1) / chance.sum(axis=1)


def _hypergeometric(size: float, drawn: float, most: int) -> np.ndarray:
    """Return the chance that j of h documents are among those drawn: h by j, both from 0 to `most`."""
    held, j = np.arange(most + 1)[:, None], np.arange(most + 1)[None, :]
    others, left = size - held, drawn - j
    possible = (j <= held) & (left >= 0) & (left <= others)
    held, j, others, left = (np.where(possible, values, 0) for values in (held, j, others, left))
    ways = log_choose(held, j) + log_choose(others, left) - log_choose(size, drawn)
    return np.where(possible, np.exp(ways), 0)
