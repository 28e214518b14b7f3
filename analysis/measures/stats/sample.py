"""The counts and lengths of one group's units, and the one way in which rows of counts are added up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

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


@dataclass(frozen=True, eq=False)
class Sample:
    """The counts of one group, a row for each unit: a document, or a cluster of documents taken as one.

    Attributes
    ----------
    matrix
        Sparse (CSR), units by terms, counts.
    words
        Number of words of each unit.
    ids
        What each unit is called: its doc_id, or the name of its cluster; needed where units are drawn or named.
    order
        The places of the units in the order of these names, where it is known already.

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

    matrix: sparse.csr_array
    words: np.ndarray
    ids: Sequence[object] | np.ndarray = ()
    order: np.ndarray | None = None

    def __len__(self) -> int:
        """Return the number of units."""
        return len(self.words)

    @cached_property
    def n(self) -> np.ndarray:
        """Occurrences of each term."""
        return np.asarray(self.matrix.sum(axis=0))

    @cached_property
    def total(self) -> int:
        """Words of all units."""
        return int(self.words.sum())

    @cached_property
    def documents(self) -> np.ndarray:
        """The number of units that hold each term."""
        return np.bincount(self.matrix.indices[self.matrix.data > 0], minlength=self.matrix.shape[1])

    @property
    def freedom(self) -> float:
        """How many units of one size would weigh as much as these, less 1; at least 1."""
        return max(1.0, self.total**2 / float((self.words.astype(float) ** 2).sum()) - 1)

    def take(self, rows: np.ndarray) -> Sample:
        """Return the sample with these units alone."""
        return Sample(self.matrix[rows], self.words[rows], np.asarray(self.ids)[rows])

    def columns(self, terms: np.ndarray) -> Sample:
        """Return the sample with these columns alone; the words of its units stay what they are."""
        return replace(self, matrix=self.matrix[:, terms])

    def clustered(self, clusters: Iterable[object]) -> Sample:
        """Return the sample with one row per cluster, in the order of their names.

        Parameters
        ----------
        clusters
            The name of each unit's cluster.
        """
        names, row = np.unique(np.array([str(name) for name in clusters], dtype=str), return_inverse=True)
        return Sample(sum_rows(self.matrix, row, len(names)), sum_rows(self.words, row, len(names)), names)
