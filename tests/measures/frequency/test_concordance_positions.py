from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.measures.counts import count
from analysis.measures.frequency.concordance import positions
from analysis.measures.frequency.terms import terms
from analysis.schema import InputError
from tests.toys import toy

PIECES = [
    ("headline", "author", "Cat news. "),
    ("body", "author", "The cat said "),
    ("body", "direct", '"cat!"'),
    ("furniture", "author", " cat "),
    ("body", "author", "again."),
]


def test_positions_number_the_counted_words():
    segments, _ = toy({"a": PIECES, "b": "--", "c": "No dog. The dog's bed."})
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
    segments, documents = toy({"a": PIECES, "c": "The cat. The cat sat; a dog."})
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


def test_bad_calls_are_input_errors():
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
