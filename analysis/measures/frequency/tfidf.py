"""Which terms mark a document out (TF-IDF by scikit-learn), how similar two documents are, and how much of it is size.

The cosine is a plain product: scikit-learn's cosine_similarity would divide by the lengths, which are 1, once more.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.measures.counts import Counts, words_by_document
from analysis.measures.frequency.similar_pairs import Progress, most_similar
from analysis.measures.groups import groups_by_document
from analysis.measures.stream import StreamedCounts
from analysis.schema import COLUMNS, InputError


def tfidf(counts: Counts) -> pd.DataFrame:
    """Return the TF-IDF weight of each term in each document.

    The variant is the default of scikit-learn's TfidfTransformer: ``tf`` is the raw count; ``idf = ln((1 + N) / (1 +
    df)) + 1`` with N documents that have words, df of which hold the term; ``tf_idf`` is tf · idf divided by the length
    (Euclidean norm) of the document's tf · idf. No term is dropped. Other programs call other formulas TF-IDF.

    Parameters
    ----------
    counts
        Of the part and voice in question (`Counts.select`).

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

    See Also
    --------
    similarity : The cosine of these weights.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story()
    >>> same.tfidf(story.counts.select())[["term", "n", "tf_idf"]].head(2).round(2).to_numpy().tolist()
    [['the', 24, 0.53], ['of', 16, 0.35]]
    """
    documents, matrix, idf = tfidf_weights(counts)
    return _table(documents.rows["doc_id"].to_numpy(), documents.terms, idf, documents.matrix, matrix.data)


def tfidf_by_block(counts: StreamedCounts) -> Iterator[pd.DataFrame]:
    """Yield table `tfidf` of counts that are not all in memory, some documents after others."""
    from sklearn.preprocessing import normalize

    doc_ids = counts.rows["doc_id"].to_numpy()
    idf = np.log((1 + len(counts)) / (1 + counts.held)) + 1  # as TfidfTransformer has it, of all documents
    for first, matrix in counts.by_block():
        weights = sparse.csr_array((matrix.data * idf[matrix.indices], matrix.indices, matrix.indptr), matrix.shape)
        here = doc_ids[first : first + matrix.shape[0]]
        yield _table(here, counts.terms, idf, matrix, normalize(weights, copy=False).data)


def _table(
    doc_ids: np.ndarray, terms: np.ndarray, idf: np.ndarray, matrix: sparse.csr_array, weights: np.ndarray
) -> pd.DataFrame:
    row = np.repeat(np.arange(len(doc_ids)), np.diff(matrix.indptr))
    table = pd.DataFrame(
        {
            "doc_id": doc_ids[row],
            "term": terms[matrix.indices],
            "n": matrix.data,
            "tf": matrix.data,
            "idf": idf[matrix.indices],
            "tf_idf": weights,
        },
        columns=list(COLUMNS["tfidf"]),
    )
    return table.iloc[np.lexsort((matrix.indices, -weights, row))].reset_index(drop=True)


def tfidf_weights(counts: Counts) -> tuple[Counts, sparse.csr_array, np.ndarray]:
    """Return the counts by document, their TF-IDF weights as a sparse matrix of the same shape, and each term's idf."""
    from sklearn.feature_extraction.text import TfidfTransformer

    documents = counts.by_document()
    if not len(documents.terms):
        return documents, sparse.csr_array(documents.matrix.shape, dtype=float), np.empty(0)
    transformer = TfidfTransformer()
    matrix = sparse.csr_array(transformer.fit_transform(documents.matrix.astype(float)))
    return documents, matrix, transformer.idf_


MOST_PAIRS = 500_000  # of 1,001 texts and more there are more pairs


def similarity(
    counts: Counts, *, top: int | None = None, least: float = 0.0, progress: Progress = iter
) -> pd.DataFrame:
    """Return the cosine of the TF-IDF weights of each pair of documents.

    As each document's weights have length 1, the cosine is the sum of their products over the shared terms (Salton &
    McGill 1983): 0 without a shared term, 1 with the same terms in the same proportions. The weights are those of
    `tfidf`.

    Parameters
    ----------
    counts
        Of the part and voice in question (`Counts.select`).
    top
        How many pairs to return at most, the most similar ones; None is all. 5,000 documents have 12,497,500 pairs.
    least
        The lowest cosine to return, from 0 to 1.
    progress
        Wraps the list of the pieces of the work, to show how far it is.

    Returns
    -------
    DataFrame
        ``doc_id_a, doc_id_b, cosine``, one row per pair of documents that have words, a before b in the documents'
        order. Sorted by cosine descending, doc_id_a, doc_id_b. Empty with one document.

    Raises
    ------
    InputError
        If `top` is below 1, or `least` is not from 0 to 1.

    Notes
    -----
    Every pair is compared, 1,000 documents with 1,000 at a time, in short numbers (float32); those that could be asked
    for, exactly. So `top` and `least` bound the memory, and time grows with the square of the number of documents: 10
    million pairs of news take about a second.

    Misleads as a measure of agreement: two texts that contradict each other in the same words are similar, and copied
    passages raise it as much as a shared subject. It depends on the other documents, through idf; a short document is
    less like any other by chance alone.

    See Also
    --------
    similarity_thinned : How much of it is size.
    reuse : Passages in common, word by word.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story()
    >>> same.similarity(story.counts.select(), top=1).round(2).to_numpy().tolist()
    [['ncri-2014-transfer', 'ncri-2014-isis', 0.86]]
    """
    if top is not None and top < 1:
        raise InputError(f"give at least 1 pair for top, not {top}")
    if not 0 <= least <= 1:
        raise InputError(f"least is a cosine from 0 to 1, not {least}")
    documents, matrix, _ = tfidf_weights(counts)
    doc_ids = documents.rows["doc_id"].to_numpy()
    rank = np.argsort(np.argsort(doc_ids.astype(str)))
    found = most_similar(matrix, rank, top=top, least=least, progress=progress)
    return pd.DataFrame(
        {"doc_id_a": doc_ids[found.first], "doc_id_b": doc_ids[found.second], "cosine": np.minimum(found.cosine, 1.0)},
        columns=list(COLUMNS["similarity"]),  # rounding may leave 1 + 2e-16
    )


