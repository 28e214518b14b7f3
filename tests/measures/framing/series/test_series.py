"""Rates over time: what they add up to, where there is no text, and what is said of it."""

from __future__ import annotations

import datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis as same
from analysis.measures.comparison.rate_counts import RateBase, RateItem, rate_counts_of
from analysis.schema import COLUMNS, InputError, check
from tests.shipped import shipped_story

SHARE, LOADED = RateItem("share of words", "attributed", "all"), RateItem("loaded words", "all", "author")


def counts_of(rows):
    """Return counts of texts: date, group, words, attributed words, loaded words."""
    dates, groups, words, said, loaded = (list(column) for column in zip(*rows, strict=True))
    documents = pd.DataFrame({"doc_id": [f"t{k:03}" for k in range(len(rows))], "date": dates, "outlet": groups})
    words, said, loaded = (np.array(column, dtype=np.int64) for column in (words, said, loaded))
    sizes = {RateBase("words", "all"): words, RateBase("words", "author"): words - said}
    return rate_counts_of(documents, {SHARE: said, LOADED: loaded}, sizes, "body")


def days_in(year):
    return st.dates(datetime.date(year, 1, 1), datetime.date(year + 2, 12, 31)).map(str)


@st.composite
def texts(draw):
    said, own = draw(st.integers(0, 20)), draw(st.integers(0, 20))
    return draw(days_in(2014)), draw(st.sampled_from("pq")), said + own, said, draw(st.integers(0, own))


MANY = st.lists(texts(), min_size=1, max_size=30).filter(lambda rows: any(row[2] for row in rows))
NUMBERS = ["numerator", "denominator", "docs", "n_docs"]


@settings(max_examples=40)
@given(MANY, st.sampled_from(["day", "week", "month", "quarter", "year"]), st.sampled_from([None, "outlet"]))
def test_sums_over_the_periods_are_the_totals(rows, period, by):
    counts = counts_of(rows)
    table = same.series(counts, by=by, period=period)
    check(table, "series")
    for item in (SHARE, LOADED):
        mine = table[(table["measure"] == item.measure) & (table["voice"] == item.voice)]
        k, words = counts.items.index(item), "all" if item is SHARE else "author"
        whole = counts.totals[:, ["all", "author"].index(words)]
        assert mine[NUMBERS].sum().tolist() == [
            counts.n[:, [k]].sum(), whole.sum(), (counts.n[:, [k]].toarray() > 0).sum(), (whole > 0).sum()
        ]  # fmt: skip


@settings(max_examples=30)
@given(MANY, st.randoms(use_true_random=False))
def test_the_order_of_the_texts_does_not_matter(rows, random):
    shuffled = random.sample(rows, len(rows))
    first, second = (same.series(counts_of(some), by="outlet") for some in (rows, shuffled))
    pd.testing.assert_frame_equal(first, second)
    assert first.attrs["period"] == second.attrs["period"]


@settings(max_examples=25)
@given(MANY)
def test_in_one_period_it_is_the_rate_of_the_group(rows):
    counts = counts_of([("2014", *row[1:]) for row in rows])
    series = same.series(counts, by="outlet", period="year")
    rates = same.rates(counts, by="outlet").query("compared_with == ''")
    assert series["value"].tolist() == pytest.approx(rates["rate"].tolist(), nan_ok=True)
    for mine, its in (("low", "rate_low"), ("high", "rate_high")):
        assert series[mine].tolist() == pytest.approx(rates[its].tolist(), nan_ok=True)


