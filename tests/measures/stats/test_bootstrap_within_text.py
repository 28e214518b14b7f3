from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.measures.blocks import sentence_blocks
from analysis.measures.stats.bootstrap import block_draws, too_few_blocks, within_text_interval
from analysis.measures.stats.reproducible_random import raw_numbers
from analysis.schema import InputError
from analysis.texts.segmentation.words import tokens
from tests.toys import toy


def sentences(*words):
    return " ".join(f"{word.capitalize()}." for word in words)


def cut(texts, **options):
    segments, _ = toy(texts)
    return sentence_blocks(tokens(segments), segments, **options)


def total_rate(sums):
    """Return the rate of the first column among the second."""
    return np.divide(sums[:, :1], sums[:, 1:2], out=np.full((len(sums), 1), np.nan), where=sums[:, 1:2] > 0)


def test_blocks_worked_by_hand():
    # 12 sentences in blocks of 2 are 6 blocks; 11 are 5.5, rounded up, and the short block is among them.
    of_token, texts = cut({"a": sentences(*["cat"] * 12)}, block=2)
    assert of_token.tolist() == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5] and texts.tolist() == ["a"] * 6
    of_token, texts = cut({"a": sentences(*["cat"] * 11)}, block=2)
    assert of_token.tolist() == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5] and len(texts) == 6
    # 27 sentences in blocks of 5 are 5.4 blocks: five, of 5 or 6 sentences.
    of_token, texts = cut({"a": sentences(*["cat"] * 27)})
    assert np.bincount(of_token).tolist() == [6, 5, 6, 5, 5] and len(texts) == 5


def test_a_short_text_has_shorter_blocks():
    of_token, texts = cut({"a": sentences(*["cat"] * 7), "b": "Dog dog. Dog.", "c": "--", "d": sentences("the")})
    assert of_token.tolist() == [0, 0, 1, 2, 2, 3, 4, 5, 5, 6, 7]
    assert texts.tolist() == ["a"] * 5 + ["b"] * 2 + ["d"]
    assert too_few_blocks(texts) == {"b": 2, "d": 1}


def test_words_of_other_parts_are_in_no_block_and_a_sentence_may_hold_two_voices():
    pieces = [
        ("headline", "author", "Cat.\n\n"),
        ("body", "direct", '"The cat," '),
        ("body", "author", "she said. Dog."),
    ]
    of_token, texts = cut({"a": pieces})
    assert of_token.tolist() == [-1, 0, 0, 0, 0, 1] and texts.tolist() == ["a", "a"]
    assert cut({"a": pieces}, part="all")[0].tolist() == [0, 1, 1, 1, 1, 2]


def test_bad_blocks_are_input_errors():
    with pytest.raises(InputError, match="a block needs at least 1 sentence, not 0"):
        cut({"a": "Cat."}, block=0)
    with pytest.raises(InputError, match="no text has a word in part headline"):
        cut({"a": "Cat."}, part="headline")
    with pytest.raises(InputError, match="no text has a word in part body"):
        cut({"a": "--"})
    with pytest.raises(InputError, match="no part 'page'"):
        cut({"a": "Cat."}, part="page")


@settings(deadline=None)
@given(st.lists(st.integers(0, 40), min_size=1, max_size=4).filter(any), st.integers(1, 9))
def test_blocks_are_even_and_in_order(lengths, block):
    of_token, texts = cut({f"d{i}": sentences(*["cat"] * n) for i, n in enumerate(lengths)}, block=block)
    assert (np.diff(of_token) >= 0).all() and sorted(set(of_token.tolist())) == list(range(len(texts)))
    for i, n in enumerate(lengths):
        sizes = np.bincount(of_token)[texts == f"d{i}"]
        assert sizes.sum() == n
        assert n == 0 or sizes.max() - sizes.min() <= 1
        assert n < 5 * block or abs(sizes.mean() - block) <= block / 10 + 1e-9
        assert len(sizes) >= min(n, 5)


def test_draws_are_those_of_the_raw_numbers():
    # Three blocks: a raw number below 2⁶⁴ / 3 draws the first, one below 2⁶⁵ / 3 the second, another the third.
    raw = [int(each) for each in raw_numbers("blocks of a", 3 * 4)]
    expected = [[sum(3 * each // 2**64 == i for each in raw[3 * r : 3 * r + 3]) for r in range(4)] for i in range(3)]
    assert block_draws(["a", "a", "a"], times=4).tolist() == expected
    assert block_draws(["a", "b", "a", "a"], times=4).tolist() == [expected[0], [1] * 4, *expected[1:]]


@given(st.lists(st.sampled_from("abc"), max_size=12))
def test_each_text_keeps_its_number_of_blocks(texts):
    drawn = block_draws(texts, times=20)
    assert drawn.shape == (len(texts), 20)
    for name in set(texts):
        assert (drawn[[text == name for text in texts]].sum(axis=0) == texts.count(name)).all()


def test_blocks_are_drawn_alike():
    drawn = block_draws(["a"] * 10 + ["b"] * 10, times=4000).astype(float)
    # Binomial of 10 draws with a probability of 1/10: mean 1, variance 9/10; two blocks of one text: -1/10.
    np.testing.assert_allclose(drawn.mean(axis=1), 1, atol=4 * (0.9 / 4000) ** 0.5)
    covariance = np.cov(drawn)
    np.testing.assert_allclose(np.diag(covariance), 0.9, atol=0.12)
    off = ~np.eye(20, dtype=bool)
    same = np.equal.outer(np.arange(20) // 10, np.arange(20) // 10)
    assert covariance[off & same].mean() == pytest.approx(-0.1, abs=0.005)
    assert covariance[~same].mean() == pytest.approx(0, abs=0.01)


def slow(counts, texts, *, times):
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
def test_agrees_with_plain_loops(counts):
    texts = ["a"] * 5 + ["b"] * (len(counts) - 5)
    result = within_text_interval(np.array(counts), texts, total_rate, times=79)
    np.testing.assert_allclose(result[:, 0], slow(counts, texts, times=79), rtol=1e-12)


@settings(deadline=None, max_examples=30)
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
