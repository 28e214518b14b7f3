from __future__ import annotations

import tracemalloc
from math import log, sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity

from analysis.measures.counts import count
from analysis.measures.frequency import similar_pairs
from analysis.measures.frequency.tfidf import (
    similarity,
    similarity_thinned,
    similarity_with_groups,
    tfidf,
    tfidf_weights,
    tfidf_with_sizes,
)
from analysis.schema import COLUMNS, InputError
from analysis.texts.segmentation.words import tokens
from analysis.views.tables.phrases import decimal
from analysis.views.wording.words import alike
from tests.measures.robustness.test_multiverse import story
from tests.toys import toy

TEXTS = {"a": "The cat the dog.", "b": "The cat.", "c": "--", "d": "A bird!"}


any_texts = st.dictionaries(st.sampled_from("pqrst"), st.text("abc'. U", max_size=30).map("a ".__add__), min_size=1)


def by_sklearn(texts: dict[str, str]) -> tuple[list[str], list[str], np.ndarray]:
    """TfidfVectorizer's own counting, on our words: its default settings but for the tokens."""
    table = tokens(toy(texts)[0])
    terms_of = {doc_id: part["term"].astype(object).tolist() for doc_id, part in table.groupby("doc_id", sort=False)}
    vectorizer = TfidfVectorizer(analyzer=lambda doc_id: terms_of[doc_id])
    matrix = vectorizer.fit_transform(list(terms_of))
    return list(terms_of), vectorizer.get_feature_names_out().tolist(), matrix.toarray()


def test_worked_by_hand():
    table = tfidf(count(*toy(TEXTS)).select())
    assert tuple(table.columns) == COLUMNS["tfidf"]
    assert table["doc_id"].unique().tolist() == ["a", "b", "d"]  # N = 3: a text without a word is not counted
    a = table[table["doc_id"] == "a"]
    in_two, in_one = log(4 / 3) + 1, log(4 / 2) + 1
    length = sqrt((2 * in_two) ** 2 + in_two**2 + in_one**2)
    assert a["term"].tolist() == ["the", "dog", "cat"]
    assert a["n"].tolist() == a["tf"].tolist() == [2, 1, 1]
    assert a["idf"].tolist() == pytest.approx([in_two, in_one, in_two], abs=1e-12)
    assert a["tf_idf"].tolist() == pytest.approx([2 * in_two / length, in_one / length, in_two / length], abs=1e-12)
    assert table[table["doc_id"] == "d"]["term"].tolist() == ["a", "bird"]  # a tie, by term


def test_one_document_and_a_term_in_every_document():
    table = tfidf(count(*toy({"a": "the the cat"})).select())
    assert table["idf"].tolist() == [1, 1]
    assert table["tf_idf"].tolist() == pytest.approx([2 / sqrt(5), 1 / sqrt(5)], abs=1e-12)
    assert (tfidf(count(*toy({"a": "the", "b": "the"})).select())["tf_idf"] == 1).all()


def test_no_term_at_all_is_an_empty_table():
    counts = count(*toy({"a": "One.", "b": "Two."}), ngrams=2).select()
    assert tfidf(counts).empty and tuple(tfidf(counts).columns) == COLUMNS["tfidf"]
    assert similarity(counts)["cosine"].tolist() == [0]


@given(any_texts)
def test_agrees_with_tfidf_vectorizer(texts):
    doc_ids, names, expected = by_sklearn(texts)
    table = tfidf(count(*toy(texts)).select())
    found = table.pivot(index="doc_id", columns="term", values="tf_idf").reindex(index=doc_ids, columns=names)
    np.testing.assert_allclose(found.fillna(0).to_numpy(), expected, rtol=0, atol=1e-12)
    assert len(table) == np.count_nonzero(expected)
    assert table["doc_id"].drop_duplicates().tolist() == doc_ids


