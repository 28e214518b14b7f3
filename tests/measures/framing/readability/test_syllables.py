"""Syllables: words by hand, numbers as they are read aloud, and what no word may break."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import analysis as same

BY_HAND = {
    1: "the school make makes helped played league tongue eyes plea ms. st strengths walked cease",
    2: "table centre houses making people nation million statement being mr. maj. soldier u.s. un didn't evening",
    3: "media radio violence audience area idea theatre earlier governor massacre influence museum bbc created",
    4: "community actually humanity society january european democracy cooperate librarian",
    5: "university continuity",
}


def test_english_words_by_hand():
    counted = {n: [same.syllables(word) for word in words.split()] for n, words in BY_HAND.items()}
    assert counted == {n: [n] * len(words.split()) for n, words in BY_HAND.items()}


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ("7", "se-ven"),
        ("12", "twelve"),
        ("21", "twen-ty one"),
        ("100", "one hun-dred"),
        ("120", "one hun-dred twen-ty"),
        ("1,000", "one thou-sand"),
        ("1918", "nine-teen eight-een"),
        ("1905", "nine-teen oh five"),
        ("1900", "nine-teen hun-dred"),
        ("2005", "two thou-sand five"),
        ("2024", "twen-ty twen-ty four"),
        ("1980s", "nine-teen eight-i-es"),
        ("21st", "twen-ty first"),
        ("30th", "thir-ti-eth"),
        ("3.5", "three point five"),
        ("2,500,000", "two mil-lion five hun-dred thou-sand"),
        ("0", "ze-ro"),
        ("u.s.-led", "u s led"),
        ("10-year-old", "ten year old"),
    ],
)
def test_numbers_and_compounds_as_they_are_read_aloud(term, said):
    assert same.syllables(term) == len(said.replace("-", " ").split())


def test_a_compound_has_the_syllables_of_its_parts_and_accents_change_none():
    assert same.syllables("cease-fire") == same.syllables("cease") + same.syllables("fire")
    assert same.syllables("café") == same.syllables("touché") == 2


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzé'.-0123456789,", min_size=1, max_size=30))
def test_any_term_has_a_syllable_and_no_more_than_its_signs_can_make(term):
    assert 1 <= same.syllables(term) <= 4 * len(term)
