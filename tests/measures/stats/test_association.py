from __future__ import annotations

from math import log, log2, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.measures.stats.association import g2, log_ratio, percent_difference, weighted_log_odds
from analysis.measures.stats.intervals import conservative_log_ratio, word_interval

Table = tuple[int, int, int, int]


any_table = st.tuples(st.integers(0, 10**4), st.integers(0, 10**4), st.integers(0, 10**6), st.integers(0, 10**6)).map(
    lambda t: (t[0], t[1], t[0] + t[2] + 1, t[1] + t[3] + 1)
)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ((10, 3, 10, 31767), 167.23),  # rows (10, 0) and (3, 31764): Dunning 1993
        ((7, 2, 10, 9), 4.5349),
        ((16217, 735, 2796938, 2087946), 13319.96),  # Pojanapunya & Todd 2016, four cells
    ],
)
def test_g2_published_values(table, expected):
    assert g2(*table) == pytest.approx(expected, abs=0.006 if expected > 10 else 5e-5)


def test_g2_worked_by_hand():
    # 2 of 4 against 1 of 4: expected 3/2, 3/2, 5/2, 5/2.
    expected = 2 * (2 * log(4 / 3) + 1 * log(2 / 3) + 2 * log(4 / 5) + 3 * log(6 / 5))
    assert g2(2, 1, 4, 4) == pytest.approx(expected, abs=1e-12)
    assert g2(4, 0, 4, 4) == pytest.approx(16 * log(2), abs=1e-12)  # four and four expected where 0 and 8 are
    assert g2([0, 3, 5], [0, 3, 5], 5, 5).tolist() == [0, 0, 0]


@given(any_table)
def test_g2_is_scipys_log_likelihood_ratio(table):
    a, b, c, d = table
    cells = [[a, b], [c - a, d - b]]
    found = g2(*table)
    assert found >= 0 and found == pytest.approx(g2(b, a, d, c), rel=1e-9, abs=1e-9)
    if a + b == 0 or (c - a) + (d - b) == 0:
        assert found == 0
    else:
        expected = stats.chi2_contingency(cells, correction=False, lambda_="log-likelihood").statistic
        assert found == pytest.approx(expected, rel=1e-9, abs=1e-7)


def test_log_ratio_published_and_by_hand():
    assert log_ratio(206523, 178174, 959641, 1562358) == pytest.approx(0.9162, abs=5e-5)
    assert log_ratio(16217, 735, 2796938, 2087946) == pytest.approx(4.0419, abs=5e-5)
    assert log_ratio([4, 1], [2, 1], 8, 16).tolist() == pytest.approx([2, 1], abs=1e-12)


def test_a_zero_count_is_taken_by_the_size_of_its_group():
    # 1 expected of 0, 6 of 0, and a quarter of 0 in the small group: half a use, and its rate in the other group too.
    assert log_ratio([0, 3, 0], [2, 0, 1], [8, 8, 4], 16).tolist() == pytest.approx(
        [log2(0.5 / 1.5), log2(6.5 / 0.5), log2(0.5 / 0.75)], abs=1e-12
    )
    assert log_ratio(0, 0, 4, 16) == 0
    assert log_ratio(62, 0, 100, 100) == pytest.approx(log2(62.5 / 0.5))  # the same sizes: Hardie's half use


def test_the_log_ratio_points_to_the_group_that_uses_the_word():
    assert log_ratio(0, [1, 3, 8], 297, 4335).max() < 0 < log_ratio([1, 3, 8], 0, 4335, 297).min()


@given(any_table)
def test_log_ratio_and_percent_difference_have_one_sign(table):
    a, b, c, d = table
    assert np.sign(log_ratio(a, b, c, d)) == np.sign(a * d - b * c)
    if a + b:
        assert np.sign(percent_difference(a, b, c, d)) == np.sign(a * d - b * c)
    else:
        assert np.isnan(percent_difference(a, b, c, d))


@given(any_table)
def test_more_uses_in_the_target_never_lower_the_log_ratio(table):
    a, b, c, d = table
    assert log_ratio(a + 1, b, c + 1, d) + 1e-9 >= log_ratio(a, b, c + 1, d)
    assert log_ratio(a, b + 1, c, d + 1) - 1e-9 <= log_ratio(a, b, c, d + 1)


def test_percent_difference_published_value_and_by_hand():
    assert percent_difference(206523, 178174, 959641, 1562358) == pytest.approx(88.7, abs=0.05)
    assert percent_difference([2, 1, 3], [1, 2, 0], 4, 4).tolist() == [100, -50, np.inf]


@given(any_table)
def test_swapping_the_groups_flips_log_ratio_and_interval(table):
    a, b, c, d = table
    assert log_ratio(a, b, c, d) == -log_ratio(b, a, d, c)
    low, high = word_interval(a, b, c, d)
    other_low, other_high = word_interval(b, a, d, c)
    assert (low, high) == (-other_high, -other_low)
    if a + b:
        assert low <= log_ratio(a, b, c, d) <= high  # also where a count is 0
    assert conservative_log_ratio(a, b, c, d) == -conservative_log_ratio(b, a, d, c)


def test_weighted_log_odds_published_values():
    one = "the quick brown fox jumps over the lazy pig".split()
    two = "the lazy purple pig jumps over the lazier donkey".split()
    terms = sorted({*one, *two})
    assert len(terms) == 11
    a, b = ([text.count(term) for term in terms] for text in (one, two))
    delta, variance, z = weighted_log_odds(a, b, len(one), len(two), prior=0.05)
    found = {term: (delta[i], variance[i], z[i]) for i, term in enumerate(terms)}
    assert found["brown"] == pytest.approx((3.1557, 20.9524, 0.6894), abs=5e-5)
    assert found["purple"][2] == pytest.approx(-0.6894, abs=5e-5) and found["the"][2] == 0


def test_weighted_log_odds_worked_by_hand():
    delta, variance, z = weighted_log_odds([1, 1], [3, 0], 2, 3)
    assert delta[0] == pytest.approx(log(1.01 / 1.01) - log(3.01 / 0.01), abs=1e-9)
    assert variance[0] == pytest.approx(1 / 1.01 + 1 / 3.01, abs=1e-12)
    assert z[0] == pytest.approx(delta[0] / sqrt(variance[0]), abs=1e-12)


def test_weighted_log_odds_of_a_single_term_are_unknown():
    assert np.isnan(weighted_log_odds([3], [2], 3, 2)[2]).all()


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=2, max_size=8))
def test_swapping_the_groups_flips_z(pairs):
    a, b = np.array(pairs).T
    z = weighted_log_odds(a, b, a.sum() + 1, b.sum() + 1)[2]
    np.testing.assert_array_equal(z, -weighted_log_odds(b, a, b.sum() + 1, a.sum() + 1)[2])
