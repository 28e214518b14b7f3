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
        ("It was revenge for raids by geese.", [("revenge", "", ""), ("raids", "geese", "")]),
        ("The killing by two men of a goose was filmed.", [("killing", "two men", "a goose")]),
        ("The killing by men of the town was filmed.", [("killing", "men of the town", "")]),
        ("Its clerks began raids.", [("raids", "", "")]),
        ("It said its clerks saw raids.", [("raids", "", "")]),
        ("Their rescue package failed.", [("rescue", "", "")]),
        ("Their rescue failed.", [("rescue", "", "Their")]),
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He saw police violence.", ("violence", "police", "")),
        ("The riot police raid ended.", ("raid", "riot police", "")),
        ("The rebel attacks on a barn ended.", ("attacks", "rebel", "a barn")),
        ("The Danish invasion of the isle ended.", ("invasion", "Danish", "the isle")),
        ("The US sanctions on kites ended.", ("sanctions", "US", "kites")),
        ("The army killing of nine bakers was filmed.", ("killing", "army", "nine bakers")),
        ("The court decision came late.", ("decision", "court", "")),
        ("The embassy attack ended.", ("attack", "", "embassy")),
        ("The mayor's embassy attack ended.", ("attack", "The mayor", "embassy")),
    ],
)
def test_the_word_before_an_act_names_who_acts_where_it_can_be_nobody_else(text, expected):
    assert acts(text)[0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Danish massacre was filmed.",  # of Danes or by Danes
        "The police killings were filmed.",
        "The rebel massacre was filmed.",
        "The school shooting was filmed.",  # where, not who
        "The knife attack was filmed.",
        "They feared for the police, attack was likely.",
    ],
)
def test_a_word_before_an_act_that_may_be_either_is_neither(text):
    assert acts(text)[0][1:] == ("", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bus bombing injured nine bakers.", ("The bus bombing", "nine bakers")),
        ("The shelling of the barn alarmed Roe.", ("The shelling of the barn", "Roe")),
        ("The people living in barns robbed Roe.", ("The people", "Roe")),
        ("The siege lasted all night.", ("The siege", "")),
    ],
)
def test_an_act_told_by_a_noun_in_ing_may_be_a_subject(text, expected):
    assert verbs(text)[0][2:] == expected


def test_verbs_of_many_senses_have_a_class_only_where_the_words_after_them_tell_the_sense():
    def kind(text: str) -> str:
        return str(table(text)["verb_class"].tolist()[0])

    assert (kind("The fair followed a feast."), kind("The cook followed him.")) == ("", "movement")
    assert (kind("The clerks called a strike."), kind("The clerks called it a fraud.")) == ("", "speech")


def test_about_before_a_determiner_is_no_amount():
    assert table("They learned about the 1968 feast.")["patient"].tolist()[0] == ""
    assert table("They robbed about 20 cooks.")["patient"].tolist()[0] == "about 20 cooks"
