"""Which rates of loaded language, and which shares of attributed words, rest on a few passages of the texts at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.measures.groups import chosen, labels
from analysis.measures.stats.association import log_ratio
from analysis.measures.stats.minimum_sizes import why_no_stability
from analysis.measures.stats.within_text import ABOUT, BLOCK, few_blocks, sentence_blocks, within
from analysis.schema import COLUMNS, InputError, check
from analysis.texts.segmentation.words import tokens

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

FIGURES = ("loaded_own", "loaded_attributed", "loaded_log_ratio", "attributed_share")


def rate_stability(
    markers: pd.DataFrame,
    segments: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    by: str = "doc_id",
    part: str = "body",
    block: int = BLOCK,
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
        Sentences in a block (`sentence_blocks`).

    Returns
    -------
    DataFrame
        ``group, figure, n, of, value, within_low, within_high, n_docs, n_blocks, about``, four rows for each group that
        has words:

        - ``loaded_own``: n loaded markers in the `of` words of the author's own voice, as ``1000 n / of``;
        - ``loaded_attributed``: the same for quoted and reported words;
        - ``loaded_log_ratio``: log2 of the first rate over the second, a count of 0 taken as 0.5; of the `of` loaded
          markers, n are the author's own;
        - ``attributed_share``: of the `of` words, n are quoted or reported, as ``n / of``.

        `value` is NaN where there are no words. ``within_low, within_high`` are the bounds of `within`: 1,000 resamples
        of each text's own blocks. They are NaN where a text of the group has fewer than `LEAST_BLOCKS` blocks; where
        the words in question stand in fewer (``n_blocks``: the blocks that hold some of them); and where n is 0 or all,
        for what is in no block cannot be drawn. The log ratio has -inf or inf there. ``about`` says of what this
        speaks, in each row. Groups in the order of the documents, figures as above.

    Raises
    ------
    InputError
        If a column is missing, or if no text has a word in this part.

    Notes
    -----
    It says whether a figure stands all through these texts, and **nothing about other texts of the same source**. A
    marker of several words counts once, so a rate is of markers, not of words. Where whose words they are was read
    wrongly, the bounds know nothing of it.
    """
    import numpy as np
    import pandas as pd

    check(markers, "markers")
    counts, doc_ids = _counts(markers, segments, part, block)
    group_of = dict(zip(documents["doc_id"], labels(documents, by), strict=True))
    unknown = [doc_id for doc_id in doc_ids if doc_id not in group_of]
    if unknown:
        raise InputError(f"the document {unknown[0]} is in the segments alone; give both of the same texts")
    groups = np.array([group_of[doc_id] for doc_id in doc_ids], dtype=object)
    rows = [_rows(counts[groups == group], doc_ids[groups == group], group) for group in pd.unique(groups)]
    table = pd.DataFrame([row for each in rows for row in each], columns=list(COLUMNS["rate_stability"]))
    return table


def _counts(markers: pd.DataFrame, segments: pd.DataFrame, part: str, block: int) -> tuple[np.ndarray, np.ndarray]:
    """Return words, own words, loaded markers and own loaded markers of each block, and the text of each block."""
    import numpy as np

    table = tokens(segments)
    of_token, doc_ids = sentence_blocks(table, segments, part=part, block=block)
    here = np.flatnonzero(of_token >= 0)
    own = (segments["voice"] == "author").to_numpy()[table["segment"].to_numpy()[here]]
    loaded = markers[markers["loaded"].to_numpy(dtype=bool) & chosen(markers, part=part)]
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
    import numpy as np

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
    import numpy as np

    words, own, loaded, loaded_own = counts.sum(axis=0)
    n = (loaded_own, loaded - loaded_own, loaded_own, words - own)
    of = (own, words - own, loaded, words)
    has_own, has_other = (int((each > 0).sum()) for each in (counts[:, 1], counts[:, 0] - counts[:, 1]))
    n_blocks = (has_own, has_other, min(has_own, has_other), len(counts))
    values = _figures(counts.sum(axis=0, dtype=float)[None, :])[0]
    low, high = within(counts, doc_ids, _figures)
    rows = []
    for i, figure in enumerate(FIGURES):
        known = not np.isnan(values[i]) and not why_no_stability(n_blocks[i], few_blocks(doc_ids))
        if figure != "loaded_log_ratio":
            known = known and 0 < n[i] < of[i]
        ends = [low[i], high[i]] if known else [np.nan, np.nan]
        if figure == "loaded_log_ratio" and known:
            ends = [ends[0] if n[0] else -np.inf, ends[1] if n[1] else np.inf]
        rows.append((group, figure, n[i], of[i], values[i], *ends, len(set(doc_ids)), n_blocks[i], ABOUT))
    return rows
