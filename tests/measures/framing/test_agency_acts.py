"""Nouns that name an act: which words are such nouns, and who acts and is acted upon in their phrase."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.measures.framing.agency.agency import agency
from analysis.texts.attribution.voices import voices


def table(text: str) -> pd.DataFrame:
    return agency(voices(pd.DataFrame({"doc_id": ["a"], "text": [text]})))


def acts(text: str) -> list[tuple[str, str, str]]:
    found = table(text)
    return found.loc[found["form"] == "nominal", ["match", "agent", "patient"]].apply(tuple, axis=1).tolist()


def verbs(text: str) -> list[tuple[str, str, str, str]]:
    found = table(text)
    return found.loc[found["form"] != "nominal", ["match", "form", "agent", "patient"]].apply(tuple, axis=1).tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The purge followed a revolt by nine bakers.", [("purge", "", ""), ("revolt", "nine bakers", "")]),
        ("The purge led by Roe ended.", [("purge", "Roe", "")]),
        ("The siege of the barn by geese ended.", [("siege", "geese", "the barn")]),
        ("A theft carried out by geese began it.", []),
        ("The raid carried out by geese began it.", [("raid", "geese", "")]),
        ("The dismissal of nine cooks by decree ended.", [("dismissal", "", "nine cooks"), ("decree", "", "")]),
        ("She said that raids were made at dawn.", [("raids", "", "")]),
    ],
)
def test_the_phrase_of_an_act_ends_at_the_verb_of_its_clause(text, expected):
    assert acts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bakers robbed in May left the town.", ("robbed", "passive_without_agent", "", "The bakers")),
        ("The barn, built in 1961 by two masons, burst.", ("built", "passive_with_agent", "two masons", "The barn")),
        ("The fair set up by Roe burned down.", ("set", "passive_with_agent", "Roe", "The fair")),
    ],
)
def test_a_participle_that_describes_a_noun_before_another_verb_is_no_active(text, expected):
    assert verbs(text)[0] == expected


def test_a_plural_after_that_and_before_an_auxiliary_is_no_verb():
    assert verbs("She said that arrests were made.")[1:] == [("were made", "passive_without_agent", "", "arrests")]
    assert ("robs", "active", "a man", "banks") in verbs("She met a man that robs banks.")
