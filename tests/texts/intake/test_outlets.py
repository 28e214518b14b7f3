"""Names of outlets: which are perhaps of one, and which are not."""

from __future__ import annotations

import doctest

import pytest

from analysis.texts.intake import outlets
from analysis.texts.intake.outlets import alike_outlets, outlet_key


@pytest.mark.parametrize(
    "name",
    [
        "The Estuary Post - Final Edition", "Estuary Post (Brenn)", "ESTUARY  POST", "Estuary P ost (Onlin e)",
        "Estuary Post, Late Edition - Final", "The Estuary Post Online", "Estuary Post [First Edition]",
    ],
)  # fmt: skip
def test_editions_have_one_key(name):
    assert outlet_key(name) == outlet_key("Estuary Post")


@pytest.mark.parametrize("name", ["Estuary Times", "Sunday Estuary Post", "Estuary Post Blog", "(Online)", "The", ""])
def test_other_outlets_have_another(name):
    assert outlet_key(name) != outlet_key("Estuary Post")


def test_the_more_frequent_name_comes_first_and_a_single_one_is_not_listed():
    names = ["Estuary Post", "The Estuary Post", "The Estuary Post", "Gazette", "Gazette", "", "Theatre", "atre"]
    assert alike_outlets(names) == [["The Estuary Post", "Estuary Post"]]


def test_the_examples_are_right():
    assert doctest.testmod(outlets).failed == 0
