"""MATTR and MTLD: a published example, both by their definition, and what may not change them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.framing.readability.diversity import Runs, mattr, mtld

RUNS = st.lists(st.lists(st.integers(0, 6), max_size=30), min_size=1, max_size=4)


def runs(*texts):
    word = [number for text in texts for number in text]
    return Runs(np.array(word, dtype=np.int64), np.cumsum([0, *map(len, texts)]))


def numbers(text):
    return [sorted(set(text.split())).index(word) for word in text.split()]


def test_mattr_by_hand():
    # a b a c: windows of three are "a b a" (2 of 3) and "b a c" (3 of 3).
    assert mattr(runs(numbers("a b a c")), 3) == pytest.approx([5 / 6])
    assert np.isnan(mattr(runs(numbers("a b")), 3)).all()


def test_mtld_of_the_example_of_mccarthy_and_jarvis():
    # 2010, p. 384: of (1) the (1) people (1) by (1) the (.8) people (.667): a factor; for the people: all different.
    text = numbers("of the people by the people for the people")
    # Backwards: people the for people (.75) the (.6): a factor; by people the of: all different.
    assert mtld(runs(text)) == pytest.approx([9])


def test_a_part_of_a_factor_counts_by_how_far_it_got():
    # a b c d e f g a: ratio 7 / 8 at the end, of the way from 1 to .72.
    part = (1 - 7 / 8) / (1 - 0.72)
    assert mtld(runs(numbers("a b c d e f g a"))) == pytest.approx([8 / part])
    assert np.isnan(mtld(runs(numbers("a b c d")))).all()  # nothing that a stretch could be measured by


@given(RUNS, st.integers(1, 8))
def test_mattr_is_the_mean_over_windows_of_each_text_by_itself(texts, window):
    expected = [
        np.mean([len(set(text[i : i + window])) / window for i in range(len(text) - window + 1)])
        if len(text) >= window
        else np.nan
        for text in texts
    ]
    np.testing.assert_allclose(mattr(runs(*texts), window), expected)


@given(RUNS, st.permutations(range(7)))
def test_neither_depends_on_which_words_they_are_nor_on_the_direction(texts, other):
    renamed = [[other[word] for word in text] for text in texts]
    backwards = [text[::-1] for text in texts]
    for measure in (mtld, lambda one: mattr(one, 4)):
        np.testing.assert_allclose(measure(runs(*renamed)), measure(runs(*texts)))
        np.testing.assert_allclose(measure(runs(*backwards)), measure(runs(*texts)))


def test_neither_falls_with_length_where_the_share_of_different_words_does():
    text = [k % 60 for k in range(600)]
    short, long = (len(set(text[:n])) / n for n in (60, 600))
    assert short == 10 * long
    assert mattr(runs(text)) == pytest.approx(mattr(runs(text[:120])))
    assert mtld(runs(text)) == pytest.approx(mtld(runs(text[:300])), rel=0.2)
