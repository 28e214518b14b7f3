from __future__ import annotations

from functools import reduce
from math import log2

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from analysis.measures.counts import count
from analysis.measures.stats.bootstrap import bootstrap_interval, poisson_weights
from analysis.measures.stats.sample import Sample
from analysis.schema import InputError
from benchmarks.streaming_bootstrap import Resampled, bootstrap_of_parts, resample, resampled_interval
from tests.toys import toy

any_texts = st.lists(st.tuples(st.text("abc ", max_size=15), st.sampled_from("xy")), min_size=4, max_size=9).filter(
    lambda texts: len({group for _, group in texts}) == 2
)


def counts_of(texts, places):
    """Return the counts of the texts in these places; each text has one more word, "z"."""
    names = {f"d{i}": f"{texts[i][0]} z" for i in places}
    segments, documents = toy(names, groups={f"d{i}": texts[i][1] for i in places})
    return count(segments, documents.assign(outlet=[f"o{i % 3}" for i in places])).select()


@given(any_texts, st.data())
def test_parts_give_the_interval_of_the_whole_to_the_bit(texts, data):
    part_of = data.draw(st.lists(st.integers(0, 3), min_size=len(texts), max_size=len(texts)))
    parts = [[i for i, part in enumerate(part_of) if part == k] for k in data.draw(st.permutations(range(4)))]
    cluster = data.draw(st.sampled_from(["doc_id", "outlet"]))
    whole = counts_of(texts, range(len(texts)))
    table = bootstrap_of_parts(
        (counts_of(texts, places) for places in parts if places), target="x", cluster=cluster, times=100
    )
    merged = whole.by_document()
    of_target = (merged.rows["source_type"] == "x").to_numpy()
    groups = [
        Sample(merged.matrix[rows.nonzero()[0]], merged.words[rows], merged.rows[cluster][rows].tolist())
        for rows in (of_target, ~of_target)
    ]
    assert table["term"].tolist() == whole.terms.tolist()
    np.testing.assert_array_equal(table[["boot_low", "boot_high"]].to_numpy().T, bootstrap_interval(*groups, times=100))
    assert table["n_target"].tolist() == groups[0].matrix.sum(axis=0).tolist()
    assert table["total_reference"].unique().tolist() == [groups[1].words.sum()]
    pd.testing.assert_frame_equal(table, bootstrap_of_parts([whole], target="x", cluster=cluster, times=100))


def test_sums_worked_by_hand():
    counts = count(*toy({"a": "cat cat dog", "b": "dog the"})).select().by_document()
    (a, b) = poisson_weights(["a", "b"], times=6).astype(int)
    sums = resample(Sample(counts.matrix, counts.words, ["a", "b"]), counts.terms, times=6)
    assert sums.terms.tolist() == ["cat", "dog", "the"] and sums.n.tolist() == [2, 2, 1] and sums.total == 5
    assert sums.counts.tolist() == [(2 * a).tolist(), (a + b).tolist(), b.tolist()]
    assert sums.words.tolist() == (3 * a + 2 * b).tolist() and sums.keys == {"a", "b"}


def test_merging_does_not_change_what_is_merged():
    texts = [("a b", "x"), ("b c", "x"), ("c", "x")]
    one, two, three = (sums_of(counts_of(texts, [i])) for i in range(3))
    before = [each.counts.copy() for each in (one, two, three)]
    left, right = one.merge(two).merge(three), reduce(Resampled.merge, [three, two, one])
    for name in ("terms", "n", "counts", "words"):
        np.testing.assert_array_equal(getattr(left, name), getattr(right, name))
    assert left.total == right.total and left.keys == right.keys == {"d0", "d1", "d2"}
    for each, was in zip((one, two, three), before, strict=True):
        np.testing.assert_array_equal(each.counts, was)


def sums_of(counts):
    counts = counts.by_document()
    return resample(Sample(counts.matrix, counts.words, counts.rows["doc_id"].tolist()), counts.terms, times=40)


def test_a_group_may_be_in_one_part_alone():
    texts = [("a a", "x"), ("a b", "x"), ("b", "y"), ("b a", "y")]
    table = bootstrap_of_parts([counts_of(texts, [0, 1]), counts_of(texts, [2, 3])], target="x", reference="y")
    row = table.set_index("term").loc["a"]
    assert row["log_ratio"] == pytest.approx(log2((3 / 6) / (1 / 5)), abs=1e-12)
    assert row["boot_low"] < row["log_ratio"] < row["boot_high"]


def test_a_group_in_no_part_is_an_input_error():
    parts = [counts_of([("a", "x"), ("b", "x")], [i]) for i in range(2)]
    with pytest.raises(InputError, match="group all but x has no words in any part of the corpus"):
        bootstrap_of_parts(parts, target="x")
    with pytest.raises(InputError, match="group y has no words"):
        bootstrap_of_parts(parts, target="y", reference="x")


def test_one_document_has_no_interval():
    sums = [sums_of(counts_of([("a", "x"), ("b", "y"), ("b", "y")], places)) for places in ([0], [1, 2])]
    for target, reference in (sums, sums[::-1]):
        bounds = resampled_interval(target, reference)
        assert bounds.terms.tolist() == ["a", "b", "z"] and bounds.n_target.sum() == target.total
        assert np.isnan([bounds.low, bounds.high]).all()


def test_sums_beyond_32_bits_are_exact():
    words = np.array([2**31, 5, 2**33])
    parts = [
        resample(
            Sample(sparse.csr_array(words[i : i + 1, None]), words[i : i + 1], [f"d{i}"]), np.array(["a"]), times=50
        )
        for i in range(3)
    ]
    drawn = poisson_weights(["d0", "d1", "d2"], times=50).astype(object)
    whole = parts[1].merge(parts[0]).merge(parts[2])
    assert whole.counts[0].tolist() == whole.words.tolist() == (words.astype(object) @ drawn).tolist()
