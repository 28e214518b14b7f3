from __future__ import annotations

from math import log, log2, sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.measures.counts import count
from analysis.measures.keyness import keyness, why_no_test
from analysis.schema import COLUMNS, InputError
from tests.toys import toy

TEXTS = {"a": "Cat cat dog.", "b": "The cat.", "c": "The dog the bird.", "d": "--"}
GROUPS = {"a": "x", "b": "x", "c": "y", "d": "z"}
any_corpus = st.dictionaries(
    st.sampled_from("pqrstu"), st.tuples(st.text("abc ", max_size=15), st.sampled_from("xy")), min_size=2
).filter(lambda corpus: len({group for _, group in corpus.values()}) == 2)


def corpus_counts(corpus):
    texts = {doc_id: text + " a" for doc_id, (text, _) in corpus.items()}
    return count(*toy(texts, groups={doc_id: group for doc_id, (_, group) in corpus.items()})).where()


def test_worked_by_hand():
    table = keyness(count(*toy(TEXTS, groups=GROUPS)).where(), target="x", reference="y")
    assert tuple(table.columns) == COLUMNS["keyness"]
    assert table["term"].tolist() == ["cat", "dog", "bird", "the"]  # (1/2)/5 to 1/4 is (1/5) to 2/4: a tie, by term
    cat, dog, bird, the = table.to_dict("records")
    assert [cat[name] for name in COLUMNS["keyness"][1:11]] == [3, 0, 5, 4, 600, 0, 2, 0, 2, 1]
    assert [the[name] for name in COLUMNS["keyness"][1:11]] == [1, 2, 5, 4, 200, 500, 1, 1, 2, 1]
    assert cat["log_ratio"] == pytest.approx(log2((3 / 5) / (0.5 / 4)), abs=1e-12)
    assert dog["log_ratio"] == pytest.approx(log2(4 / 5), abs=1e-12)
    # 3 of 5 against 0 of 4: expected 5/3, 4/3, 10/3, 8/3.
    assert cat["g2"] == pytest.approx(2 * (3 * log(9 / 5) + 2 * log(3 / 5) + 4 * log(3 / 2)), abs=1e-12)
    # Four terms, so α0 is .04.
    delta = log(3.01 / (5.04 - 3.01)) - log(0.01 / (4.04 - 0.01))
    assert cat["z"] == pytest.approx(delta / sqrt(1 / 3.01 + 1 / 0.01), abs=1e-12)
    low = 0.025 ** (1 / 3)
    assert cat["log_ratio_low"] == pytest.approx(log2(4 / 5 * low / (1 - low)), abs=1e-12)
    assert cat["log_ratio_high"] == np.inf and bird["log_ratio_low"] == -np.inf
    assert table[["p", "q"]].isna().all(axis=None)  # two documents against one are no test


def test_without_reference_it_is_all_the_rest():
    texts = {**TEXTS, "d": "A bird."}
    table = keyness(count(*toy(texts, groups=GROUPS)).where(), target="x")
    assert table["total_reference"].unique().tolist() == [6] and table["n_docs_reference"].unique().tolist() == [2]
    assert set(table["term"]) == {"a", "bird", "cat", "dog", "the"}


def test_terms_of_neither_group_are_left_out():
    texts = {**TEXTS, "d": "A bird."}
    table = keyness(count(*toy(texts, groups=GROUPS)).where(), target="x", reference="y")
    assert "a" not in set(table["term"])


def test_any_column_makes_groups():
    segments, documents = toy(TEXTS)
    counts = count(segments, documents.assign(year=[2012, 2012, 2014, 2014])).where()
    assert keyness(counts, by="year", target="2012", reference="2014")["total_target"][0] == 5
    assert keyness(counts, by="doc_id", target="c")["total_target"][0] == 4


