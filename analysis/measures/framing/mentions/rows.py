"""Rows of mentions: from words of the table of tokens to offsets, with whose words they are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.measures.framing.mentions.counted_nouns import Phrases


def as_rows(
    spans: Sequence[tuple[int, int, int]], phrases: Phrases, segments: pd.DataFrame, tokens: pd.DataFrame
) -> pd.DataFrame:
    """Return ``doc_id, start, end, match, part, voice, speaker`` of spans.

    Parameters
    ----------
    spans
        Row of the word whose segment says the voice, first and last offset into its text.
    """
    at = np.fromiter((span[0] for span in spans), dtype=np.int64, count=len(spans))
    starts = np.fromiter((span[1] for span in spans), dtype=np.int64, count=len(spans))
    ends = np.fromiter((span[2] for span in spans), dtype=np.int64, count=len(spans))
    doc_ids = phrases.doc_ids[at]
    rows = pd.DataFrame({"doc_id": doc_ids, "start": starts, "end": ends})
    cut = zip(doc_ids.tolist(), starts.tolist(), ends.tolist(), strict=True)
    rows["match"] = pd.Series([phrases.texts[doc_id][start:end] for doc_id, start, end in cut], dtype="str")
    holders = tokens["segment"].to_numpy()[at]
    for column in ("part", "voice", "speaker"):
        rows[column] = segments[column].take(holders).to_numpy()
    return rows
