"""Markers: longest match first, no overlap, negation, scare quotes, names left out, rates worked by hand."""

from __future__ import annotations

import tracemalloc

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.dictionary.markers import markers
from analysis.measures.dictionary.rates import marker_rates
from analysis.schema import COLUMNS, InputError
from analysis.texts.readers.lexicon import SCARE_QUOTES, read_lexicon

LEXICON = pd.DataFrame(
    [
        ("terrorist", "label", True),
        ("terrorist attack", "plain", False),
        ("disaster*", "negative", True),
        ("perhaps", "hedge", False),
        (SCARE_QUOTES, "scare_quotes", True),
    ],
    columns=["entry", "category", "loaded"],
)


def segments_of(*pieces: tuple[str, str], doc_id: str = "d") -> pd.DataFrame:
    rows, start = [], 0
    for voice, text in pieces:
        rows.append((doc_id, start, start + len(text), "body", voice, "", "", text))
        start += len(text)
    return pd.DataFrame(rows, columns=list(COLUMNS["segments"]))


def marked(text: str, voice: str = "author") -> list[tuple[str, str]]:
    table = markers(segments_of((voice, text)), LEXICON)
    return list(zip(table["match"], table["category"], strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A terrorist attack by a Terrorist", [("terrorist attack", "plain"), ("Terrorist", "label")]),
        ("Disastrous disasters", [("disasters", "negative")]),
        ("counter-terrorist bioterrorist", []),
        ("", []),
        ("… !?", []),
    ],
)
def test_the_longest_entry_wins_on_whole_words(text, expected):
    assert marked(text) == expected


def test_columns_and_values():
    table = markers(segments_of(("author", "Perhaps "), ("direct", "“a disaster”")), LEXICON)
    assert list(table.columns) == list(COLUMNS["markers"])
    assert table[["start", "end", "entry", "loaded", "voice", "negated"]].values.tolist() == [
        [0, 7, "perhaps", False, "author", False],
        [11, 19, "disaster*", True, "direct", False],
    ]


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("It is not a terrorist", True),
        ("It isn’t a disaster", True),
        ("It is no big bad disaster", True),
        ("It is not so very big disaster", False),  # an adjective needs its article
        ("It is not such a very big disaster", True),
        ("If not, a disaster", False),  # a comma ends the clause
        ("Do not. A disaster", False),  # a full stop ends the sentence
        ("It is not only a disaster", False),
        ("They hardly call it disaster", True),
        ("never called them a terrorist", True),
        ("no longer a terrorist", True),
        ("no evidence of a disaster", True),
        ("no doubt a disaster", False),
        ("no one saw the disaster", False),
        ("without any disaster", True),
        ("nothing disastrously terrorist", True),
        ("They stop at nothing to terrorist", False),
        ("One cannot ignore the disaster", False),
        ("We did not condemn the disaster", False),
        ("It is not because of the disaster", False),
        ("They have not really been terrorist", True),
        ("a disaster, not", False),
        ("disaster", False),
    ],
)
def test_negation(text, negated):
    table = markers(segments_of(("author", text)), LEXICON)
    assert table["negated"].tolist()[-1:] == [negated]


@pytest.mark.parametrize(
    "text", ["the regime stops at nothing to stonewall", "one cannot ignore the terrorism by them"]
)
def test_a_negator_that_belongs_to_another_word(text):
    table = markers(segments_of(("author", text)), read_lexicon())
    assert len(table) and not table["negated"].any()


def test_a_negator_in_another_segment_does_not_negate():
    table = markers(segments_of(("author", "not "), ("direct", "a disaster")), LEXICON)
    assert table["negated"].tolist() == [False]


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("the “intermediaries” said", "“intermediaries”"),
        ('a "moral victory" for', '"moral victory"'),
        ("a ‘safe haven’ for workers’ rights", "‘safe haven’"),
        ("a 'safe haven' for", "'safe haven'"),
        ("an “umbrella coalition of exiles”", "“umbrella coalition of exiles”"),
    ],
)
def test_scare_quotes(text, match):
    assert marked(text) == [(match, "scare_quotes")]


@pytest.mark.parametrize(
    "text",
    [
        "a group “Habilian”",  # a name
        "the film “Gone with the Wind”",  # a title
        "a “coalition of five small groups”",  # five words
        "the 5'10\" man and the 6'2\" one",
        "the workers’ and miners’ rights",
        "rock 'n' roll, it's John's dogs' bone",
        "the “1979” one",
    ],
)
def test_no_scare_quotes(text):
    assert [pair for pair in marked(text) if pair[1] == "scare_quotes"] == []


