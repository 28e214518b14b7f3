"""The lists of actors and speakers that come with the five texts are for these alone; other texts bring their own."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pandas as pd
import pytest

import analysis as same
from analysis.texts.readers.corpus import is_shipped
from analysis.texts.readers.installation import SHIPPED
from analysis.views.figures.registry import FIGURES
from tests.calls import call, fails, read_csv, write_corpus
from tests.shipped import shipped_story

ROWS = [
    {
        "doc_id": "a",
        "source_type": "advocacy",
        "text": "The residents of Norby call the council hypocrites. “The regime lies,” said Ann Lee, a baker.",
    },
    {"doc_id": "b", "source_type": "newswire", "text": "Mayor Jo Berg said residents of Norby may stay in Liberty."},
]
ACTORS = "actor,label,label_kind\nCouncil,council,descriptive\nAnn Lee,Ann Lee,official\n"
SPEAKERS = "doc_id,speaker,side\na,Ann Lee,town\nb,Mayor Jo Berg,council\n"


@pytest.fixture
def corpus(tmp_path):
    return write_corpus(tmp_path / "in" / "c.jsonl", ROWS)


@pytest.fixture
def lists(tmp_path):
    (tmp_path / "actors.csv").write_text(ACTORS, encoding="utf-8")
    (tmp_path / "speakers.csv").write_text(SPEAKERS, encoding="utf-8")
    return ["--actors", tmp_path / "actors.csv"], ["--speakers", tmp_path / "speakers.csv"]


def test_other_texts_get_no_name_from_the_list_of_the_five(corpus):
    result = call("names", corpus, "-o", "-")
    assert result.exit_code == 0 and read_csv(result.stdout) == []
    assert result.stderr.startswith("no name is listed: ") and " actors CORPUS -o FILE makes a sheet" in result.stderr
    sources = call("sources", corpus, "-o", "-")
    assert {row["actor"] for row in read_csv(sources.stdout)} == {""} and len(sources.stderr.splitlines()) == 1
    story = same.read_story(corpus)
    assert story.names.empty and not story.has_sides


def test_a_list_of_other_texts_is_told(corpus, tmp_path):
    (tmp_path / "actors.csv").write_text("actor,label,label_kind\nUnion,the drivers' union,descriptive\n")
    result = call("names", corpus, "--actors", tmp_path / "actors.csv", "-o", "-")
    assert (
        read_csv(result.stdout) == [] and result.stderr == f"no name of {tmp_path / 'actors.csv'} is in these texts\n"
    )


@pytest.mark.parametrize("verb", ["actors", "speakers"])
@pytest.mark.parametrize("kinds", [{}, {"source_type": ""}])
def test_a_sheet_needs_no_kind_of_source(verb, kinds, tmp_path):
    bare = write_corpus(
        tmp_path / "bare.jsonl", [{"doc_id": row["doc_id"], "text": row["text"], **kinds} for row in ROWS]
    )
    rows = read_csv(call(verb, bare, "-o", "-").stdout)
    assert rows and {row["source_types"] for row in rows} == {""}


def test_other_texts_bring_their_own_lists(corpus, lists):
    actors, speakers = lists
    found = call("names", corpus, *actors, "-o", "-")
    assert [row["actor"] for row in read_csv(found.stdout)] == ["Council", "Ann Lee"] and found.stderr == ""
    said = read_csv(call("sources", corpus, *actors, "-o", "-").stdout)
    assert [row["actor"] for row in said] == ["Ann Lee", ""]
    story = same.read_story(corpus, actors=actors[1], speakers=speakers[1])
    assert set(story.words_by_side(voice="all")["side"]) == {"town", "council"}
    table = call("robustness", corpus, "--combinations", 0, *actors, *speakers, "-o", "-")
    assert "side:advocacy:attributed:town" in {row["finding"] for row in read_csv(table.stdout)}
    assert "list of" not in table.stderr


def test_a_marker_inside_a_name_of_the_own_list_is_left_out(tmp_path):
    corpus = write_corpus(tmp_path / "c.jsonl", [{"doc_id": "a", "text": "The Brutal Truth Party met. A brutal day."}])
    actors = tmp_path / "actors.csv"
    actors.write_text("actor,label,label_kind\nParty,Brutal Truth Party,own\n", encoding="utf-8")
    assert [row["match"] for row in read_csv(call("markers", corpus, "-o", "-").stdout)] == ["Brutal", "brutal"]
    assert [row["match"] for row in read_csv(call("markers", corpus, "--actors", actors, "-o", "-").stdout)] == [
        "brutal"
    ]


def test_a_lexicon_in_capitals_says_that_capitals_make_no_difference(corpus, tmp_path):
    lexicon = tmp_path / "mine.csv"
    lexicon.write_text("entry,category,loaded\nHYPOCRITES,bad,true\n", encoding="utf-8")
    result = call("markers", corpus, "--lexicon", lexicon, "-o", "-")
    assert [row["match"] for row in read_csv(result.stdout)] == ["hypocrites"]
    assert f"{lexicon}: every entry is in capitals, so capitals make no difference" in result.stderr.splitlines()


def test_figures_of_sides_and_names_are_drawn_with_the_own_lists(corpus, lists, tmp_path):
    wanted = ("who-is-quoted", "names-by-speaker")
    actors, speakers = lists
    result = call("figures", corpus, *wanted, *actors, *speakers, "--out", tmp_path / "f")
    assert result.exit_code == 0, result.stderr
    assert set(pd.read_csv(tmp_path / "f" / "who-is-quoted.csv")["side"]) == {"town"}
    assert "the verb speakers makes a sheet" in fails(2, "figures", corpus, wanted[0], "--out", tmp_path / "g")
    assert "the verb actors makes a sheet" in fails(2, "figures", corpus, wanted[1], "--out", tmp_path / "g")


def test_the_five_texts_are_known_by_what_they_hold_and_not_by_where_they_are(tmp_path):
    shutil.copytree(SHIPPED, tmp_path / "elsewhere")
    story = same.read_story(tmp_path / "elsewhere")
    assert len(story.names) and story.has_sides
    two = same.read_corpus().iloc[:2]
    assert is_shipped(two) and is_shipped(two.assign(text=two["text"].str.replace("\n", "\r\n")))
    other = pd.concat([two, pd.DataFrame(ROWS)], ignore_index=True)
    assert not is_shipped(other) and same.read_actors(documents=other).empty and same.read_sides(documents=other).empty


@pytest.mark.parametrize(
    ("verb", "line", "wanted"),
    [
        ("names", "Council,council,", "line 2, column label_kind: empty, but actor is filled in; fill in both"),
        ("names", ",council,own", "line 2, column actor: empty, but label_kind is filled in; fill in both"),
        ("names", ",council,", "no row is filled in; fill in actor and label_kind"),
    ],
)
def test_a_row_filled_in_by_half_is_refused_with_its_line(corpus, tmp_path, verb, line, wanted):
    file = tmp_path / "sheet.csv"
    file.write_text(f"actor,label,label_kind\n{line}\n", encoding="utf-8")
    assert wanted in fails(2, verb, corpus, "--actors", file, "-o", "-")


def test_rows_left_empty_are_no_part_of_a_list(tmp_path):
    file = tmp_path / "sheet.csv"
    file.write_text("actor,label,label_kind\n,mill,\nCouncil,council | town council,own\n", encoding="utf-8")
    assert same.read_actors(file)[["actor", "label"]].to_numpy().tolist() == [
        ["Council", "council"],
        ["Council", "town council"],
    ]
    file.write_text("doc_id,speaker,side,ground\na,Ann Lee,,\n,Jo Berg,council,\n", encoding="utf-8")
    assert same.read_sides(file)[["doc_id", "speaker", "side"]].to_numpy().tolist() == [["", "Jo Berg", "council"]]
    file.write_text("doc_id,speaker,side,ground\na,Ann Lee,,a baker\n", encoding="utf-8")
    with pytest.raises(same.InputError, match="line 2, column side: empty, but ground is filled in"):
        same.read_sides(file)


def test_a_sheet_that_is_filled_in_is_not_written_over_and_two_are_compared(corpus, tmp_path):
    sheet, other = tmp_path / "one.csv", tmp_path / "two.csv"
    for _ in range(2):  # an empty one may be made again
        assert call("speakers", corpus, "-o", sheet).exit_code == 0
    table = pd.read_csv(sheet, keep_default_na=False)
    assert table["speaker"].tolist() == ["Jo Berg", "Ann Lee"]
    for file, sides in ((sheet, ["council", "town"]), (other, ["town", "town"])):
        table.assign(side=sides).to_csv(file, index=False)
    assert "has rows that are filled in; name another file" in fails(2, "speakers", corpus, "-o", sheet)
    result = call("agreement", sheet, other, "-o", "-")
    rows = {row["measure"]: (row["value"], row["n"]) for row in read_csv(result.stdout)}
    assert rows == {"agreement": ("0.5", "2"), "kappa": ("0", "2"), "alpha": ("0", "2")}
    assert "side, kappa: 0.00 of 2 rows; no interval: it needs 10 mentions" in result.stderr
    assert "named twice" in fails(2, "agreement", sheet, sheet, "-o", "-")
    used = call("robustness", corpus, "--speakers", sheet, "--combinations", 0, "-o", "-")
    assert "side:newswire:attributed:council" in used.stdout


@pytest.mark.parametrize("first", ["the Town", "The  town"])
def test_a_code_in_two_spellings_is_refused_with_both_lines(tmp_path, first):
    file = tmp_path / "sheet.csv"
    file.write_text(f"doc_id,speaker,side\na,Ann Lee,{first}\nb,Jo Berg,The town\n", encoding="utf-8")
    with pytest.raises(same.InputError, match=r"line 3, column side: 'The town' differs from .* in line 2 in capitals"):
        same.read_sides(file)
    file.write_text("actor,label,label_kind\nCouncil,council,own\ncouncil,the board,own\n", encoding="utf-8")
    with pytest.raises(same.InputError, match="line 3, column actor: 'council' differs from 'Council' in line 2"):
        same.read_actors(file)


def test_a_sheet_saved_with_semicolons_is_read_and_not_written_over(corpus, tmp_path):
    sheet, plain = tmp_path / "semicolons.csv", tmp_path / "commas.csv"
    assert call("speakers", corpus, "-o", plain).exit_code == 0
    table = pd.read_csv(plain, keep_default_na=False).assign(side=["council", "town"])
    table["example"] += "; and, she said, more"
    table.to_csv(sheet, index=False, sep=";", encoding="utf-8-sig")
    table.assign(side=["Council", "Town "]).to_csv(plain, index=False)
    rows = read_csv(call("agreement", sheet, plain, "-o", "-").stdout)
    assert [row["value"] for row in rows] == ["1", "1", "1"], "codes that differ in capitals alone are one code"
    assert "has rows that are filled in" in fails(2, "speakers", corpus, "-o", sheet)


def test_a_table_that_is_no_sheet_is_called_so(corpus, tmp_path):
    sheet, other = tmp_path / "sheet.csv", tmp_path / "six.csv"
    sheet.write_text(SPEAKERS, encoding="utf-8")
    other.write_text("doc_id,text\na,The fire went on.\n", encoding="utf-8")
    assert f"{other}: is no sheet of actors or speakers" in fails(2, "agreement", other, sheet, "-o", "-")


def test_the_folder_of_figures_with_own_lists_is_asked_for_by_the_option_that_was_given(lists):
    actors, speakers = lists
    assert f"--speakers {speakers[1]}: name the folder to check" in fails(2, "figures", "--check", *speakers)
    assert f"--actors {actors[1]}: name a folder for" in fails(2, "figures", *actors)


def test_a_list_that_the_named_figures_do_not_read_is_named(corpus, lists, tmp_path):
    actors, speakers = lists
    result = call("figures", corpus, "who-is-quoted", "tf-idf", *actors, *speakers, "--out", tmp_path / "f")
    assert result.exit_code == 0, result.stderr
    said = [line for line in result.stderr.splitlines() if line.startswith("--")]
    assert said == [f"--actors {actors[1]}: no list of actors bears on who-is-quoted, tf-idf, so it is not used"]


def test_the_lists_that_bear_on_a_figure_are_those_that_change_it():
    story = shipped_story()
    without = {"actors": replace(story, actors=story.actors[:0]), "speakers": replace(story, sides=story.sides[:0])}
    for figure in FIGURES.values():
        if figure.of_texts and figure.name not in ("specification-curve", "what-would-change"):
            table = figure.table(story)
            changed = {name for name, other in without.items() if not figure.table(other).equals(table)}
            assert changed == set(figure.lists) and figure.coded_by in ("", *figure.lists), figure.name
