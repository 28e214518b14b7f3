"""The readers of the frames: what they give, and how they refuse."""

from __future__ import annotations

import pytest

from analysis.schema import COLUMNS, InputError
from analysis.texts.readers.actors import read_actors
from analysis.texts.readers.frame_lists import USUAL, read_frame_categories, read_frames


def write(folder, text):
    path = folder / "frames.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_frames_hold_together():
    entries, known = read_frames(), read_frame_categories()
    assert list(entries.columns) == list(COLUMNS["frame_lexicon"])
    pairs = {tuple(pair) for pair in known[["scheme", "frame"]].values.tolist()}
    assert {tuple(pair) for pair in entries[["scheme", "frame"]].values.tolist()} == pairs
    assert len(pairs) == 19
    assert entries.groupby(["scheme", "frame"]).size().min() >= 60
    shared = entries[entries["frame"] == "morality"].groupby("scheme")["entry"].agg(list)
    assert shared["generic"] == shared["policy"]


def test_no_name_of_a_side_is_an_entry():
    actors = read_actors()
    sides = actors[(actors["actor"] != "United Nations") & (actors["label_kind"] != "descriptive")]
    assert not set(read_frames()["entry"].str.lower()) & set(sides["label"].str.lower())


def test_one_scheme_can_be_asked_for():
    assert set(read_frames(scheme="generic")["scheme"]) == {"generic"}
    with pytest.raises(InputError, match="there is no scheme 'odd'; choose one of"):
        read_frames(scheme="odd")


def test_own_frames_bring_their_own_schemes_and_levels(tmp_path):
    path = write(
        tmp_path, "entry,frame,usual,context\nfog,weather,2,\nrain*,weather,,followed by: fell\nbus,traffic,,\n"
    )
    assert read_frames(path).values.tolist() == [
        ["fog", "weather", "own", 2.0, "", ""],
        ["rain*", "weather", "own", 2.0, "followed by: fell", ""],
        ["bus", "traffic", "own", USUAL, "", ""],
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("entry\nfog\n", "line 1: no column frame"),
        ("entry,frame\nfog,\n", "line 2"),
        ("entry,frame\nfog,a\nFog,b\n", "line 3, column entry: 'Fog' is 'fog' of"),
        ("entry,frame\n...,a\n", "line 2, column entry"),
        ("entry,frame,context\nfog,a,near: x\n", "line 2, column context"),
        ("entry,frame,usual\nfog,a,-1\n", "line 2, column usual: '-1' is not a number above 0"),
        ("entry,frame,usual\nfog,a,1\nmist,a,2\n", "line 3, column usual: 2, but 1 earlier"),
    ],
)
def test_what_is_wrong_is_named(tmp_path, text, message):
    with pytest.raises(InputError) as error:
        read_frames(write(tmp_path, text))
    assert message in str(error.value)


def test_an_entry_may_be_in_two_schemes(tmp_path):
    table = read_frames(write(tmp_path, "entry,frame,scheme\nfog,a,one\nfog,b,two\n"))
    assert table[["frame", "scheme"]].values.tolist() == [["a", "one"], ["b", "two"]]


def test_a_frame_twice_in_a_scheme_is_refused(tmp_path):
    row = "a,s,A,1,x,y,z\n"
    with pytest.raises(InputError, match="line 3, column frame: 'a' is in line 2 too"):
        read_frame_categories(write(tmp_path, ",".join(COLUMNS["frame_categories"]) + "\n" + row + row))
