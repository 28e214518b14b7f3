"""What a book of somebody's own texts offers and says: tables named for their columns, figures, lists, repeats."""

from __future__ import annotations

import pandas as pd
import pytest
from click.testing import CliRunner

from analysis.schema import InputError
from analysis.views.book.download_words import SHIPPED_WORDS
from analysis.views.book.downloads import DOWNLOADS, TEMPLATES
from analysis.views.book.own_pages import coded_lists, own_downloads, repeated, write_drawings, write_own_sources
from analysis.views.book.own_texts import OwnTexts
from analysis.views.cli.app import cli
from analysis.views.read_story import read_story
from tests.views.book.made_corpora import CORPORA, made_story, text

OTHER = "The ferry did not sail on Monday, for nobody had paid the crew."
ACTORS = "actor,label,label_kind\nunion,the union | fishers' union,descriptive\n"
SPEAKERS = "doc_id,speaker,side,ground,note\n,Rosa Diaz,fishers,,\n"


@pytest.fixture
def given(tmp_path):
    """A corpus of two outlets, and the lists that somebody made for it."""
    files = {name: tmp_path / f"my {name}.csv" for name in ("texts", "actors", "speakers")}
    CORPORA["seven groups"].assign(date="2024-03-01").to_csv(files["texts"], index=False)
    files["actors"].write_text(ACTORS)
    files["speakers"].write_text(SPEAKERS)
    return files


def test_a_table_by_group_is_named_for_the_column_of_the_groups():
    story = made_story("seven groups")
    (one,) = (one for one in own_downloads(story, "my.csv") if one.table == "terms_by_source_type")
    assert (one.name, one.call) == (
        "terms_by_outlet",
        "python3 run.py terms my.csv --by outlet -o terms_by_outlet.csv",
    )
    assert set(one.make(story)["group"]) == {f"Paper {k}" for k in range(7)}
    (shipped,) = (one for one in DOWNLOADS if one.table == "terms_by_source_type")
    assert shipped.name == "terms_by_source_type"
    (odd,) = (one for one in TEMPLATES if one.table == "terms_by_source_type")
    odd = odd.worded({**SHIPPED_WORDS, "column": "kind_of_paper"})
    assert odd.name == "terms_by_kind_of_paper"


def test_the_actors_are_in_the_calls_that_need_them_alone():
    calls = {one.name: one.call for one in own_downloads(made_story("one group"), "my.csv", "my actors.csv")}
    assert calls["markers"] == "python3 run.py markers my.csv --actors 'my actors.csv' -o markers.csv"
    assert calls["actors"] == "analysis.read_actors('my actors.csv')" and "--actors" not in calls["voices"]
    calls = {one.name: one.call for one in own_downloads(made_story("one group"), "my.csv")}
    assert (calls["markers"], calls["actors"]) == (
        "python3 run.py markers my.csv -o markers.csv",
        "analysis.read_actors()",
    )


def test_where_no_figure_can_be_drawn_each_says_why(tmp_path):
    (tmp_path / "tables").mkdir()
    story = made_story("nothing to find")
    _, left_out = write_drawings(tmp_path, story)
    assert any("speakers" in line for line in left_out) and all(line.startswith("- The figure ") for line in left_out)


