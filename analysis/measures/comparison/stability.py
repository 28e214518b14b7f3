"""What rests on a few passages: log ratios and rates of loaded language, with the blocks of these texts resampled."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.measures.blocks import BlockCounts, sentence_blocks
from analysis.measures.counts import select_rows, split_groups
from analysis.measures.groups import group_labels
from analysis.measures.stats.association import log_ratio
from analysis.measures.stats.bootstrap import (
    ABOUT_TEXTS,
    BLOCK_RESAMPLES,
    SEED,
    block_draws,
    drawn_interval,
    too_few_blocks,
    within_text_interval,
)
from analysis.measures.stats.minimum_sizes import explain_missing_stability
from analysis.measures.stats.sample import Sample
from analysis.schema import COLUMNS, InputError, check
from analysis.texts.segmentation.words import tokens_of


def stability(
    counts: BlockCounts,
    *,
    by: str = "source_type",
    target: str,
    reference: str | None = None,
    times: int = BLOCK_RESAMPLES,
    seed: int = SEED,
) -> pd.DataFrame:
    """Return, for every term of either group, how far its log ratio moves when the texts' blocks are resampled.

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
        0.025⌋``-th from below and from above, a resampled count of 0 taken as `log_ratio` does. Each resample
        draws, from each text, as many of its blocks as it has (Künsch 1989; Carlstein 1986). Where the term is in no
        text of the target, low is -inf; in none of the reference, high is inf. ``n_blocks_``: the group's blocks with
        words of the chosen voice. ``about`` says in each row what this is about. Sorted by log_ratio descending, term.

        A text with fewer than `LEAST_BLOCKS` blocks hardly changes when it is resampled, which looks like firmness: it
        is left out, and no number of the table counts it (`texts_left_out`). Where that would leave a group without a
        text, all texts are counted and there are no bounds, nor where a group has words in fewer than `LEAST_BLOCKS`
        blocks: `explain_missing_bounds` says so in a sentence.

    Raises
    ------
    InputError
        As `keyness`, or if the counts are not of blocks.

    Notes
    -----
    It answers one question: does the difference run all through these texts, or does it rest on a few passages? **It
    is no interval for a source or a type of source**: with the same five texts, longer texts make it narrower and say
    no more about others. A term in one block alone is missing from about a third of the resamples.

    See Also
    --------
    count_blocks : What it takes.
    keyness : Bounds over documents, where there are enough.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story()
    >>> table = same.stability(same.count_blocks(story.segments, story.documents), target="advocacy")
    >>> table[["term", "log_ratio", "within_low", "within_high"]].head(1).round(1).to_numpy().tolist()
    [['regime', 3.2, 2.6, inf]]
    """
    documents = _checked(counts).by_document
    groups, rows, why, _ = _resampled(counts, by, target, reference)
    every = [Sample(counts.matrix[each], counts.words[each], counts.doc_ids(each)) for each in rows]
    terms = np.flatnonzero(every[0].n + every[1].n)
    one, other = (sample.columns(terms) for sample in every)
    low, high = np.full((2, len(terms)), np.nan)
    if not why:
        drawn = [block_draws(sample.ids, times=times, seed=seed) for sample in every]
        low, high = drawn_interval((one, other), (drawn[0], drawn[1]))
    ratios = log_ratio(one.n, other.n, one.total, other.total)
    columns = {
        "term": documents.terms[terms],
        "n_target": one.n,
        "n_reference": other.n,
        "total_target": one.total,
        "total_reference": other.total,
        "n_docs_target": len(groups[0]),
        "n_docs_reference": len(groups[1]),
        "log_ratio": ratios,
        "within_low": low,
        "within_high": high,
        "n_blocks_target": int((one.words > 0).sum()),
        "n_blocks_reference": int((other.words > 0).sum()),
        "about": ABOUT_TEXTS,
    }
    order = np.lexsort((terms, -np.round(ratios, 12)))
    return pd.DataFrame(columns, columns=list(COLUMNS["stability"])).iloc[order].reset_index(drop=True)


def explain_missing_bounds(
    counts: BlockCounts, *, by: str = "source_type", target: str, reference: str | None = None
) -> str:
    """Return one sentence that says why there are no bounds, or "" where there are."""
    return _resampled(_checked(counts), by, target, reference).why


def texts_left_out(
    counts: BlockCounts, *, by: str = "source_type", target: str, reference: str | None = None
) -> dict[str, int]:
    """Return the texts that `stability` leaves out since they have too few blocks, and how many each has."""
    return _resampled(_checked(counts), by, target, reference).left_out


def _checked(counts: object) -> BlockCounts:
    if isinstance(counts, BlockCounts):
        return counts
    name = type(counts).__name__
    raise InputError(f"stability needs counts of blocks, not {name}; make them: count_blocks(segments, documents)")


class _Resampled(NamedTuple):
    groups: list[np.ndarray]  # the rows of each group's documents
    rows: list[np.ndarray]  # their blocks
    why: str  # there are no bounds
    left_out: dict[str, int]


def _resampled(counts: BlockCounts, by: str, target: str, reference: str | None) -> _Resampled:
    """Return what of both groups is resampled: without the texts that are too short for it, if others are left."""
    groups = split_groups(counts.by_document, by, target, reference)
    short = {doc_id: n for group in groups for doc_id, n in too_few_blocks(counts.doc_ids(counts.of(group))).items()}
    doc_ids = counts.by_document.rows["doc_id"].to_numpy(dtype=object)
    kept = [np.array([row for row in group if doc_ids[row] not in short], dtype=np.int64) for group in groups]
    left_out = short if all(map(len, kept)) else {}
    if left_out:
        groups = kept
    rows = [counts.of(group) for group in groups]
    n_blocks = min(int((counts.words[each] > 0).sum()) for each in rows)
    return _Resampled(groups, rows, explain_missing_stability(n_blocks, {} if left_out else short), left_out)


RATE_FIGURES = ("loaded_own", "loaded_attributed", "loaded_log_ratio", "attributed_share")


def rate_stability(  # noqa: PLR0913 (the words, where they are at hand, are no choice)
    markers: pd.DataFrame,
    segments: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    by: str = "doc_id",
    part: str = "body",
    block: int | None = None,
    tokens: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return how far the rates of loaded words and the share of attributed words move within the texts.

    Parameters
    ----------
    markers
        From `markers.markers`, of the same segments.
    segments, documents
        Tables of that name.
    by
        A column of the documents; ``doc_id`` takes each text by itself.
    part
        The part to look at; "all" takes every one.
    block
        As in `count_blocks`.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

    Returns
    -------
    DataFrame
        ``group, figure, n, of, value, within_low, within_high, n_docs, n_blocks, about``, four rows for each group that
        has words:

        - ``loaded_own``: n loaded markers in the `of` words of the author's own voice, as ``1000 n / of``;
        - ``loaded_attributed``: the same for quoted and reported words;
        - ``loaded_log_ratio``: log2 of the first rate over the second (`log_ratio`); of the `of` loaded
          markers, n are the author's own;
        - ``attributed_share``: of the `of` words, n are quoted or reported, as ``n / of``.

        `value` is NaN where there are no words. ``within_low, within_high`` are the bounds of `within_text_interval`:
        1,000 resamples of each text's own blocks. They are NaN where a text of the group has fewer than `LEAST_BLOCKS`
        blocks; where the words in question are in fewer (``n_blocks``: the blocks that hold some of them); and where
        n is 0 or all, for what is in no block cannot be drawn. The log ratio has -inf or inf there. ``about`` says in
        each row what this is about. Groups in the order of the documents, figures as above.

    Raises
    ------
    InputError
        If a column is missing, or if no text has a word in this part.

    Notes
    -----
    It says whether a figure holds all through these texts, and **nothing about other texts of the same source**. A
    marker of several words counts once, so a rate is of markers, not of words. Where the voices were read wrongly, the
    bounds do not show it.

    See Also
    --------
    stability : The same of log ratios.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story()
    >>> table = same.rate_stability(story.markers, story.segments, story.documents)
    >>> table[["figure", "value", "within_low", "within_high"]].head(1).round(1).to_numpy().tolist()
    [['loaded_own', 16.6, 5.8, 25.2]]
    """
    check(markers, "markers")
    counts, doc_ids = _counts(markers, tokens_of(segments, tokens), segments, part, block)
    group_of = dict(zip(documents["doc_id"], group_labels(documents, by), strict=True))
    unknown = [doc_id for doc_id in doc_ids if doc_id not in group_of]
    if unknown:
        raise InputError(f"the document {unknown[0]} is in the segments alone; give both of the same texts")
    groups = np.array([group_of[doc_id] for doc_id in doc_ids], dtype=object)
    rows = [_rows(counts[groups == group], doc_ids[groups == group], group) for group in pd.unique(groups)]
    table = pd.DataFrame([row for each in rows for row in each], columns=list(COLUMNS["rate_stability"]))
    return table


