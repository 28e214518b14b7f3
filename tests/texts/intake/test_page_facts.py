"""The headline and the days of a page: what its readers see, and nothing that it does not say."""

import pytest

from analysis.texts.intake import saved_page
from analysis.texts.intake.article import Options
from analysis.texts.intake.files import File

TEXT = "".join(
    f"<p>The ferry to the island was late on day {n}, and nobody at the pier could say why.</p>" for n in range(8)
)


def article(beside="", head="", h1="<h1>Ferry late for the eighth time</h1>", below="", **options):
    page = f"<html><head>{head}</head><body><main>{beside}{h1}{below}{TEXT}</main></body></html>"
    return saved_page.read(File("page.html", page.encode()), Options(**options)).articles[0]


def canonical(address):
    return f'<link rel="canonical" href="https://www.island-post.example/{address}">'


@pytest.mark.parametrize(
    ("line", "date", "page_date"),
    [
        ("<div>May 3, 2024</div>", "2024-05-03", ""),
        ("<p>Published: 3 May 2024 <span>Updated: 5 May 2024</span></p>", "2024-05-03", "2024-05-05"),
        ("<p>Last updated on <span>5 May 2024</span></p>", "", "2024-05-05"),
        ("<p>by Ida Roth, Friday 3 May 2024</p>", "2024-05-03", ""),
        ("<p>03/05/2024</p>", "", ""),
        ("<p>11.03.17</p>", "", ""),
        ("<figure><figcaption>The pier, 3 May 2024</figcaption></figure>", "", ""),
        ("<p>It was first said on 3 May 2024 that it was late.</p>", "", ""),
        ("<p>2 comments</p><p>Bo Lind, May 3, 2024</p>", "", ""),
    ],
)
def test_a_date_is_taken_from_the_line_beside_the_headline(line, date, page_date):
    found = article(below=line)
    assert (found.date, found.page_date) == (date, page_date)


MUCH = "<div><span>Share</span></div>" * 60  # the date is far from the headline


@pytest.mark.parametrize(
    ("below", "date"),
    [
        ("<div class='post__pub-date'>May 3, 2024</div>", "2024-05-03"),
        ("<aside><p class='Article_date__0aZ'>May 3, 2024</p></aside>", "2024-05-03"),
        ("<div class='item-date'>Updated on 5 May 2024</div>", ""),
        ("<div class='item-date'>3 May 2024</div><div class='item-date'>4 May 2024</div>", ""),
        ("<div class='related'><time>3 May 2024</time></div>", ""),
        ("<div>3 May 2024</div>", ""),
    ],
)
def test_a_date_far_from_the_headline_is_taken_where_it_is_named_and_the_only_one(below, date):
    assert article(below=MUCH + below).date == date


def test_a_date_of_the_site_is_not_that_of_the_article():
    today = "<div><div><div class='date'>28 November 2026</div></div></div>"
    assert article(today, h1="<div><div><h1>Ferry late for the eighth time</h1></div></div>", below=MUCH).date == ""


def test_figures_alone_are_read_as_the_reader_says():
    assert article(below="<p>03/05/2024</p>", dates="dmy").date == "2024-05-03"
    assert article(below="<p>11.03.17</p>", dates="dmy").date == "2017-03-11"


def test_a_date_above_the_headline_is_taken_beside_it_alone():
    assert article(h1="<div><p>3 May 2024</p><h1>Ferry late for the eighth time</h1></div>").date == "2024-05-03"
    today = "<div><div><span>Saturday, 28 November 2026</span></div></div>"
    assert article(today, h1="<div><div><h1>Ferry late for the eighth time</h1></div></div>").date == ""


@pytest.mark.parametrize(
    ("address", "date"),
    [
        ("2024/05/03/ferry.html", "2024-05-03"),
        ("2024-05-03-ferry", "2024-05-03"),
        ("2024/05/ferry", ""),
        ("a/2024/99/99/", ""),
    ],
)
def test_a_date_in_the_address_is_one(address, date):
    assert article(head=canonical(address)).date == date


@pytest.mark.parametrize(
    ("published", "modified", "printed", "date"),
    [
        ("2024-05-04T01:30:00Z", "", "May 3, 2024", "2024-05-03"),  # 9:30 in the evening in New York
        ("2024-05-04T01:30:00-04:00", "", "May 3, 2024", "2024-05-04"),
        ("2024-05-04T13:00:00Z", "2024-05-05T09:00:00Z", "May 5, 2024", "2024-05-04"),
        ("2024-05-04", "2024-05-04", "May 3, 2019", "2019-05-03"),  # of the day on which the site was made anew
        ("2019-05-03", "2024-05-04", "May 4, 2024", "2019-05-03"),
    ],
)
def test_the_day_is_the_one_that_readers_of_the_page_have(published, modified, printed, date):
    head = f'<meta property="article:published_time" content="{published}">'
    head += f'<meta property="article:modified_time" content="{modified}">'
    assert article(head=head, below=f"<p>{printed}</p>").date == date


TITLE = "Why the boats are slow"


@pytest.mark.parametrize(
    ("head", "h1", "title"),
    [
        (f"<title>{TITLE} | Island Post</title>", "<h1>Ferry late again and again</h1>", "Ferry late again and again"),
        (f"<title>{TITLE} | Island Post</title>", "", TITLE),
        (f"{canonical('1')}<title>{TITLE} - Island Post</title>", "", TITLE),
        ("<title>Boats - slow and slower</title>", "", "Boats - slow and slower"),
        (f"<title>{TITLE}</title>", "<h1>News</h1>", TITLE),
        (f"<title>{TITLE}</title>", f"<h1>{TITLE} Posted on May 3, 2024</h1>", TITLE),
        (f"<title>{TITLE} - The Voice</title>", f'<p class="title">{TITLE}</p>', TITLE),
    ],
)
def test_the_headline_is_that_above_the_text_without_the_name_of_the_site(head, h1, title):
    assert article(head=head, h1=h1).title == title


def test_a_heading_below_the_text_is_not_the_headline():
    below = "<h1>A word from the founder of this paper</h1>"
    long = "<p>" + "The ferry to the island was late, and nobody at the pier could say why it was so. " * 3 + "</p>"
    found = article(head=f"<title>{TITLE}</title>", h1="", below=long * 3 + below)
    assert found.title == TITLE
