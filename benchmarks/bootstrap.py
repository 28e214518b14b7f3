#!/usr/bin/env python3
"""Measure how long the document bootstrap takes, and how much memory, on a corpus that is made up for it.

Each document has about 150 different terms, of a vocabulary in which few are frequent and most are rare. The same run
times one plain pass over the counts (the sums of the columns of both groups) and a loop over some resamples, one at a
time, scaled up to all of them, and goes through the same documents part by part.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scipy import sparse

    from analysis.measures.counts import Counts

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


def corpus(n_documents: int, n_terms: int, distinct: int) -> sparse.csr_array:
    """Return sparse counts, documents by terms: ranks spread evenly on a log scale, counts from 1 to 9."""
    import numpy as np
    from scipy import sparse

    random = np.random.default_rng(0)
    shape = (n_documents, round(distinct * 1.35))  # a term that comes twice counts once: about `distinct` are left
    term = (n_terms ** random.random(shape)).astype(np.int64).clip(max=n_terms - 1)
    term[:, :4] = random.integers(0, n_terms, size=(n_documents, 4))  # so that no term is without a document
    document = np.repeat(np.arange(n_documents), shape[1])
    counts = random.geometric(0.6, size=term.size).clip(max=9)
    cells = sparse.coo_array((counts, (document, term.ravel())), shape=(n_documents, n_terms))
    return cells.tocsr()


def parts(matrix: sparse.csr_array, n: int) -> Iterator[Counts]:
    """Yield the counts of the documents in n parts; the first half of the documents is the group x, the rest y."""
    import numpy as np
    import pandas as pd

    from analysis.measures.counts import Counts

    terms = np.array([f"{term:09}" for term in range(matrix.shape[1])], dtype=object)
    for rows in np.array_split(np.random.default_rng(1).permutation(matrix.shape[0]), n):
        group = np.where(rows < matrix.shape[0] // 2, "x", "y")
        documents = pd.DataFrame({"doc_id": rows, "source_type": group})
        yield Counts(documents, matrix[rows], terms, matrix[rows].sum(axis=1), documents)


def main() -> None:
    """Print seconds, memory and ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--terms", type=int, default=20000)
    parser.add_argument("--distinct", type=int, default=150)
    parser.add_argument("--times", type=int, default=2000)
    parser.add_argument("--parts", type=int, default=4)
    parser.add_argument("--looped", type=int, default=20, help="Resamples in the loop that is compared with.")
    given = parser.parse_args()

    import numpy as np

    from analysis.measures.stats.association import log_ratio
    from analysis.measures.stats.bootstrap import bootstrap_interval, poisson_weights
    from analysis.measures.stats.sample import Sample
    from benchmarks.streaming_bootstrap import bootstrap_of_parts

    matrix = corpus(given.documents, given.terms, given.distinct)
    words, half = matrix.sum(axis=1), given.documents // 2
    halves = slice(half), slice(half, None)
    groups = [Sample(matrix[part], words[part], range(given.documents)[part]) for part in halves]
    by_document = np.diff(matrix.indptr).mean()
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, NumPy {np.__version__}")
    print(
        f"{given.documents:,} documents in two groups, {given.terms:,} terms, of which "
        f"{len(np.unique(matrix.indices)):,} stand somewhere; {by_document:.0f} different terms a document; "
        f"{given.times:,} resamples"
    )

    before = peak()
    begin = time.perf_counter()
    low, high = bootstrap_interval(*groups, times=given.times)
    seconds = time.perf_counter() - begin
    print(f"bootstrap          {seconds:8.2f} s   target: under 20 s")
    print(f"memory at most     {peak():8.0f} MB  target: under 2,000 MB ({before:.0f} MB of it before the bootstrap)")

    begin = time.perf_counter()
    table = bootstrap_of_parts(parts(matrix, given.parts), target="x", times=given.times)
    seconds_of_parts = time.perf_counter() - begin
    there = np.flatnonzero(~np.isnan(low))
    alike = np.array_equal(table[["boot_low", "boot_high"]].to_numpy().T, (low[there], high[there]))
    print(f"in {given.parts} parts         {seconds_of_parts:8.2f} s   the same bounds to the bit: {alike}")
    print(f"memory at most     {peak():8.0f} MB")

    begin = time.perf_counter()
    for _ in range(20):
        for group in groups:
            group.matrix.sum(axis=0)
    plain = (time.perf_counter() - begin) / 20
    print(f"one plain pass     {1000 * plain:8.2f} ms  {seconds / plain:,.0f} of them in the time of the bootstrap")

    begin = time.perf_counter()
    drawn = [poisson_weights(group.ids, times=given.looped).astype(float) for group in groups]
    for r in range(given.looped):
        (a, c), (b, d) = ((each[:, r] @ g.matrix, each[:, r] @ g.words) for each, g in zip(drawn, groups, strict=True))
        log_ratio(a, b, c, d)
    loop = (time.perf_counter() - begin) / given.looped * given.times
    print(f"a loop, scaled up  {loop:8.2f} s   {loop / seconds:.1f} times the bootstrap, without sorting")
    print(f"{np.isfinite(low + high).sum():,} intervals with two ends")


def peak() -> float:
    """Return the most memory that this process has held so far, in MB."""
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    main()
