"""Names of outlets: which are perhaps of one, and which are not."""

from __future__ import annotations

import doctest

import pandas as pd
import pytest

from analysis.texts.intake import outlets
from analysis.texts.intake.outlets import alike_outlets, outlet_key, outlets_table
from tests.calls import call, fails


@pytest.mark.parametrize(
    "name",
    [
        "The Estuary Post - Final Edition", "Estuary Post (Brenn)", "ESTUARY  POST", "Estuary P ost (Onlin e)",
        "Estuary Post, Late Edition - Final", "The Estuary Post Online", "Estuary Post [First Edition]",
    ],
)  # fmt: skip
def test_editions_have_one_key(name):
    assert outlet_key(name) == outlet_key("Estuary Post")


@pytest.mark.parametrize("name", ["Estuary Times", "Sunday Estuary Post", "Estuary Post Blog", "(Online)", "The", ""])
def test_other_outlets_have_another(name):
    assert outlet_key(name) != outlet_key("Estuary Post")


def test_the_more_frequent_name_comes_first_and_a_single_one_is_not_listed():
    names = ["Estuary Post", "The Estuary Post", "The Estuary Post", "Gazette", "Gazette", "", "Theatre", "atre"]
    assert alike_outlets(names) == [["The Estuary Post", "Estuary Post"]]


CORPUS = "doc_id,title,outlet,text\n" + "".join(
    f"{n},=SUM of {n},{outlet},Text number {n} waits.\n"
    for n, outlet in enumerate(["Estuary Post", "Estuary Post Online", "Estuary P ost", "Quay Daily", "Quay Daily"])
)


def column(folder, name):
    return list(pd.read_csv(folder / "SOURCES.csv", dtype=str, keep_default_na=False)[name])


def test_names_that_a_person_joins_are_one_and_the_old_ones_stay(tmp_path):
    (tmp_path / "in.csv").write_text(CORPUS)
    out = tmp_path / "out"
    said = call("gather", tmp_path / "in.csv", "-o", out).stderr
    assert "one outlet? Estuary Post, Estuary Post Online, Estuary P ost: correct the names in outlets.csv" in said
    table = pd.read_csv(out / "outlets.csv")
    assert table.values.tolist() == [
        ["Quay Daily", 2, "Quay Daily"],
        ["Estuary Post", 1, "Estuary Post"],
        ["Estuary Post Online", 1, "Estuary Post"],
        ["Estuary P ost", 1, "Estuary Post"],
    ]
    table.replace({"use_as": {"Quay Daily": "The Quay"}}).to_csv(out / "outlets.csv", index=False)
    assert "outlets.csv: was put there or changed" in fails(2, "gather", tmp_path / "in.csv", "-o", out)
    said = call("gather", tmp_path / "in.csv", "-o", out, "--outlets", out / "outlets.csv").stderr
    assert "the names of --outlets, 4 texts in all: Estuary Post Online as Estuary Post, Estuary P ost as" in said
    assert "one outlet?" not in said
    assert column(out, "outlet") == ["Estuary Post"] * 3 + ["The Quay"] * 2
    assert column(out, "outlet_as_written") == [row.split(",")[2] for row in CORPUS.splitlines()[1:]]
    assert pd.read_csv(out / "outlets.csv")["use_as"].tolist() == ["The Quay", *["Estuary Post"] * 3]


def test_outlets_that_a_person_keeps_apart_are_not_asked_about_again(tmp_path):
    (tmp_path / "in.csv").write_text(CORPUS)
    names = ("Estuary Post", "Estuary Post Online", "Estuary P ost", "Gone")
    (tmp_path / "names.csv").write_text("outlet,use_as\n" + "".join(f"{name},\n" for name in names))
    said = call("gather", tmp_path / "in.csv", "-o", tmp_path / "out", "--outlets", tmp_path / "names.csv").stderr
    assert "one outlet?" not in said
    assert "outlets named in --outlets that no text has: Gone" in said
    assert "outlet_as_written" not in (tmp_path / "out" / "SOURCES.csv").read_text()
    assert pd.read_csv(tmp_path / "out" / "outlets.csv")["use_as"].tolist()[1:] == list(names[:3])


def test_papers_of_one_name_in_two_places_are_asked_about_and_not_proposed_to_be_one():
    names = ["The Post (London)", "The Post (Cape Town)", "Daily Quay (Brenn)", "Daily Quay (Online)", "Daily Quay"]
    assert len(alike_outlets(names)) == 2
    table = outlets_table(pd.DataFrame({"outlet": names}))
    assert table["use_as"].tolist() == [*names[:2], *["Daily Quay (Brenn)"] * 3]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("outlet,name\nA,B\n", "has no column use_as; give a table with the columns outlet and use_as"),
        ("outlet,use_as\nA,B\nA,C\n", "row 3: 'A' has two names to use; remove a row"),
    ],
)
def test_a_list_of_names_that_cannot_be_used_is_named(tmp_path, table, said):
    (tmp_path / "in.csv").write_text(CORPUS)
    (tmp_path / "names.csv").write_text(table)
    told = fails(2, "gather", tmp_path / "in.csv", "-o", tmp_path / "out", "--outlets", tmp_path / "names.csv")
    assert f"names.csv{':' if 'column' in said else ','} {said}" in told
    assert not (tmp_path / "out").exists()


def test_titles_that_a_spreadsheet_would_run_can_be_made_safe(tmp_path):
    (tmp_path / "in.csv").write_text(CORPUS)
    for safe in ((), ("--safe-csv",)):
        assert call("gather", tmp_path / "in.csv", "-o", tmp_path / "out", *safe).exit_code == 0
        assert column(tmp_path / "out", "title")[0] == "'=SUM of 0"[not safe :]


def test_the_examples_are_right():
    assert doctest.testmod(outlets).failed == 0
