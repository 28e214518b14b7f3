"""Documents in strata of like length, within which labels are dealt out, and sums over the lengths of each stratum."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from scipy.optimize import brentq
from scipy.special import expit

STRATA = 10
_LEAST = 2  # documents of the smaller group for each stratum, on average
_UNLIKE, _ALIKE = 0.85, 0.9  # overlap of groups of unlike lengths, and of alike
_LEFT = 1.0, 2.7  # standard deviations that are left to chance in such groups
FEW_DEALT = 20  # documents of a group, up to which deals beside many are as long as the groups are
MANY = 100  # documents of both groups, from which on that is so
_MOST_STEPS = 60  # of Newton's method
_STEEPEST = 30.0  # slope in standard deviations of length, beyond which labels follow from lengths alone
_DIGITS = 6  # to which sums over lengths are right


class LengthSums(NamedTuple):
    """Sums of functions of length over the documents of each stratum, taken over a few lengths with weights.

    The functions, powers of ``w / (1 + k w)`` with k from term to term, have no pole nearer to the real line than π on
    the logarithm of length, so that a few nodes of Gauss's quadrature for these very documents (Golub and Welsch 1969)
    give six digits.

    Attributes
    ----------
    words, weight
        The nodes, stratum after stratum, and how many documents each speaks for.
    first
        Where each stratum begins.
    """

    words: np.ndarray
    weight: np.ndarray
    first: np.ndarray

    @classmethod
    def of(cls, words: np.ndarray, stratum: np.ndarray, strata: int) -> LengthSums:
        """Return what speaks for documents of these lengths, each in the stratum of that number."""
        parts = [_quadrature(words[stratum == one]) for one in range(strata)]
        first = np.cumsum([0, *(len(nodes) for nodes, _ in parts[:-1])])
        return cls(np.concatenate([nodes for nodes, _ in parts]), np.concatenate([by for _, by in parts]), first)

    def damped(self, burst: np.ndarray) -> np.ndarray:
        """Return ``w / (1 + k w)`` at each node for the k of each term: terms by nodes."""
        return self.words / (1 + burst[:, None] * self.words)

    def by_stratum(self, at_nodes: np.ndarray) -> np.ndarray:
        """Return the sums over each stratum of what is given at the nodes: terms by strata."""
        return np.add.reduceat(at_nodes * self.weight, self.first, axis=1)


@dataclass(frozen=True, eq=False)
class LengthStrata:
    """Which stratum of length each document of two groups is in, and what is known of each stratum.

    Documents are ranked by length and divided into ten strata of about the same size, or fewer where the smaller group
    has fewer than 20 documents. Documents of one length are in one stratum.

    Attributes
    ----------
    target, reference
        The stratum of each document.
    size, drawn
        Documents of each stratum, and how many of them are the target's.
    every, own, whole
        Sums over all documents of a stratum, over the target's, and over all documents whatever their stratum.
    lean
        Logarithm of how much sooner each document is dealt to the target than others of its stratum; the target's
        documents first.
    drift
        By how much the share of the target differs at each node of `every` from that of its stratum.
    words
        The number of words of each document; the target's first.
    """

    target: np.ndarray
    reference: np.ndarray
    size: np.ndarray
    drawn: np.ndarray
    every: LengthSums
    own: LengthSums
    whole: LengthSums
    lean: np.ndarray
    drift: np.ndarray
    words: np.ndarray

    @classmethod
    def of(cls, target: np.ndarray, reference: np.ndarray) -> LengthStrata:
        """Return the strata of documents with these numbers of words."""
        words = np.concatenate([target, reference]).astype(float)
        _, which, times = np.unique(words, return_inverse=True, return_counts=True)
        wanted = max(1, min(STRATA, min(len(target), len(reference)) // _LEAST))
        shorter = np.cumsum(times) - times
        strata, of_length = np.unique(wanted * shorter // len(words), return_inverse=True)
        stratum, n = of_length[which], len(target)
        size, drawn = (np.bincount(some, minlength=len(strata)).astype(float) for some in (stratum, stratum[:n]))
        every = LengthSums.of(words, stratum, len(strata))
        of_node = np.repeat(np.arange(len(strata)), np.diff(np.append(every.first, len(every.words))))
        lean, drift = _leaning(words, stratum, size, drawn, (every.words, of_node))
        own = LengthSums.of(words[:n], stratum[:n], len(strata))
        whole = LengthSums.of(words, np.zeros(len(words), dtype=np.int64), 1)
        return cls(stratum[:n], stratum[n:], size, drawn, every, own, whole, lean, drift, words)

    @cached_property
    def of_document(self) -> np.ndarray:
        """The stratum of each document; the target's first."""
        return np.concatenate([self.target, self.reference])

    @cached_property
    def mixed(self) -> np.ndarray:
        """Whether both groups have documents in each stratum; where not, there is nothing to deal out."""
        return (self.drawn > 0) & (self.drawn < self.size)

    @property
    def overlap(self) -> float:
        """How much of what the groups could tell of a difference is left within strata, from 0 to 1.

        ``Σ t (n - t) / n`` over the strata of n documents, t of them the target's, divided by the same of all
        documents.
        """
        return _overlap(self.size, self.drawn)

    @cached_property
    def leans(self) -> bool:
        """Whether the chance to be dealt to the target depends on length within strata."""
        return bool(self.lean.any())


