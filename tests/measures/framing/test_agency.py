"""Verb groups: their form, their agent, their place in the text, and that no sentence changes another."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.framing.agency.agency import agency
from analysis.schema import COLUMNS
from analysis.texts.attribution.voices import voices


def groups(*texts: str) -> pd.DataFrame:
    return agency(voices(pd.DataFrame({"doc_id": [f"d{n}" for n in range(len(texts))], "text": list(texts)})))


def passives(text: str) -> list[tuple[str, str]]:
    found = groups(text)
    return found.loc[found["form"].str.startswith("passive"), ["match", "agent"]].apply(tuple, axis=1).tolist()


def actives(text: str) -> list[str]:
    found = groups(text)
    return found.loc[found["form"] == "active", "match"].tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The clerk was robbed.", ["was robbed"]),
        ("The bins have not yet been emptied.", ["have not yet been emptied"]),
        ("A new bridge is being built.", ["is being built"]),
        ("The fence may well have been painted.", ["may well have been painted"]),
        ("Two boys got caught.", ["got caught"]),
        ("They’re paid weekly.", ["’re paid"]),
        ("It's called a kite.", ["'s called"]),
        ("Was the baker robbed?", ["Was the baker robbed"]),
        ("Why were the gates locked?", ["were the gates locked"]),
        ("Nor were the owners told.", ["Nor were the owners told"]),
        ("The tent was, as you know, borrowed.", ["was, as you know, borrowed"]),
        ("The sacks were put on a cart.", ["were put"]),
        ("We were supposed to sing.", ["were supposed"]),
        ("The hall is used to store hay.", ["is used"]),
        ("Where is the hall located?", ["is the hall located"]),
        ("The kite was in fact stolen.", ["was in fact stolen"]),
        ("Attached is a map.", ["Attached"]),
        ("Also adopted was the plan of Roe.", ["adopted"]),
        ("I think its stolen", ["its stolen"]),
        ("thats called a kite", ["thats called"]),
        ("is it allowed to sing", ["is it allowed"]),
        ("Is this allowed?", ["Is this allowed"]),
        ("It was eaten afterwards.", ["was eaten"]),
    ],
)
def test_passives_of_every_build_are_found_whole(text, expected):
    assert [match for match, _ in passives(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "She was tired.",
        "He is gone.",
        "We were used to noise.",
        "They were armed men.",
        "It is unhurt.",
        "I am done.",
        "It has become cold.",
        "He's gone home.",
        "Gone are the days of Roe.",
        "Your lost cat is here.",
        "Its painted gate fell.",
        "He's eaten the pie.",
        "They were interested in kites.",
        "A hundred were there.",
        "The baker was rude. Bread sold well.",
    ],
)
def test_adjectives_and_verbs_without_a_passive_are_none(text):
    assert passives(text) == []


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("The pie was eaten by a fox.", "a fox"),
        ("The pie was eaten on Monday by the old fox.", "the old fox"),
        ("It was built by men of the town and their sons.", "men of the town and their sons"),
        ("It was finished by Friday.", ""),
        ("Prices were cut by 10 percent.", ""),
        ("Prices were cut by a third.", ""),
        ("They were sent by car.", ""),
        ("It was opened by turning a key.", ""),
        ("It was done by accident.", ""),
        ("The song was sung by them.", "them"),
        ("He was thanked, and the road by the lake was closed.", ""),
    ],
)
def test_who_acts_is_told_from_when_how_and_how_much(text, agent):
    assert passives(text)[0][1] == agent


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The clerk was robbed and beaten.", ["beaten"]),
        ("The clerk was found, robbed and badly beaten.", ["robbed", "badly beaten"]),
        ("The clerk was arrested on Monday and charged with theft.", ["charged"]),
        ("The clerk was arrested and she ran.", []),
        ("The clerk was arrested on Monday and robbed the shop.", []),
        ("The clerk was arrested and arrived late.", []),
    ],
)
def test_a_participle_that_shares_an_auxiliary_is_marked(text, expected):
    found = groups(text)
    assert found.loc[found["coordinated"], "match"].tolist() == expected
    assert (found.loc[found["coordinated"], "form"] == "passive_without_agent").all()


def test_a_participle_that_describes_a_noun_is_told_apart():
    found = groups("The men robbed by a clerk left. A kite stolen in May was there. The clerk robbed them by force.")
    assert found.loc[found["reduced"], ["match", "agent"]].values.tolist() == [["robbed", "a clerk"], ["stolen", ""]]
    assert found.loc[~found["reduced"], "form"].tolist() == ["active", "active"]


def test_actives_are_verbs_of_the_past_and_those_with_an_auxiliary():
    text = "The cook baked a pie, and the guests have eaten it. They will sing, and we are waiting to write."
    assert actives(text) == ["baked", "have eaten", "will sing", "are waiting", "to write"]
    assert actives("Three injured men were there. Then Ahmed Reed smiled with pride.") == ["smiled"]


def test_what_is_denied_is_said():
    found = groups("The clerk was not robbed. They never sang.")
    assert found["negated"].tolist() == [True, True]


PIECES = st.lists(
    st.sampled_from(
        "the was were been being got by and not men police taken killed told robbed to , . ? ( ) — “ ” He's they’re on "
        "Friday 10 percent who has had will never quickly".split()
    ),
    max_size=25,
).map(" ".join)


@given(PIECES)
def test_offsets_are_those_of_the_text_rows_are_in_order_and_do_not_overlap(text):
    found = groups(text)
    assert list(found.columns) == list(COLUMNS["agency"])
    assert [text[start:end] for start, end in zip(found["start"], found["end"], strict=True)] == found["match"].tolist()
    with_agent = found[found["agent"] != ""]
    named = [text[a:b] for a, b in zip(with_agent["agent_start"], with_agent["agent_end"], strict=True)]
    assert named == with_agent["agent"].tolist()
    passive = found[found["form"].str.startswith("passive")]
    assert (passive["form"] == "passive_with_agent").tolist() == (passive["agent"] != "").tolist()
    assert (found["end"].to_numpy()[:-1] <= found["start"].to_numpy()[1:]).all()


@given(PIECES)
def test_another_sentence_changes_nothing(text):
    alone = groups(f"{text}.\n\nShe sang.")
    after = groups(f"He was paid.\n\n{text}.\n\nShe sang.")
    shifted = after.assign(start=after["start"] - 14, end=after["end"] - 14).iloc[1:].reset_index(drop=True)
    columns = ["start", "end", "match", "form", "verb", "agent", "negated"]
    pd.testing.assert_frame_equal(alone[columns], shifted[columns])


def test_a_corpus_without_words_has_no_groups():
    assert len(groups("", "…")) == 0