def test_a_period_without_a_text_is_a_gap_and_one_without_the_item_is_0():
    rows = [("2014-01-05", "p", 10, 2, 1), ("2014-03-05", "p", 10, 0, 0), ("2014-03-06", "p", 30, 10, 2)]
    table = same.series(counts_of([*rows, ("2014-03-07", "q", 5, 5, 0)]), by="outlet", period="month")
    share = table[table["measure"] == "share of words"]
    assert share[["group", "period"]].values.tolist() == [
        [group, period] for group in "pq" for period in ("2014-01", "2014-02", "2014-03")
    ]
    assert share["value"].tolist() == pytest.approx([0.2, np.nan, 0.25, np.nan, np.nan, 1], nan_ok=True)
    assert share["numerator"].tolist() == [2, 0, 10, 0, 0, 5]
    assert share["n_docs"].tolist() == [1, 0, 2, 0, 0, 1]
    few, none = "1 text: an interval takes 5", "no text in this period"
    assert share["why"].tolist() == [few, none, few.replace("1 text", "2 texts"), none, none, few]
    own = table[(table["measure"] == "loaded words") & (table["group"] == "q")].iloc[-1]
    assert (own["n_docs"], own["denominator"], own["why"]) == (0, 0, "nothing to count it among in this period")
    assert table[["low", "high"]].isna().all(axis=None)


def test_where_there_are_five_texts_there_is_an_interval_that_holds_the_value():
    rows = [(f"2014-0{1 + k % 2}-03", "p", 100, 20 + k, k) for k in range(12)]
    table = same.series(counts_of(rows), period="month")
    assert (table["low"] < table["value"]).all() and (table["value"] < table["high"]).all()
    assert (table["why"] == "").all() and (table["n_units"] == 6).all()
    clustered = same.series(counts_of(rows), period="month", cluster="outlet")
    assert clustered["why"].tolist() == ["1 cluster: an interval takes 5"] * 4
    assert clustered["value"].tolist() == table["value"].tolist()


def test_what_no_text_of_a_period_has_still_has_an_interval():
    rows = [(f"2014-0{1 + k % 2}-03", "p", 100, 0, (k % 2) * (1 + k % 3)) for k in range(12)]
    table = same.series(counts_of(rows), period="month")
    loaded, said = table[table["measure"] == "loaded words"], table[table["measure"] == "share of words"]
    assert loaded["value"].iloc[0] == loaded["low"].iloc[0] == 0 < loaded["high"].iloc[0] < loaded["value"].iloc[1]
    assert set(said["why"]) == {"no group contains it in any period, or all consist of it"}


def test_the_period_is_chosen_and_texts_without_one_are_told():
    dated = [(f"2014-0{1 + k // 6}-1{k % 6}", "p", 10, k % 3, 1) for k in range(12)]
    table = same.series(counts_of([*dated, ("", "p", 9, 1, 1)]))
    assert table.attrs == {
        "period": "month", "left_out": "1 of 13 texts is left out: 1 without a date in the column 'date' (t012)"
    }  # fmt: skip
    assert table["numerator"].sum() == 12 + 12


def test_it_refuses_what_has_no_answer():
    counts = counts_of([("2014", "p", 10, 1, 1), ("", "p", 10, 1, 1)])
    with pytest.raises(InputError, match="there is no period 'hour'; there are: day, week"):
        same.series(counts, period="hour")
    with pytest.raises(InputError, match="says in which month a text is; take a longer period"):
        same.series(counts, period="month")
    with pytest.raises(InputError, match="no column 'day'"):
        same.series(counts, date="day")
    far = counts_of([("1014-01-01", "p", 10, 1, 1), ("2914-01-01", "p", 10, 1, 1)])
    with pytest.raises(InputError, match="from 1014-01-01 to 2914-01-01 there would be"):
        same.series(far, period="day")


def test_three_of_the_five_texts_have_a_date_and_none_has_an_interval():
    table = shipped_story().series()
    assert list(table.columns) == list(COLUMNS["series"])
    assert table.attrs["period"] == "year" and table.attrs["left_out"].startswith("2 of 5 texts are left out")
    assert table["low"].isna().all() and set(table["period"]) == {"2012", "2013", "2014"}
    assert (table.loc[table["period"] == "2013", "why"] == "no text in this period").all()
