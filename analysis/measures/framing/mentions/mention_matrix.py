"""Who mentions what: the most telling names, numbers and events, each beside all texts or groups, absent ones too."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import pandas as pd

from analysis.measures.framing.mentions.omissions import by_group, told_once_each
from analysis.measures.groups import group_labels, unknown_last
from analysis.schema import COLUMNS, check

MOST = MappingProxyType(
    {"person": 4, "body": 5, "place": 4, "people": 2, "other": 2, "date": 3, "event": 4, "quantity": 4, "denial": 2}
)
"""How many things of each kind there is room for in a figure, in the order in which it has them."""

_NO_COUNT = (": 1", "person: 0")  # "one point", "nobody": seldom a number that is told
_MOST_EVERYWHERE = 2  # of a kind, that all texts mention: these tell no text from another
_SINGLE = 2  # mentions in the only text that has a thing, for it to have a row


def mention_matrix(
    mentions: pd.DataFrame, documents: pd.DataFrame, *, by: str = "doc_id", most: Mapping[str, int] = MOST
) -> pd.DataFrame:
    """Return who mentions what and who does not: a row for each of the chosen things and each text or group.

    Parameters
    ----------
    mentions
        Table `mentions` of the texts; mentions in texts that are not among the documents say what is chosen, but have
        no row.
    documents
        Table `documents` of the texts that have rows; those without a mention have rows too.
    by
        The column of the documents that holds the groups; ``doc_id`` takes each text by itself.
    most
        How many things of each kind at most, in the order in which they are wanted.

    Returns
    -------
    DataFrame
        Table `mention_matrix`: ``kind, name, wording, group, docs, n_docs, share, share_low, share_high, n, voices,
        position, section, doc_id, start, end``, as in `omissions`. `wording` is the thing in words that a reader
        understands by themselves: for a quantity those of its first mention.

        Kind by kind. Chosen are the things that most texts mention, first those mentioned most often; at most two of a
        kind that all texts mention, and of those in one text alone what it mentions twice or more. Of numbers, those
        that are denied, or that differ from another that a text tells of the same noun, come first, and one text is
        enough; one of something, and nobody, are no numbers here. Of each thing there is a row for each group, in the
        order of the texts.

    Raises
    ------
    InputError
        If a column is missing or there is no such group.

    See Also
    --------
    omissions : the same of all things, beside all other texts, for each text in the order of what it lacks.
    mentions : all mentions, with offsets.

    Notes
    -----
    A long text mentions more than a short one, and what is chosen depends on the texts that are compared. A text that
    has no row of a thing may tell it in words that the rules do not find, or not have known it.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> table = same.mention_matrix(story.mentions, story.documents)
    >>> table.query("kind == 'denial'")[["wording", "group", "docs", "start"]].values.tolist()[-1]
    ['denied: Twenty Iranian intelligence officers', 'aswat-families', 1, 91]
    """
    check(mentions, "mentions")
    first = told_once_each(mentions)
    first = first[(first["kind"] != "quantity") | ~first["thing"].str.endswith(_NO_COUNT)]
    chosen = _chosen(first, len({*first["doc_id"], *documents["doc_id"]}), most)
    groups = unknown_last(pd.DataFrame({"group": group_labels(documents, by)}))["group"]
    if chosen.empty:
        return pd.DataFrame(columns=list(COLUMNS["mention_matrix"])).astype(_types())
    kept = first.merge(chosen[["kind", "thing"]], on=["kind", "thing"])
    table = by_group(kept, documents, by=by, least=0)
    row = {(kind, thing): k for k, (kind, thing) in enumerate(zip(chosen["kind"], chosen["thing"], strict=True))}
    order = {group: k for k, group in enumerate(dict.fromkeys(groups.astype(str)))}
    keys = zip(table["kind"], table["name"], table["group"], strict=True)
    place = [row[kind, name] * len(order) + order[group] for kind, name, group in keys]
    table = table.iloc[np.argsort(place, kind="stable")].reset_index(drop=True)
    words = _wordings(mentions, first)
    things = zip(table["kind"], table["name"], strict=True)
    table["wording"] = pd.Series([words.get(thing, thing[1]) for thing in things], dtype="str")
    return table[list(COLUMNS["mention_matrix"])]


def _types() -> dict[str, str]:
    numbers = {"docs": "int64", "n_docs": "int64", "n": "int64", "start": "Int64", "end": "Int64"}
    shares = dict.fromkeys(("share", "share_low", "share_high", "position"), "float64")
    return dict.fromkeys(COLUMNS["mention_matrix"], "str") | numbers | shares


def _chosen(first: pd.DataFrame, n_docs: int, most: Mapping[str, int]) -> pd.DataFrame:
    """Return ``kind, thing`` of what is shown, in order."""
    things = first.groupby(["kind", "thing"], as_index=False, sort=True).agg(docs=("doc_id", "size"), n=("n", "sum"))
    things["at_issue"] = _at_issue(first, things)
    single = (things["docs"] < min(2, n_docs)) & (things["n"] < _SINGLE) & ~things["at_issue"]
    things = things[~single | (things["kind"] == "denial")]
    things = things.sort_values(["at_issue", "docs", "n", "thing"], ascending=[False, False, False, True])
    parts = []
    for kind, room in most.items():
        rows = things[things["kind"] == kind]
        everywhere = (rows["docs"] == n_docs) & (n_docs > 1)
        parts.append(rows[~everywhere | (everywhere.cumsum() <= _MOST_EVERYWHERE)].head(room))
    return pd.concat(parts)


def _at_issue(first: pd.DataFrame, things: pd.DataFrame) -> list[bool]:
    """Return which things are numbers that are denied, or of a noun of which two texts tell different numbers."""
    denied = {name.removesuffix(", denied") for name in first.loc[first["kind"] == "denial", "thing"]}
    numbers = first[first["kind"] == "quantity"]
    nouns = numbers.assign(noun=[thing.rpartition(": ")[0] for thing in numbers["thing"]]).groupby("noun")
    several = nouns.agg(texts=("doc_id", "nunique"), values=("thing", "nunique")).min(axis=1)
    differ = set(several.index[several > 1])
    return [
        kind == "quantity" and (name in denied or name.rpartition(": ")[0] in differ)
        for kind, name in zip(things["kind"], things["thing"], strict=True)
    ]


def _wordings(mentions: pd.DataFrame, first: pd.DataFrame) -> dict[tuple[str, str], str]:
    """Return the words of the first mention of each quantity, and for each denial those of what it denies."""
    keys = ["doc_id", "start", "end"]
    told = first[first["kind"] == "quantity"].merge(
        mentions.loc[mentions["kind"] == "quantity", [*keys, "match"]], on=keys, how="left"
    )
    told = told.drop_duplicates("thing")
    words = dict(zip(told["thing"], (" ".join(match.split()) for match in told["match"]), strict=True))
    denied = first.loc[first["kind"] == "denial", "thing"].unique()
    of = {("denial", name): f"denied: {words.get(name.removesuffix(', denied'), name)}" for name in denied}
    return {("quantity", name): match for name, match in words.items()} | of
