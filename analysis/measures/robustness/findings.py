"""Findings that can hold or break: a statement, a number, and the rule by which it holds.

Those here are about voices, loaded words, names and speakers. Findings about sides and names rest on people's coding.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf, isnan, nan
from typing import NamedTuple

from analysis.measures.robustness.choices import CHOICES
from analysis.measures.robustness.specification import Specification
from analysis.measures.sources.sides import NO_SPEAKER, SIDE_NOT_CODED
from analysis.schema import VOICES

MORE = 1e-12  # the least that is more than nothing, where numbers are rounded to 12 digits
POINTS = 0.05

Open = Mapping[str, tuple[str, ...]]


class Rule(NamedTuple):
    """When a finding holds: in words, and as the least and the largest value, rounded to 12 digits."""

    words: str
    low: float
    high: float


MORE_THAN_HALF = Rule("more than half", 0.5 + MORE, 1.0)
NONE_OF_SOME = Rule("none of at least one", 0.0, 0.0)
HIGHER_SHARE = Rule("the difference of the shares stays above 0", MORE, 1.0)
HIGHER_RATE = Rule("the difference of the rates stays above 0", MORE, inf)


class Value(NamedTuple):
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
        What takes the place of the finding where something else does: another word, another pair.
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
        What is said, and when it holds.
    unit
        Of the value.
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
    rule: Rule
    unit: str
    open_to: Open
    measure: Callable[[Specification], Value]
    groups: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


def choices(*dimensions: str, **first: str) -> Open:
    """Return the choices of some dimensions, those of `first` with the choice named there as the base."""
    named = {}
    for dimension in (*dimensions, *first):
        every = tuple(CHOICES[dimension]) if dimension not in ("text", "lexicon") else ()
        base = first.get(dimension)
        named[dimension] = every if base is None else (base, *(one for one in every if one != base))
    return named


# Of the tokenisations only one changes how many words there are.
SIZES: Open = {"words": ("as they are", "hyphens split"), **choices("stop_words", "part", "text", "passages")}
PLACES: Open = choices("part", "text", "passages")


def percent_value(share: float) -> str:
    """Return a share as a whole percentage."""
    return f"{share:.0%}".replace("%", " %")


def ratio_value(n: float, total: float) -> float:
    """Return n / total, NaN where there is nothing."""
    return float(n / total) if total else nan


def rate_value(n: float, total: float) -> float:
    """Return the rate per 1,000 words."""
    return 1000 * ratio_value(n, total)


def share(n: int, total: int) -> Value:
    """Return the value n / total."""
    return Value(ratio_value(n, total), n, total)


def difference(
    mine: tuple[int, int], other: tuple[int, int], of: Callable[[float, float], float] = ratio_value
) -> Value:
    """Return the value by which one n of a total is above another, as a ratio or as what `of` makes of the two."""
    return Value(of(*mine) - of(*other), *mine, *other)


def _attributed(spec: Specification, group: str) -> tuple[int, int]:
    return spec.words(group, spec.attributed), spec.words(group, VOICES)


def _loaded(spec: Specification, group: str, voices: tuple[str, ...]) -> tuple[int, int]:
    return spec.loaded(group, voices), spec.words(group, voices)


def attributed_share(base: Specification, group: str) -> Finding:
    """State that so many of a group's words are attributed to somebody."""
    known = ratio_value(*_attributed(base, group))
    low, high = round(known - POINTS, 12), round(known + POINTS, 12)
    return Finding(
        f"attributed:{group}",
        f"{percent_value(known)} of the words of {group} are attributed to somebody",
        Rule(f"stays within {round(100 * POINTS)} percentage points of {percent_value(known)}", low, high),
        "share of words",
        {**SIZES, **choices("attributed")},
        lambda spec: share(*_attributed(spec, group)),
        groups=(group,),
    )


