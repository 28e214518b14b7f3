"""Rates as ratios of sums over documents: their intervals, differences and tests."""

from __future__ import annotations

from math import exp, log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.measures.stats.ratio_intervals import (
    Ratio,
    difference_bounds,
    difference_p,
    pooled_design,
    ratio_bounds,
    ratio_of,
    unit_correlation,
)

N, TOTAL = [1, 4, 2, 0, 3, 5], [10, 20, 30, 10, 10, 20]


def one(n, total=10):
    n = np.asarray(n)
    return ratio_of(n[:, None], np.broadcast_to(total, n.shape))


def test_the_variance_and_its_freedom_worked_by_hand():
    rate = 15 / 100
    off = [n - rate * total for n, total in zip(N, TOTAL, strict=True)]
    held = [(e / (1 - total / 100)) ** 2 for e, total in zip(off, TOTAL, strict=True)]
    units = 100**2 / sum(total**2 for total in TOTAL)
    second, fourth = sum(e**2 for e in off), sum(e**4 for e in off)
    found = one(N, TOTAL)
    assert found.rate[0] == pytest.approx(rate) and found.size[0] == 6
    assert (found.holding[0], found.lacking[0]) == (5, 6)
    assert found.variance[0] == pytest.approx(5 / 6 * sum(held))
    assert 2 * second**2 / ((1 + 4 / units) * fourth - second**2 / 6) > units - 1 == found.freedom[0] == 4
    burst = one([0, 0, 0, 9, 0, 0, 0])
    off, second = [-9 / 7] * 6 + [54 / 7], 6 * (9 / 7) ** 2 + (54 / 7) ** 2
    fourth = sum(e**4 for e in off)
    assert burst.freedom[0] == pytest.approx(2 * second**2 / ((1 + 4 / 7) * fourth - second**2 / 7))


def test_the_interval_is_that_of_t_on_logits():
    found = one(N, TOTAL)
    half = stats.t.ppf(0.975, found.freedom[0]) * sqrt(found.variance[0]) / (100 * 0.15 * 0.85)
    middle = log(0.15 / 0.85)
    low, high = ratio_bounds(found, pooled_design([found]))
    assert [low[0], high[0]] == pytest.approx([1 / (1 + exp(half - middle)), 1 / (1 + exp(-half - middle))])


def test_what_few_texts_hold_counts_as_many_words_as_would_be_left_if_they_were_independent():
    # Rate 1/6; off 2/6·10 = -1 2/3 (four times) or 3 1/3 (twice): squares 100/3, each held 36/25 larger.
    found = one([0, 0, 0, 0, 5, 5])
    variance = 5 / 6 * 100 / 3 * 36 / 25
    assert found.variance[0] == pytest.approx(variance)
    design = variance / (60 / 6 * 5 / 6)
    t = stats.t.ppf(0.975, found.freedom[0])
    left = 60 / design * (stats.norm.ppf(0.975) / t) ** 2
    low, high = ratio_bounds(found, pooled_design([found]))
    assert [low[0], high[0]] == pytest.approx(stats.beta.ppf([0.025, 0.975], left / 6 + 0.5, left * 5 / 6 + 0.5))


def test_a_group_without_it_takes_the_design_effect_of_the_others():
    some, none = one([0, 0, 0, 0, 5, 5]), one([0] * 8)
    design = pooled_design([some, none])
    assert design[0] == pytest.approx(some.variance[0] / (60 * 5 / 36))
    low, high = ratio_bounds(none, design)
    assert low[0] == 0 and high[0] == pytest.approx(stats.beta.ppf(0.975, 0.5, 80 / design[0] + 0.5))
    low, high = ratio_bounds(one([10] * 8), design)
    assert high[0] == 1 and low[0] == pytest.approx(stats.beta.ppf(0.025, 80 / design[0] + 0.5, 0.5))


