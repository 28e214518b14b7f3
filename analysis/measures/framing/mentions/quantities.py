"""Quantities with what they count: "120 members", "more than 50 people", "no officer", "52 were killed"."""

from __future__ import annotations

import pandas as pd

from analysis.measures.framing.mentions.counted_nouns import Phrases
from analysis.measures.framing.mentions.number_search import Number, NumberSearch
from analysis.measures.framing.mentions.rows import as_rows
from analysis.schema import check
from analysis.texts.matching.matcher import texts_of
from analysis.texts.segmentation.words import tokens_of


def find_quantities(segments: pd.DataFrame, *, tokens: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return every number that counts or measures something: one row per number, in the order of the texts.

    Parameters
    ----------
    segments
        Table `segments`; the segments of a text must cover it.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

    Returns
    -------
    DataFrame
        Columns ``doc_id, start, end, match, value, high, bound, quantity_kind, noun, modifiers, part, voice,
        speaker, outcome``.

        `value` is the number told, 0 for "no", "none", "void of any", empty for what is vague ("dozens of", "several");
        `high` the upper end of a range; `bound` what is said of how exact it is: more than, at least, up to, fewer
        than, about, range, vague. `noun` is what is counted, in the singular and in small letters, or the state in
        which people are counted ("52 were killed"); `modifiers` what is between number and noun, as written.
        `quantity_kind` is count, money, percent, age, duration or size. A count has a noun; the others may have none.
        `outcome` is what happened to those counted (data/lexicon/outcomes.csv: killed, wounded, arrested, displaced,
        missing, infected, abducted), where the clause of the number tells one thing and as a fact; else empty.

    Notes
    -----
    What is counted by more than one is the first plural behind the number, or the last of several (`noun_heads`).
    Behind "one" and "no" it is the last word before one that no noun phrase holds. Dates, times, scores, fractions and
    numbers that only name something ("Article 5") are left out, and so are numbers without a noun ("the two said").
    Misleads where the noun is no plural by its form ("120 Chinese"), where a verb looks like a plural, and where
    "no" is part of a phrase.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> text = "More than twenty armed officers came. There were no officers, a guard said."
    >>> segments = same.voices(pd.DataFrame({"doc_id": ["a"], "text": [text]}))
    >>> find_quantities(segments)[["match", "value", "bound", "noun"]].values.tolist()
    [['More than twenty armed officers', 20.0, 'more than', 'officer'], ['no officers', 0.0, '', 'officer']]
    """
    check(segments, "segments")
    table, texts = tokens_of(segments, tokens), texts_of(segments)
    phrases = Phrases(table, texts)
    found = list(NumberSearch(phrases)) if len(table) else []
    rows = as_rows([(number.holder, number.first, number.last) for number in found], phrases, segments, table)
    told = pd.DataFrame(found, columns=Number._fields)
    for column, kind in (("value", float), ("high", float), *((name, "str") for name in (*_WORDS, "outcome"))):
        rows[column] = told[column].astype(kind)
    columns = ["doc_id", "start", "end", "match", "value", "high", *_WORDS, "part", "voice", "speaker", "outcome"]
    return rows[columns]


_WORDS = ("bound", "quantity_kind", "noun", "modifiers")
