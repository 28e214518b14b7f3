"""Who is given the word, with which cue, and who has it last, worked by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.measures.sources.attributed import sources
from analysis.measures.sources.sides import (
    NO_SPEAKER,
    SIDE_NOT_CODED,
    cue_kinds_by_side,
    last_words,
    sides_of,
    words_by_side_and_voice,
)
from analysis.schema import InputError
from tests.toys import toy

TEXTS = {
    "a": [
        ("headline", "indirect", "no war ", "Ann"),
        ("body", "author", "Ann said "),
        ("body", "direct", "“no war now”", "Ann"),
        ("body", "author", " and a source: "),
        ("body", "indirect", "yes war", "a source"),
        ("body", "author", " it all ends here."),
    ],
    "b": [
        ("body", "direct", "“five”", ""),
        ("body", "indirect", "six seven", "Bo Lee"),
        ("body", "direct", "“never ever”", "Ann"),
    ],
    "c": [("body", "author", "Nothing.")],
}
SIDES = pd.DataFrame(
    [("a", "Ann", "red"), ("a", "a source", "blue"), ("b", "Ann", "red")], columns=["doc_id", "speaker", "side"]
)
CUES = pd.DataFrame({"cue": ["say", "claim"], "kind": ["neutral", "doubting"], "forms": ["said", "claimed"]})
NO_ACTORS = pd.DataFrame({"actor": [], "label": []}, dtype="str")


@pytest.fixture(scope="module")
def tables():
    segments, documents = toy(TEXTS, groups={"a": "x", "b": "x", "c": "y"})
    segments["cue"] = ["said", "", "said", "", "Claimed", "", "", "said", "claimed", ""]
    return sources(segments, NO_ACTORS, CUES), segments, documents


def test_words_by_side_and_voice_worked_by_hand(tables):
    found, _, documents = tables
    table = words_by_side_and_voice(found, SIDES, documents)
    # red: 3 words in a and 2 in b, quoted; blue: 2 in paraphrase; Bo Lee is not coded, one quotation is nobody's
    assert table.to_numpy().tolist() == [
        ["x", "red", "direct", "kind not clear", 2, 5, 5, 10, 5 / 10, 2, 2],
        ["x", "blue", "indirect", "anonymous", 1, 2, 2, 10, 2 / 10, 1, 2],
        ["x", SIDE_NOT_CODED, "indirect", "named", 1, 2, 2, 10, 2 / 10, 1, 2],
        ["x", NO_SPEAKER, "direct", NO_SPEAKER, 1, 1, 1, 10, 1 / 10, 1, 2],
    ]
    every = words_by_side_and_voice(found, SIDES, documents, part="all")
    assert every["n_words"].sum() == 12 and every["share"].sum() == pytest.approx(1)
    assert words_by_side_and_voice(found.head(0), SIDES, documents).empty


def test_cue_kinds_by_side_worked_by_hand(tables):
    found, _, documents = tables
    table = cue_kinds_by_side(found, SIDES, documents)
    assert table.to_numpy().tolist() == [
        ["x", "red", "doubting", 1, 2, 1 / 2, 2, "claimed 1", 1, 2],
        ["x", "red", "neutral", 1, 2, 1 / 2, 3, "said 1", 1, 2],
        ["x", "blue", "doubting", 1, 1, 1, 2, "claimed 1", 1, 2],
        ["x", SIDE_NOT_CODED, "neutral", 1, 1, 1, 2, "said 1", 1, 2],
        ["x", NO_SPEAKER, "no cue", 1, 1, 1, 1, "", 1, 2],
    ]
    assert (table.groupby("side")["share"].sum() == 1).all()
    assert cue_kinds_by_side(found.head(0), SIDES, documents).empty


def test_the_more_frequent_cue_is_listed_first(tables):
    found, _, documents = tables
    same = found.assign(cue=["claimed", "said", "said", "", "asked", "said"], cue_kind="neutral", speaker="")
    (row,) = cue_kinds_by_side(same, SIDES, documents, part="all").to_dict("records")
    assert row["cues"] == "said 3, asked 1, claimed 1"


def test_the_last_word_is_the_last_attributed_stretch_of_the_body(tables):
    found, segments, documents = tables
    table = last_words(found, segments, SIDES, documents)
    columns = ["doc_id", "group", "speaker", "side", "voice", "cue", "cue_kind", "n_words", "words_after", "words_body"]
    assert table[columns].to_numpy().tolist() == [
        ["a", "x", "a source", "blue", "indirect", "Claimed", "doubting", 2, 4, 14],
        ["b", "x", "Ann", "red", "direct", "claimed", "doubting", 2, 0, 5],
    ]
    assert last_words(found.head(0), segments, SIDES, documents).empty


def test_a_side_is_coded_by_text():
    rows = pd.DataFrame({"doc_id": ["a", "b", "b"], "speaker": ["a source", "a source", None]})
    assert sides_of(rows, SIDES) == ["blue", SIDE_NOT_CODED, NO_SPEAKER]
    with pytest.raises(InputError, match="'Ann' of a twice"):
        sides_of(rows, pd.concat([SIDES, SIDES]))
