"""Which text shares what with which: places in words, totals of pairs, and what dates can tell."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.measures.reuse.shared_passages import reuse, shared_words_by_pair
from analysis.schema import COLUMNS, InputError
from tests.toys import toy

TOLD = "the bridge over the river was closed on friday"  # 9 words
MORE = "nobody in the town had been told about it before"  # 10 words
TEXTS = {
    "a": [("headline", "author", "Closed. "), ("body", "author", f"So {TOLD}. Well, {MORE}.")],
    "b": f"{MORE}, and {TOLD}",
    "c": f"Then {TOLD}",
    "d": "nothing of the kind",
    "e": "...",
}


def table(dates=None, **options):
    segments, documents = toy(TEXTS)
    documents = documents if dates is None else documents.assign(date=dates)
    return shared_words_by_pair(reuse(segments, documents), segments, documents, **options)


def test_places_and_totals_by_hand():
    found = table(["2020-01-02", "2020-01-01", None, None, None])
    assert list(found.columns) == list(COLUMNS["feeds"])
    columns = [
        "doc_id_a",
        "doc_id_b",
        "first_a",
        "last_a",
        "first_b",
        "last_b",
        "n_words",
        "pair_words",
        "pair_passages",
    ]
    assert found[columns].to_numpy().tolist() == [
        ["a", "b", 1, 10, 11, 20, 9, 19, 2],
        ["a", "b", 11, 21, 0, 10, 10, 19, 2],
        ["a", "c", 1, 10, 1, 10, 9, 9, 1],
        ["b", "c", 11, 20, 1, 10, 9, 9, 1],
    ]
    assert found[["total_a", "total_b", "pairs", "all_pairs"]].to_numpy().tolist() == [
        [21, 20, 3, 6], [21, 20, 3, 6], [21, 10, 3, 6], [20, 10, 3, 6]
    ]  # fmt: skip
    assert found["earlier"].tolist() == ["b", "b", "", ""]
    assert found["date_b"].tolist() == ["2020-01-01", "2020-01-01", "", ""]


def test_the_pairs_that_share_most_are_kept():
    found = table(pairs=1)
    assert found[["doc_id_a", "doc_id_b"]].drop_duplicates().to_numpy().tolist() == [["a", "b"]]
    assert set(found["pairs"]) == {3}, "the others are counted"
    assert set(found["earlier"]) == {""}


def test_texts_that_share_nothing_make_an_empty_table():
    segments, documents = toy({"a": TOLD, "b": MORE})
    found = shared_words_by_pair(reuse(segments, documents), segments, documents)
    assert list(found.columns) == list(COLUMNS["feeds"])
    assert found.empty


def test_a_table_that_is_not_of_passages_is_told():
    segments, documents = toy({"a": TOLD})
    with pytest.raises(InputError, match="the reuse table lacks"):
        shared_words_by_pair(pd.DataFrame({"doc_id_a": []}), segments, documents)
    with pytest.raises(InputError, match="there is no part 'foot'"):
        shared_words_by_pair(reuse(segments, documents), segments, documents, part="foot")
