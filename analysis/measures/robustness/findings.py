"""Findings that can be kept or broken: a statement, a number, and the rule by which it stands.

Findings about who is given the word and what is said of whom: they rest on people's coding of sides and names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isnan

from analysis.measures.robustness.choices import CHOICES, VOICES_OF
from analysis.measures.robustness.count_cube import Arrays, select_arrays
from analysis.measures.robustness.specification import Specification
from analysis.measures.sources.sides import NO_SPEAKER, SIDE_NOT_CODED

EVERY = VOICES_OF["all"]
MORE = 1e-12  # the least that is more than nothing, where numbers are rounded to 12 digits
POINTS = 0.05
NAN = float("nan")

Open = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Value:
    """The number behind a finding under one specification, and what it is made of.

    Attributes
    ----------
    value
        The number; NaN where there is nothing to measure.
    n, total
        What is counted, among how many.
    n_other, total_other
        The same of what it is compared with; 0 where it is compared with nothing.
    instead
        What stands in the place of the finding where something else does: another word, another pair.
    """

    value: float
    n: int
    total: int
    n_other: int = 0
    total_other: int = 0
    instead: str = ""


@dataclass(frozen=True)
class Finding:
    """Something that is said of a corpus, and when it still holds.

    Attributes
    ----------
    name
        A short name, different for each finding.
    statement, rule
        What is said, and when it is kept, in words.
    unit
        Of the value.
    bounds
        The least and the largest value with which it is kept, rounded to 12 digits.
    open_to
        The dimensions that bear on it, each with its choices, the base first. Empty choices (of ``text``, ``lexicon``)
        are filled in from the corpus.
    measure
        Returns the value under a specification.
    groups, texts
        The groups that it speaks of (all, if empty), and texts that it cannot do without.
    """

    name: str
    statement: str
    rule: str
    unit: str
    bounds: tuple[float, float]
    open_to: Open
    measure: Callable[[Specification], Value]
    groups: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


def choices(*dimensions: str, **first: str) -> Open:
    """Return the choices of some dimensions, those of `first` with the choice named there as the base."""
    named = {}
    for dimension in dimensions:
        every = tuple(CHOICES[dimension]) if dimension not in ("text", "lexicon") else ()
        base = first.get(dimension)
        named[dimension] = every if base is None else (base, *(one for one in every if one != base))
    return named


# Of the tokenisations only one changes how many words there are.
SPLIT: Open = {"words": ("as they are", "hyphens split")}
SIZES: Open = {**SPLIT, **choices("stop_words", "part", "text", "passages")}
PLACES: Open = choices("part", "text", "passages")


def percent_value(share: float) -> str:
    """Return a share as a whole percentage."""
    return f"{share:.0%}".replace("%", " %")


def ratio_value(n: float, total: float) -> float:
    """Return n / total, NaN where there is nothing."""
    return float(n / total) if total else NAN


def rate_value(n: float, total: float) -> float:
    """Return the rate per 1,000 words."""
    return 1000 * ratio_value(n, total)


def kept_around(share: float) -> tuple[tuple[float, float], str]:
    """Return the bounds of a share that is kept within `POINTS`, and the rule."""
    low, high = round(share - POINTS, 12), round(share + POINTS, 12)
    return (low, high), f"stays within {round(100 * POINTS)} percentage points of {percent_value(share)}"


def attributed_share(base: Specification, group: str) -> Finding:
    """State that so many of a group's words are attributed to somebody."""

    def measure(cut: Specification) -> Value:
        n, total = cut.words(group, cut.attributed), cut.words(group, EVERY)
        return Value(ratio_value(n, total), n, total)

    share = measure(base).value
    bounds, rule = kept_around(share)
    statement = f"{percent_value(share)} of the words of {group} are attributed to somebody"
    open_to = {**SIZES, **choices("attributed")}
    return Finding(f"attributed:{group}", statement, rule, "share of words", bounds, open_to, measure, groups=(group,))


def attributed_contrast(base: Specification, first: str, second: str) -> Finding:
    """State that two groups attribute about as much, or the one more than the other."""

    def measure(cut: Specification) -> Value:
        n, total = cut.words(first, cut.attributed), cut.words(first, EVERY)
        n_other, other = cut.words(second, cut.attributed), cut.words(second, EVERY)
        return Value(ratio_value(n, total) - ratio_value(n_other, other), n, total, n_other, other)

    difference = measure(base).value
    if abs(difference) < POINTS:
        statement = f"{first} and {second} attribute about as much of their words"
        bounds, rule = (-2 * POINTS, 2 * POINTS), f"the shares differ by at most {round(200 * POINTS)} points"
    else:
        statement = f"{first} attributes more of its words than {second}"
        bounds, rule = (MORE, 1.0), "the difference of the shares stays above 0"
    return Finding(
        f"attributed:{first}:{second}",
        statement,
        rule,
        "difference of shares",
        bounds,
        {**SIZES, **choices("attributed")},
        measure,
        groups=(first, second),
    )


def loaded_voices(base: Specification, group: str) -> Finding | None:
    """State that a group's own words are more, or less, loaded than those it attributes; None where they are level."""

    def measure(cut: Specification) -> Value:
        sides = [(cut.loaded(group, voices), cut.words(group, voices)) for voices in (cut.own, cut.attributed)]
        return Value(sign * (rate_value(*sides[0]) - rate_value(*sides[1])), *sides[0], *sides[1])

    sign = 1
    difference = round(measure(base).value, 12)
    if not difference or isnan(difference):
        return None
    sign = 1 if difference > 0 else -1
    more, less = ("own", "attributed")[::sign]
    return Finding(
        f"loaded:{group}",
        f"{group}'s {more} words are more loaded than the {less} ones",
        "the difference of the rates stays above 0",
        f"loaded words per 1,000, {more} less {less}",
        (MORE, float("inf")),
        {**SIZES, **choices("attributed", "lexicon")},
        measure,
        groups=(group,),
    )


