"""Dates and events on sentences made for the purpose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.framing.mentions.dates import find_dates
from analysis.measures.framing.mentions.events import find_events
from analysis.schema import InputError
from analysis.texts.readers.events import read_events
from tests.toys import toy


def dates(text):
    found = find_dates(toy({"a": text})[0])
    assert [text[start:end] for start, end in zip(found["start"], found["end"], strict=True)] == found["match"].tolist()
    return found[["match", "name"]].values.tolist()


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("On May 3, 1997 it rained.", [["May 3, 1997", "3 May 1997"]]),
        ("On 3 May 1997 it rained.", [["3 May 1997", "3 May 1997"]]),
        ("On Sunday, May 3, it rained.", [["Sunday, May 3", "3 May"]]),
        ("On the 3rd of May it rained.", [["3rd of May", "3 May"]]),
        ("On Sept. 3 it rained.", [["Sept. 3", "3 September"]]),
        ("On May 3 and 5 it rained.", [["May 3", "3 May"], ["5", "5 May"]]),
        ("On 3, 4 and 5 May it rained.", [["3", "3 May"], ["4", "4 May"], ["5 May", "5 May"]]),
        ("From 3-5 May it rained.", [["3-5 May", "5 May"]]),
        ("On 1997-05-03 it rained.", [["1997-05-03", "3 May 1997"]]),
        ("In May 1997 it rained.", [["May 1997", "May 1997"]]),
        ("In May it rained.", [["May", "May"]]),
        ("May it rain.", []),
        ("They march. They may march.", []),
        ("In 1997 it rained.", [["1997", "1997"]]),
        ("In the 1990s it rained.", [["1990s", "1990s"]]),
        ("It cost $1997 and 1.1997.", []),
        ("about 2000 boats sank", []),
        ("It rained last Sunday.", [["last Sunday", ""]]),
        ("It rained yesterday.", [["yesterday", ""]]),
        ("It rained three weeks ago.", [["three weeks ago", ""]]),
        ("It rained the next week.", [["next week", ""]]),
    ],
)
def test_dates_are_found_and_given_one_form(text, rows):
    assert dates(text) == rows


@given(st.lists(st.sampled_from("May 3 , and 1997 of the 5th Sunday last week two ago March in - June".split())))
def test_dates_are_in_order_and_do_not_overlap(pieces):
    text = " ".join(pieces) or "x"
    found = find_dates(toy({"a": text})[0])
    assert [text[start:end] for start, end in zip(found["start"], found["end"], strict=True)] == found["match"].tolist()
    assert (found["start"].to_numpy()[1:] >= found["end"].to_numpy()[:-1]).all()


def events(text, part="body"):
    found = find_events(toy({"a": [(part, "author", text)]})[0], read_events())
    return [(row.match, row.noun, row.name, text[row.end : row.phrase_end]) for row in found.itertuples()]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("The attack on Elm Camp went on.", [("attack", "attack", "", " on Elm Camp")]),
        ("They attack at dawn.", []),
        ("They want to attack the camp.", []),
        ("After rebels attack Elm Camp they left.", []),
        ("The Elm Camp massacre was in the news.", [("Elm Camp massacre", "massacre", "", "")]),
        ("He fought in World War II with us.", [("World War II", "war", "World War II", "")]),
        ("Then Operation Blue Sky began.", [("Operation Blue Sky", "operation", "Operation Blue Sky", "")]),
        ("Elections were held.", [("Elections", "election", "", "")]),
        ("They were meeting him.", []),
        ("On 3 March 1997 it rained.", []),
        ("In March 1997 it rained.", []),
        ("A long protest in Leeds ended.", [("protest", "protest", "", " in Leeds ended")]),
    ],
)
def test_events_are_nouns_and_say_where_their_name_may_be(text, rows):
    assert events(text) == rows


def test_capitals_of_a_headline_make_no_name():
    assert events("Elm Camp Election Is Held", part="headline") == [("Election", "election", "", "")]


def test_the_list_of_events_is_checked(tmp_path):
    file = tmp_path / "events.csv"
    for rows, wrong in (
        ("attack,violence,perhaps\n", "write yes or no"),
        ("attack,violence,yes\nattack,unrest,no\n", "is there twice"),
        ("press conference,talks,no\n", "is not one word"),
    ):
        file.write_text("noun,kind,also_verb\n" + rows, encoding="utf-8")
        with pytest.raises(InputError, match=wrong):
            read_events(file)
