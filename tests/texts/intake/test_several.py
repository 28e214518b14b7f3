"""Several articles in one document that comes from no database: told apart where that is proven, else told about."""

import doctest

import pytest

from analysis.schema import InputError
from analysis.texts.intake import heads
from tests.texts.intake.documents import docx, odt, paragraph, rtf
from tests.texts.intake.reading import about, paragraphs, read
from tests.texts.intake.test_word_documents import read as read_file

STYLES = (("H1", "heading 1"), ("H2", "heading 2"), ("T", "Title"), ("P", "Normal"))
TEXT = " ".join(["The ferry to Port Ost did not sail, said Ann Lee of the harbour."] * 3)
TITLES = ("Ferry late again", "Bridge shut for a week", "Harbour crew walks out")
HEADS = ("By Ann Lee, 3 May 2024", "By Bo Hall, 4 May 2024", "By Cy Ray, 5 May 2024")
WANTED = [(title, HEADS[n].split(", ")[0][3:], f"2024-05-0{n + 3}") for n, title in enumerate(TITLES)]


def found(reading):
    return [(one.title, one.byline, one.date) for one in reading.articles]


def headed(style="H1", below=HEADS):
    """Return the paragraphs of articles below headings, each with a subhead."""
    for title, head in zip(TITLES, below, strict=True):
        yield paragraph(title, style)
        if head:
            yield head
        yield from (TEXT, paragraph("What comes next", "H2"), TEXT)


@pytest.mark.parametrize(("style", "how"), [("H1", "headings of level 1"), ("T", "the style Title")])
def test_articles_below_headings_are_told_apart(style, how):
    reading = read_file(docx(*headed(style), styles=STYLES))
    assert found(reading) == WANTED
    assert reading.notes == [f"articles told apart by {how}: 3"]
    assert paragraphs(reading.articles[1]) == [TEXT, "headline: What comes next", TEXT]
    assert [one.place for one in reading.articles] == ["article 1", "article 2", "article 3"]


def test_the_title_of_the_whole_is_left_out_by_name():
    reading = read_file(docx(paragraph("My texts", "T"), *headed(), styles=STYLES))
    assert found(reading) == WANTED
    assert [(one.place, one.title) for one in reading.left_out] == [("before article 1", "My texts")]


def test_an_odt_is_split_by_its_headings_too():
    parts = zip(TITLES, HEADS, strict=True)
    body = "".join(
        f'<text:h text:outline-level="1">{a}</text:h><text:p>{b}</text:p><text:p>{TEXT}</text:p>' for a, b in parts
    )
    assert found(read_file(odt(body))) == WANTED


def test_one_article_with_subheads_is_one():
    for below in (("", "", ""), (HEADS[0], "", "")):
        reading = read_file(docx(*headed(below=below), styles=STYLES))
        assert len(reading.articles) == 1
        assert reading.notes == []


@pytest.mark.parametrize("mark", ["********", "* * *", "-----", "____________", "=====", "# # #"])
def test_a_line_of_signs_parts_articles_in_text_and_in_rtf(mark):
    pieces = [[title, head, TEXT, TEXT] for title, head in zip(TITLES, HEADS, strict=True)]
    text = f"\n\n{mark}\n\n".join("\n\n".join(piece) for piece in pieces)
    reading = read(text, "all.txt")
    assert found(reading) == WANTED
    assert paragraphs(reading.articles[0]) == [TEXT, TEXT]
    assert reading.notes == ["articles told apart by lines of asterisks or dashes: 3"]
    lines = [line for piece in pieces for line in (*piece, mark)]
    assert found(read_file(rtf("".join(rf"{line}\par " for line in lines)))) == WANTED


@pytest.mark.parametrize(
    ("head", "outlets"),
    [
        ("{0}\n{1}", ["Estuary Post", "Quay and Pier", "Port Daily (Brenn)"]),
        ("{0}, {1}", ["Estuary Post", "Quay and Pier", "Port Daily (Brenn)"]),
        ("{1}", ["", "", ""]),
        ("By Ann Lee, {0}, N.Y.\n{1}", ["", "", ""]),
    ],
)
def test_names_beside_a_day_are_outlets_where_some_are_called_so(head, outlets):
    names = ("Estuary Post", "Quay and Pier", "Port Daily (Brenn)")
    pieces = [
        f"Article {n}\n\n{n}. {title}\n{head.format(names[n - 1], f'May {n}, 2024')}\n\n{TEXT}"
        for n, title in enumerate(TITLES, 1)
    ]
    reading = read("\n\n".join(pieces), "all.txt")
    assert [(one.title, one.date) for one in reading.articles] == [
        (t, f"2024-05-0{n}") for n, t in enumerate(TITLES, 1)
    ]
    assert [one.outlet for one in reading.articles] == outlets
    assert [paragraphs(one) for one in reading.articles] == [[TEXT]] * 3


def test_what_else_stands_between_a_headline_and_the_day_is_kept_beside_the_text():
    pieces = (
        x for t, h in zip(TITLES, HEADS, strict=True) for x in (paragraph(t, "H1"), "Nobody was hurt", h, h, TEXT)
    )
    reading = read_file(docx(*pieces, styles=STYLES))
    assert found(reading) == WANTED
    assert [one.more for one in reading.articles] == [{"below_headline": "Nobody was hurt"}] * 3


