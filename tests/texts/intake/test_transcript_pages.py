import pytest

from analysis.texts.intake import saved_page
from analysis.texts.intake.article import Options
from analysis.texts.intake.files import File
from analysis.texts.intake.formats import reader_of

LONG = "The plan for the old mill was on the table last spring, and people here have not forgotten it since."
ASKED, SHOUTED, DENIED = "You sold the mill.", "It was a shame.", "I never did."


def blocks(body, title="Talk"):
    source = f"<!doctype html><html><head><title>{title}</title></head><body>{body}</body></html>"
    (article,) = saved_page.read(File("talk.html", source.encode()), Options()).articles
    return [(block.speaker, block.text) for block in article.blocks]


def test_a_name_holds_for_all_paragraphs_up_to_the_next():
    body = (
        f"<cite>Nora Lund:</cite>\n<time>0:00</time>\n<p>{ASKED}</p>\n<time>0:04</time>\n<p>{SHOUTED}</p>\n"
        f"<cite>Bo Ahl :</cite><time>0:09</time><p>{DENIED}</p><p> 0:12 </p><p>{LONG}</p>"
    )
    assert blocks(body) == [("Nora Lund", ASKED), ("Nora Lund", SHOUTED), ("Bo Ahl", DENIED), ("Bo Ahl", LONG)]


def test_headings_are_kept_but_the_title():
    body = f"<h1>Talk</h1><cite>Lund</cite><p>{ASKED}</p><h2>The mill</h2><cite>Ahl</cite><p>{LONG}</p>"
    assert blocks(body) == [("Lund", ASKED), ("", "The mill"), ("Ahl", LONG)]


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{ASKED}</p><cite>Lund</cite><p>{SHOUTED}</p><cite>Ahl</cite><p>{LONG}</p>",  # names may come after
        f"<cite>Lund</cite><p>{ASKED}</p><p>{LONG}</p><cite>Ahl</cite>",
        f"<cite>Lund</cite><p>{ASKED}</p><p>{LONG}</p>",  # one name: the source of a quotation
        f"<cite>Lund</cite><p>{ASKED}</p><div>An advertisement.</div><cite>Ahl</cite><p>{LONG}</p>",
        f"<cite>Lund</cite> laughs. <p>{ASKED}</p><cite>Ahl</cite><p>{LONG}</p>",
        f"<p>{LONG} <cite>The Mill</cite> is a novel, <cite>The Weir</cite> a play.</p>",
    ],
)
def test_nobody_speaks_where_it_is_not_certain_who(body):
    found = blocks(body)
    assert found and not any(speaker for speaker, _ in found)


def test_a_transcript_without_a_page_around_it_is_read():
    """Hosts of podcasts write the file so."""
    file = File(
        "talk.html", f"<cite>Lund:</cite>\n<time>0:00</time>\n<p>{LONG}</p>\n<cite>Ahl:</cite><p>{DENIED}</p>".encode()
    )
    assert reader_of(file) is saved_page
    (article,) = saved_page.read(file, Options()).articles
    assert [block.speaker for block in article.blocks] == ["Lund", "Ahl"]
