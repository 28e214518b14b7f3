from __future__ import annotations

from math import isnan, log, log2, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse, stats
from scipy.stats import beta, binomtest

from analysis.measures.stats.intervals import (
    conservative_log_ratio,
    joint_alpha,
    mean_interval,
    proportion_interval,
    rank_bounds,
    rate_interval,
    word_interval,
)
from analysis.measures.stats.log_ratio_interval import log_ratio_interval
from analysis.measures.stats.sample import Sample


def sample(counts, words):
    return Sample(sparse.csr_array(np.asarray(counts, dtype=np.int64)), np.asarray(words))


def even(counts, size=10):
    return sample(np.asarray(counts)[:, None], np.full(len(counts), size))


def test_counts_of_many_terms_have_the_bounds_of_few():
    hits, of = np.arange(3000) % 7, 7 + np.arange(3000) % 11
    few = [proportion_interval(hits[at : at + 77], of[at : at + 77]) for at in range(0, 3000, 77)]
    assert np.array_equal(proportion_interval(hits, of), np.concatenate(few, axis=1))


def test_interval_worked_by_hand():
    # Six documents of 10 words each. Target 1 1 1 5 5 5: 18, off by -2 or 2, squares 24, times 6/5 = 28.8. Reference
    # 1 1 1 1 1 4: 9, off by -.5 (five times) or 2.5, squares 7.5, times 6/5 = 9. Expected 3 and 1.5 in each document.
    # φ = ((24 - 18) + (7.5 - 9)) / (6·9 + 6·2.25) = 4.5 / 67.5 = 1/15; so by bursts 18 + 54/15 = 21.6, 9 + .9 = 9.9.
    low, high = log_ratio_interval(even([1, 1, 1, 5, 5, 5]), even([1, 1, 1, 1, 1, 4]))
    v1, v2 = 28.8 / 18**2, 9.9 / 9**2
    freedom = (v1 + v2) ** 2 / (v1**2 / 5 + v2**2 / 5)
    half = stats.t.ppf(0.975, freedom) * sqrt(v1 + v2) / log(2)
    assert low[0] == pytest.approx(1 - half, abs=1e-12) and high[0] == pytest.approx(1 + half, abs=1e-12)


def test_interval_of_a_term_in_few_documents_counts_effective_words():
    # Target 0 0 0 0 6 6, reference 0: off -2 (four times) or 4 (twice), squares 48, times 6/5 = 57.6 for 12 words. By
    # bursts, φ = (48 - 12) / 24 = 1.5: 12 + 36 = 48. So 57.6 / 12 = 4.8 words count as one: 2.5 words are left.
    low, high = log_ratio_interval(even([0, 0, 0, 0, 6, 6]), even([0] * 6))
    assert high[0] == np.inf
    p = 0.025 ** (1 / 2.5)
    assert low[0] == pytest.approx(log2(p / (1 - p)), abs=1e-12)
    assert low[0] < word_interval(12, 0, 60, 60)[0]


def test_the_curve_begins_where_both_groups_have_five_documents_with_the_term():
    # In four of six documents the exact interval of effective words is used, which is no curve around the log ratio.
    low, high = log_ratio_interval(even([0, 0, 1, 1, 2, 2]), even([2, 2, 2, 2, 2, 2]))
    assert (low + high)[0] / 2 != pytest.approx(-1, abs=1e-3)
    low, high = log_ratio_interval(even([0, 1, 1, 1, 1, 2]), even([2, 2, 2, 2, 2, 2]))
    assert (low + high)[0] / 2 == pytest.approx(-1, abs=1e-12)


def test_a_long_document_is_held_larger():
    # Target: 4 in 40 words, and four times 1 in 10: rate 1/10, and nothing is off. Make the first 8: 12 in 80 words,
    # off 8 - 6 = 2 and four times -.5; held larger by (1/(1 - 1/2))² = 4 and (1/(1 - 1/8))² = 64/49.
    one = sample([[8], [1], [1], [1], [1]], [40, 10, 10, 10, 10])
    two = sample([[1], [1], [1], [1], [1]], [10, 10, 10, 10, 10])
    low, high = log_ratio_interval(one, two)
    held = 4 / 5 * (4 * 4 + 4 * 0.25 * 64 / 49)
    squares, model = 4 + 4 * 0.25, (12 / 80) ** 2 * 2000
    burst = max(0, (squares - 12 + 0 - 5) / (model + 0.1**2 * 500))
    v1, v2 = max(held, 12 + burst * model) / 12**2, (5 + burst * 5) / 5**2
    freedom = (v1 + v2) ** 2 / (v1**2 / (80**2 / 2000 - 1) + v2**2 / 4)
    half = stats.t.ppf(0.975, freedom) * sqrt(v1 + v2) / log(2)
    assert held > 12 and (high - low)[0] / 2 == pytest.approx(half, abs=1e-12)


