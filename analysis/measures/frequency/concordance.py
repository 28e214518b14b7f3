"""Every occurrence of a word or phrase with the text around it: the way back from a number to its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.schema import COLUMNS, InputError, check
from analysis.texts.matching.matcher import compile_entries, texts_of
from analysis.texts.matching.matcher import find as find_entries
from analysis.texts.segmentation.words import tokens

if TYPE_CHECKING:
    import pandas as pd


def kwic(segments: pd.DataFrame, find: str, *, width: int = 60) -> pd.DataFrame:
    """Return the concordance of a word or phrase (keyword in context).

    Parameters
    ----------
    segments
        Table `segments`.
    find
        One word or several, matched as whole words in any case; ``*`` stands for any run of characters of a word
        ("terroris*") or, alone, for any one word; a word in capitals ("US") matches in capitals only
        (`patterns.compile_entries`). A phrase lies within one sentence and one segment.
    width
        At most so many characters of context on each side; a word that does not fit whole is left out, unless nothing
        else would be there.

    Returns
    -------
    DataFrame
        ``doc_id, start, end, left, match, right, part, voice, speaker``. ``left``, ``match`` and ``right`` are the
        text as it stands, line breaks too, so that ``left + match + right`` is found in it; part, voice and speaker are
        those of the segment of the match. All parts and voices; no match is an empty table. Order of the documents,
        then start.

    Raises
    ------
    InputError
        If `find` holds no word, or `width` is below 0.

    Notes
    -----
    Misleads where the context crosses into another voice: `voice` tells whose the match is, not whose the context.
    """
    import numpy as np
    import pandas as pd

    check(segments, "segments")
    if width < 0:
        raise InputError(f"the width of the context is {width} characters; give 0 or more")
    if not find.strip():
        raise InputError("there is nothing to find; give a word or a phrase")
    matcher, texts, table = compile_entries([find]), texts_of(segments), tokens(segments)
    matches = find_entries(matcher, table, texts)
    first, last = matches["first"].to_numpy(dtype=np.int64), matches["last"].to_numpy(dtype=np.int64)
    starts, ends = table["start"].to_numpy(), table["end"].to_numpy()
    doc_ids = table["doc_id"].to_numpy()
    rows = []
    for i, j in zip(first.tolist(), last.tolist(), strict=True):
        doc_id, start, end = doc_ids[i], int(starts[i]), int(ends[j])
        text = texts[doc_id]
        low, high = _reach(text, start, -width), _reach(text, end, width)
        rows.append((doc_id, start, end, text[low:start], text[start:end], text[end:high]))
    found = pd.DataFrame(rows, columns=["doc_id", "start", "end", "left", "match", "right"])
    place = segments[["part", "voice", "speaker"]].iloc[table["segment"].to_numpy(dtype=np.int64)[first]]
    return pd.concat([found, place.reset_index(drop=True)], axis=1)[list(COLUMNS["kwic"])]


def _reach(text: str, edge: int, width: int) -> int:
    """Return how far a context of `width` characters (to the left if below 0) reaches from `edge`."""
    furthest = far = min(max(edge + width, 0), len(text))
    while far != edge:
        if far in {0, len(text)} or text[far - 1].isspace() or text[far].isspace():
            return far
        far += 1 if width < 0 else -1
    return furthest