@given(any_texts)
def test_similarity_agrees_with_scikit_learn(texts):
    doc_ids, _, matrix = by_sklearn(texts)
    expected = pd.DataFrame(cosine_similarity(matrix), index=doc_ids, columns=doc_ids)
    table = similarity(count(*toy(texts)).select())
    assert len(table) == len(doc_ids) * (len(doc_ids) - 1) / 2
    for a, b, cosine in table.itertuples(index=False):
        assert doc_ids.index(a) < doc_ids.index(b)
        assert cosine == pytest.approx(expected.loc[a, b], abs=1e-12) and 0 <= cosine <= 1
    assert table["cosine"].round(12).is_monotonic_decreasing


def test_similarity_worked_by_hand():
    # x is in two of three documents, y and z in one each.
    table = similarity(count(*toy({"b": "x y", "a": "x z", "c": "w"})).select())
    shared, own = log(4 / 3) + 1, log(4 / 2) + 1
    assert tuple(table.iloc[0]) == (
        "b",
        "a",
        pytest.approx(shared**2 / (shared**2 + own**2), abs=1e-12),
    )
    assert table["cosine"].tolist()[1:] == [0, 0]
    assert table[["doc_id_a", "doc_id_b"]].to_numpy().tolist()[1:] == [["a", "c"], ["b", "c"]]  # ties by name


def test_the_same_words_are_1_and_one_document_has_no_pair():
    assert similarity(count(*toy({"a": "x y y", "b": "Y. X! Y?"})).select())["cosine"].tolist() == pytest.approx([1])
    alone = similarity(count(*toy({"a": "x"})).select())
    assert alone.empty and tuple(alone.columns) == COLUMNS["similarity"]


SHARED = {
    "a": [("body", "author", "red red red sun "), ("body", "direct", '"green green green moon"')],
    "b": "green green green moon tree",
}


def body_of(texts):
    return count(*toy(texts)).select()


def test_nothing_left_out_leaves_the_likeness_as_it_is():
    counts = body_of({"a": "one two three", "b": "two three four", "c": "five"})
    table = similarity_thinned(counts, draws=5)
    exact = similarity(counts)["cosine"]
    for name in ("cosine", "cosine_voice", "chance_low", "chance_high"):
        pd.testing.assert_series_equal(table[name], exact, check_names=False)
    assert not table["below"].any()


def test_a_text_that_shares_only_what_it_quotes_falls_below_chance():
    row = similarity_thinned(body_of(SHARED)).iloc[0]
    assert row["cosine"] > 0.5
    assert row["cosine_voice"] == 0
    assert 0 < row["chance_low"] < row["chance_high"] <= 1
    assert row["below"]


