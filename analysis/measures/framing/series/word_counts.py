"""How often words or phrases that somebody names occur in each text, as rates are made of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.measures.comparison.rate_counts import RateCounts, RateItem, rate_counts_of, sums_by_text, word_sizes
from analysis.measures.counts import select_rows, words_by_segment
from analysis.schema import VOICES, InputError, check
from analysis.texts.matching.matcher import compile_entries, find_entries, texts_of
from analysis.texts.segmentation.words import tokens_of

WORDS, TEXTS = "words looked for", "texts with the words"


def count_words(
    segments: pd.DataFrame,
    documents: pd.DataFrame,
    find: Sequence[str],
    *,
    part: str = "body",
    tokens: pd.DataFrame | None = None,
) -> RateCounts:
    """Return how often each word or phrase occurs in each text, by voice, and which texts have it.

    Parameters
    ----------
    segments, documents
        Tables of that name, of the same texts.
    find
        Words or phrases, each as `kwic` takes it: ``*`` is any run of letters.
    part
        Where they are counted; "all" counts everything.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

    Returns
    -------
    RateCounts
        ``words looked for``, in the words of all voices and of each, among all words; and ``texts with the words``,
        the texts that have it in any voice, among all texts. For `rates` and `series`; those of several blocks of texts
        are put together by `RateCounts.merge`.

    Raises
    ------
    InputError
        If nothing is to be found, one is there twice or holds no word, a column is missing, or there is no such part.

    See Also
    --------
    kwic : the places.
    series : their rates over time.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> counts = same.count_words(story.segments, story.documents, ["families", "terroris*"])
    >>> same.series(counts, voice="all", period="year").query("period == '2014'")["numerator"].tolist()[:2]
    [1, 17]
    """
    check(segments, "segments")
    entries = [" ".join(entry.split()) for entry in find]
    if not entries or not all(entries):
        raise InputError("there is nothing to find; give a word or a phrase")
    if twice := next((entry for at, entry in enumerate(entries) if entry in entries[:at]), None):
        raise InputError(f"{twice!r} is to be found twice; name it once")
    table, texts, keep = tokens_of(segments, tokens), texts_of(segments), select_rows(segments, part=part)
    known = pd.Index(documents["doc_id"])
    words = segments[["doc_id", "voice"]].assign(n=words_by_segment(segments, table))[keep]
    found: dict[RateItem, np.ndarray] = {}
    for entry in entries:
        first = find_entries(compile_entries([entry]), table, texts)["first"].to_numpy(dtype=np.int64)
        at = table["segment"].to_numpy(dtype=np.int64)[first]
        mine = segments[["doc_id", "voice"]].iloc[at[keep[at]]].assign(n=1)
        found[RateItem(WORDS, entry, "all")] = every = sums_by_text(mine, known)
        found |= {RateItem(WORDS, entry, voice): sums_by_text(mine[mine["voice"] == voice], known) for voice in VOICES}
        found[RateItem(TEXTS, entry, "all")] = (every > 0).astype(np.int64)
    return rate_counts_of(documents, found, word_sizes(words, known), part)
