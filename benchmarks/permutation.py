#!/usr/bin/env python3
"""Set the p of the suite's test beside labels that are really dealt out, a million times.

Each deal gives as many documents of each stratum of length to the target as it has. The score of each term and the
number of documents that hold it are worked out document by document from their definitions, and p is twice the share
of deals in which they are as large on the side of the score, both joined as `permutation_p` joins them. Printed is how
often p is within a factor of the share: 1.3 from .0001 up, and 1.5 down to the smallest share that the deals can tell.

Without a file the documents are simulated. FILE is a .npz with NAME_counts (documents by terms), NAME_words and NAME_n
(documents of the target, which come first, and of the reference) for each comparison; if it has NAME_p_strata too,
shares of more deals in ten strata of length, the score's own p is set beside these.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np

    from analysis.measures.stats.length_strata import LengthStrata

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

BLOCK = 2048  # deals at a time
_TIE = 2e-5  # of the most that a document adds, more than a sum of small floats errs


class Comparison(NamedTuple):
    """Two groups: documents by terms, the words of each document, and how many of them are the target's."""

    name: str
    counts: np.ndarray
    words: np.ndarray
    target: int


def simulated() -> Iterator[Comparison]:
    """Yield two comparisons of texts that no one wrote, words of one group made more frequent."""
    import numpy as np

    for name, sizes, shape in (("140 against 140", (140, 140), 0.5), ("30 against 150", (30, 150), 0.8)):
        random = np.random.default_rng(sum(sizes))
        words = np.round(500 * np.exp(0.8 * random.standard_normal(sum(sizes)))).astype(np.int64) + 20
        rate = 1 / (np.arange(1, 6001) + 2.7) ** 1.05
        means = words[:, None] * (rate / rate.sum()) * random.gamma(shape, 1 / shape, (len(words), len(rate)))
        means[: sizes[0], ::25] *= 3
        yield Comparison(name, random.poisson(means), words, sizes[0])


def stored(path: Path) -> Iterator[tuple[Comparison, np.ndarray | None]]:
    """Yield the comparisons of a file, and the shares that it has of each."""
    import numpy as np

    with np.load(path) as file:
        for key in file:
            if key.endswith("_counts"):
                name = key.removesuffix("_counts")
                words, sizes = file[f"{name}_words"], file[f"{name}_n"]
                shares = file.get(f"{name}_p_strata")
                yield Comparison(name, file[key].astype(np.int64), words.astype(np.int64), int(sizes[0])), shares


def adds(counts: np.ndarray, words: np.ndarray) -> np.ndarray:
    """Return what each document adds to the score of each term: ``(x - m) / (1 + φ m)``."""
    import numpy as np

    rate = counts.sum(axis=0) / words.sum()
    for step in range(3):
        m = words[:, None] * rate
        burst = np.maximum(0, ((counts - m) ** 2 - m).sum(axis=0) / (m * m).sum(axis=0))
        damped = 1 / (1 + burst * m)
        if step < 2:
            rate = (counts * damped).sum(axis=0) / (words[:, None] * damped).sum(axis=0)
    return (counts - m) * damped


def draws(strata: LengthStrata, times: int, random: np.random.Generator) -> np.ndarray:
    """Return deals by documents, 1 for the target's: in each stratum as many as it has, by the odds of each.

    One document after the other, with the chance that the rest of its stratum leaves it.
    """
    import numpy as np

    stratum = np.concatenate([strata.target, strata.reference])
    dealt = np.zeros((times, len(stratum)), dtype=np.float32)
    for own in np.flatnonzero(strata.drawn > 0):
        rows, drawn = np.flatnonzero(stratum == own), int(strata.drawn[own])
        odds = np.exp(strata.lean[rows])
        ways = np.zeros((len(rows) + 1, drawn + 1))  # of the last documents, to draw so many
        ways[0, 0] = 1
        for place, chance in enumerate(odds[::-1]):
            ways[place + 1] = ways[place]
            ways[place + 1, 1:] += chance * ways[place, :-1]
            ways[place + 1] /= ways[place + 1].max()
        left = np.full(times, drawn)
        for place, row in enumerate(rows):
            with_it = odds[place] * ways[len(rows) - place - 1, np.maximum(left - 1, 0)] * (left > 0)
            without = ways[len(rows) - place - 1, left]
            taken = random.random(times) * (with_it + without) < with_it
            dealt[:, row] = taken
            left -= taken
    return dealt


