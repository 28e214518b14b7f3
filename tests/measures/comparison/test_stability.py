from __future__ import annotations

from math import log2

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.measures.blocks import count_blocks
from analysis.measures.comparison.keyness import keyness
from analysis.measures.comparison.stability import (
    RATE_FIGURES,
    explain_missing_bounds,
    rate_stability,
    stability,
    texts_left_out,
)
from analysis.measures.counts import count
from analysis.measures.dictionary.markers import markers
from analysis.measures.dictionary.rates import marker_rates
from analysis.measures.stats.bootstrap import ABOUT_TEXTS, block_draws
from analysis.schema import COLUMNS, InputError
from tests.toys import toy

any_text = st.lists(st.lists(st.sampled_from(["cat", "dog", "the"]), min_size=1, max_size=4), min_size=5, max_size=12)


def written(sentences):
    return " ".join(" ".join(words).capitalize() + "." for words in sentences)


def table_of(texts, groups, **options):
    return stability(count_blocks(*toy(texts, groups=groups), **options), target="x").set_index("term")


def test_worked_by_hand():
    texts = {"a": "Cat dog. Cat. Cat dog. Cat. Dog.", "b": "Cat the. Cat. Cat. The. Dog dog. Dog."}
    table = stability(count_blocks(*toy(texts, groups={"b": "y"}), block=1), target="x")
    assert tuple(table.columns) == COLUMNS["stability"] and set(table["about"]) == {ABOUT_TEXTS}
    assert table["term"].tolist() == ["cat", "dog", "the"]
    cat, dog, the = table.to_dict("records")
    assert [cat[name] for name in COLUMNS["stability"][1:7]] == [4, 3, 7, 8, 1, 1]
    assert (the["n_target"], the["n_reference"]) == (0, 2)
    assert (cat["n_blocks_target"], cat["n_blocks_reference"]) == (5, 6)
    assert cat["log_ratio"] == pytest.approx(log2((4 / 7) / (3 / 8)), abs=1e-12)
    # By plain sums over the sentences of each resample; 1,000 of them, so the 25th from both ends.
    drawn = block_draws(["a"] * 5, times=1000).astype(int), block_draws(["b"] * 6, times=1000).astype(int)
    dogs = np.array([1, 0, 1, 0, 1]), np.array([0, 0, 0, 0, 2, 1])
    words = np.array([2, 1, 2, 1, 1]), np.array([2, 1, 1, 1, 2, 1])
    a, b, c, d = (n @ draw for counts in (dogs, words) for n, draw in zip(counts, drawn, strict=True))
    # A zero is half a use, and the same rate is added in the other group.
    more = [np.where(a * b, 0, np.where(x, 0.5 * m / n, 0.5)) for x, m, n in ((a, c, d), (b, d, c))]
    values = np.sort(np.where(a + b, np.log2((a + more[0]) / c) - np.log2((b + more[1]) / d), 0))
    assert (dog["within_low"], dog["within_high"]) == pytest.approx((values[24], values[-25]), abs=1e-12)
    assert the["within_low"] == -np.inf and np.isfinite(the["within_high"])


def test_a_term_that_is_even_does_not_move_and_one_in_one_passage_does():
    texts = {
        "a": written([["cat", "dog"]] * 10 + [["dog", "bird"]] * 2 + [["cat", "dog"]] * 8),
        "b": written([["dog", "the"]] * 20),
    }
    table = table_of(texts, {"b": "y"}, block=2)
    dog = table.loc["dog"]
    assert dog["within_low"] == dog["log_ratio"] == dog["within_high"] == 0
    bird, cat = table.loc["bird"], table.loc["cat"]
    assert bird["within_low"] < bird["log_ratio"] and cat["within_low"] < cat["log_ratio"]
    assert bird["within_low"] == 0  # in none of the ten blocks that were drawn
    assert cat["log_ratio"] - cat["within_low"] < 1


def test_counts_and_log_ratios_are_those_of_keyness():
    pieces = [
        ("headline", "author", "Cat.\n\n"),
        ("body", "direct", '"The cat," '),
        ("body", "author", "he said. " + "He said. " * 5),
    ]
    segments, documents = toy({"a": pieces, "b": "The dog said. " * 6, "c": "--", "d": "Cat. " * 5}, groups={"b": "y"})
    for voice, part in (("all", "body"), ("author", "body"), ("all", "all")):
        ours = stability(count_blocks(segments, documents, voice=voice, part=part), target="y")
        theirs = keyness(count(segments, documents).select(voice=voice, part=part), target="y")
        shared = [column for column in ours.columns if column in theirs.columns]
        pd.testing.assert_frame_equal(ours[shared], theirs[shared], check_dtype=False)


