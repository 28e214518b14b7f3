from __future__ import annotations

from math import log2

import numpy as np
import pandas as pd
import pytest

from analysis.measures.comparison.stability import RATE_FIGURES, rate_stability
from analysis.measures.dictionary.markers import markers
from analysis.measures.dictionary.rates import marker_rates
from analysis.measures.stats.bootstrap import ABOUT_TEXTS, block_draws
from analysis.schema import COLUMNS, InputError
from tests.toys import toy

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


def test_worked_by_hand():
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
        ratio["within_low"] == -np.inf and ratio["value"] == log2((0.5 / 18) / (9 / 18)) < ratio["within_high"] + 1e-9
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


def test_bad_tables_are_input_errors():
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
