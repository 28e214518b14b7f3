"""How far coders of texts agree, against other libraries and by hand, and on which sentences they are divided."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

import analysis as same
from analysis.measures.evaluation.text_coders import SUITE
from analysis.schema import COLUMNS, InputError

TEXT = "".join(f"The brutal plan number {letter} came. " for letter in "abcdefghijkl")
DOCUMENTS = pd.DataFrame({"doc_id": ["a", "b"], "text": [TEXT, "A shameful end. Nobody came."]})
SEGMENTS = same.voices(DOCUMENTS)
TOKENS = same.tokens(SEGMENTS)
CATEGORIES = same.read_categories()
PLACES = [i for i in range(len(TEXT)) if TEXT.startswith("brutal", i)]


def coding(coder, marks, *, doc_id="a", finished=True):
    """Return what a coder marked: numbers of sentences, each with a category."""
    rows = [
        dict(
            zip(
                COLUMNS["text_coding"],
                (coder, doc_id, PLACES[i], PLACES[i] + 6, "brutal", category, "certain", ""),
                strict=True,
            )
        )
        for i, category in marks
    ]
    done = (coder, doc_id, 0, len(TEXT), "", "finished", "", "")
    rows += [dict(zip(COLUMNS["text_coding"], done, strict=True))] if finished else []
    return pd.DataFrame(rows, columns=list(COLUMNS["text_coding"]))


def figures(table, variable, measure, coders):
    row = table[(table["variable"] == variable) & (table["measure"] == measure) & (table["coders"] == coders)]
    assert len(row) == 1
    return row.iloc[0]


chosen = st.lists(st.integers(0, 11), unique=True)


@given(chosen, chosen)
def test_kappa_is_scikit_learns_and_alpha_is_krippendorffs(first, second):
    codings = [coding(name, [(i, "cruelty") for i in marks]) for name, marks in (("Ann", first), ("Ben", second))]
    table = same.text_agreement(codings, TOKENS, CATEGORIES)
    row = figures(table, "loaded", "kappa", "Ann, Ben")
    a, b = (np.isin(range(12), marks).astype(int) for marks in (first, second))
    assert row["n"] == 12
    if len({*a, *b}) < 2:
        assert np.isnan(row["value"]) and row["why"] == "neither marked anything, or both everything"
        return
    assert row["value"] == pytest.approx(cohen_kappa_score(a, b))
    # Krippendorff (2019, ch. 12): coincidences of two coders without missing data
    ones, n, apart = a.sum() + b.sum(), 24, 2 * (a != b).sum()
    expected = 1 - (n - 1) * apart / (2 * ones * (n - ones))
    assert figures(table, "loaded", "alpha", "Ann, Ben")["value"] == pytest.approx(expected)


def test_all_pairs_at_once_are_each_pair_alone():
    marks = {"Ann": [0, 1, 2, 5], "Ben": [0, 2, 6], "Cem": [1, 2, 3, 5, 7]}
    codings = {name: coding(name, [(i, "cruelty") for i in places]) for name, places in marks.items()}
    table = same.text_agreement(list(codings.values()), TOKENS, CATEGORIES)
    for pair in (("Ann", "Ben"), ("Ann", "Cem"), ("Ben", "Cem")):
        alone = same.text_agreement([codings[name] for name in pair], TOKENS, CATEGORIES)
        expected = figures(alone, "loaded", "kappa", ", ".join(pair))
        found = figures(table, "loaded", "kappa", ", ".join(pair))
        pd.testing.assert_series_equal(found, expected, check_names=False)
        assert found["low"] < found["value"] < found["high"]


def test_categories_are_told_apart_and_the_suite_is_compared_with_each():
    ann, ben = coding("Ann", [(0, "cruelty"), (1, "fear")]), coding("Ben", [(0, "cruelty"), (1, "deceit")])
    markers = same.markers(SEGMENTS, same.read_lexicon())
    table = same.text_agreement([ann, ben], TOKENS, CATEGORIES, markers)
    assert set(table["variable"]) == {"loaded", "cruelty", "fear", "deceit"}
    assert figures(table, "loaded", "kappa", "Ann, Ben")["value"] == 1
    assert figures(table, "fear", "kappa", "Ann, Ben")["value"] == 0
    suite = figures(table, "cruelty", "kappa", f"Ann, {SUITE}")
    marked = markers[(markers["doc_id"] == "a") & (markers["category"] == "cruelty")]
    theirs = np.isin(PLACES, marked["start"]).astype(int)
    mine = np.isin(range(12), [0]).astype(int)
    expected = 0.0 if len(set(theirs)) == 1 else cohen_kappa_score(mine, theirs)
    assert suite["value"] == pytest.approx(expected)


def test_a_text_that_one_coder_did_not_do_is_not_counted_against_anybody():
    ann = pd.concat([coding("Ann", [(0, "cruelty")]), coding("Ann", [], doc_id="b")])
    ben = coding("Ben", [(0, "cruelty")])
    assert set(same.text_agreement([ann, ben], TOKENS, CATEGORIES)["n"]) == {12}
    unfinished = coding("Ben", [(0, "cruelty")], finished=False)
    assert set(same.text_agreement([ann, unfinished], TOKENS, CATEGORIES)["n"]) == {12}


def test_the_sentences_that_divide_most_come_first_with_what_was_marked():
    marks = {"Ann": [0, 1], "Ben": [0, 1], "Cem": [0], "Dee": [0]}
    codings = [coding(name, [(i, "cruelty") for i in places]) for name, places in marks.items()]
    table = same.disagreement(codings, TOKENS, CATEGORIES)
    assert table[["n_coders", "n_marked", "split"]].to_numpy().tolist() == [[4, 2, 1], [4, 4, 0]]
    assert table["marks"].tolist() == ["brutal (cruelty): 2", "brutal (cruelty): 4"]
    assert TEXT[table["start"][0] : table["end"][0]] == "The brutal plan number b came"


def test_a_mark_over_two_sentences_counts_in_both():
    row = coding("Ann", [(0, "cruelty")])
    row.loc[0, "end"] = PLACES[1] + 6
    table = same.disagreement([row, coding("Ben", [])], TOKENS, CATEGORIES)
    assert len(table) == 2


def test_who_cannot_be_compared_is_told():
    ann = coding("Ann", [(0, "cruelty")])
    with pytest.raises(InputError, match="'Ann' coded twice"):
        same.text_agreement([ann, ann], TOKENS, CATEGORIES)
    with pytest.raises(InputError, match="a: no word in what was coded"):
        same.text_agreement([ann, coding("Ben", [])], TOKENS.iloc[:0], CATEGORIES)
    with pytest.raises(InputError, match="no text is coded by two"):
        same.text_agreement([ann, coding("Ben", [], doc_id="b")], TOKENS, CATEGORIES)
