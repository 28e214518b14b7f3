"""Agents and patients across commas, relative clauses, amounts and words for nobody."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.measures.framing.agency.agency import agency
from analysis.texts.attribution.voices import voices


def rows(text: str) -> pd.DataFrame:
    return agency(voices(pd.DataFrame({"doc_id": ["a"], "text": [text]})))


def of(verb: str, text: str) -> tuple[str, str]:
    found = rows(text).set_index("verb").loc[verb]
    return found["agent"], found["patient"]


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Ms Orr, who was fined in May, told Harbour News.", "tell", ("Ms Orr", "Harbour News")),
        ("The farm, which burned in May, supplied Ulm.", "supply", ("The farm", "Ulm")),
        ("Ms Orr, who keeps goats, said she sold one.", "say", ("Ms Orr", "")),
        ("Tim Orr, a farmer, told the Gazette about it.", "tell", ("Tim Orr", "the Gazette")),
        ("“The road is shut to lorries, which are heavy,” said Mayor Orr.", "say", ("Mayor Orr", "")),
    ],
)
def test_the_verb_after_a_clause_set_apart_has_the_subject_before_it(text, verb, expected):
    assert of(verb, text) == expected


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("Two goats were hit by an empty cart, and dozens of hens were hurt.", "an empty cart"),
        ("The plan was backed by farmers, and a dozen unions opposed it.", "farmers"),
        ("The plan was backed by farmers, bakers, and the sailors of Ulm.", "farmers, bakers, and the sailors of Ulm"),
        ("The barn was burned by sailors, and bakers fled.", "sailors"),
        ("He was robbed by sailors and bakers.", "sailors and bakers"),
    ],
)
def test_what_by_leads_to_ends_where_a_comma_and_and_begin_a_clause(text, agent):
    assert rows(text)["agent"].iloc[0] == agent


@pytest.mark.parametrize(
    "phrase",
    [
        "More than 20 goats",
        "At least nine goats",
        "Up to 30 goats",
        "As many as 300 goats",
        "No fewer than six goats",
        "Nearly 50 goats",
        "Some goats",
        "Less than half the herd",
        "More than a dozen goats",
        "Between 30 and 40 goats",
        "A dozen",
    ],
)
def test_an_amount_belongs_to_the_phrase_before_and_after_the_verb(phrase):
    before = rows(f"{phrase} were stolen.").iloc[0]
    assert (before["patient"], before["negated"]) == (phrase, False)
    after = phrase[0].lower() + phrase[1:]
    assert rows(f"The baker stole {after}.").iloc[0]["patient"] == after


def test_up_before_a_time_is_no_amount():
    assert of("hurt", "The baker hurt up in two places.") == ("The baker", "")


def test_as_before_many_may_begin_a_clause():
    assert of("flee", "The port was shut, as many sailors fled.") == ("many sailors", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She hid in a mill in Oakham that bakers had built.", ("bakers", "a mill")),
        ("They crossed a bridge near Ulm which sailors built.", ("sailors", "a bridge")),
        ("They crossed a bridge in north Ulm that sailors built.", ("sailors", "a bridge")),
        ("They crossed the bridge that sailors built.", ("sailors", "the bridge")),
        ("She sold the farm that Orr built.", ("Orr", "the farm")),
    ],
)
def test_a_clause_after_the_name_of_a_place_tells_of_the_noun_before(text, expected):
    assert of("build", text) == expected


def test_a_subject_before_the_name_of_a_place_is_told_too():
    assert of("burn", "The mill in Oakham that burned the barns was old.")[0] == "The mill"


@pytest.mark.parametrize(
    ("text", "verb", "patient", "negated"),
    [
        ("The baker hurt no customer.", "hurt", "no customer", True),
        ("The baker hurt nobody.", "hurt", "nobody", True),
        ("The baker hurt someone.", "hurt", "someone", False),
        ("No customer was hurt.", "hurt", "No customer", True),
        ("No more than six customers were hurt.", "hurt", "No more than six customers", False),
        ("The baker took someone's coat.", "take", "someone's coat", False),
    ],
)
def test_nobody_is_told_as_written_and_negated(text, verb, patient, negated):
    found = rows(text).set_index("verb").loc[verb]
    assert (found["patient"], found["negated"]) == (patient, negated)


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Thousands joined us at the fair.", "join", ("Thousands", "us")),
        ("Dozens fled the barn.", "flee", ("Dozens", "the barn")),
        ("Hundreds marched through Ulm.", "march", ("Hundreds", "")),
        ("The baker sang and many threw stones.", "throw", ("many", "stones")),
        ("Nine robbed the mill.", "rob", ("Nine", "the mill")),
        ("The two marched to Ulm.", "march", ("The two", "")),
    ],
)
def test_a_number_may_be_the_subject_of_a_verb_of_the_past(text, verb, expected):
    assert of(verb, text) == expected


@pytest.mark.parametrize(
    "text", ["Many injured sailors slept.", "The two injured sailors slept.", "With nine hurt, all slept."]
)
def test_a_participle_after_a_number_is_no_verb_of_the_past(text):
    assert rows(text)["verb"].tolist() == ["sleep"]


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("police arrest 12", "arrest", ("police", "12")),
        ("Sailors attack two barns", "attack", ("Sailors", "two barns")),
        ("The law gives every baker a vote.", "give", ("The law", "every baker")),
        ("The court grants all sailors a hearing.", "grant", ("The court", "all sailors")),
        ("He said the court grants a visa.", "grant", ("the court", "a visa")),
        ("He said the court grants a visa.", "say", ("He", "")),
        ("The rule forces all bakers to move.", "force", ("The rule", "all bakers")),
        ("Horsemen attack two barns", "attack", ("Horsemen", "two barns")),
        ("The fire kills nine.", "kill", ("The fire", "nine")),
        ("The town plans a fair and unions plan a strike.", "plan", ("The town", "a fair")),
    ],
)
def test_a_verb_of_the_present_that_may_be_a_noun_is_told_by_its_object(text, verb, expected):
    found = rows(text)
    found = found[found["form"] == "active"].drop_duplicates("verb").set_index("verb").loc[verb]
    assert (found["agent"], found["patient"]) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The raids the army led failed.",
        "Police raids in two towns",
        "Wolf attacks each night scared the hens.",
        "The police arrest of two sailors went on.",
        "Let sailors attack the barn.",
    ],
)
def test_a_noun_before_a_determiner_is_no_verb_where_the_clause_has_another(text):
    verbs = rows(text)
    assert not {"raid", "attack", "arrest"} & set(verbs.loc[verbs["form"] != "nominal", "verb"])


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("The farmers met their biggest threat.", ""),
        ("The farmers knew their main threat.", ""),
        ("The farmers repeated their threat.", "their"),
        ("The farmers repeated their new threat.", "their"),
    ],
)
def test_a_threat_that_is_ranked_is_felt_by_whom_it_belongs_to(text, agent):
    assert rows(text).query("form == 'nominal'")["agent"].iloc[0] == agent
