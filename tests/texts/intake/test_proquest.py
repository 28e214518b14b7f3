from analysis.texts.intake.article import LeftOut
from tests.texts.intake.reading import about, paragraphs, read

RULE = "_" * 60
FIELDS = """Title: {title}

Publication title: The Estuary Post (Online); Brenn, Ont.

Publication date: {date}

Section: news

Place ofpublication: Brenn, Ont.

Source type: Blog, Podcast, or Website

Language of publication: English

ProQuestdocument ID: {number}

DocumentURL: https://proxy.library.example/login?url=https://www.proquest.com/x/docview/{number}/se-2?accountid=77

Lastupdated: 2024-09-2 2"""


def document(number, text, date="Sep 20, 2024", head="", title="Ferry fails"):
    return f"{head}{title}\n\nAbstract: None available.\n\nFull text: {text}\n\n" + FIELDS.format(
        number=number, date=date, title=title
    )


def export(*documents):
    end = "Contact us at: http://about.proquest.com/\nDatabase copyright 2024"
    return f"\n\n{RULE}\n\n".join(("", *documents, end)).strip().replace("\n", "\r\n")


def test_fields_are_read_though_their_names_and_days_are_broken_and_the_account_is_not_copied():
    found = read(export(document(31, "The ferry is old.", "Se p 20, 2024")))
    assert found.kind == "ProQuest text"
    assert about(found.articles[0]) == {
        "doc_id": "31",
        "title": "Ferry fails",
        "outlet": "The Estuary Post (Online)",
        "date": "2024-09-20",
        "page_date": "2024-09-22",
        "source_type": "Blog, Podcast, or Website",
        "section": "news",
        "language": "en",
        "url": "https://www.proquest.com/docview/31",
    }


def test_lines_are_paragraphs_and_captions_and_credits_are_known():
    text = "One.\r\nof note.\n\n\tTwo: three.\n\nLocation: Pier 4\n\nFour.\nCAPTION: A ferry.\n\nCREDIT: Ann Lee;"
    found = read(export(document(1, text)))
    assert paragraphs(found.articles[0]) == [
        "One.",
        "of note.",
        "Two: three.",
        "Location: Pier 4",
        "Four.",
        "caption: A ferry.",
        "byline: Ann Lee;",
    ]


def test_what_is_announced_and_what_holds_no_text_is_named():
    found = read(
        export(
            document(1, "One.", head="Document 1 of 4\n\n"),
            document(2, "Not available.", head="Document 2 of 4\n\n"),
            document(4, "Four.", head="Document 4 of 4\n\n"),
        )
    )
    assert found.announced == 4
    assert [(article.place, article.doc_id) for article in found.articles] == [("document 1", "1"), ("document 4", "4")]
    assert found.left_out == [
        LeftOut("document 2", "Ferry fails", "full text not available"),
        LeftOut("document 3", "", "announced, and not in the file", True),
    ]


def test_without_a_day_of_its_own_the_article_has_that_of_its_issue():
    issue = "Publication info: The Estuary Post ; Brenn [Brenn]. 21 Sep 2024: A.1."
    found = read(export(f"Ferry fails\n\n{issue}\n\nFull text: One.\n\nTitle: Ferry fails\n\nPublication year: 2024"))
    assert about(found.articles[0]) == {"title": "Ferry fails", "outlet": "The Estuary Post", "date": "2024-09-21"}


FOUND = """<a name="DocID_X_{number}"></a><p></p><p style="font-size:11pt">Ferry fails</p>
<p><strong>Publication info: </strong>Estuary Post ; Brenn [Brenn] 08 May 2010: AA.2.</p>
<p><a href="https://search.proquest.com/docview/{number}?accountid=77">ProQuest document link</a></p>
<p><strong>Abstract: </strong></p><p>Short.</p><p><strong>Full text: </strong><Text WordCount="2">{page}</Text></p>
<p><strong>Publication title: </strong>Estuary Post; Brenn</p><p><strong>Publication date: </strong>May 8, 2010</p>
<p><strong>CODEN: </strong>X</p><p><strong>ProQuest document ID: </strong>{number}</p><p>Contact ProQuest</p>"""
PAGE = "<html><head><title></title></head><body><p>One.</p><p>Source: them</p><p>Credit: Ann Lee</p></body></html>"


def test_each_text_of_a_page_is_a_page_of_its_own_and_its_first_tag_may_be_broken():
    broken = PAGE.replace("<html>", "html&gt;")
    page = "".join(FOUND.format(number=n, page=one) for n, one in enumerate((broken, PAGE), 1))
    found = read(f"<!DOCTYPE html><html><body><p>A. Reader sent you:</p>{page}</body></html>")
    assert found.kind == "ProQuest HTML"
    assert [paragraphs(article) for article in found.articles] == [["One.", "Source: them", "byline: Ann Lee"]] * 2
    assert [(article.doc_id, article.date, article.title) for article in found.articles] == [
        ("1", "2010-05-08", "Ferry fails"),
        ("2", "2010-05-08", "Ferry fails"),
    ]


def test_an_export_as_rtf_is_read_by_its_fields():
    lines = ["Document 1 of 2", "Ferry fails", "Full text: One.", "Two.", "Publication title: Harbour; Brenn"]
    lines += ["Publication date: May 8, 2010", "ProQuest document ID: 7", "Database: Newsstream"]
    lines += ["Port opens", "Full text: Three.", "Publication title: Harbour; Brenn", "Publication date: May 9, 2010"]
    lines += ["ProQuest document ID: 8", "Database: Newsstream", "Contact us at: http://about.proquest.com"]
    found = read("{\\rtf1\\ansi " + "\\par\\par ".join(lines) + "\\par}", "export.rtf")
    assert found.kind == "ProQuest RTF"
    assert [(one.title, one.date, paragraphs(one)) for one in found.articles] == [
        ("Ferry fails", "2010-05-08", ["One.", "Two."]),
        ("Port opens", "2010-05-09", ["Three."]),
    ]
