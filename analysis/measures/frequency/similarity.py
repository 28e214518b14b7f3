"""How alike the wording of two documents is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.measures.frequency.tfidf import weights
from analysis.schema import COLUMNS

if TYPE_CHECKING:
    import pandas as pd

    from analysis.measures.counts import Counts


def similarity(counts: Counts) -> pd.DataFrame:
    """Return the cosine of the TF-IDF weights of each pair of documents.

    As each document's weights have length 1, the cosine is the sum of their products over the shared terms (Salton &
    McGill 1983): 0 without a shared term, 1 with the same terms in the same proportions. The weights are those of
    `tfidf.tfidf`.

    Parameters
    ----------
    counts
        Of the part and voice in question (`Counts.where`).

    Returns
    -------
    DataFrame
        ``doc_id_a, doc_id_b, cosine``, one row per pair of documents that have words, a before b in the documents'
        order. Sorted by cosine descending, doc_id_a, doc_id_b. Empty with one document.

    Notes
    -----
    Misleads as a measure of agreement: two texts that contradict each other in the same words are alike, and copied
    passages raise it as much as a shared subject. It depends on the other documents, through idf; a short document is
    less like any other by chance alone.
    """
    import numpy as np
    import pandas as pd

    documents, matrix, _ = weights(counts)
    a, b = np.triu_indices(len(documents), k=1)
    cosines = (matrix @ matrix.T).toarray()[a, b]
    doc_ids = documents.rows["doc_id"].to_numpy()
    rank = np.argsort(np.argsort(doc_ids.astype(str)))
    order = np.lexsort((rank[b], rank[a], -np.round(cosines, 12)))  # a tie is one, whatever its last bit
    return pd.DataFrame(
        {
            "doc_id_a": doc_ids[a[order]],
            "doc_id_b": doc_ids[b[order]],
            "cosine": np.minimum(cosines[order], 1.0),  # rounding may leave 1 + 2e-16
        },
        columns=list(COLUMNS["similarity"]),
    )
