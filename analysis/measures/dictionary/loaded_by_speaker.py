"""Whose loaded words: the author's own apart from what the author quotes or reports, and from whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.measures.dictionary.markers import marker_rates
from analysis.measures.dictionary.rates import rate_interval
from analysis.schema import VOICES, check

if TYPE_CHECKING:
    import pandas as pd


def loaded_by_speaker(markers: pd.DataFrame, segments: pd.DataFrame, *, part: str = "body") -> pd.DataFrame:
    """Return how many loaded words each speaker is given, in each document and voice.

    Parameters
    ----------
    markers
        From `markers.markers`, of the same segments.
    segments
        Table `segments`.
    part
        What to keep; "all" keeps everything.

    Returns
    -------
    DataFrame
        ``doc_id, voice, speaker, n, words, per_1000, low, high, negated``: `n` loaded markers in the `words` of this
        speaker, `negated` of them; ``per_1000 = 1000 n / words`` with its 95 % interval (Clopper and Pearson 1934, each
        word as if drawn by itself). The author's own words have no speaker; among quoted and reported words, an empty
        speaker is one that was not found. Every speaker has a row, also without a loaded word. Order of the documents,
        then of the voices, then n descending, words descending, speaker.

    Raises
    ------
    InputError
        If a column is missing, or there is no word in this part.

    Notes
    -----
    The words of a speaker are few: a rate without its n and interval says nothing. In direct speech the wording is the
    speaker's or the translator's, and the choice of the passage the author's; in reported speech the wording may be
    the author's too. One person mentioned in two ways has two rows.
    """
    import pandas as pd

    check(segments, "segments")
    check(markers, "markers")
    keys = ["doc_id", "voice", "speaker"]
    named = segments.assign(speaker=segments["speaker"].fillna("").where(segments["voice"] != "author", ""))
    loaded = markers[markers["loaded"].astype(bool)]
    loaded = loaded.assign(speaker=loaded["speaker"].fillna("").where(loaded["voice"] != "author", ""))
    table = marker_rates(loaded, named, by=keys, part=part)
    denied = marker_rates(loaded[loaded["negated"].astype(bool)], named, by=keys, part=part)
    table = table.assign(negated=denied["n"])
    table["low"], table["high"] = rate_interval(table["n"], table["words"])
    documents = {doc_id: place for place, doc_id in enumerate(segments["doc_id"].unique())}
    order = pd.DataFrame(
        {
            "doc_id": table["doc_id"].map(documents),
            "voice": table["voice"].map(VOICES.index),
            "n": -table["n"],
            "words": -table["words"],
            "speaker": table["speaker"],
        }
    ).sort_values(["doc_id", "voice", "n", "words", "speaker"])
    columns = [*keys, "n", "words", "per_1000", "low", "high", "negated"]
    return table.loc[order.index, columns].reset_index(drop=True)
