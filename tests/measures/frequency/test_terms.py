from __future__ import annotations

import math
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.counts import count
from analysis.measures.frequency.terms import leading, terms, terms_by_voice
from analysis.measures.stats.dispersion import dp_norm
from analysis.schema import COLUMNS, InputError
from tests.toys import toy

TEXTS = {"a": "The cat sat. The dog ran.", "b": "The cat.", "c": "--", "d": "A cat!"}


GROUPS = {"a": "x", "b": "x", "c": "x", "d": "y"}


any_corpus = st.dictionaries(
    st.sampled_from("pqrs"), st.tuples(st.text("ab .", max_size=20), st.sampled_from("xy")), min_size=1
)


def rows(table: pd.DataFrame) -> list[tuple]:
    return list(table.itertuples(index=False, name=None))


def test_one_group_worked_by_hand():
    counts = count(*toy(TEXTS)).select()
    table = terms(counts)
    assert tuple(table.columns) == COLUMNS["terms"]
    assert table["term"].tolist() == ["cat", "the", "a", "dog", "ran", "sat"]  # ties by term
    assert rows(table.drop(columns="dp_norm"))[:3] == [
        ("cat", "all", 3, 10, 300.0, 3, 3),
        ("the", "all", 3, 10, 300.0, 2, 3),
        ("a", "all", 1, 10, 100.0, 1, 3),
    ]
    # Shares of the words: 6/10, 2/10, 2/10. Cat 1/3 each: DP = 2 (1/3 - 1/5); the: (2/3 - 6/10) + (1/3 - 2/10);
    # a: 1 - 1/5, and the largest DP possible is 1 - 1/5.
    assert table["dp_norm"].tolist()[:3] == pytest.approx([(4 / 15) / 0.8, 0.2 / 0.8, 1], abs=1e-12)


def test_groups_have_their_own_totals_and_terms():
    table = terms(count(*toy(TEXTS, groups=GROUPS)).select(), by="source_type")
    assert table["group"].tolist() == ["x"] * 5 + ["y"] * 2
    assert rows(table[table["term"] == "cat"].drop(columns="dp_norm")) == [
        ("cat", "x", 2, 8, 250.0, 2, 2),
        ("cat", "y", 1, 2, 500.0, 1, 1),
    ]
    assert table["dp_norm"].isna().tolist() == [False] * 5 + [True] * 2  # one document has no dispersion


def test_by_doc_id_and_by_numbers():
    segments, documents = toy(TEXTS)
    by_text = terms(count(segments, documents).select(), by="doc_id")
    assert by_text["group"].unique().tolist() == ["a", "b", "d"] and by_text["dp_norm"].isna().all()
    by_year = terms(count(segments, documents.assign(year=[2012, 2014, 2014, 2014])).select(), by="year")
    assert by_year.groupby("group")["total"].first().to_dict() == {"2012": 6, "2014": 4}


def test_bigrams_are_per_1000_words():
    table = terms(count(*toy({"a": "the cat the cat. Ran."}), ngrams=2).select())
    assert rows(table.drop(columns="dp_norm")) == [
        ("the cat", "all", 2, 5, 400.0, 1, 1),
        ("cat the", "all", 1, 5, 200.0, 1, 1),
    ]


def test_no_bigram_is_an_empty_table():
    table = terms(count(*toy({"a": "One. Two."}), ngrams=2).select())
    assert table.empty and tuple(table.columns) == COLUMNS["terms"]


def test_an_unknown_column_is_an_input_error_and_texts_without_a_value_are_a_group_of_their_own():
    counts = count(*toy(TEXTS, groups={"b": None})).select()
    with pytest.raises(InputError, match="no column 'colour'"):
        terms(counts, by="colour")
    assert "(no source type)" in set(terms(counts, by="source_type")["group"])