def test_interval_needs_five_documents_in_each_group():
    for n, m in ((4, 9), (9, 4)):
        assert np.isnan(log_ratio_interval(even([1] * n), even([2] * m))).all()
    assert not np.isnan(log_ratio_interval(even([1] * 5), even([2] * 5))).any()


def test_words_spread_as_by_chance_have_the_variance_of_words():
    # No burst: the counts are all as expected. By the model alone the variance of ln r is 1/Σx: 1/20 and 1/10.
    low, high = log_ratio_interval(even([2] * 10, 100), even([1] * 10, 100))
    freedom = (0.05 + 0.1) ** 2 / (0.05**2 / 9 + 0.1**2 / 9)
    half = stats.t.ppf(0.975, freedom) * sqrt(0.15) / log(2)
    assert (high - low)[0] / 2 == pytest.approx(half, abs=1e-12)


@given(st.integers(0, 10**6), st.integers(5, 30), st.integers(5, 30))
def test_swapping_the_groups_flips_the_interval(seed, n, m):
    random = np.random.default_rng(seed)
    words = random.integers(20, 90, n + m)
    counts = random.poisson(random.gamma(0.7, 1, (n + m, 5)))
    counts[0] = 1  # each term occurs
    one, two = sample(counts[:n], words[:n]), sample(counts[n:], words[n:])
    low, high = log_ratio_interval(one, two)
    other_low, other_high = log_ratio_interval(two, one)
    np.testing.assert_allclose(low, -other_high, rtol=1e-9)
    np.testing.assert_allclose(high, -other_low, rtol=1e-9)
    assert (low < high).all()


def test_it_is_the_delta_method_over_documents_where_words_come_in_bursts():
    random = np.random.default_rng(4)
    words = random.integers(100, 900, 400)
    counts = random.poisson(words[:, None] * random.gamma(0.5, 0.01, (400, 8)))
    one, two = sample(counts[:200], words[:200]), sample(counts[200:], words[200:])
    low, high = log_ratio_interval(one, two)
    # A second way to the same variance: the jackknife over documents.
    errors = []
    for each in (one, two):
        x, w = each.matrix.toarray(), each.words
        without = np.log((x.sum(axis=0) - x) / (w.sum() - w)[:, None])
        errors.append((len(w) - 1) * without.var(axis=0))
    np.testing.assert_allclose((high - low) / 2 / 1.967, np.sqrt(sum(errors)) / log(2), rtol=0.08)


@pytest.mark.parametrize(("longest", "most"), [(0, 0.97), (20_000, 1)], ids=["alike", "one long text"])
def test_intervals_cover(longest, most):
    random, held, tried = np.random.default_rng(8), 0, 0
    for _ in range(12):
        words = random.lognormal(5.5, 0.6, 120).astype(int) + 20
        words[0] = max(words[0], longest)
        rates = 0.004 * np.exp2(random.normal(0, 1, 150))
        true = random.normal(0, 0.7, 150)
        means = words[:, None] * rates * np.where(np.arange(120)[:, None] < 60, np.exp2(true), 1)
        counts = random.poisson(means * random.gamma(0.7, 1 / 0.7, means.shape))
        one, two = sample(counts[:60], words[:60]), sample(counts[60:], words[60:])
        low, high = log_ratio_interval(one, two)
        many = (one.documents >= 10) & (two.documents >= 10)
        held += ((low <= true) & (true <= high))[many].sum()
        tried += many.sum()
    assert tried > 1000 and 0.93 <= held / tried <= most


intervals = st.lists(st.tuples(st.integers(-5, 5), st.integers(0, 4)), min_size=1, max_size=12)


def test_ranks_worked_by_hand():
    # 5 to 7 lies above 1 to 2 and 0 to 3; 4 to 5 touches the first; the last has no end.
    low, high = np.array([5.0, 1, 0, 4, -np.inf]), np.array([7.0, 2, 3, 5, np.inf])
    first, last = rank_bounds(low, high)
    assert first.tolist() == [1, 3, 3, 1, 1] and last.tolist() == [3, 5, 5, 3, 5]


def test_an_item_without_an_interval_has_no_rank_and_takes_none():
    first, last = rank_bounds(np.array([2.0, np.nan, 0.0]), np.array([3.0, np.nan, 1.0]))
    np.testing.assert_array_equal(first, [1, np.nan, 2])
    np.testing.assert_array_equal(last, [1, np.nan, 2])


