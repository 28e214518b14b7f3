"""Readability of texts: sentences and words by hand, by voice, and what is no sentence."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis as same
from analysis.measures.framing.readability import text_readability
from analysis.measures.framing.readability.text_readability import MEASURES
from analysis.schema import COLUMNS


def segments_of(*texts):
    return same.voices(pd.DataFrame({"doc_id": [f"t{k}" for k in range(len(texts))], "text": texts}))


def readability_of(*texts, **options):
    return same.readability(segments_of(*texts), **options).set_index(["doc_id", "voice"])


@pytest.fixture
def short(monkeypatch):
    """Let a few words be enough for a score."""
    monkeypatch.setattr(text_readability, "LEAST_WORDS", 1)


def test_sentences_words_and_syllables_by_hand(short):
    one = readability_of("The cat sat on the mat. A governor was there.").loc[("t0", "all")]
    assert (one["sentences"], one["words"], one["words_elsewhere"]) == (2, 10, 0)
    assert one["words_per_sentence"] == 10 / 2 and one["syllables_per_word"] == 12 / 10
    assert one["long_words"] == 1 / 10  # governor
    assert one["flesch_reading_ease"] == pytest.approx(206.835 - 1.015 * 5 - 84.6 * 1.2)
    assert one["flesch_kincaid_grade"] == pytest.approx(0.39 * 5 + 11.8 * 1.2 - 15.59)


@pytest.mark.parametrize(
    ("text", "sentences", "words"),
    [
        ("Dr. Lee of the U.S. Army met Gen. Cole at 5 p.m. on Monday. It rained.", 2, 16),
        ("It cost 3.5 million. The U.S. paid.", 2, 7),
        ("They left in May 1990. Who knew? No one!", 3, 9),
        ("He lives in the U.S.", 1, 5),
        ("“It’s over,” he said. She agreed.", 2, 6),
        ("The well-known so-called plan failed.", 1, 5),
        ("It rained for days.[1] The dam broke.[2]", 2, 9),  # the number of a note is a word
        ("“It rained.”[12] It stopped.[note 3]", 2, 7),
        ("1. Higher pay.\n2. Shorter days.", 2, 6),
        ("THE MINISTER SPOKE. HE SAID THE U.S. WOULD PAY.", 2, 9),
        ("Wait… What?! It rained 😀. Yes!!!", 4, 5),
    ],
)
def test_what_a_stop_and_a_word_are(short, text, sentences, words):
    one = readability_of(text).loc[("t0", "all")]
    assert (one["sentences"], one["words"]) == (sentences, words)


def test_items_of_a_list_and_lines_without_a_stop_are_no_sentences():
    items = "• Higher pay\n\n• Shorter days"
    text = f"The union wants three things from the owners.\n\n{items}\n\nThe owners turned all of it down."
    one = readability_of(text).loc[("t0", "all")]
    assert (one["sentences"], one["words"], one["words_elsewhere"]) == (2, 15, 4)


def test_a_sentence_is_of_the_voice_that_has_more_than_half_of_it():
    pieces = [
        ("author", "The talks on the old market square were "),
        ("direct", "“a mess”"),
        ("author", ". "),
        ("direct", "“We will open all the schools again by next week,”"),
        ("author", " she said."),
    ]
    ends = np.cumsum([len(text) for _, text in pieces])
    rows = [
        ("t0", end - len(text), end, "body", voice, "", "", text)
        for end, (voice, text) in zip(ends.tolist(), pieces, strict=True)
    ]
    segments = pd.DataFrame(rows, columns=list(COLUMNS["segments"]))
    table = same.readability(segments).set_index("voice")
    author, direct = table.loc["author"], table.loc["direct"]
    assert (author["sentences"], author["words"], author["own_share"]) == (1, 10, 8 / 10)
    assert (direct["sentences"], direct["words"], direct["own_share"]) == (1, 12, 10 / 12)
    assert (author["words_elsewhere"], direct["words_elsewhere"]) == (2, 2)  # "she said"; "a mess"
    assert table.loc["indirect", "sentences"] == 0 and np.isnan(table.loc["indirect", "own_share"])
    assert (table.loc["all", ["sentences", "words"]] == [2, 22]).all()


def test_a_sentence_half_and_half_is_of_no_voice():
    table = readability_of("“We saw nothing,” Ann Lee said.")
    assert table.loc[("t0", "all"), "sentences"] == 1
    assert (table.loc[[("t0", "author"), ("t0", "direct")], "sentences"] == 0).all()


def test_no_score_below_a_hundred_words_and_one_from_there():
    ninety_nine, hundred = ("Rain fell on it. " * 24 + "Rain " * n + "fell." for n in (2, 3))
    table = readability_of(ninety_nine, hundred)
    assert table["words"].xs("all", level="voice").tolist() == [99, 100]
    assert table.loc[("t0", "all"), list(MEASURES)].isna().all()
    assert table.loc[("t1", "all"), list(MEASURES)].notna().all()


def test_other_parts_do_not_count_and_texts_without_words_have_no_row(short):
    table = readability_of("Rain hits the coast\n\nBy Ann Lee\n\nIt rained. It poured again.", "–", "")
    assert (table.loc[("t0", "all"), ["sentences", "words"]] == [2, 5]).all()
    assert set(table.index.get_level_values("doc_id")) == {"t0"}
    empty = same.readability(segments_of("–"))
    assert len(empty) == 0 and tuple(empty.columns) == COLUMNS["readability"]


def test_straight_and_curly_marks_count_the_same(short):
    straight = "\"It's a mess and we don't like it at all,\" she said. The so-called 'plan' didn't work."
    curly = "“It’s a mess and we don’t like it at all,” she said. The so-called ‘plan’ didn’t work."
    one, two = readability_of(straight), readability_of(curly)
    pd.testing.assert_frame_equal(one, two)


PIECES = st.lists(
    st.sampled_from(
        ["Rain fell on the coast.", "“We saw it all ourselves,” Ann Lee said.", "Officials said that it was over."]
    ),
    min_size=1,
    max_size=12,
).map(" ".join)


@settings(max_examples=25, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=4))
def test_texts_together_are_as_each_by_itself_and_voices_never_have_more_than_all(texts):
    together = readability_of(*texts)
    for k, text in enumerate(texts):
        alone = readability_of(text).loc["t0"]
        pd.testing.assert_frame_equal(together.loc[f"t{k}"], alone)
        voices = alone.drop("all")[["sentences", "words"]].sum()
        assert (voices <= alone.loc["all", ["sentences", "words"]]).all()
        assert alone.loc["all", "words"] + alone.loc["all", "words_elsewhere"] == len(same.tokens(segments_of(text)))


PARAGRAPHS = {  # sentences, their words, and words in no sentence
    "What the storm left behind": (0, 0, 5),
    "Dr. Lee met Gen. Cole at 5 p.m. on Monday. It rained.": (2, 12, 0),
    "• higher pay": (0, 0, 2),
    "- Shorter days.": (1, 2, 0),
    "Year\tDead\tHurt": (0, 0, 3),
    "1990\t12\t40": (0, 0, 3),
    "THE RIVER ROSE ALL NIGHT. NOBODY SLEPT.": (2, 7, 0),
    "It rained for days.[3] “Nobody came,” she said.": (2, 9, 0),
    "The sea lay still and grey,\nand nobody came.": (1, 9, 0),
    "“When?” he asked. “Now!”": (2, 4, 0),
}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(list(PARAGRAPHS)), min_size=1, max_size=6))
def test_paragraphs_of_any_kind_add_up_to_what_each_has_by_hand(paragraphs):
    table = readability_of("It was late.\n\n" + "\n\n".join(paragraphs) + "\n\nThey left.", part="all")
    found = table.loc[("t0", "all"), ["sentences", "words", "words_elsewhere"]].tolist()
    by_hand = [sum(column) for column in zip((2, 5, 0), *map(PARAGRAPHS.get, paragraphs), strict=True)]
    assert found == by_hand
