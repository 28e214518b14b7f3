"""The headings of old Nexis: the outlet beside its copyright, and headlines of several lines, in each format."""

import pytest

from analysis.texts.intake.files import File
from tests.texts.intake.documents import docx, rtf
from tests.texts.intake.test_nexis import page, read, texts

BODY = ["LENGTH: 8 words", "BODY:", "The bridge is shut .", "LOAD-DATE: June 4, 2019"]


def outlets(file):
    return [one.outlet for one in read(file).articles]


def test_an_outlet_below_its_logo_in_the_paragraph_of_the_copyright_is_found():
    heading = "<BR>Copyright 2019 Post Media&nbsp;<BR><IMG SRC='logo.png'><BR>The Post"
    assert outlets(page(["1 of 1 DOCUMENTS", heading, "June 3, 2019 Monday<BR>Main Edition", *BODY])) == ["The Post"]


def test_a_copyright_of_several_lines_is_no_outlet():
    lines = ("Copyright 2019 Post Media, LLC d/b/a", "Post Digital", "All Rights Reserved")
    date = "June 3, 2019 Monday"
    text = "\n\n".join(["1 of 1 DOCUMENTS", "\n".join(f"      {line}" for line in lines), "   The Post", date, *BODY])
    assert outlets(File("a.txt", text.encode())) == ["The Post"]
    blocks = ["1 of 1 DOCUMENTS", "", *lines, "The Post", "", date, "", *(line for one in BODY for line in (one, ""))]
    assert outlets(rtf("".join(rf"{one}\par " for one in blocks))) == ["The Post"]


def test_a_headline_that_goes_on_in_the_next_paragraph_is_whole():
    blocks = ["1 of 1 DOCUMENTS", "", "The Post", "", "June 3, 2019 Monday", "", "LENGTH: 8 words", ""]
    blocks += ["HEADLINE: Bridge shut;", "crack was found", "", "BYLINE: Ann Lee", "", "BODY:", "It is shut.", ""]
    (one,) = read(rtf("".join(rf"{one}\par " for one in [*blocks, "LOAD-DATE: June 4, 2019"]))).articles
    assert (one.title, one.byline, texts(one)) == ("Bridge shut; crack was found", "Ann Lee", ["It is shut."])


def test_a_stop_that_the_export_has_wrapped_stands_at_its_word():
    text = (
        "1 of 1 DOCUMENTS\n\nThe Post\n\nJune 3, 2019 Monday\n\nLENGTH: 8 words\n\nBODY:\n\nIt hit a bridge\n. It shut"
    )
    (one,) = read(File("a.txt", f"{text}\n.\n\nLOAD-DATE: June 4, 2019".encode())).articles
    assert texts(one) == ["It hit a bridge. It shut."]


def test_an_abstract_before_the_text_is_no_text_however_it_is_set():
    head = ["1 of 1 DOCUMENTS", "The Post", "June 3, 2019 Monday", "LENGTH: 8 words"]
    blocks = [*head, "BODY:<BR><BR>ABSTRACT<BR>", "a bridge&nbsp;<BR><BR>FULL TEXT<BR>", "It is shut."]
    text = "\n\n".join([*head, "BODY:", "ABSTRACT", "a bridge", "FULL TEXT", "It is shut.", "LOAD-DATE: June 4, 2019"])
    for file in (page([*blocks, "LOAD-DATE: June 4, 2019"]), File("a.txt", text.encode())):
        (one,) = read(file).articles
        assert (texts(one), one.more["highlight"]) == (["It is shut."], "a bridge")


@pytest.mark.parametrize(
    ("heading", "outlet", "date", "written"),
    [
        (["ARTICLE: A shut bridge", "Spring, 2019"], "", "", "Spring, 2019"),
        (["2019 Bill Text", "Prefiled, March 4, 2019"], "", "2019-03-04", None),
        (["A shut bridge", "Journal of Bridges", "2019"], "Journal of Bridges", "", "2019"),
        (["A shut bridge", "The Post", "June 3, 2019"], "The Post", "2019-06-03", None),
    ],
)
def test_the_period_of_a_journal_is_neither_its_outlet_nor_a_day(heading, outlet, date, written):
    lines = [*heading, "", "Length:\xa03 words", "Body", "", "It is shut.", "Load-Date:\xa0June 4, 2019"]
    (one,) = read(docx(*lines, "End of Document")).articles
    assert (one.outlet, one.date, one.more.get("date_as_written")) == (outlet, date, written)


def test_a_heading_with_an_empty_paragraph_is_read():
    found = read(page(["1 of 1 DOCUMENTS", "The Post", "&nbsp;", "He said no.", "LOAD-DATE: June 4, 2019"]))
    assert found.articles or found.left_out
