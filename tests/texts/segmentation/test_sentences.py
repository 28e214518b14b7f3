"""Sentences: where they end, and where they only seem to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.texts.segmentation.sentences import sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One came. Two left!", ["One came.", "Two left!"]),
        ("Maj. Roe met Mr. Doe. He left.", ["Maj. Roe met Mr. Doe.", "He left."]),
        ("J. K. Roe wrote it.", ["J. K. Roe wrote it."]),
        ("The U.S. Senate voted.", ["The U.S. Senate voted."]),
        ("They left the U.S. The army stayed.", ["They left the U.S.", "The army stayed."]),
        ("It fell 3.5 per cent.", ["It fell 3.5 per cent."]),
        ("(in May).The stance is clear.", ["(in May).", "The stance is clear."]),
        ("4. The claims are old.", ["4. The claims are old."]),
        ("“Go.” He went.", ["“Go.”", "He went."]),
        ("“Why?” he asked.", ["“Why?” he asked."]),
        ('She said "no." Then "yes."', ['She said "no."', 'Then "yes."']),
        ("Was it No. 5? No. It was six.", ["Was it No. 5?", "No.", "It was six."]),
        ("See example.Com today.", ["See example.", "Com today."]),
        ("See example.com today.", ["See example.com today."]),
        ("A head\n\nA body.", ["A head", "A body."]),
        ("Wrapped at the\nend of a line.", ["Wrapped at the\nend of a line."]),
        ("", []),
        (" \n\n ", []),
        ("…", ["…"]),
    ],
)
def test_where_a_sentence_ends(text, expected):
    assert cut(text) == expected


@given(st.text(alphabet="ab .!?“”\"'’\n\r\u2028()A1,", max_size=80) | st.text(max_size=60))
def test_sentences_hold_every_character_but_white_space_once(text):
    at = 0
    for start, end in sentences(text):
        assert start < end
        assert not text[at:start].strip()
        at = end
    assert not text[at:].strip()
