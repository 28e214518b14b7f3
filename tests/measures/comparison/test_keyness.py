from __future__ import annotations

from math import log, log2, sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse, stats

from analysis.measures.comparison.every_group import compare, compared_rows
from analysis.measures.comparison.keyness import keyness, keyness_by_voice
from analysis.measures.counts import count
from analysis.measures.stats.association import weighted_log_odds
from analysis.measures.stats.intervals import conservative_log_ratio, rank_bounds
from analysis.measures.stats.sample import Sample
from analysis.measures.stats.significance import permutation_p
from analysis.schema import COLUMNS, InputError
from tests.toys import toy

TEXTS = {"a": "Cat cat dog.", "b": "The cat.", "c": "The dog the bird.", "d": "--"}


GROUPS = {"a": "x", "b": "x", "c": "y", "d": "z"}


any_corpus = st.dictionaries(
    st.sampled_from("pqrstu"), st.tuples(st.text("abc ", max_size=15), st.sampled_from("xy")), min_size=2
).filter(lambda corpus: len({group for _, group in corpus.values()}) == 2)


def corpus_counts(corpus):
    texts = {doc_id: text + " a" for doc_id, (text, _) in corpus.items()}
    return count(*toy(texts, groups={doc_id: group for doc_id, (_, group) in corpus.items()})).select()


def test_worked_by_hand():
    table = keyness(count(*toy(TEXTS, groups=GROUPS)).select(), target="x", reference="y")
    assert tuple(table.columns) == COLUMNS["keyness"]
    assert table["term"].tolist() == ["cat", "dog", "the", "bird"]
    cat, dog, the, bird = table.to_dict("records")
    assert [cat[name] for name in COLUMNS["keyness"][1:11]] == [3, 0, 5, 4, 600, 0, 2, 0, 2, 1]
    assert [the[name] for name in COLUMNS["keyness"][1:11]] == [1, 2, 5, 4, 200, 500, 1, 1, 2, 1]
    # Half a use in the four words that lack it, and the same rate, 5/8 of a use, in the five.
    assert cat["log_ratio"] == pytest.approx(log2((3.625 / 5) / (0.5 / 4)), abs=1e-12)
    assert bird["log_ratio"] == pytest.approx(log2((0.5 / 5) / (1.4 / 4)), abs=1e-12)
    assert dog["log_ratio"] == pytest.approx(log2(4 / 5), abs=1e-12)
    # 3 of 5 against 0 of 4: expected 5/3, 4/3, 10/3, 8/3.
    assert cat["g2"] == pytest.approx(2 * (3 * log(9 / 5) + 2 * log(3 / 5) + 4 * log(3 / 2)), abs=1e-12)
    # Four terms, so α0 is .04.
    delta = log(3.01 / (5.04 - 3.01)) - log(0.01 / (4.04 - 0.01))
    assert cat["z"] == pytest.approx(delta / sqrt(1 / 3.01 + 1 / 0.01), abs=1e-12)
    low = 0.025 ** (1 / 3)
    assert cat["log_ratio_low_words"] == pytest.approx(log2(4 / 5 * low / (1 - low)), abs=1e-12)
    assert cat["log_ratio_high_words"] == np.inf and bird["log_ratio_low_words"] == -np.inf
    # Two documents against one are no test, and say nothing of other documents.
    assert table[["p", "q", "log_ratio_low", "log_ratio_high"]].isna().all(axis=None)
    assert the["percent_diff"] == pytest.approx(100 * (1 / 5 - 2 / 4) / (2 / 4)) and cat["percent_diff"] == np.inf
    assert table["lrc"].tolist() == [0, 0, 0, 0]  # nothing is left at .05 / 4
    # "cat" stands twice in the three words of a, once in the two of b: |2/3 - 3/5| + |1/3 - 2/5| over 2, over 1 - 2/5.
    assert cat["dp_norm_target"] == pytest.approx((1 / 15) / (3 / 5)) and np.isnan(cat["dp_norm_reference"])
    assert (cat["top_doc"], cat["top_share"]) == ("a", pytest.approx(2 / 3))
    assert cat["log_ratio_without_one"] == pytest.approx(log2((1.25 / 2) / (0.5 / 4)))
    assert {(row["target"], row["reference"], row["comparisons"]) for row in (cat, dog, the)} == {("x", "y", 1)}


