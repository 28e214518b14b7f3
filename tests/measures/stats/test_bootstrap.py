from __future__ import annotations

import hashlib
from fractions import Fraction
from math import e, factorial, log2

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse, stats

from analysis.measures.stats.bootstrap import bootstrap_interval, log_ratio_bounds, poisson_weights, resampled_sums
from analysis.measures.stats.reproducible_random import below, poisson, raw_numbers
from analysis.measures.stats.sample import Sample

small_matrix = st.integers(2, 6).flatmap(
    lambda n: st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=n, max_size=n)
)


def group(rows, keys):
    """Return a group whose documents have one word more than they have counted terms."""
    matrix = np.array(rows, dtype=np.int64)
    return Sample(sparse.csr_array(matrix), matrix.sum(axis=1) + 1, keys)


def slow(target, reference, *, times, alpha=0.05):
    """Return the bounds by plain loops: one resample, one document, one term at a time."""
    ratios = [[] for _ in range(target.matrix.shape[1])]
    for r in range(times):
        sums = []
        for one in (target, reference):
            drawn = [int(poisson_weights([key], times=times)[0, r]) for key in one.ids]
            rows = one.matrix.toarray().tolist()
            counts = [sum(w * row[j] for w, row in zip(drawn, rows, strict=True)) for j in range(len(ratios))]
            sums.append((counts, sum(w * int(n) for w, n in zip(drawn, one.words, strict=True))))
        (a, c), (b, d) = sums
        if c and d:
            for j, values in enumerate(ratios):
                values.append(log2((a[j] or 0.5) / c) - log2((b[j] or 0.5) / d))
    rank = int((len(ratios[0]) + 1) * alpha / 2 + 1e-9)
    return [sorted(values)[rank - 1] for values in ratios], [sorted(values)[-rank] for values in ratios]


def test_the_table_is_the_poisson_distribution():
    # The least raw number for which k comes out is 2⁶⁴ · e⁻¹ Σ_{i<k} 1/i!: worked out by hand for k to 4.
    for k, cumulative in enumerate([1, 2, Fraction(5, 2), Fraction(8, 3)], start=1):
        edge = float(cumulative) / e * 2**64
        assert poisson(np.array([edge * (1 - 1e-12), edge * (1 + 1e-12)], dtype=np.uint64)).tolist() == [k - 1, k]
    extremes = poisson(np.array([0, 2**64 - 1], dtype=np.uint64))
    assert extremes[0] == 0 and 1 / factorial(int(extremes[1])) / e < 2.0**-60


def test_the_table_agrees_with_scipy():
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


def test_weights_are_poisson_by_chi_square():
    drawn = poisson_weights([f"d{i}" for i in range(100)], times=500)
    n = drawn.size
    assert abs(drawn.mean() - 1) < 4 / n**0.5
    assert abs(drawn.var() - 1) < 4 * 3**0.5 / n**0.5  # the fourth central moment is 4, so the variance's variance 3/n
    seen = np.bincount(np.minimum(drawn.ravel(), 5), minlength=6)
    expected = n * np.append(stats.poisson(1).pmf(range(5)), stats.poisson(1).sf(4))
    assert stats.chisquare(seen, expected).pvalue > 0.001
    assert seen[0] / n == pytest.approx(1 / e, abs=4 * (1 / e * (1 - 1 / e) / n) ** 0.5)


def test_documents_are_drawn_independently_of_one_another():
    drawn = poisson_weights([f"d{i}" for i in range(40)], times=2000).astype(float)
    between = np.corrcoef(drawn)[np.triu_indices(40, 1)]
    assert abs(between.mean()) < 4 / (len(between) * 2000) ** 0.5
    assert stats.kstest(between * 2000**0.5, "norm").pvalue > 0.001


@given(st.lists(st.text(max_size=5), max_size=8), st.randoms())
def test_weights_do_not_hang_on_the_order(keys, random):
    order = list(range(len(keys)))
    random.shuffle(order)
    assert (poisson_weights([keys[i] for i in order], times=5) == poisson_weights(keys, times=5)[order]).all()


@settings(deadline=None, max_examples=15)
@given(small_matrix, small_matrix)
def test_agrees_with_plain_loops(one, two):
    target, reference = group(one, [f"a{i}" for i in range(len(one))]), group(two, [f"b{i}" for i in range(len(two))])
    low, high = bootstrap_interval(target, reference, times=60)
    slow_low, slow_high = slow(target, reference, times=60)
    a, b = target.matrix.sum(axis=0), reference.matrix.sum(axis=0)
    np.testing.assert_allclose(low[a > 0], np.array(slow_low)[a > 0], atol=1e-12)
    np.testing.assert_allclose(high[b > 0], np.array(slow_high)[b > 0], atol=1e-12)


def test_agrees_with_scipy_on_a_ratio_of_rates():
    random = np.random.default_rng(0)
    words = random.integers(100, 900, size=80)
    counts = random.poisson(words * random.gamma(2, 0.01, size=80))
    target, reference = (
        Sample(sparse.csr_array(counts[part, None]), words[part], np.arange(80)[part])
        for part in (slice(40), slice(40, 80))
    )
    low, high = bootstrap_interval(target, reference, times=4000)

    def figure(i, j):
        return log2(counts[i].sum() / words[i].sum()) - log2(counts[j].sum() / words[j].sum())

    theirs = stats.bootstrap(
        (np.arange(40), np.arange(40, 80)), figure, n_resamples=4000, vectorized=False, method="percentile", rng=1
    ).confidence_interval
    assert low[0] == pytest.approx(theirs.low, abs=0.05) and high[0] == pytest.approx(theirs.high, abs=0.05)


