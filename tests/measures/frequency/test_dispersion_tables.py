"""The table of every measure of dispersion: its parts are the documents of each group."""

from __future__ import annotations

from math import log2

import numpy as np
import pandas as pd
import pytest

from analysis.measures.blocks import count_blocks
from analysis.measures.counts import count
from analysis.measures.frequency.dispersion import MEASURES, dispersion, dispersion_within
from analysis.measures.frequency.terms import terms
from analysis.schema import COLUMNS, InputError
from tests.toys import toy

TEXTS = {"a": "war war war peace", "b": "war peace peace sun", "c": "sun sun", "d": "…"}


def counts(texts=TEXTS, groups=None):
    return count(*toy(texts, groups=groups))


def test_worked_by_hand():
    table = dispersion(counts().select())
    assert list(table.columns) == list(COLUMNS["dispersion"])
    assert table["term"].tolist() == ["war", "peace", "sun"]
    war = table.iloc[0]
    # "war" 3 of 4, 1 of 4 and 0 of 2 words; the text without a word is no part.
    assert war[["n", "total", "docs", "n_docs", "range"]].tolist() == [4, 10, 2, 3, 2]
    assert war["dp"] == pytest.approx(3 / 4 - 2 / 5)
    assert war["dp_norm"] == pytest.approx((3 / 4 - 2 / 5) / (1 - 1 / 5))
    assert war["carroll_d2"] == pytest.approx((2 - 3 / 4 * log2(3)) / log2(3))
    assert war["kl"] == pytest.approx(3 / 4 * log2(15 / 8) + 1 / 4 * log2(5 / 8))


def test_a_group_of_one_document_has_a_range_and_nothing_else():
    table = dispersion(counts(groups={"c": "y", "d": "y"}).select(), by="source_type")
    alone, others = table[table["group"] == "y"], table[table["group"] == "x"]
    assert alone[["term", "n", "n_docs", "range"]].to_numpy().tolist() == [["sun", 2, 1, 1]]
    assert alone[list(MEASURES)].isna().all(axis=None)
    assert others[list(MEASURES)].notna().all(axis=None)
    assert dispersion(counts().select(), by="doc_id")[list(MEASURES)].isna().all(axis=None)


def test_it_goes_with_terms_and_each_group_is_as_if_alone():
    groups = {"a": "x", "b": "x", "c": "y", "e": "y"}
    whole = counts({**TEXTS, "e": "war sun peace"}, groups | {"d": "y"}).select()
    table = dispersion(whole, by="source_type")
    pd.testing.assert_frame_equal(table[list(COLUMNS["terms"][:-1])], terms(whole, by="source_type").iloc[:, :-1])
    np.testing.assert_array_equal(table["dp_norm"], terms(whole, by="source_type")["dp_norm"])
    some = counts({"c": TEXTS["c"], "e": "war sun peace"}).select()
    pd.testing.assert_frame_equal(
        table[table["group"] == "y"].reset_index(drop=True), dispersion(some).assign(group="y")
    )


def test_within_each_text_the_parts_are_its_blocks_of_sentences():
    segments, documents = toy({"b": "War here. Peace war. Sun.", "a": "War.", "c": "…"})
    table = dispersion_within(count_blocks(segments, documents, block=1))
    assert list(table.columns) == list(COLUMNS["dispersion"])
    assert table[["group", "term", "n", "docs", "n_docs", "range", "n_parts"]].to_numpy().tolist() == [
        ["a", "war", 1, 1, 1, 1, 1],
        ["b", "war", 2, 1, 1, 2, 3],
        ["b", "here", 1, 1, 1, 1, 3],
        ["b", "peace", 1, 1, 1, 1, 3],
        ["b", "sun", 1, 1, 1, 1, 3],
    ]
    # Blocks of 2, 2 and 1 words of 5: "war" 1, 1, 0; "sun" 0, 0, 1.
    war, sun = table.iloc[1], table.iloc[4]
    assert war["dp"] == pytest.approx(2 * (1 / 2 - 2 / 5)) and sun["dp"] == pytest.approx(4 / 5)
    assert sun[["dp_norm", "carroll_d2", "juilland_d"]].tolist() == pytest.approx([1, 0, 0])
    assert table[list(MEASURES)].iloc[0].isna().all()
    # The same texts, each sentence a document of its own.
    apart = count(*toy({"1": "War here.", "2": "Peace war.", "3": "Sun."})).select()
    pd.testing.assert_frame_equal(
        table[table["group"] == "b"][["term", "range", "n_parts", *MEASURES]].reset_index(drop=True),
        dispersion(apart)[["term", "range", "n_parts", *MEASURES]],
    )


def test_a_block_without_a_word_of_the_voice_is_no_part():
    pieces = [("body", "author", "War. "), ("body", "direct", '"Sun." '), ("body", "author", "Peace.")]
    blocks = count_blocks(*toy({"a": pieces}), voice="author", block=1)
    assert dispersion_within(blocks)[["term", "range", "n_parts"]].to_numpy().tolist() == [
        ["peace", 1, 2],
        ["war", 1, 2],
    ]


def test_a_column_that_is_not_there_is_told():
    with pytest.raises(InputError, match="no column 'colour'"):
        dispersion(counts().select(), by="colour")
