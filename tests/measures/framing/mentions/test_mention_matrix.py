"""Who mentions what: which things are chosen, and a row for each of them and each text."""

from __future__ import annotations

import pandas as pd
import pytest

import analysis as same
from analysis.schema import COLUMNS, InputError
from tests.toys import toy

NOBODY = pd.DataFrame(columns=["actor", "label", "label_kind"], dtype="str")
TEXTS = {
    "a": "Mayor Ann Lee met twelve armed guards in Oslo. Mayor Lee left Oslo.",
    "b": "In Oslo there were 9 guards. Kyiv rejected the report of armed guards.",
    "c": "In Oslo it rained.",
}


def matrix(texts, *, by="doc_id", most=None, **columns):
    segments, documents = toy(texts)
    documents = documents.assign(**columns)
    options = {} if most is None else {"most": most}
    return same.mention_matrix(same.mentions(segments, NOBODY), documents, by=by, **options)


def test_each_thing_has_a_row_for_each_text_in_the_order_of_the_texts():
    table = matrix({"c": TEXTS["c"], "a": TEXTS["a"], "b": TEXTS["b"]}, most={"place": 1, "person": 1})
    assert list(table.columns) == list(COLUMNS["mention_matrix"])
    assert table[["name", "group", "docs", "n"]].values.tolist() == [
        ["Oslo", "c", 1, 1],
        ["Oslo", "a", 1, 2],
        ["Oslo", "b", 1, 1],
        ["Ann Lee", "c", 0, 0],
        ["Ann Lee", "a", 1, 2],
        ["Ann Lee", "b", 0, 0],
    ]
    told = table[table["docs"] == 1]
    assert [TEXTS[row.doc_id][row.start : row.end] for row in told.itertuples()] == ["Oslo"] * 3 + ["Ann Lee"]
    assert table.loc[table["docs"] == 0, ["position", "start"]].isna().all(axis=None)


def test_numbers_that_differ_need_no_second_text_and_have_their_words():
    table = matrix(TEXTS, most={"quantity": 4})
    assert table.drop_duplicates("name")[["name", "wording"]].values.tolist() == [
        ["guard: 12", "twelve armed guards"],
        ["guard: 9", "9 guards"],
    ]
    alone = matrix({"a": "Twelve guards came.", "b": "Rain."}, most={"quantity": 4})
    assert alone.empty and list(alone.columns) == list(COLUMNS["mention_matrix"])


def test_a_denial_says_what_it_denies():
    text = "A mayor said twelve armed guards came. The council dismissed the report of armed guards as invention."
    table = matrix({"a": text, "b": "Rain."})
    denial = table[(table["kind"] == "denial") & (table["docs"] == 1)]
    assert denial["wording"].tolist() == ["denied: twelve armed guards"]
    assert text[denial["start"].iloc[0] : denial["end"].iloc[0]] == "dismissed"


def test_of_what_all_texts_mention_two_of_a_kind_are_enough():
    everywhere = "Oslo, Kyiv and Rome. Oslo, Kyiv and Rome."
    table = matrix({"a": f"{everywhere} In Lima.", "b": f"{everywhere} In Lima.", "c": everywhere})
    assert table.drop_duplicates("name")["name"].tolist() == ["Kyiv", "Oslo", "Lima"]


def test_groups_are_added_up():
    table = matrix(TEXTS, by="kind", kind=["north", "south", "south"], most={"place": 1})
    assert table[["group", "docs", "n_docs", "share"]].values.tolist() == [["north", 1, 1, 1.0], ["south", 2, 2, 1.0]]
    with pytest.raises(InputError, match="no column 'none'"):
        matrix(TEXTS, by="none")


def test_without_mentions_there_is_no_row():
    assert matrix({"a": "it rained.", "b": ""}).empty


def test_one_of_something_and_nobody_are_no_numbers_here():
    texts = {"a": "Nobody saw one guard. Two persons left.", "b": "Nobody saw three guards or one person."}
    assert matrix(texts, most={"quantity": 9})["name"].drop_duplicates().tolist() == []