def test_blocks_are_those_of_all_voices():
    pieces = [("body", "direct", '"Cat cat cat." '), ("body", "author", "Dog. " * 9)]
    segments, documents = toy({"a": pieces, "b": "Dog the. " * 10}, groups={"b": "y"})
    counts = count_blocks(segments, documents, voice="author", block=2)
    assert counts.words.tolist() == [1, 2, 2, 2, 2, 4, 4, 4, 4, 4]
    assert counts.by_document.words.tolist() == [9, 20]


def test_too_little_to_be_drawn_anew_is_told():
    groups = {"b": "y"}
    segments, documents = toy({"a": "Cat. " * 4, "b": "Dog. " * 9}, groups=groups)
    counts = count_blocks(segments, documents)
    assert stability(counts, target="x")[["within_low", "within_high"]].isna().all(axis=None)
    why = "it resamples blocks of sentences and needs at least 5 in each text, but a has 4."
    assert explain_missing_bounds(counts, target="x").endswith(why)
    many = count_blocks(*toy({f"d{i}": "Cat. " for i in range(7)} | {"b": "Dog. " * 9}, groups=groups))
    assert explain_missing_bounds(many, target="x").endswith("d3 has 1, d4 has 1, and 2 more have too few.")
    pieces = [("body", "direct", '"Cat," '), ("body", "author", "He said. " * 9)]
    segments, documents = toy({"a": pieces, "b": "Dog. " * 9}, groups=groups)
    counts = count_blocks(segments, documents)
    assert explain_missing_bounds(counts, target="x") == ""
    segments.loc[segments["doc_id"] == "b", "voice"] = "direct"
    counts = count_blocks(segments, documents, voice="direct")
    assert "5 in each group, but there is 1 in one" in explain_missing_bounds(counts, target="x")
    assert stability(counts, target="x")["within_low"].isna().all()


def test_texts_with_too_few_blocks_are_left_out_and_named():
    long = {"a": "Cat dog. Cat. " * 4, "b": "Dog the. Dog. " * 4, "c": "The cat. Dog. " * 5}
    short = {"d": "Bird bird. " * 4, "e": "Cat. Dog."}
    groups = {"b": "y", "c": "y", "e": "y"}
    counts = count_blocks(*toy(long | short, groups=groups))
    assert texts_left_out(counts, target="x") == {"d": 4, "e": 2}
    assert explain_missing_bounds(counts, target="x") == ""
    without = count_blocks(*toy(long, groups=groups))
    assert texts_left_out(without, target="x") == {}
    pd.testing.assert_frame_equal(stability(counts, target="x"), stability(without, target="x"))


def test_a_text_of_neither_group_is_not_left_out_of_them():
    texts = {"a": "Cat. " * 6, "b": "Dog. " * 6, "c": "Cat."}
    counts = count_blocks(*toy(texts, groups={"b": "y", "c": "z"}))
    assert texts_left_out(counts, target="x", reference="y") == {}
    assert texts_left_out(counts, target="x") == {"c": 1}


def test_where_no_text_of_a_group_is_long_enough_none_is_left_out():
    texts = {"a": "Cat. " * 6, "b": "Cat. Dog.", "c": "Dog. " * 3}
    counts = count_blocks(*toy(texts, groups={"b": "y", "c": "y"}))
    assert texts_left_out(counts, target="x") == {}
    assert explain_missing_bounds(counts, target="x").endswith("at least 5 in each text, but b has 2, c has 3.")
    table = stability(counts, target="x")
    assert set(table["n_docs_reference"]) == {2} and table["within_low"].isna().all()


def test_blocks_of_the_length_that_is_asked_for_leave_short_texts_out():
    counts = {block: count_blocks(*toy({"a": "Cat. " * 9, "b": "Dog. " * 30}), block=block) for block in (None, 2, 5)}
    blocks = {block: np.bincount(each.text).tolist() for block, each in counts.items()}
    assert blocks == {None: [5, 6], 2: [5, 15], 5: [2, 6]}
    again = count_blocks(*toy({"a": "Cat. " * 9, "b": "Dog. " * 30, "c": "The. " * 30}, groups={"c": "y"}), block=5)
    assert texts_left_out(again, target="x") == {"a": 2}


