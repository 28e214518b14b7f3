"""Attitudes and intentions told apart from speech, and counted as the author's where speech alone counts."""

import pandas as pd
import pytest

import analysis as same


def documents(*texts: str) -> pd.DataFrame:
    return pd.DataFrame({"doc_id": [f"d{k}" for k in range(len(texts))], "text": list(texts)})


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ann Roe wanted a toll on the pier.", "attitude"),
        ("Ann Roe hopes to win it.", "attitude"),
        ("Ann Roe condemned the raid.", "attitude"),
        ("Ann Roe praised the plan.", "attitude"),
        ("Ann Roe plans to sell the mill.", "intention"),
        ("Ann Roe refused to leave.", "intention"),
        ("Ann Roe regretted that it was late.", "judging"),
        ("Ann Roe accused the mayor of delay.", "judging"),
        ("Ann Roe praised the plan as “a gift to every town”.", "judging"),
        ("Ann Roe believes that it was late.", "thinking"),
        ("Ann Roe said that it was late.", "neutral"),
    ],
)
def test_the_kind_of_a_cue_tells_what_was_said_from_what_is_felt_or_planned(text, kind):
    found = same.sources(same.voices(documents(text)), same.read_actors(), same.read_cues())
    assert kind in set(found["cue_kind"])
    assert (kind == "attitude") == (set(found["cue_kind"]) == {"attitude"})


def test_what_was_not_said_goes_to_the_author_and_nothing_is_lost():
    given = documents("Ann Roe wanted peace. She said it was late. She plans to go.", "Jan Vos condemned the raid.")
    segments = same.voices(given)
    alone = same.speech_alone(segments, same.read_cues())
    assert [(row.voice, row.text) for row in alone.itertuples()] == [
        ("author", "Ann Roe wanted peace. She said "),
        ("indirect", "it was late"),
        ("author", ". She plans to go."),
        ("author", "Jan Vos condemned the raid."),
    ]
    assert alone.groupby("doc_id")["text"].agg("".join).tolist() == given["text"].tolist()
    assert (alone.loc[alone["voice"] == "author", ["speaker", "cue"]] == "").all(axis=None)
    assert segments["voice"].eq("indirect").sum() == 4


def test_a_text_without_reports_stays_as_it_is():
    segments = same.voices(documents("It rained all day.", ""))
    pd.testing.assert_frame_equal(same.speech_alone(segments, same.read_cues()), segments)
