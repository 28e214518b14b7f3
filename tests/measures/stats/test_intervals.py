from __future__ import annotations

from math import log, log2, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse, stats

from analysis.measures.stats.intervals import log_ratio_interval, word_interval
from analysis.measures.stats.sample import Sample
from analysis.measures.stats.significance import benjamini_hochberg


def sample(counts, words):
    return Sample(sparse.csr_array(np.asarray(counts, dtype=np.int64)), np.asarray(words))


def even(counts, size=10):
    return sample(np.asarray(counts)[:, None], np.full(len(counts), size))


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


@settings(deadline=None, max_examples=50)
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
