"""Choices: each in turn, and in combination; the same ones each time."""

from __future__ import annotations

from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.robustness.choices import CHOICES, MOST_COMBINATIONS, choices_about, combined, one_at_a_time
from analysis.measures.robustness.counted_story import retokenise
from analysis.texts.matching.matcher import texts_of
from analysis.texts.segmentation.words import tokens
from tests.toys import toy

dimensions = st.lists(st.integers(1, 4), min_size=1, max_size=5).map(
    lambda sizes: {f"d{at}": [f"c{choice}" for choice in range(size)] for at, size in enumerate(sizes)}
)


@given(dimensions)
def test_in_turn_and_in_combination_every_specification_is_there_once(open_to):
    single = [tuple(spec.values()) for _, spec in one_at_a_time(open_to)]
    several = [tuple(spec.values()) for spec in combined(open_to, 10_000)]
    assert len(single) == 1 + sum(len(choices) - 1 for choices in open_to.values())
    assert len(set(single + several)) == len(single + several) == prod(map(len, open_to.values()))


@given(dimensions, st.integers(0, 20))
def test_fewer_combinations_are_drawn_the_same_each_time_and_differ_from_the_base_twice(open_to, most):
    drawn = list(combined(open_to, most))
    assert drawn == list(combined(open_to, most)) and len(drawn) <= most
    base = {name: choices[0] for name, choices in open_to.items()}
    assert all(sum(spec[name] != base[name] for name in base) > 1 for spec in drawn)
    assert len({tuple(spec.values()) for spec in drawn}) == len(drawn)


def test_a_dimension_of_very_many_choices_takes_no_part_in_combinations():
    open_to = {"text": [str(n) for n in range(MOST_COMBINATIONS + 1)], "a": ["x", "y"], "b": ["u", "v"]}
    assert list(combined(open_to, 9)) == [{"text": "0", "a": "y", "b": "v"}]
    assert len(one_at_a_time(open_to)) == 1 + MOST_COMBINATIONS + 2


@pytest.mark.parametrize("dimension", CHOICES)
def test_every_choice_is_said_in_words(dimension):
    for choice in CHOICES[dimension]:
        assert choices_about(dimension, choice) == CHOICES[dimension][choice] != ""
    assert choices_about("text", "without a") == "the text a is left out"
    assert choices_about("lexicon", "without deceit") == "the category deceit does not count as loaded"


@pytest.mark.parametrize(
    ("how", "terms"),
    [
        ("as they are", "the regime so-called plans planned"),
        ("possessives kept", "the regime's so-called plans planned"),
        ("hyphens split", "the regime so called plans planned"),
        ("stems", "the regim so-cal plan plan"),
        ("capitals kept", "The regime so-called Plans planned"),
    ],
)
def test_a_term_under_each_rule(how, terms):
    segments, _ = toy({"a": "The regime’s so-called Plans, planned."})
    found = retokenise(tokens(segments), texts_of(segments), how)
    assert found["term"].tolist() == terms.split()
    assert set(found.index) == set(range(5))
    assert found["stop"].tolist() == [term.lower() in {"the", "so"} for term in terms.split()]
