import pytest

from analysis.texts.intake.article import Options
from analysis.texts.intake.files import File
from analysis.texts.intake.formats import reader_of
from tests.texts.intake.documents import docx, rtf

COVER = (
    "Date and Time: Monday, 3 June 2019 10:00",
    "Job Number: 12345",
    "Documents (2)",
    "1. Bridge shut",
    "Client/Matter: -None-",
    "Search Terms: bridge",
    "2. Bridge open",
    "",
)
FIRST = (
    "Bridge shut",
    "The Morning Post (London) - Final Edition",
    "June 3, 2019 Monday, Late Edition - Final",
    "",
    "\nCopyright 2019 Morning Post All Rights Reserved",
    "Section:\xa0NEWS; Pg. 1",
    "Length:\xa012 words",
    "Byline:\xa0By Ann Lee",
    "Bo Hall in Leeds",
    "Highlight:\xa0A crack was found",
    "Body",
    "",
    "LEEDS -- The bridge is shut.",
    "Photo: nobody",
    "Section: the old one",
    "Graphic",
    "A subhead like a label.",
    "It opens on Monday.",
    "\nhttps://post.example/news/bridge",
    "\nGraphic",
    "",
    "Photo: the bridge",
    "Related Articles",
    "Older news",
    "Classification",
    "",
    "Language:\xa0ENGLISH",
    "\nSubject:\xa0BRIDGES (91%)\nLoad-Date:\xa0June 4, 2019",
    "",
    "\nEnd of Document",
)
SECOND = (
    "Bridge open - Correction Appended",
    "The Morning Post",
    "",
    "\n Correction Appended",
    "\nCopyright 2019 Morning Post",
    "Length:\xa04 words",
    "",
    "The bridge is open.",
    "Correction",
    "",
    "It was open before.",
    "Correction-Date:\xa0June 7, 2019",
    "\nLoad-Date:\xa0June 6, 2019",
    "",
    "\nEnd of Document",
)


def read(file, **options):
    reading = reader_of(file).read(file, Options(**options))
    assert reading.kind.startswith("Nexis")
    return reading


def texts(article):
    return [block.text for block in article.blocks]


def about(article, *names):
    return tuple(getattr(article, name) for name in names)


def page(*documents, announced=None):
    """Return a page of old Nexis; each document is a list of paragraphs."""
    pieces = "".join(
        f'<A NAME="DOC_ID_{n}_0"></A><!-- <DOC> -->'
        + "".join(f"<DIV><P><SPAN>{one}</SPAN></P></DIV>" for one in document)
        for n, document in enumerate(documents, 1)
    )
    meta = f'<META TOPIC="null" DOCUMENTS="{announced or len(documents)}">'
    return File(
        "old.html", f"<HTML><HEAD><STYLE><!-- .c0 {{}} --></STYLE>{meta}</HEAD><BODY>{pieces}</BODY></HTML>".encode()
    )


def test_a_docx_is_split_behind_its_cover():
    reading = read(docx(*COVER, *FIRST, *SECOND))
    assert (reading.kind, reading.announced) == ("Nexis DOCX", 2)
    one, two = reading.articles
    assert about(
        one, "title", "outlet", "date", "page_date", "byline", "section", "language", "url", "stated_words"
    ) == (
        "Bridge shut",
        "The Morning Post (London) - Final Edition",
        "2019-06-03",
        "2019-06-04",
        "Ann Lee; Bo Hall in Leeds",
        "NEWS; Pg. 1",
        "en",
        "https://post.example/news/bridge",
        12,
    )
    assert texts(one) == [
        "LEEDS -- The bridge is shut.",
        "Photo: nobody",
        "Section: the old one",
        "Graphic",
        "A subhead like a label.",
        "It opens on Monday.",
    ]
    assert one.more == {"highlight": "A crack was found", "graphic": "Photo: the bridge"}
    assert about(two, "title", "outlet", "date", "page_date", "correction", "place") == (
        "Bridge open",
        "The Morning Post",
        "",
        "2019-06-06",
        "2019-06-07: It was open before.",
        "document 2",
    )
    assert texts(two) == ["The bridge is open."]


def test_a_date_in_a_headline_is_not_the_day_of_publication():
    lines = ("July 4, 1776: a day", "The Post", "5. Juli 2019 Freitag", "Length:\xa04 words", "Body", "", "It was hot.")
    (article,) = read(docx(*lines, "End of Document")).articles
    assert about(article, "title", "outlet", "date") == ("July 4, 1776: a day", "The Post", "2019-07-05")


def test_no_headline_is_no_headline_and_an_empty_text_is_kept_for_the_list():
    lines = (
        "No Headline In Original",
        "The Post",
        "July 5, 2019",
        "Length:\xa00 words",
        "Body",
        "",
        "\nGraphic",
        "",
        "A map",
    )
    (article,) = read(docx(*lines, "Load-Date:\xa0July 5, 2019", "End of Document")).articles
    assert (article.title, article.blocks) == ("", [])


def test_a_document_without_its_end_mark_is_split_by_its_length():
    reading = read(docx(*FIRST[:-1], *SECOND))
    assert [one.title for one in reading.articles] == ["Bridge shut", "Bridge open"]
    assert [one.place for one in reading.articles] == ["document 1", "after document 1"]


