"""Which findings are asked about: those published of the five texts, or those that any corpus has.

The published ones name groups, terms and sides of these texts; nothing else in the suite does. This is the list to read
and to add to. The general ones are made from the corpus itself, under the base specification.
"""

from __future__ import annotations

from math import isnan

from analysis.measures.robustness import findings as voices
from analysis.measures.robustness import findings_told as told
from analysis.measures.robustness import findings_words as words
from analysis.measures.robustness.findings import Finding, rate_value, ratio_value
from analysis.measures.robustness.specification import Specification
from analysis.schema import VOICES

TEXTS = ("ncri-2012-movie", "ncri-2014-transfer", "ncri-2014-isis", "ncri-2014-liberty", "aswat-families")
STATEMENTS, REPORT = "advocacy", "newswire"
IRAN, IRAQ, OWN = "Iranian officials and media", "Iraqi officials and media", "PMOI and NCRI"


def are_published(base: Specification) -> bool:
    """Tell whether findings are published of these texts, by these groups, in this voice and part."""
    counted = (base.choice("voice"), base.choice("part"), base.counted.by) == ("all", "body", "source_type")
    return counted and tuple(base.counted.doc_ids) == TEXTS


def published_findings(base: Specification) -> list[Finding]:
    """Return the findings published of the five texts, in the order of the notebooks."""
    found = [
        # 01: who is speaking
        voices.attributed_share(base, STATEMENTS),
        voices.attributed_share(base, REPORT),
        voices.attributed_contrast(base, STATEMENTS, REPORT),
        voices.side_share(base, STATEMENTS, IRAN, IRAQ, quoted=True, called="Iranian and Iraqi officials and media"),
        voices.side_share(base, STATEMENTS, IRAN, quoted=True),
        voices.side_share(base, REPORT, OWN, quoted=True),
        words.uses_attributed(STATEMENTS, "monafeqin", "cult", "grouplet", every=True, quoted=True),
        words.uses_attributed(STATEMENTS, "terrorist"),
        # 02: which words are common
        words.most_frequent(base, STATEMENTS),
        words.absent(REPORT, "regime"),
        words.uses_attributed(STATEMENTS, "will", every=True, quoted=True),
        words.uses_attributed(STATEMENTS, "pmoi"),
        words.less_quoted(STATEMENTS, "regime"),
        # 03: which words mark each text
        words.marks_text(base, "aswat-families", term="diala"),
        words.marks_text(base, "aswat-families", term="source"),
        words.marks_text(base, "ncri-2012-movie", term="movie"),
        words.marks_text(base, "ncri-2014-transfer", term="country", top=8),
        words.most_alike(base),
        words.less_alike(),
        # 04: which words set the sources apart
        words.key_word(base, STATEMENTS, term="regime", top=1),
        # 05: how loaded is the language
        voices.loaded_voices(base, STATEMENTS),
        voices.loaded_groups(STATEMENTS, REPORT),
        voices.category_quoted(STATEMENTS, "loaded_labels", "one-sided labels"),
        voices.category_quoted(STATEMENTS, "deceit", "charge of deceit", none=True),
        # 06: what are they called
        voices.names_said(STATEMENTS, "PMOI", "pejorative"),
        voices.names_said(STATEMENTS, "Iranian government", "pejorative", own=True),
        # 07: who gets to speak
        voices.side_share(base, STATEMENTS, IRAN),
        voices.side_share(base, REPORT, OWN),
        voices.anonymous_contrast(REPORT, STATEMENTS),
        voices.doubt_spared(STATEMENTS, OWN),
        # 11: what is left out
        told.not_mentioned(STATEMENTS, "", kind="denial", called="a denial of a number"),
        # 12: who does what to whom
        told.told_by_nouns(base, STATEMENTS),
        # 13: how is it framed
        told.leading_frame(base, STATEMENTS),
    ]
    return [one for one in found if one is not None]


MOST_TEXTS_LISTED = 12  # with more, what marks each text is no finding to list


def general_findings(base: Specification) -> list[Finding]:
    """Return the findings of a corpus, in a fixed order.

    Of each group with words, but that of texts without a value in the column: the share of attributed words, the most
    frequent word, the first key word (with two groups or more), whether its own words are more loaded than those it
    attributes, who speaks most, the side, if one is coded, that most attributed words come from, whether acts of harm
    are told by nouns, the generic frame with most words, and the name that most texts of other groups mention and it
    does not. Between the two groups that attribute most, and least, of their words: whether they differ; and between
    the most and the least loaded group. Then the two texts that are most similar, and, of at most `MOST_TEXTS_LISTED`
    texts, the word that marks each most. What the corpus does not have, such as a second group or an attributed word,
    is passed over.
    """
    groups = [group for group in base.counted.compared_groups if base.words(group, VOICES)]
    found: list[Finding | None] = []
    for group in groups:
        attributed = base.words(group, base.attributed)
        found.append(voices.attributed_share(base, group))
        found.append(words.most_frequent(base, group))
        found.append(words.key_word(base, group) if len(groups) > 1 else None)
        if base.loaded(group, VOICES) and attributed and attributed < base.words(group, VOICES):
            found.append(voices.loaded_voices(base, group))
        found.append(voices.most_speaks(base, group) if attributed else None)
        found.append(voices.most_given_to_a_side(base, group))
        found.append(told.told_by_nouns(base, group))
        found.append(told.leading_frame(base, group))
        found.append(told.most_mentioned_elsewhere(base, group) if len(groups) > 1 else None)
    if len(groups) > 1:
        shares = {group: ratio_value(base.words(group, base.attributed), base.words(group, VOICES)) for group in groups}
        most, least = _ends(shares)
        found.append(voices.attributed_contrast(base, most, least))
        own = {group: rate_value(base.loaded(group, base.own), base.words(group, base.own)) for group in groups}
        own = {group: rate for group, rate in own.items() if not isnan(rate)}
        if len(set(own.values())) > 1:
            found.append(voices.loaded_groups(*_ends(own)))
    found.append(words.most_alike(base))
    doc_ids, _ = base.by_text
    if 1 < len(doc_ids) <= MOST_TEXTS_LISTED:
        found += [words.marks_text(base, doc_id) for doc_id in doc_ids]
    return [one for one in found if one is not None]


def _ends(values: dict[str, float]) -> tuple[str, str]:
    """Return the group with the highest value and the one with the lowest, the first by name where they are level."""
    most = min(values, key=lambda group: (-values[group], group))
    rest = {group: value for group, value in values.items() if group != most}
    return most, min(rest, key=lambda group: (rest[group], group))