def dealt_shares(one: Comparison, terms: np.ndarray, deals: int, strata: Any) -> tuple[np.ndarray, np.ndarray]:
    """Return the share of deals in which score and number of documents are as large as they are."""
    import numpy as np

    random = np.random.default_rng(0)
    values = adds(one.counts[:, terms].astype(float), one.words.astype(float))
    seen = values[: one.target].sum(axis=0)
    side, slack = np.sign(seen), _TIE * np.abs(values).max(axis=0)
    scores, holds = values.astype(np.float32), (one.counts[:, terms] > 0).astype(np.float32)
    held = holds[: one.target].sum(axis=0)
    hits = np.zeros((2, len(terms)))
    for begin in range(0, deals, BLOCK):
        dealt = draws(strata, min(BLOCK, deals - begin), random)
        hits[0] += (side * (dealt @ scores) >= side * seen - slack).sum(axis=0)
        hits[1] += (side * (dealt @ holds) >= side * held - 0.25).sum(axis=0)
    return hits[0] / deals, hits[1] / deals


def agreement(p: np.ndarray, share: np.ndarray, least: float, factor: float) -> str:
    """Return how many p are within a factor, among those whose share is at least so much."""
    import numpy as np

    known = share >= least
    off = np.abs(np.log(p[known] / share[known]))
    return f"{(off <= np.log(factor)).mean():.1%} of {known.sum():,} within {factor} where p is at least {least:g}"


def main() -> None:
    """Deal, compare, and print."""
    import numpy as np
    from scipy import sparse

    from analysis.measures.stats.group_spread import spread
    from analysis.measures.stats.permutation_test import DOCUMENTS_WEIGHT, Deals, Tails, combine
    from analysis.measures.stats.sample import Sample
    from analysis.measures.stats.significance import benjamini_hochberg

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path, nargs="?", help="comparisons as .npz; without it they are simulated")
    parser.add_argument("--deals", type=int, default=1_000_000)
    options = parser.parse_args()
    found = stored(options.file) if options.file else ((one, None) for one in simulated())
    for one, table in found:
        inside = slice(0, one.target), slice(one.target, None)
        groups = [Sample(sparse.csr_array(one.counts[rows]), one.words[rows]) for rows in inside]
        deals = Deals(*(group.units.lengths for group in groups))
        used = np.flatnonzero(one.counts.any(axis=0))
        groups = [group.columns(used) for group in groups]
        tails = Tails.of(*groups, deals)
        p = tails.p(deals, *(spread(group) for group in groups))
        tested = np.flatnonzero(~np.isnan(p))
        score, documents = dealt_shares(one, used[tested], options.deals, deals.strata)
        floor = 1 / options.deals
        whole = combine(*(np.minimum(1, 2 * np.maximum(part, floor)) for part in (score, documents)), DOCUMENTS_WEIGHT)
        print(f"{one.name}: {len(tested):,} terms, {(benjamini_hochberg(p[tested]) <= 0.05).sum()} of them key")
        told = 100 / options.deals  # within about 10 %
        sides = np.minimum(1, 2 * tails.score[tested]), np.minimum(1, 2 * score)
        print(f"  the score      {agreement(*sides, max(1e-4, told), 1.3)}; {agreement(*sides, told, 1.5)}")
        print(f"  with documents {agreement(p[tested], whole, max(1e-4, told), 1.3)}")
        if table is not None:
            known = table[used[tested]]
            print(f"  the file's     {agreement(sides[0], known, 1e-4, 1.3)}; {agreement(sides[0], known, 1e-6, 1.5)}")
            print(
                f"  and p with it  {agreement(p[tested], known, 1e-4, 1.3)}; {agreement(p[tested], known, 1e-6, 1.5)}"
            )


if __name__ == "__main__":
    main()
