"""The verb agency: rows with offsets and actors."""

from __future__ import annotations

import csv
import io

import pytest

from tests.calls import call, fails, write_corpus

ACTS = [
    {"doc_id": "a", "source_type": "advocacy", "text": "The Lumen Guild burned two barns. Nobody was hurt."},
    {"doc_id": "b", "source_type": "newswire", "text": "Two barns were burned by the Lumen Guild, the mayor said."},
]


@pytest.fixture
def corpus(tmp_path):
    return write_corpus(tmp_path / "in" / "corpus.jsonl", ACTS)


@pytest.fixture
def actors(tmp_path):
    path = tmp_path / "actors.csv"
    path.write_text("actor,label,label_kind,used_by\nthe guild,Lumen Guild,own,\n", encoding="utf-8")
    return path


def rows_of(*arguments):
    result = call("agency", *arguments, "-o", "-")
    assert result.exit_code == 0, result.stderr
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_rows_have_offsets_into_the_text_and_the_actors_of_the_list(corpus, actors):
    texts = {text["doc_id"]: text["text"] for text in ACTS}
    rows = rows_of(corpus, "--actors", actors)
    assert all(texts[row["doc_id"]][int(row["start"]) : int(row["end"])] == row["match"] for row in rows)
    burned = [row for row in rows if row["verb"] == "burn"]
    assert [(row["form"], row["agent_actor"], row["patient"]) for row in burned] == [
        ("active", "the guild", "two barns"),
        ("passive_with_agent", "the guild", "Two barns"),
    ]


def test_without_a_list_of_actors_agents_are_there_as_written(corpus):
    burned = [row for row in rows_of(corpus) if row["verb"] == "burn"]
    assert [(row["agent"].removeprefix("the ").removeprefix("The "), row["agent_actor"]) for row in burned] == [
        ("Lumen Guild", "")
    ] * 2


def test_groups_are_compared_by_the_forms_of_their_acts(corpus):
    rows = rows_of(corpus, "--by", "source_type")
    passive = [row for row in rows if row["measure"] == "passives" and row["verb_class"] == "harm"]
    assert [
        (row["group"], row["compared_with"], row["n"], row["total"]) for row in passive if row["voice"] == "all"
    ] == [
        ("advocacy", "", "1", "2"),
        ("newswire", "", "1", "1"),
        ("advocacy", "newswire", "1", "2"),
    ]
    assert not any(row["p"] for row in rows)  # two texts


def test_a_part_without_groups_is_refused(corpus):
    assert "leave out --part" in fails(2, "agency", corpus, "--part", "body", "-o", "-")
