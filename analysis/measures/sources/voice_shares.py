"""Who speaks, how much, and in which words: voices by text, names by who uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.measures.groups import labels
from analysis.measures.sources.sides import NO_SPEAKER, NOT_CODED
from analysis.measures.sources.voice_words import words_by_voice
from analysis.schema import PARTS, VOICES, check

if TYPE_CHECKING:
    import pandas as pd

    from analysis.measures.counts import Counts


def voice_shares(counts: Counts, *, by: str = "source_type") -> pd.DataFrame:
    """Return how many words of each part of each text stand in each voice.

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
        n_words / total``. Each text has a row for each voice of its body, be it 0 words; a text without a word in its
        body has a total of 0 and no share. Other parts have rows where they have words. Order of the documents, then
        of the parts and voices.
    """
    import pandas as pd

    words = words_by_voice(counts)
    group = dict(zip(counts.documents["doc_id"], labels(counts.documents, by), strict=True))
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
    return table.loc[order.sort_values(["doc_id", "part", "voice"], kind="stable").index, columns].reset_index(
        drop=True
    )


def labels_by_speaker(
    names: pd.DataFrame, sides: pd.DataFrame, documents: pd.DataFrame, *, part: str = "body", by: str = "source_type"
) -> pd.DataFrame:
    """Return which label each actor gets, by whom: the authors of which group of texts, or which side they quote.

    Parameters
    ----------
    names, documents
        Tables of that name, of the same texts.
    sides
        ``doc_id, speaker, side``: the side of each mention of a speaker, as a person coded it.
    part
        Names in this part alone; "all" takes every part.
    by
        A column of the documents, which comes out as ``group``.

    Returns
    -------
    DataFrame
        ``actor, label, label_kind, group, voice, side, n, n_actor``: `n` times that label by that side in that voice
        and group of texts; `n_actor` times any label of the actor. `side` is empty in the author's voice, else that of
        the speaker (`sides.NO_SPEAKER`, `sides.NOT_CODED` where it is not known). Sorted by n_actor descending, actor,
        label_kind, the label's total descending, label, group, voice, side.

    Notes
    -----
    Misleads where a label means somebody else in the sentence at hand, and where a quotation is a translation: the
    label is then the translator's.
    """
    check(names, "names")
    group = dict(zip(documents["doc_id"], labels(documents, by), strict=True))
    side_of = dict(zip(zip(sides["doc_id"], sides["speaker"], strict=True), sides["side"], strict=True))
    rows = names if part == "all" else names[names["part"] == part]
    side = [
        "" if voice == "author" else side_of.get((doc_id, speaker), NOT_CODED) if speaker else NO_SPEAKER
        for doc_id, voice, speaker in zip(rows["doc_id"], rows["voice"], rows["speaker"].fillna(""), strict=True)
    ]
    rows = rows.assign(group=rows["doc_id"].map(group), side=side)
    keys = ["actor", "label", "label_kind", "group", "voice", "side"]
    table = rows.groupby(keys, sort=True).size().rename("n").reset_index()
    table["n_actor"] = table.groupby("actor")["n"].transform("sum")
    table["n_label"] = table.groupby(["actor", "label"])["n"].transform("sum")
    order = ["n_actor", "actor", "label_kind", "n_label", "label", "group", "voice", "side"]
    down = {"n_actor", "n_label"}
    table = table.sort_values(order, ascending=[name not in down for name in order], ignore_index=True)
    return table[[*keys, "n", "n_actor"]]


def many_named(table: pd.DataFrame, n: int) -> pd.DataFrame:
    """Return the rows of the `n` actors with most different labels, the actor with most labels first.

    Parameters
    ----------
    table
        From `labels_by_speaker`. Of actors with as many labels the one that is named more often comes first.
    """
    import pandas as pd

    size = table.groupby("actor", sort=False)["label"].nunique().sort_values(ascending=False, kind="stable")
    parts = [table[table["actor"] == actor] for actor in size.index[:n]]
    return pd.concat(parts, ignore_index=True) if parts else table
