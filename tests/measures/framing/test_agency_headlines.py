"""Passives of headlines without their auxiliary: only there, and only of verbs that need an object."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.measures.framing.agency.agency import agency
from analysis.texts.attribution.voices import voices


def rows(text: str) -> pd.DataFrame:
    return agency(voices(pd.DataFrame({"doc_id": ["a"], "text": [text]})))


def told(text: str) -> list[tuple[str, str, str]]:
    found = rows(text)
    found = found[found["form"] != "nominal"]
    return [
        (match, "passive" if form.startswith("passive") else form, patient)
        for match, form, patient in found[["match", "form", "patient"]].to_numpy().tolist()
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine hurt in barn fire", [("hurt", "passive", "Nine")]),
        ("Baker charged with arson", [("charged", "passive", "Baker")]),
        ("Baker, 61, found dead in barn", [("found", "passive", "Baker")]),
        ("Clerk arrested and charged with fraud", [("arrested", "passive", "Clerk"), ("charged", "passive", "Clerk")]),
        ("Kites stolen from barn", [("stolen", "passive", "Kites")]),
        ("Bakers urged to stay at home", [("urged", "passive", "Bakers"), ("to stay", "active", "")]),
        ("CLERK ROBBED IN BARN", [("ROBBED", "passive", "CLERK")]),
    ],
)
def test_a_participle_without_an_object_is_a_passive_in_a_headline(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Baker robbed clerk of kites",  # an object
        "Bakers clashed with clerks",  # no object needed
        "Prices rose in May",
        "Guards fired at crowd",
        "Bakers attacked in the night.",  # a stop: no headline
        "He robbed in the night",
        "a baker attacked in the north",
    ],
)
def test_what_may_be_an_active_stays_one(text):
    assert [form for _, form, _ in told(text)] == ["active"]


def test_the_headline_of_an_article_counts_and_its_sentences_do_not():
    found = rows("Nine robbed near barn\n\nTURIN - Nine men robbed near a barn. Nobody saw it, a clerk said on Monday.")
    assert found["form"].tolist()[:2] == ["passive_without_agent", "active"]
    assert found["part"].tolist()[:2] == ["headline", "body"]


def test_a_participle_before_the_passive_of_a_headline_describes_its_noun():
    found = rows("Baker accused of arson released on bail")
    assert found.loc[found["form"] != "nominal", ["match", "reduced"]].to_numpy().tolist() == [
        ["accused", True],
        ["released", False],
    ]


@pytest.mark.parametrize("text", ["", " ", "Robbed", "...", "robbed robbed robbed", "STOLEN!"])
def test_texts_without_a_clause_have_no_passive(text):
    assert not told(text) or all(form == "active" for _, form, _ in told(text))
