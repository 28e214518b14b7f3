"""The documents of one group as a test sees them: their counts and their lengths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse


@dataclass(frozen=True, eq=False)
class Sample:
    """The counts of one group, a row for each unit: a document, or a cluster of documents taken as one.

    Attributes
    ----------
    matrix
        Sparse (CSR), units by terms, counts.
    words
        Number of words of each unit, all above 0.
    """

    matrix: sparse.csr_array
    words: np.ndarray

    def __len__(self) -> int:
        """Return the number of units."""
        return len(self.words)

    @property
    def n(self) -> np.ndarray:
        """Occurrences of each term."""
        return self.matrix.sum(axis=0)

    @property
    def total(self) -> int:
        """Words of all units."""
        return int(self.words.sum())

    @property
    def documents(self) -> np.ndarray:
        """The number of units that hold each term."""
        cells = self.matrix.indices[self.matrix.data > 0]
        return np.bincount(cells, minlength=self.matrix.shape[1])

    @property
    def rates(self) -> sparse.csr_array:
        """Occurrences per word in each unit."""
        per_cell = np.repeat(self.words, np.diff(self.matrix.indptr))
        rates = (self.matrix.data / per_cell, self.matrix.indices, self.matrix.indptr)
        return sparse.csr_array(rates, shape=self.matrix.shape)

    def clustered(self, clusters: np.ndarray) -> Sample:
        """Return the sample with one row per cluster, in the order of their names.

        Parameters
        ----------
        clusters
            The name of each unit's cluster.
        """
        names, row = np.unique(np.asarray(clusters, dtype=str), return_inverse=True)
        ones = np.ones(len(row), dtype=np.int64)
        gather = sparse.csr_array((ones, (row, np.arange(len(row)))), shape=(len(names), len(row)))
        matrix = gather @ self.matrix
        matrix.sum_duplicates()
        return Sample(matrix, gather @ self.words)


@dataclass(frozen=True, eq=False)
class Group:
    """The documents of one group.

    Attributes
    ----------
    matrix
        Sparse counts, documents by terms.
    words
        Number of words of each document.
    keys
        What is drawn: the doc_id of each document, or the name of its cluster (an outlet, a day). Documents with the
        same key are drawn together.
    """

    matrix: sparse.csr_array
    words: np.ndarray
    keys: Sequence[object] | np.ndarray
