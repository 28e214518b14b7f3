"""The figure of rates over time: gaps, intervals and points as the table has them, in any number of periods."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from matplotlib.figure import Figure

import analysis as same
from analysis.measures.framing.series.over_time import over_time
from analysis.views.figures.plots.over_time import over_time_title, plot_over_time
from tests.drawn import axes_of, bars, points, texts_of, words_of
from tests.figure_toys import over_time as toy
from tests.measures.framing.series.test_series import counts_of
from tests.shipped import shipped_story


def lines_of(figure):
    return [ax for ax in axes_of(figure) if points(ax, "line")]


def months(n):
    return tuple(f"{2000 + k // 12}-{1 + k % 12:02}" for k in range(n))


def test_a_gap_breaks_the_line_and_is_grey_and_few_texts_have_a_white_point():
    share, loaded = lines_of(plot_over_time(toy(("x",))).figure)
    (line,) = points(share, "line")
    assert np.isnan(line.get_ydata()).tolist() == [False, True, False, False]
    (gap,) = bars(share, "gap")
    assert (gap.get_x(), gap.get_width()) == (0.5, 1)
    assert [list(few.get_xdata()) for few in points(share, "few")] == [[0, 2]]
    assert [list(sure.get_xdata()) for sure in points(share, "value")] == [[3]]
    (interval,) = points(share, "interval")
    assert interval.get_xdata().tolist() == [3, 3] and interval.get_ydata().tolist() == pytest.approx([0.4, 0.7])
    assert loaded.get_ylim()[1] >= 70 and share.get_ylim()[0] == loaded.get_ylim()[0] == 0


def test_of_many_periods_intervals_are_bands_and_no_name_touches_another():
    for n in (3, 41, 200):
        figure = plot_over_time(toy(("x",), months(n))).figure
        share = lines_of(figure)[0]
        assert len(share.collections) == (n > 40)
        named = [box for text, box in texts_of(figure) if text.get_text() in months(n) and box.y0 < 200]
        named = sorted((box.x0, box.x1) for box in named if abs(box.y0 - named[-1].y0) < 1)
        assert named and all(a[1] < b[0] for a, b in pairwise(named))


def test_of_seven_groups_one_rate_is_drawn_and_each_has_the_same_scale():
    figure = plot_over_time(toy(tuple("abcdefg"))).figure
    lines = lines_of(figure)
    assert len(lines) == 7 and len({ax.get_ylim() for ax in lines}) == 1
    assert "The loaded words of the authors' own are in the table alone." in words_of(figure)
    assert len(lines_of(plot_over_time(toy(tuple("abcd"))).figure)) == 8


def test_it_fits_into_axes_that_are_given():
    figure = Figure(figsize=(9, 9))
    plot_over_time(toy(), ax=figure.add_axes((0.05, 0.05, 0.9, 0.85)))
    lines = lines_of(figure)
    assert len(lines) == 4 and all(ax.get_window_extent().width > 700 for ax in lines)


def test_the_title_says_what_rises_or_that_nothing_is_known():
    assert over_time_title(toy()) == "Quoted or reported words rise in x and y, from 2014-01 to 2014-04"
    still = toy().assign(q=0.5)
    assert over_time_title(still).startswith("No rate surely rises or falls from 2014-01 to 2014-04: quoted")
    few = toy().assign(p=np.nan, q=np.nan)
    assert over_time_title(few) == (
        "Too few texts for a trend from 2014-01 to 2014-04: quoted or reported words and loaded words of the authors' "
        "own in 18 texts"
    )


def test_the_table_is_that_of_series_and_trends_and_texts_without_a_date_are_told():
    rows = [(f"2014-0{1 + k % 4}-10", "pq"[k % 2], 100 + k, 20 + k, k % 5) for k in range(24)]
    counts = counts_of([*rows, ("", "p", 10, 1, 1)])
    table = over_time(counts, by="outlet", period="month")
    series, trends = (make(counts, by="outlet", period="month") for make in (same.series, same.trends))
    assert table[series.columns].equals(series)
    for row in trends.itertuples():
        mine = table[(table["measure"] == row.measure) & (table["group"] == row.group)]
        assert set(mine["no_trend"]) == {row.why}
        assert mine[["change", "q"]].drop_duplicates().values.tolist() == [
            pytest.approx([row.change, row.q], nan_ok=True)
        ]
    assert (table.attrs["texts"], table.attrs["placed"]) == (25, 24)
    said = words_of(plot_over_time(table).figure)
    assert "Not drawn: 1 text of 25, without a date or none as exact as a month." in said


def test_of_the_five_texts_three_are_drawn_and_nothing_is_called_a_trend():
    table = same.figure_table("rates-over-time", shipped_story())
    assert set(table["group"]) == {"advocacy"} and table["p"].isna().all()
    assert over_time_title(table).startswith("Too few texts for a trend from 2012 to 2014")
    assert "Not drawn: 2 texts of 5, without a date." in words_of(plot_over_time(table).figure)
