"""Every measure of dispersion of each term in each group, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.measures.dispersion import dp, dp_norm, kl, parts_range
from analysis.measures.evenness import carroll_d2, juilland_d, rosengren_s
from analysis.measures.groups import labels
from analysis.measures.terms import terms
from analysis.schema import COLUMNS

if TYPE_CHECKING:
    import pandas as pd

    from analysis.measures.counts import Counts

MEASURES = {
    "dp": dp,
    "dp_norm": dp_norm,
    "juilland_d": juilland_d,
    "rosengren_s": rosengren_s,
    "carroll_d2": carroll_d2,
    "kl": kl,
}


def dispersion(counts: Counts, *, by: str | None = None) -> pd.DataFrame:
    """Return how evenly each term is spread over the documents of its group, by every measure in use.

    Parameters
    ----------
    counts
        Of the part and voice in question (`Counts.where`).
    by
        A column of the documents, ``doc_id`` too; each of its values is a group. None makes one group, ``all``.

    Returns
    -------
    DataFrame
        The columns of table `terms`, then ``range``, in how many parts the term stands, which are the documents and so
        the same as ``docs``; ``dp`` (Gries 2008) and ``dp_norm`` (Lijffijt & Gries 2012), from 0, as even as the sizes
        allow, up; ``juilland_d``, ``rosengren_s``, ``carroll_d2``, 1 as even as can be; ``kl`` in bits, 0 as even as
        the sizes allow. All but the range are NaN in a group of one document. `analysis.measures.dispersion` and
        `analysis.measures.evenness` hold the formulas. Sorted by group, n descending, term.

    Raises
    ------
    InputError
        If there is no column `by`, or a document has no value in it.

    Notes
    -----
    Misleads with few documents: with two, every measure says little more than in how many the term stands. All of them
    say how a term is spread, not why: a name stands in one text for other reasons than a verb. None has an interval.
    """
    import numpy as np
    import pandas as pd

    table, documents = terms(counts, by=by), counts.by_document()
    if by is None:
        group_of = np.full(len(documents), "all", dtype=object)
    else:
        place = pd.Index(documents.documents["doc_id"]).get_indexer(documents.rows["doc_id"])
        group_of = labels(documents.documents, by)[place]
    members = pd.Series(range(len(documents))).groupby(group_of).indices
    column_of = np.searchsorted(documents.terms, table["term"].to_numpy(dtype=object))
    values = {name: np.full(len(table), np.nan) for name in MEASURES}
    spread = table["docs"].to_numpy(dtype=np.int64, copy=True)
    for group, rows in table.groupby("group", sort=False).indices.items():
        here = members[group]
        if len(here) < 2:
            continue
        matrix, sizes = documents.matrix[here][:, column_of[rows]], documents.words[here]
        spread[rows] = parts_range(matrix, sizes)
        for name, measure in MEASURES.items():
            values[name][rows] = measure(matrix, sizes)
    return table.assign(range=spread, **values)[list(COLUMNS["dispersion"])]
