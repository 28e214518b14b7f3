"""What names of files and folders say, and folders that list their texts."""

import csv

import pytest

import analysis as same
from analysis.schema import InputError
from analysis.texts.intake.files import File
from analysis.texts.intake.names import read_names

TEXT = "The ferry is late, and it waits for a crew."


def named(*paths, order="", place="in/"):
    found, notes = read_names([File(place + path, b"x", path, origin=path) for path in paths], order)
    return [found[path] for path in paths], notes


def test_a_day_and_an_outlet_in_every_name():
    found, notes = named("2014-07-08_estuary-post_ferry.txt", "2014-07-09_port-daily_crew.txt")
    assert found == [
        {"date": "2014-07-08", "outlet": "estuary-post", "name_3": "ferry"},
        {"date": "2014-07-09", "outlet": "port-daily", "name_3": "crew"},
    ]
    assert notes == ["dates and outlets are those in the names of files, as in 2014-07-08_estuary-post_ferry.txt"]


@pytest.mark.parametrize(
    ("names", "outlets"),
    [
        (["a_20140708.txt", "a_20140709.txt", "b_20140708.txt", "b_20140710.txt"], ["a", "a", "b", "b"]),
        (["2014_07_08_a_x.txt", "2014_07_09_b_y.txt"], ["a", "b"]),
        (["2014-07-08_ferry.txt", "2014-07-09_crew.txt"], ["", ""]),  # a subject, for all that the name says
        (["2014-07-08 ferry.txt", "2014-07-09 crew.txt"], ["", ""]),
        (["2014-07-08_1_x.txt", "2014-07-09_2_y.txt"], ["", ""]),
        ([f"2014-07-08_{letter}_y.txt" for letter in "abcdefghijkl"], [""] * 12),
    ],
)
def test_an_outlet_is_taken_only_from_a_pattern(names, outlets):
    found, _ = named(*names)
    assert [one.get("outlet", "") for one in found] == outlets
    assert all(one["date"].startswith("2014-07-") for one in found)


def test_one_name_without_a_day_and_none_is_dated():
    found, notes = named("2014-07-08_a_x.txt", "notes_a_x.txt")
    assert found == [{"name_1": "2014-07-08"}, {"name_1": "notes"}]
    assert notes == [
        "1 of 2 names of files hold a day, but notes_a_x.txt does not, so none is taken; write the days into "
        "SOURCES.csv, or one into each name"
    ]


def test_an_export_and_an_empty_file_keep_no_day_from_the_others():
    export = (
        b"1 of 1 DOCUMENTS\n\nThe Post\n\nJuly 1, 2014\n\nLate\n\nBODY:\n\nIt is late.\n\nLOAD-DATE: July 1, 2014\n"
    )
    bytes_of = {"Files.TXT": export, "empty.txt": b"", "2014-07-08_a_x.txt": b"x", "2014-07-09_b_y.txt": b"y"}
    found, notes = read_names([File(name, data, name, origin=name) for name, data in bytes_of.items()], "")
    assert [found[name].get("date", "") for name in bytes_of] == ["", "", "2014-07-08", "2014-07-09"]
    assert notes == ["dates and outlets are those in the names of files, as in 2014-07-08_a_x.txt"]


def test_days_in_figures_are_asked_for():
    with pytest.raises(InputError, match=r"in/08-07-2014_a.txt: '08-07-2014' is two days; say --dates"):
        named("08-07-2014_a.txt")
    assert named("08-07-2014_a.txt", order="dmy")[0][0]["date"] == "2014-07-08"


def test_parts_of_names_are_columns_that_nobody_interprets():
    found, _ = named("EU_euro_2004_de_V.txt", "EU_euro_2004_en_PSE.txt", "EU_euro_2004_en_V.txt")
    assert found[1] == {"name_4": "en", "name_5": "PSE"}


def test_folders_of_days_have_the_outlet_above_them_and_others_are_kept():
    found, notes = named("port-daily/2014/07/08/x.txt", "news/2014/07/09/x.txt", "news/2014/07/09/y.txt")
    assert [(one["outlet"], one["date"]) for one in found] == [
        ("port-daily", "2014-07-08"),
        ("news", "2014-07-09"),
        ("news", "2014-07-09"),
    ]
    assert notes == ["outlets are the names of folders, as in port-daily/2014/07/08/x.txt"]
    found, _ = named("port-daily/2014/05/x.txt", "news/2014/06/y.txt")
    assert [(one["outlet"], one.get("date"), one["folder_3"]) for one in found] == [
        ("port-daily", None, "05"),
        ("news", None, "06"),
    ]
    found, notes = named("sport/x.txt", "business/y.txt")
    assert found == [{"folder_1": "sport"}, {"folder_1": "business"}]
    assert notes == ["folders are kept as columns (business, sport); --map outlet=folder_1 where they are outlets"]


