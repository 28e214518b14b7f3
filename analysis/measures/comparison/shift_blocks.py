"""What `wordshift` compares, from blocks of texts: of each the counts of the items alone, and all of them together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.measures.comparison.quantities import Items, Quantity, Shift, WordUse
from analysis.measures.counts import Counts, NoWords, count, no_words
from analysis.schema import InputError
from analysis.texts.readers.corpus import with_days


class ItemCounts(NamedTuple):
    """The documents of a block, without their texts, and the counts of the items in them; None where there is no word.

    The terms of the counts are the names of the items.
    """

    documents: pd.DataFrame
    counts: Counts | None


def count_items(
    segments: pd.DataFrame,
    documents: pd.DataFrame,
    quantity: Quantity,
    *,
    voice: str,
    part: str,
    tokens: pd.DataFrame | None = None,
) -> ItemCounts:
    """Return how often the items of a quantity are in a block of texts."""
    bare = documents.drop(columns="text")
    try:
        counts = count(segments, documents, tokens=tokens).select(voice=voice, part=part)
    except NoWords:
        return ItemCounts(bare, None)
    items = quantity.items(counts)
    return ItemCounts(bare, replace(counts, terms=items.names, matrix=items.matrix))


def merge_items(blocks: Iterable[ItemCounts], *, voice: str, part: str) -> Counts:
    """Return the counts of the items in all blocks, in memory for each document and item of it.

    Raises
    ------
    InputError
        If no text has a word in this voice and part, or a doc_id is in two blocks.
    """
    every = list(blocks)
    counted = [block.counts for block in every if block.counts is not None]
    if not counted:
        raise no_words(part, voice)
    documents = with_days(pd.concat([block.documents for block in every]))
    known = pd.Index(documents["doc_id"])
    if known.has_duplicates:
        raise InputError(f"the doc_id {known[known.duplicated()][0]} occurs twice in the documents")
    keys = ["doc_id", "part", "voice"]
    rows = pd.concat([counts.rows[keys] for counts in counted], ignore_index=True)
    about = documents.drop(columns=keys, errors="ignore").iloc[known.get_indexer(rows["doc_id"])]
    terms = np.array(sorted(set().union(*(counts.terms for counts in counted))), dtype=object)
    place = pd.Index(terms, dtype=object)
    wide = [
        sparse.csr_array(
            (one.matrix.data, place.get_indexer(one.terms)[one.matrix.indices], one.matrix.indptr),
            shape=(len(one), len(terms)),
        )
        for one in counted
    ]
    return Counts(
        rows=pd.concat([rows, about.reset_index(drop=True)], axis=1),
        matrix=sparse.csr_array(sparse.vstack(wide, format="csr")),
        terms=terms,
        words=np.concatenate([counts.words for counts in counted]),
        documents=documents,
        part=counted[0].part,
        voice=counted[0].voice,
    )


class ItemRate:
    """A rate of items that are the terms of the counts: `MarkerRate` of merged blocks."""

    def items(self, counts: Counts) -> Items:
        """Return the counts as they are, and how many words they are among."""
        return Items(counts.terms, counts.matrix, counts.words)

    def shift(self, names: np.ndarray, p: np.ndarray, q: np.ndarray) -> Shift:
        """Return 1,000 times the difference of the shares."""
        return WordUse("proportion").shift(names, p, q)
