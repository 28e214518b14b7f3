"""What of a page is its article: parts that are cut apart, hidden, or lead elsewhere."""

import pytest

from analysis.texts.intake import saved_page
from analysis.texts.intake.article import Options
from analysis.texts.intake.files import File

PARAGRAPHS = [
    f"The ferry to the island was late on day {n}, and nobody at the pier could say why it came so late, or when."
    for n in range(12)
]


def blocks(body, head=""):
    page = f"<html><head>{head}</head><body><h1>Ferry late for the eighth time</h1>{body}</body></html>"
    return saved_page.read(File("page.html", page.encode()), Options()).articles[0].blocks


def ps(paragraphs):
    return "".join(f"<p>{text}</p>" for text in paragraphs)


def test_an_article_that_is_cut_in_two_is_whole():
    part = '<div class="grid"><div class="part body">{}</div><div class="side">Advertisement</div></div>'
    body = f"<main>{part.format(ps(PARAGRAPHS[:7]))}{part.format(ps(PARAGRAPHS[7:]))}</main>"
    assert [block.text for block in blocks(body)] == PARAGRAPHS


def test_what_the_page_hides_is_no_text_unless_it_may_be_the_article():
    hidden = '<div style="display: none">Ferry Post, ferry.example, the logo of the Ferry Post at night.</div>'
    assert [block.text for block in blocks(f"<article>{hidden}{ps(PARAGRAPHS)}</article>")] == PARAGRAPHS
    assert [block.text for block in blocks(f'<article style="display:none">{ps(PARAGRAPHS)}</article>')] == PARAGRAPHS


def test_cards_of_other_articles_are_no_text():
    card = '<div class="item"><h3><a href="/{0}">Other news of day {0}</a></h3><p>What came of day {0}.</p></div>'
    body = f"<article>{ps(PARAGRAPHS)}<div>{''.join(card.format(n) for n in range(20, 24))}</div></article>"
    assert [block.text for block in blocks(body)] == PARAGRAPHS


def test_a_standfirst_goes_along_and_is_told_from_the_text():
    standfirst = "Eight days without a boat on time have worn the islanders out"
    head = f'<meta name="description" content="{standfirst}">'
    for above in (f'<p class="standfirst">{standfirst}</p>', f"<h2>{standfirst}</h2>"):
        found = blocks(f"<header>{above}<p>By Ida Roth</p></header><article>{ps(PARAGRAPHS)}</article>", head)
        assert found[0] == (standfirst, "headline", "")
        assert [block.text for block in found[1:] if not block.kind] == PARAGRAPHS


def test_a_description_that_the_page_does_not_show_is_no_text():
    found = blocks(f"<article>{ps(PARAGRAPHS)}</article>", '<meta name="description" content="Not for readers of it.">')
    assert [block.text for block in found] == PARAGRAPHS


def test_the_line_with_the_day_is_no_text_and_a_day_in_the_text_is():
    body = f"<article><p>Published 3 May 2024</p>{ps(PARAGRAPHS)}<p>It ended on 3 May 2024.</p></article>"
    assert [block.text for block in blocks(body)] == [*PARAGRAPHS, "It ended on 3 May 2024."]


@pytest.mark.parametrize(
    ("head", "text", "why"),
    [
        (
            "404 Not Found",
            "There is no such page on this site, or it was taken away; try its search.",
            "NOT_FOUND",
        ),
        (
            "Access Denied",
            "You may not see this page on this server; write to its owner if you must.",
            "NOT_FOUND",
        ),
        (
            "Just a moment...",
            "Please enable JavaScript and cookies to go on to the page.",
            "SCRIPTS",
        ),
        ("Ferry Post", "You need to enable JavaScript to run this app.", "SCRIPTS"),
        ("404 people on one ferry", "The ferry was late again, they said at the pier, and did not sail.", ""),
        ("Access to the island denied", "The ferry was late again, they said at the pier, and did not sail.", ""),
    ],
)
def test_a_message_in_place_of_an_article_is_named(head, text, why):
    page = f"<html><head><title>{head}</title></head><body><h1>{head}</h1><p>{text} {text}</p></body></html>"
    reading = saved_page.read(File("page.html", page.encode()), Options())
    assert [one.why for one in reading.left_out] == ([getattr(saved_page, why)] if why else [])


def test_bad_html_is_read_or_named():
    for start in ("<div>" * 1000, "<b>" * 1500, "\x00"):
        assert [block.text for block in blocks(start + ps(PARAGRAPHS))] == PARAGRAPHS
    page = f"<html><body>{'<div>' * 3000}{ps(PARAGRAPHS)}</body></html>"
    (left_out,) = saved_page.read(File("page.html", page.encode()), Options()).left_out
    assert left_out.is_error and left_out.why.startswith("HTML with more than 2,000 tags inside each other")
    for encoding in ("utf-16", "utf-8-sig"):
        data = f"<html><body><h1>Late</h1>{ps(PARAGRAPHS)}</body></html>".encode(encoding)
        assert saved_page.read(File("page.html", data), Options()).articles[0].blocks