def test_bad_groups_are_input_errors():
    counts = count(*toy(TEXTS, groups=GROUPS)).where()
    with pytest.raises(InputError, match="no document has 'w' in the column 'source_type'; there are: x, y, z"):
        keyness(counts, target="w")
    with pytest.raises(InputError, match="no document has 'w'"):
        keyness(counts, target="x", reference="w")
    with pytest.raises(InputError, match="target and reference are both 'x'"):
        keyness(counts, target="x", reference="x")
    with pytest.raises(InputError, match="no column 'colour'"):
        keyness(counts, by="colour", target="x")
    with pytest.raises(InputError, match="nothing to compare it with"):
        keyness(count(*toy({"a": "one", "b": "two"})).where(), target="x")
    with pytest.raises(InputError, match="documents b; fill it in"):
        keyness(count(*toy(TEXTS, groups={**GROUPS, "b": None})).where(), target="x")


def test_a_group_without_words_is_an_input_error():
    counts = count(*toy(TEXTS, groups=GROUPS)).where(voice="author")
    with pytest.raises(InputError, match=r"^group z has no words in part body, voice author$"):
        keyness(counts, target="z")
    with pytest.raises(InputError, match=r"^group z has no words in part body, voice author$"):
        keyness(counts, target="x", reference="z")
    alone = count(*toy({"a": "one", "b": "--"}, groups={"b": "y"})).where()
    with pytest.raises(InputError, match=r"^group all but x has no words in part body, voice all$"):
        keyness(alone, target="x")


def test_p_is_welch_on_rates_and_q_is_over_all_terms():
    texts = {f"d{i}": "cat " * (i % 4) + "dog " * (i % 3) + "the " for i in range(11)}
    counts = count(*toy(texts, groups={f"d{i}": "y" for i in range(5)})).where()
    table = keyness(counts, target="y").set_index("term")
    rates = {t: [text.split().count(t) / len(text.split()) for text in texts.values()] for t in table.index}
    for term, row in table.iterrows():
        expected = stats.ttest_ind(rates[term][:5], rates[term][5:], equal_var=False).pvalue
        assert row["p"] == pytest.approx(expected, abs=1e-12)
    np.testing.assert_allclose(table["q"], stats.false_discovery_control(table["p"]))
    assert why_no_test(int(table["n_docs_target"].iloc[0]), int(table["n_docs_reference"].iloc[0])) == ""


def test_a_term_at_the_same_rate_everywhere_has_no_p():
    texts = {f"d{i}": "cat " + ("dog " if i % 2 else "bird ") for i in range(10)}
    counts = count(*toy(texts, groups={f"d{i}": "y" for i in range(5)})).where()
    table = keyness(counts, target="y").set_index("term")
    assert table["p"].isna().to_dict() == {"cat": True, "dog": False, "bird": False}
    assert table["q"].isna().to_dict() == {"cat": True, "dog": False, "bird": False}


def test_one_term_alone_has_no_z():
    table = keyness(count(*toy({"a": "cat", "b": "cat cat"}, groups={"b": "y"})).where(), target="x")
    assert table["z"].isna().all() and table["log_ratio"].tolist() == [0] and table["g2"].tolist() == [0]


@settings(deadline=None, max_examples=40)
@given(any_corpus)
def test_swapping_the_groups_flips_the_signs(corpus):
    counts = corpus_counts(corpus)
    one = keyness(counts, target="x", reference="y").set_index("term")
    two = keyness(counts, target="y", reference="x").set_index("term").loc[one.index]
    for name, other in (("log_ratio", "log_ratio"), ("z", "z"), ("log_ratio_low", "log_ratio_high")):
        np.testing.assert_array_equal(one[name], -two[other])
    for name in ("n", "total", "per_1000", "docs", "n_docs"):
        assert one[f"{name}_target"].tolist() == two[f"{name}_reference"].tolist()
    np.testing.assert_allclose(one["g2"], two["g2"], atol=1e-12)
    np.testing.assert_allclose(one["p"], two["p"])
    assert one["n_target"].sum() == one["total_target"].iloc[0]


@settings(deadline=None, max_examples=40)
@given(any_corpus, st.randoms())
def test_the_order_of_documents_does_not_matter(corpus, random):
    items = list(corpus.items())
    random.shuffle(items)
    one, two = (keyness(corpus_counts(c), target="x") for c in (corpus, dict(items)))
    pd.testing.assert_frame_equal(one, two)
