"""Which texts share passages with which, where these stand in each, and which of the two is dated earlier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.measures.chronology import earlier
from analysis.measures.groups import chosen
from analysis.schema import COLUMNS, check
from analysis.texts.segmentation.words import tokens

if TYPE_CHECKING:
    import pandas as pd


def feeds(
    passages: pd.DataFrame, segments: pd.DataFrame, documents: pd.DataFrame, *, part: str = "body", pairs: int = 6
) -> pd.DataFrame:
    """Return the passages of the pairs of texts that share most, with their places counted in words.

    Parameters
    ----------
    passages, segments, documents
        Table `reuse`, and the tables that it was made from.
    part
        The part that was looked at.
    pairs
        How many pairs are kept, those with most words alike.

    Returns
    -------
    DataFrame
        One row per passage. ``earlier`` is "a" or "b" where both texts are dated and one date is earlier, else "";
        ``date_a, date_b`` as written. ``first_, last_``: place of the first word, counted from 0, and of that after the
        last among the ``total_`` words of the part. ``n_words, similarity, opening`` as in `reuse`. ``pair_words,
        pair_passages``: of the pair together. ``pairs`` of ``all_pairs`` pairs of texts with words share a passage.
        Sorted by pair_words descending, the documents' order, place in a.

    Raises
    ------
    InputError
        If there is no such part.

    Notes
    -----
    Misleads where an earlier date is read as the source: both texts may have taken the passage from a third.
    """
    import numpy as np
    import pandas as pd

    check(passages, "reuse")
    words = tokens(segments)
    words = words[chosen(segments, part=part)[words["segment"].to_numpy()]]
    starts = {doc_id: rows.to_numpy() for doc_id, rows in words.groupby("doc_id", sort=False)["start"]}
    index = pd.Index(documents["doc_id"])
    dates = dict(zip(documents["doc_id"], documents["date"], strict=True)) if "date" in documents.columns else {}
    table = passages[["doc_id_a", "doc_id_b", "n_words", "similarity", "opening"]].copy()
    for side in "ab":
        ids = passages[f"doc_id_{side}"].tolist()
        date = [dates.get(doc_id) for doc_id in ids]
        table[f"date_{side}"] = [day if isinstance(day, str) else "" for day in date]
        first = [int(np.searchsorted(starts[i], at)) for i, at in zip(ids, passages[f"start_{side}"], strict=True)]
        table[f"first_{side}"] = np.array(first, dtype=np.int64)
        table[f"last_{side}"] = table[f"first_{side}"] + passages[f"words_{side}"]
        table[f"total_{side}"] = np.array([len(starts[doc_id]) for doc_id in ids], dtype=np.int64)
    table["earlier"] = [earlier(a, b) for a, b in zip(table["date_a"], table["date_b"], strict=True)]
    grouped = table.groupby(["doc_id_a", "doc_id_b"], sort=False)["n_words"]
    table["pair_words"], table["pair_passages"] = grouped.transform("sum"), grouped.transform("size")
    table["pairs"], table["all_pairs"] = grouped.ngroups, len(starts) * (len(starts) - 1) // 2
    places = (index.get_indexer(table["doc_id_b"]), index.get_indexer(table["doc_id_a"]))
    order = np.lexsort((table["first_a"], *places, -table["pair_words"]))
    table = table[list(COLUMNS["feeds"])].iloc[order].reset_index(drop=True)
    return table[table.groupby(["doc_id_a", "doc_id_b"], sort=False).ngroup() < pairs].reset_index(drop=True)
