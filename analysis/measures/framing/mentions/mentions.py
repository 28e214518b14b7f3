"""What a text mentions: names, dates, numbers and events, in one table with how early they come."""

from __future__ import annotations

import math
from bisect import bisect_left

import numpy as np
import pandas as pd

from analysis.measures.dictionary.names import names as labels_of
from analysis.measures.framing.mentions.actor_kinds import actor_kinds
from analysis.measures.framing.mentions.dates import find_dates
from analysis.measures.framing.mentions.denials import find_denials
from analysis.measures.framing.mentions.events import find_events
from analysis.measures.framing.mentions.find_names import find_names
from analysis.measures.framing.mentions.places import places
from analysis.measures.framing.mentions.quantities import find_quantities
from analysis.measures.spans import overlapping
from analysis.schema import COLUMNS, check
from analysis.texts.segmentation.words import tokens_of

KINDS = ("person", "body", "place", "people", "date", "quantity", "event", "denial", "other")
_TEXT = ("match", "kind", "name", "actor", "noun", "section", "bound", "quantity_kind", "modifiers", "outcome")


def mentions(
    segments: pd.DataFrame,
    actors: pd.DataFrame,
    *,
    names: pd.DataFrame | None = None,
    events: pd.DataFrame | None = None,
    tokens: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return everything that the texts mention: one row per mention, in the order of the texts.

    Parameters
    ----------
    segments
        Table `segments`; the segments of a text must cover it.
    actors
        Table `actors`: ``actor, label, label_kind`` are used; it may have no rows.
    names
        Names of people, bodies, places and peoples with ``doc_id, start, end, match, kind, name, actor, part, voice,
        speaker``. None finds them by rule (`find_names`), with the labels of the actors' table, which have the actor
        for their name.
    events
        Table `events` (`read_events`); None is the list of the suite.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

    Returns
    -------
    DataFrame
        Table `mentions`. `kind` is person, body, place, people, other, date, quantity, event or denial. `name` is what
        mentions are joined by: the full name, a date in one form, the noun of an event with the name in its phrase
        ("attack: Elm Camp"), what is counted with its value ("officer: 20"), and for a denial what it denies ("officer:
        20, denied"). It is empty for what cannot be joined: relative dates, vague numbers, spans of time and ages.
        `position` is the share of the words of the text before the mention, `section` headline, lead, middle or last
        third (`places`).

    Raises
    ------
    InputError
        If a column is missing.

    See Also
    --------
    omissions : which texts mention what.
    numbers_told : numbers of the same thing that differ.

    Notes
    -----
    Found by rules, so some are missed and some are wrong; pronouns are no mentions. A number is joined by its noun: "20
    officers" of two texts may be other officers.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> segments = same.voices(pd.DataFrame({"doc_id": ["a"], "text": ["On May 3 the PMOI said twenty guards left."]}))
    >>> found = same.mentions(segments, same.read_actors())
    >>> found[["match", "kind", "name"]].values.tolist()
    [['May 3', 'date', '3 May'], ['PMOI', 'body', 'PMOI'], ['twenty guards', 'quantity', 'guard: 20']]
    """
    check(segments, "segments")
    table = tokens_of(segments, tokens)
    named = _names(segments, actors, table) if names is None else names
    dates = find_dates(segments, tokens=table).assign(kind="date")
    quantities = find_quantities(segments, tokens=table)
    denied = find_denials(segments, quantities, table)
    quantities = quantities[~overlapping(quantities, dates)].assign(kind="quantity")
    counted = (quantities[column].tolist() for column in ("noun", "value", "quantity_kind"))
    quantities["name"] = [told(*cells) for cells in zip(*counted, strict=True)]
    happened = _events(find_events(segments, events, tokens=table), named)
    denied = denied.assign(kind="denial", value=0.0)
    abouts = zip(denied["noun"], denied["about"], strict=True)
    denied["name"] = [f"{told(noun, value, 'count')}, denied" for noun, value in abouts]
    rows = pd.concat([named, dates, quantities, happened, denied], ignore_index=True)
    order = {doc_id: place for place, doc_id in enumerate(dict.fromkeys(segments["doc_id"].tolist()))}
    place = [order[doc_id] for doc_id in rows["doc_id"].tolist()]
    rows = rows.iloc[np.lexsort((rows["end"], rows["start"], place))].reset_index(drop=True)
    rows["position"], rows["section"] = places(rows, segments, table)
    for column in _TEXT:
        rows[column] = (rows[column] if column in rows else pd.Series("", index=rows.index)).fillna("").astype("str")
    for column in ("value", "high", "position"):
        rows[column] = rows[column].astype(float)
    return rows.astype({"start": int, "end": int})[list(COLUMNS["mentions"])]


def told(noun: str, value: float, quantity_kind: str) -> str:
    """Return what a number is joined by: what it counts, and its value; nothing for what is told of no thing.

    >>> told("officer", 20, "count"), told("", 5e6, "money"), told("year", 3, "duration")
    ('officer: 20', 'money: 5,000,000', '')
    """
    if math.isnan(value) or quantity_kind in ("duration", "age", "size") or (quantity_kind == "percent" and not noun):
        return ""
    what = "money" if quantity_kind == "money" else noun + " (%)" * (quantity_kind == "percent")
    return f"{what}: {value:,.10g}"


def _names(segments: pd.DataFrame, actors: pd.DataFrame, tokens: pd.DataFrame) -> pd.DataFrame:
    """Return the names in the texts; a label of an actor takes the place of the names within it."""
    found = find_names(segments, tokens)
    labels = labels_of(segments, actors, tokens=tokens).drop(columns=["label", "label_kind"])
    longer = found[~overlapping(found, labels, whole=True)]
    labels = labels[~overlapping(labels, longer)]
    kinds = actor_kinds(actors)
    named = labels.assign(kind=[kinds[actor] for actor in labels["actor"]], name=labels["actor"])
    rows = pd.concat([longer, named], ignore_index=True)
    return rows.sort_values(["doc_id", "start", "end"], kind="stable", ignore_index=True)


def _events(found: pd.DataFrame, named: pd.DataFrame) -> pd.DataFrame:
    """Return events with their name: their own, or the noun with the first name in their phrase."""
    within = dict[str, list[tuple[int, int, str]]]()
    for doc_id, *row in zip(*(named[column].tolist() for column in ("doc_id", "start", "end", "name")), strict=True):
        within.setdefault(doc_id, []).append(tuple(row))
    starts = {doc_id: [start for start, _, _ in rows] for doc_id, rows in within.items()}
    names = []
    columns = (found[column].tolist() for column in ("doc_id", "start", "phrase_end", "noun", "name"))
    for doc_id, start, phrase_end, noun, name in zip(*columns, strict=True):
        rows = within.get(doc_id, [])
        k = bisect_left(starts.get(doc_id, []), start)
        inner = k < len(rows) and rows[k][1] <= phrase_end
        names.append(name or (f"{noun}: {rows[k][2]}" if inner else noun))
    return found.assign(kind="event", name=names)