def test_the_seed_decides():
    one, again, other = (similarity_thinned(body_of(SHARED), draws=9, seed=seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(one, again)
    assert not one.equals(other)


def test_what_cannot_be_compared_is_refused():
    with pytest.raises(InputError, match="no word in voice author: b"):
        similarity_thinned(body_of({"a": "one", "b": [("body", "direct", '"two"')]}))
    with pytest.raises(InputError, match="at least 1 draw"):
        similarity_thinned(body_of(SHARED), draws=0)


def test_weights_with_text_sizes_and_document_frequency():
    counts = body_of({"a": "regime lies cult cult lies", "b": "calm report lies calm"})
    table = tfidf_with_sizes(tfidf(counts), counts).set_index(["doc_id", "term"])
    assert table.loc[("a", "lies"), ["docs", "total"]].tolist() == [2, 5]
    assert table.loc[("b", "calm"), ["docs", "total"]].tolist() == [1, 4]


def test_similarity_with_sizes_and_groups():
    segments, documents = toy({"a": "one two", "b": "two"}, groups={"a": "advocacy", "b": "newswire"})
    counts = count(segments, documents)
    (row,) = similarity_with_groups(similarity(counts), counts).to_dict("records")
    assert (row["group_a"], row["group_b"], row["words_a"], row["words_b"]) == ("advocacy", "newswire", 2, 1)


@given(any_texts, st.integers(1, 12), st.sampled_from([0, 0.3, 0.8, 1]), st.integers(1, 3), st.integers(1, 5))
def test_the_most_similar_pairs_are_the_first_of_all(texts, top, least, side, few):
    counts = count(*toy(texts)).select()
    every = similarity(counts)
    with pytest.MonkeyPatch.context() as patch:  # so that a few texts are many tiles, and many waiting pairs
        for name, value in (("_SIDE", side), ("_WAITING", few), ("MANY", 0), ("_DENSE", 2)):
            patch.setattr(similar_pairs, name, value)
        pd.testing.assert_frame_equal(similarity(counts), every)
        found = similarity(counts, top=top, least=least)
    expected = every[every["cosine"] >= least - 1e-12].head(top)
    pd.testing.assert_frame_equal(found, expected, check_dtype=False)  # no row, no type


@given(any_texts, st.sampled_from([1, 2, 30]))
def test_a_cosine_is_the_same_to_the_last_bit_whatever_else_is_asked_for(texts, crowded):
    weights = tfidf_weights(count(*toy(texts)).select())[1]
    a, b = np.triu_indices(weights.shape[0], k=1)
    plain = (weights @ np.ascontiguousarray(weights.toarray().T)).T
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(similar_pairs, "_CROWDED", crowded)
        assert similar_pairs.exact(weights, a, b).tolist() == plain[a, b].tolist()


def test_texts_without_end_that_are_the_same_take_the_memory_of_the_pairs_asked_for():
    weights = sparse.csr_array(np.ones((300, 1)))  # 44,850 pairs, all of them the first
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("_SIDE", 50), ("_WAITING", 100)):
            patch.setattr(similar_pairs, name, value)
        asked, plain = [], similar_pairs.exact
        patch.setattr(similar_pairs, "exact", lambda *given: asked.append(len(given[1])) or plain(*given))
        pieces = []
        found = similar_pairs.most_similar(
            weights, np.arange(300), top=100, least=0, progress=lambda work: pieces.append(len(work)) or work
        )
    assert list(zip(found.first, found.second, strict=True)) == [(0, k) for k in range(1, 101)]
    assert max(asked) <= 200 + 50 * 50 and pieces == [6 * 7 // 2]


def test_a_tie_at_the_last_place_goes_by_name():
    # Three texts with the same words: all three pairs have a cosine of 1.
    table = similarity(count(*toy({"c": "x y", "a": "x y", "b": "x y"})).select(), top=2)
    assert table[["doc_id_a", "doc_id_b"]].to_numpy().tolist() == [["a", "b"], ["c", "a"]]


def test_pairs_left_out_take_no_memory():
    n = 2000  # 2 million pairs, of 24 bytes and more
    rng = np.random.default_rng(1)
    texts = {f"t{i}": " ".join(f"w{j}" for j in rng.integers(0, 300, 12)) for i in range(n)}
    counts = count(*toy(texts)).select()
    tracemalloc.start()
    table = similarity(counts, top=100)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(table) == 100 and peak < 40_000_000


def test_a_story_keeps_the_pairs_of_the_table_and_says_only_what_they_show(monkeypatch):
    made = story({name: [("body", "author", text)] for name, text in {"a": "x y", "b": "x y z", "c": "x v w"}.items()})
    first, last = made.similarity().iloc[[0, -1]]["cosine"]
    assert alike(made)[1] == f"The least similar pair of 3 has {decimal(last, 2)}."
    monkeypatch.setattr("analysis.measures.frequency.tfidf.MOST_PAIRS", 2)
    assert len(made.similarity()) == 2
    assert alike(made) == [f"The two texts that are most similar are a and b, with a cosine of {decimal(first, 2)}."]


@pytest.mark.parametrize(("option", "says"), [({"top": 0}, "at least 1 pair"), ({"least": 1.5}, "from 0 to 1")])
def test_limits_of_similarity_are_checked(option, says):
    with pytest.raises(InputError, match=says):
        similarity(count(*toy(TEXTS)).select(), **option)
