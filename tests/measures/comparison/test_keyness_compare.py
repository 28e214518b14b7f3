from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.measures.comparison.keyness import compare, keyness
from analysis.measures.counts import count
from analysis.schema import COLUMNS, InputError
from tests.toys import toy


def three_groups(n=6):
    texts = {
        f"{g}{i}": "the cow " + "dog " * (i % 4) + "cat " * (i if g == "x" else 0) for g in "xyz" for i in range(n)
    }
    return count(*toy(texts, groups={doc_id: doc_id[0] for doc_id in texts})).select()


def test_each_group_is_held_against_all_the_rest():
    counts = three_groups()
    table = compare(counts)
    assert tuple(table.columns) == COLUMNS["keyness"]
    assert table[["target", "reference"]].drop_duplicates().to_numpy().tolist() == [
        ["x", "all but x"],
        ["y", "all but y"],
        ["z", "all but z"],
    ]
    assert set(table["comparisons"]) == {3}
    one = table[table["target"] == "y"].drop(columns=["q", "comparisons"]).reset_index(drop=True)
    pd.testing.assert_frame_equal(one, keyness(counts, target="y").drop(columns=["q", "comparisons"]))


def test_pairs_are_each_against_each_once():
    counts = three_groups()
    table = compare(counts, pairs=True)
    assert table[["target", "reference"]].drop_duplicates().to_numpy().tolist() == [["x", "y"], ["x", "z"], ["y", "z"]]
    one = table.query("target == 'x' and reference == 'z'").drop(columns=["q", "comparisons"]).reset_index(drop=True)
    alone = keyness(counts, target="x", reference="z").drop(columns=["q", "comparisons"])
    pd.testing.assert_frame_equal(one, alone)


def test_q_is_over_the_terms_of_all_comparisons():
    counts = three_groups()
    table = compare(counts, pairs=True)
    known = table["p"].notna()
    np.testing.assert_allclose(table["q"][known], stats.false_discovery_control(table["p"][known]))
    own = keyness(counts, target="x", reference="y").set_index("term")["q"]
    here = table.query("target == 'x' and reference == 'y'").set_index("term")["q"]
    assert here["cat"] != own["cat"] and own["cat"] < 0.2


def test_small_groups_have_no_p_and_one_group_is_an_input_error():
    assert compare(three_groups(4), pairs=True)["p"].isna().all()
    with pytest.raises(InputError, match="every document has 'x' in the column 'source_type'"):
        compare(count(*toy({"a": "one", "b": "two"})))
