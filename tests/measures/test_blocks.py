from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.measures.blocks import sentence_blocks
from analysis.measures.stats.bootstrap import too_few_blocks
from analysis.schema import InputError
from analysis.texts.segmentation.words import tokens
from tests.toys import toy


def sentences(*words):
    return " ".join(f"{word.capitalize()}." for word in words)


def cut(texts, **options):
    segments, _ = toy(texts)
    return sentence_blocks(tokens(segments), segments, **options)


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


def test_blocks_of_the_length_that_is_asked_for_are_as_long_in_a_short_text():
    for block, n in ((1, 7), (2, 4), (5, 1), (20, 1)):
        of_token, texts = cut({"a": sentences(*["cat"] * 7)}, block=block)
        assert len(texts) == n and np.bincount(of_token).max() == min(block, 7) + (block == 5) * 2


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
@given(st.lists(st.integers(0, 40), min_size=1, max_size=4).filter(any), st.none() | st.integers(1, 9))
def test_blocks_are_even_and_in_order(lengths, block):
    of_token, texts = cut({f"d{i}": sentences(*["cat"] * n) for i, n in enumerate(lengths)}, block=block)
    assert (np.diff(of_token) >= 0).all() and sorted(set(of_token.tolist())) == list(range(len(texts)))
    for i, n in enumerate(lengths):
        sizes = np.bincount(of_token)[texts == f"d{i}"]
        assert sizes.sum() == n
        assert n == 0 or sizes.max() - sizes.min() <= 1
        wanted = n / (block or 5)
        assert len(sizes) >= min(n, 5) if block is None and wanted < 5 else n == 0 or abs(len(sizes) - wanted) <= 1 / 2
