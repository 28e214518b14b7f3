"""Readability of groups: means and tests as scipy has them, clusters, and too few texts."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import analysis as same
from analysis.measures.stats.means import mean_bounds, mean_difference, mean_of
from analysis.schema import COLUMNS, InputError

SHORT = "The rain fell on it. " * 20
LONG = "The rain fell on the old stone harbour all day and night. " * 10


def table_of(n=6, per=1):
    """Return texts of two outlets, those of the second with longer sentences; `per` copies of each."""
    texts = [text + "It rained. " * k for k in range(n) for text in (SHORT, LONG) for _ in range(per)]
    documents = pd.DataFrame({"doc_id": [f"t{k}" for k in range(len(texts))], "text": texts})
    documents["outlet"] = [("a", "b")[k // per % 2] for k in range(len(texts))]
    documents["story"] = [str(k // per) for k in range(len(texts))]
    return same.readability(same.voices(documents)), documents


def row(table, measure="words_per_sentence", group="a", other="", voice="all"):
    keys = {"measure": measure, "group": group, "compared_with": other, "voice": voice}
    (only,) = table[(table[list(keys)] == list(keys.values())).all(axis=1)].to_dict("records")
    return only


def test_means_and_their_difference_are_those_of_scipy():
    table, documents = table_of()
    result = same.readability_by_group(table, documents, by="outlet")
    values = table[table["voice"] == "all"].merge(documents).groupby("outlet")["words_per_sentence"].apply(list)
    one, two = row(result), row(result, other="b")
    interval = stats.ttest_1samp(values["a"], 0).confidence_interval()
    assert (one["n_docs"], one["mean"]) == (6, pytest.approx(np.mean(values["a"])))
    assert (one["mean_low"], one["mean_high"]) == pytest.approx(tuple(interval))
    test = stats.ttest_ind(values["a"], values["b"], equal_var=False)
    assert two["difference"] == pytest.approx(np.mean(values["a"]) - np.mean(values["b"]))
    assert (two["difference_low"], two["difference_high"]) == pytest.approx(tuple(test.confidence_interval()))
    assert two["p"] == pytest.approx(max(test.pvalue, 2 / 924))  # 6 of 12 in 924 ways
    assert tuple(result.columns) == COLUMNS["readability_groups"]


def test_groups_swapped_turn_the_difference_round():
    table, documents = table_of()
    one = row(same.readability_by_group(table, documents, by="outlet", target="a"), other="b")
    two = row(same.readability_by_group(table, documents, by="outlet", target="b"), group="b", other="a")
    assert (one["difference"], one["difference_low"]) == (-two["difference"], -two["difference_high"])
    assert one["p"] == two["p"]


def test_the_copies_of_a_text_are_one_where_the_story_is_the_unit():
    single = same.readability_by_group(*table_of(), by="outlet")
    copied = same.readability_by_group(*table_of(per=3), by="outlet", cluster="story")
    counts = ["n_docs", "n_docs_other"]
    pd.testing.assert_frame_equal(copied.drop(columns=counts), single.drop(columns=counts))
    assert (row(copied)["n_docs"], row(copied)["n_units"]) == (18, 6)


def test_too_few_texts_have_means_and_nothing_else():
    result = same.readability_by_group(*table_of(4), by="outlet")
    assert row(result)["mean"] > 0 and result[["mean_low", "difference_low", "p", "q"]].isna().all(axis=None)
    with pytest.raises(InputError, match="too few for a score"):
        documents = pd.DataFrame({"doc_id": ["a"], "text": ["It rained."], "outlet": ["x"]})
        same.readability_by_group(same.readability(same.voices(documents)), documents, by="outlet")


def test_units_without_a_value_are_left_out_of_a_mean():
    with_gap = mean_of(np.array([[1, 1], [2, np.nan], [3, 3], [4, 5], [5, 7], [6, 9]]))
    without = mean_of(np.array([[1.0], [3], [5], [7], [9]]))
    assert with_gap.mean.tolist() == [3.5, 5] and with_gap.size.tolist() == [6, 5]
    assert with_gap.variance[1] == without.variance[0]
    assert mean_bounds(with_gap)[0][1] == mean_bounds(without)[0][0]


def test_units_that_are_all_the_same_leave_nothing_to_test():
    same_values = mean_of(np.ones((6, 1)))
    assert np.isnan(mean_difference(same_values, same_values)).all()
