"""Every measure of dispersion of each term, side by side: over the documents of each group, or within each document."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.measures.blocks import BlockCounts
from analysis.measures.counts import AnyCounts
from analysis.measures.frequency.terms import row_groups, terms
from analysis.measures.stats.dispersion import carroll_d2, dp, dp_norm, juilland_d, kl, parts_range, rosengren_s
from analysis.schema import COLUMNS

MEASURES = {
    "dp": dp,
    "dp_norm": dp_norm,
    "juilland_d": juilland_d,
    "rosengren_s": rosengren_s,
    "carroll_d2": carroll_d2,
    "kl": kl,
}


def dispersion(counts: AnyCounts, *, by: str | None = None) -> pd.DataFrame:
    """Return how evenly each term is spread over the documents of its group, by every measure in use.

    Parameters
    ----------
    counts
        Of the part and voice in question (`Counts.select`).
    by
        A column of the documents, ``doc_id`` too; each of its values is a group. None makes one group, ``all``.

    Returns
    -------
    DataFrame
        The columns of table `terms`, then ``range``, in how many of the ``n_parts`` parts the term occurs, which are
        the documents, so that both are the same as ``docs`` and ``n_docs``; ``dp`` (Gries 2008) and ``dp_norm``
        (Lijffijt & Gries 2012), from 0, as even as the sizes allow, up; ``juilland_d``, ``rosengren_s``,
        ``carroll_d2``, 1 as even as can be; ``kl`` in bits, 0 as even as the sizes allow. All but range and n_parts are
        NaN in a group of one document. `stats.dispersion` holds the formulas. Sorted by group, n descending, term.

    Raises
    ------
    InputError
        If there is no column `by`, or no document has a value in it.

    Notes
    -----
    Misleads with few documents: with two, every measure says little more than in how many the term occurs. All of them
    say how a term is spread, not why: a name occurs in one text for other reasons than a verb. None has an interval.

    See Also
    --------
    terms : One measure of them, DPnorm.
    dispersion_within : Over the blocks of each text.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story()
    >>> table = same.dispersion(story.counts.select()).set_index("term")
    >>> table.loc[["iran", "regime"], ["range", "dp_norm", "juilland_d"]].astype(float).round(2).to_numpy().tolist()
    [[5.0, 0.2, 0.58], [4.0, 0.14, 0.69]]
    """
    table, documents = terms(counts, by=by), counts.by_document()
    return _over(table, documents.slices(), documents.words, row_groups(documents, by), documents.terms)


def dispersion_within(blocks: BlockCounts) -> pd.DataFrame:
    """Return how evenly each term is spread over the blocks of sentences within each document.

    Parameters
    ----------
    blocks
        From `count_blocks`: of one part and voice, and so many sentences to a block.

    Returns
    -------
    DataFrame
        As `dispersion` with ``by="doc_id"``, except that the parts are the document's blocks with words: ``range`` of
        ``n_parts`` blocks hold the term. All but these two are NaN where there is one block.

    Notes
    -----
    Says whether a document uses a word in one place, and nothing about other documents. Misleads in short ones, whose
    few blocks leave a word that occurs twice no way to be even; and blocks of sentences differ in size.

    See Also
    --------
    count_blocks : What it takes.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story()
    >>> table = same.dispersion_within(same.count_blocks(story.segments, story.documents))
    >>> table.loc[table["term"] == "iran", ["range", "n_parts"]].head(2).to_numpy().tolist()
    [[4, 5], [2, 5]]
    """
    documents = blocks.by_document
    group_of = documents.rows["doc_id"].astype(str).to_numpy(dtype=object)[blocks.text]
    here = blocks.words > 0
    table = terms(documents, by="doc_id")
    whole = [(np.arange(len(documents.terms)), blocks.matrix[here.nonzero()[0]])]
    return _over(table, whole, blocks.words[here], group_of[here], documents.terms)


def _over(
    table: pd.DataFrame,
    slices: Iterable[tuple[np.ndarray, sparse.csr_array]],
    sizes: np.ndarray,
    group_of: np.ndarray,
    names: np.ndarray,
) -> pd.DataFrame:
    """Return table `terms` with every measure over the parts, which are the rows of the matrices, of each group."""
    members = pd.Series(range(len(group_of))).groupby(group_of).indices
    group = table["group"].to_numpy(dtype=object)
    of_term = pd.Series(np.searchsorted(names, table["term"].to_numpy(dtype=object)))
    values = {name: np.full(len(table), np.nan) for name in MEASURES}
    values |= {name: np.ones(len(table), dtype=np.int64) for name in ("range", "n_parts")}
    for places, matrix in slices:
        columns = pd.Index(places).get_indexer(of_term)
        found = np.flatnonzero(columns >= 0)
        for name, chosen in pd.Series(found).groupby(group[found], sort=False):
            rows, here = chosen.to_numpy(), members[name]
            if len(here) < 2:
                continue
            cells = matrix[here][:, columns[rows]]
            values["range"][rows] = parts_range(cells, sizes[here])
            values["n_parts"][rows] = len(here)
            for measure, function in MEASURES.items():
                values[measure][rows] = function(cells, sizes[here])
    return table.assign(**values)[list(COLUMNS["dispersion"])]
