"""The finding in numbers: how many words of each kind of source are in which voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.schema import VOICES, check

if TYPE_CHECKING:
    import pandas as pd


def findings(shares: pd.DataFrame) -> pd.DataFrame:
    """Return how many words of each group of texts stand in each voice, in the body of the texts.

    Parameters
    ----------
    shares
        As `speaking.voice_shares` makes it: ``doc_id, group, part, voice, n_words, total, share``.

    Returns
    -------
    DataFrame
        One row per group and voice, groups sorted, voices in the order of `VOICES`: ``group, voice, n_docs, docs,
        n_words, total, share, share_low, share_high``. `n_docs` counts the group's documents that have words, `docs`
        those of them that have words in this voice; `n_words` and `total` are words of this voice and of all voices;
        ``share = n_words / total``; `share_low` and `share_high` are the smallest and the largest share among the
        group's documents. A group without a word has no row.

    Raises
    ------
    InputError
        If a column is missing.

    Notes
    -----
    Misleads where a few long texts make up a group: its share is theirs. That is what `share_low` and `share_high` are
    for.
    """
    import pandas as pd

    check(shares, "shares", needs=("doc_id", "group", "part", "voice", "n_words", "total", "share"))
    body = shares[(shares["part"] == "body") & (shares["total"] > 0)]
    rows = []
    for group, texts in body.groupby("group", sort=True):
        total = int(texts.drop_duplicates("doc_id")["total"].sum())
        for voice in VOICES:
            here = texts[texts["voice"] == voice]
            n, docs = int(here["n_words"].sum()), int((here["n_words"] > 0).sum())
            share = here["share"]
            rows.append((group, voice, len(here), docs, n, total, n / total, share.min(), share.max()))
    names = ["group", "voice", "n_docs", "docs", "n_words", "total", "share", "share_low", "share_high"]
    return pd.DataFrame(rows, columns=names)
