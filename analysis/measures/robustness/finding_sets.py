"""What the front page and the notebooks say of the five texts, each as a finding that can be kept or broken.

A list to read and to add to: it names groups, terms and sides of these texts, and nothing else in the suite does. Other
corpora are asked about in general terms (`multiverse.general`).

The findings that can be asked of any corpus: each is made from the corpus itself, under the base specification.
"""

from __future__ import annotations

from math import isnan

from analysis.measures.robustness import findings as c
from analysis.measures.robustness import findings as s
from analysis.measures.robustness import findings_words as t
from analysis.measures.robustness import findings_words as x
from analysis.measures.robustness.findings import (
    EVERY,
    Finding,
    attributed_contrast,
    attributed_share,
    loaded_groups,
    loaded_voices,
    most_speaks,
    rate_value,
    ratio_value,
)
from analysis.measures.robustness.findings_words import key_word, marks_text, most_alike, most_frequent
from analysis.measures.robustness.specification import Specification

TEXTS = ("ncri-2012-movie", "ncri-2014-transfer", "ncri-2014-isis", "ncri-2014-liberty", "aswat-families")
STATEMENTS, REPORT = "advocacy", "newswire"
IRAN, IRAQ, OWN = "Iranian officials and media", "Iraqi officials and media", "PMOI and NCRI"


def published_findings(base: Specification) -> list[Finding]:
    """Return the headline findings in the order of the notebooks; none for another corpus than the five texts."""
    if tuple(base.cells.story.documents["doc_id"]) != TEXTS or base.cells.by != "source_type":
        return []
    found = [
        # 01: who is speaking
        c.attributed_share(base, STATEMENTS),
        c.attributed_share(base, REPORT),
        c.attributed_contrast(base, STATEMENTS, REPORT),
        s.side_share(base, STATEMENTS, IRAN, IRAQ, quoted=True, called="Iranian and Iraqi officials and media"),
        s.side_share(base, STATEMENTS, IRAN, quoted=True),
        s.side_share(base, REPORT, OWN, quoted=True),
        t.uses_attributed(STATEMENTS, "monafeqin", "cult", "grouplet", every=True, quoted=True),
        t.uses_attributed(STATEMENTS, "terrorist"),
        # 02: which words are common
        t.most_frequent(base, STATEMENTS),
        t.absent(REPORT, "regime"),
        t.uses_attributed(STATEMENTS, "will", every=True, quoted=True),
        t.uses_attributed(STATEMENTS, "pmoi"),
        t.less_quoted(STATEMENTS, "regime"),
        # 03: which words mark each text
        x.marks_text(base, "aswat-families", term="diala"),
        x.marks_text(base, "aswat-families", term="source"),
        x.marks_text(base, "ncri-2012-movie", term="movie"),
        x.marks_text(base, "ncri-2014-transfer", term="country", top=8),
        x.most_alike(base),
        x.less_alike(),
        # 04: which words set the sources apart
        t.key_word(base, STATEMENTS, term="regime", top=1),
        # 05: how loaded is the language
        c.loaded_voices(base, STATEMENTS),
        c.loaded_groups(STATEMENTS, REPORT),
        c.category_quoted(STATEMENTS, "loaded_labels", "one-sided labels"),
        c.category_quoted(STATEMENTS, "deceit", "charge of deceit", none=True),
        # 06: what are they called
        s.names_said(STATEMENTS, "PMOI", "pejorative"),
        s.names_said(STATEMENTS, "Iranian government", "pejorative", own=True),
        # 07: who gets to speak
        s.side_share(base, STATEMENTS, IRAN),
        s.side_share(base, REPORT, OWN),
        s.anonymous_contrast(REPORT, STATEMENTS),
        s.doubt_spared(STATEMENTS, OWN),
    ]
    return [one for one in found if one is not None]


MOST_TEXTS_LISTED = 12  # with more, what marks each text is no finding to list


def general_findings(base: Specification) -> list[Finding]:
    """Return the findings of a corpus, in a fixed order.

    Of each group with words: the share of attributed words, the most frequent word, the first key word (with two groups
    or more), whether its own words are more loaded than those it attributes, and who speaks most. Between the two
    groups that attribute most, and least, of their words: whether they differ; and between the most and the least
    loaded group. Then the two texts that are most alike, and, of at most `MOST_TEXTS_LISTED` texts, the word that marks
    each most. What the corpus does not have, such as a second group or an attributed word, is passed over.
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
        shares = {group: ratio_value(base.words(group, base.attributed), base.words(group, EVERY)) for group in groups}
        most, least = _ends(shares)
        found.append(attributed_contrast(base, most, least))
        own = {group: rate_value(base.loaded(group, base.own), base.words(group, base.own)) for group in groups}
        own = {group: rate for group, rate in own.items() if not isnan(rate)}
        if len(set(own.values())) > 1:
            found.append(loaded_groups(*_ends(own)))
    found.append(most_alike(base))
    doc_ids = base.by_text[0]
    if 1 < len(doc_ids) <= MOST_TEXTS_LISTED:
        found += [marks_text(base, doc_id) for doc_id in doc_ids]
    return [one for one in found if one is not None]


def _ends(values: dict[str, float]) -> tuple[str, str]:
    """Return the group with the highest value and the one with the lowest, the first by name where they are level."""
    most = min(values, key=lambda group: (-values[group], group))
    rest = {group: value for group, value in values.items() if group != most}
    return most, min(rest, key=lambda group: (rest[group], group))
