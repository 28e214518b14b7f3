from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.stats.intervals import joint_alpha, rank_bounds

intervals = st.lists(st.tuples(st.integers(-5, 5), st.integers(0, 4)), min_size=1, max_size=12)


def test_worked_by_hand():
    # 5 to 7 lies above 1 to 2 and 0 to 3; 4 to 5 touches the first; the last has no end.
    low, high = np.array([5.0, 1, 0, 4, -np.inf]), np.array([7.0, 2, 3, 5, np.inf])
    first, last = rank_bounds(low, high)
    assert first.tolist() == [1, 3, 3, 1, 1] and last.tolist() == [3, 5, 5, 3, 5]


def test_an_item_without_an_interval_has_no_rank_and_takes_none():
    first, last = rank_bounds(np.array([2.0, np.nan, 0.0]), np.array([3.0, np.nan, 1.0]))
    np.testing.assert_array_equal(first, [1, np.nan, 2])
    np.testing.assert_array_equal(last, [1, np.nan, 2])


@given(intervals)
def test_each_is_counted_one_by_one(rows):
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


def test_together_they_hold():
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
