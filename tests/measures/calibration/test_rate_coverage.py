"""Simulated rates: they are what they are said to be, and intervals of them are counted as holding the truth or not."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.measures.calibration.rate_coverage import RATE_COVERAGE_COLUMNS, SIMULATED, null_splits, rate_coverage
from analysis.schema import InputError


@pytest.mark.parametrize("data", SIMULATED)
def test_what_is_drawn_has_the_rates_that_it_is_said_to_have(data):
    made = SIMULATED[data]
    n, total = made.draw(6000, np.array(made.rates), made.shapes[1], ("try", data))
    again, _ = made.draw(6000, np.array(made.rates), made.shapes[1], ("try", data))
    assert np.array_equal(n, again) and (n >= 0).all() and (n <= total[:, None]).all()
    assert n.sum(axis=0) / total.sum() == pytest.approx(np.array(made.rates), rel=0.15)


def test_the_intervals_of_the_suite_hold_more_often_where_texts_are_few():
    table = rate_coverage("shares of words", 20, 20, corpora=60)
    assert tuple(table.columns) == RATE_COVERAGE_COLUMNS
    held = table.set_index(["of", "interval"])["held"]
    assert held["rate", "linearised"] < held["rate", "suite"] and 0.9 < held["rate", "suite"] < 0.99
    assert held["difference", "suite"] > 0.92 and held["test", "suite"] < 0.08
    assert (table["held_low"] <= table["held"]).all() and (table["rates"] == 5).all()


def test_other_data_is_refused():
    with pytest.raises(InputError, match="one of: loaded words"):
        rate_coverage("tea leaves", 20, 20)


def test_random_parts_of_one_source_are_seldom_told_apart():
    made = SIMULATED["shares of words"]
    n, total = made.draw(60, np.array(made.rates), 4, ("null",))
    totals = np.repeat(total[:, None], 5, axis=1)
    table = null_splits(n, totals, 30, splits=40)
    assert tuple(table.columns) == RATE_COVERAGE_COLUMNS[1:] and table["of"].tolist() == ["test", "any q"]
    assert (table["held"] < 0.2).all() and table[["n_docs_a", "n_docs_b"]].to_numpy().tolist() == [[30, 30]] * 2
    n[:30] = np.minimum(2 * n[:30], total[:30, None])  # parts that do differ, but are dealt out at random
    assert (null_splits(n, totals, 30, splits=40)["held"] < 0.2).all()
