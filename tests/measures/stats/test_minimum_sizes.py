from __future__ import annotations

from itertools import combinations
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.measures.stats.minimum_sizes import (
    LEAST_BLOCKS,
    LEAST_DOCUMENTS,
    explain_missing_stability,
    explain_missing_test,
    is_testable,
    smallest_p,
    smallest_permutation_p,
)


def test_smallest_permutation_p():
    assert smallest_permutation_p(3, 3) == pytest.approx(0.05) and smallest_permutation_p(4, 1) == pytest.approx(0.2)
    for n in (2, 3, 4):  # the most extreme split of distinct values, by scipy's own count of all splits
        found = stats.permutation_test(
            (np.arange(n) + 10, np.arange(3)), lambda x, y: x.mean() - y.mean(), alternative="greater"
        )
        assert smallest_permutation_p(n, 3) == pytest.approx(found.pvalue) == pytest.approx(1 / comb(n + 3, n))


def test_the_smallest_p_of_a_term_counts_the_deals_that_put_its_documents_into_one_group():
    for k, over, under in ((1, 3, 4), (2, 3, 4), (3, 3, 2), (4, 5, 3)):
        deals = list(combinations(range(over + under), over))
        share = sum(set(range(k)) <= set(deal) for deal in deals) / len(deals)
        assert smallest_p(k, over, under) == pytest.approx(min(1, 2 * share), abs=1e-12)
    assert smallest_p(7, 3, 4) == pytest.approx(2 / comb(7, 3))  # more documents than the group holds


@given(st.integers(1, 40), st.integers(1, 40), st.integers(1, 40))
def test_the_smallest_p_is_the_end_of_fishers_exact_test(k, over, under):
    k = min(k, over + under)
    best = min(k, over)
    p = stats.hypergeom.pmf(best, over + under, k, over)
    if k <= over:
        assert smallest_p(k, over, under) == pytest.approx(min(1, 2 * p), rel=1e-8)
    else:
        assert smallest_p(k, over, under) <= min(1, 2 * p) * (1 + 1e-8)


def test_a_term_is_tested_if_it_could_reach_the_level():
    # 8 against 8: 5 documents with the term, all in one group: 2 · C(8, 5) / C(16, 5) = 2 · 56 / 4368 = .026
    assert is_testable([4, 5, 6, 16], 8, 8).tolist() == [False, True, True, True]
    # 5 against 5: even all ten documents leave 2 / C(10, 5) = 2 / 252.
    assert is_testable([4, 5, 10], 5, 5).tolist() == [False, True, True]
    assert not is_testable([5, 50], 4, 100).any() and not is_testable([5, 50], 100, 4).any()
    assert is_testable([5, 6], 40, 40).tolist() == [False, True]  # .0547 and .0255: five are not always enough
    assert is_testable([], 9, 9).shape == (0,)


def test_five_documents_in_each_group_are_enough_for_the_level_itself():
    assert 2 * smallest_permutation_p(LEAST_DOCUMENTS, LEAST_DOCUMENTS) < 0.05
    assert 2 * smallest_permutation_p(3, 3) > 0.05


def test_why_there_is_no_test_is_said_in_a_sentence():
    sentence = explain_missing_test(4, 1)
    assert "at least 5 in each group, but there are 4 against 1" in sentence
    assert "of the 5 ways" in sentence and "p of 0.2" in sentence and sentence.count(". ") == 0
    assert explain_missing_test(4, 100) and explain_missing_test(100, 4) and explain_missing_test(5, 5) == ""
    assert "they compare clusters" in explain_missing_test(2, 9, unit="cluster")


def test_why_there_is_no_stability_is_said_in_a_sentence():
    assert (
        "but there are 4 in one" in explain_missing_stability(LEAST_BLOCKS - 1)
        and explain_missing_stability(LEAST_BLOCKS) == ""
    )
