"""Transcripts of podcasts in JSON."""

import json

import pytest

import analysis as same
from analysis.schema import InputError
from analysis.texts.intake import records, transcript_json
from analysis.texts.intake.files import File
from analysis.texts.intake.formats import reader_of
from tests.texts.intake.reading import read


def segment(body, speaker=None, start=0.5):
    named = {} if speaker is None else {"speaker": speaker}
    return named | {"startTime": start, "endTime": start + 1, "body": body}


def blocks(*segments):
    (article,) = read(json.dumps({"version": "1.0.0", "segments": segments})).articles
    return [(block.kind, block.speaker, block.text) for block in article.blocks]


def test_what_one_says_is_a_paragraph_and_what_names_nobody_is_nobodys():
    found = blocks(
        segment("Did you", "Ann Lee"),
        segment("order it?", "Ann Lee"),
        segment("No. [laughs]", "Bo"),
        segment("So."),
    )
    assert found == [
        ("turn", "Ann Lee", "Did you order it?"),
        ("turn", "Bo", "No."),
        ("furniture", "", "[laughs]"),
        ("", "", "So."),
    ]


def test_words_one_by_one_are_joined_and_stops_have_no_blank_before_them():
    assert blocks(*(segment(word) for word in ("It", " burned", ",", "twice", "."))) == [("", "", "It burned, twice.")]


def test_numbers_of_speakers_are_speakers():
    assert [speaker for _, speaker, _ in blocks(segment("No.", 0), segment("Yes.", 1))] == ["speaker 0", "speaker 1"]


def test_half_a_character_in_a_name_becomes_a_sign_that_it_is_broken(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps({"segments": [segment("It burned.", "Ann \ud800")]}))
    assert same.gather([str(tmp_path / "a.json")]).layout["speaker"].tolist() == ["Ann \ufffd"]


def test_a_segment_without_text_is_named_and_the_rest_is_read():
    reading = read(json.dumps({"segments": [segment("It burned."), segment(7), "x"]}))
    assert [block.text for block in reading.articles[0].blocks] == ["It burned."]
    assert [(left.place, left.is_error) for left in reading.left_out] == [("segment 2", True), ("segment 3", True)]


def test_one_without_words_is_refused_and_other_json_is_read_as_before():
    with pytest.raises(InputError, match="no segment has words"):
        read(json.dumps({"segments": [segment("")]}))
    with pytest.raises(InputError, match="broken JSON"):
        read(json.dumps({"segments": [segment("It burned.")]})[:-1])
    whisper = {"text": "It burned.", "segments": [{"start": 0, "end": 1, "text": "It burned."}]}
    podcast = {"segments": [segment("It burned.")]}
    for value, reader in ((whisper, records), (podcast["segments"], records), (podcast, transcript_json)):
        assert reader_of(File("a.json", json.dumps(value).encode())) is reader
