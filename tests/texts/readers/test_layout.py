"""The column `layout` and layout.csv: read strictly, and named where they do not fit their text."""

import json

import pytest

from analysis.schema import InputError
from analysis.texts.readers.corpus import read_corpus

TEXT = "By Ann Roe\n\nIt burned."
HEAD = "doc_id,start,end,kind,speaker\n"


def folder(tmp_path, layout, sources="doc_id,file\na,a.txt\nb,a.txt\n"):
    (tmp_path / "SOURCES.csv").write_text(sources)
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "layout.csv").write_text(layout)
    return tmp_path


def test_a_folder_has_its_layout_beside_it(tmp_path):
    place = folder(tmp_path, f"{HEAD}b,0,10,byline,\nb,12,22,quote,“Roe”\n")
    assert read_corpus(place)["layout"].tolist() == ["", '[[0, 10, "byline", ""], [12, 22, "quote", "“Roe”"]]']
    assert read_corpus(folder(tmp_path, HEAD))["layout"].tolist() == ["", ""]


def test_a_table_has_it_in_a_column(tmp_path):
    file = tmp_path / "corpus.jsonl"
    stretch = [0, 10, "byline", ""]
    rows = [{"doc_id": "a", "text": TEXT, "layout": [stretch]}, {"doc_id": "b", "text": TEXT, "layout": None}]
    file.write_text("\n".join(map(json.dumps, rows)))
    assert read_corpus(file)["layout"].tolist() == [json.dumps([stretch]), ""]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("c,0,10,byline,", "layout.csv, line 2: there is no text 'c'; remove the line"),
        ("a,0,99,byline,", "layout.csv, line 2: 0 to 99 is no stretch of 22 characters; correct the offsets"),
        ("a,10,10,byline,", "layout.csv, line 2: 10 to 10 is no stretch of 22 characters; correct the offsets"),
        ("a,-1,10,byline,", "layout.csv, line 2: '-1' and 10 are no offsets; write whole numbers"),
        ("a,0,,byline,", "layout.csv, line 2: 0 and '' are no offsets; write whole numbers"),
        (
            "a,0,10,author,",
            "layout.csv, line 2: 'author' is no known kind; write one of headline, body, byline, caption",
        ),
        ("a,0,10,byline,\na,9,12,body,", "layout.csv, line 3: begins at 9, before 10, where the one before it ends"),
        ("a,0,10,byline", "layout.csv, line 2: 4 cells for 5 columns"),
        (",0,10,byline,", "layout.csv, line 2, column doc_id: empty"),
    ],
)
def test_a_line_that_does_not_fit_is_named(tmp_path, line, message):
    with pytest.raises(InputError) as caught:
        read_corpus(folder(tmp_path, f"{HEAD}{line}\n"))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_text_has_one_layout(tmp_path):
    sources = 'doc_id,file,layout\na,a.txt,"[[0, 2, ""body"", """"]]"\nb,a.txt,\n'
    place = folder(tmp_path, f"{HEAD}b,0,10,byline,\n", sources)
    assert read_corpus(place)["layout"].tolist() == ['[[0, 2, "body", ""]]', '[[0, 10, "byline", ""]]']
    with pytest.raises(InputError, match=r"SOURCES.csv, row 2, column layout: .*layout.csv has it too; empty one"):
        read_corpus(folder(tmp_path, f"{HEAD}a,0,10,byline,\n", sources))


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("{}", "row 2, column layout: {} is no list; write a list of [start, end, kind, speaker]"),
        ("[1]", "row 2, column layout, entry 1: 1 is no stretch; write a list"),
        ("[[0, 1, 'body', '']]", "row 2, column layout: not JSON"),
        ('[[0, 1, ""body""]]', "entry 1: [0, 1, 'body'] is no stretch"),
        ('[[0, true, ""body"", """"]]', "entry 1: 0 and True are no offsets"),
        ('[[0, 1.0, ""body"", """"]]', "entry 1: 0 and 1.0 are no offsets"),
        ('[[0, 1, [], """"]]', "entry 1: [] is no known kind"),
        ('[[0, 1, ""body"", null]]', "entry 1: the speaker None is no text"),
    ],
)
def test_a_cell_that_is_no_layout_is_named(tmp_path, cell, message):
    file = tmp_path / "corpus.csv"
    file.write_text(f'doc_id,text,layout\na,It burned.,"{cell}"\n')
    with pytest.raises(InputError) as caught:
        read_corpus(file)
    assert message in str(caught.value)