def _counts(
    markers: pd.DataFrame, table: pd.DataFrame, segments: pd.DataFrame, part: str, block: int | None
) -> tuple[np.ndarray, np.ndarray]:
    """Return words, own words, loaded markers and own loaded markers of each block, and the text of each block."""
    of_token, doc_ids = sentence_blocks(table, segments, part=part, block=block)
    here = np.flatnonzero(of_token >= 0)
    own = (segments["voice"] == "author").to_numpy()[table["segment"].to_numpy()[here]]
    loaded = markers[markers["loaded"].to_numpy(dtype=bool) & select_rows(markers, part=part)]
    place = {doc_id: i for i, doc_id in enumerate(dict.fromkeys(doc_ids))}
    strange = [doc_id for doc_id in loaded["doc_id"] if doc_id not in place]
    if strange:
        raise InputError(
            f"the document {strange[0]} has markers and no words; give segments and markers of the same texts"
        )
    # A marker belongs to the block in which it ends: it may begin with a quotation mark, before the block's first word.
    begins = table.iloc[here[np.unique(of_token[here], return_index=True)[1]]]
    far = int(segments["end"].max()) + 1
    edges = begins["doc_id"].map(place).to_numpy() * far + begins["start"].to_numpy()
    ends = loaded["doc_id"].map(place).to_numpy(dtype=np.int64) * far + loaded["end"].to_numpy(dtype=np.int64) - 1
    of_marker = np.searchsorted(edges, ends, side="right") - 1
    of_own = of_marker[(loaded["voice"] == "author").to_numpy()]
    columns = (of_token[here], of_token[here][own], of_marker, of_own)
    counts = np.column_stack([np.bincount(column, minlength=len(doc_ids)) for column in columns])
    return counts, doc_ids


