"""Terms counted by chunks between blanks are those of `tokens`, to the letter, in any text."""

from __future__ import annotations

from collections import Counter

import pandas as pd
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.texts.segmentation import chunks
from analysis.texts.segmentation.chunks import ChunkTerms
from analysis.texts.segmentation.words import tokens

BLANKS = [
    " ",
    "  ",
    "\n",
    "\r\n",
    "\t",
    "\v",
    "\f",
    "\x1c",
    "\x85",
    "\xa0",
    "\u2003",
    "\u2028",
    "\u3000",
    "\0",
    "",
    "-",
]
PIECES = [
    *["No.", "Nos.", "no.", "Mar.", "Ill.", "Co.", "Ltd", "Inc.", "5", "5,000", "٣", "1990s", "-94", "p.m.", "7", "."],
    *["1,000.5", ",000", "12,34", "1,00,000", "3.5-4.5", "9.30a.m.", "$4.99,"],
    *[
        "did",
        "n't",
        "N’T",
        "'s",
        "’S",
        "'re",
        "n’ t",
        "don'",
        "don’",
        "t",
        "workers'",
        "s",
        "ſ",
        "'ſ",
        "re",
        "it",
        "ve",
    ],
    *["US", "US-led", "US’", "'US", "U.S", "GIVE", "HOPE", "A", "É", "us", "(US", "US,", "ﬁ", "R&D", "AT", "&", "T"],
    *[
        "\u200d",
        "\u00ad",
        "\ufeff",
        "e\u0301",
        "\u0301",
        "5\ufe0f\u20e3",
        "𝒜",
        "🇺🇸",
        "語彙",
        "\ud800",
        "“",
        "”",
        ",",
        "café",
    ],
]
texts = st.one_of(
    st.lists(st.sampled_from(PIECES + BLANKS) | st.sampled_from([" "]), max_size=14).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=8).flatmap(
        lambda words: st.sampled_from(BLANKS).map(lambda b: b.join(words))
    ),
    st.text(max_size=20),
    st.text(st.characters(exclude_categories=[]), max_size=20),
)


def by_tokens(text: str) -> Counter[str]:
    segments = pd.DataFrame({"doc_id": ["a"], "start": [0], "end": [len(text)], "text": [text]}, dtype=object)
    segments = segments.astype({"start": int, "end": int})
    return Counter(tokens(segments)["term"].tolist() if text else [])


def by_chunks(known: ChunkTerms, block: list[str]) -> list[Counter[str]]:
    names, counts = known.count(block)
    rows = [counts[[k]].tocoo() for k in range(len(block))]
    return [Counter({names[c]: n for c, n in zip(row.col.tolist(), row.data.tolist(), strict=True)}) for row in rows]


@given(st.lists(texts, min_size=1, max_size=4), st.integers(1, 4))
@example(["GIVE US HOPE\nthe US Army", "US", "", " ", "NO US NO", "No.", "5"], 3)
def test_terms_are_those_of_the_tokens(block, size):
    known, found = ChunkTerms(), []
    for first in range(0, len(block), size):
        found += by_chunks(known, block[first : first + size])
    assert found == [by_tokens(text) for text in block]


def test_what_is_behind_a_word_or_before_a_text_makes_no_other_chunk():
    known = ChunkTerms()
    assert by_chunks(known, ["war  peace", "\n war\tpeace", "peace\r\n\r\nwar "]) == 3 * [Counter(["war", "peace"])]
    assert by_chunks(known, ["", "war", "peace"]) == [Counter(), Counter(["war"]), Counter(["peace"])]
    assert len(known._chunks) == 2


def test_what_is_forgotten_is_learned_anew(monkeypatch):
    block = ["No. 5 and the US.", "GIVE US HOPE", "They did n't."]
    whole = by_chunks(ChunkTerms(), block)
    monkeypatch.setattr(chunks, "_MOST", 0)
    known = ChunkTerms()
    assert [by_chunks(known, [text])[0] for text in block] == whole
    assert whole[1] == Counter(["give", "us", "hope"]) and whole[0]["u.s."] == 1
