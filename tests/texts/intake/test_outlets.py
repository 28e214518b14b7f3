"""Names of outlets: which are perhaps of one, and which are not."""

from __future__ import annotations

import doctest

import pytest

from analysis.texts.intake import outlets
from analysis.texts.intake.outlets import alike_outlets, outlet_key


@pytest.mark.parametrize(
    "name",
    [
        "The Harbour News - Final Edition", "Harbour News (Calla)", "HARBOUR  NEWS", "Harbour N ews (Onlin e)",
        "Harbour News, Late Edition - Final", "The Harbour News Online", "Harbour News [First Edition]",
    ],
)  # fmt: skip
def test_editions_have_one_key(name):
    assert outlet_key(name) == outlet_key("Harbour News")


@pytest.mark.parametrize("name", ["Harbour Times", "Sunday Harbour News", "Harbour News Blog", "(Online)", "The", ""])
def test_other_outlets_have_another(name):
    assert outlet_key(name) != outlet_key("Harbour News")


def test_the_more_frequent_name_comes_first_and_a_single_one_is_not_listed():
    names = ["Harbour News", "The Harbour News", "The Harbour News", "Gazette", "Gazette", "", "Theatre", "atre"]
    assert alike_outlets(names) == [["The Harbour News", "Harbour News"]]


def test_the_examples_are_right():
    assert doctest.testmod(outlets).failed == 0
