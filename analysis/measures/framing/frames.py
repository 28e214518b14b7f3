"""Frames: where the words occur that bring an aspect of a subject in."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.measures.dictionary.context import Around
from analysis.measures.dictionary.entry_matches import entry_matches, in_text_order, outside_names
from analysis.schema import COLUMNS, check
from analysis.texts.matching.matcher import texts_of
from analysis.texts.segmentation.words import tokens_of


def frames(
    segments: pd.DataFrame,
    frame_lexicon: pd.DataFrame,
    names: pd.DataFrame | None = None,
    *,
    tokens: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return every place where an entry of a frame occurs: one row each, in the order of the texts.

    To frame is to select some aspects of a subject and to make them salient (Entman 1993). What is listed here is the
    words of an aspect, in whose voice they are; which frames a text has, `frame_presence` says.

    Parameters
    ----------
    segments
        Table `segments`; the segments of a text must cover it.
    frame_lexicon
        Table `frame_lexicon`: ``entry, frame, scheme`` and, if it has one, ``context``.
    names
        Table `names` of the same segments. Entries inside a name are then left out, as markers are.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

    Returns
    -------
    DataFrame
        Columns ``doc_id, start, end, match, entry, frame, part, voice, speaker, negated, scheme``. All parts and voices
        are there. In each scheme the longest match comes first, then the leftmost, and no two overlap; the schemes know
        nothing of each other. Contexts and negation are those of markers: a negated entry keeps its frame, for "not a
        question of money" still brings money in.

    Raises
    ------
    InputError
        If a column is missing.

    See Also
    --------
    read_frames : the entries.
    frame_presence : which frames a text has.
    frame_rates : entries per 1,000 words, and texts with each frame, by group.

    Notes
    -----
    A word list knows words, not senses or stories: it misleads where a word of a frame is used in another sense ("a
    price worth paying"), and is blind to a frame without its words (a life told without any word of feeling is of human
    interest all the same).

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> documents = pd.DataFrame({"doc_id": ["a"], "text": ["The mayor said the strike cost jobs."]})
    >>> found = same.frames(same.voices(documents), same.read_frames(scheme="policy"))
    >>> found[["match", "frame", "voice"]].values.tolist()
    [['mayor', 'political', 'author'], ['cost', 'economic', 'indirect'], ['jobs', 'economic', 'indirect']]
    """
    check(segments, "segments")
    check(frame_lexicon, "frame_lexicon", needs=("entry", "frame", "scheme"))
    texts = texts_of(segments)
    around = Around(tokens_of(segments, tokens), texts)
    parts = []
    for scheme in frame_lexicon["scheme"].unique().tolist():
        entries = frame_lexicon[frame_lexicon["scheme"] == scheme].reset_index(drop=True)
        rows = outside_names(entry_matches(entries, segments, around), names)
        for column in ("entry", "frame"):
            rows[column] = entries[column].to_numpy(dtype=object)[rows["row"]]
        parts.append(rows.assign(scheme=scheme))
    empty = pd.DataFrame(columns=list(COLUMNS["frames"]))
    found = in_text_order(pd.concat(parts, ignore_index=True), texts) if parts else empty
    return found[list(COLUMNS["frames"])].astype({"negated": bool, "start": np.int64, "end": np.int64})
