"""Whose act it is: the subject of a verb is told where it is plain, and left empty where it would be a guess."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.measures.framing.agency.agency import agency
from analysis.texts.attribution.voices import voices


def table(text: str) -> pd.DataFrame:
    return agency(voices(pd.DataFrame({"doc_id": ["a"], "text": [text]})))


def subject(text: str, verb: str) -> str:
    """Return the subject of the verb group that ends in a word: agent of an active one, patient of a passive one."""
    rows = agency(voices(pd.DataFrame({"doc_id": ["a"], "text": [text]})))
    row = rows[rows["match"].str.endswith(verb) & (rows["form"] != "nominal")].iloc[0]
    return row["agent"] if row["form"] == "active" else row["patient"]


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("The baker who sold the bread left.", "left", "The baker"),
        ("The baker who sold the bread left.", "sold", "The baker"),
        ("The men armed with sticks attacked.", "attacked", "The men"),
        ("Bread made in the town was sold.", "sold", "Bread"),
        ("The plan to sell bread failed.", "failed", "The plan"),
        ("She said the dam had burst.", "burst", "the dam"),
        ("The mayor of the town, a baker, left.", "left", "The mayor of the town"),
        ("The mayor, who was ill, left.", "left", "The mayor"),
        ("In the hall a man sang.", "sang", "a man"),
        ("Last week the baker left.", "left", "the baker"),
        ("The book the baker wrote sold well.", "wrote", "the baker"),
        ("Men in the town were beaten.", "beaten", "Men"),
        ("A box of nails that was stolen came back.", "was stolen", "A box of nails"),
        ("Then Ann Reilly left the old town hall.", "left", "Ann Reilly"),
        ("In the hours after two bakers were killed, a cook sang.", "killed", "two bakers"),
        ("The baker and the cook left.", "left", "The baker and the cook"),
        ("She closed the door and the cook left.", "left", "the cook"),
        ("He and Roe left.", "left", "He and Roe"),
        ("In May Roe left.", "left", "Roe"),
        ("They could have sold it.", "sold", "They"),
        ("A few men have left.", "left", "A few men"),
        ("The cook stopped, looked and left.", "looked", "The cook"),
        ("The cook stopped, looked and left.", "left", "The cook"),
        ("We cannot and must not accept it.", "accept", "We"),
        ("People living in the town protested.", "protested", "People"),
        ("“I agree,” said the cook.", "said", "the cook"),
    ],
)  # fmt: skip
def test_the_subject_is_the_phrase_that_the_clause_of_the_verb_begins_with(text, verb, expected):
    assert subject(text, verb) == expected


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("The cook is ready to leave.", "leave", "The cook"),
        ("It is hard to leave.", "leave", ""),
        ("The cook was forced to leave.", "leave", "The cook"),
        ("The cook told him to leave.", "leave", "him"),
        ("The king's plan to leave failed.", "leave", "The king"),
        ("The cook bought a knife in order to leave.", "leave", "The cook"),
        ("How to leave is not said.", "leave", ""),
        ("The cook wanted to leave and sell bread.", "leave", "The cook"),
        ("The cook had to leave.", "leave", "The cook"),
        ("We would like to leave.", "leave", "We"),
        ("The aim is to leave.", "leave", ""),
    ],
)
def test_who_is_to_act_in_an_infinitive_is_who_the_verb_or_the_adjective_before_it_is_said_of(text, verb, expected):
    assert subject(text, verb) == expected


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("There died a king.", "died"),
        ("It was said that bread sells well.", "said"),
        ("It seems that bread sells well.", "seems"),
        ("They hit each other, which angers Roe.", "angers"),
        ("Accepting the terms angered the cook.", "angered"),
        ("Bakers that were ill, cooks that were not, and then left.", "left"),
    ],
)
def test_the_subject_is_left_empty_rather_than_guessed(text, verb):
    assert subject(text, verb) == ""


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("The bread that the baker sold was old.", "sold", "The bread"),
        ("The fact that the baker sold angered them.", "sold", ""),
        ("She said the dam burst.", "said", ""),
        ("She saw the dam burst.", "saw", "the dam"),
        ("They let it go.", "let", "it"),
        ("He became a baker.", "became", ""),
        ("He waited ten minutes.", "waited", ""),
        ("He spent ten minutes.", "spent", "ten minutes"),
        ("He sat beside him.", "sat", ""),
        ("He did a very good job.", "did", ""),
        ("He sold a very good loaf.", "sold", "a very good loaf"),
        ("He looked at many loaves.", "looked", ""),
        ("They felt weary and cold.", "felt", ""),
        ("She sold her last loaf.", "sold", "her last loaf"),
        ("Then came a baker.", "came", ""),
        ("He took out the bread.", "took", "the bread"),
        ("He looked up the road.", "looked", ""),
    ],
)
def test_an_object_is_a_noun_phrase_that_no_other_verb_and_no_measure_takes(text, verb, expected):
    rows = agency(voices(pd.DataFrame({"doc_id": ["a"], "text": [text]})))
    found = rows.loc[rows["match"].str.endswith(verb) & (rows["form"] == "active"), "patient"].tolist()
    assert found[:1] in ([expected], [])


def test_a_participle_that_tells_a_name_describes_the_noun_before_it():
    rows = agency(voices(pd.DataFrame({"doc_id": ["a"], "text": ["She hired a cook named Roe. The king named Roe."]})))
    found = rows.loc[rows["verb"] == "name", ["form", "reduced", "agent", "patient"]].values.tolist()
    assert found == [["passive_without_agent", True, "", "a cook"], ["active", False, "The king", "Roe"]]


def test_a_participle_after_a_possessive_is_no_verb():
    rows = agency(voices(pd.DataFrame({"doc_id": ["a"], "text": ["They saw the king's locked gates."]})))
    assert rows["verb"].tolist() == ["see"]


@pytest.mark.parametrize(
    ("text", "verb", "agent"),
    [
        ("Bakers say cooks sold bread.", "say", "Bakers"),
        ("Bakers say cooks sold bread.", "sold", "cooks"),
        ("The firm employs nine cooks.", "employs", "The firm"),
        ("The kite that hit the cook fell.", "hit", "The kite"),
        ("The kite that injured Roe fell.", "injured", "The kite"),
        ("The kite that injured Roe fell.", "fell", "The kite"),
        ("It was a storm that took hours.", "took", "a storm"),
        ("Her brother robbed banks.", "robbed", "Her brother"),
        ("The bombing, which hurt Roe, ended.", "hurt", "The bombing"),
        ("It was not clear who had robbed the bank.", "had robbed", ""),
    ],
)
def test_verbs_of_the_present_and_after_that_have_the_noun_before_them_for_a_subject(text, verb, agent):
    found = table(text)
    assert found.loc[found["match"] == verb, "agent"].tolist() == [agent]


@pytest.mark.parametrize(
    "text",
    [
        "She said that injured men were treated.",
        "The news that armed men were there was new.",
        "Clerks said Tuesday that talks began.",
        "Did the bakers say it?",
    ],
)
def test_what_is_no_verb_of_its_own_is_not_taken_for_one(text):
    assert not {"injured", "armed", "talks", "say"} & set(table(text)["match"])


def test_by_after_an_act_in_another_phrase_belongs_to_the_act():
    found = table("Nine men were hurt in an attack by wolves.")
    assert found[["form", "agent"]].to_numpy().tolist() == [["passive_without_agent", ""], ["nominal", "wolves"]]
    assert table("He was found guilty of murder by a jury.")["agent"].tolist()[0] == "a jury"


def test_a_score_is_no_object():
    assert table("The board voted 7-2 to leave.")["patient"].tolist()[0] == ""
