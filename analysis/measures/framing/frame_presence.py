"""Which frames a text has: as many of their words as ordinary news, and not one word over and over."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.measures.counts import words_by_segment
from analysis.measures.stats.sample import sum_rows
from analysis.schema import COLUMNS, check

COUNTED = ("headline", "body")  # the parts in which a text is taken to frame its subject
OF_USUAL = 0.85  # of the usual level of a frame, from which a text has it
LEAST_ENTRIES = 2  # different ones
SHORT = 60  # words; a shorter text, a headline or a post, has a frame with one entry


def frame_presence(
    frames: pd.DataFrame,
    segments: pd.DataFrame,
    frame_lexicon: pd.DataFrame,
    *,
    tokens: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return which frames each text has, and the evidence for it.

    Parameters
    ----------
    frames
        From `frames.frames`, of the same segments.
    segments
        Table `segments`.
    frame_lexicon
        Table `frame_lexicon`: ``frame, scheme, usual``.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

    Returns
    -------
    DataFrame
        Table `frame_presence`, a row for each text, scheme and frame: ``doc_id, scheme, frame, n, entries, words,
        per_1000, usual, present``. `n` entries, `entries` of them different, in the `words` of headline and body of all
        voices; ``per_1000 = 1000 n / words``, empty in a text without words. A text has the frame (``present``) where

        - ``per_1000 >= 0.85 usual``: about as dense as in ordinary news, or denser, and
        - ``entries >= 2``; in a text of fewer than 60 words, one is enough.

        Texts in their order, then the frames in that of the lexicon.

    Raises
    ------
    InputError
        If a column is missing.

    See Also
    --------
    frames : the entries.
    frame_rates : texts with each frame by group.

    Notes
    -----
    The levels were measured on news without annotation, the factor and the least number of entries chosen on one half
    of annotated texts, and the figures in data/validation are of the other half. To count words in the headline or the
    lead twice, or a repeated word less often, changed nothing there. Misleads in texts of a special kind: a sports page
    is less political than ordinary news without that being anybody's choice. A frame may be present for what is denied.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> documents = pd.DataFrame({"doc_id": ["a"], "text": ["Widow weeps at funeral"]})
    >>> segments, entries = same.voices(documents), same.read_frames(scheme="generic")
    >>> table = same.frame_presence(same.frames(segments, entries), segments, entries)
    >>> table.loc[table["present"], ["frame", "n", "words"]].values.tolist()
    [['human_interest', 2, 4]]
    """
    check(frames, "frames")
    check(segments, "segments")
    check(frame_lexicon, "frame_lexicon", needs=("frame", "scheme", "usual"))
    known = frame_lexicon[["scheme", "frame", "usual"]].drop_duplicates(["scheme", "frame"], ignore_index=True)
    doc_ids = pd.Index(segments["doc_id"].unique())
    counted = segments["part"].isin(COUNTED).to_numpy()
    at = doc_ids.get_indexer(segments["doc_id"])
    words = sum_rows(words_by_segment(segments, tokens) * counted, at, len(doc_ids))
    rows = frames[frames["part"].isin(COUNTED)]
    cell = pd.MultiIndex.from_frame(known[["scheme", "frame"]]).get_indexer(
        pd.MultiIndex.from_frame(rows[["scheme", "frame"]])
    )
    place = doc_ids.get_indexer(rows["doc_id"]) * len(known) + cell
    size = len(doc_ids) * len(known)
    different = pd.DataFrame({"place": place, "entry": rows["entry"].to_numpy()})[cell >= 0].drop_duplicates()
    n = np.bincount(place[cell >= 0], minlength=size)
    entries = np.bincount(different["place"], minlength=size)
    words, usual = np.repeat(words, len(known)), np.tile(known["usual"].to_numpy(dtype=float), len(doc_ids))
    per_1000 = np.divide(1000 * n, words, out=np.full(size, np.nan), where=words > 0)
    least = np.where(words < SHORT, 1, LEAST_ENTRIES)
    table = pd.DataFrame(
        {
            "doc_id": np.repeat(doc_ids.to_numpy(dtype=object), len(known)),
            "scheme": np.tile(known["scheme"].to_numpy(dtype=object), len(doc_ids)),
            "frame": np.tile(known["frame"].to_numpy(dtype=object), len(doc_ids)),
            "n": n,
            "entries": entries,
            "words": words,
            "per_1000": per_1000,
            "usual": usual,
            "present": (np.nan_to_num(per_1000) >= OF_USUAL * usual) & (entries >= least),
        }
    )
    return table[list(COLUMNS["frame_presence"])]
