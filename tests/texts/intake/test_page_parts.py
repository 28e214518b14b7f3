"""What of a page is its article: parts that are cut apart, hidden, or lead elsewhere."""

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
