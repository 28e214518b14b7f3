import pytest

from analysis.schema import InputError
from analysis.texts.intake import docx as docx_module
from analysis.texts.intake import rtf as rtf_module
from analysis.texts.intake.article import Options
from analysis.texts.intake.files import File, files
from analysis.texts.intake.formats import reader_of
from analysis.texts.intake.xml import xml_of
from tests.texts.intake.documents import docx, odt, paragraph, rtf

TABLE = (
    "<table:table><table:table-row><table:table-cell><text:p>cell</text:p></table:table-cell></table:table-row>"
    "</table:table>"
)
SENTENCE = "The ferry to Port Ost did not sail on Monday, said Ann Lee."


def run(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def text_of(file):
    return [one.text for one in docx_module.document(file).paragraphs]


def read(file):
    return reader_of(file).read(file, Options())


def test_a_docx_is_read_as_its_page_shows_it():
    page = (
        run("Ann")
        + f"<w:smartTag>{run(' Lee')}</w:smartTag><w:ins>{run(' never')}</w:ins><w:del>{run(' always')}</w:del>"
        + f"<w:moveFrom>{run(' here')}</w:moveFrom><w:hyperlink>{run(' said')}</w:hyperlink>"
        + f"<w:fldSimple>{run(' it')}</w:fldSimple><w:sdt><w:sdtContent>{run(' of Bo')}</w:sdtContent></w:sdt>"
        + run(" secretly", "<w:vanish/>")
        + run(" aloud", '<w:vanish w:val="0"/>')
        + f"<mc:AlternateContent><mc:Choice>{run('.')}</mc:Choice><mc:Fallback>{run('.')}</mc:Fallback>"
        "</mc:AlternateContent><w:r><w:br/><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t><w:softHyphen/><w:t>C</w:t></w:r>"
    )
    found = docx_module.document(docx(paragraph(page)))
    assert [one.text for one in found.paragraphs] == ["Ann Lee never said it of Bo aloud.\nA-BC"]
    assert found.omitted == {"deletions": 2, "hidden stretches": 1}


def test_what_is_no_running_text_is_counted_and_taken_only_where_there_is_nothing_else():
    table = f"<w:tbl><w:tr><w:tc>{paragraph('In a cell')}</w:tc></w:tr></w:tbl>"
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('In a box')}</w:txbxContent></w:pict></w:r>"
    boxes = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    note = "<w:r><w:footnoteReference/></w:r>"
    file = docx(table, paragraph(run("Words") + boxes + note))
    assert text_of(file) == ["Words"]
    assert docx_module.document(file).omitted == {"tables": 1, "text boxes": 1, "footnotes": 1}
    assert read(file).notes == ["no part of the text: tables (1), text boxes (1), footnotes (1)"]
    assert text_of(docx(table, paragraph("<w:r/>" + boxes))) == ["In a cell", "", "In a box"]


def test_a_paragraph_whose_end_was_deleted_goes_on():
    first = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('The ferry ')}</w:p>"
    assert text_of(docx(first, "is old.")) == ["The ferry is old."]


def test_the_text_is_found_where_the_document_says_it_is(tmp_path):
    file = docx("Words", part="word/document2.xml")
    assert text_of(file) == ["Words"]
    (tmp_path / "a.docx").write_bytes(file.data)
    assert [one.origin for one in files(tmp_path / "a.docx")] == ["a.docx"]  # one file, not an archive of XML


def test_an_article_has_its_headline_and_its_parts_from_styles():
    parts = (paragraph("Ferry old", "Titel"), paragraph("By Ann Lee"), paragraph("Repairs", "berschrift1"))
    styles = (("Titel", "Title"), ("berschrift1", "heading 1"), ("Zitat", "Quote"))
    reading = read(docx(*parts, paragraph("It sails\n\nno more.\nNever.", "Zitat"), styles=styles))
    (article,) = reading.articles
    assert (reading.kind, article.title, article.outlet, article.date) == ("DOCX", "Ferry old", "", "")
    assert [(one.text, one.kind) for one in article.blocks] == [
        ("By Ann Lee", ""),
        ("Repairs", "headline"),
        ("It sails", "quote"),
        ("no more. Never.", "quote"),
    ]


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("Ferry ‘old’, says chief", "Ferry ‘old’, says chief"),
        ("Will it sail?", "Will it sail?"),
        ("The ferry is old.", ""),
        ("“It is old.”", ""),
        ("By Ann Lee", ""),
        (f"{SENTENCE} It is old and so is the whole of the port and all that floats in it as well, they said", ""),
    ],
)
def test_a_first_line_is_a_headline_where_it_reads_like_one(first, title):
    article = read(docx(first, SENTENCE)).articles[0]
    assert article.title == title
    assert [one.text for one in article.blocks] == [*([] if title else [first]), SENTENCE]


