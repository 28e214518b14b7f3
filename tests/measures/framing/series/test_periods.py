"""Periods: in which of them a date lies, what they are called, and which are chosen."""

from __future__ import annotations

import datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.framing.series.periods import (
    NOT_KNOWN,
    PERIODS,
    choose_period,
    dates_of,
    explain_undated,
    period_name,
    period_numbers,
)
from analysis.schema import InputError
from analysis.texts.readers.dates import exact_date

DAYS = st.dates(min_value=datetime.date(1800, 1, 1), max_value=datetime.date(2100, 12, 31))


def name_of(date, period):
    return period_name(int(period_numbers([date], period)[0]), period)


@given(DAYS)
def test_the_name_of_a_period_is_that_of_the_calendar(day):
    year, week, _ = day.isocalendar()
    assert name_of(day.isoformat(), "day") == day.isoformat()
    assert name_of(day.isoformat(), "week") == f"{year:04}-W{week:02}"
    assert name_of(day.isoformat(), "month") == day.strftime("%Y-%m")
    assert name_of(day.isoformat(), "quarter") == f"{day.year:04}-Q{(day.month + 2) // 3}"
    assert name_of(day.isoformat(), "year") == day.strftime("%Y")


@given(DAYS, st.sampled_from(PERIODS))
def test_the_next_day_is_in_the_same_period_or_in_the_next(day, period):
    here, there = period_numbers([day.isoformat(), (day + datetime.timedelta(days=1)).isoformat()], period)
    assert there - here in (0, 1)
    assert (there > here) == (period_name(int(there), period) != period_name(int(here), period))


def test_a_date_that_is_less_exact_is_in_no_shorter_period():
    dates = ["2014", "2014-07", "2014-07-13", ""]
    known = {period: [number != NOT_KNOWN for number in period_numbers(dates, period)] for period in PERIODS}
    assert known["day"] == known["week"] == [False, False, True, False]
    assert known["month"] == known["quarter"] == [False, True, True, False]
    assert known["year"] == [True, True, True, False]


def test_days_with_a_time_are_the_days_that_are_written():
    assert exact_date("2014-07-13T23:30:00-04:00") == "2014-07-13"
    assert exact_date(" 13 July 2014 ") == "2014-07-13"
    assert exact_date("Juli 2014") == "2014-07"
    assert [exact_date(cell) for cell in ("2014-02-30", "2014-13", "01/05/2014", "1-2 May 2014", float("nan"))] == [
        ""
    ] * 5


def test_texts_that_are_left_out_are_counted_and_named():
    documents = pd.DataFrame({"doc_id": list("abcde"), "date": ["2014-07-13", "2014-07", "2014", "", "undated"]})
    assert explain_undated(documents, "year") == (
        "2 of 5 texts are left out: 1 without a date in the column 'date' (d); "
        "1 whose date in the column 'date' is no one day, month or year that can be read (e)"
    )
    assert "1 whose date is no more exact than a month (b)" in explain_undated(documents, "week")
    assert explain_undated(documents[:1], "day") == ""
    one = documents.iloc[[0, 3]]
    assert explain_undated(one, "day").startswith("1 of 2 texts is left out: 1 without")


def test_a_day_that_could_be_two_is_in_no_period_and_is_told():
    documents = pd.DataFrame({"doc_id": ["a", "b"], "date": ["2014-07-13", "01/05/2014"]})
    assert "1 whose date in the column 'date' is no one day" in explain_undated(documents, "year")


def test_it_says_which_columns_there_are_and_where_no_date_is():
    documents = pd.DataFrame({"doc_id": ["a"], "text": ["x"], "outlet": ["p"], "date": ["soon"]})
    with pytest.raises(
        InputError, match="no column 'day', so that their dates are not known; they have: doc_id, outlet"
    ):
        dates_of(documents, "day")
    with pytest.raises(InputError, match="no text has a date in the column 'date'"):
        dates_of(documents, "date")


def days_from(start, n, step, many):
    first = datetime.date.fromisoformat(start)
    return [(first + datetime.timedelta(days=step * k)).isoformat() for k in range(n) for _ in range(many)]


@pytest.mark.parametrize(
    ("dates", "chosen"),
    [
        (days_from("2014-01-01", 10, 1, 6), "day"),
        (days_from("2014-01-01", 70, 1, 1), "week"),
        (days_from("2014-01-01", 100, 3, 1), "month"),
        (days_from("2014-01-01", 40, 15, 1), "quarter"),
        (days_from("2014-01-01", 40, 60, 1), "year"),
        (days_from("2014-01-01", 3, 1, 1), "year"),  # too few for any
        (["2014-05"] * 6 + ["2014-06"] * 6 + days_from("2014-05-01", 2, 1, 6), "month"),  # half are no more exact
    ],
)
def test_the_shortest_period_is_chosen_in_which_most_have_an_interval(dates, chosen):
    units = [str(k) for k in range(len(dates))]
    assert choose_period(dates, ["all"] * len(dates), units) == chosen


def test_a_period_is_chosen_by_clusters_where_these_are_the_unit():
    dates = days_from("2014-01-01", 10, 1, 6)
    assert choose_period(dates, ["all"] * 60, ["one", "two"] * 30) == "year"
