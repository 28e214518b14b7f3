"""Who is given the word: sides by voice and by name, the cues that introduce them, and who has the last word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.measures.groups import labels
from analysis.measures.sources.sides import NO_SPEAKER, sides_of
from analysis.schema import check
from analysis.texts.segmentation.words import tokens

if TYPE_CHECKING:
    import pandas as pd

NAMED, ANONYMOUS, UNCLEAR = "named", "anonymous", "kind not clear"
_NAMING = {"person": NAMED, "organisation": NAMED, "outlet": NAMED, "anonymous": ANONYMOUS}
NO_KIND = "no cue"


def words_by_side_and_voice(
    sources: pd.DataFrame,
    sides: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    by: str = "source_type",
    part: str = "body",
) -> pd.DataFrame:
    """Return for how many words each side speaks, in its own words or in paraphrase, with a name or without.

    Parameters
    ----------
    sources, documents
        Tables of that name, of the same texts.
    sides
        ``doc_id, speaker, side``: the side of each mention of a speaker, as a person coded it.
    by
        A column of the documents, which comes out as ``group``.
    part
        What is attributed in this part alone; "all" takes every part.

    Returns
    -------
    DataFrame
        ``group, side, voice, naming, n, n_words, n_side, total, share, docs, n_docs``. `naming` is `NAMED` (a person,
        a body or an outlet), `ANONYMOUS` ("a source", "officials"), `UNCLEAR` where the mention does not tell, or
        `NO_SPEAKER`; `n` is the attributed stretches, `n_words` their words, `n_side` those of the side in all voices,
        `total` those of the group; ``share = n_words / total``; `docs` is how many of the group's `n_docs` texts have
        such a stretch. Sorted by group, n_side descending, side, voice, naming.

    Raises
    ------
    InputError
        If a column is missing, or the coding gives a speaker of a text twice.

    Notes
    -----
    Misleads where rules give a stretch the wrong ends or speaker, in paraphrase more often than in quotation. A body
    counts as named though nobody in it is.
    """
    rows = _coded(sources, sides, documents, by, part)
    rows["naming"] = [
        _NAMING.get(kind, UNCLEAR) if speaker else NO_SPEAKER
        for kind, speaker in zip(rows["speaker_kind"], rows["speaker"].fillna(""), strict=True)
    ]
    keys = ["group", "side", "voice", "naming"]
    table = _sums(rows, keys)
    table["n_side"] = table.groupby(["group", "side"])["n_words"].transform("sum")
    table["total"] = table.groupby("group")["n_words"].transform("sum")
    table["share"] = table["n_words"] / table["total"]
    table["n_docs"] = _sizes(table["group"], documents, by)
    down = [True, False, True, True, True]
    table = table.sort_values(["group", "n_side", "side", "voice", "naming"], ascending=down, ignore_index=True)
    return table[[*keys, "n", "n_words", "n_side", "total", "share", "docs", "n_docs"]]


def cue_kinds_by_side(
    sources: pd.DataFrame,
    sides: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    by: str = "source_type",
    part: str = "body",
) -> pd.DataFrame:
    """Return with what kind of cue each side is introduced: who "says", and who "claims".

    Parameters
    ----------
    sources, sides, documents, by, part
        As in `words_by_side_and_voice`.

    Returns
    -------
    DataFrame
        ``group, side, cue_kind, n, n_side, share, n_words, cues, docs, n_docs``: `n` attributed stretches have a cue of
        that kind, of the `n_side` of that side; ``share = n / n_side``; `cues` lists the cues, the most frequent first;
        `cue_kind` is `NO_KIND` where no cue stands or the cue table lacks it. Sorted by group, n_side descending, side,
        n descending, cue_kind.

    Notes
    -----
    Misleads where one cue introduces several stretches: each counts. The kinds are those of the cue table, of the verb
    and not of the sentence: "warned" of a storm is no argument. With few stretches a share says little.
    """
    rows = _coded(sources, sides, documents, by, part)
    rows["cue_kind"] = rows["cue_kind"].fillna("").replace("", NO_KIND)
    keys = ["group", "side", "cue_kind"]
    table = _sums(rows, keys)
    table["n_side"] = table.groupby(["group", "side"])["n"].transform("sum")
    table["share"] = table["n"] / table["n_side"]
    found = rows.assign(cue=rows["cue"].fillna("").str.lower()).groupby(keys)["cue"].agg(_most_frequent)
    table["cues"] = [found[tuple(key)] for key in table[keys].itertuples(index=False)]
    table["n_docs"] = _sizes(table["group"], documents, by)
    order, down = ["group", "n_side", "side", "n", "cue_kind"], [True, False, True, False, True]
    table = table.sort_values(order, ascending=down, ignore_index=True)
    return table[[*keys, "n", "n_side", "share", "n_words", "cues", "docs", "n_docs"]]


def last_words(
    sources: pd.DataFrame,
    segments: pd.DataFrame,
    sides: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    by: str = "source_type",
) -> pd.DataFrame:
    """Return the last attributed stretch of the body of each text: who has the last word, before the author's own.

    Parameters
    ----------
    sources, sides, documents, by
        As in `words_by_side_and_voice`.
    segments
        Table `segments` of the same texts.

    Returns
    -------
    DataFrame
        ``doc_id, group, start, end, speaker, side, voice, cue, cue_kind, n_words, words_after, words_body``: the words
        of the body after the stretch (the author's), and all of its body. Documents' order; a text that attributes
        nothing in its body has no row.

    Notes
    -----
    Misleads where a text ends in background: the last one quoted may stand far from the end, so look at `words_after`.
    """
    import numpy as np

    check(segments, "segments")
    rows = _coded(sources, sides, documents, by, "body").drop_duplicates("doc_id", keep="last")
    n_words = np.bincount(tokens(segments)["segment"].to_numpy(dtype=np.int64), minlength=len(segments))
    body = segments.assign(n_words=n_words)[(segments["part"] == "body").to_numpy()]
    whole = body.groupby("doc_id")["n_words"].sum()
    after = [
        int(body.loc[(body["doc_id"] == row.doc_id) & (body["start"] >= row.end), "n_words"].sum())
        for row in rows.itertuples()
    ]
    rows = rows.assign(words_after=after, words_body=[int(whole[doc_id]) for doc_id in rows["doc_id"]])
    columns = ["doc_id", "group", "start", "end", "speaker", "side", "voice", "cue", "cue_kind", "n_words"]
    return rows[[*columns, "words_after", "words_body"]].reset_index(drop=True)


def _coded(sources: pd.DataFrame, sides: pd.DataFrame, documents: pd.DataFrame, by: str, part: str) -> pd.DataFrame:
    """Return the attributed stretches of a part, with the side of the speaker and the group of the text."""
    check(sources, "sources")
    rows = sources if part == "all" else sources[sources["part"] == part]
    group = dict(zip(documents["doc_id"], labels(documents, by), strict=True))
    return rows.assign(group=rows["doc_id"].map(group), side=sides_of(rows, sides))


def _sums(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    return rows.groupby(keys, as_index=False, sort=True).agg(
        n=("n_words", "size"), n_words=("n_words", "sum"), docs=("doc_id", "nunique")
    )


def _sizes(groups: pd.Series[str], documents: pd.DataFrame, by: str) -> list[int]:
    every = list(labels(documents, by))
    return [every.count(group) for group in groups]


def _most_frequent(cues: pd.Series[str]) -> str:
    counts = cues[cues != ""].value_counts(sort=False)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0])))
    return ", ".join(f"{cue} {n}" for cue, n in ordered)