def test_lrc_and_ranks_are_corrected_for_the_number_of_terms():
    texts = {
        f"d{i}": f"w{i} "
        + "cat " * (4 + i % 3 if i < 9 else 1)
        + "dog " * (1 if i < 9 else 4 + i % 3)
        + "the a of in " * 3
        for i in range(18)
    }
    table = keyness(count(*toy(texts, groups={f"d{i}": "y" for i in range(9)})).select(), target="y")
    cat = table.set_index("term").loc["cat"]
    m, sizes = len(table), (cat["n_target"], cat["n_reference"], cat["total_target"], cat["total_reference"])
    assert m == 24 and cat["lrc"] == pytest.approx(float(conservative_log_ratio(*sizes, alpha=0.05 / m)))
    assert 0 < cat["lrc"] < conservative_log_ratio(*sizes, alpha=0.05)
    alone = rank_bounds(table["log_ratio_low"].to_numpy(), table["log_ratio_high"].to_numpy())
    assert (table["rank_low"] <= alone[0]).all() and (table["rank_high"] >= alone[1]).all()
    assert cat["rank_high"] > alone[1][table["term"].tolist().index("cat")]


def test_without_reference_it_is_all_the_rest():
    texts = {**TEXTS, "d": "A bird."}
    table = keyness(count(*toy(texts, groups=GROUPS)).select(), target="x")
    assert table["total_reference"].unique().tolist() == [6] and table["n_docs_reference"].unique().tolist() == [2]
    assert set(table["term"]) == {"a", "bird", "cat", "dog", "the"}


def test_terms_of_neither_group_are_left_out():
    texts = {**TEXTS, "d": "A bird."}
    table = keyness(count(*toy(texts, groups=GROUPS)).select(), target="x", reference="y")
    assert "a" not in set(table["term"])


def test_any_column_makes_groups():
    segments, documents = toy(TEXTS)
    counts = count(segments, documents.assign(year=[2012, 2012, 2014, 2014])).select()
    assert keyness(counts, by="year", target="2012", reference="2014")["total_target"][0] == 5
    assert keyness(counts, by="doc_id", target="c")["total_target"][0] == 4


def test_bad_groups_are_input_errors():
    counts = count(*toy(TEXTS, groups=GROUPS)).select()
    with pytest.raises(InputError, match="no document has 'w' in the column 'source_type'; there are: 'x', 'y', 'z'"):
        keyness(counts, target="w")
    with pytest.raises(InputError, match="no document has 'w'"):
        keyness(counts, target="x", reference="w")
    with pytest.raises(InputError, match="target and reference are both 'x'"):
        keyness(counts, target="x", reference="x")
    with pytest.raises(InputError, match="no column 'colour'"):
        keyness(counts, by="colour", target="x")
    with pytest.raises(InputError, match="nothing to compare it with"):
        keyness(count(*toy({"a": "one", "b": "two"})).select(), target="x")
    bare = count(*toy(TEXTS, groups=dict.fromkeys(TEXTS, " "))).select()
    with pytest.raises(InputError, match=r"has a value in the column 'source_type'; fill it in, .*: doc_id, title$"):
        keyness(bare, target="x")


def test_documents_without_a_group_are_on_neither_side_unless_they_are_named():
    texts = {**TEXTS, "d": "A bird."}
    counts = count(*toy(texts, groups={**GROUPS, "b": None})).select()
    known = count(*toy({name: text for name, text in texts.items() if name != "b"}, groups=GROUPS)).select()
    pd.testing.assert_frame_equal(keyness(counts, target="y"), keyness(known, target="y"))
    pd.testing.assert_frame_equal(compare(counts), compare(known))
    pd.testing.assert_frame_equal(compare(counts, pairs=True), compare(known, pairs=True))
    assert compared_rows(counts, pairs=True) == compared_rows(known, pairs=True)
    named = keyness(counts, target="y", reference="(no source type)")
    assert named["total_reference"].iloc[0] == int(counts.by_document().words[1])
    assert keyness(counts, target="(no source type)")["n_docs_target"].iloc[0] == 1


