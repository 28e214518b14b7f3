"""How each group of texts reads in each voice: a row for a figure, the means and how far the texts lie apart."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.measures.framing.readability.text_readability import MEASURES
from analysis.measures.groups import group_labels
from analysis.measures.stats.means import mean_bounds, mean_of
from analysis.measures.stats.minimum_sizes import LEAST_DOCUMENTS
from analysis.schema import VOICES, InputError, check


def readability_by_voice(table: pd.DataFrame, documents: pd.DataFrame, *, by: str = "source_type") -> pd.DataFrame:
    """Return the mean of each measure in each voice of each group of texts, and how far the sentence lengths lie apart.

    Parameters
    ----------
    table
        From `readability`.
    documents
        Table `documents`, of the same texts.
    by
        The column of the groups.

    Returns
    -------
    DataFrame
        Columns of the figure `readability-by-voice`: every group, by name, in every voice. `n_docs` of `group_docs`
        texts have a score in this voice, and `words` words in its sentences; of them are the means of `MEASURES`, each
        text counted once. ``low, high`` of the words per sentence are by ``bounds`` a 95 % interval over texts
        (`mean_bounds`), or the range of the texts where these are fewer than five; empty with none.

    Raises
    ------
    InputError
        If there is no such column, or no text has a score in any voice.

    Notes
    -----
    The texts that have a score in quotation marks are those that quote much, so that voices are compared on other
    texts. Misleads further as `readability` does.
    """
    check(table, "readability")
    scored = table[table["words_per_sentence"].notna() & table["voice"].isin(VOICES)]
    if scored.empty:
        raise InputError("no voice of a text has 100 words in sentences that end with a stop: too few for a score")
    group = pd.Series(group_labels(documents, by), index=documents["doc_id"].to_numpy())
    sizes = group[group.index.isin(table["doc_id"])].value_counts()
    names = group[scored["doc_id"]].to_numpy()
    rows = [
        _row(name, voice, sizes[name], scored[(names == name) & (scored["voice"] == voice)])
        for name in sorted(sizes.index)
        for voice in VOICES
    ]
    return pd.DataFrame(rows)


def _row(group: str, voice: str, group_docs: int, texts: pd.DataFrame) -> dict[str, object]:
    """Return what a group has in a voice, from its texts that have a score."""
    known = mean_of(texts[list(MEASURES)].to_numpy(dtype=float).reshape(-1, len(MEASURES)))
    lengths, n = texts["words_per_sentence"], len(texts)
    low, high = lengths.min(), lengths.max()
    if enough := n >= LEAST_DOCUMENTS:
        low, high = (bounds[MEASURES.index("words_per_sentence")] for bounds in mean_bounds(known))
    return {
        "group": group,
        "voice": voice,
        "n_docs": n,
        "group_docs": group_docs,
        "words": int(texts["words"].sum()),
        **dict(zip(MEASURES, known.mean, strict=True)),
        "low": low if n else np.nan,
        "high": high if n else np.nan,
        "bounds": "" if n < 2 else "95 % interval" if enough else "range",
    }
