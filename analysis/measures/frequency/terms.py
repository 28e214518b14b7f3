"""How frequent each term is in each group, in how many of its documents, and how evenly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.measures.groups import labels
from analysis.measures.stats.dispersion import deviation, normed
from analysis.schema import COLUMNS

if TYPE_CHECKING:
    import pandas as pd

    from analysis.measures.counts import Counts


def terms(counts: Counts, *, by: str | None = None) -> pd.DataFrame:
    """Return the frequency, document frequency and dispersion of each term in each group.

    Parameters
    ----------
    counts
        Of the part and voice in question (`Counts.where`).
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
        If there is no column `by`, or a document has no value in it.

    Notes
    -----
    Misleads where one long document is most of its group: compare ``docs`` with ``n_docs``. A rate from a few hundred
    words says little: one occurrence in 400 words is 2.5 per 1,000.
    """
    import numpy as np
    import pandas as pd

    counts = counts.by_document()
    if by is None:
        names, group = np.array(["all"], dtype=object), np.zeros(len(counts), dtype=np.int64)
    else:
        every = labels(counts.documents, by)[pd.Index(counts.documents["doc_id"]).get_indexer(counts.rows["doc_id"])]
        names, group = np.unique(every, return_inverse=True)
    total = np.bincount(group, counts.words).astype(np.int64)
    n_docs = np.bincount(group)
    share = counts.words / total[group]
    smallest = np.ones(len(names))
    np.minimum.at(smallest, group, share)

    cells = counts.matrix.tocoo()
    pairs, cell = np.unique(group[cells.row] * len(counts.terms) + cells.col, return_inverse=True)
    of_group, of_term = np.divmod(pairs, max(len(counts.terms), 1))
    n = np.bincount(cell, cells.data, minlength=len(pairs)).astype(np.int64)
    table = pd.DataFrame(
        {
            "term": counts.terms[of_term],
            "group": names[of_group],
            "n": n,
            "total": total[of_group],
            "per_1000": 1000 * n / total[of_group],
            "docs": np.bincount(cell, minlength=len(pairs)),
            "n_docs": n_docs[of_group],
            "dp_norm": normed(deviation(cells.data, share[cells.row], cell, len(pairs)), smallest[of_group]),
        },
        columns=list(COLUMNS["terms"]),
    )
    order = np.lexsort((of_term, -n, of_group))
    return table.iloc[order].reset_index(drop=True)