def _overlap(size: np.ndarray, drawn: np.ndarray) -> float:
    t, n = drawn.sum(), size.sum()
    return float((drawn * (size - drawn) / size).sum() / (t * (n - t) / n))


def _leaning(
    words: np.ndarray,
    stratum: np.ndarray,
    size: np.ndarray,
    drawn: np.ndarray,
    nodes: tuple[np.ndarray, np.ndarray],
) -> tuple[np.ndarray, np.ndarray]:
    """Return `LengthStrata.lean` and `LengthStrata.drift`: 0 where lengths differ within strata as by chance.

    The first of the words are the target's. The chance is logistic in length, as steep as it must be so that the
    target's documents have within strata the number of words that they have, but for what is left to chance: up to 2.7
    standard deviations, or one where the groups are of unlike lengths or differ by more. Nothing is left in a group of
    few documents beside many. Else every word that the target lacks would differ for the length of the others alone.
    """
    mixed = (drawn > 0) & (drawn < size)
    mean = np.bincount(stratum, words, minlength=len(size)) / size
    off = np.where(mixed[stratum], words - mean[stratum], 0)
    squares = np.bincount(stratum, off**2, minlength=len(size)) / size
    error = np.sqrt((drawn * (size - drawn) / np.maximum(size - 1, 1) * squares)[mixed].sum())
    inside = np.arange(len(words)) < drawn.sum()
    seen = off[inside].sum()
    alike = min(1.0, max(0.0, (_overlap(size, drawn) - _UNLIKE) / (_ALIKE - _UNLIKE)))
    few = min(drawn.sum(), (size - drawn).sum()) <= FEW_DEALT and len(words) > MANY
    least, most = _LEFT
    by_chance = min(1.0, max(0.0, 1 - 2 * (abs(seen) / error - most))) if error else 1.0
    left = 0.0 if few else (least + (most - least) * alike * by_chance) * error
    if not error or abs(seen) <= left:
        return np.zeros(len(words)), np.zeros(len(nodes[0]))
    wide = np.sqrt(squares[stratum].clip(1e-300))
    x, goal = off / wide, seen - np.sign(seen) * left
    start = np.where(mixed, np.log(np.maximum(drawn, 0.5) / np.maximum(size - drawn, 0.5)), 0)

    def beyond(slope: float) -> float:
        share = _even_shares(start, slope * x, stratum, size)
        return float((expit(share[stratum] + slope * x) * off).sum() - goal)

    first, last = 0.0, float(np.sign(goal)) / 8
    while abs(last) < _STEEPEST and beyond(last) * np.sign(goal) < 0:  # the sum grows with the slope
        first, last = last, 2 * last
    slope = brentq(beyond, first, last, xtol=1e-12) if beyond(last) * np.sign(goal) > 0 else last
    share = _even_shares(start, slope * x, stratum, size)
    at_node = (nodes[0] - mean[nodes[1]]) / np.sqrt(squares.clip(1e-300))[nodes[1]]
    drift = np.where(mixed[nodes[1]], expit(share[nodes[1]] + slope * at_node) - (drawn / size)[nodes[1]], 0)
    return np.where(mixed[stratum], share[stratum] - start[stratum] + slope * x, 0), drift


def _even_shares(start: np.ndarray, lean: np.ndarray, stratum: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Return the logits with which each stratum gives as many documents as with those of `start` and nothing leaning.

    By Newton's method for the logit of the share that is given, which grows with these logits and never faster.
    """
    share = start.copy()
    for _ in range(_MOST_STEPS):
        p = expit(share[stratum] + lean)
        given, moves = (np.bincount(stratum, values, minlength=len(size)) for values in (p, p * (1 - p)))
        given = np.clip(given, 1e-9 * size, (1 - 1e-9) * size)
        step = (start - np.log(given / (size - given))) / np.maximum(size * moves / (given * (size - given)), 0.02)
        step = np.clip(step, -4, 4)
        share += step
        if np.abs(step).max() < 1e-12:
            break
    return share


def _quadrature(words: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return nodes and weights that speak for documents of these lengths; one of weight 0 where there are none."""
    if not len(words):
        return np.ones(1), np.zeros(1)
    lengths, times = np.unique(words, return_counts=True)
    half = np.log(lengths[-1] / lengths[0]) / 2
    wanted = 1 + int(np.ceil(_DIGITS * np.log(10) / (2 * np.arcsinh(np.pi / max(half, 1e-9)))))
    if len(lengths) <= wanted:
        return lengths, times.astype(float)
    middle = np.log(lengths[0] * lengths[-1]) / 2
    x = (np.log(lengths) - middle) / half
    basis: list[np.ndarray] = [np.sqrt(times / times.sum())]
    diagonal, beside = [], []
    for _ in range(wanted):  # Lanczos's recurrence, kept orthogonal
        rest = x * basis[-1]
        diagonal.append(float((rest * basis[-1]).sum()))
        for known in basis + basis:
            rest = rest - (rest * known).sum() * known
        beside.append(float(np.sqrt((rest * rest).sum())))
        basis.append(rest / beside[-1])
    values, vectors = np.linalg.eigh(np.diag(diagonal) + np.diag(beside[:-1], 1) + np.diag(beside[:-1], -1))
    return np.exp(values * half + middle), times.sum() * vectors[0] ** 2
