from __future__ import annotations

import pandas as pd
import pytest

from analysis.measures.counts import count
from analysis.measures.frequency.tfidf import similarity, similarity_thinned
from analysis.schema import InputError
from tests.toys import toy

SHARED = {
    "a": [("body", "author", "red red red sun "), ("body", "direct", '"green green green moon"')],
    "b": "green green green moon tree",
}


def body(texts):
    return count(*toy(texts)).select()


def test_nothing_left_out_leaves_the_likeness_as_it_is():
    counts = body({"a": "one two three", "b": "two three four", "c": "five"})
    table = similarity_thinned(counts, draws=5)
    exact = similarity(counts)["cosine"]
    for name in ("cosine", "cosine_voice", "chance_low", "chance_high"):
        pd.testing.assert_series_equal(table[name], exact, check_names=False)
    assert not table["below"].any()


def test_a_text_that_shares_only_what_it_quotes_falls_below_chance():
    row = similarity_thinned(body(SHARED)).iloc[0]
    assert row["cosine"] > 0.5
    assert row["cosine_voice"] == 0
    assert 0 < row["chance_low"] < row["chance_high"] <= 1
    assert row["below"]


def test_the_seed_decides():
    one, again, other = (similarity_thinned(body(SHARED), draws=9, seed=seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(one, again)
    assert not one.equals(other)


def test_what_cannot_be_compared_is_refused():
    with pytest.raises(InputError, match="no word in voice author: b"):
        similarity_thinned(body({"a": "one", "b": [("body", "direct", '"two"')]}))
    with pytest.raises(InputError, match="at least 1 draw"):
        similarity_thinned(body(SHARED), draws=0)
