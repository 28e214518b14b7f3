"""How many words are in which voice: by text, by speaker, and by group of texts."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.measures.counts import Counts, select_rows, words_by_segment
from analysis.measures.groups import groups_by_document
from analysis.measures.stats.ratio_intervals import pooled_design, ratio_bounds, ratio_of
from analysis.schema import PARTS, VOICES, check


def voice_shares(counts: Counts, *, by: str = "source_type") -> pd.DataFrame:
    """Return how many words of each part of each text are in each voice.

    Parameters
    ----------
    counts
        Of all parts and voices.
    by
        A column of the documents, which comes out as ``group``.

    Returns
    -------
    DataFrame
        ``doc_id, group, part, voice, n_words, total, share``: `total` is the words of the part of the text, ``share =
        n_words / total``. Each text has a row for each voice of its body, even one of 0 words; without a word in its
        body it has a total of 0 and no share. Other parts have rows where they have words. Order of the documents, then
        of the parts and voices.

    See Also
    --------
    voice_findings : the same by group.
    words_by_speaker : by speaker.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> table = same.voice_shares(story.counts)
    >>> table.loc[table["part"] == "body", ["voice", "n_words", "total"]].head(2).values.tolist()
    [['author', 241, 300], ['direct', 24, 300]]
    """
    words = words_by_voice(counts)
    group = groups_by_document(counts.documents, by)
    every = pd.MultiIndex.from_product([group, ["body"], VOICES], names=["doc_id", "part", "voice"])
    absent = every.difference(pd.MultiIndex.from_frame(words[list(every.names)]), sort=False).to_frame(index=False)
    sizes = words[words["part"] == "body"].groupby("doc_id", sort=False)["total"].first()
    absent["total"] = absent["doc_id"].map(sizes).fillna(0).astype("int64")
    absent["n_words"], absent["share"] = 0, (0 / absent["total"].where(absent["total"] > 0)).astype(float)
    table = pd.concat([words, absent], ignore_index=True)
    table["group"] = table["doc_id"].map(group)
    places = {name: place for place, name in enumerate([*group, *PARTS, *VOICES])}
    order = table[["doc_id", "part", "voice"]].apply(lambda column: column.map(places))
    columns = ["doc_id", "group", "part", "voice", "n_words", "total", "share"]
    order = order.sort_values(["doc_id", "part", "voice"], kind="stable")
    return table.loc[order.index, columns].reset_index(drop=True)


def words_by_voice(counts: Counts) -> pd.DataFrame:
    """Return the words of each document, part and voice.

    Parameters
    ----------
    counts
        Of all voices, not yet by document.

    Returns
    -------
    DataFrame
        ``doc_id, part, voice, n_words, total, share``: ``total`` is the words of the document in this part, ``share =
        n_words / total``, so the voices of a part add up to 1. Only what has words has a row. Order of the documents,
        then of the parts and voices.

    Notes
    -----
    Misleads where speech is not attributed at all or the rules miss an attribution: what is not seen as someone else's
    counts as the author's. Where they take too much, the author's share is too small.
    """
    table = check(counts.rows, "counts", needs=("doc_id", "part", "voice"))[["doc_id", "part", "voice"]].copy()
    table["n_words"] = counts.words
    table["total"] = table.groupby(["doc_id", "part"], sort=False)["n_words"].transform("sum")
    table["share"] = table["n_words"] / table["total"]
    return table


def words_by_speaker(
    segments: pd.DataFrame, *, part: str = "body", voice: str = "direct", tokens: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return how many words each speaker is quoted, or paraphrased, with, in each document.

    Parameters
    ----------
    segments
        Table `segments`.
    part
        The part to look at; "all" takes every part.
    voice
        `direct` for quoted words, `indirect` for paraphrased ones.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

    Returns
    -------
    DataFrame
        ``doc_id, speaker, n_words, n_quotations``, in that voice alone. The speaker is the mention as written, empty
        where the text names none; a quotation is one segment. Order of the documents, then n_words
        descending, speaker. Empty where nobody is quoted.

    See Also
    --------
    sources : speakers with their kind and actor.
    loaded_by_speaker : loaded words of each speaker.

    Notes
    -----
    Misleads where one person is mentioned in two ways ("Mrs. Rajavi", "Maryam Rajavi"): each mention is a row. Table
    `sources` brings them to actors.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> segments = same.voices(pd.DataFrame({"doc_id": ["a"], "text": ["“We stay here,” said Ann Roe."]}))
    >>> same.words_by_speaker(segments).values.tolist()
    [['a', 'Ann Roe', 3, 1]]
    """
    keep = select_rows(segments, voice=voice, part=part)
    n_words = words_by_segment(segments, tokens)
    document, _ = pd.factorize(segments["doc_id"])
    quotations = pd.DataFrame(
        {
            "doc_id": segments["doc_id"].to_numpy(),
            "speaker": segments["speaker"].fillna("").to_numpy(),
            "document": document,
            "n_words": n_words,
            "n_quotations": 1,
        }
    )[keep]
    table = quotations.groupby(["document", "doc_id", "speaker"], as_index=False, sort=False).sum()
    table = table.sort_values(["document", "n_words", "speaker"], ascending=[True, False, True], ignore_index=True)
    return table[["doc_id", "speaker", "n_words", "n_quotations"]]