@given(any_corpus)
def test_each_group_is_the_group_counted_alone(corpus):
    texts = {doc_id: text + " a" for doc_id, (text, _) in corpus.items()}
    groups = {doc_id: group for doc_id, (_, group) in corpus.items()}
    table = terms(count(*toy(texts, groups=groups)).select(), by="source_type")
    for group in sorted(set(groups.values())):
        alone = count(*toy({d: t for d, t in texts.items() if groups[d] == group})).select()
        expected = terms(alone).assign(group=group)
        found = table[table["group"] == group].reset_index(drop=True)
        pd.testing.assert_frame_equal(found, expected)
        assert found["n"].sum() == found["total"][0]
        norm = dict(zip(alone.terms, dp_norm(alone.matrix, alone.words), strict=True))
        np.testing.assert_allclose(found["dp_norm"], found["term"].map(norm), atol=1e-12)


@given(any_corpus, st.randoms())
def test_the_order_of_documents_does_not_matter(corpus, random):
    texts = {doc_id: text + " b" for doc_id, (text, _) in corpus.items()}
    shuffled = list(texts.items())
    random.shuffle(shuffled)
    pd.testing.assert_frame_equal(
        terms(count(*toy(texts)).select()), terms(count(*toy(dict(shuffled))).select()), atol=1e-12
    )


def test_terms_load_neither_scikit_learn_nor_nltk_nor_scipy_stats():
    code = (
        "import sys; from tests.toys import toy; from analysis.measures.counts import count;"
        "from analysis.measures.frequency.terms import terms; terms(count(*toy({'a': 'one'})).select(), by='doc_id');"
        "print([m for m in ('sklearn', 'nltk', 'scipy.stats', 'matplotlib') if m in sys.modules])"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.strip() == "[]"


BY_VOICE = [("body", "author", "we will say "), ("body", "direct", '"they will, they will"')]


def test_by_voice_worked_by_hand():
    table = terms_by_voice(count(*toy({"a": BY_VOICE, "b": "say"})).select())
    assert table.set_index("term").loc["will"].to_list() == [
        "all", 3, 1, 2, 0, 2, 2 / 3, 3000 / 8, 1000 / 4, 8, 4, 1, 1, 2,
    ]  # fmt: skip
    assert table["term"].tolist() == ["will", "say", "they", "we"]
    they = table.set_index("term").loc["they"]
    assert (they["n_own"], they["docs_own"], they["share_other"]) == (0, 0, 1)


def test_paraphrase_is_told_from_quotation():
    pieces = [
        ("body", "indirect", "they will win "),
        ("body", "author", "will he "),
        ("body", "direct", '"will, will"'),
    ]
    table = terms_by_voice(count(*toy({"a": pieces})).select()).set_index("term")
    assert table.loc["will", ["n", "n_own", "n_direct", "n_indirect", "n_other"]].tolist() == [4, 1, 2, 1, 3]


def test_a_group_without_a_word_of_its_own_has_no_rate_there():
    texts = {"a": [("body", "direct", '"no"')], "b": "no"}
    table = terms_by_voice(count(*toy(texts, groups={"b": "y"})).select(), by="source_type").set_index("group")
    assert math.isnan(table.loc["x", "per_1000_own"])
    assert table.loc["y", "per_1000_own"] == 1000


@given(
    st.lists(st.tuples(st.just("body"), st.sampled_from(["author", "direct", "indirect"]), st.text("ab ", max_size=8)))
)
def test_own_and_other_uses_add_up_to_all_words(pieces):
    table = terms_by_voice(count(*toy({"a": [("body", "author", "a "), *pieces]})).select())
    assert table["n"].sum() == table["total"].iloc[0]
    assert table["n_own"].sum() == table["total_own"].iloc[0]
    assert (table["n_other"] == table["n_direct"] + table["n_indirect"]).all()


def test_leading_rows_keep_their_order_in_each_group_and_pass_over_terms():
    table = pd.DataFrame({"term": ["the", "b", "c", "the", "a", "d"], "group": list("yyyxxx")})
    shown = leading(table, 1, by="group", leave_out={"the"})
    assert shown.to_dict("list") == {"term": ["b", "a"], "group": ["y", "x"]}
    assert leading(table, 2)["term"].tolist() == ["the", "b"]
