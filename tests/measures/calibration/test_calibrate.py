"""False alarms and power are counted as they are: of tests that are blind, broken, random or good, on known texts."""

from __future__ import annotations

import re
from dataclasses import replace
from math import isnan

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.measures.calibration import calibrate as calibration
from analysis.measures.calibration.calibrate import calibrate
from analysis.measures.calibration.coverage import INTERVALS, Interval, share_covered, simulated_coverage
from analysis.measures.calibration.error_rates import Plan, outcome, threshold
from analysis.measures.calibration.simulation import simulate, simulated_rates
from analysis.measures.counts import count
from analysis.measures.stats.reproducible_random import uniforms
from analysis.measures.stats.sample import Sample
from analysis.measures.stats.significance import TESTS
from analysis.schema import COLUMNS, InputError
from analysis.views.cli import forecast
from tests.calls import call, read_csv, write_corpus
from tests.toys import toy

SMALL = simulate(40, rate=simulated_rates(120))


FEW = Plan(splits=4, planted=5)


@pytest.fixture(autouse=True, scope="module")
def quick():
    """Try the interval that costs nothing alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(calibration, "INTERVALS", {"interval of words": INTERVALS["interval of words"]})
        yield


def always(target, reference):
    return np.zeros(target.matrix.shape[1])


def never(target, reference):
    return np.ones(target.matrix.shape[1])


def blind(target, reference):
    return np.full(target.matrix.shape[1], np.nan)


def lottery(target, reference):
    """Draw p without a look at the texts, others for other texts."""
    return uniforms(target.matrix.shape[1], "lottery", *target.words.tolist())


always.unit = "word"


def row(table, test, kind):
    (found,) = table[(table["test"] == test) & (table["kind"] == kind)].to_dict("records")
    return found


@pytest.fixture(scope="module")
def extremes():
    return calibrate(SMALL, plan=FEW, tests={"never": never, "always": always, "blind": blind})


def test_a_row_for_each_kind_and_test(extremes):
    assert list(extremes.columns) == list(COLUMNS["calibration"])
    assert extremes["kind"].tolist()[:9] == ["chance"] * 3 + ["planted"] * 3 + ["spread"] * 3
    assert set(extremes["kind"][9:]) == {"coverage"}
    assert extremes["test"].tolist()[:3] == ["never", "always", "blind"]
    assert (extremes[["n_docs_a", "n_docs_b"]] == 20).all(axis=None)


def test_a_test_that_always_cries_wolf_is_told(extremes):
    null, planted = row(extremes, "always", "chance"), row(extremes, "always", "planted")
    assert (null["flagged_splits"], null["flagged_share"], null["flagged_high"]) == (4, 1, 1)
    assert null["flagged_low"] == pytest.approx(0.025 ** (1 / 4))
    assert null["false_words"] == null["n_terms"] > 20
    assert (planted["power"], planted["found"], planted["planted"]) == (1, 5, 5)
    assert planted["false_words"] == planted["n_terms"] - 5
    assert planted["power_same_alarms"] == 0, "made as quiet as `never`, it finds nothing"


def test_a_test_that_never_finds_anything_is_told(extremes):
    null, planted = row(extremes, "never", "chance"), row(extremes, "never", "planted")
    assert (null["flagged_splits"], null["flagged_low"]) == (0, 0)
    assert null["flagged_high"] == pytest.approx(1 - 0.025 ** (1 / 4))
    assert planted["power"] == planted["power_same_alarms"] == planted["found"] == 0


def test_a_test_that_does_not_test_has_no_share(extremes):
    for kind in ("chance", "planted", "spread"):
        found = row(extremes, "blind", kind)
        assert found["splits"] == 0 and isnan(found["flagged_share"]) and isnan(found["false_words"])
    assert isnan(row(extremes, "blind", "planted")["power"])


def test_p_values_from_a_lottery_flag_something_in_about_a_twentieth_of_the_splits():
    table = calibrate(SMALL, plan=Plan(splits=200, planted=5), tests={"lottery": lottery})
    null = row(table, "lottery", "chance")
    assert stats.binomtest(int(null["flagged_splits"]), 200, 0.05).pvalue > 0.01
    assert row(table, "lottery", "planted")["power"] < 0.02


def test_the_tests_of_the_suite_hold_their_level_on_a_simulated_wire():
    wire, names = (
        simulate(200, rate=simulated_rates(1500)),
        [name for name, test in TESTS.items() if test.unit == "document"],
    )
    table = calibrate(wire, plan=Plan(), tests={names[0]: TESTS[names[0]], "G2": TESTS["G2"]})
    ours, g2 = (row(table, name, "chance") for name in (names[0], "G2"))
    assert ours["splits"] == 100 and ours["flagged_splits"] <= 10
    assert g2["flagged_splits"] > 90 and g2["false_words"] > 3
    for kind in ("planted", "spread"):
        assert row(table, names[0], kind)["power"] >= row(table, "G2", kind)["power_same_alarms"]


def test_intervals_can_be_left_out():
    table = calibrate(SMALL, plan=replace(FEW, intervals=False), tests={"never": never})
    assert table["kind"].tolist() == ["chance", "planted", "spread"]


def test_the_same_seed_gives_the_same_table_and_another_seed_another():
    tests = {"lottery": lottery}
    one, again = (calibrate(SMALL, plan=FEW, tests=tests) for _ in range(2))
    pd.testing.assert_frame_equal(one, again, check_exact=True)
    other = calibrate(SMALL, plan=replace(FEW, seed=1), tests=tests)
    assert not one["covered"].equals(other["covered"])


@given(st.permutations(range(40)))
def test_the_order_of_the_documents_makes_no_difference(order):
    order = list(order)
    mixed = replace(
        SMALL,
        rows=SMALL.rows.iloc[order].reset_index(drop=True),
        matrix=SMALL.matrix[order],
        words=SMALL.words[order],
        documents=SMALL.documents.iloc[order].reset_index(drop=True),
    )
    plan = replace(FEW, splits=1)
    tables = [calibrate(counts, plan=plan, tests={"lottery": lottery}) for counts in (SMALL, mixed)]
    pd.testing.assert_frame_equal(*tables, check_exact=True)


def grouped(n=24, outlets=("a", "b", "c", "d")):
    """Two groups of texts of eight words each, that all texts hold; each text of a group in one of some outlets."""
    texts = {
        f"{group}{i:02}": " ".join(f"w{j} " * (1 + (i * j) % 3) for j in range(8)) for group in "xy" for i in range(n)
    }
    segments, documents = toy(texts, groups={doc_id: doc_id[0] for doc_id in texts})
    return count(segments, documents.assign(outlet=[outlets[i % len(outlets)] for i in range(2 * n)]))


def test_one_group_alone_is_split():
    seen = []

    def note(target, reference):
        seen.append((target.matrix.shape[0], reference.matrix.shape[0]))
        return never(target, reference)

    texts = {f"{g}{i:02}": f"a{i % 3 * ' b'} c{i % 2 * ' d'} e{i % 4 * ' f'}" for g in "xy" for i in range(24)}
    segments, documents = toy(texts, groups={doc_id: doc_id[0] for doc_id in texts})
    plan = Plan(splits=2, planted=1, share=0.25)
    calibrate(count(segments, documents), by="source_type", group="y", plan=plan, tests={"note": note})
    assert set(seen) == {(6, 18)}


def test_clusters_stay_together_and_are_compared_too():
    wire = simulate(60, rate=simulated_rates(120))
    outlet = [f"o{number % 12:02}" for number in range(60)]
    wire = replace(wire, rows=wire.rows.assign(outlet=outlet), documents=wire.documents.assign(outlet=outlet))
    seen = []

    def note(target, reference):
        seen.append((target.matrix.shape[0], reference.matrix.shape[0]))
        return never(target, reference)

    table = calibrate(wire, plan=Plan(splits=2, cluster="outlet"), tests={"note": note, "always": always})
    assert set(seen) == {(30, 30), (6, 6)}
    assert table.loc[table["kind"] == "chance", ["test", "unit"]].to_numpy().tolist() == [
        ["note", "document"],
        ["always", "word"],
        ["note", "cluster"],
    ]
    assert set(table["cluster"]) == {"outlet"}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"by": "source_type"}, "give both, or neither"),
        ({"by": "source_type", "group": "z"}, "no text with words has 'z' .* there are: 'x', 'y'"),
        ({"by": "colour", "group": "z"}, "no column 'colour'"),
        ({"plan": Plan(share=0.01)}, "48 texts are too few .* at least 500 are needed"),
        ({}, "0 words are in at least 10 texts and in no more than half of them, and 20 are to be planted"),
        ({"plan": Plan(cluster="colour")}, "no column 'colour'"),
    ],
)
def test_what_cannot_be_split_is_told_in_a_line(options, expected):
    with pytest.raises(InputError, match=expected) as told:
        calibrate(grouped(), tests={"never": never}, **options)
    assert "\n" not in str(told.value)


def test_a_part_needs_five_clusters_as_it_needs_five_documents():
    wire = simulate(60, rate=simulated_rates(120))
    outlet = [f"o{number % 3}" for number in range(60)]
    wire = replace(wire, rows=wire.rows.assign(outlet=outlet), documents=wire.documents.assign(outlet=outlet))
    seen = []

    def note(target, reference):
        seen.append((len(target), len(reference)))
        return always(target, reference)

    table = calibrate(wire, plan=Plan(splits=3, cluster="outlet"), tests={"note": note})
    assert set(seen) <= {(20, 40), (40, 20)}
    tried = table[table["kind"] != "coverage"].set_index(["kind", "unit"])
    for kind in ("chance", "planted", "spread"):
        assert tried.loc[(kind, "document"), "splits"] == 3 and tried.loc[(kind, "cluster"), "splits"] == 0
        assert isnan(tried.loc[(kind, "cluster"), "flagged_share"]) and isnan(tried.loc[(kind, "cluster"), "power"])


def test_one_cluster_cannot_be_dealt_out():
    wire = simulate(40, rate=simulated_rates(120))
    wire = replace(wire, rows=wire.rows.assign(outlet="o"), documents=wire.documents.assign(outlet="o"))
    with pytest.raises(InputError, match="every text has 'o' in the column 'outlet'"):
        calibrate(wire, plan=Plan(cluster="outlet"), tests={"never": never})


@pytest.mark.parametrize(
    "wrong",
    [
        {"splits": 0},
        {"splits": 10_001},
        {"planted": 1001},
        {"share": 0.0},
        {"share": 1},
        {"planted": 0},
        {"factor": 1},
        {"factor": float("nan")},
        {"level": 0},
    ],
)
def test_a_plan_that_cannot_be_tried_is_told(wrong):
    with pytest.raises(InputError):
        Plan(**wrong)


def test_an_outcome_worked_by_hand():
    # Two words tested: p .01 and .2, so q .02 and .2; the third is not tested.
    found = outcome(np.array([0.01, 0.2, np.nan]), np.array([2, 0]), 0.05)
    assert (found.n_terms, found.flagged, found.least_q) == (2, 1, 0.02)
    assert found.planted_q.tolist() == [np.inf, 0.02]


def test_the_threshold_is_where_no_more_splits_are_flagged_than_allowed():
    null = [outcome(np.array([q]), np.array([0]), 0.05) for q in (0.02, 0.9, 0.01, 0.03)]
    # Flagged below .01: none; below .02: one; below .03: two; at the level: three.
    assert [threshold(null, allowed, 0.05) for allowed in range(4)] == [0.01, 0.02, 0.03, np.inf]


def test_coverage_counts_the_words_that_enough_texts_hold():
    one = Sample(stats_matrix([[1, 1, 0]] * 3), np.full(3, 2))
    other = Sample(stats_matrix([[1, 1, 1]] * 3), np.full(3, 3))
    low = np.array([-1.0, 0.5])
    held = share_covered(Interval("word", lambda a, b: (low, low + 1)), one, other, least=3)
    assert held == ("word", 2, 0.5), "0 is in the first interval; the third word is in no text of the target"
    truth = np.array([3.0, 1.0, 0.0])
    assert share_covered(Interval("word", lambda a, b: (low, low + 1)), one, other, truth=truth, least=3).share == 0.5
    assert share_covered(Interval("word", lambda a, b: (low, low)), one, other, least=4).n_terms == 0


def stats_matrix(rows):
    from scipy import sparse

    return sparse.csr_array(np.array(rows, dtype=np.int64))


def test_in_simulated_groups_intervals_of_words_are_too_narrow_and_a_wide_one_always_holds():
    wide = Interval("document", lambda a, b: (np.full(a.matrix.shape[1], -99.0), np.full(a.matrix.shape[1], 99.0)))
    table = simulated_coverage(60, 60, corpora=4, intervals={**INTERVALS, "wide": wide}).set_index("test")
    assert table.loc["wide", ["covered", "covered_low", "covered_high"]].tolist() == [1, 1, 1]
    assert table.loc["interval of words", "covered_high"] < 0.9
    assert table.loc["interval of the suite", "covered"] > 0.93
    assert (table["n_terms"] > 100).all() and set(table["kind"]) == {"coverage"}


def as_texts(counts):
    """Write counts out as texts: a word as often as it is counted."""
    rows = []
    for number, doc_id in enumerate(counts.rows["doc_id"]):
        cells = counts.matrix[[number]].tocoo()
        words = " ".join(" ".join([counts.terms[j]] * n) for j, n in zip(cells.col, cells.data, strict=True))
        rows.append({"doc_id": doc_id, "text": f"{words}.", "source_type": "wire", "outlet": f"o{number % 12:02}"})
    return rows


def test_long_work_is_forecast(tmp_path, monkeypatch):
    corpus = write_corpus(tmp_path / "c.jsonl", as_texts(SMALL))
    quiet = call("calibrate", corpus, "--splits", 1, "-o", "-")
    assert quiet.exit_code == 0 and "will take" not in quiet.stderr
    monkeypatch.setattr(forecast, "MEASURED", 0)
    monkeypatch.setattr(forecast, "LONG", 0)
    told = call("calibrate", corpus, "--splits", 1, "-o", "-")
    assert re.search(r"^all 1 splits will take about \d+ seconds$", told.stderr, re.MULTILINE)
    assert told.stdout == quiet.stdout


def test_the_verb_writes_the_table_of_the_corpus(tmp_path):
    corpus = write_corpus(tmp_path / "in" / "c.jsonl", as_texts(SMALL))
    result = call("calibrate", corpus, "--splits", 2, "--by", "source_type", "--group", "wire", "-o", "-")
    assert result.exit_code == 0
    alarms = result.stderr.splitlines()[-1]
    assert alarms.startswith("splits with a false alarm: permutation of documents (document) ")
    assert "not run" not in result.stderr
    rows = read_csv(result.stdout)
    assert list(rows[0]) == list(COLUMNS["calibration"])
    assert {row["test"] for row in rows if row["kind"] == "chance"} == set(TESTS)
    direct = calibrate(SMALL, plan=Plan(splits=2))
    assert [row["flagged_splits"] for row in rows] == ["" if isnan(n) else f"{n:g}" for n in direct["flagged_splits"]]
    clustered = call("calibrate", corpus, "--splits", 1, "--cluster", "outlet", "--seed", 7, "-o", "-")
    assert {row["unit"] for row in read_csv(clustered.stdout)} == {"document", "word", "cluster"}
    two = [row | {"outlet": row["outlet"] < "o03"} for row in as_texts(SMALL)]
    few = write_corpus(tmp_path / "in" / "f.jsonl", two)
    idle = call("calibrate", few, "--splits", 1, "--cluster", "outlet", "-o", "-").stderr.splitlines()[-1]
    assert (
        idle.startswith("not run: permutation of documents (cluster), permutation of residuals (cluster), Welch")
        and "each part needs 5" in idle
    )
    assert "too few" in call("calibrate", corpus, "--share", "0.01", "-o", "-").stderr
