"""What texts share, counted once: nothing but repeated words goes, and each of them is counted where it is first."""

from __future__ import annotations

from itertools import chain

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.counts import count
from analysis.measures.reuse.deduplication import once, terms_once
from analysis.measures.reuse.shared_passages import reuse
from analysis.schema import COLUMNS, InputError
from analysis.texts.segmentation.words import tokens
from tests.toys import toy

TOLD = "the bridge over the river was closed on friday"  # 9 words


def repeated(texts, dates=None):
    segments, documents = toy(texts)
    if dates:
        documents = documents.assign(date=dates)
    table = once(segments, documents, reuse(segments, documents))
    return table[table["repeated"]].groupby("doc_id")["text"].agg(list).to_dict()


def test_a_passage_stays_in_the_first_text_alone():
    assert repeated({"a": f"So {TOLD}.", "b": f"And {TOLD}, yes."}) == {"b": [TOLD]}


def test_the_first_text_is_the_one_with_the_earliest_date():
    texts = {"a": TOLD, "b": TOLD, "c": TOLD}
    assert repeated(texts, ["2020-01-02", "2020-01-01", "2020-01-03"]) == {"a": [TOLD], "c": [TOLD]}
    assert repeated(texts, [None, "2020-01-01", "2020-01-01"]) == {"a": [TOLD], "c": [TOLD]}, "no date comes last"
    assert repeated(texts, ["", "", ""]) == {"b": [TOLD], "c": [TOLD]}


def test_what_the_later_text_changed_is_its_own():
    b = "Now the bridge over the river was quickly shut on friday night"
    assert repeated({"a": TOLD, "b": b}) == {"b": ["the bridge over the river was", "on friday"]}


def test_what_the_later_text_says_again_is_repeated_too():
    assert repeated({"a": TOLD, "b": f"{TOLD}. It rained. {TOLD}"}) == {"b": [TOLD, TOLD]}
    assert repeated({"a": f"{TOLD}. It rained. {TOLD}", "b": TOLD}) == {"b": [TOLD]}, "the first text keeps both"
    again = TOLD.replace("friday", "monday")
    assert repeated({"a": TOLD, "b": f"{TOLD}. It rained. {again}"}) == {"b": [TOLD, again.removesuffix(" monday")]}
    assert repeated({"a": TOLD, "b": f"{TOLD}. Over the river was closed."}) == {"b": [TOLD]}, "too short"


def test_what_the_later_text_says_again_in_a_changed_form_is_repeated_too():
    told = f"{TOLD} after the ferry had hit it twice"  # 16 words
    shut = told.replace("river was closed", "river was quickly shut").replace("had hit", "has hit")
    runs = ["the bridge over the river was", "on friday after the ferry", "hit it twice"]
    assert repeated({"a": told, "b": shut}) == {"b": runs}
    assert repeated({"a": told, "b": f"{shut}. It rained. {shut}"}) == {"b": runs * 2}, "no run of it has eight words"
    joined = " ".join(repeated({"a": told, "b": f"{shut} {shut} {shut}"})["b"])
    assert joined == " ".join(runs * 3), "one next to the other"
    other = told.replace("was closed", "was open").replace("ferry had", "ferry")
    again = ["the bridge over the river was", "on friday after the ferry hit it twice"]
    assert repeated({"a": told, "b": f"{shut}. It rained. {other}"}) == {"b": runs + again}
    mine = "this the later text alone says of the weather and says twice"
    assert repeated({"a": told, "b": f"{told} {mine}. {mine}."}) == {"b": [told]}, "what is its own is never repeated"


def test_what_is_said_again_in_another_part_stays():
    segments, documents = toy({"a": TOLD, "b": [("body", "author", f"{TOLD}. "), ("caption", "author", TOLD)]})
    table = once(segments, documents, reuse(segments, documents))
    assert table[table["repeated"]]["part"].tolist() == ["body"]


def test_segments_are_cut_where_a_repeated_stretch_begins_and_ends():
    said = [("body", "author", "He says the bridge over the "), ("body", "direct", "“river was closed” on friday")]
    segments, documents = toy({"a": TOLD, "b": said})
    table = once(segments, documents, reuse(segments, documents))
    columns = ["doc_id", "start", "end", "voice", "text", "repeated"]
    assert table[columns].to_numpy().tolist() == [
        ["a", 0, 46, "author", TOLD, False],
        ["b", 0, 8, "author", "He says ", False],
        ["b", 8, 27, "author", "the bridge over the", True],
        ["b", 27, 28, "author", " ", False],
        ["b", 28, 29, "direct", "“", False],
        ["b", 29, 56, "direct", "river was closed” on friday", True],
    ]


