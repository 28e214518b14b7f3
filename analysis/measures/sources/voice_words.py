"""How many of a text's words are in whose voice, and in whose mouth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.measures.groups import chosen
from analysis.schema import check
from analysis.texts.segmentation.words import tokens

if TYPE_CHECKING:
    import pandas as pd

    from analysis.measures.counts import Counts


def words_by_voice(counts: Counts) -> pd.DataFrame:
    """Return the words of each document, part and voice.

    Parameters
    ----------
    counts
        Of all voices, not yet by document.

    Returns
    -------
    DataFrame
        ``doc_id, part, voice, n_words, total, share``: ``total`` is the words of the document in this part, ``share =
        n_words / total``, so the voices of a part add up to 1. Only what has words has a row. Order of the documents,
        then of the parts and voices.

    Notes
    -----
    Misleads where speech is not attributed at all or the rules miss an attribution: what is not seen as someone else's
    counts as the author's. Where they take too much, the author's share is too small.
    """
    table = check(counts.rows, "counts", needs=("doc_id", "part", "voice"))[["doc_id", "part", "voice"]].copy()
    table["n_words"] = counts.words
    table["total"] = table.groupby(["doc_id", "part"], sort=False)["n_words"].transform("sum")
    table["share"] = table["n_words"] / table["total"]
    return table


def words_by_speaker(segments: pd.DataFrame, *, part: str = "body", voice: str = "direct") -> pd.DataFrame:
    """Return how many words each speaker is quoted, or paraphrased, with, in each document.

    Parameters
    ----------
    segments
        Table `segments`.
    part
        The part to look at; "all" keeps every part.
    voice
        `direct` for quoted words, `indirect` for paraphrased ones.

    Returns
    -------
    DataFrame
        ``doc_id, speaker, n_words, n_quotations``, in that voice alone. The speaker is the mention as written, empty
        where the text names none; a quotation is one segment. Order of the documents, then n_words
        descending, speaker. Empty where nobody is quoted.

    Notes
    -----
    Misleads where one person is mentioned in two ways ("Mrs. Rajavi", "Maryam Rajavi"): each mention is a row. Table
    `sources` brings them to actors.
    """
    import numpy as np
    import pandas as pd

    keep = chosen(segments, voice=voice, part=part)
    n_words = np.bincount(tokens(segments)["segment"].to_numpy(dtype=np.int64), minlength=len(segments))
    document, _ = pd.factorize(segments["doc_id"])
    quotations = pd.DataFrame(
        {
            "doc_id": segments["doc_id"].to_numpy(),
            "speaker": segments["speaker"].fillna("").to_numpy(),
            "document": document,
            "n_words": n_words,
            "n_quotations": 1,
        }
    )[keep]
    table = quotations.groupby(["document", "doc_id", "speaker"], as_index=False, sort=False).sum()
    table = table.sort_values(["document", "n_words", "speaker"], ascending=[True, False, True], ignore_index=True)
    return table[["doc_id", "speaker", "n_words", "n_quotations"]]
