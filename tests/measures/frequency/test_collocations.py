from __future__ import annotations

from math import log

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.collocations import BigramCollocationFinder

from analysis.measures.counts import count
from analysis.measures.frequency.collocations import association_tables, collocations, count_pairs, merge_pairs
from analysis.measures.stats.association import g2
from analysis.schema import COLUMNS, InputError
from analysis.texts.segmentation.words import tokens
from tests.toys import toy

any_texts = st.dictionaries(st.sampled_from("pqr"), st.text("ab. AB", max_size=40).map("a ".__add__), min_size=1)


def segments_of(texts):
    return toy(texts)[0]


def test_worked_by_hand():
    # Pairs: the-cat, cat-saw, saw-the, the-dog; the-cat, cat-ran. N = 6.
    table = collocations(segments_of({"a": "The cat saw the dog.", "b": "The cat ran."}))
    assert tuple(table.columns) == COLUMNS["collocations"]
    assert len(table) == 5 and table["n"].sum() == 6
    rows = {(row["first"], row["second"]): row for row in table.to_dict("records")}
    cat = rows["the", "cat"]
    assert [cat[name] for name in ("n", "docs", "n_first", "n_second")] == [2, 2, 3, 2]
    # Cells 2 1 / 0 3, expected 1 2 / 1 2.
    assert cat["g2"] == pytest.approx(2 * (2 * log(2) + log(1 / 2) + 3 * log(3 / 2)), abs=1e-12)
    assert cat["npmi"] == pytest.approx(log(2) / log(3), abs=1e-12)  # (2/6) / (3/6 · 2/6) = 2; -ln(2/6) = ln 3
    saw = rows["saw", "the"]
    assert [saw[name] for name in ("n", "docs", "n_first", "n_second")] == [1, 1, 1, 1]
    assert saw["npmi"] == pytest.approx(1, abs=1e-12)  # each occurs only with the other
    # cat-ran and cat-saw have the same numbers: a tie, by their words.
    assert table[["first", "second"]].to_numpy().tolist()[-3:] == [["cat", "ran"], ["cat", "saw"], ["the", "dog"]]


def test_pairs_stay_within_sentence_and_segment_and_the_chosen_voice():
    pieces = [
        ("headline", "author", "Old news. "),
        ("body", "author", "He said "),
        ("body", "direct", '"no. Yes sir" '),
    ]
    segments = segments_of({"a": [*pieces, ("body", "author", "and left.")]})
    pairs = collocations(segments)[["first", "second"]].to_numpy().tolist()
    assert sorted(pairs) == [["and", "left"], ["he", "said"], ["yes", "sir"]]
    assert collocations(segments, voice="direct")[["first", "second"]].to_numpy().tolist() == [["yes", "sir"]]
    assert collocations(segments, part="headline")["first"].tolist() == ["old"]


def test_edges():
    same = collocations(segments_of({"a": "No no no no."}))
    assert same[["n", "n_first", "n_second", "g2"]].to_numpy().tolist() == [[3, 3, 3, 0]]
    assert same["npmi"].isna().all()
    none = collocations(segments_of({"a": "No.", "b": ""}))
    assert none.empty and tuple(none.columns) == COLUMNS["collocations"]
    for texts in ({"a": "--"}, {"a": ""}, {}):
        with pytest.raises(InputError, match="no text has a word in part body, voice all"):
            collocations(segments_of(texts))
    with pytest.raises(InputError, match="no text has a word in part body, voice direct"):
        collocations(segments_of({"a": "one"}), voice="direct")
    with pytest.raises(InputError, match="there is no voice 'loud'"):
        collocations(segments_of({"a": "one"}), voice="loud")


@given(any_texts)
def test_pairs_are_those_of_nltk_and_of_the_counts(texts):
    segments, documents = toy(texts)
    table = collocations(segments)
    found = {(row["first"], row["second"]): row["n"] for row in table.to_dict("records")}
    runs = [run["term"].astype(object).tolist() for _, run in tokens(segments).groupby(["segment", "sentence"])]
    assert found == dict(BigramCollocationFinder.from_documents(runs).ngram_fd)
    counts = count(segments, documents, ngrams=2)
    assert {" ".join(pair): n for pair, n in found.items()} == dict(
        zip(counts.terms, counts.matrix.sum(axis=0), strict=True)
    )
    in_documents = dict(zip(counts.terms, (counts.matrix > 0).sum(axis=0), strict=True))
    assert {" ".join(pair): n for pair, n in zip(found, table["docs"], strict=True)} == in_documents


@given(any_texts)
def test_g2_is_that_of_four_cells_and_margins_are_sums(texts):
    table = collocations(segments_of(texts))
    every = table["n"].sum()
    for name in ("first", "second"):
        sums = table.groupby(name)["n"].transform("sum")
        pd.testing.assert_series_equal(table[f"n_{name}"], sums, check_names=False)
    other = table["n_second"] - table["n"]
    keep = table["n_first"] < every  # with no other first word the second row of the four cells is empty
    expected = g2(table["n"][keep], other[keep], table["n_first"][keep], every - table["n_first"][keep])
    np.testing.assert_allclose(table["g2"][keep], expected, atol=1e-9)
    assert (table["g2"][~keep] < 1e-9).all()
    known = table["npmi"].dropna()
    assert ((known >= -1 - 1e-12) & (known <= 1 + 1e-12)).all()


@given(st.lists(any_texts, min_size=1, max_size=5), st.integers(1, 4))
def test_blocks_of_texts_have_the_pairs_of_all_texts(blocks, rows):
    blocks = [{f"{k}{doc_id}": text for doc_id, text in block.items()} for k, block in enumerate(blocks)]
    whole = collocations(segments_of({doc_id: text for block in blocks for doc_id, text in block.items()}))
    pairs = merge_pairs(count_pairs(segments_of(block)) for block in blocks)
    tables = list(association_tables(pairs, voice="all", part="body", rows=rows))
    assert all(len(table) == rows for table in tables[:-1])
    pd.testing.assert_frame_equal(pd.concat(tables, ignore_index=True), whole, check_exact=True)


def test_blocks_without_a_word_are_refused_together_alone():
    empty, one = count_pairs(segments_of({"a": "–"})), count_pairs(segments_of({"b": "No no."}))
    chosen = {"voice": "all", "part": "body"}
    assert next(association_tables(merge_pairs([empty, one]), **chosen))["n"].tolist() == [1]
    with pytest.raises(InputError, match="no text has a word in part body, voice all"):
        next(association_tables(merge_pairs([empty, empty]), **chosen))
