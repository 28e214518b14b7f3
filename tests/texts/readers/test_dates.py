import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.schema import InputError
from analysis.texts.readers.dates import AmbiguousDate, as_days, read_date

DATES = [
    ("January 11, 2018 Thursday, Late Edition - Final", "2018-01-11"),
    ("March 3, 2003, Tuesday,, FINAL EDITION", "2003-03-03"),
    ("Wednesday 2 March 2011 19:11 EST", "2011-03-02"),
    ("4. Juli 2019 Donnerstag", "2019-07-04"),
    ("5 März 2019", "2019-03-05"),
    ("29 décembre 2011", "2011-12-29"),
    ("1er août 2015", "2015-08-01"),
    ("12 de octubre de 2020", "2020-10-12"),
    ("Sep 20, 2024", "2024-09-20"),
    ("Sept. 20, 2024", "2024-09-20"),
    ("Jul 4, 2024", "2024-07-04"),
    ("4 juil. 2024", "2024-07-04"),
    ("26-FEB-1987 15:01:01.79", "1987-02-26"),
    ("Mon, 29 Jul 2013 22:30:54 -0400", "2013-07-29"),
    ("2024-05-01T23:59:00-05:00", "2024-05-01"),
    ("20040102T000000", "2004-01-02"),
    ("2010/01/11", "2010-01-11"),
    ("2010/01/11/", "2010-01-11"),
    ("2017年11月3日", "2017-11-03"),
    ("13/05/2024", "2024-05-13"),
    ("05.06.2024", "2024-06-05"),
    ("28.02.05", "2005-02-28"),
    ("12/31/98 12:59", "1998-12-31"),
    ("page 12/31/98", ""),
    ("1.2.99; 12:30", "1999-02-01"),
    ("version 1.2.3.04", ""),
    ("7 октября 2018 г.", "2018-10-07"),
    ("May 2010", ""),
    ("2010", ""),
    ("31 February 2010", ""),
    ("Pg. 4, 12 words", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "day"), DATES)
def test_a_whole_date_is_read_and_a_part_of_one_is_unknown(text, day):
    assert read_date(text) == day


@pytest.mark.parametrize(("order", "day"), [("dmy", "2024-05-01"), ("mdy", "2024-01-05")])
def test_the_person_says_what_figures_mean(order, day):
    assert read_date("01/05/2024", order) == day


def test_a_date_that_could_be_two_days_is_asked_for():
    with pytest.raises(AmbiguousDate, match=r"list.csv, row 4: '01/05/2024' is two days; say --dates dmy"):
        read_date("01/05/2024", place="list.csv, row 4")
    assert read_date("05/05/2024") == "2024-05-05"  # the same day either way


@given(st.dates(), st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%A, %d %b %Y 10:30", "%d-%b-%Y"]))
def test_every_day_that_is_written_out_comes_back(day, form):
    if day.year >= 1000:
        assert read_date(day.strftime(form)) == day.isoformat()


@given(st.text(max_size=60))
def test_nothing_else_breaks_it(text):
    try:
        assert len(read_date(text)) in (0, 10)
    except InputError as error:
        assert "--dates" in str(error)


@pytest.mark.parametrize(
    "written",
    ["May 1, 2024", "1 May 2024", "Wednesday, May 1st, 2024", "1-May-2024", "20240501", "2024/05/01", "1.5.2024",
     "Wed, 1 May 2024 22:30:00 -0400", "May 1, 2024 10:30 p.m. EDT", " 2024-5-1 "],
)  # fmt: skip
def test_one_day_written_in_any_way_is_one_day_in_a_column(written):
    assert as_days([written, "2024-05-01"]) == ["2024-05-01"] * 2


@pytest.mark.parametrize(
    "written",
    ["2024-05-01T10:30:00Z", "2024-05-01 10:30", "2024", "May 2024", "29-31 May 2024", "before May 1, 2024", "",
     "31 February 2024", "page 20240501"],
)  # fmt: skip
def test_what_is_more_or_less_than_a_day_stays_as_written(written):
    assert as_days([written]) == [written]


def test_days_in_figures_stay_where_the_order_of_one_is_not_known():
    assert as_days(["05/13/2024", "May 13, 2024"]) == ["2024-05-13"] * 2
    assert as_days(["05/13/2024", "05/06/2024", "1 May 2024"]) == ["05/13/2024", "05/06/2024", "2024-05-01"]
