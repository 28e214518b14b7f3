"""What a build makes once for its notebooks: taken only by who reads the same texts, groups and lists."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

import analysis as same
from analysis.views import read_story as reading
from analysis.views.shared_tables import SHARED, TABLES, keep_tables, take_shared
from tests.views.book.made_corpora import CORPORA

TWO = CORPORA["two texts"].assign(outlet=["Herald", "Post"])


@pytest.fixture
def corpus(tmp_path):
    path = tmp_path / "texts.csv"
    TWO.to_csv(path, index=False)
    return path


@pytest.fixture
def shared(corpus, tmp_path, monkeypatch):
    """The corpus, and its tables shared by outlet."""
    folder = tmp_path / "shared"
    folder.mkdir()
    keep_tables(folder, same.read_story(corpus, by="outlet"))
    monkeypatch.setenv(SHARED, str(folder))
    return corpus


def taken(story):
    """Return which tables a story has without having made them."""
    return {name for name in TABLES if name in vars(story)} | {kind for kind, *_ in story.made}


def test_who_reads_the_same_gets_the_very_same_tables(shared, monkeypatch):
    story = same.read_story(shared, by="outlet")
    assert taken(story) == {*TABLES, "robustness"}
    monkeypatch.delenv(SHARED)
    alone = same.read_story(shared, by="outlet")
    assert taken(alone) == set()
    for name in ("segments", *TABLES):
        pd.testing.assert_frame_equal(getattr(story, name), getattr(alone, name), check_exact=True)
    pd.testing.assert_frame_equal(same.kept(story, "frequent", "key"), same.kept(alone, "frequent", "key"))
    pd.testing.assert_frame_equal(same.robustness(story, combinations=0), same.robustness(alone, combinations=0))
    assert same.robustness(story, combinations=0).attrs == same.robustness(alone, combinations=0).attrs


def test_the_tables_are_not_made_again(shared, monkeypatch):
    def never(*_, **__):
        raise AssertionError

    monkeypatch.setattr(reading, "voices", never)
    for name in ("CountedStory", "findings_of"):
        monkeypatch.setattr(f"analysis.measures.robustness.multiverse.{name}", never)
    assert len(same.kept(same.read_story(shared, by="outlet"), "frequent"))


def test_other_texts_groups_or_lists_find_nothing(shared, tmp_path):
    changed = TWO.assign(text=TWO["text"].str.replace("e", "o", n=1))
    assert (changed["text"] != TWO["text"]).any()
    changed.to_csv(tmp_path / "others.csv", index=False)
    assert taken(same.read_story(tmp_path / "others.csv", by="outlet")) == set()
    assert taken(same.read_story(shared, by="doc_id")) == set()
    story = same.read_story(shared, by="outlet")
    for name in ("lexicon", "actors", "cues", "categories", "sides"):
        other = getattr(story, name)
        row = other.tail(1) if len(other) else pd.DataFrame([["x"] * other.shape[1]], columns=other.columns)
        other = pd.concat([other, row])
        assert taken(take_shared(replace(story, **{name: other}))) == set(), name


def test_another_target_shares_the_tables(shared):
    first, second = (same.read_story(shared, by="outlet", target=target) for target in ("Herald", "Post"))
    assert taken(first) == taken(second) == {*TABLES, "robustness"}


def test_findings_are_tried_once_a_story_and_what_a_caller_changes_stays_his(corpus, monkeypatch):
    story = same.read_story(corpus, by="outlet")
    alone = same.kept(story, "frequent", "key")
    first = same.robustness(story, combinations=0)
    first["keeps"] = False
    assert same.robustness(story, combinations=0)["keeps"].any()
    pd.testing.assert_frame_equal(same.kept(story, "frequent", "key"), alone)
    fresh = same.read_story(corpus, by="outlet")
    assert same.kept(story, "no such finding").equals(same.kept(fresh, "no such finding"))
    assert ("robustness", "doc_id") not in story.made and len(same.robustness(story, by="doc_id", combinations=0))
