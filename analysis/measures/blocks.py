"""Counts by blocks of sentences: what is resampled where there are too few texts to resample."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.measures.counts import Counts, select_rows
from analysis.measures.stats.bootstrap import BLOCK
from analysis.measures.stats.minimum_sizes import LEAST_BLOCKS
from analysis.measures.stats.sample import sum_rows
from analysis.schema import InputError
from analysis.texts.segmentation.words import tokens_of


@dataclass(frozen=True, eq=False)
class BlockCounts:
    """Counts of terms in blocks of sentences.

    Attributes
    ----------
    matrix
        Sparse (CSR, int64), blocks by terms.
    words
        Number of words of each block, of the chosen voice; it may be 0.
    text
        The row of each block's text in `by_document`.
    by_document
        The same counts by document.

    See Also
    --------
    count_blocks : Make them.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story()
    >>> blocks = same.count_blocks(story.segments, story.documents)
    >>> len(blocks.words), len(blocks.by_document), set(blocks.doc_ids(np.arange(2)))
    (39, 5, {'ncri-2012-movie'})
    """

    matrix: sparse.csr_array
    words: np.ndarray
    text: np.ndarray
    by_document: Counts

    def of(self, documents: np.ndarray) -> np.ndarray:
        """Return the blocks of some rows of `by_document`."""
        return np.flatnonzero(np.isin(self.text, documents))

    def doc_ids(self, rows: np.ndarray) -> np.ndarray:
        """Return the doc_id of these blocks."""
        return self.by_document.rows["doc_id"].to_numpy(dtype=object)[self.text[rows]]


def sentence_blocks(
    tokens: pd.DataFrame, segments: pd.DataFrame, *, part: str = "body", block: int | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Return the block of each word, and the text of each block.

    Parameters
    ----------
    tokens, segments
        Tables of that name, of the same texts.
    part
        The part whose sentences make the blocks; "all" takes every one.
    block
        Sentences in a block; None for `BLOCK`, and for fewer in a short text, so that it has five blocks.

    Returns
    -------
    tuple of ndarray
        The number of the block of each row of `tokens`, -1 outside the part; the doc_id of each block. Of the n
        sentences of a text that have words in the part, ``n / block`` blocks are made, rounded and at least one, as
        even as can be; where no `block` is given at least ``min(n, 5)``. Blocks are those of all voices, so that
        figures of different voices can be compared.

    Raises
    ------
    InputError
        If `block` is less than 1, or there is no such part, or it has no word.
    """
    size = BLOCK if block is None else block
    if size < 1:
        raise InputError(f"a block needs at least 1 sentence, not {size}")
    here = np.flatnonzero(select_rows(segments, part=part)[tokens["segment"].to_numpy()] if len(tokens) else [])
    if not len(here):
        raise InputError(f"no text has a word in part {part}; choose another part")
    doc_ids = tokens["doc_id"].to_numpy(dtype=object)
    _, first, sentence = np.unique(tokens["sentence"].to_numpy()[here], return_index=True, return_inverse=True)
    begins = np.flatnonzero(np.append(True, doc_ids[here][first][1:] != doc_ids[here][first][:-1]))
    n = np.diff(np.append(begins, len(first)))
    n_blocks = np.maximum((2 * n + size) // (2 * size), np.minimum(n, LEAST_BLOCKS if block is None else 1))
    place = np.arange(len(first)) - np.repeat(begins, n)
    of_sentence = np.repeat(np.cumsum(n_blocks) - n_blocks, n) + place * np.repeat(n_blocks, n) // np.repeat(n, n)
    of_token = np.full(len(tokens), -1, dtype=np.int64)
    of_token[here] = of_sentence[sentence]
    return of_token, np.repeat(doc_ids[here][first][begins], n_blocks)


def count_blocks(
    segments: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    voice: str = "all",
    part: str = "body",
    block: int | None = None,
    tokens: pd.DataFrame | None = None,
) -> BlockCounts:
    """Return how often each term occurs in each block of sentences.

    Parameters
    ----------
    segments, documents
        Tables of that name.
    voice, part
        The words to count; "all" takes every one. The blocks are those of the part, whatever the voice.
    block
        Sentences in a block; None for 5, and for fewer in a short text, so that it has five blocks (`sentence_blocks`).
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

    Returns
    -------
    BlockCounts
        Of the texts that have words in this voice and part.

    Raises
    ------
    InputError
        If no text has a word in them, if there is no such voice or part, or if `block` is less than 1.

    See Also
    --------
    stability, dispersion_within : What is made from them.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story()
    >>> same.count_blocks(story.segments, story.documents, voice="author", block=10).matrix.shape
    (15, 777)
    """
    table = tokens_of(segments, tokens)
    of_token, doc_ids = sentence_blocks(table, segments, part=part, block=block)
    keep = np.flatnonzero((of_token >= 0) & select_rows(segments, voice=voice, part="all")[table["segment"].to_numpy()])
    if not len(keep):
        raise InputError(f"no text has a word in part {part}, voice {voice}; choose another part or voice")
    place = pd.Index(documents["doc_id"]).get_indexer(doc_ids)
    if (place < 0).any():
        raise InputError(f"the document {doc_ids[place < 0][0]} is in the segments alone; give both of the same texts")
    word, terms = pd.factorize(table["term"].array[keep], sort=True)
    cells = (np.ones(len(keep), dtype=np.int64), (of_token[keep], word))
    matrix = sparse.coo_array(cells, shape=(len(doc_ids), len(terms))).tocsr()
    words = np.bincount(of_token[keep], minlength=len(doc_ids))
    present = np.unique(place[of_token[keep]])
    rows = np.flatnonzero(np.isin(place, present))
    text = np.searchsorted(present, place[rows])
    attributes = documents.drop(columns="text", errors="ignore").reset_index(drop=True)
    by_document = Counts(
        rows=attributes.iloc[present].reset_index(drop=True),
        matrix=sum_rows(matrix[rows], text, len(present)),
        terms=np.asarray(terms, dtype=object),
        words=sum_rows(words[rows], text, len(present)),
        documents=attributes,
        part=part,
        voice=voice,
    )
    return BlockCounts(matrix[rows], words[rows], text, by_document)
