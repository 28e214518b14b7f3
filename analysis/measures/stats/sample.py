"""The counts and lengths of one group's units, and the one way in which rows of counts are added up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse


def sum_rows(values: Any, group: np.ndarray, n_groups: int) -> Any:
    """Return the sum of the rows of each group, of a sparse matrix (its columns in order) or of a vector.

    Parameters
    ----------
    values
        Whole numbers, one row per unit.
    group
        The number of each row's group, from 0 to ``n_groups - 1``.
    """
    ones, shape = np.ones(len(group), dtype=np.int64), (n_groups, len(group))
    sums = sparse.csr_array((ones, (group, np.arange(len(group)))), shape=shape) @ values
    if sparse.issparse(sums):
        sums.sum_duplicates()  # sorts the columns of each row too
    return sums


class Units:
    """What is known of the units of a group whatever the terms, and so worked out once for all of them."""

    def __init__(self, words: np.ndarray, ids: Sequence[object] | np.ndarray = ()) -> None:
        self.words, self.ids = words, ids

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.words)

    @cached_property
    def lengths(self) -> np.ndarray:
        """Number of words of each, as fractions."""
        return self.words.astype(float)

    @cached_property
    def total(self) -> int:
        """Words of all."""
        return int(self.words.sum())

    @cached_property
    def shares(self) -> np.ndarray:
        """Share of all words that each holds."""
        return self.lengths / self.lengths.sum()

    @cached_property
    def held_larger(self) -> np.ndarray:
        """What the squares of each are multiplied by, since it draws the rate of the group to itself."""
        return 1 / (1 - self.lengths / self.total) ** 2 if len(self) > 1 else np.ones(1)

    @cached_property
    def freedom(self) -> float:
        """How many of one size would weigh as much as these, less 1; at least 1."""
        return max(1.0, self.total**2 / float((self.lengths**2).sum()) - 1)

    @cached_property
    def names(self) -> np.ndarray:
        """What they are called, in the order of these names."""
        return np.array([str(name) for name in self.ids], dtype=object)[self._order]

    @cached_property
    def ranks(self) -> np.ndarray:
        """The place of each in that order."""
        return np.argsort(self._order, kind="stable")

    @cached_property
    def _order(self) -> np.ndarray:
        return np.argsort(np.array([str(name) for name in self.ids], dtype=object), kind="stable")


class Cells(NamedTuple):
    """Counts that are not zero, those of a term together, in the order of the units."""

    term: np.ndarray
    unit: np.ndarray
    n: np.ndarray  # as fractions, which hold whole numbers up to 2^53 exactly


@dataclass(frozen=True, eq=False)
class Sample:
    """The counts of one group, a row for each unit: a document, or a cluster of documents taken as one.

    Attributes
    ----------
    matrix
        Sparse, units by terms, counts.
    words
        Number of words of each unit.
    ids
        What each unit is called: its doc_id, or the name of its cluster; needed where units are drawn or named.
    known
        What is known of the units already.

    See Also
    --------
    permutation_p, log_ratio_interval : What two samples say of a difference.

    Examples
    --------
    >>> from scipy import sparse
    >>> group = Sample(sparse.csr_array([[2, 0], [1, 3]]), np.array([10, 20]))
    >>> group.n.tolist(), group.total, group.documents.tolist()
    ([3, 3], 30, [2, 1])
    """

    matrix: sparse.sparray
    words: np.ndarray
    ids: Sequence[object] | np.ndarray = ()
    known: Units | None = None

    def __len__(self) -> int:
        """Return the number of units."""
        return len(self.words)

    @cached_property
    def units(self) -> Units:
        """What is known of the units."""
        return Units(self.words, self.ids) if self.known is None else self.known

    @cached_property
    def by_term(self) -> sparse.csr_array:
        """The counts that are not zero, as fractions, terms by units."""
        counts = self.matrix.T.tocsr().astype(float)
        if not counts.data.all():
            counts.eliminate_zeros()
        return counts

    @cached_property
    def cells(self) -> Cells:
        """The counts that are not zero."""
        counts = self.by_term
        return Cells(np.repeat(np.arange(counts.shape[0]), self.documents), counts.indices, counts.data)

    @cached_property
    def n(self) -> np.ndarray:
        """Occurrences of each term."""
        return self.sum_by_term(self.cells.n).astype(np.int64)

    @property
    def total(self) -> int:
        """Words of all units."""
        return self.units.total

    @cached_property
    def documents(self) -> np.ndarray:
        """The number of units that hold each term."""
        return np.diff(self.by_term.indptr).astype(np.int64)

    def sum_by_term(self, values: np.ndarray) -> np.ndarray:
        """Return for each term the sum of what is given for its cells."""
        return np.bincount(self.cells.term, values, minlength=self.matrix.shape[1]).astype(float, copy=False)

    @property
    def freedom(self) -> float:
        """How many units of one size would weigh as much as these, less 1; at least 1."""
        return self.units.freedom

    def take(self, rows: np.ndarray) -> Sample:
        """Return the sample with these units alone."""
        return Sample(self.matrix[rows], self.words[rows], np.asarray(self.ids)[rows])

    def columns(self, terms: np.ndarray) -> Sample:
        """Return the sample with these columns alone; the words of its units stay what they are."""
        return replace(self, matrix=self.matrix[:, terms], known=self.units)

    def clustered(self, clusters: Iterable[object]) -> Sample:
        """Return the sample with one row per cluster, in the order of their names.

        Parameters
        ----------
        clusters
            The name of each unit's cluster.
        """
        return Clusters.of(clusters, self.words).merge(self)


class Clusters(NamedTuple):
    """Which units of a group are taken as one: the cluster of each, and the units that they make."""

    row: np.ndarray
    units: Units

    @classmethod
    def of(cls, clusters: Iterable[object], words: np.ndarray) -> Clusters:
        """Return the clusters of these names and numbers of words, one of each for every unit."""
        names, row = np.unique(np.array([str(name) for name in clusters], dtype=str), return_inverse=True)
        return cls(row, Units(sum_rows(words, row, len(names)), names))

    def merge(self, sample: Sample) -> Sample:
        """Return the sample with one row per cluster, in the order of their names."""
        units = self.units
        return Sample(sum_rows(sample.matrix, self.row, len(units)), units.words, units.ids, units)
