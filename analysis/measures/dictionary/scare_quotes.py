"""The rule for scare quotes: short quotations in the author's own voice that are neither speech nor a name.

Only `markers` needs it; it is a module of its own so that whoever looks for the rule finds it by its name. What is
speech has been settled before, by `texts.attribution.direct_speech`.
"""

from __future__ import annotations

import pandas as pd
import regex

from analysis.texts.segmentation.words import words

_OPENING, _STRAIGHT = '“„«‘"', regex.compile(r"(?<![\w'.,])'")  # most segments have none of them
_SMALL = frozenset("a an and as at by for from in of on or the to with".split())


def scare_quotes(segments: pd.DataFrame) -> pd.DataFrame:
    """Return the scare quotes of the author's voice: ``doc_id, start, end, match, part, voice, speaker, negated``.

    Quotation marks around one to four words, unless all words but the small ones have capitals (a name or a title) or
    no letter is inside; from mark to mark. Never negated.
    """
    pattern, rows = _quotation(), []
    own = segments[(segments["voice"] == "author").to_numpy()]
    for doc_id, start, part, speaker, text in zip(
        *(own[c].to_numpy(dtype=object).tolist() for c in ("doc_id", "start", "part", "speaker", "text")), strict=True
    ):
        if not any(mark in text for mark in _OPENING) and not ("'" in text and _STRAIGHT.search(text)):
            continue
        for match in pattern.finditer(text):
            inside = match.group("inside")
            cut = [inside[a:b] for a, b in words(inside)]
            large = [word for word in cut if word not in _SMALL]
            named = bool(large) and not any(word[0].islower() for word in large)
            if 1 <= len(cut) <= 4 and not named and any(map(str.isalpha, inside)):
                rows.append(
                    (doc_id, start + match.start(), start + match.end(), match.group(), part, "author", speaker)
                )
    columns = ["doc_id", "start", "end", "match", "part", "voice", "speaker"]
    return pd.DataFrame(rows, columns=columns).assign(negated=False)


def _quotation() -> regex.Pattern[str]:
    inside = r"(?P<inside>[^\s\"“”„«»‘’'][^\"“”„«»\n]{0,78}?)"
    return regex.compile(
        rf"[“„]{inside}[”“] | «\s?{inside}\s?» | (?<![\w\"])\"{inside}\"(?![\w\"]) | (?<![\w‘])‘{inside}’(?!\w)"
        rf" | (?<![\w'.,])'(?P<inside>[^\W\d][^\"“”„«»'\n]{{0,58}}?\w)'(?!\w)",
        regex.VERBOSE,
    )
