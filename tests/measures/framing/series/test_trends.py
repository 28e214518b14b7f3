"""Trends of rates: their numbers beside the series, their tests, and why there is none."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis as same
from analysis.schema import check
from tests.measures.framing.series.test_series import MANY, NUMBERS, counts_of
from tests.shipped import shipped_story

RISING = [(f"2014-{1 + k // 3:02}-1{k % 3}", "pq"[k % 2], 100 + k, 10 + k + k % 4, k % 5) for k in range(24)]


@settings(max_examples=30)
@given(MANY, st.sampled_from([None, "outlet"]))
def test_the_counts_are_those_of_all_periods(rows, by):
    counts = counts_of(rows)
    series, trends = (make(counts, by=by, period="month") for make in (same.series, same.trends))
    check(trends, "trends")
    sums = series.groupby(["measure", "group"], sort=False)[NUMBERS].sum()
    assert trends[NUMBERS].values.tolist() == sums.values.tolist()
    has = series[series["n_docs"] > 0].groupby(["measure", "group"])["period"]
    for row in trends[trends["n_docs"] > 0].itertuples():
        mine = has.get_group((row.measure, row.group))
        assert (row.first, row.last, row.periods) == (mine.iloc[0], mine.iloc[-1], len(mine))
    assert (trends["p"].notna() == (trends["why"] == "")).all()


def test_a_rise_is_found_with_its_size_and_the_order_of_texts_does_not_matter():
    table = same.trends(counts_of(RISING), period="month")
    share, loaded = table.iloc[0], table.iloc[1]
    fit = np.polyfit(
        [k // 3 for k in range(24)], [row[3] / row[2] for row in RISING], 1, w=[row[2] ** 0.5 for row in RISING]
    )
    assert share["change"] == pytest.approx(7 * fit[0]) and (share["first"], share["last"]) == ("2014-01", "2014-08")
    assert 0 < share["change_low"] < share["change"] < share["change_high"] and share["q"] < 0.001
    assert loaded["unit"] == "per 1,000 words" and loaded["p"] > 0.05
    again = same.trends(counts_of(RISING[::-1]), period="month")
    pd.testing.assert_frame_equal(table, again)


def test_it_says_why_there_is_no_test():
    def why(rows, **options):
        return same.trends(counts_of(rows), period="month", **options)["why"].tolist()

    assert why(RISING[:6])[0] == "2 periods with texts: a trend takes 3"
    assert why(RISING[:9])[0] == "9 texts: a test takes 10"
    assert why(RISING, cluster="outlet")[0] == "2 clusters: a test takes 10"
    few = [(*row[:3], row[3] * (k < 3), 0) for k, row in enumerate(RISING)]
    assert why(few) == ["in 3 texts: a test takes 5", "in 0 texts: a test takes 5"]
    whole = [(*row[:2], row[2], row[2], 0) for row in RISING]
    assert why(whole) == ["anything else in 0 texts: a test takes 5", "0 periods with texts: a trend takes 3"]


def test_one_voice_alone_is_counted_and_corrected_for():
    every = same.trends(counts_of(RISING), period="month")
    own = same.trends(counts_of(RISING), period="month", voice="author")
    assert own["measure"].tolist() == ["loaded words"] and own["q"].tolist() == own["p"].tolist()
    assert own["p"].tolist() == every["p"].tolist()[1:]
    with pytest.raises(same.InputError, match="nothing is counted in the voice 'direct' alone; there are: all, author"):
        same.trends(counts_of(RISING), voice="direct")


def test_no_trend_of_the_five_texts_is_tested():
    table = same.trends(shipped_story().rate_counts)
    assert table["p"].isna().all() and table["q"].isna().all() and table["change_low"].isna().all()
    assert set(table["why"]) <= {f"{n} periods with texts: a trend takes 3" for n in (0, 1, 2)}
