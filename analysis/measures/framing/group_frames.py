"""Each frame in each group of texts on one row: how many of its words, whose, and how many there usually are."""

from __future__ import annotations

import pandas as pd

from analysis.measures.comparison.rate_counts import RateCounts
from analysis.measures.comparison.rate_differences import group_rates
from analysis.measures.framing.frame_rates import ENTRIES, TEXTS, with_frame
from analysis.schema import VOICES, check

_COLUMNS = (
    *("scheme", "frame", "group", "n", "words", "per_1000", "per_1000_low", "per_1000_high"),
    *("n_own", "words_own", "per_1000_own", "docs", "n_docs", "usual"),
)


def frames_by_group(counts: RateCounts, frame_lexicon: pd.DataFrame, *, by: str = "source_type") -> pd.DataFrame:
    """Return how many words of each frame each group of texts has, in all voices and in the authors' own.

    Parameters
    ----------
    counts
        From `count_frames`, with the same lexicon.
    frame_lexicon
        Table `frame_lexicon`: ``scheme, frame, usual``.
    by
        The column of the groups.

    Returns
    -------
    DataFrame
        ``scheme, frame, group``, frames in the order of the lexicon, groups by name. `n` entries in the `words`
        of all voices, ``per_1000 = 1000 n / words`` with its 95 % interval over texts (`ratio_bounds`), empty with
        fewer than five texts; of these `n_own` in the authors' `words_own`, and ``per_1000_own``. `docs` of `n_docs`
        texts have the frame (`frame_presence`); `usual` is the rate of ordinary news.
    """
    check(frame_lexicon, "frame_lexicon", needs=("scheme", "frame", "usual"))
    table = with_frame(group_rates(counts, by=by))
    keys = ["scheme", "frame", "group"]
    entries = table[table["measure"] == ENTRIES]
    every = entries[entries["voice"] == "all"].drop(columns=["docs", "n_docs"])
    own = entries.loc[entries["voice"] == VOICES[0], [*keys, "n", "total", "rate"]]
    texts = table.loc[table["measure"] == TEXTS, [*keys, "n", "total"]]
    known = frame_lexicon[["scheme", "frame", "usual"]].drop_duplicates(["scheme", "frame"])
    names = {"total": "words", "rate": "per_1000", "rate_low": "per_1000_low", "rate_high": "per_1000_high"}
    of_own = {"n": "n_own", "total": "words_own", "rate": "per_1000_own"}
    found = known.merge(every.rename(columns=names), on=["scheme", "frame"])
    found = found.merge(own.rename(columns=of_own), on=keys)
    found = found.merge(texts.rename(columns={"n": "docs", "total": "n_docs"}), on=keys)
    return found[list(_COLUMNS)]
