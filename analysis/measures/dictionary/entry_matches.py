"""Where the entries of a word list count: in the context that they ask for, and whether they are negated there."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from analysis.measures.dictionary.context import Around, covered, in_context
from analysis.measures.dictionary.names import matches
from analysis.measures.dictionary.negation import negated
from analysis.measures.spans import overlapping
from analysis.texts.matching.context_rules import covers
from analysis.texts.matching.matcher import compile_entries, find_entries


def entry_matches(entries: pd.DataFrame, segments: pd.DataFrame, around: Around) -> pd.DataFrame:
    """Return every place where an entry counts: the longest match first, then the leftmost; no two overlap.

    Parameters
    ----------
    entries
        ``entry`` and, if it has one, ``context``; with a row number from 0 as its index.
    segments
        Table `segments`.
    around
        The words of these segments.

    Returns
    -------
    DataFrame
        ``doc_id, start, end, match, part, voice, speaker``, then ``row``, the entry's row in `entries`, and ``negated``
        (`negation.negated`), in the order of the words.
    """
    contexts = entries["context"].tolist() if "context" in entries.columns else [""] * len(entries)
    found = find_entries(compile_entries(entries["entry"].tolist()), around.tokens, around.texts)
    found = found[in_context(found, contexts, around)]
    last, kept = covered(found, np.array(list(map(covers, contexts)), dtype=bool), around)
    found = found.assign(last=last)[kept].reset_index(drop=True)
    rows = matches(found, around.tokens, segments, around.texts)
    return rows.assign(row=found["entry"].to_numpy(), negated=negated(found["first"].to_numpy(), around))


def outside_names(rows: pd.DataFrame, names: pd.DataFrame | None) -> pd.DataFrame:
    """Return the rows that are not inside a name; inside a pejorative one the wording is the writer's choice."""
    if names is None:
        return rows
    return rows[~overlapping(rows, names[names["label_kind"] != "pejorative"], whole=True)]


def in_text_order(rows: pd.DataFrame, doc_ids: Collection[str]) -> pd.DataFrame:
    """Return the rows in the order of the texts, and in each text of where they begin."""
    order = {doc_id: position for position, doc_id in enumerate(doc_ids)}
    place = [order[doc_id] for doc_id in rows["doc_id"].to_numpy(dtype=object).tolist()]
    return rows.iloc[np.lexsort((rows["start"], place))]
