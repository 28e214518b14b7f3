"""Frequency of each term by group: how often, in how many documents, how evenly, and in whose voice."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from analysis.measures.counts import AnyCounts, Counts
from analysis.measures.groups import group_labels
from analysis.measures.stats.dispersion import deviation, normed
from analysis.schema import COLUMNS, VOICES


def terms(counts: AnyCounts, *, by: str | None = None) -> pd.DataFrame:
    """Return the frequency, document frequency and dispersion of each term in each group.

    Parameters
    ----------
    counts
        Of the part and voice in question (`Counts.select`).
    by
        A column of the documents, ``doc_id`` too; each of its values is a group. None makes one group, ``all``.

    Returns
    -------
    DataFrame
        ``term, group``; ``n`` occurrences among the group's ``total`` words; ``per_1000``, n per 1,000 of these words,
        also for n-grams; ``docs``, how many of the group's ``n_docs`` documents with words hold the term; ``dp_norm``,
        how unevenly it is spread over these documents (`dispersion.dp_norm`), NaN with one document. A term has a row
        in each group where it occurs. Sorted by group, n descending, term.

    Raises
    ------
    InputError
        If there is no column `by`, or no document has a value in it.

    Notes
    -----
    Misleads where one long document is most of its group: compare ``docs`` with ``n_docs``. A rate from a few hundred
    words says little: one occurrence in 400 words is 2.5 per 1,000.

    See Also
    --------
    leading : The first rows of each group.
    dispersion : More measures of evenness.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story()
    >>> same.terms(story.counts.select(), by="source_type")[["term", "group", "n", "total"]].head(1).to_numpy().tolist()
    [['the', 'advocacy', 358, 4335]]
    """
    counts = counts.by_document()
    names, group = np.unique(row_groups(counts, by), return_inverse=True)
    total = np.bincount(group, counts.words).astype(np.int64)
    n_docs = np.bincount(group)
    share = counts.words / total[group]
    smallest = np.ones(len(names))
    np.minimum.at(smallest, group, share)

    parts = []
    for places, matrix in counts.slices():
        cells = matrix.tocoo()
        pairs, cell = _pairs(group[cells.row], cells.col, (len(names), len(places)))
        of_group, of_term = np.divmod(pairs, max(len(places), 1))
        even = deviation(cells.data, share[cells.row], cell, len(pairs))
        n, docs = np.bincount(cell, cells.data, minlength=len(pairs)), np.bincount(cell, minlength=len(pairs))
        parts.append((of_group, places[of_term], n.astype(np.int64), docs, normed(even, smallest[of_group])))
    of_group, of_term, n, docs, even = map(np.concatenate, zip(*parts, strict=True))
    order = np.lexsort((of_term, -n, of_group))
    of_group, of_term, n = of_group[order], of_term[order], n[order]
    return pd.DataFrame(
        {
            "term": counts.terms[of_term],
            "group": names[of_group],
            "n": n,
            "total": total[of_group],
            "per_1000": 1000 * n / total[of_group],
            "docs": docs[order],
            "n_docs": n_docs[of_group],
            "dp_norm": even[order],
        },
        columns=list(COLUMNS["terms"]),
    )


def _pairs(group: np.ndarray, term: np.ndarray, shape: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Return the pairs of group and term that occur, as one number each, and which of them each cell is of."""
    keys = np.ravel_multi_index((group, term), shape) if len(group) else np.empty(0, dtype=np.int64)
    if shape[0] * shape[1] > 4 * len(keys):
        pairs, cell = np.unique(keys, return_inverse=True)
        return pairs, cell
    there = np.bincount(keys, minlength=shape[0] * shape[1]) > 0
    return np.flatnonzero(there), (np.cumsum(there) - 1)[keys]


def row_groups(counts: AnyCounts, by: str | None) -> np.ndarray:
    """Return the group of each row of the counts, ``all`` without `by`; documents without words are checked too."""
    if by is None:
        return np.full(len(counts), "all", dtype=object)
    place = pd.Index(counts.documents["doc_id"]).get_indexer(counts.rows["doc_id"])
    return group_labels(counts.documents, by)[place]


