"""Keyness of every group: each against all the rest, or each against each, with all comparisons counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import combinations
from math import comb
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.measures.comparison.keyness import keyness_columns, keyness_rows, rest_of, together
from analysis.measures.comparison.keyness_by_term import Found, Groups, Pair, Slice, Texts, TwoGroups
from analysis.measures.counts import AnyCounts
from analysis.measures.groups import group_labels, named_groups
from analysis.measures.stats.sample import sum_rows
from analysis.schema import InputError

MOST_ROWS = 1_000_000  # about 1 GB


def compare(  # noqa: PLR0913 (how the work is shared and shown is no choice)
    counts: AnyCounts,
    *,
    by: str = "source_type",
    pairs: bool = False,
    cluster: str | None = None,
    most: int = MOST_ROWS,
    over: Callable[..., Iterator[Any]] = map,
    progress: Callable[[Iterator[Compared], int], Iterable[Compared]] = lambda done, _: done,
) -> pd.DataFrame:
    """Return the keyness of every group of documents, with q over all that was compared.

    Parameters
    ----------
    counts
        Of the part and voice in question (`Counts.select`).
    by
        A column of the documents; each of its values is a group.
    pairs
        Each group against each other one, the first by name as the target. Otherwise each against all the rest.
    cluster
        As in `keyness`.
    most
        How many rows there may be at most: 100 texts, each against each other one, make millions.
    over
        As in `keyness`; it shares the work among several processes.
    progress
        Wraps what comes of some comparisons and terms after others, each with its ``size``, to show how far the work
        is; it is given the sum of these sizes too.

    Returns
    -------
    DataFrame
        Table `keyness`, one comparison after the other, by target and reference. ``comparisons`` says how many there
        are; ``q`` is Benjamini & Hochberg over the terms of all of them together, so that it holds for the table as a
        whole: of the findings at q = .05, at most 5 % are expected to be false. The intervals are for each term by
        itself.

    Raises
    ------
    InputError
        If there are fewer than two groups, if the table would have more rows than `most` (the message says how many),
        or as `keyness` does.

    Notes
    -----
    Misleads where the groups of "all the rest" are unlike each other: a group then stands out from a mixture that no
    reader has seen. With one group much larger than the others, all the rest is that group.

    See Also
    --------
    keyness : One comparison.
    compared_rows : How many rows there will be.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story()
    >>> table = same.compare(story.counts.select(), by="doc_id")
    >>> table.groupby("target")["term"].first().head(2).to_dict()
    {'aswat-families': 'diala', 'ncri-2012-movie': 'movie'}
    """
    values = named_groups(counts.documents, by)
    if len(values) < 2:
        raise InputError(f"every document has {values[0]!r} in the column {by!r}: there is nothing to compare it with")
    comparisons, rows = compared_rows(counts, by=by, pairs=pairs)
    if rows > most:
        raise InputError(
            f"{comparisons:,} comparisons of the {len(values):,} values of {by!r} would make {rows:,} rows, more than "
            f"{most:,}; name a column with fewer values (--by), take fewer texts, or allow as many rows (--most {rows})"
        )
    documents = counts.by_document()
    groups = Groups(Texts.of(documents, cluster), _rows_of(documents, by, values))
    every = range(len(values))
    wanted: list[Pair] = list(combinations(every, 2)) if pairs else [(number, None) for number in every]
    # So many pairs go through about as many counts as one group and all the rest.
    size = max(1, len(values) // 2) if pairs else 1
    found: list[list[Found]] = [[] for _ in wanted]
    work = over(partial(_compared, groups), _pieces(together(documents, narrow=not pairs), wanted, size))
    for piece in progress(work, len(documents.terms) * len(wanted)):
        for number, of_one in zip(piece.numbers, piece.found, strict=True):
            found[number] += of_one
    columns, names = [], []
    for pair in wanted:
        sides = [groups.texts.side(rows) for rows in (groups.rows[pair[0]], groups.reference(pair))]
        columns.append(keyness_columns(found.pop(0), TwoGroups.of(*sides)))
        target, reference = values[pair[0]], None if pair[1] is None else values[pair[1]]
        names.append((target, reference or rest_of(values, target)))
    return keyness_rows(columns, documents.terms, names)


class Compared(NamedTuple):
    """What some comparisons say of some terms: the numbers of the comparisons, and how many terms times comparisons."""

    numbers: Sequence[int]
    found: list[list[Found]]
    size: int


def _rows_of(documents: AnyCounts, by: str, values: Sequence[str]) -> list[np.ndarray]:
    """Return the rows of each group."""
    group = pd.Index(values).get_indexer(group_labels(documents.rows, by))
    rows = [np.flatnonzero(group == number) for number in range(len(values))]
    for value, here in zip(values, rows, strict=True):
        if not len(here):
            raise InputError(f"group {value} has no words in {documents.place}")
    return rows


_Piece = tuple[Sequence[int], list[Pair], list[Slice]]


def _pieces(slices: Iterable[list[Slice]], wanted: Sequence[Pair], size: int) -> Iterator[_Piece]:
    """Yield the numbers of some comparisons, the comparisons, and some slices of the counts."""
    for some in slices:
        for first in range(0, len(wanted), size):
            numbers = range(first, min(first + size, len(wanted)))
            yield numbers, [wanted[number] for number in numbers], some


def _compared(groups: Groups, piece: _Piece) -> Compared:
    numbers, wanted, slices = piece
    size = len(numbers) * sum(len(places) for places, _ in slices)
    return Compared(numbers, groups.by_term(wanted, slices), size)


def compared_rows(counts: AnyCounts, *, by: str = "source_type", pairs: bool = False) -> tuple[int, int]:
    """Return how many comparisons `compare` would make, and how many rows: the terms of either group of each."""
    labels, documents = named_groups(counts.documents, by), counts.by_document()
    n = len(labels)
    if not pairs:
        return n, n * len(documents.terms)
    group = pd.Index(labels).get_indexer(group_labels(documents.rows, by))
    rows = 0
    for places, matrix in documents.slices():
        sums = sum_rows(matrix[group >= 0], group[group >= 0], n)
        lacking = n - np.bincount(sums.indices, minlength=len(places)).astype(np.int64)  # groups without the term
        rows += int((comb(n, 2) - lacking * (lacking - 1) // 2).sum())
    return comb(n, 2), rows
