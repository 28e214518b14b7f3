from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from analysis.views.figures.layout import width_of
from analysis.views.figures.style import SMALL
from analysis.views.figures.ticks import doublings, round_ticks


@given(st.integers(-30, 3), st.integers(-3, 40), st.floats(0.3, 6))
def test_names_do_not_touch_however_wide_the_range_and_say_the_power_of_their_place(low, high, inches):
    if high <= low:
        return
    ticks = doublings(low, high)(inches)
    for (one, words), (other, more) in pairwise(ticks.items()):
        apart = (other - one) / (high - low) * inches
        assert apart > (width_of(words, SMALL) + width_of(more, SMALL)) / 2
    assert all(low <= place <= high for place in ticks) and (0 in ticks or not low <= 0 <= high)
    steps = {other - one for one, other in pairwise(ticks)}
    assert len(steps) < 2
    for place, words in ticks.items():
        above, _, below = words.replace(",", "").partition("/")
        assert int(above) / int(below or 1) == 2.0**place


def test_a_wide_axis_names_more_places_than_a_narrow_one():
    assert list(doublings(-2, 16)(6.0)) == [-2, 0, 2, 4, 6, 8, 10, 12, 14, 16]
    assert list(doublings(-2, 16)(2.5).values()) == ["1", "16", "256", "4,096", "65,536"]
    assert list(doublings(-2, 16)(1.2).values()) == ["1", "64", "4,096"]


@given(st.floats(1e-3, 1e6), st.floats(0.4, 6))
def test_round_places_do_not_touch_and_begin_with_nothing(most, inches):
    ticks = round_ticks(most)(inches)
    assert next(iter(ticks)) == 0 and 1 <= len(ticks) <= 5 and all(place <= most for place in ticks)
    if len(ticks) > 2:
        for (one, words), (other, more) in pairwise(ticks.items()):
            assert (other - one) / most * inches > (width_of(words, SMALL) + width_of(more, SMALL)) / 2