def test_with_one_group_and_gaps_there_is_nothing_to_compare():
    counts = count(*toy({"a": "one", "b": "two"}, groups={"a": "x", "b": None})).select()
    for call in (lambda: keyness(counts, target="x"), lambda: compare(counts)):
        with pytest.raises(InputError, match="every document has 'x' in the column 'source_type'"):
            call()


def test_a_group_without_words_is_an_input_error():
    counts = count(*toy(TEXTS, groups=GROUPS)).select(voice="author")
    with pytest.raises(InputError, match=r"^group z has no words in part body, voice author$"):
        keyness(counts, target="z")
    with pytest.raises(InputError, match=r"^group z has no words in part body, voice author$"):
        keyness(counts, target="x", reference="z")
    alone = count(*toy({"a": "one", "b": "--"}, groups={"b": "y"})).select()
    with pytest.raises(InputError, match=r"^group all but x has no words in part body, voice all$"):
        keyness(alone, target="x")


def spread(n, m):
    """Documents of two groups with three words, "cat" more often in the first."""
    cats = [2 * (i < n) + i % 3 for i in range(n + m)]
    texts = {f"d{i}": "cat " * k + "dog " * (i % 4) + "the " * (8 - k - i % 4) for i, k in enumerate(cats)}
    return texts, {f"d{i}": "y" for i in range(n)}


def test_p_is_of_documents_and_q_is_over_the_terms_that_have_one():
    texts, groups = spread(8, 9)
    texts["d0"] += "bird"  # in one document: no p
    table = keyness(count(*toy(texts, groups=groups)).select(), target="y").set_index("term")
    words = [text.split() for text in texts.values()]
    counts = np.array([[text.count(term) for term in table.index] for text in words])
    rows = [Sample(sparse.csr_array(counts[part]), np.array([len(text) for text in words[part]])) for part in PARTS]
    np.testing.assert_allclose(table["p"], permutation_p(*rows), rtol=1e-9)
    assert np.isnan(table.loc["bird", "p"]) and table["q"].isna().sum() == 1
    known = table["p"].dropna()
    np.testing.assert_allclose(table["q"].dropna(), stats.false_discovery_control(known))
    assert table.loc["cat", "p"] < 0.05 and table["log_ratio_low"].notna().all()


PARTS = (slice(0, 8), slice(8, 17))


def test_the_unit_can_be_a_cluster_of_documents():
    texts, groups = spread(10, 10)
    segments, documents = toy(texts, groups=groups)
    each = count(segments, documents.assign(outlet=[f"o{i}" for i in range(20)])).select()
    pairs = count(segments, documents.assign(outlet=[f"o{i // 2}" for i in range(20)])).select()
    whole = keyness(each, target="y")
    same = keyness(each, target="y", cluster="outlet")
    pd.testing.assert_frame_equal(whole, same, rtol=1e-9)
    merged = keyness(pairs, target="y", cluster="outlet")
    assert merged["n_units_target"].unique() == [5] and merged["n_docs_target"].unique() == [10]
    untouched = ["term", "n_target", "docs_target", "log_ratio", "g2", "z"]
    pd.testing.assert_frame_equal(whole[untouched], merged[untouched])
    joined = {f"c{i}": texts[f"d{2 * i}"] + texts[f"d{2 * i + 1}"] for i in range(10)}
    by_hand = keyness(count(*toy(joined, groups={f"c{i}": "y" for i in range(5)})).select(), target="y")
    for column in ("p", "q", "log_ratio_low", "log_ratio_high"):
        np.testing.assert_allclose(merged[column], by_hand[column], rtol=1e-9)
    few = keyness(count(segments, documents.assign(outlet="one")).select(), target="y", cluster="outlet")
    assert few[["p", "q", "log_ratio_low"]].isna().all(axis=None)
    with pytest.raises(InputError, match="no column 'paper'"):
        keyness(pairs, target="y", cluster="paper")


def test_a_term_at_the_same_rate_everywhere_has_a_p_of_one():
    texts = {f"d{i}": "cat " + ("dog " if i % 2 else "bird ") for i in range(10)}
    counts = count(*toy(texts, groups={f"d{i}": "y" for i in range(5)})).select()
    table = keyness(counts, target="y").set_index("term")
    assert table.loc["cat", "p"] == table.loc["cat", "q"] == 1


