"""Exercises that check themselves: any form of a right answer, and a word on a wrong one."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import analysis as same
from analysis.views.classroom.answers import NONE_YET, ONE_NAME
from analysis.views.classroom.quantities import numbers

SHARE = [
    0.12,
    12,
    "12",
    "12 %",
    "12%",
    "12 per cent",
    "0.12",
    ".12",
    "0,12",
    "about 12 percent",
    "3/25",
    "3 of 25",
    "12.3",
    "12.0 ％",
    "twelve per cent",
    "3 out of every 25",
    "3 words of 25",
    "3:25",
    "3 ÷ 25",
    "12 in a hundred",
    "3/25 = 12 %",
    "0.12 or 12 %",
]


@pytest.mark.parametrize("answer", SHARE)
def test_a_share_is_right_in_any_form(answer):
    assert same.check_answer(answer, 0.12)


WRONG = [0.13, "13 %", "0.12 %", 1.2, "many", "12 or 13", True, "x" * 10_000, "1/0", 10**400, "½"]


@pytest.mark.parametrize("answer", WRONG)
def test_another_share_is_not(answer):
    assert not same.check_answer(answer, 0.12)


@pytest.mark.parametrize(
    "answer", ["a third", "one third", "1/3", "⅓", "one in three", "about a third", "33 %", "0,33"]
)
def test_a_fraction_may_be_said_in_words(answer):
    assert same.check_answer(answer, 1 / 3)
    assert not same.check_answer(answer, 2 / 3)


@pytest.mark.parametrize(
    "answer", ["11.4", "11,4", "11.4 per 1,000", "11.4 in 1 000 words", "11.4 ‰", "1000 * 11 / 964"]
)
def test_a_rate_is_right_with_what_it_is_a_rate_of(answer):
    assert same.check_answer(answer, 11.41, within=0.06, hints={"0.0114": "Multiply by 1,000."})


@pytest.mark.parametrize(
    "answer", ["none", "None at all", "no words", "there are none", "zero", "nil", "none of them", 0]
)
def test_none_is_a_number(answer):
    assert same.check_answer(answer, 0)


@pytest.mark.parametrize("answer", ["4 of 6", "four of the six texts", "4/6", "four texts", "in 4"])
def test_a_count_may_say_of_how_many(answer):
    assert same.check_answer(answer, 4) and not same.check_answer(answer, 6)


@pytest.mark.parametrize("answer", [2140, "2,140", "2140 names", " 2140. ", 2140.0, "2 140", "2’140"])
def test_a_count_is_right_in_any_form(answer):
    assert same.check_answer(answer, 2140)


def test_a_number_in_words_and_a_margin():
    assert same.check_answer("Twelve", 12) and same.check_answer("9.7", 9.71, within=0.05)
    assert not same.check_answer("9.6", 9.71, within=0.05)


@pytest.mark.parametrize("answer", ["the council", "Council.", "  THE  COUNCIL ", "“Council”", "town council"])
def test_a_name_is_right_in_any_case_and_by_its_other_names(answer):
    assert same.check_answer(answer, "the council | Town Council")


AROUND = [
    "it is the council",
    "The council said it",
    "I think it's the council’s",
    ["council"],
    "'council'",
    "by council",
]


@pytest.mark.parametrize("answer", AROUND)
def test_what_people_write_around_a_name_changes_nothing(answer):
    assert same.check_answer(answer, "the council")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("the council or the Friends", ONE_NAME),
        ("the council and the agency", ONE_NAME),
        ("not the council", "Not yet: it is not “not the council”."),
        ("the counsil", "Nearly: look at the spelling."),
        ("The Friends said it", "They deny it."),
    ],
)
def test_an_answer_that_is_nearly_right_is_told_apart(answer, said):
    assert repr(same.check_answer(answer, "the council", hints={"Friends": "They deny it."})) == said


LISTED = [
    "wicked, heartless",
    "Heartless\nwicked",
    ["heartless", "Wicked"],
    {"wicked", "heartless"},
    "wicked + heartless",
]
LISTED += ["- wicked\n- heartless", "1. wicked\n2. heartless", "• heartless\n• wicked", "both wicked and heartless"]
LISTED += ["wicked & heartless", "heartless as well as wicked", "wicked heartless", "heartless (Friends); wicked."]
LISTED += [["heartless, wicked"], ("wicked", "heartless"), np.array(["wicked", "heartless"]), "wicked | heartless"]


@pytest.mark.parametrize("answer", [*LISTED, "“wicked” and “heartless”"])
def test_a_list_is_right_in_any_order_and_case(answer):
    assert same.check_answer(answer, ["wicked", "heartless"])


def test_each_of_a_list_may_have_several_names():
    right = ["Bram Ledgerly | Ledgerly", "Odette Quillfeather | Quillfeather"]
    assert same.check_answer("Ms Quillfeather, Councillor Bram Ledgerly", right)
    assert repr(same.check_answer("Ledgerly, Bram Ledgerly", right)) == "1 of 2 found. 1 is missing."


def test_a_task_that_there_is_not_is_named():
    with pytest.raises(same.InputError, match=r"there is no such task; there are 1\.1, "):
        same.exercise("9.9", 1)


def test_a_wrong_answer_is_explained_and_the_right_one_not_given_away():
    said = repr(same.check_answer("wicked, slow", ["wicked", "heartless"]))
    assert said == "1 of 2 found. Not among them: slow. 1 is missing." and "heartless" not in said
    assert repr(same.check_answer(11, 12)) == "Not yet: that is too low."
    assert repr(same.check_answer("0.12", 12)) == "A count is asked for, not a share."
    assert repr(same.check_answer("some", 12)) == "Give one number, such as 12 or 12 %."


@pytest.mark.parametrize("answer", ["14", 14, "fourteen", "14 people"])
def test_a_known_mistake_has_its_own_explanation(answer):
    assert repr(same.check_answer(answer, 12, hints={"14": "That counts the headline too."})).startswith("That counts")


@pytest.mark.parametrize("answer", [None, ..., "", "  \n", [], [""]])
def test_no_answer_yet_is_said(answer):
    assert repr(same.check_answer(answer, 12)) == NONE_YET


def test_what_is_typed_shows_as_typed_and_runs_nothing():
    shown = same.check_answer("<script>alert(1)</script>", "council")._repr_html_()
    assert "<script" not in shown and "&lt;script&gt;" in shown and "✗" in shown
    assert "✓ Right. It is" in same.check_answer("council", "council", why="It is <b>.")._repr_html_()


TYPED = st.text(st.sampled_from("0123456789.,%/ :*eé-−½㎏a\n")) | st.text(max_size=30)


@given(TYPED | st.floats() | st.integers() | st.lists(TYPED, max_size=3) | st.just(pd.DataFrame({"n": [1]})))
def test_nothing_that_can_be_typed_breaks_it(answer):
    for right in (0.12, 12, "council", ["a", "b"]):
        assert isinstance(same.check_answer(answer, right).said, str)


@given(st.integers(1, 99), st.sampled_from(["{}", "{} %", "{} per cent", "0.{:02}", "{}/100"]))
def test_a_whole_percentage_is_right_in_every_form(n, form):
    assert same.check_answer(form.format(n), n / 100)
    assert not same.check_answer(form.format(n), 0.5) or n == 50


def test_several_numbers_are_no_answer():
    assert numbers("12 or 13") == () and numbers("no idea") == ()
