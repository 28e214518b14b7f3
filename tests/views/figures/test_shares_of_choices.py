"""The shares beside a specification curve compare like with like, and only what is published is called so."""

from __future__ import annotations

import pandas as pd

from analysis.views.figures.plots import robustness
from tests.views.figures.test_plots_drawn import specifications, words_of


def shares(table):
    """Return the share drawn beside each choice."""
    ordered = table[table["value"].notna()].reset_index(drop=True)
    return {row.label: row.cells[0] for block in robustness._choices(ordered, table) for row in block.rows}


def crossed(n_texts):
    """Return a curve with stop words and parts combined, and each text left out by itself: left out they all hold."""
    table = specifications(texts=[f"t{n}" for n in range(n_texts)])
    table = table[table["dimension"] != "several"].assign(part="body")
    base = table.iloc[0].to_dict()
    fails = {"keeps": False, "value": 0.1}
    more = [base | fails | {"dimension": "part", "choice": "whole page", "part": "whole page"}]
    several = {"dimension": "several", "part": "whole page", "stop_words": "left out"}
    return pd.concat([table, pd.DataFrame([*more, base | fails | several])], ignore_index=True)


def test_texts_left_out_by_themselves_do_not_count_for_the_base_of_other_choices():
    found = shares(crossed(40))
    assert (found["kept"], found["left out"]) == ("50 %", "0 %"), "without the 40 runs that leave a text out"
    assert (found["all"], found["one of 40 others"]) == ("100 %", "100 %")
    note = words_of(robustness.plot_specifications(crossed(40)).figure)
    assert "In no combination, and each tried by itself: Texts." in note and "Shown" not in note


def test_of_some_of_the_combinations_shares_are_of_these_alone():
    table = crossed(1)
    third = table.iloc[[0]].assign(dimension="voice", choice="author", voice="author")
    table = pd.concat([table.assign(voice="all"), third], ignore_index=True)
    table.loc[table["dimension"] == "several", "voice"] = "author"
    assert shares(table)["left out"] == "0 %" and shares(table)["kept"] == "–", "one of four combinations"
    assert "Shown: 1 of 4 combinations; the shares are of these." in words_of(
        robustness.plot_specifications(table).figure
    )


def test_only_findings_of_the_five_texts_are_called_published():
    table = specifications()
    for drawn in (robustness.plot_specifications(table), robustness.plot_change(table)):
        assert "published" not in words_of(drawn.figure)
    assert "with the suite's own choices 0.50" in robustness.specifications_alt(table)
    table.attrs["published"] = True
    for drawn in (robustness.plot_specifications(table), robustness.plot_change(table)):
        assert "as published" in words_of(drawn.figure)


def test_of_many_texts_that_break_a_finding_the_number_is_told():
    table = specifications(texts=[f"t{n}" for n in range(9)])
    table.loc[table["choice"].isin([f"without t{n}" for n in range(5)]), "keeps"] = False
    assert robustness.failures(table[table["dimension"].isin(["text", "stop_words"])]) == [
        "with stop words left out (two)",
        "without any one of 5 of 9 texts",
    ]


def test_many_texts_left_out_count_as_one_choice_that_fails_if_any_does():
    table = crossed(40)
    assert robustness.specifications_title(table).startswith("Holds under 1 of 3 choices")
    table.loc[table["choice"] == "without t7", "keeps"] = False
    assert robustness.specifications_title(table).startswith("Holds under 0 of 3 choices")
    drawn = words_of(robustness.plot_change(table).figure)
    assert "0 of 3" in drawn and "without t7" in drawn and "Leaving out one text counts once" in drawn
    few = robustness.plot_change(crossed(2))
    assert "2 of 4" in words_of(few.figure) and "counts once" not in words_of(few.figure)