def _figures(sums: np.ndarray) -> np.ndarray:
    """Return the figures of rows of sums, NaN where there are no words to divide by."""
    words, own, loaded, loaded_own = sums.T
    other, loaded_other = words - own, loaded - loaded_own

    def of(n: np.ndarray, total: np.ndarray) -> np.ndarray:
        return np.divide(n, total, out=np.full(len(sums), np.nan), where=total > 0)

    both = (own > 0) & (other > 0)
    ratio = np.full(len(sums), np.nan)
    ratio[both] = log_ratio(loaded_own[both], loaded_other[both], own[both], other[both])
    return np.column_stack([1000 * of(loaded_own, own), 1000 * of(loaded_other, other), ratio, of(other, words)])


def _rows(counts: np.ndarray, doc_ids: np.ndarray, group: str) -> list[tuple]:
    """Return the rows of one group."""
    words, own, loaded, loaded_own = counts.sum(axis=0)
    n = (loaded_own, loaded - loaded_own, loaded_own, words - own)
    of = (own, words - own, loaded, words)
    has_own, has_other = (int((each > 0).sum()) for each in (counts[:, 1], counts[:, 0] - counts[:, 1]))
    n_blocks = (has_own, has_other, min(has_own, has_other), len(counts))
    values = _figures(counts.sum(axis=0, dtype=float)[None, :])[0]
    low, high = within_text_interval(counts, doc_ids, _figures)
    rows = []
    for i, figure in enumerate(RATE_FIGURES):
        known = not np.isnan(values[i]) and not explain_missing_stability(n_blocks[i], too_few_blocks(doc_ids))
        if figure != "loaded_log_ratio":
            known = known and 0 < n[i] < of[i]
        ends = [low[i], high[i]] if known else [np.nan, np.nan]
        if figure == "loaded_log_ratio" and known:
            ends = [ends[0] if n[0] else -np.inf, ends[1] if n[1] else np.inf]
        rows.append((group, figure, n[i], of[i], values[i], *ends, len(set(doc_ids)), n_blocks[i], ABOUT_TEXTS))
    return rows
