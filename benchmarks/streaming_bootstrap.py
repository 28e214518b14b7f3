"""The document bootstrap of a corpus that is counted part by part: each part is read once and let go of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.measures.counts import Counts
from analysis.measures.groups import group_labels
from analysis.measures.stats.association import log_ratio
from analysis.measures.stats.bootstrap import (
    SEED,
    TIMES,
    blocks,
    log_ratio_bounds,
    poisson_weights,
    resampled_sums,
)
from analysis.measures.stats.sample import Sample
from analysis.schema import InputError

_COLUMNS = ("term", "n_target", "n_reference", "total_target", "total_reference", "log_ratio", "boot_low", "boot_high")


@dataclass(frozen=True, eq=False)
class Resampled:
    """What is kept of the documents of a group: sums, which add up over parts of a corpus.

    Attributes
    ----------
    terms
        Sorted.
    n, total
        The count of each term, and of all words, as they are.
    counts, words
        The same in each resample: terms by resamples (whole numbers), and resamples.
    keys
        The documents or clusters that were drawn.
    """

    terms: np.ndarray
    n: np.ndarray
    total: int
    counts: np.ndarray
    words: np.ndarray
    keys: frozenset[str]

    def merge(self, other: Resampled) -> Resampled:
        """Return the sums of two sets of documents together; they are exact, so the order does not matter.

        A cluster may lie in both, a document may not: it would be counted twice.
        """
        terms, total = np.union1d(self.terms, other.terms), self.total + other.total
        n, counts = np.zeros(len(terms), dtype=np.int64), np.zeros((len(terms), len(self.words)), _exact(total))
        for one in (self, other):
            rows = np.searchsorted(terms, one.terms)
            n[rows] += one.n
            for block in blocks(len(rows), len(self.words)):
                counts[rows[block]] += one.counts[block]
        return Resampled(terms, n, total, counts, self.words + other.words, self.keys | other.keys)

    def of(self, terms: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the count of each of these terms, and the same in each resample as float64; 0 where there is none."""
        rows = np.minimum(np.searchsorted(self.terms, terms), max(len(self.terms) - 1, 0))
        n, counts = np.zeros(len(terms), dtype=np.int64), np.zeros((len(terms), len(self.words)))
        known = self.terms[rows] == terms if len(self.terms) else np.zeros(len(terms), dtype=bool)
        n[known], counts[known] = self.n[rows[known]], self.counts[rows[known]]
        return n, counts


def resample(group: Sample, terms: np.ndarray, *, times: int = TIMES, seed: int = SEED) -> Resampled:
    """Return the sums of a group in each resample.

    Takes 4 bytes for each term and resample (8 from some 200 million words on), so 160 MB for 20,000 terms in 2,000
    resamples, whatever the number of documents. Where that is too much, give fewer terms: the words of the documents
    stay what they are.
    """
    whole = group.clustered(group.ids)
    drawn = poisson_weights(whole.ids, times=times, seed=seed)
    by_term, total = whole.matrix.T.tocsr(), int(np.sum(whole.words))
    counts = np.empty((len(terms), times), dtype=_exact(total))
    for block in blocks(len(terms), times):
        counts[block] = resampled_sums(by_term[block], drawn)
    return Resampled(
        terms=np.asarray(terms, dtype=object),
        n=np.asarray(by_term.sum(axis=1), dtype=np.int64),
        total=total,
        counts=counts,
        words=resampled_sums(np.asarray(whole.words)[None, :], drawn)[0],
        keys=frozenset(map(str, whole.ids)),
    )


def bootstrap_of_parts(
    parts: Iterable[Counts],
    *,
    by: str = "source_type",
    target: str,
    reference: str | None = None,
    cluster: str = "doc_id",
    times: int = TIMES,
) -> pd.DataFrame:
    """Return the log ratio of each term with its bounds, from counts that come one after another.

    Parameters
    ----------
    parts
        Counts of some documents each, of the same part and voice; no document is in two of them. They are gone through
        once.
    by, target, reference
        As in `keyness`; a part may lack either group.
    cluster
        The column of the documents that says which of them are drawn together; ``doc_id`` draws each by itself.
    times
        Number of resamples; their seed is `bootstrap.SEED`.

    Returns
    -------
    DataFrame
        ``term, n_target, n_reference, total_target, total_reference, log_ratio, boot_low, boot_high`` for every term of
        either group, sorted by term. The bounds are, to the last bit, those of `bootstrap.bootstrap_interval` on the
        merged counts.

    Raises
    ------
    InputError
        If a group has no words in any of the parts.
    """
    sums: dict[str, Resampled] = {}
    for counts in parts:
        documents = counts.by_document()
        here, keys = group_labels(documents.rows, by), group_labels(documents.rows, cluster)
        of_target = here == str(target)
        of_reference = ~of_target if reference is None else here == str(reference)
        for side, rows in (("target", of_target), ("reference", of_reference)):
            if rows.any():
                group = Sample(documents.matrix[rows.nonzero()[0]], documents.words[rows], keys[rows])
                now = resample(group, documents.terms, times=times)
                sums[side] = sums[side].merge(now) if side in sums else now
    for side, value in (("target", target), ("reference", reference or f"all but {target}")):
        if side not in sums:
            raise InputError(f"group {value} has no words in any part of the corpus")
    a, b = sums["target"], sums["reference"]
    terms, n_target, n_reference, low, high = resampled_interval(a, b)
    ratios = log_ratio(n_target, n_reference, a.total, b.total)
    columns = (terms, n_target, n_reference, a.total, b.total, ratios, low, high)
    table = pd.DataFrame(dict(zip(_COLUMNS, columns, strict=True)))
    return table[(table["n_target"] > 0) | (table["n_reference"] > 0)].reset_index(drop=True)


class Bounds(NamedTuple):
    """The terms of either group, sorted, with their counts and the bounds of their log ratios."""

    terms: np.ndarray
    n_target: np.ndarray
    n_reference: np.ndarray
    low: np.ndarray
    high: np.ndarray


def resampled_interval(target: Resampled, reference: Resampled, *, alpha: float = 0.05) -> Bounds:
    """Return the bounds of the log ratio of each term, as `bootstrap_interval` does."""
    terms = np.union1d(target.terms, reference.terms)
    counts = np.zeros((2, len(terms)), dtype=np.int64)
    low, high = np.full(len(terms), np.nan), np.full(len(terms), np.nan)
    for block in blocks(len(terms), len(target.words)):
        (counts[0, block], a), (counts[1, block], b) = (one.of(terms[block]) for one in (target, reference))
        if min(len(target.keys), len(reference.keys)) > 1:
            seen, words = (counts[0, block], counts[1, block]), (target.words, reference.words)
            low[block], high[block] = log_ratio_bounds((a, b), words, seen, alpha=alpha)
    return Bounds(terms, counts[0], counts[1], low, high)


def _exact(total: int) -> type[np.unsignedinteger]:
    """Return a kind of number that holds any sum of so many words, each drawn at most 20 times."""
    return np.uint32 if 20 * total < 2**32 else np.uint64