def test_a_text_without_words_of_the_voice_is_no_part_of_it():
    segments, documents = toy(
        {"a": "Cat. " * 6, "b": "Dog. " * 6, "c": [("body", "direct", '"Cat."')]}, groups={"b": "y"}
    )
    counts = count_blocks(segments, documents, voice="author")
    assert explain_missing_bounds(counts, target="x") == ""
    assert stability(counts, target="x")["n_docs_target"].unique().tolist() == [1]


def test_bad_calls_are_input_errors():
    segments, documents = toy({"a": "Cat.", "b": "--"}, groups={"b": "y"})
    with pytest.raises(InputError, match="no text has a word in part body, voice direct"):
        count_blocks(segments, documents, voice="direct")
    with pytest.raises(InputError, match="no voice 'hers'"):
        count_blocks(segments, documents, voice="hers")
    with pytest.raises(InputError, match="the document a is in the segments alone"):
        count_blocks(segments, documents[documents["doc_id"] == "b"])
    with pytest.raises(InputError, match=r"needs counts of blocks, not Counts; make them: count_blocks\("):
        stability(count(segments, documents), target="x")
    counts = count_blocks(segments, documents)
    with pytest.raises(InputError, match="group all but x has no words"):
        stability(counts, target="x")
    with pytest.raises(InputError, match="no document has 'z'"):
        explain_missing_bounds(counts, target="z")


@given(any_text, any_text, st.none() | st.just(1))
def test_swapping_the_groups_flips_the_signs(one, two, block):
    counts = count_blocks(*toy({"a": written(one), "b": written(two)}, groups={"b": "y"}), block=block)
    there = stability(counts, target="x", times=100).set_index("term")
    back = stability(counts, target="y", times=100).set_index("term").loc[there.index]
    np.testing.assert_array_equal(there[["within_low", "within_high"]], -back[["within_high", "within_low"]].to_numpy())
    assert (there["within_low"] <= there["within_high"]).all()


@settings(deadline=None, max_examples=15)
@given(any_text, any_text, any_text, st.permutations(["a", "b", "c"]))
def test_the_order_of_the_texts_does_not_matter(one, two, three, order):
    texts = {"a": written(one), "b": written(two), "c": written(three)}
    tables = [table_of({name: texts[name] for name in names}, {"b": "y"}) for names in ("abc", order)]
    pd.testing.assert_frame_equal(*tables)


LEXICON = pd.DataFrame(
    [("evil", "insult", True, ""), ("perhaps", "hedge", False, ""), ("“ ”", "scare quotes", True, "")],
    columns=["entry", "category", "loaded", "context"],
)


def rates(texts, groups=None, **options):
    segments, documents = toy(texts, groups=groups)
    return rate_stability(markers(segments, LEXICON), segments, documents, **options)


def speech(own, quoted, n):
    """Return n sentences of the author's, each followed by a quotation."""
    return [piece for _ in range(n) for piece in (("body", "author", f"{own} "), ("body", "direct", f"“{quoted}” "))]


def test_rates_worked_by_hand():
    pieces = [*speech("The evil king.", "Good.", 2), *speech("The perhaps king.", "So evil.", 3)]
    table = rates({"a": pieces}, block=2)
    assert tuple(table.columns) == COLUMNS["rate_stability"] and table["figure"].tolist() == list(RATE_FIGURES)
    assert set(table["about"]) == {ABOUT_TEXTS} and set(table["group"]) == {"a"} and set(table["n_docs"]) == {1}
    assert table["n"].tolist() == [2, 3, 2, 8] and table["of"].tolist() == [15, 8, 5, 23]
    expected = [2000 / 15, 3000 / 8, log2((2 / 15) / (3 / 8)), 8 / 23]
    assert table["value"].tolist() == pytest.approx(expected, abs=1e-12)
    assert table["n_blocks"].tolist() == [5, 5, 5, 5]
    # Ten sentences, two in a block: 2 x (evil among three own words, one quoted), 3 x (three own words, two quoted).
    drawn = block_draws(["a"] * 5, times=1000).astype(float)
    evil = np.array([1, 1, 0, 0, 0]) @ drawn
    values = np.sort(1000 * evil / 15)
    assert table.loc[0, ["within_low", "within_high"]].tolist() == pytest.approx([values[24], values[-25]], abs=1e-9)


