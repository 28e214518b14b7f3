"""Markers without those that a person says are none."""

from __future__ import annotations

import pandas as pd

from analysis.schema import check


def correct_markers(markers: pd.DataFrame, corrections: pd.DataFrame) -> pd.DataFrame:
    """Return the markers without those that people took away.

    Parameters
    ----------
    markers
        Table `markers`, of the corrected segments (`correct_voices`).
    corrections
        Table `corrections`, of the same texts. Those of voices and speakers are passed over.

    Returns
    -------
    DataFrame
        Table `markers`. A marker goes where a correction has its place, category and entry. One that is no longer
        found, since the lexicon changed, is not missed.

    Raises
    ------
    InputError
        If a column is missing.

    See Also
    --------
    read_corrections : the corrections.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> first = story.markers.head(1)
    >>> row = {"doc_id": first["doc_id"].item(), "start": first["start"].item(), "end": first["end"].item()}
    >>> row |= {"words": "regime", "what": "marker", "was": "contested: regime", "now": "none", "text_sha256": ""}
    >>> len(story.markers) - len(same.correct_markers(story.markers, pd.DataFrame([row])))
    1
    """
    check(markers, "markers")
    check(corrections, "corrections")
    asked = corrections[corrections["what"] == "marker"]
    taken = set(zip(asked["doc_id"], asked["start"], asked["end"], asked["was"], strict=True))
    called = markers["category"] + ": " + markers["entry"]
    places = zip(markers["doc_id"], markers["start"], markers["end"], called, strict=True)
    kept = [place not in taken for place in places]
    return markers[kept].reset_index(drop=True)