def test_counts_by_hand():
    segments, documents = toy({"a": f"Old {TOLD}", "b": f"New {TOLD} by night"}, groups={"b": "y"})
    passages = reuse(segments, documents)
    every, single = (count(table, documents) for table in (segments, once(segments, documents, passages)))
    table = terms_once(every, single, by="source_type")
    assert list(table.columns) == list(COLUMNS["once"])
    rows = {(row.group, row.term): (row.n, row.n_once, row.total, row.total_once) for row in table.itertuples()}
    assert rows["x", "the"] == (2, 2, 10, 10)
    assert rows["y", "the"] == (2, 0, 12, 3)
    assert rows["y", "night"] == (1, 1, 12, 3)
    assert table["term"].tolist()[:2] == ["the", "bridge"]
    assert table[table["group"] == "y"]["term"].tolist() == [
        "the", "bridge", "closed", "friday", "on", "over", "river", "was", "by", "new", "night"
    ]  # fmt: skip
    whole = terms_once(every, single)
    assert whole[whole["term"] == "the"].to_numpy().tolist() == [["the", "all", 4, 2, 22, 13]]


def test_no_pair_of_words_is_made_over_a_gap():
    segments, documents = toy({"a": TOLD, "b": f"before {TOLD} after"})
    pairs = count(once(segments, documents, reuse(segments, documents)), documents, ngrams=2)
    assert "before after" not in set(pairs.terms)
    assert pairs.matrix.sum() == 8


def test_a_group_of_which_nothing_is_left_counts_nothing():
    segments, documents = toy({"a": TOLD, "b": TOLD}, groups={"b": "y"})
    single = once(segments, documents, reuse(segments, documents))
    table = terms_once(count(segments, documents), count(single, documents), by="source_type")
    assert set(table[table["group"] == "y"]["total_once"]) == {0}
    assert set(table[table["group"] == "y"]["n_once"]) == {0}


def test_counts_of_two_places_do_not_go_together():
    segments, documents = toy({"a": TOLD})
    counts = count(segments, documents)
    with pytest.raises(InputError, match="do not go together"):
        terms_once(counts, counts.select(voice="author"))


def test_a_passage_of_an_unknown_text_is_told():
    segments, documents = toy({"a": TOLD, "b": TOLD})
    with pytest.raises(InputError, match="the documents lack 'b'"):
        once(segments, documents[:1], reuse(segments, documents))


def test_without_passages_nothing_changes():
    segments, documents = toy(
        {"a": TOLD, "b": [("body", "author", "x"), ("body", "author", ""), ("body", "author", "y")]}
    )
    table = once(segments, documents, reuse(segments, documents))
    assert not table["repeated"].any()
    pd.testing.assert_frame_equal(table.drop(columns="repeated"), segments)
    segments, documents = toy({})
    assert len(once(segments, documents, reuse(segments, documents))) == 0


TEXTS = st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=40), min_size=2, max_size=5)
DATES = st.lists(st.sampled_from([None, "2020", "2020-01", "2020-02-01"]), min_size=5, max_size=5)


@given(TEXTS, DATES, st.integers(4, 8))
def test_what_holds_whatever_the_texts(letters, dates, least):
    texts = {
        f"t{k}": [("body", voice, "".join(f"{x}{x} " for x in text[at : at + 9])) for at in range(0, len(text), 9)]
        for k, text in enumerate(letters)
        for voice in ("author" if k % 2 else "indirect",)
    }
    segments, documents = toy(texts)
    documents = documents.assign(date=dates[: len(documents)])
    passages = reuse(segments, documents, min_words=least)
    table = once(segments, documents, passages)
    before, after = tokens(segments), tokens(table)
    columns = ["doc_id", "sentence", "start", "end", "term"]
    pd.testing.assert_frame_equal(before[columns], after[columns])
    assert (
        table.groupby("doc_id", sort=False)["text"].agg("".join).to_dict()
        == documents.set_index("doc_id")["text"].to_dict()
    )
    every, single = count(segments, documents), count(table, documents)
    left_out = after[table["repeated"].to_numpy()[after["segment"]]]
    assert every.words.sum() - single.words.sum() == len(left_out)
    assert set(every.terms) == set(single.terms), "each word left out is counted in an earlier text"
    term, place = after["term"].tolist(), list(zip(after["doc_id"], after["start"], after["end"], strict=True))
    sides = [passages[[f"doc_id_{s}", f"start_{s}", f"end_{s}"]].itertuples(index=False, name=None) for s in "ab"]
    held: dict[str, list[list[int]]] = {doc_id: [] for doc_id in texts}
    for doc_id, first, last in chain(*sides):
        rows = [k for k, (of, start, end) in enumerate(place) if of == doc_id and first <= start and end <= last]
        held[doc_id].append(rows)
    for k, doc_id in left_out["doc_id"].items():
        runs = {tuple(term[i] for i in rows[n : n + 8]) for rows in held[doc_id] for n in range(len(rows) - 7)}
        around = [tuple(term[n : n + 8]) for n in range(max(0, k - 7), k + 1)]
        assert any(k in rows for rows in held[doc_id]) or not runs.isdisjoint(around)
    again = once(segments, documents, reuse(segments, documents, min_words=least))
    pd.testing.assert_frame_equal(table, again)
