"""What keyness says of a term from its counts alone, whatever other terms there are, some terms after others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from analysis.measures.counts import AnyCounts
from analysis.measures.stats.dispersion import sample_dp_norm
from analysis.measures.stats.leave_one_out import leave_one_out
from analysis.measures.stats.log_ratio_interval import Spread, spread
from analysis.measures.stats.sample import Clusters, Sample, Units
from analysis.measures.stats.score_statistic import SumsOverLengths
from analysis.measures.stats.significance import permutation_p

SIDES = ("target", "reference")


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
    over_lengths
        As `permutation_p` takes it.
    """

    rows: list[np.ndarray]
    texts: list[Units]
    clusters: list[Clusters]
    over_lengths: SumsOverLengths

    @classmethod
    def of(cls, documents: AnyCounts, rows: list[np.ndarray], clusters: np.ndarray | None) -> TwoGroups:
        """Return the groups of these rows; `clusters` names the cluster of each row of the documents, if any."""
        doc_ids = documents.rows["doc_id"].to_numpy(dtype=object)
        texts = [Units(documents.words[here], doc_ids[here]) for here in rows]
        merged = [] if clusters is None else [Clusters.of(clusters[here], documents.words[here]) for here in rows]
        units = [each.units for each in merged] or texts
        return cls(rows, texts, merged, SumsOverLengths.of(*(each.lengths for each in units)))


def by_term(
    known: TwoGroups, slices: Sequence[tuple[np.ndarray, sparse.sparray]]
) -> list[tuple[dict[str, np.ndarray], list[Spread]]]:
    """Return the columns of `keyness` that follow from the counts of a term alone, and what its interval needs.

    Parameters
    ----------
    known
        The two groups.
    slices
        The places of some terms, and documents by these terms (`AnyCounts.slices`).

    Returns
    -------
    list
        For each slice the columns of those of its terms that are in either group, ``place`` with them, and the
        `Spread` of both groups.
    """
    made = []
    for places, matrix in slices:
        parts = zip(_split(matrix, known.rows), known.texts, strict=True)
        samples = [Sample(part, units.words, known=units) for part, units in parts]
        used = np.flatnonzero(samples[0].documents + samples[1].documents)
        if len(used) < len(places):
            samples = [sample.columns(used) for sample in samples]
        units = samples
        if known.clusters:
            units = [each.merge(sample) for each, sample in zip(known.clusters, samples, strict=True)]
        columns = {"place": places[used], "p": permutation_p(units[0], units[1], known.over_lengths)}
        columns |= leave_one_out(*samples)
        for side, sample in zip(SIDES, samples, strict=True):
            columns[f"n_{side}"], columns[f"docs_{side}"] = sample.n, sample.documents
            columns[f"dp_norm_{side}"] = sample_dp_norm(sample)
        made.append((columns, [spread(unit) for unit in units]))
    return made


def _split(matrix: sparse.sparray, groups: Sequence[np.ndarray]) -> list[sparse.csc_array]:
    """Return the rows of each group, by term; rows may be in none."""
    by_term = matrix.tocsc()
    term = np.repeat(np.arange(by_term.shape[1]), np.diff(by_term.indptr))
    group, place = np.full(by_term.shape[0], -1, dtype=np.int8), np.empty(by_term.shape[0], dtype=np.int32)
    for number, rows in enumerate(groups):
        group[rows], place[rows] = number, np.arange(len(rows))
    of_cell, parts = group[by_term.indices], []
    for number, rows in enumerate(groups):
        cells = np.flatnonzero(of_cell == number)
        begins = np.append(0, np.cumsum(np.bincount(term[cells], minlength=by_term.shape[1])))
        held = (by_term.data[cells], place[by_term.indices[cells]], begins)
        parts.append(sparse.csc_array(held, shape=(len(rows), by_term.shape[1])))
    return parts
