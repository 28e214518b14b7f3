from __future__ import annotations

from math import e, log2

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse, stats

from analysis.measures.stats.bootstrap import (
    block_draws,
    bootstrap_interval,
    log_ratio_bounds,
    poisson_weights,
    resampled_sums,
    within_text_interval,
)
from analysis.measures.stats.reproducible_random import raw_numbers
from analysis.measures.stats.sample import Sample

small_matrix = st.integers(2, 6).flatmap(
    lambda n: st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=n, max_size=n)
)


def group(rows, keys):
    """Return a group whose documents have one word more than they have counted terms."""
    matrix = np.array(rows, dtype=np.int64)
    return Sample(sparse.csr_array(matrix), matrix.sum(axis=1) + 1, keys)


def plain_log_ratio(a, b, c, d):
    """Half a use for a zero, and its rate in the other group too."""
    if (a and b) or not a + b:
        return log2(a / c) - log2(b / d) if a else 0.0
    return log2(1 + 2 * a * d / c) - log2(1 + 2 * b * c / d)


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
                values.append(plain_log_ratio(a[j], b[j], c, d))
    rank = int((len(ratios[0]) + 1) * alpha / 2 + 1e-9)
    return [sorted(values)[rank - 1] for values in ratios], [sorted(values)[-rank] for values in ratios]


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


@given(small_matrix, small_matrix)
def test_swapping_the_groups_flips_the_signs(one, two):
    target, reference = group(one, [f"a{i}" for i in range(len(one))]), group(two, [f"b{i}" for i in range(len(two))])
    low, high = bootstrap_interval(target, reference, times=100)
    back = bootstrap_interval(reference, target, times=100)
    np.testing.assert_array_equal((low, high), (-back[1], -back[0]))


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


def total_rate(sums):
    """Return the rate of the first column among the second."""
    return np.divide(sums[:, :1], sums[:, 1:2], out=np.full((len(sums), 1), np.nan), where=sums[:, 1:2] > 0)


def test_draws_are_those_of_the_raw_numbers():
    # Three blocks: a raw number below 2⁶⁴ / 3 draws the first, one below 2⁶⁵ / 3 the second, another the third.
    raw = [int(each) for each in raw_numbers("blocks of a", 3 * 4)]
    expected = [[sum(3 * each // 2**64 == i for each in raw[3 * r : 3 * r + 3]) for r in range(4)] for i in range(3)]
    assert block_draws(["a", "a", "a"], times=4).tolist() == expected
    assert block_draws(["a", "b", "a", "a"], times=4).tolist() == [expected[0], [1] * 4, *expected[1:]]


@given(st.lists(st.sampled_from("abc"), max_size=12))
def test_each_text_has_its_number_of_blocks(texts):
    drawn = block_draws(texts, times=20)
    assert drawn.shape == (len(texts), 20)
    for name in set(texts):
        assert (drawn[[text == name for text in texts]].sum(axis=0) == texts.count(name)).all()


def test_every_block_is_drawn_as_often():
    drawn = block_draws(["a"] * 10 + ["b"] * 10, times=4000).astype(float)
    # Binomial of 10 draws with a probability of 1/10: mean 1, variance 9/10; two blocks of one text: -1/10.
    np.testing.assert_allclose(drawn.mean(axis=1), 1, atol=4 * (0.9 / 4000) ** 0.5)
    covariance = np.cov(drawn)
    np.testing.assert_allclose(np.diag(covariance), 0.9, atol=0.12)
    off = ~np.eye(20, dtype=bool)
    same = np.equal.outer(np.arange(20) // 10, np.arange(20) // 10)
    assert covariance[off & same].mean() == pytest.approx(-0.1, abs=0.005)
    assert covariance[~same].mean() == pytest.approx(0, abs=0.01)


def slow_within_text(counts, texts, *, times):
    """Return the bounds of a rate by plain loops over resamples, texts and draws."""
    values = []
    for r in range(times):
        hits = words = 0
        for name in dict.fromkeys(texts):
            rows = [row for row, text in zip(counts, texts, strict=True) if text == name]
            raw = raw_numbers(f"blocks of {name}", len(rows) * times).tolist()
            for number in raw[r * len(rows) : (r + 1) * len(rows)]:
                hit, size = rows[(number >> 32) * len(rows) >> 32]
                hits, words = hits + hit, words + size
        if words:
            values.append(hits / words)
    rank = (len(values) + 1) // 40
    return sorted(values)[rank - 1], sorted(values)[-rank]


@settings(deadline=None, max_examples=20)
@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 30)), min_size=10, max_size=14).filter(
        lambda x: any(b for _, b in x)
    )
)
def test_within_texts_it_agrees_with_plain_loops(counts):
    texts = ["a"] * 5 + ["b"] * (len(counts) - 5)
    result = within_text_interval(np.array(counts), texts, total_rate, times=79)
    np.testing.assert_allclose(result[:, 0], slow_within_text(counts, texts, times=79), rtol=1e-12)


@given(st.integers(0, 7), st.integers(1, 30), st.integers(5, 20))
def test_what_is_even_does_not_move(hits, words, blocks):
    result = within_text_interval(np.array([[hits, words]] * blocks), ["a"] * blocks, total_rate)
    assert (result == total_rate(np.array([[hits, words]]))[0, 0]).all()


def test_the_width_is_that_of_the_blocks():
    # 40 blocks of 10 words, half of them with one hit: the rate of a resample is a mean of 40 draws of 0 or 1/10, so
    # its standard deviation is (1/20) / √40.
    result = within_text_interval(np.array([[i % 2, 10] for i in range(40)]), ["a"] * 40, total_rate, times=4000)[:, 0]
    assert result[0] < 0.05 < result[1]
    assert result[1] - result[0] == pytest.approx(2 * 1.96 * 0.05 / 40**0.5, rel=0.1)


def test_more_of_the_same_is_narrower_and_clumps_are_wider():
    def width(counts):
        low, high = within_text_interval(np.array(counts), ["a"] * len(counts), total_rate)[:, 0]
        return high - low

    even, clumped = [[1, 10], [2, 10]] * 8, [[0, 10], [3, 10]] * 8
    assert 0 < width(even * 3) < width(even) < width(clumped)


def test_few_blocks_give_no_bounds():
    counts = np.array([[1, 10]] * 9)
    assert np.isnan(within_text_interval(counts, ["a"] * 5 + ["b"] * 4, total_rate)).all()
    assert np.isfinite(within_text_interval(counts, ["a"] * 9, total_rate)).all()
    assert within_text_interval(counts, ["b"] * 4 + ["a"] * 5, np.log2).shape == (2, 2)


def test_resamples_without_a_figure_are_left_out():
    counts = np.array([[3, 4]] + [[0, 0]] * 4)
    np.testing.assert_array_equal(within_text_interval(counts, ["a"] * 5, total_rate)[:, 0], [3 / 4, 3 / 4])
    assert np.isnan(within_text_interval(np.zeros((5, 2)), ["a"] * 5, total_rate)).all()


def test_several_figures_from_the_same_resamples():
    counts = np.array([[i % 3, 10] for i in range(12)])
    both = within_text_interval(
        counts, ["a"] * 12, lambda sums: np.column_stack([sums[:, 0] / sums[:, 1], -sums[:, 0] / sums[:, 1]])
    )
    np.testing.assert_array_equal(both[0, 1], -both[1, 0])
