"""What some texts tell and others do not: each name, date, number and event, by text or by group of texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from analysis.measures.framing.mentions.places import BESIDE
from analysis.measures.groups import group_labels, has_value
from analysis.measures.stats.intervals import proportion_interval
from analysis.measures.stats.minimum_sizes import LEAST_DOCUMENTS
from analysis.schema import COLUMNS, InputError, check
from analysis.texts.segmentation.words import words

_FIRST = ("doc_id", "kind", "thing", "start", "end", "position", "section", "voice", "n", "voices")
_OF_NAMES = ("person", "body", "place", "people", "other")


def first_mentions(mentions: pd.DataFrame) -> pd.DataFrame:
    """Return the first mention of each thing in each text, with how often and in which voices the text tells it.

    Parameters
    ----------
    mentions
        Table `mentions`, of all texts or of some: what comes back of several blocks is put together with `pd.concat`.

    Returns
    -------
    DataFrame
        Columns ``doc_id, kind, thing, start, end, position, section, voice, n, voices``. A thing is the actor where a
        name has one, else the name. Mentions without a name, and those in furniture and comments, are left out.
    """
    check(mentions, "mentions")
    thing = mentions["actor"].where((mentions["actor"] != "") & (mentions["value"].isna()), mentions["name"])
    kept = (thing != "") & ~mentions["part"].isin(BESIDE)
    rows = mentions[kept].assign(thing=thing[kept])
    rows = rows.sort_values(["doc_id", "start"], kind="stable")
    grouped = rows.groupby(["doc_id", "kind", "thing"], sort=False)
    first = grouped.head(1).set_index(["doc_id", "kind", "thing"])
    first["n"] = grouped.size()
    first["voices"] = grouped["voice"].agg(lambda voices: ", ".join(dict.fromkeys(voices)))
    return first.reset_index()[list(_FIRST)]


def omissions(
    mentions: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    by: str = "doc_id",
    kinds: Sequence[str] = (),
    least: int = 2,
) -> pd.DataFrame:
    """Return what texts or groups of texts mention and what they do not, beside all others: a row per thing and group.

    Parameters
    ----------
    mentions
        Table `mentions` of all texts, or what `first_mentions` makes of it.
    documents
        Table `documents` of the same texts; those without a mention count too.
    by
        The column of the documents that holds the groups; ``doc_id`` takes each text by itself.
    kinds
        The kinds of mention that are wanted; none for all.
    least
        The texts outside a group that have to mention a thing, for it to have a row.

    Returns
    -------
    DataFrame
        Table `omissions`. `docs` of the `n_docs` texts of the group mention the thing, `share` of them, with its exact
        bounds (Clopper & Pearson 1934) where the group has five texts or more; `docs_other`, `n_docs_other` and
        `share_other` are of all other texts. `position` is the median share of the words before the first mention,
        `position_other` of the others; ``doc_id, start, end`` is the first mention of the group, the earliest in its
        text. All of these are empty where no text of the group mentions it.

        Group by group; in each first what the share of the others exceeds most, then what they tell earliest.

    Raises
    ------
    InputError
        If a column is missing, there is no such group or kind, or `least` is below 1.

    See Also
    --------
    mentions : what is told, and where.
    mention_matrix : the most telling things beside all texts.
    numbers_told : numbers of the same thing that differ.

    Notes
    -----
    A text that does not mention something need not have known it, may be older, shorter or on another matter, and may
    say it in words that the rules do not find. The table says what is not mentioned, and nothing of the reason.

    A name of one word counts as the only longer name of a person that ends in it. A name that `mentions` gives several
    kinds, as a town and its club, counts as one thing, of the kind that most of its mentions have; of two with as many,
    as the first of `mentions.KINDS`.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> table = same.omissions(story.mentions, story.documents, kinds=["denial"], least=1)
    >>> table[["name", "group", "docs", "docs_other"]].head(2).values.tolist()
    [['officer: 20, denied', 'ncri-2012-movie', 0, 1], ['officer: 20, denied', 'ncri-2014-isis', 0, 1]]
    """
    if least < 1:
        raise InputError(
            f"least is {least}; a thing that no other text mentions is not missing anywhere: take 1 or more"
        )
    first = mentions if "thing" in mentions.columns else first_mentions(mentions)
    _check_kinds(kinds, first)
    first = joined(_without_idle_zeros(first))
    return by_group(first[first["kind"].isin(kinds)] if len(kinds) else first, documents, by=by, least=least)


def told_once_each(mentions: pd.DataFrame) -> pd.DataFrame:
    """Return the first mentions of things as `omissions` compares them: names joined, idle zeros left out."""
    return joined(_without_idle_zeros(first_mentions(mentions)))


def by_group(first: pd.DataFrame, documents: pd.DataFrame, *, by: str, least: int) -> pd.DataFrame:
    """Return table `omissions` of first mentions, with a row where so many texts outside the group mention a thing."""
    groups = group_labels(documents, by)
    names, group_of = np.unique(groups.astype(str), return_inverse=True)
    sizes = np.bincount(group_of, minlength=len(names))
    place = dict(zip(documents["doc_id"], group_of.tolist(), strict=True))
    first = first[first["doc_id"].isin(place.keys())]
    rows = _cells(first.assign(group=[place[doc_id] for doc_id in first["doc_id"]]), len(names), least)
    return _table(rows, names, sizes)


def _check_kinds(kinds: Iterable[str], first: pd.DataFrame) -> None:
    from analysis.measures.framing.mentions.mentions import KINDS

    for kind in kinds:
        if kind not in KINDS:
            raise InputError(f"there is no kind {kind!r}; there are: {', '.join(KINDS)}")


def _without_idle_zeros(first: pd.DataFrame) -> pd.DataFrame:
    """Leave out "no risk" and its like: none of something that no text counts."""
    is_quantity = (first["kind"] == "quantity").to_numpy()
    is_zero = is_quantity & first["thing"].str.endswith(": 0").to_numpy(dtype=bool)
    nouns = pd.Series([thing.rpartition(": ")[0] for thing in first["thing"].tolist()], dtype="str")
    return first[~is_zero | nouns.isin(set(nouns[is_quantity & ~is_zero])).to_numpy(dtype=bool)]


def joined(first: pd.DataFrame) -> pd.DataFrame:
    """Return first mentions with the kinds of each name joined, and short names of people to the one longer name.

    A name of several kinds has that of most of its mentions in all texts; of two with as many, the first of `KINDS`.

    >>> rows = [("a", "person", "Ann Lee"), ("b", "person", "Lee"), ("b", "place", "Elm"), ("c", "body", "Elm")]
    >>> first = pd.DataFrame(rows, columns=["doc_id", "kind", "thing"]).assign(start=0, n=[1, 1, 2, 1], voices="author")
    >>> joined(first)[["kind", "thing"]].values.tolist()
    [['person', 'Ann Lee'], ['person', 'Ann Lee'], ['place', 'Elm'], ['place', 'Elm']]
    """
    first = first.assign(kind=_one_kind(first))
    is_person = (first["kind"] == "person").to_numpy()
    full = defaultdict[str, set[str]](set)
    for name in set(first["thing"].to_numpy(dtype=object)[is_person]):
        known = words(name)
        if len(known) > 1:
            full[name[slice(*known[-1])]].add(name)
    only = {short: next(iter(longer)) for short, longer in full.items() if len(longer) == 1}
    things = [
        only.get(thing, thing) if person else thing
        for thing, person in zip(first["thing"].tolist(), is_person.tolist(), strict=True)
    ]
    rows = first.assign(thing=pd.Series(things, index=first.index, dtype="str"))
    if rows.duplicated(["doc_id", "kind", "thing"]).any():  # both forms in one text
        rows = rows.sort_values("start", kind="stable")
        both = rows.groupby(["doc_id", "kind", "thing"])
        rows = rows.assign(n=both["n"].transform("sum"), voices=both["voices"].transform(_in_order))
        rows = rows.drop_duplicates(["doc_id", "kind", "thing"])
    return rows


def _one_kind(first: pd.DataFrame) -> pd.Series[str]:
    """Return the kind of each row; of names that which most mentions of the same name have."""
    from analysis.measures.framing.mentions.mentions import KINDS

    named = first[first["kind"].isin(_OF_NAMES)]
    several = named.groupby("thing")["kind"].nunique()
    named = named[named["thing"].isin(several.index[several > 1])]
    total = named.groupby(["thing", "kind"], as_index=False)["n"].sum()
    total["place"] = total["kind"].map({kind: place for place, kind in enumerate(KINDS)})
    total = total.sort_values(["n", "place"], ascending=[False, True]).drop_duplicates("thing")
    kinds = first["kind"].copy()
    kinds[named.index] = named["thing"].map(dict(zip(total["thing"], total["kind"], strict=True)))
    return kinds


def _in_order(told: Iterable[str]) -> str:
    """Return the voices of several rows in the order in which they come first."""
    return ", ".join(dict.fromkeys(", ".join(told).split(", ")))


def _cells(first: pd.DataFrame, n_groups: int, least: int) -> pd.DataFrame:
    """Return a row per thing and group that at least so many texts outside the group mention."""
    things = first.groupby(["kind", "thing"], sort=True).ngroup().to_numpy()
    n = int(things.max(initial=-1)) + 1
    rows = first.assign(cell=things * n_groups + first["group"].to_numpy(), thing_number=things)
    docs = np.bincount(rows["cell"], minlength=n * n_groups)
    everywhere = np.bincount(things, minlength=n)
    others = np.repeat(everywhere, n_groups) - docs
    names = rows.drop_duplicates("thing_number").set_index("thing_number").sort_index()[["kind", "thing"]]
    cells = pd.DataFrame({"cell": np.flatnonzero(others >= least)})
    cells["docs"], cells["docs_other"] = docs[cells["cell"]], others[cells["cell"]]
    number, cells["group"] = np.divmod(cells["cell"].to_numpy(), n_groups)
    cells["kind"], cells["name"] = (names[column].to_numpy(dtype=object)[number] for column in ("kind", "thing"))
    by_cell = rows.groupby("cell")
    earliest = rows.sort_values(["cell", "position", "start"], kind="stable").drop_duplicates("cell").set_index("cell")
    for column in ("doc_id", "start", "end", "section"):
        cells[f"first_{column}"] = cells["cell"].map(earliest[column])
    cells["n"] = cells["cell"].map(by_cell["n"].sum()).fillna(0).astype(int)
    cells["position"] = cells["cell"].map(by_cell["position"].median())
    voices = by_cell["voices"].agg(_in_order)
    cells["voices"] = cells["cell"].map(voices).fillna("")
    cells["position_other"] = _positions_of_others(rows, cells, number, n_groups)
    return cells


def _positions_of_others(rows: pd.DataFrame, cells: pd.DataFrame, number: np.ndarray, n_groups: int) -> np.ndarray:
    """Return the median position of the first mention in the texts outside each group."""
    all_of = {
        thing: (part["position"].to_numpy(), part["group"].to_numpy()) for thing, part in rows.groupby("thing_number")
    }
    result = np.full(len(cells), np.nan)
    for row, (thing, group) in enumerate(zip(number.tolist(), cells["group"].tolist(), strict=True)):
        positions, groups = all_of[thing]
        outside = positions[groups != group]
        if len(outside):
            result[row] = np.median(outside)
    return result


def _table(cells: pd.DataFrame, names: np.ndarray, sizes: np.ndarray) -> pd.DataFrame:
    group = cells["group"].to_numpy(dtype=np.int64)
    n_docs, n_other = sizes[group], sizes.sum() - sizes[group]
    table = pd.DataFrame({"kind": cells["kind"].astype("str"), "name": cells["name"].astype("str")})
    table["group"] = pd.Series(names[group], dtype="str")
    table["docs"], table["n_docs"], table["share"] = cells["docs"], n_docs, cells["docs"] / np.maximum(n_docs, 1)
    low, high = proportion_interval(cells["docs"], n_docs)
    many = n_docs >= LEAST_DOCUMENTS
    table["share_low"], table["share_high"] = np.where(many, low, np.nan), np.where(many, high, np.nan)
    table["docs_other"], table["n_docs_other"] = cells["docs_other"], n_other
    table["share_other"] = cells["docs_other"] / np.maximum(n_other, 1)
    table["n"], table["voices"] = cells["n"], cells["voices"].astype("str")
    table["position"], table["position_other"] = cells["position"], cells["position_other"]
    table["section"] = cells["first_section"].fillna("").astype("str")
    table["doc_id"] = cells["first_doc_id"].fillna("").astype("str")
    table["start"], table["end"] = (cells[f"first_{side}"].astype("Int64") for side in ("start", "end"))
    known = np.array([not has_value(name) for name in table["group"]], dtype=bool)
    lacking = (table["share_other"] - table["share"]).round(9)
    order = np.lexsort(
        (table["name"], table["kind"], table["position_other"].round(9), -lacking, table["group"], known)
    )
    return table.iloc[order].reset_index(drop=True)[list(COLUMNS["omissions"])]
