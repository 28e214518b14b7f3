"""Draws that follow from a name: shares, orders and bursty counts."""

from __future__ import annotations

import hashlib
from fractions import Fraction
from math import e, factorial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.measures.stats.bootstrap import poisson_weights
from analysis.measures.stats.reproducible_random import (
    below,
    negative_binomial,
    poisson,
    raw_numbers,
    shuffled,
    uniforms,
)


def test_a_share_is_the_upper_bits_of_its_raw_number():
    raw = raw_numbers("7/words", 3)
    assert uniforms(3, 7, "words").tolist() == [int(number) // 2**11 / 2**53 for number in raw]
    assert uniforms(5, 7, "words")[:3].tolist() == uniforms(3, 7, "words").tolist()
    assert uniforms(3, 7, "other").tolist() != uniforms(3, 7, "words").tolist()
    assert uniforms(0, 7).tolist() == []


def test_shares_are_spread_evenly():
    drawn = uniforms(20_000, 0)
    assert drawn.min() >= 0 and drawn.max() < 1
    assert stats.kstest(drawn, "uniform").pvalue > 0.01


@given(st.integers(0, 50), st.integers(0, 1000))
def test_an_order_holds_every_number_once(n, seed):
    assert sorted(shuffled(n, seed)) == list(range(n))


def test_every_order_is_as_likely():
    orders = [tuple(shuffled(3, seed)) for seed in range(600)]
    counts = [orders.count(order) for order in sorted(set(orders))]
    assert len(counts) == 6 and stats.chisquare(counts).pvalue > 0.01


def test_a_bursty_count_worked_by_hand():
    # Mean 1, shape 1: P(n) = 1/2 · (1/2)^n, so cumulated 1/2, 3/4, 7/8.
    assert negative_binomial(1, 1, np.array([0.0, 0.49, 0.5, 0.74, 0.75, 0.88])).tolist() == [0, 0, 1, 1, 2, 3]
    assert negative_binomial(0, 1, np.array([0.0, 0.999])).tolist() == [0, 0]


@pytest.mark.parametrize(("mean", "shape"), [(0.01, 0.05), (1, 0.7), (30, 0.7), (30, 1e4), (300, 50)])
def test_bursty_counts_are_scipys(mean, shape):
    drawn = uniforms(2000, mean, shape)
    expected = stats.nbinom.ppf(drawn, shape, shape / (shape + mean))
    assert negative_binomial(mean, shape, drawn).tolist() == expected.astype(int).tolist()


def test_a_share_next_to_1_ends():
    last = np.array([1 - 2.0**-53])
    assert negative_binomial(1, 0.7, last)[0] < 80 and negative_binomial(300, 1e4, last)[0] < 500


def test_poisson_is_its_definition():
    # The least raw number for which k comes out is 2⁶⁴ · e⁻¹ Σ_{i<k} 1/i!: worked out by hand for k to 4.
    for k, cumulative in enumerate([1, 2, Fraction(5, 2), Fraction(8, 3)], start=1):
        edge = float(cumulative) / e * 2**64
        assert poisson(np.array([edge * (1 - 1e-12), edge * (1 + 1e-12)], dtype=np.uint64)).tolist() == [k - 1, k]
    extremes = poisson(np.array([0, 2**64 - 1], dtype=np.uint64))
    assert extremes[0] == 0 and 1 / factorial(int(extremes[1])) / e < 2.0**-60


def test_poisson_agrees_with_scipy():
    raw = raw_numbers("any", 2000)
    assert poisson(raw).tolist() == stats.poisson(1).ppf(raw.astype(float) / 2**64).astype(int).tolist()


def test_the_numbers_are_those_of_shake128():
    # The first bytes of SHAKE128 (FIPS 202) of "0", a zero byte and "a", in little-endian order.
    first = hashlib.shake_128(b"0\0a").digest(8)
    assert raw_numbers("a", 1).tolist() == [int.from_bytes(first, "little")]
    assert raw_numbers("a", 5).tolist() == raw_numbers("a", 9)[:5].tolist()
    assert raw_numbers("a", 5).tolist() != raw_numbers("a", 5, seed=1).tolist()
    assert raw_numbers(7, 3).tolist() == raw_numbers("7", 3).tolist()
    digest = hashlib.shake_128(b"0\0a").digest(8 * 12)
    shares = [int.from_bytes(digest[i : i + 8], "little") / 2**64 for i in range(0, 96, 8)]
    cumulative = [sum(1 / factorial(i) for i in range(k + 1)) / e for k in range(9)]
    assert poisson_weights(["a"], times=12).tolist() == [[sum(c <= share for c in cumulative) for share in shares]]


def test_whole_numbers_below_a_bound():
    raw = np.array([0, 2**63 - 1, 2**63, 2**64 - 1], dtype=np.uint64)
    assert below(raw, 2).tolist() == [0, 0, 1, 1]
    assert below(raw, 7).tolist() == [0, 3, 3, 6]
    assert below(raw, 2**32).tolist() == [0, 2**31 - 1, 2**31, 2**32 - 1]
