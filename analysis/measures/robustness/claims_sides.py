"""Findings about who is given the word and what is said of whom: they rest on people's coding of sides and names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.measures.robustness.count_cube import only
from analysis.measures.robustness.findings import MORE, PLACES, SIZES, Finding, Value, choices, percent, ratio
from analysis.measures.sources.sides import NO_SPEAKER, NOT_CODED

if TYPE_CHECKING:
    from analysis.measures.robustness.specification import Cut


def side_share(base: Cut, group: str, *sides: str, quoted: bool = False, called: str = "") -> Finding:
    """State that most of what a group attributes, or quotes, comes from some sides, `called` so."""
    first = "quoted alone" if quoted else "quoted and paraphrased"

    def measure(cut: Cut) -> Value:
        said = cut.said(group, cut.attributed)
        if cut.choice("speakers") == "left out":
            said = only(said, (said["side"] != NO_SPEAKER) & (said["side"] != NOT_CODED))
        n, total = sum(int(said["n"][said["side"] == side].sum()) for side in sides), int(said["n"].sum())
        return Value(ratio(n, total), n, total)

    share = measure(base.but(attributed=first)).value
    what = "quoted" if quoted else "attributed"
    return Finding(
        f"side:{group}:{what}:{called or sides[0]}",
        f"most of the {what} words of {group} ({percent(share)}) come from {called or ' and '.join(sides)}",
        "more than half",
        f"share of {what} words",
        (0.5 + MORE, 1.0),
        {**SIZES, **choices("attributed", attributed=first), **choices("speakers")},
        measure,
        groups=(group,),
    )


def names_said(group: str, actor: str, kind: str, *, own: bool = False) -> Finding:
    """State that of a kind of names of an actor most stand in a group's quotations or, if `own`, in its own voice."""

    def measure(cut: Cut) -> Value:
        names = cut.names(group)
        voices = names["voice"][(names["actor"] == actor) & (names["label_kind"] == kind)].tolist()
        n = sum(voice in (cut.own if own else cut.attributed) for voice in voices)
        return Value(ratio(n, len(voices)), n, len(voices))

    first = "quoted and paraphrased" if own else "quoted alone"
    return Finding(
        f"names:{group}:{actor}",
        f"more than half of the {kind} names of the {actor} in {group} are {'its own' if own else 'quoted'}",
        "more than half",
        f"share of {kind} names",
        (0.5 + MORE, 1.0),
        {**choices("attributed", attributed=first), **PLACES},
        measure,
        groups=(group,),
    )


def anonymous_contrast(first: str, second: str) -> Finding:
    """State that one group gives a larger share of its attributed words to anonymous speakers than another."""

    def measure(cut: Cut) -> Value:
        sides = []
        for group in (first, second):
            said = cut.said(group, cut.attributed)
            sides.append((int(said["n"][said["kind"] == "anonymous"].sum()), int(said["n"].sum())))
        return Value(ratio(*sides[0]) - ratio(*sides[1]), *sides[0], *sides[1])

    return Finding(
        f"anonymous:{first}:{second}",
        f"{first} gives a larger share of its attributed words to anonymous speakers than {second}",
        "the difference of the shares stays above 0",
        "difference of shares",
        (MORE, 1.0),
        {**SIZES, **choices("attributed")},
        measure,
        groups=(first, second),
    )


def doubt_spared(group: str, side: str) -> Finding:
    """State that a group has cues of doubt ("claimed", "alleged"), and that none of them introduces one side."""

    def measure(cut: Cut) -> Value:
        said = cut.said(group, cut.attributed)
        doubted = said["side"][said["cue_kind"] == "doubting"].tolist()
        return Value(ratio(doubted.count(side), len(doubted)), doubted.count(side), len(doubted))

    return Finding(
        f"doubt:{group}:{side}",
        f"no cue of doubt in {group} falls on {side}",
        "none of at least one",
        "share of doubting cues",
        (0.0, 0.0),
        {**choices("attributed"), **PLACES},
        measure,
        groups=(group,),
    )
