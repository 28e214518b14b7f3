from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.measures.frequency.concordance import kwic
from analysis.schema import COLUMNS, InputError
from analysis.texts.segmentation.words import tokens
from tests.toys import toy

PIECES = [
    ("headline", "author", "The US-led plan. "),
    ("body", "author", "They told us\nof the plan; "),
    ("body", "direct", '"The US plan’s end"', "Ann"),
]


def segments_of(texts):
    return toy(texts)[0]


def test_a_match_comes_with_its_context_and_place():
    table = kwic(segments_of({"b": "a plan", "a": PIECES}), "plan", width=12)
    assert tuple(table.columns) == COLUMNS["kwic"]
    assert table.to_numpy().tolist() == [
        ["b", 2, 6, "a ", "plan", "", "body", "author", ""],
        ["a", 11, 15, "The US-led ", "plan", ". They told ", "headline", "author", ""],
        ["a", 37, 41, " us\nof the ", "plan", '; "The US ', "body", "author", ""],
        ["a", 51, 55, ' "The US ', "plan", '’s end"', "body", "direct", "Ann"],
    ]


def test_words_are_whole_phrases_stay_in_a_segment_and_capitals_count():
    segments = segments_of({"a": PIECES})
    assert kwic(segments, "pla").empty and kwic(segments, "plan the").empty
    assert kwic(segments, "the  Plan")["start"].tolist() == [33]
    assert kwic(segments, "US")["match"].tolist() == ["US"]
    assert kwic(segments, "us")["match"].tolist() == ["us", "US"]
    assert kwic(segments, "pl*")["match"].tolist() == ["plan"] * 3
    assert kwic(segments, "the * plan")["match"].tolist() == ["The US-led plan", "The US plan"]


def test_no_hit_and_no_text_are_empty_tables():
    for texts in ({"a": "one"}, {"a": "--"}, {"a": ""}, {}):
        table = kwic(segments_of(texts), "zebra")
        assert table.empty and tuple(table.columns) == COLUMNS["kwic"]


def test_an_empty_search_is_an_input_error():
    segments = segments_of({"a": "one"})
    for empty in ("", "  "):
        with pytest.raises(InputError, match="nothing to find"):
            kwic(segments, empty)
    for wordless in ("--", "*"):
        with pytest.raises(InputError, match="holds no word"):
            kwic(segments, wordless)
    with pytest.raises(InputError, match="give 0 or more"):
        kwic(segments, "one", width=-1)


def test_context_leaves_out_a_word_that_would_be_cut():
    segments = segments_of({"a": "seven eight nine ten eleven"})
    found = [kwic(segments, "nine", width=width).loc[0, ["left", "right"]].tolist() for width in (0, 1, 4, 5, 6, 7, 99)]
    assert found == [
        ["", ""],
        [" ", " "],
        [" ", " ten"],
        [" ", " ten "],
        ["eight ", " ten "],
        [" eight ", " ten "],
        ["seven eight ", " ten eleven"],
    ]
    joined = segments_of({"a": "aaaa/nine/bbbb"})
    assert kwic(joined, "nine", width=3).loc[0, ["left", "right"]].tolist() == ["aa/", "/bb"]


@settings(deadline=None, max_examples=40)
@given(st.dictionaries(st.sampled_from("pq"), st.text("ab c.\n\"'", max_size=40)), st.integers(0, 12))
def test_every_match_is_found_once_and_its_line_is_in_the_text(texts, width):
    segments, documents = toy(texts)
    table = kwic(segments, "a", width=width)
    assert len(table) == (tokens(segments)["term"] == "a").sum()
    raw = dict(zip(documents["doc_id"], documents["text"], strict=True))
    for row in table.itertuples():
        text = raw[row.doc_id]
        assert text[row.start : row.end] == row.match
        assert text[row.start - len(row.left) : row.end + len(row.right)] == row.left + row.match + row.right
        assert max(len(row.left), len(row.right)) <= width
