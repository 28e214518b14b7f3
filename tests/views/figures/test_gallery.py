"""The gallery writes the same bytes each time, and its check names what changed, cell by cell."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import subprocess
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest

from analysis.measures.framing.readability import text_readability
from analysis.measures.story import Story
from analysis.schema import InputError
from analysis.views.figures import gallery, style
from analysis.views.figures.gallery import check_figures, figure_table, picture, write_figures
from analysis.views.figures.registry import FIGURES, caption_of
from analysis.views.tables.display import Picture
from tests.drawn import words_of
from tests.faults import disk
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
OF_TEXTS = [name for name, figure in FIGURES.items() if figure.of_texts]
GROUPS = {"a $x$ <b>": "advocacy", "b": "advocacy", "c": "newswire"}


@pytest.fixture(scope="module", autouse=True)
def quick():
    """Make each table of a story once, score short texts, and draw few pixels."""
    with pytest.MonkeyPatch.context() as patch:
        made = {name: replace(figure, table=cache(figure.table)) for name, figure in FIGURES.items()}
        patch.setattr(gallery, "FIGURES", made)
        patch.setitem(style.RC, "savefig.dpi", 40.0)
        patch.setattr(text_readability, "LEAST_WORDS", 1)
        yield


@cache
def story():
    return built(TEXTS)


def built(texts, groups=None):
    segments, documents = toy(texts, groups=groups or GROUPS)
    documents = documents.assign(date="2014-05-01")
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
    of_frames = pd.DataFrame({"entry": ["lie*"], "frame": ["morality"], "scheme": ["generic"], "usual": [2.0]})
    return Story(documents, segments, lexicon, actors, cues, categories, sides, frame_lexicon=of_frames)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folders = [tmp_path_factory.mktemp("figures") for _ in range(2)]
    for folder, one in zip(folders, (story(), built(TEXTS)), strict=True):
        write_figures(folder, story=one)
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
    assert set(first) == {".same-story.json", "manifest.json"} | {
        f"{n}.{e}" for n in OF_TEXTS for e in ("svg", "png", "csv")
    }


def test_figures_are_the_same_whatever_the_number_of_processes(tmp_path):
    texts = story()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(style, "RC", style.RC | {"savefig.dpi": 200.0})  # as it is for a child
        for jobs in (1, 2):
            write_figures(tmp_path / str(jobs), story=texts, names=["similarity", "tf-idf", "who-is-quoted"], jobs=jobs)
    first, second = ({file.name: file.read_bytes() for file in (tmp_path / jobs).iterdir()} for jobs in "12")
    assert first == second and len(first) == 11


def test_the_manifest_names_each_figure_with_the_hash_of_its_table(written):
    entries = json.loads((written[0] / "manifest.json").read_text(encoding="utf-8"))
    assert [entry["name"] for entry in entries] == sorted(OF_TEXTS)
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
    found = check_figures(copy, story=built(texts))
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


def test_a_folder_that_is_not_there():
    assert check_figures("no-such-folder", story=story()) == ["no-such-folder: there is no such folder"]
    with pytest.raises(InputError, match="there is no folder no-such-folder"):
        write_figures("no-such-folder/figures", story=story())


def test_writing_takes_away_figures_that_are_no_more_and_nothing_else(copy, monkeypatch):
    monkeypatch.setattr(gallery, "FIGURES", {"similarity": FIGURES["similarity"]})
    (copy / "mine.csv").write_text("a\n1\n")
    (copy / "README.md").write_text("stays")
    write_figures(copy, story=story())
    files = [
        ".same-story.json",
        "README.md",
        "manifest.json",
        "mine.csv",
        "similarity.csv",
        "similarity.png",
        "similarity.svg",
    ]
    assert sorted(file.name for file in copy.iterdir()) == files


def test_a_full_disk_is_told_and_the_figures_can_be_written_there_once_there_is_room():
    with disk("40k") as place:
        for folder in (place / "new", place / "again"):
            with pytest.raises(InputError) as error:
                write_figures(folder, story=story(), names=["similarity"])
            said = str(error.value)
            assert said.startswith(str(folder)) and said.endswith(
                ": the disk is full; free some space or name another folder"
            )
            assert os.listdir(place) == ["old.csv"]
        subprocess.run(["mount", "-o", "remount,size=10m", place], check=True)
        write_figures(place / "new", story=story(), names=["similarity"])
        assert check_figures(place / "new", story=story(), names=["similarity"]) == []


def test_a_read_only_disk_is_told():
    with disk(read_only=True) as place, pytest.raises(InputError, match=f"{place}/new: cannot be written; check who"):
        write_figures(place / "new", story=story(), names=["similarity"])


def test_a_picture_of_a_story_says_what_is_counted_and_how_much():
    one = picture("who-is-speaking", story())
    assert isinstance(one, Picture) and one.name == "who-is-speaking"
    assert "Texts: advocacy 2 texts, 25 words; newswire 1 text, 17 words." in one.caption
    assert "Attributed to somebody: " in one.alt


def test_texts_without_a_group_are_in_none_and_one_group_needs_no_name():
    texts = {f"t{k}": "A ferry is late." for k in range(10)}
    many = {name: "x" if name == "t0" else f"of {name}" for name in texts}

    def caption(groups, by):
        drawn = built(texts, groups)
        documents = drawn.documents.assign(outlet=drawn.documents["source_type"].replace("x", "(no outlet)"))
        lists = (drawn.lexicon, drawn.actors, drawn.cues, drawn.categories, drawn.sides)
        return picture("who-is-speaking", Story(documents, drawn.segments, *lists, by=by)).caption

    assert "Texts: 10 texts, 9 of them in 9 groups, 40 words." in caption(many, "outlet")
    assert "Texts: 10 texts in 10 groups, 40 words." in caption(many, "source_type")
    assert caption(dict.fromkeys(texts, "all"), "outlet").endswith("Texts: 10 texts, 40 words.")


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
        assert figure.name == name and figure.title(table) and figure.alt(table) and len(caption_of(figure, table)) > 80


@pytest.fixture
def unrendered(monkeypatch):
    """Plot, but render nothing: for tests of which figures there are."""
    monkeypatch.setattr(gallery, "drawings", lambda figure, **about: {"svg": b"<svg/>", "png": b"png"})


PLAIN = {name: [("body", "author", f"The regime lies in the camps, {name} says.")] for name in "abc"}


@cache
def plain():
    """Return a story of two kinds of source in which nobody is quoted and no speaker has a side."""
    return built(PLAIN, {"a": "north", "b": "north", "c": "south"})


BY_SIDE = ["cue-kinds-by-side", "who-gets-to-speak", "who-is-quoted"]


def names(folder):
    return sorted(entry["name"] for entry in json.loads((folder / "manifest.json").read_text(encoding="utf-8")))


@pytest.mark.usefixtures("unrendered")
def test_what_cannot_be_drawn_from_other_texts_is_left_out_and_named_with_the_reason(tmp_path):
    said = write_figures(tmp_path / "new", story=plain())
    assert said == [
        f"left out {', '.join(BY_SIDE)}: {gallery.NOT_CODED['speakers']}",
        "left out word-shift: no text of north has a word in quotation marks",
    ]
    assert names(tmp_path / "new") == sorted({*OF_TEXTS} - {*BY_SIDE, "word-shift"})
    assert check_figures(tmp_path / "new", story=plain()) == []


@pytest.mark.usefixtures("unrendered")
def test_texts_without_a_list_of_actors_have_no_figure_of_names(tmp_path):
    nameless = replace(story(), actors=story().actors[:0])
    assert write_figures(tmp_path / "new", story=nameless) == [
        f"left out names-by-speaker: {gallery.NOT_CODED['actors']}"
    ]


@pytest.mark.usefixtures("unrendered")
def test_one_kind_of_source_leaves_out_what_compares_two(tmp_path):
    one = built(PLAIN, dict.fromkeys("abc", "north"))
    said = write_figures(tmp_path / "new", story=one)
    assert said[1].startswith("left out keyness-by-voice: ") and "nothing to compare" in said[1]
    assert {"who-is-speaking", "tf-idf", "dispersion"} <= set(names(tmp_path / "new"))


@pytest.mark.usefixtures("unrendered")
def test_what_is_left_out_now_and_was_drawn_before_goes_and_the_check_names_it(copy):
    assert "who-is-quoted.svg: not drawn from these texts" in check_figures(copy, story=plain())
    write_figures(copy, story=plain())
    assert not (copy / "who-is-quoted.svg").exists()


def test_where_no_figure_can_be_drawn_nothing_is_written(tmp_path):
    silent = built({name: [("body", "author", "–")] for name in "abc"}, dict.fromkeys("abc", "north"))
    keys = {"tf-idf", "keyness-by-voice"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gallery, "FIGURES", {name: FIGURES[name] for name in keys})
        with pytest.raises(InputError):
            write_figures(tmp_path / "new", story=silent)
        with pytest.raises(InputError):
            check_figures(tmp_path, story=silent)
    assert not (tmp_path / "new").exists()


def test_of_the_shipped_texts_every_figure_is_drawn_or_none(tmp_path, monkeypatch):
    monkeypatch.setattr(gallery, "FIGURES", {name: FIGURES[name] for name in ("tf-idf", "word-shift")})
    monkeypatch.setattr(gallery, "read_story", plain)
    for call in (write_figures, check_figures):
        with pytest.raises(InputError, match="quotation marks"):
            call(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_of_many_texts_as_many_of_each_group_are_drawn_and_the_note_counts_the_rest():
    texts = {
        f"t{n:02}": [("body", "author", " ".join(["Camps and fires,"] * n) + f" said t{n}.")] for n in range(1, 41)
    }
    many = built(texts, {name: "north" if n % 2 else "south" for n, name in enumerate(texts)})
    kind_of = many.documents.set_index("doc_id")["source_type"]
    for name in ("dispersion", "tf-idf"):
        table, figure = figure_table(name, many), FIGURES[name]
        assert kind_of[table["doc_id"].unique()].value_counts().to_dict() == {"north": 6, "south": 6}
        drawn = figure.plot(table).figure
        assert "Drawn: 12 of 40 texts, spread evenly over the groups." in words_of(drawn)
        assert "12 of 40 texts" in figure.alt(table) and drawn.get_figheight() < 25
    every = figure_table("dispersion", story())
    assert every["doc_id"].nunique() == 3 and "Drawn" not in FIGURES["dispersion"].alt(every)
    voices = figure_table("who-is-speaking", many)
    assert voices["doc_id"].nunique() == 40 and "north" in FIGURES["who-is-speaking"].title(voices)
    drawn = FIGURES["who-is-speaking"].plot(voices).figure
    assert "Drawn: 24 of 40 texts, spread evenly over the groups; the table has all of them." in words_of(drawn)
    assert "12 of 20 texts" in words_of(drawn)