def attributed_contrast(base: Specification, first: str, second: str) -> Finding:
    """State that two groups attribute about as much, or the one more than the other."""

    def measure(spec: Specification) -> Value:
        return difference(_attributed(spec, first), _attributed(spec, second))

    if abs(measure(base).value) < POINTS:
        statement = f"{first} and {second} attribute about as much of their words"
        rule = Rule(f"the shares differ by at most {round(200 * POINTS)} points", -2 * POINTS, 2 * POINTS)
    else:
        statement, rule = f"{first} attributes more of its words than {second}", HIGHER_SHARE
    name, open_to = f"attributed:{first}:{second}", {**SIZES, **choices("attributed")}
    return Finding(name, statement, rule, "difference of shares", open_to, measure, groups=(first, second))


def loaded_voices(base: Specification, group: str) -> Finding | None:
    """State that a group's own words are more, or less, loaded than those it attributes; None where they are level."""

    def measure(spec: Specification) -> Value:
        value = difference(_loaded(spec, group, spec.own), _loaded(spec, group, spec.attributed), rate_value)
        return value._replace(value=sign * value.value)

    sign = 1
    above = round(measure(base).value, 12)
    if not above or isnan(above):
        return None
    sign = 1 if above > 0 else -1
    more, less = ("own", "attributed")[::sign]
    named = {"own": "the authors' own words", "attributed": "attributed words"}
    return Finding(
        f"loaded:{group}",
        f"in {group} {named[more]} are more loaded than {named[less]}",
        HIGHER_RATE,
        f"loaded words per 1,000, {more} minus {less}",
        {**SIZES, **choices("attributed", "lexicon")},
        measure,
        groups=(group,),
    )


def loaded_groups(first: str, second: str) -> Finding:
    """State that one group's own words are more loaded than those of another."""
    return Finding(
        f"loaded:{first}:{second}",
        f"in its own words {first} is more loaded than {second}",
        HIGHER_RATE,
        f"loaded words per 1,000, {first} minus {second}",
        {**SIZES, **choices("attributed", "lexicon")},
        lambda spec: difference(_loaded(spec, first, spec.own), _loaded(spec, second, spec.own), rate_value),
        groups=(first, second),
    )


def category_quoted(group: str, category: str, called: str, *, none: bool = False) -> Finding:
    """State that most markers of a category, or `none`, are in a group's quotations; `called` so."""

    def measure(spec: Specification) -> Value:
        found = (spec.places("markers", group, voices)["category"] for voices in (spec.attributed, VOICES))
        return share(*(int((categories == category).sum()) for categories in found))

    return Finding(
        f"category:{group}:{category}",
        f"{'no' if none else 'more than half of the'} {called} in {group} {'is' if none else 'are'} quoted",
        NONE_OF_SOME if none else MORE_THAN_HALF,
        "share of markers",
        choices("part", "text", "passages", attributed="quoted alone"),
        measure,
        groups=(group,),
    )


def most_speaks(base: Specification, group: str) -> Finding | None:
    """State that nobody has more attributed words in a group than one speaker; None where nobody is named."""

    def measure(spec: Specification) -> Value:
        n, total = spec.said_by(group, spec.attributed)
        mine = n.pop(first, 0)
        other = max(n.values(), default=0)
        instead = min(who for who in n if n[who] == other) if other > mine else ""
        return Value(ratio_value(mine - other, total), mine, total, other, total, instead)

    sums, _ = base.said_by(group, base.attributed)
    if not any(sums.values()):
        return None
    first = min(sums, key=lambda who: (-sums[who], who))
    return Finding(
        f"speaks-most:{group}",
        f"in {group} nobody has more attributed words than {first}",
        Rule("nobody has more", 0.0, 1.0),
        "share of attributed words, lead over the next",
        {**SIZES, **choices("attributed")},
        measure,
        groups=(group,),
    )


