"""Which choices bear on a finding: those that change what is counted for it, in this corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

import numpy as np

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
from analysis.measures.robustness.findings import Finding
from analysis.measures.robustness.specification import Specification
from analysis.measures.sources.sides import NO_SPEAKER, SIDE_NOT_CODED
from analysis.schema import VOICES


def open_choices(finding: Finding, base: Specification) -> dict[str, tuple[str, ...]]:
    """Return the choices of each dimension that bears on a finding, that of the base first.

    A dimension with only one choice stays, so that a specification names it. Choices that count the very same words as
    another one are left out (a corpus without headlines has none to add), and so are texts without which there is
    nothing to compare.
    """
    made = base.replace(**{name: choices[0] for name, choices in finding.open_to.items() if choices})
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


def _differs(base: Specification, how: str) -> bool:
    """Tell whether a tokenisation makes other terms than the base's."""
    plain, other = (base.counted.tokenised(one, "kept") for one in ("as they are", how))
    if not np.array_equal(plain.terms, other.terms):
        return True
    return bool((plain.counts.cells != other.counts.cells).nnz)


def _different(base: Specification, every: Iterable[str], means: dict[str, tuple[str, ...]], column: str) -> list[str]:
    """Return the choices that take in different parts, or voices, of those that there are."""
    there = base.counted.kinds(column)
    seen: dict[frozenset[str], str] = {}
    for choice in every:
        taken = frozenset(there & set(means.get(choice, (choice,))))
        if taken or not seen:
            seen.setdefault(taken, choice)
    return list(seen.values())


def _texts(finding: Finding, base: Specification) -> list[str]:
    """Return the texts that can be left out in turn."""
    there = set(base.replace(voice="all").by_text[0])
    group_of = {
        doc_id: group
        for doc_id, group in zip(base.counted.doc_ids, base.counted.groups, strict=True)
        if doc_id in there and doc_id not in finding.texts
    }
    if not finding.groups:
        return list(group_of)
    sizes = Counter(
        group for doc_id, group in zip(base.counted.doc_ids, base.counted.groups, strict=True) if doc_id in there
    )
    return [doc_id for doc_id, group in group_of.items() if group in finding.groups and sizes[group] > 1]


def _shares(finding: Finding, base: Specification) -> bool:
    """Tell whether a text of the finding's groups has words that an earlier text has already."""
    counted = base.counted
    if not len(counted.story.passages):
        return False
    return not finding.groups or any(counted.groups[counted.place[one]] in finding.groups for one in counted.repeating)


def _lexicon(finding: Finding, base: Specification) -> list[str]:
    """Return the ways to say which words are loaded that change which are, in the groups of the finding."""
    counted, ways = base.counted, [EVERY_LOADED]
    markers = counted.story.markers
    if finding.groups:
        texts = [one for one, group in zip(counted.doc_ids, counted.groups, strict=True) if group in finding.groups]
        markers = markers[markers["doc_id"].isin(texts)]
    loaded = markers[markers["loaded"].astype(bool)]
    ways += [CONTESTED] if (markers["category"][~markers["loaded"].astype(bool)] == "contested").any() else []
    ways += [NOT_NEGATED] if loaded["negated"].any() else []
    return ways + [WITHOUT + category for category in sorted(set(loaded["category"]))]


def _unplaced(finding: Finding, base: Specification) -> bool:
    """Tell whether some attributed words of the finding's groups have no side."""
    return any({NO_SPEAKER, SIDE_NOT_CODED} & set(base.said(group, VOICES)["side"]) for group in finding.groups)