@given(intervals)
def test_each_rank_is_counted_one_by_one(rows):
    low = np.array([a for a, _ in rows], dtype=float)
    high = np.array([a + width for a, width in rows], dtype=float)
    first, last = rank_bounds(low, high)
    for i in range(len(rows)):
        assert first[i] == 1 + sum(low > high[i])
        assert last[i] == len(rows) - sum(high < low[i])
    order = np.argsort(-(low + high), kind="stable")
    ranks = np.empty(len(rows))
    ranks[order] = np.arange(1, len(rows) + 1)
    assert (first <= ranks).all() and (ranks <= last).all()


def test_joint_intervals_hold_together():
    assert joint_alpha(1) == pytest.approx(0.05) and (1 - joint_alpha(1000)) ** 1000 == pytest.approx(0.95)


def test_the_true_ranks_are_inside():
    random, held = np.random.default_rng(0), 0
    from scipy.stats import norm

    for _ in range(200):
        true = random.normal(0, 2, 8)
        found, half = true + random.normal(0, 1, 8), norm.isf(joint_alpha(8) / 2)
        first, last = rank_bounds(found - half, found + half)
        ranks = 1 + (true[None, :] > true[:, None]).sum(axis=1)
        held += ((first <= ranks) & (ranks <= last)).all()
    assert held >= 190


@pytest.mark.parametrize(("n", "words"), [(0, 10), (3, 10), (10, 10), (1, 88), (73, 2963)])
def test_the_bounds_of_a_rate_are_those_of_scipy(n, words):
    low, high = rate_interval([n], [words])
    exact = binomtest(n, words).proportion_ci(method="exact")
    assert (low[0], high[0]) == pytest.approx((1000 * exact.low, 1000 * exact.high))


def test_the_bounds_of_none_in_ten_by_hand():
    low, high = rate_interval(0, 10)
    assert low == 0 and high == pytest.approx(1000 * (1 - 0.025 ** (1 / 10)))
    assert high == pytest.approx(1000 * beta.ppf(0.975, 1, 10))


@given(st.integers(0, 30), st.integers(0, 30))
def test_the_interval_of_a_share_is_scipys(hits, others):
    found = proportion_interval(hits, hits + others)
    if not hits + others:
        assert all(map(isnan, found))
    else:
        expected = stats.binomtest(hits, hits + others).proportion_ci(method="exact")
        assert found == pytest.approx(tuple(expected), abs=1e-9)


def test_the_interval_of_a_mean_worked_by_hand():
    # Mean 1/2, standard deviation 1/10, n = 4: half a width of t(3) · 1/20.
    values = [0.5 - 0.1 * 0.75**0.5, 0.5 - 0.1 * 0.75**0.5, 0.5 + 0.1 * 0.75**0.5, 0.5 + 0.1 * 0.75**0.5]
    half = stats.t.ppf(0.975, 3) / 20
    assert mean_interval(values) == pytest.approx((0.5, 0.5 - half, 0.5 + half))
    assert mean_interval([0, 1]) == (0.5, 0, 1) and isnan(mean_interval([0.5])[1]) and isnan(mean_interval([])[0])


@given(st.integers(0, 3000), st.integers(0, 3000), st.sampled_from([0.05, 0.001]))
def test_word_interval_is_scipys_clopper_pearson(a, b, alpha):
    if a + b == 0:
        assert word_interval(a, b, 7, 9, alpha=alpha) == (-np.inf, np.inf)
        return
    exact = stats.binomtest(a, a + b).proportion_ci(confidence_level=1 - alpha, method="exact")
    low, high = word_interval(a, b, 700, 900, alpha=alpha)
    for found, p in ((low, exact.low), (high, exact.high)):
        if 0 < p < 1:
            assert found == pytest.approx(log2(9 / 7 * p / (1 - p)), abs=1e-7)
    assert (low == -np.inf) == (a == 0) and (high == np.inf) == (b == 0)


def test_word_interval_worked_by_hand():
    # Of 3 against 0 only the lower bound is finite: p^3 = .025.
    p = 0.025 ** (1 / 3)
    low, high = word_interval(3, 0, 10, 20)
    assert low == pytest.approx(log2(2 * p / (1 - p)), abs=1e-12) and high == np.inf


def test_conservative_log_ratio_published_values():
    assert conservative_log_ratio(35, 263, 112289776, 1559716979) == pytest.approx(0.3338, abs=5e-5)
    assert conservative_log_ratio([10, 3], [0, 0], 100000, 100000).tolist() == pytest.approx([1.1645, 0], abs=5e-5)
