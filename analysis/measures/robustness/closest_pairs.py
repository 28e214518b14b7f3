"""The pair of texts that is most alike under a specification; where a text is left out, from those alike with it."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from analysis.measures.frequency.similar_pairs import CLOSE, LISTED, Pairs, closest, exact, ranked
from analysis.measures.robustness.specification import FEW, Specification

FIRST = 20  # pairs whose cosines say how close another must be to come first


def alike(spec: Specification, pair: tuple[int, int]) -> tuple[float, Pairs]:
    """Return the cosine of a pair of texts, and the other pairs that may have the highest (`closest`)."""
    others = _without_text(spec, pair)
    if others is not None:
        return others
    weights = spec.weights[2]
    mine = float(np.round(exact(weights, *(np.array([one]) for one in pair))[0], 12))
    return mine, closest(weights, pair)


def _without_text(spec: Specification, pair: tuple[int, int]) -> tuple[float, Pairs] | None:
    """Return what `alike` does where one text is left out, from the pairs that are closest with it.

    To leave out one of many texts changes every idf a little. If each is multiplied by a number between r and R, no
    cosine grows by more than (R/r)², so a pair that was further behind cannot come first. None where this does not say
    enough, or other things than the idf change.
    """
    every, counted = spec.whole, spec.counted
    if every is None:
        return None

    def rank() -> tuple[list[str], sparse.csr_array, np.ndarray, Pairs]:
        doc_ids, counts, _ = every.fitted
        return doc_ids, counts, np.bincount(counts.indices, minlength=counts.shape[1]), ranked(every.weights[2])

    doc_ids, counts, texts, pairs = counted.kept("ranked pairs", every.key, rank, most=FEW)
    if spec.without not in doc_ids:
        return None
    gone, n = doc_ids.index(spec.without), len(doc_ids)
    left = texts.copy()
    left[counts.indices[slice(*counts.indptr[gone : gone + 2])]] -= 1
    idf = smooth_idf(left, n - 1)
    mine = tuple(at + (at >= gone) for at in pair)  # the places in `pairs`
    other = (pairs.first != gone) & (pairs.second != gone) & ((pairs.first != mine[0]) | (pairs.second != mine[1]))
    first, second, about = (column[other] for column in pairs)
    if not len(first):
        return None
    moved = idf / smooth_idf(texts, n)
    most = (moved[left > 1].max(initial=0) / moved[left > 0].min()) ** 2 + CLOSE

    def of(first: np.ndarray, second: np.ndarray) -> np.ndarray:
        rows, at = np.unique(np.concatenate([first, second]), return_inverse=True)
        return np.round(exact(weigh(counts[rows], idf), *np.split(at, 2)), 12)

    cosine, *best = of(np.append(mine[0], first[:FIRST]), np.append(mine[1], second[:FIRST])).tolist()
    least = max(best) / most - 2 * CLOSE
    if len(pairs.cosine) == LISTED and pairs.cosine[-1] >= least:
        return None
    likely = np.flatnonzero(about >= least)
    near = np.array(best)[likely] if likely[-1] < FIRST else of(first[likely], second[likely])
    order = np.lexsort((second[likely], first[likely]))
    first, second = (side[likely][order] - (side[likely][order] > gone) for side in (first, second))
    return cosine, Pairs(first, second, near[order])


def smooth_idf(texts: np.ndarray, n: int) -> np.ndarray:
    """Return the smooth idf of terms that are in so many of n texts, to the last bit as scikit-learn has it."""
    return np.log((n + 1) / (texts + 1.0)) + 1.0


def weigh(counts: sparse.csr_array, idf: np.ndarray) -> sparse.csr_array:
    """Return TF-IDF weights, each text of length 1, as scikit-learn's transformer does, without its checks."""
    from sklearn.preprocessing import normalize

    weights = counts.astype(np.float64)
    weights.data *= idf[weights.indices]
    return normalize(weights, copy=False)
