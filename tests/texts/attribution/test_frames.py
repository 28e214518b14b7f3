"""Frames in which a cue reports: behind a phrase, after "as", with an adjective, and below another verb."""

import pytest

from analysis.texts.attribution.voices import segment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lund said after the vote she would stand.", [("Lund", "she would stand")]),
        ("Lund said in a letter the mill would close.", [("Lund", "the mill would close")]),
        ("Lund urged voters to stay if they could.", [("Lund", "to stay if they could")]),
        ("As Lund pointed out, the mill is old.", [("Lund", "the mill is old")]),
        ("The mill, as one clerk pointed out, is old.", [("one clerk", "The mill"), ("one clerk", "is old")]),
        ("Lund is convinced the mill will close.", [("Lund", "the mill will close")]),
        ("Workers were angry that the mill was shut.", [("Workers", "the mill was shut")]),
        ("We are afraid that the mill is shut.", []),
        ("Lund appeared to blame the clerks.", [("Lund", "the clerks")]),
        ("Lund rose to blame the clerks.", []),
        ("Critics painted Lund as a liar.", [("Critics", "Lund as a liar")]),
        ("Lund painted the mill.", []),
        ("Lund spoke fondly of the mill.", [("Lund", "of the mill")]),
        ("The board decided it would close the mill.", [("The board", "it would close the mill")]),
        ("The mill will close, the Herald has learned.", [("the Herald", "The mill will close")]),
    ],
)
def test_frames(text, expected):
    found = [(speaker, text[a:b]) for a, b, _, voice, speaker, _ in segment(text) if voice == "indirect"]
    assert found == expected


def test_a_headline_in_capitals_has_infinitives_too():
    text = "Lund Vows To Shut Mill\n\nThe mill is old. Lund is its owner."
    assert [text[a:b] for a, b, _, voice, *_ in segment(text) if voice == "indirect"] == ["Shut Mill"]
