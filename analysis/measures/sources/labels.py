"""Which label each actor is given, and by whom: by authors, or by the side that they quote."""

from __future__ import annotations

import pandas as pd

from analysis.measures.sources.sides import with_sides


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
        the speaker (`sides.NO_SPEAKER`, `sides.SIDE_NOT_CODED` where it is not known). Sorted by n_actor descending,
        actor, label_kind, the label's total descending, label, group, voice, side.

    See Also
    --------
    names : every place where an actor is named.
    read_actors : the kinds of labels.

    Notes
    -----
    Misleads where a label means somebody else in the sentence at hand, and where a quotation is a translation: the
    label is then the translator's.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> table = same.labels_by_speaker(story.names, story.sides, story.documents)
    >>> table[["label", "label_kind", "group", "voice", "n"]].head(2).values.tolist()
    [['PMOI', 'abbreviation', 'advocacy', 'author', 5], ['PMOI', 'abbreviation', 'advocacy', 'direct', 12]]
    """
    rows = with_sides(names, sides, documents, by, part, table="names")
    rows["side"] = rows["side"].where(rows["voice"] != "author", "")
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
    size = table.groupby("actor", sort=False)["label"].nunique().sort_values(ascending=False, kind="stable")
    parts = [table[table["actor"] == actor] for actor in size.index[:n]]
    return pd.concat(parts, ignore_index=True) if parts else table
