"""Which terms mark a document out from the others: TF-IDF by scikit-learn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.schema import COLUMNS

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from scipy import sparse

    from analysis.measures.counts import Counts


def tfidf(counts: Counts) -> pd.DataFrame:
    """Return the TF-IDF weight of each term in each document.

    The variant is the default of scikit-learn's TfidfTransformer: ``tf`` is the raw count; ``idf = ln((1 + N) / (1 +
    df)) + 1`` with N documents that have words, df of which hold the term; ``tf_idf`` is tf · idf divided by the length
    (Euclidean norm) of the document's tf · idf. No term is dropped. Other programs call other formulas TF-IDF.

    Parameters
    ----------
    counts
        Of the part and voice in question (`Counts.where`).

    Returns
    -------
    DataFrame
        ``doc_id, term, n, tf, idf, tf_idf``, one row per term of a document. ``n`` and ``tf`` are the same number in
        this variant. Sorted by the documents' order, tf_idf descending, term.

    Notes
    -----
    Misleads with few documents: with five, idf lies between 1 (in all five) and 2.1 (in one), so common words of a
    text stay near the top, and a name that one text spells differently looks like its theme. A weight has no unit and
    no error; weights of two documents do not compare as sizes.
    """
    import numpy as np
    import pandas as pd

    documents, matrix, idf = weights(counts)
    row = np.repeat(np.arange(len(documents)), np.diff(matrix.indptr))
    table = pd.DataFrame(
        {
            "doc_id": documents.rows["doc_id"].to_numpy()[row],
            "term": documents.terms[matrix.indices],
            "n": documents.matrix.data,
            "tf": documents.matrix.data,
            "idf": idf[matrix.indices],
            "tf_idf": matrix.data,
        },
        columns=list(COLUMNS["tfidf"]),
    )
    return table.iloc[np.lexsort((matrix.indices, -matrix.data, row))].reset_index(drop=True)


def weights(counts: Counts) -> tuple[Counts, sparse.csr_array, np.ndarray]:
    """Return the counts by document, their TF-IDF weights as a sparse matrix of the same shape, and each term's idf."""
    import numpy as np
    from scipy import sparse
    from sklearn.feature_extraction.text import TfidfTransformer

    documents = counts.by_document()
    if not len(documents.terms):
        return documents, sparse.csr_array(documents.matrix.shape, dtype=float), np.empty(0)
    transformer = TfidfTransformer()
    matrix = sparse.csr_array(transformer.fit_transform(documents.matrix.astype(float)))
    return documents, matrix, transformer.idf_
