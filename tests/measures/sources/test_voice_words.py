from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.counts import count
from analysis.measures.sources.voice_shares import words_by_speaker, words_by_voice
from analysis.schema import InputError
from analysis.texts.segmentation.words import tokens
from tests.toys import toy

PIECES = [
    ("headline", "author", "Old news. "),
    ("body", "author", "He said "),
    ("body", "direct", '"Yes sir."', "Bo"),
    ("body", "direct", '"No."', "Ann"),
    ("body", "direct", '"Maybe not."', "Bo"),
    ("body", "direct", '"…"', None),
    ("comment", "direct", '"Nice."', "Bo"),
]
any_piece = st.tuples(
    st.sampled_from(["body", "comment"]), st.sampled_from(["author", "direct"]), st.text("ab .", max_size=9)
)


def rows(table):
    return table.to_numpy().tolist()


def test_words_by_voice_worked_by_hand():
    counts = count(*toy({"a": PIECES, "b": "--", "c": "one"}))
    assert rows(words_by_voice(counts)) == [
        ["a", "headline", "author", 2, 2, 1],
        ["a", "body", "author", 2, 7, 2 / 7],
        ["a", "body", "direct", 5, 7, 5 / 7],
        ["a", "comment", "direct", 1, 1, 1],
        ["c", "body", "author", 1, 1, 1],
    ]
    assert words_by_voice(counts.select())["part"].unique().tolist() == ["body"]
    with pytest.raises(InputError, match="lacks the columns part, voice"):
        words_by_voice(counts.by_document())


def test_words_by_speaker_worked_by_hand():
    segments, _ = toy({"b": [("body", "direct", '"Hm."', "Cy")], "a": PIECES})
    table = words_by_speaker(segments)
    assert list(table.columns) == ["doc_id", "speaker", "n_words", "n_quotations"]
    assert rows(table) == [["b", "Cy", 1, 1], ["a", "Bo", 4, 2], ["a", "Ann", 1, 1], ["a", "", 0, 1]]
    assert rows(words_by_speaker(segments, part="comment")) == [["a", "Bo", 1, 1]]
    assert rows(words_by_speaker(segments, part="all"))[1] == ["a", "Bo", 5, 3]


def test_nobody_quoted_is_an_empty_table():
    for texts in ({"a": "one"}, {"a": ""}, {}):
        table = words_by_speaker(toy(texts)[0])
        assert table.empty and list(table.columns) == ["doc_id", "speaker", "n_words", "n_quotations"]


@given(st.dictionaries(st.sampled_from("pqr"), st.lists(any_piece, max_size=4), min_size=1))
def test_words_add_up(texts):
    segments, documents = toy({d: [("body", "author", "a "), *pieces] for d, pieces in texts.items()})
    table = words_by_voice(count(segments, documents))
    assert table["n_words"].sum() == len(tokens(segments))
    assert table.groupby(["doc_id", "part"])["share"].sum().round(12).eq(1).all()
    direct = table.loc[table["voice"] == "direct", "n_words"].sum()
    assert words_by_speaker(segments, part="all")["n_words"].sum() == direct
    told = table.loc[table["voice"] == "indirect", "n_words"].sum()
    assert words_by_speaker(segments, part="all", voice="indirect")["n_words"].sum() == told
