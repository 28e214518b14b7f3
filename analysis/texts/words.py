"""Words of a text, as offsets, and the terms that are counted.

A word is a run of letters and digits of any script, with inner hyphens and apostrophes and the dots of an abbreviation
("U.S.", "Maj.", "so-called", "don't"). A possessive ending stands apart and belongs to no word. A term is the
lower-cased word, with straight apostrophes and hyphens.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import regex

from analysis.schema import COLUMNS, check
from analysis.texts.sentences import SHORTENED, TITLES, sentences

if TYPE_CHECKING:
    import pandas as pd

# Months and states without a dot are words in their own right ("Mar", "No", "Miss"): their dot counts before a digit.
_BEFORE_DIGIT = {"No", "Nos", "Mar", "Jun", "Jul", "Sat", "Mon", "Fri", "Miss", "Mass", "Wash", "Ill", "Ore", "Ind"}
_NEVER = {"v", "La", "Pa", "Co", "al", "est", "Fr", "Rd"}
_dotted = sorted((TITLES | SHORTENED) - _BEFORE_DIGIT - _NEVER, key=lambda word: (-len(word), word))

_RUN = r"[\p{L}\p{N}\p{M}\u00ad\u200c\u200d]+"
_WORD = regex.compile(
    rf"""
    (?: (?<![\p{{L}}\p{{N}}]) (?: (?:{"|".join(map(regex.escape, _dotted))}) \. (?![\p{{L}}\p{{N}}])
                              | (?:{"|".join(sorted(_BEFORE_DIGIT))}) \. (?=\s?\d)
                              | Co \. (?=,|\s+(?:[\p{{Ll}}\d]|Inc|Ltd)) ) )
  | (?: (?<![\p{{L}}\p{{N}}]) \p{{L}} (?: \. \p{{L}} (?![\p{{L}}\p{{N}}\p{{M}}]) )+ \.? | {_RUN} )
    (?: (?: ['’‘`\-‐‑] ) {_RUN} )*
    """,
    regex.VERBOSE,
)
_STRAIGHT = str.maketrans("’‘`ʼ‐‑", "''''--", "\u00ad\u200c\u200d")
# "it's" is "it is": after these the ending is a verb, not a possessive.
_CONTRACTED = frozenset(
    "it he she that there here what who where when why how let this everything something nothing somebody".split()
)


def words(text: str) -> list[tuple[int, int]]:
    """Return the words of a text as ``(start, end)``, in order; possessive endings belong to none.

    >>> [text[a:b] for text in ["The U.S.-led regime’s so-called plan"] for a, b in words(text)]
    ['The', 'U.S.-led', 'regime', 'so-called', 'plan']
    """
    spans = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        if end - start > 2 and text[end - 1] in "sS" and text[end - 2] in "'’‘`":
            if text[start : end - 2].lower() not in _CONTRACTED:
                end -= 2
        spans.append((start, end))
    return spans


def term(word: str) -> str:
    """Return the term that a word counts as: lower case, straight apostrophes and hyphens, composed letters (NFC)."""
    straight = word.translate(_STRAIGHT)
    return (straight if straight.isascii() else unicodedata.normalize("NFC", straight)).lower()


def terms_of(surfaces: list[str]) -> list[str]:
    """Return the term of each word; each different word is worked out once."""
    known = {surface: term(surface) for surface in set(surfaces)}
    return [known[surface] for surface in surfaces]


def tokens(segments: pd.DataFrame) -> pd.DataFrame:
    """Return one row per word of the segments, in the order of the texts.

    Parameters
    ----------
    segments
        Table `segments`; the segments of a text must cover it.

    Returns
    -------
    DataFrame
        Columns ``doc_id, segment, sentence, start, end, term``. `segment` is the position of the row in `segments`,
        `sentence` numbers the sentences over the whole table. A word belongs to the segment and the sentence in which
        it begins.
    """
    import numpy as np
    import pandas as pd

    check(segments, "segments", needs=("doc_id", "start", "end", "text"))
    doc_ids, begins, texts = segments["doc_id"].to_numpy(), segments["start"].to_numpy(), segments["text"].to_numpy()
    first_rows = np.flatnonzero(np.r_[True, doc_ids[1:] != doc_ids[:-1]]) if len(segments) else np.array([], int)
    surfaces: list[str] = []
    columns: dict[str, list[np.ndarray]] = {name: [np.array([], int)] for name in ("segment", "sentence", "span")}
    columns["span"] = [np.empty((0, 2), int)]
    seen = 0
    for first, last in zip(first_rows, np.r_[first_rows, len(segments)][1:], strict=True):
        text = "".join(texts[first:last])
        spans = words(text)
        if not spans:
            continue
        surfaces.extend(text[start:end] for start, end in spans)
        span = np.array(spans)
        sentence = np.array([start for start, _ in sentences(text)])
        columns["segment"].append(first + np.searchsorted(begins[first:last], span[:, 0], side="right") - 1)
        columns["sentence"].append(seen + np.searchsorted(sentence, span[:, 0], side="right"))
        columns["span"].append(span)
        seen += len(sentence) + 1
    segment, sentence, span = (np.concatenate(columns[name]) for name in ("segment", "sentence", "span"))
    table = pd.DataFrame(
        {
            "doc_id": doc_ids[segment],
            "segment": segment,
            "sentence": sentence,
            "start": span[:, 0],
            "end": span[:, 1],
            "term": pd.Categorical(terms_of(surfaces)),
        }
    )
    return table[list(COLUMNS["tokens"])]
