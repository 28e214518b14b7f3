from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.counts import count
from analysis.measures.frequency.concordance import kwic, positions
from analysis.measures.frequency.terms import terms
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
    assert kwic(segments, "us")["match"].tolist() == ["us"]
    assert kwic(segments, "u.s.")["match"].tolist() == ["US"]
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


POSITIONED = [
    ("headline", "author", "Cat news. "),
    ("body", "author", "The cat said "),
    ("body", "direct", '"cat!"'),
    ("furniture", "author", " cat "),
    ("body", "author", "again."),
]


def test_positions_number_the_counted_words():
    segments, _ = toy({"a": POSITIONED, "b": "--", "c": "No dog. The dog's bed."})
    table = positions(segments, ["cat", "Dog"])
    assert table.astype(object).where(table.notna(), None).drop(columns="dp_norm").to_numpy().tolist() == [
        ["a", "cat", 2, 14, "author", 2, 5],
        ["a", "cat", 4, 24, "direct", 2, 5],
        ["c", "cat", None, None, "", 0, 5],
        ["a", "dog", None, None, "", 0, 5],
        ["c", "dog", 2, 3, "author", 2, 5],
        ["c", "dog", 4, 12, "author", 2, 5],
    ]
    assert (table["dp_norm"] == 1).all()  # each in one of two texts of the same size
    assert positions(segments, ["cat"], voice="author")["n_words"].tolist() == [4, 5]
    assert positions(segments, ["cat"], part="all")["position"].dropna().tolist() == [1, 4, 6, 7]


def test_starts_lead_back_to_the_word_and_dispersion_is_that_of_terms():
    segments, documents = toy({"a": POSITIONED, "c": "The cat. The cat sat; a dog."})
    table = positions(segments, ["the", "cat"])
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    assert all(texts[row.doc_id][row.start :].lower().startswith(row.term) for row in table.itertuples())
    norm = terms(count(segments, documents).select()).set_index("term")["dp_norm"]
    np.testing.assert_allclose(table["dp_norm"], table["term"].map(norm))


def test_unknown_and_repeated_terms():
    segments, _ = toy({"a": "one two", "b": "two"})
    table = positions(segments, ["zebra", "two", "TWO"])
    assert table["term"].tolist() == ["zebra", "zebra", "two", "two"]
    assert table["position"].isna().tolist() == [True, True, False, False]
    assert table["dp_norm"].isna().tolist() == [True, True, False, False]
    assert positions(segments, []).empty


def test_one_text_has_positions_but_no_dispersion():
    table = positions(toy({"a": "one two one"})[0], ["one"])
    assert table["position"].tolist() == [1, 3] and table["dp_norm"].isna().all()


def test_bad_calls_of_positions_are_input_errors():
    segments, _ = toy({"a": "one two"})
    for bad in ("one two", "", "--"):
        with pytest.raises(InputError, match="is not one word"):
            positions(segments, [bad])
    with pytest.raises(InputError, match="no text has a word in part comment, voice all"):
        positions(segments, ["one"], part="comment")
    with pytest.raises(InputError, match="no text has a word"):
        positions(toy({"a": "--"})[0], ["one"])


def test_the_order_of_documents_is_that_of_the_segments():
    table = positions(toy({"b": "x", "a": "y x"})[0], ["x"])
    assert table["doc_id"].tolist() == ["b", "a"]
    assert pd.api.types.is_integer_dtype(table["position"])