def test_the_difference_goes_as_far_as_both_intervals_let_it():
    mine, other = one(N, TOTAL), one([6, 4, 7, 5, 3, 6, 8])
    design = pooled_design([mine, other])
    (l1,), (u1,) = ratio_bounds(mine, design)
    (l2,), (u2,) = ratio_bounds(other, design)
    low, high = difference_bounds(mine, other, design)
    apart = 15 / 100 - 39 / 70
    assert low[0] == pytest.approx(apart - sqrt((0.15 - l1) ** 2 + (u2 - 39 / 70) ** 2))
    assert high[0] == pytest.approx(apart + sqrt((u1 - 0.15) ** 2 + (39 / 70 - l2) ** 2))


def test_rates_that_go_together_differ_for_sure():
    mine, other = one(N, TOTAL), one([6, 4, 7, 5, 3, 6])
    design = pooled_design([mine, other])
    a = 0.15 - ratio_bounds(mine, design)[0][0]
    b = ratio_bounds(other, design)[1][0] - 31 / 60
    low, high = difference_bounds(mine, other, design, correlation=0.5)
    assert low[0] == pytest.approx(0.15 - 31 / 60 - sqrt(a * a + b * b - a * b))
    apart = difference_bounds(mine, other, design)
    assert high[0] - low[0] < apart[1][0] - apart[0][0]


def test_units_that_go_together_by_hand():
    # Rates 1/2 and 1/4 of 40 and 40; off -1 1 0 0 and -2 2 1 -1.
    n, other = np.array([4, 6, 5, 5]), np.array([1, 5, 4, 2])
    ten, twelve = np.full(4, 10), np.full(4, 12)
    assert unit_correlation(n, ten, other, twelve) == pytest.approx((2 + 2) / sqrt(2 * 10))
    assert unit_correlation(n * 0, ten, other, twelve) == 0


@pytest.mark.parametrize("other", [[6, 4, 7, 5, 3, 6, 8], [1, 3, 2, 8, 1, 0, 9], [3, 9, 4, 4, 0, 9, 8, 1]])
def test_p_is_where_the_interval_just_reaches_0(other):
    mine, other = one([5, 8, 9, 4, 6, 7]), one(other)
    design = pooled_design([mine, other])
    (p,) = difference_p(mine, other, design)
    low, high = difference_bounds(mine, other, design, alpha=p)
    assert min(abs(low[0]), abs(high[0])) < 1e-9
    low, high = difference_bounds(mine, other, design)
    assert (p <= 0.05) == (low[0] > 0 or high[0] < 0)


def test_p_is_never_less_than_what_dealing_out_the_texts_could_give():
    mine, other = one([9] * 5), one([1] * 5)
    assert difference_p(mine, other, pooled_design([mine, other]))[0] == pytest.approx(2 / 252)


def test_too_few_texts_have_no_interval_and_no_test():
    few, many = one([1, 2, 3, 4]), one([1, 2, 3, 4, 5])
    design = pooled_design([few, many])
    assert np.isnan(ratio_bounds(few, design)).all() and not np.isnan(ratio_bounds(many, design)).any()
    assert np.isnan(difference_bounds(few, many, design)).all() and np.isnan(difference_p(few, many, design)).all()


def test_what_no_text_has_or_every_word_is_has_no_interval():
    for n in ([0] * 6, [10] * 6):
        groups = [one(n), one(n)]
        design = pooled_design(groups)
        assert np.isnan(design).all() and np.isnan(ratio_bounds(groups[0], design)).all()
        assert np.isnan(difference_p(*groups, design)).all()


def test_what_is_in_four_texts_has_an_interval_but_no_test():
    mine, other = one([3, 3, 3, 3, *[0] * 20]), one([0] * 24)
    design = pooled_design([mine, other])
    assert not np.isnan(difference_bounds(mine, other, design)).any()
    assert np.isnan(difference_p(mine, other, design)[0])


def test_units_without_a_word_and_a_unit_by_itself():
    padded = one([*N, 0, 0], [*TOTAL, 0, 0])
    assert all(np.array_equal(a, b) for a, b in zip(padded, one(N, TOTAL), strict=True))
    assert np.isnan(one([3]).variance).all() and one([0, 0], [0, 0]).size[0] == 0
    assert np.isnan(one([0], [0]).rate).all()


