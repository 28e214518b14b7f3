"""How many mentions of each kind each text has, as rates are made of them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.measures.comparison.rate_counts import (
    RateCounts,
    RateItem,
    rate_counts_of,
    sums_by_text,
    word_sizes,
    words_of_part,
)
from analysis.measures.framing.mentions.mentions import KINDS
from analysis.schema import VOICES, check

MENTIONS = "mentions"


def count_mentions(
    segments: pd.DataFrame,
    documents: pd.DataFrame,
    mentions: pd.DataFrame,
    *,
    part: str = "body",
    tokens: pd.DataFrame | None = None,
) -> RateCounts:
    """Return how many mentions of each kind each text has, by voice.

    Parameters
    ----------
    segments, documents, mentions
        Tables of that name, of the same texts.
    part
        Where they are counted; "all" counts everything.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

    Returns
    -------
    RateCounts
        ``mentions`` of each of the kinds, in the words of all voices and of each, among all words. For `rates` and
        `series`; those of several blocks of texts are put together by `RateCounts.merge`.

    Raises
    ------
    InputError
        If a column is missing, or there is no such part.

    See Also
    --------
    mentions : the rows behind it.
    series : their rates over time.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> counts = same.count_mentions(story.segments, story.documents, story.mentions)
    >>> counts.items[0]
    RateItem(measure='mentions', category='body', voice='all')
    """
    check(mentions, "mentions")
    known = pd.Index(documents["doc_id"])
    words = words_of_part(segments, part, tokens)
    here = (mentions if part == "all" else mentions[mentions["part"] == part])[["doc_id", "kind", "voice"]].assign(n=1)
    found: dict[RateItem, np.ndarray] = {}
    for kind in KINDS:
        mine = here[here["kind"] == kind]
        found[RateItem(MENTIONS, kind, "all")] = sums_by_text(mine, known)
        found |= {
            RateItem(MENTIONS, kind, voice): sums_by_text(mine[mine["voice"] == voice], known) for voice in VOICES
        }
    return rate_counts_of(documents, found, word_sizes(words, known), part)
