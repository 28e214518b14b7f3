"""The matcher: capitals, wildcards, longest match first, no overlap, one sentence and one segment."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.schema import InputError
from analysis.texts.matching.matcher import compile_entries, find_entries, texts_of
from analysis.texts.segmentation.words import tokens


def segments_of(*texts: str, cut: int | None = None) -> pd.DataFrame:
    """One document per text; with `cut`, each in two segments."""
    rows = []
    for i, text in enumerate(texts):
        for start, end in [(0, cut), (cut, len(text))] if cut else [(0, len(text))]:
            rows.append({"doc_id": f"d{i}", "start": start, "end": end, "text": text[start:end]})
    return pd.DataFrame(rows)


def found(entries: list[str], *texts: str, cut: int | None = None) -> list[tuple[str, str]]:
    segments = segments_of(*texts, cut=cut)
    table, whole = tokens(segments), texts_of(segments)
    hits = find_entries(compile_entries(entries), table, whole)
    return [
        (whole[table["doc_id"][first]][table["start"][first] : table["end"][last]], entries[e])
        for first, last, e in hits.itertuples(index=False)
    ]


@pytest.mark.parametrize(
    ("entries", "text", "expected"),
    [
        (["so-called"], "The SO-CALLED plan", [("SO-CALLED", "so-called")]),
        (["terroris*"], "Terrorism, counter-terrorism, a terrorist.", [
            ("Terrorism", "terroris*"), ("terrorist", "terroris*"),
        ]),
        (["*gate"], "Pizzagate at the gate", [("Pizzagate", "*gate"), ("gate", "*gate")]),
        (["un*able"], "unable, untenable, table", [("unable", "un*able"), ("untenable", "un*able")]),
        (["war on *"], "war on drugs or war on", [("war on drugs", "war on *")]),
        (["* law"], "law and martial law", [("martial law", "* law")]),
        (["US"], "The US told us", [("US", "US")]),
        (["U.S."], "the U.S. and the U.S.-led force", [("U.S.", "U.S.")]),
        (["MEK*"], "MEK-run camps, mek-run camps", [("MEK-run", "MEK*")]),
        (["us", "US"], "The US told us", [("US", "US"), ("us", "us")]),
        (["cold war"], "cold (war, cold; war, cold: war, cold - war and so cold? War", []),
        (["cold war"], "cold war, a “cold” war", [("cold war", "cold war"), ("cold” war", "cold war")]),
        (["hand (left)"], "a hand (left), hand left", [("hand (left", "hand (left)"), ("hand left", "hand (left)")]),
        (["PMOI (MEK)"], "of PMOI/MEK members", [("PMOI/MEK", "PMOI (MEK)")]),
        (["mullahs' regime"], "the mullahs’ regime's plan", [("mullahs’ regime", "mullahs' regime")]),
        (["don't"], "They don’t", [("don’t", "don't")]),
        (["war", "war crime", "war crime trial"], "war crime trial, war crime, war", [
            ("war crime trial", "war crime trial"), ("war crime", "war crime"), ("war", "war"),
        ]),
        (["a b", "b c d"], "a b c d", [("b c d", "b c d")]),
        (["a b", "b c"], "a b c b c", [("a b", "a b"), ("b c", "b c")]),
        (["a a"], "a a a a a", [("a a", "a a"), ("a a", "a a")]),
        (["terror*", "terrorist"], "terrorist terror", [("terrorist", "terrorist"), ("terror", "terror*")]),
        (["end it"], "That will end. It rains.", []),
        (["such"], "suchlike", []),
        (["absent"], "nothing here", []),
    ],
)  # fmt: skip
def test_matches(entries, text, expected):
    assert found(entries, text) == expected


def test_a_match_stays_in_its_segment_and_its_document():
    assert found(["war crime"], "a war crime", cut=5) == []
    assert found(["war crime"], "a war crime", cut=2) == [("war crime", "war crime")]
    assert found(["war crime"], "the war", "crime pays") == []


def test_rows_are_positions_in_the_tokens():
    segments = segments_of("so a b so")
    hits = find_entries(compile_entries(["so", "a b"]), tokens(segments), texts_of(segments))
    assert hits.values.tolist() == [[0, 0, 0], [1, 2, 1], [3, 3, 0]]


def test_nothing_to_find_and_nothing_to_search():
    assert found([], "a word") == []
    assert found(["word"], "!?") == []
    assert list(find_entries(compile_entries([]), tokens(segments_of("a")), {}).columns) == [
        "first",
        "last",
        "entry",
    ]


@pytest.mark.parametrize("entry", ["", "  ", "*", "* *", "…"])
def test_an_entry_needs_a_word(entry):
    with pytest.raises(InputError, match="holds no word"):
        compile_entries(["good", entry])


def test_many_stars_in_a_long_word_are_found_or_not_at_once():
    # Tried at every place, eight stars in 2,000 letters would take longer than anyone lives.
    stars, word = "a*" * 8, "a" * 2000
    assert found([f"{stars}b"], word) == []
    assert found([f"{stars}b*c"], f"{word}bbc") == [(f"{word}bbc", f"{stars}b*c")]
    assert found(["a*b*a", "*b*b*"], "aba abba ab") == [("aba", "a*b*a"), ("abba", "a*b*a")]


def test_texts_are_put_together_from_their_segments():
    assert texts_of(segments_of("a war crime", "b", cut=1)) == {
        "d0": "a war crime",
        "d1": "b",
    }


small = st.lists(st.sampled_from(["a", "b", "ab", "B", "AB", "c."]), max_size=12).map(" ".join)
patterns = st.lists(
    st.lists(st.sampled_from(["a", "b", "a*", "*b", "AB"]), min_size=1, max_size=3),
    max_size=4,
)


@given(small, patterns)
def test_same_as_looking_at_every_place(text, cut_patterns):
    """The slow and obvious way: every entry at every place, longest first, then leftmost."""
    segments = segments_of(text)
    table = tokens(segments)
    surfaces = [text[a:b] for a, b in zip(table["start"], table["end"], strict=True)]

    def takes(word, surface):
        if word == "AB":
            return surface == "AB"
        low = surface.lower()
        return low.startswith("a") if word == "a*" else low.endswith("b") if word == "*b" else low == word

    spans = [
        (first, first + len(p) - 1)
        for p in cut_patterns
        for first in range(len(surfaces) - len(p) + 1)
        if all(takes(word, surfaces[first + k]) for k, word in enumerate(p))
        and table["sentence"][first] == table["sentence"][first + len(p) - 1]
    ]
    expected: list[tuple[int, int]] = []
    for first, last in sorted(set(spans), key=lambda s: (s[0] - s[1], s[0])):
        if all(last < low or first > high for low, high in expected):
            expected.append((first, last))
    hits = find_entries(compile_entries([" ".join(p) for p in cut_patterns]), table, texts_of(segments))
    assert list(zip(hits["first"], hits["last"], strict=True)) == sorted(expected)
