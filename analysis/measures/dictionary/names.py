"""The names that the texts give to the same actor."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.schema import COLUMNS, check
from analysis.texts.matching.matcher import compile_entries, find_entries, texts_of
from analysis.texts.segmentation.words import tokens_of


def names(segments: pd.DataFrame, actors: pd.DataFrame, *, tokens: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return every place where an actor is named: one row per name, in the order of the texts.

    Parameters
    ----------
    segments
        Table `segments`; the segments of a text must cover it.
    actors
        Table `actors`: ``actor, label, label_kind`` are used.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

    Returns
    -------
    DataFrame
        Columns ``doc_id, start, end, match, actor, label, label_kind, part, voice, speaker``. `match` is the text of
        ``[start, end)`` as written, `label` the label of the table. All parts and voices are there.

    Raises
    ------
    InputError
        If a column is missing.

    See Also
    --------
    read_actors : the labels.
    labels_by_speaker : who uses which label.

    Notes
    -----
    The longest label wins ("Camp Liberty residents" names the residents, not the camp), and names do not overlap: in
    "PMOI terrorist group" the plain "PMOI" is not counted again. Misleads where a label means somebody else ("the
    regime"), where a pronoun stands in for a name, which is not seen, and where a country's name stands for its
    government ("Iraq rejects …"), which the shipped table leaves out.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> segments = same.voices(pd.DataFrame({"doc_id": ["a"], "text": ["The PMOI left Camp Liberty."]}))
    >>> same.names(segments, same.read_actors())[["match", "actor", "label_kind"]].values.tolist()
    [['PMOI', 'PMOI', 'abbreviation'], ['Camp Liberty', 'Camp Liberty', 'official']]
    """
    check(segments, "segments")
    check(actors, "actors", needs=("actor", "label", "label_kind"))
    table, texts = tokens_of(segments, tokens), texts_of(segments)
    found = find_entries(compile_entries(actors["label"].tolist()), table, texts)
    rows = matches(found, table, segments, texts)
    for column in ("actor", "label", "label_kind"):
        rows[column] = actors[column].to_numpy()[found["entry"]]
    return rows[list(COLUMNS["names"])]


def matches(
    found: pd.DataFrame, tokens: pd.DataFrame, segments: pd.DataFrame, texts: Mapping[str, str]
) -> pd.DataFrame:
    """Return what was found, in its order, as ``doc_id, start, end, match, part, voice, speaker``."""
    first, last = found["first"].to_numpy(), found["last"].to_numpy()
    doc_ids = tokens["doc_id"].take(first).to_numpy(dtype=object)
    starts, ends = tokens["start"].to_numpy()[first], tokens["end"].to_numpy()[last]
    rows = pd.DataFrame({"doc_id": doc_ids, "start": starts, "end": ends})
    spans = zip(doc_ids.tolist(), starts.tolist(), ends.tolist(), strict=True)
    rows["match"] = pd.Series([texts[doc_id][start:end] for doc_id, start, end in spans], dtype="str")
    holders = tokens["segment"].to_numpy()[first]
    for column in ("part", "voice", "speaker"):
        rows[column] = segments[column].take(holders).to_numpy()
    return rows
