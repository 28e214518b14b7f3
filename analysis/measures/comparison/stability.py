"""Which differences between two groups of texts rest on a few passages: log ratios with their blocks drawn anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.measures.counts import Counts
from analysis.measures.groups import chosen, two_groups
from analysis.measures.stats.association import log_ratio
from analysis.measures.stats.bootstrap import SEED, blocks, percentile_bounds, resampled_sums
from analysis.measures.stats.minimum_sizes import why_no_stability
from analysis.measures.stats.within_text import ABOUT, BLOCK, TIMES, block_draws, few_blocks, sentence_blocks
from analysis.schema import COLUMNS, InputError
from analysis.texts.segmentation.words import tokens

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from scipy import sparse


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
    """

    matrix: sparse.csr_array
    words: np.ndarray
    text: np.ndarray
    by_document: Counts

    def of(self, documents: np.ndarray) -> np.ndarray:
        """Return the blocks of some rows of `by_document`."""
        import numpy as np

        return np.flatnonzero(np.isin(self.text, documents))

    def doc_ids(self, rows: np.ndarray) -> np.ndarray:
        """Return the doc_id of these blocks."""
        return self.by_document.rows["doc_id"].to_numpy(dtype=object)[self.text[rows]]


def count_blocks(
    segments: pd.DataFrame, documents: pd.DataFrame, *, voice: str = "all", part: str = "body", block: int = BLOCK
) -> BlockCounts:
    """Return how often each term stands in each block of sentences.

    Parameters
    ----------
    segments, documents
        Tables of that name.
    voice, part
        The words to count; "all" keeps every one. The blocks are those of the part, whatever the voice.
    block
        Sentences in a block (`sentence_blocks`).

    Returns
    -------
    BlockCounts
        Of the texts that have words in this voice and part.

    Raises
    ------
    InputError
        If no text has a word in them, if there is no such voice or part, or if `block` is less than 1.
    """
    import numpy as np
    import pandas as pd
    from scipy import sparse

    table = tokens(segments)
    of_token, doc_ids = sentence_blocks(table, segments, part=part, block=block)
    keep = np.flatnonzero((of_token >= 0) & chosen(segments, voice=voice, part="all")[table["segment"].to_numpy()])
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
    gather = sparse.csr_array((np.ones(len(rows), dtype=np.int64), (text, np.arange(len(rows)))))
    attributes = documents.drop(columns="text", errors="ignore").reset_index(drop=True)
    by_document = Counts(
        rows=attributes.iloc[present].reset_index(drop=True),
        matrix=sparse.csr_array(gather @ matrix[rows]),
        terms=np.asarray(terms, dtype=object),
        words=gather @ words[rows],
        documents=attributes,
        part=part,
        voice=voice,
    )
    return BlockCounts(matrix[rows], words[rows], text, by_document)


def stability(
    counts: BlockCounts,
    *,
    by: str = "source_type",
    target: str,
    reference: str | None = None,
    times: int = TIMES,
    seed: int = SEED,
) -> pd.DataFrame:
    """Return, for every term of either group, how far its log ratio moves when the texts' blocks are drawn anew.

    Parameters
    ----------
    counts
        From `count_blocks`.
    by, target, reference
        As in `keyness`.
    times, seed
        Number of resamples, and which ones (`block_draws`).

    Returns
    -------
    DataFrame
        ``term``; of each group ``n_`` occurrences among ``total_`` words in ``n_docs_`` documents; ``log_ratio`` as in
        `keyness`; ``within_low, within_high``: of the log ratios of the resamples, in order, the ``⌊(times + 1) ·
        0.025⌋``-th from below and from above, a resampled count of 0 taken as 0.5. Each resample draws, from each text,
        as many of its blocks as it has (Künsch 1989; Carlstein 1986). Where the term is in no text of the target, low
        is -inf; in none of the reference, high is inf. ``n_blocks_``: the group's blocks with words of the chosen
        voice. No bounds where a text of either group has fewer than `small_numbers.LEAST_BLOCKS` blocks, or a group has
        words in fewer: `why_no_bounds` says so in a sentence. ``about`` says of what this speaks, in each row. Sorted
        by log_ratio descending, term.

    Raises
    ------
    InputError
        As `keyness`, or if the counts are not of blocks.

    Notes
    -----
    It answers one question: does the difference stand all through these texts, or does it rest on a few passages? **It
    is no interval for a source or a type of source**: with the same five texts, longer texts make it narrower and tell
    no more about others. A term in one block alone is missing from about a third of the resamples.
    """
    import numpy as np
    import pandas as pd

    documents = _checked(counts).by_document
    groups = two_groups(documents, by, target, reference)
    rows = [counts.of(group) for group in groups]
    matrices = [counts.matrix[each] for each in rows]
    n = [matrix.sum(axis=0) for matrix in matrices]
    total = [int(counts.words[each].sum()) for each in rows]
    terms = np.flatnonzero(n[0] + n[1])
    a, b = n[0][terms], n[1][terms]
    low, high = np.full(len(terms), np.nan), np.full(len(terms), np.nan)
    if not _why(counts, rows):
        drawn = [block_draws(counts.doc_ids(each), times=times, seed=seed) for each in rows]
        words = [resampled_sums(counts.words[each][None, :], draw)[0] for each, draw in zip(rows, drawn, strict=True)]
        by_term = [matrix[:, terms].T.tocsr() for matrix in matrices]
        for some in blocks(len(terms), times):
            sums = [resampled_sums(matrix[some], draw) for matrix, draw in zip(by_term, drawn, strict=True)]
            low[some], high[some] = percentile_bounds((sums[0], sums[1]), (words[0], words[1]), (a[some], b[some]))
    ratios = log_ratio(a, b, *total)
    columns = {
        "term": documents.terms[terms],
        "n_target": a,
        "n_reference": b,
        "total_target": total[0],
        "total_reference": total[1],
        "n_docs_target": len(groups[0]),
        "n_docs_reference": len(groups[1]),
        "log_ratio": ratios,
        "within_low": low,
        "within_high": high,
        "n_blocks_target": int((counts.words[rows[0]] > 0).sum()),
        "n_blocks_reference": int((counts.words[rows[1]] > 0).sum()),
        "about": ABOUT,
    }
    order = np.lexsort((terms, -np.round(ratios, 12)))
    return pd.DataFrame(columns, columns=list(COLUMNS["stability"])).iloc[order].reset_index(drop=True)


def why_no_bounds(counts: BlockCounts, *, by: str = "source_type", target: str, reference: str | None = None) -> str:
    """Return one sentence that says why there are no bounds, or "" where there are."""
    groups = two_groups(_checked(counts).by_document, by, target, reference)
    return _why(counts, [counts.of(group) for group in groups])


def _checked(counts: object) -> BlockCounts:
    if isinstance(counts, BlockCounts):
        return counts
    name = type(counts).__name__
    raise InputError(f"stability needs counts of blocks, not {name}; make them: count_blocks(segments, documents)")


def _why(counts: BlockCounts, rows: list[np.ndarray]) -> str:
    short = {doc_id: n for each in rows for doc_id, n in few_blocks(counts.doc_ids(each)).items()}
    return why_no_stability(min(int((counts.words[each] > 0).sum()) for each in rows), short)
