"""What keyness says of a term from its counts alone, whatever other terms there are, some terms after others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy import sparse

from analysis.measures.counts import AnyCounts
from analysis.measures.groups import group_labels
from analysis.measures.stats.dispersion import sample_dp_norm
from analysis.measures.stats.group_spread import Spread, spread
from analysis.measures.stats.leave_one_out import leave_one_out
from analysis.measures.stats.permutation_test import Deals, Tails
from analysis.measures.stats.sample import Clusters, Sample, Units

SIDES = ("target", "reference")

Slice = tuple[np.ndarray, sparse.sparray]  # the places of some terms, and documents by these terms
Found = tuple[dict[str, np.ndarray], Tails, Spread, Spread]  # columns by term, and what their p and intervals need


class Side(NamedTuple):
    """The documents of a group: their rows, what is known of them, and how they are taken together, if they are."""

    rows: np.ndarray
    texts: Units
    clusters: Clusters | None


@dataclass(frozen=True, eq=False)
class Texts:
    """What makes documents into the sides of a comparison.

    Attributes
    ----------
    words, doc_ids
        Of each document.
    clusters
        The name of each document's cluster; None where each is one by itself.
    """

    words: np.ndarray
    doc_ids: np.ndarray
    clusters: np.ndarray | None

    @classmethod
    def of(cls, documents: AnyCounts, cluster: str | None) -> Texts:
        """Return the documents of these counts, taken together by a column, if one is named."""
        clusters = None if cluster is None else group_labels(documents.rows, cluster)
        return cls(documents.words, documents.rows["doc_id"].to_numpy(dtype=object), clusters)

    def side(self, rows: np.ndarray) -> Side:
        """Return the group of these rows."""
        clusters = None if self.clusters is None else Clusters.of(self.clusters[rows], self.words[rows])
        return Side(rows, Units(self.words[rows], self.doc_ids[rows]), clusters)


@dataclass(frozen=True, eq=False)
class TwoGroups:
    """What is known of target and reference whatever the terms.

    Attributes
    ----------
    rows
        The rows of each group.
    texts
        The documents of each group.
    clusters
        What is taken as one unit in each group; none where that is the document.
    deals
        As `permutation_p` takes them.
    """

    rows: list[np.ndarray]
    texts: list[Units]
    clusters: list[Clusters]
    deals: Deals

    @classmethod
    def of(cls, one: Side, two: Side) -> TwoGroups:
        """Return target and reference."""
        sides = (one, two)
        merged = [side.clusters for side in sides if side.clusters is not None]
        texts = [side.texts for side in sides]
        units = [each.units for each in merged] or texts
        return cls([side.rows for side in sides], texts, merged, Deals(*(each.lengths for each in units)))


def by_term(known: TwoGroups, slices: Sequence[Slice]) -> list[Found]:
    """Return the columns of `keyness` that follow from the counts of a term alone, and what p and interval need.

    Parameters
    ----------
    known
        The two groups.
    slices
        From `AnyCounts.slices`.

    Returns
    -------
    list
        For each slice the columns of those of its terms that are in either group, ``place`` with them, their `Tails`,
        and the `Spread` of target and reference.
    """
    return [_columns(known, places, _split(matrix, known.rows)) for places, matrix in slices]


def _columns(known: TwoGroups, places: np.ndarray, parts: Sequence[sparse.sparray]) -> Found:
    """Return what `by_term` does of one slice, from the rows of each group by its terms."""
    samples = [Sample(part, units.words, known=units) for part, units in zip(parts, known.texts, strict=True)]
    used = np.flatnonzero(samples[0].documents + samples[1].documents)
    if len(used) < len(places):
        samples = [sample.columns(used) for sample in samples]
    units = samples
    if known.clusters:
        units = [each.merge(sample) for each, sample in zip(known.clusters, samples, strict=True)]
    columns = {"place": places[used]} | leave_one_out(*samples)
    for side, sample in zip(SIDES, samples, strict=True):
        columns[f"n_{side}"], columns[f"docs_{side}"] = sample.n, sample.documents
        columns[f"dp_norm_{side}"] = sample_dp_norm(sample)
    return columns, Tails.of(units[0], units[1], known.deals), spread(units[0]), spread(units[1])


def _split(matrix: sparse.sparray, groups: Sequence[np.ndarray]) -> list[sparse.csc_array]:
    """Return the rows of each group, by term; rows may be in none, and groups have no row in common."""
    by_term = matrix.tocsc()
    n_terms = by_term.shape[1]
    group, place = np.full(by_term.shape[0], len(groups)), np.empty(by_term.shape[0], dtype=np.int32)
    for number, rows in enumerate(groups):
        group[rows], place[rows] = number, np.arange(len(rows))
    kind = np.int16 if len(groups) < np.iinfo(np.int16).max else np.int64  # numbers so short are sorted by their digits
    of_cell = group.astype(kind)[by_term.indices]
    order = np.argsort(of_cell, kind="stable")
    term = np.repeat(np.arange(n_terms), np.diff(by_term.indptr))
    held = np.bincount(of_cell * np.int64(n_terms) + term, minlength=(len(groups) + 1) * n_terms)
    begins = np.append(0, np.cumsum(held))
    parts = []
    for number, rows in enumerate(groups):
        edges = begins[number * n_terms : (number + 1) * n_terms + 1]
        cells = order[edges[0] : edges[-1]]
        of_group = (by_term.data[cells], place[by_term.indices[cells]], edges - edges[0])
        parts.append(sparse.csc_array(of_group, shape=(len(rows), n_terms)))
    return parts


Pair = tuple[int, int | None]  # the numbers of target and reference; without the second it is all the rest


@dataclass(frozen=True, eq=False)
class Groups:
    """Groups of documents, of which each may be compared with another, or with all the rest.

    Attributes
    ----------
    texts
        The documents.
    rows
        The rows of each group.
    """

    texts: Texts
    rows: list[np.ndarray]

    def reference(self, pair: Pair) -> np.ndarray:
        """Return the rows of the reference of a comparison."""
        target, reference = pair
        if reference is not None:
            return self.rows[reference]
        return np.sort(np.concatenate([rows for number, rows in enumerate(self.rows) if number != target]))

    def by_term(self, pairs: Sequence[Pair], slices: Sequence[Slice]) -> list[list[Found]]:
        """Return what `by_term` does for each comparison.

        What is known of a group, and its part of the counts, is worked out once for all pairs that it is in.
        """
        numbers = sorted({number for pair in pairs if pair[1] is not None for number in pair if number is not None})
        rows = [self.rows[number] for number in numbers]
        sides = dict(zip(numbers, map(self.texts.side, rows), strict=True))
        parts = [dict(zip(numbers, _split(matrix, rows), strict=True)) for _, matrix in slices if numbers]
        found = []
        for pair in pairs:
            one, two = pair
            if two is None:
                known = TwoGroups.of(self.texts.side(self.rows[one]), self.texts.side(self.reference(pair)))
                found.append(by_term(known, slices))
            else:
                known = TwoGroups.of(sides[one], sides[two])
                of_slices = zip(slices, parts, strict=True)
                found.append([_columns(known, places, (part[one], part[two])) for (places, _), part in of_slices])
        return found
