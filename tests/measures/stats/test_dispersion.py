from __future__ import annotations

from math import log2, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from scipy.stats import entropy, variation

from analysis.measures.stats.dispersion import carroll_d2, dp, dp_norm, juilland_d, kl, parts_range, rosengren_s
from analysis.schema import InputError

parts = st.integers(1, 6).flatmap(
    lambda k: st.tuples(
        st.lists(st.integers(1, 50), min_size=k, max_size=k),
        st.lists(st.lists(st.integers(0, 9), min_size=k, max_size=k), min_size=1, max_size=4),
    )
)


def plain_dp(v, sizes):
    """The definition, word for word: half the sum of the absolute differences."""
    f, size = sum(v), sum(sizes)
    return sum(abs(a / f - s / size) for a, s in zip(v, sizes, strict=True)) / 2


def plain_juilland(v, sizes):
    rates = [a / size for a, size in zip(v, sizes, strict=True)]
    mean = sum(rates) / len(rates)
    sd = sqrt(sum((rate - mean) ** 2 for rate in rates) / len(rates))
    return 1 - sd / mean / sqrt(len(rates) - 1)


def plain_rosengren(v, sizes):
    return sum(sqrt(size / sum(sizes) * a) for a, size in zip(v, sizes, strict=True)) ** 2 / sum(v)


def plain_carroll(v, sizes):
    rates = [a / size for a, size in zip(v, sizes, strict=True)]
    return -sum(r / sum(rates) * log2(r / sum(rates)) for r in rates if r) / log2(len(rates))


def plain_kl(v, sizes):
    return sum(a / sum(v) * log2(a / sum(v) / (s / sum(sizes))) for a, s in zip(v, sizes, strict=True) if a)


PLAIN = {juilland_d: plain_juilland, rosengren_s: plain_rosengren, carroll_d2: plain_carroll, kl: plain_kl}
EVEN = {dp: 0, dp_norm: 0, kl: 0, juilland_d: 1, rosengren_s: 1, carroll_d2: 1}


def test_worked_by_hand():
    # Half the words in each of two parts; three of four occurrences in the first: (1/4 + 1/4) / 2.
    matrix = np.array([[3, 2, 4, 0], [1, 2, 0, 0]])
    assert dp(matrix, [10, 10])[:3].tolist() == [1 / 4, 0, 1 / 2]
    assert dp_norm(matrix, [10, 10])[:3].tolist() == [1 / 2, 0, 1]
    assert np.isnan(dp(matrix, [10, 10])[3]) and np.isnan(dp_norm(matrix, [10, 10])[3])


def test_published_values():
    gries = np.array([[1], [2], [3], [4], [5]])
    sizes = [9, 10, 10, 10, 11]
    assert dp(gries, sizes)[0] == pytest.approx(0.18, abs=1e-12)
    assert dp_norm(gries, sizes)[0] == pytest.approx(0.2195, abs=5e-5)
    lyne = sparse.csr_array(np.array([[2, 0, 1, 1, 3, 0, 3, 0, 0, 0]]).T)
    sizes = [8143, 8058, 8271, 8125, 7959, 7941, 8146, 8001, 8003, 7930]
    assert dp(lyne, sizes)[0] == pytest.approx(0.49907, abs=5e-6)
    assert dp_norm(lyne, sizes)[0] == pytest.approx(0.55355, abs=5e-6)


def test_worked_by_hand_too():
    # Half the words in each of two parts: 3 to 1, 2 to 2, 4 to 0, and nothing.
    matrix, sizes = sparse.csr_array(np.array([[3, 2, 4, 0], [1, 2, 0, 0]])), [10, 10]
    assert parts_range(matrix, sizes).tolist() == [2, 2, 1, 0]
    assert juilland_d(matrix, sizes)[:3] == pytest.approx([1 - 1 / 2, 1, 0])  # rates .3 and .1: sd .1, mean .2
    assert rosengren_s(matrix, sizes)[:3] == pytest.approx([(sqrt(3 / 2) + sqrt(1 / 2)) ** 2 / 4, 1, 1 / 2])
    assert carroll_d2(matrix, sizes)[:3] == pytest.approx([2 - 3 / 4 * log2(3), 1, 0])
    assert kl(matrix, sizes)[:3] == pytest.approx([3 / 4 * log2(3) - 1, 0, 1])
    # Sizes 1 and 3 with 1 and 1: rates 1 and 1/3.
    matrix, sizes = np.array([[1], [1]]), [1, 3]
    assert juilland_d(matrix, sizes)[0] == pytest.approx(1 - (1 / 3) / (2 / 3))
    assert carroll_d2(matrix, sizes)[0] == pytest.approx(2 - 3 / 4 * log2(3))
    assert kl(matrix, sizes)[0] == pytest.approx(1 / 2 * log2(2) + 1 / 2 * log2(2 / 3))


