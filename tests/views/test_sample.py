"""The invented story for the classroom: whole, labelled as invented, and fit for what the lessons do with it."""

from __future__ import annotations

import csv
import hashlib

import pytest

import analysis as same
from analysis.texts.readers.installation import HOME

SAMPLE = HOME / "data" / "sample"


@pytest.fixture(scope="module")
def story():
    return same.read_story("data/sample", by="source_type")


@pytest.fixture(scope="module")
def listed():
    with (SAMPLE / "SOURCES.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_side_tells_each_of_the_six_steps(story):
    assert story.documents["source_type"].value_counts().to_dict() == {"advocacy": 6, "council": 6, "newswire": 6}
    dates = story.documents["date"].tolist()
    assert dates == sorted(dates) and min(dates) == "2024-03-04" and max(dates) == "2024-10-04"


def test_the_files_are_those_listed_and_whole(listed):
    assert {row["file"] for row in listed} == {path.name for path in SAMPLE.glob("*.txt")}
    for row in listed:
        data = (SAMPLE / row["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == row["sha256"]
        text = data.decode()
        assert text.endswith("\n") and not text.endswith("\n\n") and "\r" not in text
        assert 150 <= len(text.split()) <= 300
        assert row["title"] == f"{text.splitlines()[0]} (invented)"


def test_whoever_sees_a_text_sees_that_it_is_invented(listed):
    assert {row["rights"] for row in listed} == {"invented for teaching, CC0"}
    assert all(row["outlet"].endswith("(invented)") and row["issuer"].endswith("(invented)") for row in listed)


def test_a_test_can_be_shown_and_finds_nothing_that_survives_correction(story):
    tested = story.keyness().dropna(subset=["p"])
    assert len(tested) > 100
    assert tested["p"].min() < 0.05 < tested["q"].min()


def test_each_side_speaks_loaded_and_plain_and_quotes_others(story):
    loaded = story.markers[story.markers["loaded"].astype(bool) & (story.markers["voice"] == "author")]
    assert set(loaded["doc_id"].str.partition("-")[0]) == {"friends", "council", "news"}
    quoted = story.segments[story.segments["voice"] == "direct"]
    for side, other in (("friends", "Ledgerly"), ("news", "Ledgerly"), ("news", "Quillfeather"), ("council", "Friend")):
        assert quoted.loc[quoted["doc_id"].str.startswith(side), "speaker"].str.contains(other).any()


def test_it_has_a_claim_at_second_hand_and_passages_that_the_agency_took(story):
    chain = story.segments[story.segments["doc_id"] == "news-2"]
    said = dict(zip(chain["text"].str.strip(), chain["speaker"], strict=True))
    assert said["that the group had claimed"] == "The council"
    assert said["that the library would close for good"] == "the group"
    pairs = set(zip(story.passages["doc_id_a"], story.passages["doc_id_b"], strict=True))
    assert {("council-1", "news-1"), ("friends-2", "news-2"), ("council-5", "news-5")} <= pairs


def test_the_mistakes_that_pupils_look_for_are_there(story):
    speakers = story.segments[story.segments["doc_id"] == "news-6"]["speaker"]
    assert "Platform Nine" in set(speakers)
    assert "Monsters" in set(story.markers.loc[story.markers["doc_id"] == "friends-1", "match"])