def test_one_term_alone_has_no_z():
    table = keyness(count(*toy({"a": "cat", "b": "cat cat"}, groups={"b": "y"})).select(), target="x")
    assert table["z"].isna().all() and table["log_ratio"].tolist() == [0] and table["g2"].tolist() == [0]


@given(any_corpus, st.integers(0, 40))
def test_no_sign_contradicts_the_rates(corpus, more):
    corpus |= {"zz": ("a b " * more, "x")}  # groups of unequal size: what a zero is taken as depends on it
    table = keyness(corpus_counts(corpus), target="x", reference="y")
    rates = np.sign(
        table["n_target"] * table["total_reference"] - table["n_reference"] * table["total_target"]
    ).to_numpy()
    for name in ("log_ratio", "percent_diff"):
        np.testing.assert_array_equal(np.sign(table[name]), rates)
    for name in ("z", "lrc", "log_ratio_without_one"):
        assert (np.sign(table[name]) * rates >= 0)[table[name].notna()].all()
    for low, high in (("log_ratio_low", "log_ratio_high"), ("log_ratio_low_words", "log_ratio_high_words")):
        inside = (table[low] <= table["log_ratio"] + 1e-9) & (table["log_ratio"] <= table[high] + 1e-9)
        assert inside[table[low].notna()].all()
    assert (np.diff(rates) <= 0).all()  # what the target uses more comes first, what it uses less last


def test_z_is_0_where_its_prior_outweighs_the_rates():
    # "cat": 1 of 4 words against 16 of 65, a little more; but twelve rare words make the prior weigh most in the small.
    rare = " ".join(f"w{i}" for i in range(12))
    texts = {"a": "cat dog dog dog", "b": "cat " * 16 + "dog " * 37 + rare}
    row = keyness(count(*toy(texts, groups={"b": "y"})).select(), target="x").set_index("term").loc["cat"]
    raw = weighted_log_odds([1, 3, *[0] * 12], [16, 37, *[1] * 12], 4, 65)[2][0]
    assert raw < 0 < row["percent_diff"] and row["log_ratio"] > 0 and row["z"] == 0


@given(any_corpus)
def test_swapping_the_groups_flips_the_signs(corpus):
    counts = corpus_counts(corpus)
    one = keyness(counts, target="x", reference="y").set_index("term")
    two = keyness(counts, target="y", reference="x").set_index("term").loc[one.index]
    for name, other in (("log_ratio", "log_ratio"), ("z", "z"), ("log_ratio_low_words", "log_ratio_high_words")):
        np.testing.assert_array_equal(one[name], -two[other])
    for name in ("n", "total", "per_1000", "docs", "n_docs"):
        assert one[f"{name}_target"].tolist() == two[f"{name}_reference"].tolist()
    np.testing.assert_allclose(one["g2"], two["g2"], atol=1e-12)
    np.testing.assert_allclose(one["p"], two["p"])
    for name, other in (
        ("lrc", "lrc"),
        ("log_ratio_without_one", "log_ratio_without_one"),
        ("log_ratio_low", "log_ratio_high"),
    ):
        apart = one["log_ratio"] != 0  # at the same rate, it is the target that is looked at
        np.testing.assert_allclose(one[name][apart], -two[other][apart], atol=1e-9)
    assert one["n_target"].sum() == one["total_target"].iloc[0]


@given(any_corpus, st.randoms())
def test_the_order_of_documents_does_not_matter(corpus, random):
    items = list(corpus.items())
    random.shuffle(items)
    one, two = (keyness(corpus_counts(c), target="x") for c in (corpus, dict(items)))
    pd.testing.assert_frame_equal(one, two)


def three_groups(n=6):
    cats = {f"{g}{i}": i if g == "x" else 0 for g in "xyz" for i in range(n)}
    texts = {d: "the cow " + "dog " * (int(d[1:]) % 4) + "cat " * k + "hen " * (n - k) for d, k in cats.items()}
    return count(*toy(texts, groups={doc_id: doc_id[0] for doc_id in texts})).select()


