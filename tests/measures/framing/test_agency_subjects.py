"""Whose act it is: the subject of a verb is told where it is plain, and left empty where it would be a guess."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.measures.framing.agency.agency import agency
from analysis.texts.attribution.voices import voices


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
        ("The baker and the cook left.", "left", "The baker and the cook"),
        ("She closed the door and the cook left.", "left", "the cook"),
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
    ],
)
def test_who_is_to_act_in_an_infinitive_is_who_the_verb_or_the_adjective_before_it_is_said_of(text, verb, expected):
    assert subject(text, verb) == expected


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("There died a king.", "died"),
        ("Accepting the terms angered the cook.", "angered"),
        ("Bakers that were ill, cooks that were not, and then left.", "left"),
    ],
)
def test_the_subject_is_left_empty_rather_than_guessed(text, verb):
    assert subject(text, verb) == ""