def test_an_rtf_is_read_like_a_docx():
    body = "\\par ".join(
        line.strip().replace("\xa0", r"\~").replace("\n", r"\line ") for line in (*COVER, *FIRST, *SECOND)
    )
    one, two = read(rtf(body.replace("Bridge shut", r"Bridge;\line shut"), name="Files(1).DOCX")).articles
    assert about(one, "title", "date", "page_date") == ("Bridge; shut", "2019-06-03", "2019-06-04")
    assert texts(one)[-1] == "It opens on Monday."
    assert texts(two) == ["The bridge is open."]


def test_sentences_that_the_export_broke_are_joined_and_counted():
    long = "Nobody who lives in the valley has ever seen the river as high as"
    head = ("Flood", "The Post", "July 5, 2019", "Length:\xa09 words", "Body", "")
    body = (long, "this, they said.", "“It is", "too high,” he said.", "A list", "eggs", long, "smith@post.example")
    reading = read(docx(*head, *body, "End of Document"))
    assert texts(reading.articles[0]) == [
        f"{long} this, they said.",
        "“It is too high,” he said.",
        "A list",
        "eggs",
        long,
        "smith@post.example",
    ]
    assert reading.notes == ["paragraphs broken in the middle of a sentence, and joined: 2"]


def test_a_transcript_in_lines_goes_on_with_capital_letters_too_but_not_into_another_turn():
    line = "we have never seen anything in the whole of our lives that was as high as"
    head = ("Flood", "The Post", "July 5, 2019", "Length:\xa09 words", "Body", "")
    body = [f"LEE: {line}", *[line] * 5, "Ann Lee has, she said.", f"HALL: {line}", "LEE: No."]
    (article,) = read(docx(*head, *body, "End of Document")).articles
    assert texts(article) == [" ".join(body[:7]), body[7], body[8]]


def old(number, *, total=2, title="Bridge shut", body=('He said "no".',), date="June 3, 1995, CITY EDITION", tail=()):
    head = [f"{number} of {total} DOCUMENTS", "The Irish Post", date, title, "BYLINE: By ANN LEE, --(Reuter)"]
    after = [
        "LOAD-DATE: June 4, 1995",
        "LANGUAGE: ENGLISH",
        *tail,
        "Copyright 1995 The Irish Post<BR>All Rights Reserved",
    ]
    return [one for one in [*head, "LENGTH: 1,012 words", "&nbsp;", *body, *after] if one]


def test_a_page_of_old_nexis_is_split_at_its_anchors():
    error = ["We are sorry but there is an error in this document and it is not possible to display it."]
    reading = read(
        page(old(1, tail=["CORRECTION: It was open.", "GRAPHIC: Map"]), error, old(3, title="", date="12 juin 1995"))
    )
    one, two = reading.articles
    assert about(
        one, "title", "outlet", "date", "page_date", "byline", "source_type", "correction", "stated_words"
    ) == (
        "Bridge shut",
        "The Irish Post",
        "1995-06-03",
        "1995-06-04",
        "ANN LEE (Reuter)",
        "newswire?",
        "It was open.",
        1012,
    )
    assert texts(one) == ['He said "no".']
    assert about(two, "title", "outlet", "date", "place") == ("", "The Irish Post", "1995-06-12", "document 3")
    assert [(left.place, left.why) for left in reading.left_out] == [
        ("document 2", "the database gave an error instead of document 2")
    ]
    assert reading.announced == 3
    assert reading.notes == []


def test_labels_in_german_and_breaks_in_a_page():
    document = [
        "1 of 1 DOCUMENTS",
        "Der Bote",
        "27.</SPAN><SPAN> Februar 2012 Montag 9:50 PM GMT+1",
        "Brücke zu<BR>Die Stadt klagt",
        "AUTOR: Anna Lehm",
        "RUBRIK: POLITIK",
        "L&Auml;NGE: 1285 W&ouml;rter",
        "BOTE: Ist sie zu?<BR>&nbsp;<BR>Lehm: Ja.",
        "UPDATE: 28. Februar 2012",
        "SPRACHE: GERMAN; DEUTSCH",
        "Copyright 2012 Der Bote<BR>Alle Rechte vorbehalten",
    ]
    (article,) = read(page(document)).articles
    assert about(article, "title", "outlet", "date", "page_date", "byline", "language", "stated_words") == (
        "Brücke zu",
        "Der Bote",
        "2012-02-27",
        "2012-02-28",
        "Anna Lehm",
        "de",
        1285,
    )
    assert article.more["highlight"] == "Die Stadt klagt"
    assert texts(article) == ["BOTE: Ist sie zu?", "Lehm: Ja."]


def test_lost_quotation_marks_are_told_and_not_mended():
    reading = read(page(old(1, body=['It will open" in May.', 'Never" again.']), old(2)))
    assert texts(reading.articles[0]) == ['It will open" in May.', 'Never" again.']
    assert reading.notes == [
        "in 2 paragraphs a quotation ends that did not begin: the database has lost marks; none is added"
    ]


def test_five_hundred_documents_nested_in_each_other_are_read():
    many = page(*[old(n, total=600) for n in range(1, 601)]).data.replace(b"<!-- <DOC> -->", b'<DIV CLASS="c10"/>')
    assert len(read(File("old.html", many)).articles) == 600


@pytest.mark.parametrize(
    "file",
    [
        File("a.txt", b"Length: the bridge is long.\n\nIt is 1 of 2 DOCUMENTS that matter."),
        File("a.html", b"<html><body><p>1 of 2 DOCUMENTS</p><p>LENGTH: 5</p></body></html>"),
        docx("The end of document", "It has no label."),
        rtf("End of Document"),
    ],
)
def test_other_files_are_left_to_other_readers(file):
    assert not reader_of(file).read(file, Options()).kind.startswith("Nexis")
