"""Counts of words that somebody names, and of mentions: by voice and part, against the rows they are made of."""

from __future__ import annotations

import pytest

import analysis as same
from tests.shipped import shipped_story
from tests.toys import toy

TEXTS = {
    "a": [
        ("body", "author", "The fire was out. A fire"),
        ("body", "direct", "“Fires, no fire”", "Ann"),
        ("headline", "author", "Fire"),
    ],
    "b": [("body", "author", "The rain")],
}


def counts_by_item(counts):
    return {item: column.tolist() for item, column in zip(counts.items, counts.n.toarray().T, strict=True)}


def test_words_are_counted_by_voice_and_part():
    segments, documents = toy(TEXTS)
    body = counts_by_item(same.count_words(segments, documents, ["fire*", "the  fire"]))
    assert {item[1:]: n for item, n in body.items() if item.measure == "words looked for"} == {
        ("fire*", "all"): [4, 0], ("fire*", "author"): [2, 0], ("fire*", "direct"): [2, 0],
        ("fire*", "indirect"): [0, 0], ("the fire", "all"): [1, 0], ("the fire", "author"): [1, 0],
        ("the fire", "direct"): [0, 0], ("the fire", "indirect"): [0, 0],
    }  # fmt: skip
    assert {item[1:]: n for item, n in body.items() if item.measure == "texts with the words"} == {
        ("fire*", "all"): [1, 0],
        ("the fire", "all"): [1, 0],
    }
    whole = counts_by_item(same.count_words(segments, documents, ["fire"], part="all"))
    assert next(iter(whole.values())) == [4, 0]


def test_they_are_as_many_as_kwic_finds():
    story = shipped_story()
    counts = same.count_words(story.segments, story.documents, ["families"], part="all", tokens=story.tokens)
    assert counts.n[:, [0]].sum() == len(story.kwic("families"))


@pytest.mark.parametrize(
    ("find", "told"),
    [([], "nothing to find"), ([" "], "nothing to find"), (["a b", "a  b"], "'a b' is to be found twice")],
)
def test_it_refuses_what_is_no_word(find, told):
    with pytest.raises(same.InputError, match=told):
        same.count_words(*toy(TEXTS), find)


def test_mentions_are_as_many_as_their_rows():
    story = shipped_story()
    counts = same.count_mentions(story.segments, story.documents, story.mentions, tokens=story.tokens)
    body = story.mentions[story.mentions["part"] == "body"]
    assert counts.n.sum() == 2 * len(body)  # of all voices, and of each
    table = same.series(counts, period="year", voice="direct")
    dated = story.documents.loc[story.documents["date"] != "", "doc_id"]
    said = body[(body["voice"] == "direct") & body["doc_id"].isin(dated)]
    assert (
        table.groupby("category")["numerator"].sum().to_dict()
        == said["kind"].value_counts().reindex(sorted({item.category for item in counts.items}), fill_value=0).to_dict()
    )


def test_acts_are_followed_and_a_share_of_acts_is_among_acts():
    story = shipped_story()
    counts = same.count_agency(story.segments, story.documents, story.agency, tokens=story.tokens)
    table = same.series(counts, period="year", voice="all")
    groups, passives = (table[(table["measure"] == measure) & (table["category"] == "all")] for measure in (
        "verb groups", "passives"
    ))  # fmt: skip
    assert passives["denominator"].tolist() == groups["numerator"].tolist()
    lines = same.trends(counts, period="year", voice="all").set_index(["measure", "category"])
    assert lines.loc[("passives", "all"), "denominator"] == groups["numerator"].sum()
