"""Who speaks, how much, and in which words: voices by text, sources by size, names by who uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.measures.groups import labels
from analysis.measures.speakers import head
from analysis.measures.voice_words import words_by_voice
from analysis.schema import PARTS, VOICES, check

if TYPE_CHECKING:
    import pandas as pd

    from analysis.measures.counts import Counts

NOT_FOUND = "speaker not found"


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


def quoted(
    sources: pd.DataFrame, documents: pd.DataFrame, *, by: str = "source_type", most: int | None = None
) -> pd.DataFrame:
    """Return who is quoted directly, how often and for how many words, by group of texts.

    Parameters
    ----------
    sources
        Table `sources`.
    documents
        Table `documents`.
    by
        A column of the documents, which comes out as ``group``.
    most
        How many speakers of each group to return; None returns all.

    Returns
    -------
    DataFrame
        ``group, speaker, speaker_kind, n_quotations, n_words, docs, total, n_docs``: `speaker` is the actor of the
        mention where there is one, else the mention's head, else `NOT_FOUND`; `docs` is how many of the group's
        `n_docs` texts quote them; `total` is the words of all direct quotation of the group. Sorted by group, n_words
        descending, speaker.

    Notes
    -----
    Misleads where one source goes by several mentions without an actor ("Asfari", "member Mohammad Hassan Asfari").
    """
    check(sources, "sources")
    group = dict(zip(documents["doc_id"], labels(documents, by), strict=True))
    direct = sources[sources["voice"] == "direct"].copy()
    direct["group"] = direct["doc_id"].map(group)
    direct["speaker"] = speaker_names(direct)
    table = direct.groupby(["group", "speaker"], as_index=False, sort=True).agg(
        speaker_kind=("speaker_kind", "first"),
        n_quotations=("n_words", "size"),
        n_words=("n_words", "sum"),
        docs=("doc_id", "nunique"),
    )
    table["total"] = table.groupby("group")["n_words"].transform("sum")
    sizes: dict[str, int] = {}
    for name in group.values():
        sizes[name] = sizes.get(name, 0) + 1
    table["n_docs"] = table["group"].map(sizes)
    table = table.sort_values(["group", "n_words", "speaker"], ascending=[True, False, True], ignore_index=True)
    return table if most is None else table.groupby("group", sort=False).head(most).reset_index(drop=True)


def labels_by_speaker(
    names: pd.DataFrame, sources: pd.DataFrame, documents: pd.DataFrame, *, part: str = "body", by: str = "source_type"
) -> pd.DataFrame:
    """Return which label each actor gets, by whom: the authors of which group of texts, or whom they quote.

    Parameters
    ----------
    names, sources, documents
        Tables of that name, of the same texts.
    part
        Names in this part alone; "all" takes every part.
    by
        A column of the documents, which comes out as ``group``.

    Returns
    -------
    DataFrame
        ``actor, label, label_kind, group, voice, speaker, n, n_voice, n_actor``: `n` times that label by that speaker;
        `speaker` is empty in the author's voice, else as in `quoted`; `n_voice` times that label in that group and
        voice, `n_actor` times any label of the actor. Sorted by n_actor descending, actor, label_kind, label (by its
        total, descending), group, voice, n descending, speaker.

    Notes
    -----
    Misleads where a label means somebody else in the sentence at hand, and where a quotation is a translation: the
    label is then the translator's.
    """
    check(names, "names")
    check(sources, "sources")
    group = dict(zip(documents["doc_id"], labels(documents, by), strict=True))
    known = dict(zip(zip(sources["doc_id"], sources["speaker"], strict=True), speaker_names(sources), strict=True))
    rows = names if part == "all" else names[names["part"] == part]
    speakers = [
        "" if voice == "author" else known.get((doc_id, mention), NOT_FOUND)
        for doc_id, voice, mention in zip(rows["doc_id"], rows["voice"], rows["speaker"].fillna(""), strict=True)
    ]
    rows = rows.assign(group=rows["doc_id"].map(group), speaker=speakers)
    keys = ["actor", "label", "label_kind", "group", "voice", "speaker"]
    table = rows.groupby(keys, sort=True).size().rename("n").reset_index()
    table["n_voice"] = table.groupby(["actor", "label", "group", "voice"])["n"].transform("sum")
    table["n_actor"] = table.groupby("actor")["n"].transform("sum")
    table["n_label"] = table.groupby(["actor", "label"])["n"].transform("sum")
    order = ["n_actor", "actor", "label_kind", "n_label", "label", "group", "voice", "n", "speaker"]
    down = {"n_actor", "n_label", "n"}
    table = table.sort_values(order, ascending=[name not in down for name in order], ignore_index=True)
    return table[[*keys, "n", "n_voice", "n_actor"]]


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


def speaker_names(sources: pd.DataFrame) -> list[str]:
    """Return one name for the speaker of each row: the actor, else the mention's head, else `NOT_FOUND`.

    A head that is a single word becomes the first longer head of the same text that ends in it: "Asfari" becomes
    "member Mohammad Hassan Asfari".
    """
    check(sources, "sources", needs=("doc_id", "speaker", "actor"))
    heads = [head(mention) for mention in sources["speaker"].fillna("")]
    longer: dict[tuple[str, str], str] = {}
    for doc_id, name in zip(sources["doc_id"], heads, strict=True):
        if len(name.split()) > 1:
            longer.setdefault((doc_id, name.split()[-1]), name)
    return [
        actor or longer.get((doc_id, name), name) or NOT_FOUND
        for doc_id, actor, name in zip(sources["doc_id"], sources["actor"].fillna(""), heads, strict=True)
    ]
