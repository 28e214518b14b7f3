"""Who speaks, how much and in which words, worked by hand on toy texts."""

from __future__ import annotations

import pandas as pd
import pytest
from scipy import stats
from scipy.special import expit, logit

from analysis.measures.counts import count
from analysis.measures.dictionary.names import names
from analysis.measures.sources.labels import labels_by_speaker, many_named
from analysis.measures.sources.sides import NO_SPEAKER, SIDE_NOT_CODED
from analysis.measures.sources.voice_shares import voice_shares, with_group_shares
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
    return segments, documents, names(segments, ACTORS)


def test_every_text_has_each_voice_of_its_body(tables):
    segments, documents, _ = tables
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


SIDES = pd.DataFrame({"doc_id": ["a", "b"], "speaker": ["Kayhan daily", "Rajavi"], "side": ["one", "two"]})


def test_labels_are_counted_by_who_uses_them(tables):
    _, documents, named = tables
    table = labels_by_speaker(named, SIDES, documents)
    assert table[["label", "group", "voice", "side", "n", "n_actor"]].to_numpy().tolist() == [
        ["MEK", "advocacy", "author", "", 2, 5],
        [
            "MEK",
            "advocacy",
            "direct",
            SIDE_NOT_CODED,
            2,
            5,
        ],  # Rajavi is coded in the other text, and said no name there
        ["this cult", "advocacy", "direct", "one", 1, 5],
    ]
    assert table["n"].sum() == (named["actor"] == "PMOI").sum()


def test_a_name_in_a_quotation_without_a_speaker_is_nobody_s():
    segments, documents = toy({"a": [("body", "direct", '"the MEK"', "")]})
    (row,) = labels_by_speaker(names(segments, ACTORS), SIDES, documents).to_dict("records")
    assert row["side"] == NO_SPEAKER


def test_names_of_other_parts_are_counted_when_asked_for():
    segments, documents = toy({"a": [("headline", "author", "MEK. "), ("body", "author", "MEK")]})
    named = names(segments, ACTORS)
    assert labels_by_speaker(named, SIDES, documents)["n"].tolist() == [1]
    assert labels_by_speaker(named, SIDES, documents, part="all")["n"].tolist() == [2]


def test_the_actors_with_most_labels_come_first():
    table = pd.DataFrame({"actor": ["p", "p", "q", "q", "r"], "label": ["1", "1", "2", "3", "4"]})
    assert many_named(table, 2)["actor"].tolist() == ["q", "q", "p", "p"]
    assert many_named(table.head(0), 2).empty


def test_a_story_holds_what_is_made_of_a_corpus_once():
    segments, documents = toy(TEXTS, groups=GROUPS)
    lexicon = pd.DataFrame({"entry": ["lies"], "category": ["deceit"], "loaded": [True]})
    story = Story(documents, segments, lexicon, ACTORS, CUES, pd.DataFrame({"category": [], "title": []}), SIDES)
    assert story.counts is story.counts and story.body.words.sum() == 14
    assert story.markers["match"].tolist() == ["lies"] and len(story.sources) == 5 and len(story.names) == 5
    assert story.sizes.to_dict("list") == {"group": ["advocacy"], "n_docs": [2], "words": [14]}
    with pytest.raises(InputError, match="segments"):
        Story(documents, segments.drop(columns="voice"), lexicon, ACTORS, CUES, lexicon, SIDES)


def test_a_group_of_few_texts_has_the_range_and_one_of_five_an_interval_over_texts():
    texts = {f"t{n}": [("body", "author", "one two "), ("body", "direct", '"x"' * n, "A")] for n in range(1, 6)}
    segments, documents = toy(texts, groups=dict.fromkeys(texts, "five"))
    five = with_group_shares(voice_shares(count(segments, documents))).iloc[0]
    few = count(segments[segments["doc_id"] < "t3"].reset_index(drop=True), documents[:2])
    two = with_group_shares(voice_shares(few)).iloc[0]
    assert (five["group_docs"], five["group_words"], five["group_attributed"]) == (5, 25, 15 / 25)
    # (x, w) = (1, 3) … (5, 7): x - .6 w = -.8, -.4, 0, .4, .8, and each is held 25 / (25 - w) times as large.
    off, freedom = [(-0.8, 3), (-0.4, 4), (0.4, 6), (0.8, 7)], 625 / 135 - 1
    variance = 4 / 5 * sum((e * 25 / (25 - w)) ** 2 for e, w in off)
    half = stats.t.ppf(0.975, freedom) * variance**0.5 / (25 * 0.6 * 0.4)
    assert five["group_bounds"] == "95 % interval"
    ends = [expit(logit(0.6) - half), expit(logit(0.6) + half)]
    assert [five["group_low"], five["group_high"]] == pytest.approx(ends)
    assert two[["group_bounds", "group_low", "group_high"]].tolist() == ["range", 1 / 3, 1 / 2]