def test_one_line_is_a_text_and_no_headline():
    assert read(docx("Ferry old")).articles[0].title == ""


def test_an_odt_is_read_as_its_page_shows_it():
    styles = '<style:style style:name="P1" style:parent-style-name="Title"/>'
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        '<text:p text:style-name="P1">Ferry old</text:p><text:h text:style-name="Heading_20_1">Repairs</text:h>'
        "<text:p>Ann<office:annotation><text:p>who?</text:p></office:annotation> <text:span>Lee</text:span>"
        '<text:s text:c="2"/>said'
        "<text:note><text:note-body><text:p>On Monday.</text:p></text:note-body></text:note> no.<text:line-break/>Yes."
        "<!-- no words --></text:p>"
        "<text:list><text:list-item><text:p>One.</text:p></text:list-item></text:list>"
        + TABLE
        + "<text:p><draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame><draw:frame/>"
        "</text:p>"
    )
    reading = read(odt(body, styles))
    (article,) = reading.articles
    assert (reading.kind, article.title) == ("ODT", "Ferry old")
    assert [(one.text, one.kind) for one in article.blocks] == [
        ("Repairs", "headline"),
        ("Ann Lee said no. Yes.", ""),
        ("One.", ""),
    ]
    assert reading.notes == [
        "no part of the text: deletions (1), comments (1), footnotes (1), tables (1), text boxes (1)",
    ]


def test_an_odt_of_tables_alone_is_read():
    assert [one.text for one in read(odt(TABLE)).articles[0].blocks] == ["cell"]


def test_an_rtf_is_read_as_its_page_shows_it():
    body = (
        r"{\field{\*\fldinst{HYPERLINK "
        + '"https://a.example/x"'
        + r"}}{\fldrslt{Ferry \'93old\'94}}}\par "
        + r"Seen{\v  hidden} on{\deleted  gone}\v  secret\v0 \line the \u8220?page\u8221?{\footnote note}.\par "
        + r"\u-10179?\u-8704? \'80 5{\pict\bin4 }}{{\blip}{\*\unknown words}\par "
        + r"\trowd\intbl cell\cell\row\pard A\~B\_C\-D"
    )
    found = rtf_module.document(rtf(body))
    assert [one.text for one in found.paragraphs] == [
        "Ferry “old”",
        "Seen on\nthe “page”.",
        "😀 € 5",
        "A\xa0B-C\xadD",
    ]
    assert found.omitted == {"hidden stretches": 2, "deletions": 1, "footnotes": 1, "rows of tables": 1}


@pytest.mark.parametrize("head", [r"\mac", r"\ansi\ansicpg10000"])
def test_an_rtf_of_a_macintosh_is_decoded(head):
    assert rtf_module.document(rtf(r"\'d2Caf\'8e\'d3", head)).paragraphs[0].text == "“Café”"


def test_an_rtf_of_tables_alone_is_read():
    lines = [one.text for one in rtf_module.document(rtf(r"\trowd\intbl One\cell Two\cell\row")).paragraphs]
    assert lines == ["One", "Two", "", ""]


def test_a_file_is_read_by_what_it_holds_not_by_its_name():
    reading = read(rtf("Ferry old", name="Files(1).DOCX"))
    assert [one.text for one in reading.articles[0].blocks] == ["Ferry old"]
    assert reading.notes == ["is RTF by its first bytes, and read as such, though its name ends in .docx"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (docx("x").data.replace(b"[Content_Types].xml", b"[Content_Types].xm_"), "of no kind"),
        (docx("<w:p>").data, "broken XML"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "is of Word before 2007"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "has a password"),
    ],
)
def test_what_cannot_be_read_is_named(data, why):
    with pytest.raises(InputError, match=rf"a.docx: .*{why}"):
        read(File("a.docx", data))


def test_entities_are_refused_by_name():
    bomb = b'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><d>&b;</d>'
    with pytest.raises(InputError, match=r"page.xml: declares an entity"):
        xml_of(bomb, "page.xml")
