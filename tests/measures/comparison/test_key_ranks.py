"""The order of key words: what is large at the least comes first, and a few documents do not make a key word."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.comparison.every_group import compare
from analysis.measures.comparison.key_ranks import rank_keyness
from analysis.measures.comparison.keyness import keyness, keyness_by_voice
from analysis.measures.counts import count
from analysis.schema import InputError
from tests.toys import toy

ROWS = {  # log ratio, low, high, p, q, docs of target and reference
    "sure": (2.0, 1.5, 2.5, 1e-5, 0.001, 20, 20),
    "large": (4.0, 1.0, np.inf, 1e-4, 0.01, 9, 0),
    "not tested": (5.0, 2.0, 8.0, 0.01, 0.2, 6, 1),
    "open": (3.0, -0.5, 6.0, 0.04, 0.3, 9, 8),
    "as open": (1.0, -0.5, 2.5, 0.03, 0.3, 9, 8),
    "rare": (9.0, 3.0, np.inf, np.nan, np.nan, 4, 0),
    "even": (0.0, -1.0, 1.0, 1.0, 1.0, 20, 20),
    "less": (-3.0, -4.0, -2.0, 1e-5, 0.001, 2, 20),
    "rarely": (-9.0, -np.inf, -3.0, np.nan, np.nan, 0, 4),
}


def table_of(rows, n_docs=(20, 20)):
    columns = ["log_ratio", "log_ratio_low", "log_ratio_high", "p", "q", "docs_target", "docs_reference"]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("term").reset_index()
    return table.assign(target="x", reference="y", n_docs_target=n_docs[0], n_docs_reference=n_docs[1])


def test_words_that_pass_come_first_by_the_bound_nearer_to_none_and_those_of_the_reference_last():
    order = rank_keyness(table_of(ROWS))["term"].tolist()
    assert order == ["sure", "large", "not tested", "as open", "open", "even", "less"]


def test_a_word_needs_documents_of_the_group_that_uses_it_more():
    least = {n: rank_keyness(table_of(ROWS), least_docs=n)["term"].tolist() for n in (1, 10)}
    assert least[1][2] == "rare" and least[1][-2:] == ["rarely", "less"]  # neither is tested
    assert least[10] == ["sure", "even", "less"]
    assert "rare" in rank_keyness(table_of(ROWS, n_docs=(8, 20)))["term"].tolist()  # half of eight


def test_without_intervals_nothing_is_moved_or_left_out():
    rows = {term: (ratio, np.nan, np.nan, np.nan, np.nan, 1, 0) for term, (ratio, *_) in ROWS.items()}
    pd.testing.assert_frame_equal(rank_keyness(table_of(rows)), table_of(rows))


def test_a_table_without_rows_stays_one():
    empty = table_of(ROWS).head(0)
    pd.testing.assert_frame_equal(rank_keyness(empty), empty)


def test_each_comparison_is_ranked_by_itself():
    texts = {f"{g}{i}": f"the {g}cow{i} {g}cow " + "dog " * (i % 3) for g in "xyz" for i in range(6 if g < "z" else 2)}
    table = compare(count(*toy(texts, groups={doc_id: doc_id[0] for doc_id in texts})).select(), pairs=True)
    ranked = rank_keyness(table)
    assert ranked[["target", "reference"]].drop_duplicates().to_numpy().tolist() == [["x", "y"], ["x", "z"], ["y", "z"]]
    one = ranked[ranked["reference"] == "z"]
    pd.testing.assert_frame_equal(one.reset_index(drop=True), table[table["reference"] == "z"].reset_index(drop=True))
    two = ranked[ranked["reference"] == "y"]["term"].tolist()
    assert (two[0], two[-1]) == ("xcow", "ycow") and "xcow1" not in two


def test_another_table_is_refused():
    with pytest.raises(InputError, match="the keyness table lacks the columns target, "):
        rank_keyness(pd.DataFrame({"term": ["a"]}))


numbers = st.lists(st.tuples(*[st.floats(-9, 9)] * 2, st.floats(0, 1), *[st.integers(0, 20)] * 2), max_size=12)


@given(numbers)
def test_swapping_the_groups_turns_the_order_round(rows):
    given_rows = {
        str(i): (ratio, ratio - abs(half), ratio + abs(half), p, p, a, b)
        for i, (ratio, half, p, a, b) in enumerate(rows)
        if ratio  # a word that both use alike is of neither
    }
    turned = {term: (-ratio, -high, -low, p, q, b, a) for term, (ratio, low, high, p, q, a, b) in given_rows.items()}
    keys = [(ratio, low, high, p) for ratio, low, high, p, *_ in given_rows.values()]
    one, other = (rank_keyness(table_of(each))["term"].tolist() for each in (given_rows, turned))
    assert set(one) == set(other)
    if len(set(keys)) == len(keys) and len({round(key[0], 12) for key in keys}) == len(keys):
        assert one == other[::-1]


def test_the_words_of_a_group_by_voice_are_its_first_by_rank():
    texts = {f"{g}{i}": f"the {g}cow " + "once " * (9 if (g, i) == ("x", 0) else 0) for g in "xy" for i in range(6)}
    counts = count(*toy(texts, groups={doc_id: doc_id[0] for doc_id in texts})).select()
    assert keyness(counts, target="x")["term"].iloc[0] == "once"
    assert keyness_by_voice(counts, target="x", n=9)["term"].unique().tolist() == ["xcow"]
