"""Who speaks, how much and in which words, worked by hand on toy texts."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.measures.counts import count
from analysis.measures.names import names
from analysis.measures.sources import sources
from analysis.measures.speaking import NOT_FOUND, labels_by_speaker, many_named, quoted, speaker_names, voice_shares
from analysis.measures.story import Story
from analysis.schema import InputError
from tests.toys import toy

TEXTS = {
    "a": [
        ("headline", "author", "Big news. "),
        ("body", "author", "The MEK said "),
        ("body", "direct", '"this cult lies"', "Kayhan daily"),
        ("body", "author", " and "),
        ("body", "direct", '"the MEK"', "Rajavi"),
        ("body", "direct", '"no"', ""),
    ],
    "b": [
        ("body", "author", "The MEK. "),
        ("body", "direct", '"MEK"', "Maryam Rajavi"),
        ("body", "direct", '"We"', "Rajavi"),
    ],
    "c": [("body", "author", "…")],
}
GROUPS = {"a": "advocacy", "b": "advocacy", "c": "newswire"}
ACTORS = pd.DataFrame(
    {
        "actor": ["PMOI", "PMOI", "Kayhan"],
        "label": ["MEK", "this cult", "Kayhan"],
        "label_kind": ["abbreviation", "pejorative", "own"],
    }
)
CUES = pd.DataFrame({"cue": ["say"], "kind": ["neutral"], "forms": ["said"]})


@pytest.fixture(scope="module")
def tables():
    segments, documents = toy(TEXTS, groups=GROUPS)
    return segments, documents, sources(segments, ACTORS, CUES), names(segments, ACTORS)


def test_every_text_has_each_voice_of_its_body(tables):
    segments, documents, _, _ = tables
    table = voice_shares(count(segments, documents))
    rows = [tuple(row) for row in table[["doc_id", "part", "voice", "n_words", "total"]].to_numpy()]
    assert rows == [
        ("a", "headline", "author", 2, 2),
        ("a", "body", "author", 4, 10),
        ("a", "body", "direct", 6, 10),
        ("a", "body", "indirect", 0, 10),
        ("b", "body", "author", 2, 4),
        ("b", "body", "direct", 2, 4),
        ("b", "body", "indirect", 0, 4),
        ("c", "body", "author", 0, 0),
        ("c", "body", "direct", 0, 0),
        ("c", "body", "indirect", 0, 0),
    ]
    assert table["share"].tolist()[1:4] == [0.4, 0.6, 0.0]
    assert table["share"].tail(3).isna().all()
    assert table["group"].tolist()[-1] == "newswire"


def test_speakers_go_by_actor_then_by_the_fuller_mention_of_the_text(tables):
    _, _, found, _ = tables
    assert speaker_names(found) == ["Kayhan", "Rajavi", NOT_FOUND, "Maryam Rajavi", "Maryam Rajavi"]


def test_the_quoted_are_ranked_by_words_in_each_group(tables):
    _, documents, found, _ = tables
    table = quoted(found, documents)
    assert table[["group", "speaker", "n_quotations", "n_words", "docs", "total", "n_docs"]].to_numpy().tolist() == [
        ["advocacy", "Kayhan", 1, 3, 1, 8, 2],
        ["advocacy", "Maryam Rajavi", 2, 2, 1, 8, 2],
        ["advocacy", "Rajavi", 1, 2, 1, 8, 2],
        ["advocacy", NOT_FOUND, 1, 1, 1, 8, 2],
    ]
    assert quoted(found, documents, most=1)["speaker"].tolist() == ["Kayhan"]


def test_nobody_quoted_is_an_empty_table():
    segments, documents = toy({"a": "one two"})
    assert quoted(sources(segments, ACTORS, CUES), documents).empty


def test_labels_are_counted_by_who_uses_them(tables):
    _, documents, found, named = tables
    table = labels_by_speaker(named, found, documents)
    assert table[["label", "group", "voice", "speaker", "n", "n_voice", "n_actor"]].to_numpy().tolist() == [
        ["MEK", "advocacy", "author", "", 2, 2, 5],
        ["MEK", "advocacy", "direct", "Maryam Rajavi", 1, 2, 5],
        ["MEK", "advocacy", "direct", "Rajavi", 1, 2, 5],
        ["this cult", "advocacy", "direct", "Kayhan", 1, 1, 5],
    ]
    assert table["n"].sum() == (named["actor"] == "PMOI").sum()


def test_the_actors_with_most_labels_come_first():
    table = pd.DataFrame({"actor": ["p", "p", "q", "q", "r"], "label": ["1", "1", "2", "3", "4"]})
    assert many_named(table, 2)["actor"].tolist() == ["q", "q", "p", "p"]
    assert many_named(table.head(0), 2).empty


def test_a_story_holds_what_is_made_of_a_corpus_once():
    segments, documents = toy(TEXTS, groups=GROUPS)
    lexicon = pd.DataFrame({"entry": ["lies"], "category": ["deceit"], "loaded": [True]})
    story = Story(documents, segments, lexicon, ACTORS, CUES, pd.DataFrame({"category": [], "title": []}))
    assert story.counts is story.counts and story.body.words.sum() == 14
    assert story.markers["match"].tolist() == ["lies"] and len(story.sources) == 5 and len(story.names) == 5
    assert story.sizes.to_dict("list") == {"group": ["advocacy"], "n_docs": [2], "words": [14]}
    with pytest.raises(InputError, match="segments"):
        Story(documents, segments.drop(columns="voice"), lexicon, ACTORS, CUES, lexicon)