def test_an_even_text_does_not_move():
    table = rates({"a": speech("The evil king.", "So evil.", 15)}, block=2).set_index("figure")
    for figure in RATE_FIGURES:
        low, high = table.loc[figure, ["within_low", "within_high"]]
        assert low == high == pytest.approx(table.loc[figure, "value"], abs=1e-12)


def test_counts_are_those_of_the_marker_rates():
    texts = {
        "a": [*speech("The evil king.", "Good.", 3), ("headline", "author", "Evil. ")],
        "b": [*speech("So “free” they said.", "Evil evil.", 4), ("body", "indirect", "He said it was evil.")],
    }
    segments, documents = toy(texts, groups={"b": "y"})
    found = markers(segments, LEXICON)
    for part in ("body", "all"):
        table = rate_stability(found, segments, documents, by="source_type", part=part)
        plain = marker_rates(found[found["loaded"].astype(bool)], segments, by=["doc_id", "voice"], part=part)
        for group, doc_id in (("x", "a"), ("y", "b")):
            ours = table[table["group"] == group].set_index("figure")
            here = plain[plain["doc_id"] == doc_id]
            own = here["voice"] == "author"
            assert ours.loc["loaded_own", ["n", "of"]].tolist() == here.loc[own, ["n", "words"]].sum().tolist()
            assert ours.loc["loaded_attributed", ["n", "of"]].tolist() == here.loc[~own, ["n", "words"]].sum().tolist()


def test_a_marker_that_opens_a_block_with_its_quotation_mark_is_of_that_block():
    texts = {"a": "Plain words here. " * 4 + "“Free again” they. " + "Plain words here. " * 2}
    table = rates(texts, block=1).set_index("figure")
    drawn = block_draws(["a"] * 7, times=1000).astype(float)
    values = np.sort(1000 * drawn[4] / (3 * drawn.sum(axis=0)))
    own = table.loc["loaded_own"]
    assert own["n"] == 1 and [own["within_low"], own["within_high"]] == pytest.approx(
        [values[24], values[-25]], abs=1e-9
    )


def test_nothing_or_all_has_no_bounds():
    table = rates({"a": "The evil king. " * 6}, block=1).set_index("figure")
    assert table["n_blocks"].tolist() == [6, 0, 0, 6]
    assert table.loc["attributed_share", "value"] == 0 and np.isnan(table.loc["loaded_attributed", "value"])
    assert np.isfinite(table.loc["loaded_own", ["within_low", "within_high"]].astype(float)).all()
    rest = [figure for figure in RATE_FIGURES if figure != "loaded_own"]
    assert table.loc[rest, ["within_low", "within_high"]].isna().all(axis=None)
    table = rates({"a": speech("The king.", "So evil.", 9)}).set_index("figure")
    ratio = table.loc["loaded_log_ratio"]
    assert (
        ratio["within_low"] == -np.inf
        and ratio["value"] == pytest.approx(log2(0.5 / 9.5))
        and ratio["value"] < ratio["within_high"] + 1e-9
    )


def test_too_few_blocks_have_no_bounds():
    few = rates({"a": speech("The evil king.", "So evil.", 2)})
    assert few["value"].notna().all() and few[["within_low", "within_high"]].isna().all(axis=None)
    rarely = [*speech("The evil king.", "So evil.", 3), ("body", "author", "The king. " * 6)]
    table = rates({"a": rarely}, block=2).set_index("figure")
    assert table["n_blocks"].tolist()[1] == 3
    assert table["within_low"].notna().tolist() == [True, False, False, True]


def test_groups_stand_in_the_order_of_the_documents():
    texts = {"b": "The evil king. " * 6, "a": "The king. " * 6, "c": "--"}
    assert rates(texts)["group"].unique().tolist() == ["b", "a"]
    assert rates(texts, groups={"b": "y"}, by="source_type")["group"].unique().tolist() == ["y", "x"]


def test_bad_tables_of_rates_are_input_errors():
    segments, documents = toy({"a": "The evil king.", "b": "--"})
    found = markers(segments, LEXICON)
    with pytest.raises(InputError, match="no text has a word in part caption"):
        rate_stability(found, segments, documents, part="caption")
    with pytest.raises(InputError, match="the document a is in the segments alone"):
        rate_stability(found, segments, documents.iloc[1:])
    with pytest.raises(InputError, match="the document b has markers and no words"):
        rate_stability(found.assign(doc_id="b"), segments, documents)
    with pytest.raises(InputError, match="no column 'colour'"):
        rate_stability(found, segments, documents, by="colour")
