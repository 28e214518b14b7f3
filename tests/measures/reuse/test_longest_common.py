"""The alignment with the most equal words: exact where a table fits, as exact by halves, and whole in any case."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from analysis.measures.reuse import longest_common
from analysis.measures.reuse.longest_common import align, most_equal, n_equal

WORDS = st.lists(st.integers(0, 4), max_size=40)


@pytest.fixture
def small_table(monkeypatch):
    monkeypatch.setattr(longest_common, "LARGEST_TABLE", 30)


def holds(a, b, blocks):
    """Assert that the blocks cover both and say rightly what is equal; return how much is."""
    assert [(0, 0), *((x.a1, x.b1) for x in blocks)][:-1] == [(x.a0, x.b0) for x in blocks]
    assert (blocks[-1].a1, blocks[-1].b1) == (len(a), len(b))
    for block in blocks:
        if block.equal:
            assert a[block.a0 : block.a1] == b[block.b0 : block.b1] != []
    assert all(one.equal != other.equal for one, other in pairwise(blocks))
    return n_equal(blocks)


@given(WORDS, WORDS)
def test_halves_are_as_exact_as_the_table(a, b):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(longest_common, "LARGEST_TABLE", 30)
        patch.setattr(longest_common, "_anchors", lambda a, b: [])
        blocks = align(a, b)
    assert (holds(a, b, blocks) if a or b else 0) == LCSseq.similarity(a, b)


@given(st.integers(0, 10_000), st.sampled_from([0, 0.02, 0.1, 0.5]), st.sampled_from([3, 40, 5000]))
def test_between_anchors_nearly_all_that_is_equal_is_found(seed, rate, terms):
    chance = random.Random(seed)
    a = [chance.randrange(terms) for _ in range(300)]
    b = [word if chance.random() > rate else chance.randrange(terms) for word in a if chance.random() > rate / 2]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(longest_common, "LARGEST_TABLE", 3000)
        found = holds(a, b, align(a, b))
        assert most_equal(a, b, 0) == found
    most = LCSseq.similarity(a, b)
    assert most_equal(a, b, found) == most
    assert 0.97 * most <= found <= most


def test_a_moved_piece_is_on_one_side_of_the_other(small_table):
    first, second = list(range(20)), list(range(20, 50))
    assert holds(first + second, second + first, align(first + second, second + first)) == 30


def test_texts_that_share_nothing_and_texts_that_are_one(small_table):
    assert [block.equal for block in align(list(range(40)), list(range(40, 90)))] == [False]
    assert [tuple(block) for block in align([7] * 90, [7] * 60)] == [(True, 0, 60, 0, 60), (False, 60, 90, 60, 60)]
