"""Labels dealt out within strata, document by document and deal by deal: what the suite's test works out instead."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

import numpy as np

from tests.measures.stats.dense_permutation import null_model


def scores(counts: np.ndarray, words: np.ndarray) -> np.ndarray:
    """Return what each document adds to the score of each term: ``(x - m) / (1 + φ m)``."""
    residuals, weights = null_model(counts.astype(float), words.astype(float))
    return residuals * np.sqrt(weights)


def every_deal(stratum: np.ndarray, inside: np.ndarray) -> Iterator[np.ndarray]:
    """Yield each way to choose as many documents of each stratum as are inside."""
    parts = [np.flatnonzero(stratum == one) for one in np.unique(stratum)]
    for choice in product(*(combinations(part, int(inside[part].sum())) for part in parts)):
        yield np.concatenate([np.array(rows, dtype=int) for rows in choice])


def some_deals(stratum: np.ndarray, inside: np.ndarray, times: int, seed: int = 0) -> Iterator[np.ndarray]:
    """Yield such ways, drawn at random."""
    random = np.random.default_rng(seed)
    parts = [np.flatnonzero(stratum == one) for one in np.unique(stratum)]
    for _ in range(times):
        yield np.concatenate([random.permutation(part)[: int(inside[part].sum())] for part in parts])


def share_as_large(adds: np.ndarray, inside: np.ndarray, deals: Iterator[np.ndarray]) -> np.ndarray:
    """Return the share of deals whose sum is as large as that of the documents inside, to the side that it leans to."""
    seen = adds[inside].sum(axis=0)
    side, slack = np.sign(seen), 1e-7 * np.abs(adds).max(axis=0)
    hits, times = np.zeros(adds.shape[1]), 0
    for rows in deals:
        hits += side * adds[rows].sum(axis=0) >= side * seen - slack
        times += 1
    return hits / times
