"""How often each entry of the lexicon is used in each group of texts, and in whose voice."""

from __future__ import annotations

import pandas as pd

from analysis.measures.groups import groups_by_document
from analysis.schema import VOICES


def uses_by_group(markers: pd.DataFrame, documents: pd.DataFrame, *, by: str, part: str = "body") -> pd.DataFrame:
    """Return how often each entry is used in each group of texts, by voice, and in how many of its texts.

    Parameters
    ----------
    markers, documents
        Tables of that name, of the same texts.
    by
        A column of the documents, which comes out as ``group``.
    part
        The part of the texts that is counted.

    Returns
    -------
    DataFrame
        ``entry, category, group, author, direct, indirect, docs``: uses in each voice. A group that has none has no
        row. Sorted by category, entry, group.
    """
    counted = markers[markers["part"] == part]
    counted = counted.assign(group=counted["doc_id"].map(groups_by_document(documents, by)))
    keys = ["category", "entry", "group"]
    table = pd.DataFrame({voice: counted["voice"].eq(voice) for voice in VOICES}).groupby(
        [counted[key] for key in keys]
    )
    table = table.sum()
    table["docs"] = counted.groupby(keys)["doc_id"].nunique()
    return table.reset_index()[["entry", "category", "group", *VOICES, "docs"]]
