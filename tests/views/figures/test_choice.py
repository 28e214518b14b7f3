"""Figures of many texts and groups: which are drawn, what they are called, and what is said of all of them."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import figure_table, picture
from analysis.views.figures.choice import balanced, text_labels
from analysis.views.figures.registry import FIGURES
from analysis.views.tables.phrases import labelled
from tests.drawn import words_of
from tests.views.figures.test_groups import story

IDS = [f"{n}" for n in range(10)]


def test_as_many_texts_of_each_group_are_chosen_as_there_can_be():
    assert balanced(IDS, "xxxxxxxxyy", 10) == IDS
    assert balanced(IDS, "xxxxxxxxyy", 4) == ["2", "6", "8", "9"], "two of each, evenly spaced"
    assert balanced(IDS, "xxxxxxxxxy", 4) == ["1", "4", "7", "9"], "y has one; x takes the place"
    assert balanced(IDS, IDS, 3) == ["0", "1", "2"], "more groups than places"


def labels(*rows):
    return text_labels(pd.DataFrame(rows, columns=["doc_id", "title", "outlet", "date"]))


def test_texts_go_by_title_outlet_and_date_where_their_ids_tell_a_reader_nothing():
    digest, long = "0f" * 20, "a-very-long-name-of-a-file-that-somebody-saved"
    title = "Harbour board says the talks about the quay will go on"
    found = labels(
        (digest, "Quay closed", "The Sun", "2024-05-01"),
        (long, title, "", ""),
        ("export-0042", "Quay open", "", "2024-05-02"),
        ("f" * 40, "", "The Sun", ""),
        ("e" * 40, "", "", ""),
    )
    assert list(found.values()) == [
        "Quay closed (The Sun, 2024-05-01)",
        "Harbour board says the talks about the…",
        "Quay open (2024-05-02)",
        "The Sun",
        f"{'e' * 16}…{'e' * 15}",
    ]
    assert labels(("ncri-2012-movie", "A movie", "NCRI", ""), ("t00001", "", "The Sun", "")) == {}, "ids that do"


def test_a_figure_calls_texts_by_their_labels_and_its_table_by_their_ids(tmp_path):
    ids = [f"{n}" * 40 for n in range(3)]
    told = story(tmp_path, doc_id=ids, title=["Quay shut", "Quay shut", ""], source_type=["x", "y", "y"])
    shown = picture("similarity", told)
    assert set(figure_table("similarity", told)["doc_id_a"]) < set(ids)
    assert "Quay shut" in shown.alt and "Quay shut (2)" in shown.alt and ids[0] not in shown.alt
    change = figure_table("what-would-change", told)
    change.loc[0, "statement"] = f"no two texts are more alike than {ids[0]} and {ids[1]}"
    assert "than Quay shut and Quay shut (2)" in FIGURES["what-would-change"].alt(change.assign(dimension="part"))


def test_two_texts_in_one_cell_are_both_called_by_their_whole_labels():
    ids = {"0" * 40: "Harbour board says the talks about the… (The Sun, 2024-05-01)", "1" * 40: "Quay open (Moon)"}
    table = pd.DataFrame({"choice": [f"without {'0' * 40}"], "instead": [" and ".join(ids)]})
    table.attrs["labels"] = ids
    assert labelled(table).iloc[0].tolist() == [f"without {ids['0' * 40]}", " and ".join(ids.values())]
    table.attrs["labels"] = {}
    assert len(labelled(table)["instead"].iloc[0]) == 60


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Seventy texts of fourteen outlets, the first with a long name."""
    names = [
        "The Harbour Town Advertiser and Weekly Intelligencer of the Coast",
        *(f"o{n}" for n in range(13)),
    ]
    return story(tmp_path_factory.mktemp("many"), by="outlet", outlet=[names[n % 14] for n in range(70)])


def test_groups_have_bars_with_intervals_before_those_of_texts(many):
    table = figure_table("who-is-speaking", many)
    one = table[table["group"] == "o1"].iloc[0]
    assert one["group_docs"] == 5 and one["group_bounds"] == "95 % interval"
    assert one["group_low"] < one["group_attributed"] < one["group_high"]
    words = words_of(FIGURES["who-is-speaking"].plot(table).figure)
    assert "By group" in words and words.count("attributed: ") == 14 and "Drawn: 24 of 70 texts" in words
    assert "95 % intervals over texts" in words
    title = FIGURES["who-is-speaking"].title(table)
    assert title.startswith("Attributed to somebody: from ") and title.endswith("(14 groups)")


@pytest.mark.parametrize("name", ["frequent-words", "markers-by-voice"])
def test_of_many_groups_those_with_most_texts_are_drawn_and_the_title_names_the_ends(many, name):
    table = figure_table(name, many)
    assert table["group"].nunique() == 12 and len(FIGURES[name].title(table)) < 250
    assert "Drawn: the 12 groups with most texts, of 14." in words_of(FIGURES[name].plot(table).figure)


def test_a_few_texts_of_a_group_have_a_range_and_no_interval(tmp_path):
    table = figure_table("who-is-speaking", story(tmp_path, source_type=["x"] * 3 + ["y"] * 5))
    assert table.groupby("group")["group_bounds"].first().to_dict() == {"x": "range", "y": "95 % interval"}
    words = words_of(FIGURES["who-is-speaking"].plot(table).figure)
    assert "and the range of the texts where a group has fewer than five" in words


def test_a_single_text_has_no_range_and_texts_of_no_group_are_no_end(tmp_path):
    table = figure_table("who-is-speaking", story(tmp_path, by="outlet", outlet=[*"abcdef", "", ""] * 4))
    assert FIGURES["who-is-speaking"].title(table).endswith("(6 groups)")
    table.loc[table["group"] == "a", ["group_docs", "group_bounds"]] = [1, "range"]
    words = words_of(FIGURES["who-is-speaking"].plot(table).figure)
    assert words.count("attributed: ") == 7 and words.count("(range ") == 5
