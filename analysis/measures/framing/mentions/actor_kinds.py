"""What the actors of a corpus are, by the words of their labels: people, bodies, places or peoples."""

from __future__ import annotations

from collections import Counter, defaultdict

import pandas as pd

from analysis.measures.framing.mentions.find_names import find_names
from analysis.measures.framing.mentions.name_words import classes_of
from analysis.measures.sources.speaker_kind import head_noun, kind_of
from analysis.schema import COLUMNS

_KINDS = {"person": "person", "organisation": "body", "outlet": "body"}
_ORDER = ("body", "person", "place", "people")  # of kinds that as many labels have


def actor_kinds(actors: pd.DataFrame) -> dict[str, str]:
    """Return the kind of each actor: ``person``, ``body``, ``place``, ``people``, or ``other`` where no label tells.

    A label is what its last word is: a name by the rules for names, else a word such as "government" (`kind_of`).
    Labels differ in what they say ("PMOI", "the group"): the kind that most of them have counts, that which is the
    actor's own name for two.

    >>> labels = ["Farm Council", "Ann Lee", "Camp Elm", "residents"]
    >>> actor_kinds(pd.DataFrame({"actor": ["A", "B", "C", "D"], "label": labels}))
    {'A': 'body', 'B': 'person', 'C': 'place', 'D': 'other'}
    """
    heads = [head_noun(label) for label in actors["label"].tolist()]
    named = _named(heads)
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for actor, label, head in zip(actors["actor"].tolist(), actors["label"].tolist(), heads, strict=True):
        kind = named.get(head) or _KINDS.get(kind_of(label), "other")
        if kind == "person" and head.split()[-1][0].isupper() and not _is_known(head):
            kind = "other"
        told[actor][kind] += 1 + (label == actor)
    return {actor: _most(counted) for actor, counted in told.items()}


def _named(labels: list[str]) -> dict[str, str]:
    """Return the kind of the name that each label ends in, if it ends in one."""
    rows = [(label, 0, len(label), "body", "author", "", "", label) for label in dict.fromkeys(labels) if label]
    found = find_names(pd.DataFrame(rows, columns=list(COLUMNS["segments"])))
    last = found[found["end"] == found["doc_id"].str.len()]
    pairs = zip(last["doc_id"], last["match"], last["kind"], strict=True)
    return {label: kind for label, name, kind in pairs if kind not in ("other", "person") or _is_known(name)}


def _is_known(name: str) -> bool:
    """Return whether a word of a name is one that people have; without, a person is but a guess."""
    return any(classes_of(word.lower()) & {"given_name", "surname"} for word in name.split())


def _most(counted: Counter[str]) -> str:
    first = max(_ORDER, key=lambda kind: counted[kind])
    return first if counted[first] else "other"
