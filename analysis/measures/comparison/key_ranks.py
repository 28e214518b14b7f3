"""Key words in an order that holds back what a few documents make: by how large the difference is at the least."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.measures.stats.intervals import nearer_bound
from analysis.measures.stats.minimum_sizes import LEAST_DOCUMENTS, LEVEL
from analysis.schema import check

_GROUPS = ("target", "reference", "docs_target", "docs_reference", "n_docs_target", "n_docs_reference")
_NUMBERS = ("log_ratio", "log_ratio_low", "log_ratio_high", "p", "q")


def rank_keyness(table: pd.DataFrame, *, least_docs: int = LEAST_DOCUMENTS) -> pd.DataFrame:
    """Return table `keyness` with the words first that most surely mark the target, and those of the reference last.

    Parameters
    ----------
    table
        From `keyness` or `compare`.
    least_docs
        In how many documents of the group that uses it more a word must be to keep its row, or in half of them where
        the group has fewer than twice as many.

    Returns
    -------
    DataFrame
        Of each comparison the rows by conservative effect: the bound of the interval over documents (``log_ratio_low,
        log_ratio_high``) that is nearer to 0, and 0 if the interval contains 0, as Evert (2022) has it for the interval
        from words. It is what a word marks a group by at the least. Words that pass the test (q below `LEVEL`) are at
        both ends, before and behind all others; where several have the same effect, p and then the log ratio decide.

        Where there are too few documents for an interval, the rows of that comparison stay as they are, all of them.

    Raises
    ------
    InputError
        If the table has not the columns of `keyness`.

    Notes
    -----
    The log ratio puts a word first that is in two documents and never in the other group; this asks for what other
    documents are likely to show too. The intervals are for each word by itself, so that among thousands some rare
    words are far off by chance: hence the words that pass a test of all of them come first.

    See Also
    --------
    keyness : The table, by log ratio.
    keyness_by_voice : The first of these words, by voice.

    Examples
    --------
    >>> import analysis as same
    >>> words = {"x": ["cat dog"] * 9 + ["cat dog rare rare rare"], "y": ["the dog"] * 9 + ["cat dog"]}
    >>> rows = [(f"{side}{i}", side, text) for side in words for i, text in enumerate(words[side])]
    >>> documents = pd.DataFrame(rows, columns=["doc_id", "source_type", "text"])
    >>> table = same.keyness(same.count(same.voices(documents), documents).select(part="all"), target="x")
    >>> table["term"].tolist(), same.rank_keyness(table)["term"].tolist()
    (['cat', 'rare', 'dog', 'the'], ['cat', 'dog', 'the'])
    """
    check(table, "keyness", needs=("term", *_GROUPS, *_NUMBERS))
    ratio, low, high, p, q = (table[name].to_numpy(dtype=float) for name in _NUMBERS)
    effect = nearer_bound(low, high)
    known = ~np.isnan(effect)
    docs, size = (
        np.where(ratio >= 0, table[f"{kind}_target"], table[f"{kind}_reference"]) for kind in ("docs", "n_docs")
    )
    kept = np.flatnonzero(~known | (docs >= np.minimum(least_docs, (size + 1) // 2)))
    sure = np.sign(ratio) * (1 - np.where(np.isnan(p), 1, p))
    passes = np.sign(ratio) * (q < LEVEL)
    comparison = pd.factorize(pd.MultiIndex.from_frame(table[["target", "reference"]]))[0]
    keys = [np.where(known, np.round(each, 12), 0)[kept] for each in (ratio, sure, effect, passes)]
    order = np.lexsort((*(-key for key in keys), comparison[kept]))
    return table.iloc[kept[order]].reset_index(drop=True)