def test_each_group_is_held_against_all_the_rest():
    counts = three_groups()
    table = compare(counts)
    assert tuple(table.columns) == COLUMNS["keyness"]
    assert table[["target", "reference"]].drop_duplicates().to_numpy().tolist() == [
        ["x", "all but x"],
        ["y", "all but y"],
        ["z", "all but z"],
    ]
    assert set(table["comparisons"]) == {3}
    one = table[table["target"] == "y"].drop(columns=["q", "comparisons"]).reset_index(drop=True)
    pd.testing.assert_frame_equal(one, keyness(counts, target="y").drop(columns=["q", "comparisons"]))


def test_pairs_are_each_against_each_once():
    counts = three_groups()
    table = compare(counts, pairs=True)
    assert table[["target", "reference"]].drop_duplicates().to_numpy().tolist() == [["x", "y"], ["x", "z"], ["y", "z"]]
    one = table.query("target == 'x' and reference == 'z'").drop(columns=["q", "comparisons"]).reset_index(drop=True)
    alone = keyness(counts, target="x", reference="z").drop(columns=["q", "comparisons"])
    pd.testing.assert_frame_equal(one, alone)


def test_q_is_over_the_terms_of_all_comparisons():
    counts = three_groups()
    table = compare(counts, pairs=True)
    known = table["p"].notna()
    np.testing.assert_allclose(table["q"][known], stats.false_discovery_control(table["p"][known]))
    own = keyness(counts, target="x", reference="y").set_index("term")["q"]
    here = table.query("target == 'x' and reference == 'y'").set_index("term")["q"]
    assert here["cat"] != own["cat"] and own["cat"] < 0.2


def test_small_groups_have_no_p_and_one_group_is_an_input_error():
    assert compare(three_groups(4), pairs=True)["p"].isna().all()
    with pytest.raises(InputError, match="every document has 'x' in the column 'source_type'"):
        compare(count(*toy({"a": "one", "b": "two"})))


QUOTING = {
    "a": [("body", "author", "regime lies. "), ("body", "direct", '"cult cult lies"'), ("headline", "author", " News")],
    "b": [("body", "author", "calm report lies calm")],
}


@given(any_corpus, st.booleans())
def test_the_rows_of_a_comparison_are_known_before_it(corpus, pairs):
    counts = corpus_counts(corpus)
    table = compare(counts, by="doc_id", pairs=pairs)
    assert compared_rows(counts, by="doc_id", pairs=pairs) == (table["comparisons"].iloc[0], len(table))


def test_more_rows_than_are_allowed_are_refused_before_the_work(monkeypatch):
    n = len(compare(three_groups(), by="source_type", pairs=True, most=15))
    assert n == 14
    monkeypatch.setattr("analysis.measures.comparison.every_group.together", None)
    with pytest.raises(
        InputError, match=r"^3 comparisons of the 3 values of 'source_type' would make 14 rows, more than 13; .*14"
    ):
        compare(three_groups(), by="source_type", pairs=True, most=13)


def quoting():
    segments, documents = toy(QUOTING, groups={"a": "advocacy", "b": "newswire"})
    return count(segments, documents).select(part="body")


def test_keyness_of_the_same_terms_in_all_voices_and_in_the_authors():
    table = keyness_by_voice(quoting(), target="advocacy")
    # All voices, 5 against 4 words: "cult" 2 : 0 and "regime" 1 : 0 lead; "lies" is 2 in 5 against 1 in 4.
    assert table["term"].tolist() == ["cult", "cult", "regime", "regime", "lies", "lies"]
    assert table["voice"].tolist() == ["all", "author"] * 3
    every, own = table.iloc[0], table.iloc[1]
    assert (every["n_target"], every["n_reference"], every["total_target"], every["share"]) == (2, 0, 5, 1.0)
    assert every["log_ratio"] == pytest.approx(log2((2.625 / 5) / (0.5 / 4)))
    assert (own["n_target"], own["n_reference"], own["total_target"], own["share"]) == (0, 0, 2, 0.0)
    assert pd.isna(own["log_ratio"]) and own["n_docs_target"] == 1
    lies = table.iloc[5]
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
