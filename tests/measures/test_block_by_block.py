"""What is found in some texts does not depend on the others: tables of blocks are the rows of the table of all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import analysis as same

TEXTS = [
    "Ann Lee, a baker, said the brutal regime would fall. “We stay,” said Mrs. Lee. The so-called Free List left.",
    "Lee said: “Not a thug, a liar or a fool.” She claimed that the US had left. JOIN US NOW. GIVE US HOPE.",
    "",
    "The National Council of Redland (NCR) met.\n\nThe NCR told Dawn news agency that the U.S.-led plan was a mess.",
    "NCR sources said the “old guard” was to blame. According to the spokesman, nobody was hurt.",
    "…",
    "The Dawn daily wrote that Roe had denied the massacre. May I go? In May, Roe’s “friends” left.",
    "Roe denied it. The spokesman said so. The mullahs' regime never was a terrorist state, Sen. Roe added.",
    "Roe denied it. The spokesman said so. The mullahs' regime never was a terrorist state, Sen. Roe added.",
]
DOCUMENTS = pd.DataFrame({"doc_id": [f"d{k}" for k in range(len(TEXTS))], "text": TEXTS, "title": ""})
SEGMENTS = same.voices(DOCUMENTS)
LEXICON, ACTORS, CUES = same.read_lexicon(), same.read_actors(), same.read_cues()
OWN_ACTORS = pd.DataFrame(
    {
        "actor": ["NCR", "NCR", "US"],
        "label": ["National Council", "NCR", "US"],
        "label_kind": ["own", "own", "official"],
    }
)

VERBS: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
    "markers": lambda segments: same.markers(segments, LEXICON),
    "markers outside names": lambda segments: same.markers(segments, LEXICON, same.names(segments, ACTORS)),
    "names": lambda segments: same.names(segments, OWN_ACTORS),
    "sources": lambda segments: same.sources(segments, OWN_ACTORS, CUES),
    "kwic": lambda segments: same.kwic(segments, "the *"),
    "speech alone": lambda segments: same.speech_alone(segments, CUES),
}


# Each text by itself, all at once, and all splits in two.
SPLITS = [range(1, len(TEXTS)), [], *([k] for k in range(1, len(TEXTS)))]


def blocks(cuts: Iterable[int]) -> list[pd.DataFrame]:
    """Return the segments of the texts before the first cut, of those from there to the second, and so on."""
    named = [DOCUMENTS["doc_id"][first:last] for first, last in pairwise([0, *cuts, len(TEXTS)])]
    return [SEGMENTS[SEGMENTS["doc_id"].isin(doc_ids)].reset_index(drop=True) for doc_ids in named]


@pytest.mark.parametrize("verb", VERBS)
def test_the_rows_of_blocks_are_those_of_all_texts(verb):
    whole = VERBS[verb](SEGMENTS)
    assert len(whole) > 3
    for cuts in SPLITS:
        found = pd.concat([table for table in map(VERBS[verb], blocks(cuts)) if len(table)], ignore_index=True)
        assert_frame_equal(found.astype(whole.dtypes), whole)


def test_the_words_of_blocks_are_those_of_all_texts():
    whole = same.tokens(SEGMENTS)
    for cuts in SPLITS:
        row = segment = 0
        for block in blocks(cuts):
            table = same.tokens(block)
            here = whole.iloc[row : row + len(table)].reset_index(drop=True)
            for column in ("doc_id", "start", "end", "term"):
                assert table[column].tolist() == here[column].tolist()
            assert (here["segment"] - table["segment"] == segment).all()
            assert (here["sentence"] - table["sentence"]).nunique() <= 1
            row, segment = row + len(table), segment + len(block)
        assert row == len(whole)