def terms_by_voice(counts: Counts, *, by: str | None = None) -> pd.DataFrame:
    """Return the frequency of each term in all voices and in the author's alone.

    Parameters
    ----------
    counts
        Of the part in question and all voices, not yet by document.
    by
        As in `terms`.

    Returns
    -------
    DataFrame
        ``term, group, n, n_own, n_direct, n_indirect, n_other, share_other, per_1000, per_1000_own, total, total_own,
        docs, docs_own, n_docs``: `n` times in `total` words of all voices, `n_own` times in the `total_own` words of
        the author's voice, `n_direct` times in quotation marks, `n_indirect` times in paraphrase; ``n_other = n -
        n_own`` and ``share_other = n_other / n``; `docs` and `docs_own` of the group's `n_docs` texts use the term at
        all, and in their own voice. Where a group has no word of its own, its rate is NaN. Sorted by group, n
        descending, term.

    Raises
    ------
    InputError
        As `terms` does, and where no text has a word in the author's voice.

    Notes
    -----
    Misleads for a term that occurs a few times: 2 of 2 in quotation marks may be chance. Attributed words need not be
    an opponent's: `sides.words_by_side` and the concordance show whose they are. The words of a paraphrase may be the
    author's choice for what another said.

    See Also
    --------
    keyness_by_voice : Whether a difference remains in one voice.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story()
    >>> table = same.terms_by_voice(story.counts.select()).set_index("term")
    >>> table.loc["regime", ["n", "n_own", "n_direct", "n_indirect"]].tolist()
    [62, 43, 8, 11]
    """
    every = terms(counts, by=by)
    own = terms(counts.select(voice="author", part="all"), by=by)
    table = every.merge(own[["term", "group", "n", "docs"]], how="left", on=["term", "group"], suffixes=("", "_own"))
    for voice in VOICES[1:]:
        there = (counts.rows["voice"] == voice).any()
        said = terms(counts.select(voice=voice, part="all"), by=by) if there else own.head(0)
        said = said[["term", "group", "n"]].rename(columns={"n": f"n_{voice}"})
        table = table.merge(said, how="left", on=["term", "group"])
    for name in ("n_own", "docs_own", "n_direct", "n_indirect"):
        table[name] = table[name].fillna(0).astype("int64")
    totals = own.drop_duplicates("group").set_index("group")["total"]
    table["total_own"] = table["group"].map(totals).fillna(0).astype("int64")
    table["per_1000_own"] = 1000 * table["n_own"] / table["total_own"].where(table["total_own"] > 0)
    table["n_other"] = table["n"] - table["n_own"]
    table["share_other"] = table["n_other"] / table["n"]
    uses = ["term", "group", "n", "n_own", "n_direct", "n_indirect", "n_other", "share_other"]
    return table[[*uses, "per_1000", "per_1000_own", "total", "total_own", "docs", "docs_own", "n_docs"]]


def leading(
    table: pd.DataFrame, n: int, *, by: str | None = None, leave_out: Collection[str] = frozenset()
) -> pd.DataFrame:
    """Return the first `n` rows of a sorted table, or of each group of it, as they come.

    Parameters
    ----------
    table
        Any table with a column ``term``.
    n
        How many rows.
    by
        A column; each of its values is a group. Groups come in the order of the table.
    leave_out
        Terms to pass over, such as stop words.

    See Also
    --------
    terms, keyness : Tables to cut.

    Examples
    --------
    >>> table = pd.DataFrame({"term": ["the", "cat", "dog"], "n": [9, 2, 1]})
    >>> leading(table, 1, leave_out={"the"})["term"].tolist()
    ['cat']
    """
    kept = table[~table["term"].isin(list(leave_out))]
    return (kept if by is None else kept.groupby(by, sort=False, observed=True)).head(n).reset_index(drop=True)