def test_published_values_of_the_others():
    gries, sizes = np.array([[1], [2], [3], [4], [5]]), [9, 10, 10, 10, 11]
    for measure, value in ((juilland_d, 0.7851), (rosengren_s, 0.9498), (kl, 0.1370), (carroll_d2, 0.9379)):
        assert measure(gries, sizes)[0] == pytest.approx(value, abs=6e-5)  # D is .78515, in print cut off
    assert juilland_d(np.array([[0, 4, 3, 2, 1]]).T, [7] * 5)[0] == pytest.approx(0.6464, abs=5e-5)
    lyne = sparse.csr_array(np.array([[2, 0, 1, 1, 3, 0, 3, 0, 0, 0]]).T)
    sizes = [8143, 8058, 8271, 8125, 7959, 7941, 8146, 8001, 8003, 7930]
    for measure, value in ((juilland_d, 0.60388), (carroll_d2, 0.65214), (rosengren_s, 0.47637)):
        assert measure(lyne, sizes)[0] == pytest.approx(value, abs=5e-6)
    assert parts_range(lyne, sizes)[0] == 5


def test_one_part_has_no_dispersion():
    assert dp(np.array([[2, 5]]), [7]).tolist() == [0, 0]
    assert np.isnan(dp_norm(np.array([[2, 5]]), [7])).all()
    for measure in PLAIN:
        assert np.isnan(measure(np.array([[2, 5]]), [7])).all()
    assert parts_range(np.array([[2, 0]]), [7]).tolist() == [1, 0]


def test_a_part_without_words_is_refused():
    for measure in (dp, dp_norm, parts_range, *PLAIN):
        with pytest.raises(InputError, match="part 1 has no words"):
            measure(np.array([[1], [0]]), [3, 0])


def test_no_term_and_stored_zeros():
    for measure in (dp, dp_norm, parts_range, *PLAIN):
        assert measure(np.zeros((3, 0), dtype=int), [1, 2, 3]).tolist() == []
    stored = sparse.csr_array((np.array([2, 0, 2]), ([0, 1, 2], [0, 0, 0])), shape=(3, 1))
    assert stored.nnz == 3 and parts_range(stored, [5, 5, 5]).tolist() == [2]
    for measure, plain in PLAIN.items():
        assert measure(stored, [5, 5, 5])[0] == pytest.approx(plain([2, 0, 2], [5, 5, 5]))


@settings(deadline=None)
@given(parts.filter(lambda case: len(case[0]) > 1))
def test_the_others_are_their_definitions_and_agree_with_scipy(case):
    sizes, columns = case
    matrix = sparse.csr_array(np.array(columns).T)
    assert parts_range(matrix, sizes).tolist() == [sum(n > 0 for n in v) for v in columns]
    for measure, plain in PLAIN.items():
        found = measure(matrix, sizes)
        for value, v in zip(found, columns, strict=True):
            assert np.isnan(value) if sum(v) == 0 else value == pytest.approx(plain(v, sizes), abs=1e-12)
        np.testing.assert_allclose(measure(matrix.toarray()[::-1], sizes[::-1]), found, atol=1e-12)
        np.testing.assert_allclose(measure(7 * matrix, [3 * size for size in sizes]), found, atol=1e-12)
    for at, v in enumerate(columns):
        if sum(v):
            rates = np.array(v) / sizes
            assert kl(matrix, sizes)[at] == pytest.approx(entropy(v, sizes, base=2), abs=1e-12)
            assert carroll_d2(matrix, sizes)[at] == pytest.approx(entropy(rates) / np.log(len(v)), abs=1e-12)
            assert juilland_d(matrix, sizes)[at] == pytest.approx(1 - variation(rates) / sqrt(len(v) - 1), abs=1e-12)


@settings(deadline=None)
@given(parts.filter(lambda case: len(case[0]) > 2))
def test_merging_two_parts_never_makes_a_term_less_even(case):
    sizes, columns = case
    matrix = np.array(columns).T
    merged, fewer = np.vstack([matrix[:1] + matrix[1:2], matrix[2:]]), [sizes[0] + sizes[1], *sizes[2:]]
    here = matrix.sum(axis=0) > 0
    for measure, sign in ((dp, 1), (kl, 1), (rosengren_s, -1)):
        assert (sign * (measure(merged, fewer) - measure(matrix, sizes))[here] <= 1e-12).all()


@given(st.lists(st.integers(1, 50), min_size=2, max_size=6), st.integers(1, 5))
def test_a_term_with_the_same_rate_everywhere_is_even_and_one_in_a_single_part_is_not(sizes, times):
    even = times * np.array(sizes)[:, None]
    for measure, value in EVEN.items():
        assert measure(even, sizes)[0] == pytest.approx(value, abs=1e-7)
    smallest = sizes.index(min(sizes))
    alone = np.zeros((len(sizes), 1), dtype=int)
    alone[smallest] = times
    share = min(sizes) / sum(sizes)
    ends = {dp: 1 - share, dp_norm: 1, kl: -log2(share), juilland_d: 0, rosengren_s: share, carroll_d2: 0}
    for measure, value in ends.items():
        assert measure(alone, sizes)[0] == pytest.approx(value, abs=1e-12)


@settings(deadline=None)
@given(parts)
def test_sparse_sum_is_the_definition_and_the_order_of_parts_does_not_matter(case):
    sizes, columns = case
    matrix = np.array(columns).T
    found = dp(sparse.csr_array(matrix), sizes)
    for value, v in zip(found, columns, strict=True):
        assert np.isnan(value) if sum(v) == 0 else value == pytest.approx(plain_dp(v, sizes), abs=1e-12)
    np.testing.assert_allclose(dp(matrix[::-1], sizes[::-1]), found, atol=1e-12)
    norm = dp_norm(matrix, sizes)
    assert ((norm >= 0) & (norm <= 1 + 1e-12) | np.isnan(norm)).all()
