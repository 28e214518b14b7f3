"""On whose side the quoted and the paraphrased stand: their words by a coding of the speakers that people made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.measures.groups import labels
from analysis.schema import VOICES, InputError, check

if TYPE_CHECKING:
    import pandas as pd

SAID = VOICES[1:]  # the voices that are somebody's: quoted, and paraphrased
NOT_CODED = "not coded"
NO_SPEAKER = "speaker not found"


def sides_of(rows: pd.DataFrame, sides: pd.DataFrame) -> list[str]:
    """Return the side of the speaker of each row: as coded, `NO_SPEAKER` where none was found, else `NOT_CODED`.

    Parameters
    ----------
    rows
        ``doc_id, speaker``.
    sides
        ``doc_id, speaker, side``: the side of each mention of a speaker, as a person coded it.

    Raises
    ------
    InputError
        If a column of the coding is missing, or it gives a speaker of a text twice.
    """
    missing = [column for column in ("doc_id", "speaker", "side") if column not in sides.columns]
    if missing:
        raise InputError(f"the coding of sides lacks the column {', '.join(missing)}")
    keys = list(zip(sides["doc_id"], sides["speaker"], strict=True))
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise InputError(f"the coding of sides holds {twice[0][1]!r} of {twice[0][0]} twice; keep one row")
    side_of = dict(zip(keys, sides["side"], strict=True))
    return [
        side_of.get((doc_id, speaker), NOT_CODED) if speaker else NO_SPEAKER
        for doc_id, speaker in zip(rows["doc_id"], rows["speaker"].fillna(""), strict=True)
    ]


def words_by_side(
    sources: pd.DataFrame,
    sides: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    voice: str = "direct",
    by: str = "source_type",
) -> pd.DataFrame:
    """Return how many quoted, or paraphrased, words come from each side, by group of texts.

    Parameters
    ----------
    sources, documents
        Tables of that name, of the same texts.
    sides
        ``doc_id, speaker, side``: the side of each mention of a speaker, as a person coded it.
    voice
        `direct`, `indirect`, or "all" for both together.
    by
        A column of the documents, which comes out as ``group``.

    Returns
    -------
    DataFrame
        ``group, side, n_quotations, n_words, total, share, docs, n_docs``: `total` is the words of the group in this
        voice, ``share = n_words / total``; `n_quotations` counts segments; `docs` is how many of the group's `n_docs`
        texts give the side a word. Where the speaker was not found, or the coding lacks the speaker, there are rows
        for that (`NO_SPEAKER`, `NOT_CODED`). Sorted by group, n_words descending, side.

    Raises
    ------
    InputError
        If a column is missing, the voice is none of these, or the coding gives a speaker of a text twice.

    Notes
    -----
    Misleads where a quotation holds another one: its words count for the outer speaker. And who chose what to quote,
    and translated it, is the author, who also chose the words of a paraphrase. Parts of the page are not told apart.
    """
    check(sources, "sources")
    group = dict(zip(documents["doc_id"], labels(documents, by), strict=True))
    if voice not in (*SAID, "all"):
        raise InputError(f"there is no attributed voice {voice!r}; there are: {', '.join(SAID)}, all")
    said = sources if voice == "all" else sources[sources["voice"] == voice]
    said = said.assign(group=said["doc_id"].map(group), side=sides_of(said, sides))
    table = said.groupby(["group", "side"], as_index=False, sort=True).agg(
        n_quotations=("n_words", "size"), n_words=("n_words", "sum"), docs=("doc_id", "nunique")
    )
    table["total"] = table.groupby("group")["n_words"].transform("sum")
    table["share"] = table["n_words"] / table["total"]
    table["n_docs"] = [list(group.values()).count(name) for name in table["group"]]
    table = table.sort_values(["group", "n_words", "side"], ascending=[True, False, True], ignore_index=True)
    return table[["group", "side", "n_quotations", "n_words", "total", "share", "docs", "n_docs"]]
