from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.counts import count
from analysis.measures.frequency.terms import terms_by_voice
from tests.toys import toy

PIECES = [("body", "author", "we will say "), ("body", "direct", '"they will, they will"')]


def test_worked_by_hand():
    table = terms_by_voice(count(*toy({"a": PIECES, "b": "say"})).select())
    assert table.set_index("term").loc["will"].to_list() == [
        "all", 3, 1, 2, 0, 2, 2 / 3, 3000 / 8, 1000 / 4, 8, 4, 1, 1, 2,
    ]  # fmt: skip
    assert table["term"].tolist() == ["will", "say", "they", "we"]
    they = table.set_index("term").loc["they"]
    assert (they["n_own"], they["docs_own"], they["share_other"]) == (0, 0, 1)


def test_paraphrase_is_told_from_quotation():
    pieces = [
        ("body", "indirect", "they will win "),
        ("body", "author", "will he "),
        ("body", "direct", '"will, will"'),
    ]
    table = terms_by_voice(count(*toy({"a": pieces})).select()).set_index("term")
    assert table.loc["will", ["n", "n_own", "n_direct", "n_indirect", "n_other"]].tolist() == [4, 1, 2, 1, 3]


def test_a_group_without_a_word_of_its_own_has_no_rate_there():
    texts = {"a": [("body", "direct", '"no"')], "b": "no"}
    table = terms_by_voice(count(*toy(texts, groups={"b": "y"})).select(), by="source_type").set_index("group")
    assert math.isnan(table.loc["x", "per_1000_own"])
    assert table.loc["y", "per_1000_own"] == 1000


@given(
    st.lists(st.tuples(st.just("body"), st.sampled_from(["author", "direct", "indirect"]), st.text("ab ", max_size=8)))
)
def test_own_and_other_uses_add_up_to_all_words(pieces):
    table = terms_by_voice(count(*toy({"a": [("body", "author", "a "), *pieces]})).select())
    assert table["n"].sum() == table["total"].iloc[0]
    assert table["n_own"].sum() == table["total_own"].iloc[0]
    assert (table["n_other"] == table["n_direct"] + table["n_indirect"]).all()
