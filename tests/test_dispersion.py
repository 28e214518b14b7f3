from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from analysis.measures.dispersion import dp, dp_norm
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


def test_one_part_has_no_dispersion():
    assert dp(np.array([[2, 5]]), [7]).tolist() == [0, 0]
    assert np.isnan(dp_norm(np.array([[2, 5]]), [7])).all()


def test_a_part_without_words_is_refused():
    with pytest.raises(InputError, match="part 1 has no words"):
        dp_norm(np.array([[1], [0]]), [3, 0])


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