def test_pages_say_which_lists_are_used_and_name_no_folder(given, tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.views.book.own_pages.draw_figure", lambda _: ("", "", {}))  # drawn in another test
    texts = OwnTexts.read(given["texts"], "outlet", None, actors=given["actors"], speakers=given["speakers"])
    out = tmp_path / "out"
    write_own_sources(out, str(texts.path), texts.given())
    home = (out / "index.md").read_text(encoding="utf-8")
    assert "Who the actors are, and what each is called, is as coded in my actors.csv." in home
    assert "The side that each speaker is on is as coded in my speakers.csv." in home
    said = (out / "tables.md").read_text(encoding="utf-8")
    assert "read_story('my texts.csv', by='outlet', actors='my actors.csv', speakers='my speakers.csv')" in said
    assert "figure-names-by-speaker.csv" in said and "figure-who-is-quoted.csv" in said
    assert str(tmp_path) not in home + said
    assert coded_lists({"by": "outlet"}) == ()


def test_notebooks_and_the_record_get_the_lists_and_another_list_is_another_book(given, tmp_path):
    texts = OwnTexts.read(given["texts"], "outlet", None, actors=given["actors"])
    assert texts.parameters(shown=True).splitlines() == [
        "CORPUS = 'my texts.csv'",
        "BY = 'outlet'",
        "TARGET = None",
        "ACTORS = 'my actors.csv'",
        "SPEAKERS = None",
        "CORRECTIONS = None",
    ]
    assert f"ACTORS = {str(given['actors'].resolve())!r}" in texts.parameters(shown=False)
    assert texts.options()["actors"]["file"] == "my actors.csv" and texts.options()["speakers"] is None
    before = texts.parts()
    given["actors"].write_text(ACTORS + "port,the port,descriptive\n")
    assert OwnTexts.read(given["texts"], "outlet", None, actors=given["actors"]).parts() != before


def test_texts_that_repeat_each_other_are_a_caveat():
    twice = pd.DataFrame({"doc_id": ["a", "b", "c"], "text": [text(0), OTHER, text(0)]})
    assert repeated(twice).startswith("**1 of 3 texts repeats an earlier one,** wholly or nearly.")
    assert "`--cluster story`" in repeated(twice)
    assert repeated(twice.iloc[:2]) == ""


@pytest.mark.parametrize("verb", ["build", "figures"])
def test_repeats_and_gaps_are_said_before_the_work(verb, tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.views.book.build.build", _nothing)
    monkeypatch.setattr("analysis.views.figures.gallery.write_figures", lambda *_, **__: [])
    rows = pd.DataFrame({"doc_id": ["a", "b", "c"], "text": [text(0), OTHER, text(0)], "outlet": ["x", "", "y"]})
    rows.to_csv(tmp_path / "my.csv", index=False)
    call = [verb, str(tmp_path / "my.csv"), "--by", "outlet", "--out", str(tmp_path / "out")]
    said = CliRunner().invoke(cli, call).stderr
    assert "1 of 3 texts repeats an earlier one; keyness --cluster story tests by story, not by text\n" in said
    assert "1 of 3 texts has no value in the column 'outlet' (b): in tables by group it is '(no outlet)'" in said


def _nothing(*_, **__):
    raise InputError("stopped here")


@pytest.mark.parametrize("verb", ["build", "figures"])
@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--by", "paper"], "the documents have no column 'paper'; they have: doc_id,"),
        (["--by", "outlet", "--target", "Gazette"], "no document has 'Gazette' in the column 'outlet'; it holds: 'Pa"),
        (["--actors", "{none}"], "no-such.csv"),
        (["--speakers", "{none}"], "no-such.csv"),
        (["--out", "{full}"], "name an empty or a new folder"),
    ],
    ids=["by", "target", "actors", "speakers", "out"],
)
def test_bad_calls_end_in_one_line(verb, more, said, given, tmp_path):
    full = tmp_path / "full"
    full.mkdir()
    (full / "letter.txt").write_text("mine")
    where = {"none": tmp_path / "no-such.csv", "full": full}
    more = [one.format(**where) for one in more]
    out = [] if "--out" in more else ["--out", str(tmp_path / "out")]
    done = CliRunner().invoke(cli, [verb, str(given["texts"]), *out, *more])
    assert done.exit_code == 2 and said in done.stderr.splitlines()[-1], done.stderr
    assert done.stderr.splitlines()[-1].startswith("error: ") and not (tmp_path / "out").exists()
    assert (full / "letter.txt").read_text() == "mine"


def test_what_people_corrected_is_counted_in_the_notebooks_and_is_another_book(given, tmp_path, monkeypatch):
    plain = OwnTexts.read(given["texts"], "outlet", None)
    first = plain.documents.iloc[0]
    file = tmp_path / "corrections.csv"
    head = "doc_id,start,end,words,what,was,now,text_sha256\n"
    file.write_text(f'{head}{first["doc_id"]},0,3,"{first["text"][:3]}",voice,author,direct,\n', encoding="utf-8")
    texts = OwnTexts.read(given["texts"], "outlet", None, corrections=file)
    assert texts.parts() != plain.parts() and "CORRECTIONS = 'corrections.csv'" in texts.parameters(shown=True)
    for name, value in texts.share(tmp_path / "shared", 1).items():
        monkeypatch.setenv(name, value)
    corrected = read_story(given["texts"], by="outlet", corrections=file).segments
    assert corrected.loc[corrected["doc_id"] == first["doc_id"], "voice"].iloc[0] == "direct"
    again = read_story(given["texts"], by="outlet").segments  # a reading without them is given none of it
    assert again.loc[again["doc_id"] == first["doc_id"], "voice"].iloc[0] != "direct"