def side_share(base: Specification, group: str, *sides: str, quoted: bool = False, called: str = "") -> Finding:
    """State that most of what a group attributes, or quotes, comes from some sides, `called` so."""
    first, what = ("quoted alone", "quoted") if quoted else ("quoted and paraphrased", "attributed")

    def measure(spec: Specification) -> Value:
        said = spec.said(group, spec.attributed)
        words = dict.fromkeys([*sides, NO_SPEAKER, SIDE_NOT_CODED], 0)
        for side, n in zip(said["side"].tolist(), said["n"].tolist(), strict=True):
            words[side] = words.get(side, 0) + n
        unplaced = words[NO_SPEAKER] + words[SIDE_NOT_CODED] if spec.choice("speakers") == "left out" else 0
        return share(sum(words[side] for side in sides), sum(words.values()) - unplaced)

    known = percent_value(measure(base.replace(attributed=first)).value)
    return Finding(
        f"side:{group}:{what}:{called or sides[0]}",
        f"most of the {what} words of {group} ({known}) come from {called or ' and '.join(sides)}",
        MORE_THAN_HALF,
        f"share of {what} words",
        {**SIZES, **choices("speakers", attributed=first)},
        measure,
        groups=(group,),
    )


def most_given_to_a_side(base: Specification, group: str) -> Finding | None:
    """State from which side most of what a group attributes comes; None where none that is coded has more than half."""
    said = base.said(group, base.attributed)
    words: dict[str, int] = {}
    for side, n in zip(said["side"].tolist(), said["n"].tolist(), strict=True):
        words[side] = words.get(side, 0) + n
    first = max(words, key=lambda side: words[side], default=NO_SPEAKER)
    coded = first not in (NO_SPEAKER, SIDE_NOT_CODED) and 2 * words[first] > sum(words.values())
    return side_share(base, group, first) if coded else None


def names_said(group: str, actor: str, kind: str, *, own: bool = False) -> Finding:
    """State that of a kind of names of an actor most are in a group's quotations or, if `own`, in its own voice."""

    def measure(spec: Specification) -> Value:
        found = (spec.places("names", group, voices) for voices in (spec.own if own else spec.attributed, VOICES))
        return share(*(int(((one["actor"] == actor) & (one["label_kind"] == kind)).sum()) for one in found))

    first = "quoted and paraphrased" if own else "quoted alone"
    return Finding(
        f"names:{group}:{actor}",
        f"more than half of the {kind} names of the {actor} in {group} are {'its own' if own else 'quoted'}",
        MORE_THAN_HALF,
        f"share of {kind} names",
        choices("part", "text", "passages", attributed=first),
        measure,
        groups=(group,),
    )


def anonymous_contrast(first: str, second: str) -> Finding:
    """State that one group gives a larger share of its attributed words to anonymous speakers than another."""

    def measure(spec: Specification) -> Value:
        both = [spec.said(group, spec.attributed) for group in (first, second)]
        mine, other = ((int(said["n"][said["kind"] == "anonymous"].sum()), int(said["n"].sum())) for said in both)
        return difference(mine, other)

    return Finding(
        f"anonymous:{first}:{second}",
        f"{first} gives a larger share of its attributed words to anonymous speakers than {second}",
        HIGHER_SHARE,
        "difference of shares",
        {**SIZES, **choices("attributed")},
        measure,
        groups=(first, second),
    )


def doubt_spared(group: str, side: str) -> Finding:
    """State that a group has cues of doubt ("claimed", "alleged"), and that none of them introduces one side."""

    def measure(spec: Specification) -> Value:
        said = spec.said(group, spec.attributed)
        doubted = said["side"][said["cue_kind"] == "doubting"].tolist()
        return share(doubted.count(side), len(doubted))

    return Finding(
        f"doubt:{group}:{side}",
        f"no verb of doubt in {group} introduces words of {side}",
        NONE_OF_SOME,
        "share of doubting cues",
        {**choices("attributed"), **PLACES},
        measure,
        groups=(group,),
    )