def test_speech_is_no_scare_quote_and_scare_quotes_take_in_what_they_hold():
    assert marked("“a disaster”", voice="direct") == [("disaster", "negative")]
    assert marked("a “minor disaster” perhaps") == [("“minor disaster”", "scare_quotes"), ("perhaps", "hedge")]


def test_a_lexicon_without_the_entry_finds_no_quotes():
    table = markers(segments_of(("author", "a “safe haven”")), LEXICON[LEXICON["entry"] != SCARE_QUOTES])
    assert len(table) == 0


def test_a_marker_in_a_name_is_part_of_the_name():
    segments = segments_of(("author", "Disaster Aid met a terrorist cell"))
    named = pd.DataFrame(
        [("d", 0, 12, "own"), ("d", 19, 33, "pejorative")], columns=["doc_id", "start", "end", "label_kind"]
    )
    assert markers(segments, LEXICON, named)["match"].tolist() == ["terrorist"]
    assert markers(segments, LEXICON)["match"].tolist() == ["Disaster", "terrorist"]


def test_rates():
    one = segments_of(("author", "a disaster came "), ("direct", "terrorist or not"), doc_id="one").assign(kind="x")
    two = segments_of(("author", "five words stand here alone"), doc_id="two").assign(kind="y")
    segments = pd.concat([one, two], ignore_index=True)
    table = markers(segments, LEXICON)
    rates = marker_rates(table, segments, by=["kind", "category"])
    assert rates.values.tolist() == [
        ["x", "label", 1, 6, 1000 / 6],
        ["x", "negative", 1, 6, 1000 / 6],
        ["y", "label", 0, 5, 0.0],
        ["y", "negative", 0, 5, 0.0],
    ]
    assert marker_rates(table, segments, by=["voice"]).values.tolist() == [
        ["author", 1, 8, 1000 / 8],
        ["direct", 1, 3, 1000 / 3],
    ]
    segments["speaker"] = ["", "Ann", ""]
    table["speaker"] = ["", "Ann"]
    assert marker_rates(table, segments, by=["voice", "speaker"]).values.tolist() == [
        ["author", "", 1, 8, 1000 / 8],
        ["direct", "Ann", 1, 3, 1000 / 3],
    ]
    assert marker_rates(table, segments, by=[], voice="direct").values.tolist() == [[1, 3, 1000 / 3]]


def test_rates_refuse_what_is_not_there():
    segments = segments_of(("author", "a disaster"))
    table = markers(segments, LEXICON)
    with pytest.raises(InputError, match="no column mood"):
        marker_rates(table, segments, by=["mood"])
    with pytest.raises(InputError, match="no word in part 'caption'"):
        marker_rates(table, segments, by=["category"], part="caption")
    with pytest.raises(InputError, match="differs within a document"):
        marker_rates(table, segments_of(("author", "a "), ("author", "disaster")).assign(mood=["a", "b"]), by=["mood"])


pieces = st.lists(
    st.tuples(
        st.sampled_from(["author", "direct", "indirect"]),
        st.lists(
            st.sampled_from(["not", "terrorist", "attack", "disasters", "“", "”", '"', "perhaps,", "A.", "'"]),
            max_size=8,
        ).map(" ".join),
    ),
    min_size=1,
    max_size=4,
)


@given(pieces)
def test_offsets_boundaries_and_no_overlap(parts):
    segments = segments_of(*parts)
    text = "".join(segments["text"])
    table = markers(segments, LEXICON)
    assert [text[a:b] for a, b in zip(table["start"], table["end"], strict=True)] == table["match"].tolist()
    assert (table["start"].to_numpy()[1:] >= table["end"].to_numpy()[:-1]).all()
    for start, end, category in zip(table["start"], table["end"], table["category"], strict=True):
        if category != "scare_quotes":
            assert not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()


def test_no_match_keeps_a_copy_of_its_text():
    segments = segments_of(("author", "The terrorist attack was a disaster, perhaps. " * 1000))
    tracemalloc.start()
    found = markers(segments, LEXICON)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found) > 2000
    assert peak < 300 * segments["end"].iloc[0]  # a copy for each match would be 2,000 times the text