counts = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 30)), min_size=6, max_size=25)


def made(cells):
    n, more = np.array(cells).T
    return n, n + more


def both(first, second) -> tuple[Ratio, Ratio, np.ndarray]:
    mine, other = one(*first), one(*second)
    return mine, other, pooled_design([mine, other])


@given(counts, counts, st.randoms(use_true_random=False))
def test_neither_the_order_of_texts_nor_that_of_groups_matters(first, second, random):
    mine, other, design = both(made(first), made(second))
    low, high = difference_bounds(mine, other, design)
    p = difference_p(mine, other, design)
    for swapped in (low, high), (-high, -low):
        again = difference_bounds(*((mine, other) if swapped[0] is low else (other, mine)), design)
        assert again[0] == pytest.approx(swapped[0], nan_ok=True) and again[1] == pytest.approx(swapped[1], nan_ok=True)
    assert difference_p(other, mine, design) == pytest.approx(p, nan_ok=True)
    random.shuffle(first)
    shuffled = both(made(first), made(second))
    assert difference_p(*shuffled) == pytest.approx(p, rel=1e-6, nan_ok=True)
    if not np.isnan(low[0]):
        assert low[0] <= mine.rate[0] - other.rate[0] <= high[0]


@given(counts, st.integers(2, 9))
def test_twice_the_words_of_each_text_say_no_more(cells, times):
    n, total = made(cells)
    found, more = one(n, total), one(times * n, times * total)
    if min(found.holding[0], found.lacking[0]) >= 5:
        bounds = ratio_bounds(found, pooled_design([found]))
        again = ratio_bounds(more, pooled_design([more]))
        assert np.ravel(again) == pytest.approx(np.ravel(bounds))


@given(counts, counts)
def test_what_is_left_over_differs_by_as_much_the_other_way(first, second):
    (n, total), (m, size) = made(first), made(second)
    mine, other, design = both((n, total), (m, size))
    rest, others, same_design = both((total - n, total), (size - m, size))
    assert design == pytest.approx(same_design, nan_ok=True)
    low, high = difference_bounds(mine, other, design)
    flipped = difference_bounds(rest, others, design)
    assert flipped[0] == pytest.approx(-high, nan_ok=True, abs=1e-9)
    assert flipped[1] == pytest.approx(-low, nan_ok=True, abs=1e-9)


def drawn(random, texts, kind, share, shape):
    """Return how often something occurs, and among how many words, in texts that differ: in bursts, or in stretches."""
    total = np.maximum(20, random.poisson(300 * np.exp(0.5 * random.standard_normal(texts))))
    if kind == "bursts":
        return np.minimum(random.poisson(total * share * random.gamma(shape, 1 / shape, texts)), total), total
    each = random.beta(share * shape, (1 - share) * shape, texts)
    return random.binomial(total // 15, each) * 15, total


@pytest.mark.parametrize(
    ("kind", "share", "shape"),
    [("bursts", 0.02, 0.7), ("bursts", 0.003, 0.7), ("stretches", 0.4, 4), ("stretches", 0.05, 4)],
)
@pytest.mark.parametrize("texts", [(20, 20), (20, 60)])
def test_intervals_hold_the_truth_and_tests_their_level(kind, share, shape, texts):
    random, times = np.random.default_rng(7), 500
    pairs = [[drawn(random, n, kind, share, shape) for n in texts] for _ in range(times)]
    groups = [Ratio.join([one(*pair[side]) for pair in pairs]) for side in (0, 1)]
    design = pooled_design(groups)
    low, high = difference_bounds(*groups, design)
    within = np.mean((low <= 0) & (high >= 0))
    assert 0.92 <= within <= 0.985
    p = difference_p(*groups, design)
    assert np.mean(p[~np.isnan(p)] <= 0.05) <= 0.07
    if kind == "bursts":
        low, high = ratio_bounds(groups[0], design)
        assert 0.91 <= np.mean((low <= share) & (share <= high)) <= 0.98
