"""Whose loaded words: by document, voice and speaker, worked by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from analysis.measures.dictionary.markers import markers
from analysis.measures.dictionary.rates import loaded_by_speaker, marker_rates_by_voice
from analysis.schema import VOICES, InputError
from tests.toys import toy

LEXICON = pd.DataFrame([("thug", "x", True), ("perhaps", "y", False)], columns=["entry", "category", "loaded"])


TEXTS = {
    "b": [
        ("body", "author", "A thug spoke. "),
        ("body", "direct", "“no thug”", "Ann"),
        ("body", "direct", "“thug thug”", "Bob"),
        ("body", "indirect", " perhaps gone"),
        ("caption", "author", " thug"),
    ],
    "a": [("body", "author", "Perhaps.")],
}


def test_by_hand():
    segments = toy(TEXTS)[0]
    table = loaded_by_speaker(markers(segments, LEXICON), segments)
    assert table[["doc_id", "voice", "speaker", "n", "words", "negated"]].values.tolist() == [
        ["b", "author", "", 1, 3, 0],
        ["b", "direct", "Bob", 2, 2, 0],
        ["b", "direct", "Ann", 1, 2, 1],
        ["b", "indirect", "", 0, 2, 0],
        ["a", "author", "", 0, 1, 0],
    ]
    assert table["per_1000"].tolist() == pytest.approx([1000 / 3, 1000, 500, 0, 0])
    assert table.loc[0, "low"] == pytest.approx(1000 * beta.ppf(0.025, 1, 3))
    assert table.loc[0, "high"] == pytest.approx(1000 * beta.ppf(0.975, 2, 2))


def test_parts():
    segments = toy(TEXTS)[0]
    found = markers(segments, LEXICON)
    assert loaded_by_speaker(found, segments, part="all").loc[0, ["n", "words"]].tolist() == [2, 4]
    assert len(loaded_by_speaker(found, segments, part="caption")) == 1
    with pytest.raises(InputError, match="no word in part 'comment'"):
        loaded_by_speaker(found, segments, part="comment")


piece = st.tuples(
    st.just("body"),
    st.sampled_from(VOICES),
    st.sampled_from(["a thug ", "perhaps ", "… "]),
    st.sampled_from(["", "Ann"]),
)


@given(st.lists(piece, min_size=1, max_size=6))
def test_rows_add_up_to_all_words_and_all_loaded_markers(pieces):
    segments = toy({"d": [("body", "author", "thug "), *pieces]})[0]
    found = markers(segments, LEXICON)
    table = loaded_by_speaker(found, segments)
    assert table["n"].sum() == found["loaded"].sum()
    assert table["words"].sum() == sum(
        text.count("thug") + text.count("a ") + text.count("perhaps") for text in segments["text"]
    )
    assert (table.loc[table["voice"] == "author", "speaker"] == "").all()


QUOTING = {
    "a": [("body", "author", "regime lies. "), ("body", "direct", '"cult cult lies"'), ("headline", "author", " News")],
    "b": [("body", "author", "calm report lies calm")],
}


def test_marker_rates_by_group_and_voice():
    segments, documents = toy(QUOTING, groups={"a": "advocacy", "b": "newswire"})
    lexicon = pd.DataFrame(
        {"entry": ["lies", "cult", "calm"], "category": ["deceit", "labels", "hedge"], "loaded": [True, True, False]}
    )
    categories = pd.DataFrame({"category": ["labels", "deceit"], "title": ["Labels", "Deceit"]})
    table = marker_rates_by_voice(markers(segments, lexicon), segments, documents, categories)
    rows = {(row.group, row.voice, row.title): (row.n, row.words, row.per_1000) for row in table.itertuples()}
    assert rows == {
        ("advocacy", "author", "All loaded categories"): (1, 2, 500.0),
        ("advocacy", "author", "Labels"): (0, 2, 0.0),
        ("advocacy", "author", "Deceit"): (1, 2, 500.0),
        ("advocacy", "direct", "All loaded categories"): (3, 3, 1000.0),
        ("advocacy", "direct", "Labels"): (2, 3, 2000 / 3),
        ("advocacy", "direct", "Deceit"): (1, 3, 1000 / 3),
        ("newswire", "author", "All loaded categories"): (1, 4, 250.0),
        ("newswire", "author", "Labels"): (0, 4, 0.0),
        ("newswire", "author", "Deceit"): (1, 4, 250.0),
    }
    assert table["category"].tolist()[:3] == ["all", "labels", "deceit"]
    assert (table["per_1000_low"] <= table["per_1000"]).all() and (table["per_1000"] <= table["per_1000_high"]).all()


def test_without_a_loaded_marker_there_is_a_rate_of_nothing():
    segments, documents = toy({"a": "one two"})
    lexicon = pd.DataFrame({"entry": ["nowhere"], "category": ["labels"], "loaded": [True]})
    categories = pd.DataFrame({"category": ["labels"], "title": ["Labels"]})
    (row,) = marker_rates_by_voice(markers(segments, lexicon), segments, documents, categories).to_dict("records")
    assert (row["category"], row["n"], row["words"], row["per_1000_low"]) == ("all", 0, 2, 0.0)
