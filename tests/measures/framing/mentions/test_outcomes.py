"""What happened to those that numbers count, on sentences made for the purpose."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import analysis as same
from analysis.measures.framing.mentions.quantities import find_quantities
from analysis.schema import InputError
from analysis.texts.readers.outcomes import read_outcomes
from tests.toys import toy

ACTORS = pd.DataFrame({"actor": ["Board"], "label": ["Board"], "label_kind": ["official"]})


def outcomes(text):
    """Return ``(value, outcome)`` of each number of a text."""
    found = find_quantities(toy({"a": text})[0])
    return list(zip(found["value"].tolist(), found["outcome"].tolist(), strict=True))


TOLD = {
    "At least 12 miners were killed.": [(12, "killed")],
    "Nobody died.": [(0, "killed")],
    "No one was killed in the flood.": [(0, "killed")],
    "No one was killed or hurt.": [(0, "killed")],
    "Three people had died by then.": [(3, "killed")],
    "The gang murdered at least 14 of our comrades.": [(14, "killed")],
    "He put the number of dead at 14.": [(14, "killed")],
    "The clinic gave a death toll of 17.": [(17, "killed")],
    "The death toll from the fire rose to at least 23.": [(23, "killed")],
    "The number of people infected rose to 400.": [(400, "infected")],
    "The blast killed three and wounded dozens.": [(3, "killed")],
    "The blast killed three people and wounded 40 others.": [(3, "killed"), (40, "wounded")],
    "Twelve people were killed and 30 wounded.": [(12, "killed"), (30, "wounded")],
    "The ambush left 12 soldiers dead and 30 wounded.": [(12, "killed"), (30, "wounded")],
    "Six dead, nine injured in a blast.": [(6, "killed"), (9, "wounded")],
    "There were 20 deaths.": [(20, "killed")],
    "No deaths were reported.": [(0, "killed")],
    "There were no injuries.": [(0, "wounded")],
    "450 of the 600 workers were arrested.": [(450, "arrested"), (600, "")],
    "It left five dead.": [(5, "killed")],
    "The crash claimed 11 lives.": [(11, "killed")],
    "Ten lives were lost.": [(10, "killed")],
    "Some 3,000 residents were displaced.": [(3000, "displaced")],
    "About 40 people fled their homes.": [(40, "displaced")],
    "Four sailors are missing.": [(4, "missing")],
    "Of the 40 passengers, 12 died.": [(40, ""), (12, "killed")],
    "Five of them died.": [(5, "killed")],
    "No officer was hurt.": [(0, "wounded")],
    "Three men were shot dead.": [(3, "killed")],
    "Three villagers were shot and killed.": [(3, "killed")],
    "Two women were beaten to death.": [(2, "killed")],
    "A guard said 52 people, including ten children, were killed.": [(52, "killed"), (10, "killed")],
    "The guards detained 80 strikers.": [(80, "arrested")],
    "Twelve miners killed in the blast were buried.": [(12, "killed")],
    "Twelve miners who had died were buried.": [(12, "killed")],
    "The killing of 12 farmers shocked them.": [(12, "killed")],
    "Its leader was held over the arrest of 30 nurses.": [(30, "arrested")],
    "40 wounded soldiers came home.": [(40, "wounded")],
    "Three missing children were found.": [(3, "missing")],
    "The gang kidnapped 15 pupils.": [(15, "abducted")],
    "Two children in the village have died.": [(2, "killed")],
    "Nearly 400 members of a banned student group were arrested.": [(400, "arrested")],
    "14 of the 45 passengers on the bus died.": [(14, "killed"), (45, "")],
    "The guards shot dead three hikers.": [(3, "killed")],
    "The flood claimed the lives of 27 farmers.": [(27, "killed")],
}
NOT_TOLD = [
    "Relatives of 14 men were arrested.",
    "12 people were killed or injured.",
    "The bomb killed or wounded 40 people.",
    "Twelve gunmen had killed a guard.",
    "Three officers shot and killed a man.",
    "Two thieves fled.",
    "Three bills were killed in committee.",
    "They were killed three times over.",
    "The plan could kill 12 people.",
    "Twelve people could be killed.",
    "Twelve people were not hurt.",
    "Twelve people were nearly killed.",
    "She was tried for the attempted murder of two neighbours.",
    "Neither of the two pilots was hurt.",
    "Three files are missing.",
    "If two people died, it would close.",
    "They held 12 meetings.",
    "She met 12 farmers in a town where clerks were killed.",
    "It changed the lives of 27 farmers.",
    "The two boys on the boat and a cook were killed.",
    "It listed 12 farmers of whom some were arrested.",
    "Two gunmen killed and wounded dozens.",
    "The injured 12 players left.",
    "Residents in 12 villages were arrested.",
    "He did not injure 12 people.",
    "They lost over 600 dead and wounded.",
    "It hurt two candidates.",
    "She has 300 emails that are missing.",
    "She was one of the 14 villagers.",
]


@pytest.mark.parametrize("text", TOLD)
def test_the_clause_of_a_number_tells_what_happened_to_those_counted(text):
    assert outcomes(text) == TOLD[text]


@pytest.mark.parametrize("text", NOT_TOLD)
def test_no_outcome_is_better_than_a_wrong_one(text):
    assert {outcome for _, outcome in outcomes(text)} == {""}


def test_who_kills_is_not_killed():
    assert outcomes("Twelve gunmen killed three villagers.") == [(12, ""), (3, "killed")]


def test_a_sum_of_two_outcomes_is_no_number_and_no_one_without_an_outcome_is_none():
    assert outcomes("The number of dead and wounded rose to 400.") == []
    assert outcomes("No one came. They left.") == []


DENIED = [
    "The port denied that anyone had been killed.",
    "The port denied that anybody was killed.",
    "The port denied any deaths.",
    "The port denied any deaths at sea.",
    "The port denied that any dockers had died.",
    "The port dismissed reports of deaths as rumour.",
    "The port denied there had been any civilian deaths.",
]
NOT_DENIED = [
    "The port denied any link to the killing.",
    "The port denied that anyone had been arrested.",
    "The port did not deny that anyone had been killed.",
    "The port denied any delay.",
    "The port denied responsibility for the deaths.",
]


def denials(said):
    found = same.mentions(toy({"a": f"At least 12 miners were killed. {said}"})[0], ACTORS)
    return found.loc[found["kind"] == "denial", "name"].tolist()


@pytest.mark.parametrize("said", DENIED)
def test_a_denial_that_it_happened_to_anyone_is_one_of_the_number(said):
    assert denials(said) == ["miner: 12, denied"]


@pytest.mark.parametrize("said", NOT_DENIED)
def test_a_denial_of_something_else_is_none_of_the_number(said):
    assert denials(said) == []


@pytest.mark.parametrize("verb", ["denied that anyone had been killed", "denies anybody was killed"])
def test_a_denial_in_another_text_is_a_number_of_none(verb):
    table = numbers({"a": "At least 12 miners were killed.", "b": f"The port {verb}.", "c": "Did anyone come?"})
    assert table[["outcome", "how", "match_a", "value_b"]].values.tolist() == [
        ["killed", "none", "At least 12 miners", 0.0]
    ]
    assert not len(numbers({"a": "At least 12 miners were killed.", "b": f"The port never {verb}."}))


@given(st.lists(st.sampled_from([*TOLD, *NOT_TOLD]), min_size=1, max_size=6))
def test_a_sentence_tells_the_same_wherever_it_is(sentences):
    expected = [row for sentence in sentences for row in outcomes(sentence)]
    assert outcomes(" ".join(sentences)) == expected


def numbers(texts):
    return same.numbers_told(same.mentions(toy(texts)[0], ACTORS))


def test_numbers_of_one_outcome_are_paired_without_a_noun_in_common():
    table = numbers({"a": "At least 12 miners were killed.", "b": "The toll is known. Three comrades were murdered."})
    columns = ["noun", "outcome", "how", "match_a", "match_b"]
    assert table[columns].values.tolist() == [["", "killed", "other number", "At least 12 miners", "Three comrades"]]


def test_nobody_died_is_set_beside_a_number_of_the_dead():
    table = numbers({"a": "Nine sailors drowned.", "b": "Nobody died.", "c": "Nobody came."})
    assert table[["noun", "outcome", "how", "doc_id_a", "doc_id_b"]].values.tolist() == [
        ["", "killed", "none", "a", "b"]
    ]


def test_a_denial_is_set_beside_a_number_where_another_text_says_nobody_died():
    told = {"a": "Nine sailors drowned.", "b": "Nobody died.", "c": "The port denied that anyone had been killed."}
    assert numbers(told)[["doc_id_a", "doc_id_b", "docs_b", "match_b"]].values.tolist() == [
        ["a", "c", 1, "anyone had been killed"],
        ["a", "b", 1, "Nobody"],
    ]


def test_a_denial_has_the_voice_and_the_speaker_of_who_denies():
    segments = same.voices(pd.DataFrame({"doc_id": ["a"], "text": ["The port denied that anyone had been killed."]}))
    row = same.mentions(segments, ACTORS).query("kind == 'quantity'").iloc[0]
    assert row[["match", "value", "outcome", "voice", "speaker"]].tolist() == [
        "anyone had been killed", 0.0, "killed", "indirect", "The port",
    ]  # fmt: skip


def test_other_outcomes_of_one_noun_are_no_pair_and_one_noun_is_paired_once():
    assert not len(numbers({"a": "Three men were killed.", "b": "Six men were hurt."}))
    table = numbers({"a": "Three men were killed.", "b": "Six men were killed."})
    assert table[["noun", "outcome"]].values.tolist() == [["man", "killed"]]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("killed,did,slew,", "column role"),
        ("killed,done,laid low,", "not one word"),
        ("killed,done,slew | slew,", "there twice"),
        (",done,slew,", "outcome"),
    ],
)
def test_a_list_of_outcomes_is_checked(tmp_path, row, message):
    file = tmp_path / "outcomes.csv"
    file.write_text(f"outcome,role,words,note\n{row}\n", encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_outcomes(file)