def test_a_person_says_what_a_folder_is(tmp_path):
    for name in ("port-daily/x.txt", "news/x.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(f"{name[0]}: {TEXT}")
    documents = same.gather([str(tmp_path)], columns={"outlet": "folder_1"}).documents
    assert documents[["doc_id", "outlet"]].values.tolist() == [["x", "news"], ["x-2", "port-daily"]]
    assert "folder_1" not in documents


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        (f"Ferry late again\n\n{TEXT}\n\nIt sails.", "Ferry late again", f"{TEXT}\n\nIt sails."),
        (f"By Ann Lee\n\n{TEXT}", "", f"By Ann Lee\n\n{TEXT}"),
        (f"The ferry is late.\n\n{TEXT}", "", f"The ferry is late.\n\n{TEXT}"),
        (f"Ferry late again\n{TEXT}\n{TEXT}", "", f"Ferry late again\n\n{TEXT}\n\n{TEXT}"),
        (f"Brenn, 4 May 2010\n\n{TEXT}", "", f"Brenn, 4 May 2010\n\n{TEXT}"),
    ],
)
def test_the_first_line_is_a_title_where_it_is_one(tmp_path, text, title, body):
    (tmp_path / "x.txt").write_text(text)
    documents = same.gather([str(tmp_path)]).documents
    assert documents[["title", "text"]].values.tolist() == [[title, body]]


def test_a_corpus_gathered_again_is_the_same():
    first = same.gather(["data/raw"])
    ours = same.read_corpus("data/raw")
    for mine, theirs in zip(first.documents["text"], ours["text"], strict=True):
        assert mine.split() == theirs.split()
        assert [line.split() for line in mine.split("\n") if line] == [
            words for line in theirs.split("\n") if (words := line.split())
        ]
    for column in ("doc_id", "title", "source_type", "issuer", "date", "page_date", "notes"):
        assert first.documents[column].tolist() == ours[column].tolist(), column


def test_what_a_list_of_sources_does_not_name_is_left_out(tmp_path):
    (tmp_path / "texts").mkdir()
    for name in ("texts/one.txt", "README.md"):
        (tmp_path / name).write_text(f"Ferry late again\n\n{TEXT}\nIt waits.")
    with (tmp_path / "SOURCES.csv").open("w", newline="") as file:
        csv.writer(file).writerows(
            [
                ["doc_id", "file", "date", "side"],
                ["a", "texts/one.txt", "4 May 2010", "left"],
                ["b", "none.txt", "", ""],
            ]
        )
    gathered = same.gather([str(tmp_path)])
    assert gathered.documents[["doc_id", "date", "side", "text"]].values.tolist() == [
        ["a", "2010-05-04", "left", f"Ferry late again\n\n{TEXT}\nIt waits."]
    ]
    assert gathered.left_out["why"].tolist() == [
        f"is not listed in {tmp_path.name}/SOURCES.csv",
        "is listed in SOURCES.csv and not there",
    ]


def test_a_gathered_corpus_keeps_its_layout_when_it_is_gathered_again(tmp_path):
    page = "<h2>Crew</h2><p>It waits.</p><blockquote>Never</blockquote><p>It sails.</p>"
    (tmp_path / "one.csv").write_text(f"id,title,content\na/1,Ferry,{page}\n")
    first = same.gather([str(tmp_path / "one.csv")])
    same.write_corpus(first, tmp_path / "out")
    again = same.gather([str(tmp_path / "out")])
    assert first.layout["kind"].tolist() == ["headline", "quote"]
    for name in ("documents", "layout"):
        one, two = getattr(first, name), getattr(again, name)
        columns = [column for column in one.columns if not column.startswith("taken_")]
        assert one[columns].values.tolist() == two[columns].values.tolist(), name
    assert again.left_out.empty


def test_a_list_of_sources_that_cannot_be_read_is_read_as_any_table(tmp_path):
    (tmp_path / "SOURCES.csv").write_bytes(b"\xff\xfe\x00\xd8")
    (tmp_path / "one.txt").write_text(TEXT)
    gathered = same.gather([str(tmp_path)])
    assert gathered.documents["text"].tolist() == [TEXT]
    assert gathered.left_out["taken_from"].tolist() == [f"{tmp_path.name}/SOURCES.csv"]
