from __future__ import annotations

import warnings
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse, stats

from analysis.measures.inference import benjamini_hochberg, smallest_permutation_p, welch_p, why_no_test

sizes = st.integers(5, 9)


@st.composite
def two_groups(draw):
    """Rates per document of three terms: counts over sizes, so that ties and constants turn up."""
    groups = []
    for n in (draw(sizes), draw(sizes)):
        words = np.array(draw(st.lists(st.integers(1, 4), min_size=n, max_size=n)))
        counts = np.array(draw(st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=n, max_size=n)))
        groups.append(counts / words[:, None])
    return groups


@settings(deadline=None)
@given(two_groups())
def test_welch_is_scipys(groups):
    one, two = groups
    found = welch_p(sparse.csr_array(one), sparse.csr_array(two))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # scipy warns where a rate is constant; ours is NaN there
        expected = stats.ttest_ind(one, two, equal_var=False).pvalue
    constant = (np.ptp(one, axis=0) == 0) & (np.ptp(two, axis=0) == 0)
    half_constant = (np.ptp(one, axis=0) == 0) ^ (np.ptp(two, axis=0) == 0)
    assert np.isnan(found[constant]).all()
    np.testing.assert_allclose(found[~constant & ~half_constant], expected[~constant & ~half_constant], atol=1e-12)
    np.testing.assert_allclose(found[half_constant], expected[half_constant], atol=1e-9)
    np.testing.assert_array_equal(found, welch_p(two, one))


def test_welch_worked_by_hand():
    # Means 3 and 0; variance 2.5 in one group, 0 in the other: t = 3 / √(2.5/5) = √18 with 4 degrees of freedom.
    p = welch_p(np.array([[1], [2], [3], [4], [5]]), np.zeros((5, 1)))
    assert p[0] == pytest.approx(2 * stats.t.sf(18**0.5, 4), abs=1e-12)


def test_welch_needs_five_documents_in_each_group():
    four, five = np.arange(4.0)[:, None], np.arange(5.0)[:, None] + 9
    assert np.isnan(welch_p(four, five)).all() and np.isnan(welch_p(five, four)).all()
    assert welch_p(five, five + 1)[0] < 1


def test_welch_of_constant_rates_is_empty_without_a_warning():
    constant = np.full((6, 1), 0.1)
    assert np.isnan(welch_p(constant, constant)).all() and np.isnan(welch_p(constant, constant * 2)).all()
    assert np.isnan(welch_p(np.zeros((5, 2)), np.zeros((5, 2)))).all()
    assert welch_p(np.zeros((5, 0)), np.zeros((5, 0))).shape == (0,)


def test_benjamini_hochberg_worked_by_hand():
    # Sorted .01 .02 .03 .5, m = 4: 4·.01/1, 4·.02/2, 4·.03/3 = .04 each, then .5.
    assert benjamini_hochberg([0.02, 0.5, 0.01, 0.03]).tolist() == pytest.approx([0.04, 0.5, 0.04, 0.04], abs=1e-15)


def test_benjamini_hochberg_keeps_what_is_not_known():
    q = benjamini_hochberg([np.nan, 0.01, 0.04])
    assert np.isnan(q[0]) and q[1:].tolist() == pytest.approx([0.02, 0.04])
    assert np.isnan(benjamini_hochberg([np.nan, np.nan])).all() and benjamini_hochberg([]).tolist() == []


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_benjamini_hochberg_is_its_definition(p):
    ranked, m = sorted(p), len(p)
    for value, q in zip(p, benjamini_hochberg(p), strict=True):
        i = ranked.index(value)
        assert q == pytest.approx(min(1.0, *(m * ranked[k] / (k + 1) for k in range(i, m))), abs=1e-12)


def test_smallest_permutation_p():
    assert smallest_permutation_p(3, 3) == pytest.approx(0.05) and smallest_permutation_p(4, 1) == pytest.approx(0.2)
    for n in (2, 3, 4):  # the most extreme split of distinct values, by scipy's own count of all splits
        found = stats.permutation_test(
            (np.arange(n) + 10, np.arange(3)), lambda x, y: x.mean() - y.mean(), alternative="greater"
        )
        assert smallest_permutation_p(n, 3) == pytest.approx(found.pvalue) == pytest.approx(1 / comb(n + 3, n))


def test_why_there_is_no_test_is_said_in_a_sentence():
    sentence = why_no_test(4, 1)
    assert "at least 5 in each group, but there are 4 against 1" in sentence
    assert "of the 5 ways" in sentence and "p of 0.2" in sentence and sentence.count(". ") == 0
    assert why_no_test(4, 100) and why_no_test(100, 4) and why_no_test(5, 5) == ""