@settings(deadline=None, max_examples=25)
@given(small_matrix, small_matrix)
def test_swapping_the_groups_flips_the_signs(one, two):
    target, reference = group(one, [f"a{i}" for i in range(len(one))]), group(two, [f"b{i}" for i in range(len(two))])
    low, high = bootstrap_interval(target, reference, times=100)
    back = bootstrap_interval(reference, target, times=100)
    np.testing.assert_array_equal((low, high), (-back[1], -back[0]))


@settings(deadline=None, max_examples=25)
@given(small_matrix, small_matrix, st.randoms())
def test_the_order_of_documents_and_terms_does_not_matter(one, two, random):
    order = list(range(len(one)))
    random.shuffle(order)
    target, reference = group(one, [f"a{i}" for i in range(len(one))]), group(two, [f"b{i}" for i in range(len(two))])
    shuffled = group([one[i][::-1] for i in order], [f"a{i}" for i in order])
    turned = group([row[::-1] for row in two], reference.ids)
    low, high = bootstrap_interval(target, reference, times=100)
    np.testing.assert_array_equal((low[::-1], high[::-1]), bootstrap_interval(shuffled, turned, times=100))


def test_a_cluster_is_drawn_as_one():
    rows = [[3, 0, 1], [0, 2, 5], [4, 4, 0], [1, 1, 1]]
    reference = group([[1, 2, 3], [2, 2, 2], [0, 1, 0]], ["x", "y", "z"])
    clustered = bootstrap_interval(group(rows, ["p", "q", "p", "q"]), reference, times=200)
    matrix = np.array([[7, 4, 1], [1, 3, 6]])
    merged = Sample(sparse.csr_array(matrix), np.array([5 + 9, 8 + 4]), ["p", "q"])
    np.testing.assert_array_equal(clustered, bootstrap_interval(merged, reference, times=200))
    assert not np.array_equal(clustered, bootstrap_interval(group(rows, list("pqrs")), reference, times=200))


def test_a_cluster_in_both_groups_is_drawn_for_both():
    one = group([[1, 2], [5, 1], [2, 2], [4, 3]], "abcd")
    twice = Sample(one.matrix * 2, one.words, "abcd")
    np.testing.assert_allclose(bootstrap_interval(one, twice, times=200), -1, atol=1e-12)
    low, high = bootstrap_interval(one, Sample(one.matrix * 2, one.words, "efgh"), times=200)
    assert (low < -1).all() and (high > -1).all()


def test_terms_in_one_group_alone_have_an_open_end():
    low, high = bootstrap_interval(group([[2, 0, 0]] * 5, "abcde"), group([[0, 3, 0]] * 5, "fghij"), times=100)
    assert high[0] == np.inf and low[1] == -np.inf
    assert np.isfinite([low[0], high[1]]).all() and np.isnan([low[2], high[2]]).all()


def test_one_document_tells_nothing_of_others():
    several, one = group([[1, 2, 3]] * 4, "abcd"), group([[1, 2, 3]], "e")
    assert np.isnan(bootstrap_interval(several, one)).all() and np.isnan(bootstrap_interval(one, several)).all()
    assert np.isnan(bootstrap_interval(several, group([[1, 2, 3]] * 3, "eee"))).all()
    none = Sample(sparse.csr_array((0, 3), dtype=np.int64), np.zeros(0, dtype=np.int64), [])
    assert np.isnan(bootstrap_interval(several, none)).all()


def test_the_same_rate_everywhere_does_not_move():
    low, high = bootstrap_interval(group([[2, 4, 1]] * 30, range(30)), group([[1, 4, 2]] * 30, range(30, 60)))
    np.testing.assert_allclose(low, [1, 0, -1], atol=1e-12)
    np.testing.assert_allclose(high, [1, 0, -1], atol=1e-12)


def test_the_bounds_are_the_ranks_from_both_ends():
    # 79 resamples: ⌊80 · .025⌋ = 2, so the second from below and from above; every count is over the same words.
    a = 2.0 ** np.arange(79)[::-1]
    ones = np.ones(79)
    low, high = log_ratio_bounds((a[None], ones[None]), (ones, ones), (np.array([1]), np.array([1])))
    assert (low[0], high[0]) == (1, 77)
    low, high = log_ratio_bounds((a[None, :38], ones[None, :38]), (ones[:38],) * 2, (np.array([1]),) * 2)
    assert np.isnan([low[0], high[0]]).all()  # ⌊39 · .025⌋ = 0: too few resamples for a bound
    # Without its first resample, in which the target has no word, 78 are left: ⌊79 · .025⌋ = 1.
    words = np.append(0, ones[1:])
    low, high = log_ratio_bounds((a[None] * words, ones[None]), (words, ones), (np.array([1]), np.array([1])))
    assert (low[0], high[0]) == (0, 77)


def test_sums_are_exact_across_the_blocks_of_resamples():
    counts, drawn = np.array([[1, 2**40], [3, 0]]), poisson_weights(["a", "b"], times=777)
    np.testing.assert_array_equal(resampled_sums(counts, drawn), counts @ drawn.astype(np.int64))