def loaded_groups(first: str, second: str) -> Finding:
    """State that the own words of one group are more loaded than those of another."""

    def measure(cut: Specification) -> Value:
        sides = [(cut.loaded(group, cut.own), cut.words(group, cut.own)) for group in (first, second)]
        return Value(rate_value(*sides[0]) - rate_value(*sides[1]), *sides[0], *sides[1])

    return Finding(
        f"loaded:{first}:{second}",
        f"in its own words {first} is more loaded than {second}",
        "the difference of the rates stays above 0",
        f"loaded words per 1,000, {first} less {second}",
        (MORE, float("inf")),
        {**SIZES, **choices("attributed", "lexicon")},
        measure,
        groups=(first, second),
    )


def category_quoted(group: str, category: str, called: str, *, none: bool = False) -> Finding:
    """State that most markers of a category, or `none`, stand in a group's quotations; `called` so."""

    def measure(cut: Specification) -> Value:
        n, total = (cut.marked(group, voices, category) for voices in (cut.attributed, EVERY))
        return Value(ratio_value(n, total), n, total)

    return Finding(
        f"category:{group}:{category}",
        f"{'no' if none else 'more than half of the'} {called} in {group} {'is' if none else 'are'} quoted",
        "none of at least one" if none else "more than half",
        "share of markers",
        (0.0, 0.0) if none else (0.5 + MORE, 1.0),
        {**choices("attributed", attributed="quoted alone"), **PLACES},
        measure,
        groups=(group,),
    )


def most_speaks(base: Specification, group: str) -> Finding | None:
    """State that nobody has more attributed words in a group than one speaker; None where nobody is named."""

    def measure(cut: Specification) -> Value:
        n, total = _by_speaker(cut.said(group, cut.attributed))
        rest = {who: words for who, words in n.items() if who != first}
        mine, other = n.get(first, 0), max(rest.values(), default=0)
        instead = min(who for who in rest if rest[who] == other) if other > mine else ""
        return Value(ratio_value(mine - other, total), mine, total, other, total, instead)

    sums, _ = _by_speaker(base.said(group, base.attributed))
    if not any(sums.values()):
        return None
    first = min(sums, key=lambda who: (-sums[who], who))
    return Finding(
        f"speaks-most:{group}",
        f"in {group} nobody has more attributed words than {first}",
        "nobody has more",
        "share of attributed words, lead over the next",
        (0.0, 1.0),
        {**SIZES, **choices("attributed")},
        measure,
        groups=(group,),
    )


def _by_speaker(said: Arrays) -> tuple[dict[str, int], int]:
    """Return the words of each speaker that is named, and of all attributed segments."""
    n: dict[str, int] = {}
    for who, words in zip(said["who"].tolist(), said["n"].tolist(), strict=True):
        if who:
            n[who] = n.get(who, 0) + words
    return n, int(said["n"].sum())


def side_share(base: Specification, group: str, *sides: str, quoted: bool = False, called: str = "") -> Finding:
    """State that most of what a group attributes, or quotes, comes from some sides, `called` so."""
    first = "quoted alone" if quoted else "quoted and paraphrased"

    def measure(cut: Specification) -> Value:
        said = cut.said(group, cut.attributed)
        if cut.choice("speakers") == "left out":
            said = select_arrays(said, (said["side"] != NO_SPEAKER) & (said["side"] != SIDE_NOT_CODED))
        n, total = sum(int(said["n"][said["side"] == side].sum()) for side in sides), int(said["n"].sum())
        return Value(ratio_value(n, total), n, total)

    share = measure(base.replace(attributed=first)).value
    what = "quoted" if quoted else "attributed"
    return Finding(
        f"side:{group}:{what}:{called or sides[0]}",
        f"most of the {what} words of {group} ({percent_value(share)}) come from {called or ' and '.join(sides)}",
        "more than half",
        f"share of {what} words",
        (0.5 + MORE, 1.0),
        {**SIZES, **choices("attributed", attributed=first), **choices("speakers")},
        measure,
        groups=(group,),
    )


def names_said(group: str, actor: str, kind: str, *, own: bool = False) -> Finding:
    """State that of a kind of names of an actor most stand in a group's quotations or, if `own`, in its own voice."""

    def measure(cut: Specification) -> Value:
        names = cut.names(group)
        voices = names["voice"][(names["actor"] == actor) & (names["label_kind"] == kind)].tolist()
        n = sum(voice in (cut.own if own else cut.attributed) for voice in voices)
        return Value(ratio_value(n, len(voices)), n, len(voices))

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

    def measure(cut: Specification) -> Value:
        sides = []
        for group in (first, second):
            said = cut.said(group, cut.attributed)
            sides.append((int(said["n"][said["kind"] == "anonymous"].sum()), int(said["n"].sum())))
        return Value(ratio_value(*sides[0]) - ratio_value(*sides[1]), *sides[0], *sides[1])

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

    def measure(cut: Specification) -> Value:
        said = cut.said(group, cut.attributed)
        doubted = said["side"][said["cue_kind"] == "doubting"].tolist()
        return Value(ratio_value(doubted.count(side), len(doubted)), doubted.count(side), len(doubted))

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
