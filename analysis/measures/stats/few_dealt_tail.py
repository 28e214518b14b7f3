"""The tail where one group has few documents: a sum of few draws has lumps, however many documents hold the term."""

from __future__ import annotations

from itertools import pairwise
from math import factorial

import numpy as np

from analysis.measures.stats.length_strata import FEW_DEALT, LengthStrata
from analysis.measures.stats.stratified_score import StratifiedScore

_STEPS = 4096  # of the line on which sums are
_DIGITS_LEFT = 1e-4  # of a sum of products by Newton's identities, below which too many of its digits cancel


def are_few_dealt(strata: LengthStrata) -> bool:
    """Return whether one of the groups has so few documents in the strata with documents of both."""
    n, t = strata.size[strata.mixed].sum(), strata.drawn[strata.mixed].sum()
    return bool(min(t, n - t) <= FEW_DEALT)


def tail_of_few_dealt(score: StratifiedScore, term: int) -> float:
    """Return the chance of a score as large as that of the groups as they are, from all sums of the smaller group.

    Each stratum gives its few documents, whether they hold the term or not: the generating function of their sum is the
    elementary symmetric polynomial of what its documents add, which follows from the sums of their powers by Newton's
    identities. Those of all strata are multiplied on a line of 4,096 steps and taken back by Fourier transform. What a
    document adds is rounded to a step, in the groups as they are too. Of a chance below 10⁻¹² no more
    is known than that.
    """
    strata = score.strata
    turned = strata.drawn[strata.mixed].sum() > (strata.size - strata.drawn)[strata.mixed].sum()
    adds = _what_each_adds(score, term) * (-1 if turned else 1)
    sooner = np.exp(-strata.lean if turned else strata.lean)
    inside = (np.arange(len(adds)) < len(strata.target)) != turned
    parts = [np.flatnonzero(strata.of_document == own) for own in np.flatnonzero(strata.mixed)]
    drawn = [int(inside[part].sum()) for part in parts]
    ordered = [np.sort(adds[part]) for part in parts]
    reach = sum(values[-k:].sum() - values[:k].sum() for values, k in zip(ordered, drawn, strict=True))
    if reach <= 0:
        return 1.0
    step = reach / (_STEPS - 2 * sum(drawn) - 2)
    wave, lowest, seen = np.ones(_STEPS // 2 + 1, dtype=complex), 0, 0
    for part, values, k in zip(parts, ordered, drawn, strict=True):
        place = np.rint((adds[part] - values[0]) / step).astype(np.int64)
        wave *= _drawn_together(place, sooner[part], k)
        lowest += int(np.sort(place)[:k].sum())
        seen += int(place[inside[part]].sum())
    chance = np.roll(np.fft.irfft(wave, _STEPS), -lowest % _STEPS)
    return float(np.clip(chance[seen - lowest :].clip(0).sum(), np.finfo(float).tiny, 1))


def _what_each_adds(score: StratifiedScore, term: int) -> np.ndarray:
    """Return what each document adds to the score of a term (`StratifiedScore`), those too that lack it."""
    strata, here = score.strata, slice(score.first[term], score.first[term + 1])
    damped = strata.words / (1 + score.burst[term] * strata.words)
    adds = -score.rate[term] * score.sign[term] * (damped - score.mean[term, strata.of_document])
    adds[score.document[here]] = score.value[here]
    return adds


def _drawn_together(place: np.ndarray, sooner: np.ndarray, k: int) -> np.ndarray:
    """Return the Fourier transform of the chance of each sum of k places out of these, drawn without replacement."""
    weight = sooner / sooner.sum()
    grown = [np.ones(_STEPS // 2 + 1, dtype=complex)]
    powers = [np.fft.rfft(np.bincount(place * j % _STEPS, weight**j, minlength=_STEPS)) for j in range(1, k + 1)]
    for m in range(1, k + 1):
        grown.append(sum((-1) ** (j - 1) * grown[m - j] * powers[j - 1] for j in range(1, m + 1)) / m)
    whole = grown[k][0].real
    if whole * factorial(k) < _DIGITS_LEFT:  # what is left of 1 after as many were taken away
        return _one_by_one(place, weight, k)
    return grown[k] / whole


def _one_by_one(place: np.ndarray, weight: np.ndarray, k: int) -> np.ndarray:
    """Return the same document after document, which takes longer and loses no digits, however uneven the weights."""
    turn = np.arange(_STEPS // 2 + 1) * (-2j * np.pi / _STEPS)
    grown = [np.ones_like(turn), *[np.zeros_like(turn)] * k]
    for number, own in zip(place.tolist(), (weight / weight.max()).tolist(), strict=True):
        one = own * np.exp(turn * number)
        grown = [grown[0], *(after + one * before for before, after in pairwise(grown))]
    return grown[k] / grown[k][0].real