def similarity_thinned(counts: Counts, *, voice: str = "author", draws: int = 1000, seed: int = 1) -> pd.DataFrame:
    """Return the similarity of texts in all voices, in one voice, and with as many words left out at random.

    One voice has fewer words than all voices, and shorter texts are less similar. So each text is cut `draws` times to
    the number of words that it has in `voice`: words drawn at random from all its words, one by one and without
    replacement. The cosines of these draws show what the smaller size alone does.

    Parameters
    ----------
    counts
        Of the part in question and all voices, not yet by document.
    voice
        The voice to compare with all voices; every text must have words in it.
    draws, seed
        How often to draw, and the seed of NumPy's default generator: same seed, same numbers.

    Returns
    -------
    DataFrame
        ``doc_id_a, doc_id_b, cosine, cosine_voice, chance_low, chance_high, below``: the cosine in all voices and in
        `voice`; the 2.5 % and 97.5 % quantiles of the draws; whether `cosine_voice` is under the lower one. Order of
        `similarity` over all voices.

    Raises
    ------
    InputError
        If a text has no word in `voice`, or `draws` is below 1.

    Notes
    -----
    Misleads twice. Words drawn one by one are spread over the whole text, while quotations come in blocks, so real
    likeness varies more than these draws. And with ten pairs, one is outside its interval by chance now and then.

    See Also
    --------
    similarity : The cosine alone.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story()
    >>> table = same.similarity_thinned(story.counts.select(), draws=20)
    >>> table[["cosine", "cosine_voice", "chance_low", "chance_high"]].head(1).round(2).to_numpy().tolist()
    [[0.86, 0.77, 0.77, 0.81]]
    """
    if draws < 1:
        raise InputError(f"give at least 1 draw, not {draws}")
    whole, one = counts.by_document(), counts.select(voice=voice, part="all")
    sizes = one.by_document()
    lacking = sorted(set(whole.rows["doc_id"]) - set(sizes.rows["doc_id"]))
    if lacking:
        raise InputError(f"no word in voice {voice}: {', '.join(lacking)}; leave such texts out")
    texts = [np.repeat(np.arange(len(whole.terms)), n) for n in whole.matrix.toarray()]
    rng, found = np.random.default_rng(seed), []
    for _ in range(draws):
        kept = [rng.permutation(text)[:size] for text, size in zip(texts, sizes.words, strict=True)]
        drawn = np.array([np.bincount(words, minlength=len(whole.terms)) for words in kept])
        # The weights of `tfidf`, by its formula: scikit-learn's checks of a matrix take longer than a draw.
        weights = drawn * (np.log((1 + len(drawn)) / (1 + np.count_nonzero(drawn, axis=0))) + 1)
        weights /= np.linalg.norm(weights, axis=1, keepdims=True)
        found.append(weights @ weights.T)
    low, high = np.quantile(np.array(found), [0.025, 0.975], axis=0)
    place = {doc_id: row for row, doc_id in enumerate(whole.rows["doc_id"])}
    table = similarity(counts)
    table = table.merge(similarity(one), on=["doc_id_a", "doc_id_b"], suffixes=("", "_voice"))
    a, b = table["doc_id_a"].map(place).to_numpy(), table["doc_id_b"].map(place).to_numpy()
    table["chance_low"], table["chance_high"] = low[a, b], high[a, b]
    return table.assign(below=table["cosine_voice"].round(12) < table["chance_low"].round(12))


def tfidf_with_sizes(tfidf: pd.DataFrame, counts: Counts) -> pd.DataFrame:
    """Return table `tfidf` with ``docs`` (how many documents hold the term) and ``total`` (words of the document).

    Parameters
    ----------
    tfidf
        From `tfidf`, whole.
    counts
        What it was made from.
    """
    return tfidf.assign(
        docs=tfidf.groupby("term")["doc_id"].transform("size"), total=tfidf["doc_id"].map(words_by_document(counts))
    )


def similarity_with_groups(similarity: pd.DataFrame, counts: Counts, *, by: str = "source_type") -> pd.DataFrame:
    """Return table `similarity` with ``group_a, group_b`` (from the column `by`) and ``words_a, words_b``.

    Parameters
    ----------
    similarity
        From `similarity`.
    counts
        What it was made from.
    by
        A column of the documents.
    """
    words, group = words_by_document(counts), groups_by_document(counts.documents, by)
    columns = {f"group_{side}": similarity[f"doc_id_{side}"].map(group) for side in "ab"}
    return similarity.assign(**columns, **{f"words_{side}": similarity[f"doc_id_{side}"].map(words) for side in "ab"})
