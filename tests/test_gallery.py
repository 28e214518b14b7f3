"""The gallery writes the same bytes each time, and its check names what changed, cell by cell."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil

import pandas as pd
import pytest

from analysis.measures.story import Story
from analysis.schema import InputError
from analysis.views import gallery
from analysis.views.figure_list import FIGURES
from analysis.views.gallery import check_figures, figure_table, picture, write_figures
from analysis.views.picture import Picture
from tests.toys import toy

TEXTS = {
    "a $x$ <b>": [
        ("headline", "author", "News. "),
        ("body", "author", "The regime and its agents lie to the MEK. Tehran said: "),
        ("body", "direct", '"this cult lies in camps"', "Kayhan daily"),
        ("byline", "author", " Paris"),
    ],
    "b": [("body", "author", "The regime lies again in camps of the MEK.")],
    "c": [
        ("body", "author", "A camp of the MEK stands, the regime lies again in camps of the MEK: "),
        ("body", "direct", '"camps stand"', "Ann"),
    ],
}
GROUPS = {"a $x$ <b>": "advocacy", "b": "advocacy", "c": "newswire"}


def story(texts=None):
    segments, documents = toy(texts or TEXTS, groups=GROUPS)
    actors = pd.DataFrame(
        {
            "actor": ["PMOI", "PMOI", "Iran", "Kayhan"],
            "label": ["MEK", "this cult", "the regime", "Kayhan"],
            "label_kind": ["abbreviation", "pejorative", "pejorative", "own"],
        }
    )
    lexicon = pd.DataFrame({"entry": ["lie*"], "category": ["deceit"], "loaded": [True]})
    cues = pd.DataFrame({"cue": ["say"], "kind": ["neutral"], "forms": ["said"]})
    categories = pd.DataFrame({"category": ["deceit"], "title": ["Deceit"]})
    sides = pd.DataFrame({"doc_id": ["a $x$ <b>"], "speaker": ["Kayhan daily"], "side": ["media"]})
    return Story(documents, segments, lexicon, actors, cues, categories, sides)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folders = [tmp_path_factory.mktemp("figures") for _ in range(2)]
    for folder in folders:
        write_figures(folder, story=story())
    return folders


@pytest.fixture
def copy(written, tmp_path):
    shutil.copytree(written[0], tmp_path / "figures")
    return tmp_path / "figures"


def change(file, row, column, value):
    lines = list(csv.reader(file.read_text(encoding="utf-8").splitlines()))
    old = lines[row][lines[0].index(column)]
    lines[row][lines[0].index(column)] = value
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows(lines)
    return old


def test_two_runs_write_the_same_bytes_and_nothing_else(written):
    first, second = ({file.name: file.read_bytes() for file in folder.iterdir()} for folder in written)
    assert first == second
    assert set(first) == {"manifest.json"} | {f"{n}.{e}" for n in FIGURES for e in ("svg", "png", "csv")}


def test_the_manifest_names_each_figure_with_the_hash_of_its_table(written):
    entries = json.loads((written[0] / "manifest.json").read_text(encoding="utf-8"))
    assert [entry["name"] for entry in entries] == sorted(FIGURES)
    for entry in entries:
        file = written[0] / f"{entry['name']}.csv"
        assert entry["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
        assert entry["rows"] == len(file.read_text(encoding="utf-8").splitlines()) - 1 > 0
        assert entry["title"] and entry["alt"]


def test_hostile_text_is_escaped_in_the_drawing(written):
    svg = (written[0] / "who-is-speaking.svg").read_text(encoding="utf-8")
    assert "a $x$ &lt;b&gt;" in svg and "<b>" not in svg


def test_what_was_just_written_is_unchanged(written):
    before = {file: file.read_bytes() for file in written[0].iterdir()}
    assert check_figures(written[0], story=story()) == []
    assert {file: file.read_bytes() for file in written[0].iterdir()} == before


def test_a_changed_cell_is_named_with_its_row_key_and_both_values(copy):
    old = change(copy / "who-is-speaking.csv", 2, "n_words", "120")
    found = check_figures(copy, story=story())
    assert found[0] == (
        "who-is-speaking.csv, row 2 (doc_id=a $x$ <b>, part=body, voice=author), column n_words: "
        f"120 in the file, {old} now"
    )
    assert found[1:] == ["manifest.json, who-is-speaking: the sha256 is not that of who-is-speaking.csv"]


def test_a_changed_text_changes_the_tables_and_the_manifest_says_which_title(copy):
    texts = {**TEXTS, "b": [("body", "author", "The regime lies again in camps of the MEK, again.")]}
    found = check_figures(copy, story=story(texts))
    assert (
        "who-is-speaking.csv, row 6 (doc_id=b, part=body, voice=author), column n_words: 9 in the file, 10 now" in found
    )
    assert any(line.startswith("manifest.json, who-is-speaking, alt: ") for line in found)


def test_rows_and_columns_that_went_or_came_are_named(copy):
    file = copy / "similarity.csv"
    head, first, *rest = file.read_text(encoding="utf-8").splitlines()
    file.write_text(
        "\n".join([head + ",extra", *(row + ",1" for row in rest), "x,y,1,p,q,1,1,1"]) + "\n", encoding="utf-8"
    )
    found = "\n".join(check_figures(copy, story=story()))
    a, b = next(csv.reader([first]))[:2]
    assert "similarity.csv, column extra: in the file, not there now" in found
    assert "row 3 (doc_id_a=x, doc_id_b=y): in the file, not there now" in found
    assert f"similarity.csv (doc_id_a={a}, doc_id_b={b}): not in the file, there now" in found


def test_rows_in_another_order_are_told(copy):
    file = copy / "similarity.csv"
    head, *rows = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([head, *reversed(rows)]) + "\n", encoding="utf-8")
    assert "in another order" in check_figures(copy, story=story())[0]


def test_missing_and_extra_files_are_named(copy):
    (copy / "tf-idf.csv").unlink()
    (copy / "dispersion.png").unlink()
    (copy / "old-figure.svg").write_text("<svg/>")
    found = check_figures(copy, story=story())
    assert found == [
        "dispersion.png is missing",
        "tf-idf.csv is missing",
        "old-figure.svg: there is no figure of that name",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "manifest.json is missing"),
        ("{", "manifest.json cannot be read"),
        ("[1]", "manifest.json cannot be read"),
        ("[]", "manifest.json: who-is-speaking is not listed"),
        ('[{"name": "gone"}]', "manifest.json: gone is listed, but there is no such figure"),
    ],
)
def test_a_manifest_that_does_not_match_is_told(copy, text, told):
    file = copy / "manifest.json"
    file.unlink() if text is None else file.write_text(text, encoding="utf-8")
    assert any(line.startswith(told) for line in check_figures(copy, story=story()))


def test_a_table_that_is_not_text_is_told(copy):
    (copy / "tf-idf.csv").write_bytes(b"\xff\xfe\x00")
    assert any(line.startswith("tf-idf.csv cannot be read") for line in check_figures(copy, story=story()))


def test_many_differences_are_counted(copy):
    file = copy / "dispersion.csv"
    head, *rows = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([head, *("z" + row for row in rows)]) + "\n", encoding="utf-8")
    found = [line for line in check_figures(copy, story=story()) if line.startswith("dispersion.csv")]
    assert len(found) == 21 and "more differences" in found[-1]


def test_a_file_in_other_bytes_is_told_though_its_cells_are_the_same(copy):
    file = copy / "similarity.csv"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert check_figures(copy, story=story())[0] == "similarity.csv: the same cells, written in other bytes"


@pytest.fixture
def shipped(tmp_path, monkeypatch):
    """Figures of a small checkout, as if its two lists were what ships."""
    (tmp_path / "data" / "raw").mkdir(parents=True)
    (tmp_path / "data" / "actors.csv").write_text("actor\n")
    (tmp_path / "data" / "raw" / "a.txt").write_text("Words.")
    (tmp_path / "data" / "README.md").write_text("# Data")
    monkeypatch.setattr(gallery, "FIGURES", {"similarity": FIGURES["similarity"]})
    monkeypatch.setattr(gallery, "read_story", story)
    monkeypatch.setattr(gallery, "CHECKOUT", tmp_path)
    write_figures(tmp_path / "figures")
    return tmp_path


def test_figures_of_what_ships_say_what_they_were_drawn_from(shipped):
    inputs = json.loads((shipped / "figures" / "inputs.json").read_text(encoding="utf-8"))
    assert [one["path"] for one in inputs] == ["data/actors.csv", "data/raw/a.txt"]
    assert inputs[1] == {"path": "data/raw/a.txt", "size": 6, "sha256": hashlib.sha256(b"Words.").hexdigest()}
    assert check_figures(shipped / "figures") == []


def test_where_a_table_changed_the_inputs_that_changed_are_named(shipped):
    (shipped / "data" / "raw" / "a.txt").write_text("Other words.")
    assert check_figures(shipped / "figures") == []  # no table has changed by it
    (shipped / "data" / "actors.csv").unlink()
    (shipped / "data" / "raw" / "b.csv").write_text("x\n")
    old = change(shipped / "figures" / "similarity.csv", 1, "cosine", "0.5")
    found = check_figures(shipped / "figures")
    assert found[0].endswith(f"column cosine: 0.5 in the file, {old} now")
    assert found[2:] == [
        "data/actors.csv is gone since these figures were drawn",
        "data/raw/a.txt has changed since these figures were drawn",
        "data/raw/b.csv is new since these figures were drawn",
    ]
    (shipped / "figures" / "inputs.json").write_text("[1]")
    assert check_figures(shipped / "figures") == found[:2]


def test_a_folder_that_is_not_there():
    assert check_figures("no-such-folder", story=story()) == ["no-such-folder: there is no such folder"]
    with pytest.raises(InputError, match="cannot be made"):
        write_figures("no-such-folder/figures", story=story())


def test_writing_takes_away_figures_that_are_no_more_and_nothing_else(copy, monkeypatch):
    monkeypatch.setattr(gallery, "FIGURES", {"similarity": FIGURES["similarity"]})
    (copy / "mine.csv").write_text("a\n1\n")
    (copy / "README.md").write_text("stays")
    write_figures(copy, story=story())
    files = ["README.md", "manifest.json", "mine.csv", "similarity.csv", "similarity.png", "similarity.svg"]
    assert sorted(file.name for file in copy.iterdir()) == files


def test_a_picture_of_a_story_says_what_is_counted_and_how_much():
    one = picture("who-is-speaking", story())
    assert isinstance(one, Picture) and one.name == "who-is-speaking"
    assert "Texts: advocacy 2 texts, 25 words; newswire 1 text, 17 words." in one.caption
    assert "Attributed, as quotation or paraphrase: " in one.alt


def test_a_picture_of_a_table_shows_that_table():
    table = figure_table("who-is-speaking", story())
    assert "b (9 words): 100 % in the author's voice" in picture("who-is-speaking", table[table["doc_id"] == "b"]).alt


def test_a_figure_that_is_not_there_lists_those_that_are():
    with pytest.raises(InputError, match="who-is-speaking"):
        figure_table("nothing", story())


def test_every_figure_has_what_a_reader_needs():
    for name, figure in FIGURES.items():
        table = figure.table(story())
        assert set(figure.key) <= set(table.columns) and not table.duplicated(list(figure.key)).any()
        assert figure.name == name and figure.title(table) and figure.alt(table) and len(figure.caption) > 80
