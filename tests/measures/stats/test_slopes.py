"""Slopes of rates over time: against a least-squares fit, by hand, and where there is nothing to find."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import linregress

from analysis.measures.stats.slopes import slope_bounds, slope_of, slope_p


@st.composite
def corpora(draw, least=10):
    k = draw(st.integers(least, 25))
    total = np.array(draw(st.lists(st.integers(1, 50), min_size=k, max_size=k)))
    n = np.array([[draw(st.integers(0, int(w))) for w in total] for _ in range(2)]).T
    time = np.array(draw(st.lists(st.integers(-3, 3), min_size=k, max_size=k).filter(lambda t: len(set(t)) > 2)))
    return n, total, time


@settings(max_examples=50)
@given(corpora())
def test_it_is_the_line_of_weighted_least_squares(corpus):
    n, total, time = corpus
    fit = np.polyfit(time, n / total[:, None], 1, w=np.sqrt(total))
    assert slope_of(n, total, time).slope == pytest.approx(fit[0], abs=1e-9)


@settings(max_examples=50)
@given(corpora(), st.randoms(use_true_random=False))
def test_time_turned_round_turns_the_sign_and_order_and_scale_change_nothing(corpus, random):
    n, total, time = corpus
    order = random.sample(range(len(total)), len(total))
    one, back = slope_of(n, total, time), slope_of(n[order], total[order], 10 - 2 * time[order])
    assert back.slope == pytest.approx(-one.slope / 2, abs=1e-9)
    (low, high), (its_low, its_high) = slope_bounds(one), slope_bounds(back)
    assert np.array([low, high]) == pytest.approx(np.array([-2 * its_high, -2 * its_low]), abs=1e-7, nan_ok=True)
    p = slope_p(one)
    assert slope_p(back) == pytest.approx(p, abs=1e-6, nan_ok=True)
    away = (low > 1e-9) | (high < -1e-9)
    assert (p[away] <= 0.05).all() and ((p[~away & (low < -1e-9) & (high > 1e-9)]) > 0.05).all()


def test_with_equal_totals_the_variance_is_the_jackknifes_by_hand():
    time, n = np.arange(12.0), np.array([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8])
    fit = linregress(time, n / 10)
    off = n / 10 - fit.intercept - fit.slope * time
    c = time - 5.5
    h = 1 / 12 + c**2 / 143
    one = slope_of(n[:, None], np.full(12, 10), time)
    assert one.slope[0] == pytest.approx(fit.slope)
    assert one.variance[0] == pytest.approx(11 / 12 * ((c * off / 143 / (1 - h)) ** 2).sum())
    assert 1 <= one.freedom[0] <= 10 and (one.size[0], one.times[0], one.holding[0]) == (12, 12, 12)


def test_clusters_of_one_text_each_are_the_texts_and_copies_add_nothing():
    rng = np.random.default_rng(3)
    total, time = rng.integers(50, 90, 14), np.arange(14) % 7
    n = rng.binomial(total, 0.2)[:, None]
    one, same = slope_of(n, total, time), slope_of(n, total, time, np.array(list("abcdefghijklmn")))
    assert all(a == pytest.approx(b) for a, b in zip(one, same, strict=True))
    twice = [np.concatenate([column, column]) for column in (n, total, time, np.arange(14))]
    doubled = slope_of(*twice)
    assert doubled.slope == pytest.approx(one.slope) and doubled.size.tolist() == [14]
    assert doubled.variance == pytest.approx(one.variance)


@pytest.mark.parametrize(
    ("n", "times"),
    [
        ([1] * 9, 9),  # too few texts
        ([1, 2] * 6, 2),  # two times
        ([0] * 8 + [3] * 4, 6),  # in four texts
        ([10] * 8 + [9] * 4, 6),  # anything else in four
        ([0] * 12, 6),
    ],
)
def test_too_little_has_no_interval_and_no_p(n, times):
    one = slope_of(np.array([n]).T, np.full(len(n), 10), np.arange(len(n)) % times)
    assert np.isnan(slope_p(one)).all() and np.isnan(slope_bounds(one)).all()


def test_one_text_apart_from_all_others_in_time_is_no_trend():
    n = np.array([[2, 3, 1, 2, 4, 3, 2, 1, 3, 2, 9]]).T
    one = slope_of(n, np.full(11, 10), np.array([0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1000]))
    assert not slope_p(one)[0] <= 0.05


def test_nothing_is_found_where_there_is_nothing_and_a_rise_where_there_is_one():
    rng = np.random.default_rng(20)
    time, total = rng.integers(0, 8, 40), np.ceil(np.exp(rng.normal(6, 0.8, 40))).astype(int)
    bursts = rng.gamma(2, 0.5, (40, 600))
    still = slope_of(rng.poisson(0.004 * bursts * total[:, None]), total, time)
    assert 0.01 < (slope_p(still) <= 0.05).mean() < 0.07
    rate = 0.006 + 0.001 * (time - time.mean())[:, None]
    low, high = slope_bounds(slope_of(rng.poisson(rate * bursts * total[:, None]), total, time))
    assert ((low <= 0.001) & (high >= 0.001)).mean() > 0.93 and (low > 0).mean() > 0.4
