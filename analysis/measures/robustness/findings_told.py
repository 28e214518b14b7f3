"""Findings on what is told: who is mentioned, how acts are told, and by which frames."""

from __future__ import annotations

from collections import Counter

import numpy as np

from analysis.measures.robustness.counted_story import CELLS_OF_TEXT
from analysis.measures.robustness.findings import (
    MORE_THAN_HALF,
    NONE_OF_SOME,
    PLACES,
    Finding,
    Rule,
    Value,
    choices,
    ratio_value,
    share,
)
from analysis.measures.robustness.specification import Specification
from analysis.schema import VOICES

ACTS = ("harm", "coercion")
GENERIC = "generic"


def not_mentioned(group: str, name: str, *, kind: str | None = None, called: str = "") -> Finding:
    """State that a group does not mention what other texts do: a name, or all of a `kind`, `called` so.

    That the group does not mention it does not say that it hides it, nor that it knew of it.
    """

    def measure(spec: Specification) -> Value:
        found = (spec.places("mentions", one, VOICES) for one in (group, None))
        return share(*(int(_of(one, name, kind).sum()) for one in found))

    return Finding(
        f"not-mentioned:{group}:{name or kind}",
        f"{group} does not mention {called or name}, and other texts do",
        NONE_OF_SOME,
        "share of mentions",
        PLACES,
        measure,
        groups=(group,),
    )


def _of(mentions: dict[str, np.ndarray], name: str, kind: str | None) -> np.ndarray:
    """Return which mentions are of a name, where one is given, and of a kind, where one is given."""
    keep = np.ones(len(mentions["kind"]), dtype=bool) if kind is None else mentions["kind"] == kind
    return keep & (mentions["name"] == name) if name else keep


def most_mentioned_elsewhere(base: Specification, group: str) -> Finding | None:
    """State which name most texts of other groups mention and a group does not; None where two texts mention none.

    Names of people, bodies and places count. Of names in as many texts, the first by name is taken.
    """
    found = base.places("mentions", None, VOICES)
    named = np.isin(found["kind"], ("person", "body", "place"))
    here = set(found["name"][named & base.cells(group)[found["cell"]]].tolist())
    pairs = set(zip(found["name"][named].tolist(), (found["cell"][named] // CELLS_OF_TEXT).tolist(), strict=True))
    texts = Counter(name for name, _ in pairs if name not in here)
    if not texts or max(texts.values()) < 2:
        return None
    return not_mentioned(group, min(texts, key=lambda name: (-texts[name], name)))


def told_by_nouns(base: Specification, group: str) -> Finding | None:
    """State that most acts of harm and force in a group's own words are told by a noun, or by a verb.

    A noun ("the attack") need not say who acts; see `agency`. None where there are none, or as many of both.
    """

    def measure(spec: Specification) -> Value:
        found = spec.places("agency", group, spec.own)
        acts = np.isin(found["verb_class"], ACTS)
        return share(int((acts & ((found["form"] == "nominal") == by_noun)).sum()), int(acts.sum()))

    by_noun = True
    known = measure(base).value
    if np.isnan(known) or known == 0.5:
        return None
    by_noun = known > 0.5
    return Finding(
        f"acts:{group}",
        f"in its own words {group} tells most acts of harm and force by a {'noun' if by_noun else 'verb'}",
        MORE_THAN_HALF,
        "share of acts of harm and force",
        {**choices("attributed"), **PLACES},
        measure,
        groups=(group,),
    )


def leading_frame(base: Specification, group: str) -> Finding | None:
    """State which of the five generic frames has most words in a group.

    None where it has none, or where the story has no list of frames. A count of words, not of what is meant: the lists
    of the frames differ in length (`frames`).
    """

    def measure(spec: Specification) -> Value:
        n, total = _frames(spec, group)
        mine = n.pop(first, 0)
        other = max(n.values(), default=0)
        instead = min(frame for frame in n if n[frame] == other) if other > mine else ""
        return Value(ratio_value(mine - other, total), mine, total, other, total, instead.replace("_", " "))

    if base.counted.story.frame_lexicon is None:
        return None
    n, total = _frames(base, group)
    if not total:
        return None
    first = min(n, key=lambda frame: (-n[frame], frame))
    return Finding(
        f"frame:{group}",
        f"in {group} no generic frame has more words than {first.replace('_', ' ')}",
        Rule("none has more", 0.0, 1.0),
        "share of words of frames, lead over the next",
        {**choices("voice"), **PLACES},
        measure,
        groups=(group,),
    )


def _frames(spec: Specification, group: str) -> tuple[Counter[str], int]:
    found = spec.places("frames", group, spec.voices)
    n = Counter(found["frame"][found["scheme"] == GENERIC].tolist())
    return n, n.total()
