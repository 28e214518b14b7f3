"""Which terms set two groups of documents apart, with raw counts, effect size and what can be said of chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.measures.association import g2, log_ratio, weighted_log_odds
from analysis.measures.groups import two_groups
from analysis.measures.inference import benjamini_hochberg, log_ratio_interval, welch_p, why_no_test
from analysis.schema import COLUMNS

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from scipy import sparse

    from analysis.measures.counts import Counts

__all__ = ["keyness", "why_no_test"]


def keyness(counts: Counts, *, by: str = "source_type", target: str, reference: str | None = None) -> pd.DataFrame:
    """Return, for every term of either group, how much more or less the target uses it than the reference.

    Parameters
    ----------
    counts
        Of the part and voice in question (`Counts.where`).
    by
        A column of the documents, ``doc_id`` too.
    target, reference
        Values of that column; without `reference` it is all documents but the target's.

    Returns
    -------
    DataFrame
        Of each group: ``n_`` occurrences among ``total_`` words, ``per_1000_`` words, ``docs_`` documents with the
        term among ``n_docs_`` documents with words. Then ``log_ratio`` (Hardie 2014; positive = over-used in the
        target) with its 95 % bounds ``log_ratio_low, log_ratio_high`` (`log_ratio_interval`), ``g2`` (four cells,
        unsigned), ``z`` (weighted log-odds, flat prior .01 over these terms), ``p`` (Welch's t on the documents' rates)
        and ``q`` (Benjamini & Hochberg over these terms). p and q are NaN if a group has fewer than five documents:
        `why_no_test` says so in a sentence. Sorted by log_ratio descending, term.

    Raises
    ------
    InputError
        If there is no such column or group, if the two groups are one, if a group has no words, or if a document has
        no value in the column.

    Notes
    -----
    The interval, G2 and z take the words of these texts as drawn one by one and say nothing about other texts. Misleads
    where a group is one long text, or where its texts quote the other side: count the author's voice alone and compare.
    """
    import numpy as np
    import pandas as pd

    documents = counts.by_document()
    groups = two_groups(documents, by, target, reference)
    terms = np.flatnonzero(sum(documents.matrix[rows].sum(axis=0) for rows in groups))
    matrices = [documents.matrix[rows][:, terms] for rows in groups]
    a, b = (matrix.sum(axis=0) for matrix in matrices)
    c, d = (int(documents.words[rows].sum()) for rows in groups)
    low, high = log_ratio_interval(a, b, c, d)
    rates = [_rates(matrix, documents.words[rows]) for matrix, rows in zip(matrices, groups, strict=True)]
    p = welch_p(*rates)
    columns: dict[str, Any] = {
        "term": documents.terms[terms],
        "log_ratio": log_ratio(a, b, c, d),
        "log_ratio_low": low,
        "log_ratio_high": high,
        "g2": g2(a, b, c, d),
        "z": weighted_log_odds(a, b, c, d)[2],
        "p": p,
        "q": benjamini_hochberg(p),
    }
    for side, n, total, matrix in (("target", a, c, matrices[0]), ("reference", b, d, matrices[1])):
        columns[f"n_{side}"] = n
        columns[f"total_{side}"] = total
        columns[f"per_1000_{side}"] = 1000 * n / total
        columns[f"docs_{side}"] = np.bincount(matrix.indices, minlength=len(terms))
        columns[f"n_docs_{side}"] = matrix.shape[0]
    table = pd.DataFrame(columns, columns=list(COLUMNS["keyness"]))
    order = np.lexsort((terms, -np.round(columns["log_ratio"], 12)))  # a tie is one, whatever its last bit
    return table.iloc[order].reset_index(drop=True)


def _rates(matrix: sparse.csr_array, words: np.ndarray) -> sparse.csr_array:
    import numpy as np
    from scipy import sparse

    rates = matrix.data / np.repeat(words, np.diff(matrix.indptr))
    return sparse.csr_array((rates, matrix.indices, matrix.indptr), shape=matrix.shape)
