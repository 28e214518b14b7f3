"""The findings that can be asked of any corpus: each is made from the corpus itself, under the base specification."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

from analysis.measures.robustness.claims_texts import marks_text, most_alike
from analysis.measures.robustness.findings import (
    EVERY,
    attributed_contrast,
    attributed_share,
    loaded_groups,
    loaded_voices,
    most_speaks,
    per_1000,
    ratio,
)
from analysis.measures.robustness.findings_words import key_word, most_frequent

if TYPE_CHECKING:
    from analysis.measures.robustness.findings import Finding
    from analysis.measures.robustness.specification import Cut

MOST_TEXTS = 12  # with more, what marks each text is no finding to list


def general(base: Cut) -> list[Finding]:
    """Return the findings of a corpus, in a fixed order.

    Of each group with words: the share of attributed words, the most frequent word, the first key word (with two groups
    or more), whether its own words are more loaded than those it attributes, and who speaks most. Between the two
    groups that attribute most, and least, of their words: whether they differ; and between the most and the least
    loaded group. Then the two texts that are most alike, and, of at most `MOST_TEXTS` texts, the word that marks each
    most. What the corpus does not have, such as a second group or an attributed word, is passed over.
    """
    groups = [group for group in sorted(set(base.cells.group_of.values())) if base.words(group, EVERY)]
    found: list[Finding | None] = []
    for group in groups:
        attributed = base.words(group, base.attributed)
        found.append(attributed_share(base, group))
        found.append(most_frequent(base, group))
        found.append(key_word(base, group) if len(groups) > 1 else None)
        if base.loaded(group, EVERY) and attributed and attributed < base.words(group, EVERY):
            found.append(loaded_voices(base, group))
        found.append(most_speaks(base, group) if attributed else None)
    if len(groups) > 1:
        shares = {group: ratio(base.words(group, base.attributed), base.words(group, EVERY)) for group in groups}
        most, least = _ends(shares)
        found.append(attributed_contrast(base, most, least))
        own = {group: per_1000(base.loaded(group, base.own), base.words(group, base.own)) for group in groups}
        own = {group: rate for group, rate in own.items() if not isnan(rate)}
        if len(set(own.values())) > 1:
            found.append(loaded_groups(*_ends(own)))
    found.append(most_alike(base))
    doc_ids = base.by_text[0]
    if 1 < len(doc_ids) <= MOST_TEXTS:
        found += [marks_text(base, doc_id) for doc_id in doc_ids]
    return [one for one in found if one is not None]


def _ends(values: dict[str, float]) -> tuple[str, str]:
    """Return the group with the highest value and the one with the lowest, the first by name where they are level."""
    most = min(values, key=lambda group: (-values[group], group))
    rest = {group: value for group, value in values.items() if group != most}
    return most, min(rest, key=lambda group: (rest[group], group))
