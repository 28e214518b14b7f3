"""Segments as people correct them: what is corrected, and nothing else, is as they say, and the text stays whole."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import analysis as same
from analysis.schema import COLUMNS, VOICES

TEXT = "Ann Roe said the boats were late. “We will wait,” she added. Nobody left the quay."
SEGMENTS = same.voices(pd.DataFrame({"doc_id": ["a", "b"], "text": [TEXT, "Nothing else happened."]}))


def corrections(*rows):
    empty = dict.fromkeys(COLUMNS["corrections"], "")
    table = [empty | {"doc_id": "a"} | dict(zip(("start", "end", "what", "now"), row, strict=True)) for row in rows]
    return pd.DataFrame(table, columns=list(COLUMNS["corrections"]))


def letters(segments, doc_id="a"):
    """Return the voice and speaker of each letter of a text."""
    own = segments[segments["doc_id"] == doc_id]
    return [(row.voice, row.speaker) for row in own.itertuples() for _ in range(row.start, row.end)]


spans = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT))).filter(lambda span: span[0] < span[1])
rows = st.tuples(spans, st.sampled_from(VOICES)).map(lambda drawn: (*drawn[0], "voice", drawn[1]))


@given(st.lists(rows, max_size=6))
def test_every_letter_has_the_voice_of_the_last_correction_over_it(asked):
    corrected = same.correct_voices(SEGMENTS, corrections(*asked))
    expected = [voice for voice, _ in letters(SEGMENTS)]
    for start, end, _, voice in asked:
        expected[start:end] = [voice] * (end - start)
    assert [voice for voice, _ in letters(corrected)] == expected
    own = corrected[corrected["doc_id"] == "a"]
    assert "".join(own["text"]) == TEXT
    assert own["start"].tolist()[1:] == own["end"].tolist()[:-1]
    assert all(text == TEXT[start:end] for start, end, text in zip(own["start"], own["end"], own["text"], strict=True))
    pd.testing.assert_frame_equal(
        corrected[corrected["doc_id"] == "b"].reset_index(drop=True),
        SEGMENTS[SEGMENTS["doc_id"] == "b"].reset_index(drop=True),
    )


@given(spans)
def test_what_is_corrected_to_what_it_is_changes_nothing(span):
    voice = letters(SEGMENTS)[span[0]][0]
    end = next((i for i in range(*span) if letters(SEGMENTS)[i][0] != voice), span[1])
    same_again = same.correct_voices(SEGMENTS, corrections((span[0], end, "voice", voice)))
    pd.testing.assert_frame_equal(same_again, SEGMENTS)


def test_a_speaker_is_put_in_place_of_the_one_that_was_found():
    start = TEXT.index("“")
    end = TEXT.index("”") + 1
    corrected = same.correct_voices(SEGMENTS, corrections((start, end, "speaker", "Lena Holt")))
    quoted = corrected[corrected["voice"] == "direct"]
    assert quoted["speaker"].tolist() == ["Lena Holt"]
    assert quoted["cue"].tolist() == ["added"]


def test_the_authors_own_words_have_no_speaker_and_no_cue():
    corrected = same.correct_voices(SEGMENTS, corrections((0, len(TEXT), "voice", "author")))
    own = corrected[corrected["doc_id"] == "a"]
    assert own[["voice", "speaker", "cue", "text"]].to_numpy().tolist() == [["author", "", "", TEXT]]


def test_the_end_of_a_paraphrase_can_be_moved():
    reported = SEGMENTS[SEGMENTS["voice"] == "indirect"].iloc[0]
    corrected = same.correct_voices(SEGMENTS, corrections((reported["end"] - 5, reported["end"], "voice", "author")))
    shorter = corrected[corrected["voice"] == "indirect"]
    assert shorter["end"].tolist() == [reported["end"] - 5] and shorter["speaker"].tolist() == ["Ann Roe"]


def test_words_and_shares_are_counted_as_corrected():
    documents = pd.DataFrame({"doc_id": ["a"], "text": ["We left. Nobody came."]})
    corrected = same.correct_voices(same.voices(documents), corrections((0, 8, "voice", "direct")))
    counts = same.count(corrected, documents)
    assert counts.select(voice="direct").words.sum() == 2 and counts.select(voice="author").words.sum() == 2


@pytest.mark.parametrize("what", ["marker"])
def test_markers_are_corrected_elsewhere(what):
    assert same.correct_voices(SEGMENTS, corrections((0, 3, what, "none"))) is SEGMENTS
