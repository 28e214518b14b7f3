"""Which choices are open to a finding in the corpus at hand: those that leave something else to count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.measures.robustness.choices import (
    ALL_TEXTS,
    CHOICES,
    CONTESTED,
    EVERY_LOADED,
    NOT_NEGATED,
    PARTS_OF,
    VOICES_OF,
    WITHOUT,
)
from analysis.measures.robustness.findings import EVERY
from analysis.measures.sources.sides import NO_SPEAKER, NOT_CODED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from analysis.measures.robustness.findings import Finding
    from analysis.measures.robustness.specification import Cut


def open_choices(finding: Finding, base: Cut) -> dict[str, tuple[str, ...]]:
    """Return the choices of each dimension that bears on a finding, that of the base first.

    A dimension with one choice alone stays, so that a specification names it. Left out are choices that count the very
    same words as another one (a corpus without headlines has none to add), and texts without which there is nothing
    to compare.
    """
    made = base.but(**{name: choices[0] for name, choices in finding.open_to.items() if choices})
    listed: dict[str, Callable[[list[str]], list[str]]] = {
        "words": lambda every: [how for how in every if how == every[0] or _differs(base, how)],
        "voice": lambda every: _different(base, [base.choice("voice"), *every], VOICES_OF, "voice"),
        "attributed": lambda every: _different(base, every, VOICES_OF, "voice"),
        "part": lambda every: _different(base, [base.choice("part"), *every], PARTS_OF, "part"),
        "text": lambda _: [ALL_TEXTS, *(WITHOUT + doc_id for doc_id in _texts(finding, base))],
        "passages": lambda every: every if _shares(finding, base) else every[:1],
        "lexicon": lambda _: _lexicon(finding, made),
        "speakers": lambda every: every if _unplaced(finding, made) else every[:1],
    }
    every = {name: list(finding.open_to[name]) for name in CHOICES if name in finding.open_to}
    return {name: tuple(listed[name](choices) if name in listed else choices) for name, choices in every.items()}


def _differs(base: Cut, how: str) -> bool:
    """Tell whether a tokenisation makes other terms than the base's."""
    import numpy as np

    plain, other = (base.cells.terms(one, "kept") for one in ("as they are", how))
    same = plain[0].shape == other[0].shape and np.array_equal(plain[1].astype(str), other[1].astype(str))
    return not (same and (plain[0] != other[0]).nnz == 0)


def _different(base: Cut, every: Iterable[str], means: dict[str, tuple[str, ...]], column: str) -> list[str]:
    """Return the choices that take in different parts, or voices, of those that there are."""
    there = set(base.cells.rows[column])
    seen: dict[frozenset[str], str] = {}
    for choice in every:
        taken = frozenset(there & set(means.get(choice, (choice,))))
        if taken or not seen:
            seen.setdefault(taken, choice)
    return list(seen.values())


def _texts(finding: Finding, base: Cut) -> list[str]:
    """Return the texts that can be left out in turn."""
    rows, sizes = base.cells.rows, base.cells.sizes("as they are", "kept")
    there = set(rows["doc_id"][base.mask(None) & (sizes > 0)])
    groups = {doc_id: group for doc_id, group in base.cells.group_of.items() if doc_id in there}
    alone = {group for group in groups.values() if list(groups.values()).count(group) == 1}
    return [
        doc_id
        for doc_id, group in groups.items()
        if doc_id not in finding.texts and (not finding.groups or (group in finding.groups and group not in alone))
    ]


def _shares(finding: Finding, base: Cut) -> bool:
    """Tell whether a text of the finding's groups has words that an earlier text has already."""
    if not len(base.cells.passages):
        return False
    cells = base.cells.once()
    texts = cells.tokens["doc_id"][cells.repeated].unique()
    return any(not finding.groups or cells.group_of[doc_id] in finding.groups for doc_id in texts)


def _lexicon(finding: Finding, base: Cut) -> list[str]:
    """Return the ways to say which words are loaded that change which are, in the groups of the finding."""
    markers = base.cells.markers
    here = [one in finding.groups or not finding.groups for one in base.cells.rows["group"][markers["row"]].tolist()]
    categories, loaded, negated = (markers[name][here] for name in ("category", "loaded", "negated"))
    loaded = loaded.astype(bool)
    ways = [EVERY_LOADED]
    ways += [CONTESTED] if (categories[~loaded] == "contested").any() else []
    ways += [NOT_NEGATED] if negated[loaded].any() else []
    return ways + [WITHOUT + category for category in sorted(set(categories[loaded]))]


def _unplaced(finding: Finding, base: Cut) -> bool:
    """Tell whether some attributed words of the finding's groups have no side."""
    return any({NO_SPEAKER, NOT_CODED} & set(base.said(group, EVERY)["side"]) for group in finding.groups)
