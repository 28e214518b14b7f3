"""The figure of how acts are told: what is drawn is what the table holds, and the table is that of the rates."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest
from matplotlib.figure import Figure

import analysis as same
from analysis.measures.framing.agency.form_shares import form_shares
from analysis.views.figures.layout import width_of
from analysis.views.figures.plots.agency import agency_title, plot_agency
from analysis.views.figures.style import SMALL
from tests.drawn import axes_of, bars, points, words_of
from tests.figure_toys import NAN, acts
from tests.measures.framing.test_agency_rates import ACTIVE, NOUN, OPEN, PASSIVE, counts_of

TITLES = {"harm": "Killing and hurting"}


def test_the_forms_are_those_of_the_texts_and_add_up():
    text = [("body", "author", ACTIVE + PASSIVE + OPEN + NOUN), ("body", "direct", OPEN)]
    table = form_shares(counts_of(a=text, b=[("body", "author", ACTIVE)]), TITLES).set_index(
        ["title", "voice", "group"]
    )
    columns = ["acts", "nouns", "without_agent", "others", "docs", "n_docs"]
    assert table.loc[("All acts", "author", "a"), columns].tolist() == [4, 1, 1, 2, 1, 1]
    assert table.loc[("All acts", "direct", "a"), columns].tolist() == [1, 0, 1, 0, 1, 1]
    assert table.loc[("Killing and hurting", "author", "b"), "share"] == 0
    assert table.loc[("Killing and hurting", "author", "a"), "share"] == 0.5
    assert (table["acts"] == table[["nouns", "without_agent", "others"]].sum(axis=1)).all()
    assert set(table.index.get_level_values("title")) == {"All acts", "Killing and hurting"}  # no other class occurs


def test_bars_are_shares_of_the_acts_and_lines_are_their_intervals():
    table = acts(groups=("x",)).assign(share_low=[0.5, NAN, 0.25])
    drawn = plot_agency(table).figure
    every = axes_of(drawn)
    for form, share in (("nouns", 0.5), ("without_agent", 0.25)):
        assert [one.get_width() for axes in every for one in bars(axes, form)] == [share] * 3
    lines = [line for axes in every for line in points(axes, "interval")]
    assert [list(line.get_xdata()) for line in lines] == [[0.5, 0.9], [0.25, 0.9]]
    assert "fewer than five texts" in words_of(drawn) and "5 of 6" in words_of(drawn)


@pytest.mark.parametrize("wide", [2.5, 3.5, 5.0, 8.0])
def test_no_two_ticks_touch(wide):
    top = plot_agency(acts(), ax=Figure(figsize=(wide, 6)).add_axes((0, 0, 1, 1)))
    (places,) = [axes for axes in axes_of(top.figure) if axes.get_xlabel()]
    ticks = [label.get_position()[0] for label in places.get_xticklabels() if label.get_text()]
    inches = places.get_window_extent().width / places.figure.dpi
    assert all((b - a) * inches > width_of("100 %", SMALL) for a, b in pairwise(ticks))


def test_many_groups_are_told_by_their_ends_and_no_act_is_told():
    table = acts(groups=tuple("abcdef")).assign(share=[k / 20 for k in range(18)])
    assert agency_title(table).endswith("from 0 % in a to 25 % in f (6 groups)")
    assert agency_title(table[:0]) == "No act is told in the authors’ own words"


def test_a_corpus_of_many_groups_is_drawn_in_the_authors_own_words_alone(tmp_path):
    texts = {"doc_id": list("abcde"), "text": [f"{OPEN} “{OPEN.strip()}” Ann Lee said."] * 5, "outlet": list("vwxyz")}
    pd.DataFrame(texts).to_csv(tmp_path / "texts.csv", index=False)
    table = same.figure_table("who-does-what", same.read_story(tmp_path / "texts.csv", by="outlet"))
    assert set(table["voice"]) == {"author"} and set(table["group"]) == set("vwxyz")
