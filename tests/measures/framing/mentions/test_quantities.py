"""Numbers and what they count, worked out by hand on sentences made for the purpose."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.framing.mentions.noun_heads import is_plural, singular
from analysis.measures.framing.mentions.number_words import figure_range, read_number
from analysis.measures.framing.mentions.quantities import find_quantities
from tests.toys import toy

_UNITS = ["", *"one two three four five six seven eight nine".split()]
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def in_words(number):
    """Write a number below a million as English does."""
    if number >= 1000:
        rest = in_words(number % 1000) if number % 1000 else ""
        return f"{in_words(number // 1000)} thousand {rest}".strip()
    if number >= 100:
        rest = f" and {in_words(number % 100)}" if number % 100 else ""
        return f"{_UNITS[number // 100]} hundred{rest}"
    if number < 10:
        return _UNITS[number]
    if number < 20:
        return _TEENS[number - 10]
    return _TENS[number // 10 - 2] + (f"-{_UNITS[number % 10]}" if number % 10 else "")


def told(text):
    """Return ``(match, value, bound, kind, noun)`` of each quantity of a text."""
    found = find_quantities(toy({"a": text})[0])
    for row in found.itertuples():
        assert text[row.start : row.end] == row.match
    columns = ["match", "value", "bound", "quantity_kind", "noun"]
    rows = [tuple(row) for row in found[columns].itertuples(index=False)]
    return [(match, None if math.isnan(value) else value, *rest) for match, value, *rest in rows]


@given(st.integers(1, 999_999))
def test_a_number_in_words_is_read_as_it_is_written(number):
    words = in_words(number).split()
    assert read_number([*words, "books"]) == (number, len(words))


@given(st.integers(1, 10**9))
def test_a_number_in_figures_is_read_with_its_commas(number):
    assert read_number([f"{number:,}"]) == (number, 1)


@pytest.mark.parametrize(
    ("words", "value", "n"),
    [
        ("half a million people", 5e5, 3),
        ("a dozen eggs", 12, 2),
        ("half a dozen", 6, 3),
        ("two dozen", 24, 2),
        ("1.5 million", 1.5e6, 2),
        ("one and a half million", 1.5e6, 5),
        ("two and a half years", 2.5, 4),
        ("two three", 2, 1),
        ("five and six", 5, 1),
        ("nineteen eighty", 19, 1),
        ("forty ten", 40, 1),
        ("a man", math.nan, 0),
        ("half of", math.nan, 0),
    ],
)
def test_words_that_belong_to_a_number_are_told_from_those_that_do_not(words, value, n):
    read, taken = read_number(words.split())
    assert taken == n
    assert read == value or (math.isnan(read) and math.isnan(value))


def test_a_range_is_one_only_if_it_rises():
    assert figure_range("20-30") == (20, 30)
    assert figure_range("3-2") is None


@pytest.mark.parametrize(
    ("plural", "one"),
    [("officers", "officer"), ("people", "person"), ("gunmen", "gunman"), ("spokeswomen", "spokeswoman"),
     ("cities", "city"), ("churches", "church"), ("heroes", "hero"), ("lives", "life"), ("movies", "movie"),
     ("Iraqis".lower(), "iraqi"), ("police", "police"), ("troops", "troop"), ("grandchildren", "grandchild")],
)  # fmt: skip
def test_plurals_are_known_and_made_singular(plural, one):
    assert is_plural(plural)
    assert singular(plural) == one
    assert singular(one) == one


@pytest.mark.parametrize("word", ["various", "news", "this", "armed", "gas", "analysis", "class", "officer"])
def test_what_is_no_plural_is_none(word):
    assert not is_plural(word)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Twenty armed guards came.", [("Twenty armed guards", 20, "", "count", "guard")]),
        ("It holds 3,100 books.", [("3,100 books", 3100, "", "count", "book")]),
        ("There were more than 50 people.", [("more than 50 people", 50, "more than", "count", "person")]),
        ("At least a dozen old men fell.", [("At least a dozen old men", 12, "at least", "count", "man")]),
        ("Up to two hundred and ten boats.", [("Up to two hundred and ten boats", 210, "up to", "count", "boat")]),
        ("He saw 20 to 30 boats.", [("20 to 30 boats", 20, "range", "count", "boat")]),
        ("He saw between 20 and 30 boats.", [("20 and 30 boats", 20, "range", "count", "boat")]),
        ("He saw 20 or more boats.", [("20 or more boats", 20, "at least", "count", "boat")]),
        ("Dozens of boats sank.", [("Dozens of boats", None, "vague", "count", "boat")]),
        ("A large number of small boats sank.", [("A large number of small boats", None, "vague", "count", "boat")]),
        ("Two in 10 days sank.", [("10 days", 10, "", "duration", "day")]),
        ("It took over many of the mines.", [("many of the mines", None, "vague", "count", "mine")]),
        (
            "It was six of the 10 judges.",
            [("six", 6, "", "count", "judge"), ("10 judges", 10, "", "count", "judge")],
        ),
        ("Six of the boats sank.", [("Six of the boats", 6, "", "count", "boat")]),
        ("None of the boats sank.", [("None of the boats", 0, "", "count", "boat")]),
        ("No boat sank.", [("No boat", 0, "", "count", "boat")]),
        ("The bay was void of any boats.", [("void of any boats", 0, "", "count", "boat")]),
        ("They did not see any boats.", [("not see any boats", 0, "", "count", "boat")]),
        ("They saw any boats they liked.", []),
        ("No doubt it sank.", []),
        ("None of this means rain.", []),
        ("No fog whatsoever came.", [("No fog", 0, "", "count", "fog")]),
        ("In all 52 were killed.", [("52 were killed", 52, "", "count", "killed")]),
        ("The storm left 14 dead.", [("14 dead", 14, "", "count", "dead")]),
        ("One sailor said so.", [("One sailor", 1, "", "count", "sailor")]),
        ("One says so; no one knows.", []),
        ("The two said so.", []),
        ("Two sports reporters wrote.", [("Two sports reporters", 2, "", "count", "reporter")]),
        ("Three East Texas Wells employees left.", [("Three East Texas Wells employees", 3, "", "count", "employee")]),
        ("Two boats reaches fell.", [("Two boats", 2, "", "count", "boat")]),
        ("It cost $5 million.", [("$5 million", 5e6, "", "money", "")]),
        ("It cost about 40 euros.", [("about 40 euros", 40, "about", "money", "euro")]),
        ("Some 40 percent of voters stayed.", [("Some 40 percent of voters", 40, "about", "percent", "voter")]),
        ("It fell by 2.5%.", [("2.5%", 2.5, "", "percent", "")]),
        ("Ann Roe, 42, left.", [("42", 42, "", "age", "")]),
        ("A 20-year-old sailor left.", [("20-year-old", 20, "", "age", "")]),
        ("It took three long years.", [("three long years", 3, "", "duration", "year")]),
        ("It is 15 km away.", [("15 km", 15, "", "size", "km")]),
        ("A 50-member board met.", [("50-member", 50, "", "count", "member")]),
    ],
)  # fmt: skip
def test_a_number_goes_with_what_it_counts(text, rows):
    assert told(text) == rows


@pytest.mark.parametrize(
    "text",
    [
        "On July 13 it rained.",
        "On 13 July it rained.",
        "In 1998 boats sank.",
        "the 2012 elections came",
        "It began at 10:30 hours.",
        "They met at 7 p.m. on deck.",
        "They won 3-2 in games.",
        "Article 5 says so.",
        "One third of it sank.",
        "Four out of ten voters stayed.",
        "Fortune 500 companies paid.",
        "They won by a 2 to 1 margin.",
        "It was one soon to be answered.",
        "The Wave 4 interviews ended.",
        "How many boats sank?",
    ],
)
def test_dates_times_scores_and_names_are_no_quantities(text):
    assert [row for row in told(text) if row[3] == "count" and row[1] not in (4.0,)] == []


def test_a_quantity_has_the_voice_of_its_first_word():
    segments, _ = toy(
        {"a": [("body", "direct", "“Ten boats sank,”", "Ann"), ("body", "author", " said Ann of 3 boats.")]}
    )
    found = find_quantities(segments)
    assert found[["match", "voice", "speaker"]].values.tolist() == [
        ["Ten boats", "direct", "Ann"],
        ["3 boats", "author", ""],
    ]


@given(st.lists(st.sampled_from("no 12 two dozen boats , . of the any $ % - armed 1,000 1998 killed were".split())))
def test_any_text_gives_rows_in_order_that_do_not_overlap(pieces):
    text = " ".join(pieces)
    found = find_quantities(toy({"a": text or "x"})[0])
    assert [text[start:end] for start, end in zip(found["start"], found["end"], strict=True)] == found["match"].tolist()
    assert (found["start"].to_numpy()[1:] >= found["end"].to_numpy()[:-1]).all()


def test_texts_without_a_number_give_the_same_columns():
    full, empty = (find_quantities(toy({"a": text})[0]) for text in ("Two boats.", "Boats."))
    assert list(full.columns) == list(empty.columns)
    assert not len(empty)
    assert pd.api.types.is_float_dtype(empty["value"])