def voice_findings(shares: pd.DataFrame) -> pd.DataFrame:
    """Return how many words in the body of each group of texts are in each voice.

    Parameters
    ----------
    shares
        As `voice_shares` makes it: ``doc_id, group, part, voice, n_words, total, share``.

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

    See Also
    --------
    voice_shares : the same by text.

    Notes
    -----
    Misleads where a few long texts make up a group: its share is theirs. That is what `share_low` and `share_high` are
    for.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> found = same.voice_findings(same.voice_shares(story.counts))
    >>> found[["group", "voice", "n_words", "total"]].head(3).values.tolist()
    [['advocacy', 'author', 2363, 4335], ['advocacy', 'direct', 1372, 4335], ['advocacy', 'indirect', 600, 4335]]
    """
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


def with_group_shares(shares: pd.DataFrame) -> pd.DataFrame:
    """Return `voice_shares` with what is attributed to somebody, in quotation marks or not, in the body of the groups.

    Parameters
    ----------
    shares
        As `voice_shares` makes it.

    Returns
    -------
    DataFrame
        The rows with ``group_docs`` (texts of the group with words in their body), ``group_words``,
        ``group_attributed`` (the share of these words that is attributed), ``group_low, group_high`` and
        ``group_bounds``: what these two are: ``95 % interval`` over texts (`ratio_bounds`), or ``range`` of the
        texts' shares where there is none.
    """
    body = shares[(shares["part"] == "body") & (shares["total"] > 0)]
    texts = body.assign(n=body["n_words"].where(body["voice"] != VOICES[0], 0))
    texts = texts.groupby(["group", "doc_id"], as_index=False, sort=False).agg(n=("n", "sum"), total=("total", "first"))
    groups = dict(iter(texts.groupby("group", sort=False)))
    ratios = {group: ratio_of(rows[["n"]].to_numpy(), rows["total"].to_numpy()) for group, rows in groups.items()}
    design, found = pooled_design(list(ratios.values())), {}
    for group, rows in groups.items():
        (low,), (high,) = ratio_bounds(ratios[group], design)
        each, enough = rows["n"] / rows["total"], not np.isnan(low)
        bounds = (low, high) if enough else (each.min(), each.max())
        total = int(rows["total"].sum())
        what = "95 % interval" if enough else "range"
        found[group] = (len(rows), total, rows["n"].sum() / total, *bounds, what)
    columns = ["group_docs", "group_words", "group_attributed", "group_low", "group_high", "group_bounds"]
    return shares.join(pd.DataFrame.from_dict(found, orient="index", columns=columns), on="group")
