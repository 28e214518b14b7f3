"""What is left of a difference without the one document that carries most of it."""

from __future__ import annotations

from math import isnan, log2

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from analysis.measures.stats.leave_one_out import leave_one_out
from analysis.measures.stats.sample import Sample

cases = st.tuples(st.integers(1, 5), st.integers(1, 4), st.integers(1, 3)).flatmap(
    lambda size: st.tuples(*(matrix(n, size[2]) for n in size[:2]))
)


def matrix(n, terms):
    counts = st.lists(st.lists(st.integers(0, 4), min_size=terms, max_size=terms), min_size=n, max_size=n)
    return st.tuples(counts, st.lists(st.integers(1, 9), min_size=n, max_size=n))


def call(target, reference, words_target, words_reference):
    return leave_one_out(
        *(
            Sample(
                sparse.csr_array(np.array(counts, dtype=np.int64)),
                np.array(words),
                [f"{name}{i}" for i in range(len(words))],
            )
            for name, counts, words in (("t", target, words_target), ("r", reference, words_reference))
        )
    )


def plain(own, other, words, others_words):
    """Leave out every document in turn, also those without the term, with whole numbers as far as they go."""
    left = []
    for i in range(len(own)):
        a, c = sum(own) - own[i], sum(words) - words[i]
        b, d = sum(other), sum(others_words)
        if c == 0:
            return float("nan")
        left.append((log2(a * d / (c * b)) if b else log2(1 + 2 * a * d / c)) if a * d > b * c else 0)
    return min(left)


def test_worked_by_hand():
    # Of 10 words each: 3, 1, 0 against 1, 1; only in one; the reference's; nowhere.
    target, reference = [[3, 2, 0, 0], [1, 0, 1, 0], [0, 0, 0, 0]], [[1, 0, 4, 0], [1, 0, 4, 0]]
    found = call(target, reference, [10, 10, 10], [10, 10])
    # Without t0 "1 of 20" is not more than "2 of 20"; the reference's without either is 4 of 10 against 1 of 30.
    assert found["log_ratio_without_one"][:3] == pytest.approx([0, 0, -log2(4 / 10 * 30 / 1)])
    assert found["top_share"][:3].tolist() == [3 / 4, 1, 1 / 2]
    assert found["top_doc"].tolist() == ["t0", "t0", "r0", ""]
    assert np.isnan(found["top_share"][3]) and np.isnan(found["log_ratio_without_one"][3])


def test_what_no_text_carries_stays_and_a_zero_is_taken_by_size():
    found = call([[2], [2], [2]], [[0]], [10, 10, 10], [30])
    # 4 of 20 against 0 of 30: half a use there, a third of one here.
    assert found["log_ratio_without_one"] == pytest.approx([log2((4 + 1 / 3) / 20 * 30 / 0.5)])
    assert found["top_share"].tolist() == [1 / 3] and found["top_doc"].tolist() == ["t0"]


def test_a_group_of_one_document_cannot_do_without_it():
    found = call([[5, 0], [5, 1]], [[1, 9]], [10, 10], [10])
    assert found["log_ratio_without_one"][0] == pytest.approx(log2(5))
    assert isnan(found["log_ratio_without_one"][1])
    assert found["top_share"].tolist() == [1 / 2, 1] and found["top_doc"].tolist() == ["t0", "r0"]


def test_a_tie_goes_to_the_first_document_by_name():
    counts, words = sparse.csr_array(np.array([[2], [2]])), np.array([9, 9])
    found = leave_one_out(Sample(counts, words, ["b", "a"]), Sample(counts[:1] * 0, words[:1], ["c"]))
    assert found["top_doc"].tolist() == ["a"]


def test_no_terms():
    found = call(np.zeros((2, 0)), np.zeros((1, 0)), [3, 4], [5])
    assert [len(values) for values in found.values()] == [0, 0, 0]


@settings(deadline=None)
@given(cases)
def test_it_is_what_leaving_out_each_document_gives(case):
    (target, words_target), (reference, words_reference) = case
    found = call(target, reference, words_target, words_reference)
    turned = call(reference, target, words_reference, words_target)
    for at in range(len(target[0])):
        own, other = [row[at] for row in target], [row[at] for row in reference]
        ahead = sum(own) * sum(words_reference) - sum(other) * sum(words_target)
        if ahead < 0:
            own, other, sizes = other, own, (words_reference, words_target)
        else:
            sizes = (words_target, words_reference)
        value, share = found["log_ratio_without_one"][at], found["top_share"][at]
        if sum(own) == 0:
            assert isnan(value) and isnan(share) and found["top_doc"][at] == ""
            continue
        expected = plain(own, other, *sizes) * (-1 if ahead < 0 else 1)
        assert value == pytest.approx(expected, abs=1e-12, nan_ok=True)
        assert share == max(own) / sum(own)
        assert found["top_doc"][at] == f"{'r' if ahead < 0 else 't'}{own.index(max(own))}"
        if ahead:
            assert turned["log_ratio_without_one"][at] == pytest.approx(-value, abs=1e-12, nan_ok=True)
            assert turned["top_share"][at] == share
