"""What the front page and the notebooks say of the five texts, each as a finding that can be kept or broken.

A list to read and to add to: it names groups, terms and sides of these texts, and nothing else in the suite does. Other
corpora are asked about in general terms (`multiverse.general`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.measures.robustness import claims_sides as s
from analysis.measures.robustness import claims_texts as x
from analysis.measures.robustness import findings as c
from analysis.measures.robustness import findings_words as t

if TYPE_CHECKING:
    from analysis.measures.robustness.findings import Finding
    from analysis.measures.robustness.specification import Cut

TEXTS = ("ncri-2012-movie", "ncri-2014-transfer", "ncri-2014-isis", "ncri-2014-liberty", "aswat-families")
STATEMENTS, REPORT = "advocacy", "newswire"
IRAN, IRAQ, OWN = "Iranian officials and media", "Iraqi officials and media", "PMOI and NCRI"


def headline(base: Cut) -> list[Finding]:
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
