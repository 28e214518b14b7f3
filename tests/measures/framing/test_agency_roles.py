"""Who acts and who is acted upon: agent and patient of verbs and of nouns for acts, their places and their actors."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.dictionary.names import names
from analysis.measures.framing.agency.agency import agency
from analysis.texts.attribution.voices import voices


def rows(text: str, actors: dict[str, str] | None = None) -> pd.DataFrame:
    segments = voices(pd.DataFrame({"doc_id": ["a"], "text": [text]}))
    if actors is None:
        return agency(segments)
    table = pd.DataFrame({"actor": list(actors.values()), "label": list(actors), "label_kind": "official"})
    return agency(segments, names(segments, table))


def roles(text: str) -> list[tuple[str, str, str]]:
    return rows(text)[["match", "agent", "patient"]].apply(tuple, axis=1).tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The baker hit the thief.", [("hit", "The baker", "the thief")]),
        ("They robbed her.", [("robbed", "They", "her")]),
        ("In May, Ann Roe sued the town.", [("sued", "Ann Roe", "the town")]),
        ("The thief was hit.", [("was hit", "", "The thief")]),
        ("The thief was hit by the baker.", [("was hit", "the baker", "The thief")]),
        ("Was the thief hit?", [("Was the thief hit", "", "the thief")]),
        ("Nine sailors died.", [("died", "", "Nine sailors")]),
        ("The mob burned it and beat Roe.", [("burned", "The mob", "it"), ("beat", "The mob", "Roe")]),
        ("The judge told him to pay a fine.", [("told", "The judge", "him"), ("to pay", "him", "a fine")]),
        ("The clerk refused to pay a fine.", [("refused", "The clerk", ""), ("to pay", "The clerk", "a fine")]),
        ("The men who robbed the bank left.", [("robbed", "The men", "the bank"), ("left", "The men", "")]),
        ("The sheriff resigned last week.", [("resigned", "The sheriff", "")]),
        ("She said the dam had burst.", [("said", "She", ""), ("had burst", "the dam", "")]),
        ("The fire killed about 20 cows.", [("killed", "The fire", "about 20 cows")]),
    ],
)  # fmt: skip
def test_verbs_have_their_subject_and_object_in_the_active_and_turned_in_the_passive(text, expected):
    assert roles(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The murder of two bakers was in the news.", ("murder", "", "two bakers")),
        ("The killing of the owl by a cat made news.", ("killing", "a cat", "the owl")),
        ("Rome's attack on the village was brief.", ("attack", "Rome", "the village")),
        ("Her murder was in the news.", ("murder", "", "Her")),
        ("The king's slaughter of the deer was in the news.", ("slaughter", "The king", "the deer")),
        ("The decision of the court came late.", ("decision", "the court", "")),
        ("The ban on kites came late.", ("ban", "", "kites")),
        ("The attack on Monday came late.", ("attack", "", "")),
        ("The massacre was in the news.", ("massacre", "", "")),
        ("The threat came after the judge ruled against them.", ("threat", "", "")),
        ("An attack to hit planes on the ground came late.", ("attack", "", "")),
    ],
)
def test_nouns_that_name_an_act_tell_who_did_it_and_to_whom_where_their_phrase_says_so(text, expected):
    found = rows(text)
    noun = found[found["form"] == "nominal"].iloc[0]
    assert (noun["match"], noun["agent"], noun["patient"]) == expected


@pytest.mark.parametrize(
    "text", ["The king launched an attack on the village.", "The attack was launched by the king."]
)
def test_the_agent_of_a_verb_that_carries_an_act_out_is_that_of_the_act(text):
    found = rows(text)
    assert found.loc[found["form"] == "nominal", "agent"].str.lower().tolist() == ["the king"]


@pytest.mark.parametrize(
    "text",
    [
        "They attack the village.",
        "He wants to murder them.",
        "The king raids the village.",
        "She died of a heart attack.",
        "The order to leave came.",
    ],
)
def test_a_verb_and_another_sense_name_no_act(text):
    found = rows(text)
    assert not (found["form"] == "nominal").any(), found[["match", "form"]]


def test_classes_tell_senses_apart_by_what_is_near():
    found = rows("The guard fired at the crowd. The board fired the guard. The rebels blew up a bridge.")
    assert found[["verb", "verb_class"]].apply(tuple, axis=1).tolist() == [
        ("fire", "harm"), ("fire", "decision"), ("blow up", "harm"),
    ]  # fmt: skip


def test_a_phrase_names_an_actor_by_its_head_or_by_what_the_head_is_part_of():
    actors = {"Red Union": "Red Union", "Blue Guild": "Blue Guild"}
    text = "The Red Union sued the Blue Guild. Members of the Blue Guild hit a lawyer of the Red Union."
    found = rows(text, actors)
    assert found[["agent_actor", "patient_actor"]].apply(tuple, axis=1).tolist() == [
        ("Red Union", "Blue Guild"), ("Blue Guild", ""),
    ]  # fmt: skip


def test_a_noun_inside_a_name_is_no_act():
    text = "The Blue Revolt won. A revolt against the king failed."
    found = rows(text, {"Blue Revolt": "Blue Revolt"})
    assert found.loc[found["form"] == "nominal", "match"].tolist() == ["revolt"]


_PIECES = (
    "the guards",
    "Ann Roe",
    "killed",
    "were beaten by",
    "the attack on",
    "and",
    ",",
    ".",
    "who",
    "to sue",
    "she",
)


@given(st.lists(st.sampled_from(_PIECES), max_size=24))
def test_agent_and_patient_are_where_they_are_said_to_be_and_share_no_letter(pieces):
    text = " ".join(["News.", *pieces])
    for row in rows(text).itertuples():
        spans = []
        for role in ("agent", "patient"):
            start, end = getattr(row, f"{role}_start"), getattr(row, f"{role}_end")
            written = getattr(row, role)
            assert pd.isna(start) == (written == "")
            if written:
                assert text[start:end] == written
                spans.append((start, end))
        if len(spans) == 2:
            assert spans[0][1] <= spans[1][0] or spans[1][1] <= spans[0][0]


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("No baker was charged.", True),
        ("No baker hit the thief.", True),
        ("Nobody hit the thief.", True),
        ("Not one baker was charged.", True),
        ("None of the bakers was charged.", True),
        ("The thief was attacked by no one.", True),
        ("The baker was charged.", False),
        ("They asked whether or not bakers were charged.", False),
        ("The thief was attacked by No 10.", False),
    ],
)
def test_an_act_of_nobody_or_upon_nobody_is_negated(text, negated):
    assert rows(text)["negated"].tolist()[-1] is negated
