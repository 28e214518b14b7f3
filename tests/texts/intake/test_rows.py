"""Rows of tables to articles: CSV and its kin, spreadsheets, and the names of columns."""

import csv
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

import analysis as same
from analysis.schema import InputError
from analysis.texts.intake.article import Options
from analysis.texts.intake.columns import field_of
from analysis.texts.intake.files import File
from analysis.texts.intake.formats import reader_of
from analysis.texts.intake.lines import flowing


def read(data, name="list.csv", **options):
    file = File(name, data.encode() if isinstance(data, str) else data)
    return reader_of(file).read(file, Options(**options))


def texts(reading):
    return ["\n\n".join(block.text for block in article.blocks) for article in reading.articles]


def workbook(*sheets):
    """Return an XLSX file: a sheet per table, of strings, numbers and (formula,)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for k, sheet in enumerate(sheets, 1):
            rows = "".join(
                f'<row r="{r}">{"".join(cell(value, f"{chr(64 + c)}{r}") for c, value in enumerate(row, 1))}</row>'
                for r, row in enumerate(sheet, 1)
            )
            archive.writestr(
                f"xl/worksheets/sheet{k}.xml", f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
            )
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE.replace("relationships", "content-types")}"/>')
        book = f'<Relationship Id="r1" Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/>'
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE}">{book}</Relationships>')
        names = "".join(f'<sheet name="S{k}" sheetId="{k}" r:id="r{k}"/>' for k in range(1, len(sheets) + 1))
        archive.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets>{names}</sheets></workbook>'
        )
        parts = "".join(
            f'<Relationship Id="r{k}" Type="{RELATION}/worksheet" Target="worksheets/sheet{k}.xml"/>'
            for k in range(1, len(sheets) + 1)
        )
        archive.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKAGE}">{parts}</Relationships>')
    return buffer.getvalue()


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def cell(value, place):
    if isinstance(value, tuple):
        return f'<c r="{place}"><f>{value[0]}</f><v></v></c>'
    if isinstance(value, (int, float)):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>' if value else ""


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["list.csv", "list.txt"])
def test_the_sign_between_cells_is_seen_and_not_taken_from_the_name(sign, name):
    rows = [
        ["Headline", "Source", "Body"],
        ["Ferry | late; again", "NA", "He said, “no; never”.\tAh."],
        ["Map", "None", "A."],
    ]
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=sign).writerows(rows)
    reading = read(buffer.getvalue(), name)
    assert texts(reading) == ["He said, “no; never”.\tAh.", "A."]
    assert [(one.title, one.outlet, one.place) for one in reading.articles] == [
        ("Ferry | late; again", "NA", "row 2"),
        ("Map", "None", "row 3"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The ferry, he said, is late.\n\nIt waits, she said, for a crew.",
        "Date: 4 May 2024\n\nText of it, all of it.",
        "Harbour, Brenn\nFerry, late\nCrew, none",
        "Dear reader; the ferry is late.\nIt waits; we wait.",
    ],
)
def test_prose_with_commas_is_no_table(text):
    assert read(text, "ferry.txt").kind == "text"


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Full text", "text"), ("article_body", "text"), ("FullText", "text"), ("publishedAt", "date"),
        ("Pub. date", "date"), ("article_url", "url"), ("source_type", "source_type"), ("textile", ""), ("", ""),
    ],
)  # fmt: skip
def test_names_of_columns(name, field):
    assert field_of(name) == field


def test_of_several_columns_of_text_the_longest_is_taken_and_said():
    reading = read("article,content,story_id,year,month,day\n7,The ferry is late.,a,2016.0,12.0,3.0\n")
    assert texts(reading) == ["The ferry is late."]
    assert reading.notes == ["the texts are in column content, longer than article; --map text=COLUMN for another"]
    assert reading.articles[0].date == "2016-12-03"
    assert reading.articles[0].more["article"] == "7"


def test_a_column_that_can_only_be_the_text_is_taken_and_said():
    rows = f"speaker,summary,words spoken\nAnn,{'It. ' * 100},{'It waits. ' * 50}\n"
    reading = read(rows)
    assert texts(reading) == [("It waits. " * 50).strip()]
    assert "the texts are in column words spoken, which is far the longest" in reading.notes[0]


def test_a_person_says_which_column_is_which():
    reading = read("a,b,c\nFerry,x,The ferry is late.\n", columns=(("text", "c"), ("title", "a"), ("mood", "b")))
    (article,) = reading.articles
    assert (article.title, article.more, texts(reading)) == ("Ferry", {"mood": "x"}, ["The ferry is late."])
    with pytest.raises(InputError, match=r"list.csv: --map text=d: there is no column d; there are a, b, c"):
        read("a,b,c\n1,2,3\n", columns=(("text", "d"),))


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("id,title,url\n1,Ferry,https://a.example/1\n", "holds no texts, only titles and addresses; save the pages"),
        ("a,b\n1,2\n", "name it: --map text=COLUMN; there are a, b"),
        ("id,text\n1,pages/one.html\n2,pages/two.html\n", r"column text holds names of files .*'pages/one.html'"),
        ("20240501100000-1\t20240501100000\t1\ta.example\n", "GDELT lists codes and addresses"),
        ("id,text\n", "holds no rows"),
        ("title,content\nFerry,The ferry… [+23 chars]\n", "Save the pages and give those, or say --truncated"),
    ],
)
def test_a_table_without_texts_is_refused_with_what_to_do(table, message):
    with pytest.raises(InputError, match=message):
        read(table)


def test_what_an_interface_has_cut_is_taken_only_where_a_person_says_so():
    table = "title,source,content\nFerry - Quay Daily,Quay Daily,The ferry… [+23 chars]\nMap,A,[Removed]\nCrew,A,All.\n"
    table += "Pier,A,It.\n"
    reading = read(table)
    assert texts(reading) == ["All.", "It."]
    assert [(left.place, left.title, left.is_error) for left in reading.left_out] == [
        ("row 2", "Ferry", True),
        ("row 3", "Map", False),
    ]
    reading = read(table, truncated=True)
    assert texts(reading) == ["The ferry", "All.", "It."]
    assert [one.truncated for one in reading.articles] == ["the interface has cut 23 characters", "", ""]


def test_rows_that_do_not_fit_are_named_and_the_rest_is_read():
    reading = read('id,text\n1,The ferry, he said\n2,Late.\n3,"It waits\n')
    assert texts(reading) == ["Late."]
    assert [(left.place, left.why[:22], left.is_error) for left in reading.left_out] == [
        ("row 2", "3 cells where the head", True),
        ("row 4", "opens a cell with a qu", True),
    ]


def test_dates_that_are_none_stay_as_they_are_written():
    reading = read("date,text\nMay 2010,One.\n4 May 2010,Two.\n")
    assert [one.date for one in reading.articles] == ["", "2010-05-04"]
    assert reading.articles[0].more == {"date_as_written": "May 2010"}
    assert "dates that are no whole days are left empty, 1 in all: May 2010" in reading.notes


def test_a_corpus_of_ours_gives_the_same_texts(tmp_path):
    text = "One line\nand the next\n\nthe end"
    (tmp_path / "mine.csv").write_text(f'doc_id,text,outlet,side,story\na,"{text}",NA,left,a long name of a\n')
    gathered = same.gather([str(tmp_path / "mine.csv")]).documents
    assert gathered[["doc_id", "text", "outlet", "side"]].values.tolist() == [["a", text, "NA", "left"]]


def test_a_workbook():
    cut = "x" * 32_767
    first = [
        ["Export of 3 May", ""],
        ["Date", "Full text", "Outlet"],
        [40189, "The ferry_x000D_ is late.", "A"],
        [40190, ("1+1",), "B"],
        ["", cut, "C"],
        ["", 12, "D"],
    ]
    reading = read(workbook(first, [["Source", "Text"], ["E", "It waits."]], [["Notes"], ["mine"]]), "list.txt")
    assert [(one.date, one.outlet, one.place, bool(one.truncated)) for one in reading.articles] == [
        ("2010-01-11", "A", "sheet S1, row 3", False),
        ("", "C", "sheet S1, row 5", True),
        ("", "E", "sheet S2, row 2", False),
    ]
    assert [(left.place, left.why[:30]) for left in reading.left_out] == [
        ("sheet S1, row 4", "a formula, not a text"),
        ("sheet S1, row 6", "12: a number or a date, not a "),
        ("sheet S3", "no column that is named like o"),
    ]


def open_document():
    """Return an ODS file with one row."""
    buffer = io.BytesIO()
    office = "urn:oasis:names:tc:opendocument:xmlns"
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = [["Headline", "Text"], ["Ferry", "It waits."]]
    cells = "".join(f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in rows)
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{office}:manifest:1.0"/>')
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{office}:office:1.0" xmlns:table="{office}:table:1.0" '
            f'xmlns:text="{office}:text:1.0"><office:body><office:spreadsheet><table:table table:name="S">{cells}'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    return buffer.getvalue()


def test_a_spreadsheet_of_libreoffice():
    reading = read(open_document(), "list.bin")
    assert [(one.title, one.place, texts(reading)) for one in reading.articles] == [("Ferry", "row 2", ["It waits."])]


def test_a_broken_workbook_is_named():
    data = workbook([["Text"], ["One."]])
    with pytest.raises(InputError, match=r"sheet1.xml is broken"):
        read(data.replace(b"<sheetData>", b"<sheetData<"), "list.xlsx")
    with pytest.raises(InputError, match="a spreadsheet that cannot be read"):
        read(data.replace(b"_rels/.rels", b"_rels/.relx"), "list.xlsx")


def test_wrapped_lines_are_joined_and_the_words_parted_at_their_ends():
    text = (
        "The ferry to the northern isles is over-\ndue, and its crew, which has been on a long-\nterm leave, waits for "
        "the pilot of the har-\nbour. A well-\nknown captain will take the harbour boat.\n\nIt sails on Monday."
    )
    blocks, joined = flowing(text)
    assert [block.text for block in blocks] == [
        "The ferry to the northern isles is overdue, and its crew, which has been on a long-term leave, waits for the "
        "pilot of the harbour. A well-known captain will take the harbour boat.",
        "It sails on Monday.",
    ]
    assert joined == ["overdue", "long-term", "harbour", "well-known"]


@given(st.text(alphabet="ab -\n.", max_size=60))
def test_joining_loses_no_letter(text):
    blocks, _ = flowing(text)
    letters = "".join(c for c in text if c in "ab.")
    assert "".join(c for block in blocks for c in block.text if c in "ab.") == letters