def test_headings_without_a_day_are_told_about():
    pieces = (one for title in TITLES for one in (paragraph(title, "H1"), *[TEXT] * 20))
    reading = read_file(docx(*pieces, styles=STYLES))
    assert len(reading.articles) == 1
    assert reading.notes[0].startswith("headings of level 1: 3, and read as one text; if each begins an article")


def test_a_day_that_stands_below_no_headline_forbids_a_split_by_shape():
    body = "\n\n".join([TEXT] * 8)
    pieces = [f"{title}\n{head}\n\n{body}" for title, head in zip(TITLES, HEADS, strict=True)]
    assert len(read("\n\n".join(pieces), "all.txt").articles) == 3
    assert len(read("\n\n".join([*pieces, "6 May 2024", body]), "all.txt").articles) == 1


def test_a_line_of_signs_inside_an_article_parts_nothing():
    reading = read(f"Ferry late again\n\nBy Ann Lee\n\n{TEXT}\n\n* * *\n\n{TEXT}\n\n* * *\n\n{TEXT}", "one.txt")
    assert len(reading.articles) == 1


def test_page_breaks_and_rules_part_articles():
    rule = '<w:p><w:pPr><w:pBdr><w:bottom w:val="single"/></w:pBdr></w:pPr></w:p>'
    page = paragraph('<w:r><w:br w:type="page"/></w:r>')
    for mark in (rule, page):
        pieces = zip(TITLES, HEADS, strict=True)
        reading = read_file(docx(*(one for title, head in pieces for one in (title, head, TEXT, TEXT, mark))))
        assert found(reading) == WANTED
        assert reading.notes == ["articles told apart by page breaks: 3"]
        assert len(read_file(docx(TITLES[0], HEADS[0], TEXT, mark, TEXT, mark, TEXT)).articles) == 1


def labelled(*rows, text="", blank="\n"):
    return "\n\n".join(
        f"Title: {title}\nDate: {day}\nSource: {outlet}\n{blank}{text}{TEXT}" for title, day, outlet in rows
    )


@pytest.mark.parametrize(("text", "blank"), [("", "\n"), ("Text: ", ""), ("Text:\n", "")])
def test_labels_say_what_each_article_is_and_are_no_text(text, blank):
    rows = [(title, f"{n} May 2024", "Quay Daily") for n, title in enumerate(TITLES, 3)]
    reading = read(labelled(*rows, text=text, blank=blank), "all.txt")
    assert [(one.title, one.date, one.outlet) for one in reading.articles] == [
        (title, f"2024-05-0{n}", "Quay Daily") for n, title in enumerate(TITLES, 3)
    ]
    assert [paragraphs(one) for one in reading.articles] == [[TEXT]] * 3
    (one,) = read(labelled(rows[0], text=text, blank=blank), "ferry.txt").articles
    assert about(one) == {"title": TITLES[0], "date": "2024-05-03", "outlet": "Quay Daily", "doc_id": "ferry"}
    assert paragraphs(one) == [TEXT]


def test_a_date_in_figures_is_asked_about():
    with pytest.raises(InputError, match="article 1: '03/05/2024' is two days"):
        read(labelled((TITLES[0], "03/05/2024", "Quay Daily"), (TITLES[1], "13/05/2024", "Quay Daily")), "all.txt")


def test_labels_in_an_interview_are_text():
    text = f"The mayor speaks\n\n{TEXT}\n\nSource: he said.\nDate: he did not say.\n\nTitle: none.\n\n{TEXT}"
    (one,) = read(text, "one.txt").articles
    assert "Source: he said." in paragraphs(one)


def test_headlines_with_a_line_below_each_part_three_articles_and_not_two():
    pieces = [f"{title}\n{head}\n\n{TEXT}\n\n{TEXT}" for title, head in zip(TITLES, HEADS, strict=True)]
    assert found(read("\n\n".join(pieces), "all.txt")) == WANTED
    reading = read("\n\n".join(pieces[:2]), "two.txt")
    assert len(reading.articles) == 1


def test_a_document_that_looks_like_several_is_told_about_and_stays_one():
    text = "\n\n".join(f"{TEXT}\n\n{head}\n\n{TEXT}" for head in HEADS)
    reading = read(text, "all.txt")
    assert len(reading.articles) == 1
    (note,) = reading.notes
    assert note.startswith(
        "looks like several articles (3 lines that name a day or an author), and is read as one: begin"
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("By Ann Lee | Quay Daily | 3 May 2024", {"outlet": "Quay Daily", "date": "3 May 2024", "byline": "Ann Lee"}),
        ("Published: Friday, May 3, 2024 at 10:30 a.m. EDT", {"date": "Friday, May 3, 2024"}),
        (
            "The Estuary Post (London), May 3, 2024, p. A4",
            {"outlet": "The Estuary Post (London)", "date": "May 3, 2024"},
        ),
        ("LONDON, 3 May 2024", {"date": "3 May 2024"}),
        ("www.quay.example/ferry", {"url": "www.quay.example/ferry"}),
        ("The ferry sank on 3 May 2024.", {}),
        ("By the harbour they wait for the ferry of the morning, all of them, every day", {}),
        ("By midnight it had gone.", {}),
        ("What the mayor said in May 2024", {}),
    ],
)
def test_what_a_line_says_about_an_article(line, said):
    assert heads.about_line(line) == said


def test_the_examples_are_right():
    assert doctest.testmod(heads).failed == 0
