"""Scores beside their sizes, worked by hand on toy texts."""

from __future__ import annotations

from math import log2

import pandas as pd
import pytest
from scipy.stats import beta, binomtest

from analysis.measures.comparison.keyness import keyness, keyness_by_voice
from analysis.measures.counts import count
from analysis.measures.dictionary.markers import markers
from analysis.measures.dictionary.rates import marker_rates_by_voice
from analysis.measures.frequency.terms import leading
from analysis.measures.frequency.tfidf import similarity, similarity_with_groups, tfidf, tfidf_with_sizes
from analysis.measures.stats.intervals import rate_interval
from analysis.schema import InputError
from tests.toys import toy

QUOTING = {
    "a": [("body", "author", "regime lies. "), ("body", "direct", '"cult cult lies"'), ("headline", "author", " News")],
    "b": [("body", "author", "calm report lies calm")],
}


def quoting():
    segments, documents = toy(QUOTING, groups={"a": "advocacy", "b": "newswire"})
    return count(segments, documents).select(part="body")


def test_leading_rows_keep_their_order_in_each_group_and_pass_over_terms():
    table = pd.DataFrame({"term": ["the", "b", "c", "the", "a", "d"], "group": list("yyyxxx")})
    shown = leading(table, 1, by="group", leave_out={"the"})
    assert shown.to_dict("list") == {"term": ["b", "a"], "group": ["y", "x"]}
    assert leading(table, 2)["term"].tolist() == ["the", "b"]


def test_weights_stand_beside_text_sizes_and_document_frequency():
    counts = quoting()
    table = tfidf_with_sizes(tfidf(counts), counts).set_index(["doc_id", "term"])
    assert table.loc[("a", "lies"), ["docs", "total"]].tolist() == [2, 5]
    assert table.loc[("b", "calm"), ["docs", "total"]].tolist() == [1, 4]


def test_similarity_stands_beside_sizes_and_groups():
    counts = quoting()
    (row,) = similarity_with_groups(similarity(counts), counts).to_dict("records")
    assert (row["group_a"], row["group_b"], row["words_a"], row["words_b"]) == ("advocacy", "newswire", 5, 4)


def test_keyness_of_the_same_terms_in_all_voices_and_in_the_authors():
    table = keyness_by_voice(quoting(), target="advocacy")
    # All voices, 5 against 4 words: "cult" 2 : 0 and "regime" 1 : 0 lead; "lies" is 2 in 5 against 1 in 4.
    assert table["term"].tolist() == ["cult", "cult", "lies", "lies", "regime", "regime"]
    assert table["voice"].tolist() == ["all", "author"] * 3
    every, own = table.iloc[0], table.iloc[1]
    assert (every["n_target"], every["n_reference"], every["total_target"], every["share"]) == (2, 0, 5, 1.0)
    assert every["log_ratio"] == pytest.approx(log2((2 / 5) / (0.5 / 4)))
    assert (own["n_target"], own["n_reference"], own["total_target"], own["share"]) == (0, 0, 2, 0.0)
    assert pd.isna(own["log_ratio"]) and own["n_docs_target"] == 1
    lies = table.iloc[3]
    assert lies["log_ratio"] == pytest.approx(log2((1 / 2) / (1 / 4))) and lies["share"] == 0.5
    assert set(table["target"]) == {"advocacy"} and set(table["reference"]) == {"newswire"}
    uses = table[table["voice"] == "author"].set_index("term")[["n_own", "n_direct", "n_indirect"]]
    assert uses.T.to_dict("list") == {"cult": [0, 2, 0], "lies": [1, 1, 0], "regime": [1, 0, 0]}


def test_keyness_by_voice_agrees_with_keyness():
    counts = quoting()
    own = keyness(counts.select(voice="author", part="all"), target="advocacy").set_index("term")
    table = keyness_by_voice(counts, target="advocacy")
    table = table[(table["voice"] == "author") & (table["n_target"] > 0)].set_index("term")
    columns = [column for column in own.columns if column in table.columns]
    pd.testing.assert_frame_equal(table[columns], own.loc[table.index, columns], check_dtype=False)


def test_keyness_by_voice_names_a_reference_of_several_groups_and_refuses_one_group():
    segments, documents = toy({"a": "x y", "b": "y z", "c": "z"}, groups={"a": "p", "b": "q", "c": "r"})
    table = keyness_by_voice(count(segments, documents), target="p", voices=("all",))
    assert set(table["reference"]) == {"all but p"}
    with pytest.raises(InputError):
        keyness_by_voice(count(segments, documents.assign(source_type="p")), target="p")


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


@pytest.mark.parametrize(("n", "words"), [(0, 10), (3, 10), (10, 10), (1, 88), (73, 2963)])
def test_the_bounds_of_a_rate_are_those_of_scipy(n, words):
    low, high = rate_interval([n], [words])
    exact = binomtest(n, words).proportion_ci(method="exact")
    assert (low[0], high[0]) == pytest.approx((1000 * exact.low, 1000 * exact.high))


def test_the_bounds_of_none_in_ten_by_hand():
    low, high = rate_interval(0, 10)
    assert low == 0 and high == pytest.approx(1000 * (1 - 0.025 ** (1 / 10)))
    assert high == pytest.approx(1000 * beta.ppf(0.975, 1, 10))
